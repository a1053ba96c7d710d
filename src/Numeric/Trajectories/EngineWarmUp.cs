using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>Makes the runtime compile the engine ahead of its first use.</summary>
public static class EngineWarmUp
{
    /// <summary>
    /// Starts a short run of a small objective on another thread, so that the code of the engine is ready when an analysis that goes on at the same
    /// time is done. Does nothing on a machine with one processor, where it would only delay the analysis.
    /// </summary>
    /// <returns>The run in the background; it never fails.</returns>
    public static Task Start() => Environment.ProcessorCount > 1 ? Task.Run(Run) : Task.CompletedTask;

    private static void Run()
    {
        Expr s = Variable.Of("s");
        var outer = OuterFunction.Compile(Log.Instance.Of(Cosh.Instance.Of(s - 1)) + (1 + (s - 1).Pow(2)).Pow(Rational.Half), s, 1);
        ProductRun.Execute(new ProductProblem { Outer = outer, CurvatureAtCentre = 2, Step = Rational.Half, X = [2], Y = [Rational.Half], Steps = 600 });
    }
}
