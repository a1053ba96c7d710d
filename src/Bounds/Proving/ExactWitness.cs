using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>Re-checks a refutation at a point whose coordinates are exact but irrational: closed expressions and algebraic numbers.</summary>
internal static class ExactWitness
{
    private const int Digits = 80;

    /// <summary>The refutation, or null when the claim does not certainly fail there.</summary>
    internal static Refuted? Refute(Claim claim, ExactPoint point)
    {
        foreach (var range in claim.Box)
        {
            if (!point.Has(range.Variable) || !Contains(range, point))
                return null;
        }
        foreach (var condition in claim.Where)
        {
            if (Holds(condition, point) != true)
                return null;
        }
        if (Fails(claim.Body, point) is not { } found)
            return null;
        var values = claim.Box.Select(r => Value(r.Variable, point)).ToList();
        if (values.Contains(null))
            return null;
        string at = string.Join(", ", claim.Box.Select(r => $"{r.Variable} = {point.Show(r.Variable)}"));
        return new(new Witness([.. values.Select(v => v!)], $"at {at}, {found}") { Point = point }, Method.Interval);
    }

    private static WitnessValue? Value(Expr variable, ExactPoint point) =>
        point.Enclose(variable, Digits) is { } x ? new(variable.ToString(), x.Lo, x.Hi) : null;

    private static bool Contains(VariableRange range, ExactPoint point) =>
        (range.Low is not { } low || point.SignOf(range.Variable - low) is { } above && (above > 0 || above == 0 && range.LowClosed))
        && (range.High is not { } high || point.SignOf(range.Variable - high) is { } beyond && (beyond < 0 || beyond == 0 && range.HighClosed));

    // Defined on both sides, and the comparison holds; null when a part of it is not decided.
    private static bool? Holds(Comparison comparison, ExactPoint point)
    {
        if (point.IsDefined(comparison.Left) != true || point.IsDefined(comparison.Right) != true)
            return null;
        return point.SignOf(comparison.Left - comparison.Right) is { } sign ? Piecewise.Holds(comparison.Relation, sign) : null;
    }

    private static string? Fails(Comparison body, ExactPoint point)
    {
        foreach (var side in (Expr[])[body.Left, body.Right])
        {
            if (point.IsDefined(side) == false)
                return $"{side} is undefined";
        }
        if (Holds(body, point) != false)
            return null;
        var difference = body.Left - body.Right;
        return point.SignOf(difference) == 0 ? "left = right exactly" : $"left - right in {point.Enclose(difference, Digits)}";
    }
}
