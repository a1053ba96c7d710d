using System.Globalization;

namespace BoundCheck.Symbolic.Tests.Support;

/// <summary>
/// A random text of the language together with its values, computed in doubles straight from the grammar's meaning: an oracle for the
/// parser and for what the factories fold. NaN is "undefined"; <see cref="Doubtful"/> says that rounding may have decided a domain or a case,
/// or that values grew so large that rounding may show in the result.
/// </summary>
internal sealed class TypedExpression(Random random)
{
    private const double Near = 1e-9;
    private const double Large = 1e5;
    private static readonly string[] s_names = ["x", "y", "z"];

    internal static double[][] Points { get; } = [[0.5, -1.25, 2], [-0.75, 3, 0.25], [1.5, 0, -2]];

    internal bool Doubtful { get; private set; }

    internal (string Text, double[] Values) Sum(int size)
    {
        var (text, values) = Term(size);
        for (int i = random.Next(3); i > 0 && size > 0; i--)
        {
            var (t, v) = Term(size / 2);
            bool minus = random.Next(2) == 0;
            text += Space() + (minus ? "-" : "+") + Space() + t;
            values = Zip(values, v, (a, b) => minus ? a - b : a + b);
        }
        Doubtful |= values.Any(v => Math.Abs(v) > Large);
        return (text, values);
    }

    private (string Text, double[] Values) Term(int size)
    {
        var (text, values) = Signed(size);
        for (int i = random.Next(3); i > 0 && size > 0; i--)
        {
            var (t, v) = Signed(size / 2);
            bool divide = random.Next(3) == 0;
            if (divide)
                Decide(v);
            text += (divide ? "/" : "*") + t;
            values = Zip(values, v, (a, b) => !divide ? a * b : b == 0 ? double.NaN : a / b);
        }
        return (text, values);
    }

    private (string Text, double[] Values) Signed(int size)
    {
        var (text, values) = Power(size);
        return random.Next(5) == 0 ? ("-" + text, Map(values, a => -a)) : (text, values);
    }

    private (string Text, double[] Values) Power(int size)
    {
        var (text, b) = Operand(size);
        switch (size > 0 ? random.Next(8) : 7)
        {
            case 0:
                int n = random.Next(0, 4);
                return ($"{text}^{n}", Map(b, a => Math.Pow(a, n), keepNaN: true));
            case 1:
                int m = random.Next(1, 3);
                Decide(b);
                return ($"{text}^-{m}", Map(b, a => a == 0 ? double.NaN : Math.Pow(a, -m)));
            case 2:
                var (exponent, q) = random.Next(4) switch { 0 => ("(1/2)", 0.5), 1 => ("0.75", 0.75), 2 => ("-0.5", -0.5), _ => ("(3/2)", 1.5) };
                Decide(b);
                return ($"{text}^{exponent}", Map(b, a => q < 0 && a == 0 ? double.NaN : Math.Pow(a, q)));
            case 3:
                int v = random.Next(s_names.Length);
                if (text == "e")
                    return ($"e^{s_names[v]}", Map(Variable(v), Math.Exp));
                Decide(b);
                return ($"{text}^{s_names[v]}", Zip(b, Variable(v), (a, x) => a <= 0 ? double.NaN : Math.Exp(x * Math.Log(a))));
            default:
                return (text, b);
        }
    }

    private (string Text, double[] Values) Operand(int size)
    {
        if (size <= 0 || random.Next(4) == 0)
            return Leaf();
        switch (random.Next(6))
        {
            case 0:
            case 1:
                var (inner, values) = Sum(size - 1);
                return ($"({Space()}{inner}{Space()})", values);
            case 2:
                var parts = Enumerable.Range(0, 4).Select(_ => Sum(size / 3)).ToArray();
                var (relation, holds) = random.Next(4) switch
                {
                    0 => ("<", (Func<double, double, bool>)((a, b) => a < b)),
                    1 => ("<=", (a, b) => a <= b),
                    2 => (">", (a, b) => a > b),
                    _ => (">=", (a, b) => a >= b),
                };
                Decide(Zip(parts[0].Values, parts[1].Values, (a, b) => a - b));
                return ($"piecewise({parts[0].Text} {relation} {parts[1].Text}, {parts[2].Text}, {parts[3].Text})",
                    [.. Enumerable.Range(0, Points.Length).Select(i =>
                    double.IsNaN(parts[0].Values[i]) || double.IsNaN(parts[1].Values[i]) ? double.NaN
                    : holds(parts[0].Values[i], parts[1].Values[i]) ? parts[2].Values[i] : parts[3].Values[i])]);
            default:
                return Call(size);
        }
    }

    private (string Text, double[] Values) Call(int size)
    {
        var names = DoubleEvaluation.References.Keys.ToArray();
        string name = names[random.Next(names.Length)];
        var (text, u) = Sum(size - 1);
        switch (name)
        {
            case "min" or "max":
                var (other, v) = Sum(size / 2);
                return ($"{name}({text}, {other})", Zip(u, v, (a, b) => name == "min" ? Math.Min(a, b) : Math.Max(a, b)));
            case "huber":
                return ($"huber({text}, 1.5)", Map(u, a => DoubleEvaluation.References[name]([a, 1.5])));
            case "sqrt" or "log" or "sign":
                Decide(u);
                return ($"{name}({text})", Map(u, a => name == "log" && a <= 0 ? double.NaN : DoubleEvaluation.References[name]([a])));
            default:
                return ($"{name}({text})", Map(u, a => DoubleEvaluation.References[name]([a])));
        }
    }

    private (string Text, double[] Values) Leaf()
    {
        switch (random.Next(8))
        {
            case 0:
                return random.Next(2) == 0 ? ("pi", Constant(Math.PI)) : ("e", Constant(Math.E));
            case 1 or 2:
                double value = random.Next(13) * 0.25;
                return (value.ToString(CultureInfo.InvariantCulture), Constant(value));
            default:
                int v = random.Next(s_names.Length);
                return (s_names[v], Variable(v));
        }
    }

    // A value that decides a domain or a case must be clearly on one side, or exactly on the border.
    private void Decide(double[] values) => Doubtful |= values.Any(v => v != 0 && Math.Abs(v) < Near || Math.Abs(v) > Large);

    private string Space() => random.Next(3) == 0 ? " " : "";

    private static double[] Constant(double value) => [.. Points.Select(_ => value)];

    private static double[] Variable(int index) => [.. Points.Select(p => p[index])];

    // .NET gives NaN^0 = 1; in the language what is undefined stays so.
    private static double[] Map(double[] a, Func<double, double> f, bool keepNaN = false) => [.. a.Select(v => keepNaN && double.IsNaN(v) ? v : f(v))];

    private static double[] Zip(double[] a, double[] b, Func<double, double, double> f) => [.. a.Zip(b, f)];
}
