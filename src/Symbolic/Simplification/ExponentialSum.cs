using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// c exp a + d exp b + ... with at least two terms and all c, d, ... > 0: positive, and its logarithm is moderate where its value may be no double.
/// </summary>
internal sealed class ExponentialSum
{
    private const int MostTerms = 16;

    private readonly ImmutableArray<(Rational Scale, Expr Exponent)> _terms;

    private ExponentialSum(ImmutableArray<(Rational Scale, Expr Exponent)> terms) => _terms = terms;

    /// <summary>The sum in this form, or null.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="withCosh">Whether c cosh u counts as c/2 exp u + c/2 exp(-u).</param>
    internal static ExponentialSum? Of(Sum sum, bool withCosh)
    {
        var terms = ImmutableArray.CreateBuilder<(Rational, Expr)>();
        bool isExponential = false;
        foreach (var term in sum.Children)
        {
            var (scale, core) = term is Product p ? p.Split() : term is Constant c ? (c.Value, Constant.One) : (Rational.One, term);
            if (scale.Sign <= 0 || terms.Count >= MostTerms)
                return null;
            switch (core)
            {
                case Constant { Value.IsOne: true }:
                    terms.Add((scale, Constant.Zero));
                    break;
                case NamedConstant n when ReferenceEquals(n, NamedConstant.E):
                    terms.Add((scale, Constant.One));
                    break;
                case Application { Function: Exp } e:
                    terms.Add((scale, e.Argument));
                    isExponential = true;
                    break;
                case Application { Function: Cosh } h when withCosh:
                    terms.Add((scale / 2, h.Argument));
                    terms.Add((scale / 2, -h.Argument));
                    isExponential = true;
                    break;
                default:
                    return null;
            }
        }
        return isExponential && terms.Count >= 2 ? new ExponentialSum(terms.ToImmutable()) : null;
    }

    /// <summary>Its logarithm: for two terms in the shortest form, for more term by term, log(exp A + exp B) = A + softplus(B - A).</summary>
    internal Expr Logarithm()
    {
        if (_terms.Length == 2)
            return OfTwo(_terms[0], _terms[1]);
        var total = OfTwo(_terms[0], _terms[1]);
        foreach (var (scale, exponent) in _terms.Skip(2))
            total += Softplus.Instance.Of(exponent + Log.Instance.Of(scale) - total);
        return total;
    }

    /// <summary>
    /// A product with a power of such a sum below, N D^-r: the exponentials of N are taken relative to log D, tanh and sigmoid where N and D have two terms.
    /// A sigmoid z that is there already is 1/(1 + exp(-z)).
    /// </summary>
    internal static Expr? Quotient(Expr node)
    {
        if (node is not Product product)
            return null;
        foreach (var below in product.Children)
        {
            if (Below(below) is not var (denominator, r))
                continue;
            var above = product.Children.FirstOrDefault(f => !ReferenceEquals(f, below) && (f is Sum s ? s.Children.Any(IsExponential) : IsExponential(f)));
            if (above is null)
                continue;
            var numerator = (above is Sum sum ? sum.Children : [above]).SelectMany(Spread).ToList();
            var logarithm = r * denominator.Logarithm();
            var image = (r.IsOne ? denominator.Sigmoids(numerator) : null)
                ?? Sum.Of(numerator.Select(t => t.Coefficient * Exp.Instance.Of(t.Exponent - logarithm)));
            return Product.Of(product.Children.Where(f => !ReferenceEquals(f, below) && !ReferenceEquals(f, above)).Append(image));
        }
        return null;
    }

    // D and r of a factor D^-r.
    private static (ExponentialSum Sum, Rational Power)? Below(Expr factor)
    {
        var (core, exponent) = factor is Power p ? (p.Base, p.Exponent) : (factor, Rational.One);
        return core switch
        {
            Sum s when exponent.Sign < 0 && Of(s, true) is { } sum => (sum, -exponent),
            Application { Function: Sigmoid } z when exponent.Sign > 0 => (new ExponentialSum([(1, Constant.Zero), (1, -z.Argument)]), exponent),
            _ => null,
        };
    }

