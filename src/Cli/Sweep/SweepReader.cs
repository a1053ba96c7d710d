using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Sweep;

/// <summary>Reads the Parquet file of a sweep's table back.</summary>
internal static class SweepReader
{
    /// <summary>Reads what a file says of itself, and its cells into a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table; its theorems have the names that the file may use.</param>
    /// <param name="place">The first cell and the number of cells that the file has to have, by what it says of itself.</param>
    /// <exception cref="InputException">It can't be read as such a table.</exception>
    internal static IReadOnlyDictionary<string, string> Read(string path, SweepTable table,
        Func<IReadOnlyDictionary<string, string>, (int First, int Count)> place)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return ReadAsync(stream, table, place).GetAwaiter().GetResult();
        }
        // A damaged file makes the library fail in many ways.
        catch (Exception e) when (e is not InputException)
        {
            throw new InputException($"{path}: not a readable part of a sweep: {e.Message}", e);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Stream stream, SweepTable table,
        Func<IReadOnlyDictionary<string, string>, (int First, int Count)> place)
    {
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        var metadata = reader.CustomMetadata ?? [];
        var (first, cells) = place(metadata);
        int end = first + cells;
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            int rows = checked((int)group.RowCount);
            if (rows > end - first)
                throw new InvalidDataException("it has more cells than its part of the sweep");
            var certified = await Names(SweepData.Converges).ConfigureAwait(false);
            var failures = await Names(SweepData.Fails).ConfigureAwait(false);
            var outcomes = await Names(SweepData.Outcome).ConfigureAwait(false);
            var periods = await Values<int>(SweepData.Period).ConfigureAwait(false);
            var steps = await Values<long>(SweepData.Steps).ConfigureAwait(false);
            var sharpness = await Values<double>(SweepData.Sharpness).ConfigureAwait(false);
            var loss = await Values<double>(SweepData.MaxLoss).ConfigureAwait(false);
            var seen = new bool[SweepData.Kinds.Length][];
            for (int k = 0; k < SweepData.Kinds.Length; k++)
                seen[k] = await Values<bool>(SweepData.Name(SweepData.Kinds[k])).ConfigureAwait(false);
            for (int i = 0; i < rows; i++)
            {
                int cell = first + i;
                table.Certificates[cell] = failures[i] != SweepData.None ? new(CellVerdict.Fails, Rule(failures[i]))
                    : certified[i] != SweepData.None ? new(CellVerdict.Converges, Rule(certified[i])) : default;
                table.Outcomes[cell] = Enum.TryParse<Outcome>(outcomes[i], ignoreCase: true, out var outcome) ? outcome
                    : throw new InvalidDataException($"unknown outcome '{ProblemReader.Shorten(outcomes[i])}'");
                table.Periods[cell] = checked((byte)periods[i]);
                (table.Steps[cell], table.LimitSharpness[cell], table.MaxLoss[cell]) = (steps[i], sharpness[i], loss[i]);
                for (int k = 0; k < SweepData.Kinds.Length; k++)
                    table.Phenomena[cell] |= seen[k][i] ? SweepData.Kinds[k] : 0;
            }
            first += rows;

            async Task<T[]> Values<T>(string name)
                where T : struct
            {
                var values = new T[rows];
                await group.ReadAsync<T>(Find(name), values.AsMemory()).ConfigureAwait(false);
                return values;
            }

            async Task<string[]> Names(string name)
            {
                var values = new string?[rows];
                await group.ReadAsync(Find(name), values.AsMemory()).ConfigureAwait(false);
                return [.. values.Select(v => v ?? SweepData.None)];
            }
        }
        return first == end ? metadata : throw new InvalidDataException($"{end - first} cells are missing");

        DataField Find(string name) => Array.Find(reader.Schema.GetDataFields(), f => f.Name == name)
            ?? throw new InvalidDataException($"column {name} is missing");

        byte Rule(string theorem) => table.Theorems.IndexOf(theorem) is >= 0 and var at ? (byte)at
            : throw new InvalidDataException($"theorem '{ProblemReader.Shorten(theorem)}' certifies no cells of this sweep");
    }
}
