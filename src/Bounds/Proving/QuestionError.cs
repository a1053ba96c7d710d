using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Why a question about a range or a set can't be asked.</summary>
/// <param name="Message">The complaint, with the line and a caret where there is a place.</param>
/// <param name="At">The place in one of the texts; null when each is well formed and they don't fit together.</param>
public sealed record QuestionError(string Message, ClaimError? At = null)
{
    internal static QuestionError Of(ClaimError error) => new(error.Render(), error);

    /// <summary>The complaint about the expression inside a text, at its place in it; null when it is well formed.</summary>
    internal static QuestionError? In(string part, string text, int from, int length, IReadOnlyDictionary<string, Expr>? parameters) =>
        Parser.Parse(text.Substring(from, length), parameters is null ? ParseOptions.Default : new() { Parameters = parameters }).TryGet(out _, out var error)
            ? null : Of(ClaimError.Within(part, text, from, error));
}
