using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A bound that a conclusion gives before a run, as a function of K.</summary>
/// <param name="Id">The conclusion, or the theorem and conclusion of the catalogue.</param>
/// <param name="Quantity">What is bounded, and from which side: "min(k&lt;K, h*abs(F'(s_k))) &lt;=".</param>
/// <param name="At">The bound at a few K.</param>
public sealed record ConclusionBound(string Id, string Quantity, ImmutableArray<BoundAt> At);

/// <summary>A theorem of one's own on one problem: its hypotheses, its bounds beside those of the catalogue, and its conclusions along a run.</summary>
public sealed record TheoremTrial
{
    private static readonly long[] s_steps = [10, 100, 1000, 10_000];

    /// <summary>The theorem.</summary>
    public required UserTheorem Theorem { get; init; }

    /// <summary>The problem.</summary>
    public required Problem Problem { get; init; }

    /// <summary>What is known of the objective.</summary>
    public required RegularityReport Regularity { get; init; }

    /// <summary>The hypotheses in the order of the file.</summary>
    public required ImmutableArray<HypothesisResult> Hypotheses { get; init; }

    /// <summary>The bounds that do not need the run; they hold only where the theorem applies.</summary>
    public ImmutableArray<ConclusionBound> Bounds { get; init; } = [];

    /// <summary>The rate bounds that the catalogue proves for the same problem.</summary>
    public ImmutableArray<ConclusionBound> Catalogue { get; init; } = [];

    /// <summary>The theorems of the catalogue whose hypotheses are proved.</summary>
    public ImmutableArray<string> Applying { get; init; } = [];

    /// <summary>The conclusions along the run.</summary>
    public ImmutableArray<ConclusionResult> Run { get; init; } = [];

    /// <summary>Proved when every hypothesis is, refuted when one is, else unknown. It says nothing of the theorem itself.</summary>
    public Verdict Applies => Verdict.All(Hypotheses.Select(h => h.Verdict));

    /// <summary>Whether every part was finished.</summary>
    public bool IsComplete => Run.Length == Theorem.Text.Conclusions.Length;

    /// <summary>The run satisfies the hypotheses and breaks a conclusion: the theorem is false.</summary>
    public bool IsRefuted => Applies.IsProved && Run.Any(r => r.Outcome == ConclusionOutcome.Broken);

    /// <summary>Tries a theorem on a problem. On cancellation what is not finished is unknown or left out.</summary>
    /// <param name="theorem">The theorem.</param>
    /// <param name="problem">The problem; of F(x·y) for a theorem about F(x·y), of the theorem's own family for another.</param>
    /// <param name="parameters">The values of the family's parameters.</param>
    /// <param name="regularity">The analysis of the objective.</param>
    /// <param name="steps">The steps of the run in enclosures.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The theorem is about another form of objective.</exception>
    public static TheoremTrial Of(
        UserTheorem theorem, Problem problem, IReadOnlyDictionary<string, Expr> parameters, RegularityReport regularity, long steps,
            CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(problem);
        if (theorem.Bind(problem.Objective, parameters) is not ({ } bound, _))
            throw new ArgumentException("The theorem is about another form of objective.", nameof(problem));
        var setting = new Setting(problem.Objective, regularity, problem.Step, problem.State);
        var values = Valuation.Of(bound.Words, setting, StartOf(bound.Words, problem), cancellation);
        var trial = new TheoremTrial
        {
            Theorem = theorem, Problem = problem, Regularity = regularity,
            Hypotheses = Check(bound, problem.Objective, regularity, values, cancellation),
        };
        // Each part stands as soon as it is there: on cancellation the later ones are left out.
        try
        {
            trial = trial with { Bounds = [.. bound.Conclusions.Select(c => BoundOf(bound.Words, c, values)).OfType<ConclusionBound>()] };
            var step = Orbit<BigInterval>.StepTape(bound.Words);
            trial = trial with { Run = RunCheck.Of(bound.Words, step, ConclusionCode.Of(bound), values, steps, cancellation) };
            var study = Study.Check(problem, regularity, cancellation);
            return trial with
            {
                Applying = [.. study.Theorems.Where(t => t.Applies.IsProved && !t.Theorem.IsLaw).Select(t => t.Theorem.Id)],
                Catalogue = [.. study.Prediction.Implications.OfType<RateBound>().Select(CatalogueBound)],
                Run = InOrder(bound, trial.Run, LimitCheck.Of(bound, study, values, cancellation)),
            };
        }
        catch (OperationCanceledException)
        {
            return trial;
        }
    }

