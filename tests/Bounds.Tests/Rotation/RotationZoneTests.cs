using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Tests.Rotation;

/// <summary>The certified zones against the map in doubles, and what broke earlier versions of the theory.</summary>
public sealed class RotationZoneTests
{
    private static RotationInstance[] All => [RotationInstance.LogCosh, RotationInstance.LogSumExp, RotationInstance.Huber];

    [Test]
    public void From_the_zone_at_the_edge_the_angle_falls_and_the_next_state_is_in_it_or_in_the_zone_below()
    {
        var random = new Random(91);
        foreach (var problem in All)
        {
            var zones = problem.Zones(0.01);
            var (edge, below) = (zones.Edge, zones.Below);
            int counted = 0, handed = 0;
            while (counted < 20_000)
            {
                // Two thirds of the states at a border of the zone.
                double e = random.Next(3) switch { 0 => edge.Low, 1 => edge.High, _ => edge.Low + (edge.High - edge.Low) * random.NextDouble() };
                double u = (random.Next(2) == 0 ? 1 : -1) * (random.Next(2) == 0
                    ? edge.OuterReach * (1 - 0.4 * random.NextDouble())
                    : edge.OuterReach * Math.Pow(10, -4 * random.NextDouble()));
                double v = problem.V(u, e);
                if (v > edge.Level || e - 2 + edge.Bend * v * v > edge.Top || Math.Abs(problem.Model.Kappa(Interval.Point(e)).Mid * u) >= 1)
                    continue;
                counted++;
                var next = problem.Next(u, e);
                double after = problem.V(next.Upsilon, next.E), root = Math.Sqrt(edge.Turn), eta = Math.Min(1, edge.TurnLevel / v);
                double N(double at, double level) => at - 2 - edge.Correction * level * level;
                double angle = Math.Atan(N(e, v) / (root * v)), angleAfter = Math.Atan(N(next.E, after) / (root * after));
                Assert.That(angleAfter, Is.LessThanOrEqualTo(angle - Math.Atan(eta * root * v) + 1e-9), $"υ = {u:R}, e = {e:R}");
                if (next.E >= edge.Low)
                {
                    Assert.That(after, Is.LessThanOrEqualTo(edge.Level * (1 + 1e-12)), $"υ = {u:R}, e = {e:R}");
                    Assert.That(next.E - 2 + edge.Bend * after * after, Is.LessThanOrEqualTo(edge.Top + 1e-12), $"υ = {u:R}, e = {e:R}");
                }
                else
                {
                    handed++;
                    Assert.That(below.Near.V(Interval.Point(next.Upsilon)).Lo, Is.LessThanOrEqualTo(below.Near.Level), $"υ = {u:R}, e = {e:R}");
                }
            }
            Assert.That(handed, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void At_the_centre_0_below_its_ceiling_every_step_of_an_inward_zone_takes_from_the_offset()
    {
        var random = new Random(96);
        var problem = RotationInstance.LogCoshAtZero;
        ImmutableArray<CountTolerance> tolerances = [new(0, 0.001), new(0, 0.01)];
        var zones = InwardZone.Of(problem.Map, [.. Enumerable.Range(1, 60).Select(k => k / 60.0)], tolerances);
        Assert.That(zones, Is.Not.Empty);
        int outward = 0;
        foreach (var zone in zones)
        {
            for (int i = 0; i < 40; i++)
            {
                double first = (random.Next(2) == 0 ? 1 : -1) * zone.Reach * (i % 3 == 0 ? random.NextDouble() : 1);
                double start = zone.Ceiling * (i % 3 == 1 ? 1 : random.NextDouble()), limit = zone.LeastLimit(start * start);
                var exact = zone.CountsBetween(limit, start, tolerances);
                var (u, e) = (first, start);
                int[] large = new int[2];
                for (int k = 0; k < 3000; k++)
                {
                    for (int t = 0; t < 2; t++)
                        large[t] += Math.Abs(u) >= tolerances[t].SmallOffset ? 1 : 0;
                    var next = problem.Next(u, e);
                    Assert.That(Math.Abs(next.Upsilon), Is.LessThanOrEqualTo(Math.Abs(u) * (1 + 1e-12)), $"υ = {first:R}, e = {start:R}");
                    (u, e) = next;
                }
                for (int t = 0; t < 2; t++)
                    Assert.That(large[t], Is.LessThanOrEqualTo(Math.Min(exact[t], zone.Counts[t])), $"υ = {first:R}, e = {start:R}");
                Assert.That(e, Is.GreaterThanOrEqualTo(limit * (1 - 1e-9)), $"υ = {first:R}, e = {start:R}");
            }
            // Far above the ceiling the offset grows.
            outward += Math.Abs(problem.Next(zone.Reach, 2.3 + zone.Reach).Upsilon) > zone.Reach ? 1 : 0;
        }
        Assert.That(outward, Is.GreaterThan(0));
    }

    [Test]
    public void In_a_settling_zone_the_amplitude_falls_by_its_rate()
    {
        var random = new Random(92);
        foreach (var problem in All)
        {
            foreach (var zone in problem.Zones(0.01).Settling)
            {
                for (int i = 0; i < 300; i++)
                {
                    double e = zone.Low + (zone.High - zone.Low) * (i % 3 == 0 ? 0 : i % 3 == 1 ? 1 : random.NextDouble());
                    double u = (i % 2 == 0 ? zone.Near.InnerRight : -zone.Near.InnerLeft) * (i % 5 == 0 ? 1 : random.NextDouble()), kappa = zone.Near.Kappa;
                    double next = problem.Next(u, Math.Max(e, 2 * problem.Gamma)).Upsilon;
                    Assert.That(Math.Abs(next) * Math.Exp(kappa * next),
                        Is.LessThanOrEqualTo(zone.Rate * Math.Abs(u) * Math.Exp(kappa * u) + 1e-12), $"υ = {u:R}, e = {e:R}");
                }
            }
        }
    }

    [Test]
    public void Above_the_edge_the_amplitude_grows_until_the_interval_is_left()
    {
        var random = new Random(93);
        foreach (var problem in All)
        {
            var zone = problem.Zones(0.01).Leaving;
            int stayed = 0;
            for (int i = 0; i < 20_000; i++)
            {
                double e = zone.Low + (i % 2 == 0 ? 0 : 6 * Math.Pow(random.NextDouble(), 3)),
                    u = (i % 4 < 2 ? zone.Near.InnerRight : -zone.Near.InnerLeft) * Math.Sqrt(random.NextDouble());
                double next = problem.Next(u, e).Upsilon, kappa = zone.Near.Kappa;
                if (next > zone.Near.InnerRight || next < -zone.Near.InnerLeft)
                    continue;
                stayed++;
                Assert.That(Math.Abs(next) * Math.Exp(kappa * next),
                    Is.GreaterThanOrEqualTo(zone.Growth * Math.Abs(u) * Math.Exp(kappa * u) - 1e-12), $"υ = {u:R}, e = {e:R}");
            }
            Assert.That(stayed, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void A_state_on_the_far_branch_has_a_small_V_and_is_not_in_the_zone()
    {
        // κ < 0: V = |υ|e^{κυ} falls again beyond 1/|κ|, so a level of V alone would take this state in.
        var problem = RotationInstance.LogSumExp;
        var edge = problem.Zones(0.01).Edge;
        double upsilon = problem.Unit * 17.5;
        Assert.That(problem.V(upsilon, 2), Is.LessThan(edge.Level));
        Assert.That(edge.OuterReach, Is.LessThan(upsilon));
        Assert.That(edge.InnerReach, Is.LessThanOrEqualTo(edge.OuterReach));
        Assert.That(NearInterval.Of(-1.15, 0.4), Is.Null, "|κ|V >= 1/e: the near branch never reaches the level");
    }

    [Test]
    public void The_handover_is_tested_where_e_has_fallen_below_the_band()
    {
        var problem = RotationInstance.LogCosh;
        var zones = problem.Zones(0.01);
        var (edge, below) = (zones.Edge, zones.Below);
        var check = new EdgeZoneCheck(zones.Model, zones.Slices, edge.Low, edge.High, 200_000, CancellationToken.None);
        Assert.That(check.Certify(edge.Level, edge.Turn, edge.TurnLevel, below), Is.Not.Null);
        // The states that fall below eL reach further than this zone: E is not absorbing with it.
        var small = below with { Near = NearInterval.Of(below.Near.Kappa, 0.5 * below.Near.Level)! };
        Assert.That(check.Certify(edge.Level, edge.Turn, edge.TurnLevel, small), Is.Null);
        // A band that ends above the e' they have is no handover either, nor one that D would not stay in.
        Assert.That(check.Certify(edge.Level, edge.Turn, edge.TurnLevel, below with { Low = edge.Low, WholeBand = false }), Is.Null);
    }

    [Test]
    public void The_loss_in_a_settling_zone_carries_the_square_of_the_largest_ratio()
    {
        var zone = RotationInstance.LogSumExp.Zones(0.01).Below;
        Assert.That(zone.LargestRatio, Is.GreaterThan(1.05), "r exceeds F''(c) near c");
        double v = 0.5 * zone.Near.Level, ofOne = (zone with { LargestRatio = 1 }).Loss(v);
        Assert.That(zone.Loss(v), Is.EqualTo(ofOne * zone.LargestRatio * zone.LargestRatio).Within(1e-12));
    }

    [Test]
    public void A_near_interval_holds_exactly_the_states_below_its_level()
    {
        var random = new Random(94);
        for (int i = 0; i < 2000; i++)
        {
            double kappa = 4 * random.NextDouble() - 2, level = 0.36 / Math.Max(Math.Abs(kappa), 0.5) * Math.Pow(10, -3 * random.NextDouble());
            var near = NearInterval.Of(kappa, level)!;
            double V(double u) => Math.Abs(u) * Math.Exp(kappa * u);
            Assert.That(V(near.InnerRight), Is.LessThanOrEqualTo(level * (1 + 1e-15)));
            Assert.That(V(near.OuterRight), Is.GreaterThanOrEqualTo(level * (1 - 1e-15)));
            Assert.That(V(-near.InnerLeft), Is.LessThanOrEqualTo(level * (1 + 1e-15)));
            Assert.That(V(-near.OuterLeft), Is.GreaterThanOrEqualTo(level * (1 - 1e-15)));
            Assert.That(Math.Abs(kappa) * near.Reach, Is.LessThan(1));
            double inside = -near.InnerLeft + (near.InnerLeft + near.InnerRight) * random.NextDouble();
            Assert.That(near.Contains(Interval.Point(inside)) && near.V(Interval.Point(inside)).Lo <= level);
        }
    }
}
