using System.Runtime.CompilerServices;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>How far rounding has moved a state from the exact one, to first order: relative to u = s - c and to the imbalance D.</summary>
/// <remarks>
/// u' = u + w(ws - p) with p = sqrt(D + 4s²) has du'/du = 1 + w² + hF''(2ws - p) - 4ws/p and du'/dD = -w/(2p); D' = D(1 - w²)² moves by -4w hF''/(1 - w²) of
/// itself. Where p is large beside u' the step cancels, and where hF''p is large the error grows. An estimate: it decides where more digits are
/// asked for, nothing that is certified.
/// </remarks>
internal readonly record struct DigitLoss(double Offset, double Imbalance)
{
    /// <summary>A state just rounded to doubles.</summary>
    internal static DigitLoss Rounded { get; } = new(Unit, Unit);

    private const double Unit = 1.0 / (1L << 52);

    /// <summary>The estimate after a step that rounds like doubles.</summary>
    /// <param name="from">The state.</param>
    /// <param name="push">w.</param>
    /// <param name="bend">hF''(s).</param>
    /// <param name="next">The state after the step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal DigitLoss After<T>(in ProductState<T> from, T push, T bend, in ProductState<T> next)
        where T : struct, IRunNumber<T>
    {
        T twice = push * (from.S + from.S), square = push * push, step = push * from.P, fade = T.One - square;
        T perOffset = T.One + square + bend * (twice - from.P) - (twice + twice) / from.P;
        T moved = T.Abs(from.U) * T.From(Offset), share = from.RootD / from.P;
        T error = T.Abs(perOffset) * moved + T.Abs(step) * share * share * T.From(0.5 * Imbalance)
            + T.From(Unit) * (T.Abs(from.U) + T.Abs(step) + T.Abs(push * twice));
        double offset = next.U.IsZero ? Unit : (error / T.Abs(next.U)).ToDouble();
        double imbalance = fade.IsZero ? Unit : Imbalance + 2 * Unit + T.Abs(T.From(4.0) * push * bend * moved / fade).ToDouble();
        // Where F'' does not exist nothing is known to be lost.
        return new(double.IsNaN(offset) ? Unit : offset, double.IsNaN(imbalance) ? Unit : imbalance);
    }
}
