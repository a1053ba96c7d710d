using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>The rate formulas of T0 as functions of their parameters, evaluated in certified arithmetic.</summary>
/// <remarks>
/// L > 0 is a Lipschitz constant of the gradient, μ >= 0 a PL or strong convexity constant, 0 &lt; h &lt; 2/L, z = Lh. A formula that changes at z = 1 or
/// z² = 3 answers null where an enclosure of z holds that place (exact numbers never do). All are compared with performance estimation in docs/classical.md.
/// </remarks>
public static class ClassicalRates
{
    /// <summary>T0a: the factor of f_0 - f* in the bound of min_{k&lt;K} |∇f|²: 1/(h(1 - Lh/2)K). Nesterov (2004), 1.2.3. Needs 0 &lt; h &lt; 2/L, K >=
    /// 1.</summary>
    public static Certified Gradient(Certified l, Certified h, Certified steps) => 1 / (h * (1 - l * h * Rational.Half) * steps);

    /// <summary>
    /// T0a, the exact bound of min_{k&lt;=K} |∇f|²: 4e/(Kh(4 - z) + 4κ) for z &lt;= 1, 4e/(Kh(4 - z²) + 4κ) for 1 &lt;= z &lt;= sqrt3
    /// (Abbaszadehpeivasti, de Klerk, Zamani, Optim. Lett. 16 (2022), with κ = 1/(2L)), and beyond (own)
    /// (4e + h(z² - 3)|∇f_0|²)/(Kh(4 - z²) + h(z² - 3) + 4κ).
    /// </summary>
    /// <param name="l">L.</param>
    /// <param name="h">The step.</param>
    /// <param name="steps">K >= 1.</param>
    /// <param name="excess">e = f_0 - f*.</param>
    /// <param name="startGradient">|∇f_0|², or an upper bound of it.</param>
    /// <param name="last">κ >= 0 with κ|∇f_K|² &lt;= f_K - f*.</param>
    public static Certified? SharpGradient(Certified l, Certified h, Certified steps, Certified excess, Certified startGradient, Certified last)
    {
        var z = l * h;
        var beyond = z.Square() - 3;
        return Certified.LessOrEqual(z, 1) == true ? 4 * excess / (steps * h * (4 - z) + 4 * last)
            : Certified.LessOrEqual(1, z) != true || beyond.Sign() is not { } side ? null
            : side <= 0 ? 4 * excess / (steps * h * (4 - z.Square()) + 4 * last)
            : (4 * excess + h * beyond * startGradient) / (steps * h * (4 - z.Square()) + h * beyond + 4 * last);
    }

    /// <summary>T0b: 1 - 2μh(1 - Lh/2), the factor of f - f* a step under a PL constant μ. Needs 0 &lt; h &lt; 2/L. Polyak (1963).</summary>
    public static Certified PlFactor(Certified l, Certified mu, Certified h) => 1 - 2 * mu * h * (1 - l * h * Rational.Half);

    /// <summary>
    /// T0b, the exact factor of f - f* in one step: ((μ(1 - z) + sqrt(4L² - 2L(L + μ)μh(2 - z)))/(2L + μ))² for z &lt;= 1, 1 - μh(4 - z²)/(2 + μh) for
    /// 1 &lt;= z &lt;= sqrt3, (z - 1)²/((z - 1)² + μh(2 - z)) beyond. Abbaszadehpeivasti, de Klerk, Zamani, Optim. Lett. 17 (2023), Theorem 3. Needs μ &lt;= L.
    /// </summary>
    public static Certified? SharpPlFactor(Certified l, Certified mu, Certified h)
    {
        var z = l * h;
        if (Certified.LessOrEqual(1, z) == true)
            return (z.Square() - 3).Sign() is not { } side ? null : side <= 0
                ? PlLongFactor(l, mu, h)
                : (z - 1).Square() / ((z - 1).Square() + mu * h * (2 - z));
        if (Certified.LessOrEqual(z, 1) != true)
            return null;
        return ((mu * (1 - z) + Certified.Sqrt(4 * l.Square() - 2 * l * (l + mu) * mu * h * (2 - z))) / (2 * l + mu)).Square();
    }

    /// <summary>
    /// T0b beyond z = sqrt3 (own): 1 - μh(4 - z²)/(2 + μh), the factor a step of V = f - f* + h(z² - 3)|∇f|²/4 >= f - f*. Needs 1 &lt;= z &lt; 2; for z &lt;=
    /// sqrt3 it is the factor of f - f*.
    /// </summary>
    public static Certified PlLongFactor(Certified l, Certified mu, Certified h) => 1 - mu * h * (4 - (l * h).Square()) / (2 + mu * h);

    /// <summary>
    /// T0c: t = max{1/(2Kz + 1), (1 - z)^(2K)}, the factor of (L/2)|x_0 - x*|² in the bound of f_K - f* and of 2L(f_0 - f*) in that of |∇f_K|²; the first is
    /// the larger for z &lt;= 1. Drori, Teboulle (2014) for f_K and z &lt;= 1; J. Kim, arXiv 2412.04427 and 2412.04435 (2024); for the gradient also Rotaru,
    /// Glineur, Patrinos, arXiv 2406.17506.
    /// </summary>
    public static Certified Convex(Certified l, Certified h, long steps)
    {
        var slow = 1 / (2 * steps * l * h + 1);
        return Certified.LessOrEqual(l * h, 1) == true ? slow : Certified.Max(slow, Power((1 - l * h).Square(), steps));
    }

    /// <summary>
    /// T0c for μ-strongly convex f, 0 &lt; μ &lt;= L: max{κq/(1 - (1 - κ)q), (1 - z)^(2K)}, κ = μ/L, q = (1 - μh)^(2K); it tends to
    /// <see cref="Convex(Certified, Certified, long)"/> for μ -> 0. J. Kim, arXiv 2412.04427 and 2412.04435 (2024).
    /// </summary>
    public static Certified Convex(Certified l, Certified mu, Certified h, long steps)
    {
        Certified kappa = mu / l, q = Power((1 - mu * h).Square(), steps);
        return Certified.Max(kappa * q / (1 - (1 - kappa) * q), Power((1 - l * h).Square(), steps));
    }

    /// <summary>
    /// S1: 1/(1 + sqrt(4ρ^(2j) - 3)), ρ = 1 + sqrt 2, the factor of L|x_0 - x*|² in the bound of f_K - f* after K = 2^j - 1 silver steps. J. Altschuler,
    /// P. Parrilo, arXiv 2309.16530, Theorem 1.1.
    /// </summary>
    public static Certified Silver(int j) => 1 / (1 + Certified.Sqrt(4 * Power((1 + Certified.Sqrt(2)).Square(), j) - 3));

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
