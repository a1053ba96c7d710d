using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Turns the typed method into a <see cref="DescentMethod"/>: every failure names the place and what was expected.</summary>
internal static class MethodReader
{
    private const string Keys = "true or false";

    /// <summary>The method.</summary>
    /// <param name="method">As typed.</param>
    /// <param name="objective">The objective it is used on.</param>
    /// <exception cref="InputException">A value can't be used, two methods don't go together, or the objective has no form they can run on.</exception>
    internal static DescentMethod Read(MethodInput method, Objective objective)
    {
        (SourceText? Text, string Name)[] kinds =
        [
            (method.WeightDecay, "weight decay"), (method.Momentum, "momentum"),
                (method.Sam, "sharpness-aware minimisation"), (Given(method.Sgd), "stochastic gradient descent"),
            (method.Schedule, "a schedule"), (method.ClipNorm, "norm clipping"), (method.ClipResidual, "residual clipping"),
        ];
        var given = kinds.Where(k => k.Text is not null).ToList();
        if (Given(method.Nesterov) is { } nesterov && method.Momentum is null)
            throw new InputException($"{nesterov.Place}: Nesterov's method needs a momentum; expected --momentum m with it");
        if (given.Count == 0)
            return GradientDescent.Instance;
        // Schedules, clipping and sampling are the steps of one theory; the others stand alone.
        if (given.Count > 1 && Array.IndexOf(kinds, given[0]) < 3)
            throw new InputException($"{given[0].Text!.Place}: {given[0].Name} does not go with {given[1].Name} ({given[1].Text!.Place}); expected one of "
                + "them");
        var read = Of(method, objective);
        return objective.Structure.Runs(read) ? read
            : throw new InputException($"{given[^1].Text!.Place}: {given[^1].Name} runs on F(x*y) and F(dot(x, y)); expected an objective of that form, found "
                + $"'{ProblemReader.Shorten(objective.Text)}'");
    }

    private static DescentMethod Of(MethodInput method, Objective objective)
    {
        if (method.WeightDecay is { } decay)
            return new WeightDecay(Positive(decay, "the weight decay"));
        if (method.Momentum is { } momentum)
        {
            var m = Exact(momentum, "the momentum");
            return m.Sign > 0 && m < 1 ? new Momentum(m, Given(method.Nesterov) is not null)
                : throw new InputException($"{momentum.Place}: the momentum must be in (0, 1), found {ProblemReader.Shorten(momentum.Text)}");
        }
        return method.Sam is { } sam ? new SharpnessAware(Positive(sam, "the radius")) : new VaryingDescent
        {
            Schedule = method.Schedule is { } schedule ? ReadSchedule(schedule) : null,
            NormBound = method.ClipNorm is { } tau ? Positive(tau, "the bound of the norm") : null,
            ResidualBound = method.ClipResidual is { } bound ? Positive(bound, "the bound of F'") : null,
            Samples = Given(method.Sgd) is { } sgd ? ReadOrder(sgd, method.Seed, objective) : null,
        };
    }

    /// <summary>A switch that is on; null for one that is not given or false.</summary>
    private static SourceText? Given(SourceText? flag) => flag?.Text switch
    {
        null or "false" => null,
        "true" => flag,
        _ => throw new InputException($"{flag.Place}: expected {Keys}, found '{ProblemReader.Shorten(flag.Text)}'"),
    };

    private static SampleOrder ReadOrder(SourceText sgd, SourceText? seed, Objective objective)
    {
        if (SampleTerms.Of(objective) is not { Length: >= 2 } terms)
            throw new InputException($"{sgd.Place}: expected an objective typed as a sum of at least two terms F_i(x*y), found "
                + $"'{ProblemReader.Shorten(objective.Text)}'");
        long number = 0;
        if (seed is not null && !long.TryParse(seed.Text, System.Globalization.CultureInfo.InvariantCulture, out number))
            throw new InputException($"{seed.Place}: expected an integer, found '{ProblemReader.Shorten(seed.Text)}'");
        return new SampleOrder(terms.Length, seed is null ? null : number);
    }

    private static StepSchedule ReadSchedule(SourceText source)
    {
        string text = source.Text.Trim();
        if (text.Length == 0)
            throw new InputException($"{source.Place}: the schedule is empty; expected an expression in k, a list of steps, a file or silver");
        if (text == StepSchedule.Silver.Text)
            return StepSchedule.Silver;
        if (text[0] == '[')
            return Of(text, ListText.Read(text, source.Place).Items.Select((item, i) => (item, FormattableString.Invariant($"{source.Place}: step {i + 1}"))));
        return IsFile(text) ? Of(text, NumberFile.ReadSteps(text, source.Place)) : Of(text, [(text, source.Place)]);

        StepSchedule Of(string shown, IEnumerable<(string Text, string Place)> steps)
        {
            try
            {
                return new StepSchedule(shown, [.. steps.Select(s => Formula(s.Text, s.Place))]);
            }
            catch (NotSupportedException e)
            {
                throw new InputException($"{source.Place}: {e.Message}", e);
            }
        }
    }

    // A name with a folder or an extension of files; an expression has neither.
    private static bool IsFile(string text) => File.Exists(text) || text.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private static Expr Formula(string text, string place)
    {
        if (!Parser.Parse(text, new ParseOptions()).TryGet(out var formula, out var error))
            throw new InputException($"{place}: {error.Render(text)}");
        if (formula.Variables().FirstOrDefault(v => v != StepSchedule.Number && v != StepSchedule.Base) is { } other)
            throw new InputException($"{place}: a schedule is an expression in k and h0 (the --step), or a file; "
                + $"'{ProblemReader.Shorten(other.ToString())}' is neither");
        return formula;
    }

    private static Rational Positive(SourceText source, string what)
    {
        var value = Exact(source, what);
        return value.Sign > 0 ? value : throw new InputException($"{source.Place}: {what} must be > 0, found {ProblemReader.Shorten(source.Text)}");
    }

    private static Rational Exact(SourceText source, string what) => ProblemReader.ReadNumber(source, what).Exact
        ?? throw new InputException($"{source.Place}: {what} must be a rational number such as 0.1 or 1/3, found '{ProblemReader.Shorten(source.Text)}'");
}
