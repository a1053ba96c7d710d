using System.Collections.Immutable;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Input;

/// <summary>
/// Reads a TOML problem file: objective, data, [parameters], [start], [method] with the options of the method, [run] with step, steps, tolerance,
/// sharpness-width; or several problems, each a [[study]] with a name and the same keys and tables ([study.start], or start = {..}), which the keys outside
/// serve as defaults.
/// </summary>
/// <remarks>Numbers are taken as typed, so that 0.1 is 1/10; values may also be strings such as "1/3".</remarks>
public static class ProblemFile
{
    private const string Study = "study", RunKeys = "step, steps, tolerance, sharpness-width",
        MethodKeys = "weight-decay, schedule, clip-norm, clip-residual, sgd, seed, momentum, nesterov, sam";

    /// <summary>The one problem in the file.</summary>
    /// <exception cref="InputException">The file can't be read, is not TOML, has an unknown key or a value of the wrong kind, or holds several
    /// studies.</exception>
    public static ProblemInput Read(string path) => ReadAll(path) is [{ Name: null } single] ? single.Input
        : throw new InputException($"{path}: it holds studies; expected one problem here (run, check and compare take several)");

    /// <summary>Every problem in the file: the studies, or the one problem without a name.</summary>
    /// <exception cref="InputException">The file can't be read, is not TOML, or has an unknown key or a value of the wrong kind.</exception>
    public static ImmutableArray<NamedInput> ReadAll(string path)
    {
        // Tomlyn's validation takes the tables of one study for those of another, so what is given twice is found here.
        var document = TomlText.Read(path, "a problem file", validate: false);
        var common = new Draft(path);
        foreach (var (key, value) in TomlText.Pairs(document.KeyValues))
            common.Add("", key, value);
        var studies = new List<Draft>();
        foreach (var table in document.Tables)
        {
            string name = table.Name?.ToString().Trim() ?? "";
            if (table is TableArraySyntax && name == Study)
                studies.Add(new Draft(path) { Place = TomlText.Place(path, table.Span) });
            var draft = name.StartsWith(Study, StringComparison.Ordinal) && studies.Count > 0 ? studies[^1] : common;
            string part = draft == common ? name : name.Length > Study.Length ? name[(Study.Length + 1)..] : "";
            if ((table is TableArraySyntax) != (name == Study) || (part.Length > 0 || draft == common)
                && part is not ("parameters" or "start" or "method" or "run"))
                throw new InputException($"{TomlText.Place(path, table.Span)}: unknown table [{ProblemReader.Shorten(name)}]; expected [parameters], "
                    + "[start], [method], [run], "
                    + "or [[study]] with [study.parameters], [study.start], [study.run]");
            foreach (var (key, value) in TomlText.Pairs(table.Items))
                draft.Add(part, key, value);
        }
        return studies.Count == 0 ? [new NamedInput(null, common.Problem(null))]
            : [.. studies.Select((s, i) => new NamedInput(s.Name ?? $"study {i + 1}", s.Problem(common)))];
    }

    /// <summary>A problem while its keys are read.</summary>
    private sealed class Draft(string path)
    {
        private readonly Dictionary<string, SourceText> _run = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SourceText> _parameters = new(StringComparer.Ordinal);
        private readonly Dictionary<string, StartValue> _start = new(StringComparer.Ordinal);
        private readonly HashSet<string> _given = new(StringComparer.Ordinal);
        private SourceText? _objective, _data;
        private MethodInput? _method;

        internal string? Name { get; private set; }

        /// <summary>Where the study begins; null outside studies.</summary>
        internal string? Place { get; init; }

