using System.CommandLine;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>catalogue --worst-case: the class of functions, the step and the number of steps.</summary>
internal sealed class WorstCaseOptions
{
    private const int MostSteps = 10_000;

    private readonly Option<bool> _asked = new("--worst-case") { Description =
        "Write out an objective and a start that attain a bound of the theorem, for run." };
    private readonly Option<string?> _step = new("--step") { Description = "With --worst-case: the step size, a rational number with 0 < h < 2/L.",
        HelpName = "h" };
    private readonly Option<string?> _iterations = new("--iterations") { Description = "With --worst-case: the number of steps.", HelpName = "K" };
    private readonly Option<string?> _l = new("--L") { Description = "With --worst-case: the Lipschitz constant of the gradient. Default 1.", HelpName = "L" };
    private readonly Option<string?> _mu = new("--mu") { Description =
        "With --worst-case: the constant of strong convexity or of the PL inequality, in (0, L].", HelpName = "mu" };

    internal IEnumerable<Option> All => [_asked, _step, _iterations, _l, _mu];

    /// <summary>What was asked; null without --worst-case.</summary>
    /// <exception cref="InputException">Something is missing, out of range, or given without --worst-case.</exception>
    internal WorstCaseQuestion? Read(ParseResult parse)
    {
        var others = new[] { _step, _iterations, _l, _mu };
        if (!parse.GetValue(_asked))
            return others.FirstOrDefault(o => parse.GetValue(o) is not null) is { } stray
                ? throw new InputException($"{stray.Name}: goes with --worst-case")
                : null;
        var l = parse.GetValue(_l) is { } text ? Positive(_l, text) : 1;
        var h = Positive(_step, parse.GetValue(_step) ?? throw new InputException("--step: the step size is missing; expected --step h with 0 < h < 2/L"));
        if (l * h >= 2)
            throw new InputException($"--step: the classical theorems need h < 2/L = {2 / l}, found {h}");
        var k = Positive(_iterations, parse.GetValue(_iterations)
            ?? throw new InputException("--iterations: the number of steps is missing; expected --iterations K"));
        if (!k.IsInteger || k > MostSteps)
            throw new InputException($"--iterations: expected an integer from 1 to {MostSteps}, found {k}");
        Rational? mu = parse.GetValue(_mu) is { } constant ? Positive(_mu, constant) : null;
        return mu > l ? throw new InputException($"--mu: expected at most L = {l}, found {mu}") : new WorstCaseQuestion(l, mu, h, (int)k.Numerator);
    }

    private static Rational Positive(Option option, string text) =>
        ProblemReader.ReadNumber(new SourceText(text, option.Name), "the value").Exact is { Sign: > 0 } value ? value
            : throw new InputException($"{option.Name}: expected a rational number > 0, found {ProblemReader.Shorten(text)}");
}
