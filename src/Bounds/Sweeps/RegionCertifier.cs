using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Sweeps;

/// <summary>The theorem that certifies s_k -> c for a cell of a sweep.</summary>
public enum CellCertificate : byte
{
    /// <summary>No theorem applies to the cell.</summary>
    None = 0,

    /// <summary>T1: inside the invariant triangle; c != 0: unless some A_k = 0.</summary>
    T1 = 1,

    /// <summary>T3: good regularity; every start (c != 0: with A_0 != 0).</summary>
    T3 = 3,

    /// <summary>T4: squared loss inside its exact region; c != 0: unless some A_k = 0.</summary>
    T4 = 4,
}

/// <summary>
/// Decides the start and step hypotheses of T1, T3 and T4 for single cells, after the hypotheses on F were proved once.
/// Every inequality is checked in outward-rounded double intervals, so a certificate is a proof; a cell within rounding of a boundary gets none.
/// </summary>
public sealed class RegionCertifier
{
    private readonly bool _mirrored;
    private readonly bool? _centreIsZero;
    private readonly Interval _centre;
    private readonly Interval? _beta;
    private readonly Interval? _slope;
    private readonly bool _square;
    private readonly bool _product;
    private readonly FlatSlopes _flat;

    /// <summary>Takes what was proved of F.</summary>
    public RegionCertifier(Objective objective, RegularityReport report)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        _flat = report.FlatSlopes;
        _product = objective.ProductForm.IsProved && report.Smooth.IsProved && report.Centre is not null;
        if (!_product)
            return;
        int? sign = report.Centre!.Sign();
        _centreIsZero = sign is null ? null : sign == 0;
        _mirrored = sign < 0;
        _centre = Certified.Abs(report.Centre).ToInterval();
        // Any number above the best sector constant is a sector constant too, so the upper end of the enclosure serves as β.
        if (report.Sector is { Verdict.IsProved: true, Value: { } beta } && double.IsFinite(beta.ToInterval().Hi))
            _beta = Interval.Point(beta.ToInterval().Hi);
        if (report.Sign.IsProved && report.DerivativeBound is { Verdict.IsProved: true, Value: { } g } && double.IsFinite(g.ToInterval().Hi))
            _slope = Interval.Point(g.ToInterval().Hi);
        _square = report.Square.IsProved;
    }

    /// <summary>Whether any cell can get a certificate.</summary>
    public bool IsUseful => _product && _beta is not null && _centreIsZero is not null;

    /// <summary>The certificate of a start and step.</summary>
    /// <param name="a">An enclosure of A_0 = |x_0 + y_0|².</param>
    /// <param name="b">An enclosure of B_0 = |x_0 - y_0|².</param>
    /// <param name="h">An enclosure of the step size, positive.</param>
    public CellCertificate Certify(Interval a, Interval b, Interval h)
    {
        if (!IsUseful)
            return CellCertificate.None;
        var (near, far) = _mirrored ? (b, a) : (a, b);
        var hb = h * _beta!.Value;
        var gamma = hb * _centre;
        // γ = hβ|c| < 1 in each theorem. A_0 = 0 is the saddle's own set: for c != 0 nothing is certified there.
        if (!(gamma.Hi < 1) || _centreIsZero == false && !(near.Lo > 0))
            return CellCertificate.None;
        // For c != 0 the starts left out must be a null set, unless hG < 1 excludes them altogether (T3 below).
        bool inside = IsInside(near, far, hb) && (_centreIsZero == true || _flat.AvoidOne(h));
        if (_square && inside)
            return CellCertificate.T4;
        if (_slope is { } g)
        {
            var hg = h * g;
            // T3: hG < √2 at c = 0; hG < 1 otherwise, where then no A_k is 0.
            if (_centreIsZero == true ? Interval.Sqr(hg).Hi < 2 : hg.Hi < 1)
                return CellCertificate.T3;
        }
        return inside ? CellCertificate.T1 : CellCertificate.None;
    }

    // W_0 = hβp - (hβ)² c u < 4 with p = (A + B)/2, u = (A - B)/4 - |c|, for the centre made nonnegative.
    private bool IsInside(Interval near, Interval far, Interval hb)
    {
        var p = (near + far) * Interval.Point(0.5);
        var u = (near - far) * Interval.Point(0.25) - _centre;
        var w = hb * p - Interval.Sqr(hb) * _centre * u;
        return w.Hi < 4;
    }
}
