using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The shape of F around a centre c: sign condition, monotone ratio, star-convexity, evenness, curvature; and convexity of F.</summary>
internal sealed class ShapeClaims
{
    private static readonly Variable s_other = Variable.Of("second point");
    private static readonly Rational[] s_offsets = [1, -1, new(1, 8), new(-1, 8), 8, -8, 100, -100];

    private readonly AnalysisContext _context;
    private readonly CentreCandidate _centre;
    private readonly UnivariateFunction _ratio;

    internal ShapeClaims(AnalysisContext context, CentreCandidate centre)
    {
        _context = context;
        _centre = centre;
        _ratio = centre.RatioOf(context.F);
    }

    private static Variable U => OuterExpressions.U;

    /// <summary>
    /// The sign condition: F is continuous, F'(c) = 0 and r(u) = F'(c+u)/u > 0 for u != 0 wherever F' exists. Where F' jumps at c there is no F'(c) = 0: c is
    /// only a minimiser; and across a jump of F nothing follows from F'.
    /// </summary>
    internal Verdict Sign(Verdict smooth)
    {
        var slopes = SignWhereDifferentiable();
        return slopes is not Proved || smooth.IsProved ? slopes : Verdict.All([slopes, IsContinuous()]);
    }

    private Verdict SignWhereDifferentiable()
    {
        if (_centre.Kink is { } kink)
            return _context.Keep($"F'({kink.At}) = 0", JointVerdicts.IsSmooth(kink, _context.F.Argument));
        if (_centre.Expr is { } c)
        {
            var slope = _context.F.Shift(_context.F.Slope, c);
            return BothSides(slope, Relation.Greater, 0, slope, Relation.Less, 0, (_ratio, Relation.Greater));
        }
        return _context.Record("F'(c+u)/u > 0 for u != 0", () => OnBothSides(_ratio, Relation.Greater, "F'(c+u)/u"));
    }

    /// <summary>
    /// r is nonincreasing in |u| on each side. Where F'' exists r' = (u F'' - F')/u², so the claim is u F'' &lt;= F' for u > 0 and
    /// u F'' >= F' for u &lt; 0; r must not jump up off 0 either, so that the finitely many kinks of F' don't matter.
    /// </summary>
    internal Verdict MonotoneRatio(Verdict smooth)
    {
        var slopes = MonotoneWhereDifferentiable();
        return slopes is Refuted || smooth.IsProved ? slopes : Verdict.All([slopes, NoJumpOffCentre()]);
    }

    /// <summary>F' jumps up nowhere except perhaps at the centre: at each exact breakpoint the slopes of the neighbours are compared.</summary>
    private Verdict NoJumpOffCentre()
    {
        const string Claim = "F' does not jump up off the centre";
        var s = _context.F.Argument;
        if (!Pieces.HasCases(_context.F.Value))
            return _context.Keep(Claim, new Unknown("F is not proved to be C^1"));
        var split = _context.F.Split;
        if (!split.IsComplete)
            return _context.Keep(Claim, new Unknown($"F was not split into pieces: {split.Note}"));
        for (int i = 0; i < split.Breakpoints.Length; i++)
        {
            var point = split.Breakpoints[i].At;
            var isCentre = IsCentre(point);
            if (isCentre == true)
                continue;
            // Where F' jumps up at c + u, the ratio F'(c+u)/u of the part farther from c is the larger one on either side of c.
            var verdict = JointVerdicts.DoesNotRise(_context.F.JointAt(i), s);
            if (!verdict.IsProved)
                return _context.Keep(Claim, verdict is Refuted && isCentre is null ? new Unknown($"F' jumps up at {s} = {point}, which may be the "
                    + "centre") : verdict);
        }
        return _context.Keep(Claim, new Proved(Method.Symbolic, "where pieces meet, the slopes agree or fall"));
    }

    /// <summary>Whether a point where F' may jump is the centre; null when not decided.</summary>
    private bool? IsCentre(RealPoint point)
    {
        int? order = _centre switch
        {
            { Expr: { } c } => point.SignOf(_context.F.Argument - c, _context.F.Argument),
            { Kink.At: var kink } => RealPoint.Compare(point, kink),
            // F' is continuous about an enclosed zero.
            _ => 1,
        };
        return order is null ? null : order == 0;
    }

