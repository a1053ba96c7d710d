using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>f = Σ f_j + constant, the blocks f_j having no variable in common; a block can't be split further by the same means.</summary>
/// <param name="Blocks">The blocks, at least two, in the order of their first variables.</param>
/// <param name="Proof">The reason why f is their sum, a constant apart.</param>
public sealed record BlockForm(ImmutableArray<Expr> Blocks, string Proof)
{
    private const int MostTerms = 4096;

    /// <summary>The blocks as the terms are typed, or else by the terms of the normal form; null where one block is left.</summary>
    public static BlockForm? Detect(Expr f)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (f.Variables().Length < 2 || Terms(f) is not { } typed)
            return null;
        if (Grouped(typed, f.Variables()) is { Length: > 1 } blocks)
            return new BlockForm(blocks, $"its terms fall into {blocks.Length} groups without a common variable");
        var forms = NormalForms.Of(opaqueFunctions: true, [f]);
        if (forms.IsUndefined(f) || !forms[f].Denominator.IsConstant || Terms(forms.ToExpr(forms[f])) is not { } expanded
            || Grouped(expanded, f.Variables()) is not { Length: > 1 } groups
            || Composition.Prove(f, Sum.Of(expanded), "its terms") is not { Conditions.IsEmpty: true })
            return null;
        return new BlockForm(groups, $"the terms of its normal form fall into {groups.Length} groups without a common variable");
    }

    /// <summary>The terms of a sum, closed factors multiplied in; null when there are too many.</summary>
    private static List<Expr>? Terms(Expr f)
    {
        var terms = new List<Expr> { f };
        for (int i = 0; i < terms.Count;)
        {
            if (terms.Count > MostTerms)
                return null;
            var factors = terms[i] is Product p ? p.Children : [terms[i]];
            if (factors.Where(c => !c.IsClosed()).ToList() is not [Sum sum])
            {
                i++;
                continue;
            }
            var closed = factors.Where(c => c.IsClosed()).ToList();
            terms.RemoveAt(i);
            terms.InsertRange(i, sum.Children.Select(t => Product.Of([.. closed, t])));
        }
        return terms;
    }

    private static ImmutableArray<Expr> Grouped(List<Expr> terms, ImmutableArray<Expr> variables)
    {
        // A vector and its components are one variable.
        var whole = variables.OfType<VectorVariable>().Select(v => v.Name).ToHashSet();
        var group = new Dictionary<string, string>();
        foreach (var names in terms.Select(Names))
        {
            foreach (string name in names)
                group[Root(name)] = Root(names[0]);
        }
        return [.. terms.Where(t => !t.IsClosed()).GroupBy(t => Root(Names(t)[0])).Select(g => Sum.Of(g))];

        List<string> Names(Expr term) => [.. term.Variables().Select(v => v is Component c && whole.Contains(c.Vector) ? c.Vector : v.ToString()).Distinct()];

        string Root(string name)
        {
            while (group.TryGetValue(name, out string? next) && next != name)
                name = next;
            return name;
        }
    }
}
