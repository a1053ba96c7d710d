using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Tests.Laboratory;

public sealed class HuntTests
{
    private static CommandRunner Hunt(string file, params string[] options) =>
        CommandRunner.Run(["theorem", Path.Combine(TheoremCommandTests.Examples, file), "--hunt", "--json", "-", .. options]);

    private static Rational Number(string text) => text.Split('/') is [var p, var q] ? new Rational(BigInteger.Parse(p), BigInteger.Parse(q))
        : new Rational(BigInteger.Parse(text), 1);

    [Test]
    public void T3_with_a_larger_constant_is_refuted_by_a_run_that_the_hunt_finds()
    {
        var result = Hunt("t3-relaxed.toml");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        var hunt = result.Json.GetProperty("theorem").GetProperty("hunt");
        var found = hunt.GetProperty("counterexamples");
        Assert.That(found.EnumerateArray().Select(c => c.GetProperty("broken").GetProperty("id").GetString()),
            Is.EqualTo(new[] { "balancing", "convergence" }));
        foreach (var c in found.EnumerateArray())
        {
            Assert.That(c.GetProperty("hypotheses").EnumerateArray().Select(h => h.GetProperty("verdict").GetString()), Is.All.EqualTo("proved"));
            Assert.That(Number(c.GetProperty("step").GetString()!), Is.LessThan(new Rational(3, 2)));
        }
        // The counterexample as a problem of its own is refuted again.
        var smallest = hunt.GetProperty("counterexample");
        var start = smallest.GetProperty("start");
        var again = CommandRunner.Run(
            "theorem", Path.Combine(TheoremCommandTests.Examples, "t3-relaxed.toml"), smallest.GetProperty("objective").GetString()!,
            "--start", $"x={start.GetProperty("x")},y={start.GetProperty("y")}", "--step", smallest.GetProperty("step").GetString()!);
        Assert.That(again.ExitCode, Is.EqualTo(1), again.Output);
        Assert.That(again.Output, Does.StartWith("The theorem T3 with hG < 3/2 is false"));
    }

    [Test]
    public void A_seed_makes_a_hunt_repeatable_and_another_seed_hunts_elsewhere()
    {
        string first = Hunt("matrix-triangle.toml", "--seed", "5").Output;
        Assert.That(Hunt("matrix-triangle.toml", "--seed", "5").Output.Split('\n').Where(l => !l.Contains("\"ms\"", StringComparison.Ordinal)),
            Is.EqualTo(first.Split('\n').Where(l => !l.Contains("\"ms\"", StringComparison.Ordinal))));
        Assert.That(Hunt("matrix-triangle.toml", "--seed", "6").Output, Is.Not.EqualTo(first));
    }

