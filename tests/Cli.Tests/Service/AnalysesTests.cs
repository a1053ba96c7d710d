using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Tests.Service;

/// <summary>What one command found out of an objective serves the next.</summary>
public sealed class AnalysesTests
{
    private static Objective Read(string text) => ProblemReader.ReadObjective(new ProblemInput { Objective = new SourceText(text, "objective") });

    [Test]
    public void The_same_expression_is_analysed_once_however_it_is_typed()
    {
        var analyses = new Analyses();
        var first = analyses.Regularity(Read("(x*y-1)^2/2"), CancellationToken.None);
        Assert.That(analyses.Regularity(Read("( x*y - 1 )^2 / 2"), CancellationToken.None), Is.SameAs(first));
        Assert.That(analyses.Regularity(Read("(x*y-2)^2/2"), CancellationToken.None), Is.Not.SameAs(first));
        Assert.That(analyses.Count, Is.EqualTo(2));
    }

    [Test]
    public void What_follows_for_every_start_is_found_once()
    {
        var analyses = new Analyses();
        Objective first = Read("(x*y-1)^2/2"), second = Read("( x*y - 1 )^2 / 2");
        var regularity = analyses.Regularity(first, CancellationToken.None);
        var regions = analyses.Regions(first, regularity, CancellationToken.None);
        var obstacles = analyses.Obstacles(first, regularity, CancellationToken.None);
        var curvature = analyses.Curvature(first, CancellationToken.None);
        Assert.Multiple(() =>
        {
            // Immutable arrays are equal when they are the same array.
            Assert.That(analyses.Regions(second, regularity, CancellationToken.None) == regions);
            Assert.That(analyses.Obstacles(second, regularity, CancellationToken.None) == obstacles);
            Assert.That(analyses.Curvature(second, CancellationToken.None), Is.SameAs(curvature));
            Assert.That(analyses.Count, Is.EqualTo(4));
        });
    }

    [Test]
    public async Task Questions_at_once_share_one_analysis()
    {
        var analyses = new Analyses();
        var objective = Read("(x*y-6)^2/2");
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => analyses.Regularity(objective, CancellationToken.None))));
        Assert.That(reports.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Whoever_has_no_time_does_not_wait_for_an_analysis_that_others_began()
    {
        var analyses = new Analyses();
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var first = Task.Run(() => analyses.Of(Read("(x*y-6)^2/2"), () =>
        {
            begun.Set();
            end.Wait();
            return "whole";
        }, _ => true, CancellationToken.None));
        begun.Wait();
        Assert.That(analyses.Of(Read("(x*y-6)^2/2"), () => "in part", _ => false, new CancellationToken(true)), Is.EqualTo("in part"));
        end.Set();
        Assert.That(first.GetAwaiter().GetResult(), Is.EqualTo("whole"));
    }

    [Test]
    public void The_terms_of_a_sum_are_analysed_once()
    {
        Objective first = Read("(x*y-1)^2/2 + (x*y-3)^2/2"), second = Read("(x*y-1)^2/2 + (y*x-3)^2/2");
        var terms = SampleTerms.Regularity(first, CancellationToken.None);
        Assert.That(terms, Has.Length.EqualTo(2));
        Assert.That(SampleTerms.Regularity(second, CancellationToken.None).Zip(terms, ReferenceEquals), Is.All.True);
    }

    [Test]
    public void The_memory_is_bounded()
    {
        var analyses = new Analyses();
        for (int i = 0; i < Analyses.Most + 10; i++)
            analyses.Regularity(Read($"{i}*x"), CancellationToken.None);
        Assert.That(analyses.Count, Is.EqualTo(Analyses.Most));
    }

    [Test]
    public void What_a_time_limit_cut_short_is_not_kept()
    {
        var analyses = new Analyses();
        try
        {
            analyses.Regularity(Read("log(cosh(x*y-1))"), new CancellationToken(true));
        }
        catch (OperationCanceledException)
        {
            // One of the two answers to a cancellation.
        }
        Assert.That(analyses.Count, Is.Zero);
    }
}
