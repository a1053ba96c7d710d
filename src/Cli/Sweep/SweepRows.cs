using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Sweep;

/// <summary>The cells of a sweep on their way into files: gathered to groups, each of which is written while the next one is run.</summary>
internal sealed class SweepRows : IDisposable
{
    private readonly SweepPlan _plan;
    private readonly ImmutableArray<string> _theorems;
    private readonly List<TableFile> _files = [];
    private readonly bool _meanwhile;
    private SweepBand _gathered;
    private SweepBand _spare;
    private Task _writing = Task.CompletedTask;

    /// <param name="plan">The cells.</param>
    /// <param name="theorems">The theorems that certify cells.</param>
    /// <param name="region">Whether the cells have the bounds of a region.</param>
    /// <param name="threads">With more than one, groups are written meanwhile.</param>
    /// <param name="paths">The files, CSV or Parquet; null for one that was not asked for.</param>
    internal SweepRows(SweepPlan plan, ImmutableArray<string> theorems, bool region, int threads, params IEnumerable<string?> paths)
    {
        (_plan, _theorems, _meanwhile) = (plan, theorems, threads > 1);
        var places = paths.OfType<string>().ToList();
        int capacity = places.Count == 0 ? 0 : (int)Math.Min(TableFile.RowsPerGroup, plan.Cells);
        (_gathered, _spare) = (new SweepBand(capacity), new SweepBand(_meanwhile ? capacity : 0));
        if (region)
        {
            _gathered.MakeRoomForRegion();
            _spare.MakeRoomForRegion();
        }
        try
        {
            foreach (string path in places)
                _files.Add(TableFile.Begin(path, SweepData.Of(plan, _gathered, theorems).Columns));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes the cells of a band, the next ones of the plan.</summary>
    internal void Add(SweepBand band)
    {
        if (_files.Count == 0)
            return;
        for (int from = 0; from < band.Count;)
        {
            if (_gathered.Count == 0)
                _gathered.Begin(band.First + from, 0);
            from += _gathered.Append(band, from);
            if (_gathered.Count == _gathered.Capacity)
                Write();
        }
    }

    /// <summary>Ends the files and puts them in their places.</summary>
    /// <param name="metadata">What a Parquet file says of itself.</param>
    internal void Complete(IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (_gathered.Count > 0)
            Write();
        _writing.GetAwaiter().GetResult();
        foreach (var file in _files)
            file.Complete(metadata);
    }

    public void Dispose()
    {
        // What went wrong in it does not matter any more.
        Task.WaitAny(_writing);
        foreach (var file in _files)
            file.Dispose();
    }

    private void Write()
    {
        _writing.GetAwaiter().GetResult();
        var full = _gathered;
        if (_meanwhile)
        {
            (_gathered, _spare) = (_spare, _gathered);
            _writing = Task.Run(() => Write(full));
        }
        else
        {
            Write(full);
        }
        _gathered.Begin(0, 0);
    }

    private void Write(SweepBand group)
    {
        var rows = SweepData.Of(_plan, group, _theorems);
        foreach (var file in _files)
            file.Add(rows);
    }
}
