using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>False claims that mislead a careless step: each is refuted, or at least not proved.</summary>
public sealed class FalseClaimTests
{
    private static readonly string s_table = Read();

    private static string Read()
    {
        using var stream = typeof(FalseClaimTests).Assembly.GetManifestResourceStream("false-claims.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<TestCaseData> Rows() =>
        from line in s_table.Split('\n')
        where line.Length > 0 && !line.StartsWith('#')
        let cells = line.Split('\t')
        where cells[0] != "name"
        select new TestCaseData(cells[1], cells[2], cells[3], cells[4]).SetName($"Claim_{cells[0]}_is_{cells[4]}");

    [TestCaseSource(nameof(Rows))]
    public void A_false_claim_is_refuted_or_at_least_not_proved(string claim, string on, string where, string expected)
    {
        var verdict = Prover.Decide(ClaimParser.Parse(claim, on, where).ValueOrThrow());
        Assert.That(verdict, Is.Not.InstanceOf<Proved>(), verdict.ToString());
        if (expected == "refuted")
            Assert.That(verdict, Is.InstanceOf<Refuted>(), verdict.ToString());
    }

    [Test]
    public void An_unknown_carries_the_smallest_part_left_undecided()
    {
        var claim = ClaimParser.Parse("x^y + y^x > 1", "x=(0,1);y=(0,1)").ValueOrThrow();
        var verdict = Prover.Decide(claim, ProverOptions.Default with { Boxes = 400, Parts = 2, SolverSteps = 20_000 });
        Assert.That(verdict, Is.InstanceOf<Unknown>());
        Assert.That(((Unknown)verdict).Undecided, Does.Contain("x in [").And.Contain("y in ["));
        Assert.That(((Unknown)verdict).Reason, Is.Not.Empty);
    }

    [Test]
    public void Without_a_solver_the_interval_methods_still_decide()
    {
        var options = ProverOptions.Default with { Solver = new(Smt.MissingLibrary.Instance) };
        Assert.That(Prover.Decide(ClaimParser.Parse("exp(x) >= 1 + x", "x=(-inf,inf)").ValueOrThrow(), options), Is.InstanceOf<Proved>());
        Assert.That(Prover.Decide(ClaimParser.Parse("exp(x) >= 1 + 1.001*x", "x=(-inf,inf)").ValueOrThrow(), options), Is.InstanceOf<Refuted>());
        var unknown = Prover.Decide(ClaimParser.Parse("x^2*y^4 + x^4*y^2 - 3*x^2*y^2 + 1 >= 0", "x=(-inf,inf);y=(-inf,inf)")
            .ValueOrThrow(), options with { Boxes = 400, Parts = 4 });
        Assert.That(unknown, Is.InstanceOf<Unknown>());
        Assert.That(((Unknown)unknown).Reason, Does.Contain("Install libz3"));
    }
}
