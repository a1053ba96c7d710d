using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Growth;

/// <summary>Collects a trigonometric polynomial; waves whose angles differ by a convergent function are joined.</summary>
internal sealed class WaveSum(Multiseries series)
{
    private readonly List<Wave> _waves = [];
    private Series _mean = Series.Zero;

    internal void AddMean(Series term) => _mean = series.Add(_mean, term);

    /// <summary>Adds cosine cos(angle) + sine sin(angle).</summary>
    internal void Add(Series angle, Series cosine, Series sine)
    {
        if (series.IsZero(cosine) && series.IsZero(sine))
            return;
        var leading = series.Leading(angle);
        if (leading is null || leading.Direction <= 0)
        {
            var (s, c) = series.SinCos(angle);
            AddMean(series.Add(series.Multiply(cosine, c), series.Multiply(sine, s)));
            return;
        }
        if (leading.Coefficient.Sign() < 0)
            (angle, sine) = (series.Negate(angle), series.Negate(sine));
        for (int i = 0; i < _waves.Count; i++)
        {
            var w = _waves[i];
            var shift = series.Subtract(angle, w.Angle);
            if (series.Leading(shift) is { Direction: > 0 })
                continue;
            // cos(w + d) = cos w cos d - sin w sin d, sin(w + d) = sin w cos d + cos w sin d.
            var (s, c) = series.SinCos(shift);
            _waves[i] = new Wave(w.Angle,
                series.Add(w.Cosine, series.Add(series.Multiply(cosine, c), series.Multiply(sine, s))),
                series.Add(w.Sine, series.Subtract(series.Multiply(sine, c), series.Multiply(cosine, s))));
            return;
        }
        _waves.Add(new Wave(angle, cosine, sine));
    }

    internal Value ToValue()
    {
        ImmutableArray<Wave> left = [.. _waves.Where(w => !(series.IsZero(w.Cosine) && series.IsZero(w.Sine)))];
        return left.IsEmpty ? new Smooth(_mean) : new Oscillation(_mean, left);
    }
}
