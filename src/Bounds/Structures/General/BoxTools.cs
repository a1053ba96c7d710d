using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Boxes as arrays of intervals.</summary>
internal static class BoxTools
{
    internal static Interval[] Middle(Interval[] box) => [.. box.Select(x => x.MidPoint)];

    internal static Interval[] With(Interval[] box, int axis, Interval value)
    {
        var copy = (Interval[])box.Clone();
        copy[axis] = value;
        return copy;
    }

    internal static bool Contains(Interval[] outer, Interval[] inner)
    {
        for (int i = 0; i < outer.Length; i++)
        {
            if (!outer[i].Contains(inner[i]))
                return false;
        }
        return true;
    }

    /// <summary>"x in [0, 1], y in [2, 3]", outward to six digits.</summary>
    internal static string Show(IReadOnlyList<Symbolic.Expr> variables, Interval[] box) =>
        string.Join(", ", box.Select((x, i) => $"{variables[i]} in [{x.Lo:G6}, {x.Hi:G6}]"));
}
