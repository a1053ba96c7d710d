namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The bounds of a cell while a table is made: a count for each tolerance, and a floor of e_∞.</summary>
internal sealed class CellBounds(int tolerances)
{
    /// <summary>The count of a cell for which none is certified, whatever else is worse.</summary>
    internal const int Unbounded = int.MaxValue;

    /// <summary>Counts from here on would not fit; a zone whose count is larger is no cap.</summary>
    internal const int LargestCount = int.MaxValue / 8;

    /// <summary>True when every count is certified.</summary>
    internal bool IsCertified => !Array.Exists(Counts, c => c > LargestCount);

    /// <summary>At most so many states with |u| >= ε follow.</summary>
    internal int[] Counts { get; } = new int[tolerances];

    /// <summary>e_∞ is at least that.</summary>
    internal float Floor { get; set; }

    /// <summary>No count at all, and the given floor.</summary>
    internal void Clear(float floor, int count = 0)
    {
        Array.Fill(Counts, count);
        Floor = floor;
    }

    /// <summary>The largest float not above x.</summary>
    internal static float Down(double x) => (float)x <= x ? (float)x : MathF.BitDecrement((float)x);
}
