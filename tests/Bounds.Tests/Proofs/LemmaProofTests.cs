using BoundCheck.Bounds.Proofs;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Proofs;

/// <summary>What the prover's encodings assume is what proofs/ has.</summary>
public sealed class LemmaProofTests
{
    private const string Missing = "is not in the proof index";

    private static readonly string[] s_everything =
    [
        "exp(x) + exp(y) + exp(3) + log(z) + log(w) + log(u) + log(3) + e < 9", "sin(x) + cos(y) + sin(3) + cos(2) < 9", "atan(x) + atan(y) + atan(3) + pi < 9",
        "tanh(x) + tanh(y) + tanh(3) < 9", "erf(x) + erf(y) + erf(3) < 9", "z^x < 9",
    ];

    private static IEnumerable<LemmaPlan> Plans()
    {
        for (int level = -1; level <= 3; level++)
        {
            yield return LemmaPlan.Standard(level);
            yield return LemmaPlan.Centred(level, static _ => (new Rational(1, 4), 3));
            yield return LemmaPlan.Standard(level) with { TanhByExp = true };
        }
    }

    // The names of all lemmas of all encodings; a claim that has no encoding under a plan adds nothing.
    private static HashSet<string> Names(Claim claim)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sign = new BoxSigns(claim).Strict;
        foreach (var plan in Plans())
        {
            try
            {
                names.UnionWith(SmtEncoder.Encode(claim, plan, sign).SelectMany(o => o.Lemmas));
            }
            catch (SmtUnsupportedException e) when (!e.Message.Contains(Missing, StringComparison.Ordinal))
            {
            }
        }
        return names;
    }

    [Test]
    public void The_prover_and_the_proof_index_have_the_same_lemma_bounds()
    {
        var used = s_everything.SelectMany(c => Names(ClaimParser.Parse(c, "z=(0,inf); w=(0,inf); u=(0,inf)", null).ValueOrThrow()))
            .Select(n => "lemma:" + n.Split('(', ',', ' ')[0]).Distinct().Order(StringComparer.Ordinal);
        var proved = ProofIndex.Current.Entries.SelectMany(e => e.Supports).Where(s => s.StartsWith("lemma:", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.That(used, Is.EqualTo(proved));
    }

    [Test]
    public void Every_lemma_that_an_encoding_of_the_claims_table_uses_is_in_the_proof_index()
    {
        int seen = 0;
        foreach (var row in Claims.ClaimTableTests.Table())
        {
            foreach (string name in Names(ClaimParser.Parse(row.Claim, row.On, row.Where).ValueOrThrow()))
            {
                seen++;
                Assert.That(ProofIndex.Current.OfLemma(name), Is.Not.Empty, name);
            }
        }
        Assert.That(seen, Is.GreaterThan(1000));
    }

    [TestCase("exp-sideways(3) at 0")]
    [TestCase("exp")]
    public void A_bound_that_is_not_proved_has_no_line(string name) => Assert.That(ProofIndex.Current.OfLemma(name), Is.Empty);

    [Test]
    public void The_formulas_of_the_encoder_are_those_that_coq_proves()
    {
        string expected = CoqInstances.Text();
        string path = Path.Combine(Root(), "proofs", "coq", "BoundsInstances.v");
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_PROOFS") == "1")
            File.WriteAllText(path, expected);
        Assert.That(File.ReadAllText(path), Is.EqualTo(expected), "the encoder's bounds changed: write the file again (see its head) and run proofs/check.sh");
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "BoundCheck.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests run outside the repository");
    }
}
