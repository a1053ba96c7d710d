namespace BoundCheck.Symbolic.Growth;

internal sealed partial class NormalForm
{
    /// <summary>
    /// True when the form is proved to be the zero function: after clearing denominators nothing is left; or the product with the conjugate
    /// of a square root is zero and the conjugate is not; or exp(form) = 1, which removes logarithms.
    /// </summary>
    /// <param name="isNonzero">Proves that a form is nonzero near the point; false when it cannot.</param>
    /// <param name="depth">Nesting of the last two rules.</param>
    internal bool IsSurelyZero(Func<NormalForm, bool> isNonzero, int depth = 3)
    {
        if (Cleared() is not { } form)
            return true;
        if (depth == 0 || form.Count == 1)
            return false;
        // A common monomial is nonzero.
        form = form.Content(signed: true).Primitive;
        // log is one-to-one: q log(S) + r = 0 exactly when S^q exp(r) = 1.
        if (form._terms.Any(t => t.Monomial.Factors is [{ Exponent.IsOne: true, Atom: Application { Function: Symbolic.Log } }])
            && (Exp(form) - One).IsSurelyZero(isNonzero, depth - 1))
            return true;
        var root = form._terms.SelectMany(t => t.Monomial.Factors).Where(f => f.Exponent.Denominator == 2 && GrowthMonomial.IsCompound(f.Atom))
            .Select(f => f.Atom).FirstOrDefault();
        if (root is null)
            return false;
        // form = A + B sqrt(S), conjugate = A - B sqrt(S), product = A^2 - B^2 S. If the product is zero and the conjugate is not, the form is zero.
        NormalForm plain = Zero, rooted = Zero;
        foreach (var (m, c) in form._terms)
        {
            bool has = m.Factors.Any(f => ReferenceEquals(f.Atom, root) && f.Exponent.Denominator == 2);
            var term = new NormalForm([(m, c)]);
            (plain, rooted) = has ? (plain, rooted + term) : (plain + term, rooted);
        }
        return !plain.IsEmpty && (plain * plain - rooted * rooted).IsSurelyZero(isNonzero, depth - 1) && isNonzero(plain - rooted);
    }

    /// <summary>
    /// The form times powers of the compound atoms that stand in its denominators; null when nothing is left, that is, for the zero function.
    /// Multiplying by a nonzero function does not change being zero.
    /// </summary>
    private NormalForm? Cleared()
    {
        var form = this;
        for (int round = 0; round < 40; round++)
        {
            if (form.IsEmpty)
                return null;
            // The deepest denominator goes first.
            var target = form._terms.SelectMany(t => t.Monomial.Factors).Where(f => GrowthMonomial.IsCompound(f.Atom) && f.Exponent.Sign < 0)
                .OrderBy(f => f.Exponent).Cast<AtomPower?>().FirstOrDefault();
            if (form.Count == 1 || target is not { } factor)
                return form;
            // S^e with e in [-n, 0): S^n times S^e has an exponent in [0, n), which the product expands.
            var power = -factor.Exponent.Floor();
            if (power > 12)
                return form;
            var clearing = GrowthMonomial.Of(factor.Atom, power);
            var next = Zero;
            foreach (var (m, c) in form._terms)
            {
                var product = m.Times(clearing);
                next += (product.NeedsCarry ? product.Carry() : new NormalForm([(product, 1)])).Scale(c);
            }
            form = next;
        }
        return form;
    }
}
