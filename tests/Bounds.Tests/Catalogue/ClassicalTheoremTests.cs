using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

public sealed class ClassicalTheoremTests
{
    private static Certified Value(TheoremResult result, string name) => (Certified)result.Conclusions.Single(c => c.Name == name).Value;

    [Test]
    public void Constants_of_a_quadratic_are_exact()
    {
        var study = Study("(x^2+y^2/10)/2", "1", ("x", "2"), ("y", "1"));
        Assert.Multiple(() =>
        {
            Assert.That(study.Theorems.Where(t => t.Theorem.Id.StartsWith("T0", StringComparison.Ordinal)).Select(t => t.Applies), Is.All.InstanceOf<Proved>());
            Assert.That(Value(Of(study, "T0d"), "factor").ToString(), Is.EqualTo("81/100"));
            Assert.That(Value(Of(study, "T0d"), "L").ToString(), Is.EqualTo("1"));
            Assert.That(Value(Of(study, "T0d"), "distanceSquared").ToString(), Is.EqualTo("5"));
            Assert.That(study.ExitCode, Is.Not.Zero, "classical theorems do not decide the exit code");
        });
    }

    [TestCase("(x-y)^2", "0.1", "1", "0.2", 0.5)]
    [TestCase("log(exp(x)+exp(-2*x)+exp(y)+exp(-y))", "0.3", "1", "-2", 8d / 9)]
    public void Convex_with_a_minimiser_converges_for_every_step_below_the_classical_one(string objective, string step, string x, string y, double largest)
    {
        var study = Study(objective, step, ("x", x), ("y", y));
        Assert.Multiple(() =>
        {
            Assert.That(Of(study, "T0c").Implications.OfType<Convergence>(), Is.Not.Empty);
            Assert.That(study.Prediction.StepCertified!.ToInterval().Mid, Is.EqualTo(largest).Within(1e-6));
        });
    }

    [Test]
    public void The_sharper_rate_of_the_pl_class_is_found_at_its_parameters()
    {
        var result = Of(Study("(x^2+y^2/5)/2", "1", ("x", "2"), ("y", "1")), "T0b");
        Assert.That(Value(result, "factor").ToString(), Is.EqualTo("8/11"));
        Assert.That(result.Conclusions.Single(c => c.Name == "factor").From, Is.EqualTo("C2"));
    }

    [Test]
    public void The_convex_rate_is_found_at_its_parameters()
    {
        var result = Of(Study("3*(x-y)^2/4+3*(x+y)^2/4", "1/3", ("x", "3"), ("y", "4")), "T0c");
        Assert.That(result.Applies, Is.InstanceOf<Proved>());
        Assert.That(Value(result, "L").ToString(), Is.EqualTo("3"));
        Assert.That(Value(result, "distanceSquared").ToString(), Is.EqualTo("25"));
    }

    [Test]
    public void Least_squares_with_a_singular_matrix_has_a_pl_constant()
    {
        var study = Study("(x-y-1)^2/2", "1/2", ("x", "2"), ("y", "1/5"));
        Assert.That(Value(Of(study, "T0b"), "mu").ToString(), Is.EqualTo("2"));
        Assert.That(Of(study, "T0d").Applies, Is.InstanceOf<Refuted>());
    }

