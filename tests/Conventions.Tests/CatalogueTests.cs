using BoundCheck.Bounds.Catalogue;

namespace BoundCheck.Conventions.Tests;

public sealed class CatalogueTests
{
    [TestCaseSource(typeof(Theorem), nameof(Theorem.All))]
    public void A_theorem_states_problem_hypotheses_conclusions_source_and_proof(Theorem theorem)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        Assert.Multiple(() =>
        {
            Assert.That(theorem.Id, Does.Match("^T[0-9][a-d]?$"));
            Assert.That(theorem.Problem, Is.Not.Empty);
            Assert.That(theorem.Hypotheses, Is.Not.Empty);
            Assert.That(theorem.Hypotheses.Select(h => h.Id), Is.Unique);
            Assert.That(theorem.Conclusions, Is.Not.Empty);
            Assert.That(theorem.Conclusions.Select(c => c.Id), Is.Unique);
            Assert.That(theorem.Source, Is.Not.Empty);
            Assert.That(theorem.Proof, Is.Not.Empty);
        });
    }

    [Test]
    public void Theorem_ids_are_unique() => Assert.That(Theorem.All.Select(t => t.Id), Is.Unique.And.Not.Empty);
}
