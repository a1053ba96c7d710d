using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>A function of one variable that prints itself and evaluates its one-sided limits; written for the test, so it shares nothing with the
/// program.</summary>
internal abstract class Shape
{
    /// <summary>The text with # for the variable.</summary>
    internal abstract string Text { get; }

    /// <summary>The jet at a point (side 0, of the formula taken there) or its limit from below (-1) or above (1).</summary>
    internal abstract Jet At(double s, int side);

    /// <summary>The functions whose sign changes which formula is taken.</summary>
    internal virtual IEnumerable<Shape> Deciders => [];
}

/// <summary>One formula, analytic on the line.</summary>
internal sealed class Formula(string text, Func<double, Jet> jet) : Shape
{
    internal override string Text => text;

    internal override Jet At(double s, int side) => jet(s);
}

/// <summary>An analytic function of another one; {0} stands for it in the text.</summary>
internal sealed class Composed(string pattern, Shape inner, Func<double, Jet> outer) : Shape
{
    internal override string Text => pattern.Replace("{0}", $"({inner.Text})", StringComparison.Ordinal);

    internal override IEnumerable<Shape> Deciders => inner.Deciders;

    internal override Jet At(double s, int side)
    {
        var at = inner.At(s, side);
        return at.Inside(outer(at.Value));
    }
}

/// <summary>A sum with factors.</summary>
internal sealed class Total(Shape a, double factor, string factorText, Shape b) : Shape
{
    internal override string Text => $"({a.Text})+({factorText})*({b.Text})";

    internal override IEnumerable<Shape> Deciders => [.. a.Deciders, .. b.Deciders];

    internal override Jet At(double s, int side) => a.At(s, side) + factor * b.At(s, side);
}

/// <summary>One of two functions, by the sign of a third.</summary>
/// <param name="pattern">The text; {0} and {1} stand for the functions.</param>
/// <param name="difference">Left minus right side of the condition.</param>
/// <param name="relation">When the first is taken.</param>
internal sealed class Choice(string pattern, Shape difference, Relation relation, Shape then, Shape otherwise) : Shape
{
    internal override string Text => pattern.Replace("{0}", then.Text, StringComparison.Ordinal).Replace("{1}", otherwise.Text, StringComparison.Ordinal);

    internal override IEnumerable<Shape> Deciders => [difference, .. difference.Deciders, .. then.Deciders, .. otherwise.Deciders];

    internal override Jet At(double s, int side) => Holds(difference.At(s, side).SignToward(side)) ? then.At(s, side) : otherwise.At(s, side);

    private bool Holds(int sign) => relation switch
    {
        Relation.Less => sign < 0,
        Relation.LessOrEqual => sign <= 0,
        Relation.Greater => sign > 0,
        Relation.GreaterOrEqual => sign >= 0,
        Relation.Equal => sign == 0,
        _ => sign != 0,
    };

    internal static Choice Max(Shape a, Shape b) => new("max({0},{1})", new Total(a, -1, "-1", b), Relation.GreaterOrEqual, a, b);

    internal static Choice Min(Shape a, Shape b) => new("min({0},{1})", new Total(a, -1, "-1", b), Relation.LessOrEqual, a, b);

    internal static Choice Abs(Shape a) => new("abs({0})", a, Relation.GreaterOrEqual, a, new Composed("-{0}", a, v => new(-v, -1, 0)));
}
