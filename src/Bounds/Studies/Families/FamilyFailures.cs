using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>What fails for every parameter of a box, where a witness at one parameter says nothing of the others.</summary>
/// <remarks>
/// A comparison in u and θ fails for every θ if it fails at u = ±m, or at u = ±m δ^-k with δ the distance of a parameter from an open end of its range: beside
/// a parameter where a verdict changes the place of the failure often runs away. F' has no bound if F'(c+1) > 0 and u F''(c+u) >= κ F'(c+u) for u >= 1 with
/// κ > 0, for then log F' rises by κ log u at least and F'(c+u) >= F'(c+1) u^κ; with κ > 1 F'(c+u)/u has none. Nor has it
/// where F'(c+u) is above a positive multiple of a higher power of u from some u on.
/// </remarks>
/// <param name="family">The family.</param>
/// <param name="u">The offset from the centre.</param>
/// <param name="prover">The effort of one claim.</param>
internal sealed class FamilyFailures(Family family, Variable u, ProverOptions prover)
{
    // No name that a parameter can have.
    private static readonly Variable s_distance = Variable.Of("distance d");

    private static readonly Rational s_far = 100;

    private static readonly Rational[] s_sizes = [1, 2, 4, Rational.Half], s_powers = [Rational.Half, 1];

    /// <summary>Whether a comparison in u and the parameters fails at some u for each parameter: the proof; null where none was found.</summary>
    internal Proved? Everywhere(Comparison body) => Places().Select(place => Fails(body, place)).FirstOrDefault(v => v is not null);

    /// <summary>Whether F'(c+u)/u^order is unbounded for every parameter: a refutation of every bound; null where none was found.</summary>
    /// <param name="slope">F'(c+u), positive for u > 0.</param>
    /// <param name="curvature">F''(c+u).</param>
    /// <param name="growths">Formulas of κ worth a proof.</param>
    /// <param name="order">0 or 1.</param>
    internal Refuted? Unbounded(Expr slope, Expr curvature, IEnumerable<Expr> growths, int order)
    {
        foreach (var below in Powers(slope, order))
        {
            if (Decide(new Comparison(slope, Relation.GreaterOrEqual, below), [new(u, s_far, true, null, false), .. family.Box]) is Proved far)
                return Refute($"|F'(c + u)| >= {below} for u >= {s_far}", far.Method);
        }
        var from = new VariableRange(u, 1, true, null, false);
        foreach (var growth in growths)
        {
            var enough = family.Decide(new Comparison(growth, Relation.Greater, order), prover.Cancellation);
            if (!enough.IsProved)
                continue;
            foreach (var power in new[] { growth, (growth + order) / 2 })
            {
                var rises = Decide(new Comparison(FamilyClaims.Short(u * curvature - power * slope), Relation.GreaterOrEqual, 0), [from, .. family.Box]);
                if (rises is Proved p)
                    return Refute($"|F'(c + u)| >= |F'(c + 1)|*u^({power}) for u >= 1, with {power} > {order} for every parameter", p.Method);
            }
        }
        return null;
    }

    /// <summary>Powers of u above a given one that may stay below F'(c+u): half of a term of it with a positive factor, and one without parameters.</summary>
    private IEnumerable<Expr> Powers(Expr slope, int order)
    {
        foreach (var term in slope is Sum sum ? sum.Children : [slope])
        {
            var factors = term is Product p ? p.Children : [term];
            var power = Product.Of(factors.Where(f => f.Variables().Contains(u)));
            var factor = Product.Of(factors.Where(f => !f.Variables().Contains(u)));
            bool grows = ReferenceEquals(power, u) ? order == 0 : power is Power { Base: Variable } p2 && p2.Exponent > order;
            if (grows && family.Decide(new Comparison(factor, Relation.Greater, 0), prover.Cancellation).IsProved)
                yield return term / 2;
        }
        yield return u.Pow(order + Rational.Half);
    }

    private Refuted Refute(string why, Method method) =>
        new(new Witness([.. family.Box.Select(r => new WitnessValue(r.Variable.ToString(), Family.Inside(r)))], why), method);

    /// <summary>A value of u, and the range whose parameter is written as its distance from an open end, if u depends on it.</summary>
    private sealed record Place(Expr At, VariableRange? Range = null, bool FromHigh = false)
    {
        internal Expr Parameter => FromHigh ? Range!.High!.Value - (Expr)s_distance : Range!.Low!.Value + (Expr)s_distance;

        internal VariableRange Distance => new(s_distance, 0, false, Range!.High - Range.Low, FromHigh ? Range.LowClosed : Range.HighClosed);
    }

    private IEnumerable<Place> Places()
    {
        foreach (var size in s_sizes.SelectMany(s => new[] { s, -s }))
        {
            yield return new(size);
            foreach (var power in s_powers)
            {
                foreach (var range in family.Box)
                {
                    if (range is { High: not null, HighClosed: false })
                        yield return new(size * s_distance.Pow(-power), range, FromHigh: true);
                    if (range is { Low: not null, LowClosed: false })
                        yield return new(size * s_distance.Pow(-power), range);
                }
            }
        }
    }

    private Proved? Fails(Comparison body, Place place)
    {
        var map = new Dictionary<Expr, Expr> { [u] = place.At };
        var box = family.Box;
        if (place.Range is { } range)
        {
            map[range.Variable] = place.Parameter;
            box = box.Replace(range, place.Distance);
        }
        var claim = Claim(new Comparison(body.Left, body.Negation, body.Right).Map(e => FamilyClaims.Short(e.Substitute(map))), box);
        var check = new PointCheck(claim);
        bool likely = new[] { new Rational(1, 2), new Rational(1, 200), new Rational(99, 100) }
            .All(t => check.At([.. claim.Box.Select(r => Family.At(r, t))]).Outcome == PointOutcome.Holds);
        return likely ? Prover.Decide(claim, prover) as Proved : null;
    }

    private Verdict Decide(Comparison body, ImmutableArray<VariableRange> box) => Prover.Decide(Claim(body, box), prover);

    private static Claim Claim(Comparison body, ImmutableArray<VariableRange> box)
    {
        var used = body.Left.Variables().Union(body.Right.Variables()).ToHashSet();
        return new("", body, [.. box.Where(r => used.Contains(r.Variable))], []);
    }
}
