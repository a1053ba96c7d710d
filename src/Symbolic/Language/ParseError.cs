using System.Globalization;
using System.Text;

namespace BoundCheck.Symbolic;

/// <summary>Where and why a text is not in the objective language.</summary>
/// <param name="Position">Offset into the text in UTF-16 units, from 0; the text's length when its end came too early.</param>
/// <param name="Line">Line of the place, from 1.</param>
/// <param name="Column">Column of the place in UTF-16 units, from 1.</param>
/// <param name="Found">What stands there, shortened; "end of input" at the end.</param>
/// <param name="Expected">What would have been accepted, in words; empty when the place is well formed but its meaning is not.</param>
/// <param name="Message">The whole complaint in one sentence, without the place.</param>
public sealed record ParseError(int Position, int Line, int Column, string Found, string Expected, string Message)
{
    private const int WindowWidth = 76;

    /// <summary>"line:column: message", the source line (cut around the place when long), and a caret under the place.</summary>
    /// <param name="source">The text that was parsed.</param>
    public string Render(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int place = Math.Clamp(Position, 0, source.Length);
        int start = place == 0 ? 0 : source.LastIndexOf('\n', place - 1) + 1;
        int end = source.IndexOf('\n', place);
        if (end < 0)
            end = source.Length;
        int from = start, to = end;
        if (end - start > WindowWidth)
        {
            from = Math.Max(start, Math.Min(place - WindowWidth / 2, end - WindowWidth));
            to = Math.Min(end, from + WindowWidth);
        }
        string left = from > start ? "..." : "", right = to < end ? "..." : "";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Line}:{Column}: {Message}").Append('\n');
        text.Append("  ").Append(left);
        foreach (char c in source.AsSpan(from, to - from))
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        text.Append(right).Append('\n');
        text.Append(' ', 2 + left.Length + place - from).Append('^');
        return text.ToString();
    }

    /// <summary>"line:column: message".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: {Message}");

    internal static ParseError At(string source, int position, string found, string expected, string message)
    {
        int line = 1, lineStart = 0;
        for (int i = 0; i < position; i++)
        {
            if (source[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }
        return new ParseError(position, line, position - lineStart + 1, found, expected, message);
    }
}
