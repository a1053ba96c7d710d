using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A side condition that is an equation gives a variable as an expression in the others: linearly, as a root, or two variables of an
/// ellipse by the rational parametrisation. The points asked about correspond one to one (for a root or an ellipse, in two parts).
/// </summary>
internal static class EqualityElimination
{
    private static readonly string[] s_fresh = ["t_", "t__", "t___", "t____"];

    internal static Reduction? Apply(Claim claim)
    {
        foreach (var equation in claim.Where.Where(c => c.Relation == Relation.Equal))
        {
            if (Solve(claim, equation) is { } reduction)
                return reduction;
        }
        return null;
    }

    private static Reduction? Solve(Claim claim, Comparison equation)
    {
        // The equation as a sum of terms; nothing may hide a point where a side is undefined, so terms have to be total or a condition remains.
        var terms = ExpNormalForm.Split(equation.Difference);
        if (Ellipse(claim, equation, terms) is { } ellipse)
            return ellipse;
        foreach (var range in claim.Box.Reverse())
        {
            var x = range.Variable;
            var rest = new List<Expr>();
            var linear = new List<Expr>();
            var squared = new List<Expr>();
            bool other = false;
            foreach (var (term, coefficient) in terms)
            {
                if (!Mentions(term, x))
                    rest.Add(coefficient * term);
                else if (Quotient(term, x, 1) is { } first && !Mentions(first, x))
                    linear.Add(coefficient * first);
                else if (Quotient(term, x, 2) is { } second && !Mentions(second, x))
                    squared.Add(coefficient * second);
                else
                    other = true;
            }
            if (other || linear.Count + squared.Count == 0)
                continue;
            if (squared.Count == 0 && Sum.Of(linear) is var slope && IsNonzero(claim, slope))
            {
                var value = -Sum.Of(rest) / slope;
                if (!IsAsked(claim, equation, value, range))
                    continue;
                return new($"{x} = {value}", [new Part(ConditionTools.Replace(claim, x, value, [equation]), [(x, value)])]);
            }
            if (linear.Count == 0 && Sum.Of(squared).IsRational(out var factor) && !factor.IsZero)
            {
                var square = Sum.Of(rest) * (-1 / factor);
                var root = square.Pow(Rational.Half);
                // Where the square is negative no x solves the equation.
                var parts = ImmutableArray.CreateBuilder<Part>();
                foreach (bool positive in (bool[])[true, false])
                {
                    if (Squares(square, positive ? range : Mirrored(range)) is not { } within)
                        continue;
                    var value = positive ? root : -root;
                    var part = ConditionTools.Replace(claim with { Box = claim.Box.Replace(range, VariableRange.Line(x)) }, x, value, [equation]);
                    parts.Add(new Part(part with { Where = [.. part.Where, .. within] }, [(x, value)]));
                }
                if (Totality.IsTotal(Sum.Of(rest)) && Totality.IsTotal(equation.Difference))
                    return new($"{x} = root of {equation}", parts.ToImmutable());
            }
        }
        return null;
    }

    // That the root of the square, which is >= 0, lies in a range; null when it can't.
    private static List<Comparison>? Squares(Expr square, VariableRange range)
    {
        if (range.High is { Sign: < 0 } || range.High is { IsZero: true } && !range.HighClosed)
            return null;
        var within = new List<Comparison>();
        if (range.High is { } high)
            within.Add(new(square, range.HighClosed ? Relation.LessOrEqual : Relation.Less, high * high));
        bool above = range.Low is { } low && (low.Sign > 0 || low.IsZero && !range.LowClosed);
        within.Add(new(square, above && !range.LowClosed ? Relation.Greater : Relation.GreaterOrEqual, above ? range.Low!.Value * range.Low.Value : 0));
        return within;
    }

    private static VariableRange Mirrored(VariableRange r) => new(r.Variable, -r.High, r.HighClosed, -r.Low, r.LowClosed);

    // The solved value is asked about only where it is defined: it is total, or the range of x leaves a condition with it.
    private static bool IsAsked(Claim claim, Comparison equation, Expr value, VariableRange range) =>
        Totality.IsTotal(equation.Difference) && (Totality.IsTotal(value) || range.Low is not null || range.High is not null || IsDefined(claim, value));

