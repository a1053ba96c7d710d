using System.Text.Json;

namespace BoundCheck.Cli.Service.Rpc;

/// <summary>JSON whose texts are texts: "\ud83d" alone is JSON by its grammar, and no Unicode.</summary>
internal static class RpcJson
{
    /// <summary>Reads one value.</summary>
    /// <exception cref="JsonException">It is not JSON, or a text in it is no Unicode.</exception>
    internal static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        var document = JsonDocument.Parse(utf8);
        try
        {
            Check(document.RootElement);
            return document;
        }
        catch (InvalidOperationException e)
        {
            document.Dispose();
            throw new JsonException("a text is no Unicode (half of a surrogate pair)", e);
        }
    }

    // The depth is limited by the parser.
    private static void Check(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                Check(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                Check(member.Value);
            }
    }
}
