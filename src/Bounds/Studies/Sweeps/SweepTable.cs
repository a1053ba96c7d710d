using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>The answers of a sweep, column by column.</summary>
/// <param name="cells">The number of cells.</param>
public sealed class SweepTable(int cells)
{
    private readonly List<int> _failures = [];
    private readonly List<int> _slow = [];

    /// <summary>The number of cells.</summary>
    public int Cells { get; } = cells;

    /// <summary>The first so many cells are finished; what is said of the sweep is said of them.</summary>
    public int Finished { get; set; }

    /// <summary>What is certified of each cell.</summary>
    public CellCertificate[] Certificates { get; } = new CellCertificate[cells];

    /// <summary>The theorems that the certificates point to.</summary>
    public ImmutableArray<string> Theorems { get; init; } = [];

    /// <summary>The theorem that certifies a cell; "none" where nothing is certified.</summary>
    public string TheoremOf(int cell) => Certificates[cell].Verdict == CellVerdict.None ? "none" : Theorems[Certificates[cell].Rule];

    /// <summary>How each run ended.</summary>
    public Outcome[] Outcomes { get; } = new Outcome[cells];

    /// <summary>Periods of periodic cells, 0 elsewhere.</summary>
    public byte[] Periods { get; } = new byte[cells];

    /// <summary>The first step at which the end was there.</summary>
    public long[] Steps { get; } = new long[cells];

    /// <summary>Sharpness of the limit of converged cells, NaN elsewhere.</summary>
    public double[] LimitSharpness { get; } = new double[cells];

    /// <summary>A region's certified counts (-1 where a cell is not in it); empty without a region.</summary>
    public int[] CertifiedCounts { get; private set; } = [];

    /// <summary>A region's certified lower bounds of the limit sharpness (NaN where a cell is not in it); empty without a region.</summary>
    public double[] CertifiedSharpness { get; private set; } = [];

    /// <summary>Makes room for the bounds of a region.</summary>
    public SweepTable WithRegion()
    {
        CertifiedCounts = new int[Cells];
        CertifiedSharpness = new double[Cells];
        Array.Fill(CertifiedCounts, -1);
        Array.Fill(CertifiedSharpness, double.NaN);
        return this;
    }

    /// <summary>The largest loss of each run; NaN where it was not tracked.</summary>
    public double[] MaxLoss { get; } = new double[cells];

    /// <summary>The phenomena seen in each cell.</summary>
    public SweepPhenomena[] Phenomena { get; } = new SweepPhenomena[cells];

    /// <summary>Certified cells whose run contradicts the certificate: it left every bound, or went round an orbit.</summary>
    public IReadOnlyList<int> Failures => _failures;

    /// <summary>Certified cells whose run was still on its way after all the steps it was given.</summary>
    public IReadOnlyList<int> Slow => _slow;

    /// <summary>Certified cells on the exceptional null set of the theorems: an A_k = 0, or a start exactly on an unstable minimiser.</summary>
    public int Exceptional { get; internal set; }

    /// <summary>Cells certified to fail whose run, in doubles, converged: to a point with s != c, or within rounding of an exact hit or of the
    /// border.</summary>
    public int FailedButConverged => Enumerable.Range(0, Finished).Count(i => Certificates[i].Fails && Outcomes[i] == Outcome.Converged);

    /// <summary>Cells that are certified not to converge.</summary>
    public int CertifiedToFail => Certificates.Count(c => c.Fails);

    /// <summary>Steps made in runs that had not ended, at least so many.</summary>
    public long UsefulSteps { get; internal set; }

    /// <summary>The time of the runs, without compilation and certificates.</summary>
    public TimeSpan RunTime { get; internal set; }

    /// <summary>Cells that are certified to converge.</summary>
    public int Certified => Certificates.Count(c => c.Converges);

    /// <summary>Finished cells that ended so.</summary>
    public int Count(Outcome outcome) => Outcomes.Take(Finished).Count(o => o == outcome);

    /// <summary>The share of converged cells that are certified.</summary>
    public double Coverage => Share(o => o == Outcome.Converged, c => c.Converges);

    /// <summary>The share of the cells that diverge, cycle or stay bounded without converging that are certified to fail.</summary>
    public double FailureCoverage => Share(o => o is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded, c => c.Fails);

    private double Share(Func<Outcome, bool> measured, Func<CellCertificate, bool> certified)
    {
        int seen = 0, both = 0;
        for (int i = 0; i < Finished; i++)
        {
            if (!measured(Outcomes[i]))
                continue;
            seen++;
            both += certified(Certificates[i]) ? 1 : 0;
        }
        return seen == 0 ? double.NaN : (double)both / seen;
    }

    /// <summary>The share of cells in which certified and converged agree.</summary>
    public double Agreement
    {
        get
        {
            long same = 0;
            for (int i = 0; i < Finished; i++)
            {
                if (Outcomes[i] == Outcome.Converged == Certificates[i].Converges)
                    same++;
            }
            return (double)same / Finished;
        }
    }

    /// <summary>Useful steps a second; NaN before any were made.</summary>
    public double StepsPerSecond => RunTime > TimeSpan.Zero ? UsefulSteps / RunTime.TotalSeconds : double.NaN;

    internal void Fails(int cell) => _failures.Add(cell);

    internal void IsSlow(int cell) => _slow.Add(cell);
}
