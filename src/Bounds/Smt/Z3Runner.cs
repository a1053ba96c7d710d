using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Symbolic;
using Microsoft.Z3;

namespace BoundCheck.Bounds.Smt;

/// <summary>Runs SMT-LIB 2 text through the native library, one context a query, so that queries may run on several threads.</summary>
public sealed class Z3Runner
{
    // Without a handler of its own the library ends the process after an error; the error code is read after each call instead.
    private static readonly Native.Z3_error_handler s_ignore = static (_, _) => { };
    private readonly Z3Library _library;

    /// <summary>A runner over a library, which may be unavailable: then every answer is unknown with that reason.</summary>
    public Z3Runner(Z3Library library)
    {
        ArgumentNullException.ThrowIfNull(library);
        _library = library;
    }

    /// <summary>A runner over the system's library.</summary>
    public static Z3Runner Default { get; } = new(Z3Library.Default);

    /// <summary>The library it runs on.</summary>
    public Z3Library Library => _library;

    /// <summary>The settings sent before the text of a query; they are no part of an exported obligation.</summary>
    /// <remarks>No :timeout: answers do not depend on the clock. A caller's cancellation is ours, by Z3_interrupt.</remarks>
    internal static string Prelude(uint resources) => string.Create(CultureInfo.InvariantCulture,
        $"(set-option :rlimit {resources})\n")
        + "(set-option :smt.random_seed 0)\n(set-option :nlsat.seed 0)\n(set-option :sat.random_seed 0)\n"
        + "(set-option :pp.decimal true)\n(set-option :pp.decimal_precision 40)\n";

    /// <summary>Sees every query that was answered unsat and confirmed; for the re-check of all of them by other solvers.</summary>
    internal static Action<string>? UnsatSeen { get; set; }

    /// <summary>Runs a script that ends in one check-sat command. Unsat is answered only when a second run under other settings agrees.</summary>
    /// <param name="script">Standard SMT-LIB 2 text.</param>
    /// <param name="symbols">Symbols whose values are wanted when the answer is sat.</param>
    /// <param name="resources">Most of Z3's own steps (rlimit), at least 1: a count, so that the answer does not depend on the machine.</param>
    /// <param name="cancellation">Interrupts the solver.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SmtAnswer Run(string script, ImmutableArray<string> symbols, uint resources, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentOutOfRangeException.ThrowIfZero(resources);
        if (!_library.IsAvailable)
            return SmtAnswer.Unknown(_library.Problem!);
        cancellation.ThrowIfCancellationRequested();
        resources = QueryWeight.Steps(script, resources);
        try
        {
            var answer = RunNative(script, symbols, resources, cancellation);
            if (answer.Status == SmtStatus.Unsat)
                answer = new UnsatConfirmation((text, steps) => RunNative(text, symbols, steps, cancellation), script, resources, answer.Steps).Run();
            if (answer.Status == SmtStatus.Unsat)
                UnsatSeen?.Invoke(script);
            return answer;
        }
        catch (Z3Exception error)
        {
            return SmtAnswer.Unknown($"Z3: {error.Message.Trim()}");
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            return SmtAnswer.Unknown($"Z3 is not usable: {error.Message}");
        }
    }

    private static SmtAnswer RunNative(string script, ImmutableArray<string> symbols, uint resources, CancellationToken cancellation) =>
        SolverThreads.Run(() => RunHere(script, symbols, resources, cancellation));

    private static SmtAnswer RunHere(string script, ImmutableArray<string> symbols, uint resources, CancellationToken cancellation)
    {
        nint config = Native.Z3_mk_config();
        nint context = Native.Z3_mk_context(config);
        Native.Z3_del_config(config);
        Native.Z3_set_error_handler(context, s_ignore);
        var gate = new Lock();
        bool alive = true;
        void Interrupt()
        {
            // The context must not be deleted while it is being interrupted.
            lock (gate)
            {
                if (alive)
                    Native.Z3_interrupt(context);
            }
        }
        try
        {
            using var byCaller = cancellation.Register(Interrupt);
            string reply = Native.Z3_eval_smtlib2_string(context, Prelude(resources) + script);
            cancellation.ThrowIfCancellationRequested();
            long steps = Steps(Native.Z3_eval_smtlib2_string(context, "(get-info :all-statistics)"));
            return reply.Trim() switch
            {
                "unsat" => new(SmtStatus.Unsat, "", ImmutableDictionary<string, Rational>.Empty) { Steps = steps },
                "sat" => Model(context, symbols) with { Steps = steps },
                "unknown" => SmtAnswer.Unknown($"Z3: {Explain(Native.Z3_eval_smtlib2_string(context, "(get-info :reason-unknown)"))}") with { Steps = steps },
                var other => SmtAnswer.Unknown($"Z3 answered: {Shorten(other)}") with { Steps = steps },
            };
        }
        finally
        {
            lock (gate)
            {
                alive = false;
                Native.Z3_del_context(context);
            }
        }
    }

    private static SmtAnswer Model(nint context, ImmutableArray<string> symbols)
    {
        var none = new SmtAnswer(SmtStatus.Sat, "", ImmutableDictionary<string, Rational>.Empty);
        if (symbols.IsEmpty)
            return none;
        try
        {
            string ask = $"(get-value ({string.Join(' ', symbols)}))";
            string decimals = Native.Z3_eval_smtlib2_string(context, ask);
            // Z3 marks a decimal that it cut off.
            return none with
            {
                Model = SmtModel.Parse(decimals),
                ExactModel = decimals.Contains('?', StringComparison.Ordinal)
                    ? Native.Z3_eval_smtlib2_string(context, "(set-option :pp.decimal false)\n" + ask) : "",
            };
        }
        catch (Z3Exception)
        {
            // A model that cannot be printed gives no candidates; the answer itself stays sat.
            return none;
        }
    }

    private static long Steps(string statistics)
    {
        const string Key = ":rlimit-count";
        int at = statistics.IndexOf(Key, StringComparison.Ordinal);
        var digits = at < 0 ? "" : new string([.. statistics.AsSpan(at + Key.Length).TrimStart().ToArray().TakeWhile(char.IsAsciiDigit)]);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out long steps) ? steps : 0;
    }

    private static string Explain(string info)
    {
        int open = info.IndexOf('"', StringComparison.Ordinal), close = info.LastIndexOf('"');
        return open >= 0 && close > open + 1 ? info[(open + 1)..close] : "unknown";
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
