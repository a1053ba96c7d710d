namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>A place between two breaks and the jet there, or the limit at a break from one side.</summary>
internal readonly record struct Sample(double S, Jet Jet, int Segment);

/// <summary>The limits on both sides of a break, and the value at it.</summary>
internal readonly record struct Break(double S, Jet Left, Jet Right, double Value)
{
    internal bool IsContinuous => Jet.Agree(Left.Value, Value) && Jet.Agree(Right.Value, Value);

    /// <summary>F'(s) exists.</summary>
    internal bool HasSlope => IsContinuous && Jet.Agree(Left.Slope, Right.Slope);

    /// <summary>F''(s) exists.</summary>
    internal bool HasCurvature => HasSlope && Jet.Agree(Left.Curvature, Right.Curvature);
}

/// <summary>What one-sided limits and dense samples say of a function: suprema are from below, refined by golden section.</summary>
internal sealed class OneSidedReference
{
    private const double Reach = 12;
    private const int Density = 40;

    private readonly Shape _f;

    internal OneSidedReference(Shape f, IEnumerable<double> meetings)
    {
        _f = f;
        var grid = Grid().ToArray();
        var breaks = meetings.ToList();
        foreach (var decider in f.Deciders)
        {
            for (int i = 0; i + 1 < grid.Length; i++)
            {
                if (decider.At(grid[i], -1).SignToward(-1) * decider.At(grid[i], 1).SignToward(1) < 0)
                    breaks.Add(grid[i]);
                Crossings(decider, grid[i], grid[i + 1], breaks);
            }
        }
        double[] places = [.. breaks.Order()];
        Breaks = [.. places.Where((s, i) => i == 0 || s - places[i - 1] > 1e-9 * (1 + Math.Abs(s)))
            .Select(s => new Break(s, f.At(s, -1), f.At(s, 1), f.At(s, 0).Value))];
        Samples = [.. Sampled(grid).Where(x => double.IsFinite(x.Jet.Value) && double.IsFinite(x.Jet.Slope) && double.IsFinite(x.Jet.Curvature))];
    }

    internal Break[] Breaks { get; }

    /// <summary>Ascending; at a break first the limit from the left, then that from the right.</summary>
    internal Sample[] Samples { get; }

    /// <summary>F at a point.</summary>
    internal double Value(double s) => _f.At(s, 0).Value;

    /// <summary>The limit at a point from the side of 0.</summary>
    internal Jet Inward(double s) => _f.At(s, -Math.Sign(s));

    /// <summary>The supremum of a function of places and jets, over those places that it knows (others are NaN).</summary>
    internal double Supremum(Func<double, Jet, double> of)
    {
        double[] values = [.. Samples.Select(x => of(x.S, x.Jet))];
        double best = values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NegativeInfinity).Max();
        double worth = best - 0.02 * Math.Abs(best) - 1e-6;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] >= worth && !(i > 0 && values[i - 1] > values[i]) && !(i + 1 < values.Length && values[i + 1] > values[i]))
                best = Math.Max(best, Golden(of, i));
        }
        return best;
    }

    private double Golden(Func<double, Jet, double> of, int i)
    {
        double lo = i > 0 && Samples[i - 1].Segment == Samples[i].Segment ? Samples[i - 1].S : Samples[i].S;
        double hi = i + 1 < Samples.Length && Samples[i + 1].Segment == Samples[i].Segment ? Samples[i + 1].S : Samples[i].S;
        const double Part = 0.38196601125010515;
        double best = double.NegativeInfinity, middle = (lo + hi) / 2;
        // Within rounding of a break the limit from this side of it is meant.
        double At(double s) => of(s, _f.At(s, s < middle ? 1 : -1));
        for (int k = 0; k < 60 && hi > lo; k++)
        {
            double a = lo + Part * (hi - lo), b = hi - Part * (hi - lo), left = At(a), right = At(b);
            best = Math.Max(best, Math.Max(double.IsNaN(left) ? best : left, double.IsNaN(right) ? best : right));
            if (left < right)
                lo = a;
            else
                hi = b;
        }
        return best;
    }

    // The inner part evenly, the rest geometrically.
    private static IEnumerable<double> Grid()
    {
        const int Inner = (int)(Reach * Density), Outer = 60;
        for (int i = -Inner - Outer; i <= Inner + Outer; i++)
            yield return Math.Abs(i) <= Inner ? (double)i / Density : Math.Sign(i) * Reach * Math.Pow(1.25, Math.Abs(i) - Inner);
    }

    private static void Crossings(Shape decider, double lo, double hi, List<double> breaks)
    {
        int below = decider.At(lo, 1).SignToward(1), above = decider.At(hi, -1).SignToward(-1);
        if (below * above >= 0)
            return;
        for (int k = 0; k < 80; k++)
        {
            double mid = (lo + hi) / 2;
            int sign = Math.Sign(decider.At(mid, 0).Value);
            if (sign == 0 || mid <= lo || mid >= hi)
                break;
            (lo, hi) = sign == below ? (mid, hi) : (lo, mid);
        }
        breaks.Add((lo + hi) / 2);
    }

    private IEnumerable<Sample> Sampled(double[] grid)
    {
        int segment = 0;
        foreach (double s in grid)
        {
            for (; segment < Breaks.Length && Breaks[segment].S <= s; segment++)
            {
                yield return new(Breaks[segment].S, Breaks[segment].Left, segment);
                yield return new(Breaks[segment].S, Breaks[segment].Right, segment + 1);
            }
            if (segment == 0 || s - Breaks[segment - 1].S > 1e-9 * (1 + Math.Abs(s)))
                yield return new(s, _f.At(s, 1), segment);
        }
    }
}
