using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A theorem of one's own that can be read: about every F(x·y), or about one family of other objectives.</summary>
public sealed record UserTheorem
{
    private UserTheorem(TheoremText text) => Text = text;

    /// <summary>The theorem as typed.</summary>
    public TheoremText Text { get; }

    /// <summary>True for a theorem about every F(x·y); false for one about the family of its own objective.</summary>
    public bool IsProduct => Text.Objective is null;

    /// <summary>Reads a theorem: the theorem, or the first sentence that can't be read.</summary>
    public static (UserTheorem? Theorem, ClaimError? Error) Read(TheoremText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Vocabulary words;
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
                return (null, ClaimError.At("objective", text.Objective, 0, "scalar variables", "the objective of a theorem has scalar variables; components of vectors and matrices are typed out as scalars"));
            words = Vocabulary.General(objective);
        }
        var bound = TheoremBinder.Bind(WithParameters(text, _ => (Expr)new Rational(1, 3)), words);
        return bound.Error is null ? (new(text), null) : (null, bound.Error);
    }

    /// <summary>The theorem in the symbols of an objective.</summary>
    /// <param name="objective">The objective, parameters bound.</param>
    /// <param name="parameters">The values of the family's parameters.</param>
    internal (BoundTheorem? Theorem, ClaimError? Error) Bind(Objective objective, IReadOnlyDictionary<string, Expr> parameters)
    {
        if (IsProduct)
            return objective.IsProduct ? TheoremBinder.Bind(Text, Vocabulary.Product(objective)) : (null, null);
        return TheoremBinder.Bind(WithParameters(Text, name => parameters[name]), Vocabulary.General(objective.Merged));
    }

    /// <summary>The parameters become abbreviations that stand for their values.</summary>
    private static TheoremText WithParameters(TheoremText text, Func<string, Expr> value) =>
        text with { Names = [.. text.Parameters.Select(p => new NamedText(p.Name, $"({value(p.Name)})")), .. text.Names] };
}
