using System.Net;
using System.Text;
using System.Text.Json;
using BoundCheck.Cli.Service;
using BoundCheck.Cli.Service.Workbench;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>The workbench over HTTP: who has the address gets answers, nobody else does, and nobody gets a file.</summary>
public sealed class WorkbenchServerTests : IDisposable
{
    private readonly HttpClient _client = new();
    private BoundService _service = null!;
    private WorkbenchServer _server = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = new BoundService(confined: true, atOnce: 4);
        _server = await WorkbenchServer.Start(_service, port: 0);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    public void Dispose()
    {
        _service.Dispose();
        _client.Dispose();
    }

    private static string Request(string method, string parameters) => $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";

    private async Task<HttpResponseMessage> Post(string body, string channel = "", string type = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "rpc" + (channel.Length > 0 ? "?channel=" + channel : "")));
        request.Content = new StringContent(body, Encoding.UTF8, type);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await _client.SendAsync(request);
    }

    private async Task<JsonElement> Ask(string body, string channel = "")
    {
        using var response = await Post(body, channel);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    private async Task<HttpStatusCode> Get(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    [Test]
    public async Task The_page_and_its_parts_are_there_and_may_load_nothing_from_elsewhere()
    {
        using var page = await _client.GetAsync(_server.Address);
        string text = await page.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(_server.Address.Host, Is.EqualTo("127.0.0.1"));
            Assert.That(text, Does.Contain("<title>BoundCheck workbench</title>"));
            Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'"));
            Assert.That(page.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
            Assert.That(text, Does.Not.Contain("http"));
        });
        foreach (string part in (string[])["style.css", "main.js", "service.js", "plane.js", "charts.js", "answers.js", "exports.js", "presets.json"])
            Assert.That(await Get(_server.Address + part), Is.EqualTo(HttpStatusCode.OK), part);
        foreach (string other in (string[])["none.js", "../rpc", "%2e%2e/etc/passwd", "rpc/", "index.html/x"])
            Assert.That(await Get(_server.Address + other), Is.EqualTo(HttpStatusCode.NotFound), other);
    }

    [Test]
    public async Task Without_the_token_nothing_is_there()
    {
        string root = _server.Address.GetLeftPart(UriPartial.Authority), token = _server.Address.AbsolutePath.Trim('/');
        string wrong = (token[0] == '0' ? '1' : '0') + token[1..];
        foreach (string path in (string[])["", "/", "/rpc", $"/{wrong}/", $"/{token[..^1]}/", $"/{token}0/", "//", $"/x/{token}/"])
            Assert.That(await Get(root + path), Is.EqualTo(HttpStatusCode.NotFound), path);
        Assert.That(token, Has.Length.EqualTo(32));
    }

    [TestCase("evil.example")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:1")]
    [TestCase("127.0.0.1.evil.example")]
    public async Task Another_host_is_refused(string host) =>
        Assert.That(await Get(_server.Address.ToString(), ("Host", host)), Is.EqualTo(HttpStatusCode.MisdirectedRequest));

    [TestCase("Origin", "http://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "https://127.0.0.1")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task Another_origin_is_refused(string header, string value)
    {
        using var response = await Post(Request("claim", """{"claim":"x^2 >= 0"}"""), headers: (header, value));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_own_origin_is_let_in()
    {
        using var response = await Post(Request("claim", """{"claim":"x^2 >= 0"}"""), headers: ("Origin", _server.Address.GetLeftPart(UriPartial.Authority)));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Only_JSON_of_limited_length_is_read()
    {
        using var form = await Post("a=1", type: "application/x-www-form-urlencoded");
        using var plain = await Post(Request("claim", "{}"), type: "text/plain");
        using var large = await Post(new string(' ', WorkbenchServer.MostBytes + 1));
        var deep = await Ask(new string('[', 10_000));
        var long_ = await Ask(Request("claim", $$"""{"claim":"{{string.Join('+', Enumerable.Repeat("x", 20_000))}} >= 0","timeout":1}"""));
        Assert.Multiple(() =>
        {
            Assert.That((form.StatusCode, plain.StatusCode), Is.EqualTo((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType)));
            Assert.That(large.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(deep.GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(ServiceException.NotJson));
            Assert.That(long_.TryGetProperty("error", out _) || long_.TryGetProperty("result", out _));
        });
        Assert.That(await Get(_server.Address + "rpc"), Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase("run", """{"objective":"examples/logcosh.toml"}""")]
    [TestCase("run", """{"objective":"x*y","report":"/tmp/x.html"}""")]
    [TestCase("prove", """{"objective":"x*y","out":"/tmp/x"}""")]
    [TestCase("map", """{"objective":"x*y","step":1,"grid":"x=0..1:9999,y=0..1:9999"}""")]
    public async Task No_file_and_no_large_map(string method, string parameters) =>
        Assert.That((await Ask(Request(method, parameters))).GetProperty("error").GetProperty("code").GetInt32(),
            Is.AnyOf(ServiceException.BadInput, ServiceException.NoMethod));

    [Test]
    public async Task A_new_request_of_a_channel_cancels_the_one_before_it()
    {
        string endless = Request("run", """{"objective":"x^2+3*y^2+sin(x*y)","start":"x=1,y=2","step":"0.0000001","steps":1000000000,"timeout":100}""");
        var first = Ask(endless, "run");
        // Until the server has it, a later request can't cancel it; each one after that does.
        while (!first.IsCompleted)
            await Ask(Request("claim", """{"claim":"x^2 >= 0"}"""), "run");
        Assert.That((await first).GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(ServiceException.Cancelled));
    }

    [Test]
    public async Task The_path_and_the_map_are_the_run_and_the_sweep()
    {
        var path = (await Ask(Request("path", """{"objective":"log(cosh(x*y-1))","start":"x=5,y=0.05","step":0.3,"steps":300}"""))).GetProperty("result");
        var run = (await Ask(Request("run", """{"objective":"log(cosh(x*y-1))","start":"x=5,y=0.05","step":0.3}"""))).GetProperty("result");
        var general = (await Ask(Request("path", """{"objective":"a^2+3*b^2","start":"a=1,b=2","step":0.1}"""))).GetProperty("result").GetProperty("trace");
        var cells = (await Ask(Request("map", """{"objective":"(x*y-1)^2/2","step":0.4,"grid":"x=-6..6:12,y=-6..6:12"}"""))).GetProperty("result");
        var map = cells.GetProperty("map");
        var sweep = CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-6..6:12,y=-6..6:12", "--steps", "2000", "--json", "-").Json;
        var rows = path.GetProperty("trace").GetProperty("rows");
        var names = path.GetProperty("trace").GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList();
        // The first step by hand: x - h tanh(xy - 1) y.
        double expected = 5 - 0.3 * Math.Tanh(5 * 0.05 - 1) * 0.05;
        Assert.Multiple(() =>
        {
            Assert.That(path.GetProperty("outcome").GetString(), Is.EqualTo(run.GetProperty("measurement").GetProperty("outcome").GetString()));
            Assert.That(rows[1][names.IndexOf("x")].GetDouble(), Is.EqualTo(expected).Within(1e-12));
            Assert.That(general.GetProperty("columns").EnumerateArray().Take(3).Select(c => c.GetString()), Is.EqualTo(new[] { "k", "a", "b" }));
            Assert.That(general.GetProperty("rows")[1][2].GetDouble(), Is.EqualTo(2 - 0.1 * 12).Within(1e-12));
            Assert.That(rows[0][names.IndexOf("sharpness")].GetDouble(), Is.EqualTo(14.93).Within(0.01));
            Assert.That(map.GetProperty("certified").GetString()!.Count(c => c == 'c'), Is.EqualTo(sweep.GetProperty("certified").GetInt32()));
            foreach (var outcome in sweep.GetProperty("measured").EnumerateObject())
                Assert.That(map.GetProperty("outcomes").GetString()!.Count(c => c == outcome.Name[0]), Is.EqualTo(outcome.Value.GetInt32()), outcome.Name);
        });
    }
}
