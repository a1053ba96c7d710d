using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Studies.Families;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Regularity;

/// <summary>Random families at random values of their parameters: what is said of the family against what is said of the objective with the values put
/// in.</summary>
public sealed class FamilyCampaign
{
    private const int ValuesOfOne = 20;

    private static readonly Expr s_width = Exp.Instance.Of(Variable.Of("log of d"));

    private static readonly string[] s_cores =
    [
        "log(cosh({0}))", "sqrt(1+({0})^2)", "({0})^2/2", "({0})^4/4", "log(1+({0})^2)", "huber({0},1)", "huber({0},d)", "(1+({0})^2)^(3/4)",
        "log(cosh({0}))+d*({0})^2", "sqrt(d+({0})^2)", "d*({0})^2+({0})^4", "log(1+d*({0})^2)", "cosh({0})", "({0})*atan({0})",
        "log(1+exp({0}))+log(1+exp(-({0})))", "sqrt(1+({0})^2)+d*log(cosh({0}))", "({0})^2/(1+({0})^2)", "exp({0})-({0})", "(1+d*({0})^2)^(1/3)",
    ];

    [Test, Explicit("a second for a value; BOUNDCHECK_CAMPAIGN sets the number of values, BOUNDCHECK_SEED the first family")]
    public void What_is_said_of_a_family_is_true_of_its_members()
    {
        int values = 0, proved = 0, nowhere = 0, constants = 0, unbounded = 0;
        for (int number = Campaign.Seed(1); values < Campaign.Count(ValuesOfOne); number++)
        {
            var random = new Random(number);
            var (text, box) = Draw(random);
            var (ranges, error) = Family.ParseBox(box);
            // d is positive and is read as exp(t): a width of huber has to be evidently positive.
            var expression = Parser.Parse(text, new ParseOptions { Parameters = new Dictionary<string, Expr> { ["d"] = s_width } }).TryGet(out var read, out _)
                ? read.Substitute(s_width, Variable.Of("d")) : null;
            Assert.That((expression is null, error), Is.EqualTo((false, (string?)null)), $"{text} for {box}");
            using var limit = new CancellationTokenSource();
            var report = FamilyAnalyzer.Analyze(new Family(text, expression!, ranges), null, null, limit.Token);
            for (int i = 0; i < ValuesOfOne; i++, values++)
            {
                var at = ranges.ToDictionary(r => r.Variable, r => Value(r, random));
                var part = report.Parts.IsEmpty ? report : report.Parts.Single(p => p.Family.Box.All(r => r.Contains(at[r.Variable])));
                var f = expression!.Substitute(at.ToDictionary(p => p.Key, p => (Expr)p.Value));
                var member = Objective.Analyze(f.ToString(), f).Structure.Regularity(default);
                string where = $"family {number}: {text} for {box} at {string.Join(", ", at.Select(p => $"{p.Key} = {p.Value}"))}";
                foreach (var (name, verdict) in part.Verdicts)
                {
                    var one = Of(member, name);
                    Assert.That(verdict.IsProved && one.IsRefuted, Is.False, $"{where}: {name} is proved of the family and refuted of the member");
                    Assert.That(part.Nowhere.Contains(name) && one.IsProved, Is.False, $"{where}: {name} is refuted of every member and proved of this");
                    proved += verdict.IsProved ? 1 : 0;
                    nowhere += part.Nowhere.Contains(name) ? 1 : 0;
                    unbounded += part.Nowhere.Contains(name) && name is "derivativeBound" or "sector" ? 1 : 0;
                }
                foreach (var (name, constant) in new[] { ("G", member.DerivativeBound), ("β", member.Sector) })
                {
                    var formula = part.Constants.FirstOrDefault(c => c.Name == name && c.Verdict.IsProved)?.Formula;
                    if (formula is null || !constant.Verdict.IsProved || constant.Value is not { } exact)
                        continue;
                    var value = Numbers.CertifiedEvaluation.Evaluate(formula.Substitute(at.ToDictionary(p => p.Key, p => (Expr)p.Value)))!.ToInterval();
                    Assert.That(value.Hi, Is.GreaterThanOrEqualTo(exact.ToInterval().Lo * (1 - 1e-9)), $"{where}: {name} = {formula}");
                    constants++;
                }
            }
        }
        TestContext.Out.WriteLine($"{values} values; {proved} proved verdicts, {nowhere} that fail for every member ({unbounded} of them unbounded), "
            + $"{constants} constants: none contradicted by a member");
    }

    private static (string Text, string Box) Draw(Random random)
    {
        string core = s_cores[random.Next(s_cores.Length)];
        var box = new List<string>();
        string inner = random.Next(4) switch { 0 => "x*y", 1 => "x*y-1", _ => "x*y-c" };
        if (inner == "x*y-c")
            box.Add($"c={Range(random, positive: random.Next(2) == 0)}");
        if (random.Next(3) == 0)
        {
            inner = $"b*({inner})";
            box.Add($"b={Range(random, positive: true)}");
        }
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, core, inner);
        if (new[] { "d*", ",d)", "(d+" }.Any(d => core.Contains(d, StringComparison.Ordinal)))
            box.Add($"d={Range(random, positive: true)}");
        if (box.Count == 0 || random.Next(3) == 0)
        {
            text = $"a*({text})";
            box.Add($"a={Range(random, positive: random.Next(4) > 0)}");
        }
        return (text, string.Join("; ", box));
    }

    private static string Range(Random random, bool positive)
    {
        int low = positive ? 0 : random.Next(-3, 1), high = low + random.Next(1, 4);
        return $"({low},{(random.Next(4) == 0 ? "inf" : high.ToString(System.Globalization.CultureInfo.InvariantCulture))}{(random.Next(2) == 0 ? ")" : "]")}"
            .Replace("inf]", "inf)", StringComparison.Ordinal);
    }

    private static Rational Value(VariableRange range, Random random) => new Rational(random.Next(1, 64), 64) is var t && range.High is { } high
        ? range.Low!.Value + (high - range.Low.Value) * t : range.Low!.Value + t * 4;

    private static Verdict Of(Bounds.Regularity.RegularityReport report, string name) => name switch
    {
        "smooth" => report.Smooth,
        "sign" => report.Sign,
        "sector" => report.Sector.Verdict,
        "derivativeBound" => report.DerivativeBound.Verdict,
        "good" => report.Good,
        "degree" => report.Degree.Verdict,
        "monotoneRatio" => report.MonotoneRatio,
        "starConvex" => report.StarConvex,
        _ => report.Convex,
    };
}
