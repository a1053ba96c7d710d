using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>Losses with a gap, from where gradient descent has no next step: no start whose orbit may meet it is certified.</summary>
public sealed class GapTests
{
    // F'' = 1 wherever it exists; at s = 1 they have no value and jump by pi and by 2.
    [TestCase("(x*y)^2/2 + atan(x*y-1) + atan(1/(x*y-1))")]
    [TestCase("(x*y)^2/2 + (x*y-1)/sqrt((x*y-1)^2)")]
    public void A_constant_second_derivative_beside_a_gap_is_no_square(string objective)
    {
        var report = Analyzed(objective).Structure.Regularity(CancellationToken.None);
        Assert.That(report.Square.IsProved, Is.False);
    }

    [TestCase("(x*y)^2 + (x*y-1)/(x*y-1)")]
    [TestCase("(x*y)^2/2 + 0*x*y/(x*y-1)")]
    [TestCase("(x*y-3)^2/2 + 0/(x-y)")]
    public void Where_a_loss_is_a_square_but_for_a_gap_no_region_of_starts_is_certified(string objective)
    {
        var analyzed = Analyzed(objective);
        var regions = CertifiedRegions.Of(analyzed, analyzed.Structure.Regularity(CancellationToken.None), CancellationToken.None);
        Assert.That(regions.SelectMany(r => r.Theorems).Where(t => !t.Starts.IsEmpty), Is.Empty);
        Assert.That(analyzed.Is(ProductStructure.Kind).IsProved, Is.False);
    }

    private static Objective Analyzed(string objective) => Objective.Analyze(objective, Parser.Parse(objective).ValueOrThrow());
}
