using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// Rewrites an expression into one of equal value that evaluates well in floating point: log(cosh x), log(1 + e^x) and sinh/cosh become
/// overflow-free functions, and polynomials in one variable are written by Horner's rule in that variable, so that constants cancel exactly.
/// </summary>
/// <remarks>Equal wherever the original is defined; it may be defined at more points, so this is for evaluation only, never for proofs.</remarks>
internal static class NumericForm
{
    private const int MaxDegree = 12;
    private const int MaxBits = 512;

    internal static Expr Rewrite(Expr expr)
    {
        var polynomials = new Dictionary<Expr, Univariate>(ReferenceEqualityComparer.Instance);
        return expr.Transform(node =>
        {
            var result = node switch
            {
                Application a => RewriteApplication(a),
                Product p => RewriteProduct(p),
                Sum s => RewriteSum(s),
                _ => node,
            };
            if (Univariate.Of(result, polynomials) is { } polynomial)
            {
                if (result is Sum)
                    result = polynomial.Horner();
                polynomials[result] = polynomial;
            }
            return result;
        });
    }

    private static Expr RewriteApplication(Application a)
    {
        if (a.Function is not Log)
            return a;
        return a.Argument switch
        {
            Application { Function: Cosh } c => LogCosh.Instance.Of(c.Argument),
            Application { Function: Exp } e => e.Argument,
            Sum { Children: [Constant one, Application { Function: Exp } e] } when one.Value.IsOne => Softplus.Instance.Of(e.Argument),
            Sum { Children: [Application { Function: Exp } e, Constant one] } when one.Value.IsOne => Softplus.Instance.Of(e.Argument),
            _ => a,
        };
    }

    // sinh(x)/cosh(x) = tanh(x).
    private static Expr RewriteProduct(Product p)
    {
        foreach (var factor in p.Children)
        {
            if (factor is not Application { Function: Sinh } s)
                continue;
            var cosh = Power.Of(Cosh.Instance.Of(s.Argument), -1);
            if (p.Children.Any(f => ReferenceEquals(f, cosh)))
                return Product.Of([Tanh.Instance.Of(s.Argument), .. p.Children.Where(f => !ReferenceEquals(f, factor) && !ReferenceEquals(f, cosh))]);
        }
        return p;
    }

    private static Expr RewriteSum(Sum s)
    {
        if (s.Children.Length != 2)
            return s;
        for (int i = 0; i < 2; i++)
        {
            Expr a = s.Children[i], b = s.Children[1 - i];
            // 1 - sigmoid(x) = sigmoid(-x)
            if (a is Constant { Value.IsOne: true } && IsMinus(b, out var x) && x is Application { Function: Sigmoid } g)
                return Sigmoid.Instance.Of(-g.Argument);
            // sigmoid(x) - sigmoid(-x) = tanh(x/2)
            if (a is Application { Function: Sigmoid } u && IsMinus(b, out var y) && y is Application { Function: Sigmoid } v
                && ReferenceEquals(v.Argument, -u.Argument))
                return Tanh.Instance.Of(Rational.Half * u.Argument);
        }
        return s;
    }

    private static bool IsMinus(Expr e, out Expr positive)
    {
        positive = e;
        if (e is not Product { Children: [Constant { Value: var c }, var rest] } || c != -1)
            return false;
        positive = rest;
        return true;
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
