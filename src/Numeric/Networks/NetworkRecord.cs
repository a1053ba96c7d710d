using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Networks;

/// <summary>What a training run keeps of its past.</summary>
internal sealed class NetworkRecord
{
    /// <summary>The loss of every step.</summary>
    internal List<double> Losses { get; } = [];

    /// <summary>A weight and the norm of all of them at every step.</summary>
    internal List<(double First, double Norm)> Weights { get; } = [];

    /// <summary>The states at which the sharpness was measured.</summary>
    internal List<NetworkPoint> Trace { get; } = [];

    internal NetworkMeasurement Conclude(NetworkProblem problem, Outcome outcome, OutcomeCause cause, double step, double initialSharpness, long products)
    {
        double edge = 2 / step;
        var detector = new PhenomenonDetector(edge, problem.EdgeWidth, problem.EdgeWidth);
        int next = 0;
        for (int k = 0; k < Losses.Count; k++)
        {
            bool measured = next < Trace.Count && Trace[next].Step == k;
            detector.Add(k, Losses[k], measured ? Trace[next].Sharpness : double.NaN, measured ? Trace[next].Imbalance : double.NaN);
            next += measured ? 1 : 0;
        }
        double? tail = outcome == Outcome.Diverged ? null
            : Median(Trace.Where(t => t.Step >= Losses.Count - 1 - (Losses.Count - 1) / 10).Select(t => t.Sharpness));
        return new NetworkMeasurement
        {
            Outcome = outcome,
            Cause = cause,
            Seed = problem.Seed,
            Steps = Losses.Count - 1,
            Step = step,
            InitialSharpness = initialSharpness,
            Trace = [.. Trace],
            Losses = [.. Losses],
            TailSharpness = tail,
            MaxSharpness = Trace.Select(t => t.Sharpness).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(),
            MaxP = Trace.Select(t => t.P).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(),
            LossRise = detector.LossRise,
            FirstLossRise = detector.FirstLossRise,
            Phenomena = detector.Conclude(tail),
            HessianProducts = products,
        };
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Losses.Count);
        for (int k = 0; k < Losses.Count; k++)
        {
            writer.Write(Losses[k]);
            writer.Write(Weights[k].First);
            writer.Write(Weights[k].Norm);
        }
        writer.Write(Trace.Count);
        foreach (var t in Trace)
        {
            writer.Write(t.Step);
            foreach (double value in (ReadOnlySpan<double>)[t.Loss, t.Sharpness, t.GradientNorm, t.FirstNorm, t.SecondNorm, t.Accuracy])
                writer.Write(value);
        }
    }

    internal void Load(BinaryReader reader)
    {
        Losses.Clear();
        Weights.Clear();
        Trace.Clear();
        for (int k = reader.ReadInt32(); k > 0; k--)
        {
            Losses.Add(reader.ReadDouble());
            Weights.Add((reader.ReadDouble(), reader.ReadDouble()));
        }
        for (int k = reader.ReadInt32(); k > 0; k--)
        {
            long step = reader.ReadInt64();
            Trace.Add(new NetworkPoint(step, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(),
                reader.ReadDouble()));
        }
    }

    private static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? null : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
