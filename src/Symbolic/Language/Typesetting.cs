using System.Globalization;
using System.Text;

namespace BoundCheck.Symbolic;

/// <summary>Writes expressions in two dimensions (fractions, roots, superscripts) in a given notation.</summary>
internal static partial class Typesetting
{
    /// <summary>Larger expressions are replaced by a few words: nobody reads them, and shared subterms can make them exponentially long.</summary>
    internal const long DefaultMaxNodes = 5000;

    // Binding strengths: 1 sum, 2 product or fraction, 3 factor, 4 power, 5 atom.
    private readonly record struct Piece(string? Text, Expr? Node, int Context);

    internal static string Print(Expr expr, Notation notation, long maxNodes)
    {
        long nodes = TreeSize(expr);
        if (nodes > maxNodes)
            return notation.Omitted(string.Create(CultureInfo.InvariantCulture, $"(an expression of {(nodes == long.MaxValue ? "very many" : nodes)} nodes)"));
        var text = new StringBuilder();
        var work = new Stack<Piece>();
        var pieces = new List<Piece>();
        work.Push(new Piece(null, expr, 0));
        while (work.TryPop(out var piece))
        {
            if (piece.Node is null)
            {
                text.Append(piece.Text);
                continue;
            }
            pieces.Clear();
            int strength = Expand(piece.Node, notation, pieces);
            bool wrap = strength < piece.Context;
            if (wrap)
                work.Push(new Piece(notation.Parentheses.Close, null, 0));
            for (int i = pieces.Count - 1; i >= 0; i--)
                work.Push(pieces[i]);
            if (wrap)
                work.Push(new Piece(notation.Parentheses.Open, null, 0));
        }
        return text.ToString();
    }

    // The number of nodes written out as a tree, saturating.
    private static long TreeSize(Expr expr)
    {
        var size = new Dictionary<Expr, long>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            long sum = 1;
            foreach (var child in node.Children)
                sum = sum > long.MaxValue - size[child] ? long.MaxValue : sum + size[child];
            size[node] = sum;
        }
        return size[expr];
    }

    private static int Expand(Expr node, Notation n, List<Piece> pieces)
    {
        switch (node)
        {
            case Constant c:
                return AddConstant(c.Value, n, pieces);
            case NamedConstant { Name: "e" }:
                Add(pieces, n.EulersNumber);
                return 5;
            case NamedConstant k:
                Add(pieces, n.Variable(k.Name));
                return 5;
            case Variable v:
                Add(pieces, n.Variable(v.Name));
                return 5;
            case VectorVariable v:
                Add(pieces, n.Variable(v.Name, vector: true));
                return 5;
            case Component c:
                Add(pieces, n.Component(c));
                return 5;
            case Dot d when ReferenceEquals(d.Left, d.Right):
                Add(pieces, n.SquaredNorm(n.Variable(d.Left.Name, vector: true)));
                return 4;
            case Dot d:
                Add(pieces, n.Dot(n.Variable(d.Left.Name, vector: true), n.Variable(d.Right.Name, vector: true)));
                return 2;
            case Sum s:
                AddSum(s, n, pieces);
                return 1;
            case Product p:
                return AddProduct(p.Children, n, pieces, signed: true);
            case Power p:
                return AddPower(p, n, pieces);
            case Application a:
                return AddApplication(a, n, pieces);
            case Piecewise w:
                var (open, condition, otherwise, close) = n.Cases;
                pieces.AddRange([new(open, null, 0), new(null, w.Then, 0), new(condition, null, 0), new(null, w.Left, 0), new(n.Relation(w.Relation), null, 0),
                    new(null, w.Right, 0), new(otherwise, null, 0), new(null, w.Otherwise, 0), new(close, null, 0)]);
                return 2;
            default:
                throw new InvalidOperationException($"No typeset form for {node.GetType().Name}.");
        }
    }

    private static void Add(List<Piece> pieces, string text) => pieces.Add(new Piece(text, null, 0));

    private static int AddConstant(Rational value, Notation n, List<Piece> pieces)
    {
        if (value.Sign < 0)
            Add(pieces, n.Negation);
        var magnitude = Rational.Abs(value);
        if (magnitude.IsInteger)
        {
            Add(pieces, n.Number(magnitude.ToString()));
            return value.Sign < 0 ? 1 : 5;
        }
        Add(pieces, n.Fraction.Open + n.Number(magnitude.Numerator.ToString(CultureInfo.InvariantCulture)) + n.Fraction.Middle
            + n.Number(magnitude.Denominator.ToString(CultureInfo.InvariantCulture)) + n.Fraction.Close);
        return value.Sign < 0 ? 1 : 2;
    }

    private static void AddSum(Sum sum, Notation n, List<Piece> pieces)
    {
        bool first = true;
        foreach (var term in sum.Children)
        {
            bool negative = term is Constant { Value.Sign: < 0 } or Product { Children: [Constant { Value.Sign: < 0 }, ..] };
            if (!first || negative)
                Add(pieces, negative ? first ? n.Negation : n.Minus : n.Plus);
            first = false;
            if (!negative)
                pieces.Add(new Piece(null, term, 2));
            else if (term is Product p)
                AddProduct(p.Children, n, pieces, signed: false);
            else
                pieces.Add(new Piece(null, Constant.Of(-((Constant)term).Value), 2));
        }
    }
}
