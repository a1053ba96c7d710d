namespace BoundCheck.Bounds.Smt;

/// <summary>An expression that the encoding does not express (a very high power, say). Caught by the prover: the claim is not for Z3.</summary>
internal sealed class SmtUnsupportedException : Exception
{
    /// <summary>With the reason.</summary>
    public SmtUnsupportedException(string message)
        : base(message)
    {
    }
}
