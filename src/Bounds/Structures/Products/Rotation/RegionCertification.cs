using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Checks the hypotheses of T10 for a region one after the other: zones and cells are computed when everything before them is proved.</summary>
public sealed class RegionCertification
{
    private readonly Setting _setting;
    private readonly RegionRequest _request;
    private readonly int _threads;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellation;
    private RotationModel? _model;
    private RegionStarts? _starts;
    private RotationZones? _zones;
    private RegionTable? _table;

    private RegionCertification(Setting setting, RegionRequest request, int threads, IProgress<double>? progress, CancellationToken cancellation) =>
        (_setting, _request, _threads, _progress, _cancellation) = (setting, request, threads, progress, cancellation);

    /// <summary>Certifies a region. The result depends on the problem, the region and limits of work, never on the number of threads or the clock (but for
    /// cancellation).</summary>
    /// <param name="setting">The problem; its start does not matter.</param>
    /// <param name="request">The starts and what is counted.</param>
    /// <param name="threads">One or more.</param>
    /// <param name="progress">Told the share of the cells that is done.</param>
    /// <param name="cancellation">Makes what is not decided yet unknown.</param>
    public static RegionCertificate Certify(Setting setting, RegionRequest request, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new RegionCertification(setting, request, threads, progress, cancellation).Run(null);
    }

    /// <summary>The certificate with cells that this program computed before for the same problem and region: they are taken as they are.</summary>
    /// <returns>Null where the cells do not fit the region.</returns>
    public static RegionCertificate? Restore(Setting setting, RegionRequest request, RegionCells cells, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(cells);
        var certificate = new RegionCertification(setting, request, 1, null, cancellation).Run(cells);
        return certificate.Applies.IsProved ? certificate : null;
    }

    private RegionCertificate Run(RegionCells? known)
    {
        var report = _setting.Regularity;
        var results = ImmutableArray.CreateBuilder<HypothesisResult>();
        void Check(HypothesisStatement statement, Func<Verdict> decide, bool always = true)
        {
            bool open = always || results.All(r => r.Verdict.IsProved);
            results.Add(CommonHypotheses.Timed(statement, open ? decide : () => RegionCertificate.NotReached));
        }

        Check(PlaneHypotheses.Product, () => _setting.ProductForm);
        Check(PlaneHypotheses.Smooth, () => report.Smooth);
        Check(PlaneHypotheses.Sign, () => report.Sign);
        Check(RegionTheorem.Curvature, () => RegionTheorem.CurvatureOf(_setting, out _model));
        Check(RegionTheorem.Centre, Centre);
        Check(RegionTheorem.Step, Step);
        Check(RegionTheorem.Starts, Starts, always: report.CurvatureAtCentre?.Sign() == 1 && _setting.CentreIsZero is not null);
        Check(RegionTheorem.Zones, known is null ? Zones : () => new Proved(Method.Interval, "certified when the stored cells were computed"), always: false);
        Check(RegionTheorem.CellsDone, () => known is null ? Cells() : Stored(known), always: false);
        return new RegionCertificate(new Setting(_setting.Objective, report, _setting.Step, null),
            _request, results.ToImmutable(), _starts, _model?.Map, _table);
    }

    private Verdict Centre()
    {
        if (_setting.Centre is not { } c || _setting.CentreIsZero is null)
            return new Unknown(_setting.Centre is null ? "there is no centre c" : "the sign of the centre is not decided");
        return _setting.Regularity.CurvatureAtCentre is { } k
            ? Inequality.Less("h*F''(c)*|c|", _setting.Step * k * c, "1", 1, ("h", _setting.Step), ("|c|", c)) : new Unknown("F''(c) is not known");
    }

    private Verdict Step() => _setting.Regularity.DerivativeBound switch
    {
        { Verdict.IsProved: true, Value: { } g } => _setting.CentreIsZero == true
            ? Inequality.Less("h^2*G^2", (_setting.Step * g).Square(), "2", 2, ("h", _setting.Step), ("G", g))
            : Inequality.Less("h*G", _setting.Step * g, "1", 1, ("h", _setting.Step), ("G", g)),
        { Verdict.IsRefuted: true } => new Proved(Method.Interval, "F' is unbounded: orbits are followed while |h F'| <= √2"
            + (_setting.CentreIsZero == true ? "" : $" and |h F' - 1| >= {SlopeLimit.Gap}")),
        var bound => CommonHypotheses.NeedsConstant(bound.Verdict, "G"),
    };

    private Verdict Starts()
    {
        (_starts, var verdict) = RegionStarts.Of(_setting, _request, _setting.Regularity.CurvatureAtCentre!);
        return verdict;
    }

    private Verdict Zones()
    {
        var search = new ZoneSearch(_model!, _cancellation);
        // V_ε of the least tolerance that the rotation can be fast for.
        double least = _request.Tolerances.Max(e => (_model!.Map.ExactUnit * e).ToInterval().Hi);
        _zones = search.Find(least, 0.1) ?? search.Find(_request.Tolerances.Min(e => (_model!.Map.ExactUnit * e).ToInterval().Hi), 0.1);
        return _zones is { } z
            ? new Proved(Method.Interval,
                $"E: {z.Edge.Low} <= e <= {z.Edge.High}, V <= {z.Edge.Level:G4}; S: V <= {z.Below.Near.Level:G4}, V'/V <= {z.Below.Rate:G4}; U: V <= "
                    + $"{z.Leaving.Near.Level:G4}, V'/V >= {z.Leaving.Growth:G5}")
            : new Unknown(search.Reason);
    }

    private Verdict Cells()
    {
        var search = new RegionSearch(_zones!, EdgeFloor.Of(_setting, _cancellation), _threads);
        _table = search.Find(Normalised(), Limit, [.. _request.Tolerances.Select(e => (Certified)e)], _progress, _cancellation);
        return _table is { } table && table.Worst().IsCertified ? new Proved(Method.Interval, $"{table.Grid.Cells} cells") : new Unknown(search.Reason);
    }

    private Verdict Stored(RegionCells cells)
    {
        var region = Normalised();
        if (RegionGrid.Of(_model!.Map.Gamma, Limit, region, cells.Columns, cells.Layers) is not { } grid
            || cells.Counts.Length != _request.Tolerances.Length || cells.Counts.Any(c => c.Length != grid.Cells) || cells.Floors.Length != grid.Cells)
            return new Unknown("the stored cells do not cover the region");
        _table = new RegionTable(grid, region, [.. cells.Counts], cells.Floors);
        return _table.Worst().IsCertified ? new Proved(Method.Interval, $"{grid.Cells} cells, stored") : new Unknown("some start of the region has no count");
    }

    private SlopeLimit Limit => _setting.Regularity.DerivativeBound is { Verdict.IsProved: true, Value: { } g }
        ? SlopeLimit.Everywhere((_setting.Step * g).ToInterval()) : SlopeLimit.Within(_model!.Map);

    private StartRegion Normalised()
    {
        var map = _model!.Map;
        Interval d = (map.ExactUnit.Square() * _starts!.MostD).ToInterval();
        // A little above 2γ, so that there are cells for starts without any imbalance.
        double edge = Math.Max(NormalisedStep.Edge(map.Gamma, d).Hi, Math.Max((2 * map.Gamma.Hi) * (1 + 1e-3), 1e-3));
        return new StartRegion(edge, (map.ExactUnit * _starts.LeastA).ToInterval().Lo, (map.ExactUnit * _starts.MostS).ToInterval().Hi);
    }
}
