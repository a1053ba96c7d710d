using System.Diagnostics.CodeAnalysis;

namespace BoundCheck.Symbolic;

/// <summary>What a parse gave: a value or the error that prevented it.</summary>
/// <typeparam name="T">What was parsed.</typeparam>
public abstract record ParseResult<T>
{
    private ParseResult()
    {
    }

    /// <summary>The text is in the language.</summary>
    /// <param name="Value">What it says.</param>
    public sealed record Success(T Value) : ParseResult<T>;

    /// <summary>The text is not in the language.</summary>
    /// <param name="Error">Where and why.</param>
    public sealed record Failure(ParseError Error) : ParseResult<T>;

    /// <summary>True with the value, or false with the error.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out ParseError? error)
    {
        value = this is Success s ? s.Value : default;
        error = (this as Failure)?.Error;
        return error is null;
    }

    /// <summary>The value of a text known to be right.</summary>
    /// <exception cref="FormatException">The text is not in the language; the message has the place.</exception>
    public T ValueOrThrow() => TryGet(out var value, out var error) ? value : throw new FormatException(error.ToString());
}

/// <summary>A claim "left relation right".</summary>
/// <param name="Left">The left side.</param>
/// <param name="Relation">What is claimed between the sides.</param>
/// <param name="Right">The right side.</param>
public sealed record ParsedRelation(Expr Left, Relation Relation, Expr Right)
{
    /// <summary>The claim in the objective language.</summary>
    public override string ToString() => $"{Left} {InfixPrinter.Symbol(Relation)} {Right}";
}
