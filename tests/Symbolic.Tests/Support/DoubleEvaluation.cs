namespace BoundCheck.Symbolic.Tests.Support;

/// <summary>Values in plain doubles, as an oracle for tests: it shares no code with the library. NaN where undefined.</summary>
public static class DoubleEvaluation
{
    /// <summary>Reference formulas, one for each function of the language.</summary>
    public static IReadOnlyDictionary<string, Func<double[], double>> References { get; } =
        new Dictionary<string, Func<double[], double>>(StringComparer.Ordinal)
    {
        ["abs"] = a => Math.Abs(a[0]),
        ["asinh"] = a => Math.Asinh(a[0]),
        ["atan"] = a => Math.Atan(a[0]),
        ["cos"] = a => Math.Cos(a[0]),
        ["cosh"] = a => Math.Cosh(a[0]),
        ["erf"] = a => Erf(a[0]),
        ["exp"] = a => Math.Exp(a[0]),
        ["expm1"] = a => Math.Exp(a[0]) - 1,
        ["gelu"] = a => a[0] / 2 * (1 + Erf(a[0] / Math.Sqrt(2))),
        ["huber"] = a => Math.Abs(a[0]) <= a[1] ? a[0] * a[0] / 2 : a[1] * (Math.Abs(a[0]) - a[1] / 2),
        ["log"] = a => a[0] > 0 ? Math.Log(a[0]) : double.NaN,
        ["log1p"] = a => a[0] > -1 ? Math.Log(1 + a[0]) : double.NaN,
        ["logcosh"] = a => Math.Log(Math.Cosh(a[0])),
        ["max"] = a => Math.Max(a[0], a[1]),
        ["min"] = a => Math.Min(a[0], a[1]),
        ["relu"] = a => Math.Max(a[0], 0),
        ["sigmoid"] = a => 1 / (1 + Math.Exp(-a[0])),
        ["sign"] = a => double.IsNaN(a[0]) ? double.NaN : Math.Sign(a[0]),
        ["silu"] = a => a[0] / (1 + Math.Exp(-a[0])),
        ["sin"] = a => Math.Sin(a[0]),
        ["sinh"] = a => Math.Sinh(a[0]),
        ["softplus"] = a => Math.Log(1 + Math.Exp(a[0])),
        ["softsign"] = a => a[0] / (1 + Math.Abs(a[0])),
        ["sqrt"] = a => Math.Sqrt(a[0]),
        ["tan"] = a => Math.Tan(a[0]),
        ["tanh"] = a => Math.Tanh(a[0]),
    };

    /// <summary>The value at a point given by variable names.</summary>
    public static double Evaluate(Expr expr, IReadOnlyDictionary<string, double> point)
    {
        var value = new Dictionary<Expr, double>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            var parts = node.Children.Select(c => value[c]).ToArray();
            value[node] = node switch
            {
                Constant c => c.Value.ToDoubleNearest(),
                NamedConstant n => n.Name == "pi" ? Math.PI : Math.E,
                Variable v => point[v.Name],
                Sum => parts.Sum(),
                Product => parts.Aggregate((a, b) => a * b),
                Power p when double.IsNaN(parts[0]) || p.Exponent.Sign < 0 && parts[0] == 0 => double.NaN,
                Power p => Math.Pow(parts[0], p.Exponent.ToDoubleNearest()),
                Application a => References[a.Function.Name](parts),
                Piecewise when double.IsNaN(parts[0]) || double.IsNaN(parts[1]) => double.NaN,
                Piecewise w => Piecewise.Holds(w.Relation, parts[0].CompareTo(parts[1])) ? parts[2] : parts[3],
                _ => throw new ArgumentException($"no double value for {node.GetType().Name}"),
            };
        }
        return value[expr];
    }

    // erf by its Maclaurin series up to 3, and by the continued fraction of erfc beyond (Abramowitz and Stegun 1964, 7.1.14).
    private static double Erf(double x)
    {
        double t = Math.Abs(x);
        if (t > 3)
        {
            double fraction = t;
            for (int k = 80; k >= 1; k--)
                fraction = t + k / 2.0 / fraction;
            return Math.Sign(x) * (1 - Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction));
        }
        double term = x, sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
