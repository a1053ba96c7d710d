using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Sweep;

/// <summary>The answers of a sweep, column by column.</summary>
internal sealed class SweepTable(int cells)
{
    internal int Cells { get; } = cells;

    /// <summary>The first so many cells are finished; what is said of the sweep is said of them.</summary>
    internal int Finished { get; set; }

    internal CellCertificate[] Certificates { get; } = new CellCertificate[cells];

    /// <summary>The theorems that the certificates point to.</summary>
    internal ImmutableArray<string> Theorems { get; init; } = [];

    /// <summary>The theorem that certifies a cell; "none" where nothing is certified.</summary>
    internal string TheoremOf(int cell) => Certificates[cell].Verdict == CellVerdict.None ? "none" : Theorems[Certificates[cell].Rule];

    internal Outcome[] Outcomes { get; } = new Outcome[cells];

    internal byte[] Periods { get; } = new byte[cells];

    internal long[] Steps { get; } = new long[cells];

    internal double[] LimitSharpness { get; } = new double[cells];

    /// <summary>A region's certified counts (-1 where a cell is not in it); empty without a region.</summary>
    internal int[] CertifiedCounts { get; private set; } = [];

    /// <summary>A region's certified lower bounds of the limit sharpness (NaN where a cell is not in it); empty without a region.</summary>
    internal double[] CertifiedSharpness { get; private set; } = [];

    /// <summary>Makes room for the bounds of a region.</summary>
    internal SweepTable WithRegion()
    {
        CertifiedCounts = new int[Cells];
        CertifiedSharpness = new double[Cells];
        Array.Fill(CertifiedCounts, -1);
        Array.Fill(CertifiedSharpness, double.NaN);
        return this;
    }

    internal double[] MaxLoss { get; } = new double[cells];

    internal SweepPhenomena[] Phenomena { get; } = new SweepPhenomena[cells];

    /// <summary>Certified cells whose run contradicts the certificate: it left every bound, or went round an orbit.</summary>
    internal List<int> Failures { get; } = [];

    /// <summary>Certified cells whose run was still on its way after all the steps it was given.</summary>
    internal List<int> Slow { get; } = [];

    /// <summary>Certified cells on the exceptional null set of the theorems: an A_k = 0, or a start exactly on an unstable minimiser.</summary>
    internal int Exceptional { get; set; }

    /// <summary>Cells certified to fail whose run, in doubles, converged: within rounding of an exact hit or of the border.</summary>
    internal int FailedButConverged => Enumerable.Range(0, Finished).Count(i => Certificates[i].Fails && Outcomes[i] == Outcome.Converged);

    /// <summary>Cells that are certified not to converge.</summary>
    internal int CertifiedToFail => Certificates.Count(c => c.Fails);

    internal long UsefulSteps { get; set; }

    internal TimeSpan RunTime { get; set; }

    internal int Certified => Certificates.Count(c => c.Converges);

    internal int Count(Outcome outcome) => Outcomes.Take(Finished).Count(o => o == outcome);

    /// <summary>The share of converged cells that are certified.</summary>
    internal double Coverage => Share(o => o == Outcome.Converged, c => c.Converges);

    /// <summary>The share of the cells that diverge, cycle or stay bounded without converging that are certified to fail.</summary>
    internal double FailureCoverage => Share(o => o is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded, c => c.Fails);

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
    internal double Agreement
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

    internal double StepsPerSecond => RunTime > TimeSpan.Zero ? UsefulSteps / RunTime.TotalSeconds : double.NaN;
}
