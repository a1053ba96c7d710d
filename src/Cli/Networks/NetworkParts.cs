using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Networks;

/// <summary>The runs of all parts of a divided command.</summary>
internal sealed class NetworkParts : INetworkStates
{
    /// <summary>The ending of a part's file.</summary>
    internal const string Extension = "runs";

    private readonly Dictionary<int, byte[]> _states;

    private NetworkParts(Dictionary<int, byte[]> states)
    {
        _states = states;
    }

    /// <summary>Whether the file of a part is there with all its runs.</summary>
    internal static bool IsFinished(Shard shard, string identity, int runs) =>
        File.Exists(shard.File(Extension)) && StatesOf(shard, identity, runs) is not null;

    /// <summary>Reads the parts.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="identity">What the results depend on.</param>
    /// <param name="runs">The number of runs of the whole.</param>
    /// <exception cref="InputException">A part is missing, damaged, or of other work.</exception>
    internal static NetworkParts Read(string folder, string identity, int runs)
    {
        var states = new Dictionary<int, byte[]>();
        foreach (var shard in ShardManifest.Parts(folder, ShardManifest.Hash(identity), runs, Extension))
        {
            foreach (var (run, state) in StatesOf(shard, identity, runs)
                ?? throw new InputException($"{shard.File(Extension)}: damaged, or of other networks: not all of its runs are there"))
                states[run] = state;
        }
        return new NetworkParts(states);
    }

    /// <inheritdoc/>
    public byte[]? Last(int run) => _states.GetValueOrDefault(run);

    /// <inheritdoc/>
    public bool IsDue(int run) => false;

    /// <inheritdoc/>
    public void Keep(int run, byte[] state)
    {
    }

    private static Dictionary<int, byte[]>? StatesOf(Shard shard, string identity, int runs)
    {
        var (first, count) = shard.Of(runs);
        var states = NetworkCheckpoint.StatesOf(shard.File(Extension), identity);
        return Enumerable.Range((int)first, (int)count).All(states.ContainsKey) ? states : null;
    }
}
