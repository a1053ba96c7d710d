namespace BoundCheck.Cli.Input;

/// <summary>The nearest known name to a mistyped one.</summary>
internal static class Suggestion
{
    private const int LongestName = 64;

    /// <summary>The name within a third of its letters (at least two) in edit distance, or null.</summary>
    internal static string? Nearest(string typed, IEnumerable<string> known)
    {
        if (typed.Length > LongestName)
            return null;
        var near = known.Select(n => (Name: n, Distance: Distance(n, typed))).OrderBy(n => n.Distance).FirstOrDefault();
        return near.Name is not null && near.Distance <= Math.Max(2, near.Name.Length / 3)
            && near.Distance < Math.Max(near.Name.Length, typed.Length) ? near.Name : null;
    }

    /// <summary>"; did you mean 'x'?", or nothing.</summary>
    internal static string Hint(string typed, IEnumerable<string> known) => Nearest(typed, known) is { } near ? $"; did you mean '{near}'?" : "";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int up = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], up) + 1, diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1));
                diagonal = up;
            }
        }
        return row[^1];
    }
}
