using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>The orbit of a run in doubles: a guess of where the exact one goes.</summary>
internal static class PlainOrbit
{
    private const double Far = 1e50;
    private const long Work = 10_000_000;

    /// <summary>The points until the orbit rests, leaves, or has made so many steps; never empty.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static List<double[]> Of(
        Expr f, ImmutableArray<Expr> variables, ImmutableArray<Certified> start, RunSteps steps, long longest, CancellationToken cancellation)
    {
        var orbit = new List<double[]> { start.Select(s => s.ToInterval().Mid).ToArray() };
        if (Tape.TryCompile(Gradients.Gradient(f, variables), variables, out _) is not { } tape)
            return orbit;
        var values = new ValueEvaluator<Interval>(tape);
        var budget = new Budget(Work, cancellation);
        while (orbit.Count <= longest && budget.Spend(tape.Instructions.Length))
        {
            var at = orbit[^1];
            values.Run([.. at.Select(Interval.Point)]);
            double[] gradient = [.. at.Select((_, i) => values.Output(i).Value.Mid)];
            double h = steps.Near(orbit.Count - 1, Math.Sqrt(gradient.Sum(g => g * g)));
            var next = at.Select((x, i) => x - h * gradient[i]).ToArray();
            if (!next.All(x => Math.Abs(x) < Far))
                break;
            // Smaller moves are rounding.
            bool rests = true;
            for (int i = 0; i < next.Length; i++)
                rests &= Math.Abs(next[i] - at[i]) <= 1e-14 * Math.Max(1, Math.Abs(at[i]));
            orbit.Add(next);
            if (rests)
                break;
        }
        return orbit;
    }
}
