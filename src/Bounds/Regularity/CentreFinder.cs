using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A candidate centre: a point where F' passes from negative to positive.</summary>
/// <param name="Expr">The point as a closed expression; null when only an enclosure is known.</param>
/// <param name="Value">The point.</param>
/// <param name="Centre">The point for the ratio F'(c+u)/u.</param>
/// <param name="Kink">Why F'(c) may not exist; null where F'(c) = 0 is certain.</param>
internal sealed record CentreCandidate(Expr? Expr, Certified Value, Centre Centre, Joint? Kink = null)
{
    /// <summary>F'(c+u)/u.</summary>
    internal UnivariateFunction RatioOf(OuterExpressions f) => UnivariateFunction.Ratio(f.Slope, f.Argument, Centre, Kink is null);
}

/// <summary>Searches F' for a passage from negative to positive and pins it down.</summary>
/// <remarks>
/// The search only proposes. That F'(c) = 0 is certain: exactly for a rational c, by the intermediate value theorem for an enclosed one
/// (opposite certified signs at the ends and continuity between). Where F' passes from negative to positive by a jump, c is the kink. That c is the only zero
/// is the sign condition, proved elsewhere.
/// </remarks>
internal sealed class CentreFinder
{
    private const int Digits = 256;

    private readonly OuterExpressions _f;
    private readonly ValueEvaluator<BigInterval> _slope;
    private CriticalPointSet? _critical;

    internal CentreFinder(OuterExpressions f)
    {
        _f = f;
        _slope = new ValueEvaluator<BigInterval>(Tape.Compile(f.Slope, f.Argument), Digits);
    }

    /// <summary>The passage nearest to 0, or null when the grid shows none.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: a nearer one may have been left out.</exception>
    internal CentreCandidate? Find(CancellationToken cancellation)
    {
        var brackets = new List<(Rational Lo, Rational Hi)>();
        Rational? negative = null;
        foreach (var point in Grid())
        {
            cancellation.ThrowIfCancellationRequested();
            if (_f.First.Missing.Any(j => j.At.IsRational(out var at) && at == point))
                continue;
            int sign = Sign(point);
            // The neighbours first: exact arithmetic takes long where F' is only too near to 0 for its sign to be told.
            if (sign == 0 && Sign(point - Step(point)) < 0 && Sign(point + Step(point)) > 0 && IsExactZero(point))
                brackets.Add((point, point));
            if (sign > 0 && negative is { } lo)
                brackets.Add((lo, point));
            negative = sign < 0 ? point : null;
        }
        return brackets.OrderBy(b => Rational.Abs(b.Lo + b.Hi)).Select(b => Pin(b.Lo, b.Hi)).FirstOrDefault(c => c is not null);
    }

    /// <summary>Points a &lt; b of the grid with F'(a) > 0 > F'(b), certainly; null when it has none.</summary>
    internal (Rational Rising, Rational Falling)? Reversal()
    {
        Rational? rising = null;
        foreach (var point in Grid())
        {
            int sign = Sign(point);
            if (sign < 0 && rising is { } a)
                return (a, point);
            if (sign > 0)
                rising = point;
        }
        return null;
    }

    private static Rational Step(Rational point) => (Rational.Abs(point) + 1) * new Rational(1, 1 << 20);

    /// <summary>Signed powers of two with three points an octave, 0, and the constants of F with their neighbours, ascending.</summary>
    private SortedSet<Rational> Grid()
    {
        var grid = new SortedSet<Rational> { 0 };
        for (int k = -8; k <= 24; k++)
        {
            foreach (int numerator in new[] { 4, 5, 7 })
            {
                var value = numerator * (k >= 2 ? new Rational(System.Numerics.BigInteger.One << (k - 2), 1)
                    : new Rational(1, System.Numerics.BigInteger.One << (2 - k)));
                grid.Add(value);
                grid.Add(-value);
            }
        }
        foreach (var node in Symbolic.Expr.Postorder(_f.Value).OfType<Constant>().Take(32))
        {
            foreach (var value in new[] { node.Value, -node.Value })
            {
                if (Rational.Abs(value) < (System.Numerics.BigInteger.One << 30))
                {
                    grid.Add(value);
                    grid.Add(value - Step(value));
                    grid.Add(value + Step(value));
                }
            }
        }
        return grid;
    }

    // Digits tell most points from a zero; exact arithmetic, which is far dearer, is asked about the rest.
    private bool IsExactZero(Expr point) =>
        (CertifiedEvaluation.Evaluate(point) is not { } at || Sign(at.Enclosure) == 0) && ExactReal.FromExpr(_f.First.Value.Substitute(_f.Argument, point))
            .IsZero;

