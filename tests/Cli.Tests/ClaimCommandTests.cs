using System.Text.Json;

namespace BoundCheck.Cli.Tests;

public sealed class ClaimCommandTests
{
    private static JsonElement Claims(CommandRunner result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("claims");

    [Test]
    public void A_claim_with_an_end_that_is_no_fraction_is_said_as_typed() =>
        Assert.That(CommandRunner.Run("claim", "tan(x) > x", "--on", "x=(0,pi/2)").Output, Does.StartWith("+ proved  tan(x) > x on x=(0,pi/2)"));

    [Test]
    public void A_true_claim_is_proved_with_exit_0()
    {
        var result = CommandRunner.Run("claim", "1 + x <= exp(x)", "--on", "x=(-inf,inf)", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var claim = Claims(result)[0];
        Assert.That(claim.GetProperty("verdict").GetString(), Is.EqualTo("proved"));
        Assert.That(claim.GetProperty("claim").GetString(), Is.EqualTo("1 + x <= exp(x)"));
        Assert.That(claim.GetProperty("on").GetString(), Is.EqualTo("x=(-inf,inf)"));
        Assert.That(claim.GetProperty("method").GetString(), Is.AnyOf("symbolic", "z3", "interval", "z3+interval"));
        Assert.That(claim.GetProperty("ms").GetDouble(), Is.Positive);
    }

    [Test]
    public void A_false_claim_is_refuted_at_a_witness_with_exit_1()
    {
        var result = CommandRunner.Run("claim", "x^2 > x", "--on", "x=[0,2]", "--json", "-");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(Claims(result)[0].GetProperty("witness").GetProperty("x").GetString(), Is.EqualTo("0"));
    }

    [Test]
    public void Side_conditions_restrict_the_claim() =>
        Assert.That(CommandRunner.Run("claim", "log(x/y)/2 > (x-y)/(x+y)", "--on", "x=(0,inf); y=(0,inf)", "--where", "y < x").ExitCode, Is.Zero);

    [Test]
    public void A_parameter_stands_for_its_value() =>
        Assert.That(CommandRunner.Run("claim", "a*x <= 1", "--on", "x=[0,2]", "--param", "a=1/2").ExitCode, Is.Zero);

    [Test]
    public void A_certificate_is_accepted_with_exit_0_refused_with_1_and_malformed_with_2()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "certificate.json");
        var written = CommandRunner.Run("claim", "a*x <= log(1+x)", "--on", "x=[0,1]", "--param", "a=1/2", "--certificate", path);
        Assert.That(written.ExitCode, Is.Zero, written.Error);
        Assert.That(written.Output, Does.Contain("certificates of 1 of 1 claims"));
        var accepted = CommandRunner.Run("verify", path);
        Assert.That(accepted.ExitCode, Is.Zero, accepted.Output);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"1/2\"", "\"3/4\"", StringComparison.Ordinal));
        var refused = CommandRunner.Run("verify", path, "--json", "-");
        Assert.That(refused.ExitCode, Is.EqualTo(1), refused.Output);
        var check = JsonDocument.Parse(refused.Output).RootElement.GetProperty("certificates")[0];
        Assert.That(check.GetProperty("accepted").GetBoolean(), Is.False);
        Assert.That(check.GetProperty("reason").GetString(), Is.Not.Empty);
        File.WriteAllText(path, "{");
        Assert.That(CommandRunner.Run("verify", path).ExitCode, Is.EqualTo(2));
        File.Delete(path);
        Assert.That(CommandRunner.Run("verify", path).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public void A_file_is_decided_row_by_row()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".tsv");
        File.WriteAllText(path, "name\tclaim\ton\na\texp(1) < 3\t(constant)\nb\tx < 1\tx in [0, 1]\n");
        try
        {
            var result = CommandRunner.Run("claim", "--file", path, "--json", "-");
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(Claims(result).EnumerateArray().Select(c => c.GetProperty("name").GetString() + c.GetProperty("verdict").GetString()),
                Is.EqualTo((string[])["aproved", "brefuted"]));
            File.WriteAllText(path, "a\tx <\tx=[0,1]\n");
            result = CommandRunner.Run("claim", "--file", path);
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain("line 1").And.Contain("1:4"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("claim")]
    [TestCase("claim", "x <= 1", "--on", "x=[0,1")]
    [TestCase("claim", "x <= 1", "--on", "x=[0,1]", "--where", "x")]
    [TestCase("claim", "x <= 1", "--file", "missing.tsv")]
    [TestCase("claim", "--file", "missing.tsv")]
    [TestCase("prove", "log(cosh(x*y))", "--out", "somewhere", "--with", "yices")]
    public void Bad_claims_are_exit_2(params string[] args) =>
        Assert.That(CommandRunner.Run(args).ExitCode, Is.EqualTo(2));

    [Test]
    public void Prove_writes_files_that_z3_finds_unsat()
    {
        string directory = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            var result = CommandRunner.Run("prove", "log(1+(x*y)^2)/2", "--out", directory, "--with", "z3", "--json", "-");
            if (result.Error.Contains("not on PATH", StringComparison.Ordinal))
                Assert.Inconclusive("the z3 command is not installed");
            var obligations = JsonDocument.Parse(result.Output).RootElement.GetProperty("obligations").EnumerateArray().ToList();
            Assert.That(obligations, Is.Not.Empty);
            Assert.That(obligations.Select(o => o.GetProperty("answer").GetString()), Is.All.EqualTo("unsat"));
            Assert.That(obligations.Select(o => Path.Combine(directory, o.GetProperty("file").GetString()!)), Is.All.Exist);
        }
        finally
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
    }
}
