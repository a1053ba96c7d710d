using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>The box of a family cut where the verdicts of its members change.</summary>
/// <remarks>
/// A search: members are analysed on a line of parameters, two neighbours that differ are brought together by bisection, and a simple number is
/// taken for the place of the change if members just beside it agree with the two; otherwise the two keep a part of their own between them. What is
/// said of a part is proved of it anew, so a wrong guess costs an answer and makes none false.
/// </remarks>
/// <param name="family">The family.</param>
/// <param name="outer">F(s; θ).</param>
/// <param name="argument">s.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class FamilySplit(Family family, Expr outer, Variable argument, CancellationToken cancellation)
{
    private static readonly string s_open = Unknown.Time.Text;

    private const int Bisections = 12, MostChanges = 4, MostDenominator = 24;

    private readonly Dictionary<Rational, ImmutableArray<string>> _known = [];

    /// <summary>The first parameter along which the verdicts change, and the parts, in order; null where no change was found.</summary>
    /// <param name="along">Parameters that the box was cut along before.</param>
    internal Tuple<Expr, ImmutableArray<Family>>? Parts(ImmutableHashSet<Expr> along)
    {
        foreach (var range in family.Box.Where(r => family.Parameters.Contains(r.Variable) && !along.Contains(r.Variable) && r.Low != r.High))
        {
            _known.Clear();
            if (Cut(range) is { Count: > 1 } ranges)
                return Tuple.Create(range.Variable, ranges.Select(r => Part(range, r)).ToImmutableArray());
        }
        return null;
    }

    // Where one value is left it is put in.
    private Family Part(VariableRange range, VariableRange part) => family with
    {
        Box = family.Box.Replace(range, part),
        Expression = part.Low == part.High ? family.Expression.Substitute(part.Variable, part.Low!.Value) : family.Expression,
    };

    private List<VariableRange> Cut(VariableRange range)
    {
        var places = Places(range).Distinct().Order().ToList();
        var parts = new List<VariableRange>();
        var rest = range;
        var before = Member(range, places[0]);
        for (int i = 1; i < places.Count; i++)
        {
            var (from, after) = (places[i - 1], Member(range, places[i]));
            while (!Agree(before, after) && parts.Count < 2 * MostChanges)
            {
                var (low, high) = Bisect(range, (from, before), (places[i], after));
                bool lowWith = Like(Member(range, low), before), highWith = low < high || Like(Member(range, high), after);
                parts.Add(rest with { High = low, HighClosed = lowWith });
                if (low < high || !lowWith && !highWith)
                    parts.Add(new(range.Variable, low, !lowWith, high, !highWith));
                rest = rest with { Low = high, LowClosed = highWith && !(low == high && lowWith) };
                // Between the two places there may be a further change.
                (from, before) = low < high ? (high, Member(range, high)) : (high, after);
            }
            before = [.. before.Zip(after, (b, a) => a == s_open ? b : a)];
        }
        parts.Add(rest);
        return [.. parts.Where(p => !p.IsEmpty)];
    }

    /// <summary>The place of a change, twice, or two places around it.</summary>
    private (Rational Low, Rational High) Bisect(VariableRange range, (Rational At, ImmutableArray<string> Verdicts) low,
        (Rational At, ImmutableArray<string> Verdicts) high)
    {
        var (before, after) = (low.Verdicts, high.Verdicts);
        var (from, to) = (low.At, high.At);
        if (IsThere(from))
            return (from, from);
        if (IsThere(to))
            return (to, to);
        for (int i = 0; i < Bisections; i++)
        {
            var middle = Rational.Simplest((3 * from + to) / 4, (from + 3 * to) / 4);
            if (IsThere(middle))
                return (middle, middle);
            (from, to) = Agree(Member(range, middle), before) ? (middle, to) : (from, middle);
        }
        return (from, to);

        bool IsThere(Rational at)
        {
            var beside = (high.At - low.At) / (1 << Bisections);
            var here = Member(range, at);
            return at.Denominator <= MostDenominator && (Agree(here, before) || Agree(Member(range, at - beside), before))
                && (Agree(here, after) || Agree(Member(range, at + beside), after));
        }
    }

    /// <summary>The verdicts at one value of a parameter, the others inside their ranges.</summary>
    private ImmutableArray<string> Member(VariableRange range, Rational value)
    {
        if (_known.TryGetValue(value, out var known))
            return known;
        cancellation.ThrowIfCancellationRequested();
        var at = family.Box.ToDictionary(r => r.Variable, r => (Expr)(r == range ? value : Family.Inside(r)));
        var report = FamilyAnalyzer.ObjectiveOf(outer.Substitute(at), argument).Structure.Regularity(cancellation);
        return _known[value] = [.. new[] { report.Sign, report.Sector.Verdict, report.DerivativeBound.Verdict, report.MonotoneRatio,
            report.StarConvex, report.Convex }.Select(v => v.Text)];
    }

    /// <summary>No verdict that is decided on both sides differs.</summary>
    private static bool Agree(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.Zip(other).All(p => p.First == p.Second || p.First == s_open || p.Second == s_open);

    /// <summary>What is decided of the other is decided alike.</summary>
    private static bool Like(ImmutableArray<string> one, ImmutableArray<string> other) => one.Zip(other).All(p => p.First == p.Second || p.Second == s_open);

    private static IEnumerable<Rational> Places(VariableRange range)
    {
        if (range is { Low: { } low, LowClosed: true })
            yield return low;
        if (range is { High: { } high, HighClosed: true })
            yield return high;
        if (range.Contains(0))
            yield return 0;
        foreach (var t in new[] { new Rational(1, 50), new(1, 4), new(1, 2), new(3, 4), new(49, 50) })
            yield return Family.At(range, t);
    }
}
