using System.Collections.Immutable;
using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>
/// Writes a claim as SMT-LIB 2 queries over the reals whose unsat answers together prove it: first one query for each
/// subexpression that has to be shown defined (nonzero denominators, arguments of roots and logarithms), then the goal.
/// Each query may use the definitions and the definedness of what stands before it.
/// </summary>
/// <remarks>
/// Algebraic operations are exact: quotients are carried as fractions, roots and cases are fresh variables with defining
/// constraints. Every other function is a fresh variable under proven bounds, so a sat answer says nothing by itself.
/// </remarks>
internal sealed partial class SmtEncoder
{
    private const int PowerLimit = 64;
    private const int ShareLimit = 80;

    private readonly Claim _claim;
    private readonly LemmaPlan _plan;
    private readonly Func<Expr, int> _sign;
    private readonly List<(string Text, string? Comment, bool IsLemma)> _lines = [];
    private readonly List<(string Statement, string Formula, int Line)> _obligations = [];
    private readonly Dictionary<Expr, Fraction> _terms = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private Dictionary<Expr, ImmutableArray<GuardPaths.Step>> _paths = new(ReferenceEqualityComparer.Instance);
    private ExpNormalForm _exp = new([]);
    private bool _hasE;
    private bool _inCondition;
    private int _fresh;

    private SmtEncoder(Claim claim, LemmaPlan plan, Func<Expr, int> sign)
    {
        _claim = claim;
        _plan = plan;
        _sign = sign;
    }

    /// <summary>The queries of a claim, definedness first, the goal last.</summary>
    /// <param name="claim">The claim; a relation == is asked as two strict inequalities in one disjunction.</param>
    /// <param name="plan">Bounds of transcendental functions.</param>
    /// <param name="sign">A proven strict sign (1 or -1) of an expression over the box, or 0; may always say 0.</param>
    /// <exception cref="SmtUnsupportedException">The claim has a part that cannot be written.</exception>
    internal static ImmutableArray<SmtObligation> Encode(Claim claim, LemmaPlan plan, Func<Expr, int> sign) =>
        new SmtEncoder(claim, plan, sign).Run();

    private ImmutableArray<SmtObligation> Run()
    {
        Func<Expr, Expr> expand = _plan.TanhByExp ? e => EncodedFunctions.TanhByExp(EncodedFunctions.Expand(e)) : EncodedFunctions.Expand;
        var body = _claim.Body.Map(expand);
        var where = _claim.Where.Select(c => c.Map(expand)).ToList();
        var roots = where.Append(body).SelectMany(c => new[] { c.Left, c.Right }).ToArray();
        _exp = new(Expr.Postorder(roots).OfType<Application>().Where(a => a.Function is Exp).Select(a => a.Argument));
        _hasE = Expr.Postorder(roots).Contains(NamedConstant.E);
        foreach (var range in _claim.Box)
            DeclareVariable(range);
        _inCondition = true;
        foreach (var condition in where)
        {
            var (a, b) = (Term(condition.Left), Term(condition.Right));
            Assert(Fraction.Compare(condition.Relation, a, b), $"where {condition}");
        }
        _inCondition = false;
        _paths = GuardPaths.Of(body.Left, body.Right);
        var (left, right) = (Term(body.Left), Term(body.Right));
        int end = _lines.Count;
        var queries = ImmutableArray.CreateBuilder<SmtObligation>();
        foreach (var (statement, formula, line) in _obligations)
            queries.Add(Query("defined", statement, formula, line));
        queries.Add(Query("goal", _claim.Body.ToString(), Fraction.Compare(body.Relation, left, right), end));
        return queries.DrainToImmutable();
    }

    private SmtObligation Query(string kind, string statement, string formula, int lines)
    {
        var used = _lines.Take(lines).ToList();
        var text = new System.Text.StringBuilder();
        text.Append("; claim: ").Append(OneLine(_claim.ToString())).Append('\n');
        text.Append("; ").Append(kind).Append(": ").Append(OneLine(statement)).Append('\n');
        text.Append("; expected: unsat\n(set-info :smt-lib-version 2.6)\n(set-logic QF_NRA)\n");
        foreach (var (line, comment, isLemma) in used)
        {
            if (comment is not null)
                text.Append(isLemma ? "; lemma " : "; ").Append(OneLine(comment)).Append('\n');
            text.Append(line).Append('\n');
        }
        text.Append("; negated ").Append(kind).Append("\n(assert (not ").Append(formula).Append("))\n(check-sat)\n");
        return new(kind, statement, text.ToString(), [.. used.Where(l => l.IsLemma).Select(l => l.Comment!)],
            [.. _claim.Box.Select(r => SymbolOf(r.Variable))]);
    }

