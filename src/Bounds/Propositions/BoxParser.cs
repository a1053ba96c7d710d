using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>Reads a box. An irrational end such as pi/2 is replaced by an outer rational one and a side condition with the exact end.</summary>
internal static class BoxParser
{
    private const int EndDigits = 128;

    internal static (ImmutableArray<VariableRange> Ranges, ImmutableArray<Comparison> Conditions, ClaimError? Error) Parse(string text, ParseOptions options)
    {
        var ranges = ImmutableArray.CreateBuilder<VariableRange>();
        var conditions = ImmutableArray.CreateBuilder<Comparison>();
        if (text.Trim() is "" or "(constant)")
            return ([], [], null);
        foreach (var (piece, offset) in Split(text))
        {
            if (piece.AsSpan().Trim().IsEmpty)
                continue;
            var (range, error) = ParseRange(text, piece, offset, conditions, options);
            if (error is not null)
                return ([], [], error);
            if (ranges.Any(r => ReferenceEquals(r.Variable, range!.Variable)))
                return ([], [], ClaimError.At("on", text, offset + Leading(piece), "", $"the variable {range!.Variable} has two ranges"));
            ranges.Add(range!);
        }
        return (ranges.ToImmutable(), conditions.ToImmutable(), null);
    }

    /// <summary>The pieces between ';' or ',' outside brackets, with their offsets.</summary>
    internal static IEnumerable<(string Piece, int Offset)> Split(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth <= 0 && text[i] is ';' or ',' && depth <= 0)
            {
                yield return (text[start..i], start);
                start = i + 1;
            }
        }
        if (!string.IsNullOrWhiteSpace(text[start..]))
            yield return (text[start..], start);
    }

    private static int Leading(string piece) => piece.Length - piece.AsSpan().TrimStart().Length;

    private static (VariableRange? Range, ClaimError? Error) ParseRange(
        string text, string piece, int offset, ImmutableArray<Comparison>.Builder conditions, ParseOptions options)
    {
        // NAME (= | in) (open|closed) END , END (open|closed)
        int at = Leading(piece);
        int nameEnd = at;
        while (nameEnd < piece.Length && piece[nameEnd] != '=' && !char.IsWhiteSpace(piece[nameEnd]))
            nameEnd++;
        string name = piece[at..nameEnd];
        if (!Parser.Parse(name).TryGet(out var variable, out var nameError))
            return (null, ClaimError.Within("on", text, offset + at, nameError));
        if (variable is not (Variable or Component) || options.Parameters.ContainsKey(name))
            return (null, ClaimError.At("on", text, offset + at, "a variable", $"expected a variable, found {name}"));
        int next = nameEnd;
        Skip(piece, ref next);
        if (next < piece.Length && piece[next] == '=')
            next++;
        else if (string.CompareOrdinal(piece, next, "in", 0, 2) == 0)
            next += 2;
        else
            return (null, ClaimError.At("on", text, offset + next, "'=' or 'in'", "expected '=' or 'in' after the variable"));
        Skip(piece, ref next);
        if (next >= piece.Length || piece[next] is not ('[' or '('))
            return (null, ClaimError.At("on", text, offset + next, "'[' or '('", "expected '[' or '(' before the lower end"));
        int last = piece.AsSpan().TrimEnd().Length - 1;
        int comma = Comma(piece, next + 1, last);
        if (comma < 0)
            return (null, ClaimError.At("on", text, offset + last + 1, "','", "expected two ends separated by ','"));
        if (last <= comma || piece[last] is not (']' or ')'))
            return (null, ClaimError.At("on", text, offset + last + 1, "']' or ')'", "expected ']' or ')' after the upper end"));
        var (low, lowError) = ParseEnd(text, piece[(next + 1)..comma], offset + next + 1, variable, lower: true, piece[next] == '[', conditions, options);
        if (lowError is not null)
            return (null, lowError);
        var (high, highError) = ParseEnd(text, piece[(comma + 1)..last], offset + comma + 1, variable, lower: false, piece[last] == ']', conditions, options);
        if (highError is not null)
            return (null, highError);
        return (new VariableRange(variable, low, low is not null && piece[next] == '[', high, high is not null && piece[last] == ']'), null);
    }

    private static int Comma(string piece, int from, int end)
    {
        int depth = 0;
        for (int i = from; i < end; i++)
        {
            depth += piece[i] is '(' or '[' ? 1 : piece[i] is ')' or ']' ? -1 : 0;
            if (depth == 0 && piece[i] == ',')
                return i;
        }
        return -1;
    }

    private static void Skip(string piece, ref int at)
    {
        while (at < piece.Length && char.IsWhiteSpace(piece[at]))
            at++;
    }

    private static (Rational? End, ClaimError? Error) ParseEnd(
        string text, string end, int offset, Expr variable, bool lower, bool closed, ImmutableArray<Comparison>.Builder conditions, ParseOptions options)
    {
        string trimmed = end.Trim().TrimStart('+');
        if (trimmed is "inf" or "infinity" or "oo" && !lower || trimmed is "-inf" or "-infinity" or "-oo" && lower)
            return (null, null);
        if (!Parser.Parse(end, options).TryGet(out var value, out var error))
            return (null, ClaimError.Within("on", text, offset, error));
        if (value.IsRational(out var exact))
            return (exact, null);
        if (!value.IsClosed())
            return (null, ClaimError.At("on", text, offset + Leading(end), "a number",
                "an end has to be a number; a bound by another variable belongs to the side conditions"));
        var enclosure = new ValueEvaluator<BigInterval>(Tape.Compile(value, []), EndDigits).Evaluate([]);
        if (!enclosure.IsDefined || RationalEnds.Ends(enclosure.Value) is not var (below, above))
            return (null, ClaimError.At("on", text, offset + Leading(end), "a number", $"the end {value} has no finite value"));
        var relation = lower ? (closed ? Relation.GreaterOrEqual : Relation.Greater) : closed ? Relation.LessOrEqual : Relation.Less;
        if (below == above)
            return (below, null);
        conditions.Add(new(variable, relation, value));
        return (lower ? below : above, null);
    }
}
