using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Certificates.Coq;
using BoundCheck.Bounds.Certificates.Search;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Certificates;

/// <summary>Certificates of decided claims, to be kept beside a result and re-checked later (docs/certificates.md).</summary>
public sealed class CertificateFile
{
    private readonly List<(Certificate Certificate, Claim Claim)> _claims = [];

    /// <summary>How many of the claims have a proof in the file.</summary>
    public int Proved => _claims.Count(c => c.Certificate.Proof is not null);

    /// <summary>Why the last claim has no proof in the file; null when it has one.</summary>
    public string? Reason => _claims[^1].Certificate.Reason;

    /// <summary>Adds a claim with its verdict and, where one is found in the rules of certificates, a proof that passed the check.</summary>
    /// <param name="typed">The claim as it was typed.</param>
    /// <param name="claim">The same, parsed.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="cancellation">Stops the search for a proof.</param>
    public void Add(TypedClaim typed, Claim claim, Verdict verdict, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(verdict);
        Add(typed, claim, verdict, null, cancellation);
    }

    /// <summary>Adds the proved properties of a function that comparisons state, each comparison with a proof where one is found.</summary>
    /// <param name="outer">The function.</param>
    /// <param name="report">What is known of it.</param>
    /// <param name="cancellation">Stops the search for proofs.</param>
    /// <returns>What was added, and why it has no proof in the file; null when it has one.</returns>
    public IEnumerable<(string Claim, string? Reason)> AddEach(Outer outer, RegularityReport report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(report);
        return Property.Of(outer, report).Select(p =>
        {
            Add(TypedClaim.Of(p.Claim), p.Claim, p.Verdict, p.Property, cancellation);
            return ($"{p.Property}: {p.Claim}", Reason);
        });
    }

    private void Add(TypedClaim typed, Claim claim, Verdict verdict, Property? of, CancellationToken cancellation)
    {
        Certificate Make(ImmutableArray<ProofStep> defined, ProofStep? proof, string? reason) => new(Certificate.Version, typed.Claim, typed.On, typed.Where,
            typed.Parameters.ToImmutableSortedDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal),
            verdict.Text, defined, proof, reason, of);
        string? reason = verdict is not Proved proved ? verdict.Text : $"proved, no certificate for this rule: {proved.Method.Text()}: {proved.Certificate}";
        try
        {
            if (verdict.IsProved && Certifier.Find(claim, cancellation) is var (defined, holds)
                && Make(defined, holds, null) is var certificate && Checker.Check(certificate, cancellation) is var check)
            {
                _claims.Add((check.IsAccepted ? certificate : Make([], null, $"{reason} ({check.Refusal})"), claim));
                return;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            reason = "proved, no time was left for a certificate";
        }
        _claims.Add((Make([], null, reason), claim));
    }

    /// <summary>The file: JSON in UTF-8, one certificate or an array of them.</summary>
    public byte[] ToJson() => CertificateText.Write([.. _claims.Select(c => c.Certificate)]);

    /// <summary>
    /// The proofs as a file for Coq over proofs/coq/Claims.v and coq-interval: one module a claim, or a comment that says why there is none.
    /// </summary>
    /// <returns>The file, and how many claims have a proof in it.</returns>
    public (string Text, int Claims) ToCoq()
    {
        var text = new StringBuilder("""
            (* Check with: coqc -Q PROOFS BoundCheck THIS.v, where PROOFS holds the compiled proofs/coq/Claims.v. *)
            Require Import Reals Lra Psatz.
            From Coquelicot Require Import Coquelicot.
            From Interval Require Import Tactic.
            From BoundCheck Require Import Claims.
            Open Scope R_scope.

            """);
        int written = 0;
        for (int i = 0; i < _claims.Count; i++)
        {
            var (certificate, claim) = _claims[i];
            string? missing = certificate.Reason;
            try
            {
                if (certificate.Proof is { } proof)
                    text.AppendLine(CoqScript.Of(claim, certificate.Defined, proof, string.Create(CultureInfo.InvariantCulture, $"Claim{i + 1}")));
                written += certificate.Proof is null ? 0 : 1;
            }
            catch (NotSupportedException e)
            {
                missing = e.Message;
            }
            if (missing is not null)
                text.AppendLine($"(* {CoqScript.Comment(claim.ToString())}: no proof here: {CoqScript.Comment(missing)} *)");
        }
        return (text.ToString(), written);
    }

    /// <summary>Re-checks each certificate of a file.</summary>
    /// <param name="json">The file.</param>
    /// <param name="malformed">What is wrong with its format; null when nothing is.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <returns>
    /// Each claim as typed, what it says of a function (null for nothing), and what the check found; empty for a malformed file. A property of which a part is
    /// missing is refused.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImmutableArray<(string Claim, string On, string Where, string? Of, CertificateCheck Check)> Verify(
        byte[] json, out string? malformed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        var read = CertificateText.Read(json, out malformed);
        return [.. read.Select(c => (c.Claim, c.On, c.Where, c.Of?.ToString(), Whole(c, Checker.Check(c, cancellation))))];

        CertificateCheck Whole(Certificate certificate, CertificateCheck check)
        {
            int parts = certificate.Of is not { } of ? 0
                : read.Where(r => r.Of is { } o && o with { Part = of.Part } == of).Select(r => r.Of!.Part).Distinct().Count();
            return !check.IsAccepted || parts == (certificate.Of?.Claims()?.Length ?? 0) ? check
                : check with { Refusal = $"a part of the property {certificate.Of!.Name} is missing in the file" };
        }
    }
}
