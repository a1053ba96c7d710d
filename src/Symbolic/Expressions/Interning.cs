using System.Runtime.CompilerServices;

namespace BoundCheck.Symbolic;

/// <summary>The table that makes equal expressions one object. It holds nodes weakly, so unused expressions are collected.</summary>
internal static class Interning
{
    private const int Shards = 64;
    private static readonly Shard[] s_shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];

    /// <summary>The shared node equal to <paramref name="candidate"/>, which may be the candidate itself.</summary>
    internal static T Share<T>(T candidate)
        where T : Expr => (T)s_shards[(uint)candidate.Hash % Shards].Share(candidate);

    /// <summary>Places in the table, those of collected expressions included.</summary>
    internal static int Count => s_shards.Sum(s => s.Count);

    private sealed class Shard
    {
        private readonly Dictionary<int, List<WeakReference<Expr>>> _buckets = [];
        private int _inserted, _sweepAfter = 1024;

        internal int Count
        {
            [MethodImpl(MethodImplOptions.Synchronized)]
            get => _buckets.Sum(b => b.Value.Count);
        }

        [MethodImpl(MethodImplOptions.Synchronized)]
        internal Expr Share(Expr candidate)
        {
            if (!_buckets.TryGetValue(candidate.Hash, out var bucket))
                _buckets[candidate.Hash] = bucket = new List<WeakReference<Expr>>(1);
            for (int i = 0; i < bucket.Count; i++)
            {
                if (bucket[i].TryGetTarget(out var known) && known.GetType() == candidate.GetType() && candidate.SameNode(known))
                    return known;
            }
            candidate.Evidence = Totality.Judge(candidate);
            bucket.Add(new WeakReference<Expr>(candidate));
            if (++_inserted > _sweepAfter)
                Sweep();
            return candidate;
        }

        // Drops what was collected. Amortised: the next one after as many inserts as there are buckets left.
        private void Sweep()
        {
            foreach (var (hash, bucket) in _buckets.ToArray())
            {
                bucket.RemoveAll(w => !w.TryGetTarget(out _));
                if (bucket.Count == 0)
                    _buckets.Remove(hash);
            }
            _inserted = 0;
            _sweepAfter = Math.Max(1024, _buckets.Count);
        }
    }
}
