using System.Diagnostics;
using System.Globalization;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Benchmarks;

/// <summary>Differentiation of large shared expressions, and limits: the second pass of each is timed, so that compilation is not counted.</summary>
internal static class SymbolicRates
{
    private static readonly string[] s_limits =
    [
        "exp(x)*(exp(1/x-exp(-x))-exp(1/x))", "exp(x)*(exp(1/x+exp(-x)+exp(-x^2))-exp(1/x-exp(-exp(x))))", "exp(exp(x-exp(-x))/(1-1/x))-exp(exp(x))",
        "exp(exp(exp(x+exp(-x))))/exp(exp(exp(x)))", "exp(exp(exp(x)))/exp(exp(exp(x-exp(-exp(x)))))", "exp(exp(x))/exp(exp(x-exp(-exp(exp(x)))))",
        "log(x)^2*exp(sqrt(log(x))*log(log(x))^2*exp(sqrt(log(log(x)))*log(log(log(x)))^3))/sqrt(x)",
            "x*log(x)*log(x*exp(x)-x^2)^2/log(log(x^2+2*exp(exp(3*x^3*log(x)))))",
        "(exp(x*exp(-x)/(exp(-x)+exp(-2*x^2/(x+1))))-exp(x))/x", "(3^x+5^x)^(1/x)",
            "x/log(x^(log(x^(log(2)/log(x)))))", "exp(exp(2*log(x^5+x)*log(log(x))))/exp(exp(10*log(x)*log(log(x))))",
        "exp(4*exp(-x)/(1/x^(1/2)))-exp(x)", "log(cosh(x))/x", "tanh(x)", "x*(pi/2-atan(x))", "x-sqrt(x^2-1)",
            "(1+1/x)^x", "x^2/(x^3+exp(-x))", "x*asinh(x)/log(x)", "1/log(atan(x))", "tan(atan(x))-x",
    ];

    internal static void Print()
    {
        var x = Variable.Of("x");
        Console.WriteLine("second derivative of a balanced expression\n  nodes      derivative nodes   ms       MB");
        foreach (int size in new[] { 1_000, 10_000, 100_000 })
        {
            for (int pass = 0; pass < 2; pass++)
            {
                var f = Balanced(x, size, pass);
                long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
                var second = f.Derivative(x).Derivative(x);
                double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                double mb = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
                if (pass == 1)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"  {Expr.Postorder(f).Count,-10} {Expr.Postorder(second).Count,-18} {ms,-8:F1} {mb:F1}"));
            }
        }
        var times = s_limits.Select(text => (Text: text, Ms: Time(text, x))).OrderByDescending(t => t.Ms).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Count} limits at +inf: total {times.Sum(t => t.Ms):F1} ms; slowest:"));
        foreach (var (text, ms) in times.Take(5))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {ms,8:F2} ms  {text}"));
    }

    private static double Time(string text, Variable x)
    {
        var f = Parser.Parse(text).ValueOrThrow();
        Limits.AtPlusInfinity(f, x);
        long start = Stopwatch.GetTimestamp();
        Limits.AtPlusInfinity(f, x);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>A binary tree of alternating sums, products and functions whose leaves differ, so that every node is distinct.</summary>
    private static Expr Balanced(Expr x, int nodes, int salt)
    {
        var level = Enumerable.Range(1, Math.Max(2, nodes / 4)).Select(i => Sin.Instance.Of(new Rational(i, 7 + salt) * x)).ToList();
        for (int depth = 0; level.Count > 1; depth++)
        {
            var next = new List<Expr>();
            for (int i = 0; i + 1 < level.Count; i += 2)
                next.Add(depth % 2 == 0 ? level[i] * level[i + 1] : level[i] + level[i + 1]);
            if (level.Count % 2 == 1)
                next.Add(level[^1]);
            level = next;
        }
        return level[0];
    }
}
