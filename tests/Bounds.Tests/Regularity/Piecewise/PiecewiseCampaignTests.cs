using System.Globalization;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>
/// Random functions with isolated, overlapping and irrational pieces against limits from both sides that are computed without any derivative.
/// BOUNDCHECK_CAMPAIGN sets the number of functions, BOUNDCHECK_FIRST the number of the first; the documented run takes 10000.
/// </summary>
public sealed class PiecewiseCampaignTests
{
    private static readonly Variable s_s = Variable.Of("s");

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : standard;

    private static IEnumerable<(int Seed, PiecewiseFunction F)> Functions(int standard)
    {
        int first = Setting("BOUNDCHECK_FIRST", 0), count = Setting("BOUNDCHECK_CAMPAIGN", standard);
        return Enumerable.Range(first, count).Select(i => (i, PiecewiseFunction.Next(new Random(i))));
    }

    [Test]
    public void The_derivatives_at_meeting_points_are_the_common_limits_of_both_sides()
    {
        var wrong = new List<string>();
        int undecided = 0, points = 0;
        foreach (var (seed, function) in Functions(12))
        {
            var f = Parser.Parse(function.Text).ValueOrThrow();
            var reference = new OneSidedReference(f, s_s);
            var first = ExactDerivative.Of(PieceMerging.Merge(f, s_s), s_s);
            var second = first.Next();
            var outer = OuterFunction.CompileWithoutCentre(f, s_s);
            foreach (var meeting in function.Meetings)
            {
                points++;
                var point = Parser.Parse(meeting.At).ValueOrThrow();
                Rational at = OneSidedReference.Near(point);
                double value = OneSidedReference.Near(Parser.Parse(meeting.Value).ValueOrThrow()).ToDoubleNearest();
                OneSided left = reference.Beside(at, -1), right = reference.Beside(at, 1);
                double? slope = OneSided.Agree(left.Value, value) && OneSided.Agree(right.Value, value) && OneSided.Agree(left.Slope, right.Slope) ? left.Slope : null;
                double? curvature = slope is not null && OneSided.Agree(left.Curvature, right.Curvature) ? left.Curvature : null;
                if (!first.IsDecided || !second.IsDecided)
                {
                    undecided++;
                    continue;
                }
                Compare("F'", Value(first.Value, point), slope);
                Compare("F''", Value(second.Value, point), curvature);
                if (point.IsRational(out var rational) && rational.Denominator.IsPowerOfTwo)
                    Compare("the engine's F'", outer.At(rational.ToDoubleNearest()).Slope is var g && double.IsNaN(g) ? null : g, slope);

                void Compare(string name, double? found, double? expected)
                {
                    if ((found is null) != (expected is null) || Math.Abs(found.GetValueOrDefault() - expected.GetValueOrDefault()) > 1e-9 * (1 + Math.Abs(found.GetValueOrDefault())))
                        wrong.Add($"{seed}: {name} at {meeting.At} is {found}, not {expected} (left {left}, right {right}, value {value:R}): {function.Text}");
                }
            }
        }
        TestContext.Out.WriteLine($"{points} points, {undecided} undecided");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    // At an irrational point the case that is taken there decides, by the split of the expression.
    private static double? Value(Expr e, Expr point)
    {
        double near = OneSidedReference.Near(point).ToDoubleNearest();
        var here = Pieces.Split(e, s_s).Breakpoints.FirstOrDefault(b => b.At.Enclose(80) is { } x && Math.Abs(x.Lo.ToDoubleNearest() - near) < 1e-9)?.Expression ?? e;
        return new CertifiedFunction(here, s_s).At(CertifiedEvaluation.Evaluate(point)!)?.ToInterval().Mid;
    }
}
