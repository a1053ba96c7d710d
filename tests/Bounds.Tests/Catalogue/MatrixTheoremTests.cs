using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Matrices;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>M1: detection, check values, hypotheses dropped, and random instances against plain matrix iterations.</summary>
public sealed class MatrixTheoremTests
{
    private const string Product = "frob2(X @ transpose(Y) - M)/2", Symmetric = "frob2(X @ transpose(X) - M)/4";

    private static Objective Read(string text, double[][] m, (string Name, double[][] Value)[] start)
    {
        var options = new ParseOptions
        {
            Matrices = start.ToDictionary(s => s.Name, s => (s.Value.Length, s.Value[0].Length)),
            Tables = new Dictionary<string, NumberTable>
            {
                ["M"] = new([.. m.SelectMany(r => r).Select(x => Constant.Of(Decimal(x)))], m[0].Length, 0),
            },
        };
        Assert.That(Parser.Parse(text, options).TryGet(out var expression, out var error), $"{error}");
        return Objective.Analyze(text, expression!);
    }

    private static Studies.Study Check(string text, double step, double[][] m, params (string Name, double[][] Value)[] start)
    {
        var objective = Read(text, m, start);
        var point = start.ToImmutableSortedDictionary(s => s.Name, s => s.Value.SelectMany(r => r).Select(x => (Certified)Decimal(x)).ToImmutableArray());
        var problem = new Problem { Objective = objective, Step = Decimal(step), Point = point };
        return Studies.Study.Check(problem, objective.Structure.Regularity(CancellationToken.None), CancellationToken.None);
    }

    // 0.1 is a tenth.
    private static Rational Decimal(double x) => new((System.Numerics.BigInteger)Math.Round(x * 1e6), 1_000_000);

    private static Certified Number(TheoremResult result, string name) => (Certified)result.Conclusions.Single(c => c.Name == name).Value;

    private static readonly double[][] s_tenth = [[0.1, 0], [0, 0.1]], s_one = [[1, 0], [0, 1]];

    private static Structure Structure(string text, double[][] m, params (string, double[][])[] start) => Read(text, m, start).Structure;

    [Test]
    public void Rows_that_the_target_leaves_free_are_paired_as_the_start_needs()
    {
        // The first row of X needs no partner, the second needs the first of Y, the third and the third of Y each other.
        var study = Check(Product, 0.3, [[0, 0, 0], [0, 0, 0], [0, 0, 0]],
            ("X", [[0, 0, 2, 0], [1, 0, 0, 0], [0, 0, 0, 1]]), ("Y", [[1, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0, 1]]));
        var aligned = study.Theorems.Single(t => t.Theorem is AlignedFactors);
        Assert.That(aligned.Applies.IsProved, $"{aligned.Hypotheses[1].Verdict}");
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
    }

    [Test]
    public void Products_and_symmetric_products_are_found_whatever_their_shape_and_target()
    {
        var found = (MatrixStructure)Structure("3*frob2(M - X @ transpose(Y))", [[1, 2], [0, 1], [3, 0]], ("X", [[1], [2], [3]]), ("Y", [[1], [1]]));
        Assert.That((found.Factors.Weight, found.Factors.Rank, found.Factors.IsSymmetric), Is.EqualTo(((Rational)3, 1, false)));
        Assert.That(found.Factors.Target[2], Is.EqualTo(new Rational[] { 3, 0 }));
        var symmetric = (MatrixStructure)Structure(Symmetric, [[1, 2], [2, 0]], ("X", [[1, 0.5], [2, 1]]));
        Assert.That(symmetric.Factors.IsSymmetric);
        Assert.That(symmetric.Factors.Target[0], Is.EqualTo(new Rational[] { 1, 2 }));
        Assert.That(symmetric.Target.ToInterval().Contains((1 + Math.Sqrt(17)) / 2), "the norm of an indefinite matrix");
        Assert.That(Structure("frob2(X @ Y - M)/2", s_tenth, ("X", s_one), ("Y", s_one)), Is.InstanceOf<MatrixStructure>());
    }

