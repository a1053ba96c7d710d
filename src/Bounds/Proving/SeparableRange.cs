using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>Suprema and infima of sums and products of functions of one variable each, over any box: x*exp(-x^2 - y^2) is one of x times one of y.</summary>
/// <remarks>
/// Independent parts take all pairs of values, so sup(a + b) = sup a + sup b, and a product, linear in each part, is extreme at ends of the parts' ranges; an
/// extreme value other than 0 is taken at such ends only.
/// </remarks>
/// <param name="box">The ranges.</param>
/// <param name="ofOne">The supremum of a function of one variable over its range.</param>
internal sealed class SeparableRange(ImmutableArray<VariableRange> box, Func<Expr, VariableRange, RangeEnd> ofOne)
{
    /// <summary>The supremum; null where f is no such function of all variables, or a part is unbounded or not settled.</summary>
    internal RangeEnd? Supremum(Expr f)
    {
        if (f.Variables().Length < box.Length || End(f, upper: true) is not { } end)
            return null;
        return end with { Places = [.. end.Places.Select(p => p.OrderBy(at => Index(at.Variable)).ToImmutableArray())] };

        int Index(Expr variable) => box.TakeWhile(r => !ReferenceEquals(r.Variable, variable)).Count();
    }

    private RangeEnd? End(Expr e, bool upper)
    {
        var used = e.Variables().ToList();
        if (used.Count == 0)
            return CertifiedEvaluation.Evaluate(e) is { } value ? new(value, e, false, Attainment.Attained, [[]], null, null) : null;
        if (box.Where(r => used.Contains(r.Variable)).ToList() is [var only])
            return Settled(upper ? ofOne(e, only) : RangeQuestion.Mirrored(ofOne(-e, only)));
        bool sum = e is Sum;
        var parts = Independent(sum ? e.Children : Factors(e), sum);
        if (parts.Count < 2)
            return null;
        return sum ? All(upper)?.Aggregate((a, b) => Joined(a, b, sum, infinite: a.IsInfinite || b.IsInfinite))
            : All(false) is { } low && All(true) is { } high ? OfProduct(low, high, upper) : null;

        List<RangeEnd>? All(bool above)
        {
            var ends = parts.Select(p => End(p, above)).OfType<RangeEnd>().ToList();
            return ends.Count == parts.Count ? ends : null;
        }
    }

    /// <summary>The corners with 0 times an infinite end as 0: of one fixed factor the supremum over the other is at an end of it, and 0 for the
    /// factor 0.</summary>
    private static RangeEnd? OfProduct(List<RangeEnd> low, List<RangeEnd> high, bool upper)
    {
        var (l, h) = (new Corner(low[0], -1), new Corner(high[0], 1));
        for (int i = 1; i < low.Count; i++)
        {
            var corners = new List<Corner>();
            // A factor that is a number has one end.
            foreach (var a in AreEqual(l.End, h.End) ? [l] : new[] { l, h })
            {
                foreach (var b in AreEqual(low[i], high[i]) ? [low[i]] : new[] { low[i], high[i] })
                {
                    if (Times(a, new(b, ReferenceEquals(b, low[i]) ? -1 : 1)) is not { } corner)
                        return null;
                    corners.Add(corner);
                }
            }
            bool vanishes = !IsNever0(l.End, h.End) || !IsNever0(low[i], high[i]);
            if (Extreme(corners, upper: false, vanishes) is not { } least || Extreme(corners, upper: true, vanishes) is not { } most)
                return null;
            (l, h) = (least, most);
        }
        return upper ? h.End : l.End;
    }

    /// <summary>An end, and whether it is -inf (-1) or inf (1) where it is infinite.</summary>
    private sealed record Corner(RangeEnd End, int Side)
    {
        internal int? Sign => End.IsInfinite ? Side : End.Value!.Sign();
    }

    /// <summary>The product of two ends; null where the sign of one beside an infinite one is not decided, or it is 0.</summary>
    private static Corner? Times(Corner a, Corner b)
    {
        bool infinite = a.End.IsInfinite || b.End.IsInfinite;
        return infinite && (a.Sign ?? 0) * (b.Sign ?? 0) == 0 ? a.Sign is null || b.Sign is null ? null : new(s_nothing, 0)
            : new(Joined(a.End, b.End, sum: false, infinite), infinite ? a.Sign!.Value * b.Sign!.Value : 0);
    }

