using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>Where and why a claim, its box, its side conditions or a row of a claims file cannot be read.</summary>
/// <param name="Part">"claim", "on", "where" or "file".</param>
/// <param name="Source">The text of that part.</param>
/// <param name="Error">The place in it and the complaint.</param>
public sealed record ClaimError(string Part, string Source, ParseError Error)
{
    private const int MostCharacters = 500;

    /// <summary>The complaint with the line and a caret.</summary>
    public string Render() => $"in {Part}: {Error.Render(Source)}";

    /// <summary>"in on: 1:4: message".</summary>
    public override string ToString() => $"in {Part}: {Error}";

    internal static ClaimError At(string part, string source, int position, string expected, string message)
    {
        position = Math.Clamp(position, 0, source.Length);
        int line = 1 + source.AsSpan(0, position).Count('\n');
        int start = position == 0 ? 0 : source.LastIndexOf('\n', position - 1) + 1;
        string found = position == source.Length ? "end of input" : source[position].ToString(CultureInfo.InvariantCulture);
        // A message may quote a name, and a name may be of any length.
        string said = message.Length <= MostCharacters ? message : message[..(MostCharacters - 3)] + "...";
        return new(part, source, new ParseError(position, line, position - start + 1, found, expected, said));
    }

    /// <summary>An error inside a piece of the source, moved to the place of the piece.</summary>
    internal static ClaimError Within(string part, string source, int offset, ParseError error) =>
        At(part, source, offset + error.Position, error.Expected, error.Message) is var moved
            ? moved with { Error = moved.Error with { Found = error.Found } }
            : throw new InvalidOperationException();
}

/// <summary>A claim that was read, or what is wrong with its text.</summary>
/// <param name="Claim">The claim; null when there is an error.</param>
/// <param name="Error">The error; null when there is a claim.</param>
public sealed record ClaimResult(Claim? Claim, ClaimError? Error)
{
    /// <summary>The claim of a text known to be right.</summary>
    /// <exception cref="FormatException">The text is wrong; the message has the place.</exception>
    public Claim ValueOrThrow() => Claim ?? throw new FormatException(Error!.ToString());
}
