using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Numeric.Ranges.Solutions;

/// <summary>
/// Cuts a domain into points and open gaps on which everything that matters keeps its sign: conditions of piecewise expressions first, whose branch is then
/// put in their
/// place, then what must hold for the sides to be defined, then left - right.
/// </summary>
/// <remarks>
/// On a gap a function that is defined and continuous and has no root has one sign (intermediate value theorem), that of its value at one point. The list of
/// its roots must be
/// complete (<see cref="Roots"/>); beside a cut without closed form the function must keep its sign over the enclosure. A bounded gap whose zeros are
/// not all found with a share of the work is halved, so that its finished parts are known. Whatever fails is undecided, and so is all that is left at a
/// cancellation.
/// </remarks>
internal sealed class SolutionSearch(Expr variable, RangeOptions options)
{
    private const int MostAtoms = 400;

    // So often a gap is halved, each time with this share of the work; the last halves get all of it.
    private const int MostHalvings = 5, Share = 8;

    /// <summary>The reason of what is left at a cancellation.</summary>
    internal const string TimeIsUp = "time";

    private readonly SortedSet<string> _reasons = new(StringComparer.Ordinal);

    /// <summary>A point (both cuts the same) or an open gap between cuts.</summary>
    private sealed record Atom(Cut? Low, Cut? High)
    {
        internal bool IsPoint => Low is not null && ReferenceEquals(Low, High);
    }

    /// <summary>left relation right, or with a null relation: both sides are defined.</summary>
    internal SolutionSet Run(Expr left, Relation? relation, Expr right, Domain domain)
    {
        var low = domain.Lower.Value is { } l ? Cut.Of(l) : null;
        var high = domain.Upper.Value is { } h ? Cut.Of(h) : null;
        var atoms = new List<Atom>();
        if (low is not null && !domain.Lower.IsOpen)
            atoms.Add(new(low, low));
        atoms.Add(new(low, high));
        if (high is not null && !domain.Upper.IsOpen)
            atoms.Add(new(high, high));
        var answers = atoms.SelectMany(a => Resolve(a, left, right, relation)).ToList();
        return new(
            [.. Joined(answers.Select(a => (a.Atom, a.Holds == true)))],
            [.. Joined(answers.Select(a => (a.Atom, a.Holds is null)))],
            [.. _reasons]);
    }

    private List<(Atom Atom, bool? Holds)> Resolve(Atom atom, Expr left, Expr right, Relation? relation)
    {
        var reached = AlwaysReached(left, right);
        // The innermost condition that is evaluated in any case.
        foreach (var node in Expr.Postorder(left, right))
        {
            if (!reached.Contains(node) || node is not (Piecewise or Application { Function: Symbolic.Sign }))
                continue;
            var condition = node is Piecewise w ? w.Left - w.Right : ((Application)node).Argument;
            return Then(Defined(atom, condition), part => Then(Split(part, condition), (piece, sign) =>
            {
                Expr value = node is Piecewise p ? Piecewise.Holds(p.Relation, sign) ? p.Then : p.Otherwise : (Expr)sign;
                return Resolve(piece, left.Substitute(node, value), right.Substitute(node, value), relation);
            }));
        }
        // left - right may simplify, so the sides are asked for their conditions one by one.
        return Then(Defined(atom, left), first => Then(Defined(first, right), second => relation is not { } r
            ? [(second, true)]
            : Then(Split(second, left - right), (piece, sign) => [(piece, Piecewise.Holds(r, sign))])));
    }

    private static HashSet<Expr> AlwaysReached(Expr left, Expr right)
    {
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expr>([left, right]);
        while (stack.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            foreach (var child in node is Piecewise w ? [w.Left, w.Right] : node.Children)
                stack.Push(child);
        }
        return seen;
    }

    // The parts of an atom where an expression without pieces is defined (true) or not (false).
    private List<(Atom Atom, bool? Holds)> Defined(Atom atom, Expr expr)
    {
        var parts = new List<(Atom Atom, bool? Holds)> { (atom, true) };
        foreach (var condition in Symbolic.Simplification.DomainConditions.Conditions(expr))
            parts = Then(parts, part => Then(Split(part, condition.Expression), (piece, sign) => [(piece, Piecewise.Holds(condition.Relation, sign))]));
        return parts;
    }

    private static List<(Atom Atom, bool? Holds)> Then(List<(Atom Atom, bool? Holds)> parts, Func<Atom, List<(Atom Atom, bool? Holds)>> next) =>
        [.. parts.SelectMany(p => p.Holds == true ? next(p.Atom) : [p])];

    private static List<(Atom Atom, bool? Holds)> Then(List<(Atom Atom, int? Sign)> parts, Func<Atom, int, List<(Atom Atom, bool? Holds)>> next) =>
        [.. parts.SelectMany(p => p.Sign is { } sign ? next(p.Atom, sign) : [(p.Atom, null)])];

    /// <summary>Parts of an atom with the sign of a function that is defined and continuous on it; null where it is not known.</summary>
    private List<(Atom Atom, int? Sign)> Split(Atom atom, Expr g)
    {
        try
        {
            return Split(atom, g, MostHalvings);
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            return [(atom, Unknown(TimeIsUp))];
        }
    }

