using System.Collections.Immutable;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>Sums, products, powers, ranges and signs of germs on (0, 1/start].</summary>
/// <param name="start">T, at least <see cref="LeastStart"/>.</param>
/// <param name="work">Pays for products of irrational coefficients, a unit for each product of their terms.</param>
/// <param name="taylorOrder">Order at which Taylor expansions of functions at a finite limit are cut, at least 2.</param>
internal sealed partial class GermArithmetic(double start, Budget work, int taylorOrder = 8)
{
    internal const double LeastStart = 4;

    private const int MostTerms = 12;

    internal double Start { get; } = start;

    private int TaylorOrder { get; } = taylorOrder;

    internal Germ Add(Germ f, Germ g) => Make([.. f.Terms, .. g.Terms], [.. Rests(f), .. Rests(g)]);

    internal Germ Subtract(Germ f, Germ g) => Add(f, Negate(g));

    internal static Germ Negate(Germ f) =>
        new([.. f.Terms.Select(t => t with { Coefficient = -t.Coefficient })], f.Rest is { } r ? r with { Factor = -r.Factor } : null);

    internal Germ Multiply(Germ f, Germ g)
    {
        if (f.IsZero || g.IsZero)
            return Germ.Zero;
        var terms = new List<Term>();
        foreach (var s in f.Terms)
        {
            foreach (var t in g.Terms)
                terms.Add(new(s.Order.Times(t.Order), Product(s.Coefficient, t.Coefficient)));
        }
        // f g = F G + R_f g + F R_g with F, G the sums of terms.
        var pieces = new List<Piece>();
        if (f.Rest is { } r)
            pieces.Add(Times(r, Quotient(g)));
        if (g.Rest is { } s2 && !f.Terms.IsEmpty)
            pieces.Add(Times(s2, Quotient(f with { Rest = null })));
        return Make(terms, pieces);
    }

    internal Germ Scale(Germ f, Rational factor) => Multiply(f, Germ.Constant(ExactReal.FromRational(factor, 53)));

    /// <summary>f lies in order * factor on (0, 1/start], the order that of the dominant part; f is not zero.</summary>
    internal Piece Quotient(Germ f)
    {
        var lead = f.LeadingOrder;
        var factor = Interval.Zero;
        foreach (var t in f.Terms)
            factor += t.Coefficient.ToInterval() * Ratio(t.Order, lead);
        if (f.Rest is { } r)
            factor += r.Factor * Ratio(r.Order, lead);
        return new(lead, factor);
    }

    /// <summary>The values on (0, 1/start].</summary>
    internal Interval Range(Germ f)
    {
        if (f.IsZero)
            return Interval.Zero;
        var (order, factor) = Quotient(f);
        return factor * order.Range(Start);
    }

    /// <summary>The strict sign on all of (0, 1/start]; 0 for the zero function, null when it is not certain.</summary>
    internal int? Sign(Germ f)
    {
        if (f.IsZero)
            return 0;
        // Orders are positive.
        var factor = Quotient(f).Factor;
        return factor.IsPositive ? 1 : factor.IsNegative ? -1 : null;
    }

    /// <summary>Collects terms and pieces: equal orders are added, terms not above the largest piece are absorbed into the rest.</summary>
    internal Germ Make(IReadOnlyList<Term> terms, IReadOnlyList<Piece> pieces)
    {
        var sorted = new List<Term>();
        foreach (var term in terms)
        {
            int i = 0, comparison = 1;
            while (i < sorted.Count && (comparison = term.Order.CompareTo(sorted[i].Order)) < 0)
                i++;
            if (i < sorted.Count && comparison == 0)
                sorted[i] = sorted[i] with { Coefficient = Known(sorted[i].Coefficient + term.Coefficient) };
            else
                sorted.Insert(i, term);
        }
        sorted.RemoveAll(t => t.Coefficient.IsZero);
        var rests = pieces.Where(p => !(p.Factor.IsPoint && p.Factor.ContainsZero)).ToList();
        foreach (var dropped in sorted.Skip(MostTerms))
            rests.Add(AsPiece(dropped));
        if (sorted.Count > MostTerms)
            sorted.RemoveRange(MostTerms, sorted.Count - MostTerms);
        if (rests.Count == 0)
            return new([.. sorted], null);
        var largest = rests[0].Order;
        foreach (var p in rests)
        {
            if (p.Order.CompareTo(largest) > 0)
                largest = p.Order;
        }
        while (sorted.Count > 0 && sorted[^1].Order.CompareTo(largest) <= 0)
        {
            rests.Add(AsPiece(sorted[^1]));
            sorted.RemoveAt(sorted.Count - 1);
        }
        var factor = Interval.Zero;
        foreach (var p in rests)
            factor += p.Factor * Ratio(p.Order, largest);
        if (!factor.IsBounded)
            throw new GermException("a remainder is too large for doubles");
        return new([.. sorted], new Piece(largest, factor));
    }

