namespace BoundCheck.Symbolic.Growth;

/// <summary>Raised inside the growth analysis when a question cannot be decided; the public entry points turn it into an "unknown" answer.</summary>
internal sealed class UndecidedException : Exception
{
    internal UndecidedException(string reason)
        : base(reason)
    {
    }
}

/// <summary>The allowance of work of one question: a number of elementary steps and a cancellation token.</summary>
internal sealed class Work(int steps, CancellationToken cancellation)
{
    private int _left = steps;

    /// <summary>Takes steps off the allowance.</summary>
    /// <exception cref="UndecidedException">Nothing is left, or the stack is nearly used up.</exception>
    internal void Spend(int count = 1)
    {
        _left -= count;
        if (_left < 0)
            throw new UndecidedException("the step budget is used up");
        cancellation.ThrowIfCancellationRequested();
        // Lazy terms call one another; their depth follows the input, so the stack is watched.
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new UndecidedException("the expression nests too deeply");
    }
}
