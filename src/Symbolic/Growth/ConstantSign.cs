using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Growth;

/// <summary>The sign of a closed expression by a rigorous enclosure (see <see cref="ClosedValue"/>).</summary>
internal static class ConstantSign
{
    /// <summary>-1 or 1 when an enclosure of the given precision excludes zero, 0 only when it is the point zero; otherwise null.</summary>
    internal static int? Of(Expr expr, int bits) => expr.IsClosed() ? ClosedValue.Enclose(expr, bits)?.Sign : null;

    /// <summary>Whether a closed expression is proved to have a value.</summary>
    internal static bool IsDefined(Expr closed) => ClosedValue.Enclose(closed, 64) is not null;
}
