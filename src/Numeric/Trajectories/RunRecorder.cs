using System.Collections.Immutable;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>Collects what a run reports, in memory that grows with the logarithm of the number of steps.</summary>
internal sealed class RunRecorder
{
    private readonly int _dense;
    private readonly TraceBlock _block = new();

    private readonly PhenomenonDetector _phenomena;
    private readonly RateExtremes? _rates;
    private readonly ImmutableArray<RunPoint>.Builder _trace = ImmutableArray.CreateBuilder<RunPoint>();
    private readonly ImmutableArray<Checkpoint>.Builder _checkpoints = ImmutableArray.CreateBuilder<Checkpoint>();
    private readonly ImmutableArray<ImmutableArray<double>>.Builder? _variables;
    private RunPoint _first;
    private RunPoint _last;
    private RunPoint _maxLoss;
    private RunPoint _maxSharpness;
    private long _nextCheckpoint = 10;
    private double _a;
    private double _b;

    internal RunRecorder(double step, double edgeWidth, RateExtremes? rates, Tracing tracing)
    {
        _dense = tracing.Dense;
        _variables = tracing.Variables ? ImmutableArray.CreateBuilder<ImmutableArray<double>>() : null;
        _phenomena = new PhenomenonDetector(2 / step, edgeWidth);
        _rates = rates;
    }

    internal void Record(RunPoint point, double rootD = double.NaN, double a = double.NaN, double b = double.NaN)
    {
        if (point.Step == 0)
        {
            _first = _maxLoss = _maxSharpness = point;
        }
        else
        {
            _rates?.Add(_last);
            // A NaN or infinite loss ends the run as diverged; it is an extreme all the same.
            if (point.Loss > _maxLoss.Loss)
                _maxLoss = point;
            if (point.Sharpness > _maxSharpness.Sharpness)
                _maxSharpness = point;
        }
        // The root of D stays a double where D does not.
        _phenomena.Add(point.Step, point.Loss, point.Sharpness, rootD);
        if (point.Step == _nextCheckpoint)
        {
            if (_rates is not null)
                _checkpoints.Add(_rates.At(point, a, b));
            _nextCheckpoint *= 10;
        }
        if (point.Step < _dense)
            _trace.Add(point);
        else
            _block.Add(point, _dense, _trace);
        _last = point;
        _a = a;
        _b = b;
    }

    /// <summary>Keeps the variables of the step recorded last, where they were asked for and the step is in the complete part of the trace.</summary>
    internal void RecordVariables(Func<ImmutableArray<double>> variables)
    {
        if (_variables is not null && _last.Step < _dense)
            _variables.Add(variables());
    }

    internal Measurement Finish(Outcome outcome, RunPoint last, double? limitSharpness)
    {
        _block.End(_trace);
        if (_trace.Count == 0 || _trace[^1].Step != last.Step)
            _trace.Add(last);
        if (_rates is not null && last.Step > 0 && (_checkpoints.Count == 0 || _checkpoints[^1].K != last.Step))
            _checkpoints.Add(_rates.At(last, _a, _b));
        return new Measurement
        {
            Outcome = outcome,
            Steps = last.Step,
            Initial = _first,
            Final = last,
            FinalX = [],
            LimitSharpness = limitSharpness,
            MaxLoss = _maxLoss,
            MaxSharpness = _maxSharpness,
            FirstLossRise = _phenomena.FirstLossRise,
            BalancingShare = _first.D > 0 ? 1 - last.D / _first.D : double.IsNaN(_first.D) ? double.NaN : 0,
            Phenomena = _phenomena.Conclude(limitSharpness),
            Checkpoints = _checkpoints.ToImmutable(),
            Trace = _trace.ToImmutable(),
            Variables = _variables?.ToImmutable() ?? [],
        };
    }
}
