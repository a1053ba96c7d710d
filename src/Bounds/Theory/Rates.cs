using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>A bound on a quantity as a function of the number of steps K, known before running.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Quantity">What is bounded from above.</param>
/// <param name="At">The bound at K >= 1, rounded up; void with a reason where it is infinite.</param>
public sealed record RateBound(Source Source, Quantity Quantity, Func<long, BoundAt> At) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"{Quantity.Extreme} is bounded for every K";

    /// <summary>The bound at a few K, as a conclusion of the theorem.</summary>
    internal Conclusion Table(string name, params ReadOnlySpan<int> steps)
    {
        var table = ImmutableArray.CreateBuilder<BoundAt>(steps.Length);
        foreach (int k in steps)
            table.Add(At(k));
        return new(name, Source.Conclusion, table.MoveToImmutable());
    }
}

/// <summary>A bound that uses the state at step K: evaluated at a measured state it is a comparison, not a certificate.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Quantity">What is bounded from above.</param>
/// <param name="State">What of the state it uses, such as "p_K".</param>
/// <param name="At">The bound at a measured state, rounded up for that state; null where it is void.</param>
internal sealed record StateBound(Source Source, Quantity Quantity, string State, Func<Checkpoint, Certified?> At) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"{Quantity.Extreme} is bounded by a function of {State}";
}

/// <summary>What a count says.</summary>
public enum CountMeaning
{
    /// <summary>So many steps k >= 0 at most have the quantity at or above ε.</summary>
    Count,

    /// <summary>At one of the steps up to this one the quantity is below ε.</summary>
    First,

    /// <summary>From this step on the quantity is below ε (or at most ε) for ever.</summary>
    From,
}

/// <summary>A number of steps as a function of a tolerance ε.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Quantity">What is large at the counted steps.</param>
/// <param name="Meaning">What the number says.</param>
/// <param name="Tolerances">The ε that are reported.</param>
/// <param name="At">The number at ε > 0, rounded up; null where it is infinite or void.</param>
public sealed record CountBound(Source Source, Quantity Quantity, CountMeaning Meaning, ImmutableArray<Rational> Tolerances, Func<Rational, Certified?> At)
    : Implication(Source)
{
    private ImmutableArray<(Rational Epsilon, Certified? Bound)>? _values;

    /// <inheritdoc/>
    public override string Text => Meaning switch
    {
        CountMeaning.Count => $"the number of steps with {Quantity.Name} >= ε is bounded",
        CountMeaning.First => $"{Quantity.Name} < ε within a bounded number of steps",
        _ => $"{Quantity.Name} stays below ε from a bounded step on",
    };

    /// <summary>The number at each reported tolerance.</summary>
    public ImmutableArray<(Rational Epsilon, Certified? Bound)> Values => _values ??= [.. Tolerances.Select(e => (e, At(e)))];

    /// <summary>The same bound with other tolerances to report, the largest first.</summary>
    internal CountBound Reporting(IEnumerable<Rational> tolerances) => this with { Tolerances = [.. tolerances.Distinct().OrderDescending()], _values = null };

    /// <summary>As steps within which the quantity is below ε at least once: a count of n large steps leaves one small among n + 1.</summary>
    public IEnumerable<IterationBound> Iterations =>
        Values.Select(v => new IterationBound(Quantity.Name, v.Epsilon, Meaning == CountMeaning.Count && v.Bound is { } n ? n + 1
            : v.Bound, Source.ToString()));

    internal override IEnumerable<Contradiction> Against(Observation run)
    {
        if (run.IsExceptional || Quantity.At is not { } value)
            yield break;
        foreach (var (epsilon, bound) in Values)
        {
            if (bound is null)
                continue;
            // Values within a thousandth of ε may be on either side in exact arithmetic.
            double e = epsilon.ToDoubleNearest(), most = bound.ToInterval().Hi;
            bool Large(RunPoint p) => value(p) >= e * 1.001 + 1e-12 * (1 + Math.Abs(p.S));
            if (Meaning == CountMeaning.From)
            {
                if (run.Run.Trace.Where(p => p.Step >= most && Large(p)).Select(p => (RunPoint?)p).FirstOrDefault() is { } late)
                    yield return Broken($"{value(late):G6} at step {late.Step}", $"{Quantity.Name} <= {e:G3} from step {most:R} on");
                continue;
            }
            long large = 0, seen = 0;
            for (; run.At(seen) is { } p && (Meaning == CountMeaning.Count || Large(p)); seen++)
                large += Large(p) ? 1 : 0;
            if (Meaning == CountMeaning.Count && large > most)
                yield return Broken($"{large} steps", $"at most {most:R} steps have {Quantity.Name} >= {e:G3}");
            if (Meaning == CountMeaning.First && seen > most + 1)
                yield return Broken($"not within {seen} steps", $"{Quantity.Name} < {e:G3} within {most:R} steps");
        }
    }
}
