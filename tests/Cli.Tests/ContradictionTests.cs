using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Tests;

/// <summary>A run that breaks a certified statement ends the command as an internal error with everything known about it.</summary>
public sealed class ContradictionTests
{
    private static RunReport Run()
    {
        var problem = ProblemReader.Read(new ProblemInput
        {
            Objective = new SourceText("log(cosh(x*y))", "objective"),
            Start = StartText.Read("x=2,y=0.3", "--start"),
            Step = new SourceText("0.3", "--step"),
        });
        return Runner.Run(Study.Check(problem, problem.Objective.Structure.Regularity(CancellationToken.None), CancellationToken.None),
            null, CancellationToken.None);
    }

    [Test]
    public void An_injected_contradiction_is_an_internal_error_with_a_dump()
    {
        var run = Run();
        string folder = Directory.CreateTempSubdirectory().FullName;
        using var error = new StringWriter();
        try
        {
            Assert.That(ContradictionDump.Report(run, error, folder), Is.Zero);
            Assert.That(Directory.GetFiles(folder), Is.Empty);
            var broken = run with { Measurement = run.Measurement with { Outcome = Outcome.Diverged, Cause = OutcomeCause.Overflow } };
            Assert.That(ContradictionDump.Report(broken, error, folder), Is.EqualTo(4));
            using var dump = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(folder).Single()));
            Assert.Multiple(() =>
            {
                Assert.That(error.ToString(), Does.Contain("internal error").And.Contain("diverged"));
                Assert.That(dump.RootElement.GetProperty("contradictions")
                    .GetArrayLength(), Is.EqualTo(run.Study.Prediction.Implications.OfType<Convergence>().Count()), "one for each theorem that certified it");
                Assert.That(dump.RootElement.GetProperty("trace").GetArrayLength(), Is.EqualTo(run.Measurement.Trace.Length));
                Assert.That(dump.RootElement.GetProperty("theorems").GetArrayLength(), Is.GreaterThan(8));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_dump_that_cannot_be_written_goes_to_the_error_output()
    {
        var run = Run();
        var broken = run with { Measurement = run.Measurement with { Outcome = Outcome.Diverged, Cause = OutcomeCause.Overflow } };
        using var error = new StringWriter();
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "absent");
        Assert.Multiple(() =>
        {
            Assert.That(ContradictionDump.Report(broken, error, folder), Is.EqualTo(4));
            Assert.That(error.ToString(), Does.Contain("\"trace\""));
        });
    }
}
