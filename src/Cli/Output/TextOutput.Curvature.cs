using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>L, μ and PL constants, each with the set it holds on.</summary>
    internal static void Curvature(Terminal terminal, CurvatureReport curvature)
    {
        if (curvature.Everywhere is { } whole)
        {
            string pl = whole.Pl is { } constant
                ? $", PL constant {Inequality.Rough(constant)} with f* = {Inequality.Rough(whole.PlValue!)} (strong convexity)"
                : "";
            Line(terminal, "curvature", $"on all of R^n: μ = {Inequality.Rough(whole.Mu)} ({(whole.Mu.Sign() == 1 ? "strongly convex" : "convex")}){pl}; "
                + "no L: no bound of the Hessian on R^n is known");
        }
        foreach (var s in curvature.Sets)
        {
            string pl = s.Pl is { } constant
                ? $", PL constant {Inequality.Rough(constant)} with f* = {Inequality.Rough(s.PlValue!)} ({s.PlReason})"
                : ", no PL constant certified";
            Line(terminal, "curvature",
                $"on {s.Text}: L = {Inequality.Rough(s.L)}, μ = {Inequality.Rough(s.Mu)}"
                    + $"{(s.Mu.Sign() switch { 1 => " (strongly convex)", 0 => " (convex)", _ => "" })}{pl}");
        }
        if (curvature.Missing.Length > 0)
            Line(terminal, "curvature", $"{(curvature.Sets.IsEmpty ? "no constants" : "no further set")}: {curvature.Missing}");
    }
}