    [TestCase("frob2(X @ transpose(Y) - M) + frob2(X)")]
    [TestCase("frob2(tanh(X @ transpose(Y)) - M)")]
    [TestCase("frob2(X @ transpose(X) @ Y - M)")]
    [TestCase("frob2(2*X @ transpose(Y) - X)")]
    public void Other_objectives_of_matrices_are_none(string text) =>
        Assert.That(Structure(text, s_tenth, ("X", s_one), ("Y", s_one)), Is.Not.InstanceOf<MatrixStructure>());

    [Test]
    public void A_fragile_aligned_start_is_certified_with_its_warning()
    {
        var study = Check(Product, 1, s_tenth, ("X", [[1.2, 0], [0, 0.0834]]), ("Y", [[0.0834, 0], [0, 1.2]]));
        var aligned = Of(study, "M1a");
        Assert.That(aligned.Applies, Is.InstanceOf<Proved>());
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(aligned.Conclusions.Single(c => c.Name == "warning").Value, Does.Contain("2.88").And.Contain("exact arithmetic only"));
        // The certified step is the least of the two pairs: h < 8/(p + sqrt(p² - 16 c u)).
        double p = 1.2 * 1.2 + 0.0834 * 0.0834, u = 1.2 * 0.0834 - 0.1;
        Assert.That(study.Prediction.StepCertified!.ToInterval().Mid, Is.EqualTo(8 / (p + Math.Sqrt(p * p - 16 * 0.1 * u))).Within(1e-9));
    }

    [Test]
    public void A_balanced_aligned_start_has_no_warning()
    {
        var aligned = Of(Check(Product, 0.5, [[1, 0], [0, 0.5]], ("X", [[1, 0], [0, 0.5]]), ("Y", [[0.8, 0], [0, 0.9]])), "M1a");
        Assert.That(aligned.Applies, Is.InstanceOf<Proved>());
        Assert.That(aligned.Conclusions.Select(c => c.Name), Has.None.EqualTo("warning"));
    }

    [Test]
    public void Alignment_must_be_exact_and_pairs_may_be_permuted()
    {
        double[][] m = [[0, 0.3, 0], [0.2, 0, 0]];
        // Rows 1 of X and 2 of Y, rows 2 and 1; row 3 of Y has no partner.
        double[][] y = [[0, 0.4, 0], [0.5, 0, 0], [0, 0, 2]];
        Assert.That(Of(Check(Product, 0.5, m, ("X", [[1, 0, 0], [0, 1, 0]]), ("Y", y)), "M1a").Applies, Is.InstanceOf<Proved>());
        var off = Of(Check(Product, 0.5, m, ("X", [[1, 0.000001, 0], [0, 1, 0]]), ("Y", y)), "M1a");
        Assert.That(off.Hypotheses[1].Verdict, Is.InstanceOf<Refuted>(), "the rows of X are not orthogonal");
        Assert.That(Of(Check(Product, 0.5, [[1, 0.5], [0.5, 1]], ("X", s_one), ("Y", s_one)), "M1a").Applies, Is.InstanceOf<Unknown>());
    }

