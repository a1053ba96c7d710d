using System.Collections.Immutable;

namespace BoundCheck.Bounds.Proofs;

/// <summary>What a statement of the proof index rests on.</summary>
public enum ProofStatus
{
    /// <summary>A theorem of the Coq development, without hypotheses beyond the statement's own.</summary>
    Coq,

    /// <summary>A theorem of the Coq development under a further hypothesis, which <see cref="ProofEntry.Assumption"/> names.</summary>
    CoqAssuming,

    /// <summary>An obligation over the reals that Z3 answers as the index expects.</summary>
    Z3,

    /// <summary>Not proved; <see cref="ProofEntry.Assumption"/> says what is taken for granted.</summary>
    Assumed,
}

/// <summary>One line of proofs/index.tsv: a statement, where its proof is, and what the proof assumes.</summary>
/// <param name="Id">The identifier, such as T1.C5.count.</param>
/// <param name="Statement">What is proved, in short.</param>
/// <param name="File">The file below proofs/; null when there is none.</param>
/// <param name="Lemma">The name of the theorem in that file; null for an SMT obligation.</param>
/// <param name="Status">What it rests on.</param>
/// <param name="Assumption">What is assumed; null when nothing is.</param>
/// <param name="Supports">
/// What it stands behind: conclusions ("T1.C2") and theorems ("T6") of the catalogue, lemma bounds of the prover ("lemma:exp-below").
/// </param>
public sealed record ProofEntry(
    string Id, string Statement, string? File, string? Lemma, ProofStatus Status, string? Assumption, ImmutableArray<string> Supports)
{
    /// <summary>The status as the JSON writes it: coq, coq-assuming, z3, assumed.</summary>
    public string StatusName => Status switch
    {
        ProofStatus.Coq => "coq",
        ProofStatus.CoqAssuming => "coq-assuming",
        ProofStatus.Z3 => "z3",
        _ => "assumed",
    };

    /// <summary>Who checked it and where: "proved in Coq (proofs/coq/T1C.v, T1_C2)", "checked by Z3 (proofs/smt/...)", "assumed: ...".</summary>
    public string Wording => Status switch
    {
        ProofStatus.Coq => $"proved in Coq (proofs/{File}, {Lemma})",
        ProofStatus.CoqAssuming => $"proved in Coq (proofs/{File}, {Lemma}), assuming {Assumption}",
        ProofStatus.Z3 => $"checked by Z3 (proofs/{File})",
        _ => $"assumed: {Assumption}",
    };
}
