namespace BoundCheck.Numeric.Batches;

/// <summary>
/// What happens at which age of a lane: a function of the age and the budget alone, so that results do not depend on neighbours or threads.
/// </summary>
internal static class BatchSchedule
{
    /// <summary>The age of the first look for periods; the next ones are at its doubles.</summary>
    private const long FirstLook = 256;

    // The ages at which lanes go on to the next level.
    private static readonly long[] s_ends = [24, 64, 128, 256, 512, 1024, 4096, long.MaxValue];

    /// <summary>The number of levels: lanes of an age that few reach are gathered from several blocks, so that blocks stay full.</summary>
    internal static int Levels => s_ends.Length;

    /// <summary>The age at which lanes go on to the next level.</summary>
    internal static long EndOf(int level) => s_ends[level];

    /// <summary>The steps from an age to the next probe, 0 at the end of the budget: few in the beginning, when most lanes end.</summary>
    internal static long Chunk(long age, long budget)
    {
        long chunk = age switch
        {
            < 128 => 8,
            < 256 => 16,
            < 1024 => 32,
            _ => 64,
        };
        foreach (long mark in (ReadOnlySpan<long>)[HalfOf(budget), LastQuarterOf(budget)])
        {
            if (age < mark && mark < age + chunk)
                chunk = mark - age;
        }
        long end = budget;
        foreach (long level in s_ends)
            end = age < level ? Math.Min(end, level) : end;
        return Math.Min(chunk, end - age);
    }

    /// <summary>The first mark: the swing is compared between the third and the last quarter.</summary>
    internal static long HalfOf(long budget) => budget / 2;

    /// <summary>The second mark.</summary>
    internal static long LastQuarterOf(long budget) => budget - budget / 4;

    /// <summary>Whether a look for periods falls between two ages, or is due at the end of the budget.</summary>
    internal static bool IsLook(long before, long age, long budget)
    {
        for (long look = FirstLook; look <= age; look *= 2)
        {
            if (before < look)
                return true;
        }
        return age == budget;
    }
}
