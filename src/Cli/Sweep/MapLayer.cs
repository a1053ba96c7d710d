using BoundCheck.Bounds.Studies.Sweeps;
using SkiaSharp;

namespace BoundCheck.Cli.Sweep;

/// <summary>The colours of a map, one row of pixels after the other, each pixel from the cells that it stands for.</summary>
/// <param name="columns">Pixels of a row.</param>
/// <param name="rows">Rows.</param>
internal abstract class MapLayer(int columns, int rows)
{
    /// <summary>Where there is nothing to say.</summary>
    internal static readonly SKColor Other = new(0xc8, 0xc8, 0xc8);

    /// <summary>Pixels of a row.</summary>
    protected int Columns => columns;

    /// <summary>Pixels in all.</summary>
    protected int Pixels => columns * rows;

    /// <summary>Counts a cell of a band for a pixel of the present row.</summary>
    internal abstract void Count(SweepPlan plan, SweepBand band, int cell, int column);

    /// <summary>Ends a row.</summary>
    internal abstract void EndRow(int row);

    /// <summary>The colour of each pixel and the legend.</summary>
    /// <param name="unfinished">The number of cells that are missing.</param>
    internal abstract (SKColor[] Pixels, IReadOnlyList<(SKColor Color, string Label)> Legend) Finish(long unfinished);
}

/// <summary>Cells of a few kinds: a pixel has the colour of the kind that most of its cells are of.</summary>
/// <param name="columns">Pixels of a row.</param>
/// <param name="rows">Rows.</param>
/// <param name="kinds">The number of kinds, that of unfinished cells included.</param>
/// <param name="unfinishedKind">The kind of unfinished cells.</param>
/// <param name="kindOf">The kind of a cell.</param>
/// <param name="paint">The colour of each kind, and the legend, from the number of cells of each.</param>
/// <param name="strongest">A kind that is shown wherever a single cell is of it; -1 for none.</param>
internal sealed class KindLayer(
    int columns, int rows, int kinds, int unfinishedKind, Func<SweepBand, int, int> kindOf,
    Func<long[], (SKColor[] Colours, IReadOnlyList<(SKColor Color, string Label)> Legend)> paint, int strongest = -1) : MapLayer(columns, rows)
{
    private readonly int[] _row = new int[columns * kinds];
    private readonly long[] _counts = new long[kinds];
    private readonly byte[] _pixels = Filled(columns * rows, (byte)unfinishedKind);

    internal override void Count(SweepPlan plan, SweepBand band, int cell, int column)
    {
        int kind = kindOf(band, cell);
        _counts[kind]++;
        _row[column * kinds + kind]++;
    }

    internal override void EndRow(int row)
    {
        for (int column = 0; column < Columns; column++)
        {
            var seen = _row.AsSpan(column * kinds, kinds);
            int most = strongest >= 0 && seen[strongest] > 0 ? strongest : 0;
            for (int kind = 1; kind < kinds && most != strongest; kind++)
                most = seen[kind] > seen[most] ? kind : most;
            if (seen[most] > 0)
                _pixels[row * Columns + column] = (byte)most;
        }
        Array.Clear(_row);
    }

    internal override (SKColor[], IReadOnlyList<(SKColor, string)>) Finish(long unfinished)
    {
        _counts[unfinishedKind] += unfinished;
        var (colours, legend) = paint(_counts);
        return ([.. _pixels.Select(kind => colours[kind])], legend);
    }

    private static byte[] Filled(int length, byte value)
    {
        var values = new byte[length];
        values.AsSpan().Fill(value);
        return values;
    }
}
