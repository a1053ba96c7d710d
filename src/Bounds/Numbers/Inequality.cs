using System.Collections.Immutable;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Verdicts on inequalities between certified numbers.</summary>
public static class Inequality
{
    /// <summary>left &lt; right: proved or refuted by exact or outward-rounded arithmetic, unknown when the enclosures overlap.</summary>
    /// <param name="leftName">What the left side is, such as "W_0".</param>
    /// <param name="left">The left side.</param>
    /// <param name="rightName">What the right side is.</param>
    /// <param name="right">The right side.</param>
    /// <param name="witness">The values that refute, if it is false.</param>
    public static Verdict Less(string leftName, Certified left, string rightName, Certified right, params ReadOnlySpan<(string Name, Certified Value)> witness)
    {
        bool exact = left.Exact is not null && right.Exact is not null;
        var method = exact ? Method.Symbolic : Method.Interval;
        string relation = $"{leftName} = {Show(left)} {{0}} {rightName}" + (rightName == Show(right) ? "" : $" = {Show(right)}");
        return Certified.Less(left, right) switch
        {
            true => new Proved(method, string.Format(null, relation, "<")),
            false => new Refuted(new Witness(Values(witness), string.Format(null, relation, ">=")), method),
            null => new Unknown($"{leftName} and {rightName} agree to {Certified.Precision} bits: {string.Format(null, relation, "vs")}"),
        };
    }

    /// <summary>left &lt;= right: proved or refuted by exact or outward-rounded arithmetic, unknown when the enclosures overlap.</summary>
    public static Verdict LessOrEqual(string leftName, Certified left, string rightName, Certified right,
        params ReadOnlySpan<(string Name, Certified Value)> witness)
    {
        bool exact = left.Exact is not null && right.Exact is not null;
        var method = exact ? Method.Symbolic : Method.Interval;
        string Relation(string sign) => $"{leftName} = {Show(left)} {sign} {rightName}" + (rightName == Show(right) ? "" : $" = {Show(right)}");
        return Certified.LessOrEqual(left, right) switch
        {
            true => new Proved(method, Relation("<=")),
            false => new Refuted(new Witness(Values(witness), Relation(">")), method),
            null => new Unknown($"{leftName} and {rightName} agree to {Certified.Precision} bits: {Relation("vs")}"),
        };
    }

    private static ImmutableArray<WitnessValue> Values(ReadOnlySpan<(string Name, Certified Value)> values)
    {
        var list = ImmutableArray.CreateBuilder<WitnessValue>();
        foreach (var (name, value) in values)
        {
            if (value.LowerBound is { } lo && value.UpperBound is { } hi)
                list.Add(new WitnessValue(name, lo, hi));
        }
        return list.ToImmutable();
    }

    /// <summary>A number for people: exact when short, else 17 digits of the outward-rounded enclosure.</summary>
    public static string Show(Certified value)
    {
        if (value.Exact is { } r && r.ToString().Length <= 24)
            return r.ToString();
        var i = value.ToInterval();
        return i.IsBounded && i.Lo == i.Hi ? i.Lo.ToString("R")
            : (!i.IsBounded || i.ContainsZero) && value is { LowerBound: { } lo, UpperBound: { } hi } && lo.Sign * hi.Sign > 0
                ? lo == hi ? Scientific.Text(lo) : $"[{Scientific.Text(lo)}, {Scientific.Text(hi)}]" : $"[{i.Lo:R}, {i.Hi:R}]";
    }

    /// <summary>A number rounded for prose, with up to <paramref name="digits"/> significant digits: not an enclosure.</summary>
    public static string Rough(Certified value, int digits = 6)
    {
        if (value.Exact is { } r && r.ToString().Length <= 12)
            return r.ToString();
        var i = value.ToInterval();
        double middle = i.Lo / 2 + i.Hi / 2;
        return (middle == 0 || !double.IsFinite(middle)) && value is { LowerBound: { } lo, UpperBound: { } hi } && lo.Sign * hi.Sign > 0
            ? Scientific.Text((lo + hi) / 2, Math.Min(digits, 17)) : middle.ToString("G" + digits);
    }

    /// <summary>The value as witness text.</summary>
    public static WitnessValue Value(string name, Rational value) => new(name, value);
}
