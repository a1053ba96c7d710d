namespace BoundCheck.Symbolic.Tests.Growth;

/// <summary>A double with an estimate of its error, propagated to first order: an oracle that shares nothing with the expansions.</summary>
internal readonly record struct RunningError(double Value, double Error)
{
    private const double Ulp = 4e-16;

    internal bool SignIsReliable => double.IsFinite(Value) && Math.Abs(Value) > 100 * Error && Math.Abs(Value) > 1e-250;

    /// <summary>The value at a point, or null where it is undefined, overflows or depends on a near tie.</summary>
    internal static RunningError? Evaluate(Expr expr, double at)
    {
        var image = new Dictionary<Expr, RunningError?>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            var value = Node(node, image, at);
            image[node] = value is { Value: var v, Error: var e } && double.IsFinite(v) && double.IsFinite(e) ? value : null;
        }
        return image[expr];
    }

    private static RunningError? Node(Expr node, Dictionary<Expr, RunningError?> image, double at)
    {
        if (node is Piecewise w)
        {
            if (image[w.Left] is not { } l || image[w.Right] is not { } r || !new RunningError(l.Value - r.Value, l.Error + r.Error).SignIsReliable)
                return null;
            return image[Piecewise.Holds(w.Relation, l.Value.CompareTo(r.Value)) ? w.Then : w.Otherwise];
        }
        if (node.Children.Any(c => image[c] is null))
            return null;
        RunningError[] x = [.. node.Children.Select(c => image[c]!.Value)];
        switch (node)
        {
            case Constant c:
                return Rounded(c.Value.ToDoubleNearest(), 0);
            case NamedConstant n:
                return Rounded(n.Name == "pi" ? Math.PI : Math.E, 0);
            case Variable:
                return new(at, 0);
            case Sum:
                return x.Aggregate(new RunningError(0, 0), (a, b) => Rounded(a.Value + b.Value, a.Error + b.Error));
            case Product:
                return x.Aggregate(new RunningError(1, 0), (a, b) => Rounded(a.Value * b.Value, Math.Abs(a.Value) * b.Error + Math.Abs(b.Value) * a.Error));
            case Power p:
                double q = p.Exponent.ToDoubleNearest();
                if ((!p.Exponent.IsInteger || q < 0) && !x[0].SignIsReliable)
                    return null;
                double power = Math.Pow(x[0].Value, q);
                return Rounded(power, Math.Abs(q * power / x[0].Value) * x[0].Error + 8 * Ulp * Math.Abs(power));
            case Application a:
                if (a.Function.Expand(a.Children) is { } definition)
                    return Evaluate(definition, at);
                return Apply(a.Function, x[0], x[^1]);
            default:
                return null;
        }
    }

    private static RunningError? Apply(Function f, RunningError x, RunningError y) => f switch
    {
        Exp => Rounded(Math.Exp(x.Value), Math.Exp(x.Value) * x.Error),
        Log => x.Value > 0 && x.SignIsReliable ? Rounded(Math.Log(x.Value), x.Error / x.Value) : null,
        Sin => Rounded(Math.Sin(x.Value), x.Error),
        Cos => Rounded(Math.Cos(x.Value), x.Error),
        Atan => Rounded(Math.Atan(x.Value), x.Error),
        _ => null,
    };

    private static RunningError Rounded(double value, double error) => new(value, error + Math.Abs(value) * Ulp);
}
