using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The value is monotone in one variable, so the end where it is least decides (mean value theorem). The parts: the derivative has its sign
/// inside the range; and
/// the value has its sign at the end, unless that is a limit at infinity. A strict claim needs either a strict sign at the end, or a strict
/// derivative and an end
/// that does not belong to the range. An equation needs a derivative that is 0.
/// </summary>
/// <remarks>
/// The value is continuous up to the end, and inside it has the derivative that is written: it is built of functions that are smooth where they are
/// defined, and every base of a fractional power is positive inside. So the written derivative is defined inside, too.
/// </remarks>
/// <param name="Variable">The variable.</param>
/// <param name="From">Where the value is least: "low" or "high".</param>
/// <param name="StrictSlope">Whether the derivative's sign is strict.</param>
/// <param name="Limit">The limit of the value, where that end is infinite; else null.</param>
internal sealed record Monotone(string Variable, string From, bool StrictSlope, string? Limit = null) : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (goal.Claim.Box.FirstOrDefault(r => r.Variable.ToString() == Variable) is not { } range || From is not ("low" or "high"))
            return Outcome.No("there is no such variable or end");
        if (goal.Relation == Relation.NotEqual || goal.Claim.IsVacuous)
            return Outcome.No("the rule is for an inequality or an equation over a box that is not empty");
        var (x, low) = (range.Variable, From == "low");
        if (goal.Without(x) is not { IsDefined: var defined } wide || !defined && !wide.IsEvidentlyDefined)
            return Outcome.No("the value is not evidently defined without the conditions on the variable");
        wide = wide with { IsDefined = true };
        var inside = wide.Within(range with { LowClosed = false, HighClosed = false });
        if (Obstacle(inside, x) is { } obstacle)
            return Outcome.No(obstacle);
        var slope = low ? goal.Value.Derivative(x) : -goal.Value.Derivative(x);
        var part = inside.With(slope, goal.Relation == Relation.Equal ? Relation.Equal : StrictSlope ? Relation.Greater : Relation.GreaterOrEqual,
            isDefined: true);
        bool strict = goal.Relation == Relation.Greater;
        if ((low ? range.Low : range.High) is not { } end)
            return Toward(goal, x, low, strict && !StrictSlope) is { } missing ? Outcome.No(missing) : Outcome.To(part);
        if (Limit is not null)
            return Outcome.No("a limit stands at a finite end");
        bool closed = low ? range.LowClosed : range.HighClosed;
        var face = wide.Within(VariableRange.Closed(x, end, end));
        if (!closed && !face.Enclose(goal.Value, 64).IsDefined)
            return Outcome.No($"the value is not certainly defined at {Variable} = {end}");
        var least = strict && StrictSlope && !closed ? Relation.GreaterOrEqual : goal.Relation;
        return Outcome.To(part, face.With(goal.Value, least, isDefined: true));
    }

    /// <summary>The limit of a value at an infinite end, or null when it is unknown or not finite.</summary>
    internal static Expr? LimitOf(Expr value, Expr x, bool low) =>
        (low ? Limits.AtMinusInfinity(value, x) : Limits.AtPlusInfinity(value, x)) is Limit.Finite { Value: var limit } ? limit : null;

    // Null when the value tends to the limit that is written, and that has the sign.
    private string? Toward(Goal goal, Expr x, bool low, bool strict)
    {
        if (goal.Claim.Box.Length != 1)
            return "a limit is for one variable";
        if (LimitOf(goal.Value, x, low) is not { } limit || limit.ToString() != Limit)
            return $"the limit is not certainly {Limit ?? "there"}";
        var sign = new Goal(new(new Comparison(limit, goal.Relation == Relation.Equal ? Relation.Equal : strict ? Relation.Greater : Relation.GreaterOrEqual,
            Constant.Zero)), true);
        return limit.IsRational(out var q) && q.IsZero && !strict || ByEnclosure.Find(sign, 0, 128) is not null
            ? null : $"the sign of the limit {limit} is not the one asked";
    }

    // What may have no derivative by the variable although it is defined.
    private static string? Obstacle(Goal inside, Expr x)
    {
        foreach (var node in Expr.Postorder(inside.Value).Where(n => n.Variables().Contains(x)))
        {
            if (Cases.Chooses(node) || node is Application { Function: Softsign })
                return $"{node} chooses between formulas";
            if (node is Application { Function: Sqrt, Children: [var u] })
            {
                if (!IsPositive(inside, u))
                    return $"{u} may be 0 inside";
            }
            else if (node is Power { Exponent.IsInteger: false } p && !IsPositive(inside, p.Base))
            {
                return $"{p.Base} may be 0 inside";
            }
        }
        return null;
    }

    private static bool IsPositive(Goal inside, Expr u)
    {
        var goal = inside.With(u, Relation.Greater, true);
        return new BySigns().Apply(goal).Refusal is null || goal.Enclose(u, 64).Value.IsPositive;
    }
}
