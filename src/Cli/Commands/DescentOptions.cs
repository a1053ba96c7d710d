using System.CommandLine;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Commands;

/// <summary>The options that choose a method; none of them means gradient descent.</summary>
internal sealed class DescentOptions
{
    private readonly Option<string?> _weightDecay = new("--weight-decay") { Description = "Gradient descent on f + (λ/2)(|x|² + |y|²).", HelpName = "λ" };

    private readonly Option<string?> _schedule = new("--schedule")
    {
        Description = "The steps h_k: an expression in k (from 0) and h0, the --step, as \"h0/(1+k/100)\"; or a list \"[0.5, 0.9]\" or a file with a "
            + "number a line, repeated; or silver: "
            + "h0(1 + ρ^(ν(k+1)-1)), ρ = 1 + sqrt(2), 2^ν the largest power of 2 in k+1.",
        HelpName = "EXPR|LIST|FILE|silver",
    };

    private readonly Option<string?> _clipNorm = new("--clip-norm") { Description = "Gradients longer than τ are shortened to τ.", HelpName = "τ" };
    private readonly Option<string?> _clipResidual = new("--clip-residual") { Description = "F' is clipped to [-τ, τ].", HelpName = "τ" };

    private readonly Option<bool> _sgd = new("--sgd")
    {
        Description = "A step uses one term of an objective typed as a sum of F_i(x*y): in turn, or drawn by --seed.",
    };

    private readonly Option<string?> _momentum = new("--momentum") { Description = "Heavy ball with momentum m in (0, 1), from rest.",
        HelpName = "m" };
    private readonly Option<bool> _nesterov = new("--nesterov") { Description = "With --momentum: Nesterov's method: measured only." };
    private readonly Option<string?> _sam = new("--sam") { Description = "Sharpness-aware minimisation with radius ρ: measured only.", HelpName = "ρ" };

    /// <summary>All of them.</summary>
    internal IEnumerable<Option> All => [_weightDecay, _schedule, _clipNorm, _clipResidual, _sgd, _momentum, _nesterov, _sam];

    /// <summary>A problem with the method of the options, where one is given, on top of its own.</summary>
    internal ProblemInput OnTop(ParseResult parse, ProblemInput input, string? seed)
    {
        var method = new MethodInput
        {
            WeightDecay = Text(_weightDecay),
            Schedule = Text(_schedule),
            ClipNorm = Text(_clipNorm),
            ClipResidual = Text(_clipResidual),
            Sgd = Flag(_sgd),
            Momentum = Text(_momentum),
            Nesterov = Flag(_nesterov),
            Sam = Text(_sam),
        };
        if (method != new MethodInput())
            input = input with { Method = method };
        return seed is null || input.Method.Sgd is null ? input : input with { Method = input.Method with { Seed = new SourceText(seed, "--seed") } };

        SourceText? Text(Option<string?> option) => parse.GetValue(option) is { } text ? new SourceText(text, option.Name) : null;

        SourceText? Flag(Option<bool> option) => parse.GetValue(option) ? new SourceText("true", option.Name) : null;
    }
}
