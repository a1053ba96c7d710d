using BoundCheck.Symbolic.Growth;
using BoundCheck.Symbolic.Tests.Support;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Growth;

/// <summary>Random expressions: what the expansions say is compared with values far out.</summary>
public sealed class LimitSoundnessTests
{
    // Constants of moderate size: exp(x/100000) would show its growth only where nothing can be evaluated.
    private static readonly Gen<Expr> s_tame = Generators.Expressions(8, Gen.Frequency(
        (6, Gen.Const(Texts.X)), (3, Gen.OneOf<Rational>(1, 2, -1, 3, Rational.Half).Select(r => (Expr)Constant.Of(r))),
            (1, Gen.Const((Expr)NamedConstant.Pi))), partial: true);

    [Test]
    public void Leading_terms_of_random_expressions_agree_with_values_far_out()
    {
        int compared = 0;
        s_tame.Sample(f =>
        {
            if (GrowthAnalysis.LeadingTerm(f, Texts.X, new LimitPoint.PlusInfinity()).Term is not { } term)
                return;
            // The quotient tends to 1: at the square of a point it is near 1, or at least nearer.
            foreach (var x in new[] { 1e5, 26, 12 })
            {
                if (Quotient(f, term, x) is not { } near || Quotient(f, term, x * x) is not { } far)
                    continue;
                compared++;
                Assert.That(far < 0.3 || far < 0.9 * near, Is.True, $"{f}; leading term {term.Expression}; deviation {near} at {x}, {far} at its square");
                return;
            }
        }, iter: 1200, seed: "0000ZyXwVu42", threads: 1);
        Assert.That(compared, Is.GreaterThan(500));
    }

    private static double? Quotient(Expr f, LeadingTerm term, double x)
    {
        if (RunningError.Evaluate(f, x) is not { SignIsReliable: true } value
            || RunningError.Evaluate(term.Expression, x) is not { SignIsReliable: true } leading)
            return null;
        double q = value.Value / leading.Value;
        return double.IsFinite(q) ? Math.Abs(q - 1) : null;
    }
}
