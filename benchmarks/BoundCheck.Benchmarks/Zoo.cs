using BoundCheck.Bounds.Studies.Laboratory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>The losses F(s - c) of the project, by name.</summary>
internal static class Zoo
{
    private static readonly Expr s_s = Variable.Of("s");

    internal static readonly (string Name, Func<Expr, Expr> Outer)[] All = [.. Losses.All.Select(l => (l.Name, l.Of))];

    internal static OuterFunction Compile(string name, Rational centre)
    {
        var outer = All.Single(z => z.Name == name).Outer(s_s - centre);
        return OuterFunction.Compile(outer, s_s, centre);
    }
}
