using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Sweep;

/// <summary>What the parts of a sweep have in common, as manifest.json beside them.</summary>
/// <param name="Arguments">The command of the whole sweep, as typed, without shard and folder.</param>
/// <param name="Problem">The hash of everything a result depends on.</param>
/// <param name="Cells">The number of cells of the whole sweep.</param>
/// <param name="Shards">The number of parts.</param>
internal sealed record ShardManifest(ImmutableArray<string> Arguments, string Problem, int Cells, int Shards)
{
    private const long LargestFile = 1 << 24;

    /// <summary>The hash of a problem's identity.</summary>
    internal static string Hash(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));

    private static string Place(string folder) => Path.Combine(folder, "manifest.json");

    /// <summary>Writes the manifest, or checks that the one there is of the same sweep.</summary>
    /// <exception cref="InputException">Another sweep's parts stand in the folder, or it can't be written.</exception>
    internal void Put(string folder)
    {
        if (File.Exists(Place(folder)) && Read(folder) is var known)
        {
            if (known.Problem != Problem || known.Cells != Cells || known.Shards != Shards)
                throw new InputException($"--out: {folder} holds parts of another sweep ({known.Shards} parts of {known.Cells} cells: "
                    + $"{string.Join(' ', known.Arguments)})");
            return;
        }
        AtomicFile.Write(Place(folder), stream => stream.Write(JsonOutput.Document(json =>
        {
            JsonOutput.WriteStrings(json, "arguments", Arguments);
            json.WriteString("problem", Problem);
            json.WriteNumber("cells", Cells);
            json.WriteNumber("shards", Shards);
        })));
    }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="InputException">There is none, or it is damaged.</exception>
    internal static ShardManifest Read(string folder)
    {
        string path = Place(folder);
        try
        {
            using var document = JsonDocument.Parse(InputFile.Bytes(path, path, "a manifest", LargestFile));
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() != JsonOutput.Schema)
                throw new InputException($"{path}: expected schema {JsonOutput.Schema}");
            return new ShardManifest([.. root.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()!)],
                root.GetProperty("problem").GetString()!, root.GetProperty("cells").GetInt32(), root.GetProperty("shards").GetInt32());
        }
        catch (InputException e) when (e.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: not found; expected the folder of a sweep made with --shard i/n --out DIR", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: not a readable manifest: {e.Message}", e);
        }
    }
}
