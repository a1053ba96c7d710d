using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Line;
using BoundCheck.Bounds.Structures.Networks;
using BoundCheck.Bounds.Structures.Powers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Sums without a common variable: how they are found, and that the whole does what its blocks do.</summary>
public sealed class DecoupledSumTests
{
    [Test]
    public void Each_block_is_of_its_own_class()
    {
        var sum = Analyze("(x*y-1)^2/2+log(cosh(p*q*r-2))+w^4").Objective.Structure as SumStructure;
        Assert.That(sum, Is.Not.Null);
        Assert.That(sum!.Blocks.Select(b => b.Structure.GetType()), Is.EqualTo(new[] { typeof(ProductStructure), typeof(PowerStructure), typeof(LineStructure) }));
    }

    [TestCase("3*((x*y-1)^2+(u*v-2)^2)/7+5", 2)]
    [TestCase("((x*y+u*v-3)^2+(x*y-u*v-1)^2)/2", 2, TestName = "A_diagonal_network_on_orthogonal_data_decouples_when_multiplied_out")]
    [TestCase("(u[1]*v[1]-1)^2/2+(u[2]*v[2]-1)^2/2+(u[3]*v[3]-1)^2/2", 3)]
    [TestCase("(dot(x,y)-1)^2/2+(a*b-1)^2", 2)]
    public void Blocks_are_found(string text, int blocks) =>
        Assert.That((Analyze(text).Objective.Structure as SumStructure)?.Blocks.Length, Is.EqualTo(blocks));

    [TestCase("(x*y-1)^2/2+(y*z-1)^2/2")]
    [TestCase("((x*y+u*v-3)^2+(x*y-2*u*v-1)^2)/2", TestName = "Data_that_are_not_orthogonal_do_not_decouple")]
    [TestCase("(x*y-1)^2/2+(u*v-2)^2/2+(x*u)^2")]
    [TestCase("(x*y-1)^2*(u*v-2)^2")]
    public void What_is_coupled_is_no_sum(string text) => Assert.That(Analyze(text).Objective.Structure, Is.Not.InstanceOf<SumStructure>());

