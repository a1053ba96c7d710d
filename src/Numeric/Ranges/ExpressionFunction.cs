using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>A function given by an expression.</summary>
internal sealed class ExpressionFunction : UnivariateFunction
{
    private readonly TapeFunction _tape;

    internal ExpressionFunction(Expr f, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(f);
        Formula = f.Substitute(variable, Argument);
        _tape = new(Tape.Compile(f, variable));
    }

    public override Expr Formula { get; }

    public override Definedness Taylor<T>(T box, Span<T> coefficients, int precision = 53) => _tape.Taylor(box, coefficients, precision);

    internal override Germ Expand(EndPlace place, GermArithmetic arithmetic, Budget work) =>
        GermEvaluator.Evaluate(_tape.Tape, place.Input(arithmetic), arithmetic, work);

    public override string ToString() => Formula.ToString();
}
