using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>The supremum of an expression of several variables over the points of a box where side conditions hold.</summary>
/// <remarks>
/// A first search finds a point near a maximum, Newton's method its multipliers λ, and a second search uses f - Σ λ g as a further bound: λ >= 0 is rational
/// and g &lt;= 0 where the conditions hold, so that it is nowhere below f there, however good the guess. The supremum is at least f at points that satisfy the
/// conditions, in exact or outward-rounded arithmetic, and on a segment on whose ends an equation's two sides differ with opposite signs.
/// </remarks>
internal sealed class ConditionedRange
{
    private const int FirstWork = 3000, MostPushes = 40;
    private static readonly Rational s_near = Rational.Pow(10, -7);

    private readonly Claim _claim;
    private readonly RangeOptions _options;
    private readonly ImmutableArray<Expr> _variables;
    private readonly ImmutableArray<Comparison> _where;
    private readonly ImmutableArray<Interval> _hull;
    private readonly Membership _asked;

    internal ConditionedRange(Claim claim, RangeOptions options)
    {
        // What is only different from 0 has no border with a multiplier: such conditions stand last.
        _claim = claim with { Where = [.. claim.Where.OrderBy(c => c.Relation == Relation.NotEqual)] };
        _options = options;
        _variables = [.. claim.Box.Select(r => r.Variable)];
        _where = [.. _claim.Where.Where(c => c.Relation != Relation.NotEqual).Select(Below)];
        _hull = Hull(claim);
        _asked = new(_claim);
    }

    // g < 0, g <= 0 or g = 0.
    private static Comparison Below(Comparison c) => c.Relation switch
    {
        Relation.Greater => new(-c.Difference, Relation.Less, 0),
        Relation.GreaterOrEqual => new(-c.Difference, Relation.LessOrEqual, 0),
        var same => new(c.Difference, same, 0),
    };

    /// <summary>The ranges, cut by the conditions that compare one variable with a number.</summary>
    private static ImmutableArray<Interval> Hull(Claim claim) => [.. claim.Box.Select(r => claim.Where
        .Where(c => ReferenceEquals(c.Left, r.Variable) && c.Right.IsClosed() && CertifiedEvaluation.Evaluate(c.Right) is not null)
        .Select(c => (c.Relation, At: CertifiedEvaluation.Evaluate(c.Right)!.ToInterval()))
        .Select(c => c.Relation switch
        {
            Relation.Less or Relation.LessOrEqual => Interval.Of(double.NegativeInfinity, c.At.Hi),
            Relation.Greater or Relation.GreaterOrEqual => Interval.Of(c.At.Lo, double.PositiveInfinity),
            Relation.Equal => c.At,
            _ => Interval.Entire,
        }).Aggregate(BoxSigns.Hull(r), Interval.Intersect))];

    /// <summary>The supremum of f.</summary>
    /// <exception cref="OperationCanceledException">The _options' token was cancelled.</exception>
    internal RangeEnd Supremum(Expr f)
    {
        if (_hull.Any(x => x.IsEmpty))
            return Nowhere;
        var box = _claim.Box.Zip(_hull, (r, x) => (r.Variable, x)).ToList();
        var first = BoxExtrema.Supremum(f, box, new SideConditions(x => _asked.Of(x), [], []), _options with { Tolerance = 1e-4, WorkLimit = FirstWork });
        if (first.Value.IsEmpty)
            return Nowhere;
        if (double.IsPositiveInfinity(first.Value.Hi) && new LineLimits(f, _claim, _options).Supremum() is { } limit)
            return limit;
        var guess = Guess(f, first);
        var conditions = new SideConditions(x => _asked.Of(x), guess is null ? [] : [Relaxed(f, guess)], guess is null ? [] : [.. Holding(f, guess)]);
        var result = BoxExtrema.Supremum(f, box, conditions, _options);
        if (result.Value.IsEmpty)
            return Nowhere;
        foreach (var point in Candidates(guess?.Point ?? first.Best?.Select(x => x.Mid).ToArray()))
        {
            if (Exactly(f, point, result.Value) is { } end)
                return end;
        }
        var attained = Compactness.IsAttained(f, _claim, result.Places) && double.IsFinite(result.Value.Lo) ? Attainment.Attained : Attainment.Unknown;
        return new(Certified.Of(Numeric.Precision.BigInterval.FromInterval(result.Value, Certified.Precision)), null, false, attained, guess is null ? []
            : [[.. _variables.Zip(guess.Point, (v, x) => (v, (Certified)Rational.FromDouble(x), (Expr?)null))]], null, result.Shortfall);
    }

    private static RangeEnd Nowhere => new(null, null, false, Attainment.Unknown, [], null, "no point of the box satisfies the conditions");

    /// <summary>The conditions, then the finite ends of the ranges.</summary>
    private ImmutableArray<Expr> Borders => [.. _where.Select(c => c.Left), .. _variables.Zip(_hull).SelectMany(p => new[]
    {
        double.IsFinite(p.Second.Hi) ? p.First - (Expr)Rational.FromDouble(p.Second.Hi) : null,
        double.IsFinite(p.Second.Lo) ? (Expr)Rational.FromDouble(p.Second.Lo) - p.First : null,
    }).OfType<Expr>()];

