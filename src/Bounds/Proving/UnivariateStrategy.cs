using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Claims whose body has one variable, by the sign analysis of one-variable functions: tight points, both ends of the line, exact ends. Side
/// conditions that bound the variable by a number narrow the domain; the others are left out, which makes the claim stronger.
/// </summary>
internal static class UnivariateStrategy
{
    internal static Verdict Run(ProofTask task)
    {
        var body = task.Claim.Body;
        Expr[] variables = [.. body.Left.Variables().Union(body.Right.Variables())];
        if (variables is not [var variable])
            return new Unknown("not of one variable");
        if (Narrow(task.Claim, variable) is not var (domain, exactly))
            return new Unknown("the range of the variable is empty or not certain");
        var options = new RangeOptions(Cancellation: task.Cancellation);
        if (ByBranches(task, variable, domain, options) is { } branches)
            return branches;
        if (PieceSigns.Decide(task, variable, domain, r => Refute(task, variable, r, exactly), options) is { } pieces)
            return pieces;
        var f = UnivariateFunction.FromExpr(body.Difference, variable);
        switch (Signs.Decide(f, domain, body.Relation, options))
        {
            case SignProved p:
                return new Proved(Method.Interval, p.Certificate);
            case SignRefuted r:
                return (Verdict?)Refute(task, variable, r, exactly) ?? new Unknown("the refuting point is not confirmed");
            case SignUnknown u:
                if (exactly && task.Original.Box.Length == 1 && CertifiedPlaces.Find(task.Original, variable, domain, task.Cancellation) is { } refuted)
                    return refuted;
                return (Verdict?)Simplified(body, variable, domain, options)
                    ?? new Unknown($"one-variable analysis: {u.Reason}", u.Undecided is { } part ? $"{variable} in {part}" : null);
            default:
                return new Unknown("one-variable analysis gave no answer");
        }
    }

    /// <summary>The values of abs, min and max one by one: Taylor models need smooth functions.</summary>
    private static Proved? ByBranches(ProofTask task, Expr variable, Domain domain, RangeOptions options)
    {
        if (CaseSplit.Outer(task.Claim) is not { } cases)
            return null;
        var certificates = new List<string>();
        foreach (var branch in cases.Parts.Select(p => p.Claim.Body))
        {
            if (branch.Difference.IsClosed() || Signs.Decide(UnivariateFunction.FromExpr(branch.Difference, variable),
                domain, branch.Relation, options) is not SignProved proved)
                return null;
            certificates.Add(proved.Certificate);
        }
        return new(Method.Interval, $"{cases.Name}: {string.Join(" | ", certificates)}");
    }

    /// <summary>True only when both sides are defined on the whole domain of a claim of one variable.</summary>
    internal static bool IsDefined(ProofTask task)
    {
        var body = task.Claim.Body;
        if (body.Left.Variables().Union(body.Right.Variables()).ToArray() is not [var variable] || Narrow(task.Claim, variable) is not var (domain, _))
            return false;
        return ConditionsHold(Symbolic.Simplification.DomainConditions.Conditions(body.Left - body.Right),
            variable, domain, new RangeOptions(WorkLimit: 4000, Cancellation: task.Cancellation));
    }

    private static bool ConditionsHold(IEnumerable<SideCondition> conditions, Expr variable, Domain domain, RangeOptions options) =>
        conditions.All(c => c.Expression.Variables() is [var only] && ReferenceEquals(only, variable)
            && Signs.Decide(UnivariateFunction.FromExpr(c.Expression, variable), domain, c.Relation, options) is SignProved);

    /// <summary>
    /// The same of left - right in a simpler form: exponents merged, logarithms expanded. It is equal to left - right where the conditions that it lost hold,
    /// which are proved as well.
    /// </summary>
    private static Proved? Simplified(Comparison body, Expr variable, Domain domain, RangeOptions options)
    {
        var simple = Simplifier.Simplify(body.Difference);
        if (ReferenceEquals(simple.Value, body.Difference) || !simple.Value.Variables().Contains(variable))
            return null;
        if (!ConditionsHold(simple.Conditions, variable, domain, options))
            return null;
        return Signs.Decide(UnivariateFunction.FromExpr(simple.Value, variable), domain, body.Relation, options) is SignProved p
            ? new Proved(Method.Interval, $"left - right simplified; {p.Certificate}")
            : null;
    }

    // The domain that range and simple side conditions leave; whether nothing else restricts the claim.
    internal static (Domain Domain, bool Exactly)? Narrow(Claim claim, Expr variable)
    {
        var range = claim.RangeOf(variable)!;
        (Expr? End, bool Open) low = (range.Low is { } l ? Constant.Of(l) : null, !range.LowClosed);
        (Expr? End, bool Open) high = (range.High is { } h ? Constant.Of(h) : null, !range.HighClosed);
        bool exactly = true;
        var replaced = (Low: false, High: false);
        foreach (var condition in claim.Where)
        {
            // An end made irrational by the parser is exact here: the outer rational end is replaced.
            if (ReferenceEquals(condition.Left, variable) && condition.Right.IsClosed() && condition.Relation is not (Relation.Equal or Relation.NotEqual))
            {
                bool upper = condition.Relation is Relation.Less or Relation.LessOrEqual;
                bool open = condition.Relation is Relation.Less or Relation.Greater;
                var point = new PointCheck(new Claim(new Comparison(condition.Right, upper
                    ? Relation.LessOrEqual
                    : Relation.GreaterOrEqual, (upper ? high : low).End ?? Constant.Zero)));
                bool tighter = (upper ? high : low).End is null || point.At([]).Outcome == PointOutcome.Holds;
                if (!tighter)
                    exactly = false;
                else if (upper)
                    (high, exactly, replaced.High) = ((condition.Right, open), exactly && !replaced.High, true);
                else
                    (low, exactly, replaced.Low) = ((condition.Right, open), exactly && !replaced.Low, true);
            }
            else
            {
                exactly = false;
            }
        }
        return Domain.TryOf(low.End, high.End, low.Open, high.Open, out _) is { } domain ? (domain, exactly) : null;
    }

    private static Refuted? Refute(ProofTask task, Expr variable, SignRefuted r, bool exactly)
    {
        var box = task.Original.Box;
        int place = box.IndexOf(box.First(b => ReferenceEquals(b.Variable, variable)));
        // The variables that do not occur take any value of their ranges.
        Rational[] point = [.. box.Select(b => SampleSearch.Values(b, 1)[0])];
        foreach (var value in (ReadOnlySpan<Rational>)[Rational.Simplest(r.Low, r.High), r.Low, r.High, (r.Low + r.High) / 2])
        {
            point[place] = value;
            if (task.Points.Refute(point) is { } refuted)
                return refuted;
        }
        if (r.Point is not (null or Constant))
        {
            var values = box.ToDictionary(b => b.Variable, b => ReferenceEquals(b.Variable, variable) ? r.Point : Constant.Of(point[box.IndexOf(b)]));
            if (ExactWitness.Refute(task.Original, new ExactPoint(values, ImmutableDictionary<Expr, Symbolic.Polynomials.AlgebraicNumber>.Empty)) is { } exact)
                return exact;
        }
        // A rational point that the check above does not confirm is no witness.
        if (!exactly || box.Length > 1 || r.Point is Constant)
            return null;
        string found = r.Point is { } p
            ? $"at {variable} = {p}, left - right in {r.Value}"
            : "left - right is continuous there and changes sign, so it has a zero";
        return new(new Witness([new WitnessValue(variable.ToString(), r.Low, r.High)], found), Method.Interval);
    }
}
