using System.Text;

namespace BoundCheck.Cli.Output;

/// <summary>The words of an answer, each explained where it is used first, and words for the names that the JSON gives to numbers.</summary>
internal sealed class Terms
{
    private static readonly Dictionary<string, string> s_meanings = new(StringComparer.Ordinal)
    {
        ["sharpness"] = "largest eigenvalue of the Hessian",
        ["h·phi"] = "step times sharpness at the minimiser, which repels above 2",
        ["balancing"] = "the imbalance of |x| and |y| falls",
        ["catapult"] = "the loss first rises, the end is flatter",
        ["edge of stability"] = "h·phi settles just below 2",
        ["progressive sharpening"] = "sharpness rises through 2/h",
    };

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>The term, with its meaning behind it the first time.</summary>
    internal string Say(string term) => _said.Add(term) && s_meanings.TryGetValue(term, out string? meaning) ? $"{term} ({meaning})" : term;

    /// <summary>A JSON name as words: "largeGradientSteps" is "large gradient steps".</summary>
    internal static string Words(string name)
    {
        if (name == "wStar")
            return "hG below which the rate holds";
        var text = new StringBuilder();
        foreach (char c in name.Replace("hPhi", "h·phi", StringComparison.Ordinal))
        {
            if (char.IsAsciiLetterUpper(c))
                text.Append(text.Length > 0 ? " " : "").Append(char.ToLowerInvariant(c));
            else
                text.Append(c);
        }
        return text.ToString();
    }
}