    /// <summary>The certified sign of F' at a point; 0 when it is not certain.</summary>
    private int Sign(Rational point) => Sign(BigInterval.FromRational(point, Digits));

    private int Sign(BigInterval at)
    {
        var value = _slope.Evaluate(at);
        return !value.IsDefined ? 0 : value.Value.IsPositive ? 1 : value.Value.IsNegative ? -1 : 0;
    }

    private CentreCandidate? Pin(Rational lo, Rational hi)
    {
        if (lo == hi)
            return Exact(lo);
        // Bisect to the width of a double, then ask whether the simplest rational there is an exact zero.
        Bisect(ref lo, ref hi, 64);
        if (lo == hi)
            return Exact(lo);
        var slack = (hi - lo) * (System.Numerics.BigInteger.One << 8);
        var simplest = Rational.Simplest(lo - slack, hi + slack);
        if (IsExactZero(simplest))
            return Exact(simplest);
        if ((ClosedForms.Recognise(lo, hi, IsExactZero) ?? Solved(lo, hi)) is { } closed)
            return new CentreCandidate(closed, CertifiedEvaluation.Evaluate(closed)!, Centre.Of(closed));
        if (KinkIn(lo, hi) is { } kink)
            return new CentreCandidate(kink.At.Closed, ValueOf(kink.At), kink.At.Closed is { } c ? Centre.Of(c)
                : Centre.Certified(digits => Enclose(kink.At, digits)), kink);
        // F' must be continuous on the bracket for the intermediate value theorem.
        var bracket = BigInterval.Hull(BigInterval.FromRational(lo, Digits), BigInterval.FromRational(hi, Digits));
        if (!_slope.Evaluate(bracket).IsContinuous)
            return null;
        Bisect(ref lo, ref hi, 240);
        return lo == hi ? Exact(lo) : new CentreCandidate(null, Certified.Between(lo, hi),
            Centre.Certified(digits => BigInterval.Hull(BigInterval.FromRational(lo, digits + 16), BigInterval.FromRational(hi, digits + 16))));
    }

    /// <summary>The one zero of F' in the bracket that was solved for exactly; null when there is none, or several.</summary>
    private Expr? Solved(Rational lo, Rational hi)
    {
        _critical ??= CriticalPoints.Find(_f.Slope, _f.Argument);
        var inside = _critical.Points.Where(p => !_f.First.Missing.Any(j => RealPoint.Compare(j.At, p.Point) == 0)).Select(p => p.Point.Closed).OfType<Expr>()
            .Where(c => CertifiedEvaluation.Evaluate(c) is { } value && Numbers.Certified.Less(lo, value) == true && Numbers.Certified.Less(value, hi) == true)
                .ToList();
        return inside is [var only] ? only : null;
    }

    /// <summary>The only point of the bracket where F' was not shown to exist; null when there is none, or several.</summary>
    private Joint? KinkIn(Rational lo, Rational hi) => _f.First.Missing
        .Where(j => Numbers.Certified.Less(ValueOf(j.At), lo) != true && Numbers.Certified.Less(hi, ValueOf(j.At)) != true).ToList() is [var only] ? only
            : null;

    private static Certified ValueOf(RealPoint point) => point.Closed is { } c && CertifiedEvaluation.Evaluate(c) is { } value ? value
        : Certified.Of(Enclose(point, Certified.Precision));

    private static BigInterval Enclose(RealPoint point, int digits) => point.Enclose(digits + 16) is { } e
        ? BigInterval.Hull(BigInterval.FromRational(e.Lo, digits + 16), BigInterval.FromRational(e.Hi, digits + 16)) : BigInterval.Entire;

    private static CentreCandidate Exact(Rational c) => new(Constant.Of(c), c, Centre.Of(Constant.Of(c)));

    private void Bisect(ref Rational lo, ref Rational hi, int bits)
    {
        for (int i = 0; i < bits + 40 && hi - lo > (Rational.Abs(lo) + Rational.Abs(hi)) * new Rational(1, System.Numerics.BigInteger.One << bits); i++)
        {
            var mid = (lo + hi) / 2;
            switch (Sign(mid))
            {
                case < 0:
                    lo = mid;
                    break;
                case > 0:
                    hi = mid;
                    break;
                default:
                    if (IsExactZero(mid))
                        lo = hi = mid;
                    return;
            }
        }
    }
}
