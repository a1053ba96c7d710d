using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using BoundCheck.Cli.Service;
using BoundCheck.Cli.Service.Rpc;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>The protocol, with a handler that says its method back.</summary>
public sealed class RpcServerTests
{
    private static Task<byte[]> Echo(string method, JsonElement? parameters, CancellationToken cancellation) => method == "fail"
        ? throw new ServiceException(ServiceException.BadInput, "no")
        : Task.FromResult(Encoding.UTF8.GetBytes($$"""{"method":"{{method}}","params":{{parameters?.GetRawText() ?? "null"}}}"""));

    private static string[] Lines(string input, RpcHandler? handler = null)
    {
        using var output = new MemoryStream();
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var server = new RpcServer(source, output, handler ?? Echo);
        server.Run(CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"m"}""", """{"jsonrpc":"2.0","id":1,"result":{"method":"m","params":null}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":"é","method":"m","params":[1]}""", """{"jsonrpc":"2.0","id":"é","result":{"method":"m","params":[1]}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":null,"method":"m"}""", """{"jsonrpc":"2.0","id":null,"result":{"method":"m","params":null}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"fail"}""", """{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}""")]
    [TestCase("""{"jsonrpc":"2.0","method":"m"}""", "")]
    [TestCase("""{"jsonrpc":"2.0","method":"fail"}""", "")]
    [TestCase("", "")]
    [TestCase(" \r\n\n", "")]
    [TestCase("""[{"jsonrpc":"2.0","method":"m"}]""", "")]
    [TestCase("""[{"jsonrpc":"2.0","id":2,"method":"b"},{"jsonrpc":"2.0","method":"m"},{"jsonrpc":"2.0","id":1,"method":"a"}]""",
        """[{"jsonrpc":"2.0","id":2,"result":{"method":"b","params":null}},{"jsonrpc":"2.0","id":1,"result":{"method":"a","params":null}}]""")]
    public void A_message_is_answered_as_the_specification_says(string message, string answer) =>
        Assert.That(Lines(message), Is.EqualTo(answer.Length == 0 ? Array.Empty<string>() : [answer]));

    [TestCase("""{"jsonrpc":"2.0","id":1,"method""", -32700, "null")]
    [TestCase("[", -32700, "null")]
    [TestCase("\uFFFF", -32700, "null")]
    [TestCase("""{"jsonrpc":"2.0","id":7,"method":"\ud83d"}""", -32700, "null")]
    [TestCase("""{"jsonrpc":"2.0","id":7,"method":"m","params":{"\udc00":[{"a":"b"}]}}""", -32700, "null")]
    [TestCase("[]", -32600, "null")]
    [TestCase("1", -32600, "null")]
    [TestCase("[1]", -32600, "null")]
    [TestCase("""{"id":7,"method":"m"}""", -32600, "7")]
    [TestCase("""{"jsonrpc":2.0,"id":7,"method":"m"}""", -32600, "7")]
    [TestCase("""{"jsonrpc":"2.0","id":7,"method":1}""", -32600, "7")]
    [TestCase("""{"jsonrpc":"2.0","id":7,"method":"m","params":"p"}""", -32600, "7")]
    [TestCase("""{"jsonrpc":"2.0","id":{},"method":"m"}""", -32600, "null")]
    public void What_is_no_request_is_answered_with_an_error(string message, int code, string id)
    {
        using var answer = JsonDocument.Parse(Lines(message).Single());
        var one = answer.RootElement.ValueKind == JsonValueKind.Array ? answer.RootElement[0] : answer.RootElement;
        Assert.That((one.GetProperty("error").GetProperty("code").GetInt32(), one.GetProperty("id").GetRawText()), Is.EqualTo((code, id)));
    }

    [Test]
    public void A_line_beyond_the_limit_is_refused_and_the_next_is_answered()
    {
        var lines = Lines(new string('[', RpcServer.MostBytes + 1) + "\n" + """{"jsonrpc":"2.0","id":1,"method":"m"}""");
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines, Has.Some.Contain($"{ServiceException.TooMuch}"));
        Assert.That(lines, Has.Some.Contain("\"id\":1"));
    }

    [Test]
    public void A_bug_in_one_request_is_its_answer_and_the_next_is_answered()
    {
        var lines = Lines("""
            {"jsonrpc":"2.0","id":1,"method":"bug"}
            {"jsonrpc":"2.0","id":2,"method":"m"}
            """, (method, parameters, cancellation) => method == "bug" ? throw new InvalidOperationException("x") : Echo(method, parameters, cancellation));
        Assert.That(lines, Has.Some.Contains("\"id\":1,\"error\":{\"code\":-32603").And.Some.Contains("\"id\":2,\"result\""));
    }

    [Test]
    public void A_deep_message_is_an_error() => Assert.That(Lines(new string('[', 100_000)).Single(), Does.Contain("-32700"));

    [Test]
    public void A_cancelled_request_is_answered_as_cancelled_and_others_go_on()
    {
        // The first request ends by its cancellation only.
        static async Task<byte[]> Handler(string method, JsonElement? parameters, CancellationToken cancellation)
        {
            if (method == "endless")
            {
                var never = new TaskCompletionSource();
                await using var end = cancellation.Register(never.SetResult);
                await never.Task;
                throw new ServiceException(ServiceException.Cancelled, "cancelled");
            }
            return "1"u8.ToArray();
        }
        var lines = Lines("""
            {"jsonrpc":"2.0","id":1,"method":"endless"}
            {"jsonrpc":"2.0","id":2,"method":"quick"}
            {"jsonrpc":"2.0","method":"cancel","params":{"id":3}}
            {"jsonrpc":"2.0","method":"cancel","params":[]}
            {"jsonrpc":"2.0","method":"cancel","params":{"id":1}}
            """, Handler);
        Assert.That(lines, Is.EquivalentTo(new[]
        {
            """{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"cancelled"}}""",
            """{"jsonrpc":"2.0","id":2,"result":1}""",
        }));
    }

    [Test]
    public void When_nobody_reads_the_answers_the_server_ends()
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"m"}"""));
        var closed = new AnonymousPipeServerStream(PipeDirection.Out);
        closed.Dispose();
        using var server = new RpcServer(source, closed, Echo);
        Assert.That(() => server.Run(CancellationToken.None).GetAwaiter().GetResult(), Throws.Nothing);
    }

    [Test]
    public void The_program_answers_over_its_standard_streams_and_ends_with_the_input()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "boundcheck.dll"), "serve", "--stdio"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        program.StandardInput.WriteLine("""{"jsonrpc":"2.0","id":1,"method":"claim","params":{"claim":"x^2 >= 0"}}""");
        using var answer = JsonDocument.Parse(program.StandardOutput.ReadLine()!);
        program.StandardInput.Close();
        Assert.Multiple(() =>
        {
            Assert.That(answer.RootElement.GetProperty("result").GetProperty("claims")[0].GetProperty("verdict").GetString(), Is.EqualTo("proved"));
            Assert.That(program.StandardOutput.ReadToEnd(), Is.Empty);
            program.WaitForExit();
            Assert.That(program.ExitCode, Is.Zero);
        });
    }
}
