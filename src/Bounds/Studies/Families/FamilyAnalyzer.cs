using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>What holds of an objective for every value of its parameters in a box, with constants as functions of them.</summary>
/// <remarks>
/// F(s; θ) = A Φ(αs + β) + B with A > 0 and α != 0 has F' = AαΦ', so F is C^1 with locally Lipschitz F', monotone in ratio, star-convex, convex, even about its
/// centre, of a degree, exactly where Φ is; its centre is c = (v* - β)/α with Φ'(v*) = 0, (s - c)F'(s) = A(v - v*)Φ'(v), sup|F'| = A|α| sup|Φ'|,
/// F'(c+u)/u = Aα² Φ'(v* + αu)/(αu) and F''(c) = Aα²Φ''(v*). What is asked of A, α and of inequalities in the parameters is decided by the prover.
/// Where F has no such form each property is a claim in s and θ (<see cref="FamilyClaims"/>).
/// </remarks>
public static class FamilyAnalyzer
{
    /// <summary>The analysis of a family.</summary>
    /// <param name="family">The objective and the box.</param>
    /// <param name="step">h, where a start is asked about: a number; null where h is a parameter of the box or nothing is asked.</param>
    /// <param name="start">The start, in product form; null for none.</param>
    /// <param name="cancellation">What is not decided then is unknown.</param>
    public static FamilyReport Analyze(Family family, Certified? step, Start? start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(family);
        var report = new FamilyReport { Family = family };
        if (family.Outer(out string reason) is not var (outer, argument, _))
            return report with { Reason = reason };
        return Cut(report with { Outer = outer }, outer, argument, step, start, [], cancellation);
    }

    /// <summary>The analysis of a box, cut along one parameter where the verdicts change, and each part along the others.</summary>
    /// <remarks>What is finished when cancelled stays; the rest has the reason time.</remarks>
    private static FamilyReport Cut(FamilyReport report, Expr outer, Variable argument, Certified? step, Start? start, ImmutableHashSet<Expr> along,
        CancellationToken cancellation)
    {
        var whole = InTime(() => Whole(report, outer, argument, step, start, cancellation), cancellation) ?? report with { Reason = Unknown.Time.Reason };
        if (whole.IsUniform || cancellation.IsCancellationRequested)
            return whole;
        var split = new FamilySplit(report.Family, outer, argument, cancellation);
        if (InTime(() => split.Parts(along), cancellation) is not var (parameter, parts))
            return whole;
        return FamilyParts.Join(whole, [.. parts.Select(p => Cut(report with { Family = p }, Put(outer, p), argument, step, start, along.Add(parameter),
            cancellation)).SelectMany(r => r.Parts.IsEmpty ? [r] : r.Parts)]);
    }

