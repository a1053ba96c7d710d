namespace BoundCheck.Numeric.Trajectories;

/// <summary>The running minima and sums that the rate conclusions of T1 and T2 bound.</summary>
internal sealed class RateExtremes
{
    private readonly double _h;
    private readonly double _sign;
    private readonly double _gamma;
    private double _minLoss = double.PositiveInfinity;
    private double _minSlopeTimesS = double.PositiveInfinity;
    private double _minSlope = double.PositiveInfinity;
    private double _maxSlope;
    private double _minTau = double.PositiveInfinity;
    private double _sumPsi;
    private double _minChi = double.PositiveInfinity;

    private RateExtremes(double h, double sign, double gamma)
    {
        _h = h;
        _sign = sign;
        _gamma = gamma;
        if (!(gamma < 1))
            _sumPsi = _minChi = double.NaN;
    }

    internal static RateExtremes For(ProductProblem problem)
    {
        double h = problem.Step.ToDoubleNearest(), c = problem.Outer.Origin.ToDoubleNearest();
        double gamma = problem.SectorBound is { } beta && problem.Outer.HasCentre ? h * beta * Math.Abs(c) : double.NaN;
        return new RateExtremes(h, c < 0 ? -1 : 1, gamma);
    }

    internal void Add(RunPoint point)
    {
        double slope = Math.Abs(point.Slope), w = _sign * _h * point.Slope, square = w * w;
        _minLoss = Math.Min(_minLoss, point.Loss);
        _minSlopeTimesS = Math.Min(_minSlopeTimesS, point.S * point.Slope);
        _minSlope = Math.Min(_minSlope, slope);
        _maxSlope = Math.Max(_maxSlope, slope);
        _minTau = Math.Min(_minTau, Math.Min(square, 2 - square));
        if (_gamma < 1)
        {
            // Ψ(w) = ln(1+γw+w²) - γ ln|1+w|, Χ(w) = ln(1+γw+w²) + γ ln|1-w| (theory T1.C4, C5).
            double common = LogOnePlus(_gamma * w + square);
            _sumPsi += common - _gamma * Math.Log(Math.Abs(1 + w));
            _minChi = Math.Min(_minChi, common + _gamma * Math.Log(Math.Abs(1 - w)));
        }
    }

    /// <summary>The checkpoint at step K, the points before it having been added: extremes over k below K.</summary>
    internal Checkpoint At(RunPoint point, double a, double b) => new(
        point.Step, point.U, point.P, point.D, a, b, point.Loss, _minLoss, _minSlopeTimesS, _minSlope, _maxSlope, _minTau, _sumPsi, _minChi);

    // log(1 + x), accurate near 0 (W. Kahan): the error of 1 + x cancels in the quotient.
    private static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }
}
