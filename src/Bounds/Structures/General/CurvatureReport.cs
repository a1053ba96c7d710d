using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>L, μ and PL constants of an objective without a start, each on the set that it holds on.</summary>
/// <param name="Sets">All of R^n where the curvature is bounded there, then boxes around a critical point.</param>
/// <param name="Missing">Why there is no (other) set; empty where nothing is missing.</param>
public sealed record CurvatureReport(ImmutableArray<ClassicalSet> Sets, string Missing)
{
    private const int LargestDimension = 8;
    private const int Budget = 200;
    private const int Radii = 7;
    private const int WideRadii = 4;

    /// <summary>Convexity on all of R^n where the gradient is not Lipschitz there; null where the sets say it, or f is not shown to be convex.</summary>
    public WholeConvexity? Everywhere { get; init; }

    /// <summary>Not finished.</summary>
    public static CurvatureReport Nothing { get; } = new([], "not finished");

    /// <summary>The constants of an objective in scalar variables.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="cancellation">Stops the search; what was found holds.</param>
    public static CurvatureReport Of(Objective objective, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var variables = objective.Structure.Written.Variables();
        if (Expr.Postorder(objective.Structure.Written).Any(node => node is Dot or VectorVariable))
            return new([], "vectors have no fixed number of coordinates here; check with a start has the constants");
        if (variables.Length is 0 or > LargestDimension)
            return new([], $"{variables.Length} variables: sets are searched for 1 to {LargestDimension}");
        if (BoxObjective.TryCompile(objective.Structure.Written, variables, out string? obstacle) is not { } f)
            return new([], obstacle!);
        var centre = Centre(f, cancellation);
        var whole = WholeSpace.Find(f, centre, null, cancellation);
        if (whole is { Pl: not null })
            return new([whole], "");
        ImmutableArray<ClassicalSet> near = centre is null ? [] : [.. Boxes(f, centre, whole, cancellation)];
        return new([.. whole is null ? [] : (ClassicalSet[])[whole], .. near],
            centre is null ? "no critical point was certified from a few points around 0" : near.IsEmpty
                && whole is null ? "no box around the critical point was found on which the gradient is Lipschitz" : "")
        {
            Everywhere = whole is null ? InTime(() => WholeConvexity.Of(f, centre, cancellation), cancellation) : null,
        };
    }

    private static WholeConvexity? InTime(Func<WholeConvexity?> part, CancellationToken cancellation)
    {
        try
        {
            return part();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The sets hold.
            return null;
        }
    }

    /// <summary>The lowest critical point found by Newton steps from a few points.</summary>
    private static CertifiedCriticalPoint? Centre(BoxObjective f, CancellationToken cancellation)
    {
        CertifiedCriticalPoint? best = null;
        double lowest = double.PositiveInfinity;
        foreach (var start in new Func<int, double>[] { _ => 0.4, _ => 1, _ => -0.6, i => i % 2 == 0
            ? 1.7
            : -1.2, i => i % 2 == 0 ? -1.3 : 1.6, i => 3 - i, _ => 0 })
        {
            if (cancellation.IsCancellationRequested)
                break;
            // Lower by more than rounding: of equal ones the first.
            if (MinimiserFinder.Find(f, [.. Enumerable.Range(0, f.N).Select(start)]) is { } x
                && x.Value(f)?.ToInterval().Mid is { } value && value < lowest - 1e-9 * (1 + Math.Abs(value)))
                (best, lowest) = (x, value);
        }
        return best;
    }

    /// <summary>
    /// The largest box tried on which f is strongly convex, and before it the largest with a PL constant, or else with a Lipschitz gradient; those that say
    /// more than the whole space does.
    /// </summary>
    private static IEnumerable<ClassicalSet> Boxes(BoxObjective f, CertifiedCriticalPoint centre, ClassicalSet? whole, CancellationToken cancellation)
    {
        ClassicalSet? widest = null;
        double radius = 1;
        for (int i = 0; i < Radii && !cancellation.IsCancellationRequested; i++, radius /= 2)
        {
            // Ends with few digits, so that the text names the set itself.
            Interval[] box = [.. centre.Box.Select(v => Math.Round(v.Mid / radius * 8) * radius / 8).Select(m => Interval.Of(m - radius, m + radius))];
            if (!BoxTools.Contains(box, centre.Box) || CurvatureSearch.Over(f, box, Budget, cancellation) is not { } c)
                continue;
            bool strong = c.LowLo > 0;
            var pl = strong ? centre.Value(f) is { } lowest ? new PlInequality(Rational.FromDouble(c.LowLo), lowest, true, "strong convexity") : null
                : widest?.Pl is null && i < WideRadii ? LeastSquares.Of(f)?.Constant(box, double.PositiveInfinity, 16 * Budget, cancellation) is { } mu
                ? PlInequality.OfSquares(mu)
                    : PlSearch.Over(f, box, centre, double.PositiveInfinity, Budget / 4, cancellation)
                : null;
            var set = new ClassicalSet
            {
                Kind = SetKind.Near,
                Text = string.Join(", ", box.Select((x, j) => FormattableString.Invariant($"{f.Variables[j]} in [{x.Lo:R}, {x.Hi:R}]"))),
                L = whole is null ? Rational.FromDouble(c.Lipschitz) : Certified.Min(whole.L, Rational.FromDouble(c.Lipschitz)),
                Mu = whole is null ? Rational.FromDouble(c.LowLo) : Certified.Max(whole.Mu, Rational.FromDouble(c.LowLo)),
                Pl = pl?.Mu,
                PlValue = pl?.Value,
                PlReason = pl?.Reason,
                PlIsLeast = pl is { IsLeast: true },
                Box = box,
            };
            if (strong)
                return widest is null ? [set] : [widest, set];
            bool says = set.Pl is not null || whole is null;
            if (says && (widest is null || widest.Pl is null && set.Pl is not null))
                widest = set;
        }
        return widest is null ? [] : [widest];
    }
}
