namespace BoundCheck.Numeric.Ranges;

/// <summary>Roots.</summary>
public static class Roots
{
}
