using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation.Functions;

/// <summary>logcosh: v' = tanh(u) u'.</summary>
internal sealed class LogCoshRule : FunctionRule
{
    /// <inheritdoc/>
    public override Function Function => LogCosh.Instance;

    /// <inheritdoc/>
    public override T Value<T>(T x) => T.LogCosh(x);

    /// <inheritdoc/>
    public override void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
    {
        // v' = tanh(u) u'.
        v[0] = T.LogCosh(u[0]);
        if (v.Length == 1)
            return;
        var w = new T[v.Length];
        All[Tanh.Instance].Taylor(u, w);
        TaylorArithmetic.FromSlope<T>(u, w, v);
    }

    /// <inheritdoc/>
    public override double Approximate(double x) => Math.Abs(x) + Math.Log((1 + Math.Exp(-2 * Math.Abs(x))) / 2);
}
