using System.Collections.Immutable;
using System.Globalization;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>How an experiment compares with the simple story.</summary>
public enum StoryFit
{
    /// <summary>Every seed behaves as the degree suggests.</summary>
    Holds,

    /// <summary>Some seeds do.</summary>
    Mixed,

    /// <summary>No seed does.</summary>
    Fails,

    /// <summary>The degree is not known, no seed was run, or no seed was ever beyond the edge.</summary>
    Open,
}

/// <summary>
/// The simple story: where the loss grows at most linearly along the first layer's weights (degree at most 1), a run that meets the edge
/// 2/h settles at it; where it grows faster, it does not. Batch normalisation makes the function constant along the scale of the first
/// layer: degree 0. The story is an extrapolation from F(x·y); this class only says where the measurements follow it.
/// </summary>
public static class NetworkStory
{
    /// <summary>The degree along the first layer's weights: 0 with batch normalisation, else that of loss after activation; null when it is not
    /// known.</summary>
    public static double? DegreeOf(NetworkResult result) =>
        result.Experiment.Shape.BatchNorm ? 0
        : result.Regularity.Composition is { IsInfinite: true } ? double.PositiveInfinity
        : result.Regularity.Composition.Value is { } d ? d.ToDoubleNearest() : null;

    /// <summary>The degree in four digits, inf, or ? where it is not known.</summary>
    public static string ShowDegree(NetworkResult result) =>
        DegreeOf(result) is not { } d ? "?" : double.IsInfinity(d) ? "inf" : d.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>How the runs of an experiment compare with the story.</summary>
    public static StoryFit Fit(NetworkResult result)
    {
        var met = result.Runs.Where(r => r.MaxSharpness > r.Edge || r.Tail is null).ToList();
        if (DegreeOf(result) is not { } degree || met.Count == 0)
            return StoryFit.Open;
        int follow = met.Count(r => r.Phenomena.EdgeOfStability.Detected == degree <= 1);
        return follow == met.Count ? StoryFit.Holds : follow == 0 ? StoryFit.Fails : StoryFit.Mixed;
    }

    /// <summary>The paragraph: where the story holds and where it does not.</summary>
    public static string Tell(ImmutableArray<NetworkResult> results)
    {
        var by = results.ToLookup(Fit);
        int judged = results.Length - by[StoryFit.Open].Count();
        if (judged == 0)
            return "No configuration says anything about the simple story: the degree is unknown or no run went beyond the edge 2/h.";
        var text = "The simple story, that a run which meets the edge 2/h settles there if the loss grows at most linearly along the first layer "
            + "(degree at most 1, or batch normalisation) and otherwise does not, "
            + $"holds for every seed in {by[StoryFit.Holds].Count()} of {judged} configurations";
        text += Names(": ", by[StoryFit.Holds]) + ".";
        if (by[StoryFit.Mixed].Any())
            text += $" It is mixed{Names(" for ", by[StoryFit.Mixed])}.";
        if (by[StoryFit.Fails].Any())
            text += $" It fails{Names(" for ", by[StoryFit.Fails])}.";
        if (by[StoryFit.Open].Any())
            text += $" Nothing can be said{Names(" of ", by[StoryFit.Open])}.";
        return text + " These are measurements of a few seeds on one data set: nothing here is certified for networks.";
    }

    private static string Names(string before, IEnumerable<NetworkResult> results)
    {
        string[] names = [.. results.Select(r => $"{r.Experiment.Name} ({r.Count(m => m.Phenomena.EdgeOfStability.Detected)} of {r.Runs.Length} at the edge"
            + (r.Count(m => m.Tail is null) is > 0 and var gone ? $", {gone} diverged)" : ")"))];
        return names.Length == 0 ? "" : before + string.Join("; ", names);
    }
}
