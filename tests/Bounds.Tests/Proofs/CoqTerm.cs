namespace BoundCheck.Bounds.Tests.Proofs;

/// <summary>An SMT-LIB formula over the reals in Coq's notation.</summary>
internal static class CoqTerm
{
    /// <summary>The formula with its symbols renamed.</summary>
    internal static string Of(string smt, IReadOnlyDictionary<string, string> symbols)
    {
        var stack = new Stack<List<string>>([[]]);
        foreach (string token in smt.Replace("(", " ( ", StringComparison.Ordinal)
            .Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token == "(")
            {
                stack.Push([]);
            }
            else if (token == ")")
            {
                var list = stack.Pop();
                stack.Peek().Add(Apply(list[0], list[1..]));
            }
            else
            {
                stack.Peek().Add(char.IsAsciiDigit(token[0]) ? token.Replace(".0", "", StringComparison.Ordinal) : symbols.GetValueOrDefault(token, token));
            }
        }
        return stack.Single().Single();
    }

    private static string Apply(string head, List<string> arguments) => (head, arguments.Count) switch
    {
        ("-", 1) => $"(- {arguments[0]})",
        ("not", 1) => $"(~ {arguments[0]})",
        ("or", _) => $"({string.Join(@" \/ ", arguments)})",
        ("and", _) => $"({string.Join(@" /\ ", arguments)})",
        ("+" or "*" or "-" or "/" or "<" or "<=" or ">" or ">=" or "=", >= 2) => $"({string.Join($" {head} ", arguments)})",
        _ => throw new ArgumentException($"no Coq notation for {head} with {arguments.Count} arguments"),
    };
}
