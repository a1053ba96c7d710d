using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates;

/// <summary>
/// What a claim says of a function F: one comparison of those that state a property of its regularity. F' and F'' are derived anew by whoever reads it. Where F
/// has kinks the comparisons speak of F' where it exists; that F is continuous, or C^1, is no part of them.
/// </summary>
/// <param name="Function">F, in one variable.</param>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Centre">The centre c; "0" where the property has none.</param>
/// <param name="Bound">The constant of the property; "0" where it has none.</param>
/// <param name="Part">Which of its comparisons, from 1.</param>
internal sealed record Property(string Function, string Name, string Centre, string Bound, int Part)
{
    /// <summary>The properties that are comparisons.</summary>
    internal static ImmutableArray<string> Names { get; } = ["sign", "sector", "derivative bound", "monotone ratio", "star-convex", "convex", "even"];

    /// <summary>Each proved property of a report that is stated by comparisons, with them.</summary>
    internal static IEnumerable<(Property Property, Claim Claim, Verdict Verdict)> Of(Outer outer, RegularityReport report)
    {
        string f = new OuterExpressions(outer.Value, outer.Argument).Value.ToString();
        var verdicts = ImmutableArray.Create(report.Sign, report.Sector.Verdict, report.DerivativeBound.Verdict, report.MonotoneRatio, report.StarConvex,
            report.Convex, report.Even);
        foreach (var (name, verdict) in Names.Zip(verdicts).Where(v => v.Second.IsProved))
        {
            bool centred = name is not ("derivative bound" or "convex");
            var constant = name == "sector" ? report.Sector : name == "derivative bound" ? report.DerivativeBound : null;
            string? bound = constant is null ? "0" : constant.ExactText ?? constant.Value?.UpperBound?.ToString();
            if (bound is null || centred && report.CentreExpr is null)
                continue;
            var first = new Property(f, name, centred ? report.CentreExpr!.ToString() : "0", bound, 1);
            for (int i = 0; i < (first.Claims()?.Length ?? 0); i++)
                yield return (first with { Part = i + 1 }, first.Claims()!.Value[i], verdict);
        }
    }

    /// <summary>The comparisons that state the property; null when it cannot be read.</summary>
    internal ImmutableArray<Claim>? Claims()
    {
        if (!Parser.Parse(Function).TryGet(out var value, out _) || !Parser.Parse(Centre).TryGet(out var c, out _)
            || !Parser.Parse(Bound).TryGet(out var bound, out _) || !c.IsClosed() || !bound.IsClosed() || value.Variables() is not [Variable s])
            return null;
        var (f, u, line) = (new OuterExpressions(value, s), OuterExpressions.U, VariableRange.Line(s));
        Expr rise = f.Shift(f.Value, c), slope = f.Shift(f.Slope, c), curved = u * f.Shift(f.Curvature, c);
        return Name switch
        {
            "sign" => BothSides(slope, Relation.Greater, Relation.Less, 0),
            "sector" => BothSides(slope, Relation.LessOrEqual, Relation.GreaterOrEqual, bound * u),
            "derivative bound" => [new(new Comparison(f.Slope, Relation.LessOrEqual, bound), line),
                new(new Comparison(f.Slope, Relation.GreaterOrEqual, -bound), line)],
            "monotone ratio" => BothSides(curved, Relation.LessOrEqual, Relation.GreaterOrEqual, slope),
            "star-convex" => BothSides(rise - f.Value.Substitute(s, c), Relation.LessOrEqual, Relation.LessOrEqual, u * slope),
            "convex" => [new(new Comparison(f.Curvature, Relation.GreaterOrEqual, 0), line)],
            "even" => [new(new Comparison(rise, Relation.Equal, rise.Substitute(u, -u)), VariableRange.Line(u))],
            _ => null,
        };
    }

    private static ImmutableArray<Claim> BothSides(Expr left, Relation above, Relation below, Expr right) =>
        [new(new Comparison(left, above, right), AnalysisContext.Positive), new(new Comparison(left, below, right), AnalysisContext.Negative)];

    /// <summary>Why a claim is not what the property says; null when it is.</summary>
    internal string? Refuse(Claim claim) =>
        Claims() is not { } claims ? $"the property {Name} cannot be read"
        : Part < 1 || Part > claims.Length ? string.Create(CultureInfo.InvariantCulture, $"the property {Name} has {claims.Length} parts, not {Part}")
        : claims[Part - 1].ToString() != claim.ToString() ? $"the property {Name} says: {claims[Part - 1]}" : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}{(Bound == "0" ? "" : " " + Bound)} of {Function}{(Centre == "0" ? "" : " at " + Centre)}, part {Part} of {Claims()?.Length ?? 0}");
}
