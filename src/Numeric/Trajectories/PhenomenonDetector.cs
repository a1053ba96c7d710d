namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// Finds the phenomena of large steps in a series of losses, sharpnesses and imbalances: one definition for every kind of run.
/// A quantity that was not measured at a step is NaN there.
/// </summary>
internal sealed class PhenomenonDetector
{
    private readonly double _edge;
    private readonly double _width;
    private readonly double _slack;
    private double _firstLoss;
    private double _lastLoss;
    private double _maxLoss;
    private long _maxLossAt;
    private double _firstSharpness = double.NaN;
    private double _lastSharpness = double.NaN;
    private double _firstImbalance = double.NaN;
    private double _lastImbalance = double.NaN;
    private long? _aboveEdge;
    private long? _lastRise;
    private long? _balancedAt;
    private bool _fellBack;

    /// <param name="edge">2/h.</param>
    /// <param name="width">The relative width of the band below the edge that a limit sharpness must lie in.</param>
    /// <param name="slack">The relative width of the band above it; 0 for a limit proper, which cannot be above.</param>
    internal PhenomenonDetector(double edge, double width, double slack = 0)
    {
        _edge = edge;
        _width = width;
        _slack = slack;
    }

    /// <summary>The first step at which the loss rose.</summary>
    internal long? FirstLossRise { get; private set; }

    /// <summary>The first step with sharpness above 2/h.</summary>
    internal long? AboveEdge => _aboveEdge;

    /// <summary>The largest loss over the first one.</summary>
    internal double LossRise => _maxLoss / _firstLoss;

    /// <summary>Adds a step; steps come in order, the first is step 0.</summary>
    internal void Add(long step, double loss, double sharpness, double imbalance)
    {
        if (step == 0)
        {
            (_firstLoss, _maxLoss) = (loss, loss);
        }
        else
        {
            if (loss > _maxLoss)
                (_maxLoss, _maxLossAt) = (loss, step);
            if (loss > _lastLoss)
            {
                FirstLossRise ??= step;
                _lastRise = step;
            }
            if (imbalance < _firstImbalance)
                _balancedAt ??= step;
            _fellBack |= _maxLoss > _firstLoss && loss < _firstLoss;
        }
        if (double.IsNaN(_firstSharpness))
            _firstSharpness = sharpness;
        if (double.IsNaN(_firstImbalance))
            _firstImbalance = imbalance;
        if (sharpness > _edge)
            _aboveEdge ??= step;
        _lastLoss = loss;
        _lastSharpness = double.IsNaN(sharpness) ? _lastSharpness : sharpness;
        _lastImbalance = double.IsNaN(imbalance) ? _lastImbalance : imbalance;
    }

    /// <summary>What was seen.</summary>
    /// <param name="limitSharpness">Where the sharpness settled; null when it did not.</param>
    internal Phenomena Conclude(double? limitSharpness)
    {
        bool sharpens = _firstSharpness < _edge && _aboveEdge is not null;
        bool atEdge = _aboveEdge is { } above && limitSharpness is { } limit && limit <= (1 + _slack) * _edge && limit >= (1 - _width) * _edge
            && _lastRise > above;
        bool catapults = _maxLoss > _firstLoss && _fellBack && _lastSharpness < _firstSharpness;
        return new Phenomena(
            Phenomenon.Of(sharpens, _aboveEdge ?? 0),
            Phenomenon.Of(atEdge, _aboveEdge ?? 0),
            Phenomenon.Of(_lastImbalance < _firstImbalance, _balancedAt ?? 0),
            Phenomenon.Of(catapults, _maxLossAt));
    }
}
