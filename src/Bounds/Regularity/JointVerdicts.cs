using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Verdicts on F and F' at a point where two formulas of F meet, by exact comparison.</summary>
internal static class JointVerdicts
{
    /// <summary>F is C^1 at the point, given that F' is continuous beside it.</summary>
    internal static Verdict IsSmooth(Joint joint, Variable s) => joint switch
    {
        { IsContinuous: false } => Refute(joint.At, s, $"F jumps at {s} = {joint.At}"),
        { LeftSlope.IsInfinite: true } or { RightSlope.IsInfinite: true } => Refute(joint.At, s, $"F' has no finite limit at {s} = {joint.At}"),
        { SlopeJump: 1 or -1 } => Refute(joint.At, s,
            $"F' jumps from {Show(joint, joint.LeftSlope, s)} to {Show(joint, joint.RightSlope, s)} at {s} = {joint.At}"),
        { IsDifferentiable: true } => new Proved(Method.Symbolic, $"F and F' agree from both sides at {s} = {joint.At}"),
        _ => new Unknown($"F and F' were not compared at the breakpoint {s} = {joint.At}"),
    };

    private static string Show(Joint joint, OneSidedLimit slope, Variable s) =>
        InfixPrinter.Print(joint.At.Closed is { } point ? slope.Value!.Substitute(s, point) : slope.Value!, 60);

    /// <summary>F is continuous at the point and F' does not fall there.</summary>
    internal static Verdict IsConvex(Joint joint, Variable s) => joint switch
    {
        { IsContinuous: false } or { SlopeJump: -1 } => Refute(joint.At, s, $"F or F' falls at {s} = {joint.At}"),
        { IsContinuous: true, SlopeJump: 0 or 1 } => new Proved(Method.Symbolic, $"F' does not fall at {s} = {joint.At}"),
        _ => new Unknown($"F was not compared at {s} = {joint.At}"),
    };

    /// <summary>F' does not rise at the point, wherever F' is.</summary>
    internal static Verdict DoesNotRise(Joint joint, Variable s) => joint.SlopeJump switch
    {
        1 => Refute(joint.At, s, $"F' jumps up at {s} = {joint.At}"),
        0 or -1 => new Proved(Method.Symbolic, $"F' does not rise at {s} = {joint.At}"),
        _ => new Unknown($"a jump of F' at {s} = {joint.At} was not excluded"),
    };

    /// <summary>A refutation by something that happens at a point.</summary>
    internal static Verdict Refute(RealPoint at, Variable s, string what) => at.Enclose(80)?.Outward(64) is { } e
        ? new Refuted(new Witness([new WitnessValue(s.Name, e.Lo, e.Hi)], what), Method.Symbolic)
        : new Unknown($"{what}, which has no enclosure");
}
