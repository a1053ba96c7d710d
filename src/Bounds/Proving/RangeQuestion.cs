using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Ranges.Solutions;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>"What values does this take?": the certified infimum and supremum of an expression over a box of one to three variables.</summary>
public sealed class RangeQuestion
{
    private const int MostVariables = 3, MostCandidates = 24, MostPlaces = 16;

    private readonly Claim _claim;
    private readonly Domain? _domain;

    private RangeQuestion(Claim claim, Domain? domain)
    {
        _claim = claim;
        _domain = domain;
    }

    /// <summary>The expression.</summary>
    public Expr Expression => _claim.Body.Left;

    /// <summary>The expression and the box.</summary>
    public override string ToString() =>
        $"{Expression} on {(_domain is { } d ? $"{_claim.Box[0].Variable} in {d}" : string.Join("; ", _claim.Box.Select(Show)))}"
        + (_domain is null && _claim.Where.Where(c => !IsEnd(c)).ToList() is { Count: > 0 } rest ? $" where {string.Join(" and ", rest)}" : "");

    // An irrational end stands among the conditions, beside a rational one that is farther out.
    private static bool IsEnd(Comparison c) => c is { Left: Variable or Component, Relation: not (Relation.Equal or Relation.NotEqual) } && c.Right.IsClosed();

    private string Show(VariableRange range)
    {
        var ends = _claim.Where.Where(c => IsEnd(c) && ReferenceEquals(c.Left, range.Variable)).ToList();
        var low = ends.Find(c => c.Relation is Relation.Greater or Relation.GreaterOrEqual);
        var high = ends.Find(c => c.Relation is Relation.Less or Relation.LessOrEqual);
        string from = low is null ? (range.LowClosed ? "[" : "(") + (range.Low?.ToString() ?? "-inf")
            : $"{(low.Relation == Relation.Greater ? "(" : "[")}{low.Right}";
        string to = high is null ? (range.High?.ToString() ?? "inf") + (range.HighClosed ? "]" : ")")
            : $"{high.Right}{(high.Relation == Relation.Less ? ")" : "]")}";
        return $"{range.Variable} in {from}, {to}";
    }

    /// <summary>Reads an expression, its box and side conditions.</summary>
    /// <returns>The question, or what is wrong with its texts.</returns>
    public static (RangeQuestion? Question, QuestionError? Error) Parse(string text,
        string? on, string? where, IReadOnlyDictionary<string, Expr>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (QuestionError.In("expr", text, 0, text.Length, parameters) is { } unread)
            return (null, unread);
        var result = ClaimParser.Parse($"({text}) == 0", on, where, "", parameters);
        if (result.Claim is not { } claim)
            return (null, QuestionError.Of(result.Error!));
        if (claim.IsVacuous)
            return (null, new("range: the box is empty"));
        if (claim.Box.Length > MostVariables)
            return (null, new($"range: at most {MostVariables} variables are handled, found {claim.Box.Length}"));
        if (claim.Box is [var range])
        {
            return UnivariateStrategy.Narrow(claim, range.Variable) is (var domain, true)
                ? (new(claim, domain), null)
                : (null, new("range: in one variable the conditions have to bound it by numbers, and leave more than one point"));
        }
        return (new(claim, null), null);
    }

    /// <summary>The infimum.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public RangeEnd Infimum(RangeOptions options) => Mirrored(Supremum(-Expression, options));

    /// <summary>The supremum.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public RangeEnd Supremum(RangeOptions options) => Supremum(Expression, options);

    internal static RangeEnd Mirrored(RangeEnd end) =>
        end with { Value = end.Value is { } v ? -v : null, Exact = end.Exact is { } e ? Simplifier.Simplify(-e).Value : null };

    private RangeEnd Supremum(Expr f, RangeOptions options)
    {
        if (_claim.Box.IsEmpty)
            return new(CertifiedEvaluation.Evaluate(f), f, false, Attainment.Attained, [ImmutableArray<(Expr, Certified, Expr?)>.Empty], null, null);
        return _domain is { } domain ? OfOne(f, _claim.Box[0].Variable, domain, options)
            : _claim.Where.IsEmpty ? OfSeveral(f, options) : new ConditionedRange(_claim, options).Supremum(f);
    }

    private static RangeEnd OfOne(Expr expr, Expr variable, Domain domain, RangeOptions options)
    {
        domain = Periodicity.Window(expr, variable, domain);
        var f = UnivariateFunction.FromExpr(expr, variable);
        var e = Extrema.Located(f, domain, Extrema.Supremum(f, domain, options), options);
        string? approached = e.End is { } end ? $"{variable} -> {end.Value?.ToString() ?? (end.IsUpper ? "inf" : "-inf")}" : null;
        if (e.IsInfinite)
            return new(null, null, true, Attainment.Approached, [], approached, e.Shortfall);
        var value = e.Exact is { } exact ? CertifiedEvaluation.Evaluate(exact) : Between(e.Value);
        var place = e.Attainment != Attainment.Attained ? null : e.Point is { } point
            ? CertifiedEvaluation.Evaluate(point)
            : e.Location is { } at ? Between(at) : null;
        return new(value, e.Exact, false, e.Attainment, place is null
            ? []
            : [[(variable, place, e.Point)]], approached, Why(expr, variable, domain, e.Shortfall, options));
    }

