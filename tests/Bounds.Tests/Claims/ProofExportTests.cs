using System.Text.Json;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
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

    [TestCase("z3")]
    [TestCase("z3-wasm")]
    public void Exported_queries_are_found_unsat_again_by_another_solver(string solver)
    {
        if (ExternalSolver.Problem(solver) is { } problem)
            Assert.Inconclusive(problem);
        string directory = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            var (evidence, files) = ProofExport.Write(directory, s_claims);
            Assert.That(evidence.Select(e => e.Verdict.Text), Is.EqualTo((string[])["proved", "proved", "proved", "refuted"]));
            Assert.That(files, Has.Length.GreaterThanOrEqualTo(3));
            foreach (var file in files)
                Assert.That(ExternalSolver.Check(solver, Path.Combine(directory, file.File), TimeSpan.FromSeconds(20)).Status,
                    Is.EqualTo(SmtStatus.Unsat), file.File);
            using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "index.json")));
            Assert.That(index.RootElement.GetProperty("obligations").GetArrayLength(), Is.EqualTo(files.Length));
            Assert.That(index.RootElement.GetProperty("obligations")[0].GetProperty("expected").GetString(), Is.EqualTo("unsat"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // Roots are fresh variables with r >= 0 and r^n = base: a solver that took any root for a sqrt term could call a false statement unsat.
    [Test]
    public void No_exported_query_has_a_term_for_a_root()
    {
        var log = new ObligationLog();
        var claim = ClaimParser.Parse("x + y >= 2*sqrt(x*y) + 0*x^(1/3)", "x=(0,inf); y=(0,inf)").ValueOrThrow();
        Assert.That(Prover.ProveBySolver(claim, ProverOptions.Default with { Log = log }), Is.True);
        Assert.That(log.Proved, Is.Not.Empty);
        foreach (var (_, obligation) in log.Proved)
        {
            string terms = string.Join('\n', obligation.Script.Split('\n').Where(l => !l.StartsWith(';')));
            Assert.That(terms, Does.Contain("root_").And.Not.Contain("sqrt").And.Not.Contain("^"));
        }
    }

    [TestCase("z3", "z3 is not on PATH")]
    [TestCase("cvc5", "cvc5 is not on PATH")]
    [TestCase("z3-wasm", "needs node on PATH")]
    public void A_missing_solver_says_what_is_missing(string solver, string message)
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", Path.GetTempPath());
            Assert.That(ExternalSolver.Problem(solver), Does.Contain(message));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Test]
    public void A_missing_package_says_how_to_install_it()
    {
        if (ExternalSolver.Find("node") is null)
            Assert.Inconclusive("node is not installed");
        if (ExternalSolver.Problem("z3-wasm") is { } problem)
            Assert.That(problem, Does.Contain("npm install z3-solver"));
        else
            Assert.Inconclusive("the package is installed");
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