    private static T? InTime<T>(Func<T?> part, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return cancellation.IsCancellationRequested ? null : part();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A parameter with one value left is that number.</summary>
    private static Expr Put(Expr outer, Family part) =>
        outer.Substitute(part.Box.Where(r => r.Low is not null && r.Low == r.High).ToDictionary(r => r.Variable, r => (Expr)r.Low!.Value));

    /// <summary>The analysis of a family without cuts of its box.</summary>
    private static FamilyReport Whole(FamilyReport report, Expr outer, Variable argument, Certified? step, Start? start, CancellationToken cancellation)
    {
        var family = report.Family;
        if (FamilyForm.Of(outer, argument, family.Parameters) is not { } form)
            return Claimed(report, outer, argument, step, start, cancellation);
        var (scaled, positive, slope) = Oriented(family, form, cancellation);
        if (form.TakesRoot && !slope.IsProved)
            return Claimed(report, outer, argument, step, start, cancellation);
        var core = ObjectiveOf(scaled.Core, scaled.Argument).Structure.Regularity(cancellation);
        var defined = Verdict.All(scaled.Conditions.Select(c => family.Decide(new Comparison(c.Expression, c.Relation, 0), cancellation)));
        var guard = Verdict.All([positive, slope, defined]);
        var constants = new FamilyConstants(family, scaled, core, guard, cancellation);
        report = report with
        {
            Form = Text(scaled, argument),
            Core = core,
            Constants = constants.All,
            Verdicts =
            [
                ("smooth", All(core.Smooth)), ("sign", All(core.Sign)), ("sector", All(core.Sector.Verdict)),
                    ("derivativeBound", All(core.DerivativeBound.Verdict)), ("good", All(core.Good)),
                ("degree", All(core.Degree.Verdict)), ("monotoneRatio", All(core.MonotoneRatio)),
                    ("starConvex", All(core.StarConvex)), ("convex", All(core.Convex)),
            ],
            Splits = [.. Split(positive, $"{scaled.Scale} > 0"), .. Split(slope, $"{scaled.Slope} != 0"), .. Split(defined, "F is defined")],
        };
        if (guard.IsProved)
            report = report with { IsUniform = true, Nowhere = [.. report.Verdicts.Where(v => v.Verdict.IsRefuted).Select(v => v.Name)] };
        return new FamilySteps(report, constants, Centred, guard, step, start, cancellation).Complete();

        // The core itself, moved.
        Objective? Centred() => core.CentreExpr is { } at ? ObjectiveOf(scaled.Core.Substitute(scaled.Argument, scaled.Argument + at), scaled.Argument) : null;

        Verdict All(Verdict verdict) => guard.IsProved ? verdict : verdict.IsProved
            ? new Unknown($"proved only where {scaled.Scale} > 0, {scaled.Slope} != 0 and F is defined")
            : verdict;

        static IEnumerable<string> Split(Verdict verdict, string where) => verdict switch
        {
            Proved => [],
            Refuted r => [$"the verdicts hold where {where}, which fails at {r.Witness}"],
            _ => [$"the verdicts hold where {where}, which is not decided on the whole box"],
        };
    }

    /// <summary>The analysis where the parameters are more than shifts and scales.</summary>
    private static FamilyReport Claimed(FamilyReport report, Expr outer, Variable argument, Certified? step, Start? start, CancellationToken cancellation)
    {
        var claims = new FamilyClaims(report.Family, outer, argument, cancellation);
        if (claims.Prove(out string reason) is not var (core, constants))
        {
            var (family, member) = (report.Family, ObjectiveOf(outer.Substitute(report.Family.Box.ToDictionary(r => r.Variable, r => (Expr)Family.Inside(r))),
                argument).Structure.Regularity(cancellation));
            string none = member.Sign is Refuted no
                ? $"; {string.Join(", ", family.Box.Select(r => $"{r.Variable} = {Family.Inside(r)}"))} has no c with u F'(c+u) > 0: {no.Witness}" : "";
            return report with { Reason = $"the parameters are no shifts and scales of one function, and {reason}{none}" };
        }
        report = report with
        {
            Core = core,
            Constants = constants.All,
            Nowhere = claims.Nowhere,
            Verdicts =
            [
                ("smooth", core.Smooth), ("sign", core.Sign), ("sector", core.Sector.Verdict), ("derivativeBound", core.DerivativeBound.Verdict),
                ("good", core.Good), ("monotoneRatio", core.MonotoneRatio), ("starConvex", core.StarConvex), ("convex", core.Convex),
            ],
        };
        report = report with { IsUniform = report.Verdicts.All(v => v.Verdict.IsProved || v.Verdict.IsRefuted && claims.Nowhere.Contains(v.Name)) };
        bool centred = constants.Centre.Formula is { } c && c.IsRational(out var zero) && zero.IsZero;
        return new FamilySteps(report, constants, () => centred ? report.Family.Member : null, core.Smooth, step, start, cancellation).Complete();
    }

    /// <summary>A > 0, by changing the sign of Φ where A &lt; 0 on the whole box.</summary>
    private static (FamilyForm Form, Verdict Positive, Verdict Slope) Oriented(Family family, FamilyForm form, CancellationToken cancellation)
    {
        var positive = family.Decide(new Comparison(form.Scale, Relation.Greater, 0), cancellation);
        if (!positive.IsProved && family.Decide(new Comparison(form.Scale, Relation.Less, 0), cancellation) is Proved negative)
            (form, positive) = (form with { Core = Simplifier.Simplify(-form.Core).Value, Scale = Simplifier.Simplify(-form.Scale).Value }, negative);
        return (form, positive, family.Decide(new Comparison(form.Slope, Relation.NotEqual, 0), cancellation));
    }

    /// <summary>Φ(x·y).</summary>
    internal static Objective ObjectiveOf(Expr core, Variable argument)
    {
        var f = core.Substitute(argument, Variable.Of("x") * Variable.Of("y"));
        return Objective.Analyze(f.ToString(), f);
    }

    private static string Text(FamilyForm form, Variable s)
    {
        var inside = Simplifier.Simplify(form.Slope * s + form.Shift).Value;
        string scale = form.Scale.IsRational(out var a) && a.IsOne ? "" : $"({form.Scale})*";
        string offset = form.Offset.IsRational(out var b) && b.IsZero ? "" : $" + {form.Offset}";
        return $"{scale}Φ({inside}){offset} with Φ({form.Argument}) = {form.Core}";
    }
}
