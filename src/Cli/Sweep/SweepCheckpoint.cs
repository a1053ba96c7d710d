using System.Buffers.Binary;
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
    private const int DigestSize = 32, CellSize = 5 + 3 * sizeof(double);

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly byte[] _key;
    private int _sinceFlushed;

    private SweepCheckpoint(string path, FileStream stream, byte[] key)
    {
        _path = path;
        _stream = stream;
        _key = key;
    }

    /// <summary>Opens the checkpoint of a result file.</summary>
    /// <exception cref="InputException">The place can't be written.</exception>
    internal static SweepCheckpoint Open(string result, string identity)
    {
        string path = result + ".partial";
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return new SweepCheckpoint(path, stream, SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The bands that were found finished, from the first cell on; to be read to the end before any is added. The next
    /// one overwrites a band.</summary>
    /// <param name="cells">The number of cells of the plan.</param>
    /// <param name="bandSize">The cells a band.</param>
    /// <param name="found">Told how many cells were found when there were any.</param>
    /// <exception cref="InputException">The file can't be read.</exception>
    internal IEnumerable<SweepBand> Finished(long cells, int bandSize, Action<long> found)
    {
        long done = 0, good = 0;
        var band = new SweepBand((int)Math.Min(bandSize, cells));
        if (Read(DigestSize) is { } known && known.AsSpan().SequenceEqual(_key))
        {
            for (good = DigestSize; done < cells; good = _stream.Position)
            {
                int count = (int)Math.Min(bandSize, cells - done);
                if (Read(Size(count)) is not { } data || Read(DigestSize) is not { } digest || !SHA256.HashData(data).AsSpan().SequenceEqual(digest))
                    break;
                band.Begin(done, count);
                Unpack(band, data);
                yield return band;
                done += count;
            }
        }
        if (done > 0)
            found(done);
        Write(() =>
        {
            _stream.SetLength(good);
            _stream.Position = good;
            if (good == 0)
                _stream.Write(_key);
        });
    }

    /// <summary>Appends a finished band.</summary>
    /// <exception cref="InputException">The file can't be written.</exception>
    internal void Add(SweepBand band)
    {
        byte[] data = Pack(band);
        Write(() =>
        {
            _stream.Write(data);
            _stream.Write(SHA256.HashData(data));
            // A process that is killed leaves what it wrote; a machine that fails costs the last few bands, which their digests tell.
            _sinceFlushed = (_sinceFlushed + 1) % 16;
            _stream.Flush(flushToDisk: _sinceFlushed == 0);
        });
    }

    /// <summary>Removes the file: the result is complete.</summary>
    internal void Complete()
    {
        _stream.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _stream.Dispose();

    private void Write(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new InputException($"{_path}: cannot be written: {e.Message}", e);
        }
    }

    private byte[]? Read(int size)
    {
        try
        {
            var data = new byte[size];
            return _stream.ReadAtLeast(data, size, throwOnEndOfStream: false) == size ? data : null;
        }
        catch (IOException e)
        {
            throw new InputException($"{_path}: cannot be read: {e.Message}", e);
        }
    }

    private static int Size(int count) => count * CellSize;

    /// <summary>What a band says of its cells, as bytes.</summary>
    internal static byte[] Pack(SweepBand band)
    {
        var data = new byte[Size(band.Count)];
        for (int i = 0; i < band.Count; i++)
        {
            var cell = data.AsSpan(i * CellSize, CellSize);
            cell[0] = (byte)band.Certificates[i].Verdict;
            cell[1] = band.Certificates[i].Rule;
            cell[2] = (byte)band.Outcomes[i];
            cell[3] = band.Periods[i];
            cell[4] = (byte)band.Phenomena[i];
            BinaryPrimitives.WriteInt64LittleEndian(cell[5..], band.Steps[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(cell[13..], band.LimitSharpness[i]);
            BinaryPrimitives.WriteDoubleLittleEndian(cell[21..], band.MaxLoss[i]);
        }
        return data;
    }

    private static void Unpack(SweepBand band, byte[] data)
    {
        for (int i = 0; i < band.Count; i++)
        {
            var cell = data.AsSpan(i * CellSize, CellSize);
            band.Certificates[i] = new CellCertificate((CellVerdict)cell[0], cell[1]);
            band.Outcomes[i] = (Outcome)cell[2];
            band.Periods[i] = cell[3];
            band.Phenomena[i] = (SweepPhenomena)cell[4];
            band.Steps[i] = BinaryPrimitives.ReadInt64LittleEndian(cell[5..]);
            band.LimitSharpness[i] = BinaryPrimitives.ReadDoubleLittleEndian(cell[13..]);
            band.MaxLoss[i] = BinaryPrimitives.ReadDoubleLittleEndian(cell[21..]);
        }
    }
}
