using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>Suprema over unbounded boxes that are approached at infinity: found along lines of the box, proved on the whole of it.</summary>
/// <remarks>
/// The supremum along a line bounds the supremum over the box from below, so one that is infinite is the answer; a finite one is the answer when the
/// prover shows that f is nowhere above it. Which lines are tried is heuristic: the axes through simple points, and diagonals.
/// </remarks>
internal sealed class LineLimits(Expr f, Claim claim, RangeOptions options)
{
    private static readonly Rational[] s_tails = [1, 10, 1000];
    private readonly ImmutableArray<VariableRange> _box = claim.Box;
    private const int MostLines = 16, LineWork = 20_000;
    private readonly ProverOptions _prover = ProverOptions.Default with { Boxes = 3000, Parts = 8, SolverSteps = 500_000, Cancellation = options.Cancellation };
    private static readonly Variable s_parameter = Variable.Of("line");

    private sealed record Line(ImmutableArray<Expr> Point, Domain Domain)
    {
        /// <summary>The variable that moves, where it is one.</summary>
        internal int? Only => Point.Count(p => !p.IsRational(out _)) == 1 ? Point.TakeWhile(p => p.IsRational(out _)).Count() : null;
    }

    /// <summary>The supremum, where a line shows it; null otherwise.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    internal RangeEnd? Supremum()
    {
        if (_box.All(r => r.IsBounded))
            return null;
        (Line Line, Extremum Extremum, Certified Value)? best = null;
        foreach (var line in Coordinate().Concat(Diagonal()).Take(MostLines).Select(Asked).OfType<Line>())
        {
            var on = f.Substitute(Substitution(line));
            if (!on.Variables().Contains(s_parameter))
                continue;
            var e = Extrema.Supremum(UnivariateFunction.FromExpr(on, s_parameter), line.Domain, options with { WorkLimit = LineWork });
            if (e.IsInfinite && IsDefined())
                return new RangeEnd(null, null, true, Attainment.Approached, [], Approached(line, e), null);
            if (e.Exact is { } exact && CertifiedEvaluation.Evaluate(exact) is { } value && (best is null || Certified.Less(best.Value.Value, value) == true))
                best = (line, e, value);
        }
        return best is var (found, extremum, most) && Holds(Relation.LessOrEqual, extremum.Exact!) ? Proved(found, extremum, most) : null;
    }

    /// <summary>A line, or a half of it on which the side conditions hold; null where none is known.</summary>
    private Line? Asked(Line line)
    {
        if (claim.Where.IsEmpty)
            return line;
        var at = Substitution(line);
        var on = claim.Where.Select(c => c.Map(e => e.Substitute(at))).ToList();
        var tails = s_tails.SelectMany(t => new[]
        {
            line.Domain.Upper.IsInfinite && line.Domain.CertainlyContains(t.ToDoubleNearest()) ? Domain.Of(t, null) : null,
            line.Domain.Lower.IsInfinite && line.Domain.CertainlyContains((-t).ToDoubleNearest()) ? Domain.Of(null, -t) : null,
        });
        return tails.OfType<Domain>().Where(tail => on.TrueForAll(c => c.Difference.IsClosed()
            ? Prover.Decide(new Claim(c), _prover) is Verdicts.Proved
            : Signs.Decide(UnivariateFunction.FromExpr(c.Difference, s_parameter), tail, c.Relation, options with { WorkLimit = LineWork }) is SignProved))
            .Select(tail => line with { Domain = tail }).FirstOrDefault();
    }

    private Dictionary<Expr, Expr> Substitution(Line line) => _box.Zip(line.Point).ToDictionary(p => p.First.Variable, p => p.Second);

