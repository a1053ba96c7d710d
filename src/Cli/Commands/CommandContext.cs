using System.CommandLine;
using BoundCheck.Cli.Output;
using Spectre.Console;

namespace BoundCheck.Cli.Commands;

/// <summary>Where a command prints, and how long it may take.</summary>
internal sealed class CommandContext : IDisposable
{
    private readonly CancellationTokenSource _deadline;
    private readonly TextWriter _output;
    private readonly bool _redraws;

    internal CommandContext(ParseResult parse, CommonOptions options, TextWriter output, TextWriter error, CancellationToken interrupt)
    {
        JsonTarget = parse.GetValue(options.Json);
        ReportTarget = parse.GetValue(options.Report);
        Quiet = parse.GetValue(options.Quiet) || JsonTarget == "-";
        Interrupt = interrupt;
        Timeout = options.ReadTimeout(parse);
        Started = DateTime.UtcNow;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        _deadline.CancelAfter(Timeout);
        _output = output;
        Error = error;
        bool colour = !parse.GetValue(options.NoColor) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                      && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        Terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Quiet ? TextWriter.Null : output),
        });
        Terminal.Profile.Width = colour ? Math.Clamp(Terminal.Profile.Width, 40, 100) : 80;
        _redraws = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    }

    internal string? JsonTarget { get; }

    internal string? ReportTarget { get; }

    internal bool Quiet { get; }

    internal TimeSpan Timeout { get; }

    internal DateTime Started { get; }

    /// <summary>Human output; silent with --quiet or --json -.</summary>
    internal IAnsiConsole Terminal { get; }

    /// <summary>Progress and warnings.</summary>
    internal TextWriter Error { get; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    internal CancellationToken Interrupt { get; }

    /// <summary>Cancelled by Ctrl-C or when the time is up; verdicts are unknown then.</summary>
    internal CancellationToken Deadline => _deadline.Token;

    internal TimeSpan Remaining
    {
        get
        {
            var left = Timeout - (DateTime.UtcNow - Started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Writes the JSON where it was asked for.</summary>
    internal void WriteJson(byte[] document)
    {
        if (JsonTarget == "-")
            _output.Write(System.Text.Encoding.UTF8.GetString(document));
        else if (JsonTarget is not null)
            AtomicFile.Write(JsonTarget, stream => stream.Write(document));
    }

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
