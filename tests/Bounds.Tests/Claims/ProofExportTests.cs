using System.Text.Json;
using BoundCheck.Bounds.Claims;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Claims;

public sealed class ProofExportTests
{
    private static readonly Claim[] s_claims =
    [
        ClaimParser.Parse("x*y <= exp(x) + y*(log(y) - 1)", "x=(-inf,inf); y=(0,inf)").ValueOrThrow(),
        ClaimParser.Parse("x*(1-x) <= 1/4", "x=(-inf,inf)").ValueOrThrow(),
        ClaimParser.Parse("log(x) <= x - 1", "x=(0,inf)").ValueOrThrow(),
        ClaimParser.Parse("x^2 < 0", "x=[0,1]").ValueOrThrow(),
    ];

    [Test]
    public void Exported_queries_are_found_unsat_again_by_the_z3_command()
    {
        if (ExternalSolver.Find("z3") is null)
            Assert.Inconclusive("the z3 command is not installed");
        string directory = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            var (evidence, files) = ProofExport.Write(directory, s_claims);
            Assert.That(evidence.Select(e => e.Verdict.Text), Is.EqualTo((string[])["proved", "proved", "proved", "refuted"]));
            Assert.That(files, Has.Length.GreaterThanOrEqualTo(3));
            foreach (var file in files)
                Assert.That(ExternalSolver.Check("z3", Path.Combine(directory, file.File), TimeSpan.FromSeconds(20)).Status, Is.EqualTo(SmtStatus.Unsat), file.File);
            using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "index.json")));
            Assert.That(index.RootElement.GetProperty("obligations").GetArrayLength(), Is.EqualTo(files.Length));
            Assert.That(index.RootElement.GetProperty("obligations")[0].GetProperty("expected").GetString(), Is.EqualTo("unsat"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public void A_solver_that_is_not_known_is_the_callers_error() =>
        Assert.That(() => ExternalSolver.Check("yices", "x.smt2", TimeSpan.FromSeconds(1)), Throws.ArgumentException);

    [Test]
    public void Claims_are_decided_the_same_on_several_threads()
    {
        var verdicts = new Verdict[16];
        Parallel.For(0, verdicts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => verdicts[i] = Prover.Decide(s_claims[i % s_claims.Length]));
        for (int i = 0; i < verdicts.Length; i++)
            Assert.That(verdicts[i], Is.EqualTo(verdicts[i % s_claims.Length]), s_claims[i % s_claims.Length].ToString());
    }

    [Test]
    public void Without_the_solver_interval_methods_still_decide_and_the_rest_is_unknown_with_the_reason()
    {
        var options = new ProverOptions { Solver = new Z3Runner(Z3Library.Load(["libz3-that-is-not-there.so.0"])) };
        Assert.That(Prover.Decide(ClaimParser.Parse("exp(x^3) < 3", "x=[0,1]").ValueOrThrow(), options), Is.InstanceOf<Proved>());
        var unknown = Prover.Decide(s_claims[0], options with { Boxes = 200 });
        Assert.That(unknown, Is.InstanceOf<Unknown>());
        Assert.That(((Unknown)unknown).Reason, Does.Contain("Install libz3"));
    }

    [Test]
    public void Claims_asked_inside_a_capture_are_collected_once()
    {
        using var capture = ClaimCapture.Start();
        Prover.Decide(s_claims[1]);
        Prover.Decide(s_claims[1]);
        Assert.That(capture.Claims, Is.EqualTo((Claim[])[s_claims[1]]));
    }
}
