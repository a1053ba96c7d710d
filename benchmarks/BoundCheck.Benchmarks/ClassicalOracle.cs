using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>The formulas of T0 beside performance estimation, K = 1, ..., 5, at six steps each. Writes docs/classical.md.</summary>
internal static class ClassicalOracle
{
    private static readonly Rational[] s_steps = [new(1, 2), 1, new(5, 4), new(8, 5), new(9, 5), new(19, 10)];
    private static readonly Rational s_mu = new(1, 4);

    internal static void Write(string file)
    {
        string loss = Rows((h, k) => (ClassicalRates.Convex(1, h, k) / 2, new PerformanceEstimation(1, 0, Near(h), k).WorstLoss()), _ =>
            true, out double lossGap);
        string strong = Rows((h, k) => (ClassicalRates.Convex(1, s_mu, h, k) / 2, new PerformanceEstimation(1, Near(s_mu), Near(h), k).WorstLoss()), _ =>
            true, out double strongGap);
        string last = Rows((h, k) => (2 * ClassicalRates.Convex(1, h, k), new PerformanceEstimation(1, 0, Near(h), k).WorstLastGradient()), _ =>
            true, out double lastGap);
        string strongLast = Rows((h, k) => (2 * ClassicalRates.Convex(1, s_mu, h, k), new PerformanceEstimation(1, Near(s_mu), Near(h), k).WorstLastGradient()),
            _ => true, out double strongLastGap);
        string far = Rows((h, k) => (FromDistance(h, k, n => ClassicalRates.Convex(1, h, n)),
            new PerformanceEstimation(1, 0, Near(h), k).WorstLastGradientFromDistance()), _ => false, out _);
        double conjecture = Enumerable.Range(1, 5).SelectMany(k => s_steps.Select(h => Math.Abs(new PerformanceEstimation(1, 0, Near(h), k).WorstLastGradientFromDistance()
            - Math.Pow(Math.Max(1 / (k * Near(h) + 1), Math.Pow(Math.Abs(1 - Near(h)), k)), 2)))).Max();
        string strongFar = Rows((h, k) => (FromDistance(h, k, n => ClassicalRates.Convex(1, s_mu, h, n)),
            new PerformanceEstimation(1, Near(s_mu), Near(h), k).WorstLastGradientFromDistance()), _ => false, out _);
        string distance = Rows((h, k) => (ClassicalRates.Power(ClassicalRates.Distance(1, s_mu, h), k), new PerformanceEstimation(1, Near(s_mu), Near(h), k)
            .WorstDistance()), _ => true, out double distanceGap);
        string gradient = Rows((h, k) => (LeastGradient(h, k), new PerformanceEstimation(1, -1, Near(h), k).WorstLeastGradient()), h =>
            h * h <= 3, out double gradientGap);
        string step = Rows((h, k) => k > 1 ? null : (ClassicalRates.SharpPlFactor(1, s_mu, h)!, new PerformanceEstimation(1, -1, Near(h), 1)
            .WorstLossUnderPl(Near(s_mu))), _ => true, out double stepGap);
        string several = Rows((h, k) => (Several(h, k), new PerformanceEstimation(1, -1, Near(h), k).WorstLossUnderPl(Near(s_mu))), _ => false, out _);
        File.WriteAllText(file, $"""
            # Classical rates and performance estimation

            Made by `dotnet run -c Release --project benchmarks/BoundCheck.Benchmarks -- classical` (needs Debian's coinor-csdp). L = 1. Each cell is the bound of T0 and, below it,
            the worst value over all functions of the class as csdp finds it from the interpolation inequalities (Taylor, Hendrickx, Glineur 2017): a program that shares nothing with the formulas.
            csdp works in doubles; it is an oracle and no proof. Equal values say that the bound is exact.

            ## T0c, convex: f_K - f* over |x_0 - x*|^2

            Largest difference {lossGap:G2}.

            {Head}
            {loss}

            ## T0c.C3, strongly convex with μ = 1/4: f_K - f* over |x_0 - x*|^2

            Largest difference {strongGap:G2}.

            {Head}
            {strong}

            ## T0c.C4, convex: |∇f_K|^2 over f_0 - f*

            Largest difference {lastGap:G2}.

            {Head}
            {last}

            ## T0c.C4, strongly convex with μ = 1/4: |∇f_K|^2 over f_0 - f*

            Largest difference {strongLastGap:G2}.

            {Head}
            {strongLast}

            ## T0c.C5, convex: |∇f_K|^2 over |x_0 - x*|^2

            At least the worst case, and equal to it for even K. For every K, odd ones included, the worst case is (max(1/(KhL + 1), |1 - hL|^K))^2 with a largest difference of
            {conjecture:G2}: that bound was conjectured by Taylor, Hendrickx, Glineur (2017) and follows from C1 to C4 for even K only, so for odd K that of C5 is not attained.

            {Head}
            {far}

            ## T0c.C5, strongly convex with μ = 1/4: |∇f_K|^2 over |x_0 - x*|^2

            At least the worst case.

            {Head}
            {strongFar}

            ## T0d, strongly convex with μ = 1/4: |x_K - x*|^2 over |x_0 - x*|^2

            Largest difference {distanceGap:G2}.

            {Head}
            {distance}

            ## T0a, smooth: least |∇f_k|^2 of k <= K over f_0 - f*

            Up to h = sqrt(3)/L the bound is exact; beyond, T0a is our own bound and above the worst case, which its table row shows. Largest difference up to sqrt(3)/L: {gradientGap:G2}.

            {Head}
            {gradient}

            ## T0b, PL with μ = 1/4: f_1 - f* over f_0 - f*

            Largest difference {stepGap:G2}.

            {Head}
            {step}

            ## T0b, PL with μ = 1/4: f_K - f* over f_0 - f*

            The bound of T0b (the smaller of the one-step factor to the power K and, beyond sqrt(3)/L, the factor of V) beside the worst case of K steps: at least as large, equal for K = 1.

            {Head}
            {several}

            {MethodOracle.Sections()}

            """);
    }

