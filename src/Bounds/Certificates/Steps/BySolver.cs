using System.Collections.Immutable;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// Unsat answers of Z3: the check encodes the goal anew under the named bounds, compares the texts with those listed, and asks Z3 again
/// (with the confirmation
/// of every unsat). This is the one rule that rests on a solver; any other solver can be asked the listed texts.
/// </summary>
/// <param name="Level">The level of the proven bounds of transcendental terms.</param>
/// <param name="Centred">Whether the bounds stand at the middles of the ranges.</param>
/// <param name="Queries">The texts in SMT-LIB 2, each expected to be unsat.</param>
internal sealed record BySolver(int Level, bool Centred, ImmutableArray<string> Queries) : ProofStep
{
    private const int MostLevel = 4;

    /// <summary>The step with its texts; null when there is no encoding.</summary>
    internal static BySolver? For(Goal goal, int level, bool centred) =>
        Encode(goal, level, centred) is { } queries ? new(level, centred, [.. queries.Select(q => q.Script)]) : null;

    internal override Outcome Apply(Goal goal)
    {
        if (Level is < -1 or > MostLevel || Queries.IsDefaultOrEmpty || Encode(goal, Level, Centred) is not { } queries)
            return Outcome.No("the goal has no such encoding");
        if (!queries.Select(q => q.Script).SequenceEqual(Queries, StringComparer.Ordinal))
            return Outcome.No("the queries are not those of the goal");
        if (!Z3Runner.Default.Library.IsAvailable)
            return Outcome.No("Z3 is not installed, so its answers can't be had again");
        foreach (var query in queries)
        {
            var answer = Z3Runner.Default.Run(query.Script, query.Symbols, ProverOptions.Default.SolverSteps / 8, default);
            if (answer.Status != SmtStatus.Unsat)
                return Outcome.No($"Z3 does not answer unsat: {answer.Status}");
        }
        return Outcome.Done;
    }

    private static ImmutableArray<SmtObligation>? Encode(Goal goal, int level, bool centred)
    {
        if (goal.Relation == Relation.NotEqual || goal.Claim.IsVacuous || goal.Claim.Box.IsEmpty)
            return null;
        var task = new ProofTask(goal.Claim, goal.Claim, ProverOptions.Default);
        try
        {
            return SmtEncoder.Encode(goal.Claim, centred ? LemmaPlan.Centred(level, task.RangeOf) : LemmaPlan.Standard(level), task.Signs.Strict);
        }
        catch (SmtUnsupportedException)
        {
            return null;
        }
    }
}
