using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>
/// A comparison asked at every point of a box where the side conditions hold. It is true when at each such point both sides are
/// defined and the comparison holds; a point where a side is undefined refutes it.
/// </summary>
/// <param name="Name">A name for reports; may be empty.</param>
/// <param name="Body">What is claimed.</param>
/// <param name="Box">One range a variable, in order of declaration. Every variable of body and conditions has one.</param>
/// <param name="Where">Side conditions; a point where one fails or is undefined is not asked about.</param>
public sealed record Claim(string Name, Comparison Body, ImmutableArray<VariableRange> Box, ImmutableArray<Comparison> Where)
{
    /// <summary>A claim without side conditions.</summary>
    public Claim(Comparison body, params ImmutableArray<VariableRange> box)
        : this("", body, box, [])
    {
    }

    /// <summary>The range of a variable, or null.</summary>
    public VariableRange? RangeOf(Expr variable) => Box.FirstOrDefault(r => ReferenceEquals(r.Variable, variable));

    /// <summary>True when the box holds no point.</summary>
    public bool IsVacuous => Box.Any(r => r.IsEmpty);

    /// <summary>The box as text: "x in [0, 1]; y in (0, inf)", or "(constant)".</summary>
    public string On => Box.IsEmpty ? "(constant)" : string.Join("; ", Box);

    /// <summary>The claim on one line.</summary>
    public override string ToString() =>
        $"{Body} on {On}{(Where.IsEmpty ? "" : " where " + string.Join(" and ", Where))}";

    /// <summary>Checks that each variable has exactly one range and none is a vector of unknown dimension.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public void Validate()
    {
        var known = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        foreach (var range in Box)
        {
            if (range.Variable is not (Variable or Component))
                throw new ArgumentException($"{range.Variable} is not a scalar variable.");
            if (!known.Add(range.Variable))
                throw new ArgumentException($"The variable {range.Variable} has two ranges.");
        }
        foreach (var side in Where.Append(Body).SelectMany(c => new[] { c.Left, c.Right }))
        {
            foreach (var variable in side.Variables())
            {
                if (!known.Contains(variable))
                    throw new ArgumentException($"The variable {variable} has no range.");
            }
        }
    }
}
