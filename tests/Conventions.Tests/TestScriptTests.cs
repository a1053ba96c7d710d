using System.Diagnostics;

namespace BoundCheck.Conventions.Tests;

/// <summary>test.sh among stand-ins for the test projects and the proofs: whatever they print, its last line is the sum.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class TestScriptTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("boundcheck").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [TestCase("  succeeded: 3\n  failed: 0", "ok a\nok b\n2 passed, 0 failed", 0, "5 passed, 0 failed")]
    [TestCase("  succeeded: 3\n  failed: 0", "ok a\nok b", 1, "3 passed, 1 failed", Description = "only ok lines, then out of time")]
    [TestCase("  succeeded: 3\n  failed: 0", "", 1, "3 passed, 1 failed", Description = "nothing at all")]
    [TestCase("  succeeded: 3\n  failed: 0", "ok a\nFAIL  b\n1 passed, 1 failed", 1, "4 passed, 1 failed")]
    [TestCase("  succeeded: 2\n  failed: 1", "ok a\n1 passed, 0 failed", 1, "3 passed, 1 failed")]
    [TestCase("", "ok a\n1 passed, 0 failed", 1, "1 passed, 1 failed", Description = "a test host that dies without a word")]
    public void The_last_line_is_the_sum_whatever_is_printed(string tests, string proofs, int code, string last) =>
        Run(tests, proofs, code, last);

    [TestCase("Ran 4 tests in 1s\n\nOK (skipped=1)", 0, "9 passed, 0 failed")]
    [TestCase("Ran 4 tests in 1s\n\nFAILED (failures=1, errors=2, skipped=1)", 1, "6 passed, 3 failed")]
    [TestCase("Ran 4 tests in 1s\n\nFAILED (unexpected successes=1)", 1, "5 passed, 1 failed")]
    [TestCase("Traceback", 1, "5 passed, 1 failed")]
    public void The_tests_of_the_Python_package_are_counted(string printed, int code, string last)
    {
        Write("python/tests/test_a.py", "");
        Write("bin/python3", $"#!/bin/sh\nprintf '%s\\n' '{printed}'\n[ {code} = 0 ]\n");
        Run("  succeeded: 3\n  failed: 0", "ok a\nok b\n2 passed, 0 failed", code, last);
    }

    [TestCase("slurm: 8 tasks merged", 0, 0, "6 passed, 0 failed", "")]
    [TestCase("slurm: skipped: munged does not start", 77, 0, "5 passed, 0 failed", "skipped: the Slurm test (munged does not start)")]
    [TestCase("one.png all.png differ", 1, 1, "5 passed, 1 failed", "")]
    public void The_Slurm_test_counts_or_says_why_it_was_skipped(string printed, int slurm, int code, string last, string before)
    {
        Write("eng/slurm.sh", $"#!/bin/sh\nprintf '%s\\n' '{printed}'\nexit {slurm}\n");
        string[] lines = Run("  succeeded: 3\n  failed: 0", "ok a\nok b\n2 passed, 0 failed", code, last);
        Assert.That(before.Length == 0 || lines[^2] == before, string.Join('\n', lines));
    }

    private string[] Run(string tests, string proofs, int code, string last)
    {
        Write("test.sh", File.ReadAllText(Path.Combine(SourceTests.Root, "test.sh")));
        Write("eng/require.sh", "require_sdk() { :; }\nrequire_package() { :; }\nrequire_program() { :; }\nrequire_file() { :; }\n");
        // The stand-in of dotnet builds nothing and prints what a test host would.
        Write("bin/dotnet", $"#!/bin/sh\n[ \"$1\" = build ] || printf '%s\\n' '{tests}'\n");
        Directory.CreateDirectory(Path.Combine(_folder, "tests", "A.Tests"));
        Write("proofs/check.sh", $"#!/bin/sh\nprintf '%s\\n' '{proofs}'\n{(proofs.Contains("passed", StringComparison.Ordinal) ? "" : "exit 124")}\n");
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder, "test.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment.Remove("BOUNDCHECK_SKIP_PROOFS");
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        string[] lines = script.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        script.WaitForExit();
        Assert.That((lines[^1], script.ExitCode), Is.EqualTo((last, code)), errors.Result);
        return lines;
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
