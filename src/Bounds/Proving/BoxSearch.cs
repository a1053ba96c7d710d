using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Branch and bound over a box in an enclosure type: each part is proved by the natural or the mean-value enclosure of left - right,
/// dropped where a side condition fails, reduced to a face where the difference is monotone, or split. Depth first, with a work list.
/// </summary>
/// <remarks>
/// Mean value (Moore 1966): f(x) in f(m) + sum over i of [d_i f](B) (B_i - m_i) for x in B, when f is continuous on B and [d_i f](B) encloses
/// the partial derivatives. Monotonicity: if d_i f >= 0 on B then f >= 0 on B follows from f >= 0 on the face where x_i is least.
/// </remarks>
internal sealed class BoxSearch<T>
    where T : struct, IEnclosure<T>
{
    /// <summary>Sides that are unbounded beyond this are not cut.</summary>
    private const double Far = 1e9;

    private readonly Claim _claim;
    private readonly bool _definedEverywhere;
    private readonly ValueEvaluator<T> _values;
    private readonly TaylorEvaluator<T> _slopes;
    private readonly PointCheck _points;
    private readonly T[] _hull;
    private readonly int _precision;
    private readonly int _n;

    internal BoxSearch(Claim claim, BoxSigns signs, PointCheck points, int precision = 53)
    {
        _claim = claim;
        _points = points;
        _precision = precision;
        _n = claim.Box.Length;
        _definedEverywhere = Definition.IsEvident(claim, signs);
        Expr[] inputs = [.. claim.Box.Select(r => r.Variable)];
        var difference = claim.Body.Difference;
        _values = new(Tape.Compile([difference, claim.Body.Left, claim.Body.Right, .. claim.Where.SelectMany(w => new[] { w.Difference })], inputs), precision);
        _slopes = new(Tape.Compile(difference, inputs), precision);
        _hull = new T[_n];
        for (int i = 0; i < _n; i++)
            _hull[i] = Hull(claim.Box[i]);
    }

    /// <summary>Searches with at most <paramref name="budget"/> parts. A part of relative width below 2^-<paramref name="depth"/> ends the search.</summary>
    internal Verdict Run(int budget, int depth, CancellationToken cancellation)
    {
        Refuted? refuted = null;
        var search = Subdivision<Interval[]>.DepthFirst(box => Cut(box, depth), new Budget(budget, cancellation));
        search.Add([.. _claim.Box.Select(BoxSigns.Hull)]);
        var ending = search.Run(box => IsSettled(box) ? Fate.Settled : (refuted = Refute(box)) is null ? Fate.Open : Fate.Final);
        return ending switch
        {
            Ending.Covered => new Proved(Method.Interval, string.Create(CultureInfo.InvariantCulture,
                $"interval branch and bound: {search.Parts} parts, {_precision} binary digits")),
            Ending.Answered => refuted!,
            Ending.Exhausted => new Unknown(string.Create(CultureInfo.InvariantCulture, $"interval search: {budget} parts were not enough"),
                Show(search.Left.First())),
            _ => new Unknown("interval search: a part too small to split is undecided", Show(search.Left.First())),
        };
    }

    /// <summary>
    /// Splits in rounds, each part once a round, and gives the unsettled parts of the last round that left at most <paramref name="most"/>;
    /// null when a point refutes the claim or nothing was settled.
    /// </summary>
    internal IReadOnlyList<Interval[]>? Residual(int rounds, int most, CancellationToken cancellation)
    {
        List<Interval[]> parts = [[.. _claim.Box.Select(BoxSigns.Hull)]];
        List<Interval[]>? best = null;
        for (int round = 0; round < rounds && parts.Count > 0 && parts.Count <= 16 * most; round++)
        {
            var next = new List<Interval[]>();
            foreach (var part in parts)
            {
                cancellation.ThrowIfCancellationRequested();
                Interval[][] halves = Cut(part, depth: 20) is var (low, high) ? [low, high] : [part];
                next.AddRange(halves.Where(h => !IsSettled(h)));
            }
            parts = next;
            if (parts.Count <= most)
                best = parts;
        }
        return best;
    }

    private T Hull(VariableRange range)
    {
        // Exact ends to the precision in use; infinite ones by a half line.
        var line = T.Entire;
        if (range.Low is { } low)
            line = T.Intersect(line, T.FromRational(low, _precision) + T.FromInterval(Interval.Nonnegative, _precision));
        if (range.High is { } high)
            line = T.Intersect(line, T.FromRational(high, _precision) - T.FromInterval(Interval.Nonnegative, _precision));
        return line;
    }

    private T[] Values(Interval[] box)
    {
        var x = new T[_n];
        for (int i = 0; i < _n; i++)
            x[i] = T.Intersect(T.FromInterval(box[i], _precision), _hull[i]);
        return x;
    }

    private bool IsSettled(Interval[] box)
    {
        var x = Values(box);
        for (int i = 0; i < _n; i++)
        {
            if (x[i].IsEmpty)
                return true;
        }
        _values.Run(x);
        for (int c = 0; c < _claim.Where.Length; c++)
        {
            // The condition fails, or is undefined, at every point of the part.
            var side = _values.Output(3 + c).Value;
            if (side.IsEmpty || PointCheck.Holds(_claim.Where[c].Relation, side) == false)
                return true;
        }
        if (!_definedEverywhere && !(_values.Output(1).IsDefined && _values.Output(2).IsDefined))
            return false;
        var natural = _values.Output(0);
        return PointCheck.Holds(_claim.Body.Relation, natural.Value) == true
               || natural.IsContinuous && _n > 0 && ByMeanValue(x, natural.Value, rounds: 2);
    }

    private bool ByMeanValue(T[] x, T natural, int rounds)
    {
        var slopes = new T[_n];
        var direction = new T[_n];
        for (int i = 0; i < _n; i++)
        {
            if (x[i].IsPoint)
            {
                slopes[i] = T.Zero;
                continue;
            }
            Array.Fill(direction, T.Zero);
            direction[i] = T.One;
            _slopes.Run(x, direction, 1);
            if (_slopes.State() != Definedness.Continuous)
                return false;
            slopes[i] = _slopes.Coefficients()[1];
        }
        if (ByFace(x, slopes, rounds))
            return true;
        // f(m) + sum g_i (X_i - m_i).
        var middle = new T[_n];
        for (int i = 0; i < _n; i++)
        {
            if (!x[i].IsBounded)
                return false;
            middle[i] = x[i].MidPoint;
        }
        _values.Run(middle);
        if (!_values.Output(0).IsDefined)
            return false;
        var sum = _values.Output(0).Value;
        for (int i = 0; i < _n; i++)
            sum += slopes[i] * (x[i] - middle[i]);
        return PointCheck.Holds(_claim.Body.Relation, T.Intersect(sum, natural)) == true;
    }

    // An inequality is decided on the face where a monotone difference is worst.
    private bool ByFace(T[] x, T[] slopes, int rounds)
    {
        bool below = _claim.Body.Relation is Relation.Less or Relation.LessOrEqual;
        if (_claim.Body.Relation is Relation.Equal or Relation.NotEqual || rounds == 0)
            return false;
        var face = (T[])x.Clone();
        bool reduced = false;
        for (int i = 0; i < _n; i++)
        {
            if (x[i].IsPoint || !x[i].IsBounded)
                continue;
            if (slopes[i].IsNonnegative)
                face[i] = below ? x[i].UpperPoint : x[i].LowerPoint;
            else if (slopes[i].IsNonpositive)
                face[i] = below ? x[i].LowerPoint : x[i].UpperPoint;
            else
                continue;
            reduced = true;
        }
        if (!reduced)
            return false;
        _values.Run(face);
        var value = _values.Output(0);
        return PointCheck.Holds(_claim.Body.Relation, value.Value) == true
               || value.IsContinuous && ByMeanValue(face, value.Value, rounds - 1);
    }

    // A part where the enclosure lies on the wrong side is tried at its simplest point.
    private Refuted? Refute(Interval[] box)
    {
        var point = new Rational[_n];
        for (int i = 0; i < _n; i++)
        {
            double mid = box[i].Mid;
            if (!double.IsFinite(mid))
                return null;
            point[i] = box[i].IsBounded && box[i].Lo < box[i].Hi
                ? Rational.Simplest(Rational.FromDouble(box[i].Lo / 2 + mid / 2), Rational.FromDouble(box[i].Hi / 2 + mid / 2))
                : Rational.FromDouble(mid);
        }
        return _points.QuickFails(point) ? _points.Refute(point) : null;
    }

    // Near 0 the width itself counts, down to 2^-depth.
    private static (Interval[], Interval[])? Cut(Interval[] box, int depth) => Cuts.Relative(box, Math.ScaleB(1, -depth), Far);

    private string Show(Interval[] box) => string.Join("; ", _claim.Box.Select((r, i) => $"{r.Variable} in {box[i]}"));
}
