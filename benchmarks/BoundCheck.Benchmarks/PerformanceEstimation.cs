using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BoundCheck.Benchmarks;

/// <summary>
/// Performance estimation of methods with fixed steps: the worst value of a quantity after K steps over all functions with curvature in [μ, L], as a semidefinite
/// program (Drori, Teboulle 2014) with the interpolation inequalities of Taylor, Hendrickx, Glineur (Math. Program. 161, 2017), solved by csdp (Debian's
/// coinor-csdp).
/// </summary>
/// <remarks>
/// Shares nothing with the formulas of T0. Unknowns: the Gram matrix of x_0 - x*, g_0, ..., g_K, the values f_i - f* >= 0, a slack for every inequality and,
/// for least gradients, their minimum. Values of csdp are in doubles and not certified: an oracle, no proof.
/// </remarks>
internal sealed class PerformanceEstimation
{
    private readonly double _l, _mu;
    private readonly double[][] _moves;
    private readonly int _k;
    private readonly List<(double Right, List<(bool Gram, int I, int J, double Value)> Terms)> _rows = [];
    private readonly List<(bool Gram, int I, int J, double Value)> _objective = [];
    private int _scalars;

    /// <summary>Iterates x_0, ..., x_K of step h on functions with curvature in [mu, l] and a minimiser x*.</summary>
    /// <param name="l">L.</param>
    /// <param name="mu">0 for convex functions, -L for smooth ones.</param>
    /// <param name="h">The step.</param>
    /// <param name="k">K.</param>
    internal PerformanceEstimation(double l, double mu, double h, int k)
        : this(l, mu, [.. Enumerable.Range(0, k + 1).Select(i => Enumerable.Repeat(-h, i).ToArray())])
    {
    }

    /// <summary>Iterates x_i = x_0 + Σ moves[i][j] g_j, j below i, on functions with curvature in [mu, l] and a minimiser x*.</summary>
    /// <param name="l">L.</param>
    /// <param name="mu">0 for convex functions, -L for smooth ones.</param>
    /// <param name="moves">By iterate 0, ..., K.</param>
    internal PerformanceEstimation(double l, double mu, double[][] moves)
    {
        (_l, _mu, _moves, _k) = (l, mu, moves, moves.Length - 1);
        int k = _k;
        _scalars = k + 1;
        for (int i = 0; i <= k; i++)
        {
            for (int j = 0; j <= k; j++)
            {
                if (i != j)
                    Interpolate(i, j);
            }
            if (mu >= 0)
            {
                Interpolate(i, -1);
                Interpolate(-1, i);
            }
            else
            {
                // f* <= f(x_i - g_i/L) <= f_i - |g_i|²/(2L).
                AtLeast(0, [(Scalar(i), 1), .. Times(Square(Gradient(i)), -1 / (2 * l))]);
            }
        }
    }

    /// <summary>The worst f_K - f* with |x_0 - x*| &lt;= 1.</summary>
    internal double WorstLoss()
    {
        AtLeast(-1, Times(Square(Point(0)), -1));
        return Maximise([(Scalar(_k), 1)]);
    }

    /// <summary>The worst |g_K|² with f_0 - f* &lt;= 1.</summary>
    internal double WorstLastGradient()
    {
        AtLeast(-1, [(Scalar(0), -1)]);
        return Maximise(Square(Gradient(_k)));
    }

    /// <summary>The worst |g_K|² with |x_0 - x*| &lt;= 1.</summary>
    internal double WorstLastGradientFromDistance()
    {
        AtLeast(-1, Times(Square(Point(0)), -1));
        return Maximise(Square(Gradient(_k)));
    }

    /// <summary>The worst |x_K - x*|² with |x_0 - x*| &lt;= 1.</summary>
    internal double WorstDistance()
    {
        AtLeast(-1, Times(Square(Point(0)), -1));
        return Maximise(Square(Point(_k)));
    }

    /// <summary>The worst min |g_i|² with f_0 - f* &lt;= 1.</summary>
    internal double WorstLeastGradient()
    {
        var least = (false, _scalars++, 0);
        for (int i = 0; i <= _k; i++)
            AtLeast(0, [.. Square(Gradient(i)), (least, -1)]);
        AtLeast(-1, [(Scalar(0), -1)]);
        return Maximise([(least, 1)]);
    }

    /// <summary>The worst min (f_i - f*) with a weighted sum of |x_0 - x*|² and f_0 - f* at most 1.</summary>
    internal double WorstLeastLoss(double distanceWeight, double lossWeight)
    {
        var least = (false, _scalars++, 0);
        for (int i = 0; i <= _k; i++)
            AtLeast(0, [(Scalar(i), 1), (least, -1)]);
        AtLeast(-1, [.. Times(Square(Point(0)), -distanceWeight), (Scalar(0), -lossWeight)]);
        return Maximise([(least, 1)]);
    }

