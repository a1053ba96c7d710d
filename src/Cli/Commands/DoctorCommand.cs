using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BoundCheck.Bounds.Smt;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>doctor: what is installed, and what a missing part costs.</summary>
internal static class DoctorCommand
{
    /// <summary>One finding: the part, what was found (null when missing), and what its absence costs.</summary>
    internal sealed record Finding(string Part, string? Found, string Cost);

    internal static Command Create(Session session)
    {
        var command = new Command("doctor", "What is installed, and what each missing part costs.\n\nExample: boundcheck doctor");
        command.SetAction(_ =>
        {
            foreach (var f in Findings())
            {
                session.Output.WriteLine($"{(f.Found is null ? "-" : "+")} {f.Part,-10} {f.Found ?? "missing"}");
                if (f.Found is null)
                    TextOutput.Wrap(session.Output, "", f.Cost, 13);
            }
            return 0;
        });
        return command;
    }

    /// <summary>Everything looked for, in order.</summary>
    internal static IEnumerable<Finding> Findings()
    {
        yield return new("boundcheck", typeof(DoctorCommand).Assembly.GetName().Version?.ToString(3), "");
        yield return new("runtime",
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors", "");
        var z3 = Z3Library.Default;
        yield return new("libz3", z3.Version,
            $"{z3.Problem} Without it polynomial claims over unbounded domains are unknown more often, and the large-step theorems apply to fewer objectives.");
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
        yield return new("SIMD", bits > 64
            ? $"{bits} bits, {bits / 64} runs at a time"
            : null, "Sweeps run one start at a time, four to eight times slower. Answers are the same.");
        yield return new("FMA", System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported
            ? "yes"
            : null, "Intervals and runs compute a*b+c in software: slower, the same answers.");
        yield return new("z3", Program("z3"), "prove --with z3 cannot re-check exported obligations. Verdicts do not need it. Debian: apt-get install z3");
        yield return new("cvc5", Program("cvc5"),
            "prove --with cvc5 cannot re-check exported obligations with a second solver. Verdicts do not need it. Debian: apt-get install cvc5");
        string? wasm = ExternalSolver.Problem("z3-wasm");
        yield return new("z3-wasm", wasm is null
            ? "npm package z3-solver"
            : null, $"{wasm}. prove --with z3-wasm cannot re-check exported obligations with a later Z3. Verdicts do not need it.");
        yield return new("coqc", Program("coqc"),
            "proofs/check.sh cannot re-check the machine-checked theorems. Verdicts do not need it. Debian: apt-get install coq");
    }

    /// <summary>The path of a program on PATH, or null.</summary>
    internal static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(d => OperatingSystem.IsWindows() ? new[] { Path.Combine(d, name + ".exe") } : [Path.Combine(d, name)]).FirstOrDefault(File.Exists);
}
