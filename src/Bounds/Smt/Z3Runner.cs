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
    /// <remarks>No :timeout: the timer threads of libz3 4.8.12 can deadlock when queries follow each other; wall time is ours, by Z3_interrupt.</remarks>
    internal static string Prelude(SmtLimits limits) => string.Create(CultureInfo.InvariantCulture,
        $"(set-option :rlimit {limits.Resources})\n")
        + "(set-option :smt.random_seed 0)\n(set-option :nlsat.seed 0)\n(set-option :sat.random_seed 0)\n(set-option :pp.decimal true)\n(set-option :pp.decimal_precision 40)\n";

    /// <summary>
    /// Settings of nlsat, one of which has to confirm an unsat. All of them switch its factorisation off: libz3 4.8.12 with it was seen to call satisfiable queries
    /// with one algebraic model unsat (s^2 + c^2 = 1, s + c >= r, r^2 = 2, r > 0, |s|, |c| &lt;= 1), in some orders of declaration also under :reorder false, which
    /// is therefore no confirmation. See docs/trust.md for the counts. Where none of them answers, neither do we.
    /// </summary>
    internal static ImmutableArray<string> Confirmations { get; } =
    [
        "(using-params qfnra-nlsat :factor false :shuffle_vars true :seed 7)",
        "(using-params qfnra-nlsat :factor false)",
    ];

    /// <summary>Sees every query that was answered unsat and confirmed; for the re-check of all of them by other solvers.</summary>
    internal static Action<string>? UnsatSeen { get; set; }

    private const string CheckSat = "(check-sat)";

    /// <summary>Runs a script that ends in one check-sat command. Unsat is answered only when a second run under other settings agrees.</summary>
    /// <param name="script">Standard SMT-LIB 2 text.</param>
    /// <param name="symbols">Symbols whose values are wanted when the answer is sat.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="cancellation">Interrupts the solver; the answer is then unknown.</param>
    public SmtAnswer Run(string script, ImmutableArray<string> symbols, SmtLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(limits);
        if (!_library.IsAvailable)
            return SmtAnswer.Unknown(_library.Problem!);
        if (cancellation.IsCancellationRequested)
            return SmtAnswer.Unknown("cancelled");
        try
        {
            var answer = RunNative(script, symbols, limits, cancellation);
            if (answer.Status == SmtStatus.Unsat)
                answer = Confirmed(script, symbols, limits, cancellation);
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

    private static SmtAnswer Confirmed(string script, ImmutableArray<string> symbols, SmtLimits limits, CancellationToken cancellation)
    {
        int last = script.LastIndexOf(CheckSat, StringComparison.Ordinal);
        if (last < 0)
            return SmtAnswer.Unknown("the script has no (check-sat)");
        foreach (string tactic in Confirmations)
        {
            string again = string.Concat(script.AsSpan(0, last), $"(check-sat-using {tactic})", script.AsSpan(last + CheckSat.Length));
            var answer = RunNative(again, symbols, limits with { Timeout = limits.Timeout / 2 }, cancellation);
            if (answer.Status != SmtStatus.Unknown)
                return answer;
        }
        return SmtAnswer.Unknown("Z3 answered unsat, but not again under other settings");
    }

    private static SmtAnswer RunNative(string script, ImmutableArray<string> symbols, SmtLimits limits, CancellationToken cancellation)
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
            using var timer = new CancellationTokenSource(limits.Timeout + TimeSpan.FromMilliseconds(250));
            using var byTimer = timer.Token.Register(Interrupt);
            using var byCaller = cancellation.Register(Interrupt);
            string reply = Native.Z3_eval_smtlib2_string(context, Prelude(limits) + script);
            if (cancellation.IsCancellationRequested)
                return SmtAnswer.Unknown("cancelled");
            switch (reply.Trim())
            {
                case "unsat":
                    return new(SmtStatus.Unsat, "", ImmutableDictionary<string, Rational>.Empty);
                case "sat":
                    return new(SmtStatus.Sat, "", Values(context, symbols));
                case "unknown":
                    return SmtAnswer.Unknown($"Z3: {Explain(Native.Z3_eval_smtlib2_string(context, "(get-info :reason-unknown)"))}");
                default:
                    return SmtAnswer.Unknown($"Z3 answered: {Shorten(reply.Trim())}");
            }
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

    private static ImmutableDictionary<string, Rational> Values(nint context, ImmutableArray<string> symbols)
    {
        if (symbols.IsEmpty)
            return ImmutableDictionary<string, Rational>.Empty;
        try
        {
            return SmtModel.Parse(Native.Z3_eval_smtlib2_string(context, $"(get-value ({string.Join(' ', symbols)}))"));
        }
        catch (Z3Exception)
        {
            // A model that cannot be printed gives no candidates; the answer itself stays sat.
            return ImmutableDictionary<string, Rational>.Empty;
        }
    }

    private static string Explain(string info)
    {
        int open = info.IndexOf('"', StringComparison.Ordinal), close = info.LastIndexOf('"');
        return open >= 0 && close > open + 1 ? info[(open + 1)..close] : "unknown";
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
