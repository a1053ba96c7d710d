using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Smt.Lemmas;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

internal sealed partial class SmtEncoder
{
    private readonly List<(Function Function, Expr Node, string Argument, string Value)> _atoms = [];
    private readonly Dictionary<(Function Function, Expr Argument), string> _atomOf = [];
    private readonly Dictionary<NamedConstant, string> _named = new(ReferenceEqualityComparer.Instance);

    private Fraction TranslateNamed(NamedConstant n) => Fraction.Of(Named(n));

    private string Named(NamedConstant n)
    {
        if (_named.TryGetValue(n, out var known))
            return known;
        var (low, high) = RationalEnds.Ends(ReferenceEquals(n, NamedConstant.Pi) ? BigInterval.Pi(100) : BigInterval.E(100))!.Value;
        string symbol = Fresh("c_" + n.Name);
        AssertLemma(Between(symbol, low, high), $"{n.Name}-enclosure");
        return _named[n] = symbol;
    }

    private static string Between(string symbol, Rational low, Rational high) => SmtText.And(
        SmtText.Compare(Relation.GreaterOrEqual, symbol, SmtText.Number(low)), SmtText.Compare(Relation.LessOrEqual, symbol, SmtText.Number(high)));

    private Fraction TranslateTranscendental(Application a)
    {
        switch (a.Function)
        {
            case Exp:
                var factors = new List<Fraction>();
                foreach (var (argument, power) in _exp.Factors(a.Argument))
                {
                    // The argument's parts are new nodes over subexpressions already translated.
                    InheritPath(a, argument);
                    Term(argument);
                    var e = Fraction.Of(Atom(a, Exp.Instance, argument));
                    // exp > 0, so its powers may stand in a denominator of known sign.
                    factors.Add(power > 0 ? e.Power(power) : e.Power(-power).Invert(1));
                }
                return factors.Count == 0 ? Fraction.Of(SmtText.One) : Fraction.Multiply(factors);
            case Log:
                if (_sign(a.Argument) <= 0 && !Totality.IsEvidentlyPositive(a.Argument))
                    Require(a, _terms[a.Argument].CompareToZero(Relation.Greater), $"{a.Argument} > 0");
                return Fraction.Of(Atom(a, Log.Instance, a.Argument));
            case Sin or Cos:
                SineAndCosine(a, a.Argument);
                return Fraction.Of(_atomOf[(a.Function, a.Argument)]);
            case Atan or Tanh or Erf:
                return Fraction.Of(Atom(a, a.Function, a.Argument));
            default:
                throw new SmtUnsupportedException($"the function {a.Function.Name} has no bounds");
        }
    }

    private void InheritPath(Expr from, Expr argument)
    {
        if (!_paths.TryGetValue(from, out var path) || path.IsEmpty)
            return;
        foreach (var node in Expr.Postorder(argument))
            _paths.TryAdd(node, path);
    }

    // Lemmas are asserted under the guard of the node that first needs the atom; so an atom is shared only when it needs no guard.
    private string Atom(Expr node, Function function, Expr argument)
    {
        if (_atomOf.TryGetValue((function, argument), out var known))
            return known;
        string value = Fresh(function.Name);
        string t = ArgumentSymbol(node, argument);
        foreach (var lemma in Instances(function, argument, t, value))
            Bound(node, lemma);
        if (function is Exp)
            BoundPower(node, argument, value);
        if (_inCondition || Guard(node) is null)
        {
            _atomOf[(function, argument)] = value;
            Relate(function, t, value);
            _atoms.Add((function, node, t, value));
        }
        return value;
    }

    // exp(y log b) is b^y.
    private void BoundPower(Expr node, Expr argument, string value)
    {
        if (argument is not Product product || product.Children.Where(c => c is Application { Function: Log }).ToArray() is not [Application log])
            return;
        var exponent = Product.Of(product.Children.Where(c => !ReferenceEquals(c, log)));
        InheritPath(node, exponent);
        Term(exponent);
        foreach (var lemma in PairLemmas.Bernoulli(ArgumentSymbol(node, exponent), ArgumentSymbol(node, log.Argument), value))
            Bound(node, lemma);
    }

    private string ArgumentSymbol(Expr node, Expr argument)
    {
        var f = _terms[argument];
        if (f.Denominator is null)
            return Share(f.Numerator);
        string symbol = Fresh("arg");
        Constrain(node, f.EqualTo(symbol));
        return symbol;
    }

    private void SineAndCosine(Application a, Expr argument)
    {
        if (_atomOf.ContainsKey((Sin.Instance, argument)) && _atomOf.ContainsKey((Cos.Instance, argument)))
            return;
        if (!_inCondition && Guard(a) is not null)
            throw new SmtUnsupportedException("sin or cos inside a case");
        string s = Atom(a, Sin.Instance, argument), c = Atom(a, Cos.Instance, argument);
        Bound(a, new("sin-cos-circle", SmtText.Compare(Relation.Equal, SmtText.Sum(SmtText.Power(s, 2), SmtText.Power(c, 2)), SmtText.One)));
    }

