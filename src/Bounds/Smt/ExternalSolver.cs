using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>
/// Re-checks exported queries with another solver: the commands z3 or cvc5, or z3-wasm, which is the npm package z3-solver (a later Z3, compiled to
/// WebAssembly) run by node.
/// </summary>
public static class ExternalSolver
{
    private const string Wasm = "z3-wasm";
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(20);
    private static readonly Lazy<string> s_script = new(static () =>
    {
        using var reader = new StreamReader(typeof(ExternalSolver).Assembly.GetManifestResourceStream("z3-wasm.js")!);
        return reader.ReadToEnd();
    });

    /// <summary>The solvers known.</summary>
    public static IReadOnlyList<string> Known { get; } = ["z3", "cvc5", Wasm];

    /// <summary>Why a known solver cannot be asked here, with what to do about it; null when it can.</summary>
    /// <exception cref="ArgumentException">Another solver.</exception>
    public static string? Problem(string solver)
    {
        Require(solver);
        if (solver != Wasm)
            return Find(solver) is null ? $"{solver} is not on PATH" : null;
        if (Find("node") is not { } node)
            return $"{Wasm} needs node on PATH (Node.js 16 or newer) and the npm package z3-solver";
        var (output, errors) = Execute(node, ["-", "1"], s_script.Value, s_start);
        return output.Contains("Z3", StringComparison.Ordinal) ? null
            : $"{Wasm}: {(errors.Length > 0 ? errors : "node did not start the npm package z3-solver")}";
    }

    /// <summary>The full path of a program, or null when it is not on PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    /// <summary>The answer of a solver to a file: exactly "unsat" or "sat", anything else is unknown with what it printed.</summary>
    /// <param name="solver">One of <see cref="Known"/>.</param>
    /// <param name="file">An SMT-LIB 2 file.</param>
    /// <param name="timeout">Wall time.</param>
    /// <exception cref="ArgumentException">Another solver.</exception>
    public static SmtAnswer Check(string solver, string file, TimeSpan timeout)
    {
        Require(solver);
        string program = solver == Wasm ? "node" : solver;
        if (Find(program) is not { } path)
            return SmtAnswer.Unknown($"{program} is not on PATH");
        int seconds = Math.Max(1, (int)timeout.TotalSeconds);
        string[] arguments = solver switch
        {
            "z3" => [$"-T:{seconds}", file],
            "cvc5" => [$"--tlimit={(long)timeout.TotalMilliseconds}", file],
            _ => ["-", seconds.ToString(CultureInfo.InvariantCulture), file],
        };
        var (output, errors) = Execute(path, arguments, solver == Wasm ? s_script.Value : null, timeout + TimeSpan.FromSeconds(2));
        // The script prints the file's name behind the answer.
        return (output.Split('\t')[0].Trim(), errors) switch
        {
            ("unsat", _) => new(SmtStatus.Unsat, "", ImmutableDictionary<string, Rational>.Empty),
            ("sat", _) => new(SmtStatus.Sat, "", ImmutableDictionary<string, Rational>.Empty),
            ("timeout" or "", "") => SmtAnswer.Unknown("timeout"),
            var (text, error) => SmtAnswer.Unknown($"{solver} answered: {(text + " " + error).Trim()}"),
        };
    }

    private static void Require(string solver)
    {
        if (!Known.Contains(solver))
            throw new ArgumentException($"The solver {solver} is not one of {string.Join(", ", Known)}.", nameof(solver));
    }

    // What a program printed; nothing when it had to be ended.
    private static (string Output, string Errors) Execute(string path, string[] arguments, string? input, TimeSpan limit)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input ?? "");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its output says why.
        }
        if (process.WaitForExit(limit))
            return (output.Result.Trim(), errors.Result.Trim());
        process.Kill(entireProcessTree: true);
        return ("", "");
    }
}
