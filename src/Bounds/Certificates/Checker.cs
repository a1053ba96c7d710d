using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates;

/// <summary>What a check of a certificate found.</summary>
/// <param name="Refusal">Why it is refused; null when it is accepted.</param>
/// <param name="Steps">Steps checked.</param>
/// <param name="Rules">The rules used, with how often each.</param>
public sealed record CertificateCheck(string? Refusal, int Steps, IReadOnlyDictionary<string, int> Rules)
{
    /// <summary>True when every step was checked and holds.</summary>
    public bool IsAccepted => Refusal is null;
}

/// <summary>
/// Re-checks a certificate: parses the claim anew, makes the goals of each step by its rule, and asks whether the parts prove them. It
/// searches nothing.
/// </summary>
internal static class Checker
{
    internal static CertificateCheck Check(Certificate certificate, CancellationToken cancellation = default)
    {
        var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int steps = 0;
        return new(Refusal(), steps, rules);

        string? Refusal()
        {
            if (certificate.Schema != Certificate.Version)
                return $"the format '{certificate.Schema}' is not known; this program reads {Certificate.Version}";
            if (certificate.Verdict != "proved" || certificate.Proof is not { } proof)
                return $"no proof stands there: {certificate.Reason ?? certificate.Verdict}";
            var parameters = new Dictionary<string, Expr>(StringComparer.Ordinal);
            foreach (var (name, text) in certificate.Parameters)
            {
                if (text is null || !Parser.Parse(text).TryGet(out var value, out _))
                    return $"the parameter {name} is not an expression";
                parameters[name] = value;
            }
            var parsed = ClaimParser.Parse(certificate.Claim, certificate.On, certificate.Where, "", parameters);
            if (parsed.Claim is not { } claim)
                return parsed.Error!.Render();
            claim.Validate();
            if (certificate.Of is { } property && property.Refuse(claim) is { } other)
                return other;
            var (defined, holds) = Certificate.Goals(claim);
            if (certificate.Defined.Length != defined.Length)
                return $"{defined.Length} conditions of definedness are to be proved, {certificate.Defined.Length} proofs stand there";
            return defined.Zip(certificate.Defined, Check).Append(Check(holds, proof)).FirstOrDefault(refusal => refusal is not null);
        }

        // As deep as a certificate is nested, which its reader bounds.
        string? Check(Goal goal, ProofStep step)
        {
            cancellation.ThrowIfCancellationRequested();
            steps++;
            rules[step.GetType().Name] = rules.GetValueOrDefault(step.GetType().Name) + 1;
            var (goals, refusal) = step.Apply(goal);
            if (refusal is not null)
                return $"step {steps}: {goal}: {refusal}";
            if (goals.Length != step.Parts.Length)
                return $"step {steps}: {goal}: the rule leaves {goals.Length} parts to prove, {step.Parts.Length} stand there";
            return goals.Zip(step.Parts, Check).FirstOrDefault(r => r is not null);
        }
    }
}
