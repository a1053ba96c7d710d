using System.Globalization;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Numeric.Trajectories;
using SkiaSharp;

namespace BoundCheck.Cli.Sweep;

/// <summary>How each run ended, and whether that is certified.</summary>
internal sealed class OutcomeColouring : CellColouring
{
    private static readonly (string Label, SKColor Color)[] s_classes =
    [
        ("certified, converged", new SKColor(0x1b, 0x7f, 0x3b)),
        ("converged, not certified", new SKColor(0x7f, 0xc8, 0xe8)),
        ("period 2", new SKColor(0xf6, 0xc8, 0x4c)),
        ("period 3, 5, 6, 7", new SKColor(0xb8, 0x86, 0x0b)),
        ("period 4", new SKColor(0xf0, 0x8c, 0x2e)),
        ("period 8", new SKColor(0xd9, 0x5b, 0x3a)),
        ("longer period", new SKColor(0xa3, 0x3b, 0x6f)),
        ("stationary, not the minimiser", new SKColor(0xff, 0xd1, 0xe8)),
        ("bounded, aperiodic", new SKColor(0x6a, 0x4f, 0xb0)),
        ("unsettled", new SKColor(0xe8, 0xe0, 0xa0)),
        ("diverged", new SKColor(0x2b, 0x2b, 0x33)),
        ("not finished", MapLayer.Other),
        ("certified to fail", new SKColor(0x8c, 0x1c, 0x13)),
        ("certified, NOT converged", new SKColor(0xff, 0x00, 0xff)),
    ];

    private const int NotFinished = 11, CertifiedToFail = 12, Broken = 13;

    internal override string Title => "Measured outcomes and the certified boundary";

    internal override string Caption => "Colours say what each run did.";

    internal override MapLayer Layer(int columns, int rows) => new KindLayer(columns, rows, s_classes.Length, NotFinished, Kind, Paint, Broken);

    private static (SKColor[], IReadOnlyList<(SKColor, string)>) Paint(long[] counts) => ([.. s_classes.Select(c => c.Color)],
        [.. s_classes.Select((c, k) => (c.Color, string.Create(CultureInfo.InvariantCulture, $"{c.Label}: {counts[k]}"))).Where((_, k) => counts[k] > 0)]);

    private static int Kind(SweepBand band, int cell) => band.Remarks[cell] == CellRemark.Contradiction ? Broken
        : band.Certificates[cell].Fails && band.Outcomes[cell] != Outcome.Converged ? CertifiedToFail : Class(band, cell);

    private static int Class(SweepBand band, int cell) => band.Outcomes[cell] switch
    {
        Outcome.Converged => band.Certificates[cell].Converges ? 0 : 1,
        Outcome.Diverged => 10,
        Outcome.Bounded => 8,
        Outcome.Unsettled => 9,
        _ => band.Periods[cell] switch
        {
            1 => 7,
            2 => 2,
            4 => 4,
            8 => 5,
            < 8 => 3,
            _ => 6,
        },
    };
}
