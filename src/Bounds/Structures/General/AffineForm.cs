using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>a·x + b with rational a and a closed b.</summary>
/// <param name="Coefficients">a, one for each variable.</param>
/// <param name="Offset">b, without variables.</param>
internal sealed record AffineForm(ImmutableArray<Rational> Coefficients, Expr Offset)
{
    /// <summary>No variable has a coefficient.</summary>
    internal bool IsConstant => Coefficients.All(a => a.IsZero);

    /// <summary>The first coefficient that is not 0; 0 for a constant form.</summary>
    internal Rational Lead => Coefficients.FirstOrDefault(a => !a.IsZero);

    /// <summary>Whether both vary along one direction.</summary>
    internal bool IsParallel(AffineForm other)
    {
        for (int i = 0; i < Coefficients.Length; i++)
        {
            if (Coefficients[i] * other.Lead != other.Coefficients[i] * Lead)
                return false;
        }
        return true;
    }

    /// <summary>The affine nodes of an expression.</summary>
    internal static Dictionary<Expr, AffineForm> In(Expr expr, ImmutableArray<Expr> variables)
    {
        var forms = new Dictionary<Expr, AffineForm>(ReferenceEqualityComparer.Instance);
        ImmutableArray<Rational> none = [.. variables.Select(_ => (Rational)0)];
        foreach (var node in Expr.Postorder(expr))
        {
            int index = variables.IndexOf(node);
            if (index >= 0)
                forms[node] = new(none.SetItem(index, 1), Constant.Zero);
            else if (node.Children.All(c => forms.TryGetValue(c, out var form) && form.IsConstant) && !(node is Variable or Component or VectorVariable or Dot))
                forms[node] = new(none, node);
            else if (node is Sum && node.Children.All(forms.ContainsKey))
                forms[node] = node.Children.Select(c => forms[c]).Aggregate((a, b) =>
                    new([.. a.Coefficients.Zip(b.Coefficients, (p, q) => p + q)], a.Offset + b.Offset));
            else if (node is Product && Scaled(node, forms) is { } scaled)
                forms[node] = scaled;
        }
        return forms;
    }

    /// <summary>A rational times an affine form; null for any other product.</summary>
    private static AffineForm? Scaled(Expr product, Dictionary<Expr, AffineForm> forms)
    {
        Rational factor = 1;
        AffineForm? form = null;
        foreach (var child in product.Children)
        {
            if (child.IsRational(out var value))
                factor *= value;
            else if (form is null && forms.TryGetValue(child, out form))
                continue;
            else
                return null;
        }
        return form is null ? null : new([.. form.Coefficients.Select(a => factor * a)], factor * form.Offset);
    }
}
