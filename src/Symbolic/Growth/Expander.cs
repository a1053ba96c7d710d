namespace BoundCheck.Symbolic.Growth;

/// <summary>Expands expressions near one point of one variable. Subexpressions are expanded once; of a piecewise only the branch taken.</summary>
internal sealed class Expander
{
    private const int MaxNodes = 5000;
    private readonly Expr _variable;
    private readonly Value _point;
    private readonly Dictionary<Expr, Value> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Expr> _expanded = new(ReferenceEqualityComparer.Instance);

    internal Expander(Expr variable, LimitPoint point, Budget work)
    {
        _variable = variable;
        Arithmetic = new ValueArithmetic(new Multiseries(new Scale(), work));
        if (point is LimitPoint.Point { Location: var location } && !ConstantSign.IsDefined(location))
            throw new UndecidedException($"{NormalForm.Describe(location)} was not evaluated");
        var x = Series.Power(Engine.Scale.Variable, NormalForm.One);
        _point = new Smooth(point switch
        {
            LimitPoint.PlusInfinity => x,
            LimitPoint.MinusInfinity => Engine.Negate(x),
            LimitPoint.Point p => Engine.Add(Series.Of(NormalForm.From(p.Location)),
                p.Side == Side.Right ? Engine.Invert(x) : Engine.Negate(Engine.Invert(x))),
            _ => throw new ArgumentException("An unknown kind of point.", nameof(point)),
        });
    }

    internal ValueArithmetic Arithmetic { get; }

    internal Multiseries Engine => Arithmetic.Series;

    /// <summary>The value of an expression near the point.</summary>
    /// <exception cref="UndecidedException">Outside the class, not defined near the point, or the budget is used up.</exception>
    internal Value Expand(Expr root)
    {
        var stack = new Stack<Expr>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var node = stack.Peek();
            if (_values.ContainsKey(node))
            {
                stack.Pop();
                continue;
            }
            if (_values.Count > MaxNodes)
                throw new UndecidedException("the expression is too large");
            Engine.Work.Take();
            int before = stack.Count;
            if (Evaluate(node, stack) is { } value)
            {
                _values[node] = value;
                stack.Pop();
            }
            else if (stack.Count == before)
            {
                throw new InvalidOperationException("An expansion asks for nothing and gives nothing.");
            }
        }
        return _values[root];
    }

    // Null after pushing what is needed first.
    private Value? Evaluate(Expr node, Stack<Expr> stack)
    {
        switch (node)
        {
            case Constant c:
                return new Smooth(Series.Of(NormalForm.Of(c.Value)));
            case NamedConstant:
                return new Smooth(Series.Of(NormalForm.From(node)));
            case Variable or Component:
                return ReferenceEquals(node, _variable) ? _point : throw new UndecidedException($"the expression also depends on {node}");
            case Sum s:
                return Ready(s.Children, stack) ? Fold([.. s.Children.Select(t => _values[t])], Arithmetic.Add) : null;
            case Product p:
                return Ready(p.Children, stack) ? Fold([.. p.Children.Select(t => _values[t])], Arithmetic.Multiply) : null;
            case Power p:
                return Ready(p.Children, stack) ? Arithmetic.Power(_values[p.Base], p.Exponent) : null;
            case Application a when ValueArithmetic.IsNative(a.Function):
                return Ready(a.Children, stack) ? Arithmetic.Apply(a.Function, [.. a.Children.Select(t => _values[t])]) : null;
            case Application a when a.Function.Objection(a.Children) is { } objection:
                throw new UndecidedException(objection);
            case Application a:
                if (!_expanded.TryGetValue(a, out var simpler))
                {
                    simpler = a.Function.Expand(a.Children) ?? throw new UndecidedException($"no expansion is known for {a.Function.Name}");
                    _expanded[a] = simpler;
                }
                return Ready([simpler], stack) ? _values[simpler] : null;
            case Piecewise w:
                return Branch(w, stack);
            default:
                throw new UndecidedException("a dot product of vectors of unknown dimension has no growth");
        }
    }

    private Value? Branch(Piecewise w, Stack<Expr> stack)
    {
        var difference = w.Left - w.Right;
        if (!Ready([difference], stack))
            return null;
        var holds = Arithmetic.Signs(_values[difference]).Select(s => Piecewise.Holds(w.Relation, s)).Distinct().ToList();
        if (holds.Count == 1)
        {
            var branch = holds[0] ? w.Then : w.Otherwise;
            return Ready([branch], stack) ? _values[branch] : null;
        }
        // The condition changes again and again: both branches are taken.
        return Ready([w.Then, w.Otherwise], stack) ? Arithmetic.Hull(_values[w.Then], _values[w.Otherwise]) : null;
    }

    private bool Ready(IReadOnlyList<Expr> needed, Stack<Expr> stack)
    {
        bool ready = true;
        foreach (var e in needed)
        {
            if (!_values.ContainsKey(e))
            {
                stack.Push(e);
                ready = false;
            }
        }
        return ready;
    }

    // A balanced tree keeps the lazy lists shallow.
    private static Value Fold(List<Value> values, Func<Value, Value, Value> op)
    {
        while (values.Count > 1)
        {
            var next = new List<Value>((values.Count + 1) / 2);
            for (int i = 0; i + 1 < values.Count; i += 2)
                next.Add(op(values[i], values[i + 1]));
            if (values.Count % 2 == 1)
                next.Add(values[^1]);
            values = next;
        }
        return values[0];
    }
}