    private static bool IsExponential(Expr term) =>
        Split(term).Exponent is not null || (term is Product p ? p.Split().Remainder : term) is Application { Function: Cosh or Sinh };

    // (p exp a + q exp b)/(c exp a + d exp b) = p/c sigmoid z + q/d sigmoid(-z), z = a - b + log(c/d), and p/c tanh(z/2) where q/d = -p/c.
    private Expr? Sigmoids(List<(Expr Coefficient, Expr Exponent)> numerator)
    {
        if (_terms.Length != 2)
            return null;
        Rational p = 0, q = 0;
        foreach (var (coefficient, exponent) in numerator)
        {
            if (!coefficient.IsRational(out var value))
                return null;
            if (ReferenceEquals(exponent, _terms[0].Exponent))
                p += value;
            else if (ReferenceEquals(exponent, _terms[1].Exponent))
                q += value;
            else
                return null;
        }
        var ((c, a), (d, b)) = (_terms[0], _terms[1]);
        Expr z = Difference(a, b) + Log.Instance.Of(c / d);
        return p / c == -(q / d)
            ? p / c * Tanh.Instance.Of(Rational.Half * z)
            : p / c * Sigmoid.Instance.Of(z) + q / d * Sigmoid.Instance.Of(-z);
    }

    private static Expr OfTwo((Rational Scale, Expr Exponent) first, (Rational Scale, Expr Exponent) second)
    {
        // The constant term, if any, is exp 0.
        var ((c, a), (d, b)) = ReferenceEquals(second.Exponent, Constant.Zero) ? (second, first) : (first, second);
        if (ReferenceEquals(a, Constant.Zero) && c.IsOne && d.IsOne)
            return Softplus.Instance.Of(b);
        var forms = NormalForms.Of(a + b);
        if (c == d && forms[a + b].IsRational(out var twice))
        {
            // exp a + exp b = 2 exp((a+b)/2) cosh((a-b)/2), and a - b = 2a - (a+b)
            return Log.Instance.Of(2 * c) + twice / 2 + LogCosh.Instance.Of(a - twice / 2);
        }
        // log(c exp a (1 + d/c exp(b - a)))
        return Log.Instance.Of(c) + a + Softplus.Instance.Of(b - a + Log.Instance.Of(d / c));
    }

    // a - b, as 2a - (a+b) where the sum is rational.
    private static Expr Difference(Expr a, Expr b)
    {
        var forms = NormalForms.Of(a + b);
        return forms[a + b].IsRational(out var sum) ? 2 * a - sum : a - b;
    }

    // Coefficient and exponent of a term with one exponential factor; exponent null where it has none.
    private static (Expr Coefficient, Expr? Exponent) Split(Expr term) => term switch
    {
        Application { Function: Exp } e => (Constant.One, e.Argument),
        Product p when p.Children.OfType<Application>().FirstOrDefault(f => f.Function is Exp) is { } e => (
            Product.Of(p.Children.Where(f => !ReferenceEquals(f, e))), e.Argument),
        _ => (term, null),
    };

    // The exponential terms of a term of a numerator; cosh and sinh have two, a term without has exp 0.
    private static IEnumerable<(Expr Coefficient, Expr Exponent)> Spread(Expr term)
    {
        var (scale, core) = term is Product p ? p.Split() : (Rational.One, term);
        if (core is Application { Function: Cosh or Sinh } h)
            return [(scale / 2, h.Argument), (h.Function is Cosh ? scale / 2 : -scale / 2, -h.Argument)];
        var (coefficient, exponent) = Split(term);
        return [(coefficient, exponent ?? Constant.Zero)];
    }
}
