using System.Globalization;

namespace BoundCheck.Bounds.Tests;

/// <summary>Sizes and seeds of random campaigns, which the environment may set for a longer run.</summary>
internal static class Campaign
{
    /// <summary>BOUNDCHECK_CAMPAIGN: how many instances.</summary>
    internal static int Count(int standard) => Setting("BOUNDCHECK_CAMPAIGN", standard);

    /// <summary>BOUNDCHECK_SEED: the seed of the first.</summary>
    internal static int Seed(int standard) => Setting("BOUNDCHECK_SEED", standard);

    /// <summary>BOUNDCHECK_FIRST: the number of the first, where each has a seed of its own.</summary>
    internal static int First => Setting("BOUNDCHECK_FIRST", 0);

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : standard;
}
