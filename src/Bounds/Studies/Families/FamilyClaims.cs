using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>The regularity of F(s; θ) for every θ of a box where the parameters are more than shifts and scales: θ is a further variable of each
/// claim.</summary>
/// <remarks>
/// Formulas of the centre c(θ), of β(θ) and of G(θ) are guessed, from affine parts of F, F''(c), parts of F' and a few members of the family; what is said
/// of them is proved: F'(c) = 0, u F'(c+u) > 0 for u != 0, u F'(c+u) &lt;= β u², |F'| &lt;= G. F is C^1 by <see cref="FamilySmoothness"/>, so its derivative
/// by the rules is F' off kinks, and what holds of F'' off kinks decides convexity and the monotone ratio.
/// </remarks>
internal sealed class FamilyClaims
{
    private const int MostCandidates = 8;

    // No name that a parameter can have.
    private static readonly Variable s_offset = Variable.Of("offset u");

    private readonly Family _family;
    private readonly ProverOptions _prover;
    private readonly Expr _outer, _slope;
    private readonly Variable _s;
    private readonly HashSet<string> _nowhere = [];
    private readonly Dictionary<Expr, RegularityReport> _members = [];

    internal FamilyClaims(Family family, Expr outer, Variable s, CancellationToken cancellation)
    {
        (_family, _outer, _s) = (family, outer, s);
        _prover = ProverOptions.Default with { Boxes = 2000, Parts = 12, SolverSteps = 500_000, Cancellation = cancellation };
        _slope = Short(outer.Derivative(s));
    }

    private static Variable U => s_offset;

    /// <summary>The centre, the constants and the verdicts; null where no formula of a centre is found.</summary>
    internal (RegularityReport Core, FamilyConstants Constants)? Prove(out string reason)
    {
        var smooth = FamilySmoothness.Of(_outer, _s, c => Decide(c));
        reason = smooth is Unknown unknown ? unknown.Reason : "no formula of a centre was found and proved";
        if (!smooth.IsProved || Centre() is not var (centre, sign))
            return null;
        var slope = Short(_slope.Substitute(_s, centre + U));
        var curvature = Short(slope.Derivative(U));
        var square = U.Pow(2);
        var atCentre = Plain(Short(curvature.Substitute(U, 0))) ? Short(curvature.Substitute(U, 0)) : null;
        var beta = First("β", atCentre, Guesses(slope, r => r.Sector),
            b => Decide(new Comparison(U * slope, Relation.LessOrEqual, b * square)));
        var sides = Sides(slope);
        var bound = First("G", null, Guesses(slope, r => r.DerivativeBound),
            g => Verdict.All(slope is Product
                ? sides.Select(side => OnRight(new Comparison(side, Relation.LessOrEqual, g)))
                : [Decide(new Comparison(slope, Relation.LessOrEqual, g)), Decide(new Comparison(slope, Relation.GreaterOrEqual, -g))]));
        var convex = Property("convex", new Comparison(curvature, Relation.GreaterOrEqual, 0));
        if (!bound.Verdict.IsProved && Unbounded(sides, order: 0) is { } rising)
            bound = bound with { Verdict = Noted("derivativeBound", rising) };
        if (!beta.Verdict.IsProved && Unbounded(sides, order: 1) is { } steep)
            beta = beta with { Verdict = Noted("sector", steep) };
        var core = RegularityReport.Undecided(new Unknown("not asked of a family")) with
        {
            CentreExpr = centre,
            Sign = sign,
            Smooth = smooth,
            Sector = new RegularityConstant(null, Verdict.All([sign, beta.Verdict])),
            DerivativeBound = new RegularityConstant(null, bound.Verdict),
            Good = Verdict.All([smooth, bound.Verdict]),
            MonotoneRatio = Property("monotoneRatio", new Comparison(U * (U * curvature - slope), Relation.LessOrEqual, 0)),
            Convex = convex,
            StarConvex = convex.IsProved ? convex : Property("starConvex", new Comparison(
                Short(_outer.Substitute(_s, centre + U)) - Short(_outer.Substitute(_s, centre)), Relation.LessOrEqual, U * slope)),
        };
        if (_nowhere.Contains("derivativeBound"))
            _nowhere.Add("good");
        return (core, new FamilyConstants(_family, new("c", centre, sign), bound, beta, atCentre is null
            ? new("F''(c)", null, new Unknown("F'' has no single formula at the centre"))
            : new("F''(c)", atCentre, smooth), _prover.Cancellation));
    }

    /// <summary>A formula of the centre with the sign condition.</summary>
    private (Expr Centre, Verdict Sign)? Centre()
    {
        foreach (var c in FamilyForm.Affine(_outer, _s, [_s]).Select(p => Short(-p.Shift / p.Slope)).Append(0).Distinct().Take(MostCandidates))
        {
            // A centre that is not defined for some θ fails this claim.
            if (!Decide(new Comparison(_slope.Substitute(_s, c), Relation.Equal, 0)).IsProved)
                continue;
            var slope = Short(_slope.Substitute(_s, c + U));
            var sign = Decide(new Comparison(U * slope, Relation.Greater, 0), new Comparison(U, Relation.NotEqual, 0));
            if (sign.IsProved)
                return (c, sign);
        }
        return null;
    }

    /// <summary>The first candidate that is proved a bound; the best one where nothing below it, named least, is one.</summary>
    private static FamilyConstant First(string name, Expr? least, IEnumerable<Expr> candidates, Func<Expr, Verdict> proved)
    {
        foreach (var candidate in (least is null ? candidates : candidates.Prepend(least))
            .Where(c => !c.Variables().Contains(U)).Distinct().Take(MostCandidates))
        {
            if (proved(candidate) is Proved holds)
                return new FamilyConstant(name, candidate, holds, IsBound: !ReferenceEquals(candidate, least));
        }
        return new FamilyConstant(name, null, new Unknown("no formula for every parameter was found and proved"));
    }

