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
    internal static void Check(string path) => Begin(path).Dispose();

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> produces.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = Begin(path);
        file.Write(write);
        file.Complete();
    }

    /// <summary>Begins a file that is written piece by piece: the one at <paramref name="path"/> stays until it is complete.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal static Unfinished Begin(string path) => new(path);

    /// <summary>A file beside its place, which is gone afterwards unless it was completed.</summary>
    internal sealed class Unfinished : IDisposable
    {
        private readonly string _path;
        private readonly string _beside = "";
        private readonly FileStream _stream;

        internal Unfinished(string path)
        {
            _path = path;
            try
            {
                _beside = string.Create(CultureInfo.InvariantCulture,
                    $"{Path.GetFullPath(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref s_files)}.tmp");
                s_unfinished[_beside] = true;
                _stream = new FileStream(_beside, FileMode.Create, FileAccess.Write);
            }
            catch (Exception e) when (IsOfThePlace(e))
            {
                Dispose();
                throw CannotBeWritten(e);
            }
        }

        /// <summary>Writes on.</summary>
        /// <exception cref="InputException">It can't be written.</exception>
        internal void Write(Action<Stream> write)
        {
            try
            {
                write(_stream);
            }
            catch (Exception e) when (IsOfThePlace(e))
            {
                throw CannotBeWritten(e);
            }
        }

        /// <summary>Puts the file in its place.</summary>
        /// <exception cref="InputException">It can't be put there.</exception>
        internal void Complete()
        {
            try
            {
                _stream.Dispose();
                File.Move(_beside, Path.GetFullPath(_path), overwrite: true);
            }
            catch (Exception e) when (IsOfThePlace(e))
            {
                throw CannotBeWritten(e);
            }
        }

        public void Dispose()
        {
            try
            {
                _stream?.Dispose();
            }
            catch (Exception e) when (IsOfThePlace(e))
            {
                // What could not be written goes with the file; who wrote it was told.
            }
            s_unfinished.TryRemove(_beside, out _);
            if (File.Exists(_beside))
                File.Delete(_beside);
        }

        private static bool IsOfThePlace(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException;

        private InputException CannotBeWritten(Exception e) => new($"{_path}: cannot be written: "
            + (e is DirectoryNotFoundException ? $"the folder {Path.GetDirectoryName(Path.GetFullPath(_path))} does not exist" : e.Message), e);
    }

    /// <summary>Replaces the file by a text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
