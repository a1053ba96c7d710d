using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>scale * f + offset.</summary>
internal sealed class AffineFunction : UnivariateFunction
{
    private readonly UnivariateFunction _inner;
    private readonly Rational _scale;
    private readonly Centre _offset;

    internal AffineFunction(UnivariateFunction inner, Rational scale, Expr offset)
    {
        _inner = inner;
        _scale = scale;
        _offset = Centre.Of(offset);
        Formula = inner.Formula is { } f ? scale * f + offset : null;
    }

    public override Expr? Formula { get; }

    public override Definedness Taylor<T>(T box, Span<T> coefficients, int precision = 53)
    {
        var state = _inner.Taylor(box, coefficients, precision);
        if (_scale == -1)
        {
            for (int k = 0; k < coefficients.Length; k++)
                coefficients[k] = -coefficients[k];
        }
        else if (!_scale.IsOne)
        {
            T factor = T.FromRational(_scale, precision);
            for (int k = 0; k < coefficients.Length; k++)
                coefficients[k] *= factor;
        }
        coefficients[0] += _offset.In<T>(precision);
        return state;
    }

    internal override double ExpansionOffset => _inner.ExpansionOffset;

    internal override Germ Expand(EndPlace place, GermArithmetic arithmetic, Budget work)
    {
        if (!_offset.Exact.IsPoint)
            throw new GermException("the offset has no closed form here");
        return arithmetic.Add(arithmetic.Scale(_inner.Expand(place, arithmetic, work), _scale), Germ.Constant(_offset.Exact));
    }

    public override string ToString() => $"{_scale}*({_inner}) + {_offset}";
}

/// <summary>f'.</summary>
internal sealed class DerivativeFunction : UnivariateFunction
{
    private readonly UnivariateFunction _inner;

    internal DerivativeFunction(UnivariateFunction inner)
    {
        _inner = inner;
        Formula = inner.Formula?.Derivative(Argument);
    }

    public override Expr? Formula { get; }

    public override Definedness Taylor<T>(T box, Span<T> coefficients, int precision = 53)
    {
        // One more coefficient than asked tells whether the derivative is continuous.
        var f = new T[coefficients.Length + 2];
        var state = _inner.Taylor<T>(box, f, precision);
        for (int k = 0; k < coefficients.Length; k++)
            coefficients[k] = k == 0 ? f[1] : T.FromRational(k + 1, precision) * f[k + 1];
        if (state < Definedness.Continuous || !f[1].IsBounded)
            return Definedness.Possibly;
        return f[2].IsBounded ? Definedness.Continuous : Definedness.Defined;
    }

    internal override Germ Expand(EndPlace place, GermArithmetic arithmetic, Budget work) => Formula is { } f
        ? GermEvaluator.Evaluate(Tape.Compile(f, Argument), place.Input(arithmetic), arithmetic, work)
        : throw new GermException("the derivative has no closed form here");

    public override string ToString() => $"({_inner})'";
}
