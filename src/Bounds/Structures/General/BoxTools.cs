using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Boxes as arrays of intervals.</summary>
internal static class BoxTools
{
    internal static Interval[] Middle(Interval[] box) => [.. box.Select(x => x.MidPoint)];

    /// <summary>The box cut in two across its widest side; null when that side can't be cut.</summary>
    internal static (Interval[] Low, Interval[] High)? Halve(Interval[] box)
    {
        int axis = 0;
        for (int i = 1; i < box.Length; i++)
        {
            if (box[i].Width > box[axis].Width)
                axis = i;
        }
        double mid = box[axis].Mid;
        if (!(box[axis].Lo < mid && mid < box[axis].Hi))
            return null;
        return (With(box, axis, Interval.Of(box[axis].Lo, mid)), With(box, axis, Interval.Of(mid, box[axis].Hi)));
    }

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
