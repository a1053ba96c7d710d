using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Growth;

/// <summary>What is known of a function near the point: an expansion, a trigonometric polynomial, or a range.</summary>
internal abstract record Value;

/// <summary>An exp-log function with its expansion.</summary>
internal sealed record Smooth(Series Series) : Value;

/// <summary>mean + sum (cosine cos(angle) + sine sin(angle)), each angle and each difference of two angles tending to +-infinity.</summary>
internal sealed record Oscillation(Series Mean, ImmutableArray<Wave> Waves) : Value;

/// <summary>cosine cos(angle) + sine sin(angle), the angle tending to +infinity.</summary>
internal sealed record Wave(Series Angle, Series Cosine, Series Sine);

/// <summary>
/// lo at most the function at most hi, eventually. Attained: each end is equalled at arguments tending to the point, by a continuous function.
/// </summary>
internal sealed record Range(Series Lo, Series Hi, bool Attained) : Value;

/// <summary>Arithmetic of values.</summary>
internal sealed partial class ValueArithmetic(Multiseries series)
{
    private const int MaxWaves = 12;

    internal Multiseries Series { get; } = series;

    internal Value Add(Value a, Value b)
    {
        switch (a, b)
        {
            case (Smooth x, Smooth y):
                return new Smooth(Series.Add(x.Series, y.Series));
            case (Oscillation x, Smooth y):
                return x with { Mean = Series.Add(x.Mean, y.Series) };
            case (Smooth, Oscillation):
                return Add(b, a);
            case (Oscillation x, Oscillation y) when x.Waves.Length + y.Waves.Length <= MaxWaves:
                var sum = new WaveSum(Series);
                sum.AddMean(x.Mean);
                sum.AddMean(y.Mean);
                foreach (var w in x.Waves.Concat(y.Waves))
                    sum.Add(w.Angle, w.Cosine, w.Sine);
                return sum.ToValue();
            default:
                Range p = ToRange(a), q = ToRange(b);
                return new Range(Series.Add(p.Lo, q.Lo), Series.Add(p.Hi, q.Hi), (p.Attained && b is Smooth) || (q.Attained && a is Smooth));
        }
    }

    internal Value Multiply(Value a, Value b)
    {
        switch (a, b)
        {
            case (Smooth x, Smooth y):
                return new Smooth(Series.Multiply(x.Series, y.Series));
            case (Oscillation x, Smooth y):
                if (Series.IsZero(y.Series))
                    return y;
                return new Oscillation(Series.Multiply(x.Mean, y.Series),
                    [.. x.Waves.Select(w => new Wave(w.Angle, Series.Multiply(w.Cosine, y.Series), Series.Multiply(w.Sine, y.Series)))]);
            case (Smooth, Oscillation or Range):
                return Multiply(b, a);
            case (Range x, Smooth y):
                int sign = Series.Sign(y.Series);
                if (sign == 0)
                    return y;
                var (lo, hi) = (Series.Multiply(x.Lo, y.Series), Series.Multiply(x.Hi, y.Series));
                return sign > 0 ? new Range(lo, hi, x.Attained) : new Range(hi, lo, x.Attained);
            case (Oscillation x, Oscillation y) when (2 * x.Waves.Length + 1) * y.Waves.Length <= MaxWaves:
                return MultiplyWaves(x, y);
            default:
                Range p = ToRange(a), q = ToRange(b);
                Series[] products = [Series.Multiply(p.Lo, q.Lo), Series.Multiply(p.Lo, q.Hi), Series.Multiply(p.Hi, q.Lo), Series.Multiply(p.Hi, q.Hi)];
                return new Range(products.Aggregate(Min), products.Aggregate(Max), false);
        }
    }

    // The product-to-sum formulas: 2 cos a cos b = cos(a-b) + cos(a+b), 2 sin a sin b = cos(a-b) - cos(a+b), 2 sin a cos b = sin(a+b) + sin(a-b).
    private Value MultiplyWaves(Oscillation x, Oscillation y)
    {
        var sum = new WaveSum(Series);
        sum.AddMean(Series.Multiply(x.Mean, y.Mean));
        foreach (var w in x.Waves)
            sum.Add(w.Angle, Series.Multiply(w.Cosine, y.Mean), Series.Multiply(w.Sine, y.Mean));
        foreach (var w in y.Waves)
            sum.Add(w.Angle, Series.Multiply(w.Cosine, x.Mean), Series.Multiply(w.Sine, x.Mean));
        var half = Growth.Series.Of(NormalForm.Of(Rational.Half));
        foreach (var v in x.Waves)
        {
            foreach (var w in y.Waves)
            {
                var cc = Series.Multiply(half, Series.Multiply(v.Cosine, w.Cosine));
                var ss = Series.Multiply(half, Series.Multiply(v.Sine, w.Sine));
                var sc = Series.Multiply(half, Series.Multiply(v.Sine, w.Cosine));
                var cs = Series.Multiply(half, Series.Multiply(v.Cosine, w.Sine));
                sum.Add(Series.Add(v.Angle, w.Angle), Series.Subtract(cc, ss), Series.Add(sc, cs));
                sum.Add(Series.Subtract(v.Angle, w.Angle), Series.Add(cc, ss), Series.Subtract(sc, cs));
            }
        }
        return sum.ToValue();
    }

    internal Range ToRange(Value v)
    {
        if (v is Range r)
            return r;
        if (v is Smooth s)
            return new Range(s.Series, s.Series, true);
        var oscillation = (Oscillation)v;
        var reach = oscillation.Waves.Select(Amplitude).Aggregate(Growth.Series.Zero, Series.Add);
        // R cos(angle - phase) with a continuous angle that tends to infinity and a phase that converges takes the values R and -R again and again.
        return new Range(Series.Subtract(oscillation.Mean, reach), Series.Add(oscillation.Mean, reach), oscillation.Waves.Length == 1);
    }

    /// <summary>sqrt(cosine^2 + sine^2), the largest value of a wave.</summary>
    internal Series Amplitude(Wave w)
    {
        if (Series.IsZero(w.Sine))
            return Absolute(w.Cosine);
        if (Series.IsZero(w.Cosine))
            return Absolute(w.Sine);
        return Series.Power(Series.Add(Series.Multiply(w.Cosine, w.Cosine), Series.Multiply(w.Sine, w.Sine)), NormalForm.Of(Rational.Half));
    }

    internal Series Absolute(Series s) => Series.Sign(s) < 0 ? Series.Negate(s) : s;

    internal Series Min(Series a, Series b) => Series.Sign(Series.Subtract(a, b)) <= 0 ? a : b;

    internal Series Max(Series a, Series b) => Series.Sign(Series.Subtract(a, b)) >= 0 ? a : b;
}
