using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Networks;

/// <summary>The states of runs, finished or stopped, in a file beside the result; appended, each with a checksum, the last of a run counts.</summary>
/// <remarks>A file of another experiment is started afresh; a torn last record is dropped.</remarks>
internal sealed class NetworkCheckpoint : INetworkStates, IDisposable
{
    private const int DigestSize = 32;

    // A stop without warning loses at most this much of a run.
    private static readonly TimeSpan s_keepEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, long> _kept = new();
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly Lock _gate = new();

    private NetworkCheckpoint(string path, FileStream stream, Dictionary<int, byte[]> states)
    {
        _path = path;
        _stream = stream;
        States = states;
    }

    /// <summary>The states found, by the number of the run.</summary>
    internal Dictionary<int, byte[]> States { get; }

    /// <summary>Opens the checkpoint of a result file.</summary>
    /// <exception cref="InputException">The place can't be written.</exception>
    internal static NetworkCheckpoint Open(string result, string identity)
    {
        string path = result + ".partial";
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
            var states = new Dictionary<int, byte[]>();
            long good = 0;
            if (Read(stream, DigestSize) is { } known && known.AsSpan().SequenceEqual(key))
            {
                good = DigestSize;
                while (Read(stream, 8) is { } head && BitConverter.ToInt32(head, 4) is >= 0 and var size && size <= stream.Length - stream.Position
                    && Read(stream, size) is { } state && Read(stream, DigestSize) is { } digest && SHA256.HashData(state).AsSpan().SequenceEqual(digest))
                {
                    states[BitConverter.ToInt32(head, 0)] = state;
                    good = stream.Position;
                }
            }
            stream.SetLength(good);
            stream.Position = good;
            if (good == 0)
                stream.Write(key);
            return new NetworkCheckpoint(path, stream, states);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public byte[]? Last(int run) => States.GetValueOrDefault(run);

    /// <inheritdoc/>
    public bool IsDue(int run) => Stopwatch.GetElapsedTime(_kept.GetOrAdd(run, _ => Stopwatch.GetTimestamp())) >= s_keepEvery;

    /// <inheritdoc/>
    public void Keep(int run, byte[] state)
    {
        _kept[run] = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            try
            {
                _stream.Write(BitConverter.GetBytes(run));
                _stream.Write(BitConverter.GetBytes(state.Length));
                _stream.Write(state);
                _stream.Write(SHA256.HashData(state));
                _stream.Flush(flushToDisk: true);
            }
            catch (IOException e)
            {
                throw new InputException($"{_path}: cannot be written: {e.Message}", e);
            }
        }
    }

    /// <summary>Removes the file: the result is complete.</summary>
    internal void Complete()
    {
        _stream.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _stream.Dispose();

    private static byte[]? Read(FileStream stream, int size)
    {
        var data = new byte[size];
        return stream.ReadAtLeast(data, size, throwOnEndOfStream: false) == size ? data : null;
    }
}
