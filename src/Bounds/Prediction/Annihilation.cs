using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Prediction;

/// <summary>The event A_k = 0 (B_k = 0 for c &lt; 0) that T1 and T4 leave out: after it s &lt;= 0 for ever, so a centre c > 0 is out of reach.</summary>
internal static class Annihilation
{
    /// <summary>Exact arithmetic doubles in size at every step, so only the first few can be followed exactly.</summary>
    private const int Steps = 12;

    /// <summary>The first step k &lt;= 12 with A_k = 0 exactly, proved; null when none is proved.</summary>
    internal static int? FirstStep(Setting s)
    {
        if (s.Start is not { } start || s.Objective.Outer is not { } outer)
            return null;
        var slope = new CertifiedFunction(outer.Derivative(s.Objective.Argument), s.Objective.Argument);
        Certified a = start.A, b = start.B;
        for (int k = 0; k <= Steps; k++)
        {
            if ((s.Mirrored ? b : a).Sign() == 0)
                return k;
            if (slope.At((a - b) / 4) is not { } g)
                return null;
            // R1: A' = A(1 - hg)², B' = B(1 + hg)².
            var w = s.Step * g;
            a *= (1 - w).Square();
            b *= (1 + w).Square();
        }
        return null;
    }
}