    [TestCase("log(cosh(x))+y^2", "0.3", "2", "0.2", "T0d", "ball")]
    [TestCase("exp(x)-x+y^2", "0.2", "1/2", "0.2", "T0d", "ball")]
    [TestCase("(1-x)^2+100*(y-x^2)^2", "0.0003", "0.8", "0.7", "T0a", "boundary")]
    [TestCase("(x^2-1)^2+y^2", "0.05", "1/2", "0.2", "T0b", "boundary")]
    [TestCase("log(x)^2+y^2", "0.01", "1/2", "1", "T0a", "boundary")]
    [TestCase("(x*y-1)^2/2", "0.1", "2", "0.4", "T0b", "longer than the path")]
    [TestCase("log(cosh(x*y-1))", "0.1", "2", "0.4", "T0b", "longer than the path")]
    [TestCase("log(cosh(x))+log(cosh(y))", "0.3", "2", "0.2", "T0c", "all of R^n")]
    public void The_set_is_found_and_its_bounds_hold_on_the_run(string text, string step, string x, string y, string theorem, string set)
    {
        var study = Study(text, step, ("x", x), ("y", y));
        var result = Of(study, theorem);
        Assert.That(result.Applies, Is.InstanceOf<Proved>(), string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        Assert.That((string)result.Conclusions.Single(c => c.Name == "set").Value, Does.Contain(set));
        var run = Runner.Run(study with { Problem = study.Problem with { Steps = 100, Tolerance = 1e-300 } }, null, CancellationToken.None).Measurement;
        var lowest = Bounds(study, "T0a", "gradientSquared") is { } ? Value(Of(study, "T0a"), "lossExcess").ToInterval() : default;
        if (Bounds(study, "T0b", "lossRate") is { } rate)
            Assert.That(run.Final.Loss - (run.Initial.Loss - lowest.Hi), Is.LessThanOrEqualTo(rate * 1.0001 + 1e-12));
    }

    // References: exact eigenvalues of the bounding matrices, to 60 digits where irrational.
    [TestCase("log(cosh(x))+log(cosh(y-x))", "0.3", "1", "2", "T0c", "L", 2.618033988749895)]
    [TestCase("log(1+exp(-x-2*y))+log(1+exp(x-y))+log(1+exp(y))", "0.2", "1", "2", "T0c", "L", 1.559016994374947)]
    [TestCase("log(exp(x)+exp(-2*x)+exp(y)+exp(-y))", "0.3", "1", "-2", "T0c", "L", 2.25)]
    [TestCase("huber(x-1,1)+huber(2*y,1)+x^2/10", "0.2", "3", "2", "T0c", "L", 4)]
    [TestCase("huber(x+y-1,1)+huber(x-y,2)+huber(x,1/2)", "0.2", "3", "2", "T0c", "L", 3)]
    [TestCase("sqrt(1+(x-y)^2)+x^2/5+y^2/10", "0.5", "3", "-2", "T0d", "mu", 0.2)]
    [TestCase("(x-y)^4+2*x^2+y^2-x+2*y", "0.02", "1", "1", "T0d", "mu", 2)]
    // Parallel directions of different length: (1 + 4)|(1, -1)|².
    [TestCase("log(cosh(x-y))+log(cosh(2*x-2*y))+x^2/100+y^2/100", "0.1", "1", "2", "T0c", "L", 10.02)]
    [TestCase("log(cosh(2*y-2*x))+log(cosh(x-y))+x^2/100+y^2/100", "0.1", "1", "2", "T0c", "L", 10.02)]
    // Kinks of the gradient: hinges, cases, sums of both.
    [TestCase("max(x,0)^2+x^2+y^2", "0.1", "2", "1", "T0d", "L", 4)]
    [TestCase("max(x,0)^2+x^2+y^2", "0.1", "2", "1", "T0d", "mu", 2)]
    [TestCase("piecewise(x<0,x^2,3*x^2)+y^2", "0.1", "2", "1", "T0d", "L", 6)]
    [TestCase("abs(x)*x+2*x^2+y^2", "0.1", "2", "1", "T0d", "mu", 2)]
    [TestCase("max(1-x-y,0)^2+max(1+x-2*y,0)^2+(x^2+y^2)/10", "0.05", "2", "1", "T0d", "L", 10.805551275463989)]
    public void Constants_of_sums_along_lines_are_sharp(string text, string step, string x, string y, string theorem, string name, double value)
    {
        var result = Of(Study(text, step, ("x", x), ("y", y)), theorem);
        Assert.That(result.Applies, Is.InstanceOf<Proved>(), string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        var certified = Value(result, name).ToInterval();
        // L is rounded up and μ down.
        Assert.That(name == "L" ? certified.Hi : -certified.Lo, Is.InRange((name == "L" ? value : -value) * 1 - 1e-15, (name == "L" ? value : -value) + 1e-3));
    }

    [Test]
    public void Least_squares_with_curved_residuals_have_a_pl_constant_on_the_sublevel_set()
    {
        var result = Of(Study("(1-x)^2+100*(y-x^2)^2", "0.0005", ("x", "0.9"), ("y", "0.8")), "T0b");
        Assert.That(result.Applies, Is.InstanceOf<Proved>(), string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        // At the minimiser the least eigenvalue of the Hessian, 501 - sqrt(250601), is the constant: no bound on a set around it is larger.
        Assert.That(Value(result, "mu").ToInterval().Hi, Is.InRange(0.1, 0.39936));
    }

    [Test]
    public void Rosenbrocks_function_converges_from_its_classical_start_at_every_step_below_the_bound()
    {
        var study = Study("(1-x)^2+100*(y-x^2)^2", "1/20000", ("x", "-1.2"), ("y", "1"));
        // The least eigenvalue of JJᵀ where f <= f_0, by mpmath.
        Assert.That(Value(Of(study, "T0b"), "mu").ToInterval().Hi, Is.InRange(0.9 * 0.01416784534520527, 0.01416784534520527));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(study.Prediction.Step!.Supremum.ToInterval().Lo, Is.InRange(2 / 28300.0, 2 / 28233.35));
    }

    [TestCase("(x^2-1)^2+y^2+x/10", "1/50", "6/5", "1/10")]
    [TestCase("x^2+3*sin(x)^2+y^2", "1/10", "3", "1")]
    [TestCase("huber(x,1)+huber(y-x,1/3)", "1/5", "3", "1")]
    public void A_minimiser_is_promised_where_the_critical_value_is_the_least_one(string text, string step, string x, string y)
    {
        var results = Study(text, step, ("x", x), ("y", y)).Theorems.Where(t => t.Theorem.Id is "T0b" or "T0c" && t.Applies.IsProved).ToList();
        Assert.That(results.SelectMany(t => t.Implications).OfType<Convergence>(), Is.Not.Empty);
    }

    private static double? Bounds(Study study, string theorem, string name) =>
        Of(study, theorem).Conclusions.FirstOrDefault(c => c.Name == name)?.Value is System.Collections.Immutable.ImmutableArray<BoundAt> b
            ? b[1].Bound!.ToInterval().Hi
            : null;

    // One hypothesis broken each: the theorem must not apply; where it is refuted the witness says so.
    [TestCase("T0a", "abs(x)+y^2", "0.1", "2", "0.2", "smooth")]
    [TestCase("T0a", "x^2+3*y^2", "0.4", "2", "0.2", "step")]
    [TestCase("T0a", "x+y", "0.1", "2", "0.2", "bounded-below")]
    [TestCase("T0a", "x^2-y^2", "0.1", "2", "0.2", "bounded-below")]
    [TestCase("T0b", "max(x,0)+x^2+y^2", "0.1", "2", "0.2", "smooth")]
    [TestCase("T0b", "x^2+3*y^2", "0.34", "2", "0.2", "step")]
    [TestCase("T0b", "(x^2-1)^2+y^2", "0.05", "0", "0.2", "pl")]
    [TestCase("T0c", "piecewise(x<0, x^2+1, x^2)+y^2", "0.1", "2", "0.2", "smooth")]
    [TestCase("T0c", "x^2+3*y^2", "0.34", "2", "0.2", "step")]
    [TestCase("T0c", "(x^2-1)^2+y^2", "0.05", "0.2", "0.2", "convex")]
    [TestCase("T0c", "exp(x)+y^2", "0.05", "0", "0.2", "minimiser")]
    [TestCase("T0d", "sign(x)*x+x^2+y^2", "0.1", "2", "0.2", "smooth")]
    [TestCase("T0d", "x^2+3*y^2", "0.34", "2", "0.2", "step")]
    [TestCase("T0d", "(x-y)^2", "0.1", "2", "0.2", "strongly-convex")]
    [TestCase("T0d", "exp(x)+y^2", "0.05", "0", "0.2", "minimiser")]
    public void Without_a_hypothesis_the_theorem_does_not_apply(string theorem, string text, string step, string x, string y, string hypothesis)
    {
        var result = Of(Study(text, step, ("x", x), ("y", y)), theorem);
        Assert.That(result.Applies, Is.Not.InstanceOf<Proved>());
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict, Is.Not.InstanceOf<Proved>());
    }

    // Kinked, jumping, undefined or flat on the way: no set may be certified across the place.
    [TestCase("abs(x)+y^2", "2", "0.2")]
    [TestCase("max(x,0)+x^2+y^2", "2", "0.2")]
    [TestCase("piecewise(x<1, x^2, x^2+1)+y^2", "2", "0.2")]
    [TestCase("sqrt(x)+x^2+y^2", "2", "0.2")]
    [TestCase("sign(x-y)+(x-y)^2+y^2", "2", "0.2")]
    [TestCase("piecewise(x-y<0, (x-y)^2, (x-y)^2+1)+y^2", "2", "0.2")]
    [TestCase("abs(x-y)+(x+y)^2", "2", "0.2")]
    [TestCase("1/(x-1)+x^2+y^2", "2", "0.2")]
    [TestCase("abs(x)^(3/2)+y^2", "2", "0.2")]
    [TestCase("x^2*sign(x-1/3)+y^2", "2", "0.2")]
    [TestCase("log(x-1)^2*0+x^2+y^2+sqrt(x-1)", "2", "0.2")]
    [TestCase("x^2+y^2+sqrt(sin(3)-1)", "2", "0.2")]
    [TestCase("piecewise(x<1, x^2, 2*x-1+1e-20)+y^2", "2", "0.2")]
    [TestCase("piecewise(x<1/2, x^2, x^2+1e-18*(x-1/2))+y^2", "2", "0.2")]
    [TestCase("abs(x)+max(-x,0)*2-x+x^2+abs(y)", "2", "0.2")]
    public void No_set_is_certified_across_a_kink_a_jump_or_a_hole(string text, string x, string y)
    {
        var study = Study(text, "0.3", ("x", x), ("y", y));
        Assert.That(study.Theorems.Where(t => t.Theorem.Id is "T0b" or "T0c" or "T0d").Select(t => t.Applies), Is.All.Not.InstanceOf<Proved>());
    }
}
