using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>Centre, G, β and F''(c) of a family as functions of its parameters.</summary>
internal sealed class FamilyConstants
{
    private readonly Family _family;
    private readonly CancellationToken _cancellation;

    /// <summary>Constants that are proved for every parameter.</summary>
    internal FamilyConstants(Family family, FamilyConstant centre, FamilyConstant bound, FamilyConstant sector, FamilyConstant curvature,
        CancellationToken cancellation) => (_family, Centre, Bound, Sector, Curvature, _cancellation) =
            (family, centre, bound, sector, curvature, cancellation);

    /// <summary>The constants of Φ, shifted and scaled.</summary>
    internal FamilyConstants(Family family, FamilyForm form, RegularityReport core, Verdict guard, CancellationToken cancellation)
    {
        (_family, _cancellation) = (family, cancellation);
        var (a, alpha, square) = (form.Scale, Magnitude(form.Slope), form.Slope.Pow(2));
        Centre = core.CentreExpr is { } at
            ? new("c", Short((at - form.Shift) / form.Slope), With(core.Sign))
            : new("c", null, core.Centre is null ? core.Sign : new Unknown("the centre of Φ has no closed form"));
        Bound = Of("G", core.DerivativeBound, a * alpha);
        Sector = Of("β", core.Sector, a * square);
        Curvature = core.CurvatureAtCentre is { Exact: { } k }
            ? new("F''(c)", Short(a * square * k), With(core.Smooth))
            : new("F''(c)", null, new Unknown("F''(c) has no closed form"));

        FamilyConstant Of(string name, RegularityConstant constant, Expr factor)
        {
            if (!constant.Verdict.IsProved || constant.Value is not { } value)
                return new(name, null, constant.Verdict);
            if (Exact(constant) is { } exact)
                return new(name, Short(factor * exact), With(constant.Verdict));
            return value.UpperBound is { Sign: > 0 } above ? new(name, Short(factor * RoundedUp(above)),
                With(constant.Verdict), IsBound: true) : new(name, null, new Unknown("no finite bound"));
        }

        Verdict With(Verdict verdict) => guard.IsProved || !verdict.IsProved ? verdict : guard is Refuted ? new Unknown("not for every parameter") : guard;
    }

    internal FamilyConstant Centre { get; }

    internal FamilyConstant Bound { get; }

    internal FamilyConstant Sector { get; }

    internal FamilyConstant Curvature { get; }

    internal ImmutableArray<FamilyConstant> All => [Centre, Bound, Sector, Curvature];

    /// <summary>A formula of the theory, written in h, G, β and c, in the parameters; null where a constant is missing.</summary>
    internal Expr? Written(string symbols) =>
        Parser.Parse(symbols, new ParseOptions { Parameters = Symbols([]) }).TryGet(out var e, out _) && InParameters(e) ? Short(WithoutMagnitudes(e)) : null;

    /// <summary>The same for an inequality, with the values of further symbols.</summary>
    internal Comparison? Condition(string symbols, params ReadOnlySpan<(string Name, Expr Value)> more) =>
        Parser.ParseRelation(symbols, new ParseOptions { Parameters = Symbols(more) }).TryGet(out var r, out _) && InParameters(r.Left) && InParameters(r.Right)
            ? new Comparison(WithoutMagnitudes(r.Left), r.Relation, WithoutMagnitudes(r.Right)) : null;

    // A symbol that is left stands for a constant that is not known.
    private bool InParameters(Expr e) => e.Variables().All(v => _family.Box.Any(r => ReferenceEquals(r.Variable, v)));

    private Dictionary<string, Expr> Symbols(ReadOnlySpan<(string Name, Expr Value)> more)
    {
        var map = new Dictionary<string, Expr>(StringComparer.Ordinal);
        foreach (var constant in new[] { Centre, Bound, Sector })
        {
            if (constant.Formula is { } formula)
                map[constant.Name] = formula;
        }
        foreach (var (name, value) in more)
            map[name] = value;
        return map;
    }

    /// <summary>|e| is e or -e where the box decides.</summary>
    private Expr Magnitude(Expr e) =>
        _family.Decide(new Comparison(e, Relation.GreaterOrEqual, 0), _cancellation).IsProved ? e
        : _family.Decide(new Comparison(e, Relation.LessOrEqual, 0), _cancellation).IsProved ? Short(-e)
        : Parser.Parse("abs(z)", new ParseOptions { Parameters = new Dictionary<string, Expr>(StringComparer.Ordinal) { ["z"] = e } })
        .TryGet(out var magnitude, out _) ? magnitude : e;

    private Expr WithoutMagnitudes(Expr e) => e.Transform(n => n is Application { Function: Abs }
        && n.Children[0].Variables().All(v => _family.Box.Any(r => ReferenceEquals(r.Variable, v))) ? Magnitude(n.Children[0]) : n);

    private static Expr? Exact(RegularityConstant constant) =>
        constant.Value?.Exact is { } r ? r : constant.ExactText is { } text && Parser.ParseConstant(text).TryGet(out var e, out _) ? e : null;

    /// <summary>The least number of six digits that is not below one above 0.</summary>
    private static Rational RoundedUp(Rational value)
    {
        var unit = new Rational(1, 100_000);
        while (unit * 1_000_000 <= value)
            unit *= 10;
        while (unit * 100_000 > value)
            unit /= 10;
        return -(-value / unit).Floor() * unit;
    }

    private static Expr Short(Expr e) => Simplifier.Simplify(e).Value;
}
