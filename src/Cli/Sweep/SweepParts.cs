using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Sweep;

/// <summary>The parts of a sweep: what each file says of itself, and their union.</summary>
/// <remarks>A part holds its cells as they were run; what is said of all cells together (longer runs of certified ones, a region's bounds) is for the
/// union.</remarks>
internal static class SweepParts
{
    /// <summary>The ending of a part's file.</summary>
    internal const string Extension = "parquet";

    private const string Problem = "boundcheck.problem", First = "boundcheck.first", Digest = "boundcheck.digest";

    /// <summary>What the file of a part says of itself.</summary>
    /// <param name="part">The cells.</param>
    /// <param name="problem">The hash of the sweep.</param>
    /// <param name="digest">The hash of what the cells say.</param>
    internal static Dictionary<string, string> Metadata(SweepPlan part, string problem, IncrementalHash digest) => new()
    {
        [Problem] = problem,
        [First] = part.First.ToString(CultureInfo.InvariantCulture),
        [Digest] = Convert.ToHexStringLower(digest.GetCurrentHash()),
    };

    /// <summary>Whether the file of a part is there and whole.</summary>
    internal static bool IsFinished(Shard shard, SweepPlan part, string problem, ImmutableArray<string> theorems)
    {
        if (!File.Exists(shard.File(Extension)))
            return false;
        try
        {
            return Load(shard, problem, part.First, part.Cells, theorems).Sum(b => b.Count) == part.Cells;
        }
        catch (InputException)
        {
            // Damaged, or of another sweep: made again.
            return false;
        }
    }

    /// <summary>Reads all parts, one after the other.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problem">The hash of the sweep that the parts have to be of.</param>
    /// <param name="cells">The number of cells of the whole sweep.</param>
    /// <param name="theorems">The theorems that certify cells.</param>
    /// <exception cref="InputException">A part is missing, damaged, or of another sweep; a damaged one may be found only after its cells were handed
    /// out.</exception>
    internal static IEnumerable<SweepBand> Read(string folder, string problem, long cells, ImmutableArray<string> theorems)
    {
        var shards = ShardManifest.Parts(folder, problem, cells, Extension);
        return shards.SelectMany(shard => shard.Of(cells) is var (first, count) ? Load(shard, problem, first, count, theorems) : []);
    }

    // The cells of a part; their digest is compared at the end.
    private static IEnumerable<SweepBand> Load(Shard shard, string problem, long first, long count, ImmutableArray<string> theorems)
    {
        using var reader = new SweepReader(shard.File(Extension), theorems);
        if (Said(Problem) != problem || Said(First) != first.ToString(CultureInfo.InvariantCulture))
            throw new InputException($"{shard.File(Extension)}: a part of another sweep");
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var band in reader.Bands(first, count))
        {
            digest.AppendData(SweepCheckpoint.Pack(band));
            yield return band;
        }
        if (Said(Digest) != Convert.ToHexStringLower(digest.GetCurrentHash()))
            throw new InputException($"{shard.File(Extension)}: damaged: its cells are not those that were written");

        string? Said(string key) => reader.Metadata.TryGetValue(key, out string? value) ? value : null;
    }
}
