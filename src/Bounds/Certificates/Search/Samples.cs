using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>Values at some points, which tell what is worth trying and prove nothing.</summary>
internal static class Samples
{
    private const int Count = 33;

    /// <summary>True when the goal fails at some point.</summary>
    internal static bool Contradict(Goal goal)
    {
        var f = new ValueEvaluator<Interval>(Tape.Compile([goal.Value, .. goal.Claim.Where.Select(w => w.Difference)], goal.Variables));
        foreach (var point in Points(goal.Claim))
        {
            f.Run(point);
            bool asked = true;
            for (int i = 0; i < goal.Claim.Where.Length; i++)
                asked &= PointCheck.Holds(goal.Claim.Where[i].Relation, f.Output(i + 1).Value) == true;
            if (asked && !f.Output(0).Value.IsEmpty && PointCheck.Holds(goal.Relation, f.Output(0).Value) == false)
                return true;
        }
        return false;
    }

    /// <summary>True when the value may be 0 at every point.</summary>
    internal static bool MayVanish(Goal goal)
    {
        var f = new ValueEvaluator<Interval>(Tape.Compile(goal.Value, goal.Variables));
        return Points(goal.Claim).All(p => f.Evaluate(p).Value is { IsEmpty: true } or { ContainsZero: true });
    }

    /// <summary>1 when the value seems to rise in a variable, -1 when it seems to fall, 0 when both.</summary>
    internal static int Trend(Goal goal, VariableRange range)
    {
        var slope = new ValueEvaluator<Interval>(Tape.Compile(goal.Value.Derivative(range.Variable), goal.Variables));
        bool rises = false, falls = false;
        foreach (var point in Points(goal.Claim))
        {
            slope.Run(point);
            rises |= slope.Output(0).Value.IsPositive;
            falls |= slope.Output(0).Value.IsNegative;
        }
        return rises == falls ? 0 : rises ? 1 : -1;
    }

    /// <summary>Rational points inside the range where the value of one variable is certainly 0 and not otherwise on both sides.</summary>
    internal static List<Rational> Zeros(Goal goal, VariableRange range)
    {
        var zeros = new List<Rational>();
        foreach (var candidate in Minima(goal, range).Append(0).Append(1).Append(-1).Distinct())
        {
            if (Inside(range, candidate) && IsZero(goal, range, candidate))
                zeros.Add(candidate);
        }
        zeros.Sort();
        return zeros;
    }

    private static bool Inside(VariableRange range, Rational x) => (range.Low is not { } low || x > low) && (range.High is not { } high || x < high);

    private static bool IsZero(Goal goal, VariableRange range, Rational at)
    {
        var point = goal.Within(VariableRange.Closed(range.Variable, at, at));
        point = point.With(point.Value, Relation.Equal, goal.IsDefined);
        return new ValueEvaluator<Interval>(Tape.Compile(goal.Value, goal.Variables)).Evaluate([.. point.Claim.Box.Select(BoxSigns.Hull)]).Value.ContainsZero
            && new Steps.ByIdentity().Apply(point).Refusal is null;
    }

    // Simple numbers near the least values among the samples.
    private static IEnumerable<Rational> Minima(Goal goal, VariableRange range)
    {
        var f = new ValueEvaluator<Interval>(Tape.Compile(goal.Value, goal.Variables));
        int place = goal.Claim.Box.IndexOf(range);
        var values = Points(goal.Claim).Select(p => (X: p[place].Mid, F: Math.Abs(f.Evaluate(p).Value.Mid)))
            .Where(v => double.IsFinite(v.F)).OrderBy(v => v.F).Take(3);
        foreach (var (x, _) in values)
        {
            double width = 0.05 * Math.Max(Math.Abs(x), 0.1);
            yield return Rational.Simplest(Rational.FromDouble(x - width), Rational.FromDouble(x + width));
        }
    }

    /// <summary>Points of a box: along its diagonals, and for one variable a grid.</summary>
    internal static IEnumerable<Interval[]> Points(Claim claim)
    {
        for (int i = 1; i < Count; i++)
        {
            var point = new Interval[claim.Box.Length];
            for (int j = 0; j < point.Length; j++)
                point[j] = Interval.Point(At(claim.Box[j], j == 0 ? i : i * (2 * j + 1) % Count == 0 ? 1 : i * (2 * j + 1) % Count));
            yield return point;
        }
    }

    /// <summary>The i-th of 33 points of a range; infinite ends are approached through powers.</summary>
    internal static double At(VariableRange range, int i)
    {
        double t = (double)i / Count;
        var hull = BoxSigns.Hull(range);
        if (hull.IsBounded)
            return Math.Clamp(hull.Lo + t * (hull.Hi - hull.Lo), hull.Lo, hull.Hi);
        if (double.IsFinite(hull.Lo))
            return hull.Lo + t * t / (1 - t);
        return double.IsFinite(hull.Hi) ? hull.Hi - t * t / (1 - t) : (2 * t - 1) / (t * (1 - t));
    }
}
