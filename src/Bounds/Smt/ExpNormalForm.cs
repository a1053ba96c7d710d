using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>
/// Writes exp(c_1 m_1 + c_2 m_2 + ...) as a product of integer powers of exp(g_i m_i), with one unit g_i for each term m_i that
/// occurs: so exp(x+y) and exp(x)exp(y), or cosh and sinh of one argument, share their variables.
/// </summary>
internal sealed class ExpNormalForm
{
    /// <summary>Larger powers would only raise the degree; such a term stays as it is.</summary>
    private const int PowerLimit = 6;
    private const int DepthLimit = 64;

    private readonly Dictionary<Expr, Rational> _unit = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<Expr> _whole = new(ReferenceEqualityComparer.Instance);

    /// <summary>Collects the arguments of every exponential below the roots.</summary>
    internal ExpNormalForm(IEnumerable<Expr> arguments)
    {
        var coefficients = new Dictionary<Expr, List<Rational>>(ReferenceEqualityComparer.Instance);
        var distinct = arguments.Distinct(ReferenceEqualityComparer.Instance).Cast<Expr>().ToList();
        // exp(m + c) stays whole when m occurs in no other argument: splitting off e^c would only lose its tangents.
        var uses = distinct.SelectMany(a => Split(a)).Where(t => !t.Term.IsClosed()).GroupBy(t => t.Term, ReferenceEqualityComparer.Instance)
            .ToDictionary(g => g.Key!, g => g.Count(), ReferenceEqualityComparer.Instance);
        foreach (var argument in distinct)
        {
            var moving = Split(argument).Where(t => !t.Term.IsClosed()).ToList();
            if (moving.Count > 0 && moving.All(t => uses[t.Term] == 1))
                _whole.Add(argument);
        }
        foreach (var argument in distinct.Where(a => !_whole.Contains(a)))
        {
            foreach (var (term, coefficient) in Split(argument))
            {
                if (!coefficients.TryGetValue(term, out var list))
                    coefficients[term] = list = [];
                list.Add(coefficient);
            }
        }
        foreach (var (term, list) in coefficients)
        {
            var unit = list.Select(Rational.Abs).Aggregate(Gcd);
            // The unit carries the sign of the first coefficient, so that exp(-x) alone keeps its own variable.
            if (list.All(c => Rational.Abs(c) / unit <= PowerLimit))
                _unit[term] = list.All(c => c.Sign < 0) ? -unit : unit;
        }
    }

    /// <summary>exp(argument) as factors exp(Argument)^Power; a rest that does not split is one factor.</summary>
    internal IReadOnlyList<(Expr Argument, int Power)> Factors(Expr argument)
    {
        if (_whole.Contains(argument))
            return [(argument, 1)];
        var factors = new List<(Expr, int)>();
        foreach (var (term, coefficient) in Split(argument))
        {
            if (_unit.TryGetValue(term, out var unit) && (coefficient / unit).IsInteger && Rational.Abs(coefficient / unit) <= PowerLimit)
                factors.Add((Scale(unit, term), (int)(coefficient / unit).Numerator));
            else
                factors.Add((Scale(coefficient, term), 1));
        }
        return factors;
    }

    private static Expr Scale(Rational coefficient, Expr term) => Product.Of([coefficient, term]);

    /// <summary>The argument as a linear combination of terms; the constant term stands with term 1.</summary>
    internal static IReadOnlyList<(Expr Term, Rational Coefficient)> Split(Expr argument)
    {
        var order = new List<Expr>();
        var sum = new Dictionary<Expr, Rational>(ReferenceEqualityComparer.Instance);
        var work = new Stack<(Expr Node, Rational Scale, int Depth)>();
        work.Push((argument, 1, 0));
        while (work.Count > 0)
        {
            var (node, scale, depth) = work.Pop();
            switch (node)
            {
                case Sum s when depth < DepthLimit:
                    for (int i = s.Children.Length - 1; i >= 0; i--)
                        work.Push((s.Children[i], scale, depth + 1));
                    break;
                case Constant c:
                    Add(Constant.One, scale * c.Value);
                    break;
                case Product p when depth < DepthLimit && p.Split() is var (coefficient, rest) && !ReferenceEquals(rest, p):
                    work.Push((rest, scale * coefficient, depth + 1));
                    break;
                case Product { Children: [var a, Sum s] } when depth < DepthLimit && a is not Sum:
                    for (int i = s.Children.Length - 1; i >= 0; i--)
                        work.Push((Product.Of([s.Children[i], a]), scale, depth + 1));
                    break;
                default:
                    Add(node, scale);
                    break;
            }
        }
        // A term that cancels is dropped: whether the argument is defined is the business of the argument itself.
        return [.. order.Where(t => !sum[t].IsZero).Select(t => (t, sum[t]))];

        void Add(Expr term, Rational coefficient)
        {
            if (!sum.TryGetValue(term, out var before))
                order.Add(term);
            sum[term] = before + coefficient;
        }
    }

    private static Rational Gcd(Rational a, Rational b)
    {
        if (a.IsZero || b.IsZero)
            return a + b;
        // gcd(p/q, r/s) = gcd(p s, r q)/(q s).
        return new Rational(BigInteger.GreatestCommonDivisor(a.Numerator * b.Denominator, b.Numerator * a.Denominator), a.Denominator * b.Denominator);
    }
}