    [Test]
    public void The_certified_step_is_the_smallest_and_the_limit_sharpness_the_largest_of_the_blocks()
    {
        (string Text, (string, string)[] Start)[] parts =
            [("(x*y-1)^2/2", [("x", "1"), ("y", "1/2")]), ("3*(u*v-2)^2/2", [("u", "1"), ("v", "3/2")]), ("(p*q*r-2)^2/2", [("p", "1"), ("q", "1"), ("r", "1")])];
        var alone = parts.Select(p => Study(p.Text, "0.1", p.Start).Prediction).ToList();
        var study = Study(string.Join("+", parts.Select(p => p.Text)), "0.1", [.. parts.SelectMany(p => p.Start)]);
        var whole = study.Prediction;
        var cap = Of(study, "N1").Implications.OfType<SharpnessCap>().Single().Most;
        Assert.Multiple(() =>
        {
            Assert.That(whole.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
            Assert.That(whole.StepThreshold, Is.EqualTo("N1"));
            Assert.That(whole.StepCertified!.ToInterval().Mid, Is.EqualTo(alone.Min(p => p.StepCertified!.ToInterval().Mid)).Within(1e-12));
            Assert.That(cap.ToInterval().Mid, Is.EqualTo(alone.Max(p => p.LimitSharpnessAtMost!.ToInterval().Mid)).Within(1e-12));
        });
    }

    [Test]
    public void One_block_that_fails_makes_the_sum_fail()
    {
        var prediction = Study("(x*y-1)^2/2+(p*q*r-2)^2/2", "0.27", ("x", "1"), ("y", "1/2"), ("p", "1"), ("q", "1"), ("r", "1")).Prediction;
        Assert.That(prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
        Assert.That(prediction.Failure!.Reason, Does.Contain("block 2"));
    }

    [Test]
    public void A_block_of_which_nothing_is_known_leaves_the_sum_open() =>
        Assert.That(Study("(x*y-1)^2/2+(p*q*r-2)^2/2", "0.25", ("x", "1"), ("y", "1/2"), ("p", "3"), ("q", "2"), ("r", "1/5")).Prediction.Convergence,
            Is.EqualTo(ConvergencePrediction.Open));

    [Test]
    public void A_term_that_couples_the_blocks_takes_the_certificate_away()
    {
        // Each square is certified alone at this step; together they are one factorisation of five times the curvature, which does not converge.
        var alone = Study("(x*y-1)^2/2", "0.5", ("x", "1.2"), ("y", "0.7"));
        Assert.That(alone.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        double x = 1.2, y = 0.7;
        for (int k = 0; k < 5000 && Math.Abs(x * y) < 1e9; k++)
            (x, y) = (x - 2.5 * (x * y - 1) * y, y - 2.5 * (x * y - 1) * x);
        Assert.That(Math.Abs(x * y - 1) < 1e-3, Is.False);
    }

    [Test]
    public void Components_counted_from_one_keep_their_places()
    {
        var (objective, report) = Analyze("(u[1]*v[1]-1)^2/2+(u[2]*v[2]-2)^2/2");
        var point = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty
            .Add("u", [3, 5]).Add("v", [7, 11]);
        var start = (SumStart)objective.Structure.Reduce(objective, point).State!;
        var products = start.Blocks.Select(b => ((Start)b.Objective.Structure.Reduce(b.Objective, b.Point).State!).S.Exact!.Value);
        Assert.That(products, Is.EqualTo(new Rational[] { 21, 55 }));
        Assert.That(report.Centre, Is.Null);
    }

    [TestCase("(x*y*z)^2/2", "2", "x=1;y=1;z=-1", 2)]
    [TestCase("3*(x^4*y)^2/2", "0.001", "x=2;y=1", 2.0 / 3 / 256)]
    public void Zero_singular_values_decay_below_their_step(string text, string step, string start, double supremum)
    {
        var result = Of(Study(text, step, Pairs(start)), "P1d");
        Assert.That(result.Implications.OfType<CertifiedStep>().Single().Supremum.ToInterval().Mid, Is.EqualTo(supremum).Within(1e-12));
        Assert.That(result.Applies.IsProved, Is.EqualTo(double.Parse(step, System.Globalization.CultureInfo.InvariantCulture) < supremum));
    }

    // A deep linear network of three layers from w_0 I, M = diag(2, 1, 0), in its diagonal entries.
    [TestCase("0.264", true)]
    [TestCase("0.2646", false)]
    public void A_deep_linear_network_from_the_identity_has_the_threshold_of_its_largest_singular_value(string step, bool converges)
    {
        var study = Study("((a[0]*b[0]*c[0]-2)^2+(a[1]*b[1]*c[1]-1)^2+(a[2]*b[2]*c[2])^2)/2", step, [], ("a", 3), ("b", 3), ("c", 3));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(converges ? ConvergencePrediction.Certified : ConvergencePrediction.Excluded));
        Assert.That(study.Prediction.StepCertified!.ToInterval().Mid, Is.EqualTo(0.2645668419947).Within(1e-12));
    }

    [TestCase(40)]
    [TestCase(10_000, Explicit = true)]
    public void What_is_proved_of_random_diagonal_networks_holds_for_their_runs(int count)
    {
        var random = new Random(171);
        (string Text, double[] Z, double[] C)[] nets =
        [
            ("((u*v-1)^2+(p*q-2)^2)/2", [1, 1], [1, 2]),
            ("((u*v+p*q-3)^2+(u*v-p*q-1)^2)/2", [2, 2], [2, 1]),
            ("((2*u*v+p*q-2)^2+(u*v-2*p*q+1)^2)/2", [5, 5], [0.6, 0.8]),
        ];
        // More than four blocks are asked the theorems about large steps alone, which is quicker: the long campaign is about those.
        if (count > 1000)
        {
            nets = [("((u*v-1)^2+(p*q-2)^2+3*(r*s-1/2)^2+(a*b+1)^2+(c*d)^2)/2", [1, 1, 3, 1, 1], [1, 2, 0.5, -1, 0])];
        }
        var analysed = nets.Select(n => Analyze(n.Text)).ToList();
        int converged = 0, failed = 0;
        for (int i = 0; i < count; i++)
        {
            int n = random.Next(nets.Length);
            var (_, z, c) = nets[n];
            double[] x = [.. Enumerable.Range(0, 2 * z.Length).Select(_ => Math.Round(6 * random.NextDouble() - 3, 2))];
            // Near the smaller of the certified steps of T4, on either side.
            double limit = Enumerable.Range(0, z.Length)
                .Min(j => Math.Min(1 / (z[j] * Math.Abs(c[j])), Triangle(z[j], c[j], x[2 * j], x[2 * j + 1])));
            double h = limit * (1 + (random.Next(2) == 0 ? 1 : -1) * Math.Pow(10, -1 - 2 * random.NextDouble()));
            var names = new[] { "u", "v", "p", "q", "r", "s", "a", "b", "c", "d" }.Take(x.Length);
            var point = names.Select((name, j) => (name, x[j])).ToDictionary(p => p.name, p => ImmutableArray.Create((Certified)Rational.FromDouble(p.Item2)));
            var (objective, report) = analysed[n];
            var state = objective.Structure.Reduce(objective, ImmutableSortedDictionary.CreateRange(point)).State;
            var implications = DecoupledSum.Instance.Check(new Setting(objective, report, Rational.FromDouble(h), state), default).Implications;
            bool proved = implications.OfType<Convergence>().Any(), excluded = implications.OfType<Failure>().Any();
            Assert.That(proved && excluded, Is.False);
            if (!proved && !excluded)
                continue;
            for (int k = 0; k < 40_000 && x.Max(Math.Abs) < 1e6 && Residual() > 1e-9; k++)
            {
                for (int j = 0; j < z.Length; j++)
                {
                    double g = h * z[j] * (x[2 * j] * x[2 * j + 1] - c[j]);
                    (x[2 * j], x[2 * j + 1]) = (x[2 * j] - g * x[2 * j + 1], x[2 * j + 1] - g * x[2 * j]);
                }
            }
            // With c = 0 and a balanced block convergence is of order 1/(hk).
            Assert.That(Residual() < 1e-3, Is.EqualTo(proved), $"{nets[n].Text}, h = {h:R}: residual {Residual()}");
            converged += proved ? 1 : 0;
            failed += excluded ? 1 : 0;

            double Residual() => Enumerable.Range(0, z.Length).Max(j => Math.Abs(x[2 * j] * x[2 * j + 1] - c[j]));
        }
        TestContext.Out.WriteLine($"{count}: {converged} converge, {failed} fail");
        Assert.That((converged, failed), Is.GreaterThan((count / 4, count / 8)));
    }

    private static double Triangle(double z, double c, double x, double y)
    {
        double p = x * x + y * y, u = x * y - c;
        return 8 / (z * (p + Math.Sqrt(Math.Max(0, p * p - 16 * c * u))));
    }

    private static (string, string)[] Pairs(string start) => [.. start.Split(';').Select(p => (p.Split('=')[0], p.Split('=')[1]))];

    /// <summary>A study whose vectors are all ones.</summary>
    private static Studies.Study Study(string text, string step, (string, string)[] scalars, params (string Name, int Length)[] ones)
    {
        var (objective, report) = Analyze(text);
        var point = ImmutableSortedDictionary.CreateRange(
            scalars.Select(s => KeyValuePair.Create(s.Item1, ImmutableArray.Create(Number(s.Item2))))
                .Concat(ones.Select(o => KeyValuePair.Create(o.Name, ImmutableArray.CreateRange(Enumerable.Repeat((Certified)1, o.Length))))));
        return Studies.Study.Check(new Bounds.Problems.Problem { Objective = objective, Step = Number(step), Point = point }, report, CancellationToken.None);
    }

    private static Studies.Study Study(string text, string step, params (string, string)[] start) => Study(text, step, start, []);
}