    private static ConclusionBound CatalogueBound(RateBound rate) =>
        new(rate.Source.ToString(), $"{rate.Quantity.Extreme} <=", [.. s_steps.Select(rate.At)]);

    /// <summary>The state at the start: A_0 and B_0, or the variables.</summary>
    internal static IReadOnlyList<Certified>? StartOf(Vocabulary words, Problem problem) =>
        words.IsProduct ? problem.Start is { } s ? [s.A, s.B] : null
        : problem.Point.IsEmpty ? null : [.. words.States.Select(name => problem.Point[name][0])];

    private static ImmutableArray<HypothesisResult> Check(BoundTheorem bound, Objective objective, RegularityReport report, Valuation values,
        CancellationToken cancellation)
    {
        var options = new ProverOptions { Cancellation = cancellation };
        var results = ImmutableArray.CreateBuilder<HypothesisResult>();
        // A theorem about F(x·y) is about f only where f = F(x·y).
        if (bound.Words.IsProduct)
            results.Add(new(PlaneHypotheses.Product, objective.ProductForm));
        foreach (var group in bound.Hypotheses.GroupBy(h => h.Id))
        {
            var (verdict, elapsed) = Timing.Of(() => Verdict.All([.. group.Select(h => cancellation.IsCancellationRequested ? Unknown.Time
                : HypothesisCheck.Decide(bound, h, objective, report, values, options))]));
            results.Add(new(new(group.Key, string.Join(" and ", group.Select(h => h.Text))), verdict, elapsed));
        }
        return results.ToImmutable();
    }

    /// <summary>The side of a conclusion that needs no run, at a few K.</summary>
    private static ConclusionBound? BoundOf(Vocabulary words, BoundConclusion conclusion, Valuation values)
    {
        if (conclusion.IsLimit || conclusion.IsEachStep)
            return null;
        bool fromAbove = conclusion.Body.Relation is Relation.Less or Relation.LessOrEqual;
        bool fromBelow = conclusion.Body.Relation is Relation.Greater or Relation.GreaterOrEqual;
        var known = words.Constants.Concat<Expr>(words.At("0")).Append(Vocabulary.StepCount).ToHashSet(ReferenceEqualityComparer.Instance);
        bool IsKnown(Expr side) => side.Variables().All(known.Contains);
        // The bounded quantity is the side that needs the run; a bound on both sides known is no bound of anything.
        var (quantity, bound) = IsKnown(conclusion.Body.Left) ? (conclusion.Body.Right, conclusion.Body.Left) : (conclusion.Body.Left, conclusion.Body.Right);
        if (!fromAbove && !fromBelow || !IsKnown(bound) || IsKnown(quantity) || values.FirstMissing(bound.Variables()) is not null)
            return null;
        var symbols = bound.Variables();
        var function = new CertifiedFunction(bound, [.. symbols]);
        return new(conclusion.Id, conclusion.Text, [.. s_steps.Select(k =>
            new BoundAt(k, function.At([.. symbols.Select(s => ReferenceEquals(s, Vocabulary.StepCount) ? k : values[s]!)]),
                "it is undefined there, or that is not excluded"))]);
    }

    private static ImmutableArray<ConclusionResult> InOrder(BoundTheorem bound, ImmutableArray<ConclusionResult> inequalities,
        ImmutableArray<ConclusionResult> limits)
    {
        int i = 0, l = 0;
        return [.. bound.Conclusions.Select(c => c.IsLimit ? limits[l++] : inequalities[i++])];
    }
}
