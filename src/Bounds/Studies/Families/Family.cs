using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>An objective with parameters that run over a box: f(x, y; θ).</summary>
/// <param name="Text">The objective as typed.</param>
/// <param name="Expression">The objective with its parameters as variables.</param>
/// <param name="Box">The ranges of the parameters.</param>
public sealed record Family(string Text, Expr Expression, ImmutableArray<VariableRange> Box)
{
    private static readonly Rational s_aside = new(1, 7);

    /// <summary>Reads "c=(0,inf); h=(0,1)".</summary>
    /// <returns>The ranges, or the text of an error.</returns>
    public static (ImmutableArray<VariableRange> Box, string? Error) ParseBox(string text)
    {
        var result = ClaimParser.Parse("0 == 0", text);
        return result.Claim is not { } claim ? ([], result.Error!.Render())
            : !claim.Where.IsEmpty ? ([], "an irrational end; give a rational one")
            : claim.IsVacuous || claim.Box.IsEmpty ? ([], "an empty box") : (claim.Box, null);
    }

    /// <summary>The parameters that occur in the objective.</summary>
    public ImmutableArray<Expr> Parameters => [.. Box.Select(r => r.Variable).Where(v => Expression.Variables().Contains(v))];

    /// <summary>The objective at one value of each parameter, inside the box and off its simple points.</summary>
    public Objective Member => _member ??= Objective.Analyze(Text, Expression.Substitute(Box.ToDictionary(r => r.Variable, r => (Expr)Inside(r))));

    private Objective? _member;

    internal static Rational Inside(VariableRange range) => range switch
    {
        { Low: { } l, High: { } h } => l + (h - l) * 3 / 7,
        { Low: { } l } => l + 1 + s_aside,
        { High: { } h } => h - 1 - s_aside,
        _ => 1 + s_aside,
    };

    /// <summary>The value a part t of the way through a range, 0 &lt; t &lt; 1; an infinite range is passed as t/(1 - t).</summary>
    internal static Rational At(VariableRange range, Rational t) => range switch
    {
        { Low: { } l, High: { } h } => l + (h - l) * t,
        { Low: { } l } => l + t / (1 - t),
        { High: { } h } => h - (1 - t) / t,
        _ => t / (1 - t) - (1 - t) / t,
    };

    /// <summary>F(s; θ) with f = F(x·y) for every θ, proved; null with the reason otherwise.</summary>
    internal (Expr Outer, Variable Argument, InnerProduct Inner)? Outer(out string reason)
    {
        var sample = Member;
        if (sample.Structure is not ProductStructure product || !sample.ProductForm.IsProved)
        {
            reason = sample.Reason ?? "the product form holds under conditions only";
            return null;
        }
        var (s, inner) = (product.Outer.Argument, product.Product);
        if (Expression.Variables().Contains(s))
        {
            reason = $"the parameter {s} has the name of the argument of F; give it another";
            return null;
        }
        var outer = Expression.Transform(node => node is Dot ? s : node);
        if (inner.Left.All(v => v is not VectorVariable))
        {
            var at = inner.Left.Concat(inner.Right).ToDictionary(v => v, _ => (Expr)Constant.Of(0));
            (at[inner.Left[0]], at[inner.Right[0]]) = (s, inner.Signs[0]);
            outer = Expression.Substitute(at);
        }
        reason = "f = F(x·y) is not proved for every value of the parameters";
        return ProductForm.Prove(Expression, outer, s, inner) is { Conditions.IsEmpty: true } ? (outer, s, inner) : null;
    }

    /// <summary>Whether a comparison in the parameters holds on the whole box, or on a part of it.</summary>
    internal Verdict Decide(Comparison body, CancellationToken cancellation)
    {
        var used = body.Left.Variables().Union(body.Right.Variables()).ToHashSet();
        return Prover.Decide(new Claim("", body, [.. Box.Where(r => used.Contains(r.Variable))], []),
            ProverOptions.Default with { Cancellation = cancellation });
    }
}
