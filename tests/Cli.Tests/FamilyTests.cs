using System.Text.Json;

namespace BoundCheck.Cli.Tests;

public sealed class FamilyTests
{
    private static JsonElement Family(params string[] args) => CommandRunner.Run([.. args, "--json", "-"]).Json.GetProperty("family");

    private static string? Formula(JsonElement family, string name) =>
        family.GetProperty("constants").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("formula").GetString();

    [Test]
    public void A_shift_moves_the_centre_and_the_step_of_every_start_is_a_formula_in_it()
    {
        var family = Family("analyze", "log(cosh(x*y-c))", "--for", "c=(0,inf)");
        Assert.That((Formula(family, "c"), Formula(family, "G"), Formula(family, "β")), Is.EqualTo(("c", "1", "1")));
        Assert.That(family.GetProperty("steps")[0].GetProperty("formula").GetString(), Is.EqualTo("min(1, 1/c)"));
        Assert.That(family.GetProperty("verdicts").GetProperty("good").GetString(), Is.EqualTo("proved"));
    }

    [Test]
    public void A_scale_multiplies_the_constants()
    {
        var family = Family("analyze", "a*log(cosh(b*(x*y-c)))", "--for", "a=(0,2]; b=(0,3); c=(0,inf)");
        Assert.That((Formula(family, "c"), Formula(family, "G"), Formula(family, "β")), Is.EqualTo(("c", "a*b", "a*b^2")));
    }

