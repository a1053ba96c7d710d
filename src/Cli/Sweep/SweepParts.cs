using System.Globalization;
using System.Security.Cryptography;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Sweep;

/// <summary>The parts of a sweep: what each file says of itself, and their union.</summary>
/// <remarks>A part holds its cells as they were run; what is said of all cells together (longer runs of certified ones, a region's bounds) is for the
/// union.</remarks>
internal static class SweepParts
{
    private const string Problem = "boundcheck.problem", First = "boundcheck.first", Digest = "boundcheck.digest";

    /// <summary>Writes a finished part.</summary>
    /// <exception cref="InputException">The file can't be written.</exception>
    internal static void Write(SweepShard shard, SweepPlan part, SweepTable table, string problem) =>
        (SweepData.Of(part, table) with
        {
            Metadata = new Dictionary<string, string>
            {
                [Problem] = problem,
                [First] = part.First.ToString(CultureInfo.InvariantCulture),
                [Digest] = Hash(table, 0, table.Cells),
            },
        }).Write(shard.File);

    /// <summary>Whether the file of a part is there and whole; its cells are then in the table.</summary>
    internal static bool IsFinished(SweepShard shard, SweepPlan part, string problem, SweepTable table)
    {
        if (!File.Exists(shard.File))
            return false;
        try
        {
            Load(shard, problem, part.First, 0, part.Cells, table);
            table.Finished = table.Cells;
            return true;
        }
        catch (InputException)
        {
            // Damaged, or of another sweep: made again.
            return false;
        }
    }

    /// <summary>Reads all parts into the table of the whole sweep.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problem">The hash of the sweep that the parts have to be of.</param>
    /// <param name="table">The empty table.</param>
    /// <exception cref="InputException">A part is missing, damaged, or of another sweep.</exception>
    internal static void Read(string folder, string problem, SweepTable table)
    {
        var manifest = ShardManifest.Read(folder);
        if (manifest.Problem != problem || manifest.Cells != table.Cells)
            throw new InputException($"{folder}: the parts are of another problem than the command in the manifest: a file that it names has changed");
        var missing = Enumerable.Range(1, manifest.Shards).Where(i => !File.Exists(SweepShard.FileOf(folder, i, manifest.Shards))).ToList();
        if (missing.Count > 0)
            throw new InputException($"{folder}: {missing.Count} of {manifest.Shards} parts are missing: "
                + $"{string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", .." : "")}");
        for (int i = 1; i <= manifest.Shards; i++)
        {
            var shard = new SweepShard(i, manifest.Shards, folder);
            var (first, count) = shard.Cells(table.Cells);
            Load(shard, problem, first, first, count, table);
        }
        table.Finished = table.Cells;
    }

    // The part that begins at a cell of the sweep, into the table from another place on.
    private static void Load(SweepShard shard, string problem, int first, int at, int count, SweepTable table)
    {
        var metadata = SweepReader.Read(shard.File, table, said =>
            Said(said, Problem) == problem && Said(said, First) == first.ToString(CultureInfo.InvariantCulture)
                ? (at, count)
                : throw new InputException($"{shard.File}: a part of another sweep"));
        if (Said(metadata, Digest) != Hash(table, at, count))
            throw new InputException($"{shard.File}: damaged: its cells are not those that were written");
    }

    private static string? Said(IReadOnlyDictionary<string, string> metadata, string key) => metadata.TryGetValue(key, out string? value) ? value : null;

    private static string Hash(SweepTable table, int first, int count) =>
        Convert.ToHexStringLower(SHA256.HashData(SweepCheckpoint.Pack(table, first, count)));
}
