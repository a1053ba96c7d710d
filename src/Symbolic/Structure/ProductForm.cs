using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>Decides whether an objective is F(x*y) or F(x·y) of a bipartition of its variables, whatever its typed form.</summary>
/// <remarks>
/// A candidate for the partner of each variable, the signs and F come from restrictions of f to two variables, the others 0.
/// The candidate counts only when f and F(inner) have the same normal form, which proves that they agree wherever both are defined;
/// that F(inner) is defined wherever f is follows from the domain conditions.
/// </remarks>
public static class ProductForm
{
    private const int VariableLimit = 256;

    /// <summary>The product structure of an objective with its proof, or what breaks it.</summary>
    public static StructureResult Detect(Expr f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var vectors = Expr.Postorder(f).OfType<VectorVariable>().ToList();
        var scalars = Expr.Postorder(f).Where(n => n is Variable or Component).ToList();
        foreach (var v in vectors)
        {
            if (scalars.Any(x => x is Component c && c.Vector == v.Name || x is Variable w && w.Name == v.Name))
                return new StructureResult.General($"{v.Name} is used both as a whole vector and by components, so its dimension is not fixed.", null);
        }
        // A vector is represented by one scalar while candidates are sought; the proof is about the vectors again.
        var stand = vectors.ToDictionary(v => Variable.Of(v.Name), v => v);
        var dots = Expr.Postorder(f).OfType<Dot>().ToDictionary(d => (Expr)d, d => (Expr)Variable.Of(d.Left.Name) * Variable.Of(d.Right.Name));
        var scalar = dots.Count == 0 ? f : f.Substitute(dots);
        var forms = NormalForms.Of(scalar);
        if (forms.IsUndefined(scalar))
            return new StructureResult.General("The objective is defined nowhere.", null);
        var used = forms.Leaves(forms[scalar]);
        var all = TypedOrder(scalar);
        var variables = all.Where(used.Contains).ToList();
        var inert = all.Where(v => !used.Contains(v)).ToImmutableArray();
        if (variables.Count == 0)
            return new StructureResult.General("The objective is constant.", null);
        if (variables.Count > VariableLimit)
            return new StructureResult.General($"More than {VariableLimit} scalar variables; write the inner product with dot(x, y).", null);
        if (variables.Count % 2 != 0)
        {
            return General(variables.Count == 1
                ? $"Only one variable, {variables[0]}: there is nothing to pair it with"
                    + (Names.AsProduct(variables[0].ToString()) is { } meant ? $" (did you mean {meant}?)." : ".")
                : $"{variables.Count} variables cannot be split into two groups of equal size.");
        }
        if (Pair(scalar, variables, out string reason) is not { } pairs)
            return General(reason);
        foreach (var (outer, argument) in Candidates(scalar, pairs))
        {
            if (SignsOf(scalar, pairs, outer, argument) is not { } signs)
                continue;
            if (pairs.Any(p => (Vector(p.Left) is VectorVariable) != (Vector(p.Right) is VectorVariable)))
                continue;
            var inner = new InnerProduct([.. pairs.Select(p => Vector(p.Left))], [.. pairs.Select(p => Vector(p.Right))], signs);
            if (Prove(f, outer, argument, inner) is { } proved)
                return proved with { Inert = [.. inert.Select(Vector)] };
        }
        return General(pairs.Count == 1
            ? $"The value changes while {pairs[0].Left}*{pairs[0].Right} stays the same."
            : $"It is no function of {string.Join(" + ", pairs.Select(p => $"{p.Left}*{p.Right}"))} alone, with any signs.");

        Expr Vector(Expr v) => v is Variable x && stand.TryGetValue(x, out var vector) ? vector : v;

        StructureResult.General General(string why)
        {
            var witness = StructureWitnesses.Find(f, inert.Select(Vector).ToHashSet());
            return new StructureResult.General(witness is null ? $"{why} (Not proved: no witness was found.)" : why, witness);
        }
    }

    private static List<Expr> TypedOrder(Expr f) => [.. Expr.Postorder(f).Where(n => n is Variable or Component)];

