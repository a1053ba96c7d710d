namespace BoundCheck.Bounds.Verdicts;

/// <summary>What decided a claim. The names printed are a contract: symbolic, z3, interval, z3+interval.</summary>
public enum Method
{
    /// <summary>Exact symbolic rewriting and exact rational arithmetic alone.</summary>
    Symbolic,

    /// <summary>An unsat answer of Z3 to an exact algebraic encoding.</summary>
    Z3,

    /// <summary>Outward rounded interval arithmetic (double or arbitrary precision).</summary>
    Interval,

    /// <summary>Z3 over proven bounds of transcendental terms, or a combination of both.</summary>
    Z3AndInterval,
}

/// <summary>Printing and joining of methods.</summary>
public static class MethodNames
{
    /// <summary>The contract's string: "symbolic", "z3", "interval" or "z3+interval".</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a member of the enumeration.</exception>
    public static string Text(this Method method) => method switch
    {
        Method.Symbolic => "symbolic",
        Method.Z3 => "z3",
        Method.Interval => "interval",
        Method.Z3AndInterval => "z3+interval",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown method."),
    };

    /// <summary>The method of a conclusion that rests on both: symbolic is neutral, z3 with interval is z3+interval.</summary>
    public static Method Join(this Method a, Method b) =>
        a == b || b == Method.Symbolic ? a : a == Method.Symbolic ? b : Method.Z3AndInterval;
}