    private RangeEnd Proved(Line line, Extremum e, Certified value)
    {
        if (e is { Attainment: Attainment.Attained, Point: { } at })
        {
            var place = _box.Zip(line.Point).Select(p => (p.First.Variable, At: p.Second.Substitute(s_parameter, at))).ToList();
            return new RangeEnd(value, e.Exact, false, Attainment.Attained,
                [[.. place.Select(p => (p.Variable, CertifiedEvaluation.Evaluate(p.At)!, (Expr?)p.At))]], null, null);
        }
        var attainment = e.Attainment == Attainment.Attained
            ? Attainment.Attained
            : Holds(Relation.Less, e.Exact!) ? Attainment.Approached : Attainment.Unknown;
        return new RangeEnd(value, e.Exact, false, attainment, [], attainment == Attainment.Attained ? null : Approached(line, e), null);
    }

    private bool Holds(Relation relation, Expr bound) =>
        Prover.Decide(claim with { Body = new(f, relation, bound) }, _prover) is Verdicts.Proved;

    private bool IsDefined() => Symbolic.Simplification.DomainConditions.Conditions(f).All(c =>
        Prover.Decide(claim with { Body = new(c.Expression, c.Relation, Constant.Of(0)) }, _prover) is Verdicts.Proved);

    private string? Approached(Line line, Extremum e)
    {
        if (e.End is not { } end)
            return null;
        string to = end.Value?.ToString() ?? (end.IsUpper ? "inf" : "-inf");
        if (line.Only is { } axis)
        {
            var fixedOnes = _box.Zip(line.Point).Where((_, i) => i != axis).Select(p => $"{p.First.Variable} = {p.Second}");
            return $"{_box[axis].Variable} -> {to} with {string.Join(", ", fixedOnes)}";
        }
        return $"({string.Join(", ", _box.Select(r => r.Variable))}) = "
            + $"({string.Join(", ", line.Point.Select(p => p.Substitute(s_parameter, Variable.Of("t"))))}), t -> {to}";
    }

    /// <summary>One unbounded variable runs, the others stand at simple values.</summary>
    private IEnumerable<Line> Coordinate()
    {
        foreach (var (range, axis) in _box.Select((r, i) => (r, i)).Where(p => !p.r.IsBounded))
        {
            IEnumerable<ImmutableArray<Expr>> points = [[]];
            for (int i = 0; i < _box.Length; i++)
            {
                ImmutableArray<Expr> values = i == axis ? [s_parameter] : [.. Simple(_box[i]).Select(v => (Expr)v)];
                points = points.SelectMany(p => values.Select(v => p.Add(v))).ToList();
            }
            foreach (var point in points)
                yield return new Line(point, DomainOf(range));
        }
    }

    /// <summary>Two unbounded variables run together or against each other, the others stand at a simple value.</summary>
    private IEnumerable<Line> Diagonal()
    {
        for (int i = 0; i < _box.Length; i++)
        {
            for (int j = i + 1; j < _box.Length; j++)
            {
                if (_box[i].High is null && _box[j].High is null)
                    yield return Of(i, j, s_parameter, Larger(_box[i].Low, _box[j].Low));
                if (_box[i].High is null && _box[j].Low is null)
                    yield return Of(i, j, -s_parameter, Larger(_box[i].Low, -_box[j].High));
            }
        }

        Line Of(int first, int second, Expr other, Rational? from) =>
            new([.. _box.Select((r, i) => i == first ? s_parameter : i == second ? other : (Expr)Simple(r).First())],
                Domain.Of(from is { } a ? Constant.Of(a) : null, null));

        static Rational? Larger(Rational? a, Rational? b) => a is { } x && b is { } y ? Rational.Max(x, y) : a ?? b;
    }

    private static IEnumerable<Rational> Simple(VariableRange range)
    {
        Rational inside = range is { Low: { } l, High: { } h } ? (l + h) / 2 : range.Low is { } low ? low + 1 : range.High is { } high ? high - 1 : 0;
        var wanted = new List<Rational> { 0, 1, -1 };
        wanted.AddRange(new[] { range.Low, range.High }.OfType<Rational>());
        return wanted.Append(inside).Where(range.Contains).Distinct();
    }

    internal static Domain DomainOf(VariableRange range) =>
        Domain.Of(range.Low is { } l ? Constant.Of(l) : null, range.High is { } h ? Constant.Of(h) : null, !range.LowClosed, !range.HighClosed);
}
