using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>The steps that the regions of the theorems allow, for every parameter of a family.</summary>
/// <remarks>A region states its conditions as inequalities in h, G, β, c and the start, which hold for every F with the hypotheses; here they are written in
/// the parameters.</remarks>
/// <param name="report">What is known so far.</param>
/// <param name="constants">The constants, each with a formula only where it is proved for every parameter.</param>
/// <param name="centred">A member of the class with its centre at 0; null where none is known.</param>
/// <param name="guard">Whether the verdicts of the report hold on the whole box.</param>
/// <param name="step">h, where a start is asked about.</param>
/// <param name="start">The start.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class FamilySteps(FamilyReport report, FamilyConstants constants, Func<Objective?> centred,
    Verdict guard, Certified? step, Start? start, CancellationToken cancellation)
{
    private readonly Family _family = report.Family;

    internal FamilyReport Complete()
    {
        if (!guard.IsProved || constants.Centre.Formula is not { } centre || report.Core is not { } core || !core.Sign.IsProved || !core.Smooth.IsProved)
            return report;
        bool never = _family.Decide(new Comparison(centre, Relation.NotEqual, 0), cancellation).IsProved, always = centre.IsRational(out var zero)
            && zero.IsZero;
        var steps = ImmutableArray.CreateBuilder<FamilyStep>();
        if (!always && SampleOff(centre) is { } off)
            steps.AddRange(EveryStart(off, never ? "" : $"{centre} != 0"));
        if (!never && centred() is { } atZero)
            steps.AddRange(EveryStart(atZero, always ? "" : $"{centre} = 0"));
        var splits = report.Splits;
        if (!always && !never)
            splits = splits.Add($"where the centre {centre} is 0 another bound holds");
        return report with { Steps = steps.ToImmutable(), Splits = splits, Conditions = step is null
            && !HasStep || (always ? centred() : SampleOff(centre)) is not { } member ? [] : [.. Conditions(member, always)] };
    }

    private bool HasStep => _family.Box.Any(r => r.Variable is Variable { Name: "h" });

    private Objective? SampleOff(Expr centre) =>
        centre.Substitute(_family.Box.ToDictionary(r => r.Variable, r => (Expr)Family.Inside(r))).IsRational(out var c)
            && c.IsZero ? centred() : _family.Member;

    private IEnumerable<FamilyStep> EveryStart(Objective member, string where)
    {
        var regularity = member.Structure.Regularity(cancellation);
        foreach (var region in Theorem.Regions(member, regularity))
        {
            foreach (var every in region.EveryStart.Where((_, i) => i == 0 || AvoidsFlats))
            {
                if (constants.Written(every.Formula) is { } formula)
                    yield return new FamilyStep(region.Source, Starts(every.Starts, where), every.Formula, formula, where);
            }
        }
    }

    /// <summary>A_0 is B_0 where c is negative: with both signs in the box both are asked.</summary>
    private static string Starts(string starts, string where) =>
        where.Length == 0 || !starts.EndsWith("_0 != 0", StringComparison.Ordinal) ? starts : "every start with A_0 != 0 (c > 0) or B_0 != 0 (c < 0)";

    /// <summary>F' is ±1/h on null sets only, whatever the parameters: a scaled Φ' has flat pieces where Φ' has.</summary>
    private bool AvoidsFlats => report.Core!.FlatSlopes.AvoidOne(Interval.Of(0, double.PositiveInfinity));

    private IEnumerable<FamilyCondition> Conditions(Objective member, bool always)
    {
        var regularity = member.Structure.Regularity(cancellation);
        Expr h = step?.Exact is { } exact ? exact : Variable.Of("h");
        if (step is not null && step.Exact is null)
            yield break;
        bool moves = always || start is not null && start.A.Sign() == 1 && start.B.Sign() == 1;
        var at = start is { S.Exact: { } s0, P.Exact: { } p0 } ? ((Expr)s0, (Expr)p0) : ((Expr, Expr)?)null;
        foreach (var region in Theorem.Regions(member, regularity).Where(r => r.Kind == CellVerdict.Converges && !r.Conditions.IsEmpty))
        {
            if (region.Conditions.Any(c => c.Contains('p', StringComparison.Ordinal)) && at is null)
                continue;
            var written = region.Conditions.Select(c => constants.Condition(c, ("h", h), ("s", at?.Item1 ?? 0), ("p", at?.Item2 ?? 0))).ToList();
            if (written.Exists(c => c is null) || start is not null && !moves)
                continue;
            var parts = written.Select(c => c!).ToList();
            var verdict = Verdict.All(parts.Select(c => _family.Decide(c, cancellation)));
            bool nowhere = verdict.IsRefuted && parts.Exists(c => _family.Decide(new Comparison(c.Left, c.Negation, c.Right), cancellation).IsProved);
            string who = region.IsUnbounded ? "every start with A_0 != 0 and B_0 != 0" : AvoidsFlats
                ? "this start, a null set of parameters and starts left out at most"
                : "this start, unless some h F'(s_k) is exactly 1";
            yield return new FamilyCondition(region.Source, always && region.IsUnbounded
                ? "every start"
                : who, string.Join(" and ", parts), verdict, nowhere, verdict.IsProved || nowhere ? null : Holds(parts));
        }
    }

    /// <summary>For one parameter the set where each inequality holds.</summary>
    private string? Holds(List<Comparison> parts)
    {
        var sets = new List<string>();
        foreach (var part in parts)
        {
            if (part.Left.Variables().Union(part.Right.Variables()).ToList() is not [var only]
                || _family.Box.FirstOrDefault(r => ReferenceEquals(r.Variable, only)) is not { } range)
            {
                if (part.Left.IsClosed() && part.Right.IsClosed())
                    continue;
                return null;
            }
            if (SolveQuestion.Parse(part.ToString(), range.ToString()) is not ({ } question, null)
                || question.Solve(new RangeOptions(Cancellation: cancellation)) is not { IsComplete: true } set)
                return null;
            sets.Add(set.Holds.IsEmpty ? $"no {only}" : $"{only} in {string.Join(" or ", set.Holds)}");
        }
        return sets.Count == 0 ? null : string.Join(" and ", sets.Distinct());
    }
}