    private Verdict MonotoneWhereDifferentiable()
    {
        if (_centre.Expr is not { } c)
        {
            var slopeOfRatio = _ratio.Derivative();
            return _context.Record("F'(c+u)/u is nonincreasing in |u|", () => Verdict.All([
                Decisions.Sign(slopeOfRatio, Domain.Positive, Relation.LessOrEqual, "d/du F'(c+u)/u", _context.Cancellation),
                Decisions.Sign(slopeOfRatio, Domain.Negative, Relation.GreaterOrEqual, "d/du F'(c+u)/u", _context.Cancellation)]));
        }
        if (MonotoneInPieces(c) is { } byPieces)
            return byPieces;
        var slope = _context.F.Shift(_context.F.Slope, c);
        var product = U * _context.F.Shift(_context.F.Curvature, c);
        return BothSides(product, Relation.LessOrEqual, slope, product, Relation.GreaterOrEqual, slope, null);
    }

    // Where F' has cases: inside each piece, whose formula often makes u F'' - F' a constant.
    private Verdict? MonotoneInPieces(Expr c)
    {
        var parts = new List<Verdict>();
        foreach (int side in new[] { 1, -1 })
        {
            if (CentredPieces.Of(_context.F.Slope, _context.F.Argument, c, side) is not { } pieces)
                return null;
            foreach (var piece in pieces)
            {
                var excess = UnivariateFunction.FromExpr(piece.Simplified(g => U * g.Derivative(U) - g), U);
                parts.Add(_context.Record($"F'(c+u)/u is nonincreasing in |u| on {piece.Domain}", () =>
                    Decisions.Sign(excess, piece.Domain, side > 0 ? Relation.LessOrEqual : Relation.GreaterOrEqual, "u F'' - F'", _context.Cancellation)));
                if (parts[^1] is Refuted refuted)
                    return refuted;
            }
        }
        return Verdict.All(parts);
    }

    /// <summary>
    /// F(c+u) - F(c) &lt;= u F'(c+u) wherever F' exists, and F continuous: then (F(c+u) - F(c))/u never falls as u grows off 0, across kinks too, while a jump
    /// of F is seen by no F'. For a convex F it is the inequality of the tangent at c + u.
    /// </summary>
    internal Verdict StarConvex(Verdict convex, Verdict smooth)
    {
        var slopes = StarConvexWhereDifferentiable(convex);
        return slopes is not Proved || convex.IsProved || smooth.IsProved ? slopes
            // A jump away from the centre breaks nothing.
            : IsContinuous() is Refuted jump ? new Unknown(jump.Witness.Checked) : Verdict.All([slopes, IsContinuous()]);
    }

    private Verdict IsContinuous()
    {
        const string Claim = "F is continuous";
        var s = _context.F.Argument;
        if (!Pieces.HasCases(_context.F.Value))
            return _context.Keep(Claim, new Proved(Method.Symbolic, "F has no cases and is defined everywhere"));
        var split = _context.F.Split;
        if (!split.IsComplete)
            return _context.Keep(Claim, new Unknown($"F was not split into pieces: {split.Note}"));
        var joints = Enumerable.Range(0, split.Breakpoints.Length).Select(i => _context.F.JointAt(i)).ToList();
        if (joints.Find(j => j.IsContinuous == false) is { } jump)
            return _context.Keep(Claim, JointVerdicts.Refute(jump.At, s, $"F jumps at {s} = {jump.At}"));
        return _context.Keep(Claim, joints.TrueForAll(j => j.IsContinuous == true) ? new Proved(Method.Symbolic, "the pieces have equal values where they meet")
            : new Unknown("F may jump where its cases meet, and a jump is seen by no F'"));
    }

    private Verdict StarConvexWhereDifferentiable(Verdict convex)
    {
        if (convex is Proved p)
            return _context.Keep("F(c+u) - F(c) <= u*F'(c+u)", p with { Certificate = "F is convex: the graph lies above the tangent at c + u" });
        var (value, slope) = (_context.F.Value, _context.F.Slope);
        if (_centre.Expr is not { } c)
            return AroundEnclosedCentre("F(c+u) - F(c) <= u*F'(c+u)", value - At(value, s_other) - U * slope, _ => 0, Relation.LessOrEqual);
        var rise = _context.F.Shift(value, c) - value.Substitute(_context.F.Argument, c);
        var secant = U * _context.F.Shift(slope, c);
        return BothSides(rise, Relation.LessOrEqual, secant, rise, Relation.LessOrEqual, secant, null);
    }

