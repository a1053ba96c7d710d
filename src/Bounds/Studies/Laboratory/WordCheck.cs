using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Where a text stands, which decides the symbols it may use.</summary>
internal enum Role
{
    /// <summary>An abbreviation: constants, the start, and K.</summary>
    Name,

    /// <summary>Known before the run: constants and the start.</summary>
    Hypothesis,

    /// <summary>About step k: also the states at k and k+1.</summary>
    Step,

    /// <summary>About K steps: also the state at K.</summary>
    Run,
}

/// <summary>Checks the words of a text against the symbols before it is parsed, so that a wrong one is named where it stands.</summary>
internal sealed partial class WordCheck(Vocabulary words)
{
    private readonly Dictionary<string, Expr> _defined = new(StringComparer.Ordinal);

    internal void Define(string name, Expr value) => _defined[name] = value;

    internal bool IsKnown(string word) =>
        Symbolic.Names.IsReserved(word) || words.Functions.ContainsKey(word) || word is "k" or "K" || IsConstant(word) || PlaceOf(word) is not null
            || _defined.ContainsKey(word);

    /// <summary>Checks a text; true when it is about a run (K or a state after the start).</summary>
    /// <exception cref="TheoremBinder.Stop">A word has no meaning here.</exception>
    internal bool Check(string part, string whole, string text, Role role, ImmutableArray<string> local = default)
    {
        bool mentions = false;
        foreach (Match match in Word().Matches(text))
        {
            string word = match.Value;
            if ((!local.IsDefault && local.Contains(word)) || Symbolic.Names.IsReserved(word) || word is "inf" or "infinity" or "oo" or "in" or "and")
                continue;
            // What a name stands for counts, not its spelling.
            if (!_defined.TryGetValue(word, out var value))
            {
                if (words.Functions.ContainsKey(word) || IsConstant(word))
                    continue;
                if (word is not ("k" or "K") && PlaceOf(word) is null)
                    throw Unknown(part, whole, match.Index, word, local);
            }
            var places = value is null ? [word is "k" or "K" ? word : PlaceOf(word)!] : PlacesOf(value);
            foreach (string place in places.Where(p => p != "0"))
            {
                mentions = true;
                if (Objection(word, place, role) is { } objection)
                    throw new TheoremBinder.Stop(ClaimError.At(part, whole, match.Index, objection.Expected, objection.Message));
            }
        }
        return mentions;
    }

    /// <summary>The symbols that the words of a text stand for.</summary>
    internal IEnumerable<Expr> SymbolsOf(string text)
    {
        foreach (Match match in Word().Matches(text))
        {
            if (_defined.TryGetValue(match.Value, out var value) || words.Derived.TryGetValue(match.Value, out value))
            {
                foreach (var variable in value.Variables())
                    yield return variable;
            }
            else if (words.Inputs.FirstOrDefault(v => v.ToString() == match.Value) is { } symbol)
            {
                yield return symbol;
            }
        }
    }

    /// <summary>The variables of "u in (-inf, inf), t = [0, 1]".</summary>
    internal static ImmutableArray<string> Quantified(string box) => [.. Ranged().Matches(box).Select(m => m.Groups[1].Value)];

    private bool IsConstant(string word) => words.Constants.Any(c => c.Name == word) || words.Derived.GetValueOrDefault(word) is Variable;

    private string? PlaceOf(string word) =>
        word.LastIndexOf('_') is > 0 and var bar && Vocabulary.Places.Contains(word[(bar + 1)..]) && words.Indexed.Contains(word[..bar])
            ? word[(bar + 1)..] : null;

    private IEnumerable<string> PlacesOf(Expr value) => value.Variables().Select(v => v.ToString()).Select(n => n is "k" or "K" ? n : PlaceOf(n))
        .OfType<string>().Distinct();

    private static (string Expected, string Message)? Objection(string word, string place, Role role) => (role, place) switch
    {
        (Role.Hypothesis, _) => ("a symbol known before a run",
            $"'{word}' is known during a run only; a hypothesis speaks of constants and of the start, such as s_0"),
        (Role.Name, "K") or (Role.Step, "k" or "next") or (Role.Run, "K") => null,
        (Role.Name, _) => ("a symbol without a step", $"'{word}' belongs to a step: an abbreviation that uses it has a name that ends with _k"),
        (Role.Step, _) => ("a symbol at step k", $"'{word}' speaks of K steps, and this is about every step k"),
        _ => ("K", $"'{word}' stands for every step: write 'for k: ...' before the conclusion, or put it in min(k<K, ...), max, sum or count"),
    };

    private TheoremBinder.Stop Unknown(string part, string whole, int index, string word, ImmutableArray<string> local)
    {
        var known = words.Constants.Select(c => c.Name).Concat(words.Functions.Keys)
            .Concat(words.Indexed.SelectMany(n => new[] { n + "_0", n + "_k", n + "_K" }))
            .Concat(_defined.Keys).Concat((local.IsDefault ? [] : local)).ToArray();
        bool bare = words.Indexed.Contains(word);
        string message = bare ? $"'{word}' needs a step: {word}_0, {word}_k, {word}_{{k+1}} or {word}_K" : $"unknown symbol '{word}'";
        var error = ClaimError.At(part, whole, index, bare ? $"{word}_0, {word}_k, {word}_K" : string.Join(", ", known), message);
        return new(error with { Error = error.Error with { Found = word } });
    }

    [GeneratedRegex(@"(?<![\p{L}\d_.])[\p{L}_][\p{L}\d_]*'*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\p{L}\d_])([\p{L}_][\p{L}\d_]*)\s*(?:=|\bin\b)\s*[\[(]")]
    private static partial Regex Ranged();
}
