using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>Turns expressions in <see cref="NumericForm"/> into instructions, children first.</summary>
internal sealed class TapeCompiler
{
    private const int LargestExponent = 1_000_000;

    private readonly List<Instruction> _code = [];
    private readonly Dictionary<Instruction, int> _known = [];
    private readonly Dictionary<Expr, int> _place = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, int> _inputs = new(ReferenceEqualityComparer.Instance);

    internal TapeCompiler(IReadOnlyList<Expr> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is not (Variable or Component))
                throw new ArgumentException("An input is a scalar variable.", nameof(inputs));
            _inputs.Add(inputs[i], i);
        }
    }

    /// <summary>Why a node has no instruction; null where it has one.</summary>
    internal string? ObstacleTo(Expr node) => node switch
    {
        Variable or Component when !_inputs.ContainsKey(node) => $"The variable {node} is not an input.",
        // The vectors of a dot product come first in postorder, so this names the whole difficulty.
        VectorVariable or Dot => "A vector of unknown dimension cannot be evaluated; write the inner product as one variable first.",
        Application a when !NumericForm.IsDirect(a.Function) => $"The function {a.Function.Name} has neither a direct enclosure nor an expansion.",
        _ => null,
    };

    internal void Compile(Expr node) => _place[node] = node switch
    {
        Constant c => Constant(c.Value),
        NamedConstant n => Emit(new(ReferenceEquals(n, NamedConstant.Pi) ? OpCode.Pi : OpCode.E)),
        Variable or Component => Emit(new(OpCode.Input, _inputs[node])),
        Sum s => CompileSum(s),
        Product p => CompileProduct(p),
        // e^q is exp(q), whatever the size of q.
        Power { Base: NamedConstant { Name: "e" } } p => Emit(new(OpCode.Apply, Constant(p.Exponent), Rule: FunctionRule.All[Exp.Instance])),
        Power p => CompilePower(_place[p.Base], p.Exponent),
        Application a => CompileApplication(a),
        Piecewise w => Emit(new(OpCode.Select, _place[w.Left], _place[w.Right], _place[w.Then], _place[w.Otherwise], Relation: w.Relation)),
        _ => throw new InvalidOperationException($"No instruction for {node.GetType().Name}."),
    };

    /// <summary>The live instructions, renumbered, and the place of each output.</summary>
    internal (ImmutableArray<Instruction> Code, ImmutableArray<int> Outputs) Finish(IReadOnlyList<Expr> outputs)
    {
        var live = new bool[_code.Count];
        foreach (var output in outputs)
            live[_place[output]] = true;
        for (int i = _code.Count - 1; i >= 0; i--)
        {
            if (!live[i] || _code[i].Code == OpCode.Input)
                continue;
            foreach (int operand in (ReadOnlySpan<int>)[_code[i].A, _code[i].B, _code[i].C, _code[i].D])
            {
                if (operand >= 0)
                    live[operand] = true;
            }
        }
        var number = new int[_code.Count];
        var kept = ImmutableArray.CreateBuilder<Instruction>();
        for (int i = 0; i < _code.Count; i++)
        {
            if (!live[i])
                continue;
            number[i] = kept.Count;
            var step = _code[i];
            kept.Add(step.Code == OpCode.Input ? step : step with { A = Map(step.A), B = Map(step.B), C = Map(step.C), D = Map(step.D) });
        }
        return (kept.DrainToImmutable(), [.. outputs.Select(o => number[_place[o]])]);

        int Map(int operand) => operand < 0 ? -1 : number[operand];
    }

    private int Emit(Instruction step)
    {
        if (_known.TryGetValue(step, out int place))
            return place;
        _code.Add(step);
        return _known[step] = _code.Count - 1;
    }

    private int Constant(Rational value) => Emit(new(OpCode.Constant, Value: value));

    private int CompileSum(Sum s)
    {
        var terms = s.Children.ToList();
        // exp(u) - 1 in one operation, for accuracy near u = 0.
        int sum = -1;
        if (terms.FindIndex(t => t is Constant c && c.Value == -1) is >= 0 and var one
            && terms.FindIndex(t => t is Application { Function: Exp }) is >= 0 and var exp)
        {
            sum = Emit(new(OpCode.Expm1, _place[((Application)terms[exp]).Argument]));
            terms.RemoveAt(Math.Max(one, exp));
            terms.RemoveAt(Math.Min(one, exp));
        }
        foreach (var term in terms)
        {
            bool minus = term is Product { Children: [Constant c, ..] } && c.Value == -1;
            int value = minus ? CompileFactors(((Product)term).Children.Skip(1)) : _place[term];
            sum = sum < 0 ? (minus ? Emit(new(OpCode.Negate, value)) : value) : Emit(new(minus ? OpCode.Subtract : OpCode.Add, sum, value));
        }
        return sum;
    }

    private int CompileProduct(Product p)
    {
        if (p.Children[0] is Constant c && c.Value == -1)
            return Emit(new(OpCode.Negate, CompileFactors(p.Children.Skip(1))));
        return CompileFactors(p.Children);
    }

    // Equal factors become one power, and factors with a negative integer exponent one division; numerator and
    // denominator are not cancelled, so the domain stays.
    private int CompileFactors(IEnumerable<Expr> factors)
    {
        var exponents = new Dictionary<(int Place, bool Below), Rational>();
        var order = new List<(int Place, bool Below)>();
        foreach (var factor in factors)
        {
            var (b, r) = factor is Power { Exponent.IsInteger: true } p ? (p.Base, p.Exponent) : (factor, 1);
            var key = (_place[b], r.Sign < 0);
            if (!exponents.TryGetValue(key, out var sum))
                order.Add(key);
            exponents[key] = sum + Rational.Abs(r);
        }
        int above = -1, below = -1;
        foreach (var key in order)
        {
            int value = CompilePower(key.Place, exponents[key]);
            ref int side = ref key.Below ? ref below : ref above;
            side = side < 0 ? value : Emit(new(OpCode.Multiply, side, value));
        }
        if (below < 0)
            return above;
        return Emit(new(OpCode.Divide, above < 0 ? Constant(1) : above, below));
    }

    private int CompilePower(int @base, Rational exponent)
    {
        if (exponent.IsOne)
            return @base;
        if (exponent == 2)
            return Emit(new(OpCode.Square, @base));
        if (Rational.Abs(exponent) > LargestExponent)
            return Emit(new(OpCode.RationalPower, @base, Value: exponent));
        return exponent.IsInteger && exponent.Sign < 0
            ? Emit(new(OpCode.Divide, Constant(1), CompilePower(@base, -exponent)))
            : Emit(new(exponent.IsInteger ? OpCode.IntegerPower : OpCode.RationalPower, @base, Value: exponent));
    }

    private int CompileApplication(Application a)
    {
        int x = _place[a.Children[0]];
        switch (a.Function)
        {
            case Abs:
                return Emit(new(OpCode.Abs, x));
            case Symbolic.Sign:
                return Emit(new(OpCode.Sign, x));
            case Min:
                return Emit(new(OpCode.Min, x, _place[a.Children[1]]));
            case Max:
                return Emit(new(OpCode.Max, x, _place[a.Children[1]]));
            case Log when a.Argument is Sum s && s.Children.FirstOrDefault(t => t is Constant c && c.Value.IsOne) is { } one:
                // log(1 + u), accurate near u = 0.
                var rest = Sum.Of(s.Children.Where(t => !ReferenceEquals(t, one)));
                if (!_place.ContainsKey(rest))
                {
                    foreach (var node in Expr.Postorder(rest).Where(n => !_place.ContainsKey(n)))
                        Compile(node);
                }
                return Emit(new(OpCode.Log1p, _place[rest]));
            default:
                return Emit(new(OpCode.Apply, x, Rule: FunctionRule.All[a.Function]));
        }
    }
}
