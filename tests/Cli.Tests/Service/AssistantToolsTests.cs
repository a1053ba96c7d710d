using System.IO.Pipelines;
using System.Text.Json;
using BoundCheck.Cli.Service;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>A client of the Model Context Protocol talks to the tools.</summary>
public sealed class AssistantToolsTests
{
    private static async Task Converse(Func<McpClient, Task> talk)
    {
        using var service = new BoundService(confined: true, atOnce: 2);
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var end = new CancellationTokenSource();
        var server = new AssistantTools(service).Run(toServer.Reader.AsStream(), toClient.Writer.AsStream(), end.Token);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream())))
            await talk(client);
        await toServer.Writer.CompleteAsync();
        await server;
    }

    private static async Task<CallToolResult> Call(McpClient client, string tool, params (string Name, object? Value)[] arguments) =>
        await client.CallToolAsync(tool, arguments.ToDictionary(a => a.Name, a => a.Value));

    private static string Text(CallToolResult result) => ((TextContentBlock)result.Content.Single()).Text;

    [Test]
    public async Task Every_offered_method_is_a_tool_with_a_schema_of_its_parameters() => await Converse(async client =>
    {
        var tools = await client.ListToolsAsync();
        string[] asked = ["claim", "range", "analyze", "check", "run"];
        Assert.That(tools.Select(t => t.Name), Is.EquivalentTo(Confinement.Methods.Except(["path", "map"])).And.SupersetOf(asked));
        var schema = tools.Single(t => t.Name == "check").JsonSchema;
        var properties = schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(properties, Is.SupersetOf(new[] { "objective", "step", "start", "param", "timeout" }));
            Assert.That(properties.Except(["objective"]).Where(p => !Confinement.Offers("check", p)), Is.Empty);
            Assert.That(schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()), Is.EqualTo(new[] { "objective" }));
            Assert.That(schema.GetProperty("properties").EnumerateObject().Select(p => p.Value.GetProperty("description").GetString()), Is.All.Not.Empty);
        });
    });

    [Test]
    public async Task Verdicts_and_witnesses_come_as_they_are() => await Converse(async client =>
    {
        var result = await Call(client, "claim", ("claim", "x^2 > 0"), ("on", "x=[-1,1]"));
        var claim = result.StructuredContent!.Value.GetProperty("claims")[0];
        using var text = JsonDocument.Parse(Text(result));
        Assert.Multiple(() =>
        {
            Assert.That(result.IsError, Is.Not.True);
            Assert.That(claim.GetProperty("verdict").GetString(), Is.EqualTo("refuted"));
            Assert.That(claim.GetProperty("witness").GetProperty("x").GetString(), Is.EqualTo("0"));
            Assert.That(JsonElement.DeepEquals(text.RootElement, result.StructuredContent!.Value));
        });
        var check = await Call(client, "check", ("objective", "(x*y-1)^2/2"), ("start", new { x = 2, y = 0.2 }), ("step", 0.85));
        Assert.That(check.StructuredContent!.Value.GetProperty("prediction").GetProperty("convergence").GetString(), Is.EqualTo("certified"));
    });

    [Test]
    public async Task What_cant_be_read_or_is_not_offered_is_a_result_that_says_so() => await Converse(async client =>
    {
        var unread = await Call(client, "check", ("objective", "log(cosh(x*y-"), ("start", "x=1,y=1"), ("step", 0.1));
        var file = await Call(client, "run", ("objective", "examples/logcosh.toml"));
        var report = await Call(client, "run", ("objective", "x*y"), ("report", "/tmp/report.html"));
        Assert.Multiple(() =>
        {
            Assert.That((unread.IsError, file.IsError, report.IsError), Is.EqualTo(((bool?)true, (bool?)true, (bool?)true)));
            Assert.That(Text(unread), Does.StartWith("objective: 1:14"));
        });
        var unknown = await Assert.ThrowsAsync<McpProtocolException>(() => Call(client, "prove"));
        Assert.That(unknown!.ErrorCode, Is.EqualTo(McpErrorCode.InvalidParams));
    });
}
