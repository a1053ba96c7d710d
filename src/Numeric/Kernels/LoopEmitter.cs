using System.Reflection.Emit;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Emits the two loops around a step program: over the lanes, and over the steps of the lanes in registers.</summary>
internal sealed class LoopEmitter
{
    private readonly ILGenerator _il;
    private readonly Emitter _body;
    private readonly int _states;
    private readonly int _lanes;
    private readonly int _uniforms;
    private readonly int _bits;
    private readonly int _groups;
    private readonly int _interleaved;

    internal LoopEmitter(ILGenerator il, KernelProgram program, int states, int lanes, int uniforms, int bits, int groups)
    {
        _il = il;
        _body = new Emitter(il, program, bits, groups);
        _states = states;
        _lanes = lanes;
        _uniforms = uniforms;
        _bits = bits;
        _groups = groups;
        _interleaved = Interleaved(program, bits);
    }

    // A few groups at a time: enough to fill the pipelines together with what the processor looks ahead to, few enough for the registers.
    // Constants that find no register are read again for every such bundle, so that larger bundles pay where there are many.
    private static int Interleaved(KernelProgram program, int bits) => program.ConstantCount > (bits == 512 ? 16 : 8) ? 4 : 2;

    internal void Emit()
    {
        var uniforms = Enumerable.Range(0, _uniforms).Select(LoadUniform).ToArray();
        var registers = new LocalBuilder[_states + _lanes, _groups];
        for (int i = 0; i < _states + _lanes; i++)
        {
            for (int j = 0; j < _groups; j++)
                registers[i, j] = _il.DeclareLocal(_body.DoubleType);
        }
        var lane = _il.DeclareLocal(typeof(long));
        var step = _il.DeclareLocal(typeof(long));
        Label nextLanes = _il.DefineLabel(), done = _il.DefineLabel(), nextStep = _il.DefineLabel(), stored = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_2);
        _il.Emit(OpCodes.Stloc, lane);
        _il.MarkLabel(nextLanes);
        _il.Emit(OpCodes.Ldloc, lane);
        _il.Emit(OpCodes.Ldarg_3);
        _il.Emit(OpCodes.Bge, done);
        for (int i = 0; i < _states + _lanes; i++)
        {
            for (int j = 0; j < _groups; j++)
            {
                PushAddress(i, j, lane);
                Load();
                _il.Emit(OpCodes.Stloc, registers[i, j]);
            }
        }
        _il.Emit(OpCodes.Ldarg, 4);
        _il.Emit(OpCodes.Stloc, step);
        _il.Emit(OpCodes.Ldloc, step);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Ble, stored);
        _il.MarkLabel(nextStep);
        for (int first = 0; first < _groups; first += _interleaved)
        {
            int end = Math.Min(_groups, first + _interleaved);
            _body.EmitBody(first, end, (input, group) =>
                _il.Emit(OpCodes.Ldloc, input < _states + _lanes ? registers[input, group] : uniforms[input - _states - _lanes]));
            // All new states of a group are computed before any old one is replaced.
            for (int i = 0; i < _states; i++)
            {
                for (int j = first; j < end; j++)
                    _body.PushOutput(i, j);
            }
            for (int i = _states - 1; i >= 0; i--)
            {
                for (int j = end - 1; j >= first; j--)
                    _il.Emit(OpCodes.Stloc, registers[i, j]);
            }
            _body.ReleaseOutputs(first, end);
        }
        _il.Emit(OpCodes.Ldloc, step);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, step);
        _il.Emit(OpCodes.Ldloc, step);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Bgt, nextStep);
        _il.MarkLabel(stored);
        for (int i = 0; i < _states; i++)
        {
            for (int j = 0; j < _groups; j++)
            {
                PushAddress(i, j, lane);
                _il.Emit(OpCodes.Ldloc, registers[i, j]);
                Store();
            }
        }
        _il.Emit(OpCodes.Ldloc, lane);
        _il.Emit(OpCodes.Ldc_I8, (long)(_bits / 64 * _groups));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, lane);
        _il.Emit(OpCodes.Br, nextLanes);
        _il.MarkLabel(done);
        _il.Emit(OpCodes.Ret);
    }

    private LocalBuilder LoadUniform(int index)
    {
        var local = _il.DeclareLocal(_body.DoubleType);
        _il.Emit(OpCodes.Ldarg_1);
        _il.Emit(OpCodes.Ldc_I4, 8 * index);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_R8);
        if (_bits != 64)
            _il.Emit(OpCodes.Call, VectorMethods.Find(_body.StaticType, "Create", [typeof(double)]));
        _il.Emit(OpCodes.Stloc, local);
        return local;
    }

    // arrays[index] + lane + group * width
    private void PushAddress(int index, int group, LocalBuilder lane)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, 8 * index);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldind_I);
        _il.Emit(OpCodes.Ldloc, lane);
        _il.Emit(OpCodes.Ldc_I8, (long)(_bits / 64 * group));
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Ldc_I8, 8L);
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    private void Load()
    {
        if (_bits == 64)
            _il.Emit(OpCodes.Ldind_R8);
        else
            _il.Emit(OpCodes.Call, VectorMethods.Find(_body.StaticType, "Load", [typeof(double*)]));
    }

    private void Store()
    {
        if (_bits == 64)
        {
            _il.Emit(OpCodes.Stind_R8);
            return;
        }
        // Store(vector, destination) takes the address last.
        var vector = _scratch ??= _il.DeclareLocal(_body.DoubleType);
        _il.Emit(OpCodes.Stloc, vector);
        var address = _address ??= _il.DeclareLocal(typeof(nint));
        _il.Emit(OpCodes.Stloc, address);
        _il.Emit(OpCodes.Ldloc, vector);
        _il.Emit(OpCodes.Ldloc, address);
        _il.Emit(OpCodes.Call, VectorMethods.Find(_body.StaticType, "Store", [_body.DoubleType, typeof(double*)]));
    }

    private LocalBuilder? _scratch;
    private LocalBuilder? _address;
}
