using System.Text;

namespace BoundCheck.Cli.Output;

/// <summary>The words of an answer, each explained where it is used first, and words for the names that the JSON gives to numbers.</summary>
internal sealed class Terms
{
    private static readonly Dictionary<string, string> s_meanings = new(StringComparer.Ordinal)
    {
        ["sharpness"] = "largest eigenvalue of the Hessian",
        ["h·phi"] = "step times limit sharpness",
        ["balancing"] = "|x| and |y| draw level",
        ["catapult"] = "loss first rises",
        ["edge of stability"] = "h·phi ends just below 2",
        ["progressive sharpening"] = "sharpness passes 2/h",
    };

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>The term, with its meaning behind it the first time.</summary>
    internal string Say(string term) => _said.Add(term) && s_meanings.TryGetValue(term, out string? meaning) ? $"{term} ({meaning})" : term;

    /// <summary>The meaning of a term that stands as a label.</summary>
    internal string Meaning(string term)
    {
        _said.Add(term);
        return s_meanings[term];
    }

    private static readonly Dictionary<string, string> s_letters = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["Delta"] = "Δ", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν",
        ["omega"] = "ω", ["rho"] = "ρ", ["hG"] = "hG", ["E"] = "E, positive where the flip is stable", ["wStar"] = "hG below which the rate holds",
    };

    /// <summary>A JSON name as words: "largeGradientSteps" is "large gradient steps", "muStart" is "μ start", "D0" is "D_0".</summary>
    internal static string Words(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name.Replace("hPhi", "h·phi", StringComparison.Ordinal))
        {
            // A letter that begins a name is a quantity, D or W, and a digit behind it an index.
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append(' ').Append(char.ToLowerInvariant(c));
            else
                text.Append(char.IsAsciiDigit(c) && text.Length == 1 ? "_" : "").Append(c);
        }
        string words = text.ToString(), first = words.Split(' ')[0];
        return s_letters.TryGetValue(name, out string? whole)
            ? whole
            : s_letters.TryGetValue(first, out string? letter) ? letter + words[first.Length..] : words;
    }
}
