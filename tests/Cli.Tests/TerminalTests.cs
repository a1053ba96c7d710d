using System.Diagnostics;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using Spectre.Console;
using Progress = BoundCheck.Cli.Commands.Progress;

namespace BoundCheck.Cli.Tests;

/// <summary>What people see on a terminal: width, marks, suggestions, help, completion, doctor, interruption.</summary>
[TestFixture]
public sealed class TerminalTests
{
    [TestCase("analyze", "log(cosh(x*y-1))")]
    [TestCase("analyze", "abs(x*y-1)")]
    [TestCase("analyze", "abs(x*y-1)", "--verbose")]
    [TestCase("run", "sqrt(1 + (x*y-1)^2)", "--start", "x=5,y=0.05", "--step", "0.3", "--verbose")]
    [TestCase("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.89")]
    [TestCase("run", "sqrt(1 + (x*y-1)^2)", "--start", "x=5,y=0.05", "--step", "0.3")]
    [TestCase("run", "x^2 + 3*y^2", "--start", "x=5,y=0.05", "--step", "0.3")]
    [TestCase("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-4..4:9,y=-4..4:9")]
    [TestCase("catalogue")]
    [TestCase("doctor")]
    [TestCase("claim", "exp(x) >= 1 + x", "--on", "x=(-inf,inf)")]
    public void Output_fits_eighty_columns(params string[] args)
    {
        var run = CommandRunner.Run(args);
        var wide = run.Output.Split('\n').Where(l => l.TrimEnd().EnumerateRunes().Count() > 80);
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Is.Not.Empty);
            Assert.That(wide, Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("log(cosh(x*y - 1)) >= 0 on x in (-inf, inf), φ ≤ 1/2")]
    [TestCase("            indented  with   spaces")]
    [TestCase("\nreport      report.html")]
    [TestCase("0123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567890")]
    [TestCase("0123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567890 and more")]
    [TestCase("漢字 two columns a letter 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字")]
    public void A_line_is_written_as_if_it_had_been_laid_out(string line)
    {
        using StringWriter written = new(), laidOut = new();
        new Terminal(written, colour: false, silent: false).WriteLine(line);
        var layout = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(laidOut),
        });
        layout.Profile.Width = 80;
        layout.WriteLine(line);
        Assert.That(written.ToString(), Is.EqualTo(laidOut.ToString()));
    }

    [Test]
    public void The_answer_is_the_first_line_and_verdicts_read_without_colour()
    {
        var run = CommandRunner.Run("check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85", "--verbose");
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.StartWith("Certified: gradient descent converges from this start"));
            Assert.That(run.Output, Does.Contain("+ proved").And.Contain("- refuted"));
            Assert.That(run.Output, Does.Not.Contain("\u001b"));
        });
    }

    [TestCase("did you mean 'check'?", "chekc", "x*y")]
    [TestCase("did you mean '--step'?", "check", "x*y", "--stpe", "1")]
    [TestCase("did you mean 'tanh'?", "check", "tahn(x*y)", "--step", "1", "--start", "x=1,y=1")]
    [TestCase("did you mean 'theta'?", "check", "(theta*y-1)^2", "--step", "1", "--start", "thta=1,y=1")]
    [TestCase("did you mean 'rate'?", "check", "(x*y-rate)^2", "--step", "1", "--start", "x=1,y=1", "--param", "raet=1")]
    [TestCase("did you mean 'bash'?", "completion", "bsh")]
    public void A_mistyped_word_is_answered_with_the_nearest_one(string hint, params string[] args)
    {
        var run = CommandRunner.Run(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.BadInput));
            Assert.That(run.Error.Split('\n')[0], Does.Contain(hint));
        });
    }

    [TestCase("xyz", new[] { "check", "run" }, null)]
    [TestCase("step", new[] { "steps" }, "steps")]
    [TestCase("q", new[] { "c" }, null)]
    public void Far_words_are_not_suggested(string typed, string[] known, string? expected) =>
        Assert.That(Suggestion.Nearest(typed, known), Is.EqualTo(expected));

    private static IEnumerable<string> Commands => ["analyze", "check", "run", "sweep", "claim", "prove", "catalogue", "doctor", "completion"];

    [TestCaseSource(nameof(Commands))]
    public void Help_of_every_command_has_an_example(string command) =>
        Assert.That(CommandRunner.Run(command, "--help").Output, Does.Contain("Example: ").And.Contain("boundcheck " + command));

    [TestCase("bash", "complete -o filenames")]
    [TestCase("zsh", "compdef")]
    [TestCase("fish", "complete -c boundcheck")]
    public void Completion_scripts_ask_the_command_itself(string shell, string registration)
    {
        string script = CommandRunner.Run("completion", shell).Output;
        Assert.Multiple(() =>
        {
            Assert.That(script, Does.Contain(registration).And.Contain("[suggest:"));
            Assert.That(CommandRunner.Run("[suggest:18]", "boundcheck check --s").Output.Split('\n', StringSplitOptions.TrimEntries),
                Is.SupersetOf(new[] { "--start", "--step" }));
        });
    }

    [Test]
    public void The_bash_script_completes_in_bash()
    {
        // The function is called as bash would call it; boundcheck is a function that runs the built command.
        string dll = typeof(CommandLine).Assembly.Location;
        string script = CommandRunner.Run("completion", "bash").Output +
            $"\nboundcheck() {{ dotnet '{dll}' \"$@\"; }}\nCOMP_LINE='boundcheck che'; COMP_POINT=14; COMP_WORDS=(boundcheck che); COMP_CWORD=1; _boundcheck; echo \"${{COMPREPLY[@]}}\"";
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var bash = Process.Start(start)!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        Assert.That(bash.StandardOutput.ReadToEnd().Trim(), Is.EqualTo("check"));
    }

    [Test]
    public void Doctor_says_what_a_missing_part_costs()
    {
        var findings = DoctorCommand.Findings().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(findings.Select(f => f.Part), Is.SupersetOf(new[] { "libz3", "SIMD", "z3", "cvc5", "coqc" }));
            Assert.That(findings.Where(f => f.Part is not ("boundcheck" or "runtime")).Select(f => f.Cost), Has.All.Length.GreaterThan(40));
            Assert.That(CommandRunner.Run("doctor").Output, Does.Contain("libz3"));
        });
    }

    [TestCase(0, 200)]
    [TestCase(123_456_789, 1_000_000_000)]
    public void Progress_lines_have_a_bar_and_fit_the_terminal(long done, long of)
    {
        string line = Progress.Line("sweeping", done, of, TimeSpan.FromSeconds(3599));
        Assert.Multiple(() =>
        {
            Assert.That(line, Does.Contain("[").And.Contain(" %"));
            Assert.That(line.Length, Is.LessThan(80));
        });
    }

    [Test]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName;
        string file = Path.Combine(folder, "answer.json");
        AtomicFile.Write(file, "old");
        Assert.Throws<InputException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("no space left");
        }));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(file), Is.EqualTo("old"));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        });
        Directory.Delete(folder, true);
    }

    [Test]
    [Platform("Linux")]
    public void An_interrupted_sweep_ends_with_130_and_leaves_no_file()
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            ArgumentList = { typeof(CommandLine).Assembly.Location, "sweep", "log(cosh(x*y-1))", "--step", "1.35", "--grid", "x=-6..6:3000,y=-6..6:3000",
                "--steps", "1000000", "--threads", "1", "--json", "a.json", "--png", "a.png", "--report", "a.html", "--timeout", "600" },
        };
        using var sweep = Process.Start(start)!;
        var output = sweep.StandardOutput.ReadToEndAsync();
        // The first progress line says that the work is under way.
        string? line = sweep.StandardError.ReadLine();
        using (var kill = Process.Start("kill", ["-INT", $"{sweep.Id}"]))
            kill.WaitForExit();
        string rest = sweep.StandardError.ReadToEnd();
        sweep.WaitForExit();
        Assert.Multiple(() =>
        {
            Assert.That(line, Does.Contain("sweeping"));
            Assert.That(rest, Does.Contain("interrupted"));
            Assert.That(sweep.ExitCode, Is.EqualTo(130));
            Assert.That(output.Result, Is.Empty);
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        });
        Directory.Delete(folder, true);
    }

    /// <summary>The end of a file that is not full yet, but may not grow.</summary>
    [Test]
    [Platform("Linux")]
    public void A_file_that_cannot_be_written_to_its_end_is_an_error_and_is_not_left()
    {
        string folder = Directory.CreateTempSubdirectory("boundcheck").FullName;
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        string command = $"trap '' XFSZ; ulimit -f 1; exec dotnet '{typeof(CommandLine).Assembly.Location}' sweep '(x*y-1)^2/2' --step 0.4 --grid x=-6..6:8,y=-6..6:8 --csv a.csv";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        // The runtime itself asks for large files otherwise.
        (start.Environment["DOTNET_EnableWriteXorExecute"], start.Environment["DOTNET_EnableDiagnostics"]) = ("0", "0");
        using var sweep = Process.Start(start)!;
        var output = sweep.StandardOutput.ReadToEndAsync();
        string error = sweep.StandardError.ReadToEnd();
        sweep.WaitForExit();
        Assert.Multiple(() =>
        {
            Assert.That(error, Does.Contain("a.csv: cannot be written"));
            Assert.That(sweep.ExitCode, Is.EqualTo(2), output.Result);
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        });
        Directory.Delete(folder, true);
    }
}
