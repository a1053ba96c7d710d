using System.Collections.Immutable;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// Rewrites an expression into one of equal value that evaluates well in floating point: sums of exponentials become overflow-free functions by the
/// identities for kernels, and polynomials in one variable are written by Horner's rule in that variable, so that constants cancel exactly.
/// </summary>
/// <remarks>Equal wherever the original is defined; it may be defined at more points, so this is for evaluation only, never for proofs.</remarks>
internal static class KernelForm
{
    private const int MaxDegree = 12;
    private const int MaxBits = 512;

    internal static Expr Rewrite(Expr expr)
    {
        var polynomials = new Dictionary<Expr, Univariate>(ReferenceEqualityComparer.Instance);
        return expr.Transform(node =>
        {
            var result = node;
            // An image may be a left side again: log(cosh u + 1) has logarithms of constants, a quotient sigmoids.
            for (int i = 0; i < 4 && Identities.Apply(result, IdentityUse.Kernels) is { } image; i++)
                result = image;
            if (Univariate.Of(result, polynomials) is { } polynomial)
            {
                if (result is Sum)
                    result = polynomial.Horner();
                polynomials[result] = polynomial;
            }
            return result;
        });
    }

    /// <summary>A polynomial in one variable, lowest coefficient first.</summary>
    private sealed record Univariate(Expr? Variable, ImmutableArray<Rational> Coefficients)
    {
        internal static Univariate? Of(Expr node, Dictionary<Expr, Univariate> known)
        {
            switch (node)
            {
                case Constant c:
                    return new Univariate(null, [c.Value]);
                case Symbolic.Variable or Component:
                    return new Univariate(node, [0, 1]);
                case Sum or Product:
                    Univariate? total = null;
                    foreach (var child in node.Children)
                    {
                        if (!known.TryGetValue(child, out var part))
                            return null;
                        total = total is null ? part : node is Sum ? total.Plus(part) : total.Times(part);
                        if (total is null)
                            return null;
                    }
                    return total;
                case Power { Exponent.IsInteger: true } p when p.Exponent.Sign > 0 && p.Exponent <= MaxDegree && known.TryGetValue(p.Base, out var b):
                    var power = b;
                    for (int i = 1; power is not null && i < p.Exponent; i++)
                        power = power.Times(b);
                    return power;
                default:
                    return null;
            }
        }

        /// <summary>x^m (a_m + x (a_(m+1) + ...)), m the lowest power that occurs.</summary>
        internal Expr Horner()
        {
            int lowest = 0;
            while (lowest < Coefficients.Length - 1 && Coefficients[lowest].IsZero)
                lowest++;
            Expr sum = Coefficients[^1];
            for (int i = Coefficients.Length - 2; i >= lowest; i--)
                sum = Coefficients[i] + Variable! * sum;
            return lowest == 0 ? sum : Power.Of(Variable!, lowest) * sum;
        }

        private Univariate? Plus(Univariate other)
        {
            if (Variable is not null && other.Variable is not null && !ReferenceEquals(Variable, other.Variable))
                return null;
            int n = Math.Max(Coefficients.Length, other.Coefficients.Length);
            return Make(Variable ?? other.Variable, [.. Enumerable.Range(0, n).Select(i => At(i) + other.At(i))]);
        }

        private Univariate? Times(Univariate other)
        {
            if (Variable is not null && other.Variable is not null && !ReferenceEquals(Variable, other.Variable))
                return null;
            int n = Coefficients.Length + other.Coefficients.Length - 1;
            if (n > MaxDegree + 1)
                return null;
            var product = new Rational[n];
            for (int i = 0; i < Coefficients.Length; i++)
            {
                for (int j = 0; j < other.Coefficients.Length; j++)
                    product[i + j] += Coefficients[i] * other.Coefficients[j];
            }
            return Make(Variable ?? other.Variable, [.. product]);
        }

        private Rational At(int i) => i < Coefficients.Length ? Coefficients[i] : 0;

        private static Univariate? Make(Expr? variable, ImmutableArray<Rational> coefficients)
        {
            int n = coefficients.Length;
            while (n > 1 && coefficients[n - 1].IsZero)
                n--;
            var kept = coefficients[..n];
            return kept.Any(c => c.Numerator.GetBitLength() + c.Denominator.GetBitLength() > MaxBits)
                ? null
                : new Univariate(n == 1 ? null : variable, kept);
        }
    }
}
