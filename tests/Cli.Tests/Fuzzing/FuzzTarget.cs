using System.Collections.Immutable;
using System.Text;

namespace BoundCheck.Cli.Tests.Fuzzing;

/// <summary>A reader of what others wrote.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Corpus">Valid inputs.</param>
/// <param name="Read">Reads an input: returns where it is read or refused, throws a documented error, or fails.</param>
public sealed record FuzzTarget(string Name, ImmutableArray<byte[]> Corpus, Action<byte[]> Read)
{
    /// <summary>A reader of a file, which is written for it under a name with this ending.</summary>
    internal static FuzzTarget OfFile(string name, string ending, ImmutableArray<byte[]> corpus, Action<string> read) => new(name, corpus, input =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"boundcheck-fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{ending}");
        File.WriteAllBytes(path, input);
        try
        {
            read(path);
        }
        finally
        {
            File.Delete(path);
        }
    });

    /// <summary>A reader of a text; bytes that are none are replaced, and sometimes half a character is left, which no file can hold but a request can.</summary>
    internal static FuzzTarget OfText(string name, ImmutableArray<string> corpus, Action<string> read) => new(name, [.. corpus.Select(Encoding.UTF8.GetBytes)], input =>
        read(input.Length % 2 == 0 ? Encoding.UTF8.GetString(input) : Encoding.UTF8.GetString(input).Replace('\uFFFD', '\uD83D')));

    public override string ToString() => Name;
}
