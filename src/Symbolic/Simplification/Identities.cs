using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>Who rewrites by an identity.</summary>
[Flags]
public enum IdentityUse
{
    /// <summary>The simplifier: the right side reads better.</summary>
    Simplifier = 1,

    /// <summary>Enclosures: the right side has tighter ones.</summary>
    Enclosures = 2,

    /// <summary>Floating point: the right side keeps its digits, and does not overflow where the value is moderate.</summary>
    Kernels = 4,

    /// <summary>All of them.</summary>
    All = Simplifier | Enclosures | Kernels,
}

/// <summary>A rewriting rule of single nodes, whose children are rewritten already.</summary>
/// <param name="Statement">The identity; both sides are defined at the same points.</param>
/// <param name="Uses">Who rewrites by it.</param>
/// <param name="Apply">The right side for a node that is a left side; null for others.</param>
public sealed record Identity(string Statement, IdentityUse Uses, Func<Expr, Expr?> Apply);

/// <summary>The identities between exponentials, logarithms, hyperbolic functions and their stable relatives, one table for all who rewrite.</summary>
public static class Identities
{
    /// <summary>All identities; where several apply the first one counts.</summary>
    public static ImmutableArray<Identity> All { get; } =
    [
        new("log(exp u) = u", IdentityUse.Simplifier | IdentityUse.Kernels, LogOf<Exp>(e => e.Argument)),
        new("log(cosh u) = logcosh u", IdentityUse.All, LogOf<Cosh>(c => LogCosh.Instance.Of(c.Argument))),
        new("log(1 + exp u) = softplus u", IdentityUse.All, node => node is Application { Function: Log, Argument: Sum s } && OnePlusExp(s) is { } u
            ? Softplus.Instance.Of(u) : null),
        new("log(c exp a + d exp b) = log c + a + softplus(b - a + log(d/c)) for c, d > 0, and with logcosh where c = d and a + b is rational",
            IdentityUse.Simplifier, node => node is Application { Function: Log, Argument: Sum { Children.Length: 2 } s }
                ? ExponentialSum.Of(s, false)?.Logarithm() : null),
        new("log(c exp a + d exp b + ...) = softplus of softplus ..., and likewise with c cosh u", IdentityUse.Kernels,
            node => node is Application { Function: Log, Argument: Sum s } ? ExponentialSum.Of(s, true)?.Logarithm() : null),
        new("log(c u) = log c + log u for c > 0 and u a sum of exponentials", IdentityUse.Kernels,
            node => node is Application { Function: Log, Argument: Product p } && p.Split() is var (c, rest) && c.Sign > 0 && rest is Sum s
                && ExponentialSum.Of(s, true) is { } e
                ? Log.Instance.Of(c) + e.Logarithm() : null),
        new("1/(1 + exp u) = sigmoid(-u)", IdentityUse.All, node => node is Power { Base: Sum s, Exponent: var r } && r == -1 && OnePlusExp(s) is { } u
            ? Sigmoid.Instance.Of(-u) : null),
        new("sinh u/cosh u = tanh u", IdentityUse.Simplifier | IdentityUse.Kernels, node => Ratio(node, Sinh.Instance, Cosh.Instance, Tanh.Instance)),
        new("sin u/cos u = tan u", IdentityUse.Simplifier, node => Ratio(node, Sin.Instance, Cos.Instance, Tan.Instance)),
        new("(p exp a + q exp b + ...)/(c exp a + d exp b + ...)^r: every exponential relative to the logarithm of the base", IdentityUse.Kernels,
            ExponentialSum.Quotient),
        new("1 - tanh(u)^2 = cosh(u)^-2", IdentityUse.Enclosures, node => OneMinus(node) is Power { Base: Application { Function: Tanh } t,
            Exponent: var two } && two == 2 ? Cosh.Instance.Of(t.Argument).Pow(-2) : null),
        new("1 - sigmoid u = sigmoid(-u)", IdentityUse.Enclosures | IdentityUse.Kernels, node => OneMinus(node) is Application { Function: Sigmoid } s
            ? Sigmoid.Instance.Of(-s.Argument) : null),
        new("1 - tanh u = 2 sigmoid(-2u)", IdentityUse.Enclosures, node => OneMinus(node) is Application { Function: Tanh } t
            ? 2 * Sigmoid.Instance.Of(-2 * t.Argument) : null),
        new("1 + tanh u = 2 sigmoid(2u)", IdentityUse.Enclosures, node => OnePlus(node) is Application { Function: Tanh } t
            ? 2 * Sigmoid.Instance.Of(2 * t.Argument) : null),
        new("sigmoid u - sigmoid(-u) = tanh(u/2)", IdentityUse.Kernels, DifferenceOfSigmoids),
    ];

