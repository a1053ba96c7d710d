using System.Text.Json;
using System.Text.Json.Nodes;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Service;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>A request is the command: the same answers, the same complaints, and less where it is confined.</summary>
public sealed class BoundServiceTests
{
    private static BoundService Service(bool confined = false) => new(confined, atOnce: 4);

    private static JsonNode Ask(BoundService service, string method, string parameters) => Asking(service, method, parameters).GetAwaiter().GetResult();

    private static async Task<JsonNode> Asking(BoundService service, string method, string parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        return JsonNode.Parse(await service.Answer(method, document.RootElement, CancellationToken.None))!;
    }

    private static ServiceException Refusal(BoundService service, string method, string parameters) =>
        Assert.Throws<ServiceException>(() => Ask(service, method, parameters))!;

    [Test]
    public void The_log_has_a_line_for_each_answer_with_its_command_and_its_time()
    {
        using var log = new StringWriter();
        using var service = new BoundService(confined: false, atOnce: 1) { Log = log };
        Ask(service, "claim", """{"claim":"x^2 >= 0"}""");
        Ask(service, "catalogue", """{"id":"T4"}""");
        Assert.That(log.ToString(), Does.Match("^claim [0-9]+[.][0-9]{3} ms\r?\ncatalogue [0-9]+[.][0-9]{3} ms\r?\n$"));
    }

