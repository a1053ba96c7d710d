using System.Collections.Immutable;
using System.Reflection;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

public sealed class CertifiedNumberTests
{
    [TestCase("3/10", 0.918)]
    [TestCase("1/2", 0.712)]
    [TestCase("7/10", 0.443)]
    [TestCase("9/10", 0.150)]
    public void The_zero_of_chi_is_enclosed(string gamma, double expected)
    {
        var zero = ChiZero.Of(Number(gamma))!.ToInterval();
        Assert.That(zero.Mid, Is.EqualTo(expected).Within(5e-4));
        Assert.That(zero.Width, Is.LessThan(1e-13));
    }

    [Test]
    public void Enclosures_that_touch_or_overlap_decide_nothing_else() => Assert.Multiple(() =>
    {
        Certified below = Certified.Between(0, 1), above = Certified.Between(1, 2), root = Certified.Sqrt(2);
        Assert.That(Certified.Less(below, above), Is.Null);
        Assert.That(Certified.LessOrEqual(below, above), Is.True);
        Assert.That(Certified.Less(above, below), Is.False);
        Assert.That(Certified.LessOrEqual(above, below), Is.Null);
        Assert.That(Certified.Less(root, Certified.Sqrt(root.Square())), Is.Null);
        Assert.That(Certified.LessOrEqual(root, Certified.Sqrt(root.Square())), Is.Null);
        Assert.That(Certified.Less(1, 1), Is.False);
        Assert.That(Certified.LessOrEqual(1, 1), Is.True);
        Assert.That(new[] { below, -below, below - below, above, -above, 0 }.Select(x => x.Sign()), Is.EqualTo(new int?[] { null, null, null, 1, -1, 0 }));
    });

    [Test]
    public void Certified_numbers_are_not_compared_as_doubles() => Assert.Multiple(() =>
    {
        var operators = typeof(Certified).GetMethods().Where(m => m.IsSpecialName && m.Name.StartsWith("op_", StringComparison.Ordinal)).ToLookup(m => m.Name);
        Assert.That(operators.Select(o => o.Key).Where(name => name.Contains("Than", StringComparison.Ordinal)), Is.Empty);
        Assert.That(operators["op_Implicit"].Concat(operators["op_Explicit"]).Select(m => m.ReturnType), Is.All.EqualTo(typeof(Certified)));
        Assert.That(operators["op_Equality"].Concat(operators["op_Inequality"]).Select(m => m.GetCustomAttribute<ObsoleteAttribute>()?.IsError),
            Is.EqualTo(new bool?[] { true, true }));
    });

    [TestCase("1")]
    [TestCase("0")]
    public void There_is_no_zero_of_chi_at_the_ends(string gamma) => Assert.That(ChiZero.Of(Number(gamma)), Is.Null);

    [Test]
    public void The_triangle_s_share_of_a_square_encloses_the_ellipse()
    {
        // c = 0, hβ = 1: x² + y² < 4, area 4π of the square's 144.
        var share = Triangle.ShareOfSquare(8, 8, 6).ToInterval();
        Assert.That(share.Lo, Is.LessThan(Math.PI / 36));
        Assert.That(share.Hi, Is.GreaterThan(Math.PI / 36));
        Assert.That(share.Width, Is.LessThan(0.02));
    }

    [Test]
    public void T1_states_its_triangle_by_vertices_on_the_side_of_the_centre()
    {
        var right = Vertices("(x*y-1)^2/2");
        var left = Vertices("(x*y+1)^2/2");
        Assert.That(right[1].A.ToString(), Is.EqualTo("20"), "4(2+γ)/(hβ), γ = hβ = 1/2");
        Assert.That(right[2].B.ToString(), Is.EqualTo("12"));
        Assert.That(left[1].A.ToString(), Is.EqualTo("12"));
        Assert.That(left[2].B.ToString(), Is.EqualTo("20"));

        static ImmutableArray<RegionVertex> Vertices(string text) =>
            (ImmutableArray<RegionVertex>)Of(Study(text, "1/2", ("x", "1"), ("y", "1/2")), "T1").Conclusions.Single(c => c.Name == "triangle").Value;
    }

    [Test]
    public void A_rate_that_is_not_yet_valid_says_from_which_K_it_is()
    {
        var rate = (ImmutableArray<BoundAt>)Of(Study("log(cosh(x*y-1))", "0.4", ("x", "1"), ("y", "-0.99")), "T1").Conclusions.Single(c =>
            c.Name == "gradientRate").Value;
        Assert.That(rate[0].Bound, Is.Null);
        Assert.That(rate[0].Reason, Does.StartWith("void up to K = "));
        Assert.That(rate[^1].Bound, Is.Not.Null);
    }

    [Test]
    public void A_useless_count_is_called_vacuous()
    {
        Assert.That(new IterationBound("q", 1, Rational.Pow(10, 13), "T").IsVacuous);
        Assert.That(new IterationBound("q", 1, 1000, "T").IsVacuous, Is.False);
    }

    [Test]
    public void Good_regularity_keeps_every_start_certified_while_squared_loss_loses_them()
    {
        var good = Regions("log(cosh(x*y-1))");
        var square = Regions("(x*y-1)^2/2");
        Assert.That(good.Where(r => r.Step.Exact < 1).Select(EveryStart), Is.All.True);
        Assert.That(square.Select(EveryStart), Is.All.False);
        var areas = square.Select(r => r.Theorems.Max(t => t.Starts.Area?.ToInterval().Mid)).OfType<double>().ToArray();
        Assert.That(areas, Has.Length.EqualTo(4).And.Ordered.Descending);

        static bool EveryStart(RegionAtStep r) => r.Theorems.Any(t => t.Starts is EveryStart);

        static ImmutableArray<RegionAtStep> Regions(string text)
        {
            var (objective, report) = Analyze(text);
            return CertifiedRegions.Of(objective, report, CancellationToken.None);
        }
    }

    [TestCase("log(cosh(x*y-1))", "1")]
    [TestCase("(x*y-1)^2/2", "1")]
    [TestCase("(x*y)^4", "3")]
    [TestCase("(1+(x*y)^2)^(3/4)", "1")]
    [TestCase("(x*y)^6/6+(x*y)^2", "5")]
    public void Local_smoothness_grows_with_a_proved_exponent(string text, string exponent)
    {
        var growth = Analyze(text).Report.SmoothnessGrowth!;
        Assert.That(growth.Verdict.IsProved, growth.Verdict.ToString());
        Assert.That(growth.Value!.Value.ToString(), Is.EqualTo(exponent));
        Assert.That(growth.Measured, Is.EqualTo(double.Parse(exponent, System.Globalization.CultureInfo.InvariantCulture)).Within(0.1));
    }

    [Test]
    public void Exponential_growth_has_no_exponent()
    {
        var growth = Analyze("exp(x*y)-x*y").Report.SmoothnessGrowth!;
        Assert.That((growth.IsInfinite, growth.Verdict.IsProved), Is.EqualTo((true, true)));
    }
}
