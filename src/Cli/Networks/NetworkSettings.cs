using System.Collections.Immutable;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Networks;

/// <summary>A configuration as typed, key by key; the keys of files and the long options have the same names.</summary>
/// <param name="Name">What to call it; empty to derive a name.</param>
/// <param name="Values">The texts by key.</param>
/// <param name="Expected">What the file says was measured before, by quantity.</param>
internal sealed record NetworkSettings(string Name, ImmutableSortedDictionary<string, SourceText> Values,
    ImmutableSortedDictionary<string, SourceText> Expected)
{
    internal static readonly NetworkSettings Empty = new("", ImmutableSortedDictionary.Create<string, SourceText>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, SourceText>(StringComparer.Ordinal));

    /// <summary>Keys at the top level of a file; each is an option too.</summary>
    internal static readonly ImmutableArray<string> Keys =
        ["activation", "batch-norm", "bias", "loss", "multiple", "norms", "seed", "seeds", "sharpness-every", "step", "steps", "tolerance", "width"];

    /// <summary>Keys of [data] in a file, options as well.</summary>
    internal static readonly ImmutableArray<string> DataKeys = ["count", "data", "labels", "pool", "teacher"];

    /// <summary>Keys of [expect].</summary>
    internal static readonly ImmutableArray<string> ExpectKeys = ["accuracy", "outcome", "ratio", "rise", "tail"];

    internal SourceText? this[string key] => Values.GetValueOrDefault(key);

    internal NetworkSettings With(string key, SourceText value)
    {
        var values = Values.SetItem(key, value);
        // A step given later replaces a multiple given before, and the other way round; so for the source of the data.
        string[] replaced = key switch { "step" => ["multiple"], "multiple" =>
            ["step"], "teacher" => ["data", "labels", "count", "pool"], "data" => ["teacher"], _ => [] };
        return this with { Values = values.RemoveRange(replaced) };
    }
}
