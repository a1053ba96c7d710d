using System.CommandLine;
using System.Text.Json;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>Where a command prints, and how long it may take.</summary>
internal sealed class CommandContext : IDisposable
{
    private const int MostNamed = 6;

    private readonly CancellationTokenSource _deadline;
    private readonly TextWriter _output;
    private readonly Session _session;
    private readonly bool _redraws;
    private readonly DateTime _started = DateTime.UtcNow;
    private readonly List<(string Name, string Message)> _failed = [];
    private readonly List<string> _unfinished = [];
    private bool _late;

    internal CommandContext(ParseResult parse, CommonOptions options, Session session)
    {
        var (output, error, interrupt) = session;
        _session = session;
        JsonTarget = parse.GetValue(options.Json);
        ReportTarget = parse.GetValue(options.Report);
        Quiet = parse.GetValue(options.Quiet) || JsonTarget == "-";
        Verbose = parse.GetValue(options.Verbose);
        Typed = parse;
        Interrupt = interrupt;
        OutputPath.CheckFile("--json", JsonTarget, ".json");
        OutputPath.CheckFile("--report", ReportTarget, ".html", ".htm");
        Timeout = options.ReadTimeout(parse);
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        _deadline.CancelAfter(Timeout);
        _output = output;
        Error = error;
        bool colour = !parse.GetValue(options.NoColor) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                      && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        Terminal = new Terminal(output, colour, Quiet);
        _redraws = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    }

    internal string? JsonTarget { get; }

    internal string? ReportTarget { get; }

    internal bool Quiet { get; }

    /// <summary>Whether everything is printed, not the answer alone.</summary>
    internal bool Verbose { get; }

    /// <summary>What was typed.</summary>
    internal ParseResult Typed { get; }

    internal TimeSpan Timeout { get; }

    /// <summary>Human output; silent with --quiet or --json -.</summary>
    internal Terminal Terminal { get; }

    /// <summary>Progress and warnings.</summary>
    internal TextWriter Error { get; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    internal CancellationToken Interrupt { get; }

    /// <summary>Cancelled by Ctrl-C or when the time is up; verdicts are unknown then.</summary>
    internal CancellationToken Deadline => _deadline.Token;

    /// <summary>What is left of the time, for a program that is asked from outside.</summary>
    internal TimeSpan Remaining => _started + Timeout - DateTime.UtcNow is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Asks for one part of the answer. When the time is up before it is there, the other answer stands for it and its name is said at the
    /// end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    internal T Part<T>(string? name, Func<T> part, T otherwise)
    {
        try
        {
            return Part(part);
        }
        catch (OperationCanceledException) when (!Interrupt.IsCancellationRequested)
        {
            if (name is not null)
                _unfinished.Add(name);
            return otherwise;
        }
    }

    /// <summary>Asks for a part without which there is no answer.</summary>
    /// <exception cref="OperationCanceledException">Interrupted, or the time is up.</exception>
    internal T Part<T>(Func<T> part)
    {
        try
        {
            // Two graces more than the questions inside have, so that theirs end first.
            var answer = Patience.Ask(part, Deadline, graces: 3);
            Interrupt.ThrowIfCancellationRequested();
            return answer;
        }
        finally
        {
            _late |= Deadline.IsCancellationRequested;
        }
    }

    /// <summary>The regularity of an objective, as far as the time allows, and what it leaves out. Known from an earlier command, it costs nothing.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="of">What its name says beside "the regularity": " of the second objective".</param>
    internal RegularityReport Regularity(Objective objective, string of = "")
    {
        var report = Part("the regularity" + of, () => _session.Analyses.Regularity(objective, Deadline), RegularityReport.Undecided(Unknown.Time));
        Missing(Unfinished.Of(report).Select(name => name + of));
        return report;
    }

    /// <summary>What commands before this one found out, and what this one adds.</summary>
    internal Analyses Analyses => _session.Analyses;

    /// <summary>The regularity of an objective where it is known from before; null otherwise.</summary>
    internal RegularityReport? Known(Objective objective) => _session.Analyses.Find(objective.Expression);

    /// <summary>0 when a run has no contradiction; otherwise everything known about it is written down and the code is that of an internal error.</summary>
    internal int Contradictions(RunReport run) => ContradictionDump.Report(run, Error, _session.DumpFolder);

    /// <summary>Names what a part left out when the time was up.</summary>
    internal void Missing(IEnumerable<string> names)
    {
        _unfinished.AddRange(names);
        _late |= _unfinished.Count > 0;
    }

    /// <summary>Names one of several problems that could not be read; the others are answered.</summary>
    internal void Failed(string name, string message)
    {
        _failed.Add((name, message));
        Warn($"{name} is left out: {message}");
    }

    /// <summary>One of several problems could not be read.</summary>
    internal bool HasFailures => _failed.Count > 0;

    /// <summary>Nothing was cut off so far.</summary>
    internal bool IsComplete => _unfinished.Count == 0;

    /// <summary>The JSON of the answer, with what the time limit cut off; nothing where neither it nor a report is asked for.</summary>
    internal byte[] Document(Action<Utf8JsonWriter> body) => JsonTarget is null && ReportTarget is null ? [] : JsonOutput.Document(json =>
    {
        body(json);
        if (HasFailures)
            JsonOutput.WriteFailures(json, _failed);
        if (!_late)
            return;
        json.WriteStartObject("timeLimit");
        json.WriteNumber("seconds", Timeout.TotalSeconds);
        JsonOutput.WriteStrings(json, "unfinished", _unfinished);
        json.WriteEndObject();
    });

    /// <summary>Writes the JSON where it was asked for, and says on standard error if the time limit cut something off.</summary>
    internal void WriteJson(byte[] document)
    {
        if (JsonTarget == "-")
            _output.Write(System.Text.Encoding.UTF8.GetString(document));
        else if (JsonTarget is not null)
            AtomicFile.Write(JsonTarget, stream => stream.Write(document));
        if (_late)
            Warn($"the time limit of {Timeout.TotalSeconds:0.###} s was reached (raise "
                + $"--timeout){(_unfinished.Count > 0 ? $"; not finished: {Named()}" : "")}");
    }

    private string Named() => string.Join(", ", _unfinished.Take(MostNamed))
        + (_unfinished.Count > MostNamed ? $" and {_unfinished.Count - MostNamed} more" : "");

    /// <summary>Writes the report where it was asked for, and says so.</summary>
    internal void WriteReport(Func<string> html)
    {
        if (ReportTarget is not { } target)
            return;
        AtomicFile.Write(target, html());
        Terminal.WriteLine($"\nreport      {target}");
    }

    /// <summary>Shows after a second, until disposed, that something is going on.</summary>
    internal Progress Progress(string what) => new(Quiet && JsonTarget != "-" ? TextWriter.Null : Error, what, _redraws);

    internal void Warn(string message)
    {
        if (!Quiet || JsonTarget == "-")
            Error.WriteLine("boundcheck: " + message);
    }

    public void Dispose() => _deadline.Dispose();
}
