using System.Collections.Frozen;
using System.Reflection;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// How a unary function of the language is enclosed directly: its value over a box, its domain, and its Taylor coefficients by a
/// recurrence. One sealed class a function, one file a class, found by reflection; a function without a rule is evaluated through
/// <see cref="Function.Expand"/>.
/// </summary>
public abstract class FunctionRule
{
    private static readonly Lazy<FrozenDictionary<Function, FunctionRule>> s_all = new(() =>
        typeof(FunctionRule).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(FunctionRule)) && !t.IsAbstract)
            .Select(t => (FunctionRule)Activator.CreateInstance(t, nonPublic: true)!)
            .ToFrozenDictionary(rule => rule.Function));

    /// <summary>All rules by function.</summary>
    public static FrozenDictionary<Function, FunctionRule> All => s_all.Value;

    /// <summary>The function.</summary>
    public abstract Function Function { get; }

    /// <summary>An enclosure of the values over <paramref name="x"/>.</summary>
    public abstract T Value<T>(T x)
        where T : struct, IEnclosure<T>;

    /// <summary>Whether the function is defined and continuous over <paramref name="x"/> (not empty).</summary>
    public virtual Definedness Domain<T>(T x)
        where T : struct, IEnclosure<T> => Definedness.Continuous;

    /// <summary>
    /// Taylor coefficients of the composition: from enclosures u[k] of u^(k)/k! over a box to enclosures v[k] of (f o u)^(k)/k!,
    /// k below the common length, v[0] being <see cref="Value"/> of u[0]. Where a derivative fails to exist the enclosure is unbounded.
    /// </summary>
    public abstract void Taylor<T>(ReadOnlySpan<T> u, Span<T> v)
        where T : struct, IEnclosure<T>;

    /// <summary>A value in plain doubles, for display and for choosing where to look; not rigorous.</summary>
    public abstract double Approximate(double x);
}