    /// <summary>The worst f_K - f* with f_0 - f* &lt;= 1 under |g|² >= 2 pl (f - f*) at the iterates.</summary>
    internal double WorstLossUnderPl(double pl)
    {
        for (int i = 0; i <= _k; i++)
            AtLeast(0, [.. Square(Gradient(i)), (Scalar(i), -2 * pl)]);
        AtLeast(-1, [(Scalar(0), -1)]);
        return Maximise([(Scalar(_k), 1)]);
    }

    private static (bool, int, int) Scalar(int i) => (false, i, 0);

    /// <summary>Coefficients over (x_0 - x*, g_0, ..., g_K); point -1 is x*.</summary>
    private double[] Point(int i)
    {
        var v = new double[_k + 2];
        if (i >= 0)
        {
            v[0] = 1;
            for (int j = 0; j < i; j++)
                v[j + 1] = _moves[i][j];
        }
        return v;
    }

    private double[] Gradient(int i)
    {
        var v = new double[_k + 2];
        if (i >= 0)
            v[i + 1] = 1;
        return v;
    }

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p - q)];

    private static IEnumerable<((bool, int, int), double)> Square(double[] a) => Product(a, a, 1);

    private static IEnumerable<((bool, int, int), double)> Product(double[] a, double[] b, double factor)
    {
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // Entry (i, j) of a symmetric matrix counts twice in the trace, unless i = j.
                double value = factor * (i == j ? a[i] * b[i] : (a[i] * b[j] + a[j] * b[i]) / 2);
                if (value != 0)
                    yield return ((true, j, i), value);
            }
        }
    }

    private static IEnumerable<((bool, int, int), double)> Times(IEnumerable<((bool, int, int), double)> terms, double factor) =>
        terms.Select(t => (t.Item1, t.Item2 * factor));

    /// <summary>f_i >= f_j + g_j·(x_i - x_j) + (|g_i - g_j|²/L + μ|x_i - x_j|² - 2(μ/L)(g_j - g_i)·(x_j - x_i))/(2(1 - μ/L)).</summary>
    private void Interpolate(int i, int j)
    {
        double[] dx = Minus(Point(i), Point(j)), dg = Minus(Gradient(i), Gradient(j));
        double weight = 1 / (2 * (1 - _mu / _l));
        var terms = new List<((bool, int, int), double)>();
        if (i >= 0)
            terms.Add((Scalar(i), 1));
        if (j >= 0)
            terms.Add((Scalar(j), -1));
        terms.AddRange(Product(Gradient(j), dx, -1));
        terms.AddRange(Times(Square(dg), -weight / _l));
        terms.AddRange(Times(Square(dx), -weight * _mu));
        terms.AddRange(Product(dg, dx, 2 * weight * _mu / _l));
        AtLeast(0, terms);
    }

    private void AtLeast(double right, IEnumerable<((bool, int, int), double)> terms)
    {
        var row = terms.Select(t => (t.Item1.Item1, t.Item1.Item2, t.Item1.Item3, t.Item2)).ToList();
        row.Add((false, _scalars++, 0, -1));
        _rows.Add((right, row));
    }

    /// <summary>Writes the program in SDPA's sparse format, runs csdp and reads its value.</summary>
    private double Maximise(IEnumerable<((bool, int, int), double)> objective)
    {
        _objective.AddRange(objective.Select(t => (t.Item1.Item1, t.Item1.Item2, t.Item1.Item3, t.Item2)));
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_rows.Count}\n2\n{_k + 2} {-_scalars}");
        text.AppendLine(string.Join(' ', _rows.Select(r => r.Right.ToString("R", CultureInfo.InvariantCulture))));
        Write(text, 0, _objective);
        for (int i = 0; i < _rows.Count; i++)
            Write(text, i + 1, _rows[i].Terms);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text.ToString());
            using var process = Process.Start(new ProcessStartInfo("csdp", [file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var value = Regex.Match(output, @"Primal objective value:\s*(\S+)");
            return process.ExitCode is 0 or 3 && value.Success
                ? double.Parse(value.Groups[1].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"csdp ended with exit code {process.ExitCode}:\n{output}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(StringBuilder text, int matrix, List<(bool Gram, int I, int J, double Value)> terms)
    {
        foreach (var cell in terms.GroupBy(t => (t.Gram, t.I, t.J)))
        {
            double value = cell.Sum(t => t.Value);
            int i = cell.Key.I + 1, j = cell.Key.Gram ? cell.Key.J + 1 : i;
            if (value != 0)
                text.AppendLine(CultureInfo.InvariantCulture, $"{matrix} {(cell.Key.Gram ? 1 : 2)} {i} {j} {value:R}");
        }
    }
}