    /// <summary>The same without the times, which are measured.</summary>
    private static string Timeless(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach (string time in (string[])["ms", "stepsPerSecond"])
                o.Remove(time);
            foreach (var (_, value) in o)
                Timeless(value);
        }
        else if (node is JsonArray a)
        {
            foreach (var value in a)
                Timeless(value);
        }
        return node?.ToJsonString() ?? "null";
    }

    private static IEnumerable<TestCaseData> Questions()
    {
        yield return Question("analyze", """{"objective": "(x*y-c)^2/2", "param": {"c": 2}}""", "(x*y-c)^2/2", "--param", "c=2");
        yield return Question("check", """{"objective": "(x*y-1)^2/2", "start": {"x": 2, "y": 0.2}, "step": 0.85}""",
            "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85");
        yield return Question("run",
            """{"objective": "sqrt(1+dot(x,y)^2)", "start": {"x": [4, 1], "y": [0.7, "1/3"]}, "step": "1/5", "steps": 300, "sharpnessWidth": 1e-7}""",
            "sqrt(1+dot(x,y)^2)", "--start", "x=[4,1],y=[0.7,1/3]", "--step", "1/5", "--steps", "300", "--sharpness-width", "1e-7");
        yield return Question("claim", """{"claim": "x*y <= 1", "on": {"x": [0, 1], "y": "(0, 1]"}, "where": ""}""", "x*y <= 1", "--on", "x=[0,1]; y=(0, 1]");
        yield return Question("range", """{"expr": "-x*exp(-x)", "on": "x=[0,inf)", "tolerance": 1e-6}""",
            "--on", "x=[0,inf)", "--tolerance", "1e-6", "--", "-x*exp(-x)");
        yield return Question("solve", """{"claim": "x^2 < 2"}""", "x^2 < 2");
        yield return Question("step", """{"objective": "(x*y-1)^2/2", "start": "x=4,y=0.2"}""", "(x*y-1)^2/2", "--start", "x=4,y=0.2");
        yield return Question("compare", """{"objective": ["(x*y-1)^2/2", "x^2+3*y^2"], "start": [{"x": 2, "y": 0.2}], "step": [0.1, 0.2], "steps": 50}""",
            "(x*y-1)^2/2", "x^2+3*y^2", "--start", "x=2,y=0.2", "--step", "0.1", "--step", "0.2", "--steps", "50");
        yield return Question("sweep", """{"objective": "(x*y-1)^2/2", "step": 0.4, "grid": {"x": "-6..6:5", "y": "-6..6:5"}}""",
            "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-6..6:5,y=-6..6:5");
        yield return Question("catalogue", """{"id": "T1"}""", "T1");
        yield return Question("analyze", """{"objective": "frob2(X @ Y)", "start": {"X": [[1, 0], [0, 1]], "Y": [[1, 2], [3, 4]]}}""",
            "frob2(X @ Y)", "--start", "X=[[1,0],[0,1]],Y=[[1,2],[3,4]]");

        static TestCaseData Question(string method, string parameters, params string[] arguments) =>
            new TestCaseData(method, parameters, arguments).SetArgDisplayNames(method, parameters);
    }

    [TestCaseSource(nameof(Questions))]
    public void An_answer_is_the_JSON_of_the_command(string method, string parameters, string[] arguments)
    {
        using var service = Service();
        var command = CommandRunner.Run([method, "--json", "-", .. arguments]);
        string expected = Timeless(JsonNode.Parse(command.Output));
        Assert.Multiple(() =>
        {
            Assert.That(Timeless(Ask(service, method, parameters)), Is.EqualTo(expected));
            Assert.That(Timeless(Ask(service, method, parameters)), Is.EqualTo(expected), "the second time");
        });
    }

    [Test]
    public void A_second_question_about_an_objective_has_the_analysis_of_the_first()
    {
        using var service = Service();
        string[] starts = ["x=5,y=0.05", "x=4,y=0.1"];
        // The evidence has its time, which another analysis would not meet to a thousandth of a millisecond, in every line.
        var analyses = starts.Select(s => Ask(service, "check", $$"""{"objective": "(x*y-7)^2/2", "start": "{{s}}", "step": 0.3}""")["regularity"]!);
        Assert.That(analyses.Select(a => a.ToJsonString()).Distinct().Single(), Does.Contain("\"ms\""));
    }

    [Test]
    public async Task Requests_at_once_answer_as_alone()
    {
        using var service = Service();
        string[] claims = ["exp(x) >= 1 + x", "x^2 > 0", "sin(x) <= 1", "log(1 + x^2) <= x^2"];
        var alone = claims.Select(c => Timeless(Ask(service, "claim", $$"""{"claim": "{{c}}"}"""))).ToList();
        var asked = Enumerable.Range(0, 40).Select(i => $$"""{"claim": "{{claims[i % 4]}}"}""");
        var together = await Task.WhenAll(asked.Select(parameters => Task.Run(() => Asking(service, "claim", parameters))));
        Assert.That(together.Select(Timeless), Is.EqualTo(Enumerable.Range(0, 40).Select(i => alone[i % 4])));
    }

    [TestCase("check", """{"objective": "log(cosh(x*y-", "start": "x=1,y=1", "step": 0.1}""", "objective", 14)]
    [TestCase("check", """{"objective": "x*y", "start": "x=1,y", "step": 0.1}""", "start", 5)]
    [TestCase("check", """{"objective": "x*y", "start": "x=1,y=2", "step": "0.1)"}""", "step", 4)]
    [TestCase("claim", """{"claim": "x <= ", "on": "x=[0,1]"}""", "claim", 6)]
    [TestCase("claim", """{"claim": "x <= 1", "on": "x=[0;1]"}""", "on", 8)]
    [TestCase("range", """{"expr": "x*exp(-x"}""", "expr", 9)]
    [TestCase("range", """{"expr": "x) + (x"}""", "expr", 2)]
    [TestCase("solve", """{"claim": "defined(1/*x)"}""", "claim", 11)]
    public void A_text_that_cant_be_read_has_its_place(string method, string parameters, string place, int column)
    {
        using var service = Service();
        var refusal = Refusal(service, method, parameters);
        var found = (refusal.Code, refusal.Place, refusal.Where?.Line, refusal.Where?.Column);
        Assert.That(found, Is.EqualTo((ServiceException.BadInput, place, 1, column)), refusal.Message);
    }

    [TestCase("check", """{"objective": "x*y", "stepp": 1}""", "did you mean 'step'?")]
    [TestCase("check", """{"step": 1}""", "'objective' is missing")]
    [TestCase("check", """{"objective": "x*y", "step": {}, "step": 1}""", "twice")]
    [TestCase("check", """{"objective": "x*y", "json": "/tmp/x"}""", "unknown parameter")]
    [TestCase("check", """{"objective": "x*y", "quiet": true}""", "unknown parameter")]
    [TestCase("step", """{"objective": "x*y", "step": true}""", "needs a value")]
    [TestCase("catalogue", """{"worstCase": 3}""", "true or false")]
    [TestCase("theorem", """{"objective": "x*y"}""", "'file' is missing")]
    [TestCase("claim", """{"claim": "@/etc/passwd"}""", "unexpected '@'")]
    [TestCase("claim", """{}""", "expected either a claim or --file")]
    public void What_does_not_fit_is_refused(string method, string parameters, string complaint)
    {
        using var service = Service();
        var refusal = Refusal(service, method, parameters);
        Assert.That((refusal.Code, refusal.Message), Is.EqualTo((ServiceException.BadInput, refusal.Message)));
        Assert.That(refusal.Message, Does.Contain(complaint));
    }

    [TestCase("clam")]
    [TestCase("doctor")]
    [TestCase("serve")]
    public void What_writes_no_JSON_is_no_method(string method)
    {
        using var service = Service();
        Assert.That(Refusal(service, method, "{}").Code, Is.EqualTo(ServiceException.NoMethod));
    }

    [Test]
    public async Task A_cancelled_request_ends_and_the_next_is_answered()
    {
        using var service = Service();
        using var cancel = new CancellationTokenSource();
        using var document = JsonDocument.Parse(
            """{"objective": "x^2+3*y^2+sin(x*y)", "start": "x=1,y=2", "step": 0.0000001, "steps": 1000000000, "timeout": 600}""");
        var endless = service.Answer("run", document.RootElement, cancel.Token);
        await cancel.CancelAsync();
        Assert.That((await Assert.ThrowsAsync<ServiceException>(() => endless))!.Code, Is.EqualTo(ServiceException.Cancelled));
        Assert.That(Ask(service, "claim", """{"claim": "x^2 >= 0"}""")["claims"]![0]!["verdict"]!.GetValue<string>(), Is.EqualTo("proved"));
    }

    [Test]
    public void A_confined_service_offers_no_option_about_a_file()
    {
        using var service = Service(confined: true);
        var all = CommandLine.Commands(new Session(TextWriter.Null, TextWriter.Null, CancellationToken.None));
        var offered = from command in all
                      from option in command.Options
                      where Confinement.Offers(command.Name, MethodOptions.NameOf(option.Name))
                      select (Method: command.Name, option.Name, Help: $"{option.HelpName} {option.Description}");
        Assert.Multiple(() =>
        {
            Assert.That(offered.Count(), Is.GreaterThan(20));
            string[] places = ["FILE", "DIR"];
            Assert.That(offered.Where(o => o.Name is not ("--param" or "--trace") && places.Any(p => o.Help.Contains(p, StringComparison.Ordinal))), Is.Empty);
            Assert.That(service.Methods.Select(m => m.Name), Is.EquivalentTo(Confinement.Methods));
        });
    }

    [TestCase("run", """{"objective": "examples/logcosh.toml"}""")]
    [TestCase("run", """{"objective": "x*y", "start": "x=1,y=1", "step": 1, "report": "/tmp/x.html"}""")]
    [TestCase("run", """{"objective": "x*y", "start": "x=1,y=1", "step": 1, "plots": "/tmp"}""")]
    [TestCase("run", """{"objective": "x*y", "start": "x=1,y=1", "step": 1, "trace": "/tmp/x.csv"}""")]
    [TestCase("check", """{"objective": "frob2(M @ X)", "param": {"M": "@m.csv"}, "start": "X=[[1]]"}""")]
    [TestCase("check", """{"objective": "frob2(X)", "param": ["M=@m.npy"]}""")]
    [TestCase("check", """{"objective": "frob2(X)", "start": {"X": "@m.npy"}}""")]
    [TestCase("analyze", """{"objective": "x*y", "data": "data.csv"}""")]
    [TestCase("analyze", """{"objective": "x*y", "compare": "a.toml"}""")]
    [TestCase("claim", """{"file": "claims.tsv"}""")]
    [TestCase("claim", """{"claim": "x > 0", "timeout": 1e6}""")]
    [TestCase("sweep", """{"objective": "x*y", "step": 0.1, "grid": "x=0..1:4000,y=0..1:4000"}""")]
    public void A_confined_service_refuses_files_and_large_work(string method, string parameters)
    {
        using var service = Service(confined: true);
        Assert.That(Refusal(service, method, parameters).Code, Is.EqualTo(ServiceException.BadInput));
    }

    [TestCase("prove")]
    [TestCase("theorem")]
    [TestCase("network")]
    public void A_confined_service_has_no_method_about_files(string method)
    {
        using var service = Service(confined: true);
        Assert.That(Refusal(service, method, "{}").Code, Is.EqualTo(ServiceException.NoMethod));
    }
}
