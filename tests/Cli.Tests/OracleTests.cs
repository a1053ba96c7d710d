using System.Globalization;
using System.Text.Json;

namespace BoundCheck.Cli.Tests;

/// <summary>The command's runs against 60-digit runs.</summary>
public sealed class OracleTests
{
    private static readonly JsonElement s_cases =
        JsonDocument.Parse(typeof(OracleTests).Assembly.GetManifestResourceStream("oracles.json")!).RootElement.GetProperty("cases");

    private static IEnumerable<TestCaseData> Cases() =>
        s_cases.EnumerateArray().Select(c => new TestCaseData(c).SetName("Run_agrees_with_sixty_digits_" + c.GetProperty("id").GetString()));

    private static string Outer(string loss, string c) => loss switch
    {
        "squared" => $"(dot(x, y) - ({c}))^2/2",
        "logcosh" => $"log(cosh(dot(x, y) - ({c})))",
        "pseudohuber" => $"sqrt(1 + (dot(x, y) - ({c}))^2) - 1",
        "huber" => $"huber(dot(x, y) - ({c}), 1)",
        _ => throw new ArgumentException(loss),
    };

    private static double Number(JsonElement e) => double.Parse(e.GetString()!, CultureInfo.InvariantCulture);

    [TestCaseSource(nameof(Cases))]
    public void Run_agrees_with_sixty_digits(JsonElement expected)
    {
        string List(string name) => "[" + string.Join(",", expected.GetProperty(name).EnumerateArray().Select(v => v.GetString())) + "]";
        string objective = Outer(expected.GetProperty("loss").GetString()!, expected.GetProperty("c").GetString()!);
        var run = CommandRunner.Run("run", objective, "--start", $"x={List("x")},y={List("y")}", "--step", expected.GetProperty("h")
            .GetString()!, "--json", "-");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var measurement = run.Json.GetProperty("measurement");
        var limit = measurement.GetProperty("limit");
        long steps = measurement.GetProperty("stepsTo").EnumerateArray()
            .First(s => s.GetProperty("epsilon").GetDouble() == 1e-9).GetProperty("steps").GetInt64();
        Assert.Multiple(() =>
        {
            Assert.That(measurement.GetProperty("outcome").GetString(), Is.EqualTo("converged"));
            Assert.That(steps, Is.EqualTo(expected.GetProperty("steps_to_u_1e9").GetInt64()));
            Assert.That(limit.GetProperty("p").GetDouble(), Is.EqualTo(Number(expected.GetProperty("limit_p"))).Within(1e-9));
            Assert.That(limit.GetProperty("hPhi").GetDouble(), Is.EqualTo(Number(expected.GetProperty("limit_phi_h"))).Within(1e-9));
        });
    }

    [Test]
    public void Every_rate_bound_of_the_oracles_is_at_least_its_measured_value()
    {
        foreach (var c in s_cases.EnumerateArray())
        {
            string List(string name) => "[" + string.Join(",", c.GetProperty(name).EnumerateArray().Select(v => v.GetString())) + "]";
            var run = CommandRunner.Run("run", Outer(c.GetProperty("loss").GetString()!, c.GetProperty("c").GetString()!),
                "--start", $"x={List("x")},y={List("y")}", "--step", c.GetProperty("h").GetString()!, "--json", "-");
            var rows = run.Json.GetProperty("tightness").GetProperty("rate").EnumerateArray().ToList();
            Assert.That(rows, Is.Not.Empty);
            foreach (var row in rows.Where(r => r.GetProperty("bound").ValueKind == JsonValueKind.Number))
                Assert.That(row.GetProperty("measured").GetDouble(), Is.LessThanOrEqualTo(row.GetProperty("bound").GetDouble() * (1 + 1e-12)), row.ToString());
        }
    }
}
