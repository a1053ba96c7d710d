using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <content>Functions of germs: Taylor's theorem at a finite limit, and the behaviour at infinity of each function.</content>
internal sealed partial class GermArithmetic
{
    internal Germ Apply(FunctionRule rule, Germ f)
    {
        if (rule.Function is Log)
            return LogOf(f);
        // tan = sin/cos, also toward a pole.
        if (rule.Function is Tan && !f.IsZero && f.LeadingOrder.Growth <= 0 && rule.Domain(Range(f)) != Definedness.Continuous)
            return Multiply(AtFinite(FunctionRule.All[Sin.Instance], f), Power(AtFinite(FunctionRule.All[Cos.Instance], f), -1));
        if (f.IsZero || f.LeadingOrder.Growth <= 0)
            return AtFinite(rule, f);
        if (rule.Function is Sin or Cos)
            return Of(new(Order.One, Interval.Of(-1, 1)));
        if (rule.Function is Exp)
            return ExpOf(f);
        if (Sign(f) is not { } sign)
            throw new GermException($"the argument of {rule.Function.Name} has no certain sign");
        return AtInfinity(rule.Function, f, sign > 0);
    }

    private Germ AtInfinity(Function function, Germ f, bool up)
    {
        var size = up ? f : Negate(f);
        switch (function)
        {
            case Sinh or Cosh:
                // (e^x -+ e^-x)/2.
                var large = ExpOf(size);
                var small = ExpOf(Negate(size));
                var value = Scale(function is Cosh ? Add(large, small) : Subtract(large, small), Rational.Half);
                return up || function is Cosh ? value : Negate(value);
            case Tanh:
                // 1 - 2 w/(1 + w), w = e^(-2x).
                var w = ExpOf(Scale(size, -2));
                var tanh = Subtract(Constant(1), Multiply(Scale(w, 2), Power(Add(Constant(1), w), -1)));
                return up ? tanh : Negate(tanh);
            case Sigmoid:
                var s = ExpOf(Negate(size));
                var inverse = Power(Add(Constant(1), s), -1);
                return up ? inverse : Multiply(s, inverse);
            case Softplus:
                var p = LogOf(Add(Constant(1), ExpOf(Negate(size))));
                return up ? Add(f, p) : p;
            case LogCosh:
                var q = LogOf(Add(Constant(1), ExpOf(Scale(size, -2))));
                return Add(Subtract(size, Germ.Constant(ExactReal.Log(ExactReal.FromRational(2, 53)))), q);
            case Asinh:
                var a = LogOf(Add(size, Power(Add(Constant(1), Multiply(f, f)), Rational.Half)));
                return up ? a : Negate(a);
            case Atan:
                // atan x = pi/2 - atan(1/x) for x > 0.
                var half = Germ.Constant(ExactReal.Pi(53) * ExactReal.FromRational(Rational.Half, 53));
                var angle = Subtract(half, AtFinite(FunctionRule.All[Atan.Instance], Power(size, -1)));
                return up ? angle : Negate(angle);
            case Erf:
                var erf = ErfOf(size);
                return up ? erf : Negate(erf);
            default:
                throw new GermException($"{function.Name} has no expansion at infinity");
        }
    }

    /// <summary>
    /// erf x = 1 - e^(-x^2)/(x sqrt(pi)) (1 - 1/(2x^2) + 3/(4x^4) - theta 15/(8x^6)), 0 &lt; theta &lt; 1, x > 0 (Abramowitz and Stegun 1964, 7.1.23 and
    /// 7.1.24).
    /// </summary>
    private Germ ErfOf(Germ x)
    {
        var square = Multiply(x, x);
        var y = Power(square, -1);
        var y2 = Multiply(y, y);
        var (order, factor) = Quotient(Multiply(y2, y));
        var bracket = Add(Subtract(Constant(1), Scale(y, Rational.Half)), Scale(y2, new Rational(3, 4)));
        bracket = Add(bracket, Of(new(order, factor * Interval.Of(-1.875, 0))));
        var root = Germ.Constant(ExactReal.Pow(ExactReal.Pi(53), -Rational.Half));
        return Subtract(Constant(1), Multiply(Multiply(ExpOf(Negate(square)), root), Multiply(Power(x, -1), bracket)));
    }

