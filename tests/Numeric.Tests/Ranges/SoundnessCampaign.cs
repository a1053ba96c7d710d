using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Tests.Evaluation;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

/// <summary>
/// Random false claims near true ones: none may be proved. The environment variable BOUNDCHECK_CAMPAIGN multiplies the number of trials
/// (1 by default; 300 gives more than 10^5 claims).
/// </summary>
public sealed class SoundnessCampaign
{
    private static readonly int s_scale = int.TryParse(Environment.GetEnvironmentVariable("BOUNDCHECK_CAMPAIGN"), out int n) && n > 0 ? n : 1;

    private static Expr X => RandomExpressions.X;

    private static readonly RangeOptions s_options = new(WorkLimit: 600);

    [Test]
    public void False_claims_close_to_true_ones_are_never_proved()
    {
        int proved = 0, refuted = 0, trials = 150 * s_scale;
        for (int seed = 0; seed < trials; seed++)
        {
            var random = new Random(seed);
            var f = Partial(random, RandomExpressions.Make(random, 1 + random.Next(4)));
            var (domain, points) = RandomDomain(random);
            var tape = Tape.Compile(f, X);
            var values = points.Select(p => (Point: p, Value: At(tape, p))).ToList();
            var defined = values.Where(v => v.Value.State >= Definedness.Defined && v.Value.Value.IsBounded).ToList();
            if (defined.Count == 0)
                continue;
            var least = defined.MinBy(v => v.Value.Value.Hi);
            // f >= f(p) + margin fails at p.
            double margin = Math.Pow(10, -2 - 10 * random.NextDouble()) * Math.Max(1, Math.Abs(least.Value.Value.Hi));
            var bound = Rational.FromDouble(least.Value.Value.Hi) + Rational.FromDouble(margin);
            var g = UnivariateFunction.FromExpr(f - Constant.Of(bound), X);
            var strictly = UnivariateFunction.FromExpr(Constant.Of(bound) - f, X);
            foreach (var (function, relation) in (ReadOnlySpan<(UnivariateFunction, Relation)>)[(g, Relation.GreaterOrEqual), (strictly, Relation.Less)])
            {
                var result = Signs.Decide(function, domain, relation, s_options);
                Assert.That(result, Is.Not.InstanceOf<SignProved>(), $"seed {seed}: {f} >= {bound} on {domain} fails at {least.Point}: {result}");
                refuted += result is SignRefuted ? 1 : 0;
            }
            // What is proved of a true claim must hold at every point looked at, and f must be defined there.
            var lower = UnivariateFunction.FromExpr(f - Constant.Of(Rational.FromDouble(least.Value.Value.Lo) - Rational.FromDouble(margin)), X);
            if (Signs.Decide(lower, domain, Relation.Greater, s_options) is SignProved)
            {
                proved++;
                Assert.That(defined, Has.Count.EqualTo(values.Count), $"seed {seed}: {f} is undefined somewhere on {domain}");
            }
        }
        TestContext.Out.WriteLine($"{refuted} refuted of {2 * trials}, {proved} true ones proved of {trials}");
        Assert.That(refuted, Is.GreaterThan(trials / 2));
        Assert.That(proved, Is.GreaterThan(trials / 8));
    }

    [Test]
    public void Suprema_are_never_below_a_value()
    {
        int settled = 0, trials = 40 * s_scale;
        for (int seed = 0; seed < trials; seed++)
        {
            var random = new Random(1_000_000 + seed);
            var f = Partial(random, RandomExpressions.Make(random, 1 + random.Next(3)));
            var (domain, points) = RandomDomain(random);
            var sup = Extrema.Supremum(UnivariateFunction.FromExpr(f, X), domain, s_options with { Tolerance = 1e-6 });
            if (!sup.IsSettled || sup.IsInfinite)
                continue;
            settled++;
            var tape = Tape.Compile(f, X);
            foreach (double p in points)
            {
                var v = At(tape, p);
                Assert.That(v.State >= Definedness.Defined && v.Value.Lo <= sup.Value.Hi, $"seed {seed}: {f} at {p} is {v}, above {sup}");
            }
        }
        Assert.That(settled, Is.GreaterThan(trials / 4));
    }

