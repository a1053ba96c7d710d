using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A named function applied to its arguments.</summary>
public sealed class Application : Expr
{
    private Application(Function function, ImmutableArray<Expr> arguments, int hash)
        : base(hash, arguments) => Function = function;

    /// <summary>The function.</summary>
    public Function Function { get; }

    /// <summary>The only argument of a unary function.</summary>
    public Expr Argument => Children[0];

    /// <summary>function(arguments), or its exact value where <see cref="Function.Fold"/> knows it.</summary>
    /// <exception cref="ArgumentException">Wrong number of arguments.</exception>
    public static Expr Of(Function function, params ImmutableArray<Expr> arguments)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (arguments.Length != function.Arity)
            throw new ArgumentException($"{function.Name} takes {function.Arity} argument(s), got {arguments.Length}.", nameof(arguments));
        if (function.Fold(arguments) is { } value)
            return value;
        var hash = new HashCode();
        hash.Add(10);
        hash.Add(function.Name, StringComparer.Ordinal);
        foreach (var a in arguments)
            hash.Add(a.Hash);
        return Interning.Share(new Application(function, arguments, hash.ToHashCode()));
    }

    internal override bool SameNode(Expr other) => ReferenceEquals(((Application)other).Function, Function) && SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => Of(Function, children);
}
