using System.Text;
using System.Text.Json.Nodes;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Certificates;

/// <summary>Certificates are accepted as written and refused when anything in them is altered so that it no longer proves the claim.</summary>
public sealed class CertificateTests
{
    private const string Head =
        """{"schema":"boundcheck-certificate/1","claim":"1<2","on":"","where":"","parameters":{},"verdict":"proved",""";

    private const string LogCosh = "log(cosh(s-1))";

    private static readonly Dictionary<string, Expr> s_none = [];

    private static readonly Lazy<(CertificateFile File, List<(string Claim, string? Reason)> Added)> s_logCosh = new(() => MakeProperties(LogCosh));

    [TestCase("x - x^2 - 1/10 <= log(1+x)", "x=[0,1]", "", TestName = "A cover of boxes is accepted")]
    [TestCase("1 + x <= exp(x)", "x=(-inf,inf)", "", TestName = "A touching point and two tails are accepted")]
    [TestCase("x/(1+x) <= log(1+x)", "x=(-1,inf)", "", TestName = "An open end is accepted")]
    [TestCase("cosh(x)^2 == 1 + sinh(x)^2", "x=(-inf,inf)", "", TestName = "An identity is accepted")]
    [TestCase("-1/e <= x*log(x)", "x=(0,inf)", "", TestName = "An irrational touching point is accepted")]
    [TestCase("abs(log(1+x)-x) <= 2*x^2", "x=[-1/2,1/2]", "", TestName = "Cases are accepted")]
    [TestCase("exp(x+y) <= exp(x)*exp(y) + 1/256", "x=[0,1]; y=[0,1]", "", TestName = "Two variables are accepted")]
    [TestCase("x*y <= 1", "x=[0,1]; y=[0,3]", "x + y <= 2", TestName = "A side condition is accepted")]
    [TestCase("tanh(x) < 1", "x=(-inf,inf)", "", TestName = "A limit that is not reached is accepted")]
    [TestCase("abs(pi - 3.1415926535897932385) < 1/10^18", "", "", TestName = "A number is accepted")]
    public void Accepted(string claim, string on, string where)
    {
        var file = Make(claim, on, where);
        Assert.That(file.Reason, Is.Null);
        var found = CertificateFile.Verify(file.ToJson(), out var malformed).Single();
        Assert.Multiple(() =>
        {
            Assert.That(malformed, Is.Null);
            Assert.That(found.Check.Refusal, Is.Null);
            Assert.That((found.Claim, found.On, found.Where), Is.EqualTo((claim, on, where)));
        });
    }

    [Test]
    public void A_missing_part_anywhere_is_refused()
    {
        byte[] whole = Make("1 + x <= exp(x)", "x=(-inf,inf)").ToJson();
        int count = Steps(JsonNode.Parse(whole)!["proof"]!).Count(s => s["parts"]!.AsArray().Count > 0);
        Assert.That(count, Is.GreaterThan(2));
        for (int i = 0; i < count; i++)
        {
            var altered = JsonNode.Parse(whole)!;
            Steps(altered["proof"]!).Where(s => s["parts"]!.AsArray().Count > 0).ElementAt(i)["parts"]!.AsArray().RemoveAt(0);
            Assert.That(Accepts(altered), Is.False, altered.ToJsonString());
        }
    }

    [Test]
    public void A_bound_that_the_enclosure_does_not_give_is_refused()
    {
        byte[] whole = Make("x - x^2 - 1/10 <= log(1+x)", "x=[0,1]").ToJson();
        int count = Steps(JsonNode.Parse(whole)!["proof"]!).Count(s => s["lower"] is not null);
        Assert.That(count, Is.GreaterThan(0));
        for (int i = 0; i < count; i++)
        {
            (string, string)[] alterations = [("lower", "5"), ("upper", "-1/1000"), ("lower", "-1"), ("box", "x in [0, 1/1000]"), ("lower", "x")];
            foreach (var (place, value) in alterations)
            {
                var altered = JsonNode.Parse(whole)!;
                Steps(altered["proof"]!).Where(s => s["lower"] is not null).ElementAt(i)[place] = value;
                Assert.That(Accepts(altered), Is.False, altered.ToJsonString());
            }
        }
    }

    [TestCase("claim", "1 + x < exp(x)")]
    [TestCase("claim", "1 + 1001*x/1000 <= exp(x)")]
    [TestCase("claim", "1 + x <= log(x)")]
    [TestCase("schema", "boundcheck-certificate/0")]
    [TestCase("verdict", "refuted")]
    public void Another_claim_is_refused(string place, string text)
    {
        var altered = JsonNode.Parse(Make("1 + x <= exp(x)", "x=(-inf,inf)").ToJson())!;
        altered[place] = text;
        Assert.That(Accepts(altered), Is.False);
    }

    [TestCase("x - x^2 - 1/10 <= log(1+x)", "x=[0,1]", "x=[0,2]")]
    [TestCase("log(x) <= x - 1", "x=(0,1]", "x=[0,1]")]
    [TestCase("0 < x", "x=(0,1]", "x=[0,1]")]
    public void A_larger_domain_is_refused(string claim, string on, string larger)
    {
        var altered = JsonNode.Parse(Make(claim, on).ToJson())!;
        Assert.That(Accepts(altered), Is.True);
        altered["on"] = larger;
        Assert.That(Accepts(altered), Is.False);
    }

