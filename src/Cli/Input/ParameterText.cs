using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>The values of --param for commands without an objective.</summary>
internal static class ParameterText
{
    /// <summary>name=value each, the value a closed expression.</summary>
    /// <exception cref="InputException">One is malformed.</exception>
    internal static Dictionary<string, Expr> Read(IEnumerable<string>? texts) =>
        (texts ?? []).Select(Parameter).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

    private static (string Name, Expr Value) Parameter(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals > 0 ? text[..equals].Trim() : "";
        if (equals <= 0 || equals == text.Length - 1 || !Names.IsVariable(name))
            throw new InputException($"--param: expected name=value, found '{ProblemReader.Shorten(text)}'");
        return (name, ProblemReader.ReadClosed(new SourceText(text[(equals + 1)..].Trim(), "--param"), $"parameter '{ProblemReader.Shorten(name)}'"));
    }
}
