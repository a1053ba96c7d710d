namespace BoundCheck.Symbolic.Growth;

internal sealed partial class ValueArithmetic
{
    /// <summary>Functions that are taken as they are; all others must have an expansion into these.</summary>
    internal static bool IsNative(Function f) => f is Exp or Log or Sin or Cos or Atan or Erf or Abs or Symbolic.Sign or Symbolic.Min or Symbolic.Max;

    internal Value Apply(Function f, IReadOnlyList<Value> arguments) => f switch
    {
        Exp => Monotone(arguments[0], Series.Exp),
        Log => Monotone(arguments[0], Series.Log),
        Atan => Monotone(arguments[0], Series.Atan),
        Erf => Monotone(arguments[0], Series.Erf),
        Sin => Periodic(arguments[0], sine: true),
        Cos => Periodic(arguments[0], sine: false),
        Abs => Absolute(arguments[0]),
        Symbolic.Sign => SignOf(arguments[0]),
        Symbolic.Max => Extremum(arguments[0], arguments[1], Max),
        Symbolic.Min => Extremum(arguments[0], arguments[1], Min),
        _ => throw new UndecidedException($"no expansion is known for {f.Name}"),
    };

    // A continuous nondecreasing function maps the ends to the ends.
    private Value Monotone(Value v, Func<Series, Series> f)
    {
        if (v is Smooth s)
            return new Smooth(f(s.Series));
        var r = ToRange(v);
        return new Range(f(r.Lo), f(r.Hi), r.Attained);
    }

    private Value Periodic(Value v, bool sine)
    {
        var (one, zero) = (Growth.Series.One, Growth.Series.Zero);
        if (v is not Smooth { Series: var angle })
            return new Range(Series.Negate(one), one, false);
        if (Series.Leading(angle) is { Direction: > 0 } leading)
        {
            bool negative = leading.Coefficient.Sign() < 0;
            var positive = negative ? Series.Negate(angle) : angle;
            return new Oscillation(zero, [new Wave(positive, sine ? zero : one, sine ? (negative ? Series.Negate(one) : one) : zero)]);
        }
        var (s, c) = Series.SinCos(angle);
        return new Smooth(sine ? s : c);
    }

    private Value Absolute(Value v)
    {
        if (v is Smooth s)
            return new Smooth(Absolute(s.Series));
        var r = ToRange(v);
        if (Series.Sign(r.Lo) >= 0)
            return r;
        var (lo, hi) = (Series.Negate(r.Hi), Series.Negate(r.Lo));
        // Between two attained ends of different signs a continuous function passes zero.
        return Series.Sign(r.Hi) <= 0 ? new Range(lo, hi, r.Attained) : new Range(Growth.Series.Zero, Max(hi, r.Hi), r.Attained);
    }

    private Value SignOf(Value v)
    {
        var signs = Signs(v);
        Series Of(int sign) => Growth.Series.Of(NormalForm.Of(sign));
        return signs.Count == 1 ? new Smooth(Of(signs[0])) : new Range(Of(signs.Min()), Of(signs.Max()), false);
    }

    private Value Extremum(Value a, Value b, Func<Series, Series, Series> pick)
    {
        if (a is Smooth x && b is Smooth y)
            return new Smooth(pick(x.Series, y.Series));
        Range p = ToRange(a), q = ToRange(b);
        return new Range(pick(p.Lo, q.Lo), pick(p.Hi, q.Hi), (p.Attained && b is Smooth) || (q.Attained && a is Smooth));
    }

    /// <summary>The signs that a value may take near the point, ascending.</summary>
    internal IReadOnlyList<int> Signs(Value v)
    {
        if (v is Smooth s)
            return [Series.Sign(s.Series)];
        var r = ToRange(v);
        int lo = Series.Sign(r.Lo), hi = Series.Sign(r.Hi);
        return [.. Enumerable.Range(lo, hi - lo + 1)];
    }

    /// <summary>The smallest range that holds two values.</summary>
    internal Value Hull(Value a, Value b)
    {
        Range p = ToRange(a), q = ToRange(b);
        return new Range(Min(p.Lo, q.Lo), Max(p.Hi, q.Hi), false);
    }

    internal Value Power(Value v, Rational q)
    {
        var exponent = NormalForm.Of(q);
        if (v is Smooth s)
            return new Smooth(Series.Power(s.Series, exponent));
        if (v is Oscillation && q.IsInteger && q >= 2 && q <= 4)
        {
            var product = v;
            for (int i = 1; i < (int)q.Numerator; i++)
                product = Multiply(product, v);
            return product;
        }
        var r = ToRange(v);
        if (q.IsInteger && q.Numerator.IsEven)
        {
            if (q.Sign < 0)
                return Power(Power(v, -q), -1);
            r = (Range)Absolute(r);
        }
        else if (q.Sign < 0)
        {
            // 1/x falls on each side of zero.
            if (Series.Sign(r.Lo) <= 0 && Series.Sign(r.Hi) >= 0)
                throw new UndecidedException("division by a function that may vanish again and again");
            return new Range(Series.Power(r.Hi, exponent), Series.Power(r.Lo, exponent), r.Attained);
        }
        if (!q.IsInteger && Series.Sign(r.Lo) < 0)
            throw new UndecidedException("a fractional power of a function that may be negative");
        if (q.Sign < 0 && Series.Sign(r.Lo) <= 0)
            throw new UndecidedException("division by a function that may vanish again and again");
        return q.Sign < 0
            ? new Range(Series.Power(r.Hi, exponent), Series.Power(r.Lo, exponent), r.Attained)
            : new Range(Series.Power(r.Lo, exponent), Series.Power(r.Hi, exponent), r.Attained);
    }
}
