namespace BoundCheck.Numeric.Ranges;

/// <summary>sup and inf.</summary>
public static class Extrema
{
}
