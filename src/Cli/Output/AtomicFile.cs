using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Output;

/// <summary>Writes a file beside its target and renames it, so that no reader and no interruption sees half a file.</summary>
public static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> s_unfinished = new(StringComparer.Ordinal);

    private static long s_files;

    /// <summary>Deletes what is being written, for the end of the process in the middle of it.</summary>
    internal static void DeleteUnfinished()
    {
        foreach (string file in s_unfinished.Keys)
            File.Delete(file);
    }

    /// <summary>Checks that a file can be written at the place, and leaves it as it is.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal static void Check(string path) => Beside(path, _ => { });

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> produces.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Beside(path, beside =>
        {
            using (var stream = new FileStream(beside, FileMode.Open, FileAccess.Write))
                write(stream);
            File.Move(beside, Path.GetFullPath(path), overwrite: true);
        });
    }

    // Something done with a new file beside the place, which is gone afterwards.
    private static void Beside(string path, Action<string> use)
    {
        string beside = "";
        try
        {
            beside = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFullPath(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref s_files)}.tmp");
            s_unfinished[beside] = true;
            File.Create(beside).Dispose();
            use(beside);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new InputException($"{path}: cannot be written: the folder {Path.GetDirectoryName(Path.GetFullPath(path))} does not exist", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
        finally
        {
            s_unfinished.TryRemove(beside, out _);
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    /// <summary>Replaces the file by a text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
