using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>A cell that is named in the answer of a sweep.</summary>
/// <param name="Cell">The cell of the plan.</param>
/// <param name="Outcome">How its run ended.</param>
/// <param name="Theorem">The theorem that certifies it.</param>
public sealed record ListedCell(long Cell, Outcome Outcome, string Theorem);

/// <summary>What is said of all cells of a sweep together, counted band by band.</summary>
/// <param name="cells">The number of cells of the plan.</param>
/// <param name="theorems">The theorems that the certificates point to.</param>
public sealed class SweepSummary(long cells, ImmutableArray<string> theorems)
{
    /// <summary>The most cells that are named.</summary>
    public const int MostListed = 1000;

    private static readonly int s_outcomes = Enum.GetValues<Outcome>().Length;

    // By outcome and what is certified.
    private readonly long[,] _counts = new long[s_outcomes, Enum.GetValues<CellVerdict>().Length];
    private readonly long[] _phenomena = new long[16];
    private readonly long[] _remarks = new long[Enum.GetValues<CellRemark>().Length];
    private readonly List<ListedCell> _contradictions = [], _slow = [];

    /// <summary>The number of cells of the plan.</summary>
    public long Cells { get; } = cells;

    /// <summary>The first so many cells are finished; what is said of the sweep is said of them.</summary>
    public long Finished { get; private set; }

    /// <summary>Cells that are certified to converge.</summary>
    public long Certified => Of(CellVerdict.Converges);

    /// <summary>Cells that are certified not to converge.</summary>
    public long CertifiedToFail => Of(CellVerdict.Fails);

    /// <summary>Cells certified to fail whose run, in doubles, converged: to a point with s != c, or within rounding of an exact hit or of the
    /// border.</summary>
    public long FailedButConverged => Count(Outcome.Converged, CellVerdict.Fails);

    /// <summary>Certified cells whose run contradicts the certificate.</summary>
    public long Contradictions => _remarks[(int)CellRemark.Contradiction];

    /// <summary>Certified cells whose run was still on its way after all the steps it was given.</summary>
    public long Slow => _remarks[(int)CellRemark.Slow];

    /// <summary>Certified cells on the exceptional null set of the theorems.</summary>
    public long Exceptional => _remarks[(int)CellRemark.Exceptional];

    /// <summary>The first of the contradictions.</summary>
    public IReadOnlyList<ListedCell> ListedContradictions => _contradictions;

    /// <summary>The first of the slow cells.</summary>
    public IReadOnlyList<ListedCell> ListedSlow => _slow;

    /// <summary>Cells in a certified region.</summary>
    public long InRegion { get; private set; }

    /// <summary>The first cell that is not certified to converge; null where every finished one is.</summary>
    public long? FirstUncertified { get; private set; }

    /// <summary>The first cell that diverges, cycles or stays bounded without converging; null for none.</summary>
    public long? FirstFailing { get; private set; }

    /// <summary>Steps made in runs that had not ended, at least so many.</summary>
    public long UsefulSteps { get; private set; }

    /// <summary>The time of the runs, without compilation and certificates.</summary>
    public TimeSpan RunTime { get; private set; }

    /// <summary>Useful steps a second; NaN before any were made.</summary>
    public double StepsPerSecond => RunTime > TimeSpan.Zero ? UsefulSteps / RunTime.TotalSeconds : double.NaN;

    /// <summary>Finished cells that ended so.</summary>
    public long Count(Outcome outcome) => Enum.GetValues<CellVerdict>().Sum(v => Count(outcome, v));

    /// <summary>Finished cells that ended so and of which this is certified.</summary>
    public long Count(Outcome outcome, CellVerdict verdict) => _counts[(int)outcome, (int)verdict];

    /// <summary>Cells that showed a phenomenon.</summary>
    /// <param name="phenomenon">One of them.</param>
    public long Count(SweepPhenomena phenomenon) => _phenomena.Where((_, flags) => ((SweepPhenomena)flags).HasFlag(phenomenon)).Sum();

    /// <summary>The share of converged cells that are certified; NaN where none converged.</summary>
    public double Coverage => Share(CellVerdict.Converges, Outcome.Converged);

    /// <summary>The share of the cells that diverge, cycle or stay bounded without converging that are certified to fail; NaN where none did.</summary>
    public double FailureCoverage => Share(CellVerdict.Fails, Outcome.Diverged, Outcome.Periodic, Outcome.Bounded);

    /// <summary>The share of cells in which certified and converged agree.</summary>
    public double Agreement =>
        (double)(Finished - Count(Outcome.Converged) - Certified + 2 * Count(Outcome.Converged, CellVerdict.Converges)) / Finished;

    /// <summary>Counts the cells of a band, the next ones of the plan.</summary>
    public void Add(SweepBand band)
    {
        ArgumentNullException.ThrowIfNull(band);
        for (int i = 0; i < band.Count; i++)
        {
            var (certificate, outcome, remark) = (band.Certificates[i], band.Outcomes[i], band.Remarks[i]);
            _counts[(int)outcome, (int)certificate.Verdict]++;
            _phenomena[(int)band.Phenomena[i]]++;
            _remarks[(int)remark]++;
            if (remark is CellRemark.Contradiction or CellRemark.Slow
                && (remark == CellRemark.Slow ? _slow : _contradictions) is { Count: < MostListed } list)
                list.Add(new ListedCell(band.First + i, outcome, theorems[certificate.Rule]));
            if (!certificate.Converges)
                FirstUncertified ??= band.First + i;
            if (outcome is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded)
                FirstFailing ??= band.First + i;
        }
        if (band.CertifiedCounts.Length > 0)
            InRegion += band.Count - band.CertifiedCounts.AsSpan(0, band.Count).Count(-1);
        Finished += band.Count;
        UsefulSteps += band.UsefulSteps;
        RunTime += band.RunTime;
    }

    private long Of(CellVerdict verdict) => Enum.GetValues<Outcome>().Sum(o => Count(o, verdict));

    private double Share(CellVerdict certified, params ReadOnlySpan<Outcome> measured)
    {
        long seen = 0, both = 0;
        foreach (var outcome in measured)
        {
            seen += Count(outcome);
            both += Count(outcome, certified);
        }
        return seen == 0 ? double.NaN : (double)both / seen;
    }
}
