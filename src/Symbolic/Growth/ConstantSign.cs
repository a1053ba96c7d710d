namespace BoundCheck.Symbolic.Growth;

/// <summary>The sign of a closed expression by a rigorous enclosure (rational arithmetic with outward rounding, series with remainders).</summary>
internal static class ConstantSign
{
    /// <summary>-1 or 1 when an enclosure of about <paramref name="bits"/> fractional bits excludes zero, 0 only for an enclosure that is the point zero; otherwise null.</summary>
    internal static int? Of(Expr closed, int bits) => Enclose(closed, bits)?.Sign;

    /// <summary>An enclosure, or null where a value is out of range or the expression is not closed.</summary>
    internal static FixedInterval? Enclose(Expr closed, int bits)
    {
        var image = new Dictionary<Expr, FixedInterval?>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(closed))
        {
            image[node] = node switch
            {
                Constant c => FixedInterval.Of(c.Value, bits),
                NamedConstant n => ReferenceEquals(n, NamedConstant.Pi) ? FixedFunctions.Pi(bits) : FixedFunctions.Exp(FixedInterval.Of(1, bits)),
                Sum s => Fold(s, (a, b) => a + b),
                Product p => Fold(p, (a, b) => a * b),
                Power p => image[p.Base] is { } x ? RaisedTo(x, p.Exponent) : null,
                Application a when a.Children.All(c => image[c] is not null) => Apply(a),
                _ => null,
            };
        }
        return image[closed];

        FixedInterval? Fold(Expr node, Func<FixedInterval, FixedInterval, FixedInterval> op)
        {
            FixedInterval? result = null;
            foreach (var child in node.Children)
            {
                if (image[child] is not { } v)
                    return null;
                result = result is { } r ? op(r, v) : v;
            }
            return result;
        }

        FixedInterval? Apply(Application a)
        {
            var x = image[a.Children[0]]!.Value;
            return a.Function switch
            {
                Exp => FixedFunctions.Exp(x),
                Log => FixedFunctions.Log(x),
                Sin => FixedFunctions.SinCos(x)?.Sin,
                Cos => FixedFunctions.SinCos(x)?.Cos,
                Atan => FixedFunctions.Atan(x),
                Erf => FixedFunctions.Erf(x),
                Abs => x.Sign is 1 or 0 ? x : x.Sign is -1 ? -x : null,
                _ => null,
            };
        }
    }

    private static FixedInterval? RaisedTo(FixedInterval x, Rational exponent)
    {
        if (exponent.Sign < 0)
            return RaisedTo(x, -exponent)?.Reciprocal();
        if (exponent == Rational.Half)
            return x.Hi.Sign < 0 ? null : x.SquareRoot();
        if (!exponent.IsInteger)
            return FixedFunctions.Log(x) is { } l ? FixedFunctions.Exp(l * FixedInterval.Of(exponent, x.Bits)) : null;
        if (exponent > 64)
            return null;
        var result = x;
        for (int i = 1; i < (int)exponent.Numerator; i++)
            result *= x;
        return result;
    }
}
