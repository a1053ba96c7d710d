using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <content>Sines and cosines.</content>
internal sealed partial class NormalForms
{
    private const int AngleLimit = 8;

    // The forms under arctangents, whose sine and cosine are algebraic, and under asinh, whose exponential is.
    private readonly Dictionary<Expr, RationalFunction> _tangents = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, RationalFunction> _sinhs = new(ReferenceEqualityComparer.Instance);

    private (RationalFunction Sine, RationalFunction Cosine) AngleOf(RationalFunction u)
    {
        var (turns, rest) = SplitTurns(u);
        var (sine, cosine) = rest.IsZero ? (RationalFunction.Zero, RationalFunction.One) : AngleWithoutTurns(rest);
        if (turns.IsZero)
            return (sine, cosine);
        var (constantSine, constantCosine) = ConstantAngle(turns);
        return (Add(Multiply(sine, constantCosine), Multiply(cosine, constantSine)), Add(Multiply(cosine, constantCosine), -Multiply(sine, constantSine)));
    }

    /// <summary>u = turns*pi + rest.</summary>
    private (Rational Turns, RationalFunction Remainder) SplitTurns(RationalFunction u)
    {
        if (!u.IsPolynomial || !_byExpression.TryGetValue(NamedConstant.Pi, out var pi))
            return (0, u);
        var turn = Monomial.Of(pi.Index, 1);
        var turns = u.Numerator.Terms.Where(t => t.Monomial.Equals(turn)).Select(t => t.Coefficient).FirstOrDefault();
        return turns.IsZero ? (0, u) : (turns, Add(u, -Scale(Of(pi), turns)));
    }

    // By quarter turns to an angle in [0, pi/4]: sin(a + pi) = -sin a, sin(a + pi/2) = cos a, sin(pi/2 - a) = cos a.
    private (RationalFunction Sine, RationalFunction Cosine) ConstantAngle(Rational turns)
    {
        var quarters = (2 * turns).Floor();
        var rest = turns - (Rational)quarters / 2;
        bool mirrored = rest > new Rational(1, 4);
        var (sine, cosine) = SmallAngle(mirrored ? Rational.Half - rest : rest);
        if (mirrored)
            (sine, cosine) = (cosine, sine);
        return (int)(((quarters % 4) + 4) % 4) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    private (RationalFunction Sine, RationalFunction Cosine) SmallAngle(Rational turns)
    {
        if (turns.IsZero)
            return (RationalFunction.Zero, RationalFunction.One);
        var half = Scale(RationalFunction.One, Rational.Half);
        if (turns == new Rational(1, 6))
            return (half, Multiply(half, RootOf(MultivariatePolynomial.Of(3), Rational.Half)));
        if (turns == new Rational(1, 4))
        {
            var root = Multiply(half, RootOf(MultivariatePolynomial.Of(2), Rational.Half));
            return (root, root);
        }
        return UnitAngle(turns * NamedConstant.Pi);
    }

    // sin and cos of a sum of multiples of unit angles by the addition theorems; large multiples stay opaque.
    private (RationalFunction Sine, RationalFunction Cosine) AngleWithoutTurns(RationalFunction u)
    {
        (RationalFunction Sine, RationalFunction Cosine) total = (RationalFunction.Zero, RationalFunction.One);
        var multiples = new List<(RationalFunction Sine, RationalFunction Cosine, BigInteger Count)>();
        foreach (var (monomial, c) in u.Numerator.Terms.Take(5))
        {
            var unit = RationalFunction.Of(MultivariatePolynomial.Of(monomial, 1), u.Denominator);
            var scale = c * unit.Numerator.Content();
            unit = Scale(unit, unit.Numerator.Content().Reciprocal());
            var key = ToExpr(unit);
            int order = Order(Sin.Instance.Of(key), scale.Denominator);
            var (sine, cosine) = UnitAngle(key * new Rational(1, order));
            multiples.Add((sine, cosine, (scale * order).Numerator));
        }
        if (multiples.Count > 4 || multiples.Aggregate(BigInteger.Zero, (sum, m) => sum + BigInteger.Abs(m.Count)) > AngleLimit)
        {
            var (form, flipped) = PositiveLead(u);
            var (sine, cosine) = UnitAngle(ToExpr(form));
            return (flipped ? -sine : sine, cosine);
        }
        foreach (var (sine, cosine, count) in multiples)
        {
            var step = count.Sign < 0 ? -sine : sine;
            for (var i = BigInteger.Zero; i < BigInteger.Abs(count); i++)
            {
                total = (Add(Multiply(total.Sine, cosine), Multiply(total.Cosine, step)),
                    Add(Multiply(total.Cosine, cosine), -Multiply(total.Sine, step)));
            }
        }
        return total;
    }

    private (RationalFunction Sine, RationalFunction Cosine) UnitAngle(Expr angle)
    {
        if (_tangents.TryGetValue(angle, out var tangent))
        {
            // cos(atan t) = 1/sqrt(1 + t^2), sin(atan t) = t cos(atan t)
            var inverse = PowerOf(Add(RationalFunction.One, Multiply(tangent, tangent)), -Rational.Half);
            return (Multiply(tangent, inverse), inverse);
        }
        var cosine = Make(Cos.Instance.Of(angle), i => new Generator { Index = i, Expression = Cos.Instance.Of(angle), Kind = GeneratorKind.Trigonometric });
        // sin^2 = 1 - cos^2
        var relation = MultivariatePolynomial.One - MultivariatePolynomial.Of(Monomial.Of(cosine.Index, 2), 1);
        var sine = Make(Sin.Instance.Of(angle), i => new Generator
        {
            Index = i,
            Expression = Sin.Instance.Of(angle),
            Kind = GeneratorKind.Trigonometric,
            RelationDegree = 2,
            RelationValue = relation,
        });
        return (Of(sine), Of(cosine));
    }
}
