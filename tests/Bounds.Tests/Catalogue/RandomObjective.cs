using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>
/// A random objective as text, and its value, gradient and Hessian from formulas written by hand: sums of ridges φ(a·x + b) whose directions are parallel,
/// antiparallel, multiples or duplicates of each other, quadratics with repeated eigenvalues, kinks, flat directions, constants, terms that cancel, and terms
/// of other kinds.
/// </summary>
internal sealed class RandomObjective
{
    private static readonly string[] s_names = ["x", "y", "z"];
    private static readonly (string Text, double Value)[] s_constants = [("3", 3), ("pi", Math.PI), ("exp(1)", Math.E), ("-1/7", -1 / 7.0)];
    private static readonly int[] s_multiples = [1, -1, 2, -2, 3];

    /// <summary>φ with φ' and φ'': {0} stands for the argument.</summary>
    private sealed record Profile(string Text, Func<double, double> Value, Func<double, double> Slope, Func<double, double> Curvature, bool Grows = false);

    private static readonly Profile[] s_profiles =
    [
        new("log(cosh({0}))", t => Math.Abs(t) + Math.Log((1 + Math.Exp(-2 * Math.Abs(t))) / 2), Math.Tanh, t => 1 - Math.Tanh(t) * Math.Tanh(t)),
        new("sqrt(1+({0})^2)", t => Math.Sqrt(1 + t * t), t => t / Math.Sqrt(1 + t * t), t => Math.Pow(1 + t * t, -1.5)),
        new("log(1+exp({0}))", t => Math.Max(t, 0) + Math.Log(1 + Math.Exp(-Math.Abs(t))), t =>
            1 / (1 + Math.Exp(-t)), t => 1 / (2 + Math.Exp(t) + Math.Exp(-t))),
        new("huber({0},1)", t => Math.Abs(t) <= 1 ? t * t / 2 : Math.Abs(t) - 0.5, t => Math.Clamp(t, -1, 1), t => Math.Abs(t) <= 1 ? 1 : 0),
        new("huber({0},1/3)", t => Math.Abs(t) <= 1 / 3.0
            ? t * t / 2
            : (Math.Abs(t) - 1 / 6.0) / 3, t => Math.Clamp(t, -1 / 3.0, 1 / 3.0), t => Math.Abs(t) <= 1 / 3.0 ? 1 : 0),
        new("max({0},0)^2", t => t > 0 ? t * t : 0, t => t > 0 ? 2 * t : 0, t => t > 0 ? 2 : 0),
        new("({0})*abs({0})", t => t * Math.Abs(t), t => 2 * Math.Abs(t), t => 2 * Math.Sign(t)),
        new("abs({0})^3", t => Math.Pow(Math.Abs(t), 3), t => 3 * t * Math.Abs(t), t => 6 * Math.Abs(t), true),
        new("piecewise({0}<1, ({0})^2, 2*({0})-1)", t => t < 1 ? t * t : 2 * t - 1, t => t < 1 ? 2 * t : 2, t => t < 1 ? 2 : 0),
        new("log(1+({0})^2)", t => Math.Log(1 + t * t), t => 2 * t / (1 + t * t), t => 2 * (1 - t * t) / ((1 + t * t) * (1 + t * t))),
        new("sin({0})", Math.Sin, Math.Cos, t => -Math.Sin(t)),
        new("exp(-({0})^2)", t => Math.Exp(-t * t), t => -2 * t * Math.Exp(-t * t), t => (4 * t * t - 2) * Math.Exp(-t * t)),
        new("({0})^2", t => t * t, t => 2 * t, _ => 2),
        new("({0})^4", t => t * t * t * t, t => 4 * t * t * t, t => 12 * t * t, true),
        new("cosh({0})", Math.Cosh, Math.Sinh, Math.Cosh, true),
        new("({0})^3", t => t * t * t, t => 3 * t * t, t => 6 * t, true),
    ];

    private readonly List<(double Weight, double[] A, double B, Profile Profile)> _ridges = [];
    private readonly List<(double Weight, int Kind)> _others = [];

    private double _constant;

    private RandomObjective(int n) => N = n;

    internal int N { get; }

    internal string Text { get; private set; } = "";

    internal IEnumerable<string> Names => s_names.Take(N);

