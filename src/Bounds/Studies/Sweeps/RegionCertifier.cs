using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>What is certified of a cell of a sweep, and by which of the certifier's theorems.</summary>
/// <param name="Verdict">What is certified.</param>
/// <param name="Rule">The index of the theorem in <see cref="RegionCertifier.Theorems"/>; 0 where nothing is certified.</param>
public readonly record struct CellCertificate(CellVerdict Verdict, byte Rule)
{
    /// <summary>Nothing is certified.</summary>
    public static CellCertificate None => default;

    /// <summary>Convergence is certified.</summary>
    public bool Converges => Verdict == CellVerdict.Converges;

    /// <summary>Failure is certified.</summary>
    public bool Fails => Verdict == CellVerdict.Fails;
}

/// <summary>
/// Decides cells of starts and steps by every theorem that has a region, after the hypotheses on F were proved once.
/// Every inequality is checked in outward-rounded double intervals, so a certificate is a proof; a cell within rounding of a boundary gets none.
/// </summary>
public sealed class RegionCertifier
{
    private readonly ImmutableArray<Region> _regions;
    private readonly Region? _ofPoints;

    /// <summary>Takes the theorems that say something of starts from what was proved of F.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="report">What is known of F.</param>
    /// <param name="region">A region that was certified by itself, asked last; null for none.</param>
    /// <param name="method">The method; null for gradient descent.</param>
    /// <param name="ofPoints">A region in the variables themselves, asked last; null for none.</param>
    public RegionCertifier(Objective objective, RegularityReport report, Region? region = null, DescentMethod? method = null, Region? ofPoints = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        _regions = [.. Theorem.Regions(objective, report, method), .. region is null ? Array.Empty<Region>() : [region]];
        _ofPoints = ofPoints;
        Theorems = [.. _regions.Select(r => r.Source.Theorem), .. ofPoints is null ? Array.Empty<string>() : [ofPoints.Source.Theorem]];
    }

    /// <summary>The theorems that are asked, in this order.</summary>
    public ImmutableArray<string> Theorems { get; }

    /// <summary>The certificate of a start and step: the first theorem that certifies convergence, else the first that certifies failure.</summary>
    /// <param name="state">Enclosures of the reduced state of the start (product form: A_0 = |x_0 + y_0|² and B_0 = |x_0 - y_0|²).</param>
    /// <param name="h">An enclosure of the step size, positive.</param>
    /// <param name="point">Enclosures of the variables of the start, where there is a region in them.</param>
    public CellCertificate Certify(ReadOnlySpan<Interval> state, Interval h, ReadOnlySpan<Interval> point = default)
    {
        var failure = CellCertificate.None;
        for (int i = 0; i < _regions.Length; i++)
        {
            var verdict = _regions[i].Decide(state, h);
            if (verdict == CellVerdict.Converges)
                return new CellCertificate(verdict, (byte)i);
            if (verdict == CellVerdict.Fails && !failure.Fails)
                failure = new CellCertificate(verdict, (byte)i);
        }
        return _ofPoints?.Decide(point, h) == CellVerdict.Converges ? new CellCertificate(CellVerdict.Converges, (byte)_regions.Length) : failure;
    }

    /// <summary>The theorem of a certificate; null where nothing is certified.</summary>
    public string? TheoremOf(CellCertificate certificate) => certificate.Verdict == CellVerdict.None ? null : Theorems[certificate.Rule];
}
