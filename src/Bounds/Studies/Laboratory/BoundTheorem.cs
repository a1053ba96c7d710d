using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>One sentence of a hypothesis, read for an objective.</summary>
/// <param name="Id">The hypothesis.</param>
/// <param name="Text">The sentence as typed.</param>
/// <param name="Property">The property it names (smooth, convex, ...); null for a comparison.</param>
/// <param name="Box">The box of the quantifier as typed, whose ends may hold symbols; null without one.</param>
/// <param name="Body">The comparison; null for a property.</param>
/// <param name="Where">The side conditions.</param>
/// <param name="Uses">The symbols it depends on.</param>
internal sealed record BoundHypothesis(string Id, string Text, string? Property, string? Box, Comparison? Body, ImmutableArray<Comparison> Where,
    ImmutableHashSet<Expr> Uses)
{
    internal bool IsQuantified => Box is not null;
}

/// <summary>A fold over the steps of a run.</summary>
/// <param name="Name">The variable that stands for it.</param>
/// <param name="Fold">What is done.</param>
/// <param name="IncludesLast">k &lt;= K.</param>
/// <param name="Value">The expression at step k; for a count left - right.</param>
/// <param name="Relation">The relation that a count asks about left - right and 0.</param>
internal sealed record BoundFold(Variable Name, Fold Fold, bool IncludesLast, Expr Value, Relation Relation);

/// <summary>One sentence of a conclusion, read for an objective.</summary>
/// <param name="Id">The conclusion.</param>
/// <param name="Text">The sentence as typed.</param>
/// <param name="Body">The comparison; for a limit what tends to what.</param>
/// <param name="Where">The side conditions.</param>
/// <param name="Folds">The folds of the body.</param>
/// <param name="IsEachStep">It is about every step k; otherwise about K steps, every K >= 1.</param>
/// <param name="IsLimit">It is a limit.</param>
internal sealed record BoundConclusion(
    string Id, string Text, Comparison Body, ImmutableArray<Comparison> Where, ImmutableArray<BoundFold> Folds, bool IsEachStep, bool IsLimit)
{
    /// <summary>Every variable that occurs.</summary>
    internal IEnumerable<Expr> Uses => Where.Append(Body).SelectMany(c => new[] { c.Left, c.Right }).Concat(Folds.Select(f => f.Value))
        .SelectMany(e => e.Variables());
}

/// <summary>A theorem read for an objective.</summary>
internal sealed record BoundTheorem(Vocabulary Words, IReadOnlyDictionary<string, Expr> Names, ImmutableArray<BoundHypothesis> Hypotheses,
    ImmutableArray<BoundConclusion> Conclusions);

/// <summary>Reads the sentences of a theorem with the symbols of an objective.</summary>
internal sealed class TheoremBinder
{
    /// <summary>What a hypothesis may name because no comparison says it, or because the analysis decides it.</summary>
    internal static readonly ImmutableArray<string> Properties =
        ["product", "smooth", "sign", "sector", "bounded-derivative", "good", "convex", "star-convex", "monotone-ratio", "even"];

    private readonly Vocabulary _words;
    private readonly Dictionary<string, Expr> _names;
    private readonly WordCheck _check;

    private TheoremBinder(Vocabulary words)
    {
        _words = words;
        _names = new(words.Derived, StringComparer.Ordinal);
        _check = new(words);
    }

    /// <summary>The theorem in the symbols, or the first sentence that can't be read.</summary>
    internal static (BoundTheorem? Theorem, ClaimError? Error) Bind(TheoremText text, Vocabulary words)
    {
        var binder = new TheoremBinder(words);
        try
        {
            foreach (var name in text.Names)
                binder.Define(name);
            return (new(words, binder._names, [.. text.Hypotheses.Select(binder.Hypothesis)], [.. text.Conclusions.Select(binder.Conclusion)]), null);
        }
        catch (Stop stop)
        {
            return (null, stop.Error);
        }
    }

