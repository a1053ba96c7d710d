using System.Collections.Immutable;
using BoundCheck.Bounds.Classical;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>
/// What a theorem is checked for: the objective's regularity, the step size and the start, oriented so that the centre is >= 0
/// (for c &lt; 0 the theory swaps A and B and uses |c|).
/// </summary>
public sealed class Setting
{
    private readonly Lazy<(int K, Certified P)?> _landing;
    private readonly Lazy<int?> _annihilation;

    /// <summary>Binds a problem; the start is null when only the step is given.</summary>
    public Setting(Objective objective, RegularityReport regularity, Certified step, Start? start)
    {
        Objective = objective;
        Regularity = regularity;
        Step = step;
        Start = start;
        Mirrored = regularity.Centre?.Sign() < 0;
        _landing = new(() => ExactSteps.Landing(this));
        _annihilation = new(() => CentreIsZero == false ? ExactSteps.Annihilation(this) : null);
    }

    /// <summary>The objective.</summary>
    public Objective Objective { get; }

    /// <summary>Its analysis.</summary>
    public RegularityReport Regularity { get; }

    /// <summary>h > 0.</summary>
    public Certified Step { get; }

    /// <summary>The start in product form.</summary>
    public Start? Start { get; }

    /// <summary>The objective in scalar variables and their start, for the classical theorems; null when only the step is given.</summary>
    public (Expr Expression, ImmutableArray<Certified> Start)? Scalars { get; init; }

    private ClassicalReport? _classical;

    /// <summary>The certified sets of the classical theorems, searched once.</summary>
    internal ClassicalReport Classical(CancellationToken cancellation) =>
        _classical ??= Scalars is { } s ? ClassicalAnalysis.Analyze(this, s.Expression, s.Start, cancellation) : ClassicalAnalysis.WithoutScalars(this, Start is null ? "no start is given" : "too many variables", cancellation);

    /// <summary>True when A and B are swapped because c &lt; 0.</summary>
    public bool Mirrored { get; }

    /// <summary>|c|, or null without a centre.</summary>
    public Certified? Centre => Regularity.Centre is { } c ? Certified.Abs(c) : null;

    /// <summary>True when c = 0 exactly, false when c != 0 is proved, null otherwise.</summary>
    public bool? CentreIsZero => Regularity.Centre?.Sign() is { } s ? s == 0 : null;

    /// <summary>A_0 (B_0 when mirrored).</summary>
    public Certified A => Mirrored ? Start!.B : Start!.A;

    /// <summary>B_0 (A_0 when mirrored).</summary>
    public Certified B => Mirrored ? Start!.A : Start!.B;

    /// <summary>s_0 (negated when mirrored).</summary>
    public Certified S => Mirrored ? -Start!.S : Start!.S;

    /// <summary>p_0.</summary>
    public Certified P => Start!.P;

    /// <summary>D_0.</summary>
    public Certified D => Start!.D;

    /// <summary>u_0 = s_0 - |c|.</summary>
    public Certified U => S - Centre!;

    /// <summary>The first k, of a few, with u_k = 0 exactly, and p_k: from there the run rests on a minimiser, however sharp; null when none is proved.</summary>
    public (int K, Certified P)? Landing => _landing.Value;

    /// <summary>The first k, of a few, with A_k = 0 exactly (B_k for c &lt; 0), for c != 0: from there s never nears c, at this step or, for k = 0, at any; null when none is proved.</summary>
    public int? Annihilation => _annihilation.Value;

    /// <summary>u_k != 0 for k = 0, and no exact landing in the first steps: what the bound 2/h of the limit sharpness needs, up to a null set (T1.C6).</summary>
    internal bool MovesAtFirst => U.Sign() is 1 or -1 && Landing is null;

    /// <summary>The verdict that f = F(x·y) and a start is given.</summary>
    public Verdict ProductForm => Objective.ProductForm;

    /// <summary>hβ sup: the largest h with hβ|c| &lt; 1 and W_0 &lt; 4, that is min{1/(β|c|), 8/(β(p + sqrt(p² - 16 c u)))}.</summary>
    /// <remarks>W_0 = hβp - (hβ)² c u is 4 at the first positive root; the root is real because 16cu = 4s² - 4(s - 2c)² &lt;= 4s² &lt;= p².</remarks>
    public Certified? TriangleStep(Certified beta)
    {
        // A certified step needs the hypotheses on f that no step size can mend.
        // From A_0 = 0 no step converges to c != 0.
        if (Start is null || Centre is not { } c || !ProductForm.IsProved || !Regularity.Smooth.IsProved || CentreIsZero is null || CentreIsZero == false && A.Sign() != 1)
            return null;
        var denominator = beta * (P + Certified.Sqrt(Certified.Max(0, P.Square() - 16 * c * U)));
        if (denominator.Sign() != 1)
            return null;
        var triangle = 8 / denominator;
        return CentreIsZero == true ? triangle : Certified.Min(triangle, 1 / (beta * c));
    }
}
