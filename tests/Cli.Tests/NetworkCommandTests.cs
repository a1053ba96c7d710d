using System.Text.Json;

namespace BoundCheck.Cli.Tests;

[TestFixture]
public sealed class NetworkCommandTests
{
    private static readonly string s_examples = Path.Combine(TestContext.CurrentContext.TestDirectory, "examples", "networks");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static JsonElement[] Configurations(CommandRunner result) => [.. result.Json.GetProperty("network").GetProperty("configurations").EnumerateArray()];

    private static bool Seen(JsonElement run, string phenomenon) => run.GetProperty("phenomena").GetProperty(phenomenon).GetProperty("detected").GetBoolean();

    [Test]
    public void The_reduced_table_shows_the_phenomena_of_the_whole_one()
    {
        string report = Path.Combine(_folder, "networks.html"), parquet = Path.Combine(_folder, "networks.parquet");
        var result = CommandRunner.Run("network", s_examples, "--steps", "3000", "--seeds", "2", "--json", "-", "--report", report, "--parquet", parquet);
        Assert.That(result.ExitCode, Is.AnyOf(0, 1), result.Error);
        var runs = Configurations(result).ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("runs").EnumerateArray().ToArray());
        Assert.That(runs, Has.Count.EqualTo(10));
        foreach (string edge in new[] { "huber tanh, m = 1/2", "huber tanh, m = 8", "mse tanh, m = 8", "huber relu BN, m = 4" })
            Assert.That(runs[edge].All(r => Seen(r, "edgeOfStability")), edge);
        Assert.That(runs["huber tanh, m = 1/2"].All(r => Seen(r, "progressiveSharpening") && r.GetProperty("rise").GetDouble() == 1));
        foreach (string catapult in new[] { "huber tanh, m = 8", "mse tanh, m = 8" })
            Assert.That(runs[catapult].All(r => Seen(r, "catapult") && Seen(r, "balancing") && r.GetProperty("rise").GetDouble() > 2), catapult);
        Assert.That(runs["mse cubic, m = 8"].All(r => r.GetProperty("tail").GetDouble() < 0.2));
        Assert.That(runs["mse cubic, m = 32"].All(r => r.GetProperty("outcome").GetString() == "diverged"));
        string html = File.ReadAllText(report);
        Assert.That(html, Does.Contain("Phenomena against regularity").And.Contain("The simple story").And.Contain("id=\"sharpness-10\""));
        Assert.That(html, Does.Not.Contain("src=\"http").And.Not.Contain("href=\"http"));
        Assert.That(new FileInfo(parquet).Length, Is.GreaterThan(1000));
        Assert.That(File.Exists(parquet + ".partial"), Is.False);
    }

    [Test]
    public void Numbers_depend_on_the_seed_and_not_on_the_threads()
    {
        string[] args = ["network", "--batch-norm", "--bias", "--loss", "logcosh", "--activation", "softplus", "--steps", "60", "--seeds", "3", "--json", "-"];
        static string[] Runs(CommandRunner r) => [.. Configurations(r)[0].GetProperty("runs").EnumerateArray().Select(e => e.GetRawText())];
        string[] one = Runs(CommandRunner.Run([.. args, "--threads", "1"])), three = Runs(CommandRunner.Run([.. args, "--threads", "3"]));
        Assert.That(one, Is.EqualTo(three));
        Assert.That(one[1], Is.Not.EqualTo(one[0]));
        Assert.That(Runs(CommandRunner.Run([.. args, "--seed", "1"]))[0], Is.EqualTo(one[1]));
    }

    [Test]
    public void A_command_that_ran_out_of_time_continues_to_the_same_answer()
    {
        string first = Path.Combine(_folder, "whole.json"), second = Path.Combine(_folder, "parts.json");
        string[] args = ["network", "--steps", "2500", "--seeds", "3", "--threads", "1"];
        Assert.That(CommandRunner.Run([.. args, "--json", first]).ExitCode, Is.Zero);
        int parts = 0, code;
        do
        {
            // Enough for the analysis and a little more; whatever the machine, the end is reached.
            var part = CommandRunner.Run([.. args, "--json", second, "--timeout", parts < 3 ? "0.4" : "600"]);
            code = part.ExitCode;
            Assert.That(code, Is.AnyOf(0, 3), part.Error);
            Assert.That(File.Exists(second) || code != 0);
            Assert.That(File.Exists(second + ".partial"), Is.EqualTo(code != 0));
            parts++;
        }
        while (code != 0);
        static string[] Runs(string path) => [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("network")
            .GetProperty("configurations")[0].GetProperty("runs").EnumerateArray().Select(e => e.GetRawText())];
        Assert.That(Runs(second), Is.EqualTo(Runs(first)));
    }

    [Test]
    public void A_loss_that_is_not_defined_is_a_named_outcome()
    {
        var result = CommandRunner.Run("network", "--loss", "sqrt(r)", "--steps", "10", "--seeds", "1", "--json", "-");
        var run = Configurations(result)[0].GetProperty("runs")[0];
        Assert.That(run.GetProperty("outcome").GetString(), Is.EqualTo("diverged"));
        Assert.That(run.GetProperty("cause").GetString(), Is.EqualTo("the loss or its gradient is not a number"));
    }

    [TestCase(2, "network", "--loss", "huber")]
    [TestCase(2, "network", "--loss", "r*q")]
    [TestCase(2, "network", "--activation", "tanh(")]
    [TestCase(2, "network", "--step", "0.1", "--multiple", "2")]
    [TestCase(2, "network", "--step", "-1")]
    [TestCase(2, "network", "--width", "0")]
    [TestCase(2, "network", "--norms", "4")]
    [TestCase(2, "network", "--data", "nowhere", "--labels", "nowhere")]
    [TestCase(2, "network", "--labels", "nowhere")]
    [TestCase(2, "network", "--teacher", "10,10")]
    [TestCase(2, "network", "nowhere.toml")]
    [TestCase(2, "network", "--seeds", "1.5")]
    public void Bad_input_is_one_line_and_no_run(int code, params string[] args)
    {
        var result = CommandRunner.Run(args);
        Assert.That(result.ExitCode, Is.EqualTo(code), result.Output + result.Error);
        Assert.That(result.Error, Does.StartWith("boundcheck: "));
        Assert.That(result.Output, Is.Empty);
    }

    [TestCase("--loss", "crossentropy", "expected a loss: mse, huber:DELTA, logcosh, or an expression in r")]
    [TestCase("--loss", "Huber", "did you mean 'huber'?")]
    [TestCase("--loss", "logcos", "did you mean 'logcosh'?")]
    [TestCase("--loss", "hubr:1", "did you mean 'huber'?")]
    [TestCase("--loss", "e", "expected a loss")]
    [TestCase("--loss", "x", "expected a loss")]
    [TestCase("--loss", "sqrt(1+x^2)", "expression in r such as \"sqrt(1+r^2)\"; found 'sqrt(1+x^2)', in x")]
    [TestCase("--loss", "3", "found '3', a constant")]
    [TestCase("--activation", "gelu", "expected an activation")]
    [TestCase("--activation", "tahn", "did you mean 'tanh'?")]
    [TestCase("--activation", "sigmoid", "did you mean 'sigmoid(z)'?")]
    [TestCase("--activation", "r*tanh(r)", "expression in z")]
    public void A_word_that_is_no_loss_or_activation_is_not_taken_for_the_identity(string option, string text, string message)
    {
        var result = CommandRunner.Run("network", option, text, "--steps", "1", "--seeds", "1");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error, Does.StartWith("boundcheck: " + option).And.Contain(message));
    }

    [TestCase("widht = 3", "unknown key 'widht' at the top level; did you mean 'width'?")]
    [TestCase("[expct]\ntail = [1, 2]", "unknown table [expct]")]
    [TestCase("[expect]\ntail = [2, 1]", "the range of 'tail' must not fall")]
    [TestCase("[expect]\noutcome = \"explodes\"", "an outcome is converged, diverged")]
    [TestCase("bias = 3", "expected true or false")]
    [TestCase("loss = ", "(1,")]
    public void A_bad_experiment_file_says_where(string text, string message)
    {
        string path = Path.Combine(_folder, "bad.toml");
        File.WriteAllText(path, text);
        var result = CommandRunner.Run("network", path);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith("boundcheck: " + path).And.Contain(message));
    }

    [Test]
    public void Files_of_the_mnist_format_and_teachers_are_trained_on()
    {
        string images = Path.Combine(_folder, "images"), labels = Path.Combine(_folder, "labels");
        var random = new Random(1);
        byte[] pixels = new byte[30 * 16];
        random.NextBytes(pixels);
        File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0, 0, 30, 0, 0, 0, 4, 0, 0, 0, 4, .. pixels]);
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 30, .. Enumerable.Range(0, 30).Select(i => (byte)(i % 10))]);
        var result = CommandRunner.Run("network", "--data", images, "--labels", labels,
            "--count", "20", "--pool", "2", "--steps", "20", "--seeds", "1", "--json", "-");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var network = Configurations(result)[0];
        Assert.That((network.GetProperty("inputs").GetInt32(), network.GetProperty("data").GetProperty("samples").GetInt32()), Is.EqualTo((4, 20)));
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 29, .. new byte[29]]);
        Assert.That(CommandRunner.Run("network", "--data", images, "--labels", labels).Error, Does.Contain("29 labels for 30 images"));
        var teacher = CommandRunner.Run("network", "--teacher", "40,5,3,4", "--multiple", "1", "--steps", "20", "--seeds", "1", "--json", "-");
        Assert.That(Configurations(teacher)[0].GetProperty("outputs").GetInt32(), Is.EqualTo(3));
    }
}
