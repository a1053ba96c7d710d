using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>What a user typed cannot be used; the message names the place and what was expected. Exit code 2.</summary>
public sealed class InputException : Exception
{
    /// <summary>An error with its message.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its message and cause.</summary>
    public InputException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>An error without a message.</summary>
    public InputException()
    {
    }

    /// <summary>The text that is wrong: "objective", "--step", "on"; null where it is not one text.</summary>
    public string? Place { get; private init; }

    /// <summary>The place in that text; null where the whole of it is meant.</summary>
    public ParseError? Where { get; private init; }

    /// <summary>An error at a place of a text.</summary>
    internal static InputException At(string place, string message, ParseError where) => new(message) { Place = place, Where = where };

    /// <summary>An error in a part of a claim, with its message; without a place, the message alone.</summary>
    internal static InputException Of(string message, ClaimError? at) => at is null ? new(message) : At(at.Part, message, at.Error);

    /// <summary>An error in a question about a range or a set.</summary>
    internal static InputException Of(QuestionError error) => Of(error.Message, error.At);
}
