using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace BoundCheck.Numeric.Networks.Data;

/// <summary>An array of unsigned bytes in the IDX format of the MNIST files: magic 0, 0, 8, dimensions; big-endian sizes; the values.</summary>
/// <param name="Sizes">The sizes, outermost first.</param>
/// <param name="Values">The values, last index fastest.</param>
internal sealed record IdxFile(ImmutableArray<int> Sizes, byte[] Values)
{
    /// <summary>The largest number of values read.</summary>
    public const long MostValues = 1L << 30;

    private const int MostDimensions = 4;

    /// <summary>Reads a file, gzipped (by its first bytes) or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The number of items (along the first size) to read; the rest is left unread.</param>
    /// <exception cref="DataException">The file can't be read, is not IDX of unsigned bytes, or its length does not fit its header.</exception>
    public static IdxFile Read(string path, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path, most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException(DataFault.Unreadable, path, e.Message, e);
        }
    }

    /// <summary>Reads from a seekable stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="most">The number of items to read.</param>
    /// <exception cref="DataException">As for a file.</exception>
    public static IdxFile Read(Stream stream, string name, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(stream);
        int first = stream.ReadByte(), second = stream.ReadByte();
        stream.Seek(0, SeekOrigin.Begin);
        if (first != 0x1F || second != 0x8B)
            return Parse(stream, name, most);
        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return Parse(unpacked, name, most);
        }
        catch (InvalidDataException e)
        {
            throw new DataException(DataFault.Damaged, name, $"the gz container is damaged: {e.Message}", e);
        }
    }

    private static IdxFile Parse(Stream stream, string name, int most)
    {
        Span<byte> header = stackalloc byte[4];
        Fill(stream, header, name, "the magic number");
        if (header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] is < 1 or > MostDimensions)
            throw new DataException(DataFault.WrongMagic, name,
                $"not an IDX file of unsigned bytes: the magic number is {Convert.ToHexString(header)}, expected 00000801 (labels) or 00000803 (images)");
        var sizes = new int[header[3]];
        long count = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            Fill(stream, header, name, "the sizes");
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size is 0 or > int.MaxValue)
                throw new DataException(DataFault.Sizes, name, $"size {i + 1} is {size}; expected 1 to {int.MaxValue}");
            sizes[i] = (int)size;
        }
        bool whole = most >= sizes[0];
        int announced = sizes[0];
        sizes[0] = Math.Min(sizes[0], Math.Max(1, most));
        foreach (int size in sizes)
        {
            count *= size;
            if (count > MostValues)
                throw new DataException(DataFault.Sizes, name, $"the header announces more than {MostValues} values");
        }
        var values = ReadValues(stream, (int)count, name, announced);
        if (whole && stream.ReadByte() >= 0)
            throw new DataException(DataFault.Excess, name, $"the file goes on after the {count} values that its header announces");
        return new IdxFile([.. sizes], values);
    }

    // Grows with what is there, so that a header can't ask for memory that the file does not fill.
    private static byte[] ReadValues(Stream stream, int count, string name, int items)
    {
        using var values = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (values.Length < count)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count - values.Length));
            if (read == 0)
                throw new DataException(DataFault.Truncated, name,
                    $"the file ends after {values.Length} of the {count} values that its header announces ({items} items): it is truncated");
            values.Write(buffer, 0, read);
        }
        return values.ToArray();
    }

    private static void Fill(Stream stream, Span<byte> target, string name, string what)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
            throw new DataException(DataFault.Truncated, name, $"the file ends in {what}: it is truncated");
    }
}