    [Test]
    public void Where_the_centre_may_be_0_both_steps_are_named()
    {
        var family = Family("analyze", "log(cosh(x*y-c))", "--for", "c=[0,2]");
        Assert.That(family.GetProperty("steps").EnumerateArray()
            .Select(s => s.GetProperty("where").GetString()), Is.EqualTo(new[] { "c != 0", "c != 0", "c = 0" }));
        Assert.That(family.GetProperty("splits").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void A_scale_that_changes_its_sign_is_a_split_and_proves_nothing_of_the_whole_box()
    {
        var family = Family("analyze", "a*log(cosh(x*y))", "--for", "a=[-1,1]");
        Assert.That(family.GetProperty("verdicts").GetProperty("sector").GetString(), Is.EqualTo("refuted"));
        Assert.That(family.GetProperty("splits")[0].GetString(), Does.Contain("a > 0"));
        Assert.That(family.GetProperty("steps").GetArrayLength(), Is.Zero);
        var parts = family.GetProperty("parts").EnumerateArray().ToList();
        Assert.That(parts.Select(p => p.GetProperty("for").GetProperty("a").GetString()), Is.EqualTo(new[] { "[-1, 0)", "[0, 0]", "(0, 1]" }));
        Assert.That((Formula(parts[0], "G"), Formula(parts[2], "G")), Is.EqualTo(("-a", "a")));
    }

    /// <summary>F' = 2a u (1+u²)^(a-1) is bounded for a &lt;= 1/2, and F is convex for a >= 1/2.</summary>
    [Test, Explicit("half a minute")]
    public void The_box_is_split_at_one_half_where_verdicts_of_a_power_change()
    {
        var family = Family("analyze", "(1+(x*y-1)^2)^a", "--for", "a=(1/4,1)", "--timeout", "600");
        var parts = family.GetProperty("parts").EnumerateArray().ToList();
        Assert.That(parts.Select(p => p.GetProperty("for").GetProperty("a").GetString()), Is.EqualTo(new[] { "(1/4, 1/2)", "[1/2, 1/2]", "(1/2, 1)" }));
        Assert.That(parts.Select(p => Nowhere(p)), Is.EqualTo(new[] { "convex starConvex", "", "derivativeBound good" }));
        Assert.That(parts.Select(p => p.GetProperty("verdicts").GetProperty("good").GetString()), Is.EqualTo(new[] { "proved", "proved", "refuted" }));
        Assert.That((Formula(parts[0], "G"), Formula(parts[1], "G"), Formula(parts[2], "G")), Is.EqualTo(("2*a", "1", (string?)null)));
        Assert.That(family.GetProperty("verdicts").GetProperty("sector").GetString(), Is.EqualTo("proved"));

        static string Nowhere(JsonElement part) => string.Join(' ', part.GetProperty("nowhere").EnumerateArray().Select(n => n.GetString()));
    }

    /// <summary>F' = tanh(u) + 2au is bounded for a = 0 alone.</summary>
    [Test]
    public void The_box_is_split_where_a_verdict_changes()
    {
        var parts = Family("analyze", "log(cosh(x*y-1))+a*(x*y-1)^2", "--for", "a=[0,1]").GetProperty("parts").EnumerateArray().ToList();
        Assert.That(parts.Select(p => (p.GetProperty("for").GetProperty("a").GetString(), p.GetProperty("verdicts").GetProperty("good").GetString(),
            Formula(p, "β"))), Is.EqualTo(new[] { ("[0, 0]", "proved", "1"), ("(0, 1]", "refuted", "1 + 2*a") }));
        Assert.That(parts[1].GetProperty("nowhere").EnumerateArray().Select(n => n.GetString()), Is.EqualTo(new[] { "derivativeBound", "good" }));
    }

    /// <summary>F' is bounded for a = b = 0 alone; along a nothing changes where b > 0.</summary>
    [Test, Explicit("half a minute")]
    public void A_part_of_one_parameter_is_cut_along_another()
    {
        var parts = Family("analyze", "log(cosh(x*y-1))+a*(x*y-1)^2+b*(x*y-1)^4", "--for", "a=[0,1]; b=[0,1]", "--timeout", "600")
            .GetProperty("parts").EnumerateArray().ToList();
        Assert.That(parts.Select(p => (p.GetProperty("for").GetProperty("a").GetString(), p.GetProperty("for").GetProperty("b").GetString(),
            p.GetProperty("verdicts").GetProperty("good").GetString())), Is.EqualTo(new[]
            {
                ("[0, 0]", "[0, 0]", "proved"), ("(0, 1]", "[0, 0]", "refuted"), ("[0, 1]", "(0, 1]", "refuted"),
            }));
    }

    [Test]
    public void A_family_without_time_names_its_box_and_throws_nothing()
    {
        var (box, _) = Bounds.Studies.Families.Family.ParseBox("c=(0,1)");
        var f = Symbolic.Parser.Parse("log(cosh(x*y-c))").TryGet(out var read, out _) ? read : null;
        var report = Bounds.Studies.Families.FamilyAnalyzer.Analyze(new("log(cosh(x*y-c))", f!, box), null, null, new CancellationToken(true));
        Assert.That(report.Unfinished, Is.EqualTo(new[] { "c in (0, 1)" }));
    }

    [TestCase("c=[1/4,1/2]; h=(0,1)", "proved")]
    [TestCase("c=[0,2]; h=(0,1)", "refuted")]
    public void A_step_is_checked_for_all_parameters_of_the_box(string box, string verdict)
    {
        var family = Family("check", "log(cosh(x*y-c))", "--for", box, "--start", "x=5,y=0.05");
        var all = family.GetProperty("conditions").EnumerateArray()
            .Single(c => c.GetProperty("starts").GetString()!.StartsWith("every", StringComparison.Ordinal));
        Assert.That(all.GetProperty("verdict").GetString(), Is.EqualTo(verdict));
    }

    [Test]
    public void For_one_parameter_the_set_where_a_step_is_certified_is_solved()
    {
        var family = Family("check", "log(cosh(x*y-c))", "--for", "c=[1/2,4]", "--step", "1/2", "--start", "x=5,y=0.05");
        var all = family.GetProperty("conditions").EnumerateArray()
            .Single(c => c.GetProperty("starts").GetString()!.StartsWith("every", StringComparison.Ordinal));
        Assert.That(all.GetProperty("holds").GetString(), Does.Contain("[1/2, 2)"));
    }

    /// <summary>The formulas at single parameters against the analysis of the objective with the parameter put in.</summary>
    [TestCase("a*log(cosh(x*y-c))", "a=(0,3); c=(0,inf)", "a=2", "c=1/3")]
    [TestCase("sqrt(1+(b*x*y-c)^2)", "b=(0,3); c=(0,inf)", "b=3/2", "c=2")]
    [TestCase("a*(x*y-c)^2/2", "a=(0,3); c=(-inf,0)", "a=2", "c=-3/4")]
    [TestCase("log(1+3*a*(x*y-c)^2)", "a=(0,inf); c=(0,inf)", "a=4/3", "c=2")]
    [TestCase("1-exp(-(x*y-1)^2/(2*b))", "b=(0,inf)", "b=9/2")]
    public void A_formula_at_a_parameter_is_the_constant_of_the_objective_there(string objective, string box, params string[] at)
    {
        var family = Family("analyze", objective, "--for", box);
        var one = CommandRunner.Run(["analyze", objective, .. at.SelectMany(p => new[] { "--param", p }), "--json", "-"]).Json.GetProperty("regularity");
        foreach (var (name, constant) in new[] { ("c", one.GetProperty("centre")),
            ("G", one.GetProperty("derivativeBound").GetProperty("G")), ("β", one.GetProperty("sector").GetProperty("beta")) })
        {
            if (constant.ValueKind == JsonValueKind.Null)
            {
                Assert.That(Formula(family, name), Is.Null, name);
                continue;
            }
            double value = CommandRunner.Run(["range", Formula(family, name)!, .. at.Where(p => Formula(family, name)!.Contains(p[0], StringComparison.Ordinal))
                .SelectMany(p => new[] { "--param", p }), "--json", "-"])
                .Json.GetProperty("range").GetProperty("sup").GetProperty("lo").GetDouble();
            // A bound without a closed form is rounded up to six digits.
            Assert.That(constant.GetProperty("lo").GetDouble(), Is.EqualTo(value).Within(1e-5 * Math.Abs(value)).And.LessThanOrEqualTo(value + 1e-12), name);
        }
    }

    [TestCase("sqrt(d+(x*y)^2)+d*x*y", "d=[1,2]", 3, "no shifts and scales")]
    [TestCase("x^2+d*y^4", "d=[1,2]", 3, "stays the same")]
    public void What_is_no_family_of_one_function_is_open(string objective, string box, int exit, string reason)
    {
        var result = CommandRunner.Run("analyze", objective, "--for", box);
        Assert.That(result.ExitCode, Is.EqualTo(exit), result.Error);
        Assert.That(string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain(reason));
    }

    [TestCase("huber(x*y-1,d)", "d=(0,inf)", "d", "1", "min(1/d, 1)")]
    [TestCase("a*log(cosh(x*y-1))+b*sqrt(1+(x*y-1)^2)", "a=[1,2]; b=[0,1]", "a + b", "a + b", "1/(a + b)")]
    public void A_parameter_that_is_no_shift_or_scale_is_a_variable_of_the_claims(string objective, string box, string bound, string sector, string step)
    {
        var family = Family("analyze", objective, "--for", box);
        Assert.That((Formula(family, "c"), Formula(family, "G"), Formula(family, "β")), Is.EqualTo(("1", bound, sector)));
        Assert.That(family.GetProperty("verdicts").GetProperty("good").GetString(), Is.EqualTo("proved"));
        Assert.That(family.GetProperty("steps")[0].GetProperty("formula").GetString(), Is.EqualTo(step));
    }

    /// <summary>At d = 0 it is |s - 1|, which is not smooth.</summary>
    [Test]
    public void What_fails_for_one_parameter_of_the_box_is_not_proved_of_the_box_but_of_the_rest()
    {
        var family = Family("analyze", "sqrt((x*y-1)^2+d^2)", "--for", "d=[0,1]", "--timeout", "600");
        Assert.That(family.GetProperty("verdicts").GetProperty("good").GetString(), Is.EqualTo("refuted"));
        Assert.That(family.GetProperty("steps").GetArrayLength(), Is.Zero);
        var rest = family.GetProperty("parts").EnumerateArray().Last();
        Assert.That((rest.GetProperty("for").GetProperty("d").GetString(), rest.GetProperty("verdicts").GetProperty("good").GetString(), Formula(rest, "G")),
            Is.EqualTo(("(0, 1]", "proved", "1")));
    }

    [Test]
    public void A_family_that_is_not_defined_for_every_parameter_proves_nothing()
    {
        var family = Family("analyze", "log(cosh(x*y))+log(a)", "--for", "a=[-1,3]");
        Assert.That(family.GetProperty("verdicts").GetProperty("good").GetString(), Is.EqualTo("unknown"));
        Assert.That(family.GetProperty("steps").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void A_step_size_that_may_be_negative_is_an_error() =>
        Assert.That(CommandRunner.Run("check", "log(cosh(x*y-c))", "--for", "c=[0,2]; h=(-1,1)", "--start", "x=1,y=1").ExitCode, Is.EqualTo(2));

    [TestCase("c=(0", "expected")]
    [TestCase("q=(0,1)", "does not occur")]
    [TestCase("c=(1,0)", "empty box")]
    public void A_box_that_cannot_be_read_is_an_error(string box, string message)
    {
        var result = CommandRunner.Run("analyze", "log(cosh(x*y-c))", "--for", box);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
