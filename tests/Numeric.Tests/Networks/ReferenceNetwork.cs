using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Networks;

/// <summary>The loss written down as its definition says, in 200-digit arithmetic; derivatives by central differences of step 2^-45.</summary>
/// <remarks>Truncation is about 2^-90 and rounding about 2^-110 of the value, far below what is compared.</remarks>
internal sealed class ReferenceNetwork
{
    private const int Digits = 200;
    private const int Exponent = 45;

    private readonly NetworkShape _shape;
    private readonly double[] _x, _y;
    private readonly ValueEvaluator<BigInterval> _loss, _activation;

    internal ReferenceNetwork(NetworkShape shape, double[] x, double[] y)
    {
        (_shape, _x, _y) = (shape, x, y);
        _loss = new ValueEvaluator<BigInterval>(Tape.Compile(shape.Loss.Value, shape.Loss.Variable), Digits);
        _activation = new ValueEvaluator<BigInterval>(Tape.Compile(shape.Activation.Value, shape.Activation.Variable), Digits);
    }

    internal double[] Gradient(double[] parameters)
    {
        var gradient = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
            gradient[i] = Scaled(Shifted(parameters, i, 1, null, 0) - Shifted(parameters, i, -1, null, 0), Exponent - 1);
        return gradient;
    }

    internal double[] HessianProduct(double[] parameters, double[] direction)
    {
        var product = new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            var difference = Shifted(parameters, i, 1, direction, 1) - Shifted(parameters, i, 1, direction, -1)
                - Shifted(parameters, i, -1, direction, 1) + Shifted(parameters, i, -1, direction, -1);
            product[i] = Scaled(difference, 2 * Exponent - 2);
        }
        return product;
    }

    internal double Loss(double[] parameters) => Loss([.. parameters.Select(Exact)]).ToInterval().Mid;

    private BigInterval Shifted(double[] parameters, int index, int sign, double[]? direction, int along)
    {
        var moved = parameters.Select(Exact).ToArray();
        var h = BigInterval.Point(BigFloat.PowerOfTwo(-Exponent), Digits);
        moved[index] += sign < 0 ? -h : h;
        for (int i = 0; direction is not null && i < moved.Length; i++)
            moved[i] += (along < 0 ? -h : h) * Exact(direction[i]);
        return Loss(moved);
    }

    private static double Scaled(BigInterval value, int power) => (value * BigInterval.Point(BigFloat.PowerOfTwo(power), Digits)).ToInterval().Mid;

    private static BigInterval Exact(double value) => BigInterval.Point(BigFloat.FromDouble(value), Digits);

    private static BigInterval Ratio(Rational value) => BigInterval.FromRational(value, Digits);

    private BigInterval Loss(BigInterval[] p)
    {
        int d = _shape.Inputs, w = _shape.Width, o = _shape.Outputs, n = _x.Length / d;
        var z = new BigInterval[n, w];
        for (int j = 0; j < w; j++)
        {
            for (int i = 0; i < n; i++)
            {
                z[i, j] = _shape.Bias ? p[d * w + o * w + j] : BigInterval.Zero;
                for (int k = 0; k < d; k++)
                    z[i, j] += Exact(_x[i * d + k]) * p[k * w + j];
            }
            if (!_shape.BatchNorm)
                continue;
            BigInterval mean = BigInterval.Zero, variance = BigInterval.Zero, share = Ratio(new Rational(1, n));
            for (int i = 0; i < n; i++)
                mean += share * z[i, j];
            for (int i = 0; i < n; i++)
                variance += share * (z[i, j] - mean) * (z[i, j] - mean);
            var deviation = BigInterval.Sqrt(variance + Exact(NetworkShape.Epsilon));
            for (int i = 0; i < n; i++)
                z[i, j] = (z[i, j] - mean) / deviation;
        }
        var loss = BigInterval.Zero;
        for (int i = 0; i < n; i++)
        {
            var a = Enumerable.Range(0, w).Select(j => _activation.Evaluate(z[i, j]).Value).ToArray();
            for (int k = 0; k < o; k++)
            {
                var r = (_shape.Bias ? p[d * w + o * w + w + k] : BigInterval.Zero) - Exact(_y[i * o + k]);
                for (int j = 0; j < w; j++)
                    r += a[j] * p[d * w + k * w + j];
                loss += _loss.Evaluate(r).Value;
            }
        }
        return loss / Ratio(n);
    }
}
