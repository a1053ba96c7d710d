using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Sweep;

/// <summary>Reads the Parquet file of a sweep's table back, group by group.</summary>
internal sealed class SweepReader : IDisposable
{
    private readonly string _path;
    private readonly ImmutableArray<string> _theorems;
    private readonly FileStream _stream;
    private readonly ParquetReader _reader;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="theorems">The theorems that the file may name.</param>
    /// <exception cref="InputException">It can't be read.</exception>
    internal SweepReader(string path, ImmutableArray<string> theorems)
    {
        (_path, _theorems) = (path, theorems);
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            _reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
            _stream = stream;
        }
        // A damaged file makes the library fail in many ways.
        catch (Exception e)
        {
            stream?.Dispose();
            throw Unreadable(e);
        }
    }

    /// <summary>What the file says of itself.</summary>
    internal IReadOnlyDictionary<string, string> Metadata => _reader.CustomMetadata ?? [];

    /// <summary>The cells of the file, which has to have so many; a band a group.</summary>
    /// <param name="first">The cell of the plan that comes first.</param>
    /// <param name="cells">Their number.</param>
    /// <exception cref="InputException">It can't be read as such a table.</exception>
    internal IEnumerable<SweepBand> Bands(long first, long cells)
    {
        long end = first + cells;
        for (int g = 0; g < _reader.RowGroupCount; g++)
        {
            var band = Read(g, first, end);
            yield return band;
            first += band.Count;
        }
        if (first != end)
            throw Unreadable(new InvalidDataException($"{end - first} cells are missing"));
    }

    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    private InputException Unreadable(Exception e) => new($"{_path}: not a readable part of a sweep: {e.Message}", e);

    private SweepBand Read(int group, long first, long end)
    {
        try
        {
            return ReadAsync(group, first, end).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw Unreadable(e);
        }
    }

    private async Task<SweepBand> ReadAsync(int index, long first, long end)
    {
        using var group = _reader.OpenRowGroupReader(index);
        if (group.RowCount > Math.Min(end - first, TableFile.RowsPerGroup))
            throw new InvalidDataException("it has more cells than its part of the sweep");
        int rows = (int)group.RowCount;
        var band = new SweepBand(rows);
        band.Begin(first, rows);
        var certified = await Names(SweepData.Converges).ConfigureAwait(false);
        var failures = await Names(SweepData.Fails).ConfigureAwait(false);
        var outcomes = await Names(SweepData.Outcome).ConfigureAwait(false);
        var periods = await Values<int>(SweepData.Period).ConfigureAwait(false);
        await group.ReadAsync<long>(Find(SweepData.Steps), band.Steps.AsMemory()).ConfigureAwait(false);
        await group.ReadAsync<double>(Find(SweepData.Sharpness), band.LimitSharpness.AsMemory()).ConfigureAwait(false);
        await group.ReadAsync<double>(Find(SweepData.MaxLoss), band.MaxLoss.AsMemory()).ConfigureAwait(false);
        foreach (var kind in SweepData.Kinds)
        {
            bool[] seen = await Values<bool>(SweepData.Name(kind)).ConfigureAwait(false);
            for (int i = 0; i < rows; i++)
                band.Phenomena[i] |= seen[i] ? kind : 0;
        }
        for (int i = 0; i < rows; i++)
        {
            band.Certificates[i] = failures[i] != SweepData.None ? new(CellVerdict.Fails, Rule(failures[i]))
                : certified[i] != SweepData.None ? new(CellVerdict.Converges, Rule(certified[i])) : default;
            band.Outcomes[i] = Enum.TryParse<Outcome>(outcomes[i], ignoreCase: true, out var outcome) ? outcome
                : throw new InvalidDataException($"unknown outcome '{ProblemReader.Shorten(outcomes[i])}'");
            band.Periods[i] = checked((byte)periods[i]);
        }
        return band;

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

    private DataField Find(string name) => Array.Find(_reader.Schema.GetDataFields(), f => f.Name == name)
        ?? throw new InvalidDataException($"column {name} is missing");

    private byte Rule(string theorem) => _theorems.IndexOf(theorem) is >= 0 and var at ? (byte)at
        : throw new InvalidDataException($"theorem '{ProblemReader.Shorten(theorem)}' certifies no cells of this sweep");
}