    // Tight claims moved: the zero shifted off its point, the domain opened past it, a strict relation at it, a constant nudged.
    [TestCase("u - tanh(u) >= 0", "(-1/D, inf)")]
    [TestCase("u - tanh(u) > 0", "[0, inf)")]
    [TestCase("log(1+u) <= u - 1/D", "(-1, inf)")]
    [TestCase("exp(u) - 1 >= u*(1 + 1/D)", "(-inf, inf)")]
    [TestCase("exp(u) - 1 - u > 0", "(-1, 1)")]
    [TestCase("tanh(u) < 1 - 1/D", "(0, inf)")]
    [TestCase("atan(u) < pi/2 - 1/D", "(0, inf)")]
    [TestCase("erf(u) <= 1 - 1/D", "(0, inf)")]
    [TestCase("u*(1-tanh(u)^2) - tanh(u) < 0", "[0, inf)")]
    [TestCase("cos(u) >= 1 - u^2*(1/2 - 1/D)", "(-1, 1)")]
    [TestCase("sin(u) >= u*(1 - 1/D)", "(0, 1)")]
    [TestCase("log(cosh(u)) >= abs(u) - log(2) + 1/D", "(-inf, inf)")]
    [TestCase("abs(u) - u^2*(1+1/D) >= 0", "[-1, 1]")]
    [TestCase("(u - 1/3)^2 - 1/D^2 >= 0", "[0, 1]")]
    [TestCase("u*log(u) >= -exp(-1) + 1/D", "(0, 1)")]
    [TestCase("sqrt(u) - u*(1+1/D) >= 0", "[0, 1]")]
    [TestCase("sign(u) >= 0", "(-1/D, 1)")]
    [TestCase("piecewise(u <= 1/3, 1, -1/D) > 0", "[0, 1/3 + 1/D]")]
    [TestCase("sqrt(1+u^2) - abs(u) > 1/D", "(0, inf)")]
    [TestCase("u*exp(-u) > 1/D", "(1, inf)")]
    [TestCase("1 + (1+1/D)*cos(u) >= 0", "(-inf, inf)")]
    [TestCase("1/u > 0", "(-1/D, 1)")]
    [TestCase("log(u)^2 >= 0", "[0, 1)")]
    [TestCase("sqrt(u) >= 0", "(-1/D, 1)")]
    public void Tight_claim_moved_a_little_is_never_proved(string claim, string domain)
    {
        foreach (int exponent in (int[])[2, 3, 5, 8, 12, 15, 17, 20])
        {
            string d = "10^" + exponent;
            string c = claim.Replace("D", d, StringComparison.Ordinal), on = domain.Replace("D", d, StringComparison.Ordinal);
            Assert.That(Claims.Decide(c, on, new RangeOptions(WorkLimit: 3000)), Is.Not.InstanceOf<SignProved>(), $"{c} on {on}");
        }
    }

    private static Decorated<Interval> At(Tape tape, double p)
    {
        var v = new ValueEvaluator<BigInterval>(tape, 100).Evaluate(BigInterval.FromInterval(Interval.Point(p), 100));
        return new(v.Value.ToInterval(), v.State);
    }

    /// <summary>Sometimes wraps an expression in something with a domain, a kink or a jump.</summary>
    private static Expr Partial(Random random, Expr e) => random.Next(10) switch
    {
        0 => Log.Instance.Of(e + 2),
        1 => (e + 1).Pow(Rational.Half),
        2 => 1 / (e + Rational.Half),
        3 => Tan.Instance.Of(e),
        4 => Piecewise.Of((Relation)random.Next(4), X, new Rational(random.Next(-4, 5), 3), e, Sin.Instance.Of(e)),
        5 => Symbolic.Sign.Instance.Of(e) + X.Pow(2),
        6 => Log.Instance.Of(Abs.Instance.Of(X)) * e,
        _ => e,
    };

    private static (Domain Domain, List<double> Points) RandomDomain(Random random)
    {
        double lo = Math.Round((random.NextDouble() - 0.5) * 8, random.Next(3)), hi = lo + Math.Pow(10, 1 - 2 * random.NextDouble());
        bool below = random.Next(4) == 0, above = random.Next(4) == 0;
        var domain = Domain.Of(below ? null : Constant.Of(Rational.FromDouble(lo)), above
            ? null
            : Constant.Of(Rational.FromDouble(hi)), random.Next(2) == 0, random.Next(2) == 0);
        var points = Enumerable.Range(0, 60).Select(_ => lo + (hi - lo) * (0.001 + 0.998 * random.NextDouble())).ToList();
        for (int e = -3; e < 8; e++)
        {
            if (below)
                points.Add(hi - Math.Pow(4, e) * (1 + random.NextDouble()));
            if (above)
                points.Add(lo + Math.Pow(4, e) * (1 + random.NextDouble()));
        }
        points.RemoveAll(p => !domain.CertainlyContains(p));
        return (domain, points);
    }
}