    private Stationary? Guess(Expr f, BoxExtremum first)
    {
        var borders = Borders;
        var equations = borders.Select((_, i) => i < _where.Length && _where[i].Relation == Relation.Equal).ToImmutableArray();
        var multipliers = new Multipliers(f, borders, _variables);
        return first.Places.Take(4).Where(p => p.All(x => x.IsBounded)).Prepend(first.Best ?? []).Where(p => p.Length > 0)
            .Select(p => multipliers.Near([.. p.Select(x => x.Mid)], equations)).FirstOrDefault(s => s is not null);
    }

    /// <summary>f - Σ λ g, λ >= 0 for g &lt;= 0, where it is no less than f.</summary>
    private Expr Relaxed(Expr f, Stationary guess) => guess.Active
        .Where(a => a.Index < _where.Length && (a.Multiplier > 0 || _where[a.Index].Relation == Relation.Equal))
        .Aggregate(f, (sum, a) => sum - Rational.FromDouble(a.Multiplier) * _where[a.Index].Left);

    /// <summary>A point beside the guess, moved a little into the set, or a short segment across one equation.</summary>
    private IEnumerable<Interval[]> Holding(Expr f, Stationary guess)
    {
        var multipliers = new Multipliers(f, Borders, _variables);
        int[] equations = [.. guess.Active.Select(a => a.Index).Where(i => i < _where.Length && _where[i].Relation == Relation.Equal)];
        if (equations.Length > 1)
            yield break;
        double[] inward = Sum(guess.Active.Select(a => a.Index).Except(equations), sign: -1), across = Sum(equations, sign: 1);
        for (int i = 0; i <= MostPushes; i++)
        {
            double t = i == 0 ? 0 : Math.ScaleB(1, i - 53);
            var point = At(t, 0);
            if (equations is [])
            {
                if (_asked.Of(point) != true)
                    continue;
                yield return point;
                yield break;
            }
            Interval[] segment = [.. At(t, t).Zip(At(t, -t), Interval.Hull)];
            if (t > 0 && _asked.Of(segment, except: equations[0]) == true && _asked.IsBetween(equations[0], At(t, -t), At(t, t), segment))
            {
                yield return segment;
                yield break;
            }
        }

        double[] Sum(IEnumerable<int> conditions, int sign)
        {
            var sum = new double[_variables.Length];
            foreach (double[] slope in conditions.Select(i => multipliers.Slope(i, guess.Point)))
            {
                double square = slope.Sum(v => v * v);
                for (int j = 0; j < sum.Length; j++)
                    sum[j] += sign * slope[j] / Math.Max(square, 1e-300);
            }
            return sum;
        }

        Interval[] At(double inside, double beside) => [.. guess.Point.Select((x, j) =>
            Interval.Point(Math.Clamp(x + inside * inward[j] + beside * across[j], _hull[j].Lo, _hull[j].Hi)))];
    }

    /// <summary>Simple points near a guess: rationals, and square roots of them, multiples of pi and logarithms.</summary>
    private static IEnumerable<ImmutableArray<Expr>> Candidates(double[]? near)
    {
        if (near is null || !near.All(double.IsFinite))
            return [];
        IEnumerable<ImmutableArray<Expr>> points = [[]];
        foreach (var x in near.Select(Rational.FromDouble))
        {
            var choices = new List<Expr> { Rational.Simplest(x - s_near, x + s_near) };
            if (ClosedForms.Recognise(x - s_near, x + s_near, form => !form.IsRational(out _)) is { } form)
                choices.Add(form);
            points = points.SelectMany(p => choices.Select(c => p.Add(c))).ToList();
        }
        return points;
    }

    /// <summary>The supremum as the value at a point in closed form: proved a point that is asked about, and f nowhere above its value.</summary>
    private RangeEnd? Exactly(Expr f, ImmutableArray<Expr> point, Interval known)
    {
        var at = _variables.Zip(point).ToDictionary(p => p.First, p => p.Second);
        var simple = Simplifier.Simplify(f.Substitute(at));
        var value = simple.Conditions.IsEmpty ? simple.Value : f.Substitute(at);
        if (CertifiedEvaluation.Evaluate(value) is not { } number || Interval.Intersect(number.ToInterval(), known).IsEmpty
            || !Ends().Concat(_claim.Where).All(c => Decide(new Claim(c.Map(e => e.Substitute(at))))))
            return null;
        return !Decide(_claim with { Body = new(f, Relation.LessOrEqual, value) }) ? null
            : new(number, value, false, Attainment.Attained,
                [[.. _variables.Zip(point, (v, p) => (v, CertifiedEvaluation.Evaluate(p)!, (Expr?)p))]], null, null);
    }

    private IEnumerable<Comparison> Ends() => _claim.Box.SelectMany(r => new[]
    {
        r.Low is { } low ? new Comparison(r.Variable, r.LowClosed ? Relation.GreaterOrEqual : Relation.Greater, low) : null,
        r.High is { } high ? new Comparison(r.Variable, r.HighClosed ? Relation.LessOrEqual : Relation.Less, high) : null,
    }).OfType<Comparison>();

    private bool Decide(Claim question) =>
        Prover.Decide(question, ProverOptions.Default with
        {
            Boxes = 3000, Parts = 8, SolverSteps = 2_000_000, Cancellation = _options.Cancellation,
        }) is Proved;
}