    private static string OneLine(string text)
    {
        const int limit = 400;
        text = text.Replace('\n', ' ').Replace('\r', ' ');
        return text.Length <= limit ? text : text[..limit] + " ...";
    }

    private void DeclareVariable(VariableRange range)
    {
        string symbol = SymbolOf(range.Variable);
        _lines.Add(($"(declare-fun {symbol} () Real)", null, false));
        if (range.Low is { } low)
            Assert(SmtText.Compare(range.LowClosed ? Relation.GreaterOrEqual : Relation.Greater, symbol, SmtText.Number(low)));
        if (range.High is { } high)
            Assert(SmtText.Compare(range.HighClosed ? Relation.LessOrEqual : Relation.Less, symbol, SmtText.Number(high)));
        _terms[range.Variable] = Fraction.Of(symbol);
    }

    internal static string SymbolOf(Expr variable) => SmtText.Symbol("v_" + variable);

    private void Assert(string formula, string? comment = null) => _lines.Add(($"(assert {formula})", comment, false));

    // A bound that the proof index does not have is not used, so a claim that needs it stays unknown.
    private void AssertLemma(string formula, string name)
    {
        if (ProofIndex.Current.OfLemma(name).IsEmpty)
            throw new SmtUnsupportedException($"the bound {name} is not in the proof index");
        _lines.Add(($"(assert {formula})", name, true));
    }

    private string Fresh(string kind)
    {
        string symbol = $"{kind}_{_fresh++}";
        _lines.Add(($"(declare-fun {symbol} () Real)", null, false));
        return symbol;
    }

    // The condition under which a node is needed, or null when it always is.
    private string? Guard(Expr node)
    {
        if (!_paths.TryGetValue(node, out var path) || path.IsEmpty)
            return null;
        return SmtText.And(path.Select(step =>
            Fraction.Compare(step.Then ? step.Node.Relation : Comparison.Negate(step.Node.Relation), _terms[step.Node.Left], _terms[step.Node.Right])));
    }

    // What must hold for a node to be defined: an obligation of the claim, an assumption of a side condition.
    private void Require(Expr node, string formula, string statement)
    {
        if (!_inCondition && Guard(node) is { } guard)
            formula = $"(=> {guard} {formula})";
        if (!_inCondition)
            _obligations.Add((statement, formula, _lines.Count));
        Assert(formula, $"defined: {statement}");
    }

    // A defining constraint: it holds wherever the node is defined and needed.
    private void Constrain(Expr node, string formula) =>
        Assert(!_inCondition && Guard(node) is { } guard ? $"(=> {guard} {formula})" : formula);

    private void Bound(Expr node, Lemmas.Lemma lemma)
    {
        string formula = !_inCondition && Guard(node) is { } guard ? $"(=> {guard} {lemma.Formula})" : lemma.Formula;
        AssertLemma(formula, lemma.Name);
    }

    private Fraction Term(Expr root)
    {
        foreach (var node in Expr.Postorder(root))
        {
            if (_terms.ContainsKey(node))
                continue;
            if (_inCondition && node is Piecewise w && !(Totality.IsTotal(w.Then) && Totality.IsTotal(w.Otherwise)))
                throw new SmtUnsupportedException("a side condition with a case that may be undefined");
            _terms[node] = Share(Translate(node));
        }
        return _terms[root];
    }

    private Fraction Share(Fraction f) => f with { Numerator = Share(f.Numerator), Denominator = f.Denominator is { } d ? Share(d) : null };

    // Long terms get a name, so that a term used often is written once.
    private string Share(string term)
    {
        if (term.Length <= ShareLimit)
            return term;
        if (!_shared.TryGetValue(term, out var name))
        {
            _shared[term] = name = $"d_{_fresh++}";
            _lines.Add(($"(define-fun {name} () Real {term})", null, false));
        }
        return name;
    }
}
