using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Verdicts;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>One instance for each hypothesis of T1 to T4 that breaks it alone or first: the theorem must not apply, and where the conclusion fails the run
/// shows it.</summary>
public sealed class DroppedHypothesisTests
{
    [TestCase("T1", "x^2+y^2", "0.1", "1", "2", "product")]
    [TestCase("T1", "abs(x*y)", "0.1", "1", "2", "smooth")]
    [TestCase("T1", "((x*y)^2-1)^2", "0.1", "1", "2", "sector")]
    [TestCase("T1", "(x*y-2)^2/2", "0.5", "1", "0.5", "step")]
    [TestCase("T1", "(x*y)^2/2", "0.5", "2", "2", "start")]
    [TestCase("T2", "x^2+y^2", "0.1", "1", "2", "product")]
    [TestCase("T2", "abs(x*y)", "0.1", "1", "2", "smooth")]
    [TestCase("T2", "sin(x*y)", "0.1", "1", "2", "sign")]
    [TestCase("T2", "(x*y-1)^2/2", "0.1", "1", "2", "bounded-derivative")]
    [TestCase("T2", "log(cosh(x*y))", "1.5", "3", "2", "step")]
    [TestCase("T3", "x^2+y^2", "0.1", "1", "2", "product")]
    [TestCase("T3", "abs(x*y)", "0.1", "1", "2", "smooth")]
    [TestCase("T3", "abs(x*y)", "0.1", "1", "2", "sector")]
    [TestCase("T3", "cos(x*y)", "0.1", "1", "2", "sign")]
    [TestCase("T3", "(x*y-1)^2/2", "0.1", "1", "2", "bounded-derivative")]
    [TestCase("T3", "log(cosh(x*y-2))", "0.6", "1", "2", "step")]
    [TestCase("T3", "log(cosh(x*y-1))", "0.6", "2", "-2", "start")]
    [TestCase("T4", "x^2+y^2", "0.1", "1", "2", "product")]
    [TestCase("T4", "log(cosh(x*y))", "0.1", "1", "2", "square")]
    [TestCase("T4", "(x*y-1)^2/2", "0.9", "3", "1", "step")]
    public void Without_a_hypothesis_the_theorem_does_not_apply(string theorem, string text, string step, string x, string y, string hypothesis)
    {
        var result = Of(Study(text, step, ("x", x), ("y", y)), theorem);
        Assert.That(result.Applies, Is.Not.InstanceOf<Proved>());
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict, Is.Not.InstanceOf<Proved>());
    }

    [Test]
    public void Outside_the_triangle_squared_loss_leaves() => Assert.That(Leaves("(x*y-1)^2/2", 0.89, 2, 0.2), Is.True);

    [Test]
    public void With_gamma_above_one_the_minimiser_repels() => Assert.That(Near("(x*y-1)^2/2", 1.05, 1.02, 0.98), Is.GreaterThan(1e-3));

    [Test]
    public void From_the_antidiagonal_the_run_ends_at_the_saddle() => Assert.That(Near("log(cosh(x*y-1))", 0.6, 2, -2), Is.GreaterThan(0.5));

    [Test]
    public void With_hG_above_root_two_the_imbalance_can_grow()
    {
        var run = Run("log(cosh(x*y))", 1.6, 3, 2);
        double before = run.D;
        run.Step();
        Assert.That(run.D, Is.GreaterThan(before));
    }

    private static Descent Run(string text, double h, double x, double y) => new(All.Single(f => f.Text == text), h, [x], [y]);

    private static bool Leaves(string text, double h, double x, double y)
    {
        var run = Run(text, h, x, y);
        for (int k = 0; k < 20_000 && run.P < 1e6; k++)
            run.Step();
        return !(run.P < 1e6);
    }

    private static double Near(string text, double h, double x, double y)
    {
        var run = Run(text, h, x, y);
        for (int k = 0; k < 20_000; k++)
            run.Step();
        return Math.Abs(run.U);
    }
}
