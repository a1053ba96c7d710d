using BoundCheck.Cli.Tests.Laboratory;

namespace BoundCheck.Cli.Tests;

/// <summary>Networks and hunts that are divided into parts and joined.</summary>
public sealed class MergedPartsTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("boundcheck-parts").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string InFolder(string name) => Path.Combine(_folder, name);

    private CommandRunner Part(int i, int of, params string[] command) =>
        CommandRunner.Run([.. command, "--shard", $"{i}/{of}", "--out", InFolder("parts"), "--json", "-"]);

    [Test]
    public void Networks_in_parts_are_those_of_one_process()
    {
        string[] command = ["network", "--teacher", "12,3,2,4", "--width", "4", "--steps", "60", "--seeds", "5"];
        var single = CommandRunner.Run([.. command, "--csv", InFolder("one.csv"), "--json", InFolder("one.json")]);
        for (int i = 3; i >= 1; i--)
        {
            var part = Part(i, 3, command);
            Assert.That(part.ExitCode, Is.Zero, part.Error);
            Assert.That(SchemaTests.Violations(part.Output), Is.Empty);
        }
        string file = InFolder("parts/part-2-of-3.runs");
        byte[] whole = File.ReadAllBytes(file);
        Assert.That(Part(2, 3, command).ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(whole), "a finished part is left as it is");
        var merged = CommandRunner.Run("network", "merge", InFolder("parts"), "--csv", InFolder("all.csv"), "--json", InFolder("all.json"));
        Assert.That(merged.ExitCode, Is.EqualTo(single.ExitCode), merged.Error);
        Assert.That(File.ReadAllBytes(InFolder("all.csv")), Is.EqualTo(File.ReadAllBytes(InFolder("one.csv"))));
        Assert.That(WithoutTime("all.json"), Is.EqualTo(WithoutTime("one.json")));
        File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
        Assert.That(CommandRunner.Run("network", "merge", InFolder("parts")).Error, Does.Contain("damaged"));
        File.Delete(file);
        Assert.That(CommandRunner.Run("network", "merge", InFolder("parts")).Error, Does.Contain("1 of 3 parts are missing: 2"));

        string WithoutTime(string name) => string.Join('\n', File.ReadAllLines(InFolder(name))
            .Where(l => !l.Contains("\"ms\"", StringComparison.Ordinal) && !l.Contains("econds", StringComparison.Ordinal)));
    }

    [Test]
    public void A_hunt_in_parts_proves_every_counterexample_again()
    {
        string[] command = ["theorem", Path.Combine(TheoremCommandTests.Examples, "t3-relaxed.toml"), "--hunt", "--runs", "400"];
        var parts = new[] { 1, 2 }.Select(i => Part(i, 2, command)).ToList();
        Assert.That(parts.Select(p => p.ExitCode), Is.All.Zero, parts[0].Error);
        var merged = CommandRunner.Run("theorem", "merge", InFolder("parts"), "--json", "-");
        Assert.That(merged.ExitCode, Is.EqualTo(1), merged.Error);
        var found = merged.Json.GetProperty("theorem").GetProperty("hunt").GetProperty("counterexamples").EnumerateArray().ToList();
        Assert.That(found.Select(c => c.GetProperty("broken").GetProperty("id").GetString()), Is.EqualTo(new[] { "balancing", "convergence" }));
        foreach (var c in found)
            Assert.That(c.GetProperty("hypotheses").EnumerateArray().Select(h => h.GetProperty("verdict").GetString()), Is.All.EqualTo("proved"));
        // A counterexample with another step is none, and is not taken on trust.
        string file = InFolder("parts/part-1-of-2.json"), text = File.ReadAllText(file);
        File.WriteAllText(file, System.Text.RegularExpressions.Regex.Replace(text, "\"step\": \"[^\"]*\"", "\"step\": \"1/1000\""));
        Assert.That(CommandRunner.Run("theorem", "merge", InFolder("parts")).Error, Does.Contain("no counterexample"));
        File.WriteAllText(file, text[..(text.Length / 2)]);
        Assert.That(CommandRunner.Run("theorem", "merge", InFolder("parts")).Error, Does.Contain("damaged"));
        Assert.That(Part(1, 2, command).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(file), Is.EqualTo(text), "a damaged part is made again");
    }

    [Test]
    public void Shard_of_a_theorem_on_one_problem_is_refused() =>
        Assert.That(Part(1, 2, "theorem", Path.Combine(TheoremCommandTests.Examples, "t3.toml"), "(x*y-1)^2/2", "--start", "x=2,y=1", "--step", "1/2").Error,
            Does.Contain("--hunt"));
}
