using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>R^n, when the Hessian is bounded on it: exactly for quadratics, by one enclosure otherwise.</summary>
internal static class WholeSpace
{
    /// <summary>The constants on R^n; null where no finite L is found.</summary>
    /// <param name="f">The objective.</param>
    /// <param name="minimiser">A critical point, where one is certified.</param>
    /// <param name="start">The start, for its distance to a minimiser; null when there is none.</param>
    /// <param name="cancellation">Stops the search.</param>
    internal static ClassicalSet? Find(BoxObjective f, CertifiedCriticalPoint? minimiser, ImmutableArray<Certified>? start, CancellationToken cancellation)
    {
        var everywhere = Enumerable.Repeat(Interval.Entire, f.N).ToArray();
        if (f.HessianOn(everywhere) is not null && QuadraticForm.Of(f) is { } quadratic)
            return Quadratic(f, quadratic, start);
        if (f.SpectrumOn(everywhere) is not { } bounds || !double.IsFinite(bounds.MaxHi) || !double.IsFinite(bounds.MinLo))
            return null;
        bool convex = bounds.MinLo >= 0;
        var value = f.ValueOn(everywhere).Value;
        Certified? natural = double.IsFinite(value.Lo) ? Rational.FromDouble(value.Lo) : null;
        var lowest = convex && minimiser is not null ? minimiser.Value(f)
            : LowestOfParts(f, cancellation) is { } parts && (natural is null || Certified.Less(natural, parts) == true) ? parts : natural;
        Certified mu = Rational.FromDouble(bounds.MinLo);
        bool strong = bounds.MinLo > 0 && minimiser is not null;
        return new ClassicalSet
        {
            Kind = SetKind.Whole,
            Text = "all of R^n",
            L = Rational.FromDouble(Math.Max(bounds.MaxHi, -bounds.MinLo)),
            Mu = mu,
            Lowest = lowest,
            Pl = strong ? mu : null,
            PlValue = strong ? lowest : null,
            PlReason = strong ? "strong convexity" : null,
            PlIsLeast = strong,
            DistanceSquared = convex && minimiser is not null && start is { } from ? Distance(from, minimiser) : null,
            Minimiser = minimiser?.Middle,
            HasRoom = true,
        };
    }

    /// <summary>
    /// A number that f never goes below: the terms of f are grouped by variable, and the infima of the groups added to lower ends of the terms with several
    /// variables. It is inf f where each term has one variable; null where an infimum is -infinity or is not found.
    /// </summary>
    private static Certified? LowestOfParts(BoxObjective f, CancellationToken cancellation)
    {
        var sum = Interval.Zero;
        Interval[] everywhere = [.. Enumerable.Repeat(Interval.Entire, f.N)];
        foreach (var part in (f.Value is Sum ? f.Value.Children : [f.Value]).GroupBy(t => t.Variables() is [var only] ? only : null))
        {
            if (part.Key is null)
            {
                foreach (var term in part)
                {
                    if (BoxObjective.TryCompile(term, f.Variables, out _)?.ValueOn(everywhere).Value is not { } value || !double.IsFinite(value.Lo))
                        return null;
                    sum += value.LowerPoint;
                }
                continue;
            }
            var lowest = Extrema.Infimum(UnivariateFunction.FromExpr(Sum.Of(part), part.Key), Numeric.Ranges.Domain.Line,
                RangeOptions.Default with { Cancellation = cancellation });
            if (lowest.IsInfinite || !double.IsFinite(lowest.Value.Lo))
                return null;
            sum += lowest.Value.LowerPoint;
        }
        return double.IsFinite(sum.Lo) ? Rational.FromDouble(sum.Lo) : null;
    }

    private static Certified Distance(ImmutableArray<Certified> start, CertifiedCriticalPoint x)
    {
        if (x.Exact is { } point)
            return point.Select((v, i) => (start[i] - v).Square()).Aggregate((Certified)0, (a, b) => a + b);
        var d = ConvexBallSets.SquaredDistance([.. start.Select(v => v.ToInterval())], x.Box);
        return Certified.Between(Rational.FromDouble(d.Lo), Rational.FromDouble(d.Hi));
    }

    private static ClassicalSet Quadratic(BoxObjective f, QuadraticForm quadratic, ImmutableArray<Certified>? start)
    {
        var values = quadratic.Eigenvalues;
        var from = start ?? [.. Enumerable.Repeat((Certified)0, f.N)];
        var l = Certified.Max(Certified.Abs(values[0]), Certified.Abs(values[^1]));
        bool convex = values[0].Sign() is 0 or 1;
        var set = new ClassicalSet
        {
            Kind = SetKind.Whole, Text = "all of R^n (f is quadratic)", L = l, Mu = values[0],
                HasRoom = true, LeastSeen = values[0], LeastAt = [.. from.Select(v => v.ToInterval().Mid)],
        };
        if (!convex || from.Any(v => v.Exact is null))
            return set;
        ImmutableArray<Rational> point = [.. from.Select(v => v.Exact!.Value)];
        if (Gradient(f, point) is not { } g || quadratic.ToCritical(g) is not { } d)
            return set;
        ImmutableArray<Rational> critical = [.. point.Select((v, i) => v - d[i])];
        var lowest = ExactAt.Value(f.Value, f.Variables, critical);
        // f - f* = |H^(1/2)(x - x*)|²/2 and |∇f|² = |H(x - x*)|² >= λ 2(f - f*), λ the least eigenvalue that is not 0.
        var least = values.FirstOrDefault(v => v.Sign() == 1);
        return set with
        {
            Lowest = lowest,
            Pl = lowest is null ? null : least,
            PlValue = lowest,
            PlReason = values[0].Sign() == 0 ? "the least eigenvalue of the Hessian that is not 0" : "strong convexity",
            PlIsLeast = lowest is not null,
            DistanceSquared = start is null ? null : d.Aggregate((Rational)0, (sum, v) => sum + v * v),
            Minimiser = [.. critical.Select(v => v.ToDoubleNearest())],
        };
    }

    private static Rational[]? Gradient(BoxObjective f, ImmutableArray<Rational> point)
    {
        var g = f.Gradient.Select(e => ExactAt.Value(e, f.Variables, point)?.Exact).ToArray();
        return g.Any(v => v is null) ? null : [.. g.Select(v => v!.Value)];
    }
}
