using BoundCheck.Bounds.Studies.Sweeps;
using SkiaSharp;

namespace BoundCheck.Cli.Sweep;

/// <summary>The map of a sweep, filled band by band: a pixel a cell, or a pixel for a rectangle of cells where there are too many to be seen.</summary>
internal sealed class SweepMap
{
    /// <summary>The most pixels a side.</summary>
    internal const int MostPixels = 2048;

    private readonly SweepPlan _plan;
    private readonly MapLayer _layer;
    private readonly int[] _certified;
    private readonly bool[] _inside;
    private int _row;

    internal SweepMap(SweepPlan plan, CellColouring colouring)
    {
        _plan = plan;
        Colouring = colouring;
        int across = plan.Axes[0].Count, up = plan.Axes.Length > 1 ? plan.Axes[1].Count : 1;
        (CellsAcross, CellsUp) = ((across + MostPixels - 1) / MostPixels, (up + MostPixels - 1) / MostPixels);
        (Columns, Rows) = ((across + CellsAcross - 1) / CellsAcross, (up + CellsUp - 1) / CellsUp);
        _layer = colouring.Layer(Columns, Rows);
        _certified = new int[Columns];
        _inside = new bool[Columns * Rows];
    }

    /// <summary>What the colours say.</summary>
    internal CellColouring Colouring { get; }

    /// <summary>Cells a pixel along the first axis.</summary>
    internal int CellsAcross { get; }

    /// <summary>Cells a pixel along the second axis.</summary>
    internal int CellsUp { get; }

    /// <summary>Pixels of a row.</summary>
    internal int Columns { get; }

    /// <summary>Rows of pixels.</summary>
    internal int Rows { get; }

    /// <summary>Takes the cells of a band, the next ones of the plan.</summary>
    internal void Add(SweepBand band)
    {
        int across = _plan.Axes[0].Count;
        var (y, x) = Math.DivRem(band.First, across);
        for (int i = 0; i < band.Count; i++)
        {
            if (x == across)
                (x, y) = (0, y + 1);
            int row = (int)(y / CellsUp), column = (int)(x / CellsAcross);
            if (row != _row)
            {
                EndRow();
                _row = row;
            }
            _layer.Count(_plan, band, i, column);
            _certified[column] += band.Certificates[i].Converges ? 1 : 0;
            x++;
        }
    }

    /// <summary>The colour of each pixel, row after row, and the legend; to be asked once, after all cells.</summary>
    /// <param name="unfinished">The number of cells that are missing.</param>
    internal (SKColor[] Pixels, IReadOnlyList<(SKColor Color, string Label)> Legend) Finish(long unfinished)
    {
        EndRow();
        return _layer.Finish(unfinished);
    }

    /// <summary>Whether every cell of a pixel is certified to converge; false outside the map.</summary>
    internal bool IsInside(int column, int row) => column >= 0 && row >= 0 && column < Columns && row < Rows && _inside[row * Columns + column];

    private void EndRow()
    {
        int high = _plan.Axes.Length > 1 ? Math.Min(CellsUp, _plan.Axes[1].Count - _row * CellsUp) : 1;
        for (int column = 0; column < Columns; column++)
            _inside[_row * Columns + column] = _certified[column] == high * Math.Min(CellsAcross, _plan.Axes[0].Count - column * CellsAcross);
        Array.Clear(_certified);
        _layer.EndRow(_row);
    }
}
