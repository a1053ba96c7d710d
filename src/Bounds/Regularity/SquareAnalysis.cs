using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Whether F(s) = a(s-c)²/2 + constant with a > 0, that is F'' is a positive constant.</summary>
internal static class SquareAnalysis
{
    /// <param name="context">The function.</param>
    /// <param name="smooth">Whether F is C^1 with locally Lipschitz F': where it is not, a constant F'' beside gaps, jumps and kinks makes no square, as in
    /// s²/2 + atan(s-1) + atan(1/(s-1)).</param>
    internal static (Verdict Verdict, Certified? Scale) Decide(AnalysisContext context, Verdict smooth)
    {
        const string Claim = "F'' is a positive constant";
        var curvature = context.F.Curvature;
        // Two exact points with different F'' refute; equal ones only propose the constant, which the identity F'' - a = 0 then proves.
        Certified? a = null, b = null;
        Rational at = 0;
        foreach (var point in new Rational[] { 0, new(7, 3), new(-5, 2) })
        {
            if (CertifiedEvaluation.Evaluate(curvature.Substitute(context.F.Argument, point)) is not { } value)
                continue;
            if (a is null)
                a = value;
            else if (Certified.Less(a, value) == true || Certified.Less(value, a) == true)
                (b, at) = (value, point);
        }
        if (b is not null)
            return (context.Keep(Claim, new Refuted(
                Witness.At(context.F.Argument.Name, at, $"F'' takes the values {Inequality.Show(a!)} and {Inequality.Show(b)}"), Method.Interval)), null);
        if (a is null)
            return (context.Keep(Claim, new Unknown("F'' was not evaluated")), null);
        if (a.Exact is { } scale && smooth.IsProved && ZeroTest.IsIdenticallyZero(curvature - scale) == true)
            return (context.Keep(Claim, scale.Sign > 0 ? new Proved(Method.Symbolic, $"F'' = {scale}")
                : new Refuted(Witness.At(context.F.Argument.Name, 0, $"F'' = {scale}"), Method.Symbolic)), a);
        return (context.Keep(Claim, new Unknown("F'' was not shown to be constant")), null);
    }
}