    private ParseOptions Options => new() { Parameters = _names, Functions = _words.Functions };

    private void Define(NamedText name)
    {
        string part = $"name {name.Name}";
        if (!Names.IsVariable(name.Name) || _names.ContainsKey(name.Name) || _check.IsKnown(name.Name))
            throw new Stop(ClaimError.At(part, name.Name, 0, "a new name",
                $"'{name.Name}' can't be defined: it is a name of the language, or has a meaning already"));
        bool everywhere = name.Name.EndsWith("_k", StringComparison.Ordinal);
        var sentence = Take(Sentence.Split(part, name.Text));
        if (sentence.Quantifier is not null || sentence.Target is not null || sentence.Folds.Length > 0)
            throw new Stop(ClaimError.At(part, name.Text, 0, "an expression", "a name stands for an expression, without quantifier, limit or fold"));
        _check.Check(part, name.Text, sentence.Body, everywhere ? Role.Step : Role.Name);
        var value = Parse(part, name.Text, sentence.Body);
        _names[name.Name] = value;
        _check.Define(name.Name, value);
        if (!everywhere)
            return;
        foreach (string place in Vocabulary.Places.Where(p => p != "k"))
        {
            string moved = name.Name[..^1] + place;
            _names[moved] = _words.Moved(value, place);
            _check.Define(moved, _names[moved]);
        }
    }

    private BoundHypothesis Hypothesis(NamedText text)
    {
        string part = $"hypothesis {text.Name}", word = text.Text.Trim();
        if (Properties.Contains(word))
        {
            return _words.IsProduct || word is "smooth" or "convex"
                ? new(text.Name, text.Text, word, null, null, [], [])
                : throw new Stop(ClaimError.At(part, text.Text, 0, "smooth or convex",
                    $"'{word}' is a property of F(x·y); this theorem is about another objective"));
        }
        var sentence = Take(Sentence.Split(part, text.Text));
        if (sentence.Target is not null || sentence.Folds.Length > 0)
            throw new Stop(ClaimError.At(part, text.Text, 0, "a comparison",
                "a hypothesis is what is known before a run: a limit or a fold over its steps belongs to the conclusions"));
        var uses = ImmutableHashSet.CreateBuilder<Expr>(ReferenceEqualityComparer.Instance);
        var quantified = ImmutableArray<string>.Empty;
        if (sentence.Quantifier is { } box)
        {
            quantified = WordCheck.Quantified(box);
            if (quantified.Length == 0)
                throw new Stop(ClaimError.At(part, text.Text, box.Length - box.AsSpan().TrimStart().Length, "a variable and its range",
                    "expected a variable and its range, as in 'for u in (-inf, inf):'"));
            if (quantified.FirstOrDefault(_check.IsKnown) is { } taken)
                throw new Stop(ClaimError.At(part, text.Text, box.IndexOf(taken, StringComparison.Ordinal), "a new name",
                    $"'{taken}' has a meaning already; quantify over another name"));
            _check.Check(part, text.Text, box, Role.Hypothesis, quantified);
            uses.UnionWith(_check.SymbolsOf(box));
            // The ends are read again when the symbols have values; here only to see that they can be, with values at which little is undefined.
            var opaque = _names.Keys.Concat(_words.Inputs.Select(v => v.ToString())).Distinct()
                .Select((n, i) => (n, Value: (Expr)new Rational(101 + 31 * i, 97))).ToDictionary(p => p.n, p => p.Value, StringComparer.Ordinal);
            if (BoxParser.Parse(box, Options with { Parameters = opaque }).Error is { } error)
                throw Moved(part, text.Text, error.Error);
        }
        _check.Check(part, text.Text, sentence.Body, Role.Hypothesis, quantified);
        var body = Relation(part, text.Text, sentence.Body);
        var where = Where(part, text.Text, sentence.Where, Role.Hypothesis, quantified);
        uses.UnionWith(where.Append(body).SelectMany(c => new[] { c.Left, c.Right }).SelectMany(e => e.Variables())
            .Where(v => !quantified.Contains(v.ToString())));
        return new(text.Name, text.Text, null, sentence.Quantifier, body, where, uses.ToImmutable());
    }

