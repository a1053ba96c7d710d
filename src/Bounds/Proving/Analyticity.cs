using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Which nodes are real-analytic in their children wherever they are defined, roots of 0 aside.</summary>
internal static class Analyticity
{
    /// <summary>False for what chooses between formulas: two analytic functions may agree on one side of a point only, as x/(1 + |x|) and x/(1 + x).</summary>
    internal static bool IsAnalytic(Expr node) => node switch
    {
        Piecewise or VectorVariable or Dot => false,
        Application { Function: Abs or Min or Max or Sign or Huber or Softsign } => false,
        _ => true,
    };
}
