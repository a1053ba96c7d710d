using System.Text.Json;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using NJsonSchema;

namespace BoundCheck.Cli.Tests;

/// <summary>What holds wherever the time limit falls: no assertion depends on how far a command gets.</summary>
public sealed class TimeLimitTests
{
    private static readonly JsonSchema s_schema = Load();

    private static JsonSchema Load()
    {
        using var reader = new StreamReader(typeof(TimeLimitTests).Assembly.GetManifestResourceStream("schema.json")!);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }

    private static IEnumerable<TestCaseData> Limited()
    {
        string file = Path.Combine(Path.GetTempPath(), $"boundcheck-claims-{Environment.ProcessId}.tsv");
        string[] rows = ["a\texp(x) >= 1 + x\tx=(-inf,inf)\t", "b\tx^y + y^x > 1\tx=(0,1);y=(0,1)\t", "c\tx^2 >= 0\tx=(-inf,inf)\t", "d\tx > 1\tx=[0,2]\t"];
        File.WriteAllText(file, string.Join('\n', rows) + "\n");
        string[] start = ["--start", "x=5,y=0.05", "--step", "0.3"];
        foreach (var (name, args) in new (string, string[])[]
        {
            ("analyze", ["analyze", "cosh(x*y)"]),
            ("a_comparison", ["analyze", "log(cosh(x*y-1))", "--compare", "(x*y)^4"]),
            ("check", ["check", "log(cosh(x*y-1))", .. start]),
            ("run", ["run", "log(cosh(x*y-1))", .. start]),
            ("sweep", ["sweep", "log(cosh(x*y-1))", "--step", "0.4", "--grid", "x=-6..6:80,y=-6..6:80"]),
            ("network", ["network", "--steps", "2000", "--seeds", "3"]),
            ("compare", ["compare", "log(cosh(x*y-1))", "(x*y-1)^2/2", .. start]),
            ("step", ["step", "log(cosh(x*y-1))", "--start", "x=5,y=0.05"]),
            ("theorem", ["theorem", DocumentationTests.Example("theorems", "t1.toml"), "log(cosh(x*y-1))", .. start]),
            ("a_hunt", ["theorem", DocumentationTests.Example("theorems", "t1.toml"), "--hunt"]),
            ("claim", ["claim", "x^y + y^x > 1", "--on", "x=(0,1);y=(0,1)"]),
            ("a_file_of_claims", ["claim", "--file", file]),
            ("range", ["range", "x*exp(-x^2)+sin(3*x)*exp(y)/(1+y^2)", "--on", "x=[-5,5];y=[-2,2]"]),
            ("solve", ["solve", "sin(x^2)+cos(3*x)/2 >= 1/3", "--on", "x=[0,12]"]),
        })
        {
            foreach (string seconds in new[] { "1e-6", "0.1", "0.6" })
                yield return new TestCaseData(args, seconds).SetName($"The_finished_parts_of_{name}_are_printed_at_a_limit_of_{seconds}");
        }
    }

