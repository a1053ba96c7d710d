namespace BoundCheck.Bounds.Problems;

/// <summary>A start in the coordinates of a structure; each structure that has such coordinates has its own.</summary>
public abstract record ReducedState
{
    /// <summary>A start beside it: a small change of one coordinate.</summary>
    /// <param name="share">How much, relatively; > 0.</param>
    public abstract ReducedState Moved(double share);
}

/// <summary>A start read in the coordinates of a structure.</summary>
/// <param name="State">The state; null for a structure without coordinates of its own, and where the start has the wrong shape.</param>
/// <param name="Objection">What is wrong with the shape of the start; null when nothing is.</param>
public sealed record StateReading(ReducedState? State, StateObjection? Objection);

/// <summary>What is wrong with the shape of a start.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Text">What was found and expected.</param>
public sealed record StateObjection(string Variable, string Text);