    // Most ranges that are not found are of expressions that are not defined everywhere.
    private static string? Why(Expr expr, Expr variable, Domain domain, string? shortfall, RangeOptions options)
    {
        if (shortfall is null)
            return null;
        var defined = SolutionSets.Defined(expr, variable, domain, options);
        bool everywhere = defined is { IsComplete: true, Holds: [var all] } && all.ToString() == domain.ToString();
        return !defined.IsComplete || everywhere ? shortfall
            : defined.Holds.IsEmpty ? "it is defined nowhere on the box"
            : $"it is defined on {string.Join(", ", defined.Holds)} only; give one of these with --on";
    }

    private static Certified Between(Interval x) => Certified.Of(Numeric.Precision.BigInterval.FromInterval(x, Certified.Precision));

    private RangeEnd OfSeveral(Expr f, RangeOptions options)
    {
        var ranges = _claim.Box;
        var result = BoxExtrema.Supremum(f, [.. ranges.Select(r => (r.Variable, BoxSigns.Hull(r)))], options);
        var value = result.Value;
        var places = Clusters(result.Places);
        foreach (var point in Candidates(places).Where(p => ranges.Zip(p, (r, v) => r.Contains(v)).All(c => c)).Take(MostCandidates))
        {
            var at = ranges.Zip(point).ToDictionary(p => p.First.Variable, p => (Expr)p.Second);
            if (!ExactValue.TryEvaluate(f, at, out var exact) || !value.Contains(exact))
                continue;
            var claim = new Claim("", new(f, Relation.LessOrEqual, exact), ranges, []);
            if (Prover.Decide(claim, ProverOptions.Default with { Cancellation = options.Cancellation }) is Proved)
            {
                return new(exact, Constant.Of(exact), false, Attainment.Attained,
                    [[.. ranges.Zip(point, (r, v) => (r.Variable, (Certified)v, (Expr?)Constant.Of(v)))],
                        .. places.Where(c => !Holds(c, point) && MayReach(f, c, exact, options)).Select(Place)], null, null);
            }
        }
        return new LineLimits(f, _claim, options).Supremum()
            ?? new SeparableRange(ranges, (g, r) => OfOne(g, r.Variable, LineLimits.DomainOf(r), options)).Supremum(f)
            ?? new(Between(value), null, false, Compactness.IsAttained(f, _claim, result.Places) ? Attainment.Attained : Attainment.Unknown,
            [.. places.Select(Place)], null, result.Shortfall);
    }

    // A place that only the wanted width kept is dropped when its own supremum is lower.
    private bool MayReach(Expr f, Interval[] cluster, Rational exact, RangeOptions options) =>
        !BoxExtrema.Supremum(f, [.. _claim.Box.Zip(cluster, (r, x) => (r.Variable, x))],
            options with { Tolerance = 1e-14 }).Value.IsBelow(Interval.FromRational(exact));

    private ImmutableArray<(Expr, Certified, Expr?)> Place(Interval[] cluster) =>
        [.. _claim.Box.Zip(cluster, (r, x) => (r.Variable, Between(x), (Expr?)null))];

    private static bool Holds(Interval[] cluster, Rational[] point) => cluster.Zip(point, (x, v) => x.Contains(v)).All(c => c);

    // Boxes that touch are one place.
    private static List<Interval[]> Clusters(ImmutableArray<ImmutableArray<Interval>> boxes)
    {
        var clusters = new List<Interval[]>();
        foreach (var box in boxes)
        {
            Interval[] merged = [.. box];
            for (int i = clusters.Count - 1; i >= 0; i--)
            {
                if (!merged.Zip(clusters[i], (a, b) => !Interval.Intersect(a, b).IsEmpty).All(c => c))
                    continue;
                merged = [.. merged.Zip(clusters[i], Interval.Hull)];
                clusters.RemoveAt(i);
            }
            clusters.Add(merged);
            if (clusters.Count > MostPlaces)
                return [];
        }
        return clusters;
    }

    private IEnumerable<Rational[]> Candidates(List<Interval[]> places)
    {
        yield return [.. _claim.Box.Select(r => r.Contains(0) ? 0 : r.LowClosed ? r.Low!.Value : r.High ?? r.Low!.Value + 1)];
        foreach (var place in places.Where(p => p.All(x => x.IsBounded)))
            yield return [.. place.Select(x => Rational.Simplest(Rational.FromDouble(x.Lo), Rational.FromDouble(x.Hi)))];
        if (_claim.Box.All(r => r.IsBounded))
        {
            for (int corner = 0; corner < 1 << _claim.Box.Length; corner++)
                yield return [.. _claim.Box.Select((r, i) => (corner >> i & 1) == 0 ? r.Low!.Value : r.High!.Value)];
        }
    }
}
