using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>
/// A run carried with enclosures of u_k and D_k from its exact start: a rigorous prefix. When the enclosures grow too wide it starts anew in
/// twice the precision; all repetitions together do a bounded amount of work.
/// </summary>
/// <remarks>
/// (u, D) determines the run in every dimension (R1). The enclosures contain the exact iterates whatever the precision; a precision that
/// does not suffice costs width only.
/// </remarks>
public sealed class EnclosedRun
{
    /// <summary>Beyond this many lost bits a run in doubles has too few digits left to be held against an enclosure.</summary>
    public const double MostBitsLost = 20;

    private const int Doubles = 53;

    private readonly EnclosedProblem _problem;
    private IWalk _walk;
    private long _work;

    /// <summary>Places the run at its start.</summary>
    public EnclosedRun(EnclosedProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _problem = problem;
        _walk = new Walk<Interval>(problem, Doubles);
        Precision = Doubles;
    }

    /// <summary>The step k.</summary>
    public long K { get; private set; }

    /// <summary>An enclosure of u_k.</summary>
    public BigInterval U => _walk.U;

    /// <summary>An enclosure of D_k, nonnegative.</summary>
    public BigInterval D => _walk.D;

    /// <summary>The precision of the current repetition, in binary digits.</summary>
    public int Precision { get; private set; }

    /// <summary>Evaluations done by all repetitions, in the unit of <see cref="EnclosedProblem.Work"/>.</summary>
    public long Work => _work;

    /// <summary>Why the run could not go on; null while it can.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// Bits by which the enclosure of D (relative) or of u widened beyond the precision of the arithmetic: about log2 of the sensitivity to the start.
    /// </summary>
    public double BitsLost
    {
        get
        {
            double width = RelativeWidth(U, D);
            return width > 0 ? Math.Max(0, Precision + Math.ILogB(width)) : 0;
        }
    }

    /// <summary>Makes one step; false when it can't, and then <see cref="Failure"/> says why.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool Advance(CancellationToken cancellation)
    {
        while (Failure is null)
        {
            if (Step(cancellation) && IsNarrow())
            {
                K++;
                return true;
            }
            if (Failure is null)
                Restart(cancellation);
        }
        return false;
    }

    private bool Step(CancellationToken cancellation)
    {
        _work += Precision == Doubles ? 1 : 10 + Precision / 8;
        if (_work > _problem.Work)
        {
            Failure = $"the work bound was reached at step {K} in {Precision} binary digits";
            return false;
        }
        if ((_work & 255) == 0 || Precision > 1000)
            cancellation.ThrowIfCancellationRequested();
        return _walk.Advance();
    }

    // Narrow relative to the accuracy asked for, or to u itself; a u that is zero to 60 digits counts as known.
    private bool IsNarrow()
    {
        var d = D.ToInterval();
        var u = U.ToInterval();
        bool narrowD = d.Hi == 0 || d.Width <= _problem.Accuracy * d.Lo;
        double scale = Math.Sqrt(d.Hi) + u.Mag;
        return narrowD && (u.Width <= 1e-6 * u.Mig || u.Width <= 1e-18 * scale);
    }

    /// <summary>Repeats the run up to the current step in more digits, until one more step is narrow enough to be worth going on.</summary>
    private void Restart(CancellationToken cancellation)
    {
        if (2 * Precision > _problem.HighestPrecision)
        {
            Failure = $"the enclosures grew too wide at step {K + 1} even in {Precision} binary digits (F' may be undefined there)";
            return;
        }
        Precision *= 2;
        _walk = new Walk<BigInterval>(_problem, Precision);
        for (long k = 0; k < K; k++)
        {
            if (!Step(cancellation))
            {
                if (Failure is null)
                    Restart(cancellation);
                return;
            }
        }
    }

    private static double RelativeWidth(BigInterval u, BigInterval d)
    {
        var (a, b) = (u.ToInterval(), d.ToInterval());
        double scale = Math.Sqrt(b.Hi) + a.Mag;
        return Math.Max(b.Hi > 0 ? b.Width / b.Hi : 0, scale > 0 ? a.Width / scale : 0);
    }

    private interface IWalk
    {
        BigInterval U { get; }

        BigInterval D { get; }

        bool Advance();
    }

    private sealed class Walk<T>(EnclosedProblem problem, int precision) : IWalk
        where T : struct, IEnclosure<T>
    {
        private readonly EnclosedMap<T> _map = new(problem, precision);
        private T _u = EnclosureFormat.In<T>(problem.U, precision);
        private T _d = EnclosureFormat.In<T>(problem.D, precision);

        public BigInterval U => EnclosureFormat.ToBig(_u);

        public BigInterval D => EnclosureFormat.ToBig(_d);

        public bool Advance() => _map.Advance(ref _u, ref _d);
    }
}
