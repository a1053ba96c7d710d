using System.Runtime.CompilerServices;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Certificates;

/// <summary>The files of proofs/written, which proofs/check.sh gives to coqc, are what the program writes.</summary>
public sealed class WrittenProofTests
{
    private static string ThisFile([CallerFilePath] string path = "") => path;

    [TestCase("tails.v", "1 + x <= exp(x)", "x=(-inf,inf)", "")]
    [TestCase("boxes.v", "abs(log(1+x) - x) - 1/10 <= x^2", "x=[0,1]", "")]
    [TestCase("squares.v", "x*y <= (x^2+y^2)/2", "", "")]
    public void A_file_that_coqc_accepts_is_what_the_program_writes(string name, string claim, string on, string where)
    {
        var parsed = ClaimParser.Parse(claim, on, where).Claim!;
        var file = new CertificateFile();
        file.Add(new(claim, on, where, new Dictionary<string, Expr>()), parsed, Prover.Decide(parsed));
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../proofs/written", name));
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_PROOFS") == "1")
            File.WriteAllText(path, file.ToCoq().Text);
        Assert.That(File.ReadAllText(path), Is.EqualTo(file.ToCoq().Text), "BOUNDCHECK_WRITE_PROOFS=1 writes it; then proofs/check.sh");
    }
}
