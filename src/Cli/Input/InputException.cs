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
}