    private List<(Atom Atom, int? Sign)> Split(Atom atom, Expr g, int halvings)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (g.IsClosed())
            return [(atom, ClosedValue.Sign(g) ?? Unknown($"the sign of {g} was not decided"))];
        var f = UnivariateFunction.FromExpr(g, variable);
        if (atom.IsPoint)
            return [(atom, atom.Low!.SignOf(f) ?? Unknown($"the sign of {g} at {atom.Low} was not decided"))];
        if (Totality.IsEvidentlyPositive(g))
            return [(atom, 1)];
        if (Between(atom) is not { } domain)
            return [(atom, Unknown("two ends are too close to tell"))];
        var cuts = new List<Cut>();
        var factors = ZeroFactors.Exactly(g);
        var middle = halvings > 0 ? Middle(atom, f) : null;
        foreach (var factor in factors)
        {
            var root = UnivariateFunction.FromExpr(factor, variable);
            var found = Roots.Find(root, domain, middle is null ? options : options with { WorkLimit = Math.Max(1, options.WorkLimit / Share) });
            if (!found.IsComplete && middle is { } cut)
                return Halves(atom, cut, g, halvings - 1);
            if (!found.IsComplete)
                return [(atom, Unknown($"the zeros of {factor} are not certainly all known: {found.Shortfall}"))];
            if (found.Roots.Length + cuts.Count > MostAtoms)
                return [(atom, Unknown($"{factor} has too many zeros"))];
            foreach (var zero in found.Roots.Select(r => Cut.Of(factor, root, r)))
            {
                if (cuts.Exists(c => Cut.Compare(c, zero) == 0))
                    continue;
                if (cuts.Exists(c => Cut.Compare(c, zero) is null))
                    return [(atom, Unknown($"two zeros near {zero} may be one"))];
                cuts.Add(zero);
            }
        }
        cuts.Sort((a, b) => Cut.Compare(a, b) ?? 0);
        var parts = new List<(Atom Atom, int? Sign)>();
        var from = atom.Low;
        foreach (var end in cuts.Append(null))
        {
            var gap = new Atom(from, end ?? atom.High);
            parts.Add((gap, IsTold(factors, gap.Low) && IsTold(factors, gap.High) ? SignInside(gap, f) : Unknown($"{g} was not told from 0 beside an end")));
            if (end is not null)
                parts.Add((new Atom(end, end), 0));
            from = end;
        }
        return parts;
    }

    private List<(Atom Atom, int? Sign)> Halves(Atom atom, Cut middle, Expr g, int halvings) =>
        [.. new Atom[] { new(atom.Low, middle), new(middle, middle), new(middle, atom.High) }.SelectMany(part =>
        {
            try
            {
                return Split(part, g, halvings);
            }
            catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
            {
                return [(part, Unknown(TimeIsUp))];
            }
        })];

    // A simple number about the middle of a bounded gap that is certainly no zero.
    private static Cut? Middle(Atom atom, UnivariateFunction f)
    {
        if (atom is not { Low.Enclosure: var low, High.Enclosure: var high } || !(high.Lo - low.Hi > 1e-3))
            return null;
        Rational from = Rational.FromDouble(low.Hi), width = Rational.FromDouble(high.Lo) - from;
        foreach (int eighth in (int[])[4, 3, 5])
        {
            var cut = Cut.Of(Constant.Of(Rational.Simplest(from + width * new Rational(2 * eighth - 1, 16), from + width * new Rational(2 * eighth + 1, 16))));
            if (cut.SignOf(f) is not (null or 0))
                return cut;
        }
        return null;
    }

    // The search for roots leaves out the enclosures of ends without closed form: there each factor must not vanish, or be the one whose only zero there is
    // the end.
    private bool IsTold(IReadOnlyList<Expr> factors, Cut? end) => end is null or { Exact: not null } || factors.All(factor =>
        ReferenceEquals(factor, end.Zero) || UnivariateFunction.FromExpr(factor, variable).Evaluate(end.Enclosure) is { IsDefined: true,
            Value.ContainsZero: false });

    private int? SignInside(Atom gap, UnivariateFunction f)
    {
        if (Between(gap) is { } domain)
        {
            foreach (double x in SamplePoints.Of(domain))
            {
                var value = Boxes.AtPoint(f, x);
                if (value is { IsDefined: true, Value.ContainsZero: false })
                    return value.Value.IsPositive ? 1 : -1;
            }
        }
        return Unknown($"no point between {gap.Low?.ToString() ?? "-inf"} and {gap.High?.ToString() ?? "inf"} has a certain sign");
    }

    private static Domain? Between(Atom gap)
    {
        Expr? low = gap.Low is { } l ? l.Exact ?? Constant.Of(Rational.FromDouble(l.Enclosure.Hi)) : null;
        Expr? high = gap.High is { } h ? h.Exact ?? Constant.Of(Rational.FromDouble(h.Enclosure.Lo)) : null;
        return Domain.TryOf(low, high, gap.Low?.Exact is not null || low is null, gap.High?.Exact is not null || high is null, out _);
    }

    private int? Unknown(string reason)
    {
        _reasons.Add(reason);
        return null;
    }

    // Neighbouring atoms that are chosen, as one part.
    private static IEnumerable<SolutionPart> Joined(IEnumerable<(Atom Atom, bool Chosen)> atoms)
    {
        SolutionPart? open = null;
        foreach (var (atom, chosen) in atoms)
        {
            if (!chosen)
            {
                if (open is not null)
                    yield return open;
                open = null;
                continue;
            }
            open = open is null
                ? new(atom.Low, atom.IsPoint, atom.High, atom.IsPoint)
                : open with { High = atom.High, HighClosed = atom.IsPoint };
        }
        if (open is not null)
            yield return open;
    }
}
