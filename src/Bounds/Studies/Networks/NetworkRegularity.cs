using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Networks;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>
/// What the analyser says of a network's loss and activation, each taken as F in f(x, y) = F(x·y). About the functions the verdicts are
/// proofs; that a network behaves accordingly is an extrapolation, which a run can only support or contradict.
/// </summary>
/// <param name="Loss">The loss as a function of the residual.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Composition">The degree of loss after activation, F(φ(s)): how fast the objective grows along one weight.</param>
public sealed record NetworkRegularity(RegularityReport Loss, RegularityReport Activation, Degree Composition)
{
    /// <summary>Analyses both functions.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="deadline">When cancelled, what is left is unknown; nothing is thrown.</param>
    public static NetworkRegularity Analyze(ScalarFunction loss, ScalarFunction activation, CancellationToken deadline)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(activation);
        return new NetworkRegularity(Report(loss, deadline), Report(activation, deadline), DegreeOf(loss, activation, deadline));
    }

    /// <summary>Everything unknown, for one reason.</summary>
    public static NetworkRegularity Undecided(Unknown unknown) =>
        new(RegularityReport.Undecided(unknown), RegularityReport.Undecided(unknown), new Degree(null, false, unknown));

    /// <summary>The certified sharpness bound of the scalar model F(x·y) at the least tabulated radius that covers a path, where there is one.</summary>
    /// <param name="p">The largest |W1|² + |W2|² on the path.</param>
    public LocalSmoothness? AlongPath(double p) =>
        Loss.LocalSmoothness.Where(l => l.Bound is not null && l.Radius.ToInterval().Lo >= p).MinBy(l => l.Radius.ToInterval().Hi);

    private static RegularityReport Report(ScalarFunction f, CancellationToken deadline)
    {
        var product = Variable.Of("x") * Variable.Of("y");
        return Objective.Analyze(f.Name, f.Value.Substitute(f.Variable, product)).Structure.Regularity(deadline);
    }

    private static Degree DegreeOf(ScalarFunction loss, ScalarFunction activation, CancellationToken deadline)
    {
        var composed = loss.Value.Substitute(loss.Variable, activation.Value);
        try
        {
            return GrowthAnalysis.Profile(composed, activation.Variable, null, deadline).DegreeOfRegularity switch
            {
                GrowthDegree.Infinite => new Degree(null, true, new Proved(Method.Symbolic, "it exceeds every power")),
                GrowthDegree.Unknown u => new Degree(null, false, new Unknown(u.Reason)),
                var finite when finite.IsRational(out var d) => new Degree(d, false, new Proved(Method.Symbolic, "leading terms at both infinities")),
                var other => new Degree(null, false, new Unknown($"the degree {other} is not rational")),
            };
        }
        catch (OperationCanceledException)
        {
            return new Degree(null, false, Unknown.Time);
        }
    }
}
