using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Conventions.Tests;

public sealed class CatalogueTests
{
    [TestCaseSource(typeof(Theorem), nameof(Theorem.All))]
    public void A_theorem_states_problem_hypotheses_conclusions_source_and_proof(Theorem theorem)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        Assert.Multiple(() =>
        {
            Assert.That(theorem.Id, Does.Match("^[A-Z][0-9]+[a-z]?$"));
            Assert.That(theorem.Problem, Is.Not.Empty);
            Assert.That(theorem.Hypotheses, Is.Not.Empty);
            Assert.That(theorem.Hypotheses.Select(h => h.Id), Is.Unique);
            Assert.That(theorem.Conclusions, Is.Not.Empty);
            Assert.That(theorem.Conclusions.Select(c => c.Id), Is.Unique);
            Assert.That(theorem.Source, Is.Not.Empty);
            Assert.That(theorem.Proof, Is.Not.Empty);
        });
    }

    [TestCaseSource(typeof(Theorem), nameof(Theorem.All))]
    public void Every_conclusion_has_a_line_in_the_proof_index(Theorem theorem)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        Assert.That(theorem.Conclusions.Where(c => ProofIndex.Current.Of(theorem.Id, c.Id).IsEmpty).Select(c => $"{theorem.Id}.{c.Id}"), Is.Empty,
            "add it to the last column of proofs/index.tsv");
    }

    [Test]
    public void Proofs_are_said_by_the_index_alone() =>
        Assert.That(typeof(Theorem).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Theorem))
            && t.GetProperty(nameof(Theorem.Proof))!.DeclaringType != typeof(Theorem)), Is.Empty);

    [Test]
    public void Every_supported_conclusion_of_the_proof_index_exists_once_its_theorem_does()
    {
        var known = Theorem.All.SelectMany(t => t.Conclusions.Select(c => $"{t.Id}.{c.Id}").Append(t.Id)).ToHashSet(StringComparer.Ordinal);
        var theorems = Theorem.All.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var stray = ProofIndex.Current.Entries.SelectMany(e => e.Supports).Where(s => theorems.Contains(s.Split('.')[0]) && !known.Contains(s));
        Assert.That(stray, Is.Empty);
    }

    [Test]
    public void Theorem_ids_are_unique() => Assert.That(Theorem.All.Select(t => t.Id), Is.Unique.And.Not.Empty);
}
