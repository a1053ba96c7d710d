using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Problems under a method, and the method by its definition on the vectors (not on the reduction).</summary>
internal static class MethodInstances
{
    internal static readonly Family[] Sums =
    [
        new("log(cosh(x*y-1)) + sqrt(1+(x*y-1)^2)", 1, s => Math.Tanh(s - 1) + (s - 1) / Math.Sqrt(1 + (s - 1) * (s - 1))),
        new("log(cosh(x*y)) + (x*y)^2/4 + log(1+(x*y)^2)/2", 0, s => Math.Tanh(s) + s / 2 + s / (1 + s * s)),
    ];

    internal static readonly Func<double, double>[][] Terms =
    [
        [s => Math.Tanh(s - 1), s => (s - 1) / Math.Sqrt(1 + (s - 1) * (s - 1))],
        [Math.Tanh, s => s / 2, s => s / (1 + s * s)],
    ];

    internal static Setting Setting(Family family, DescentMethod method, double h, double[] x, double[] y)
    {
        var plain = Instances.Setting(family, h, x, y);
        return new Setting(plain.Objective, plain.Regularity, plain.Step, plain.State) { Method = method };
    }

    internal static VaryingDescent Steps(params Rational[] steps) => new() { Schedule = new("", [.. steps.Select(s => (Expr)s)]) };

    internal static TheoremResult Check(string id, Setting setting) => Theorem.All.Single(t => t.Id == id).Check(setting, CancellationToken.None);

    internal static Theory.Convergence? Converges(TheoremResult result) =>
        result.Implications.OfType<Theory.Convergence>().FirstOrDefault(c => c.Exceptions.AreNegligible);

    /// <summary>A start just inside (share below 1) or outside the triangle of a step: the form A/(2+γ) + B/(2-γ) is that share of 4/(hβ).</summary>
    internal static (double[] X, double[] Y) OnTriangle(Random random, double hb, double gamma, bool mirrored, double share)
    {
        double part = random.NextDouble(), a = share * part * 4 * (2 + gamma) / hb, b = share * (1 - part) * 4 * (2 - gamma) / hb;
        if (mirrored)
            (a, b) = (b, a);
        double sum = Math.Sqrt(a), difference = Math.Sqrt(b) * (random.Next(2) == 0 ? 1 : -1);
        return random.Next(2) == 0 ? ([(sum + difference) / 2], [(sum - difference) / 2])
            // A turned sum and difference in three dimensions.
            : ([0.6 * sum / 2 + difference / 2, 0.8 * sum / 2, 0], [0.6 * sum / 2 - difference / 2, 0.8 * sum / 2, 0]);
    }
}

/// <summary>A method on the coordinates, in doubles, by its definition.</summary>
internal sealed class MethodDescent(Family family, DescentMethod method, double h, double[] x, double[] y, Func<double, double>[]? terms = null)
{
    private readonly double[] _x = (double[])x.Clone(), _y = (double[])y.Clone();
    private long _k;

    internal double A => Square(1);

    internal double B => Square(-1);

    internal double D => A * B;

    internal double P => (A + B) / 2;

    internal double S => (A - B) / 4;

    internal double U => S - family.Centre;

    internal double W
    {
        get
        {
            double step = h, s = S, slope = family.Slope(s);
            if (method is not VaryingDescent varying)
                return step * slope;
            step = varying.StepAt(_k, h);
            if (varying.Samples is { } order)
                slope = terms![order.At(_k)](s);
            if (varying.ResidualBound is { } bound)
                slope = Math.Clamp(slope, -bound.ToDoubleNearest(), bound.ToDoubleNearest());
            double norm = Math.Abs(slope) * Math.Sqrt(_x.Concat(_y).Sum(v => v * v));
            return varying.NormBound is { } tau && norm > tau.ToDoubleNearest() ? step * slope * tau.ToDoubleNearest() / norm : step * slope;
        }
    }

    internal void Step()
    {
        double w = W, kept = method is WeightDecay decay ? 1 - h * decay.Lambda.ToDoubleNearest() : 1;
        for (int i = 0; i < _x.Length; i++)
            (_x[i], _y[i]) = (kept * _x[i] - w * _y[i], kept * _y[i] - w * _x[i]);
        _k++;
    }

    private double Square(int sign)
    {
        double sum = 0;
        for (int i = 0; i < _x.Length; i++)
            sum += (_x[i] + sign * _y[i]) * (_x[i] + sign * _y[i]);
        return sum;
    }
}
