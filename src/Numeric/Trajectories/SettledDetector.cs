namespace BoundCheck.Numeric.Trajectories;

/// <summary>Tells, at the end of the budget, an oscillation that goes on unchanged from one that still grows or dies out.</summary>
internal sealed class SettledDetector
{
    private readonly long _third;
    private readonly long _last;
    private Window _before = Window.Empty;
    private Window _after = Window.Empty;
    private double _previous = double.NaN;
    private double _direction;

    internal SettledDetector(long steps)
    {
        _third = steps / 2;
        _last = steps - steps / 4;
    }

    /// <summary>Whether swing and imbalance of the last quarter are those of the quarter before, and s kept turning.</summary>
    internal bool IsSettled
    {
        get
        {
            double before = _before.Swing, after = _after.Swing;
            bool sameSwing = after >= 0.95 * before && after <= before / 0.95 && after > 1e-6 * _after.MaxP;
            // Either the imbalance is gone, or it did not move by more than a millionth.
            bool sameImbalance = _after.RootD <= 1e-9 * _after.MaxP || Math.Abs(_after.RootD - _before.RootD) <= 1e-6 * _before.RootD;
            return _before.Count >= 64 && sameSwing && sameImbalance && _after.Turns * 16 >= _after.Count;
        }
    }

    internal void Add(long step, double s, double p, double rootD)
    {
        double direction = s - _previous;
        bool turn = direction * _direction < 0;
        _previous = s;
        _direction = direction;
        if (step >= _last)
            _after = _after.With(s, p, rootD, turn);
        else if (step >= _third)
            _before = _before.With(s, p, rootD, turn);
    }

    private readonly record struct Window(double Low, double High, double MaxP, double RootD, long Count, long Turns)
    {
        internal static Window Empty => new(double.PositiveInfinity, double.NegativeInfinity, 0, 0, 0, 0);

        internal double Swing => High - Low;

        internal Window With(double s, double p, double rootD, bool turn) =>
            new(Math.Min(Low, s), Math.Max(High, s), Math.Max(MaxP, p), rootD, Count + 1, Turns + (turn ? 1 : 0));
    }
}
