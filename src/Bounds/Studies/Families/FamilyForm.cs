using System.Collections.Immutable;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>F(s; θ) = A Φ(α s + β) + B with a Φ that has no parameters: shifts and scales taken out of a family.</summary>
/// <param name="Core">Φ.</param>
/// <param name="Argument">The variable of Φ.</param>
/// <param name="Scale">A.</param>
/// <param name="Slope">α.</param>
/// <param name="Shift">β.</param>
/// <param name="Offset">B.</param>
/// <param name="Conditions">What the parameters have to satisfy for F to be defined, and for the form to be F.</param>
internal sealed record FamilyForm(Expr Core, Variable Argument, Expr Scale, Expr Slope, Expr Shift, Expr Offset, ImmutableArray<SideCondition> Conditions)
{
    private const int MostPower = 12;

    /// <summary>Whether α is the root of a factor, so that the form is F only where it is defined.</summary>
    internal bool TakesRoot { get; private init; }

    /// <summary>The form, proved by construction: each is a substitution that is undone; null where the parameters are no shifts and scales.</summary>
    internal static FamilyForm? Of(Expr outer, Variable s, IReadOnlyCollection<Expr> parameters)
    {
        var v = Variable.Of("v");
        var plain = Affine(outer, s, parameters).Append((Slope: 1, Shift: 0, Part: s)).Select(p => (p.Slope, p.Shift, p.Part, Power: 1));
        foreach (var (slope, shift, inside, power) in plain.Concat(AffinePowers(outer, s, parameters)))
        {
            var moved = power == 1 ? outer.Substitute(inside, v) : outer.Substitute(inside, SignOf(inside) * v.Pow(power));
            // What else depends on s is written in v = α s + β.
            if (moved.Variables().Contains(s))
                moved = moved.Substitute(s, (v - shift) / slope);
            var whole = Simplifier.Simplify(moved);
            var (rest, offset) = Apart(whole.Value, v);
            var (core, scale) = Factored(rest, v);
            var simple = Simplifier.Simplify(core);
            core = simple.Value;
            var lost = whole.Conditions.AddRange(simple.Conditions);
            // A form that is defined where F is not says nothing of F.
            if (lost.Any(c => c.Expression.Variables().Contains(v)))
                continue;
            var conditions = lost.AddRange(DomainConditions.Conditions(outer).Where(c => !c.Expression.Variables().Contains(s)));
            if (core.Variables().Contains(v) && core.Variables().All(x => ReferenceEquals(x, v)) && !scale.Variables().Contains(v))
                return new FamilyForm(core, v, scale, slope, shift, offset, conditions) { TakesRoot = power > 1 };
        }
        return null;
    }

    /// <summary>α s + β: the largest parts of F that are affine in s and hold one of the parameters.</summary>
    internal static IEnumerable<(Expr Slope, Expr Shift, Expr Part)> Affine(Expr outer, Variable s, IReadOnlyCollection<Expr> parameters)
    {
        foreach (var part in Expr.Postorder(outer).Where(n => n is Sum or Product).Reverse())
        {
            var used = part.Variables();
            if (!used.Contains(s) || !used.Any(parameters.Contains))
                continue;
            var slope = Simplifier.Simplify(part.Derivative(s)).Value;
            if (!slope.Variables().Contains(s))
                yield return (slope, Simplifier.Simplify(part.Substitute(s, 0)).Value, part);
        }
    }

    private static Rational SignOf(Expr product) => product.Children.Any(c => c.IsRational(out var q) && q.Sign < 0) ? -1 : 1;

    /// <summary>±k (σ s + τ)^n with a factor k that holds a parameter, as ±(α s + β)^n with α = k^(1/n) σ, which it is where k > 0.</summary>
    private static IEnumerable<(Expr Slope, Expr Shift, Expr Part, int Power)> AffinePowers(Expr outer, Variable s, IReadOnlyCollection<Expr> parameters)
    {
        foreach (var part in Expr.Postorder(outer).OfType<Product>())
        {
            if (part.Children.Where(c => c.Variables().Contains(s)).ToList() is not [Power { Exponent: { IsInteger: true } n } power] || n < 2 || n > MostPower)
                continue;
            var factor = SignOf(part) * Product.Of(part.Children.Where(c => !c.Variables().Contains(s)));
            var slope = Simplifier.Simplify(power.Base.Derivative(s)).Value;
            if (!factor.Variables().Any(parameters.Contains) || slope.Variables().Contains(s))
                continue;
            var root = factor.Pow(1 / n);
            yield return (root * slope, Simplifier.Simplify(root * power.Base.Substitute(s, 0)).Value, part, (int)n.Numerator);
        }
    }

    /// <summary>A sum as what depends on v and what does not.</summary>
    private static (Expr Moving, Expr Offset) Apart(Expr e, Variable v) => e is not Sum ? (e, 0)
        : (Sum.Of(e.Children.Where(c => c.Variables().Contains(v))), Sum.Of(e.Children.Where(c => !c.Variables().Contains(v))));

    /// <summary>A product as what depends on v and what does not; a sum by the factors that all its terms share.</summary>
    private static (Expr Core, Expr Scale) Factored(Expr e, Variable v)
    {
        if (e is Product)
            return (Product.Of(e.Children.Where(c => c.Variables().Contains(v))), Product.Of(e.Children.Where(c => !c.Variables().Contains(v))));
        if (e is not Sum)
            return (e, 1);
        var terms = e.Children.Select(c => Factored(c, v)).ToList();
        var first = terms[0].Scale;
        var shares = terms.Select(t => Simplifier.Simplify(t.Scale / first).Value).ToList();
        return shares.TrueForAll(r => r.IsClosed()) ? (Sum.Of(terms.Zip(shares, (t, r) => r * t.Core)), first) : (e, 1);
    }
}
