using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    private const int ShownCoordinates = 8;

    /// <summary>The bound for every k and the enclosure of the limit sharpness.</summary>
    private static void Complete(Terminal terminal, CompleteBound? complete)
    {
        if (complete is null)
            return;
        if (complete.EntryStep is { } entry)
        {
            Line(terminal, "every step",
                $"certified: enclosures up to step {entry} ({complete.Precision} bits), from then on {complete.Entries[0].Source.Theorem}:");
            foreach (var e in complete.Entries.Length > 1 ? [complete.Entries[0], complete.Entries[^1]] : complete.Entries)
            {
                Line(terminal, "", string.Create(CultureInfo.InvariantCulture,
                    $"|u_k| <= {e.Set.Amplitude.ToInterval().Hi:G4} * {e.Set.Rho:G6}^(k - {e.Step}) on u in [-{e.Set.Left:G4}, {e.Set.Right:G4}], D in "
                        + $"[{e.Set.DLow:G6}, {e.Set.DHigh:G6}]"));
            }
        }
        else
        {
            Line(terminal, "every step", $"{complete.Verdict.Text}: {Explain(complete.Verdict)}");
        }
        if (complete.Edge is { } edge)
            Line(terminal, "", $"edge of stability from step {edge.Step} on: h*phi in the limit >= {Inequality.Rough(edge.EdgeAtLeast, 7)} "
                + $"({edge.Source.Theorem})");
        if (complete.Limit is { Phi: not null, EdgeRatio: { } ratio, Width: { } width, Step: { } step })
        {
            var i = ratio.ToInterval();
            Line(terminal, "", string.Create(CultureInfo.InvariantCulture,
                $"h*phi in the limit in [{i.Lo:R}, {i.Hi:R}], certified at step {step}; phi to {width:G2} ({complete.Limit.Source!.Value.Theorem})"));
        }
        if (complete.Limit.Reason is { } reason && complete.Set is not null)
            Line(terminal, "", $"limit sharpness: {reason}");
    }

    /// <summary>From which step on the exact run is certified, and its limit.</summary>
    private static void Capture(Terminal terminal, RunReport run)
    {
        if (run.Captured is not { } caught)
            return;
        Line(terminal, "certified", string.Create(CultureInfo.InvariantCulture,
            $"from step {caught.Step} on ({caught.Source}): the exact run stays within {Inequality.Rough(caught.Distance, 3)} of its limit"));
        Line(terminal, "", caught.Rate.Exact < 1 ? $"distance to the limit after j more steps at most {Inequality.Rough(caught.Rate, 6)}^j times that"
            : "it converges, at no rate: the steps have no positive lower bound");
        Interval phi = caught.Sharpness.ToInterval(), ratio = (run.Study.Problem.Step * caught.Sharpness).ToInterval();
        Line(terminal, "", string.Create(CultureInfo.InvariantCulture, $"limit sharpness in [{phi.Lo:R}, {phi.Hi:R}]")
            + (run.Study.Problem.Method.DependsOnTime ? "" : string.Create(CultureInfo.InvariantCulture,
                $", h times it in [{ratio.Lo:R}, {ratio.Hi:R}] (2 is the edge)")));
        if (caught.Limit.Length <= ShownCoordinates)
        {
            foreach (var (name, value) in caught.Limit)
                Line(terminal, "", string.Create(CultureInfo.InvariantCulture, $"{name} -> [{value.ToInterval().Lo:R}, {value.ToInterval().Hi:R}]"));
        }
    }
}
