using System.Diagnostics;

namespace BoundCheck.Bounds.Smt;

/// <summary>Re-checks exported queries with a solver command: z3 or cvc5 on PATH.</summary>
public static class ExternalSolver
{
    /// <summary>The solvers known.</summary>
    public static IReadOnlyList<string> Known { get; } = ["z3", "cvc5"];

    /// <summary>The full path of a solver, or null when it is not on PATH.</summary>
    public static string? Find(string solver) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? solver + ".exe" : solver))
            .FirstOrDefault(File.Exists);

    /// <summary>The answer of a solver to a file: exactly "unsat" or "sat", anything else is unknown with what it printed.</summary>
    /// <param name="solver">"z3" or "cvc5".</param>
    /// <param name="file">An SMT-LIB 2 file.</param>
    /// <param name="timeout">Wall time.</param>
    /// <exception cref="ArgumentException">Another solver.</exception>
    public static SmtAnswer Check(string solver, string file, TimeSpan timeout)
    {
        if (!Known.Contains(solver))
            throw new ArgumentException($"The solver {solver} is not one of {string.Join(", ", Known)}.", nameof(solver));
        if (Find(solver) is not { } path)
            return SmtAnswer.Unknown($"{solver} is not on PATH");
        var start = new ProcessStartInfo(path) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(solver == "z3" ? $"-T:{Math.Max(1, (int)timeout.TotalSeconds)}" : $"--tlimit={(long)timeout.TotalMilliseconds}");
        start.ArgumentList.Add(file);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(timeout + TimeSpan.FromSeconds(2)))
        {
            process.Kill(entireProcessTree: true);
            return SmtAnswer.Unknown("timeout");
        }
        return (output.Result.Trim(), errors.Result.Trim()) switch
        {
            ("unsat", _) => new(SmtStatus.Unsat, "", System.Collections.Immutable.ImmutableDictionary<string, BoundCheck.Symbolic.Rational>.Empty),
            ("sat", _) => new(SmtStatus.Sat, "", System.Collections.Immutable.ImmutableDictionary<string, BoundCheck.Symbolic.Rational>.Empty),
            ("timeout" or "", _) => SmtAnswer.Unknown("timeout"),
            var (text, error) => SmtAnswer.Unknown($"{solver} answered: {(text + " " + error).Trim()}"),
        };
    }
}
