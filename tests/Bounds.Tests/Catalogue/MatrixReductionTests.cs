using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Matrices;
using BoundCheck.Bounds.Structures.Networks;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Networks typed with matrices that reduce to a factorisation, to pairs of rows, or to fewer coordinates.</summary>
public sealed class MatrixReductionTests
{
    private const string Product = "frob2(X @ transpose(Y) - M)/2", Deep = "frob2(W3 @ W2 @ W1 - M)/2", Whitened = "frob2(W2 @ W1 @ Z - T)/2";

    private static string[][] Rows(string text) => [.. text.Split(';').Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Rows separated by ';', entries by blanks; names in capitals at the end are parameters.</summary>
    private static Studies.Study Check(string text, string step, string parameters, string start)
    {
        var objective = Read(text, parameters, start);
        var point = Named(start).ToImmutableSortedDictionary(
            v => v.Name, v => v.Rows.SelectMany(r => r).Select(Number).ToImmutableArray(), StringComparer.Ordinal);
        return Studies.Study.Check(new Problem { Objective = objective, Step = Number(step), Point = point },
            objective.Structure.Regularity(CancellationToken.None), CancellationToken.None);
    }

    private static Objective Read(string text, string parameters, string start)
    {
        var options = new ParseOptions
        {
            Matrices = Named(start).ToDictionary(v => v.Name, v => (v.Rows.Length, v.Rows[0].Length)),
            Tables = Named(parameters).ToDictionary(
                v => v.Name, v => new NumberTable([.. v.Rows.SelectMany(r => r).Select(x => (Expr)Constant.Of(Number(x).Exact!.Value))], v.Rows[0].Length, 0)),
        };
        Assert.That(Parser.Parse(text, options).TryGet(out var expression, out var error), $"{error}");
        return Objective.Analyze(text, expression!);
    }

    private static List<(string Name, string[][] Rows)> Named(string texts) => [.. texts.Split('|').Select(t => t.Split('=')).Select(t => (t[0].Trim(), Rows(t[1])))];

    private static TheoremResult Of(Studies.Study study, string id) => study.Theorems.Single(t => t.Theorem.Id == id);

    [Test]
    public void A_pair_that_starts_opposite_to_its_singular_value_excludes_convergence_at_every_step()
    {
        var study = Check(Product, "0.1", "M=1 0;0 1/2", "X=1 0;0 1|Y=-1 0;0 1");
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
        Assert.That(study.Prediction.Failure!.AtEveryStep);
        Assert.That(study.Prediction.StepCertified, Is.Null);
    }

    [Test]
    public void The_same_pair_of_a_singular_value_0_converges() =>
        Assert.That(Check(Product, "0.1", "M=1 0;0 0", "X=1 0;0 1|Y=1 0;0 -1").Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));

    [TestCase("X=sqrt(2)/2 sqrt(2)/2;sqrt(2)/2 -sqrt(2)/2|Y=sqrt(2) sqrt(2);1 -1", true)]
    [TestCase("X=sqrt(2) sqrt(3);sqrt(3) -sqrt(2)|Y=2*sqrt(2) 2*sqrt(3);sqrt(6) -2", true)]
    [TestCase("X=sqrt(2) sqrt(3);sqrt(3) -sqrt(2)|Y=sqrt(2) sqrt(3);sqrt(3) -1414/1000", false)]
    [TestCase("X=sqrt(8) 1;1 -2*sqrt(2)|Y=sqrt(2) 1/2;1 -sqrt(8)", true)]
    public void Alignment_in_square_roots_is_decided_exactly(string start, bool aligned)
    {
        var verdict = Of(Check(Product, "0.05", "M=1 0;0 1", start), "M1a").Hypotheses[1].Verdict;
        Assert.That((verdict.IsProved, verdict.IsRefuted), Is.EqualTo((aligned, !aligned)), $"{verdict}");
    }

    [Test]
    public void Other_irrational_entries_are_undecided_with_the_reason() =>
        Assert.That(Of(Check(Product, "0.05", "M=1 0;0 1", "X=pi 0;0 1|Y=1 0;0 1"), "M1a").Hypotheses[1].Verdict, Is.InstanceOf<Unknown>()
            .With.Property(nameof(Unknown.Reason)).Contains("square roots of rationals"));

