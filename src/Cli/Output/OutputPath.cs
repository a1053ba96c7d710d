using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Output;

/// <summary>Looks at the place of an answer before the work, so that hours of it are not lost to a mistyped folder.</summary>
internal static class OutputPath
{
    // A file whose name says one of these and holds another deceives.
    private static readonly HashSet<string> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ".json", ".html", ".htm", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".pdf", ".eps", ".parquet", ".csv", ".tsv", ".xlsx", ".toml", ".tex", ".md",
    };

    /// <summary>Checks that a file can be written there and that its name does not promise another format.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file; null and "-" are nothing to check.</param>
    /// <param name="endings">What a name may end in.</param>
    /// <exception cref="InputException">It can't be written, or its name promises another format.</exception>
    internal static void CheckFile(string option, string? path, params string[] endings)
    {
        if (path is null or "-")
            return;
        string ending = Path.GetExtension(path);
        if (s_formats.Contains(ending) && !endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
            throw new InputException($"{option}: '{path}' promises another format; expected a name that ends in {string.Join(" or ", endings)}");
        if (Directory.Exists(path))
            throw new InputException($"{option}: {path} is a folder; expected a file");
        AtomicFile.Check(path);
    }

    /// <summary>Makes a folder, if need be, and checks that files can be written there.</summary>
    /// <exception cref="InputException">It can't be made or written.</exception>
    internal static void CheckFolder(string option, string? path)
    {
        if (path is null)
            return;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{option}: {path}: cannot be made: {e.Message}", e);
        }
        AtomicFile.Check(Path.Combine(path, "answer"));
    }
}
