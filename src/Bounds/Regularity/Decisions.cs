using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Sign questions of the numeric layer as verdicts.</summary>
internal static class Decisions
{
    /// <summary>Decides "f relation 0" on a domain by outward-rounded enclosures.</summary>
    internal static Verdict Sign(UnivariateFunction f, Domain domain, Relation relation, string quantity, CancellationToken cancellation,
        int work = RangeOptions.StandardWork) =>
        Signs.Decide(f, domain, relation, new RangeOptions(WorkLimit: work, Cancellation: cancellation)) switch
        {
            SignProved p => new Proved(Method.Interval, p.Certificate),
            SignRefuted r => new Refuted(
                new Witness([new WitnessValue("u", r.Low, r.High)], $"{quantity} in {r.Value} at u{(r.Low == r.High ? " = " + r.Low : "")}"), Method.Interval),
            SignUnknown u => new Unknown(u.Reason, u.Undecided?.ToString()),
            _ => new Unknown("no answer"),
        };
}