    private static bool IsDefined(Claim claim, Expr value) =>
        Definition.IsEvident(claim with { Body = new(value, Relation.Equal, value), Where = [] }, new BoxSigns(claim));

    private static bool IsNonzero(Claim claim, Expr slope) =>
        slope.IsRational(out var value) ? !value.IsZero : new BoxSigns(claim).Strict(slope) != 0 && Totality.IsTotal(slope);

    // a s^2 + b c^2 = k with a, b, k > 0: s = sqrt(k/a) 2t/(1+t^2), c = +-sqrt(k/b) (1-t^2)/(1+t^2), |t| <= 1. Each point of the ellipse with c >= 0 has
    // t = s'/(1 + c') for the point (s', c') of the unit circle, and |t| <= 1; the others are mirrored.
    private static Reduction? Ellipse(Claim claim, Comparison equation, IReadOnlyList<(Expr Term, Rational Coefficient)> terms)
    {
        if (!Totality.IsTotal(equation.Difference))
            return null;
        var squares = terms.Where(t => t.Term is Power { Base: Variable or Component } p && p.Exponent == 2).ToList();
        var constant = terms.Where(t => ReferenceEquals(t.Term, Constant.One)).ToList();
        if (squares.Count != 2 || constant.Count != 1 || terms.Count != 3)
            return null;
        Rational a = squares[0].Coefficient, b = squares[1].Coefficient, k = -constant[0].Coefficient;
        if (a.Sign != b.Sign || a.Sign != k.Sign)
            return null;
        Expr s = ((Power)squares[0].Term).Base, c = ((Power)squares[1].Term).Base;
        Expr t = Variable.Of(s_fresh.First(n => !claim.Box.Any(r => r.Variable.ToString() == n)));
        var denominator = (1 + t.Pow(2)).Pow(-1);
        var sine = Constant.Of(k / a).Pow(Rational.Half) * (2 * t) * denominator;
        var cosine = Constant.Of(k / b).Pow(Rational.Half) * (1 - t.Pow(2)) * denominator;
        var parts = ImmutableArray.CreateBuilder<Part>();
        foreach (var value in new[] { cosine, -cosine })
        {
            var part = ConditionTools.Replace(claim, s, sine, [equation]);
            part = ConditionTools.Replace(part, c, value, []);
            parts.Add(new Part(part with { Box = part.Box.Add(VariableRange.Closed(t, -1, 1)),
                Where = [.. part.Where.Where(w => !Holds(w, k / a, k / b, sine, cosine))] }, [(s, sine), (c, value)]));
        }
        return new($"{s}, {c} on the ellipse {equation}", parts.ToImmutable());
    }

    // |s| <= sqrt(k/a) and |c| <= sqrt(k/b): ends of the box beyond that say nothing.
    private static bool Holds(Comparison w, Rational sineSquare, Rational cosineSquare, Expr sine, Expr cosine)
    {
        Rational? square = ReferenceEquals(w.Left, sine)
            ? sineSquare
            : ReferenceEquals(w.Left, cosine) || ReferenceEquals(w.Left, -cosine) ? cosineSquare : null;
        return square is { } q && w.Right.IsRational(out var end) && w.Relation switch
        {
            Relation.LessOrEqual => end.Sign >= 0 && end * end >= q,
            Relation.Less => end.Sign > 0 && end * end > q,
            Relation.GreaterOrEqual => end.Sign <= 0 && end * end >= q,
            Relation.Greater => end.Sign < 0 && end * end > q,
            _ => false,
        };
    }

    private static bool Mentions(Expr expr, Expr variable) => expr.Variables().Any(v => ReferenceEquals(v, variable));

    // term/x^n, where x^n stands as a factor of its own.
    private static Expr? Quotient(Expr term, Expr x, int n)
    {
        bool Is(Expr f) => n == 1 ? ReferenceEquals(f, x) : f is Power p && ReferenceEquals(p.Base, x) && p.Exponent == n;
        if (Is(term))
            return Constant.One;
        return term is Product product && product.Children.Count(Is) == 1 ? Product.Of(product.Children.Where(f => !Is(f))) : null;
    }
}
