using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Classical;

/// <summary>The rate formulas of T0 as functions of their parameters, evaluated in certified arithmetic.</summary>
public static class ClassicalRates
{
    /// <summary>T0a: the factor of f_0 - f* in the bound of min_{k&lt;K} |∇f|²: 1/(h(1 - Lh/2)K). Nesterov (2004), 1.2.3. Needs 0 &lt; h &lt; 2/L, K >= 1.</summary>
    public static Certified Gradient(Certified l, Certified h, Certified steps) => 1 / (h * (1 - l * h * Rational.Half) * steps);

    /// <summary>T0b: 1 - 2μh(1 - Lh/2), the factor of f - f* a step under a PL constant μ. Needs 0 &lt; h &lt; 2/L.</summary>
    public static Certified PlFactor(Certified l, Certified mu, Certified h) => 1 - 2 * mu * h * (1 - l * h * Rational.Half);

    /// <summary>T0b, sharper, for 1 &lt;= Lh &lt;= sqrt3: 1 - μh(4 - (Lh)²)/(2 + μh). Abbaszadehpeivasti, de Klerk, Zamani (2023).</summary>
    public static Certified SharpPlFactor(Certified l, Certified mu, Certified h) => 1 - mu * h * (4 - (l * h).Square()) / (2 + mu * h);

    /// <summary>T0c: the factor of |x_0 - x*|² in the bound of f_K - f*: L/(4KLh + 2). Drori, Teboulle (2014). Needs 0 &lt; h &lt;= 1/L.</summary>
    public static Certified Convex(Certified l, Certified h, Certified steps) => l / (4 * steps * l * h + 2);

    /// <summary>T0d: the factor of |x - x*|² a step: max((1 - Lh)², (1 - μh)²), for μ-strongly convex f.</summary>
    public static Certified Distance(Certified l, Certified mu, Certified h) => Certified.Max((1 - l * h).Square(), (1 - mu * h).Square());

    /// <summary>factor^steps, rounded outward; steps >= 0.</summary>
    public static Certified Power(Certified factor, long steps)
    {
        Certified result = 1, square = factor;
        for (long k = steps; k > 0; k >>= 1)
        {
            if ((k & 1) != 0)
                result *= square;
            square = square.Square();
        }
        return result;
    }
}
