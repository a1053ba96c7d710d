using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories.Enclosed;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>The measured run against the enclosures of the exact one, as far as its sensitivity lets doubles follow.</summary>
internal static class PrefixCheck
{
    private const double Rounding = 1e-6;

    internal static IEnumerable<Contradiction> Find(RunReport run)
    {
        if (run.Complete is not { } complete || complete.BitsLost > EnclosedRun.MostBitsLost)
            yield break;
        var m = run.Measurement;
        foreach (var point in m.Trace.Where(p => p.Step < complete.Prefix.Length && double.IsFinite(p.U)))
        {
            var exact = complete.Prefix[(int)point.Step];
            double room = Rounding * (point.P + Math.Abs(point.S));
            if (point.U < exact.U.Lo - room || point.U > exact.U.Hi + room)
            {
                yield return new($"u_{point.Step} in {exact.U}", $"{point.U:R}");
                yield break;
            }
        }
        foreach (var point in m.Trace.Where(p => complete.EntryStep <= p.Step))
        {
            double most = complete.OffsetAt(point.Step)!.ToInterval().Hi;
            // F' that cancels at the centre resolves u to a few ulp of p and no better.
            if (Math.Abs(point.U) > most * (1 + 1e-3) + Rounding * point.P * most + 1e-15 * (1 + point.P))
            {
                yield return new($"|u_{point.Step}| <= {most:R} ({complete.Entries[0].Source})", $"{Math.Abs(point.U):R}");
                yield break;
            }
        }
        // The measured limit is that of D_K with |u_K| within the tolerance: above D_∞ by a part of order h²β²u_K².
        if (complete.Limit is { Phi: { } phi } && m.LimitSharpness is { } measured && run.Study.Problem.Tolerance <= 1e-5
            && phi.ToInterval() is var range && (measured < range.Lo * (1 - Rounding) || measured > range.Hi * (1 + Rounding)))
            yield return new($"φ_∞ in {range} ({complete.Limit.Source})", $"{measured:R}");
    }
}
