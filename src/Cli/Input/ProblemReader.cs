using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Turns texts into a problem: every failure names the place and what was expected.</summary>
public static class ProblemReader
{
    /// <summary>The objective with parameters bound and structure found.</summary>
    /// <exception cref="InputException">The objective or a parameter can't be read.</exception>
    public static Objective ReadObjective(ProblemInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Objective.Analyze(input.Objective.Text, ReadExpression(input));
    }

    /// <summary>The expression with parameters and data bound.</summary>
    /// <exception cref="InputException">The objective or a parameter can't be read.</exception>
    /// <param name="input">The problem.</param>
    /// <param name="bound">Further names with what stands for them.</param>
    internal static Expr ReadExpression(ProblemInput input, IReadOnlyDictionary<string, Expr>? bound = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var parameters = input.Parameters.Where(p => !ListText.Is(p.Value.Text))
            .ToDictionary(p => p.Key, p => ReadClosed(p.Value, $"parameter '{Shorten(p.Key)}'"), StringComparer.Ordinal);
        var tables = input.Parameters.Where(p => ListText.Is(p.Value.Text)).ToDictionary(p => p.Key, p => ReadTable(p.Value, p.Key), StringComparer.Ordinal);
        var vectors = input.Start.Where(s => s.Value is { IsList: true, Columns: null }).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var name in input.Parameters.Keys.Where(n => !Names.IsVariable(n)))
            throw new InputException($"{input.Parameters[name].Place}: '{Shorten(name)}' can't be a parameter; expected a name that is not a function or "
                + "constant");
        foreach (var name in input.Start.Keys.Where(n => !Names.IsVariable(n)))
            throw new InputException($"{input.Start[name].Place}: '{Shorten(name)}' can't be a variable");
        foreach (var (name, value) in input.Parameters)
        {
            if (!Mentions(input.Objective.Text, name))
                throw new InputException($"{value.Place}: the parameter '{Shorten(name)}' does not occur in the "
                    + $"objective{Suggestion.Hint(name, WordsOf(input.Objective.Text))}");
        }
        if (input.Data is { } data)
        {
            foreach (var (name, column) in NumberFile.ReadData(data.Text, data.Place))
            {
                if (input.Parameters.ContainsKey(name) || input.Start.ContainsKey(name))
                    throw new InputException($"{data.Place}: the column '{Shorten(name)}' has the name of a "
                        + $"{(input.Start.ContainsKey(name) ? "variable" : "parameter")}");
                tables[name] = column;
            }
            // n is the number of rows, unless it is something else.
            if (!tables.ContainsKey("n") && !input.Start.ContainsKey("n"))
                parameters.TryAdd("n", Constant.Of(tables.Values.First(t => t.First == 1).Rows));
        }
        var options = new ParseOptions
        {
            Parameters = bound is null ? parameters : parameters.Concat(bound).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
            VectorNames = vectors,
            Tables = tables,
            Matrices = input.Start.Where(s => s.Value.Columns is not null)
                .ToDictionary(s => s.Key, s => (s.Value.Components.Length / s.Value.Columns!.Value, s.Value.Columns.Value), StringComparer.Ordinal),
        };
        if (!Parser.Parse(input.Objective.Text, options).TryGet(out var expression, out var error))
            throw InputException.At(input.Objective.Place, $"{input.Objective.Place}: {error.Render(input.Objective.Text)}", error);
        return expression;
    }

    /// <summary>The start in product form; null for a general objective.</summary>
    /// <exception cref="InputException">A variable is missing, unknown, or has the wrong shape.</exception>
    internal static Start? ReadStart(ProblemInput input, Objective objective) =>
        StartPoint.Reduce(objective, StartPoint.Read(objective, input.Start), input.Start) as Start;

    private static NumberTable ReadTable(SourceText source, string name)
    {
        var list = ListText.Read(source.Text, $"{source.Place}: parameter '{Shorten(name)}'");
        return new NumberTable([.. list.Items.Select((t, i) =>
            ReadClosed(new SourceText(t, source.Place), FormattableString.Invariant($"entry {i + 1} of '{Shorten(name)}'")))], list.Columns ?? 1, first: 0);
    }

    /// <summary>Whether a name stands in the text of an objective.</summary>
    internal static bool Mentions(string text, string name) => Regex.IsMatch(text, $@"(?<![\p{{L}}\d_]){Regex.Escape(name)}(?![\p{{L}}\d_])");

    private static IEnumerable<string> WordsOf(string text) =>
        Regex.Matches(Shorten(text), @"[\p{L}_][\p{L}\d_]*").Select(m => m.Value).Distinct(StringComparer.Ordinal).Where(Names.IsVariable);

    /// <summary>The whole problem of check and run.</summary>
    /// <exception cref="InputException">Something is missing or can't be used.</exception>
    public static Problem Read(ProblemInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Method == s_plain)
            return ReadAt(input, ReadNeededStep(input));
        var method = MethodReader.Read(input.Method, ReadObjective(input));
        var step = method is VaryingDescent { Schedule: { } schedule } ? StepOf(schedule, input) : ReadNeededStep(input);
        if ((step.Exact ?? Rational.FromDouble(step.ToInterval().Mid)) is var h && method.Objection(h) is { } objection)
            throw new InputException($"{input.Step!.Place}: {objection}");
        var problem = ReadAt(input with { Method = s_plain }, step) with { Method = method };
        if (method is VaryingDescent { Schedule: { } steps })
            CheckPositive(steps, step, Math.Min(problem.Steps, MostChecked), input.Method.Schedule!.Place);
        return problem;
    }

    // What doubles can't tell from 0 is looked at exactly.
    private static void CheckPositive(StepSchedule schedule, Certified step, long steps, string place)
    {
        foreach (long k in schedule.Suspects(steps, step.ToInterval().Mid).Take(MostExact))
        {
            var value = new CertifiedFunction(schedule.FormulaAt(k), StepSchedule.Number, StepSchedule.Base).At(k, step);
            if (value?.Sign() != 1 || !value.Enclosure.IsBounded)
                throw new InputException(FormattableString.Invariant(
                    $"{place}: expected steps > 0, but the step at k = {k} is {(value is null ? "undefined" : Inequality.Show(value))}"));
        }
    }

    private const int MostExact = 1000;

    private static readonly MethodInput s_plain = new();

    /// <summary>The steps of a schedule that are looked at before a run.</summary>
    private const long MostChecked = 10_000_000;

    // h: what h0 stands for, or the largest step where the schedule has every step itself.
    private static Certified StepOf(StepSchedule schedule, ProblemInput input)
    {
        if (schedule.UsesBase)
            return ReadNeededStep(input);
        if (input.Step is { } step)
            throw new InputException($"{step.Place}: the schedule '{Shorten(schedule.Text)}' has every step itself; expected h0 in it, or no step size");
        CheckPositive(schedule, 1, schedule.Formulas.Length, input.Method.Schedule!.Place);
        return StepBounds.Of(schedule, 1).Largest
            ?? throw new InputException($"{input.Method.Schedule!.Place}: expected positive steps with a largest one, found '{Shorten(schedule.Text)}'");
    }

    /// <summary>The step size, where one is given.</summary>
    /// <exception cref="InputException">Not a number above 0.</exception>
    public static Certified? ReadStep(ProblemInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Step is null ? null : ReadPositive(input.Step, "the step size");
    }

    private static Certified ReadNeededStep(ProblemInput input) =>
        ReadStep(input) ?? throw new InputException("--step: the step size is missing; expected --step h with h > 0");

    /// <summary>The problem at a step, whatever step the input names.</summary>
    /// <exception cref="InputException">Something is missing or can't be used.</exception>
    public static Problem ReadAt(ProblemInput input, Certified step)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequirePlain(input);
        if (input.Start.IsEmpty)
            throw new InputException("--start: the start is missing; expected --start \"x=...,y=...\" with every variable once");
        var objective = ReadObjective(input);
        var point = StartPoint.Read(objective, input.Start);
        return new Problem
        {
            Objective = objective,
            Step = step,
            Point = point,
            State = StartPoint.Reduce(objective, point, input.Start),
            Steps = input.Steps is null ? 10_000 : ReadSteps(input.Steps),
            Tolerance = input.Tolerance is null ? 1e-10 : ReadPositive(input.Tolerance, "the tolerance").ToInterval().Lo,
            SharpnessWidth = input.SharpnessWidth is null ? 1e-6 : ReadPositive(input.SharpnessWidth, "the sharpness width").ToInterval().Lo,
        };
    }

    /// <summary>The objective, the step, and the start where one is given.</summary>
    /// <exception cref="InputException">Something is missing or can't be used.</exception>
    internal static (Objective Objective, Certified Step, ReducedState? State) ReadRegion(ProblemInput input)
    {
        RequirePlain(input);
        var step = ReadNeededStep(input);
        var objective = ReadObjective(input);
        return (objective, step, input.Start.IsEmpty ? null : StartPoint.Reduce(objective, StartPoint.Read(objective, input.Start), input.Start));
    }

    /// <summary>Refuses a method where only gradient descent is known.</summary>
    /// <exception cref="InputException">A method is given.</exception>
    internal static void RequirePlain(ProblemInput input)
    {
        var m = input.Method;
        if ((m.WeightDecay ?? m.Schedule ?? m.ClipNorm ?? m.ClipResidual ?? m.Sgd ?? m.Momentum ?? m.Nesterov ?? m.Sam ?? m.Seed) is { } given)
            throw new InputException($"{given.Place}: this command is about gradient descent with a constant step; expected no method (check, run, sweep "
                + "and compare take one)");
    }

    /// <summary>A closed expression.</summary>
    public static Expr ReadClosed(SourceText source, string what)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Parser.ParseConstant(source.Text).TryGet(out var value, out var error))
            return value;
        // A caret under a lone word would point at all of it.
        string complaint = source.Text.All(char.IsLetterOrDigit) ? $"expected a number, found '{Shorten(source.Text)}'" : error.Render(source.Text);
        throw InputException.At(source.Place, $"{source.Place}: {what}: {complaint}", error);
    }

    /// <summary>A closed expression as a certified number.</summary>
    public static Certified ReadNumber(SourceText source, string what)
    {
        var value = CertifiedEvaluation.Evaluate(ReadClosed(source, what));
        return value is not null && value.Enclosure.IsBounded
            ? value
            : throw new InputException($"{source.Place}: {what} '{Shorten(source.Text)}' is not a finite number");
    }

    private static Certified ReadPositive(SourceText source, string what)
    {
        var value = ReadNumber(source, what);
        return value.Sign() == 1 ? value : throw new InputException($"{source.Place}: {what} must be > 0, found {Shorten(source.Text)}");
    }

    private static long ReadSteps(SourceText source)
    {
        var value = ReadNumber(source, "the number of steps");
        return value.Exact is { IsInteger: true } n && n.Sign > 0 && n.Numerator <= 1_000_000_000
            ? (long)n.Numerator
            : throw new InputException($"{source.Place}: the number of steps must be an integer from 1 to 1000000000, found {Shorten(source.Text)}");
    }

    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
