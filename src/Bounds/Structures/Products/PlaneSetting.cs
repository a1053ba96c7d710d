using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The quantities of F(x·y) in a setting, oriented so that the centre is >= 0 (for c &lt; 0 the theory swaps A and B and uses |c|).</summary>
public static class PlaneSetting
{
    private static readonly object s_landing = new();
    private static readonly object s_annihilation = new();

    /// <param name="objective">An objective.</param>
    extension(Objective objective)
    {
        /// <summary>Whether f = F(x·y) everywhere: proved by identity, refuted by points that break it, or unknown (also where it holds under conditions
        /// only).</summary>
        public Verdict ProductForm => objective.Is(ProductStructure.Kind);

        /// <summary>f = F(x·y), perhaps under conditions only.</summary>
        public bool IsProduct => objective.Structure is ProductStructure;
    }

    /// <param name="problem">A problem.</param>
    extension(Problem problem)
    {
        /// <summary>The start in product form; null for another structure.</summary>
        public Start? Start => problem.State as Start;
    }

    /// <param name="s">The setting.</param>
    extension(Setting s)
    {
        /// <summary>The start; null when only the step is given, or for another structure.</summary>
        public Start? Start => s.State as Start;

        /// <summary>True when A and B are swapped because c &lt; 0.</summary>
        public bool Mirrored => s.Regularity.Centre?.Sign() < 0;

        /// <summary>|c|, or null without a centre.</summary>
        public Certified? Centre => s.Regularity.Centre is { } c ? Certified.Abs(c) : null;

        /// <summary>True when c = 0 exactly, false when c != 0 is proved, null otherwise.</summary>
        public bool? CentreIsZero => s.Regularity.Centre?.Sign() is { } sign ? sign == 0 : null;

        /// <summary>A_0 (B_0 when mirrored).</summary>
        public Certified A => s.Mirrored ? s.Start!.B : s.Start!.A;

        /// <summary>B_0 (A_0 when mirrored).</summary>
        public Certified B => s.Mirrored ? s.Start!.A : s.Start!.B;

        /// <summary>s_0 (negated when mirrored).</summary>
        public Certified S => s.Mirrored ? -s.Start!.S : s.Start!.S;

        /// <summary>p_0.</summary>
        public Certified P => s.Start!.P;

        /// <summary>D_0.</summary>
        public Certified D => s.Start!.D;

        /// <summary>u_0 = s_0 - |c|.</summary>
        public Certified U => s.S - s.Centre!;

        /// <summary>The first k, of a few, with u_k = 0 exactly, and p_k: from there the run rests on a minimiser, however sharp; null when none is
        /// proved.</summary>
        public (int K, Certified P)? Landing => s.Once(s_landing, () => new Found<(int, Certified)?>(ExactSteps.Landing(s))).Value;

        /// <summary>
        /// The first k, of a few, with A_k = 0 exactly (B_k for c &lt; 0), for c != 0: from there s never nears c, at this step or, for k = 0, at any;
        /// null when none is proved.
        /// </summary>
        public int? Annihilation => s.Once(s_annihilation, () => new Found<int?>(s.CentreIsZero == false ? ExactSteps.Annihilation(s) : null)).Value;

        /// <summary>u_k != 0 for k = 0, and no exact landing in the first steps: what the bound 2/h of the limit sharpness needs, up to a null set
        /// (P1b.C1).</summary>
        internal bool MovesAtFirst => s.U.Sign() is 1 or -1 && s.Landing is null;

        /// <summary>The verdict that f = F(x·y).</summary>
        public Verdict ProductForm => s.Objective.ProductForm;

        /// <summary>hβ sup: the largest h with hβ|c| &lt; 1 and W_0 &lt; 4, that is min{1/(β|c|), 8/(β(p + sqrt(p² - 16 c u)))}.</summary>
        /// <remarks>W_0 = hβp - (hβ)² c u is 4 at the first positive root; the root is real because 16cu = 4s² - 4(s - 2c)² &lt;= 4s² &lt;= p².</remarks>
        public Certified? TriangleStep(Certified beta)
        {
            ArgumentNullException.ThrowIfNull(beta);
            // A certified step needs the hypotheses on f that no step size can mend, and from A_0 = 0 no step converges to c != 0.
            if (s.Start is null || s.Centre is not { } c || !s.ProductForm.IsProved || !s.Regularity.Smooth.IsProved
                || s.CentreIsZero is null || s.CentreIsZero == false && s.A.Sign() != 1)
                return null;
            var denominator = beta * (s.P + Certified.Sqrt(Certified.Max(0, s.P.Square() - 16 * c * s.U)));
            if (denominator.Sign() != 1)
                return null;
            var triangle = 8 / denominator;
            return s.CentreIsZero == true ? triangle : Certified.Min(triangle, 1 / (beta * c));
        }
    }

    /// <summary>A value that may be null, to be kept.</summary>
    private sealed record Found<T>(T Value);
}
