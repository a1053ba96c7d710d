using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>The command tree, and how failures become exit codes.</summary>
internal static class CommandLine
{
    private static readonly ImmutableArray<(string Name, Func<Session, Command> Create)> s_commands =
    [
        ("analyze", AnalyzeCommand.Create), ("check", CheckCommand.Create), ("run", RunCommand.Create), ("claim", ClaimCommand.Create),
        ("range", RangeCommand.Create), ("solve", SolveCommand.Create), ("step", StepCommand.Create), ("compare", CompareCommand.Create),
        ("prove", ProveCommand.Create), ("verify", VerifyCommand.Create), ("sweep", SweepCommand.Create), ("query", QueryCommand.Create),
        ("region", RegionCommand.Create), ("theorem", TheoremCommand.Create), ("network", NetworkCommand.Create), ("catalogue", CatalogueCommand.Create),
        ("cite", CiteCommand.Create), ("path", PathCommand.Create), ("map", MapCommand.Create), ("serve", ServeCommand.Create), ("mcp", McpCommand.Create),
        ("doctor", DoctorCommand.Create), ("completion", CompletionCommand.Create),
    ];

    /// <summary>The complaint when there is no answer at all in time.</summary>
    internal const string NothingDecided = "the time limit was reached before the structure of the input was known; nothing is decided (raise --timeout)";

    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        using var interrupt = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The second one ends the process at once, but leaves no half file.
            e.Cancel = !interrupt.IsCancellationRequested;
            if (e.Cancel)
                interrupt.Cancel();
            else
                AtomicFile.DeleteUnfinished();
        };
        Console.CancelKeyPress += onCancel;
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            interrupt.Cancel();
        });
        try
        {
            var root = Build(args.FirstOrDefault(), new Session(output, error, interrupt.Token) { DumpFolder = Environment.CurrentDirectory });
            var parse = root.Parse(args);
            if (parse.Errors.Count > 0)
            {
                error.WriteLine("boundcheck: " + Describe(parse));
                return ExitCodes.BadInput;
            }
            return parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (InputException e)
        {
            error.WriteLine("boundcheck: " + e.Message);
            return ExitCodes.BadInput;
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            // A place that can't be written, found by one of several threads.
            error.WriteLine("boundcheck: " + first.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            error.WriteLine("boundcheck: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("boundcheck: " + NothingDecided);
            return ExitCodes.Unknown;
        }
        catch (Exception e)
        {
            error.WriteLine($"boundcheck: internal error (a bug): {e}");
            return ExitCodes.InternalError;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <summary>Every command, made for a session.</summary>
    internal static IEnumerable<Command> Commands(Session session) => s_commands.Select(c => c.Create(session));

    // A command that is named is made alone: making all of them is a good part of a short command.
    private static RootCommand Build(string? name, Session session)
    {
        var root = new RootCommand("Checks the hypotheses of convergence theorems for gradient descent with a large step on F(x·y), predicts what they "
            + "imply, runs it, and says how tight the bounds are.");
        var named = s_commands.Where(c => c.Name == name).ToList();
        foreach (var (_, create) in named.Count == 0 ? [.. s_commands] : named)
            root.Subcommands.Add(create(session));
        return root;
    }

    /// <summary>One line: what is wrong, with the nearest command or option for a mistyped one.</summary>
    internal static string Describe(ParseResult parse)
    {
        string message = parse.Errors[0].Message;
        string? typed = parse.UnmatchedTokens is [var first, ..] ? first : null;
        if (typed is null)
            return $"{message} (try --help)";
        var command = parse.CommandResult.Command;
        var names = typed.StartsWith('-')
            ? command.Options.Select(o => o.Name)
            : command.Subcommands.Select(c => c.Name);
        string what = typed.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        string hint = Suggestion.Hint(typed, names);
        return $"unknown {what} '{ProblemReader.Shorten(typed)}'{(hint.Length > 0 ? hint : " (try --help)")}";
    }
}
