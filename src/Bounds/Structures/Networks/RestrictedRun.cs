using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>N2: variables that start at 0 and stay there leave a smaller objective, which may have a structure of its own.</summary>
/// <remarks>
/// Problem: any objective and a start with zeros, such as a deep linear network |W_n···W_1 - M|² with diagonal layers and M: what is left is a sum of products
/// of powers. Guarantee: exact for the run, in exact arithmetic; nothing is said of starts beside it. Own (immediate).
/// </remarks>
internal sealed class RestrictedRun : Theorem
{
    private const long MeasuredSteps = 20_000;

    private static readonly HypothesisStatement s_zeros = new("zeros",
        "some variables start at 0 exactly, and their partial derivatives vanish wherever all of them are 0");

    private static readonly HypothesisStatement s_rest = new("rest", "the objective without them has a structure of its own");

    private RestrictedRun()
    {
    }

    /// <summary>The only instance.</summary>
    public static RestrictedRun Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "N2";

    /// <inheritdoc/>
    public override string Title => "Coordinates that stay 0: the objective without them";

    /// <inheritdoc/>
    public override string Problem => "Any objective from a start with zeros that stay, such as a deep linear network with diagonal layers";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_zeros, s_rest];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "these variables stay 0, and the others run by gradient descent on what is left, with the same step: what its theorems say of "
            + "convergence holds of the run; in exact arithmetic", Guarantee.Tight),
        new("C2", "the sharpness of the limit counts the directions left out as well; where it is above 2/h, rounding leaves these starts", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own (immediate); what is left by the theorems named";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        return structure is GeneralStructure && structure.Dimension is null or > 1;
    }

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        BlockStart? rest = null;
        int zeros = 0;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_zeros, () => Zeros(setting, out zeros, out rest)),
                CommonHypotheses.Timed(s_rest, () => rest is null ? new Unknown("no variable is known to stay 0")
                    : rest.Objective.Structure is GeneralStructure ? new Unknown("what is left has no structure of its own")
                    : new Proved(Method.Symbolic, rest.Objective.Structure.Lines(rest.Objective)[0])),
            ],
        };
        if (!result.Applies.IsProved || rest is null)
            return result;
        var found = BlockFindings.Of(new SumStart([rest]), setting.Step, cancellation)[0];
        double edge = Edge(setting, cancellation);
        string warning = FormattableString.Invariant(
            $"in exact arithmetic only: the limit has h times sharpness about {edge:G4} > 2, so rounding leaves these starts");
        return result with
        {
            Conclusions =
            [
                new("staysZero", "C1", (Certified)zeros), new("rest", "C1", found.Text),
                new("limitEdgeRatio", "C2", FormattableString.Invariant($"about {edge:G6}, measured")),
                .. edge > 2 ? [new("warning", "C2", warning)] : Array.Empty<Conclusion>(),
            ],
            Implications =
            [
                .. found.Convergence is { } c ? [new Convergence(From("C1"),
                    FormattableString.Invariant($"{zeros} variables stay 0 and the others converge ({c.Source})") + (edge > 2 ? $" ({warning})" : ""),
                    c.Exceptions)]
                    : Array.Empty<Implication>(),
                .. found.Failure is { } f ? [new Failure(From("C1"),
                    FormattableString.Invariant($"{zeros} variables stay 0 and the others do not converge ({f.Source}): {f.Reason}"), f.Exceptions)
                    { AtEveryStep = f.AtEveryStep }] : Array.Empty<Implication>(),
                .. found.Step is { } s ? [new CertifiedStep(From("C1"), s.Supremum, s.Exceptions)] : Array.Empty<Implication>(),
            ],
        };
    }

    /// <summary>The largest set of variables that start at 0 and stay there; what is left, in variables of the same names.</summary>
    private static Verdict Zeros(Setting setting, out int count, out BlockStart? rest)
    {
        (count, rest) = (0, null);
        if (setting.Scalars is not var (f, start))
            return new Unknown("no start is given, or one of too many variables");
        if (!Totality.IsTotal(f) || !Kinks.Of(f).IsEmpty)
            return new Unknown("the objective is not evidently differentiable everywhere, so what is left may hide where it is not");
        var variables = f.Variables();
        var zeros = variables.Where((_, i) => start[i].Exact is { IsZero: true }).ToHashSet();
        if (zeros.Count == 0)
            return new Refuted(new Witness([], "no variable starts at 0"), Method.Symbolic);
        var slopes = zeros.ToDictionary(z => z, z => f.Derivative(z));
        for (int before = -1; before != zeros.Count;)
        {
            before = zeros.Count;
            var at = zeros.ToDictionary(z => z, _ => (Expr)Constant.Zero);
            zeros.RemoveWhere(z => slopes[z].Substitute(at) is not Constant { Value.IsZero: true });
        }
        if (zeros.Count == 0)
            return new Unknown("the variables that start at 0 are not shown to stay there");
        var left = variables.Select((v, i) => (Variable: v, Start: start[i])).Where(v => !zeros.Contains(v.Variable)).ToList();
        if (left.Count == 0)
            return new Unknown("every variable stays 0");
        var names = zeros.ToDictionary(z => z, _ => (Expr)Constant.Zero);
        foreach (var (variable, _) in left)
            names.Add(variable, Variable.Of(variable.ToString()));
        var restricted = f.Substitute(names);
        count = zeros.Count;
        if (left.Exists(v => !restricted.Variables().Contains(names[v.Variable])))
            return new Unknown("what is left does not depend on all other variables");
        rest = new BlockStart(Objective.Analyze("the objective without them", restricted),
            left.ToImmutableSortedDictionary(v => v.Variable.ToString(), v => ImmutableArray.Create(v.Start), StringComparer.Ordinal));
        return new Proved(Method.Symbolic, FormattableString.Invariant($"{zeros.Count} of {variables.Length} variables stay 0"));
    }

    /// <summary>h times the sharpness in all directions at the end of a plain run: a number for a warning, not a certificate.</summary>
    private static double Edge(Setting setting, CancellationToken cancellation)
    {
        var (f, start) = setting.Scalars!.Value;
        var run = GeneralRun.Execute(new GeneralProblem
        {
            Objective = GeneralObjective.Compile(f, f.Variables()),
            Start = [.. start.Select(s => s.Nearest())],
            Step = setting.Step.Nearest(),
            Steps = MeasuredSteps,
        }, null, cancellation);
        return run.Final.Sharpness * setting.Step.ToInterval().Mid;
    }
}
