using System.Text.Encodings.Web;
using System.Text.Json;

namespace BoundCheck.Cli.Service.Rpc;

/// <summary>One request of JSON-RPC 2.0.</summary>
/// <param name="Id">The id, JSON as written; null for a notification.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The parameters; null when left out.</param>
internal sealed record RpcRequest(string? Id, string Method, JsonElement? Parameters)
{
    /// <summary>Reads one message.</summary>
    /// <returns>The request, or the id that an error names ("null" where there is none) and what is wrong.</returns>
    internal static (RpcRequest? Request, string Id, string? Error) Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return (null, "null", "expected an object with jsonrpc, method, params and id");
        bool hasId = message.TryGetProperty("id", out var id);
        if (hasId && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
            return (null, "null", "the id is a string, a number or null");
        string name = hasId ? id.GetRawText() : "null";
        if (!message.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
            return (null, name, "expected \"jsonrpc\": \"2.0\"");
        if (!message.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
            return (null, name, "the method is missing; expected a string");
        JsonElement? parameters = message.TryGetProperty("params", out var p) ? p : null;
        return parameters is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) }
            ? (null, name, "params is an object or a list")
            : (new RpcRequest(hasId ? name : null, method.GetString()!, parameters), name, null);
    }
}

/// <summary>Responses of JSON-RPC 2.0.</summary>
internal static class RpcResponse
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A result.</summary>
    /// <param name="id">JSON.</param>
    /// <param name="result">JSON.</param>
    internal static byte[] Result(string id, ReadOnlySpan<byte> result) => Write(id, json => { }, result);

    /// <summary>An error.</summary>
    internal static byte[] Error(string id, int code, string message) => Error(id, new ServiceException(code, message));

    /// <summary>An error with its data: place, line, column, found and expected, or the document.</summary>
    internal static byte[] Error(string id, ServiceException error) => Write(id, json => WriteError(json, error), default);

    internal static void WriteError(Utf8JsonWriter json, ServiceException error)
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", error.Code);
        json.WriteString("message", error.Message);
        if (error.Place is not null || error.Document is not null)
        {
            json.WriteStartObject("data");
            if (error.Place is not null)
                json.WriteString("place", error.Place);
            if (error.Where is { } where)
            {
                json.WriteNumber("line", where.Line);
                json.WriteNumber("column", where.Column);
                json.WriteString("found", where.Found);
                json.WriteString("expected", where.Expected);
                json.WriteString("complaint", where.Message);
            }
            if (error.Document is not null)
            {
                json.WritePropertyName("document");
                json.WriteRawValue(error.Document);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static byte[] Write(string id, Action<Utf8JsonWriter> body, ReadOnlySpan<byte> result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            body(json);
            if (!result.IsEmpty)
            {
                json.WritePropertyName("result");
                json.WriteRawValue(result, skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
