using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>What became of a cell that is certified to converge and did not within its steps.</summary>
public enum CellRemark : byte
{
    /// <summary>Nothing of the kind.</summary>
    None,

    /// <summary>The run contradicts the certificate: it left every bound, went round an orbit, or its limit is flatter than certified.</summary>
    Contradiction,

    /// <summary>It was still on its way after all the steps it was given.</summary>
    Slow,

    /// <summary>It lies on the exceptional null set of the theorems: an A_k = 0, or a start exactly on an unstable minimiser.</summary>
    Exceptional,
}

/// <summary>The answers of consecutive cells of a sweep, column by column. A sweep of any size goes through bands of a fixed one.</summary>
public sealed class SweepBand
{
    /// <param name="capacity">The most cells.</param>
    public SweepBand(int capacity)
    {
        Certificates = new CellCertificate[capacity];
        Outcomes = new Outcome[capacity];
        Periods = new byte[capacity];
        Steps = new long[capacity];
        LimitSharpness = new double[capacity];
        MaxLoss = new double[capacity];
        Phenomena = new SweepPhenomena[capacity];
        Remarks = new CellRemark[capacity];
    }

    /// <summary>The most cells.</summary>
    public int Capacity => Outcomes.Length;

    /// <summary>The cell of the plan that stands first.</summary>
    public long First { get; private set; }

    /// <summary>The number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>What is certified of each cell.</summary>
    public CellCertificate[] Certificates { get; }

    /// <summary>How each run ended.</summary>
    public Outcome[] Outcomes { get; }

    /// <summary>Periods of periodic cells, 0 elsewhere.</summary>
    public byte[] Periods { get; }

    /// <summary>The first step at which the end was there.</summary>
    public long[] Steps { get; }

    /// <summary>Sharpness of the limit of converged cells, NaN elsewhere.</summary>
    public double[] LimitSharpness { get; }

    /// <summary>The largest loss of each run; NaN where it was not tracked.</summary>
    public double[] MaxLoss { get; }

    /// <summary>The phenomena seen in each cell.</summary>
    public SweepPhenomena[] Phenomena { get; }

    /// <summary>What became of certified cells that did not converge.</summary>
    public CellRemark[] Remarks { get; }

    /// <summary>A region's certified counts (-1 where a cell is not in it); empty without a region.</summary>
    public int[] CertifiedCounts { get; private set; } = [];

    /// <summary>A region's certified lower bounds of the limit sharpness (NaN where a cell is not in it); empty without a region.</summary>
    public double[] CertifiedSharpness { get; private set; } = [];

    /// <summary>Steps made in runs that had not ended, at least so many.</summary>
    public long UsefulSteps { get; internal set; }

    /// <summary>The time of the runs, without compilation and certificates.</summary>
    public TimeSpan RunTime { get; internal set; }

    /// <summary>Makes the band one of other cells, of which nothing is said yet.</summary>
    /// <param name="first">The cell that stands first.</param>
    /// <param name="count">Their number, at most the capacity.</param>
    public void Begin(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Capacity, nameof(count));
        (First, Count, UsefulSteps, RunTime) = (first, count, 0, TimeSpan.Zero);
        Certificates.AsSpan(0, count).Clear();
        Phenomena.AsSpan(0, count).Clear();
        Remarks.AsSpan(0, count).Clear();
        CertifiedCounts.AsSpan().Fill(-1);
        CertifiedSharpness.AsSpan().Fill(double.NaN);
    }

    /// <summary>Makes room for the bounds of a region.</summary>
    public void MakeRoomForRegion()
    {
        if (CertifiedCounts.Length > 0)
            return;
        (CertifiedCounts, CertifiedSharpness) = (new int[Capacity], new double[Capacity]);
        CertifiedCounts.AsSpan().Fill(-1);
        CertifiedSharpness.AsSpan().Fill(double.NaN);
    }

    /// <summary>Appends as many cells of another band as there is room for, from one of them on.</summary>
    /// <param name="other">A band whose cells follow those of this one.</param>
    /// <param name="from">The first cell to take, counted in the other band.</param>
    /// <returns>How many were taken.</returns>
    public int Append(SweepBand other, int from)
    {
        ArgumentNullException.ThrowIfNull(other);
        int count = Math.Min(other.Count - from, Capacity - Count);
        if (other.CertifiedCounts.Length > 0)
            MakeRoomForRegion();
        Take(other.Certificates, Certificates);
        Take(other.Outcomes, Outcomes);
        Take(other.Periods, Periods);
        Take(other.Steps, Steps);
        Take(other.LimitSharpness, LimitSharpness);
        Take(other.MaxLoss, MaxLoss);
        Take(other.Phenomena, Phenomena);
        Take(other.Remarks, Remarks);
        Take(other.CertifiedCounts, CertifiedCounts);
        Take(other.CertifiedSharpness, CertifiedSharpness);
        Count += count;
        return count;

        void Take<T>(T[] source, T[] target)
        {
            if (source.Length > 0)
                Array.Copy(source, from, target, Count, count);
        }
    }
}
