using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>
/// Random functions with isolated, overlapping and irrational pieces against a reference that evaluates one-sided limits and shares no code with the
/// program. BOUNDCHECK_CAMPAIGN sets the number of functions, BOUNDCHECK_FIRST the number of the first; the documented run takes 10000.
/// </summary>
public sealed class PiecewiseCampaignTests
{
    private static readonly Variable s_s = Variable.Of("s");

    private static IEnumerable<(int Seed, PiecewiseFunction F)> Functions(int standard) =>
        Enumerable.Range(Campaign.First, Campaign.Count(standard)).Select(i => (i, PiecewiseFunction.Next(new Random(i))));

    private static OneSidedReference Reference(PiecewiseFunction f) => new(f.Shape, f.Meetings.Select(m => m.At));

    [Test]
    public void Derivatives_at_meeting_points_are_the_common_limits_of_both_sides()
    {
        var wrong = new List<string>();
        int undecided = 0, points = 0;
        foreach (var (seed, function) in Functions(60))
        {
            string text = function.TextIn("s");
            var f = Parser.Parse(text).ValueOrThrow();
            var reference = Reference(function);
            var first = ExactDerivative.Of(PieceMerging.Merge(f, s_s), s_s);
            var second = first.Next();
            var outer = OuterFunction.CompileWithoutCentre(f, s_s);
            foreach (var meeting in function.Meetings)
            {
                points++;
                var point = Parser.Parse(meeting.Text).ValueOrThrow();
                var sides = reference.Breaks.First(b => Math.Abs(b.S - meeting.At) < 1e-9);
                double? slope = sides.HasSlope ? sides.Left.Slope : null;
                if (!first.IsDecided || !second.IsDecided)
                {
                    undecided++;
                    continue;
                }
                if (point.IsRational(out var rational) && rational.Denominator.IsPowerOfTwo)
                    Compare("the engine's F'", outer.At(rational.ToDoubleNearest()).Slope is var g && double.IsNaN(g) ? null : g, slope);
                Compare("F'", Value(first.Value, point, meeting.At), slope);
                Compare("F''", Value(second.Value, point, meeting.At), sides.HasCurvature ? sides.Left.Curvature : null);

                void Compare(string name, double? found, double? expected)
                {
                    if ((found is null) != (expected is null) || Math.Abs(found.GetValueOrDefault() - expected.GetValueOrDefault()) > 1e-9 * (1
                        + Math.Abs(found.GetValueOrDefault())))
                        wrong.Add($"{seed}: {name} at {meeting.Text} is {found}, not {expected} ({sides}): {text}");
                }
            }
        }
        TestContext.Out.WriteLine($"{points} points, {undecided} undecided");
        Assert.That(wrong, Has.Count.Zero, string.Join('\n', wrong));
    }

    [Test]
    public void Regularity_agrees_with_one_sided_limits()
    {
        var wrong = new List<string>();
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (seed, function) in Functions(40))
        {
            string text = function.TextIn("x*y");
            var report = Objective.Analyze(text, Parser.Parse(text).ValueOrThrow()).Structure.Regularity(CancellationToken.None);
            var comparison = new Comparison(report, Reference(function));
            comparison.Run((property, verdict) => verdicts[$"{property} {verdict.Text}"] = verdicts.GetValueOrDefault($"{property} {verdict.Text}") + 1);
            wrong.AddRange(comparison.Wrong.Select(w => $"{seed}: {w} (c = {report.Centre?.ToInterval().Mid}): {text}"));
        }
        TestContext.Out.WriteLine(string.Join('\n', verdicts.Select(v => $"{v.Key}: {v.Value}")));
        Assert.That(wrong, Has.Count.Zero, string.Join('\n', wrong));
    }

    // At an irrational point the case that is taken there decides, by the split of the expression.
    private static double? Value(Expr e, Expr point, double near)
    {
        var here = Pieces.Split(e, s_s).Breakpoints.FirstOrDefault(b => b.At.Enclose(80) is { } x && Math.Abs(x.Lo.ToDoubleNearest() - near) < 1e-9)?.Expression
            ?? e;
        return new CertifiedFunction(here, s_s).At(CertifiedEvaluation.Evaluate(point)!)?.ToInterval().Mid;
    }
}
