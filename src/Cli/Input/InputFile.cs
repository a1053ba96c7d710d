using System.Globalization;
using System.Text;

namespace BoundCheck.Cli.Input;

/// <summary>The one way a file that a user names is read whole: never more than its limit, whatever its length is said to be.</summary>
internal static class InputFile
{
    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">What to call it in errors.</param>
    /// <param name="what">What it is, for errors: "a problem file".</param>
    /// <param name="most">The most bytes it may have, a multiple of 1 MiB.</param>
    /// <exception cref="InputException">It can't be read, or has more.</exception>
    internal static byte[] Bytes(string path, string place, string what, long most)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                // A device or a pipe has no length to look at before.
                if (bytes.Length + read > most)
                    throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{place}: {what} has at most {most >> 20} MiB, this one more"));
                bytes.Write(buffer, 0, read);
            }
            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string found = e is FileNotFoundException or DirectoryNotFoundException ? $"there is no file '{path}'"
                : Directory.Exists(path) ? $"'{path}' is a folder" : $"'{path}' can't be read ({e.Message})";
            throw new InputException($"{place}: expected {what}, but {found}", e);
        }
    }

    /// <summary>The text of a file, UTF-8 unless a mark at its beginning says otherwise.</summary>
    /// <exception cref="InputException">As for bytes.</exception>
    internal static string Text(string path, string place, string what, long most)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(path, place, what, most)), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
