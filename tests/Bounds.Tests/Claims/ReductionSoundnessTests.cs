using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>No reduction of a false claim has parts that are all proved, whichever strategy would have come first. BOUNDCHECK_CAMPAIGN sets the number of
/// claims.</summary>
public sealed class ReductionSoundnessTests
{
    private const int Standard = 150, Samples = 200;
    private static readonly ProverOptions s_options = new() { Boxes = 400, Parts = 8, SolverSteps = 40_000 };

    private static int Count => Campaign.Count(Standard);

    private static int Seed => Campaign.Seed(1);

    private static IEnumerable<(string Kind, Reduction Reduction)> Reductions(Claim claim)
    {
        var signs = new BoxSigns(claim);
        (string, Reduction?)[] always =
        [
            (nameof(EqualityElimination), EqualityElimination.Apply(claim)), (nameof(CaseSplit.Unequal), CaseSplit.Unequal(claim)),
            (nameof(ExponentialVariable), ExponentialVariable.Apply(claim)),
        ];
        if (!Definition.IsEvident(claim, signs))
            return Kept([.. always, (nameof(DomainFirst), DomainFirst.Apply(claim))]);
        (string, Reduction?)[] evident = [(nameof(CaseSplit), CaseSplit.All(claim, 16)), (nameof(LogarithmElimination), LogarithmElimination.Apply(claim))];
        if (claim.Body.Relation == Relation.NotEqual)
            return Kept([.. always, .. evident]);
        return Kept(
        [
            .. always, .. evident, (nameof(PowersOfSides), PowersOfSides.Apply(claim, signs)),
                (nameof(LogarithmsOfSides), LogarithmsOfSides.Apply(claim, signs)),
            (nameof(HomogeneousForm), HomogeneousForm.Apply(claim)),
                .. OrderedValues.Of(claim, signs).Select(r => (nameof(OrderedValues), (Reduction?)r)),
            (nameof(RationalConstants), RationalConstants.Apply(claim)), (nameof(ClearedDenominators), ClearedDenominators.Apply(claim, signs)),
                .. BoundSubstitution.Of(claim).Select(r => (nameof(BoundSubstitution), (Reduction?)r)),
            .. MonotoneReduction.Of(claim).Select(r => (nameof(MonotoneReduction), (Reduction?)r)),
        ]);

        static IEnumerable<(string, Reduction)> Kept(IEnumerable<(string Kind, Reduction? Reduction)> all) =>
            all.Where(r => r.Reduction is not null).Select(r => (r.Kind, r.Reduction!));
    }

    private static bool IsProved(Claim claim, Reduction reduction)
    {
        var task = new ProofTask(claim, ClaimReduction.Reduce(claim), s_options);
        var parts = reduction.Parts.Where(p => !p.Claim.IsVacuous).Select(p => p.Claim).ToList();
        return !parts.Exists(p => !p.Box.IsEmpty && SampleSearch.Run(Prover.PartTask(task, p, s_options), Samples) is Refuted)
            && parts.TrueForAll(p => Prover.DecidePart(task, p, s_options, whole: false) is Proved);
    }

    [Test]
    public void No_reduction_proves_a_false_claim()
    {
        var generator = new FalseClaimGenerator(Seed);
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        for (int claims = 0; claims < Count;)
        {
            if (generator.Next() is not { } claim)
                continue;
            claims++;
            foreach (var (kind, reduction) in Reductions(claim))
            {
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
                if (IsProved(claim, reduction))
                    wrong.Add($"{kind}: {claim}: {reduction.Name}");
            }
        }
        TestContext.Out.WriteLine(string.Join(", ", seen.Select(s => $"{s.Key} {s.Value}")));
        Assert.That(wrong, Is.Empty);
        Assert.That(seen.Keys, Is.SupersetOf((string[])[nameof(BoundSubstitution), nameof(CaseSplit),
            nameof(ClearedDenominators), nameof(EqualityElimination), nameof(MonotoneReduction), nameof(PowersOfSides)]));
    }

    [TestCase("sqrt(x) <= y", "x=[0,1]", "y >= 0")]
    [TestCase("y <= sqrt(x)", "x=[0,1]; y=[-5,1]", null)]
    [TestCase("y >= -sqrt(x)", "x=[0,1]; y=[-5,1]", null)]
    public void Squares_of_both_sides_ask_for_the_sign_of_the_larger_side(string text, string on, string? sign)
    {
        var claim = ClaimParser.Parse(text, on, null).Claim!;
        var reduction = PowersOfSides.Apply(claim, new BoxSigns(claim));
        Assert.That(reduction!.Parts.Length == 1 ? null : reduction.Parts[0].Claim.Body.ToString(), Is.EqualTo(sign));
    }

    [Test]
    public void Signs_and_definedness_hold_at_every_sample_asked_about()
    {
        var generator = new FalseClaimGenerator(Seed + 1000);
        int nodes = 0;
        for (int claims = 0; claims < Count;)
        {
            if (generator.Any() is not { } claim)
                continue;
            claims++;
            var signs = new BoxSigns(claim);
            bool evident = Definition.IsEvident(claim, signs);
            var points = SampleSearch.Diagonal(claim).Take(40).SelectMany(p => new[] { p, [p[0], p[0]], [p[1], p[1]] }).ToList();
            if (evident)
                Assert.That(points.Select(p => new PointCheck(claim).At(p).Outcome), Has.None.EqualTo(PointOutcome.Undefined), claim.ToString());
            foreach (var node in Expr.Postorder(claim.Body.Left, claim.Body.Right).Where(n => !n.IsClosed()))
            {
                Relation? known = signs.Strict(node) switch { 1 => Relation.Greater, -1 => Relation.Less, _ => signs.IsNonnegative(node)
                    ? Relation.GreaterOrEqual
                    : null };
                if (known is not { } relation)
                    continue;
                nodes++;
                var check = new PointCheck(claim with { Body = new(node, relation, Constant.Zero) });
                Assert.That(points.Select(p => check.At(p).Outcome), Has.None.EqualTo(PointOutcome.Fails), $"{node} {relation} 0 where {claim}");
            }
        }
        TestContext.Out.WriteLine($"{nodes} signs");
        Assert.That(nodes, Is.GreaterThan(Count / 2));
    }
}
