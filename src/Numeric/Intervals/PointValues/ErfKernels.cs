using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>erf in double-double. Derivation: docs/trust.md, "erf".</summary>
internal static class ErfKernels
{
    /// <summary>erf: proven 2^-73.3.</summary>
    public const double ErfError = 8.470329472543003e-22; // 2^-70

    /// <summary>erf(a) for 2^-300 &lt;= a &lt;= 6: Taylor at the nearest multiple of 1/64, the terms from h^4 on in double.</summary>
    public static DoubleDouble Erf(double a)
    {
        int i = (int)Math.Round(a * ErfNode.PerUnit);
        double h = a - (i / 64.0); // exact: a and i/64 are within a factor of 2, or i is 0 or 1
        ErfNode node = ErfNode.At(i);
        ReadOnlySpan<double> tail = node.Tail;
        double t = tail[7];
        for (int n = 6; n >= 0; n--)
            t = Math.FusedMultiplyAdd(h, t, tail[n]);
        // 1 + h (a_1 + h (a_2 + h t)) with a_1 = -c exact.
        DoubleDouble inner = node.Second + (h * t);
        DoubleDouble sum = (((inner * h) + (-i / 64.0)) * h) + 1.0;
        DoubleDouble increment = node.Slope * (sum * h);
        return i == 0 ? increment : node.Value + increment;
    }

    /// <summary>erf.</summary>
    internal readonly struct ErfKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // 1 - erf(a) < exp(-a^2)/(a sqrt(pi)) < 2^-54 from 6 on.
            if (a >= 6)
                return PointKernel.Inside(x > 0 ? 1 : -1);
            if (a < 1e-80)
                return Interval.Empty;
            DoubleDouble value = Erf(a);
            return PointKernel.Tight(x > 0 ? value : -value, ErfError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Erf(x);
    }
}
