using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>Numbers known to any precision, in a number format.</summary>
internal static class EnclosureFormat
{
    /// <summary>The number in the format T, rounded outward.</summary>
    internal static T In<T>(Func<int, BigInterval> number, int precision)
        where T : struct, IEnclosure<T>
    {
        if (typeof(T) == typeof(BigInterval))
            return (T)(object)number(precision).WithPrecision(precision);
        return T.FromInterval(number(80).ToInterval(), precision);
    }

    /// <summary>The same set in arbitrary precision.</summary>
    internal static BigInterval ToBig<T>(T value)
        where T : struct, IEnclosure<T> =>
        value is BigInterval big ? big : BigInterval.FromInterval(value.ToInterval(), BigInterval.LeastPrecision);
}
