using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BoundCheck.Cli.Service.Rpc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace BoundCheck.Cli.Service;

/// <summary>The methods of a confined service as tools of the Model Context Protocol.</summary>
/// <remarks>
/// A tool's result is the command's JSON, as text and as structured content. What can't be read is a result that says so, for the assistant to mend; only an
/// unknown tool is an error of the protocol.
/// </remarks>
internal sealed class AssistantTools(BoundService service)
{
    private const string Instructions = """
        Checks statements about gradient descent with a large step and inequalities over the reals. A verdict is "proved" (exact arithmetic, Z3's unsat or
        outward-rounded intervals; never sampling), "refuted" (with a witness that was checked again) or "unknown" (with a reason): report it as it is, and
        never call an unknown statement true or false. What stands under "measurement" was computed in doubles and is not certified. Numbers are exact: 0.1 is
        1/10. No file is read or written: give expressions and numbers.
        """;

    private readonly List<Tool> _tools = [.. service.Methods.Where(m => !m.Command.Hidden).OrderBy(m => m.Name, StringComparer.Ordinal)
        .Select(m => Describe(m.Name, m.Command, m.Options))];

    /// <summary>Answers over two streams until the input ends.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    internal async Task Run(Stream input, Stream output, CancellationToken interrupt)
    {
        await using var transport = new StreamServerTransport(input, output, "boundcheck", null);
        await using var server = McpServer.Create(transport, new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "boundcheck", Version = typeof(AssistantTools).Assembly.GetName().Version!.ToString(3) },
            ServerInstructions = Instructions,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = _tools }),
                CallToolHandler = (request, cancellation) => Call(request.Params!, cancellation),
            },
        });
        await server.RunAsync(interrupt);
    }

    private async ValueTask<CallToolResult> Call(CallToolRequestParams request, CancellationToken cancellation)
    {
        try
        {
            using var parameters = RpcJson.Parse(JsonSerializer.SerializeToUtf8Bytes(request.Arguments ?? new Dictionary<string, JsonElement>()));
            byte[] answer = await service.Answer(request.Name, parameters.RootElement, cancellation);
            using var document = JsonDocument.Parse(answer);
            return new CallToolResult
            {
                Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(answer) }],
                StructuredContent = document.RootElement.Clone(),
            };
        }
        catch (ServiceException e) when (e.Code == ServiceException.NoMethod)
        {
            throw new McpProtocolException(e.Message, McpErrorCode.InvalidParams);
        }
        catch (ServiceException e) when (e.Code == ServiceException.Cancelled)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (ServiceException e)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = e.Message }] };
        }
    }

    private static Tool Describe(string name, Command command, MethodOptions options)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var argument in command.Arguments)
        {
            string parameter = MethodOptions.NameOf(argument);
            string[] types = argument.Arity.MaximumNumberOfValues > 1 ? ["string", "array"] : ["string"];
            properties[parameter] = Property(types, argument.Description);
            // The one claim may be left out on the command line, for a file.
            if (argument.Arity.MinimumNumberOfValues > 0 || parameter == "claim")
                required.Add(parameter);
        }
        foreach (var (parameter, option) in options.Options.Where(o => Confinement.Offers(name, o.Key)).OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            string[] types = option.ValueType == typeof(bool) ? ["boolean"]
                : option.Arity.MaximumNumberOfValues > 1 ? ["string", "number", "object", "array"] : ["string", "number", "object"];
            properties[parameter] = Property(types, option.Description);
        }
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
        return new Tool
        {
            Name = name,
            Description = command.Description!.Split("\n\n")[0],
            InputSchema = JsonSerializer.SerializeToElement(schema),
            Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
        };
    }

    private static JsonObject Property(string[] types, string? description) => new()
    {
        ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(t => JsonValue.Create(t))]),
        ["description"] = description,
    };
}
