using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>A state of an orbit that lies in a set of T5.</summary>
/// <param name="Step">K.</param>
/// <param name="D">An enclosure of D_K.</param>
/// <param name="Set">The set, with V of the state.</param>
internal sealed record FollowedEntry(int Step, Certified D, ContractionSet Set);

/// <summary>The orbit of a start in enclosures up to the sets of T5 that it enters, and the counts that follow.</summary>
internal sealed class FollowedStart
{
    /// <summary>Steps that are followed at most: a transient that is longer is left to the theorems about all starts.</summary>
    private const int MostSteps = 1000;

    private const long MostWork = 40_000;
    private const int MostEntries = 4;
    private const int MostFailures = 8;

    private readonly List<double> _offsets = [];
    private readonly List<FollowedEntry> _entries = [];
    private int _failures;

    private FollowedStart()
    {
    }

    /// <summary>The sets that hold the orbit from their step on, the first first; empty where none was found.</summary>
    internal IReadOnlyList<FollowedEntry> Entries => _entries;

    /// <summary>True where runs in doubles leave the exact one before it settles.</summary>
    internal bool IsSensitive { get; private set; }

    /// <summary>Why there is none.</summary>
    internal string Reason { get; private set; } = "no step came near enough to the centre";

    /// <summary>Follows the start of a problem. What is found depends on the limits of steps, work and attempts only.</summary>
    internal static FollowedStart Of(PhaseModel model, CancellationToken cancellation)
    {
        var followed = new FollowedStart();
        followed.Run(model, new EnclosedRun(model.Enclosed() with { Work = MostWork }), cancellation);
        return followed;
    }

    private void Run(PhaseModel model, EnclosedRun run, CancellationToken cancellation)
    {
        // A set is looked for when |u| fell, or hφ did, since one failed; a smaller one when |u| fell to a tenth, as it contracts faster.
        double below = double.PositiveInfinity, above = double.NegativeInfinity;
        while (_entries.Count < MostEntries && _failures < MostFailures)
        {
            double u = run.U.ToInterval().Mag;
            if (u == 0)
            {
                Reason = $"u_k = 0 at step {run.K}: the run stays there";
                return;
            }
            var d = Certified.Of(run.D);
            IsSensitive |= run.BitsLost > EnclosedRun.MostBitsLost;
            double gap = model.EdgeRatio(d) is { } edge ? 2 - edge.ToInterval().Mid : 1;
            if (gap > 0 && (u <= below || gap >= above))
            {
                var found = ContractionSearch.Around(model, Certified.Of(run.U), d, symmetric: false, cancellation);
                if (found.Set is { } set)
                {
                    _entries.Add(new((int)run.K, d, set));
                    (below, above) = (0.1 * u, double.PositiveInfinity);
                }
                else if (_entries.Count == 0)
                {
                    _failures++;
                    Reason = $"at step {run.K}, {found.Reason}";
                    (below, above) = (0.7 * u, 1.25 * gap);
                }
                else
                {
                    return;
                }
            }
            if (run.K >= MostSteps || !run.Advance(cancellation))
            {
                Reason = $"{run.Failure ?? $"{run.K} steps were followed"}; {Reason}";
                return;
            }
            _offsets.Add(u);
        }
    }

    /// <summary>At most so many steps have |u| >= ε: those followed that may have it, then those that a set leaves.</summary>
    internal Certified? CountOf(Certified epsilon) => Least(epsilon, (entry, later) =>
    {
        long before = 0;
        for (int k = 0; k < entry.Step; k++)
            before += May(_offsets[k], epsilon) ? 1 : 0;
        // Step n after K has |u| <= ε, so it may still have |u| = ε.
        return before + later + (later > 0 || May(entry.Set, epsilon) ? 1 : 0);
    });

    /// <summary>A step from which |u| &lt;= ε for ever.</summary>
    internal Certified? From(Certified epsilon) => Least(epsilon, (entry, later) =>
    {
        if (later > 0)
            return entry.Step + later;
        int last = entry.Step;
        while (last > 0 && !May(_offsets[last - 1], epsilon))
            last--;
        return last;
    });

    private Certified? Least(Certified epsilon, Func<FollowedEntry, long, long> steps)
    {
        long? least = null;
        foreach (var entry in _entries)
        {
            if (entry.Set.StepsTo(epsilon) is { } later)
                least = Math.Min(least ?? long.MaxValue, steps(entry, later));
        }
        return least is { } n ? (Certified)(Rational)n : null;
    }

    private static bool May(double offset, Certified epsilon) => Certified.Less(Rational.FromDouble(offset), epsilon) != true;

    private static bool May(ContractionSet set, Certified epsilon) => Certified.Less(set.Amplitude, epsilon) != true;

    /// <summary>An enclosure of φ_∞ by the last set that bounds the loss of D; null without one, or without F''(c).</summary>
    internal Certified? Limit(PhaseModel model) =>
        _entries.LastOrDefault(e => e.Set.Loss is not null) is { Set.Loss: { } q } entry ? LimitRange.Sharpness(model, entry.D, q) : null;
}
