using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

public sealed partial class NormalForms
{
    private const int AngleLimit = 8;

    private RationalFunction ApplicationOf(Application a)
    {
        var u = _forms[a.Children[0]];
        if (!_opaqueFunctions)
        {
            switch (a.Function)
            {
                case Exp:
                    return ExponentialOf(u);
                case Log:
                    return LogarithmOf(u);
                case Sin:
                    return AngleOf(u).Sine;
                case Cos:
                    return AngleOf(u).Cosine;
                case Tan:
                    var (sine, cosine) = AngleOf(u);
                    return Divide(sine, cosine);
                case Cosh:
                    return Scale(Add(ExponentialOf(u), ExponentialOf(-u)), Rational.Half);
                case Sinh:
                    return Scale(Add(ExponentialOf(u), -ExponentialOf(-u)), Rational.Half);
                case Tanh:
                    // tanh u = (e^2u - 1)/(e^2u + 1)
                    var square = ExponentialOf(Scale(u, 2));
                    return Divide(Add(square, -RationalFunction.One), Add(square, RationalFunction.One));
                case Sigmoid:
                    return Divide(RationalFunction.One, Add(RationalFunction.One, ExponentialOf(-u)));
                case Softplus:
                    return LogarithmOf(Add(RationalFunction.One, ExponentialOf(u)));
                case LogCosh:
                    return LogarithmOf(Scale(Add(ExponentialOf(u), ExponentialOf(-u)), Rational.Half));
                case Min:
                    // min(a, b) = (a + b - |a - b|)/2
                    return Extremum(u, _forms[a.Children[1]], -1);
                case Max:
                    return Extremum(u, _forms[a.Children[1]], 1);
            }
        }
        switch (a.Function)
        {
            case Abs:
                return AbsoluteOf(u);
            case Symbolic.Sign:
                return SignOf(u);
            case Huber when _forms[a.Children[1]].IsRational(out var delta) && delta.Sign > 0 && !_opaqueFunctions:
                // huber(u, d) = d^2 huber(u/d, 1)
                return Scale(Opaque(Huber.Instance.Of(ToExpr(PositiveLead(Scale(u, delta.Reciprocal())).Form), 1), nonnegative: true), delta * delta);
        }
        if (a.Children.Length == 1 && (a.Function.IsOdd || a.Function.IsEven))
        {
            var (form, flipped) = PositiveLead(u);
            var value = Opaque(a.Function.Of(ToExpr(form)), a.Function.IsPositive, a.Function.IsNonnegative);
            return flipped && a.Function.IsOdd ? -value : value;
        }
        return Opaque(a.Function.Of([.. a.Children.Select(c => ToExpr(_forms[c]))]), a.Function.IsPositive, a.Function.IsNonnegative);
    }

    private RationalFunction Divide(RationalFunction a, RationalFunction b) =>
        Quotient(Multiply(a.Numerator, b.Denominator), Multiply(a.Denominator, b.Numerator));

    private RationalFunction Extremum(RationalFunction a, RationalFunction b, int sign) =>
        Scale(Add(Add(a, b), Scale(AbsoluteOf(Add(a, -b)), sign)), Rational.Half);

    private static (RationalFunction Form, bool Flipped) PositiveLead(RationalFunction u) =>
        u.Numerator.LeadingCoefficient.Sign < 0 ? (-u, true) : (u, false);

    // sin and cos of a sum of multiples of unit angles by the addition theorems; large multiples stay opaque.
    private (RationalFunction Sine, RationalFunction Cosine) AngleOf(RationalFunction u)
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

    // Conditions are brought to L > 0 or L >= 0 (or L = 0) with positive lead; the complement swaps the branches.
    private RationalFunction PiecewiseOf(Piecewise w)
    {
        var difference = Add(_forms[w.Left], -_forms[w.Right]);
        RationalFunction then = _forms[w.Then], otherwise = _forms[w.Otherwise];
        // Where both branches are the same function, the value is that function's whichever is taken.
        if (then.Equals(otherwise))
            return then;
        if (difference.IsRational(out var constant))
            return Piecewise.Holds(w.Relation, constant.Sign) ? then : otherwise;
        var (form, flipped) = PositiveLead(difference);
        var relation = !flipped ? w.Relation : w.Relation switch
        {
            Relation.Less => Relation.Greater,
            Relation.LessOrEqual => Relation.GreaterOrEqual,
            Relation.Greater => Relation.Less,
            Relation.GreaterOrEqual => Relation.LessOrEqual,
            var r => r,
        };
        if (relation is Relation.Less or Relation.LessOrEqual or Relation.NotEqual)
        {
            relation = relation switch { Relation.Less => Relation.GreaterOrEqual, Relation.LessOrEqual => Relation.Greater, _ => Relation.Equal };
            (then, otherwise) = (otherwise, then);
        }
        bool ordered = relation is Relation.Greater or Relation.GreaterOrEqual;
        if (ordered && IsPositive(form.Numerator) && IsPositive(form.Denominator))
            return then;
        // b + k*L where L > 0 and b elsewhere is b + k(L + |L|)/2, since both agree at L = 0.
        var jump = Divide(Add(then, -otherwise), form);
        if (ordered && jump.IsRational(out var slope))
            return Add(otherwise, Scale(Add(form, AbsoluteOf(form)), slope / 2));
        form = Scale(form, form.Numerator.Content().Reciprocal());
        return Opaque(Piecewise.Of(relation, ToExpr(form), 0, ToExpr(then), ToExpr(otherwise)));
    }
}