    [Test]
    public void A_dropped_side_condition_is_refused()
    {
        var altered = JsonNode.Parse(Make("x*y <= 1", "x=[0,1]; y=[0,3]", "x + y <= 2").ToJson())!;
        altered["where"] = "";
        Assert.That(Accepts(altered), Is.False);
    }

    [Test]
    public void Queries_of_another_text_are_refused()
    {
        var altered = JsonNode.Parse(Make("b^2 > 4*a*c", "a=(0,inf)", "a*t^2 + b*t + c < 0").ToJson())!;
        var step = Steps(altered["proof"]!).First(s => s["queries"] is not null);
        step["queries"]!.AsArray()[0] = "(assert false)(check-sat)";
        Assert.That(Accepts(altered), Is.False);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("[null]")]
    [TestCase(Head + "\"defined\":[],\"proof\":{\"rule\":\"magic\"}}")]
    [TestCase(Head + "\"defined\":[null],\"proof\":{\"rule\":\"signs\"}}")]
    [TestCase(Head + "\"defined\":[],\"proof\":{\"rule\":\"signs\",\"extra\":1}}")]
    public void Malformed_text_is_said_to_be_so(string text)
    {
        Assert.That(CertificateFile.Verify(Encoding.UTF8.GetBytes(text), out var malformed), Is.Empty);
        Assert.That(malformed, Is.Not.Null);
    }

    [Test]
    public void A_refuted_claim_has_no_proof_in_the_file()
    {
        var file = Make("log(x) <= x - 1", "x=[0,1]");
        Assert.That(file.Proved, Is.Zero);
        Assert.That(CertificateFile.Verify(file.ToJson(), out _).Single().Check.Refusal, Does.Contain("refuted"));
    }

    [TestCase(LogCosh, 12, 0)]
    [TestCase("huber(s,1)", 12, 0)]
    public void The_proved_properties_of_a_function_have_certificates(string function, int parts, int missing)
    {
        var (file, added) = function == LogCosh ? s_logCosh.Value : MakeProperties(function);
        Assert.That(added, Has.Count.EqualTo(parts));
        Assert.That(added.Where(a => a.Reason is not null), Has.Exactly(missing).Items);
        Assert.That(CertificateFile.Verify(file.ToJson(), out _).Where(v => !v.Check.IsAccepted), Has.Exactly(missing).Items);
    }

    [Test]
    public void A_property_is_refused_when_a_part_is_missing_or_its_function_or_constant_is_another()
    {
        var whole = JsonNode.Parse(s_logCosh.Value.File.ToJson())!.AsArray();
        int sector = Enumerable.Range(0, whole.Count).First(i => whole[i]!["of"]!["name"]!.GetValue<string>() == "sector");
        foreach (var (place, text) in new[] { ("function", "log(cosh(s-2))"), ("bound", "1/2"), ("centre", "0"), ("name", "convex") })
        {
            var altered = JsonNode.Parse(whole.ToJsonString())!;
            altered[sector]!["of"]![place] = text;
            Assert.That(Refused(altered), Does.Contain(sector), place);
        }
        var less = JsonNode.Parse(whole.ToJsonString())!;
        less.AsArray().RemoveAt(sector + 1);
        Assert.That(Refused(less), Is.EqualTo(new[] { sector }));

        static int[] Refused(JsonNode file)
        {
            var checks = CertificateFile.Verify(Encoding.UTF8.GetBytes(file.ToJsonString()), out _);
            return [.. Enumerable.Range(0, checks.Length).Where(i => !checks[i].Check.IsAccepted)];
        }
    }

    [Test]
    public void A_file_for_Coq_has_a_theorem_of_the_claim_or_says_why_not()
    {
        var (text, written) = Make("1 + x <= exp(x)", "x=(-inf,inf)").ToCoq();
        Assert.That(written, Is.EqualTo(1));
        Assert.That(text, Does.Contain("Theorem claim : forall v_x : R, (1 + v_x) <= (exp v_x)."));
        Assert.That(text, Does.Contain("claim_rising").And.Contain("claim_falling"));
        (text, written) = Make("erf(x) < 1", "x=[0,1]").ToCoq();
        Assert.That(written, Is.Zero);
        Assert.That(text, Does.Contain("erf has no counterpart").And.Not.Contain("Theorem"));
    }

    private static CertificateFile Make(string claim, string on, string where = "")
    {
        var parsed = ClaimParser.Parse(claim, on, where).Claim!;
        var file = new CertificateFile();
        file.Add(new(claim, on, where, s_none), parsed, Prover.Decide(parsed));
        return file;
    }

    private static (CertificateFile File, List<(string Claim, string? Reason)> Added) MakeProperties(string function)
    {
        Assert.That(Parser.Parse(function).TryGet(out var f, out _));
        var outer = new Outer(f!, Variable.Of("s"));
        var file = new CertificateFile();
        return (file, [.. file.AddEach(outer, RegularityAnalyzer.Analyze(outer, 1, CancellationToken.None))]);
    }

    private static bool Accepts(JsonNode certificate) =>
        CertificateFile.Verify(Encoding.UTF8.GetBytes(certificate.ToJsonString()), out _) is [{ Check.IsAccepted: true }];

    private static IEnumerable<JsonNode> Steps(JsonNode step)
    {
        yield return step;
        foreach (var part in step["parts"]!.AsArray().SelectMany(p => Steps(p!)))
            yield return part;
    }
}
