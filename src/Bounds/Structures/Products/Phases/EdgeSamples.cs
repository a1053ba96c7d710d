using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>The conditions of T13 at sample points in doubles: a quick answer to which sets are worth certifying, and no proof of anything.</summary>
internal sealed class EdgeSamples(NormalisedModel model)
{
    private const int Points = 24;
    private const int Levels = 4;

    /// <summary>ρ is taken at the doubles of 6 significant bits after the leading one and interpolated between them.</summary>
    private const int DroppedBits = 46;

    private readonly double _gamma = model.Gamma.Mid;
    private readonly Dictionary<long, double> _ratios = [];

    /// <summary>Whether no sample contradicts the conditions for the set.</summary>
    internal bool Allow(EdgeShape shape)
    {
        if (!(2 - shape.Nu > 2 * Math.Abs(_gamma)))
            return false;
        for (int i = 1; i <= Points; i++)
        {
            double share = (double)i / Points;
            if (!At(shape, share * shape.Right) || !At(shape, -share * shape.Left))
                return false;
        }
        return true;
    }

    private bool At(EdgeShape shape, double offset)
    {
        double ratio = Ratio(offset), floor = 2 - shape.Nu + shape.Lambda * offset * offset * Exp(2 * shape.Kappa * offset);
        if (!(ratio > 0))
            return false;
        for (int i = 0; i <= Levels; i++)
        {
            double e = floor + (shape.Ceiling - floor) * i / Levels;
            if (!(e <= shape.Ceiling) || !AtState(shape, offset, e, ratio, border: i == 0))
                return e > shape.Ceiling;
        }
        return true;
    }

    private bool AtState(EdgeShape shape, double u, double e, double ratio, bool border)
    {
        double k = shape.Kappa, g = _gamma, d = e * e - 4 * g * g, s = u + g,
            p = Math.Sqrt(d + 4 * s * s), w = ratio * u, q = ratio * (p - w * s) - 1, next = -q * u;
        double loss = 1 - w * w, edge = Math.Sqrt(d * loss * loss + 4 * g * g), weight = Exp(2 * k * next);
        if (!(w * w < 2 && next >= -shape.Left && next <= shape.Right))
            return false;
        if (border && shape.Lambda * (Exp(2 * k * u) - q * q * weight) < d * ratio * ratio * (2 - w * w) / (e + edge))
            return false;
        return loss * loss / edge >= 2 * shape.Lambda * u * u * ratio * q * (1 + k * next) * weight / p;
    }

    private double Ratio(double offset)
    {
        long bits = BitConverter.DoubleToInt64Bits(offset) >> DroppedBits;
        double low = BitConverter.Int64BitsToDouble(bits << DroppedBits), high = BitConverter.Int64BitsToDouble((bits + 1) << DroppedBits);
        double below = At(bits), above = At(bits + 1);
        return below + (above - below) * ((offset - low) / (high - low));

        double At(long key)
        {
            if (!_ratios.TryGetValue(key, out double known))
                _ratios[key] = known = model.Ratio(Interval.Point(BitConverter.Int64BitsToDouble(key << DroppedBits))) is { IsBounded: true } r
                    ? r.Mid
                    : double.NaN;
            return known;
        }
    }

    private static double Exp(double x) => Interval.Exp(Interval.Point(x)).Mid;
}
