namespace BoundCheck.Symbolic.Simplification;

/// <summary>Whether an expression is the zero function.</summary>
public static class ZeroTest
{
    /// <summary>
    /// True: proved to be 0 wherever it is defined. False: proved not to be, by a point or because the form is a nonzero rational function of
    /// variables alone. Null: neither could be shown, or it is defined nowhere.
    /// </summary>
    public static bool? IsIdenticallyZero(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var forms = NormalForms.Of(expr);
        var form = forms[expr];
        if (forms.IsUndefined(expr))
            return null;
        if (forms.Vanishes(form))
            return true;
        var indeterminates = form.Numerator.Indeterminates().Concat(form.Denominator.Indeterminates());
        // A nonzero rational function of independent variables vanishes on no open set. Roots, logarithms or quotients elsewhere in
        // the expression may leave it no open domain, so the shortcut is for expressions that are total.
        return indeterminates.All(i => forms.Generator(i) is Variable or Component) && Totality.IsTotal(expr) ? false : null;
    }

    /// <summary>True only when a and b are proved to be the same function wherever both are defined.</summary>
    public static bool AreEqual(Expr a, Expr b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var forms = NormalForms.Of(a, b);
        return !forms.IsUndefined(a) && forms[a].Equals(forms[b]);
    }
}
