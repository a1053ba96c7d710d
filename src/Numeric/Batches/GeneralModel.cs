using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent x' = x - h∇f(x) on an objective of n variables.</summary>
internal sealed class GeneralModel : BatchModel
{
    private const double Overflow = 1e300;

    private readonly GeneralObjective _objective;
    private readonly double _tolerance;

    internal GeneralModel(GeneralObjective objective, double tolerance)
    {
        _objective = objective;
        _tolerance = tolerance;
    }

    internal override int States => _objective.Variables.Length;

    /// <summary>max and min of the first variable, max loss.</summary>
    internal override int Trackers => 3;

    internal override bool IsMinimum(int tracker) => tracker == 1;

    protected override Real[] Step(KernelBuilder builder, Real[] state, Real h)
    {
        var lowering = Bind(builder, state);
        return [.. _objective.Gradient.Select((g, i) => h.NegatedFma(lowering.Lower(g), state[i]))];
    }

    protected override Real[] Track(KernelBuilder builder, Real[] state, Real[] known, Real h) =>
    [
        Merge(builder, 0, state[0], known[0]), Merge(builder, 1, state[0], known[1]), Merge(builder, 2, Bind(builder, state).Lower(_objective.Value), known[2]),
    ];

    protected override Real Probe(KernelBuilder builder, Real[] state, Real h)
    {
        var lowering = Bind(builder, state);
        var norm = SumOfSquares([.. _objective.Gradient.Select(lowering.Lower)]);
        var alive = (SumOfSquares(state) < Overflow) & (norm < Overflow);
        return alive.Choose(
            (norm.Sqrt() <= _tolerance).Choose((double)LaneStatus.Converged, (double)LaneStatus.Running), (double)LaneStatus.Diverged);
    }

    // A gradient that is not finite at a finite point.
    internal override bool IsDoubtful(LaneStatus status, ReadOnlySpan<double> start, ReadOnlySpan<double> end) =>
        status == LaneStatus.Diverged && !(Size(end) >= 1e100);

    protected override Real Scale(KernelBuilder builder, Real[] state) => SumOfSquares(state).Sqrt();

    internal override double Swing(double first, double second) => first - second;

    internal override double Drift(ReadOnlySpan<double> state) => 0;

    internal override double Size(ReadOnlySpan<double> state)
    {
        double sum = 0;
        foreach (double x in state)
            sum += x * x;
        return Math.Sqrt(sum);
    }

    internal override int? ConfirmPeriod(ReadOnlySpan<double> state, double h)
    {
        var x = state.ToArray();
        var gradient = new double[x.Length];
        var history = new double[2 * PeriodDetector.MaxPeriod][];
        for (int k = 0; k < history.Length; k++)
        {
            history[k] = (double[])x.Clone();
            _objective.Evaluate(x, gradient);
            for (int i = 0; i < x.Length; i++)
                x[i] = Math.FusedMultiplyAdd(-h, gradient[i], x[i]);
        }
        return GeneralRun.FindPeriod(history);
    }

    private static Real SumOfSquares(Real[] values)
    {
        var sum = values[0].Square();
        for (int i = 1; i < values.Length; i++)
            sum = values[i].Fma(values[i], sum);
        return sum;
    }

    private Lowering Bind(KernelBuilder builder, Real[] state)
    {
        var lowering = new Lowering(builder, fastRoots: true);
        for (int i = 0; i < state.Length; i++)
            lowering.Bind(_objective.Variables[i], state[i]);
        return lowering;
    }
}
