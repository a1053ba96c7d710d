using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Emits the instructions of a program as IL for one width, several independent groups of lanes at a time.</summary>
/// <remarks>Interleaving independent groups hides the latency of each operation behind the others.</remarks>
internal sealed class Emitter
{
    private readonly ILGenerator _il;
    private readonly KernelProgram _program;
    private readonly int _bits;
    private readonly LocalBuilder?[,] _slots;
    private readonly Stack<LocalBuilder>[] _free = [new(), new(), new()];
    private readonly Type _double;
    private readonly Type _long;
    private readonly Type _static;
    private readonly MethodInfo? _negatedMultiplyAdd;

    /// <param name="il">Where to emit.</param>
    /// <param name="program">The program.</param>
    /// <param name="bits">Vector width: 512, 256, 128, or 64 for scalar code.</param>
    /// <param name="groups">Groups of lanes.</param>
    internal Emitter(ILGenerator il, KernelProgram program, int bits, int groups)
    {
        _il = il;
        _program = program;
        _bits = bits;
        _slots = new LocalBuilder?[program.Code.Length, groups];
        (_double, _long, _static) = bits switch
        {
            512 => (typeof(Vector512<double>), typeof(Vector512<long>), typeof(Vector512)),
            256 => (typeof(Vector256<double>), typeof(Vector256<long>), typeof(Vector256)),
            128 => (typeof(Vector128<double>), typeof(Vector128<long>), typeof(Vector128)),
            64 => (typeof(double), typeof(long), typeof(Math)),
            _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "Widths are 512, 256, 128 and 64."),
        };
        // Where the machine has it: the compiler folds a negation into the multiply-add of scalars only.
        _negatedMultiplyAdd = bits switch
        {
            512 when Avx512F.IsSupported => typeof(Avx512F).GetMethod(nameof(Avx512F.FusedMultiplyAddNegated), [_double, _double, _double]),
            256 or 128 when Fma.IsSupported => typeof(Fma).GetMethod(nameof(Fma.MultiplyAddNegated), [_double, _double, _double]),
            _ => null,
        };
    }

    private bool IsScalar => _bits == 64;

    /// <summary>The IL type of a double value at this width.</summary>
    internal Type DoubleType => _double;

    /// <summary>The class with the static vector methods of this width.</summary>
    internal Type StaticType => _static;

    /// <summary>
    /// Emits the program once for the groups [first, end), interleaved instruction by instruction; <paramref name="input"/> pushes input i of group j.
    /// </summary>
    internal void EmitBody(int first, int end, Action<int, int> input)
    {
        for (int i = 0; i < _program.Code.Length; i++)
        {
            var instruction = _program.Code[i];
            if (instruction.IsConstant)
                continue;
            for (int j = first; j < end; j++)
            {
                if (instruction.Op == Op.Input)
                    input((int)instruction.Immediate, j);
                else
                    EmitOperation(instruction, j);
                var local = Take(instruction.Kind);
                _slots[i, j] = local;
                _il.Emit(OpCodes.Stloc, local);
            }
            Release(i, instruction.A, first, end);
            if (instruction.B != instruction.A)
                Release(i, instruction.B, first, end);
            if (instruction.C != instruction.A && instruction.C != instruction.B)
                Release(i, instruction.C, first, end);
        }
    }

    /// <summary>Gives back the locals of the outputs of the groups [first, end), once they were stored.</summary>
    internal void ReleaseOutputs(int first, int end)
    {
        foreach (int output in _program.Outputs.Distinct())
        {
            for (int j = first; j < end; j++)
            {
                if (_slots[output, j] is { } local)
                    _free[(int)_program.Code[output].Kind].Push(local);
            }
        }
    }

    /// <summary>Pushes output i of group j.</summary>
    internal void PushOutput(int output, int group) => Push(_program.Outputs[output], group);

    private LocalBuilder Take(ValueKind kind)
    {
        if (_free[(int)kind].TryPop(out var local))
            return local;
        return _il.DeclareLocal(kind switch
        {
            ValueKind.Long => _long,
            ValueKind.Mask => IsScalar ? typeof(bool) : _double,
            _ => _double,
        });
    }

    // Gives back the locals of an operand that no later instruction reads.
    private void Release(int at, int operand, int first, int end)
    {
        if (operand < 0 || _program.LastUse[operand] != at || _slots[operand, first] is null)
            return;
        for (int j = first; j < end; j++)
            _free[(int)_program.Code[operand].Kind].Push(_slots[operand, j]!);
    }

    private void Push(int id, int group)
    {
        var instruction = _program.Code[id];
        if (instruction.Op == Op.Constant)
        {
            _il.Emit(OpCodes.Ldc_R8, BitConverter.Int64BitsToDouble(instruction.Immediate));
            if (!IsScalar)
                CallStatic("Create", typeof(double));
        }
        else if (instruction.Op == Op.LongConstant)
        {
            _il.Emit(OpCodes.Ldc_I8, instruction.Immediate);
            if (!IsScalar)
                CallStatic("Create", typeof(long));
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _slots[id, group]!);
        }
    }

    private void EmitOperation(KernelInstruction i, int group)
    {
        if (i.Op == Op.Select && IsScalar)
        {
            EmitScalarSelect(i, group);
            return;
        }
        Push(i.A, group);
        if (i.Op == Op.NegatedMultiplyAdd && _negatedMultiplyAdd is null)
            EmitNegation();
        if (i.B >= 0)
            Push(i.B, group);
        if (i.C >= 0)
            Push(i.C, group);
        if (i.Op is Op.ShiftLeft or Op.ShiftRightLogical)
            _il.Emit(OpCodes.Ldc_I4, (int)i.Immediate);
        if (i.Op is Op.ReciprocalSqrtEstimate or Op.SineFallback or Op.CosineFallback)
            _il.Emit(OpCodes.Call, typeof(Primitives).GetMethod(i.Op.ToString(), [_double])!);
        else if (IsScalar)
            EmitScalar(i.Op);
        else
            EmitVector(i.Op);
    }

    // On the stack right before the multiply-add, where the compiler folds it into one instruction.
    private void EmitNegation()
    {
        if (IsScalar)
            _il.Emit(OpCodes.Neg);
        else
            CallStatic("Negate", _double);
    }

    private void EmitScalarSelect(KernelInstruction i, int group)
    {
        Label otherwise = _il.DefineLabel(), end = _il.DefineLabel();
        Push(i.A, group);
        _il.Emit(OpCodes.Brfalse, otherwise);
        Push(i.B, group);
        _il.Emit(OpCodes.Br, end);
        _il.MarkLabel(otherwise);
        Push(i.C, group);
        _il.MarkLabel(end);
    }

    private void EmitScalar(Op op)
    {
        switch (op)
        {
            case Op.Add or Op.LongAdd: _il.Emit(OpCodes.Add); break;
            case Op.Subtract or Op.LongSubtract: _il.Emit(OpCodes.Sub); break;
            case Op.Multiply: _il.Emit(OpCodes.Mul); break;
            case Op.Divide: _il.Emit(OpCodes.Div); break;
            case Op.Negate: _il.Emit(OpCodes.Neg); break;
            case Op.FusedMultiplyAdd or Op.NegatedMultiplyAdd: Call(typeof(Math), nameof(Math.FusedMultiplyAdd), typeof(double), typeof(double),
                typeof(double)); break;
            case Op.Abs: Call(typeof(Math), nameof(Math.Abs), typeof(double)); break;
            case Op.CopySign: Call(typeof(Math), nameof(Math.CopySign), typeof(double), typeof(double)); break;
            case Op.Sqrt: Call(typeof(Math), nameof(Math.Sqrt), typeof(double)); break;
            case Op.Minimum: Call(typeof(Math), nameof(Math.Min), typeof(double), typeof(double)); break;
            case Op.Maximum: Call(typeof(Math), nameof(Math.Max), typeof(double), typeof(double)); break;
            case Op.MinimumNative: Call(typeof(double), nameof(double.MinNative), typeof(double), typeof(double)); break;
            case Op.MaximumNative: Call(typeof(double), nameof(double.MaxNative), typeof(double), typeof(double)); break;
            case Op.Less: _il.Emit(OpCodes.Clt); break;
            case Op.LessOrEqual: _il.Emit(OpCodes.Cgt_Un); EmitNot(); break;
            case Op.Equal: _il.Emit(OpCodes.Ceq); break;
            case Op.NotEqual: _il.Emit(OpCodes.Ceq); EmitNot(); break;
            case Op.MaskAnd or Op.LongAnd: _il.Emit(OpCodes.And); break;
            case Op.MaskOr or Op.LongOr: _il.Emit(OpCodes.Or); break;
            case Op.LongXor: _il.Emit(OpCodes.Xor); break;
            case Op.AsLong: Call(typeof(BitConverter), nameof(BitConverter.DoubleToInt64Bits), typeof(double)); break;
            case Op.AsDouble: Call(typeof(BitConverter), nameof(BitConverter.Int64BitsToDouble), typeof(long)); break;
            case Op.ShiftLeft: _il.Emit(OpCodes.Shl); break;
            case Op.ShiftRightLogical: _il.Emit(OpCodes.Shr_Un); break;
            default: throw new InvalidOperationException($"No scalar form of {op}.");
        }
    }

    private void EmitNot()
    {
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ceq);
    }

    private void EmitVector(Op op)
    {
        switch (op)
        {
            case Op.Add: CallStatic("Add", _double, _double); break;
            case Op.Subtract: CallStatic("Subtract", _double, _double); break;
            case Op.Multiply: CallStatic("Multiply", _double, _double); break;
            case Op.Divide: CallStatic("Divide", _double, _double); break;
            case Op.Negate: CallStatic("Negate", _double); break;
            case Op.NegatedMultiplyAdd when _negatedMultiplyAdd is not null: _il.Emit(OpCodes.Call, _negatedMultiplyAdd); break;
            case Op.FusedMultiplyAdd or Op.NegatedMultiplyAdd: CallStatic("FusedMultiplyAdd", _double, _double, _double); break;
            case Op.Abs: CallStatic("Abs", _double); break;
            case Op.CopySign: CallStatic("CopySign", _double, _double); break;
            case Op.Sqrt: CallStatic("Sqrt", _double); break;
            case Op.Minimum: CallStatic("Min", _double, _double); break;
            case Op.Maximum: CallStatic("Max", _double, _double); break;
            case Op.MinimumNative: CallStatic("MinNative", _double, _double); break;
            case Op.MaximumNative: CallStatic("MaxNative", _double, _double); break;
            case Op.Less: CallStatic("LessThan", _double, _double); break;
            case Op.LessOrEqual: CallStatic("LessThanOrEqual", _double, _double); break;
            case Op.Equal: CallStatic("Equals", _double, _double); break;
            case Op.NotEqual: CallStatic("Equals", _double, _double); CallStatic("OnesComplement", _double); break;
            case Op.MaskAnd: CallStatic("BitwiseAnd", _double, _double); break;
            case Op.MaskOr: CallStatic("BitwiseOr", _double, _double); break;
            case Op.Select: CallStatic("ConditionalSelect", _double, _double, _double); break;
            case Op.AsLong: CallStatic("AsInt64", _double); break;
            case Op.AsDouble: CallStatic("AsDouble", _long); break;
            case Op.LongAdd: CallStatic("Add", _long, _long); break;
            case Op.LongSubtract: CallStatic("Subtract", _long, _long); break;
            case Op.LongAnd: CallStatic("BitwiseAnd", _long, _long); break;
            case Op.LongOr: CallStatic("BitwiseOr", _long, _long); break;
            case Op.LongXor: CallStatic("Xor", _long, _long); break;
            case Op.ShiftLeft: CallStatic("ShiftLeft", _long, typeof(int)); break;
            case Op.ShiftRightLogical: CallStatic("ShiftRightLogical", _long, typeof(int)); break;
            default: throw new InvalidOperationException($"No vector form of {op}.");
        }
    }

    private void Call(Type type, string name, params Type[] types) => _il.Emit(OpCodes.Call, type.GetMethod(name, types)!);

    // The overload of a static vector method for these argument types; the generic ones are closed over the element type.
    private void CallStatic(string name, params Type[] types) => _il.Emit(OpCodes.Call, VectorMethods.Find(_static, name, types));
}
