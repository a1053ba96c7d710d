using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>What several plots of a run need: the step as a double, the loss above its minimum, conclusions by name.</summary>
internal sealed class RunSeries
{
    private readonly double _floor;
    private readonly bool _hasCentre;

    internal RunSeries(RunReport run)
    {
        Run = run;
        var objective = run.Study.Problem.Objective;
        H = run.Study.Problem.Step.ToInterval().Mid;
        _hasCentre = run.Study.Regularity.Centre is not null;
        _floor = _hasCentre && objective.Structure.Outer is { } outer
            && new CertifiedFunction(outer.Value, outer.Argument).At(run.Study.Regularity.Centre!) is { } value
            ? value.ToInterval().Mid
            : Trace.Where(p => double.IsFinite(p.Loss)).Select(p => p.Loss).DefaultIfEmpty(0).Min();
    }

    internal RunReport Run { get; }

    internal double H { get; }

    internal IReadOnlyList<RunPoint> Trace => Run.Measurement.Trace;

    /// <summary>Whether the loss is counted from F(c); otherwise from the smallest loss of the run.</summary>
    internal bool FloorIsMinimum => _hasCentre;

    /// <summary>The loss above F(c), or above the smallest loss seen where there is no centre.</summary>
    /// <remarks>Near the minimiser the difference cancels; F(c+u) - F(c) = u F'(c+u)/2 up to a relative error of order u there.</remarks>
    internal double Excess(RunPoint p) => _hasCentre && Math.Abs(p.U) < 1e-5 ? 0.5 * p.U * p.Slope : p.Loss - _floor;

    /// <summary>One value a traced step against k + 1, so that a log axis shows the start.</summary>
    internal List<(double X, double Y)> Of(Func<RunPoint, double> value, double shift = 1) => [.. Trace.Select(p => (p.Step + shift, value(p)))];

    /// <summary>The smallest value so far.</summary>
    internal List<(double X, double Y)> RunningMinimum(Func<RunPoint, double> value, double shift = 1)
    {
        double least = double.PositiveInfinity;
        var points = new List<(double X, double Y)>();
        foreach (var p in Trace)
        {
            least = Math.Min(least, value(p));
            points.Add((p.Step + shift, least));
        }
        return points;
    }
}
