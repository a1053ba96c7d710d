using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>The values and decorations of single instructions.</summary>
internal static class Operations
{
    /// <summary>The least decoration of the operands; for <see cref="OpCode.Select"/> that of the condition alone.</summary>
    internal static Definedness OperandState(Instruction step, Definedness[] state)
    {
        if (step.Code == OpCode.Input || step.A < 0)
            return Definedness.Continuous;
        var s = state[step.A];
        if (step.B >= 0 && state[step.B] < s)
            s = state[step.B];
        return s;
    }

    /// <summary>A value for each instruction, those of constants being final: a long rational takes longer to round than an operation to make.</summary>
    internal static T[] Constants<T>(Tape tape, int precision)
        where T : struct, IEnclosure<T> => [.. tape.Instructions.Select(step => step.Code switch
        {
            OpCode.Constant => T.FromRational(step.Value, precision),
            OpCode.Pi => T.Pi(precision),
            OpCode.E => T.E(precision),
            _ => default,
        })];

    /// <summary>Whether an instruction is a constant.</summary>
    internal static bool IsConstant(Instruction step) => step.Code is OpCode.Constant or OpCode.Pi or OpCode.E;

    /// <summary>
    /// The value of an instruction that is no constant; lowers <paramref name="state"/> where the operation is not defined or continuous over its operands.
    /// </summary>
    internal static T Value<T>(Instruction step, T[] value, ReadOnlySpan<T> box, ref Definedness state)
        where T : struct, IEnclosure<T>
    {
        if (step.Code == OpCode.Input)
            return box[step.A];
        T a = value[step.A];
        if (a.IsEmpty)
            return T.Empty;
        switch (step.Code)
        {
            case OpCode.Add:
                return a + value[step.B];
            case OpCode.Subtract:
                return a - value[step.B];
            case OpCode.Negate:
                return -a;
            case OpCode.Multiply:
                return a * value[step.B];
            case OpCode.Divide:
                if (value[step.B].ContainsZero)
                    state = Definedness.Possibly;
                return a / value[step.B];
            case OpCode.Square:
                return T.Sqr(a);
            case OpCode.IntegerPower:
                return T.Pow(a, (int)step.Value.Numerator);
            case OpCode.RationalPower:
                // A fraction is defined for a >= 0, and a > 0 when it is negative; a (huge) integer away from 0 or everywhere.
                if (step.Value.IsInteger ? step.Value.Sign < 0 && a.ContainsZero : step.Value.Sign > 0 ? !a.IsNonnegative : !a.IsPositive)
                    state = Definedness.Possibly;
                return step.Value == Rational.Half ? T.Sqrt(a) : T.Pow(a, step.Value);
            case OpCode.Apply:
                Lower(ref state, step.Rule!.Domain(a));
                return step.Rule!.Value(a);
            case OpCode.Expm1:
                return T.Expm1(a);
            case OpCode.Log1p:
                if (!(a + T.One).IsPositive)
                    state = Definedness.Possibly;
                return T.Log1p(a);
            case OpCode.Abs:
                return T.Abs(a);
            case OpCode.Sign:
                if (!(a.IsPositive || a.IsNegative || IsZero(a)))
                    Lower(ref state, Definedness.Defined);
                return T.Sign(a);
            case OpCode.Min:
                return T.Min(a, value[step.B]);
            case OpCode.Max:
                return T.Max(a, value[step.B]);
            default:
                throw new InvalidOperationException($"No value rule for {step.Code}.");
        }
    }

    /// <summary>
    /// The branch of a select that holds for the whole box, or -1 when both may be taken. Only branches that may be taken have to be
    /// defined; with both, the values may jump, so continuity is given up.
    /// </summary>
    internal static int Branch<T>(Instruction step, T[] value, Definedness[] states, ref Definedness state)
        where T : struct, IEnclosure<T>
    {
        if (Decide(step.Relation, value[step.A], value[step.B]) is { } holds)
        {
            int branch = holds ? step.C : step.D;
            // The condition itself may be discontinuous as long as it is decided.
            state = state == Definedness.Possibly ? state : states[branch];
            return branch;
        }
        Lower(ref state, Definedness.Defined);
        Lower(ref state, states[step.C]);
        Lower(ref state, states[step.D]);
        return -1;
    }

    /// <summary>True or false where the relation holds for all or for no pair of members, null where that is not certain.</summary>
    internal static bool? Decide<T>(Relation relation, T a, T b)
        where T : struct, IEnclosure<T>
    {
        if (a.IsEmpty || b.IsEmpty)
            return null;
        return relation switch
        {
            Relation.Less => a.IsBelow(b) ? true : b.IsNotAbove(a) ? false : null,
            Relation.LessOrEqual => a.IsNotAbove(b) ? true : b.IsBelow(a) ? false : null,
            Relation.Greater => b.IsBelow(a) ? true : a.IsNotAbove(b) ? false : null,
            Relation.GreaterOrEqual => b.IsNotAbove(a) ? true : a.IsBelow(b) ? false : null,
            Relation.Equal => Same(a, b) ? true : Apart(a, b) ? false : null,
            _ => Apart(a, b) ? true : Same(a, b) ? false : null,
        };
    }

    internal static void Lower(ref Definedness state, Definedness other)
    {
        if (other < state)
            state = other;
    }

    /// <summary>True when the number 0 is the only member. A point that contains 0 as far as its digits tell is not enough.</summary>
    internal static bool IsZero<T>(T a)
        where T : struct, IEnclosure<T> => a.IsNonnegative && a.IsNonpositive;

    private static bool Apart<T>(T a, T b)
        where T : struct, IEnclosure<T> => a.IsBelow(b) || b.IsBelow(a);

    private static bool Same<T>(T a, T b)
        where T : struct, IEnclosure<T> => a.IsPoint && b.IsPoint && a.IsNotAbove(b) && b.IsNotAbove(a);
}
