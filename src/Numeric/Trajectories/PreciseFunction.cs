using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>What a precise evaluation found out.</summary>
internal enum Precise
{
    /// <summary>The value, to the digits of a double.</summary>
    Value,

    /// <summary>Exactly 0.</summary>
    Zero,

    /// <summary>Too close to 0 for its sign to be told in the digits tried.</summary>
    Vanishing,

    /// <summary>Larger than any double, or any number at all.</summary>
    Huge,

    /// <summary>The function has no value there.</summary>
    Undefined,

    /// <summary>Nothing could be told.</summary>
    Unknown,
}

/// <summary>A function evaluated in as many digits as it takes to know its value to those of a double, where doubles over- or underflow on the way.</summary>
/// <remarks>Thread-safe: evaluators are made for each call.</remarks>
internal sealed class PreciseFunction
{
    private static readonly int[] s_precisions = [128, 512, 2048];

    // Relative width of an enclosure that counts as the value: a double has 53 digits.
    private const int Digits = 58;

    // Beyond 2^4096.
    private const long HugeTop = 4096;

    private readonly Tape? _tape;

    /// <param name="formula">The function; one that has no enclosures is unknown everywhere.</param>
    /// <param name="variables">Its variables.</param>
    internal PreciseFunction(Expr formula, params IReadOnlyList<Expr> variables) => _tape = Tape.TryCompile([formula], variables, out _);

    /// <summary>The value at a point.</summary>
    internal (Precise Kind, Extended Value) At(params ReadOnlySpan<BigFloat> point)
    {
        if (_tape is null)
            return (Precise.Unknown, default);
        var kind = Precise.Unknown;
        foreach (int precision in s_precisions)
        {
            var box = new BigInterval[point.Length];
            for (int i = 0; i < box.Length; i++)
                box[i] = BigInterval.Point(point[i], precision);
            var (value, state) = new ValueEvaluator<BigInterval>(_tape, precision).Evaluate(box);
            if (value.IsEmpty)
                return (Precise.Undefined, default);
            if (state == Definedness.Possibly)
                continue;
            if (!value.IsBounded)
            {
                if (!value.ContainsZero && Math.Min(Top(value.Lo), Top(value.Hi)) > HugeTop)
                    return (Precise.Huge, default);
                continue;
            }
            if (value.IsPoint && value.Lo.IsZero)
                return (Precise.Zero, default);
            if (IsNarrow(value))
                return (Precise.Value, Extended.From(value.MidPoint.Lo));
            kind = value.ContainsZero ? Precise.Vanishing : Precise.Unknown;
            // Below every number that matters: more digits would not tell.
            if (kind == Precise.Vanishing && Math.Max(value.Lo.Top, value.Hi.Top) < -HugeTop)
                break;
        }
        return (kind == Precise.Vanishing && IsExactlyZero(point) ? Precise.Zero : kind, default);
    }

    private static long Top(BigFloat end) => end.IsFinite ? end.Top : long.MaxValue;

    private static bool IsNarrow(BigInterval value)
    {
        if (value.ContainsZero)
            return false;
        var width = BigFloat.Subtract(value.Hi, value.Lo, 64, Direction.Up);
        return width.IsZero || width.Top < Math.Min(value.Lo.Top, value.Hi.Top) - Digits;
    }

    private bool IsExactlyZero(ReadOnlySpan<BigFloat> point)
    {
        var exact = new ExactReal[point.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            // Only numbers of a size that exact arithmetic can carry.
            if (Math.Abs(point[i].Top) > 1200)
                return false;
            exact[i] = ExactReal.FromRational(point[i].Exponent >= 0
                ? new Rational(point[i].Mantissa << (int)point[i].Exponent, 1)
                : new Rational(point[i].Mantissa, System.Numerics.BigInteger.One << (int)-point[i].Exponent), 53);
        }
        return new ValueEvaluator<ExactReal>(_tape!).Evaluate(exact) is { IsDefined: true, Value.IsZero: true };
    }
}