    /// <summary>The germ of a function known only to lie in a piece.</summary>
    internal Germ Of(Piece piece) => Make([], [piece]);

    /// <summary>The values of small/large for orders with small &lt;= large.</summary>
    private Interval Ratio(Order small, Order large) => small.Over(large).Range(Start);

    private static Piece Times(Piece a, Piece b) => new(a.Order.Times(b.Order), a.Factor * b.Factor);

    private static Piece AsPiece(Term t) => new(t.Order, t.Coefficient.ToInterval());

    private static IEnumerable<Piece> Rests(Germ f) => f.Rest is { } r ? [r] : [];

    // Closed forms in which many constants meet grow with every product.
    private ExactReal Product(ExactReal a, ExactReal b)
    {
        if (!a.IsRational(out _) && !b.IsRational(out _) && !work.Spend((long)Size(a) * Size(b)))
            throw new GermException(work.Shortfall!);
        return Known(a * b);

        static int Size(ExactReal x) => x.Number?.Count ?? 1;
    }

    private static ExactReal Known(ExactReal x) => x.IsPoint ? x : throw new GermException("a constant has no closed form here");

    /// <summary>
    /// f^r: (c m (1 + e))^r = c^r m^r (1 + e)^r, e of smaller order, by the binomial series with Lagrange's remainder; small positive integers by products.
    /// </summary>
    internal Germ Power(Germ f, Rational r)
    {
        if (f.IsZero)
            return r.Sign > 0 ? f : throw new GermException("a power of zero");
        if (r.IsInteger && r.Sign > 0 && r <= 6)
        {
            var product = f;
            for (int i = 1; i < (int)r.Numerator; i++)
                product = Multiply(product, f);
            return product;
        }
        var sign = Sign(f);
        if (sign is null || (sign < 0 && !r.IsInteger))
            throw new GermException("the base of a power has no certain sign");
        if (f.Terms.IsEmpty)
        {
            var (order, factor) = f.Rest!.Value;
            return Of(new(order.Pow(r), Interval.Pow(factor, r)));
        }
        var (lead, c) = f.Terms[0];
        var e = Divide(f, f.Terms[0], skipFirst: true);
        var coefficients = new List<Rational> { 1 };
        for (int k = 1; k <= TaylorOrder; k++)
            coefficients.Add(coefficients[^1] * (r - (k - 1)) / k);
        var range = e.IsZero ? Interval.Zero : Interval.Hull(Range(e), Interval.Zero);
        // (1 + e)^r = sum below n + binomial(r, n) (1 + xi)^(r - n) e^n, xi between 0 and e > -1.
        if (!(Interval.One + range).IsPositive)
            throw new GermException("an expansion has not settled this early");
        var last = Interval.FromRational(coefficients[TaylorOrder]) * Interval.Pow(Interval.One + range, r - TaylorOrder);
        var series = Series([.. coefficients.Take(TaylorOrder).Select(x => ExactReal.FromRational(x, 53))], last, e);
        return Multiply(new([new(lead.Pow(r), Known(ExactReal.Pow(c, r)))], null), series);
    }

    /// <summary>sum of a_k e^k plus last * e^n, n the number of coefficients; e tends to 0 or is zero.</summary>
    private Germ Series(ExactReal[] a, Interval last, Germ e)
    {
        if (e.IsZero)
            return Germ.Constant(a[0]);
        if (!last.IsBounded)
            throw new GermException("a Taylor remainder is unbounded");
        var (order, factor) = Quotient(e);
        var sum = Germ.Zero;
        for (int k = a.Length - 1; k >= 0; k--)
            sum = Add(Multiply(sum, e), Germ.Constant(a[k]));
        return Make(sum.Terms, [.. Rests(sum), new(order.Pow(a.Length), last * Interval.Pow(factor, a.Length))]);
    }

    /// <summary>f divided by a term, without the quotient 1 of the first term when asked.</summary>
    private Germ Divide(Germ f, Term by, bool skipFirst) => Make(
        [.. f.Terms.Skip(skipFirst ? 1 : 0).Select(t => new Term(t.Order.Over(by.Order), Known(t.Coefficient / by.Coefficient)))],
        [.. Rests(f).Select(r => new Piece(r.Order.Over(by.Order), r.Factor / by.Coefficient.ToInterval()))]);
}