    internal Germ ExpOf(Germ f)
    {
        var order = Order.One;
        var finite = new List<Term>();
        foreach (var (o, c) in f.Terms)
        {
            if (o.Growth <= 0)
            {
                finite.Add(new(o, c));
            }
            else if (o.Decays.IsEmpty && o.Log.IsZero)
            {
                // exp(c h^-e).
                order = order.Times(new([new(-o.Power, -c)], 0, 0));
            }
            else if (o.Decays.IsEmpty && o.Power.IsZero && o.Log.IsOne && c.IsRational(out var q))
            {
                // exp(c log(1/h)) = h^-c.
                order = order.Times(Order.H(-q));
            }
            else
            {
                throw new GermException("the exponential of such an order is outside the scale");
            }
        }
        if (f.Rest is { } r && r.Order.Growth > 0)
            throw new GermException("the exponent is known too roughly");
        var rest = AtFinite(FunctionRule.All[Exp.Instance], Make(finite, [.. Rests(f)]));
        return order.IsOne ? rest : Multiply(new([new(order, ExactReal.One)], null), rest);
    }

    internal Germ LogOf(Germ f)
    {
        if (Sign(f) is not 1)
            throw new GermException("the argument of log is not certainly positive");
        var (lead, factor) = Quotient(f);
        // log(h^a exp(-P) L^b): log L is outside the scale.
        if (!lead.Log.IsZero)
            throw new GermException("an iterated logarithm is outside the scale");
        var terms = new List<Term>();
        foreach (var d in lead.Decays)
            terms.Add(new(Order.H(-d.Power), -d.Coefficient));
        if (!lead.Power.IsZero)
            terms.Add(new(Order.LogOf(1), ExactReal.FromRational(-lead.Power, 53)));
        if (f.Terms.IsEmpty)
            return Make(terms, [new(Order.One, Interval.Log(factor))]);
        var e = Divide(f, f.Terms[0], skipFirst: true);
        var c = Known(ExactReal.Log(f.Terms[0].Coefficient));
        var range = e.IsZero ? Interval.Zero : Interval.Hull(Range(e), Interval.Zero);
        if (!(Interval.One + range).IsPositive)
            throw new GermException("an expansion has not settled this early");
        // log(1 + e) by Taylor with the remainder of order n: (-1)^(n-1) (1 + xi)^-n e^n/n.
        var a = Enumerable.Range(0, TaylorOrder).Select(k => k == 0 ? ExactReal.Zero : ExactReal.FromRational(new Rational(k % 2 == 1 ? 1 : -1, k), 53))
            .ToArray();
        var last = Interval.FromRational(new Rational(TaylorOrder % 2 == 1 ? 1 : -1, TaylorOrder)) * Interval.Pow(Interval.One + range, -TaylorOrder);
        var series = Series(a, last, e);
        return Make([.. terms, .. series.Terms, .. Germ.Constant(c).Terms], [.. Rests(series)]);
    }

    /// <summary>A function of a bounded germ: by its exact Taylor coefficients at the limit, or by its range where there is no exact limit.</summary>
    private Germ AtFinite(FunctionRule rule, Germ f)
    {
        var range = Range(f);
        if (rule.Domain(range) != Definedness.Continuous)
            throw new GermException($"the argument of {rule.Function.Name} is not certainly in its domain");
        if (f.Rest is { } r && r.Order.Growth >= 0)
            return Of(new(Order.One, Bounded(rule.Value(range))));
        bool hasConstant = !f.Terms.IsEmpty && f.Terms[0].Order.IsOne;
        var limit = hasConstant ? f.Terms[0].Coefficient : ExactReal.Zero;
        var e = hasConstant ? new Germ(f.Terms.RemoveAt(0), f.Rest) : f;
        ExactReal[] u = new ExactReal[TaylorOrder], a = new ExactReal[TaylorOrder];
        u[0] = limit;
        u[1] = ExactReal.One;
        rule.Taylor<ExactReal>(u, a);
        if (!a[0].IsPoint)
            return Of(new(Order.One, Bounded(rule.Value(range))));
        // Coefficients without a closed form shorten the expansion.
        a = [.. a.TakeWhile(x => x.IsPoint)];
        Span<Interval> x = stackalloc Interval[TaylorOrder + 1], over = stackalloc Interval[TaylorOrder + 1];
        x[0] = Interval.Hull(range, limit.ToInterval());
        x[1] = Interval.One;
        if (rule.Domain(x[0]) != Definedness.Continuous)
            throw new GermException($"the limit of the argument of {rule.Function.Name} is not certainly in its domain");
        rule.Taylor<Interval>(x, over);
        return Series(a, over[a.Length], e);
    }

    private static Interval Bounded(Interval x) => x.IsBounded && !x.IsEmpty ? x : throw new GermException("a value is unbounded");

    internal static Germ Constant(Rational value) => Germ.Constant(ExactReal.FromRational(value, 53));
}
