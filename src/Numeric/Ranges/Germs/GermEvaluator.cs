using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges.Germs;

/// <summary>Evaluates a tape of one input over germs.</summary>
internal static class GermEvaluator
{
    /// <exception cref="GermException">The expansion could not be made.</exception>
    internal static Germ Evaluate(Tape tape, Germ input, GermArithmetic arithmetic, Budget work)
    {
        var value = new Germ[tape.Instructions.Length];
        for (int i = 0; i < value.Length; i++)
        {
            if (!work.Spend())
                throw new GermException(work.Shortfall!);
            value[i] = Step(tape.Instructions[i], value, input, arithmetic);
        }
        return value[tape.Outputs[0]];
    }

    private static Germ Step(Instruction step, Germ[] value, Germ input, GermArithmetic g)
    {
        Germ A() => value[step.A];
        Germ B() => value[step.B];
        return step.Code switch
        {
            OpCode.Constant => GermArithmetic.Constant(step.Value),
            OpCode.Pi => Germ.Constant(ExactReal.Pi(53)),
            OpCode.E => Germ.Constant(ExactReal.E(53)),
            OpCode.Input => input,
            OpCode.Add => g.Add(A(), B()),
            OpCode.Subtract => g.Subtract(A(), B()),
            OpCode.Negate => GermArithmetic.Negate(A()),
            OpCode.Multiply => g.Multiply(A(), B()),
            OpCode.Divide => g.Multiply(A(), g.Power(B(), -1)),
            OpCode.Square => g.Multiply(A(), A()),
            OpCode.IntegerPower or OpCode.RationalPower => g.Power(A(), step.Value),
            OpCode.Apply => g.Apply(step.Rule!, A()),
            OpCode.Expm1 => g.Subtract(g.Apply(FunctionRule.All[Exp.Instance], A()), GermArithmetic.Constant(1)),
            OpCode.Log1p => g.LogOf(g.Add(GermArithmetic.Constant(1), A())),
            OpCode.Abs => Abs(A(), g),
            OpCode.Sign => GermArithmetic.Constant(Certain(g.Sign(A()))),
            OpCode.Min => Certain(g.Sign(g.Subtract(A(), B()))) <= 0 ? A() : B(),
            OpCode.Max => Certain(g.Sign(g.Subtract(A(), B()))) >= 0 ? A() : B(),
            OpCode.Select => Piecewise.Holds(step.Relation, Certain(g.Sign(g.Subtract(A(), B())))) ? value[step.C] : value[step.D],
            _ => throw new GermException($"no expansion of {step.Code}"),
        };
    }

    private static Germ Abs(Germ a, GermArithmetic g)
    {
        if (g.Sign(a) is { } sign)
            return sign < 0 ? GermArithmetic.Negate(a) : a;
        // |.| of a function within a piece, whatever its sign.
        var (order, factor) = g.Quotient(a);
        return g.Of(new(order, Interval.Abs(factor)));
    }

    private static int Certain(int? sign) => sign ?? throw new GermException("a comparison is not decided near the end");
}
