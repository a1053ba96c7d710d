using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>Runs against the same runs in 60-digit arithmetic.</summary>
public sealed class OracleTests
{
    private static readonly JsonElement s_cases = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Trajectories", "Data", "oracles.json"))).RootElement.GetProperty("cases");

    public static IEnumerable<TestCaseData> Cases() =>
        s_cases.EnumerateArray().Select(c => new TestCaseData(c).SetArgDisplayNames(c.GetProperty("id").GetString()!));

    internal static Expr Outer(string loss, Expr u) => loss switch
    {
        "squared" => Rational.Half * u.Pow(2),
        "logcosh" => Log.Instance.Of(Cosh.Instance.Of(u)),
        "pseudohuber" => (1 + u.Pow(2)).Pow(Rational.Half) - 1,
        "huber" => Huber.Instance.Of(u, 1),
        _ => throw new ArgumentException(loss),
    };

    internal static Rational Exact(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return BigInteger.Parse(text, CultureInfo.InvariantCulture);
        int digits = text.Length - dot - 1;
        return new Rational(BigInteger.Parse(text.Remove(dot, 1), CultureInfo.InvariantCulture), BigInteger.Pow(10, digits));
    }

    private static double Number(JsonElement e, string name) => double.Parse(e.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static ProductProblem Problem(JsonElement c)
    {
        Expr s = Variable.Of("s");
        var centre = Exact(c.GetProperty("c").GetString()!);
        return new ProductProblem
        {
            Outer = OuterFunction.Compile(Outer(c.GetProperty("loss").GetString()!, s - centre), s, centre),
            CurvatureAtCentre = 1,
            Step = Exact(c.GetProperty("h").GetString()!),
            X = Vector(c.GetProperty("x")),
            Y = Vector(c.GetProperty("y")),
            SectorBound = 1,
        };
    }

    private static ImmutableArray<Rational> Vector(JsonElement e) => [.. e.EnumerateArray().Select(v => Exact(v.GetString()!))];

    [TestCaseSource(nameof(Cases))]
    public void Converges_at_the_step_of_the_60_digit_run(JsonElement c)
    {
        var run = ProductRun.Execute(Problem(c) with { Tolerance = Math.BitDecrement(1e-9) });
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(run.Steps, Is.EqualTo(c.GetProperty("steps_to_u_1e9").GetInt64()));
    }

    [TestCaseSource(nameof(Cases))]
    public void Limit_agrees_with_the_60_digit_run(JsonElement c)
    {
        var run = ProductRun.Execute(Problem(c));
        double h = Number(c, "h");
        Assert.That(run.LimitP, Is.EqualTo(Number(c, "limit_p")).Within(1e-9));
        Assert.That(h * run.LimitSharpness, Is.EqualTo(Number(c, "limit_phi_h")).Within(1e-9));
        Assert.That(run.MaxLoss.Loss / run.Initial.Loss, Is.EqualTo(Number(c, "max_f_over_f0")).Within(1e-9).Percent);
        Assert.That(h * run.Initial.Phi, Is.EqualTo(Number(c, "h_phi_0")).Within(1e-12).Percent);
    }

    [TestCaseSource(nameof(Cases))]
    public void Checkpoints_agree_with_the_60_digit_run(JsonElement c)
    {
        // Down to |u| = 1e-60: the recursion for u keeps its relative accuracy.
        var run = ProductRun.Execute(Problem(c) with { Tolerance = 1e-300, Steps = 1000 });
        foreach (var bound in c.GetProperty("bounds").EnumerateObject())
        {
            long k = long.Parse(bound.Name, CultureInfo.InvariantCulture);
            if (run.Checkpoints.All(p => p.K != k))
                continue;
            var point = run.Checkpoints.Single(p => p.K == k);
            Assert.That(point.P, Is.EqualTo(Number(bound.Value, "p_K")).Within(1e-9), bound.Name);
            Assert.That(point.D, Is.EqualTo(Number(bound.Value, "D_K")).Within(1e-9).Percent, bound.Name);
            Assert.That(point.MinSlopeTimesS, Is.EqualTo(Number(bound.Value, "min_sFprime")).Within(1e-6).Percent, bound.Name);
            double slope = Number(bound.Value, "min_abs_Fprime");
            // 60 digits of s - c end at 1e-60.
            if (slope > 1e-50)
                Assert.That(point.MinAbsSlope, Is.EqualTo(slope).Within(1e-6).Percent, bound.Name);
            if (bound.Value.TryGetProperty("S_K", out _))
            {
                // T1.C4: the sum of Ψ is at most ln((4-W_K)/(4-W_0)) + (γ/2) ln(B_0/B_K), with A for B where c < 0.
                double h = Number(c, "h"), centre = Number(c, "c"), gamma = h * Math.Abs(centre);
                double b0 = run.Initial.P - 2 * Math.Sign(centre) * run.Initial.S, bK = centre < 0 ? point.A : point.B;
                double side = Math.Log((4 - (h * point.P - h * h * centre * point.U)) / (4 - Number(c, "W0"))) + gamma / 2 * Math.Log(b0 / bK);
                Assert.That(side, Is.EqualTo(Number(bound.Value, "S_K")).Within(1e-9), bound.Name);
                // Equal for the squared loss, so rounding decides there.
                Assert.That(point.SumPsi, Is.LessThanOrEqualTo(side + 1e-12), bound.Name);
            }
        }
    }
}
