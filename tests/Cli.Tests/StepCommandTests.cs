using System.Text.Json;

namespace BoundCheck.Cli.Tests;

public sealed class StepCommandTests
{
    private static JsonElement Step(params string[] args) => CommandRunner.Run(["step", .. args, "--json", "-"]).Json.GetProperty("step");

    [Test]
    public void Log_cosh_is_certified_below_1_from_this_and_from_every_start_and_fails_just_above()
    {
        var step = Step("log(cosh(x*y-1))", "--start", "x=5,y=0.05");
        Assert.That((step.GetProperty("certified").GetProperty("exact").GetString(), step.GetProperty("by").GetString()), Is.EqualTo(("1", "T3")));
        Assert.That(step.GetProperty("everyStart").GetProperty("exact").GetString(), Is.EqualTo("1"));
        Assert.That(step.GetProperty("firstFailure").GetDouble(), Is.InRange(1, 1.001));
        Assert.That(step.GetProperty("firstFailureOnGrid").GetDouble(), Is.EqualTo(1.0081).Within(1e-4));
    }

    [Test]
    public void A_vector_start_has_a_nearest_certified_start_of_its_shape()
    {
        var step = Step("(dot(x,y)-1)^2/2", "--start", "x=[4,1],y=[0.2,0]", "--step", "0.5");
        Assert.That(step.GetProperty("nearestStart").GetProperty("x").GetArrayLength(), Is.EqualTo(2));
        Assert.That(step.GetProperty("nearestDistance").GetProperty("lo").GetDouble(), Is.GreaterThan(0.5));
    }

    [Test]
    public void A_sector_bound_on_an_interval_only_gives_a_step_too()
    {
        var step = Step("(x*y)^4", "--start", "x=2,y=0.2", "--step", "0.5");
        Assert.That(step.GetProperty("certified").GetProperty("lo").GetDouble(), Is.GreaterThan(0.05));
        Assert.That(step.GetProperty("nearestStart").ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    [TestCase("exp(x*y)", "x=3,y=2", 3, "Open: ")]
    [TestCase("log(cosh(x*y-1))", "x=1,y=-1", 1, "Excluded at every step: ")]
    [TestCase("x^2+y^4", "x=1,y=1", 3, "Certified: the gradient tends to 0")]
    public void An_answer_without_a_certified_step_says_why(string objective, string start, int exit, string answer)
    {
        var result = CommandRunner.Run("step", objective, "--start", start);
        Assert.That(result.ExitCode, Is.EqualTo(exit), result.Error);
        Assert.That(result.Output, Does.StartWith(answer));
    }

    [Test]
    public void A_missing_start_is_an_error()
    {
        var result = CommandRunner.Run("step", "x*y");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--start"));
    }
}
