using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>What the search for a contraction set ended with.</summary>
/// <param name="Set">The certified set, or null.</param>
/// <param name="Reason">Which condition failed and how far, when there is no set.</param>
/// <param name="IsImpossible">No set can contain this state: at u -> 0 the factor tends to |1 - hφ(D)| >= 1, certified.</param>
internal sealed record ContractionOutcome(ContractionSet? Set, string Reason, bool IsImpossible = false);

/// <summary>
/// Finds for a state (u, D) the smallest set [-a, b] with the state on its border on which T5's contraction is certified, with κ tuned.
/// </summary>
/// <remarks>
/// Proposals (κ, the band of D) are guesses; what is returned was certified by <see cref="ContractionFactor"/> and outward-rounded arithmetic.
/// T5 and T6 hold for c of either sign as stated in signed coordinates.
/// </remarks>
internal static class ContractionSearch
{
    private const int Boxes = 4000;
    private const int Samples = 12;

    /// <summary>Searches a set around the state.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="u">An enclosure of u_k; one that holds 0 gets a symmetric set.</param>
    /// <param name="d">An enclosure of D_k.</param>
    /// <param name="symmetric">κ = 0 only, as T6 is stated.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    public static ContractionOutcome Around(PhaseModel model, Certified u, Certified d, bool symmetric, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(u);
        ArgumentNullException.ThrowIfNull(d);
        Interval box = u.ToInterval(), imbalance = d.ToInterval();
        double reach = box.Mag;
        if (!(reach > 0) || !double.IsFinite(reach) || !double.IsFinite(imbalance.Hi))
            return new ContractionOutcome(null, reach == 0 ? "u_k = 0: the state is a critical point" : "the state has no finite enclosure");
        if (model.EdgeRatio(d) is { } edge)
        {
            if (Certified.LessOrEqual(2, edge) == true)
                return new ContractionOutcome(null, $"hφ(D_k) = {Inequality.Rough(edge, 8)} >= 2: near u = 0 the factor tends to |1 - hφ| >= 1", true);
            if (Certified.LessOrEqual(edge, 0) == true)
                return new ContractionOutcome(null, $"hφ(D_k) = {Inequality.Rough(edge, 8)} <= 0: near u = 0 the factor tends to |1 - hφ| >= 1", true);
        }
        if (new ContractionFactor(model.Ratio, model.Centre, model.Step, 0, Math.Max(0, imbalance.Lo), imbalance.Hi).At(box.Mid) is var first
            && !(first < 1) && symmetric)
            return new ContractionOutcome(null, $"|u_{{k+1}}| = {first:G6} |u_k| at the state itself");
        string reason = "no κ and band of D gave a factor below 1";
        foreach (double kappa in symmetric || box.ContainsZero ? [0] : Tuned(model, box, imbalance))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Sides(box, kappa) is not { } sides)
                continue;
            var found = Certify(model, u, d, kappa, sides, cancellation);
            if (found.Set is not null)
                return found;
            reason = found.Reason;
        }
        return new ContractionOutcome(null, reason);
    }

    /// <summary>
    /// A set with u up to <paramref name="reach"/> on its right side and every D from <paramref name="least"/> to D̄, κ tuned: where D stays between them, a
    /// run that comes near enough to the centre once is in it for ever. Null when none is certified, and for c = 0 without a lower bound, as small D contract
    /// too slowly.
    /// </summary>
    /// <param name="model">The problem.</param>
    /// <param name="reach">b.</param>
    /// <param name="least">A lower bound of D, >= 0.</param>
    /// <param name="d">D̄.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    public static ContractionSet? Below(PhaseModel model, double reach, Certified least, Certified d, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(d);
        ArgumentNullException.ThrowIfNull(least);
        Interval side = Interval.Point(reach), imbalance = d.ToInterval();
        double low = Math.Max(0, least.ToInterval().Lo);
        if (low == 0 && model.SignedCentre.Sign() is not (1 or -1) || !double.IsFinite(imbalance.Hi) || low > imbalance.Hi)
            return null;
        foreach (double kappa in Tuned(model, side, imbalance))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Sides(side, kappa) is not { } sides)
                continue;
            Certified k = Rational.FromDouble(kappa), right = Rational.FromDouble(sides.Right);
            var v = right * Certified.Exp(k * right);
            if (All(model, v.UpperBound is { } top ? top : v, low, imbalance.Hi, kappa, sides, cancellation) is { } set)
                return set;
        }
        return null;
    }

    /// <summary>The largest D̄ for which the contraction is certified on the set's [-a, b] with its κ and all D from its DLow (0 for no band), by
    /// bisection.</summary>
    public static double LargestImbalance(PhaseModel model, ContractionSet set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        double good = set.DHigh, bad = double.PositiveInfinity;
        for (int i = 0; i < 24 && (double.IsInfinity(bad) || bad - good > 1e-4 * good); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double tried = double.IsInfinity(bad) ? Math.Max(2 * good, 1) : good + (bad - good) / 2;
            var bound = new ContractionFactor(model.Ratio, model.Centre, model.Step, set.Kappa, set.DLow, tried)
                .Bound(-set.Left, set.Right, Boxes / 8, cancellation);
            if (bound.Rho < 1 && bound.SlopeSquared <= 2)
                good = tried;
            else
                bad = tried;
        }
        return good;
    }

    /// <summary>κ by the theory, 2c/(D+4c²) + r'(0)/r(0), and its neighbours, the one with the smallest sampled factor first; 0 last.</summary>
    private static IEnumerable<double> Tuned(PhaseModel model, Interval u, Interval d)
    {
        Span<Interval> r = new Interval[2];
        model.Ratio.Taylor(Interval.Zero, r);
        double c = model.Centre.Mid, square = d.Hi + 4 * c * c;
        double kappa = (square > 0 ? 2 * c / square : 0) + (r[1].IsBounded && r[0].IsPositive ? r[1].Mid / r[0].Mid : 0);
        if (!double.IsFinite(kappa))
            return [0.0];
        var candidates = new[] { 0, 0.5, 0.8, 1, 1.25, 1.6 }.Select(t => t * kappa).Distinct();
        return candidates.Select(k => (Kappa: k, Factor: Sampled(model, u, d, k)))
            .Where(k => k.Factor < 1).OrderBy(k => k.Factor).Take(2).Select(k => k.Kappa).ToArray();
    }

    private static double Sampled(PhaseModel model, Interval u, Interval d, double kappa)
    {
        if (Sides(u, kappa) is not { } sides)
            return double.PositiveInfinity;
        var factor = new ContractionFactor(model.Ratio, model.Centre, model.Step, kappa, d.Hi, d.Hi);
        double worst = 0;
        for (int i = 1; i <= Samples; i++)
            worst = Math.Max(worst, Math.Max(factor.At(sides.Right * i / Samples), factor.At(-sides.Left * i / Samples)));
        return worst;
    }

    /// <summary>a and b, rounded up, with a e^{-κa} = b e^{κb}, the state's side being |u|; null where κa &lt; 1 or -κb &lt; 1 fails.</summary>
    private static (double Left, double Right)? Sides(Interval u, double kappa)
    {
        double own = u.Mag;
        if (kappa == 0 || u.ContainsZero)
            return kappa == 0 ? (own, own) : null;
        bool right = u.Lo > 0;
        // The other side y solves y e^{-k y} = own e^{k own} with k = κ when own = b, and k = -κ when own = a; it needs k y < 1 and -k own < 1.
        double k = right ? kappa : -kappa;
        if (OtherSide(own, k) is not { } other)
            return null;
        return right ? (other, own) : (own, other);
    }

    private static double? OtherSide(double own, double k)
    {
        Interval slope = Interval.Point(k), x = Interval.Point(own);
        if (!((-slope * x).Hi < 1))
            return null;
        double target = (x * Interval.Exp(slope * x)).Hi;
        if (!double.IsFinite(target))
            return null;
        bool Reaches(double y) => (Interval.Point(y) * Interval.Exp(-slope * Interval.Point(y))).Lo >= target;
        double lo = 0, hi = own;
        for (int i = 0; !Reaches(hi); i++)
        {
            lo = hi;
            hi *= 1.25;
            // y e^{-ky} rises only while ky < 1.
            if (i > 60 || !((slope * Interval.Point(hi)).Hi < 1))
                return null;
        }
        for (int i = 0; i < 60 && hi - lo > 1e-12 * hi; i++)
        {
            double mid = lo + (hi - lo) / 2;
            if (Reaches(mid))
                hi = mid;
            else
                lo = mid;
        }
        return (slope * Interval.Point(hi)).Hi < 1 ? hi : null;
    }

    private static ContractionOutcome Certify(PhaseModel model, Certified u, Certified d,
        double kappa, (double Left, double Right) sides, CancellationToken cancellation)
    {
        Interval imbalance = d.ToInterval();
        double low = Math.Max(0, imbalance.Lo), high = imbalance.Hi;
        Certified k = Rational.FromDouble(kappa), reach = Rational.FromDouble(Math.Max(sides.Left, sides.Right));
        var v = Certified.Abs(u) * Certified.Exp(k * u);
        v = v.UpperBound is { } top ? top : v;
        string reason = "";
        // The band's lower end is guessed from the loss q at the state's own D, then from the loss just certified.
        double band = high;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            var bound = new ContractionFactor(model.Ratio, model.Centre, model.Step, kappa, band, high).Bound(-sides.Left, sides.Right, Boxes, cancellation);
            if (!(bound.Rho < 1))
            {
                reason = $"the factor on [-{sides.Left:G6}, {sides.Right:G6}] x [{band:G6}, {high:G6}] with κ = {kappa:G4} is bounded by {bound.Rho:G8} "
                    + $"only (it attains {bound.Attained:G8})";
                break;
            }
            var loss = Loss(model, v, bound, k, reach);
            if (loss.UpperBound is not { } q || q >= 1)
            {
                reason = $"D can't be kept in a band: q = {Inequality.Rough(loss)} >= 1";
                break;
            }
            // D_k(1 - q)² >= the band's lower end: T5 holds at every later step (T5.band).
            double kept = (Certified.Of(Rational.FromDouble(low)) * (1 - loss).Square()).ToInterval().Lo;
            if (kept >= band && bound.SlopeSquared <= 2)
                return new ContractionOutcome(new ContractionSet(sides.Left, sides.Right, kappa, bound.Rho, band, high, bound.Beta, v, loss), "");
            // The next guess leaves room for a slower contraction in the wider band.
            double room = Math.Min(0.999, loss.ToInterval().Hi * (1.02 + 0.3 * attempt));
            band = low * (1 - room) * (1 - room) * (1 - 1e-12);
            reason = $"no band of D below D_k = {high:G6} was found that the steps stay in (q = {Inequality.Rough(loss)})";
        }
        if (model.SignedCentre.Sign() is 1 or -1 && All(model, v, 0, high, kappa, sides, cancellation) is { } all)
            return new ContractionOutcome(all, "");
        return new ContractionOutcome(null, reason);
    }

    /// <summary>The set on the sides with every D in [low, high], where it contracts.</summary>
    private static ContractionSet? All(PhaseModel model, Certified v, double low, double high,
        double kappa, (double Left, double Right) sides, CancellationToken cancellation)
    {
        var bound = new ContractionFactor(model.Ratio, model.Centre, model.Step, kappa, low, high).Bound(-sides.Left, sides.Right, Boxes, cancellation);
        if (!(bound.Rho < 1 && bound.SlopeSquared <= 2))
            return null;
        var loss = Loss(model, v, bound, Rational.FromDouble(kappa), Rational.FromDouble(Math.Max(sides.Left, sides.Right)));
        return new ContractionSet(sides.Left, sides.Right, kappa, bound.Rho, low, high, bound.Beta, v, Certified.Less(loss, 1) == true ? loss : null);
    }

    // q = h²β²V²e^{2|κ|max(a,b)}/(1 - ρ²).
    private static Certified Loss(PhaseModel model, Certified v, ContractionBound bound, Certified kappa, Certified reach)
    {
        Certified beta = Rational.FromDouble(bound.Beta), rho = Rational.FromDouble(bound.Rho);
        var spread = Certified.Exp(2 * Certified.Abs(kappa) * reach);
        var loss = (model.Setting.Step * beta * v).Square() * spread / (1 - rho.Square());
        return loss.UpperBound is { } top ? top : loss;
    }
}