    private static readonly ImmutableArray<Identity> s_simplifier = For(IdentityUse.Simplifier);
    private static readonly ImmutableArray<Identity> s_enclosures = For(IdentityUse.Enclosures);
    private static readonly ImmutableArray<Identity> s_kernels = For(IdentityUse.Kernels);

    /// <summary>The node rewritten by the first identity of the use that applies, or null.</summary>
    public static Expr? Apply(Expr node, IdentityUse use)
    {
        if (node is not (Application or Sum or Product or Power))
            return null;
        foreach (var identity in use == IdentityUse.Simplifier ? s_simplifier : use == IdentityUse.Enclosures ? s_enclosures : s_kernels)
        {
            if (identity.Apply(node) is { } image)
                return image;
        }
        return null;
    }

    private static ImmutableArray<Identity> For(IdentityUse use) => [.. All.Where(i => i.Uses.HasFlag(use))];

    private static Func<Expr, Expr?> LogOf<TFunction>(Func<Application, Expr> image)
        where TFunction : Function =>
        node => node is Application { Function: Log, Argument: Application { Function: TFunction } inner } ? image(inner) : null;

    private static Expr? OnePlusExp(Sum s) => OnePlus(s) is Application { Function: Exp } e ? e.Argument : null;

    // u of 1 + u.
    private static Expr? OnePlus(Expr node) => node switch
    {
        Sum { Children: [Constant { Value.IsOne: true }, var u] } => u,
        Sum { Children: [var u, Constant { Value.IsOne: true }] } => u,
        _ => null,
    };

    // u of 1 - u.
    private static Expr? OneMinus(Expr node) => OnePlus(node) is { } term ? Negated(term) : null;

    // u of -u.
    private static Expr? Negated(Expr term) => term is Product { Children: [Constant minus, var u] } && minus.Value == -1 ? u : null;

    private static Expr? DifferenceOfSigmoids(Expr node)
    {
        if (node is not Sum { Children: [var a, var b] })
            return null;
        if (Negated(a) is not null)
            (a, b) = (b, a);
        return a is Application { Function: Sigmoid } u && Negated(b) is Application { Function: Sigmoid } v && ReferenceEquals(v.Argument, -u.Argument)
            ? Tanh.Instance.Of(Rational.Half * u.Argument)
            : null;
    }

    private static Expr? Ratio(Expr node, Function top, Function bottom, Function quotient)
    {
        if (node is not Product p)
            return null;
        foreach (var f in p.Children)
        {
            if (f is not Application a || !ReferenceEquals(a.Function, top))
                continue;
            var below = p.Children.FirstOrDefault(g => g is Power { Exponent: var e, Base: Application b } && e == -1 && ReferenceEquals(b.Function, bottom)
                && ReferenceEquals(b.Argument, a.Argument));
            if (below is not null)
                return Product.Of(p.Children.Where(g => !ReferenceEquals(g, f) && !ReferenceEquals(g, below)).Append(quotient.Of(a.Argument)));
        }
        return null;
    }
}