    private const string Head = "| hL | K = 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|";

    private static Certified LeastGradient(Rational h, int k) => ClassicalRates.SharpGradient(1, h, k, 1, 2, Rational.Half)!;

    private static Certified Several(Rational h, int k)
    {
        var powers = ClassicalRates.Power(ClassicalRates.SharpPlFactor(1, s_mu, h)!, k);
        // |∇f_0|² <= 2(f_0 - f*) for L = 1.
        return h * h <= 3 ? powers : Certified.Min(powers, ClassicalRates.Power(ClassicalRates.PlLongFactor(1, s_mu, h), k) * (1 + h * (h * h - 3) / 2));
    }

    private static Certified FromDistance(Rational h, int k, Func<int, Certified> factor) => factor(k / 2) * factor(k - k / 2);

    private static double Near(Rational value) => value.ToDoubleNearest();

    /// <summary>The rows of a table, and the largest difference of the two numbers at the steps where the bound is exact.</summary>
    private static string Rows(Func<Rational, int, (Certified Bound, double Worst)?> pair, Func<Rational, bool> exact, out double gap)
    {
        var text = new StringBuilder();
        gap = 0;
        foreach (var h in s_steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {h} |");
            for (int k = 1; k <= 5; k++)
            {
                if (pair(h, k) is not { } p)
                {
                    text.Append(" |");
                    continue;
                }
                double bound = p.Bound.ToInterval().Mid;
                if (bound < p.Worst - 1e-6)
                    throw new InvalidOperationException($"The bound {bound} is below the worst case {p.Worst} at h = {h}, K = {k}.");
                if (exact(h))
                    gap = Math.Max(gap, Math.Abs(bound - p.Worst));
                text.Append(CultureInfo.InvariantCulture, $" {bound:F7}<br>{p.Worst:F7} |");
            }
            text.AppendLine();
        }
        return text.ToString().TrimEnd();
    }
}
