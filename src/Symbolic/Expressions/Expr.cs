using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>An immutable expression over the reals. Equal expressions are one object, so equality is identity.</summary>
/// <remarks>
/// Nodes are made by the factories (<see cref="Constant.Of(Rational)"/>, <see cref="Sum.Of(IEnumerable{Expr})"/>, ... and the operators),
/// which do no more than flatten, fold rational constants and drop neutral elements: they never change the domain on which
/// the expression is defined. Anything with a side condition belongs to the simplifier.
/// Walk expressions with <see cref="Postorder"/>, never by recursion on depth.
/// </remarks>
public abstract class Expr
{
    private protected Expr(int hash, ImmutableArray<Expr> children)
    {
        Hash = hash;
        Children = children;
    }

    /// <summary>The direct subexpressions, in typed order.</summary>
    public ImmutableArray<Expr> Children { get; }

    internal int Hash { get; }

    /// <summary>Set once, before the node is shared.</summary>
    internal Evidence Evidence { get; set; }

    /// <summary>Structural equality to a candidate of the same hash whose children are already shared.</summary>
    internal abstract bool SameNode(Expr other);

    /// <summary>This node over other children; the same object when they are unchanged.</summary>
    /// <exception cref="ArgumentException">The number of children differs.</exception>
    public Expr WithChildren(ImmutableArray<Expr> children)
    {
        if (children.Length != Children.Length)
            throw new ArgumentException($"Expected {Children.Length} children, got {children.Length}.", nameof(children));
        for (int i = 0; i < children.Length; i++)
        {
            if (!ReferenceEquals(children[i], Children[i]))
                return Rebuild(children);
        }
        return this;
    }

    private protected abstract Expr Rebuild(ImmutableArray<Expr> children);

    private protected bool SameChildren(Expr other)
    {
        if (Children.Length != other.Children.Length)
            return false;
        for (int i = 0; i < Children.Length; i++)
        {
            if (!ReferenceEquals(Children[i], other.Children[i]))
                return false;
        }
        return true;
    }

    /// <summary>Every distinct node reachable from the roots, children before parents, each once.</summary>
    public static List<Expr> Postorder(params ReadOnlySpan<Expr> roots)
    {
        var order = new List<Expr>();
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(Expr Node, int Next)>();
        foreach (var root in roots)
        {
            if (!seen.Add(root))
                continue;
            stack.Push((root, 0));
            while (stack.Count > 0)
            {
                var (node, next) = stack.Pop();
                if (next < node.Children.Length)
                {
                    stack.Push((node, next + 1));
                    var child = node.Children[next];
                    if (seen.Add(child))
                        stack.Push((child, 0));
                }
                else
                {
                    order.Add(node);
                }
            }
        }
        return order;
    }

    /// <summary>Rebuilds bottom-up: <paramref name="rewrite"/> sees each distinct node once, its children already rewritten.</summary>
    public Expr Transform(Func<Expr, Expr> rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return Transform((_, rebuilt) => rewrite(rebuilt));
    }

    private Expr Transform(Func<Expr, Expr, Expr> rewrite)
    {
        var image = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Postorder(this))
        {
            var rebuilt = node;
            if (node.Children.Length > 0)
            {
                var builder = ImmutableArray.CreateBuilder<Expr>(node.Children.Length);
                foreach (var child in node.Children)
                    builder.Add(image[child]);
                rebuilt = node.WithChildren(builder.MoveToImmutable());
            }
            image[node] = rewrite(node, rebuilt);
        }
        return image[this];
    }

    /// <summary>Replaces leaves (or any nodes) simultaneously.</summary>
    public Expr Substitute(IReadOnlyDictionary<Expr, Expr> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        // The original node decides: a rebuilt one may fold to a node of the map again, as -u does in exp(-u) for u -> -u.
        return Transform((node, rebuilt) => map.TryGetValue(node, out var value) ? value : rebuilt);
    }

    /// <summary>Replaces one node.</summary>
    public Expr Substitute(Expr what, Expr by) => Transform((node, rebuilt) => ReferenceEquals(node, what) ? by : rebuilt);

    /// <summary>The variables that occur, in order of first occurrence.</summary>
    public ImmutableArray<Expr> Variables() => [.. Postorder(this).Where(n => n is Variable or Component or VectorVariable)];

    /// <summary>True when no variable occurs.</summary>
    public bool IsClosed() => Variables().IsEmpty;

    /// <summary>The exact value when the node is a rational literal.</summary>
    public bool IsRational(out Rational value)
    {
        value = this is Constant c ? c.Value : default;
        return this is Constant;
    }

    /// <summary>Sum.</summary>
    public static Expr operator +(Expr a, Expr b) => Sum.Of([a, b]);

    /// <summary>Difference.</summary>
    public static Expr operator -(Expr a, Expr b) => Sum.Of([a, -b]);

    /// <summary>Negation: the product with -1.</summary>
    public static Expr operator -(Expr a) => Product.Of([Constant.MinusOne, a]);

    /// <summary>Product.</summary>
    public static Expr operator *(Expr a, Expr b) => Product.Of([a, b]);

    /// <summary>Quotient: a times b^-1.</summary>
    public static Expr operator /(Expr a, Expr b) => Product.Of([a, Power.Of(b, -1)]);

    /// <summary>A rational literal.</summary>
    public static implicit operator Expr(Rational value) => Constant.Of(value);

    /// <summary>A rational literal.</summary>
    public static implicit operator Expr(int value) => Constant.Of(value);

    /// <summary>Power with a constant rational exponent.</summary>
    public Expr Pow(Rational exponent) => Power.Of(this, exponent);

    /// <summary>The infix form, which parses back to this expression.</summary>
    public override string ToString() => InfixPrinter.Print(this);
}
