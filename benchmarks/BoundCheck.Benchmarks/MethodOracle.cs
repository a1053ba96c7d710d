using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>The bounds of heavy ball (H1) and of the silver steps (S1) beside performance estimation, as sections of docs/classical.md.</summary>
internal static class MethodOracle
{
    private const int Longest = 5;

    private static readonly Rational s_mu = new(1, 4);

    private static readonly (Rational Step, Rational Momentum)[] s_balls =
        [(Rational.Half, new(1, 10)), (new(1, 4), Rational.Half), (new(3, 4), Rational.Half), (1, new(1, 4)), (new(5, 4), new(1, 4)), (new(8, 5), new(1, 10))];

    internal static string Sections()
    {
        string gradient = Rows((h, m, k) => (1 / (HeavyBallRates.Decrease(1, h, m, HeavyBallRates.LargeDecrease(1, h, m))! * k), Ball(-1, h, m, k - 1).WorstLeastGradient()));
        string pl = Rows((h, m, k) => (ClassicalRates.Power(HeavyBallRates.Factor(1, s_mu, h, m, HeavyBallRates.SmallFactor(1, s_mu, h, m))!, k),
            Ball(-1, h, m, k).WorstLossUnderPl(s_mu.ToDoubleNearest())));
        string convex = Rows((h, m, k) => (HeavyBallRates.Convex(1, h, m, 1, 0, k) + HeavyBallRates.Convex(1, h, m, 0, 1, k),
            2 * Ball(0, h, m, k).WorstLeastLoss(1, 1)));
        return $"""
            ## H1.C1, heavy ball, smooth: least |∇f_k|^2 of k < K over f_0 - f*

            An upper bound: at least the worst case.

            {Head}
            {gradient}

            ## H1.C2, heavy ball, PL with μ = 1/4: f_K - f* over f_0 - f*

            An upper bound: at least the worst case.

            {Head}
            {pl}

            ## H1.C3, heavy ball, convex: least f_k - f* of k <= K for |x_0 - x*|^2 = f_0 - f* = 1

            An upper bound: at least the worst case with |x_0 - x*|^2 + f_0 - f* <= 2.

            {Head}
            {convex}

            ## S1, silver steps with h = 1/L, convex: f_K - f* over |x_0 - x*|^2

            An upper bound: at least the worst case; 1/(4ρ^j - 2) is the loss of the Huber function that every step takes along its slope.

            | | K = 1 | 3 | 7 |
            |---|---|---|---|
            {Silver()}
            """;
    }

    private const string Head = "| hL, m | K = 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|";

    private static PerformanceEstimation Ball(double mu, Rational h, Rational m, int k)
    {
        double step = h.ToDoubleNearest(), momentum = m.ToDoubleNearest();
        var moves = new double[k + 1][];
        for (int i = 0; i <= k; i++)
        {
            moves[i] = new double[i];
            for (int j = 0; j < i; j++)
                moves[i][j] = At(i - 1, j) + momentum * (At(i - 1, j) - At(i - 2, j)) - (j == i - 1 ? step : 0);
        }
        return new PerformanceEstimation(1, mu, moves);

        double At(int i, int j) => i > j ? moves[i][j] : 0;
    }

    private static string Rows(Func<Rational, Rational, int, (Certified Bound, double Worst)> pair)
    {
        var text = new StringBuilder();
        foreach (var (h, m) in s_balls)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {h}, {m} |");
            for (int k = 1; k <= Longest; k++)
                Cell(text, pair(h, m, k), $"h = {h}, m = {m}, K = {k}");
            text.AppendLine();
        }
        return text.ToString().TrimEnd();
    }

    private static string Silver()
    {
        var text = new StringBuilder("| bound, worst |");
        double[] values = [.. new[] { 1, 2, 3 }.Select(j =>
        {
            int k = (1 << j) - 1;
            var moves = Enumerable.Range(0, k + 1).Select(i => Enumerable.Range(0, i).Select(n => -StepSchedule.Silver.At(n, 1)).ToArray()).ToArray();
            double worst = new PerformanceEstimation(1, 0, moves).WorstLoss();
            Cell(text, (ClassicalRates.Silver(j), worst), $"silver steps, K = {k}");
            return 1 / (4 * Math.Pow(1 + Math.Sqrt(2), j) - 2);
        })];
        text.AppendLine().Append("| 1/(4ρ^j - 2) |").Append(string.Concat(values.Select(v => v.ToString(" 0.0000000 |", CultureInfo.InvariantCulture))));
        return text.ToString();
    }

    private static void Cell(StringBuilder text, (Certified Bound, double Worst) pair, string where)
    {
        double bound = pair.Bound.ToInterval().Mid;
        if (bound < pair.Worst - 1e-6)
            throw new InvalidOperationException($"The bound {bound} is below the worst case {pair.Worst} at {where}.");
        text.Append(CultureInfo.InvariantCulture, $" {bound:F7}<br>{pair.Worst:F7} |");
    }
}
