using System.Collections.Immutable;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>φ(a·x): slopes and curvatures of φ over boxes.</summary>
/// <remarks>
/// A profile with cases is split at its exact breakpoints. Where values and one-sided slopes agree at each of them, as exact comparison shows, φ is in C^1 once
/// each piece is up to its ends, and its generalised second derivative (Clarke) over an interval lies in the hull of the pieces' second derivatives there.
/// </remarks>
internal sealed class Ridge
{
    private static readonly RangeOptions s_rough = RangeOptions.Default with { Tolerance = 1e-4, WorkLimit = 4000 };
    private readonly ImmutableArray<Part> _parts;
    private readonly Dictionary<(Part, Interval), Interval> _unbounded = [];

    /// <summary>φ on a part of the line: between two breakpoints, rounded outward, or everywhere.</summary>
    private sealed record Part(Interval Range, UnivariateFunction Value, UnivariateFunction Slope, UnivariateFunction Curvature)
    {
        internal static Part Of(Expr profile, RealPoint? lo, RealPoint? hi)
        {
            var slope = profile.Derivative(Along);
            double low = lo?.Enclose(80) is { } l ? Interval.FromRational(l.Lo).Lo : double.NegativeInfinity;
            double high = hi?.Enclose(80) is { } h ? Interval.FromRational(h.Hi).Hi : double.PositiveInfinity;
            return new(new Interval(low, high), Function(profile), Function(slope), Function(slope.Derivative(Along)));
        }

        private static UnivariateFunction Function(Expr f) => UnivariateFunction.FromExpr(f, Along);
    }

    /// <summary>The ridge with a direction and a profile written in <see cref="Along"/>.</summary>
    internal Ridge(ImmutableArray<Rational> direction, Expr profile)
    {
        (Direction, Profile) = (direction, profile);
        _parts = Split(profile) ?? [Part.Of(profile, null, null)];
    }

    /// <summary>The argument of a profile: a·x.</summary>
    internal static Variable Along => UnivariateFunction.Argument;

    /// <summary>a.</summary>
    internal ImmutableArray<Rational> Direction { get; }

    /// <summary>φ.</summary>
    internal Expr Profile { get; }

    /// <summary>a aᵀ.</summary>
    internal Interval Outer(int i, int j) => Interval.FromRational(Direction[i] * Direction[j]);

    private static ImmutableArray<Part>? Split(Expr profile)
    {
        if (!Pieces.HasCases(profile) || Pieces.Split(profile, Along) is not { IsComplete: true } split)
            return null;
        for (int i = 0; i < split.Breakpoints.Length; i++)
        {
            if (!JointVerdicts.IsSmooth(Joint.Of(split, i, Along), Along).IsProved)
                return null;
        }
        return [.. split.Pieces.Select(p => Part.Of(p.Expression, p.Lo, p.Hi))];
    }

    /// <summary>φ' over a box; null unless φ is shown to be C^1 there.</summary>
    internal Interval? Slope(Interval[] box) => Over(box, (part, along) => part.Slope.Evaluate(along).Value);

    /// <summary>φ'' over a box; null unless φ is shown to be C^1 there and φ'' is bounded.</summary>
    internal Interval? Curvature(Interval[] box) => Over(box, (part, along) => along.IsBounded ? part.Curvature.Evaluate(along).Value : Unbounded(part, along));

    private Interval? Over(Interval[] box, Func<Part, Interval, Interval> read)
    {
        var along = Interval.Zero;
        for (int i = 0; i < box.Length; i++)
            along += Interval.FromRational(Direction[i]) * box[i];
        Interval? range = null;
        foreach (var part in _parts)
        {
            var here = Interval.Intersect(part.Range, along);
            if (here.IsEmpty)
                continue;
            // A continuous φ whose formula of φ', right away from finitely many kinks, is continuous too is in C^1 (mean value theorem).
            if (!part.Value.Evaluate(here).IsContinuous || !part.Slope.Evaluate(here).IsContinuous)
                return null;
            var value = read(part, here);
            if (value.IsEmpty || !value.IsBounded)
                return null;
            range = range is { } r ? Interval.Hull(r, value) : value;
        }
        return range;
    }

    /// <summary>Infimum and supremum of φ'' over an unbounded interval: its own enclosure there is seldom finite.</summary>
    private Interval Unbounded(Part part, Interval along)
    {
        if (!_unbounded.TryGetValue((part, along), out var range))
        {
            var domain = Domain.Of(End(along.Lo), End(along.Hi), false, false);
            Extremum high = Extrema.Supremum(part.Curvature, domain, s_rough), low = Extrema.Infimum(part.Curvature, domain, s_rough);
            range = high.IsInfinite || low.IsInfinite ? Interval.Entire : Interval.Of(low.Value.Lo, high.Value.Hi);
            _unbounded[(part, along)] = range;
        }
        return range;
    }

    private static Constant? End(double value) => double.IsInfinity(value) ? null : Constant.Of(Rational.FromDouble(value));
}
