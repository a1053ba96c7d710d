using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Rotation;

/// <summary>Problems with their zones, and the normalised map in doubles (F' written by hand).</summary>
internal sealed class RotationInstance(Family family, string step, Func<double, double> ratio)
{
    private readonly Lazy<NormalisedModel> _map = new(() =>
        NormalisedModel.AtCentre(new Setting(family.Objective, family.Report, Instances.Number(step), null))!);
    private readonly Dictionary<double, RotationZones> _zones = [];

    internal static RotationInstance LogCosh { get; } = new(Instances.All[4], "1/2", u => Math.Abs(u) < 1e-4 ? 1 - u * u / 3 : Math.Tanh(u) / u);

    internal static RotationInstance LogCoshAtZero { get; } = new(Instances.All[3], "1/2", u => Math.Abs(u) < 1e-4 ? 1 - u * u / 3 : Math.Tanh(u) / u);

    /// <summary>Linear near the centre: nothing damps the amplitude at the edge, and E is bent.</summary>
    internal static RotationInstance Huber { get; } = new(Instances.All[9], "3/10", u => Math.Min(1, 1 / Math.Abs(u)));

    /// <summary>An unbounded slope: orbits are followed while they keep away from w = 1.</summary>
    internal static RotationInstance Square { get; } = new(Instances.All[1], "3/10", _ => 1);

    /// <summary>F''(c) = 2, F'''(c) = -2, sup r > F''(c).</summary>
    internal static RotationInstance LogSumExp { get; } = new(new("log(exp(x*y-1/2)+exp(1-2*x*y)/2)", 0.5, _ => 0), "1/5",
        u => (Math.Abs(u) < 1e-9 ? 2 : 2 * Math.Exp(-u / 2) * Math.Sinh(3 * u / 2) / (u * (Math.Exp(u) + Math.Exp(-2 * u) / 2))) / 2);

    internal NormalisedModel Map => _map.Value;

    internal double Unit => Map.Unit.Mid;

    internal double Gamma => Map.Gamma.Mid;

    internal SlopeLimit Limit => Map.Setting.Regularity.DerivativeBound.Value is { } g
        ? SlopeLimit.Everywhere((Map.Setting.Step * g).ToInterval()) : SlopeLimit.Within(Map);

    internal RotationModel Model => RotationModel.Of(Map)!;

    internal RotationZones Zones(double epsilon)
    {
        if (!_zones.TryGetValue(epsilon, out var zones))
        {
            var search = new ZoneSearch(Model, CancellationToken.None);
            zones = search.Find(Unit * epsilon, 0.1);
            Assert.That(zones, Is.Not.Null, search.Reason);
            _zones.Add(epsilon, zones!);
        }
        return zones!;
    }

    internal RegionTable Table(StartRegion region, Rational epsilon, int threads = 1)
    {
        var search = new RegionSearch(Zones((double)epsilon.Numerator / (double)epsilon.Denominator), [], threads);
        var table = search.Find(region, Limit, [epsilon], null, CancellationToken.None);
        Assert.That(table, Is.Not.Null, search.Reason);
        return table!;
    }

    internal double Rho(double upsilon) => ratio(upsilon / Unit);

    internal (double Upsilon, double E) Next(double upsilon, double e)
    {
        double d = e * e - 4 * Gamma * Gamma, sigma = Gamma + upsilon, rho = Rho(upsilon), w = rho * upsilon, keep = 1 - w * w;
        return (-(rho * (Math.Sqrt(d + 4 * sigma * sigma) - w * sigma) - 1) * upsilon, Math.Sqrt(d * keep * keep + 4 * Gamma * Gamma));
    }

    internal double V(double upsilon, double e) => Math.Abs(upsilon) * Math.Exp(Model.Kappa(Interval.Point(e)).Mid * upsilon);
}