    [Test]
    public void One_pair_outside_its_region_excludes_the_start()
    {
        var study = Check(Product, 1, [[0.1, 0], [0, 0.1]], ("X", [[1.2, 0], [0, 2.5]]), ("Y", [[0.0834, 0], [0, 1.5]]));
        Assert.That(Of(study, "M1a").Applies, Is.Not.InstanceOf<Proved>());
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Excluded));
    }

    [Test]
    public void Every_factorisation_is_unstable_beyond_the_norm_and_nothing_is_said_of_one_run()
    {
        double[][] m = [[1, 0.5], [0, 1]];
        double norm = (0.5 + Math.Sqrt(0.25 + 4)) / 2;
        var study = Check(Product, 0.8, m, ("X", s_one), ("Y", s_one));
        var sharp = Of(study, "M1b");
        Assert.That(Number(sharp, "sharpnessAtFactorisationsAtLeast").ToInterval().Mid, Is.EqualTo(2 * norm).Within(1e-9));
        Assert.That(sharp.Conclusions.Single(c => c.Name == "stability").Value, Does.Contain("every exact factorisation is linearly unstable"));
        Assert.That(sharp.Implications.OfType<Failure>(), Is.Empty);
        Assert.That(Of(Check(Product, 0.7, m, ("X", s_one), ("Y", s_one)), "M1b").Conclusions.Single(c => c.Name == "stability").Value,
            Does.Contain("not excluded"));
    }

    [Test]
    public void Centre_zero_converges_from_every_start_of_the_ball()
    {
        double[][] zero = [[0, 0]];
        var inside = Check(Product, 0.5, zero, ("X", [[1, 1]]), ("Y", [[1, 0.5], [2, 0.7]]));
        Assert.That(Of(inside, "M1c").Applies, Is.InstanceOf<Proved>(), "h p_0 = 3.87");
        Assert.That(inside.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(Of(Check(Product, 0.5, zero, ("X", [[1, 1]]), ("Y", [[1, 0.5], [2, 0.9]])), "M1c").Applies, Is.InstanceOf<Refuted>(), "h p_0 = 4.03");
        Assert.That(Of(Check(Product, 0.5, [[0, 0.1]], ("X", [[1, 1]]), ("Y", [[1, 0.5], [2, 0.7]])), "M1c").Applies, Is.InstanceOf<Refuted>());
    }

    [Test]
    public void The_invariant_ball_of_a_symmetric_product_has_the_known_radii()
    {
        var study = Check(Symmetric, 1, [[0.3, 0], [0, -0.2]], ("X", [[1.2, 0], [0, 0.4]]));
        var ball = Of(study, "M1d");
        Assert.That(ball.Applies, Is.InstanceOf<Proved>());
        Assert.That(Number(ball, "smallestBall").ToInterval().Mid, Is.EqualTo(0.30234).Within(1e-5));
        Assert.That(Number(ball, "largestBall").Exact, Is.EqualTo(new Rational(17, 10)));
        var edge = Check("frob2(X @ transpose(X) - M)/6", 1, [[1, 0], [0, 0]], ("X", [[1, 0], [0, 0.4]]));
        Assert.That(Number(Of(edge, "M1d"), "smallestBall").Exact, Is.EqualTo(new Rational(4, 3)), "γ = 2/3 leaves one ball");
        Assert.That(Number(Of(edge, "M1d"), "largestBall").Exact, Is.EqualTo(new Rational(4, 3)));
        Assert.That(Of(Check(Symmetric, 1, [[0.7, 0], [0, 0]], ("X", [[0.1, 0], [0, 0.1]])), "M1d").Applies, Is.InstanceOf<Refuted>());
        Assert.That(Of(Check(Symmetric, 1, [[0.3, 0], [0, 0]], ("X", [[1.4, 0], [0, 0.1]])), "M1d").Applies, Is.InstanceOf<Refuted>());
    }

    [Test]
    public void A_factorisation_that_starts_at_twice_the_edge_is_caught()
    {
        double[][] x = [[-0.16, 0.74, -0.25], [0.77, -0.27, 1.41], [0.02, -0.97, 0.46]], y = [[-1.06, -0.74, -1.12], [1.62, 0.95, -0.55]];
        var study = Check(Product, 0.5, [[1, 0], [0.2, 0.5], [0, 0.3]], ("X", x), ("Y", y));
        // h(‖X‖² + ‖Y‖²) is 4.3388 at the start; by plain iterations in another program it is 1.28989525 at the limit.
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(Of(study, "K1").Applies, Is.InstanceOf<Proved>());
        Assert.That(0.5 * Number(Of(study, "K1"), "sharpness").ToInterval().Mid, Is.EqualTo(1.2898952805).Within(1e-8));
    }

    [Test]
    public void A_run_of_a_symmetric_factorisation_is_caught()
    {
        // The entries (1, 2) and (2, 1) are one residual, typed twice with its factors in another order.
        var study = Check(Symmetric, 1, [[0.5, 0.1], [0.1, 0.3]], ("X", [[1, 0.2], [0.1, 0.6]]));
        Assert.That(Of(study, "K1").Applies, Is.InstanceOf<Proved>());
        Assert.That(Number(Of(study, "K1"), "sharpness").ToInterval().Mid, Is.EqualTo(2 * 0.5414213562).Within(1e-3), "2‖M‖ at XXᵀ = M");
    }
}
