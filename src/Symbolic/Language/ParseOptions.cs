using System.Collections.Frozen;

namespace BoundCheck.Symbolic;

/// <summary>What the names of a text stand for beyond the language itself.</summary>
public sealed record ParseOptions
{
    /// <summary>No parameters and no vectors named in advance.</summary>
    public static ParseOptions Default { get; } = new();

    /// <summary>Names replaced by an expression while parsing; each is a scalar.</summary>
    public IReadOnlyDictionary<string, Expr> Parameters { get; init; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>
    /// Named functions of one argument, written out where they are called. A name may end with primes: F, F', F''. Names of the language come first.
    /// </summary>
    public IReadOnlyDictionary<string, NamedFunction> Functions { get; init; } = FrozenDictionary<string, NamedFunction>.Empty;

    /// <summary>Names known to be vectors (their start is a list), whether or not they occur in dot or norm2.</summary>
    public IReadOnlySet<string> VectorNames { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Names of tables of numbers: data columns and constant matrices.</summary>
    public IReadOnlyDictionary<string, NumberTable> Tables { get; init; } = FrozenDictionary<string, NumberTable>.Empty;

    /// <summary>Names known to be matrices (their start is a list of rows), with their numbers of rows and columns, each at least 1.</summary>
    public IReadOnlyDictionary<string, (int Rows, int Columns)> Matrices { get; init; } = FrozenDictionary<string, (int Rows, int Columns)>.Empty;
}

/// <summary>A function given by its formula.</summary>
/// <param name="Parameter">The variable that stands for the argument.</param>
/// <param name="Body">The formula.</param>
public sealed record NamedFunction(Variable Parameter, Expr Body);
