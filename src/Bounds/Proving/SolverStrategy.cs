using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>Proofs by Z3: all queries of an encoding unsat. A model is only a candidate, checked against the claim as asked.</summary>
internal static class SolverStrategy
{
    /// <summary>An algebraic claim, exactly, with a share of the resources.</summary>
    internal static Verdict Algebraic(ProofTask task, uint share = 1) => Attempt(
        task, LemmaPlan.Standard(0), task.Options.SolverSteps / share);

    /// <summary>An identity whose sides have one normal form: only definedness is left to show.</summary>
    internal static Verdict Defined(ProofTask task) =>
        Attempt(task, LemmaPlan.Standard(1), task.Options.SolverSteps, goal: false) is Proved p
            ? p with { Method = Method.Z3, Certificate = $"the sides have one normal form; {p.Certificate}" }
            : new Unknown("the sides have one normal form, but are not certainly defined everywhere");

    /// <summary>A claim with transcendental terms, under proven bounds of rising level.</summary>
    internal static Verdict Bounded(ProofTask task, ReadOnlySpan<LemmaPlan> plans)
    {
        Verdict last = new Unknown("no bounds tried");
        foreach (var plan in plans)
        {
            last = Attempt(task, plan, task.Options.SolverSteps / (plan.Level <= 1 ? 16u : 4u));
            if (last is not Unknown)
                return last;
            if (!task.Options.Solver.Library.IsAvailable)
                break;
        }
        return last;
    }

    internal static Verdict Attempt(ProofTask task, LemmaPlan plan, uint resources, bool goal = true)
    {
        ImmutableArray<SmtObligation> obligations;
        try
        {
            obligations = SmtEncoder.Encode(task.Claim, plan, task.Signs.Strict);
            if (!goal)
                obligations = [.. obligations.Where(o => o.Kind != "goal")];
        }
        catch (SmtUnsupportedException reason)
        {
            return new Unknown($"not for Z3: {reason.Message}");
        }
        var lemmas = 0;
        foreach (var obligation in obligations)
        {
            uint most = (uint)Math.Min(resources, task.SolverSteps.Left);
            if (most == 0)
                return new Unknown("Z3: the steps for one claim are used up");
            var answer = task.Options.Solver.Run(obligation.Script, obligation.Symbols, most, task.Cancellation);
            task.SolverSteps.Spend(Math.Min(answer.Steps, task.SolverSteps.Left));
            if (answer.Status == SmtStatus.Unsat)
            {
                lemmas += obligation.Lemmas.Length;
                continue;
            }
            if (answer.Status == SmtStatus.Sat && Candidate(task, obligation, answer) is { } refuted)
                return refuted;
            return new Unknown(answer.Status == SmtStatus.Sat
                ? task.IsAlgebraic ? "Z3 found a point that exact checking does not confirm" : "Z3: the bounds of its functions that were tried do not suffice"
                : answer.Reason);
        }
        task.Options.Log?.Add(task.Claim.On, obligations);
        return new Proved(lemmas == 0 && task.IsAlgebraic ? Method.Z3 : Method.Z3AndInterval,
            $"unsat: {string.Join(", ", obligations.Select(o => $"{o.Kind} {o.Digest}"))}{(lemmas > 0 ? $" under {lemmas} lemma instances" : "")}; "
                + $"{task.Options.Solver.Library.Version}");
    }

    // The model's values cut off to decimals, and simpler rationals near them.
    private static Refuted? Candidate(ProofTask task, SmtObligation obligation, SmtAnswer answer)
    {
        var values = new List<Rational>();
        foreach (var symbol in obligation.Symbols)
        {
            if (!answer.Model.TryGetValue(symbol, out var value))
                return null;
            values.Add(value);
        }
        foreach (var tolerance in (ReadOnlySpan<Rational>)[0, new Rational(1, 1_000_000_000), new Rational(1, 100_000), new Rational(1, 1000)])
        {
            Rational[] point = [.. values.Select((v, i) => tolerance.IsZero ? v : Near(v, tolerance, task.Original.Box[i]))];
            if (task.Points.Refute(point) is { } refuted)
                return refuted with { Method = task.IsAlgebraic ? Method.Z3 : Method.Z3AndInterval };
        }
        return Exactly(task, obligation, answer);
    }

    // Irrational values stay what they are: roots of polynomials.
    private static Refuted? Exactly(ProofTask task, SmtObligation obligation, SmtAnswer answer)
    {
        if (answer.ExactModel.Length == 0)
            return null;
        var model = SmtModel.ParseExactly(answer.ExactModel);
        var roots = new Dictionary<Expr, AlgebraicNumber>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < obligation.Symbols.Length; i++)
        {
            if (!model.TryGetValue(obligation.Symbols[i], out var root))
                return null;
            roots[task.Original.Box[i].Variable] = root;
        }
        var point = new ExactPoint(ImmutableDictionary<Expr, Expr>.Empty, roots);
        return ExactWitness.Refute(task.Original, point) is { } refuted ? refuted with { Method = task.IsAlgebraic ? Method.Z3 : Method.Z3AndInterval } : null;
    }

    private static Rational Near(Rational value, Rational tolerance, VariableRange range)
    {
        var (low, high) = (value - tolerance, value + tolerance);
        if (range.Low is { } a)
            low = Rational.Max(low, a);
        if (range.High is { } b)
            high = Rational.Min(high, b);
        return low > high ? value : Rational.Simplest(low, high);
    }
}
