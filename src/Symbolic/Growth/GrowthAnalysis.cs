namespace BoundCheck.Symbolic.Growth;

/// <summary>How a function of one variable grows: leading terms, degrees, boundedness of derivatives, ratios.</summary>
/// <remarks>All answers come from expansions (see <see cref="Limits"/>); nothing is sampled.</remarks>
public static class GrowthAnalysis
{
    /// <summary>The leading term of an expression as the variable tends to the point.</summary>
    /// <param name="f">An expression in the one variable.</param>
    /// <param name="variable">A scalar variable.</param>
    /// <param name="point">Where it tends.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The term, or the reason why there is none: not decided, or the function oscillates.</returns>
    /// <exception cref="ArgumentException">The variable is not scalar, or the point is not closed.</exception>
    public static LeadingTermResult LeadingTerm(Expr f, Expr variable, LimitPoint point, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        Limits.Validate(variable, point);
        return Limits.Guard(reason => new LeadingTermResult(null, reason), () =>
        {
            var expander = new Expander(variable, point, new Budget(Limits.Budget, cancellation));
            return expander.Expand(f) is Smooth { Series: var series }
                ? new LeadingTermResult(Growth.LeadingTerm.Of(expander.Engine, series, LargeIn(variable, point)), null)
                : throw new UndecidedException("the function oscillates");
        });
    }

    /// <summary>The degree of regularity inf{n >= 0 : F(s) = O(|s|^n) as |s| tends to infinity}, both sides taken together.</summary>
    /// <param name="outer">F.</param>
    /// <param name="variable">s.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The variable is not scalar.</exception>
    public static GrowthDegree DegreeOfRegularity(Expr outer, Expr variable, CancellationToken cancellation = default) =>
        GrowthDegree.Max(Degree(outer, variable, new LimitPoint.MinusInfinity(), cancellation),
            Degree(outer, variable, new LimitPoint.PlusInfinity(), cancellation));

    /// <summary>The degree on one side only; the point is an infinity.</summary>
    /// <param name="f">An expression in the one variable.</param>
    /// <param name="variable">A scalar variable.</param>
    /// <param name="infinity">+infinity or -infinity.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The variable is not scalar, or the point is not an infinity.</exception>
    public static GrowthDegree Degree(Expr f, Expr variable, LimitPoint infinity, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        Limits.Validate(variable, infinity);
        if (infinity is LimitPoint.Point)
            throw new ArgumentException("A degree is taken at an infinity.", nameof(infinity));
        return Limits.Guard<GrowthDegree>(reason => new GrowthDegree.Unknown(reason), () =>
        {
            var expander = new Expander(variable, infinity, new Budget(Limits.Budget, cancellation));
            return DegreeOf(expander, expander.Expand(f));
        });
    }

    /// <summary>Growth of F, F' and F'' on both sides, and the limits of F'(u)/u, u = s - centre.</summary>
    /// <param name="outer">F.</param>
    /// <param name="variable">s.</param>
    /// <param name="centre">A closed number; zero when omitted.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The variable is not scalar, or the centre is not closed.</exception>
    public static GrowthProfile Profile(Expr outer, Expr variable, Expr? centre = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(outer);
        var c = centre ?? Constant.Zero;
        LimitPoint plus = new LimitPoint.PlusInfinity(), minus = new LimitPoint.MinusInfinity();
        LimitPoint right = new LimitPoint.Point(c, Side.Right), left = new LimitPoint.Point(c, Side.Left);
        Limits.Validate(variable, right);
        var split = Pieces.HasCases(outer) && PieceChain.DecidesEverywhere(outer) && Pieces.Split(outer, variable) is { IsComplete: true } pieces
            ? pieces : null;
        return new GrowthProfile(At(0, minus), At(0, plus), At(1, minus), At(1, plus), At(2, minus), At(2, plus),
            new RatioLimits(Ratio(minus), Ratio(left), Ratio(right), Ratio(plus)));

        OneSidedGrowth At(int order, LimitPoint p)
        {
            var f = Enumerable.Range(0, order).Aggregate(Near(p), (d, _) => d.Derivative(variable));
            return new(Limits.At(f, variable, p, cancellation), Degree(f, variable, p, cancellation));
        }

        Limit Ratio(LimitPoint p) => Limits.At(Near(p).Derivative(variable) / (variable - c), variable, p, cancellation);

        // Of many pieces one is at each place.
        Expr Near(LimitPoint p) => split is null ? outer : p switch
        {
            LimitPoint.MinusInfinity => split.Pieces[0].Expression,
            LimitPoint.PlusInfinity => split.Pieces[^1].Expression,
            LimitPoint.Point { Side: Side.Right } => Beside(q => q.Hi is null ? -1 : RealPoint.Compare(RealPoint.Of(c), q.Hi), split.Pieces),
            _ => Beside(q => q.Lo is null ? -1 : RealPoint.Compare(q.Lo, RealPoint.Of(c)), split.Pieces.Reverse()),
        };

        // The first piece that reaches beyond the centre.
        Expr Beside(Func<Piece, int?> order, IEnumerable<Piece> towards)
        {
            foreach (var piece in towards)
            {
                if (order(piece) is not { } beyond)
                    return outer;
                if (beyond < 0)
                    return piece.Expression;
            }
            return outer;
        }
    }

