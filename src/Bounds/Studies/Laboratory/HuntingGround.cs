using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>
/// Where a hunt looks for objectives: the losses at a few centres, then random combinations; or draws from the parameters of a theorem's own family.
/// </summary>
internal sealed class HuntingGround(UserTheorem theorem, HuntOptions options)
{
    /// <summary>The losses are tried one by one at so many of the centres, before combinations.</summary>
    private const int KnownCentres = 3;

    private static readonly Expr s_product = Variable.Of("x") * Variable.Of("y");
    private static readonly Rational[] s_factors = [1, Rational.Half, 2, new(1, 3), 3, new(1, 4)];
    private static readonly Rational[] s_centres = [0, 1, Rational.Half, 2, -1];

    /// <summary>The objective of a round; null past the end of a finite list.</summary>
    internal (Objective Objective, ImmutableArray<(string Name, Rational Value)> Parameters)? Draw(int round)
    {
        var random = new RandomSource(options.Seed, round);
        if (!theorem.IsProduct)
            return Family(random, round);
        if (options.Objective is { } only)
            return (only, []);
        int known = Losses.All.Length;
        var f = round < KnownCentres * known
            ? Losses.All[round % known].Of(s_product - s_centres[round / known])
            : Combination(random);
        return (Objective.Analyze(f.ToString(), f), []);
    }

    private static Expr Combination(RandomSource random)
    {
        var u = s_product - Pick(random, s_centres);
        Expr Part() => Pick(random, s_factors) * Pick(random, Losses.All.AsSpan()).Of(Pick(random, s_factors) * u);
        return random.Next() % 3 == 0 ? Part() : Part() + Part();
    }

    private (Objective, ImmutableArray<(string, Rational)>) Family(RandomSource random, int round)
    {
        var parameters = theorem.Ranges.Select(r => (r.Variable.ToString(), Draw(random, r, round))).ToImmutableArray();
        var bound = parameters.ToDictionary(p => p.Item1, p => (Expr)p.Item2, StringComparer.Ordinal);
        string text = theorem.Text.Objective!;
        return (Objective.Analyze(text, Parser.Parse(text, new ParseOptions { Parameters = bound }).ValueOrThrow()), parameters);
    }

    /// <summary>A number of a few digits in a bounded range; its closed ends often, where theorems are tight.</summary>
    private static Rational Draw(RandomSource random, VariableRange range, int round)
    {
        Rational low = range.Low!.Value, high = range.High!.Value;
        if (low == high)
            return low;
        if (random.Next() % 4 == 0 && (random.Next() % 2 == 0 ? range.LowClosed : range.HighClosed))
            return range.LowClosed && (!range.HighClosed || round % 2 == 0) ? low : high;
        var at = low + (high - low) * new Rational((int)(1 + random.Next() % 998), 1000);
        return Rational.Simplest(at - (high - low) / 2000, at + (high - low) / 2000);
    }

    internal static T Pick<T>(RandomSource random, ReadOnlySpan<T> list) => list[(int)(random.Next() % (ulong)list.Length)];
}