    // 0 times an infinite end: the value 0, of which nothing else is said.
    private static readonly RangeEnd s_nothing = new(Certified.Of(0), 0, false, Attainment.Unknown, [], null, null);

    private static RangeEnd? Settled(RangeEnd end) =>
        end is { Shortfall: null, Attainment: not Attainment.Unknown } and ({ Value: not null } or { IsInfinite: true }) ? end : null;

    /// <summary>exp of a sum is a product.</summary>
    private static IEnumerable<Expr> Factors(Expr e) => e switch
    {
        Product => e.Children.SelectMany(Factors),
        Application { Function: Exp, Argument: Sum terms } => terms.Children.Select(t => Exp.Instance.Of(t)),
        _ => [e],
    };

    /// <summary>The terms or factors gathered by the variables that they share.</summary>
    private static List<Expr> Independent(IEnumerable<Expr> parts, bool sum)
    {
        var groups = new List<Expr>();
        foreach (var part in parts)
        {
            var joined = part;
            foreach (var group in groups.Where(g => g.Variables().Intersect(part.Variables()).Any()).ToList())
            {
                groups.Remove(group);
                joined = sum ? group + joined : group * joined;
            }
            groups.Add(joined);
        }
        return groups;
    }

    private static RangeEnd Joined(RangeEnd a, RangeEnd b, bool sum, bool infinite)
    {
        bool attained = a.Attainment == Attainment.Attained && b.Attainment == Attainment.Attained;
        string? approached = attained ? null : string.Join(", ", new[] { a, b }.Select(e => e.Approached).OfType<string>());
        if (infinite)
            return new(null, null, true, Attainment.Approached, [], approached, null);
        var exact = a.Exact is { } x && b.Exact is { } y ? Simplifier.Simplify(sum ? x + y : x * y).Value : null;
        var value = (exact is null ? null : CertifiedEvaluation.Evaluate(exact)) ?? (sum ? a.Value! + b.Value! : a.Value! * b.Value!);
        return new(value, exact, false, attained ? Attainment.Attained : Attainment.Approached,
            attained ? [.. a.Places.SelectMany(p => b.Places.Select(p.AddRange))] : [], approached, null);
    }

    /// <summary>The largest or least of the products of ends; null where it is not decided which is, or whether it is attained.</summary>
    private static Corner? Extreme(List<Corner> corners, bool upper, bool vanishes)
    {
        int side = upper ? 1 : -1;
        if (corners.Find(c => c.End.IsInfinite && c.Side == side) is { } infinite)
            return infinite;
        var finite = corners.Where(c => !c.End.IsInfinite).ToList();
        foreach (var (best, i) in finite.Select((c, i) => (c.End, i)))
        {
            var equal = finite.Select(c => c.End).Where(c => ReferenceEquals(c, best) || AreEqual(c, best)).ToList();
            if (finite.Exists(c => !equal.Contains(c.End)
                && Certified.Less(upper ? c.End.Value! : best.Value!, upper ? best.Value! : c.End.Value!) != true))
                continue;
            var attained = equal.Where(c => c.Attainment == Attainment.Attained).ToList();
            return attained.Count > 0 ? new(best with
            {
                Attainment = Attainment.Attained, Places = [.. attained.SelectMany(c => c.Places).DistinctBy(p => string.Join(' ', p))], Approached = null,
            }, 0)
            : vanishes && best.Value!.Sign() is null or 0 || best.Attainment == Attainment.Unknown ? null : finite[i];
        }
        return null;
    }

    /// <summary>Whether 0 is outside the range, or an end that is approached only.</summary>
    private static bool IsNever0(RangeEnd low, RangeEnd high) =>
        low.Value?.Sign() is { } l && (l > 0 || l == 0 && low.Attainment == Attainment.Approached)
        || high.Value?.Sign() is { } h && (h < 0 || h == 0 && high.Attainment == Attainment.Approached);

    private static bool AreEqual(RangeEnd a, RangeEnd b) =>
        a.Exact is { } x && b.Exact is { } y && Simplifier.Simplify(x - y).Value.IsRational(out var zero) && zero.IsZero;
}