    internal static RandomObjective Draw(Random random)
    {
        var f = new RandomObjective(random.Next(1, 4));
        var terms = new List<string>();
        int count = random.Next(1, 5);
        var directions = new List<int[]>();
        for (int i = 0; i < count; i++)
        {
            var profile = s_profiles[random.Next(s_profiles.Length)];
            if (profile.Grows && random.Next(3) > 0)
                profile = s_profiles[random.Next(5)];
            int multiple = s_multiples[random.Next(s_multiples.Length)];
            // Half of the directions are multiples of an earlier one.
            int[] a = directions.Count > 0 && random.Next(2) == 0
                ? [.. directions[random.Next(directions.Count)].Select(v => v * multiple)]
                : [.. Enumerable.Range(0, f.N).Select(_ => random.Next(-3, 4))];
            directions.Add(a);
            int b = random.Next(3) == 0 ? random.Next(-4, 5) : 0, w = random.Next(5) == 0 ? -random.Next(1, 3) : random.Next(1, 5);
            f.Add(terms, profile, a, b, w);
            // A term that cancels, written the other way round where it is even.
            if (random.Next(8) == 0)
                f.Add(terms, profile, a, b, -w);
            if (random.Next(8) == 0 && profile.Text.StartsWith("log(cosh", StringComparison.Ordinal))
                f.Add(terms, profile, [.. a.Select(v => -v)], -b, -w);
        }
        foreach (int kind in new[] { 0, 1, 2, 3 }.Where(_ => f.N >= 2 && random.Next(9) == 0))
        {
            int w = random.Next(4) == 0 ? -1 : random.Next(1, 3);
            f._others.Add((w, kind));
            terms.Add(w.ToString(CultureInfo.InvariantCulture) + "*" + new[] { "x^2*y^2", "sqrt(1+x^2+y^2)", "log(exp(x-y)+2*exp(-2*y)+1)", "x*y" }[kind]);
        }
        if (random.Next(2) == 0)
        {
            // The same weight in every variable: a repeated eigenvalue.
            for (int i = 0; i < f.N; i++)
                f.Add(terms, s_profiles[12], [.. Enumerable.Range(0, f.N).Select(j => j == i ? 2 : 0)], 0, 1);
        }
        if (random.Next(4) == 0)
        {
            var (text, value) = s_constants[random.Next(s_constants.Length)];
            terms.Add(text);
            f._constant = value;
        }
        for (int i = terms.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (terms[i], terms[j]) = (terms[j], terms[i]);
        }
        f.Text = string.Join(" + ", terms.Select(t => "(" + t + ")"));
        return f;
    }

    private void Add(List<string> terms, Profile profile, int[] a, int b, int w)
    {
        string inner = string.Join("+", a.Select((v, i) => $"({new Rational(v, 2)})*{s_names[i]}").Append(new Rational(b, 2).ToString()));
        terms.Add($"({new Rational(w, 2)})*{string.Format(CultureInfo.InvariantCulture, profile.Text, "(" + inner + ")")}");
        _ridges.Add((w / 2.0, [.. a.Select(v => v / 2.0)], b / 2.0, profile));
    }

    internal (double Value, double[] Gradient, double[,] Hessian) At(double[] x)
    {
        double value = _constant;
        var g = new double[N];
        var h = new double[N, N];
        foreach (var (w, a, b, p) in _ridges)
        {
            double t = b + a.Zip(x, (u, v) => u * v).Sum();
            value += w * p.Value(t);
            for (int i = 0; i < N; i++)
            {
                g[i] += w * p.Slope(t) * a[i];
                for (int j = 0; j < N; j++)
                    h[i, j] += w * p.Curvature(t) * a[i] * a[j];
            }
        }
        foreach (var (w, kind) in _others)
        {
            var (v, gx, gy, hxx, hxy, hyy) = Other(kind, x[0], x[1]);
            value += w * v;
            g[0] += w * gx;
            g[1] += w * gy;
            h[0, 0] += w * hxx;
            h[1, 0] += w * hxy;
            h[0, 1] += w * hxy;
            h[1, 1] += w * hyy;
        }
        return (value, g, h);
    }

    private static (double V, double Gx, double Gy, double Hxx, double Hxy, double Hyy) Other(int kind, double x, double y)
    {
        switch (kind)
        {
            case 0:
                return (x * x * y * y, 2 * x * y * y, 2 * x * x * y, 2 * y * y, 4 * x * y, 2 * x * x);
            case 1:
                double r = Math.Sqrt(1 + x * x + y * y), c = r * r * r;
                return (r, x / r, y / r, (1 + y * y) / c, -x * y / c, (1 + x * x) / c);
            case 2:
                double m = Math.Max(0, Math.Max(x - y, -2 * y)), p = Math.Exp(x - y - m), q = 2 * Math.Exp(-2 * y - m), s = p + q + Math.Exp(-m);
                double gx = p / s, gy = (-p - 2 * q) / s;
                return (m + Math.Log(s), gx, gy, gx - gx * gx, -gx - gx * gy, (p + 4 * q) / s - gy * gy);
            default:
                return (x * y, y, x, 0, 1, 0);
        }
    }

    /// <summary>The least and the largest eigenvalue of a symmetric matrix of order at most 3, by cyclic rotations in doubles.</summary>
    internal static (double Least, double Largest) Eigenvalues(double[,] h)
    {
        int n = h.GetLength(0);
        var a = (double[,])h.Clone();
        for (int sweep = 0; sweep < 12; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (a[p, q] == 0)
                        continue;
                    double angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]), c = Math.Cos(angle), s = Math.Sin(angle);
                    for (int k = 0; k < n; k++)
                        (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
                    for (int k = 0; k < n; k++)
                        (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
                }
            }
        }
        var diagonal = Enumerable.Range(0, n).Select(i => a[i, i]).ToArray();
        return (diagonal.Min(), diagonal.Max());
    }
}