    private IEnumerable<Lemma> Instances(Function function, Expr argument, string t, string v)
    {
        // A closed term is enclosed once and for all by rationals 2^-100 apart.
        if (argument.IsClosed() && Closed(function.Of(argument)) is var (low, high))
        {
            yield return new($"{function.Name}-enclosure", Between(v, low, high));
            yield break;
        }
        int level = _plan.Level;
        var centres = _plan.Centres(function, argument);
        if (level < 0)
        {
            if (function is Exp)
                yield return new("exp-positive", SmtText.Compare(Relation.Greater, v, SmtText.Zero));
            else if (function is Tanh or Erf)
                yield return UnitRange($"{function.Name}-range", v);
            yield break;
        }
        switch (function)
        {
            case Exp:
                yield return new("exp-positive", SmtText.Compare(Relation.Greater, v, SmtText.Zero));
                foreach (var centre in centres.Count == 0 ? [0] : centres)
                {
                    foreach (var lemma in ExpLemmas.Instances(v, t, centre, level))
                        yield return lemma;
                }
                break;
            case Log:
                foreach (var centre in centres.Count == 0 ? [1] : centres)
                {
                    foreach (var lemma in LogLemmas.Instances(v, t, centre, level))
                        yield return lemma;
                }
                break;
            case Sin:
                foreach (var lemma in TrigLemmas.Sine(v, t, level + 2))
                    yield return lemma;
                break;
            case Cos:
                foreach (var lemma in TrigLemmas.Cosine(v, t, level + 2))
                    yield return lemma;
                break;
            case Atan:
                string halfPi = SmtText.Product(SmtText.Number(Rational.Half), Named(NamedConstant.Pi));
                yield return new("atan-range", SmtText.And(
                    SmtText.Compare(Relation.Less, v, halfPi), SmtText.Compare(Relation.Greater, v, SmtText.Negate(halfPi))));
                // For t > 0: pi/2 - atan t = atan(1/t) <= 1/t; for t < 0 the same by symmetry.
                yield return new("atan-reciprocal", SmtText.Or(
                    SmtText.And(SmtText.Compare(Relation.Greater, t, SmtText.Zero),
                        SmtText.Compare(Relation.LessOrEqual, SmtText.Product(t, SmtText.Subtract(halfPi, v)), SmtText.One)),
                    SmtText.And(SmtText.Compare(Relation.Less, t, SmtText.Zero),
                        SmtText.Compare(Relation.LessOrEqual, SmtText.Product(t, SmtText.Subtract(SmtText.Negate(halfPi), v)), SmtText.One)),
                    SmtText.Compare(Relation.Equal, t, SmtText.Zero)));
                foreach (var lemma in ContinuedFraction.Instances("atan", atan: true, v, t, level + 2))
                    yield return lemma;
                break;
            case Tanh:
                yield return UnitRange("tanh-range", v);
                foreach (var lemma in ContinuedFraction.Instances("tanh", atan: false, v, t, level + 2))
                    yield return lemma;
                break;
            case Erf:
                yield return UnitRange("erf-range", v);
                yield return new("erf-sign", SmtText.Or(
                    SmtText.And(SmtText.Compare(Relation.Greater, t, SmtText.Zero), SmtText.Compare(Relation.Greater, v, SmtText.Zero)),
                    SmtText.And(SmtText.Compare(Relation.Equal, t, SmtText.Zero), SmtText.Compare(Relation.Equal, v, SmtText.Zero)),
                    SmtText.And(SmtText.Compare(Relation.Less, t, SmtText.Zero), SmtText.Compare(Relation.Less, v, SmtText.Zero))));
                break;
        }
    }

    private static (Rational Low, Rational High)? Closed(Expr closed)
    {
        var value = new ValueEvaluator<BigInterval>(Tape.Compile(closed, []), 100).Evaluate([]);
        return value.IsDefined ? RationalEnds.Ends(value.Value) : null;
    }

    private static Lemma UnitRange(string name, string v) => new(name, SmtText.And(
        SmtText.Compare(Relation.Less, v, SmtText.One), SmtText.Compare(Relation.Greater, v, SmtText.Number(-1))));

    // Relations of a new term to the earlier ones stand right after it, so that later questions of definedness may use them.
    private void Relate(Function function, string argument, string value)
    {
        const int limit = 5;
        (string Argument, string Value)[] Earlier(Func<Function, bool> which) =>
            [.. _atoms.Where(a => which(a.Function)).Take(limit).Select(a => (a.Argument, a.Value))];

        var term = (argument, value);
        var lemmas = new List<Lemma>();
        var same = Earlier(f => ReferenceEquals(f, function));
        if (same.Length < limit)
            lemmas.AddRange(PairLemmas.SameFunction(function, term, same));
        if (function is Atan)
            lemmas.AddRange(PairLemmas.Arctangents(term, same, SmtText.Product(SmtText.Number(Rational.Half), Named(NamedConstant.Pi))));
        if (function is Exp or Log && _plan.Level != 0)
        {
            // e = exp(1) and log(e) = 1 are a pair of each kind.
            (string Argument, string Value)[] e = _hasE ? [(SmtText.One, Named(NamedConstant.E))] : [], logE = [.. e.Select(p => (p.Value, p.Argument))];
            lemmas.AddRange(PairLemmas.ExpLog(function is Exp, term, [.. Earlier(f => f is Exp), .. e], [.. Earlier(f => f is Log), .. logE],
                orders: _plan.Level is < 0 or >= 2));
        }
        foreach (var lemma in lemmas)
            AssertLemma(lemma.Formula, lemma.Name);
    }
}