    // Z Zᵀ = 1, and 25: |W₂W₁Z - T|² = c²|W₂W₁ - TZᵀ/c²|² + constant.
    [TestCase("3/5 4/5;-4/5 3/5", "1/2", "3/5 4/5;-2/5 3/10")]
    [TestCase("3 4;-4 3", "25/2", "3 4;-2 3/2")]
    public void A_network_with_two_layers_and_whitened_data_is_a_factorisation(string z, string weight, string t)
    {
        var study = Check(Whitened, "0.01", $"Z={z}|T={t}", "W2=1 0;0 1|W1=1 0;0 1/2");
        var form = ((MatrixStructure)study.Problem.Objective.Structure).Factors;
        Assert.That(form.Weight, Is.EqualTo(Number(weight).Exact));
        Assert.That(form.Target.Select(r => string.Join(' ', r)), Is.EqualTo(new[] { "1 0", "0 1/2" }));
        Assert.That(Of(study, "M1a").Applies.IsProved);
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
    }

    [TestCase("W2=1 0;0 1|W1=1 0 0;0 1 1", "Z=1 0 0;0 3/5 4/5;0 -4/5 3/5|T=1 0 0;0 1 0")]
    [TestCase("W2=1 2;0 1;1 1|W1=1 0;0 1", "Z=0 1;1 0|T=1 0;0 1;2 3")]
    [TestCase("W2=1;2|W1=1 0", "Z=0 1;-1 0|T=1 0;0 1")]
    public void Whitened_networks_of_other_shapes_are_found_too(string start, string data) =>
        Assert.That(Check(Whitened, "0.01", data, start).Problem.Objective.Structure, Is.InstanceOf<MatrixStructure>());

    [TestCase("Z=3/5 4/5;4/5 3/5|T=1 0;0 1")]
    [TestCase("Z=1 0;0 2|T=1 0;0 1")]
    public void Data_that_are_not_white_are_no_factorisation(string data) =>
        Assert.That(Check(Whitened, "0.01", data, "W2=1 0;0 1|W1=1 0;0 1").Problem.Objective.Structure, Is.Not.InstanceOf<MatrixStructure>());