    [TestCaseSource(nameof(Limited))]
    public void At_any_limit_the_finished_parts_are_printed_and_the_others_are_named(string[] args, string seconds)
    {
        var result = CommandRunner.Run([.. args, "--timeout", seconds, "--json", "-"]);
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 3), result.Error);
        if (result.Output.Length == 0)
        {
            Assert.That((result.ExitCode, result.Error), Is.EqualTo((3,
                "boundcheck: the time limit was reached before the structure of the input was known; nothing is decided (raise --timeout)\n")));
            return;
        }
        Assert.That(s_schema.Validate(result.Output).Select(e => e.ToString()), Is.Empty);
        bool late = result.Json.TryGetProperty("timeLimit", out _);
        Assert.That(result.Error.Contains("the time limit of", StringComparison.Ordinal), Is.EqualTo(late));
        if (!late)
            Assert.That(result.Output, Does.Not.Contain("\"reason\": \"time\""));
    }

    [TestCase("0.05")]
    [TestCase("0.5")]
    public void At_any_limit_prove_keeps_what_it_wrote_and_names_what_is_missing(string seconds)
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName;
        var result = CommandRunner.Run("prove", "log(cosh(x*y-1))+(x*y-1)^4/8", "--out", folder, "--timeout", seconds, "--json", "-");
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 3), result.Error);
        string[] written = [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!)];
        Assert.That(written, Has.None.Contains(".tmp"));
        if (result.Output.Length > 0)
        {
            var files = result.Json.GetProperty("obligations").EnumerateArray().Select(o => o.GetProperty("file").GetString()!).ToList();
            Assert.That(written.Where(f => f != "index.json"), Is.EquivalentTo(files), "every file that was written is in the answer");
            var late = result.Json.GetProperty("claims").EnumerateArray()
                .Where(c => c.TryGetProperty("reason", out var why) && why.GetString() == "time").ToList();
            bool isCut = result.Json.TryGetProperty("timeLimit", out var limit);
            Assert.That(late.Count == 0 || isCut, "a claim without time means a limit that was met");
            if (isCut && limit.GetProperty("unfinished").GetArrayLength() > 0)
                Assert.That(result.ExitCode, Is.EqualTo(3), "obligations that nobody looked for are not proved");
        }
        Directory.Delete(folder, true);
    }

    [TestCase("0.05")]
    [TestCase("0.4")]
    public void At_any_limit_text_file_and_report_say_the_same(string seconds)
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName, json = Path.Combine(folder, "a.json"), html = Path.Combine(folder, "a.html");
        var result = CommandRunner.Run("run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05",
            "--step", "0.3", "--timeout", seconds, "--json", json, "--report", html);
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 3), result.Error);
        Assert.That(Directory.GetFiles(folder).Select(f => Path.GetFileName(f)), Has.None.Contains(".tmp"));
        Assert.That(File.Exists(html), Is.EqualTo(File.Exists(json)));
        if (File.Exists(json))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(json));
            string answer = document.RootElement.GetProperty("prediction").GetProperty("convergence").GetString()!;
            Assert.That(result.Output.StartsWith("Certified", StringComparison.Ordinal), Is.EqualTo(answer == "certified"), result.Output);
            Assert.That(File.ReadAllText(html), Does.Contain(answer));
            Assert.That(File.ReadAllText(html).Contains("The time limit of", StringComparison.Ordinal),
                Is.EqualTo(document.RootElement.TryGetProperty("timeLimit", out _)));
        }
        Directory.Delete(folder, true);
    }

    [Test]
    public void Every_row_of_a_file_of_claims_is_in_the_answer_whenever_the_limit_falls()
    {
        string file = Path.Combine(Path.GetTempPath(), $"boundcheck-rows-{Environment.ProcessId}.tsv");
        File.WriteAllLines(file, Enumerable.Range(0, 40).Select(i => $"r{i}\texp(x) >= 1 + x - x^{2 * i + 2}\tx=[{-i},{i + 1}]\t"));
        foreach (string seconds in new[] { "0.3", "1" })
        {
            var result = CommandRunner.Run("claim", "--file", file, "--timeout", seconds, "--json", "-");
            if (result.Output.Length == 0)
                continue;
            var rows = result.Json.GetProperty("claims").EnumerateArray().ToList();
            var missing = rows.Where(r => r.TryGetProperty("reason", out var why) && why.GetString() == "time")
                .Select(r => r.GetProperty("name").GetString()).ToList();
            var named = result.Json.TryGetProperty("timeLimit", out var limit)
                ? limit.GetProperty("unfinished").EnumerateArray().Select(n => n.GetString()).ToList()
                : [];
            Assert.Multiple(() =>
            {
                Assert.That(rows, Has.Count.EqualTo(40));
                Assert.That(named, Is.EqualTo(missing));
            });
        }
        File.Delete(file);
    }

    [Test]
    public void A_claim_that_takes_all_the_time_it_gets_leaves_the_others_theirs()
    {
        string file = Path.Combine(Path.GetTempPath(), $"boundcheck-hog-{Environment.ProcessId}.tsv");
        // The first is decided by no method within seconds.
        File.WriteAllLines(file,
        [
            "long\tx*y*z*w <= exp(x^2*y^2*z^2*w^2)/17+sin(x*y)*sin(z*w)/5+1/15\tx=[-1,1];y=[-1,1];z=[-1,1];w=[-1,1]\tx^2+y^2+z^2+w^2 == 1",
            "short\tx^2 >= 0\tx=[-1,1]\t", "also\texp(x) > x\tx=[-1,1]\t",
        ]);
        var rows = CommandRunner.Run("claim", "--file", file, "--timeout", "6", "--json", "-").Json.GetProperty("claims").EnumerateArray().ToList();
        Assert.That(rows.Select(r => r.GetProperty("name").GetString()), Is.EqualTo(new[] { "long", "short", "also" }));
        Assert.That(rows.Skip(1).Select(r => r.GetProperty("verdict").GetString()), Is.All.EqualTo("proved"));
        File.Delete(file);
    }

    private static IEnumerable<TestCaseData> BadPlaces()
    {
        string[] check = ["check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85"],
            sweep = ["sweep", "(x*y)^2", "--step", "0.1", "--grid", "x=-1..1:4,y=-1..1:4"];
        yield return new TestCaseData(check, "--json", "no/such/folder/a.json");
        yield return new TestCaseData(check, "--report", "no/such/folder/a.html");
        yield return new TestCaseData(check, "--report", "a.pdf");
        yield return new TestCaseData(check, "--json", "a.html");
        yield return new TestCaseData(check, "--json", Path.GetTempPath());
        yield return new TestCaseData(sweep, "--png", "a.pdf");
        yield return new TestCaseData(sweep, "--png", "no/such/folder/a.png");
        yield return new TestCaseData(sweep, "--parquet", "a.csv");
        yield return new TestCaseData(sweep, "--plots", "/dev/null/plots");
        yield return new TestCaseData((string[])["compare", .. check[1..]], "--report", "no/such/folder/a.html");
        yield return new TestCaseData((string[])["step", .. check[1..]], "--json", "no/such/folder/a.json");
        yield return new TestCaseData(new[] { "network" }, "--csv", "no/such/folder/a.csv");
        yield return new TestCaseData((string[])["theorem", DocumentationTests.Example("theorems", "t1.toml"), .. check[1..]], "--json", "no/such/folder/a.json");
        yield return new TestCaseData(new[] { "prove", "(x*y)^2" }, "--out", "/dev/null/out");
    }

    [TestCaseSource(nameof(BadPlaces))]
    public void A_place_that_cannot_hold_the_answer_is_an_error_before_the_work(string[] args, string option, string place)
    {
        // With no time at all the work would end with 3.
        var result = CommandRunner.Run([.. args, option, place, "--timeout", "1e-6"]);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2), result.Output);
            Assert.That(result.Error, Does.Contain(option).Or.Contain(place));
            Assert.That(result.Output, Is.Empty);
        });
    }

    [Test]
    public void Looking_at_a_place_leaves_it_as_it_is()
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName, file = Path.Combine(folder, "a.json");
        OutputPath.CheckFile("--json", file, ".json");
        Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        File.WriteAllText(file, "kept");
        OutputPath.CheckFile("--json", file, ".json");
        Assert.That(File.ReadAllText(file), Is.EqualTo("kept"));
        Assert.That(() => OutputPath.CheckFile("--json", Path.Combine(folder, "a.png"), ".json"), Throws.InstanceOf<InputException>());
        Directory.Delete(folder, true);
    }
}
