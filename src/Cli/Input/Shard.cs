using System.Globalization;

namespace BoundCheck.Cli.Input;

/// <summary>One of several equal parts of some work, each done by a process of its own.</summary>
/// <param name="Index">Which one, from 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Folder">Where the parts and their manifest stand.</param>
internal sealed record Shard(int Index, int Count, string Folder)
{
    private const int Most = 100_000;

    private const string Expected = "expected i/n with 1 <= i <= n, auto/n or auto";

    /// <summary>The file of this part.</summary>
    /// <param name="extension">The ending that tells its format, without a dot.</param>
    internal string File(string extension) => FileOf(Folder, Index, Count, extension);

    /// <summary>The file of a part.</summary>
    internal static string FileOf(string folder, int index, int count, string extension) => Path.Combine(folder, $"part-{index}-of-{count}.{extension}");

    /// <summary>Its share of so many equal pieces: the first one and their number.</summary>
    internal (long First, long Count) Of(long all)
    {
        long Border(int i) => (long)((Int128)all * i / Count);
        return (Border(Index - 1), Border(Index) - Border(Index - 1));
    }

    /// <summary>
    /// Reads "3/8"; "auto/8" takes the index from the environment of a cluster (SLURM_ARRAY_TASK_ID, or JOB_COMPLETION_INDEX of a Kubernetes indexed Job),
    /// "auto" the number too (SLURM_ARRAY_TASK_COUNT).
    /// </summary>
    /// <param name="text">What stands behind --shard.</param>
    /// <param name="folder">What stands behind --out.</param>
    /// <param name="environment">The variables of the environment.</param>
    /// <exception cref="InputException">Not of that form, or the environment does not say.</exception>
    internal static Shard Read(string text, string? folder, Func<string, string?> environment)
    {
        if (folder is null)
            throw new InputException("--shard: the folder of the parts is missing; expected --out DIR");
        string[] halves = text.Split('/');
        if (halves is ["auto"])
            return Within(Task() - Number("SLURM_ARRAY_TASK_MIN", 1) + 1, Number("SLURM_ARRAY_TASK_COUNT", null));
        if (halves is not [var index, var count] || !TryRead(count, out int n))
            throw Wrong();
        if (index != "auto")
            return TryRead(index, out int i) ? Within(i, n) : throw Wrong();
        // Slurm counts from where the array begins, Kubernetes from 0.
        return Within(environment("SLURM_ARRAY_TASK_ID") is null
            ? Number("JOB_COMPLETION_INDEX", null) + 1
            : Task() - Number("SLURM_ARRAY_TASK_MIN", 1) + 1, n);

        int Task() => Number("SLURM_ARRAY_TASK_ID", null);

        int Number(string variable, int? otherwise) => environment(variable) is { } value
            ? TryRead(value, out int number) ? number : throw new InputException($"--shard: {variable} = '{ProblemReader.Shorten(value)}' is no number from 0")
            : otherwise ?? throw new InputException($"--shard {ProblemReader.Shorten(text)}: {variable} is not set in the environment; {Expected}");

        Shard Within(int i, int of) => i >= 1 && i <= of && of <= Most ? new Shard(i, of, folder) : throw Wrong();

        InputException Wrong() => new($"--shard: {Expected}, n at most {Most}; found '{ProblemReader.Shorten(text)}'");
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
