using System.Collections.Immutable;

namespace BoundCheck.Cli.Input;

/// <summary>A value as typed, with the place to name in an error: "--step" or "problem.toml(5,8)".</summary>
public sealed record SourceText(string Text, string Place);

/// <summary>A problem as typed, from the command line and a problem file, before any value is read.</summary>
public sealed record ProblemInput
{
    /// <summary>The objective.</summary>
    public required SourceText Objective { get; init; }

    /// <summary>Parameters by name.</summary>
    public ImmutableDictionary<string, SourceText> Parameters { get; init; } = ImmutableDictionary.Create<string, SourceText>(StringComparer.Ordinal);

    /// <summary>The start by variable: one text for a scalar, several for a vector.</summary>
    public ImmutableSortedDictionary<string, StartValue> Start { get; init; } = ImmutableSortedDictionary.Create<string, StartValue>(StringComparer.Ordinal);

    /// <summary>The path of a data file (CSV) whose columns the objective sums over.</summary>
    public SourceText? Data { get; init; }

    /// <summary>The method.</summary>
    public MethodInput Method { get; init; } = new();

    /// <summary>The step size h.</summary>
    public SourceText? Step { get; init; }

    /// <summary>The number of steps.</summary>
    public SourceText? Steps { get; init; }

    /// <summary>The tolerance of convergence.</summary>
    public SourceText? Tolerance { get; init; }

    /// <summary>The width asked of the enclosure of the limit sharpness.</summary>
    public SourceText? SharpnessWidth { get; init; }
}

/// <summary>The start of one variable.</summary>
/// <param name="Components">The component texts; those of a matrix row after row.</param>
/// <param name="IsList">True when typed as a list.</param>
/// <param name="Place">Where it was typed.</param>
public sealed record StartValue(ImmutableArray<string> Components, bool IsList, string Place)
{
    /// <summary>Numbers in a row when typed as a matrix; null otherwise.</summary>
    public int? Columns { get; init; }
}