    /// <summary>Random whitened data c·Q, Q orthogonal by Cayley's transform, of random shapes; Z plus 1/1000 in an entry is white no more.</summary>
    [TestCase(6, 9)]
    [TestCase(10_000, 10, Explicit = true, Reason = "a campaign of minutes")]
    public void Random_whitened_data_are_completed_and_others_are_not(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            var t = new Rational(random.Next(-30, 31), random.Next(1, 20));
            var (cos, sin, scale) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t), new Rational(random.Next(1, 30), 10));
            Rational[][] z = [[scale * cos, scale * sin], [-scale * sin, scale * cos]];
            int outputs = random.Next(1, 4), hidden = random.Next(1, 4);
            var target = Entries(outputs, 2, () => new Rational(random.Next(-20, 21), 10));
            var starts = $"W2={Text(Entries(outputs, hidden, Any))}|W1={Text(Entries(hidden, 2, Any))}";
            var whole = Structure(z);
            Assert.That(whole, Is.InstanceOf<MatrixStructure>(), $"{Text(z)}, {outputs} of {hidden}");
            var form = ((MatrixStructure)whole).Factors;
            Assert.That(form.Weight, Is.EqualTo(scale * scale / 2));
            // The factors may come out in either order.
            var expected = target.Select(row => z.Select(zr => (row[0] * zr[0] + row[1] * zr[1]) / (scale * scale)).ToArray()).ToArray();
            var found = form.Target.Select(r => r.ToArray()).ToArray();
            Assert.That(found, Is.EqualTo(expected).Or.EqualTo(Enumerable.Range(0, 2).Select(j => expected.Select(r => r[j]).ToArray()).ToArray()), Text(z));
            z[random.Next(2)][random.Next(2)] += new Rational(1, 1000);
            Assert.That(Structure(z), Is.Not.InstanceOf<MatrixStructure>(), Text(z));

            Rational Any() => new(random.Next(1, 30), 10);

            Structure Structure(Rational[][] data) => Read(Whitened, $"Z={Text(data)}|T={Text(target)}", starts).Structure;
        }

        static Rational[][] Entries(int rows, int columns, Func<Rational> next) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => next()).ToArray())];

        static string Text(Rational[][] rows) => string.Join(';', rows.Select(r => string.Join(' ', r)));
    }

    // P1's threshold for σ = 2 and three layers: 2/(3·2^(4/3)) = .26456684.
    [TestCase("0.264", ConvergencePrediction.Certified)]
    [TestCase("0.2646", ConvergencePrediction.Excluded)]
    public void A_deep_linear_network_with_diagonal_layers_reduces_to_products_of_powers(string step, ConvergencePrediction expected)
    {
        var study = Check(Deep, step, "M=2 0;0 1", "W1=1 0;0 1|W2=1 0;0 1|W3=1 0;0 1");
        var restricted = Of(study, "N2");
        Assert.That(restricted.Applies.IsProved, $"{restricted.Hypotheses[0].Verdict} {restricted.Hypotheses[1].Verdict}");
        Assert.That(study.Prediction.Convergence, Is.EqualTo(expected));
        Assert.That(study.Prediction.StepCertified!.ToInterval().Mid, Is.EqualTo(0.2645668419947).Within(1e-12));
    }

    [TestCase("M=2 0;0 1", "W1=1 0;1/10 1|W2=1 0;0 1|W3=1 0;0 1", Description = "an entry off the diagonal")]
    [TestCase("M=2 1;1 1", "W1=1 0;0 1|W2=1 0;0 1|W3=1 0;0 1", Description = "a target that pulls the zeros away")]
    [TestCase("M=2 1;1 1", "W1=1 1;1 1|W2=1 1;1 2|W3=1 1;2 1", Description = "no zeros")]
    public void Zeros_that_do_not_stay_prove_nothing(string target, string start) => Assert.That(Of(Check(Deep, "0.1", target, start), "N2").Applies.IsProved, Is.False);

    /// <summary>By plain iterations of the three matrices, which share no code with the reduction.</summary>
    [TestCase(6, 7)]
    [TestCase(10_000, 8, Explicit = true, Reason = "a campaign of minutes")]
    public void What_is_said_of_random_diagonal_networks_holds_for_the_matrices(int count, int seed)
    {
        var random = new Random(seed);
        int certified = 0, excluded = 0;
        for (int i = 0; i < count; i++)
        {
            double a = random.Next(1, 30) / 10.0, b = random.Next(1, 30) / 10.0, v = random.Next(5, 15) / 10.0, w = random.Next(5, 15) / 10.0;
            // Around the threshold 2/(3σ^(4/3)) of the larger singular value.
            double h = Math.Round(2 / (3 * Math.Pow(Math.Max(a, b), 4 / 3.0)) * (0.5 + random.NextDouble()), 4);
            string Layer(string name) => FormattableString.Invariant($"{name}={v} 0;0 {w}");
            var prediction = Check(Deep, FormattableString.Invariant($"{h}"), FormattableString.Invariant($"M={a} 0;0 {b}"),
                $"{Layer("W1")}|{Layer("W2")}|{Layer("W3")}").Prediction.Convergence;
            double[,] one = { { v, 0 }, { 0, w } }, two = { { v, 0 }, { 0, w } }, three = { { v, 0 }, { 0, w } };
            // A step that lands next to 0 leaves it after a hundred thousand steps only.
            for (int k = 0; k < (prediction == ConvergencePrediction.Certified ? 2_000_000 : 20_000); k++)
            {
                var residual = Minus(Times(Times(three, two), one), new[,] { { a, 0 }, { 0, b } });
                if (residual.Cast<double>().Max(Math.Abs) is < 1e-10 or > 1e9 or double.NaN)
                    break;
                (one, two, three) = (Minus(one, Times(Turned(Times(three, two)), residual), h),
                    Minus(two, Times(Times(Turned(three), residual), Turned(one)), h), Minus(three, Times(residual, Turned(Times(two, one))), h));
            }
            double rest = Minus(Times(Times(three, two), one), new[,] { { a, 0 }, { 0, b } }).Cast<double>().Max(Math.Abs);
            if (prediction == ConvergencePrediction.Certified)
            {
                certified++;
                Assert.That(rest, Is.LessThan(1e-3), $"M = diag({a}, {b}), start {v}, {w}, h = {h}");
            }
            else if (prediction == ConvergencePrediction.Excluded)
            {
                excluded++;
                Assert.That(rest, Is.GreaterThan(1e-9).Or.NaN, $"M = diag({a}, {b}), start {v}, {w}, h = {h}");
            }
        }
        TestContext.Out.WriteLine($"{certified} certified, {excluded} excluded of {count}");
        Assert.That(Math.Min(certified, excluded), Is.GreaterThan(count / 10));

        static double[,] Times(double[,] x, double[,] y) => new[,]
        {
            { x[0, 0] * y[0, 0] + x[0, 1] * y[1, 0], x[0, 0] * y[0, 1] + x[0, 1] * y[1, 1] },
            { x[1, 0] * y[0, 0] + x[1, 1] * y[1, 0], x[1, 0] * y[0, 1] + x[1, 1] * y[1, 1] },
        };

        static double[,] Turned(double[,] x) => new[,] { { x[0, 0], x[1, 0] }, { x[0, 1], x[1, 1] } };

        static double[,] Minus(double[,] x, double[,] y, double scale = 1) => new[,]
        {
            { x[0, 0] - scale * y[0, 0], x[0, 1] - scale * y[0, 1] }, { x[1, 0] - scale * y[1, 0], x[1, 1] - scale * y[1, 1] },
        };
    }
}
