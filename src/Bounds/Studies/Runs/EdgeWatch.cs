using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>A step of a run from which an invariant set at the edge of stability holds the state.</summary>
/// <param name="Step">The step k.</param>
/// <param name="EdgeAtLeast">hφ_∞ is at least that.</param>
/// <param name="Source">Where it is proved.</param>
public sealed record EdgeEntry(long Step, Certified EdgeAtLeast, Source Source);

/// <summary>Looks along an enclosed run for the first state that an invariant set at the edge of stability holds.</summary>
/// <remarks>A search takes a tenth of a second or more: it is tried while hφ is near 2 and again only when the state has come nearer.</remarks>
internal sealed class EdgeWatch
{
    private const int MostTries = 12;
    private const double Lowest = 1.6, Highest = 2.7, Farthest = 0.8, Nearer = 0.9;

    private readonly EdgeSetSearch? _search;
    private readonly CancellationToken _cancellation;
    private int _tries;
    private double _below = Farthest;

    internal EdgeWatch(Setting setting, CancellationToken cancellation) =>
        (_search, _cancellation) = (setting.Regularity.CurvatureAtCentre is null ? null : EdgeSetSearch.Of(setting), cancellation);

    /// <summary>The first entry; null while there is none.</summary>
    internal EdgeEntry? Entry { get; private set; }

    /// <summary>Looks at the state of step k.</summary>
    internal void Look(long k, Certified u, Certified d)
    {
        if (Entry is not null || _search is null || _tries >= MostTries)
            return;
        var state = EdgeState.Of(_search.Model, u, d);
        if (!state.Edge.IsBounded || !state.Offset.IsBounded || state.Edge.Lo < Lowest || state.Edge.Hi > Highest || state.Offset.Mag > _below)
            return;
        _tries++;
        _below = Nearer * state.Offset.Mag;
        if (_search.Below(state.Edge.Hi, state, _cancellation) is { } set)
            Entry = new EdgeEntry(k, set.Bound, EdgeOfStabilityAnywhere.Floor);
    }
}