    /// <summary>The partner of each variable: the one with which it still occurs when all others are 0.</summary>
    private static List<(Expr Left, Expr Right)>? Pair(Expr f, List<Expr> variables, out string reason)
    {
        reason = "";
        if (variables.Count == 2)
            return [(variables[0], variables[1])];
        var pairs = new List<(Expr Left, Expr Right)>();
        var free = new List<Expr>(variables);
        while (free.Count > 0)
        {
            var v = free[0];
            free.RemoveAt(0);
            var partner = free.FirstOrDefault(w => DependsOnBoth(Restrict(f, variables, v, w), v, w));
            if (partner is null)
            {
                reason = $"{v} is coupled to no other variable by a product.";
                return null;
            }
            free.Remove(partner);
            pairs.Add(pairs.Count > 0 && Stem(partner) == Stem(pairs[0].Left) && Stem(v) == Stem(pairs[0].Right) ? (partner, v) : (v, partner));
        }
        return pairs;
    }

    private static string Stem(Expr v) => v switch
    {
        Component c => c.Vector,
        Variable x => x.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_'),
        _ => "",
    };

    private static Expr Restrict(Expr f, List<Expr> variables, Expr v, Expr w) => f.Substitute(
        variables.Where(x => !ReferenceEquals(x, v) && !ReferenceEquals(x, w)).ToDictionary(x => x, _ => (Expr)Constant.Zero));

    private static bool DependsOnBoth(Expr f, Expr v, Expr w)
    {
        var forms = NormalForms.Of(f);
        var leaves = forms.Leaves(forms[f]);
        return !forms.IsUndefined(f) && leaves.Contains(v) && leaves.Contains(w);
    }

    /// <summary>F from f with one variable of the first pair s, its partner 1, the others 0: shorter first.</summary>
    private static IEnumerable<(Expr Outer, Variable Argument)> Candidates(Expr f, List<(Expr Left, Expr Right)> pairs)
    {
        var names = TypedOrder(f).OfType<Variable>().Select(v => v.Name).ToHashSet();
        var s = Variable.Of(new[] { "s", "u", "t", "z" }.Concat(Enumerable.Range(0, int.MaxValue).Select(i => $"s{i}")).First(n => !names.Contains(n)));
        var variables = pairs.SelectMany(p => new[] { p.Left, p.Right }).ToList();
        return new[] { (pairs[0].Left, pairs[0].Right), (pairs[0].Right, pairs[0].Left) }
            .Select(p => Restrict(f, variables, p.Item1, p.Item2).Substitute(new Dictionary<Expr, Expr> { [p.Item1] = s, [p.Item2] = Constant.One }))
            .Concat([Cleaned(Restrict(f, variables, pairs[0].Left, pairs[0].Right).Substitute(
                new Dictionary<Expr, Expr> { [pairs[0].Left] = s, [pairs[0].Right] = Constant.One }))])
            .Distinct().OrderBy(e => Expr.Postorder(e).Count).Select(e => (e, s));

        static Expr Cleaned(Expr e)
        {
            var forms = NormalForms.Of(opaqueFunctions: true, [e]);
            return forms.ToExpr(forms[e]);
        }
    }

    /// <summary>The sign of each coordinate against the first one, from f restricted to two coordinates; null when neither fits.</summary>
    private static ImmutableArray<int>? SignsOf(Expr f, List<(Expr Left, Expr Right)> pairs, Expr outer, Variable argument)
    {
        var signs = ImmutableArray.CreateBuilder<int>();
        signs.Add(1);
        for (int j = 1; j < pairs.Count; j++)
        {
            var others = pairs.Where((_, k) => k != 0 && k != j).SelectMany(p => new[] { p.Left, p.Right }).ToDictionary(v => v, _ => (Expr)Constant.Zero);
            var restricted = others.Count == 0 ? f : f.Substitute(others);
            var (first, second) = (pairs[0].Left * pairs[0].Right, pairs[j].Left * pairs[j].Right);
            int sign = ZeroTest.AreEqual(restricted, outer.Substitute(argument, first + second)) ? 1
                : ZeroTest.AreEqual(restricted, outer.Substitute(argument, first - second)) ? -1 : 0;
            if (sign == 0)
                return null;
            signs.Add(sign);
        }
        return signs.ToImmutable();
    }

    /// <summary>
    /// f = F(inner) for all values of all variables, those of f that are not in the inner product (parameters) included; null where that is not proved.
    /// </summary>
    /// <param name="f">The objective.</param>
    /// <param name="outer">F.</param>
    /// <param name="argument">The variable of F that stands for the inner product.</param>
    /// <param name="inner">The inner product.</param>
    public static StructureResult.Product? Prove(Expr f, Expr outer, Variable argument, InnerProduct inner)
    {
        return Composition.Prove(f, outer.Substitute(argument, inner.Expression), inner.Text) is var (conditions, proof)
            ? new StructureResult.Product(outer, argument, inner, conditions, [], proof) : null;
    }
}
