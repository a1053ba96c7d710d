using System.Collections.Frozen;

namespace BoundCheck.Symbolic;

/// <summary>The names of the objective language: which are reserved, which may be variables.</summary>
public static class Names
{
    /// <summary>Longer names get no suggestion: the search costs length squared.</summary>
    private const int LongestCorrected = 24;

    private static readonly FrozenSet<string> s_syntax = FrozenSet.Create(StringComparer.Ordinal, "pi", "π", "e", "dot", "norm2", "piecewise", "sum", "frob2",
        "transpose");

    /// <summary>
    /// True for a letter or underscore followed by letters, digits and underscores, not reserved, and not nan or inf: a possible variable or parameter.
    /// </summary>
    public static bool IsVariable(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && IsStart(name[0]) && name.All(IsPart) && !IsReserved(name) && !Habits.IsNoNumber(name);
    }

    /// <summary>True for pi, e, and the names of functions.</summary>
    public static bool IsReserved(string name) => s_syntax.Contains(name) || Function.All.ContainsKey(name);

    internal static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    internal static bool IsPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    internal static bool IsFunction(string name) => name is not ("pi" or "π" or "e") && s_syntax.Contains(name) || Function.All.ContainsKey(name);

    /// <summary>The function name nearest to a misspelt one, or null when none is near.</summary>
    internal static string? NearestFunction(string typed)
    {
        typed = typed[(typed.LastIndexOf('.') + 1)..];
        if (typed.Length > LongestCorrected)
            return null;
        var best = Function.All.Keys.Concat(s_syntax.Where(IsFunction))
            .Select(known => (known, distance: Distance(typed.ToLowerInvariant(), known)))
            .OrderBy(p => p.distance).ThenByDescending(p => typed.AsSpan().CommonPrefixLength(p.known))
            .ThenBy(p => Math.Abs(p.known.Length - typed.Length)).ThenBy(p => p.known, StringComparer.Ordinal).First();
        return best.distance <= Math.Max(1, typed.Length / 2) && best.distance < best.known.Length ? best.known : null;
    }

    /// <summary>The product that a name such as xy may be meant for: its letters, two or three different ones; null for other names.</summary>
    public static string? AsProduct(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is 2 or 3 && name.All(char.IsLetter) && name.Distinct().Count() == name.Length && Notation.Greek(name) is null
            ? string.Join('*', name.AsEnumerable()) : null;
    }

    /// <summary>True for a Greek letter in letters, such as mu: mostly a constant, though any name may be a variable.</summary>
    public static bool IsGreek(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Notation.Greek(name) is not null;
    }

    /// <summary>How to type what a typographic character means, or null.</summary>
    internal static string? Hint(char c) => c switch
    {
        '÷' or '∕' => "a quotient is written with /",
        '–' or '—' => "minus is written with -",
        '²' => "a square is written x² or x^2",
        '³' => "a cube is written x³ or x^3",
        '√' => "a square root is written sqrt(x)",
        '=' => "equality in a claim is written ==",
        '|' => "an absolute value is written abs(x)",
        '{' or '}' => "only ( and ) group",
        _ => null,
    };

    // Optimal string alignment (Levenshtein's distance with swaps of neighbours) by rows.
    private static int Distance(string a, string b)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last) = (last, row);
        }
        return last[b.Length];
    }
}
