using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic.Tests.Growth;

/// <summary>Reads expressions, points and answers of the growth tests.</summary>
internal static class Texts
{
    internal static readonly Expr X = Variable.Of("x");

    internal static Expr Read(string text) => Parser.Parse(text).ValueOrThrow();

    /// <summary>"inf", "-inf", "1+", "1-" (from the right and from the left).</summary>
    internal static LimitPoint Point(string text) => text switch
    {
        "inf" => new LimitPoint.PlusInfinity(),
        "-inf" => new LimitPoint.MinusInfinity(),
        _ => new LimitPoint.Point(Read(text[..^1]), text[^1] == '+' ? Side.Right : Side.Left),
    };

    /// <summary>The limit as text, "inf", "-inf", an expression, "[lo, hi]" (exact) or "within [lo, hi]", "unknown".</summary>
    internal static string Show(Limit limit) => limit switch
    {
        Limit.Finite f => f.Value.ToString(),
        Limit.PlusInfinity => "inf",
        Limit.MinusInfinity => "-inf",
        Limit.Oscillating o => $"{(o.IsExact ? "" : "within ")}[{Show(o.Lower)}, {Show(o.Upper)}]",
        Limit.Unknown u => $"unknown: {u.Reason}",
        _ => throw new ArgumentException("A new kind of limit.", nameof(limit)),
    };

    /// <summary>Whether two closed expressions are equal, by exact cancellation.</summary>
    internal static bool SameNumber(Expr a, Expr b) => ReferenceEquals(a, b)
        || Limits.At(a - b, X, new LimitPoint.PlusInfinity()).IsRational(out var zero) && zero.IsZero;
}
