using System.Collections.Immutable;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Studies.Families;

/// <summary>What the parts of a box say of the whole of it.</summary>
internal static class FamilyParts
{
    /// <summary>A verdict holds for every parameter if it does in every part, and so does a formula that is the same in all.</summary>
    /// <param name="whole">What is known without the parts.</param>
    /// <param name="parts">The parts, which cover the box.</param>
    internal static FamilyReport Join(FamilyReport whole, ImmutableArray<FamilyReport> parts)
    {
        var names = parts.SelectMany(p => p.Verdicts).Select(v => v.Name).Distinct().ToList();
        return whole with
        {
            Reason = null,
            Steps = [],
            Conditions = [],
            Parts = parts,
            Verdicts = [.. names.Select(n => (n, Verdict.All(parts.Select(p => Of(p, n)))))],
            Nowhere = [.. names.Where(n => parts.All(p => p.Nowhere.Contains(n)))],
            Constants = [.. parts.SelectMany(p => p.Constants).Select(c => c.Name).Distinct().Select(n => Same(n, parts))],
            Splits = [.. whole.Splits, $"the verdicts change between {string.Join(" and ", parts.Select(p => string.Join("; ", p.Family.Box)))}"],
        };
    }

    private static Verdict Of(FamilyReport part, string name) =>
        part.Verdicts.FirstOrDefault(v => v.Name == name).Verdict ?? new Unknown(part.Reason ?? $"not asked for {string.Join("; ", part.Family.Box)}");

    private static FamilyConstant Same(string name, ImmutableArray<FamilyReport> parts)
    {
        var all = parts.Select(p => p.Constants.FirstOrDefault(c => c.Name == name)).ToList();
        return all is [{ Formula: { } formula } first, ..] && all.TrueForAll(c => c?.Formula is { } f && f.Equals(formula) && c.Verdict.IsProved)
            ? first with { Verdict = Verdict.All(all.Select(c => c!.Verdict)), IsBound = all.Exists(c => c!.IsBound) }
            : new(name, null, new Unknown("it changes with the part of the box"));
    }
}
