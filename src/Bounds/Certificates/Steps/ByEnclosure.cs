using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// An outward-rounded enclosure of the value over the box. Order 0 is the plain evaluation; order 1 the mean value form
/// f(m) + sum of [d_i f](B) (B_i - m_i) (Moore 1966); order n in one variable Taylor's form with Lagrange's remainder,
/// the sum of f^(k)(m)/k! (B - m)^k for k &lt; n plus [f^(n)/n!](B) (B - m)^n. From order 1 on f has to be continuous on the box and its
/// derivative of the
/// order bounded there.
/// </summary>
/// <param name="Box">The box, as it has to stand.</param>
/// <param name="Order">0, 1, or more in one variable.</param>
/// <param name="Digits">Binary digits, at least 53.</param>
/// <param name="Lower">A rational below the value on the box, or "-inf".</param>
/// <param name="Upper">A rational above it, or "inf".</param>
internal sealed record ByEnclosure(string Box, int Order, int Digits, string Lower, string Upper) : ProofStep
{
    private const int MostOrder = 24, MostDigits = 4096;

    /// <summary>The step with the bounds that the evaluation gives, shortened outward; null when they do not decide.</summary>
    internal static ByEnclosure? Find(Goal goal, int order, int digits)
    {
        if (Enclose(goal, order, digits) is not { IsEmpty: false } x || PointCheck.Holds(goal.Relation, x) != true)
            return null;
        string lower = x.Lo.IsFinite && RationalEnds.Exact(x.Lo) is { } lo ? Shorter(lo, -1).ToString() : "-inf";
        string upper = x.Hi.IsFinite && RationalEnds.Exact(x.Hi) is { } hi ? Shorter(hi, 1).ToString() : "inf";
        return new(goal.On, order, digits, lower, upper);
    }

    internal override Outcome Apply(Goal goal)
    {
        if (Box != goal.On)
            return Outcome.No($"the box {Box} is not the one asked about");
        if (Order is < 0 or > MostOrder || Digits is < BigInterval.LeastPrecision or > MostDigits)
            return Outcome.No("the order or the digits are out of range");
        if (End(Lower) is not var (lower, low) || End(Upper) is not var (upper, high) || low > 0 || high < 0)
            return Outcome.No("the bounds are not numbers");
        bool decided = goal.Relation switch
        {
            Relation.Greater => lower is { Sign: > 0 },
            Relation.GreaterOrEqual => lower is { Sign: >= 0 },
            Relation.Equal => lower is { IsZero: true } && upper is { IsZero: true },
            _ => lower is { Sign: > 0 } || upper is { Sign: < 0 },
        };
        if (!decided)
            return Outcome.No($"bounds {Lower} and {Upper} do not decide");
        if (Enclose(goal, Order, Digits) is not { IsEmpty: false } x)
            return Outcome.No("the value has no enclosure of the order, or is not certainly defined");
        return Outcome.If(
            (lower is not { } l || x.Lo.IsFinite && RationalEnds.Exact(x.Lo) >= l) && (upper is not { } u || x.Hi.IsFinite && RationalEnds.Exact(x.Hi) <= u),
            $"the enclosure {x} is not within {Lower} and {Upper}");
    }

    // Null where the value may be undefined; empty boxes have an enclosure that nothing contradicts.
    private static BigInterval? Enclose(Goal goal, int order, int digits)
    {
        var x = goal.Hull(digits);
        if (goal.Claim.IsVacuous || Array.Exists(x, e => e.IsEmpty))
            return null;
        var tape = Tape.TryCompile([goal.Value, goal.Claim.Body.Left, goal.Claim.Body.Right], goal.Variables, out _);
        if (tape is null)
            return null;
        var values = new ValueEvaluator<BigInterval>(tape, digits);
        values.Run(x);
        if (!(values.Output(1).IsDefined && values.Output(2).IsDefined) && !goal.IsEvidentlyDefined)
            return null;
        if (order == 0)
            return values.Output(0).Value;
        if (!values.Output(0).IsContinuous || !Array.TrueForAll(x, e => e.IsBounded) || order > 1 && x.Count(e => !e.IsPoint) > 1)
            return null;
        return Sum(goal, x, order, digits) is { } sum ? BigInterval.Intersect(sum, values.Output(0).Value) : null;
    }

    private static BigInterval? Sum(Goal goal, BigInterval[] x, int order, int digits)
    {
        var slopes = new TaylorEvaluator<BigInterval>(Tape.Compile(goal.Value, goal.Variables), digits);
        BigInterval[] middle = [.. x.Select(e => e.IsPoint ? e : e.MidPoint)], direction = new BigInterval[x.Length];
        slopes.Run(middle, direction, 0);
        var sum = slopes.Coefficients()[0];
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i].IsPoint)
                continue;
            Array.Fill(direction, BigInterval.Zero);
            direction[i] = BigInterval.One;
            var h = x[i] - middle[i];
            slopes.Run(x, direction, order);
            if (slopes.State() != Definedness.Continuous || !slopes.Coefficients()[order].IsBounded)
                return null;
            sum += slopes.Coefficients()[order] * BigInterval.Pow(h, order);
            if (order == 1)
                continue;
            slopes.Run(middle, direction, order - 1);
            if (slopes.State() != Definedness.Continuous)
                return null;
            for (int k = 1; k < order; k++)
                sum += slopes.Coefficients()[k] * BigInterval.Pow(h, k);
        }
        return sum;
    }

    // A short rational within a part in a thousand on the outer side.
    private static Rational Shorter(Rational end, int side)
    {
        var outer = end + side * Rational.Abs(end) / 1000;
        return side < 0 ? Rational.Simplest(outer, end) : Rational.Simplest(end, outer);
    }

    private static (Rational? Value, int Infinite)? End(string text) => text switch
    {
        "inf" => (null, 1),
        "-inf" => (null, -1),
        _ => text.Length < 5000 && Parser.Parse(text).TryGet(out var value, out _) && value.IsRational(out var exact) ? (exact, 0) : null,
    };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"order {Order} on {Box}");
}
