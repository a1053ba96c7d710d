using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent on F(x·y) in α = |x+y|/2 and β = ±|x-y|/2: s = α² - β², α' = α(1-hg), β' = β(1+hg) (theory R1).</summary>
/// <remarks>
/// These coordinates cost the fewest operations: two for u = s - c, two for the map (one rounding each), against eight in (s, p). They are
/// the accurate ones too: products keep the relative accuracy of α and β, so D = 16α²β² moves by rounding errors of its own size alone,
/// p = 2(α² + β²) is accurate always, and α = 0 stays 0. Only u = α² - β² - c cancels near the minimiser, to an absolute error of an ulp
/// or two of p: far below the tolerances of a sweep (single runs do better, see <see cref="ProductRun"/>).
/// </remarks>
internal sealed partial class ProductModel : BatchModel
{
    private const double Overflow = 1e150;

    /// <summary>An ulp or two: what u resolves, as a part of p.</summary>
    private const double Resolution = 4.5e-16;

    private readonly OuterFunction _outer;
    private readonly double _centre;
    private readonly double _curvature;
    private readonly double _tolerance;
    private readonly bool _oneDimensional;
    private readonly LossShape _shape;
    private readonly double _curvatureBound;

    /// <param name="outer">F around its centre.</param>
    /// <param name="curvature">F''(c), or the slope that decides whether c attracts where F'' does not exist there.</param>
    /// <param name="tolerance">Converged means |u| at most this.</param>
    /// <param name="oneDimensional">Whether x and y are scalars: then F' alone is no eigenvalue of the Hessian.</param>
    /// <param name="shape">What is known of the loss.</param>
    /// <param name="curvatureBound">An upper bound of |F''|; infinite when none is known.</param>
    internal ProductModel(
        OuterFunction outer, double curvature, double tolerance, bool oneDimensional, LossShape shape = LossShape.Unknown,
            double curvatureBound = double.PositiveInfinity)
    {
        _outer = outer;
        _centre = outer.Origin.ToDoubleNearest();
        _curvature = curvature;
        _tolerance = tolerance;
        _oneDimensional = oneDimensional;
        _shape = shape;
        _curvatureBound = curvatureBound;
    }

    internal override int States => 2;

    protected override Real[] Step(KernelBuilder builder, Real[] state, Real h) => Advance(state, Times(builder, Distance(state), h, _outer.Slope));

    protected override Real Probe(KernelBuilder builder, Real[] state, Real h)
    {
        Real a = state[0].Square(), b = state[1].Square(), u = Distance(state), p = 2 * (a + b);
        // hF''(c) sqrt(D + 4c²) < 2: the minimiser of this imbalance is stable.
        var phi = (h * _curvature).Square() * (16 * (a * b) + 4 * _centre * _centre);
        var converged = (u.Abs() <= Limit(p)) & (phi < 4);
        var alive = p < Overflow;
        // u = 0 without convergence: exactly on an unstable minimiser, where it stays; at a kink of F there is no step from it.
        bool isKink = double.IsNaN(_outer.SlopeAt(0));
        var settled = u.Is(0).Choose((double)(isKink ? LaneStatus.Diverged : LaneStatus.Stationary), (double)LaneStatus.Running);
        var result = alive.Choose(converged.Choose(builder.Constant((double)LaneStatus.Converged), settled), (double)LaneStatus.Diverged);
        if (_centre == 0)
            return result;
        // Without α (for c < 0 without β) the iterates end at x = y = 0, not at the centre.
        var annihilated = (_centre > 0 ? state[0] : state[1]).Is(0) & (p <= 1e-12 * Math.Abs(_centre));
        return annihilated.Choose((double)LaneStatus.Stationary, result);
    }

    // Overflow of F' itself, not of the iterates, and zeros that the start did not have.
    internal override bool IsDoubtful(LaneStatus status, ReadOnlySpan<double> start, ReadOnlySpan<double> end) => status switch
    {
        LaneStatus.Diverged => !double.IsFinite(end[0]) || !double.IsFinite(end[1]) || !(Size(start) < Overflow),
        LaneStatus.Stationary => start[0] != 0 && start[1] != 0,
        _ => false,
    };

    // sqrt(p/2)
    protected override Real Scale(KernelBuilder builder, Real[] state) => (state[0].Square() + state[1].Square()).Sqrt();

    // The map keeps |x ± y| only: its signs may alternate.
    protected override Real Recurrent(Real state) => state.Abs();

    internal override double Swing(double first, double second) => first - second;

    internal override double Drift(ReadOnlySpan<double> state) => 4 * Math.Abs(state[0]) * Math.Abs(state[1]);

    internal override double Size(ReadOnlySpan<double> state) => 2 * (state[0] * state[0] + state[1] * state[1]);

    internal override int? ConfirmPeriod(ReadOnlySpan<double> state, double h)
    {
        var detector = new PeriodDetector();
        double alpha = state[0], beta = state[1];
        for (int k = 0; k < 2 * PeriodDetector.MaxPeriod; k++)
        {
            double a = alpha * alpha, b = beta * beta, w = h * _outer.SlopeAt(Distance(alpha, beta, _centre));
            detector.Add(a - b, 2 * (a + b), 4 * Math.Abs(alpha) * Math.Abs(beta), w);
            var step = new ProductStep<Plain>(new Plain(w));
            (alpha, beta) = (step.Sum(new(alpha)).Value, step.Difference(new(beta)).Value);
        }
        return detector.Find();
    }

    private Real Limit(Real p) => p * Resolution + _tolerance;

    private static Real[] Advance(Real[] state, Real w)
    {
        var step = new ProductStep<Real>(w);
        return [step.Sum(state[0]), step.Difference(state[1])];
    }

    /// <summary>u = α² - (β² + c), as the kernels round it.</summary>
    internal static double Distance(double alpha, double beta, double centre) =>
        Math.FusedMultiplyAdd(alpha, alpha, Math.FusedMultiplyAdd(-beta, beta, -centre));

    private Real Distance(Real[] state) => state[0].Fma(state[0], state[1].NegatedFma(state[1], -_centre));
}
