namespace BoundCheck.Symbolic.Growth;

/// <summary>Raised inside the growth analysis when a question cannot be decided; the public entry points turn it into an "unknown" answer.</summary>
internal sealed class UndecidedException : Exception
{
    internal UndecidedException(string reason)
        : base(reason)
    {
    }
}

/// <summary>Budgets inside the growth analysis, whose lazy terms call one another: giving up is an exception there.</summary>
internal static class GrowthBudget
{
    /// <summary>Takes steps off the budget.</summary>
    /// <exception cref="UndecidedException">Nothing is left, or the stack is nearly used up.</exception>
    internal static void Take(this Budget budget, int count = 1)
    {
        if (!budget.Spend(count))
            throw new UndecidedException(budget.Shortfall!);
        // The depth of the calls follows the input, so the stack is watched.
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new UndecidedException("the expression nests too deeply");
    }
}
