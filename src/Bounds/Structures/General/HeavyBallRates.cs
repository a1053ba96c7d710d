using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>The rates of heavy ball, x_{k+1} = x_k - h∇f(x_k) + m d_k with d_k = x_k - x_{k-1}, d_0 = 0, by V_k = f_k - f* + c|d_k|².</summary>
/// <remarks>
/// Own derivation, machine-checked in proofs/coq/HeavyBall.v. L > 0 is a Lipschitz constant of the gradient; a = L/2 + c. The descent lemma at
/// d_{k+1} = m d_k - h∇f gives
/// V_{k+1} &lt;= V_k - h(1 - ha)|∇f|² + m(1 - 2ha)∇f·d_k + (m²a - c)|d_k|². The last three terms are at most -λ|∇f|² - (1 - q)c|d_k|² where
/// (h(1 - ha) - λ)(qc - m²a) >= m²(1 - 2ha)²/4 and both factors are >= 0. With q = 1 that is λ = (-h²c² + h(1 - hL/2)c - m²/4)/(c - m²a), which is > 0 for
/// some c if and only if m &lt; 1 - hL/2. Under a PL inequality λ = (1 - q)/(2μ) turns λ|∇f|² into (1 - q)(f_k - f*), so V_{k+1} &lt;= qV_k. For
/// c = (1/h - L)/2, q = max{1 - μh, m²/(1 - Lh)}: for m² &lt;= (1 - Lh)(1 - μh) the rate of Ghadimi, Feyzmahdavian, Johansson (2015), Theorem 4.
/// </remarks>
public static class HeavyBallRates
{
    private const int Looks = 60;

    /// <summary>λ for a weight c: f_k - f* + c|d_k|² falls by λ|∇f|² a step at least; null unless it is shown to be positive.</summary>
    public static Certified? Decrease(Certified l, Certified h, Certified m, Certified c)
    {
        var rest = c - m.Square() * (l * Rational.Half + c);
        var gain = h * (1 - h * l * Rational.Half) * c - h.Square() * c.Square() - m.Square() / 4;
        return rest.Sign() == 1 && gain.Sign() == 1 ? gain / rest : null;
    }

    /// <summary>q for a weight c: the factor of f_k - f* + c|d_k|² a step under a PL constant μ; null unless it is shown to be below 1.</summary>
    public static Certified? Factor(Certified l, Certified mu, Certified h, Certified m, Certified c)
    {
        if (Decrease(l, h, m, c) is null)
            return null;
        // The larger root of (q - r)(q - s) = 2μ m²(1 - 2ha)²/(4c), the product above divided by c/(2μ).
        Certified a = l * Rational.Half + c, r = a * m.Square() / c, s = 1 - 2 * mu * h * (1 - h * a);
        var q = (r + s + Certified.Sqrt((r - s).Square() + 2 * mu * m.Square() * (1 - 2 * h * a).Square() / c)) * Rational.Half;
        return Certified.Less(q, 1) == true ? q : null;
    }

    /// <summary>A weight c with a large <see cref="Decrease"/>, found in doubles; any weight is valid.</summary>
    public static Rational LargeDecrease(Certified l, Certified h, Certified m) => Search(l, h, m, (l, h, m, c) =>
        -(h * (1 - h * l / 2) * c - h * h * c * c - m * m / 4) / (c - m * m * (l / 2 + c)));

    /// <summary>A weight c with a small <see cref="Factor"/>, found in doubles; any weight is valid.</summary>
    public static Rational SmallFactor(Certified l, Certified mu, Certified h, Certified m)
    {
        double pl = mu.ToInterval().Mid;
        return Search(l, h, m, (l, h, m, c) =>
        {
            double a = l / 2 + c, r = a * m * m / c, s = 1 - 2 * pl * h * (1 - h * a);
            return (r + s + Math.Sqrt((r - s) * (r - s) + 2 * pl * m * m * (1 - 2 * h * a) * (1 - 2 * h * a) / c)) / 2;
        });
    }

    /// <summary>The c of a least value, by golden sections between the roots of -h²c² + h(1 - hL/2)c - m²/4.</summary>
    private static Rational Search(Certified l, Certified h, Certified m, Func<double, double, double, double, double> value)
    {
        double lipschitz = l.ToInterval().Mid, step = h.ToInterval().Mid, momentum = m.ToInterval().Mid;
        double linear = 1 - step * lipschitz / 2, half = Math.Sqrt(Math.Max(0, linear * linear - momentum * momentum));
        double low = (linear - half) / (2 * step), high = (linear + half) / (2 * step), golden = (Math.Sqrt(5) - 1) / 2;
        double At(double c) => value(lipschitz, step, momentum, c);
        for (int i = 0; i < Looks; i++)
        {
            double first = high - golden * (high - low), second = low + golden * (high - low);
            (low, high) = At(first) <= At(second) ? (low, second) : (first, high);
        }
        double best = (low + high) / 2;
        return double.IsFinite(best) && best > 0 ? Rational.FromDouble(best) : 1;
    }

    /// <summary>
    /// Convex f on R^n, γ = h/(1 - m) &lt; 2/L: the bound of min_{k&lt;=K} f_k - f*, (|x_0 - x*|²/(2γ) + m(f_0 - f*)/(1 - m))/(min{1, 2 - γL}(K + 1)).
    /// </summary>
    /// <remarks>
    /// Ghadimi, Feyzmahdavian, Johansson (2015), for the average of the iterates. z_k = x_k + m d_k/(1 - m) moves by -γ∇f(x_k), and
    /// ∇f(x_k)·(z_k - x*) >= f_k - f* + |∇f|²/(2L) + (f_k - f_{k-1})m/(1 - m), with |∇f|² &lt;= 2L(f_k - f*) where γL > 1.
    /// </remarks>
    public static Certified Convex(Certified l, Certified h, Certified m, Certified distanceSquared, Certified excess, long steps)
    {
        var gamma = h / (1 - m);
        return (distanceSquared / (2 * gamma) + m * excess / (1 - m)) / (Certified.Min(1, 2 - gamma * l) * (steps + 1));
    }
}
