using System.Collections.Immutable;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Builds a <see cref="KernelProgram"/>: equal operations are shared, arithmetic on constants is done at once.</summary>
internal sealed class KernelBuilder
{
    private readonly List<KernelInstruction> _code = [];
    private readonly Dictionary<KernelInstruction, int> _known = [];
    private int _inputs;

    /// <summary>An input, by index.</summary>
    internal Real Input(int index)
    {
        _inputs = Math.Max(_inputs, index + 1);
        return new Real(this, Append(new KernelInstruction(Op.Input, -1, -1, -1, index)));
    }

    internal Real Constant(double value) => new(this, Append(new KernelInstruction(Op.Constant, -1, -1, -1, BitConverter.DoubleToInt64Bits(value))));

    internal Word Constant(long value) => new(this, Append(new KernelInstruction(Op.LongConstant, -1, -1, -1, value)));

    /// <summary>The value of a constant node.</summary>
    internal bool IsConstant(Real node, out double value)
    {
        var instruction = _code[node.Id];
        value = BitConverter.Int64BitsToDouble(instruction.Immediate);
        return instruction.Op == Op.Constant;
    }

    internal Real Real(Op op, int a, int b = -1, int c = -1)
    {
        if (op == Op.Negate && _code[a].Op == Op.Negate)
            return new Real(this, _code[a].A);
        if (op == Op.Abs && _code[a].Op is Op.Negate or Op.Abs)
            return Real(Op.Abs, _code[a].A);
        if (Fold(op, a, b, c) is { } value)
            return Constant(value);
        return new Real(this, Append(new KernelInstruction(op, a, b, c, 0)));
    }

    internal Truth Truth(Op op, int a, int b) => new(this, Append(new KernelInstruction(op, a, b, -1, 0)));

    internal Word Word(Op op, int a, int b = -1, long immediate = 0) => new(this, Append(new KernelInstruction(op, a, b, -1, immediate)));

    internal Real Select(Truth condition, Real then, Real otherwise) =>
        then.Id == otherwise.Id ? then : new Real(this, Append(new KernelInstruction(Op.Select, condition.Id, then.Id, otherwise.Id, 0)));

    /// <summary>coefficients[0] + coefficients[1] x + ... by Horner's rule with fused multiply-adds.</summary>
    internal Real Horner(Real x, params ReadOnlySpan<double> coefficients)
    {
        var sum = Constant(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = sum.Fma(x, coefficients[i]);
        return sum;
    }

    /// <summary>The program of the outputs, without the operations that none of them needs.</summary>
    internal KernelProgram Build(int inputs, params ReadOnlySpan<Real> outputs)
    {
        if (inputs < _inputs)
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs, $"The kernel reads {_inputs} inputs.");
        var needed = new bool[_code.Count];
        foreach (var output in outputs)
            needed[output.Id] = true;
        for (int i = _code.Count - 1; i >= 0; i--)
        {
            if (!needed[i])
                continue;
            foreach (int operand in (ReadOnlySpan<int>)[_code[i].A, _code[i].B, _code[i].C])
            {
                if (operand >= 0)
                    needed[operand] = true;
            }
        }
        var renamed = new int[_code.Count];
        var kept = ImmutableArray.CreateBuilder<KernelInstruction>();
        for (int i = 0; i < _code.Count; i++)
        {
            if (!needed[i])
                continue;
            var (op, a, b, c, immediate) = _code[i];
            renamed[i] = kept.Count;
            kept.Add(new KernelInstruction(op, a < 0 ? -1 : renamed[a], b < 0 ? -1 : renamed[b], c < 0 ? -1 : renamed[c], immediate));
        }
        var results = ImmutableArray.CreateBuilder<int>(outputs.Length);
        foreach (var output in outputs)
            results.Add(renamed[output.Id]);
        return new KernelProgram(kept.ToImmutable(), results.MoveToImmutable(), inputs);
    }

    private double? Fold(Op op, int a, int b, int c)
    {
        double? x = ValueOf(a), y = ValueOf(b), z = ValueOf(c);
        return op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Divide => x / y,
            Op.Negate => -x,
            Op.Abs when x is { } v => Math.Abs(v),
            Op.Sqrt when x is { } v => Math.Sqrt(v),
            Op.FusedMultiplyAdd when x is { } u && y is { } v && z is { } w => Math.FusedMultiplyAdd(u, v, w),
            Op.NegatedMultiplyAdd when x is { } u && y is { } v && z is { } w => Math.FusedMultiplyAdd(-u, v, w),
            _ => null,
        };
    }

    private double? ValueOf(int id) =>
        id >= 0 && _code[id].Op == Op.Constant ? BitConverter.Int64BitsToDouble(_code[id].Immediate) : null;

    private int Append(KernelInstruction instruction)
    {
        if (_known.TryGetValue(instruction, out int id))
            return id;
        id = _code.Count;
        _code.Add(instruction);
        _known.Add(instruction, id);
        return id;
    }
}
