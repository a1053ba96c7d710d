using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

internal sealed partial class SmtEncoder
{
    private readonly Dictionary<(Expr Base, int Root), string> _roots = [];

    private Fraction Translate(Expr node) => node switch
    {
        Constant c => Fraction.Of(SmtText.Number(c.Value)),
        Sum s => Fraction.Add([.. s.Children.Select(t => _terms[t])]),
        Product p => Fraction.Multiply([.. p.Children.Select(f => _terms[f])]),
        Power p => TranslatePower(p),
        Piecewise w => TranslatePiecewise(w),
        Application { Function: Abs } a => TranslateAbs(a),
        Application { Function: Sign } a => TranslateSign(a),
        Application { Function: Min or Max } a => TranslateExtremum(a),
        NamedConstant n => TranslateNamed(n),
        Application a => TranslateTranscendental(a),
        _ => throw new SmtUnsupportedException($"a {node.GetType().Name} has no encoding"),
    };

    private Fraction TranslatePower(Power p)
    {
        var n = p.Exponent.Numerator;
        if (System.Numerics.BigInteger.Abs(n) > PowerLimit || p.Exponent.Denominator > PowerLimit)
            throw new SmtUnsupportedException($"the power {p.Exponent}");
        int exponent = (int)System.Numerics.BigInteger.Abs(n);
        var b = _terms[p.Base];
        int sign = _sign(p.Base) is var s && s == 0 && Totality.IsEvidentlyPositive(p.Base) ? 1 : s;
        if (!p.Exponent.IsInteger)
        {
            bool inverse = p.Exponent.Sign < 0;
            if (sign <= 0)
            {
                var relation = inverse ? Relation.Greater : Relation.GreaterOrEqual;
                if (inverse || !Totality.IsEvidentlyNonnegative(p.Base))
                    Require(p, b.CompareToZero(relation), $"{p.Base} {InfixPrinter.Symbol(relation)} 0");
            }
            // A base > 0 (given or required) has a root > 0, which may stand in a denominator.
            b = Fraction.Of(Root(p, b, strict: sign > 0 || inverse));
            sign = 1;
        }
        else if (p.Exponent.Sign < 0 && sign == 0)
        {
            Require(p, b.CompareToZero(Relation.NotEqual), $"{p.Base} != 0");
        }
        // A numerator's sign follows from the sign of the fraction when the denominator is positive.
        int numeratorSign = b.DenominatorSign > 0 ? sign : 0;
        var power = new Fraction(Share(b.Numerator), b.Denominator is { } d ? Share(d) : null, b.DenominatorSign).Power(exponent);
        return p.Exponent.Sign > 0 ? power : power.Invert(exponent % 2 == 0 ? 1 : numeratorSign);
    }

    // r >= 0 with r^q = base.
    private string Root(Power p, Fraction b, bool strict)
    {
        int q = (int)p.Exponent.Denominator;
        if (_roots.TryGetValue((p.Base, q), out var known))
            return known;
        string r = Fresh("root");
        Constrain(p, SmtText.Compare(strict ? Relation.Greater : Relation.GreaterOrEqual, r, SmtText.Zero));
        Constrain(p, b.EqualTo(SmtText.Power(r, q)));
        // Only a root that is constrained everywhere may be shared with other places.
        if (_inCondition || Guard(p) is null)
            _roots[(p.Base, q)] = r;
        return r;
    }

    private Fraction TranslateAbs(Application a)
    {
        var x = _terms[a.Argument];
        int sign = _sign(a.Argument);
        if (sign != 0)
            return sign > 0 ? x : x with { Numerator = SmtText.Negate(x.Numerator) };
        string m = Fresh("abs");
        var minus = x with { Numerator = SmtText.Negate(x.Numerator) };
        Constrain(a, SmtText.Compare(Relation.GreaterOrEqual, m, SmtText.Zero));
        Constrain(a, SmtText.Or(x.EqualTo(m), minus.EqualTo(m)));
        return Fraction.Of(m);
    }

    private Fraction TranslateSign(Application a)
    {
        var x = _terms[a.Argument];
        int sign = _sign(a.Argument);
        if (sign != 0)
            return Fraction.Of(SmtText.Number(sign));
        string m = Fresh("sign");
        Constrain(a, SmtText.Or(
            Case(x.CompareToZero(Relation.Greater), m, SmtText.One),
            Case(x.CompareToZero(Relation.Equal), m, SmtText.Zero),
            Case(x.CompareToZero(Relation.Less), m, SmtText.Number(-1))));
        return Fraction.Of(m);
    }

    private static string Case(string condition, string symbol, string value) =>
        SmtText.And(condition, SmtText.Compare(Relation.Equal, symbol, value));

    private Fraction TranslateExtremum(Application a)
    {
        var (x, y) = (_terms[a.Children[0]], _terms[a.Children[1]]);
        string m = Fresh(a.Function.Name);
        var first = a.Function is Min ? Relation.LessOrEqual : Relation.GreaterOrEqual;
        var second = a.Function is Min ? Relation.Less : Relation.Greater;
        Constrain(a, SmtText.Or(
            SmtText.And(Fraction.Compare(first, x, y), x.EqualTo(m)),
            SmtText.And(Fraction.Compare(second, y, x), y.EqualTo(m))));
        return Fraction.Of(m);
    }

    private Fraction TranslatePiecewise(Piecewise w)
    {
        string m = Fresh("case");
        Constrain(w, SmtText.Or(
            SmtText.And(Fraction.Compare(w.Relation, _terms[w.Left], _terms[w.Right]), _terms[w.Then].EqualTo(m)),
            SmtText.And(Fraction.Compare(Propositions.Comparison.Negate(w.Relation), _terms[w.Left], _terms[w.Right]), _terms[w.Otherwise].EqualTo(m))));
        return Fraction.Of(m);
    }
}
