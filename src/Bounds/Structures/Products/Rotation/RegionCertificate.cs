using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>What a region certificate says of a set of starts.</summary>
/// <param name="Counts">For each tolerance of the request: at most so many steps k >= 0 have |u_k| >= ε.</param>
/// <param name="EdgeAtLeast">A lower bound of hφ_∞.</param>
/// <param name="SharpnessAtLeast">A lower bound of φ_∞.</param>
/// <param name="EdgeAtMost">An upper bound of hφ_∞: the largest hφ_0, as D never grows, or 2 unless a step lands on a minimiser exactly (P1b).</param>
public sealed record RegionAnswer(ImmutableArray<int> Counts, Certified EdgeAtLeast, Certified SharpnessAtLeast, double EdgeAtMost)
{
    /// <summary>An enclosure of hφ_∞; where its upper end is 2, unless a step lands on a minimiser exactly.</summary>
    public Certified Edge => Certified.Between(Rational.FromDouble(Math.Min(Low, EdgeAtMost)), Rational.FromDouble(EdgeAtMost));

    /// <summary>An enclosure of |1 - hφ_∞|, with the exception of <see cref="Edge"/>.</summary>
    public Certified Rate
    {
        get
        {
            Interval off = Interval.Abs(Interval.One - Interval.Of(Math.Min(Low, EdgeAtMost), EdgeAtMost));
            return Certified.Between(Rational.FromDouble(off.Lo), Rational.FromDouble(off.Hi));
        }
    }

    private double Low => EdgeAtLeast.ToInterval().Lo;

    /// <summary>At most so many steps have |u_k| >= ε, by the counts at the request's tolerances up to ε; null where ε is below all of them.</summary>
    internal Certified? CountAt(ImmutableArray<Rational> tolerances, Rational epsilon)
    {
        var counts = Counts.Where((_, i) => tolerances[i] <= epsilon).ToList();
        return counts.Count > 0 ? counts.Min() : null;
    }
}

/// <summary>Theorem T10 for one problem and one region of starts: its hypotheses, and where all are proved the table of bounds.</summary>
public sealed class RegionCertificate
{
    private readonly RegionStarts? _starts;
    private readonly NormalisedModel? _map;

    internal RegionCertificate(Setting setting, RegionRequest request,
        ImmutableArray<HypothesisResult> hypotheses, RegionStarts? starts, NormalisedModel? map, RegionTable? table) =>
        (Setting, Request, Hypotheses, _starts, _map, Table) = (setting, request, hypotheses, starts, map, table);

    /// <summary>The verdict of a hypothesis that was not looked at.</summary>
    public static Verdict NotReached { get; } = new Unknown("it is looked for when the hypotheses before it are proved");

    /// <summary>The problem, without a start.</summary>
    public Setting Setting { get; }

    /// <summary>What was asked.</summary>
    public RegionRequest Request { get; }

    /// <summary>The hypotheses, in the catalogue's order.</summary>
    public ImmutableArray<HypothesisResult> Hypotheses { get; }

    /// <summary>Proved when the table holds for every start of the region.</summary>
    public Verdict Applies => Verdict.All(Hypotheses.Select(h => h.Verdict));

    /// <summary>The number of cells; 0 without a table.</summary>
    public long Cells => Table?.Grid.Cells ?? 0;

    /// <summary>The bounds that hold for every start of the region; null unless certified.</summary>
    public RegionAnswer? Worst => Table is { } table && Applies.IsProved ? Answer(table.Worst(), _starts!.MostD) : null;

    /// <summary>The cells as data; null without a table.</summary>
    public RegionCells? Data => Table?.Data;

    internal RegionTable? Table { get; }

    /// <summary>Whether it is about the objective and step of a setting.</summary>
    internal bool Matches(Setting setting) =>
        Setting.Objective.Expression.Equals(setting.Objective.Expression)
        && (ReferenceEquals(Setting.Step, setting.Step) || Setting.Step.Exact is { } h && setting.Step.Exact == h);

    /// <summary>Whether a start is certainly in the region.</summary>
    /// <param name="a">A_0.</param>
    /// <param name="b">B_0.</param>
    public Verdict Holds(Certified a, Certified b) => _starts is { } starts ? starts.Holds(Oriented(a, b)) : new Unknown("the region is not known");

    /// <summary>The bounds of the cells that a start of the region may lie in, also where other starts of the region have none; null without any.</summary>
    /// <param name="a">A_0.</param>
    /// <param name="b">B_0.</param>
    public RegionAnswer? At(Certified a, Certified b)
    {
        if (Table is not { } table || _map is not { } map || !Holds(a, b).IsProved)
            return null;
        var (near, far) = Oriented(a, b);
        var unit = map.ExactUnit;
        var upsilon = unit * ((near - far) / 4 - Setting.Centre!);
        var bounds = table.At(upsilon.ToInterval(), (unit.Square() * near * far).ToInterval());
        return bounds.IsCertified ? Answer(bounds, near * far) : null;
    }

    /// <summary>The count for the first tolerance and the floor of hφ_∞ of a start known by intervals; null where it is not certainly in the region.</summary>
    /// <param name="a">A_0.</param>
    /// <param name="b">B_0.</param>
    public (int Count, double EdgeAtLeast)? Cell(Interval a, Interval b) => At(a, b) is { } cell ? (cell.Counts[0], cell.Floor) : null;

    /// <summary>Convergence of the region's starts, as cells of a sweep ask for it.</summary>
    public Region Region => new(new Source("T10", "C1", Guarantee.Qualitative), Decide, (_, _) => new NoStart("a region of its own"));

    private CellVerdict Decide(ReadOnlySpan<Interval> state, Interval step) =>
        Setting.Step.ToInterval().Contains(step) && At(state[0], state[1]) is not null ? CellVerdict.Converges : CellVerdict.None;

    private CellBounds? At(Interval a, Interval b)
    {
        if (Table is not { } table || _starts is not { } starts || _map is not { } map)
            return null;
        var (near, far) = Setting.Mirrored ? (b, a) : (a, b);
        Interval unit = map.Unit, product = (near - far) * Interval.Point(0.25), d = Interval.Sqr(unit) * near * far;
        return starts.Holds(near, product, d, unit) && table.At(unit * product - map.Gamma,
            Interval.Intersect(d, Interval.Nonnegative)) is { IsCertified: true } cell ? cell : null;
    }

    private (Certified Near, Certified Far) Oriented(Certified a, Certified b) => Setting.Mirrored ? (b, a) : (a, b);

    private RegionAnswer Answer(CellBounds bounds, Certified imbalance)
    {
        double most = NormalisedStep.Edge(_map!.Gamma, (_map.ExactUnit.Square() * imbalance).ToInterval()).Hi;
        Certified edge = Rational.FromDouble(bounds.Floor), sharpness = edge / Setting.Step;
        return new([.. bounds.Counts], edge, sharpness.LowerBound is { } lo ? lo : sharpness, Math.Min(most, 2));
    }
}
