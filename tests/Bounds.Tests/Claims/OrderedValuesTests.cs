using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>
/// Random sums of products of functions of one variable, rearrangements with a wrong order, sign, direction, function, range or condition among them: one that
/// is false at a sample is never proved from the order of the values. BOUNDCHECK_CAMPAIGN sets the number of claims.
/// </summary>
public sealed class OrderedValuesTests
{
    private const int Standard = 250, Points = 400;
    private static readonly ProverOptions s_options = new() { Boxes = 400, Parts = 8, SolverSteps = 40_000 };

    private static readonly (string Text, Func<double, double> Value)[] s_functions =
    [
        ("#", t => t), ("#^2", t => t * t), ("#^3", t => t * t * t), ("exp(#)", Math.Exp), ("exp(-#)", t => Math.Exp(-t)), ("sinh(#)", Math.Sinh),
        ("atan(#)", Math.Atan), ("tanh(#)", Math.Tanh), ("log(#)", Math.Log), ("1/#", t => 1 / t), ("sqrt(#)", Math.Sqrt), ("#*exp(#)", t => t * Math.Exp(t)),
        ("cosh(#)", Math.Cosh), ("sin(#)", Math.Sin), ("abs(#)", Math.Abs), ("#^(3/2)", t => Math.Pow(t, 1.5)), ("max(#, 0)", t => Math.Max(t, 0)),
        ("1/(1+#^2)", t => 1 / (1 + t * t)),
    ];

    private static readonly (string Text, double Low, double High)[] s_ranges =
        [("(-inf,inf)", -3, 3), ("[0,inf)", 0, 4), ("(0,inf)", 0.001, 4), ("(-inf,0]", -4, 0), ("[-1,2]", -1, 2), ("[1,3]", 1, 3), ("(-3,-1/2)", -2.99, -0.51)];

    [Test]
    public void A_sum_that_is_negative_somewhere_is_not_proved_from_the_order_of_its_values()
    {
        var random = new Random(Campaign.Seed(7));
        var wrong = new List<string>();
        int falseOnes = 0, reduced = 0, proved = 0;
        for (int i = 0; i < Campaign.Count(Standard); i++)
        {
            var (text, isFalse) = Next(random);
            if (ClaimParser.Parse(text.Body, text.On, text.Where).Claim is not { } claim
                || new BoxSigns(claim) is var signs && !Definition.IsEvident(claim, signs))
                continue;
            falseOnes += isFalse ? 1 : 0;
            var task = new ProofTask(claim, claim, s_options);
            foreach (var reduction in OrderedValues.Of(claim, signs))
            {
                reduced++;
                if (!reduction.Parts.All(p => Prover.DecidePart(task, p.Claim, s_options, whole: false) is Proved))
                    continue;
                proved++;
                if (isFalse)
                    wrong.Add($"{claim}: {reduction.Name}");
            }
        }
        TestContext.Out.WriteLine($"{falseOnes} false, {reduced} reductions, {proved} proved");
        Assert.That(wrong, Is.Empty);
        Assert.That(falseOnes, Is.AtLeast(Campaign.Count(Standard) / 4));
        Assert.That(proved, Is.AtLeast(Campaign.Count(Standard) / 40));
    }

    private static ((string Body, string On, string Where) Text, bool IsFalse) Next(Random random)
    {
        string[] names = ["x", "y", "z", "w"];
        int n = random.Next(4) == 0 ? 4 : random.Next(2, 4);
        var common = Pick(s_ranges, random);
        var ranges = Enumerable.Range(0, n).Select(_ => random.Next(8) == 0 ? Pick(s_ranges, random) : common).ToArray();
        var terms = new List<(int Coefficient, int F, int I, int G, int J)>();
        // Differences of two arrangements, and now and then any term.
        for (int k = random.Next(1, 3); k > 0; k--)
        {
            int f = random.Next(s_functions.Length), g = random.Next(s_functions.Length);
            int[] from = Arrangement(random, n), to = Arrangement(random, n);
            int sign = random.Next(2) * 2 - 1;
            for (int i = 0; i < n; i++)
            {
                terms.Add((sign, f, i, g, from[i]));
                terms.Add((-sign, f, i, g, to[i]));
            }
        }
        if (random.Next(4) == 0)
            terms.Add((random.Next(1, 4), random.Next(s_functions.Length), random.Next(n), random.Next(s_functions.Length), random.Next(n)));
        var conditions = new List<(int I, int J, bool Strict)>();
        for (int k = random.Next(3); k > 0; k--)
            conditions.Add((random.Next(n), random.Next(n), random.Next(2) == 0));
        conditions.RemoveAll(c => c.I == c.J);
        bool strict = random.Next(3) == 0;
        string body = string.Join(" + ", terms.Select(t => $"({t.Coefficient})*({Put(t.F, t.I)})*({Put(t.G, t.J)})"));
        var text = ($"{body} {(strict ? ">" : ">=")} 0", string.Join(";", ranges.Select((r, i) => $"{names[i]}={r.Text}")),
            string.Join(" and ", conditions.Select(c => $"{names[c.I]} {(c.Strict ? "<" : "<=")} {names[c.J]}")));
        return (text, Enumerable.Range(0, Points).Any(_ => Fails()));

        string Put(int function, int variable) => s_functions[function].Text.Replace("#", names[variable], StringComparison.Ordinal);

        bool Fails()
        {
            double[] at = [.. ranges.Select(r => r.Low + (r.High - r.Low) * random.NextDouble())];
            if (random.Next(3) == 0 && ranges.Distinct().Count() == 1)
                at[random.Next(n)] = at[random.Next(n)];
            if (conditions.Exists(c => c.Strict ? at[c.I] >= at[c.J] : at[c.I] > at[c.J]))
                return false;
            double[] values = [.. terms.Select(t => t.Coefficient * s_functions[t.F].Value(at[t.I]) * s_functions[t.G].Value(at[t.J]))];
            double scale = values.Sum(Math.Abs);
            return values.Sum() < -1e-9 * scale || strict && scale == 0;
        }
    }

    private static int[] Arrangement(Random random, int n)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        if (random.Next(2) == 0)
            random.Shuffle(order);
        return order;
    }

    private static T Pick<T>(T[] all, Random random) => all[random.Next(all.Length)];
}
