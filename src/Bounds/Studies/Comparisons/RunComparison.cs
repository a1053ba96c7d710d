using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Comparisons;

/// <summary>A run among others, with the name that tells it from them.</summary>
/// <param name="Name">What differs: the objective, the step, the start, or the name of a study.</param>
/// <param name="Run">The checked and measured run.</param>
public sealed record ComparedRun(string Name, RunReport Run)
{
    /// <summary>h, as a double.</summary>
    public double Step => Run.Study.Problem.Step.ToInterval().Mid;
}

/// <summary>Several runs side by side.</summary>
/// <param name="Runs">The runs, in the order they were asked for.</param>
public sealed record RunComparison(ImmutableArray<ComparedRun> Runs)
{
    /// <summary>Each phenomenon with the runs that show it, and why or why not.</summary>
    public ImmutableArray<PhenomenonStory> Phenomena => _phenomena ??=
        [.. Runs.Length == 0 ? [] : Runs[0].Run.Phenomena.Select((p, i) =>
            PhenomenonStory.Of(p.Name, p.Title, [.. Runs.Select(r => (r, r.Run.Phenomena[i]))]))];

    private ImmutableArray<PhenomenonStory>? _phenomena;

    /// <summary>The runs at equal times h·k: at a few powers of ten up to the time of the longest run.</summary>
    public ImmutableArray<EqualTime> AtEqualTimes => Runs.Length == 0 ? [] : EqualTime.Of(Runs);
}

/// <summary>The runs at one time h·k, as measured.</summary>
/// <param name="Time">h·k.</param>
/// <param name="Points">The last traced state of each run at or before it, in the order of the runs; null for a run that was over by then without
/// converging.</param>
public sealed record EqualTime(double Time, ImmutableArray<RunPoint?> Points)
{
    private static readonly double[] s_decades = [1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

    internal static ImmutableArray<EqualTime> Of(ImmutableArray<ComparedRun> runs)
    {
        double last = runs.Max(r => r.Step * r.Run.Measurement.Steps), first = runs.Max(r => r.Step);
        var times = s_decades.Where(t => t >= first && t <= last).Append(last).Where(t => t > 0).Distinct();
        return [.. times.Select(t => new EqualTime(t, [.. runs.Select(r => At(r, t))]))];
    }

    private static RunPoint? At(ComparedRun run, double time)
    {
        var m = run.Run.Measurement;
        // A converged run stays where it is.
        double rounded = time * (1 + 1e-12);
        if (run.Step * m.Steps < time && m.Outcome != Outcome.Converged && run.Step * (m.Steps + 1) <= rounded)
            return null;
        RunPoint? found = null;
        foreach (var p in m.Trace)
        {
            if (run.Step * p.Step > rounded)
                break;
            found = p;
        }
        return found;
    }
}
