using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Matches the start that was typed with the variables of the objective.</summary>
internal static class StartPoint
{
    /// <summary>The value of every variable.</summary>
    /// <exception cref="InputException">A variable is missing, unknown, or has the wrong shape.</exception>
    internal static ImmutableSortedDictionary<string, ImmutableArray<Certified>> Read(Objective objective, ImmutableSortedDictionary<string, StartValue> start)
    {
        var needed = new SortedDictionary<string, Expr>(StringComparer.Ordinal);
        foreach (var v in objective.Expression.Variables())
            needed.TryAdd(NameOf(v), v);
        if (needed.Count == 0)
            throw new InputException("the objective has no variable, so there is nothing to start from");
        foreach (var (name, value) in start)
        {
            if (!needed.ContainsKey(name))
                throw new InputException($"{value.Place}: '{ProblemReader.Shorten(name)}' is not a variable of the objective; expected "
                    + $"{string.Join(", ", needed.Keys)}{HintForUnknown(name, needed.Keys, start.Keys)}");
        }
        var point = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Certified>>(StringComparer.Ordinal);
        foreach (var (name, variable) in needed)
        {
            if (!start.TryGetValue(name, out var value))
                throw new InputException($"--start: the start of '{ProblemReader.Shorten(name)}' is missing; expected every variable once: "
                    + $"{string.Join(", ", needed.Keys.Select(k => k + "=..."))}{HintForMissing(name, needed.Keys)}");
            if (variable is Variable && value.Components.Length != 1)
                throw new InputException($"{value.Place}: '{ProblemReader.Shorten(name)}' is a scalar in the objective, found a list of "
                    + $"{value.Components.Length} numbers");
            point[name] = [.. value.Components.Select((t, i) =>
                ProblemReader.ReadNumber(new SourceText(t, value.Place), value.IsList
                    ? $"component {i + 1} of '{ProblemReader.Shorten(name)}'"
                    : $"'{ProblemReader.Shorten(name)}'"))];
            if (variable is Component)
                CheckComponents(objective, name, value);
        }
        return point.ToImmutable();
    }

    // xy in the objective and x, y in the start: a product whose sign was left out.
    private static string HintForUnknown(string name, IReadOnlyCollection<string> needed, IEnumerable<string> given) =>
        needed.FirstOrDefault(n => Names.AsProduct(n) is { } product
            && product.Split('*').Contains(name) && product.Split('*').All(given.Contains)) is { } joined
            ? $"; did you mean {Names.AsProduct(joined)} by '{joined}'?"
            : Suggestion.Hint(name, needed);

    // A name without a start may be a product of others, or a constant that has no value yet.
    private static string HintForMissing(string name, IReadOnlyCollection<string> needed) =>
        Names.AsProduct(name) is { } product && product.Split('*').All(needed.Contains) ? $"; did you mean {product} by '{ProblemReader.Shorten(name)}'?"
        : needed.Count > 1 ? $"; a constant has its value by --param {name}=..." : "";

    /// <summary>What names of an objective without a start may have been meant for: xy for x*y, mu for a constant.</summary>
    internal static IEnumerable<string> Doubts(Objective objective)
    {
        var names = objective.Expression.Variables().OfType<Variable>().Select(v => v.Name).ToList();
        foreach (string name in names)
        {
            if (Names.AsProduct(name) is { } product && (names.Count == 1 || product.Split('*').All(names.Contains)))
                yield return $"{name} is one variable; did you mean {product}?";
            else if (Names.IsGreek(name) && names.Count > 1)
                yield return $"{name} is a variable; a constant has its value by --param {name}=...";
        }
    }

    private static void CheckComponents(Objective objective, string name, StartValue value)
    {
        var used = objective.Expression.Variables().OfType<Component>().Where(c => c.Vector == name).Select(c => c.Index).ToList();
        int first = Problem.FirstIndexOf(objective, name, value.Components.Length);
        int last = first + value.Components.Length - 1;
        if (used.Find(i => i > last) is var beyond and > 0)
            throw new InputException($"{value.Place}: the objective uses {name}[{beyond}], but the start of '{ProblemReader.Shorten(name)}' has "
                + $"components {first} to {last}");
    }

    private static string NameOf(Expr variable) => variable switch
    {
        Variable v => v.Name,
        VectorVariable v => v.Name,
        Component c => c.Vector,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The start in the coordinates of the structure; null for a structure without.</summary>
    /// <exception cref="InputException">It has the wrong shape.</exception>
    internal static ReducedState? Reduce(Objective objective,
        ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, ImmutableSortedDictionary<string, StartValue> typed)
    {
        var (state, objection) = objective.Structure.Reduce(objective, point);
        return objection is null ? state : throw new InputException($"{typed[objection.Variable].Place}: {objection.Text}");
    }
}