    // The large variable of the expansion, written in the variable of the question.
    private static Expr LargeIn(Expr variable, LimitPoint point) => point switch
    {
        LimitPoint.PlusInfinity => variable,
        LimitPoint.MinusInfinity => -variable,
        LimitPoint.Point { Side: Side.Right, Location: var a } => (variable - a).Pow(-1),
        LimitPoint.Point { Location: var a } => (a - variable).Pow(-1),
        _ => throw new ArgumentException("An unknown kind of point.", nameof(point)),
    };

    private static GrowthDegree DegreeOf(Expander expander, Value value)
    {
        var (engine, arithmetic) = (expander.Engine, expander.Arithmetic);
        if (value is Smooth s)
            return DegreeOf(engine, s.Series);
        var range = arithmetic.ToRange(value);
        var largest = arithmetic.Max(arithmetic.Absolute(range.Lo), arithmetic.Absolute(range.Hi));
        var above = DegreeOf(engine, largest);
        // |F| <= largest gives the upper bound. It is the degree when largest is attained at arguments that tend to infinity,
        if (range.Attained || above is GrowthDegree.Finite { Value: Constant { Value.IsZero: true } })
            return above;
        // or when one wave outweighs the rest: |F| >= amplitude - rest at its crests, so the degree of that difference is attained,
        if (value is Oscillation oscillation)
        {
            var parts = oscillation.Waves.Select(arithmetic.Amplitude).ToList();
            var total = parts.Aggregate(arithmetic.Absolute(oscillation.Mean), engine.Add);
            foreach (var part in parts)
            {
                // amplitude - rest = 2 amplitude - total
                var crest = engine.Subtract(engine.Add(part, part), total);
                if (engine.Sign(crest) > 0 && Same(DegreeOf(engine, crest), above))
                    return above;
            }
        }
        // or when |F| is bounded below by a function of the same degree.
        var smallest = ((Range)arithmetic.Apply(Abs.Instance, [range])).Lo;
        return Same(DegreeOf(engine, smallest), above) ? above
            : throw new UndecidedException($"the function oscillates and its degree, at most {above}, was not shown to be attained");
    }

    private static bool Same(GrowthDegree a, GrowthDegree b) => (a, b) switch
    {
        (GrowthDegree.Infinite, GrowthDegree.Infinite) => true,
        (GrowthDegree.Finite x, GrowthDegree.Finite y) => (NormalForm.From(x.Value) - NormalForm.From(y.Value)).Sign() == 0,
        _ => false,
    };

    private static GrowthDegree DegreeOf(Multiseries engine, Series series)
    {
        if (engine.Leading(series) is { } leading)
        {
            // Classes above that of the variable decide first: a positive power of one outgrows every power of the variable.
            foreach (var (element, exponent) in leading.Powers)
            {
                if (element.Rank > engine.Scale.Variable.Rank)
                    break;
                int sign = exponent.Sign();
                if (sign < 0)
                    break;
                return ReferenceEquals(element, engine.Scale.Variable) ? new GrowthDegree.Finite(exponent.ToExpr()) : new GrowthDegree.Infinite();
            }
        }
        return new GrowthDegree.Finite(Constant.Zero);
    }
}
