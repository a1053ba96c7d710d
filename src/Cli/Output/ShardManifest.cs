using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Output;

/// <summary>What the parts of a sweep, of networks or of a hunt have in common, as manifest.json beside them.</summary>
/// <param name="Arguments">The command of the whole, as typed, without its name, shard and folder.</param>
/// <param name="Problem">The hash of everything a result depends on.</param>
/// <param name="Cells">The number of pieces of the whole: cells of a sweep, runs of networks or of a hunt.</param>
/// <param name="Shards">The number of parts.</param>
internal sealed record ShardManifest(ImmutableArray<string> Arguments, string Problem, long Cells, int Shards)
{
    private const long LargestFile = 1 << 24;

    /// <summary>The hash of a problem's identity.</summary>
    internal static string Hash(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));

    private static string Place(string folder) => Path.Combine(folder, "manifest.json");

    /// <summary>Writes the manifest, or checks that the one there is of the same work.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What is divided: "sweep".</param>
    /// <exception cref="InputException">Parts of other work stand in the folder, or it can't be written.</exception>
    internal void Put(string folder, string work)
    {
        if (File.Exists(Place(folder)) && Read(folder) is var known)
        {
            if (known.Problem != Problem || known.Cells != Cells || known.Shards != Shards)
                throw new InputException($"--out: {folder} holds parts of another {work} ({known.Shards} parts of {known.Cells}: "
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

    /// <summary>The parts of a folder, all of them there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problem">The hash of the work that the parts have to be of.</param>
    /// <param name="cells">The number of its pieces.</param>
    /// <param name="extension">The ending of their files.</param>
    /// <exception cref="InputException">A part is missing, or they are of other work.</exception>
    internal static IReadOnlyList<Shard> Parts(string folder, string problem, long cells, string extension)
    {
        var manifest = Read(folder);
        if (manifest.Problem != problem || manifest.Cells != cells)
            throw new InputException($"{folder}: the parts are of another problem than the command in the manifest: a file that it names has changed");
        var parts = Enumerable.Range(1, manifest.Shards).Select(i => new Shard(i, manifest.Shards, folder)).ToList();
        var missing = parts.Where(p => !File.Exists(p.File(extension))).Select(p => p.Index).ToList();
        return missing.Count == 0 ? parts : throw new InputException($"{folder}: {missing.Count} of {manifest.Shards} parts are missing: "
            + $"{string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", .." : "")}");
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
                root.GetProperty("problem").GetString()!, root.GetProperty("cells").GetInt64(), root.GetProperty("shards").GetInt32());
        }
        catch (InputException e) when (e.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: not found; expected the folder that was made with --shard i/n --out DIR", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: not a readable manifest: {e.Message}", e);
        }
    }
}