        /// <summary>Takes a key of a table: "parameters", "start", "run", or "" for the problem itself.</summary>
        internal void Add(string table, string key, ValueSyntax value)
        {
            string place = TomlText.Place(path, value.Span);
            if (!_given.Add($"{table}.{key}"))
                throw new InputException($"{place}: '{ProblemReader.Shorten(key)}' is given twice");
            switch (table, key)
            {
                case ("parameters", _):
                    _parameters[key] = new SourceText(TomlText.ListOrScalar(path, value, key), place);
                    break;
                case ("start", _):
                    _start[key] = StartText.ReadValue(TomlText.ListOrScalar(path, value, key), place);
                    break;
                case ("method", _):
                    _method = With(_method ?? new MethodInput(), key, value);
                    break;
                case ("run", "step" or "steps" or "tolerance" or "sharpness-width"):
                    _run[key] = new SourceText(TomlText.Scalar(path, value, key), place);
                    break;
                case ("run", _):
                    throw Unknown(path, value, key, "[run]", RunKeys);
                case (_, "objective"):
                    _objective = new SourceText(TomlText.Scalar(path, value, key), place);
                    break;
                case (_, "data"):
                    _data = new SourceText(Path.Combine(Path.GetDirectoryName(path) ?? "", TomlText.Scalar(path, value, key)), place);
                    break;
                case (_, "name") when Place is not null:
                    Name = TomlText.Scalar(path, value, key);
                    break;
                // A study is short enough for one table.
                case (_, "start" or "parameters" or "method") when Place is not null && value is InlineTableSyntax inline:
                    foreach (var (inner, number) in TomlText.Pairs(inline.Items.Select(i => i.KeyValue!)))
                        Add(key, inner, number);
                    break;
                case (_, "start") when Place is not null && value is StringValueSyntax text:
                    foreach (var (inner, number) in StartText.Read(text.Value ?? "", place))
                        _start[inner] = number;
                    break;
                case (_, "step" or "steps" or "tolerance" or "sharpness-width") when Place is not null:
                    Add("run", key, value);
                    break;
                default:
                    throw Unknown(path, value, key, Place is null ? "the top level" : "[[study]]",
                        Place is null ? "objective, data, [parameters], [start], [method], [run], [[study]]" : "name, objective, data, start, "
                            + $"parameters, method, {RunKeys}");
            }
        }

        private MethodInput With(MethodInput method, string key, ValueSyntax value)
        {
            // sgd and nesterov are switches: the one place where a truth value is a value.
            string typed = value is BooleanValueSyntax { Value: var on } ? (on ? "true" : "false") : TomlText.ListOrScalar(path, value, key);
            var text = new SourceText(typed, TomlText.Place(path, value.Span));
            return key switch
            {
                "weight-decay" => method with { WeightDecay = text },
                "schedule" => method with { Schedule = text },
                "clip-norm" => method with { ClipNorm = text },
                "clip-residual" => method with { ClipResidual = text },
                "sgd" => method with { Sgd = text },
                "seed" => method with { Seed = text },
                "momentum" => method with { Momentum = text },
                "nesterov" => method with { Nesterov = text },
                "sam" => method with { Sam = text },
                _ => throw Unknown(path, value, key, "[method]", MethodKeys),
            };
        }

        /// <summary>The problem, with what it leaves out taken from the defaults.</summary>
        internal ProblemInput Problem(Draft? defaults)
        {
            var (parameters, start) = (ImmutableDictionary.CreateBuilder<string, SourceText>(StringComparer.Ordinal),
                ImmutableSortedDictionary.CreateBuilder<string, StartValue>(StringComparer.Ordinal));
            parameters.AddRange(defaults?._parameters.Where(p => !_parameters.ContainsKey(p.Key)) ?? []);
            parameters.AddRange(_parameters);
            // A start is a whole: variables of two starts are not mixed.
            start.AddRange(_start.Count > 0 ? _start : defaults?._start ?? []);
            return new ProblemInput
            {
                Objective = _objective ?? defaults?._objective ?? throw new InputException($"{Place ?? path}: the key 'objective' is missing"),
                Parameters = parameters.ToImmutable(),
                Start = start.ToImmutable(),
                Data = _data ?? defaults?._data,
                Method = _method ?? defaults?._method ?? new MethodInput(),
                Step = Run("step"),
                Steps = Run("steps"),
                Tolerance = Run("tolerance"),
                SharpnessWidth = Run("sharpness-width"),
            };

            SourceText? Run(string key) => _run.GetValueOrDefault(key) ?? defaults?._run.GetValueOrDefault(key);
        }
    }

    private static InputException Unknown(string path, ValueSyntax value, string key, string where, string expected) =>
        new($"{TomlText.Place(path, value.Span)}: unknown key '{ProblemReader.Shorten(key)}' at {where}; expected "
            + $"{expected}{Suggestion.Hint(key, expected.Split(", "))}");
}
