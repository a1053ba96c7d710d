using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>Where F' is ±1/h on an interval, the starts that T1 leaves out are more than a null set, and convergence is not certified.</summary>
public sealed class FlatSlopesTests
{
    private static (Objective Objective, RegularityReport Report) Analyze(string text)
    {
        var objective = Objective.Analyze(text, Parser.Parse(text).ValueOrThrow());
        return (objective, objective.Structure.Regularity(CancellationToken.None));
    }

    private static Study Check(string text, Rational x, Rational y, Rational step)
    {
        var (objective, report) = Analyze(text);
        var start = new Start { X = [x], Y = [y] };
        return Study.Check(new Problem { Objective = objective, Step = step, State = start,
            Point = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<Certified>>.Empty },
                report, CancellationToken.None);
    }

    [TestCase("log(cosh(x*y-1))")]
    [TestCase("(x*y-1)^2/2")]
    [TestCase("sqrt(1+(x*y-1)^2)")]
    public void An_analytic_function_has_no_flat_slope(string text)
    {
        var flat = Analyze(text).Report.FlatSlopes;
        Assert.That((flat.IsKnown, flat.Values.Length), Is.EqualTo((true, 0)));
    }

    [Test]
    public void Huber_is_flat_at_its_threshold_on_both_sides()
    {
        var flat = Analyze("huber(x*y-1/2,3/2)").Report.FlatSlopes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(flat.IsKnown);
            Assert.That(flat.Values.Select(v => v.Exact!.Value), Is.EquivalentTo(new[] { new Rational(3, 2), new Rational(-3, 2) }));
            Assert.That(flat.AvoidOne(Interval.FromRational(new Rational(2, 3))), Is.False);
            Assert.That(flat.AvoidOne(Interval.Point(0.75)));
        }
    }

    [Test]
    public void A_flat_part_written_with_a_root_is_not_overlooked() =>
        Assert.That(Analyze("(x*y)^2/2-(max(abs(x*y)-1,0))^2/2").Report.FlatSlopes.AvoidOne(Interval.One), Is.False);

    [Test]
    public void Only_following_the_start_certifies_huber_where_h_times_its_threshold_is_one()
    {
        // From s_0 >= 3/2 the first step has A_1 = 0; from x = 3/2, y = 3/10 no early step does, and but for following it nothing says that no later one will.
        var flat = Check("huber(x*y-1/2,1)", new(3, 2), new(3, 10), 1);
        var steep = Check("huber(x*y-1/2,1)", new(3, 2), new(3, 10), new Rational(6, 5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(flat.Theorems.Single(t => t.Theorem is SectorClass).Applies.IsProved);
            Assert.That(flat.Theorems.Where(t => t.Theorem is not FollowedPhase).SelectMany(t => t.Implications).OfType<Convergence>()
                .Where(c => c.Exceptions.AreNegligible), Is.Empty);
            Assert.That(flat.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
            Assert.That(steep.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        }
    }

    [Test]
    public void Cells_of_a_sweep_are_not_certified_where_the_left_out_starts_have_volume()
    {
        var (objective, report) = Analyze("huber(x*y-1/2,1)");
        var certifier = new RegionCertifier(objective, report);
        Interval a = Interval.Sqr(Interval.Point(1.75)), b = Interval.Sqr(Interval.Point(1.25));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(certifier.Certify([a, b], Interval.One), Is.EqualTo(CellCertificate.None));
            Assert.That(certifier.Certify([a, b], Interval.Point(1.25)).Converges);
            Assert.That(certifier.Certify([a, b], Interval.Point(0.75)).Converges);
        }
    }
}
