using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

internal sealed partial class NormalForms
{
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
            var applied = a.Function.Of(ToExpr(form));
            var value = Opaque(applied, a.Function.IsPositive, a.Function.IsNonnegative);
            if (a.Function is Atan)
                _tangents[applied] = form;
            if (a.Function is Asinh)
                _sinhs[applied] = form;
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
