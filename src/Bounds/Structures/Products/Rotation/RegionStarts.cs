using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The starts of a request in the orientation with c > 0: D_0 &lt;= MostD, A_0 >= LeastA > 0, s_0 &lt;= MostS.</summary>
/// <param name="MostD">The largest D_0.</param>
/// <param name="LeastA">The least A_0.</param>
/// <param name="MostS">The largest s_0.</param>
internal sealed record RegionStarts(Certified MostD, Certified LeastA, Certified MostS)
{
    /// <summary>Reads a request for a problem; the verdict says why there is no such region, or that it is one.</summary>
    internal static (RegionStarts? Starts, Verdict Verdict) Of(Setting setting, RegionRequest request, Certified curvature)
    {
        var (a, s, least) = setting.Mirrored
            ? (request.LeastB, Negated(request.LeastProduct), Negated(request.MostProduct))
            : (request.LeastA, request.MostProduct, request.LeastProduct);
        string name = setting.Mirrored ? "B" : "A";
        // A = B + 4s >= 4s.
        if (least is not null)
            a = a is null ? 4 * least : Certified.Max(a, 4 * least);
        var flat = 4 * setting.Centre!.Square();
        var d = request.MostImbalance;
        if (request.MostEdge is { } edge)
        {
            var ratio = edge / (setting.Step * curvature);
            if (Certified.Less(ratio, 2 * setting.Centre!) != false)
                return (null, Empty($"hφ_0 >= {Inequality.Rough(setting.Step * curvature * 2 * setting.Centre!)} for every start"));
            var most = ratio.Square() - flat;
            d = d is null ? most : Certified.Min(d, most);
        }
        if (d is null)
            return (null, new Unknown("the region is not bounded: it needs hphi<=.."));
        if (s is null)
            return (null, new Unknown($"the region is not bounded: it needs {(setting.Mirrored ? "s>=.." : "s<=..")} or ranges of the variables"));
        if (a?.Sign() != 1 && setting.CentreIsZero == true)
            return (null, new Unknown("the region is not bounded: for c = 0 it needs A>=a with some a > 0, as B_0 = D_0/A_0"));
        if (a?.Sign() != 1)
            return (null, new Refuted(new Witness([],
                $"the region holds starts with {name}_0 = 0, from where {name} stays 0 and s never nears c; {name}>=a with some a > 0 leaves them out"),
                    Method.Symbolic));
        // D = A(A - 4s) with A - 4s = B >= 0 is at least a max(0, a - 4s) for A >= a and s at most the bound.
        var smallest = a * Certified.Max(0, a - 4 * s);
        if (Certified.Less(d, smallest) == true)
            return (null, Empty($"{name} >= {Inequality.Rough(a)} and {(setting.Mirrored ? "-s" : "s")} <= {Inequality.Rough(s)} have D >= "
                + $"{Inequality.Rough(smallest)}"));
        return (new RegionStarts(d, a, s), new Proved(Method.Interval,
            $"D_0 <= {Inequality.Rough(d)}, {name}_0 >= {Inequality.Rough(a)} > 0, {(setting.Mirrored ? "-s_0" : "s_0")} <= {Inequality.Rough(s)}"));
    }

    /// <summary>Whether a start (A_0, B_0), oriented, is in the region.</summary>
    internal Verdict Holds((Certified Near, Certified Far) start) => Verdict.All([
        Inequality.LessOrEqual("D_0", start.Near * start.Far, "the region's", MostD),
        Inequality.LessOrEqual("the region's least A_0", LeastA, "A_0", start.Near),
        Inequality.LessOrEqual("s_0", (start.Near - start.Far) / 4, "the region's", MostS)]);

    internal bool Holds(Interval a, Interval s, Interval normalisedD, Interval unit) =>
        a.Lo >= LeastA.ToInterval().Hi && s.Hi <= MostS.ToInterval().Lo && normalisedD.Hi <= (Interval.Sqr(unit) * MostD.ToInterval()).Lo;

    private static Refuted Empty(string why) => new(new Witness([], $"the region is empty: {why}"), Method.Interval);

    private static Certified? Negated(Certified? value) => value is null ? null : -value;
}
