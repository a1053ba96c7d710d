using System.Numerics;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>
/// f on a bounded box as a polynomial with a remainder: f(c + h) = sum of a_k(c) h^k for k below n, plus a_n(xi) h^n (Lagrange), with coefficients in arbitrary
/// precision. The polynomial lies between its least and greatest Bernstein coefficients (Cargo, Shisha 1966), and close to them on short pieces, which
/// de Casteljau's halving makes without evaluating f again (Makino, Berz 2003 for the use of such models).
/// </summary>
internal sealed class TaylorModel
{
    private const int Order = 12, MostLooks = 128, MostHalvings = 6;

    /// <summary>Binary digits: the first that tell the value at the centre from 0.</summary>
    private static readonly int[] s_digits = [192, 800];

    private static readonly BigInterval s_half = BigInterval.FromRational(Rational.Half, 53);

    private readonly Interval _box;
    private readonly BigInterval[] _bernstein;
    private readonly Interval _remainder;

    /// <summary>The coefficients on a part of [0, 1].</summary>
    private sealed record Piece(BigInterval[] Coefficients, double From, double To, int Halvings);

    private TaylorModel(Interval box, BigInterval[] bernstein, Interval remainder)
    {
        _box = box;
        _bernstein = bernstein;
        _remainder = remainder;
    }

    /// <summary>The model of f on a bounded box; null where f is not certainly smooth there.</summary>
    internal static TaylorModel? Of(UnivariateFunction f, Interval box)
    {
        int digits = Array.Find(s_digits, d => !f.Evaluate(BigInterval.FromInterval(box.MidPoint, d), d).Value.ContainsZero);
        if (digits == 0)
            digits = s_digits[0];
        var x = BigInterval.FromInterval(box, digits);
        var c = BigInterval.FromInterval(box.MidPoint, digits);
        var over = new BigInterval[Order + 1];
        if (f.Taylor<BigInterval>(x, over, digits) != Definedness.Continuous || !over[Order].IsBounded)
            return null;
        var at = new BigInterval[Order];
        if (f.Taylor<BigInterval>(c, at, digits) != Definedness.Continuous || !at.All(a => a.IsBounded))
            return null;
        var remainder = (over[Order] * BigInterval.Pow(x - c, Order)).ToInterval();
        return remainder.IsBounded ? new(box, Bernstein(at, x.LowerPoint - c, x.UpperPoint - x.LowerPoint, digits), remainder) : null;
    }

    /// <summary>An upper bound of f on the box.</summary>
    internal double Upper => (Interval.Point(_bernstein.Max(b => b.ToInterval().Hi)) + _remainder).Hi;

    /// <summary>The parts of the box on which f > 0 (strict) or f >= 0 does not show.</summary>
    internal List<Interval> Undecided(bool strict)
    {
        var search = Subdivision<Piece>.DepthFirst(Halve, new Budget(MostLooks), int.MaxValue);
        search.Add(new(_bernstein, 0, 1, 0));
        search.Run(piece =>
        {
            // The largest remainder is taken on every piece.
            double least = (Interval.Point(piece.Coefficients.Min(b => b.ToInterval().Lo)) + _remainder).Lo;
            if (strict ? least > 0 : least >= 0)
                return Fate.Settled;
            // Halving moves the coefficients toward the values, which are at most the greatest coefficient.
            return piece.Coefficients.Max(b => b.ToInterval().Hi) <= -_remainder.Lo ? Fate.Stuck : Fate.Open;
        });
        return Joined(search.Left.OrderBy(p => p.From).Select(p => Part(p.From, p.To)));
    }

    private static (Piece, Piece)? Halve(Piece piece)
    {
        if (piece.Halvings == MostHalvings)
            return null;
        var (left, right) = Halve(piece.Coefficients);
        double middle = 0.5 * (piece.From + piece.To);
        return (new(left, piece.From, middle, piece.Halvings + 1), new(right, middle, piece.To, piece.Halvings + 1));
    }

    // x = Lo + t (Hi - Lo), rounded outward; the fractions are exact.
    private Interval Part(double from, double to)
    {
        var width = _box.UpperPoint - _box.LowerPoint;
        double lo = from == 0 ? _box.Lo : (_box.LowerPoint + Interval.Point(from) * width).Lo;
        double hi = to == 1 ? _box.Hi : (_box.LowerPoint + Interval.Point(to) * width).Hi;
        return Interval.Of(Math.Max(lo, _box.Lo), Math.Min(hi, _box.Hi));
    }

    private static List<Interval> Joined(IEnumerable<Interval> parts)
    {
        var joined = new List<Interval>();
        foreach (var part in parts)
        {
            if (joined.Count > 0 && joined[^1].Hi >= part.Lo)
                joined[^1] = Interval.Of(joined[^1].Lo, Math.Max(part.Hi, joined[^1].Hi));
            else
                joined.Add(part);
        }
        return joined;
    }

    /// <summary>The Bernstein coefficients of t -> sum of a_k (start + width t)^k on [0, 1].</summary>
    private static BigInterval[] Bernstein(BigInterval[] a, BigInterval start, BigInterval width, int digits)
    {
        int n = a.Length - 1;
        var power = a.ToArray();
        // Taylor shift by Horner's scheme, then scaling.
        for (int i = 0; i < n; i++)
        {
            for (int k = n - 1; k >= i; k--)
                power[k] += start * power[k + 1];
        }
        var scale = BigInterval.One;
        for (int k = 0; k <= n; k++)
        {
            power[k] *= scale;
            scale *= width;
        }
        var b = new BigInterval[n + 1];
        for (int i = 0; i <= n; i++)
        {
            // b_i = sum over k <= i of binomial(i, k)/binomial(n, k) power_k
            b[i] = BigInterval.Zero;
            for (int k = 0; k <= i; k++)
                b[i] += BigInterval.FromRational(new Rational(Binomial(i, k), Binomial(n, k)), digits) * power[k];
        }
        return b;
    }

    private static (BigInterval[] Left, BigInterval[] Right) Halve(BigInterval[] b)
    {
        int n = b.Length - 1;
        BigInterval[] row = b.ToArray(), left = new BigInterval[n + 1], right = new BigInterval[n + 1];
        for (int i = 0; i <= n; i++)
        {
            left[i] = row[0];
            right[n - i] = row[n - i];
            for (int k = 0; k < n - i; k++)
                row[k] = (row[k] + row[k + 1]) * s_half;
        }
        return (left, right);
    }

    private static BigInteger Binomial(int n, int k)
    {
        BigInteger value = 1;
        for (int i = 0; i < k; i++)
            value = value * (n - i) / (i + 1);
        return value;
    }
}
