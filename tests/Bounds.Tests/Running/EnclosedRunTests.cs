using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Running;

/// <summary>The rigorous prefix against the recursion of A and B in two thousand binary digits, which shares no formula with it.</summary>
public sealed class EnclosedRunTests
{
    private const int Digits = 2000;

    private static BigInterval Big(Rational value) => BigInterval.FromRational(value, Digits);

    [TestCase("log(cosh(x*y-1))", "0.3", "5", "0.05", 120)]
    [TestCase("log(cosh(x*y-1))", "0.3", "4.1", "-3.7", 60)]
    [TestCase("sqrt(1+(x*y-1/2)^2)", "0.9", "6", "1/3", 80)]
    [TestCase("(x*y-1)^2/2", "0.85", "2", "0.2", 80)]
    [TestCase("(x*y-1)^2/2", "1.02", "1.3", "0.3", 80)]
    [TestCase("huber(x*y+1, 1)", "0.7", "3", "1", 60)]
    [TestCase("log(1+(x*y)^2)/2", "0.2", "3.3541", "0.001", 200)]
    public void Every_step_contains_the_exact_iterate(string objective, string step, string x, string y, int steps)
    {
        var study = Instances.Study(objective, step, ("x", x), ("y", y));
        var model = PhaseModel.Of(study.Setting)!;
        var run = new EnclosedRun(model.Enclosed());
        var outer = study.Problem.Objective.Structure.Outer!;
        var slope = new ValueEvaluator<BigInterval>(Tape.Compile(outer.Value.Derivative(outer.Argument), outer.Argument), Digits);
        BigInterval a = Big(study.Problem.Start!.A.Exact!.Value), b = Big(study.Problem.Start!.B.Exact!.Value), h = Big(study.Problem.Step.Exact!.Value);
        BigInterval c = Big(model.SignedCentre.Exact!.Value), quarter = Big(new Rational(1, 4)), one = Big(1);
        for (int k = 0; k <= steps; k++)
        {
            var u = (a - b) * quarter - c;
            Assert.That((u - u.MidPoint).ToInterval().Mag, Is.LessThan(1e-30), "the reference must stay narrow");
            Assert.That(BigInterval.Intersect(run.U, u).IsEmpty
                || BigInterval.Intersect(run.D, a * b).IsEmpty, Is.False, $"step {k} in {run.Precision} digits: {run.U} and {u}, {run.D} and {a * b}");
            var w = h * slope.Evaluate(u + c).Value;
            a *= BigInterval.Sqr(one - w);
            b *= BigInterval.Sqr(one + w);
            Assert.That(run.Advance(CancellationToken.None), run.Failure);
        }
    }

    [Test]
    public void A_sensitive_run_goes_on_in_more_digits()
    {
        // Squared loss at W_0 near 4: a long chaotic transient.
        var study = Instances.Study("(x*y-1)^2/2", "0.876", ("x", "2"), ("y", "0.2"));
        var run = new EnclosedRun(PhaseModel.Of(study.Setting)!.Enclosed());
        for (int k = 0; k < 300; k++)
            Assert.That(run.Advance(CancellationToken.None), run.Failure);
        Assert.That(run.D.ToInterval().Width, Is.LessThan(1e-9 * run.D.ToInterval().Hi));
    }

    [Test]
    public void The_work_is_bounded_and_said()
    {
        var study = Instances.Study("log(cosh(x*y-1))", "0.3", ("x", "5"), ("y", "0.05"));
        var run = new EnclosedRun(PhaseModel.Of(study.Setting)!.Enclosed() with { Work = 50 });
        while (run.Advance(CancellationToken.None))
        {
        }
        Assert.Multiple(() =>
        {
            Assert.That(run.K, Is.EqualTo(50));
            Assert.That(run.Failure, Does.Contain("work bound"));
        });
    }
}
