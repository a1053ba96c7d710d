using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace BoundCheck.Bounds.Smt;

/// <summary>One query whose unsat answer proves a statement: what `prove` exports and what the prover runs.</summary>
/// <param name="Kind">"goal", or "defined" for a side condition that makes a subexpression defined.</param>
/// <param name="Statement">The statement in the objective language.</param>
/// <param name="Script">Standard SMT-LIB 2 text ending in check-sat; expected answer unsat.</param>
/// <param name="Lemmas">The instances of proven bounds it uses, by name.</param>
/// <param name="Symbols">The symbols of the claim's variables, in the order of its box.</param>
public sealed record SmtObligation(string Kind, string Statement, string Script, ImmutableArray<string> Lemmas, ImmutableArray<string> Symbols)
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the text: its name in certificates.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))[..16];
}
