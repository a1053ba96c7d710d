using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;

namespace BoundCheck.Bounds.Tests.Claims;

public sealed class ClaimTableTests
{
    private static readonly string s_table = Read();

    private static string Read()
    {
        using var stream = typeof(ClaimTableTests).Assembly.GetManifestResourceStream("claims.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The expected verdict is the fifth column; the sixth is the source.
    internal static IEnumerable<(string Name, string Claim, string On, string Where, string Expected)> Table() =>
        from line in s_table.Split('\n')
        where line.Length > 0 && !line.StartsWith('#')
        let cells = line.Split('\t')
        where cells[0] != "name"
        select (cells[0], cells[1], cells[2], cells[3], cells[4]);

    private static IEnumerable<TestCaseData> Rows() =>
        Table().Select(r => new TestCaseData(r.Claim, r.On, r.Where, r.Expected).SetName($"Claim_{r.Name}_is_{r.Expected}"));

    [TestCaseSource(nameof(Rows))]
    public void Claims_of_public_collections_get_their_verdict(string claim, string on, string where, string expected)
    {
        var verdict = Prover.Decide(ClaimParser.Parse(claim, on, where).ValueOrThrow());
        Assert.That(verdict.Text, Is.EqualTo(expected), verdict.ToString());
    }

    [Test]
    public void The_table_reads_as_a_claims_file() =>
        Assert.That(ClaimFile.Parse(s_table).Where(r => r.Result.Error is not null).Select(r => r.Result.Error!.ToString()), Is.Empty);
}
