using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace BoundCheck.Symbolic;

/// <summary>
/// A function of the objective language: its name, domain, derivative, exact values, and how it is written by simpler ones.
/// One sealed class a function, one file a class; a new class in this assembly is in the language (see docs/adding-a-function.md).
/// </summary>
public abstract class Function
{
    private static readonly Lazy<FrozenDictionary<string, Function>> s_all = new(() =>
    {
        var map = new Dictionary<string, Function>(StringComparer.Ordinal);
        foreach (var type in typeof(Function).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Function)) && !t.IsAbstract))
        {
            var function = (Function)type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            map.Add(function.Name, function);
            foreach (var alias in function.Aliases)
                map.Add(alias, function);
        }
        return map.ToFrozenDictionary(StringComparer.Ordinal);
    });

    /// <summary>All functions by name and alias.</summary>
    public static FrozenDictionary<string, Function> All => s_all.Value;

    /// <summary>The name in the objective language.</summary>
    public abstract string Name { get; }

    /// <summary>Other names it may be typed with.</summary>
    public virtual ImmutableArray<string> Aliases => [];

    /// <summary>The number of arguments.</summary>
    public virtual int Arity => 1;

    /// <summary>One line of documentation: value, domain, range.</summary>
    public abstract string Summary { get; }

    /// <summary>The partial derivative by argument <paramref name="index"/>, where it exists.</summary>
    public abstract Expr Derivative(ImmutableArray<Expr> arguments, int index);

    /// <summary>The same function written with exp, log, abs, powers and piecewise (for limits and solvers), or null for a primitive.</summary>
    public virtual Expr? Expand(ImmutableArray<Expr> arguments) => null;

    /// <summary>The exact value or canonical form at special arguments, with the same domain as the application; null where there is none.</summary>
    public virtual Expr? Fold(ImmutableArray<Expr> arguments) => null;

    /// <summary>Points of the first argument where the derivative formula fails (kinks), for fixed other arguments.</summary>
    public virtual ImmutableArray<Expr> Kinks(ImmutableArray<Expr> arguments) => [];

    /// <summary>
    /// Why these arguments make no sense, for the parser's complaint; null when they do. For conditions on parameters such as the width of huber.
    /// </summary>
    public virtual string? Objection(ImmutableArray<Expr> arguments) => null;

    /// <summary>Defined for all real arguments.</summary>
    public virtual bool IsTotal => true;

    /// <summary>Defined exactly for arguments > 0.</summary>
    public virtual bool DomainIsPositive => false;

    /// <summary>Defined exactly for arguments >= 0.</summary>
    public virtual bool DomainIsNonnegative => false;

    /// <summary>Values are > 0 wherever defined.</summary>
    public virtual bool IsPositive => false;

    /// <summary>Values are >= 0 wherever defined.</summary>
    public virtual bool IsNonnegative => false;

    /// <summary>f(-x) = -f(x).</summary>
    public virtual bool IsOdd => false;

    /// <summary>f(-x) = f(x).</summary>
    public virtual bool IsEven => false;

    /// <summary>Strictly increasing in its only argument, on its whole domain, which is an interval.</summary>
    public virtual bool IsIncreasing => false;

    /// <summary>The application node.</summary>
    public Expr Of(params ImmutableArray<Expr> arguments) => Application.Of(this, arguments);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
