namespace BoundCheck.Cli.Tests;

/// <summary>Questions whose answers a trial against independent oracles once found wrong, as a user types them.</summary>
public sealed class FoundByTrialTests
{
    [TestCase("piecewise(x < pi, 1, -1) != 0", "x=[0,pi]")]
    [TestCase("sign(x - sqrt(2)) + 1/2 != 0", "x=[1,sqrt(2)]")]
    [TestCase("piecewise(x < log(2), 1, -1) != 0", "x=[0,log(2)]")]
    public void A_value_that_jumps_over_zero_is_not_zero(string claim, string box) =>
        Assert.That(CommandRunner.Run("claim", claim, "--on", box, "--json", "-").Json.GetProperty("claims")[0].GetProperty("verdict").GetString(),
            Is.EqualTo("proved"));

    [Test]
    public void An_inequality_is_stated_for_the_set_it_is_proved_on()
    {
        // At (2.312162, 2.270557), in the printed box but above f_0, |∇f|²/(2(f - f*)) is 0.14967.
        var check = CommandRunner.Run("check", "log(exp(a)+exp(-2*a)+exp(b)+exp(-b))", "--start", "a=1,b=-2", "--step", "0.3", "--json", "-").Json;
        var pl = check.GetProperty("theorems").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "T0b");
        string said = pl.GetRawText();
        Assert.That(pl.GetProperty("applies").GetString() != "proved" || said.Contains("where f <= f_0", StringComparison.Ordinal), said);
    }
}
