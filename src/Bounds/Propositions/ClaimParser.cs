using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>
/// Reads claims: a comparison, a box "x=[0,1]; y=(0,inf)" (also "x in [0, 1]"), and side conditions "x > y; x &lt; 2*y" (also "and").
/// A variable without a range runs over the whole line; "(constant)" or an empty box stands for no ranges.
/// </summary>
public static partial class ClaimParser
{
    /// <summary>The claim that the texts write.</summary>
    /// <param name="claim">"LHS &lt;= RHS" with one of &lt;, &lt;=, &gt;, &gt;=, ==, !=.</param>
    /// <param name="on">The box.</param>
    /// <param name="where">Side conditions, or null.</param>
    /// <param name="name">A name for reports.</param>
    /// <param name="parameters">Names replaced by expressions.</param>
    public static ClaimResult Parse(string claim, string? on = null, string? where = null, string name = "",
        IReadOnlyDictionary<string, Expr>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var options = parameters is null ? ParseOptions.Default : new ParseOptions { Parameters = parameters };
        if (!Parser.ParseRelation(claim, options).TryGet(out var body, out var error))
            return new(null, new ClaimError("claim", claim, error));
        var (ranges, conditions, problem) = BoxParser.Parse(on ?? "", options);
        if (problem is not null)
            return new(null, problem);
        var (side, wrong) = ParseConditions(where ?? "", options);
        if (wrong is not null)
            return new(null, wrong);
        side = [.. conditions, .. side];
        var box = ranges.ToBuilder();
        foreach (var comparison in side.Prepend(new(body.Left, body.Relation, body.Right)))
        {
            foreach (var variable in comparison.Left.Variables().AddRange(comparison.Right.Variables()))
            {
                if (variable is VectorVariable)
                    return new(null, ClaimError.At("claim", claim, 0, "",
                        $"the vector {variable} has no fixed dimension; a claim takes scalar variables and components such as x[0]"));
                if (!box.Any(r => ReferenceEquals(r.Variable, variable)))
                    box.Add(VariableRange.Line(variable));
            }
        }
        return new(new Claim(name, new(body.Left, body.Relation, body.Right), box.ToImmutable(), side), null);
    }

    /// <summary>The side conditions that a text writes.</summary>
    internal static (ImmutableArray<Comparison> Conditions, ClaimError? Error) ParseConditions(string text, ParseOptions options)
    {
        var side = ImmutableArray.CreateBuilder<Comparison>();
        foreach (var (piece, offset) in Conditions(text))
        {
            if (!Parser.ParseRelation(piece, options).TryGet(out var condition, out var error))
                return ([], ClaimError.Within("where", text, offset, error));
            side.Add(new(condition.Left, condition.Relation, condition.Right));
        }
        return (side.ToImmutable(), null);
    }

    // Side conditions are separated by ';', ',' outside parentheses, "and" or "&&".
    private static IEnumerable<(string Piece, int Offset)> Conditions(string text)
    {
        foreach (var (piece, offset) in BoxParser.Split(text))
        {
            int start = 0;
            foreach (Match separator in Separator().Matches(piece))
            {
                yield return (piece[start..separator.Index], offset + start);
                start = separator.Index + separator.Length;
            }
            yield return (piece[start..], offset + start);
        }
    }

    [GeneratedRegex(@"\band\b|&&")]
    private static partial Regex Separator();
}