    /// <summary>Formulas worth a proof: the parts of F' without s, and the affine function of θ through a few members.</summary>
    private IEnumerable<Expr> Guesses(Expr slope, Func<RegularityReport, RegularityConstant> of)
    {
        // A member without a constant leaves nothing to prove.
        if (Samples().Any(at => of(MemberAt(at)).Verdict.IsRefuted))
            yield break;
        if (Fitted(r => Value(of(r))) is { } fit)
            yield return fit;
        foreach (var part in Expr.Postorder(slope).Append(slope).OfType<Product>())
        {
            var free = Product.Of(part.Children.Where(c => !c.Variables().Contains(U)));
            if (!free.IsClosed())
                yield return free;
        }
        foreach (var part in Expr.Postorder(slope).Where(n => n is not Constant && !n.Variables().Contains(U) && !n.IsClosed()))
            yield return part;
    }

    private Expr? Fitted(Func<RegularityReport, Rational?> constant)
    {
        var samples = Samples().Select(at => (At: at, Value: constant(MemberAt(at)))).ToList();
        if (!samples.TrueForAll(s => s.Value is not null))
            return null;
        var (at0, value0) = samples[0];
        Expr fit = value0!.Value;
        for (int i = 1; i < samples.Count; i++)
        {
            var range = _family.Box.Single(r => ReferenceEquals(r.Variable, _family.Parameters[i - 1]));
            var (from, to) = (at0[range.Variable], samples[i].At[range.Variable]);
            if (to == from)
                continue;
            fit += (samples[i].Value!.Value - value0.Value) / (to - from) * (range.Variable - from);
        }
        return Short(fit);
    }

    /// <summary>One point of the box, and one more for each parameter that differs in it alone.</summary>
    private IEnumerable<Dictionary<Expr, Rational>> Samples()
    {
        var first = _family.Box.ToDictionary(r => r.Variable, Family.Inside);
        yield return first;
        foreach (var parameter in _family.Parameters)
        {
            var range = _family.Box.Single(r => ReferenceEquals(r.Variable, parameter));
            yield return new(first) { [parameter] = Family.Inside(range with { Low = first[parameter] }) };
        }
    }

    private RegularityReport MemberAt(Dictionary<Expr, Rational> at)
    {
        var outer = _outer.Substitute(at.ToDictionary(p => p.Key, p => (Expr)p.Value));
        if (!_members.TryGetValue(outer, out var report))
            _members[outer] = report = FamilyAnalyzer.ObjectiveOf(outer, _s).Structure.Regularity(_prover.Cancellation);
        return report;
    }

    private static Rational? Value(RegularityConstant constant) => constant is { Verdict.IsProved: true, Value: { } value }
        ? value.Exact ?? (value.UpperBound is { } above ? Rational.FromDouble(Math.BitIncrement(above.ToDoubleNearest())) : null)
        : null;

    /// <summary>F'(c+u) and -F'(c-u), both positive for u > 0; once where they are the same.</summary>
    private static Expr[] Sides(Expr slope)
    {
        var mirrored = Short(-slope.Substitute(U, -U));
        return Simplifier.Simplify(mirrored - slope).Value.IsRational(out var gap) && gap.IsZero ? [slope] : [slope, mirrored];
    }

    /// <summary>A comparison for every θ of the box and every u > 0, where a product has a sign and so a logarithm.</summary>
    private Verdict OnRight(Comparison body) => Prover.Decide(new Claim("", body, [.. _family.Box.Append(new(U, 0, false, null, false))
        .Where(r => body.Left.Variables().Union(body.Right.Variables()).Contains(r.Variable))], []), _prover);

    /// <summary>Whether F'/u^order is unbounded on one side for every θ.</summary>
    private Refuted? Unbounded(Expr[] sides, int order)
    {
        var degree = Fitted(r => r.Degree is { Verdict.IsProved: true, Value: { } d } ? d - 1 : null);
        Expr[] growths = degree is null ? [order + 1] : [degree];
        return sides.Select(side => Failures.Unbounded(side, Short(side.Derivative(U)), growths, order)).FirstOrDefault(v => v is not null);
    }

    /// <summary>A property for every θ, with a note where it fails for every θ.</summary>
    private Verdict Property(string name, Comparison body)
    {
        var verdict = Decide(body);
        return verdict is Refuted refuted && Failures.Everywhere(body) is not null ? Noted(name, refuted) : verdict;
    }

    private Refuted Noted(string name, Refuted verdict)
    {
        _nowhere.Add(name);
        return verdict;
    }

    private FamilyFailures Failures => new(_family, U, _prover);

    /// <summary>The refuted properties that fail for every θ.</summary>
    internal ImmutableHashSet<string> Nowhere => [.. _nowhere];

    /// <summary>A comparison for every θ of the box and every value of s, or of the offset u.</summary>
    private Verdict Decide(Comparison body, params ImmutableArray<Comparison> where)
    {
        var used = where.Append(body).SelectMany(c => c.Left.Variables().Union(c.Right.Variables())).ToHashSet();
        return Prover.Decide(new Claim("", body, [.. new[] { VariableRange.Line(U), VariableRange.Line(_s) }.Concat(_family.Box)
            .Where(r => used.Contains(r.Variable))], where), _prover);
    }

    private static bool Plain(Expr e) => !Expr.Postorder(e).Any(n => n is Piecewise);

    internal static Expr Short(Expr e) => Simplifier.Simplify(e) is { Conditions.IsEmpty: true } simple ? simple.Value : e;
}