    /// <summary>F(c+u) = F(c-u).</summary>
    internal Verdict Even()
    {
        var value = _context.F.Value;
        if (_centre.Expr is not { } c)
            return AroundEnclosedCentre("F(c+u) = F(c-u)", value - At(value, s_other), u => -u, Relation.Equal);
        var right = _context.F.Shift(value, c);
        return _context.Decide(right, Relation.Equal, right.Substitute(U, -U), AnalysisContext.Line);
    }

    /// <summary>
    /// "difference relation 0" at s = c + u and a second point c + second(u), for a centre without a closed form: refuted at one of a few
    /// offsets by certified values, or unknown.
    /// </summary>
    private Verdict AroundEnclosedCentre(string claim, Expr difference, Func<Rational, Rational> second, Relation relation) => _context.Record(claim, () =>
    {
        var function = new CertifiedFunction(difference, _context.F.Argument, s_other, U);
        foreach (var u in s_offsets)
        {
            if (function.At(_centre.Value + u, _centre.Value + second(u), u) is { } found && found.Sign() is { } sign && !Piecewise.Holds(relation, sign))
                return new Refuted(Witness.At("u", u, $"left - right = {Inequality.Rough(found)} there"), Method.Interval);
        }
        return new Unknown("the centre has no closed form, and no offset tried refutes the claim");
    });

    private Expr At(Expr e, Expr point) => e.Substitute(_context.F.Argument, point);

    /// <summary>F is convex: F'' >= 0 where it exists, with F' continuous (smooth) or jumping upward only; no point of the graph lies above a chord.</summary>
    internal static Verdict Convex(AnalysisContext context, Verdict smooth)
    {
        var bySlopes = ConvexBySlopes(context, smooth);
        return bySlopes is not Unknown ? bySlopes : Chords.Refute(context.F) is { } chord ? context.Keep("F is convex", chord) : bySlopes;
    }

    private static Verdict ConvexBySlopes(AnalysisContext context, Verdict smooth)
    {
        if (Pieces.HasCases(context.F.Value))
            return ConvexByPieces.Decide(context);
        var claim = new Claim(new Comparison(context.F.Curvature, Relation.GreaterOrEqual, 0), VariableRange.Line(context.F.Argument));
        var nonnegative = context.Record(claim.ToString(), () =>
            ClaimOrSign.Decide(claim, Domain.Line, (UnivariateFunction.FromExpr(context.F.Curvature, context.F.Argument), Relation.GreaterOrEqual),
                context.Cancellation));
        return nonnegative is Refuted || smooth.IsProved ? nonnegative : new Unknown("F is not proved to be C^1");
    }

    /// <summary>F''(c), where it exists.</summary>
    internal Certified? Curvature() => new CertifiedFunction(_context.F.Second.Value, _context.F.Argument).At(_centre.Value);

    /// <summary>r(u) at an exact or enclosed u != 0.</summary>
    internal Certified? Ratio(Certified u)
    {
        var value = new CertifiedFunction(_context.F.First.Value, _context.F.Argument).At(_centre.Value + u);
        return value is null || u.Sign() is null or 0 ? null : value / u;
    }

    /// <summary>A claim for u > 0 and one for u &lt; 0; where the prover is undecided the numeric layer is asked the same of an equivalent function.</summary>
    private Verdict BothSides(Expr left, Relation right, Expr bound, Expr leftNegative, Relation negative, Expr boundNegative,
        (UnivariateFunction F, Relation Relation)? equivalent)
    {
        var first = Side(left, right, bound, AnalysisContext.Positive, Domain.Positive, equivalent);
        return first is Refuted ? first
            : Verdict.All([first, Side(leftNegative, negative, boundNegative, AnalysisContext.Negative, Domain.Negative, equivalent)]);
    }

    private Verdict Side(Expr left, Relation relation, Expr right, VariableRange range, Domain domain, (UnivariateFunction F, Relation Relation)? equivalent)
    {
        var claim = new Claim(new Comparison(left, relation, right), range);
        return _context.Record(claim.ToString(), () => ClaimOrSign.Decide(claim, domain, equivalent, _context.Cancellation));
    }

    private Verdict OnBothSides(UnivariateFunction f, Relation relation, string quantity)
    {
        var right = Decisions.Sign(f, Domain.Positive, relation, quantity, _context.Cancellation);
        return right is Refuted ? right : Verdict.All([right, Decisions.Sign(f, Domain.Negative, relation, quantity, _context.Cancellation)]);
    }
}
