using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A theorem of one's own that can be read: about every F(x·y), or about one family of other objectives.</summary>
public sealed record UserTheorem
{
    private UserTheorem(TheoremText text, ImmutableArray<VariableRange> ranges) => (Text, Ranges) = (text, ranges);

    /// <summary>The theorem as typed.</summary>
    public TheoremText Text { get; }

    /// <summary>The ranges of the family's parameters, bounded; a fixed number is a range of one point.</summary>
    internal ImmutableArray<VariableRange> Ranges { get; }

    /// <summary>True for a theorem about every F(x·y); false for one about the family of its own objective.</summary>
    public bool IsProduct => Text.Objective is null;

    /// <summary>Reads a theorem: the theorem, or the first sentence that can't be read.</summary>
    public static (UserTheorem? Theorem, ClaimError? Error) Read(TheoremText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Vocabulary words;
        var ranges = ImmutableArray.CreateBuilder<VariableRange>();
        foreach (var parameter in text.Parameters)
        {
            var (range, wrong) = RangeOf(parameter);
            if (range is null)
                return (null, wrong);
            ranges.Add(range);
        }
        if (text.Objective is null)
        {
            words = Vocabulary.Product(null);
        }
        else
        {
            var parameters = text.Parameters.ToDictionary(p => p.Name, _ => (Expr)new Rational(1, 3), StringComparer.Ordinal);
            if (!Parser.Parse(text.Objective, new ParseOptions { Parameters = parameters }).TryGet(out var objective, out var error))
                return (null, ClaimError.Within("objective", text.Objective, 0, error));
            if (objective.Variables() is var variables && (variables.Length == 0 || variables.Any(v => v is not Variable)))
                return (null, ClaimError.At("objective", text.Objective, 0, "scalar variables",
                    "the objective of a theorem has scalar variables; components of vectors and matrices are typed out as scalars"));
            words = Vocabulary.General(objective);
        }
        var bound = TheoremBinder.Bind(WithParameters(text, _ => (Expr)new Rational(1, 3)), words);
        return bound.Error is null ? (new(text, ranges.ToImmutable()), null) : (null, bound.Error);
    }

    /// <summary>The theorem in the symbols of an objective.</summary>
    /// <param name="objective">The objective, parameters bound.</param>
    /// <param name="parameters">The values of the family's parameters.</param>
    internal (BoundTheorem? Theorem, ClaimError? Error) Bind(Objective objective, IReadOnlyDictionary<string, Expr> parameters)
    {
        if (IsProduct)
            return objective.IsProduct ? TheoremBinder.Bind(Text, Vocabulary.Product(objective)) : (null, null);
        return TheoremBinder.Bind(WithParameters(Text, name => parameters[name]), Vocabulary.General(objective.Structure.Written));
    }

    private static (VariableRange? Range, ClaimError? Error) RangeOf(NamedText parameter)
    {
        string part = $"parameter {parameter.Name}";
        if (!Names.IsVariable(parameter.Name))
            return (null, ClaimError.At(part, parameter.Text, 0, "a name", $"'{parameter.Name}' can't be a parameter: it is a name of the language"));
        if (parameter.Text.TrimStart() is ['[' or '(', ..])
        {
            string prefix = parameter.Name + "=";
            var (ranges, _, error) = BoxParser.Parse(prefix + parameter.Text, ParseOptions.Default);
            if (error is not null)
                return (null, ClaimError.At(part, parameter.Text, error.Error.Position - prefix.Length, error.Error.Expected, error.Error.Message));
            return ranges is [{ IsBounded: true, IsEmpty: false } range] ? (range, null)
                : (null, ClaimError.At(part, parameter.Text, 0, "a bounded range", "expected a range with two finite ends, such as [0.1, 2]"));
        }
        if (!Parser.ParseConstant(parameter.Text).TryGet(out var value, out var problem))
            return (null, ClaimError.Within(part, parameter.Text, 0, problem));
        return value.IsRational(out var exact) ? (VariableRange.Closed(Variable.Of(parameter.Name), exact, exact), null)
            : (null, ClaimError.At(part, parameter.Text, 0, "a rational number or a range", "expected a rational number or a range such as [0.1, 2]"));
    }

    /// <summary>The parameters become abbreviations that stand for their values.</summary>
    private static TheoremText WithParameters(TheoremText text, Func<string, Expr> value) =>
        text with { Names = [.. text.Parameters.Select(p => new NamedText(p.Name, $"({value(p.Name)})")), .. text.Names] };
}
