using System.Text.Json;

namespace BoundCheck.Cli.Tests;

public sealed class RangeAndSolveCommandTests
{
    private static JsonElement Block(CommandRunner result, string name) => JsonDocument.Parse(result.Output).RootElement.GetProperty(name);

    private static string? Exact(JsonElement end) => end.GetProperty("exact").GetString();

    [Test]
    public void The_range_of_x_exp_minus_x_is_exact_and_attained()
    {
        var range = Block(CommandRunner.Run("range", "x*exp(-x)", "--on", "x=[0,inf)", "--json", "-"), "range");
        Assert.That((Exact(range.GetProperty("inf")), Exact(range.GetProperty("infAt").GetProperty("x"))), Is.EqualTo(("0", "0")));
        Assert.That((Exact(range.GetProperty("sup")), Exact(range.GetProperty("supAt").GetProperty("x"))), Is.EqualTo(("exp(-1)", "1")));
        Assert.That(range.GetProperty("supAttained").GetString(), Is.EqualTo("proved"));
    }

    [Test]
    public void The_range_of_sine_over_x_approaches_1_and_attains_its_infimum()
    {
        var range = Block(CommandRunner.Run("range", "sin(x)/x", "--on", "x=(0,inf)", "--json", "-"), "range");
        Assert.That(Exact(range.GetProperty("sup")), Is.EqualTo("1"));
        Assert.That(range.GetProperty("supAt").GetProperty("approached").GetString(), Is.EqualTo("x -> 0"));
        Assert.That(range.GetProperty("supAttained").GetString(), Is.EqualTo("refuted"));
        Assert.That(range.GetProperty("inf").GetProperty("lo").GetDouble(), Is.EqualTo(-0.21723362821122166).Within(1e-15));
        Assert.That(range.GetProperty("infAt").GetProperty("x").GetProperty("lo").GetDouble(), Is.EqualTo(4.493409457909064).Within(1e-14));
    }

    [Test]
    public void Himmelblau_has_its_four_zeros_and_its_greatest_value_at_a_corner()
    {
        var range = Block(CommandRunner.Run("range", "(x^2+y-11)^2+(x+y^2-7)^2", "--on", "x=[-5,5];y=[-5,5]", "--json", "-"), "range");
        Assert.That((Exact(range.GetProperty("inf")), Exact(range.GetProperty("sup"))), Is.EqualTo(("0", "890")));
        Assert.That(range.GetProperty("infPlaces").GetArrayLength(), Is.EqualTo(4));
        Assert.That((Exact(range.GetProperty("supAt").GetProperty("x")), Exact(range.GetProperty("supAt").GetProperty("y"))), Is.EqualTo(("5", "5")));
    }

    [TestCase("exp(-x^2-y^2)", "inf", "0", "x -> -inf with y = 0")]
    [TestCase("(x^2+y^2)/(1+x^2+y^2)", "sup", "1", "x -> -inf with y = 0")]
    [TestCase("x*y/(1+x^2+y^2)", "sup", "1/2", "(x, y) = (t, t), t -> -inf")]
    public void A_limit_at_infinity_in_two_variables_is_exact_and_only_approached(string text, string end, string exact, string approached)
    {
        var range = Block(CommandRunner.Run("range", text, "--json", "-"), "range");
        Assert.That(Exact(range.GetProperty(end)), Is.EqualTo(exact));
        Assert.That(range.GetProperty(end + "At").GetProperty("approached").GetString(), Is.EqualTo(approached));
        Assert.That(range.GetProperty(end + "Attained").GetString(), Is.EqualTo("refuted"));
    }

    [Test]
    public void A_product_of_two_variables_is_unbounded_and_a_logarithm_that_is_not_defined_everywhere_is_left_open()
    {
        Assert.That(Block(CommandRunner.Run("range", "x^2-y^2", "--json", "-"), "range").GetProperty("sup").GetString(), Is.EqualTo("inf"));
        Assert.That(CommandRunner.Run("range", "log(x*y)").ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void A_range_of_an_expression_that_is_not_defined_everywhere_says_where_it_is()
    {
        var result = CommandRunner.Run("range", "sqrt(x)", "--on", "x=[-1,1]");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("defined on [0, 1] only"));
    }

    /// <summary>cos(x) + 2cos(2x) = 0 at cos(x) = (sqrt(33) - 1)/8.</summary>
    [TestCase("sin(x)+sin(2*x)", "x=(-inf,inf)")]
    [TestCase("sin(pi*x)+sin(2*pi*x)", "x=[3,inf)")]
    public void A_periodic_function_has_its_range_on_an_unbounded_domain(string expression, string on)
    {
        var range = Block(CommandRunner.Run("range", expression, "--on", on, "--json", "-"), "range");
        Assert.That(range.GetProperty("sup").GetProperty("lo").GetDouble(), Is.EqualTo(1.7601725930460868).Within(1e-9));
        Assert.That(range.GetProperty("inf").GetProperty("hi").GetDouble(), Is.EqualTo(-1.7601725930460868).Within(1e-9));
        Assert.That(range.TryGetProperty("supReason", out _), Is.False);
    }

    [Test]
    public void Parts_without_common_variables_have_an_infimum_where_one_of_them_has_no_supremum()
    {
        var range = Block(CommandRunner.Run("range", "sin(x)/x+log(y)", "--on", "x=(0,inf); y=[1,inf)", "--json", "-"), "range");
        Assert.That(range.GetProperty("inf").GetProperty("lo").GetDouble(), Is.EqualTo(-0.21723362821122166).Within(1e-9));
        Assert.That((range.GetProperty("infAttained").GetString(), range.GetProperty("sup").GetString()), Is.EqualTo(("proved", "inf")));
    }

    [Test]
    public void A_set_has_exact_open_ends()
    {
        var result = CommandRunner.Run("solve", "x^2 < 2", "--on", "x=(-inf,inf)");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("(-sqrt(2), sqrt(2))"));
    }

    [Test]
    public void A_tangency_is_a_point() =>
        Assert.That(CommandRunner.Run("solve", "x^2*(x-1) >= 0").Output, Does.Contain("{0}").And.Contain("[1, inf)"));

    [Test]
    public void The_domain_of_definition_is_a_set() =>
        Assert.That(CommandRunner.Run("solve", "defined(log(x^2-2))").Output, Does.Contain("(-inf, -sqrt(2))").And.Contain("(sqrt(2), inf)"));

    [Test]
    public void What_is_not_decided_is_named()
    {
        var result = CommandRunner.Run("solve", "sin(x) > 0");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("undecided (-inf, inf)"));
    }

    [TestCase("solve", "x < y", "one variable")]
    [TestCase("solve", "x <", "expected")]
    [TestCase("range", "x+y+z+w", "at most 3 variables")]
    [TestCase("range", "x+", "expected")]
    public void A_question_that_cannot_be_asked_is_an_error(string command, string question, string message)
    {
        var result = CommandRunner.Run(command, question);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
