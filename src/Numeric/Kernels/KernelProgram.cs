using System.Collections.Immutable;

namespace BoundCheck.Numeric.Kernels;

/// <summary>One operation of a kernel; operands are indices of earlier instructions, -1 where unused.</summary>
/// <param name="Op">The operation.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="Immediate">Input index, shift count, or the bits of a constant.</param>
internal readonly record struct KernelInstruction(Op Op, int A, int B, int C, long Immediate)
{
    internal ValueKind Kind => Op switch
    {
        Op.Less or Op.LessOrEqual or Op.Equal or Op.NotEqual or Op.MaskAnd or Op.MaskOr => ValueKind.Mask,
        Op.LongConstant or Op.AsLong or Op.LongAdd or Op.LongSubtract or Op.LongAnd or Op.LongOr or Op.LongXor
            or Op.ShiftLeft or Op.ShiftRightLogical => ValueKind.Long,
        _ => ValueKind.Double,
    };

    internal bool IsConstant => Op is Op.Constant or Op.LongConstant;
}

/// <summary>A straight-line program over doubles in static single assignment form: the common source of the scalar and the vector code.</summary>
internal sealed class KernelProgram
{
    internal KernelProgram(ImmutableArray<KernelInstruction> code, ImmutableArray<int> outputs, int inputs)
    {
        Code = code;
        Outputs = outputs;
        Inputs = inputs;
        LastUse = new int[code.Length];
        for (int i = 0; i < code.Length; i++)
        {
            LastUse[i] = i;
            var instruction = code[i];
            if (instruction.A >= 0)
                LastUse[instruction.A] = i;
            if (instruction.B >= 0)
                LastUse[instruction.B] = i;
            if (instruction.C >= 0)
                LastUse[instruction.C] = i;
        }
        foreach (int output in outputs)
            LastUse[output] = int.MaxValue;
    }

    /// <summary>The instructions, operands before uses.</summary>
    internal ImmutableArray<KernelInstruction> Code { get; }

    /// <summary>The instructions whose values are the results.</summary>
    internal ImmutableArray<int> Outputs { get; }

    /// <summary>The number of inputs.</summary>
    internal int Inputs { get; }

    /// <summary>For each instruction the last one that reads it; int.MaxValue for outputs.</summary>
    internal int[] LastUse { get; }

    /// <summary>The number of instructions that cost something.</summary>
    internal int OperationCount => Code.Count(i => !i.IsConstant && i.Op is not (Op.Input or Op.AsLong or Op.AsDouble));

    /// <summary>The number of different constants.</summary>
    internal int ConstantCount => Code.Count(i => i.IsConstant);
}
