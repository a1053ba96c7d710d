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
        ("not finished", new SKColor(0xc8, 0xc8, 0xc8)),
        ("certified to fail", new SKColor(0x8c, 0x1c, 0x13)),
        ("certified, NOT converged", new SKColor(0xff, 0x00, 0xff)),
    ];

    private const int NotFinished = 11, CertifiedToFail = 12, Broken = 13;

    internal override string Title => "Measured outcomes and the certified boundary";

    internal override string Caption => "Colours say what each run did.";

    internal override (SKColor[] Cells, IReadOnlyList<(SKColor Color, string Label)> Legend) Of(SweepPlan plan, SweepTable table)
    {
        var seen = new int[s_classes.Length];
        var failed = table.Failures.ToHashSet();
        var cells = new SKColor[table.Cells];
        for (int i = 0; i < table.Cells; i++)
        {
            int kind = failed.Contains(i) ? Broken : i >= table.Finished ? NotFinished
                : table.Certificates[i].Fails && table.Outcomes[i] != Outcome.Converged ? CertifiedToFail : Class(table, i);
            seen[kind]++;
            cells[i] = s_classes[kind].Color;
        }
        return (cells, [.. s_classes.Select((c, k) => (c.Color, string.Create(CultureInfo.InvariantCulture, $"{c.Label}: {seen[k]}")))
            .Where((_, k) => seen[k] > 0)]);
    }

    private static int Class(SweepTable table, int cell) => table.Outcomes[cell] switch
    {
        Outcome.Converged => table.Certificates[cell].Converges ? 0 : 1,
        Outcome.Diverged => 10,
        Outcome.Bounded => 8,
        Outcome.Unsettled => 9,
        _ => table.Periods[cell] switch
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
