
namespace BoundCheck.Bounds.Propositions;

/// <summary>Collects the claims that an analysis asks, on the calling context, so that their proofs can be exported.</summary>
public sealed class ClaimCapture : IDisposable
{
    private static readonly AsyncLocal<ClaimCapture?> s_current = new();
    private readonly ClaimCapture? _outer;
    private readonly List<Claim> _claims = [];
    private readonly Lock _gate = new();

    private ClaimCapture(ClaimCapture? outer) => _outer = outer;

    /// <summary>The distinct claims so far, in the order they were first asked.</summary>
    public IReadOnlyList<Claim> Claims
    {
        get
        {
            lock (_gate)
                return [.. _claims.DistinctBy(c => c.ToString())];
        }
    }

    /// <summary>Starts collecting until disposed.</summary>
    public static ClaimCapture Start() => s_current.Value = new ClaimCapture(s_current.Value);

    /// <summary>Notes a claim that is asked, whatever decides it.</summary>
    internal static void Note(Claim claim)
    {
        if (s_current.Value is not { } capture)
            return;
        lock (capture._gate)
            capture._claims.Add(claim);
    }

    /// <summary>Stops collecting.</summary>
    public void Dispose() => s_current.Value = _outer;
}
