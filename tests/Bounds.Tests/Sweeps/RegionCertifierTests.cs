using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Sweeps;

/// <summary>The fast test of cells against the catalogue's own check of the same start.</summary>
public sealed class RegionCertifierTests
{
    private static (Objective Objective, RegularityReport Report) Analyze(string text)
    {
        Assert.That(Parser.Parse(text, new ParseOptions()).TryGet(out var expression, out _));
        var objective = Objective.Analyze(text, expression!);
        return (objective, objective.Structure.Regularity(CancellationToken.None));
    }

    /// <summary>The theorem that certifies convergence of the cell; null for none.</summary>
    private static string? Certify(RegionCertifier certifier, double x, double y, Interval h)
    {
        Interval px = Interval.Point(x), py = Interval.Point(y);
        var certificate = certifier.Certify([Interval.Sqr(px + py), Interval.Sqr(px - py)], h);
        return certificate.Converges ? certifier.TheoremOf(certificate) : null;
    }

    [TestCase("(x*y-1)^2/2")]
    [TestCase("log(cosh(x*y-1))")]
    [TestCase("log(cosh(x*y+2))")]
    [TestCase("sqrt(1+(x*y)^2)")]
    [TestCase("(1+(x*y-1)^2)^(3/4)")]
    public void Certified_cells_are_those_of_the_catalogue(string text)
    {
        var (objective, report) = Analyze(text);
        var certifier = new RegionCertifier(objective, report);
        Assert.That(certifier.Theorems, Is.Not.Empty);
        var random = new Random(3);
        int certified = 0;
        for (int i = 0; i < 60; i++)
        {
            double x = 6 * random.NextDouble() - 3, y = i % 10 == 0 ? -x : 6 * random.NextDouble() - 3;
            var h = new Rational(random.Next(1, 200), 100);
            var certificate = Certify(certifier, x, y, Interval.FromRational(h));
            var problem = new Problem
            {
                Objective = objective,
                Step = Certified.Of(h),
                Point = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<Certified>>.Empty,
                State = new Start { X = [Certified.Of(Rational.FromDouble(x))], Y = [Certified.Of(Rational.FromDouble(y))] },
            };
            var study = Study.Check(problem, report, CancellationToken.None);
            bool Applies(string id) => study.Theorems.Single(t => t.Theorem.Id == id).Applies.IsProved;
            if (certificate is not null)
            {
                certified++;
                Assert.That(Applies(certificate), $"{certificate} at x = {x:R}, y = {y:R}, h = {h}");
            }
            else
            {
                // A_0 = 0 is left out of the map: there T1 says nothing about convergence.
                Assert.That(!Applies("T3") && (!Applies("T1") || x == -y || x == y), $"nothing at x = {x:R}, y = {y:R}, h = {h}");
            }
        }
        Assert.That(certified, Is.GreaterThan(5));
    }

    [TestCase("(x*y)^2/2+sqrt(1+(x*y)^2)/2", "T12")]
    [TestCase("huber(x*y, 1)", "T11")]
    public void Cells_certified_to_fail_are_those_of_the_catalogue(string text, string theorem)
    {
        var (objective, report) = Analyze(text);
        var certifier = new RegionCertifier(objective, report);
        var random = new Random(12);
        int failing = 0, open = 0;
        for (int i = 0; i < 25; i++)
        {
            // T11: around the 2-cycle of the ratio A/B far out; T12: around the line of the converse.
            var h = new Rational(random.Next(theorem == "T11" ? 145 : 40, theorem == "T11" ? 170 : 90), 100);
            double lambda = Math.Log(((double)h.ToDoubleNearest() + 1) / (h.ToDoubleNearest() - 1));
            double ratio = lambda * (0.3 + 1.4 * random.NextDouble()), size = 15 + 60 * random.NextDouble();
            var (x, y) = theorem == "T11"
                ? ((Math.Sqrt(size) * Math.Cosh(ratio / 4)), Math.Sqrt(size) * Math.Sinh(ratio / 4))
                : (1 + 3 * random.NextDouble(), 4 * random.NextDouble() - 2);
            Interval px = Interval.Point(x), py = Interval.Point(y);
            var cell = certifier.Certify([Interval.Sqr(px + py), Interval.Sqr(px - py)], Interval.FromRational(h));
            // The catalogue's own check takes a second where it searches F anew.
            if ((cell.Fails ? failing : open) >= 3)
                continue;
            var setting = new Setting(objective, report, h, new Start { X = [Rational.FromDouble(x)], Y = [Rational.FromDouble(y)] });
            bool applies = Theorem.All.Single(t => t.Id == theorem).Check(setting, CancellationToken.None).Applies.IsProved;
            if (cell.Fails)
            {
                failing++;
                Assert.That(certifier.TheoremOf(cell), Is.EqualTo(theorem));
                Assert.That(applies, $"x = {x:R}, y = {y:R}, h = {h}");
            }
            else
            {
                open++;
                Assert.That(!applies || cell.Converges || theorem == "T11", $"nothing at x = {x:R}, y = {y:R}, h = {h}");
            }
        }
        Assert.That(failing, Is.GreaterThan(1));
        Assert.That(open, Is.GreaterThan(0));
    }

    [Test]
    public void Boundary_of_the_squared_loss_region_is_not_certified()
    {
        // c = 1, h = 1/2, u = 0: W_0 = p/2, so p = 8 is the boundary; x y = 1 and x² + y² = 8 up to rounding.
        var (objective, report) = Analyze("(x*y-1)^2/2");
        double x = Math.Sqrt(4 + Math.Sqrt(15)), y = Math.Sqrt(4 - Math.Sqrt(15));
        Assert.That(Certify(new RegionCertifier(objective, report), x * (1 + 1e-15), y, Interval.Point(0.5)), Is.Null);
        Assert.That(Certify(new RegionCertifier(objective, report), x * (1 - 1e-9), y, Interval.Point(0.5)), Is.EqualTo("T4"));
    }

    [TestCase("log(1+exp(-(x*y)))")]
    [TestCase("((x*y)^2-1)^2")]
    public void Objectives_without_a_sector_centre_certify_nothing(string text)
    {
        var (objective, report) = Analyze(text);
        Assert.That(Certify(new RegionCertifier(objective, report), 1, 1, Interval.Point(0.01)), Is.Null);
    }
}
