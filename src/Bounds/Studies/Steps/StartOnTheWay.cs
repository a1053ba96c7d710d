using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Steps;

/// <summary>For an objective without a product form: the start nearest to a given one, on the segment to a minimiser, that some theorem certifies.</summary>
/// <remarks>What is returned was certified by a theorem. That no start nearer on the segment is certified is as good as the bisection; starts beside it are not
/// looked at.</remarks>
internal sealed class StartOnTheWay(Problem problem, RegularityReport regularity, CancellationToken cancellation)
{
    private const int LargestDimension = 12, Bisections = 10;
    private static readonly Rational[] s_first = [Rational.Half, new(15, 16), new(1023, 1024)];

    /// <summary>The start, or why there is none.</summary>
    internal NearStart? Find(out string? reason)
    {
        reason = null;
        if (Certified(0) is { } here)
            return here;
        if (Minimiser() is not { } minimiser)
        {
            reason = "no minimiser was found near it to move the start to";
            return null;
        }
        (Rational fails, NearStart? best, Rational holds) = (0, null, 1);
        foreach (var share in s_first)
        {
            if (Certified(share, minimiser) is { } found)
            {
                (best, holds) = (found, share);
                break;
            }
            fails = share;
        }
        for (int i = 0; i < Bisections && best is not null; i++)
        {
            var middle = (fails + holds) / 2;
            if (Certified(middle, minimiser) is { } nearer)
                (best, holds) = (nearer, middle);
            else
                fails = middle;
        }
        reason = best is null ? "no theorem certifies a start on the way to the minimiser at this step" : null;
        return best;
    }

    /// <summary>The start moved by a share of the way to a point; null where no theorem certifies convergence from it.</summary>
    private NearStart? Certified(Rational share, Dictionary<(string Name, int Index), Rational>? to = null)
    {
        cancellation.ThrowIfCancellationRequested();
        Certified square = 0;
        var point = problem.Point;
        foreach (var (name, values) in problem.Point)
        {
            for (int i = 0; i < values.Length && to is not null; i++)
            {
                if (!to.TryGetValue((name, i), out var target))
                    continue;
                var move = share * (target - values[i].Nearest());
                point = point.SetItem(name, point[name].SetItem(i, values[i] + move));
                square += (Certified)(move * move);
            }
        }
        var certified = Study.Check(problem with { Point = point }, regularity, cancellation).Theorems
            .SelectMany(t => t.Implications).OfType<Convergence>().FirstOrDefault(c => c.Exceptions.AreNegligible);
        return certified is null ? null : new NearStart(point, Numbers.Certified.Sqrt(square), certified.Source);
    }

    /// <summary>The coordinates of a critical point near the start that is a minimiser to the eye; a guess.</summary>
    private Dictionary<(string Name, int Index), Rational>? Minimiser()
    {
        var objective = problem.Objective;
        var expression = objective.Descended(problem.Point, problem.Method);
        var variables = expression.Variables();
        if (variables.Length > LargestDimension || BoxObjective.TryCompile(expression, variables, out _) is not { } f)
            return null;
        var found = MinimiserFinder.Find(f, [.. variables.Select(v => Problem.CoordinateOf(objective, problem.Point, v).Nearest().ToDoubleNearest())]);
        return found is null ? null : variables.Zip(found.Middle).ToDictionary(p => Place(p.First), p => Rational.FromDouble(p.Second));

        (string, int) Place(Expr variable) => variable switch
        {
            Component c => (c.Vector, c.Index - Problem.FirstIndexOf(objective, c.Vector, problem.Point[c.Vector].Length)),
            Variable v => (v.Name, 0),
            _ => throw new ArgumentException("A vector variable has no place.", nameof(variable)),
        };
    }
}