    private BoundConclusion Conclusion(NamedText text)
    {
        string part = $"conclusion {text.Name}";
        var sentence = Take(Sentence.Split(part, text.Text));
        bool each = false;
        if (sentence.Quantifier is { } over)
        {
            string name = over.Trim().Split([' ', '<', '>', '='], 2)[0];
            if (name is not ("k" or "K"))
                throw new Stop(ClaimError.At(part, text.Text, over.Length - over.AsSpan().TrimStart().Length, "k or K",
                    "a conclusion is about a run: expected 'for k:' (every step) or 'for K:' (every number of steps)"));
            each = name == "k";
        }
        var role = each || sentence.Target is not null ? Role.Step : Role.Run;
        foreach (var fold in sentence.Folds)
            _check.Check(part, text.Text, fold.Text, Role.Step);
        var names = sentence.Folds.Select(f => f.Name).ToImmutableArray();
        bool mentions = _check.Check(part, text.Text, sentence.Body, role, names) | names.Length > 0;
        if (!mentions && role == Role.Run)
            throw new Stop(ClaimError.At(part, text.Text, 0, "K",
                "a conclusion is an inequality over a run: expected K, as in D_K, sum(k<K, ...) or 'for k: D_{k+1} <= D_k'"));
        var where = Where(part, text.Text, sentence.Where, role, []);
        var folds = sentence.Folds.Select(f => Bind(part, text.Text, f)).ToImmutableArray();
        if (sentence.Target is { } target)
        {
            _check.Check(part, text.Text, target, Role.Name);
            return new(text.Name, text.Text, new(Parse(part, text.Text, sentence.Body), Symbolic.Relation.Equal, Parse(part, text.Text, target)), where,
                folds, false, true);
        }
        return new(text.Name, text.Text, Relation(part, text.Text, sentence.Body), where, folds, each, false);
    }

    private BoundFold Bind(string part, string text, FoldText fold)
    {
        if (fold.Fold != Fold.Count)
            return new(Variable.Of(fold.Name), fold.Fold, fold.IncludesLast, Parse(part, text, fold.Text), default);
        var counted = Relation(part, text, fold.Text);
        return new(Variable.Of(fold.Name), fold.Fold, fold.IncludesLast, counted.Difference, counted.Relation);
    }

    private ImmutableArray<Comparison> Where(string part, string text, string? where, Role role, ImmutableArray<string> quantified)
    {
        if (where is null)
            return [];
        _check.Check(part, text, where, role, quantified);
        return ClaimParser.ParseConditions(where, Options) is var (conditions, error) && error is null ? conditions : throw Moved(part, text, error!.Error);
    }

    private Expr Parse(string part, string text, string piece) =>
        Parser.Parse(piece, Options).TryGet(out var value, out var error) ? value : throw Moved(part, text, error);

    private Comparison Relation(string part, string text, string piece) =>
        Parser.ParseRelation(piece, Options).TryGet(out var body, out var error) ? new(body.Left, body.Relation, body.Right) : throw Moved(part, text, error);

    /// <summary>An error of the language's parser, whose text has blanks where the rest of the sentence is.</summary>
    private static Stop Moved(string part, string text, ParseError error) => new(ClaimError.Within(part, text, 0, error));

    private static Sentence Take((Sentence? Sentence, ClaimError? Error) split) => split.Sentence ?? throw new Stop(split.Error!);

    /// <summary>Ends a reading from anywhere; never leaves this class.</summary>
    internal sealed class Stop(ClaimError error) : Exception(error.ToString())
    {
        internal ClaimError Error => error;
    }
}
