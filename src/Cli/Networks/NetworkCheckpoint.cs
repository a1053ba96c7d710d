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
            var (states, good) = ReadAll(stream, identity);
            stream.SetLength(good);
            stream.Position = good;
            if (good == 0)
                stream.Write(Key(identity));
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

    /// <summary>Makes the file that of a finished part.</summary>
    internal void CompleteAs(string part)
    {
        _stream.Dispose();
        File.Move(_path, part, overwrite: true);
    }

    /// <summary>The states of runs in a file, the last of each; none where it is one of another experiment.</summary>
    /// <exception cref="InputException">It can't be read.</exception>
    internal static Dictionary<int, byte[]> StatesOf(string file, string identity)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return ReadAll(stream, identity).States;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Removes the file: the result is complete.</summary>
    internal void Complete()
    {
        _stream.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Key(string identity) => SHA256.HashData(Encoding.UTF8.GetBytes(identity));

    // The states, and how far the file can be trusted.
    private static (Dictionary<int, byte[]> States, long Good) ReadAll(FileStream stream, string identity)
    {
        var states = new Dictionary<int, byte[]>();
        if (Read(stream, DigestSize) is not { } known || !known.AsSpan().SequenceEqual(Key(identity)))
            return (states, 0);
        long good = DigestSize;
        while (Read(stream, 8) is { } head && BitConverter.ToInt32(head, 4) is >= 0 and var size && size <= stream.Length - stream.Position
            && Read(stream, size) is { } state && Read(stream, DigestSize) is { } digest && SHA256.HashData(state).AsSpan().SequenceEqual(digest))
        {
            states[BitConverter.ToInt32(head, 0)] = state;
            good = stream.Position;
        }
        return (states, good);
    }

    private static byte[]? Read(FileStream stream, int size)
    {
        var data = new byte[size];
        return stream.ReadAtLeast(data, size, throwOnEndOfStream: false) == size ? data : null;
    }
}
