namespace BoundCheck.Symbolic;

/// <summary>
/// Marks what takes its caller's word for something that a proof rests on. api/trusted.md lists each with its callers, and a test holds that list.
/// </summary>
/// <param name="unchecked">What the caller promises and nothing here checks.</param>
[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method)]
public sealed class TrustedAttribute(string @unchecked) : Attribute
{
    /// <summary>What the caller promises.</summary>
    public string Unchecked { get; } = @unchecked;
}
