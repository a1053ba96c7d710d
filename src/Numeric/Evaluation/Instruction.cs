using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>The operations of a <see cref="Tape"/>.</summary>
public enum OpCode
{
    /// <summary>The rational <see cref="Instruction.Value"/>.</summary>
    Constant,

    /// <summary>pi.</summary>
    Pi,

    /// <summary>e.</summary>
    E,

    /// <summary>Input variable number A.</summary>
    Input,

    /// <summary>A + B.</summary>
    Add,

    /// <summary>A - B.</summary>
    Subtract,

    /// <summary>-A.</summary>
    Negate,

    /// <summary>A * B.</summary>
    Multiply,

    /// <summary>A / B.</summary>
    Divide,

    /// <summary>A squared.</summary>
    Square,

    /// <summary>A to the integer power <see cref="Instruction.Value"/>.</summary>
    IntegerPower,

    /// <summary>A to the power <see cref="Instruction.Value"/>: a fraction, or an integer too large for repeated multiplication.</summary>
    RationalPower,

    /// <summary><see cref="Instruction.Rule"/> applied to A.</summary>
    Apply,

    /// <summary>exp(A) - 1.</summary>
    Expm1,

    /// <summary>log(1 + A).</summary>
    Log1p,

    /// <summary>|A|.</summary>
    Abs,

    /// <summary>The sign of A.</summary>
    Sign,

    /// <summary>The smaller of A and B.</summary>
    Min,

    /// <summary>The larger of A and B.</summary>
    Max,

    /// <summary>C where A <see cref="Instruction.Relation"/> B, else D.</summary>
    Select,
}

/// <summary>One step of a tape: an operation on the results of earlier steps.</summary>
/// <param name="Code">The operation.</param>
/// <param name="A">First operand: the number of an earlier instruction, or of the input; -1 when unused, as the others.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="D">Fourth operand.</param>
/// <param name="Value">The constant or the exponent.</param>
/// <param name="Rule">The function of <see cref="OpCode.Apply"/>.</param>
/// <param name="Relation">The condition of <see cref="OpCode.Select"/>.</param>
public sealed record Instruction(
    OpCode Code, int A = -1, int B = -1, int C = -1, int D = -1, Rational Value = default, FunctionRule? Rule = null, Relation Relation = default);
