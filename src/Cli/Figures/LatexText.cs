using System.Text;

namespace BoundCheck.Cli.Figures;

/// <summary>Plain text with mathematical letters as LaTeX that any engine sets.</summary>
internal static class LatexText
{
    private static readonly Dictionary<char, string> s_math = new()
    {
        ['α'] = "\\alpha", ['β'] = "\\beta", ['γ'] = "\\gamma", ['δ'] = "\\delta", ['ε'] = "\\varepsilon", ['κ'] = "\\kappa", ['λ'] = "\\lambda",
            ['μ'] = "\\mu", ['ν'] = "\\nu",
        ['π'] = "\\pi", ['ρ'] = "\\rho", ['σ'] = "\\sigma", ['τ'] = "\\tau", ['υ'] = "\\upsilon", ['φ'] = "\\varphi", ['χ'] = "\\chi", ['ψ'] = "\\psi",
            ['ω'] = "\\omega", ['Χ'] = "X",
        ['Ψ'] = "\\Psi", ['Φ'] = "\\Phi", ['Π'] = "\\prod", ['Δ'] = "\\Delta", ['Σ'] = "\\sum",
            ['∇'] = "\\nabla", ['∞'] = "\\infty", ['√'] = "\\surd", ['·'] = "\\cdot",
            ['×'] = "\\times", ['±'] = "\\pm",
        ['∓'] = "\\mp", ['≤'] = "\\le", ['≥'] = "\\ge", ['≠'] = "\\ne", ['−'] = "-", ['→'] = "\\to", ['∈'] = "\\in", ['ℓ'] = "\\ell", ['<'] = "<",
            ['>'] = ">", ['|'] = "|", ['='] = "=", ['\''] = "'",
        ['²'] = "{}^2", ['³'] = "{}^3", ['¹'] = "{}^1", ['⁰'] = "{}^0", ['⁻'] = "{}^-", ['ⁿ'] = "{}^n", ['₀'] = "{}_0", ['₁'] = "{}_1", ['₂'] = "{}_2",
            ['½'] = "\\tfrac12",
        ['ᵀ'] = "{}^{\\top}", ['θ'] = "\\theta", ['‖'] = "\\Vert", ['ē'] = "\\bar{e}", ['ĥ'] = "\\hat{h}", ['ᴀ'] = "\\mathcal{A}",
        ['⁺'] = "{}^+", ['⁴'] = "{}^4", ['⁵'] = "{}^5", ['⁶'] = "{}^6", ['⁷'] = "{}^7", ['⁸'] = "{}^8", ['⁹'] = "{}^9",
    };

    /// <summary>The text: mathematical letters in math mode, what LaTeX would read as a command escaped.</summary>
    internal static string Of(string text)
    {
        var latex = new StringBuilder();
        bool math = false;
        foreach (char c in text)
        {
            bool inMath = s_math.TryGetValue(c, out string? command);
            if (inMath != math)
                latex.Append('$');
            math = inMath;
            latex.Append(inMath ? command!.Length > 1 && command[0] == '\\' && char.IsAsciiLetter(command[^1]) ? command + " " : command : c switch
            {
                '\\' => "\\textbackslash{}",
                '^' => "\\^{}",
                'Ł' => "{\\L}",
                'ł' => "{\\l}",
                '~' => "\\~{}",
                '#' or '$' or '%' or '&' or '_' or '{' or '}' => "\\" + c,
                _ => c.ToString(),
            });
        }
        return latex.Append(math ? "$" : "").ToString();
    }
}
