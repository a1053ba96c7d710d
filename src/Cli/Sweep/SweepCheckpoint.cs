using System.Security.Cryptography;
using System.Text;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Sweep;

/// <summary>The finished bands of an unfinished sweep, in a file beside its result; each band carries a checksum.</summary>
/// <remarks>A file of another sweep, or with a torn last band, is used only as far as it fits.</remarks>
internal sealed class SweepCheckpoint : IDisposable
{
    private const int DigestSize = 32;

    private readonly string _path;
    private readonly FileStream _stream;

    private SweepCheckpoint(string path, FileStream stream, int bands)
    {
        _path = path;
        _stream = stream;
        Bands = bands;
    }

    /// <summary>Bands that were found finished.</summary>
    internal int Bands { get; }

    /// <summary>Opens the checkpoint of a result file and loads its finished bands into the table.</summary>
    /// <exception cref="InputException">The place can't be written.</exception>
    internal static SweepCheckpoint Open(string result, string identity, SweepTable table, int bandSize)
    {
        string path = result + ".partial";
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
            int bands = 0;
            long good = 0;
            if (ReadExactly(stream, DigestSize) is { } known && known.AsSpan().SequenceEqual(key))
            {
                good = DigestSize;
                while (bands * (long)bandSize < table.Cells)
                {
                    int first = bands * bandSize, count = Math.Min(bandSize, table.Cells - first);
                    if (ReadExactly(stream, Size(count)) is not { } data || ReadExactly(stream, DigestSize) is not { } digest
                        || !SHA256.HashData(data).AsSpan().SequenceEqual(digest))
                        break;
                    Unpack(table, first, count, data);
                    good = stream.Position;
                    bands++;
                }
            }
            stream.SetLength(good);
            stream.Position = good;
            if (good == 0)
                stream.Write(key);
            return new SweepCheckpoint(path, stream, bands);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Appends a finished band.</summary>
    internal void Add(SweepTable table, int first, int count)
    {
        byte[] data = Pack(table, first, count);
        try
        {
            _stream.Write(data);
            _stream.Write(SHA256.HashData(data));
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw new InputException($"{_path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Removes the file: the result is complete.</summary>
    internal void Complete()
    {
        _stream.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _stream.Dispose();

    private static byte[]? ReadExactly(FileStream stream, int size)
    {
        var data = new byte[size];
        return stream.ReadAtLeast(data, size, throwOnEndOfStream: false) == size ? data : null;
    }

    private static int Size(int count) => count * (5 + 3 * sizeof(double));

    /// <summary>What a table says of some cells, as bytes.</summary>
    internal static byte[] Pack(SweepTable t, int first, int count)
    {
        using var memory = new MemoryStream(Size(count));
        using var writer = new BinaryWriter(memory);
        for (int i = first; i < first + count; i++)
        {
            writer.Write((byte)t.Certificates[i].Verdict);
            writer.Write(t.Certificates[i].Rule);
            writer.Write((byte)t.Outcomes[i]);
            writer.Write(t.Periods[i]);
            writer.Write((byte)t.Phenomena[i]);
            writer.Write(t.Steps[i]);
            writer.Write(t.LimitSharpness[i]);
            writer.Write(t.MaxLoss[i]);
        }
        return memory.ToArray();
    }

    private static void Unpack(SweepTable t, int first, int count, byte[] data)
    {
        using var reader = new BinaryReader(new MemoryStream(data));
        for (int i = first; i < first + count; i++)
        {
            t.Certificates[i] = new CellCertificate((CellVerdict)reader.ReadByte(), reader.ReadByte());
            t.Outcomes[i] = (Outcome)reader.ReadByte();
            t.Periods[i] = reader.ReadByte();
            t.Phenomena[i] = (SweepPhenomena)reader.ReadByte();
            t.Steps[i] = reader.ReadInt64();
            t.LimitSharpness[i] = reader.ReadDouble();
            t.MaxLoss[i] = reader.ReadDouble();
        }
    }
}
