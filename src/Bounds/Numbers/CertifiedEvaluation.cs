using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Expressions evaluated to certified numbers.</summary>
public static class CertifiedEvaluation
{
    /// <summary>The value of an expression without variables; null where it is undefined or that can't be excluded.</summary>
    /// <exception cref="ArgumentException">A variable occurs.</exception>
    public static Certified? Evaluate(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.IsRational(out var r))
            return r;
        var value = new CertifiedFunction(closed, []).At();
        return value is not null && Square(closed) is { } square ? value.WithSquare(square) : value;
    }

    /// <summary>The square of a product of rationals and square roots of rationals; null for anything else.</summary>
    private static Rational? Square(Expr closed) => closed switch
    {
        Constant c => c.Value * c.Value,
        Power { Base: Constant b, Exponent: { Denominator.IsOne: false } e } when Power.Of(b, 2 * e) is Constant c => c.Value,
        Product p => p.Children.Aggregate((Rational?)1, (product, f) => product * Square(f)),
        _ => null,
    };
}

/// <summary>An expression in some variables, evaluated at certified numbers by arbitrary-precision enclosures (or exactly, where it folds).</summary>
public sealed class CertifiedFunction
{
    private readonly Expr _expr;
    private readonly Expr[] _variables;
    private readonly Tape _tape;

    /// <summary>Compiles the expression.</summary>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public CertifiedFunction(Expr expr, params Expr[] variables)
    {
        ArgumentNullException.ThrowIfNull(expr);
        _expr = expr;
        _variables = variables;
        _tape = Tape.Compile(expr, variables);
    }

    /// <summary>The value; null where it is undefined or that can't be excluded.</summary>
    public Certified? At(params ReadOnlySpan<Certified> values)
    {
        if (Exactly(values) is { } exact)
            return exact;
        var box = new BigInterval[values.Length];
        for (int i = 0; i < values.Length; i++)
            box[i] = values[i].Enclosure;
        // Twenty guard digits: the enclosure loses a few per operation.
        var result = new ValueEvaluator<BigInterval>(_tape, Certified.Precision + 64).Evaluate(box);
        return result.IsDefined && !result.Value.IsEmpty ? Certified.Of(result.Value) : null;
    }

    private Certified? Exactly(ReadOnlySpan<Certified> values)
    {
        var map = new Dictionary<Expr, Expr>();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Exact is not { } r || r.Numerator.GetBitLength() + r.Denominator.GetBitLength() > 2000)
                return null;
            map[_variables[i]] = r;
        }
        try
        {
            return _expr.Substitute(map).IsRational(out var value) ? value : null;
        }
        catch (DivideByZeroException)
        {
            return null;
        }
    }
}
