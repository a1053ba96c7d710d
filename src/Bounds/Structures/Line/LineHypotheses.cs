using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>What the theorems about one variable share, found once for a setting.</summary>
internal static class LineHypotheses
{
    private static readonly object s_map = new();
    private static readonly object s_interval = new();

    internal static readonly HypothesisStatement OneVariable = new("one-variable", "f has one scalar variable, and a start is given");
    internal static readonly HypothesisStatement Invariant =
        new("invariant", "f is C^1 on a compact interval J that holds the start, and T(J) is in J, T(x) = x - h f'(x)");

    /// <summary>The map; null without a start or for another structure.</summary>
    internal static LineMap? Line(this Setting setting) => setting.Once(s_map, () => new Found<LineMap>(LineMap.Of(setting))).Value;

    /// <summary>J; null when none was found.</summary>
    internal static Interval? InvariantOn(this Setting setting, CancellationToken cancellation) =>
        setting.Once(s_interval, () => new Found<object>(setting.Line() is { } map ? InvariantInterval.Around(map, cancellation) : null)).Value as Interval?;

    internal static Verdict MapVerdict(Setting setting) => setting.Line() is not null ? new Proved(Method.Symbolic, "one variable")
        : setting.Objective.Is(LineStructure.Kind) is { IsProved: false } other ? other : new Unknown("no start with a finite enclosure is given");

    internal static Verdict InvariantVerdict(Setting setting, CancellationToken cancellation) => setting.InvariantOn(cancellation) is { } j
        ? new Proved(Method.Interval, Show(j)) : new Unknown("no interval around the orbit was found that T maps into itself");

    internal static string Show(Interval j) => System.FormattableString.Invariant($"J = [{j.Lo:G10}, {j.Hi:G10}]");

    private sealed record Found<T>(T? Value)
        where T : class;
}