    [Test]
    public void The_matrix_triangle_fails_in_exact_arithmetic_at_the_counterexample_found()
    {
        var c = Hunt("matrix-triangle.toml").Json.GetProperty("theorem").GetProperty("hunt").GetProperty("counterexample");
        Rational At(string name) => Number(c.GetProperty("start").GetProperty(name).GetString()!);
        Rational[] m = [Number(c.GetProperty("parameters").GetProperty("m1").GetString()!), Number(c.GetProperty("parameters").GetProperty("m2").GetString()!)];
        var h = Number(c.GetProperty("step").GetString()!);
        Rational[,] x = { { At("x11"), At("x12") }, { At("x21"), At("x22") } }, y = { { At("y11"), At("y12") }, { At("y21"), At("y22") } };
        // The matrix form, independent of the file's scalars: E = XY^T - M, X' = X - hEY, Y' = Y - hE^T X.
        var taus = new List<Rational> { Tau(x, y, m, h) };
        for (int k = 0; k <= c.GetProperty("broken").GetProperty("at").GetInt32(); k++)
        {
            Rational[,] e = new Rational[2, 2], nextX = new Rational[2, 2], nextY = new Rational[2, 2];
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                    e[i, j] = x[i, 0] * y[j, 0] + x[i, 1] * y[j, 1] - (i == j ? m[i] : 0);
            }
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    nextX[i, j] = x[i, j] - h * (e[i, 0] * y[0, j] + e[i, 1] * y[1, j]);
                    nextY[i, j] = y[i, j] - h * (e[0, i] * x[0, j] + e[1, i] * x[1, j]);
                }
            }
            (x, y) = (nextX, nextY);
            taus.Add(Tau(x, y, m, h));
        }
        Assert.That(taus[0], Is.LessThan((Rational)2));
        Assert.That(taus[^1], Is.GreaterThanOrEqualTo((Rational)2));

        static Rational Tau(Rational[,] x, Rational[,] y, Rational[] m, Rational h)
        {
            Rational sum = 0;
            for (int i = 0; i < 2; i++)
            {
                Rational g = h * m[i], size = 0, inner = 0;
                for (int j = 0; j < 2; j++)
                    (size, inner) = (size + x[i, j] * x[i, j] + y[i, j] * y[i, j], inner + x[i, j] * y[i, j]);
                sum += h * (2 * size - 2 * g * inner) / (4 - g * g);
            }
            return sum;
        }
    }

    [TestCase("t3.toml", "150")]
    [TestCase("t1.toml", "150")]
    [TestCase("matrix-ball.toml", "60")]
    public void No_run_is_found_against_what_holds(string file, string runs)
    {
        var result = Hunt(file, "--runs", runs, "--steps", "60");
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Output);
        var hunt = result.Json.GetProperty("theorem").GetProperty("hunt");
        Assert.That(hunt.GetProperty("runs").GetInt32(), Is.EqualTo(int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(hunt.GetProperty("complete").GetBoolean(), Is.True);
    }

    [Test]
    public void A_hunt_that_the_time_limit_ends_says_so_and_decides_nothing()
    {
        var result = Hunt("t3.toml", "--runs", "1000000", "--timeout", "0.5");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Json.GetProperty("theorem").GetProperty("hunt").GetProperty("complete").GetBoolean(), Is.False);
        Assert.That(result.Error, Does.Contain("the time limit of 0.5 s was reached"));
    }

    [Test]
    public void A_hunt_may_stay_on_one_objective()
    {
        var result = CommandRunner.Run("theorem", Path.Combine(TheoremCommandTests.Examples, "t3-relaxed.toml"), "sqrt(1+(x*y-1/4)^2)", "--hunt",
            "--json", "-");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
        Assert.That(result.Json.GetProperty("theorem").GetProperty("hunt").GetProperty("counterexample").GetProperty("objective").GetString(),
            Is.EqualTo("sqrt(1+(x*y-1/4)^2)"));
        Assert.That(CommandRunner.Run("theorem", Path.Combine(TheoremCommandTests.Examples, "t1.toml"), "x^2+y^2", "--hunt").ExitCode, Is.EqualTo(2));
        Assert.That(CommandRunner.Run("theorem", Path.Combine(TheoremCommandTests.Examples, "t1.toml"), "--hunt", "--step", "1").Error,
            Does.Contain("a hunt finds its own steps and starts"));
    }

    [TestCase("huber(p*q - 1/4, 1)")]
    [TestCase("huber(dot(x, y), 1)")]
    [TestCase("huber(v[1]*w[1] - v[2]*w[2], 1)")]
    public void A_counterexample_is_a_start_of_the_objectives_own_variables(string objective)
    {
        var found = CommandRunner.Run("theorem", Path.Combine(TheoremCommandTests.Examples, "t3-relaxed.toml"), objective, "--hunt", "--json", "-").Json
            .GetProperty("theorem").GetProperty("hunt").GetProperty("counterexample");
        string start = string.Join(",", found.GetProperty("start").EnumerateObject().Select(v => $"{v.Name}={v.Value}"));
        var again = CommandRunner.Run("theorem", Path.Combine(TheoremCommandTests.Examples, "t3-relaxed.toml"), objective, "--start", start, "--step",
            found.GetProperty("step").GetString()!);
        Assert.That(again.ExitCode, Is.EqualTo(1), start + again.Error);
        Assert.That(again.Output, Does.StartWith("The theorem T3 with hG < 3/2 is false"));
    }

    [Test]
    public void A_limit_is_broken_for_almost_every_start_near_one_where_the_hypotheses_hold_too()
    {
        string path = Path.Combine(Path.GetTempPath(), $"boundcheck-theorem-{Guid.NewGuid():N}.toml");
        File.WriteAllText(path, """
            [hypotheses]
            sector = "sector"
            start = "h*beta*p_0 < 5"
            [conclusions]
            C = "s_k -> c"
            """);
        // hp_0 = 4.96: beyond T4's line hp_0 = 4, from where no start converges but those that land on 0 exactly.
        var outside = CommandRunner.Run("theorem", path, "(x*y)^2/2", "--start", "x=2,y=0.4", "--step", "1.19");
        Assert.That(outside.Output, Does.Contain("broken, certified for almost every start near this one").And.StartsWith("The theorem"));
        Assert.That(outside.ExitCode, Is.EqualTo(1));
        // At hp_0 = 5 - 1e-13 not every near start satisfies the hypothesis.
        var edge = CommandRunner.Run("theorem", path, "(x*y)^2/2", "--start", "x=2,y=1", "--step", "1 - 2e-14");
        Assert.That(edge.ExitCode, Is.Zero, edge.Output);
    }

    [Test]
    public void A_false_rate_of_a_quadratic_family_is_found_and_made_small()
    {
        string path = Path.Combine(Path.GetTempPath(), $"boundcheck-theorem-{Guid.NewGuid():N}.toml");
        File.WriteAllText(path, """
            objective = "(x^2 + a*y^2)/2"
            [parameters]
            a = "[1, 4]"
            [hypotheses]
            step = "h < 1/2"
            [conclusions]
            fall = "for k: f_{k+1} <= f_k"
            rate = "f_K <= f_0*(1 - h)^(2*K)"
            """);
        var found = CommandRunner.Run("theorem", path, "--hunt", "--runs", "100", "--json", "-").Json.GetProperty("theorem")
            .GetProperty("hunt").GetProperty("counterexamples");
        // |1 - ha| <= 1 for h < 1/2 and a <= 4, so that f falls; the rate needs h(1 + a) <= 2.
        var rate = found.EnumerateArray().Single();
        Assert.That(rate.GetProperty("broken").GetProperty("id").GetString(), Is.EqualTo("rate"));
        Rational h = Number(rate.GetProperty("step").GetString()!), a = Number(rate.GetProperty("parameters").GetProperty("a").GetString()!);
        Assert.That(h * (1 + a), Is.GreaterThan((Rational)2));
        Assert.That(rate.GetProperty("start").EnumerateObject().Select(v => v.Value.GetString()), Is.SubsetOf(new[] { "0", "1", "-1" }));
    }
}
