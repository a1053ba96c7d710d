using System.Globalization;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>
/// False claims near true ones: each is false by construction at a known point (the difference there is certainly on the wrong side), and none may be
/// proved. BOUNDCHECK_CAMPAIGN sets the number; the documented long run takes 100000.
/// </summary>
public sealed class SoundnessCampaignTests
{
    private const int Standard = 1000;

    private static readonly string[] s_unary =
        ["exp(x)", "log(2 + x^2)", "sin(x)", "cos(x)", "tan(x/4)", "sinh(x)", "cosh(x)",
            "tanh(x)", "asinh(x)", "atan(x)", "sigmoid(x)", "softplus(x)", "logcosh(x)",
         "erf(x)", "sqrt(1 + x^2)", "abs(x - 1/3)", "x^3 - x", "1/(1 + x^2)", "huber(x, 1)",
             "max(x, x^2)", "(1 + x^2)^(3/4)", "exp(-x^2)", "x*exp(x)", "log(1 + exp(x)) - x/2"];

    private static int Count => Campaign.Count(Standard);

    [Test]
    public void No_false_claim_is_proved()
    {
        var random = new Random(20240917);
        var options = new ProverOptions { Boxes = 600, SolverSteps = 200_000 };
        int refuted = 0, unknown = 0;
        var wrong = new List<string>();
        for (int i = 0; i < Count; i++)
        {
            var claim = Mutant(random);
            switch (Prover.Decide(claim, options))
            {
                case Proved p:
                    wrong.Add($"{claim}: {p.Certificate}");
                    break;
                case Refuted:
                    refuted++;
                    break;
                default:
                    unknown++;
                    break;
            }
        }
        TestContext.Out.WriteLine($"{refuted} refuted, {unknown} unknown");
        Assert.That(wrong, Is.Empty);
    }

    // g(x) >= g(q) + g'(q)(x - q) - k (x - q)^2 + margin is false at x = q, however close to true; so is the strict claim with margin 0.
    private static Claim Mutant(Random random)
    {
        var x = Variable.Of("x");
        var g = Parser.Parse(s_unary[random.Next(s_unary.Length)]).ValueOrThrow();
        if (random.Next(3) == 0)
            g += new Rational(random.Next(-5, 6), 4) * Parser.Parse(s_unary[random.Next(s_unary.Length)]).ValueOrThrow();
        var (q, near) = TightPoint(random);
        var margin = random.Next(4) == 0 ? (Rational)0 : Rational.Pow(10, -random.Next(2, 13));
        var curvature = (Rational)random.Next(0, 30);
        var at = g.Substitute(x, q);
        // The slope of a secant stands for the derivative, so that the difference is nearly tangent at q.
        var step = new Rational(1, 1000);
        var slope = (g.Substitute(x, near + step) - g.Substitute(x, near - step)) * new Rational(500, 1);
        var right = at + slope * (x - q) - curvature * (x - q).Pow(2) + margin;
        var relation = margin.IsZero ? Relation.Greater : random.Next(2) == 0 ? Relation.Greater : Relation.GreaterOrEqual;
        var range = random.Next(3) switch
        {
            0 => VariableRange.Closed(x, near - 1, near + 2),
            1 => new VariableRange(x, near - new Rational(1, 7), true, null, false),
            _ => VariableRange.Line(x),
        };
        return new Claim(new Comparison(g, relation, right), range);
    }

    // Where the claim fails, exactly and nearly: a rational, a root, a logarithm, a multiple of pi.
    private static (Expr At, Rational Near) TightPoint(Random random)
    {
        if (random.Next(5) != 0)
        {
            var rational = new Rational(random.Next(-40, 41), 20);
            return (rational, rational);
        }
        var (text, near) = random.Next(6) switch
        {
            0 => ("sqrt(2)", new Rational(1414, 1000)),
            1 => ("-sqrt(3)/2", new Rational(-866, 1000)),
            2 => ("log(3)", new Rational(1099, 1000)),
            3 => ("pi/4", new Rational(785, 1000)),
            4 => ("exp(-1/2)", new Rational(607, 1000)),
            _ => ("(sqrt(5)-1)/2", new Rational(618, 1000)),
        };
        return (Parser.Parse(text).ValueOrThrow(), near);
    }

    [Test]
    public void No_false_claim_of_two_variables_is_proved()
    {
        // Claim, and after a bar a side condition.
        string[] families =
        [
            "abs(tanh(x)-tanh(y)) + {0} <= abs(x-y)", "max(x,y) + log(2) - {0} >= log(exp(x)+exp(y))", "log(exp(x)+exp(y)) >= (x+y)/2 + log(2) + {0}",
            "softplus((x+y)/2) + {0} <= (softplus(x)+softplus(y))/2", "x*y <= 1/4 - {0}|x+y==1",
                "x + y <= sqrt(2) - {0}|x^2+y^2==1", "exp(x) + exp(y) >= 2 + {0}|x+y==0",
            "sigmoid(y) - sigmoid(x) + {0} <= (y-x)/4|x<=y", "sin(y) - sin(x) + {0} <= y - x|x<=y",
                "exp(y) >= exp(x) + {0}|x<=y", "logcosh(x) + logcosh(y) >= 2*logcosh((x+y)/2) + {0}",
            "huber(x,1) >= sqrt(1+x^2) - 1 + {0} + 0*y", "min(x,y) <= (x+y)/2 - {0}",
                "abs(x)+abs(y) >= abs(x+y) + {0}", "x - y >= {0}|x != y", "piecewise(x<y,y-x,x-y) >= {0}",
            "(x^2-1/2)^2 + y^2 >= {0}", "(exp(x)-2)^2 + (y-1)^2 >= {0}", "1 + cos(x) + y^2 >= 2 + {0}|x^2+y^2==0",
                "log(1+x^2) + {0} <= x^2 + y^2", "x^2 <= 1 - {0}|x^2 + 2*y^2 == 1",
            "exp(x+y) >= 1 + x + y + {0}", "log(x+y+4) <= log(4) + (x+y)/4 - {0}", "cosh(x-y) >= 1 + {0}", "x^2 + y^2 >= 2*x*y + {0}",
            "exp((x+y)/2) + {0} <= (exp(x)+exp(y))/2", "sqrt(x^2+y^2) >= (x+y)/sqrt(2) + {0}", "sin(x)*cos(y) <= (sin(x+y) + sin(x-y))/2 - {0}",
            "tanh(x+y) + {0} <= (tanh(x)+tanh(y))/(1+tanh(x)*tanh(y))", "atan(x) + {0} <= atan(x) + (x-y)^2", "max(x,y) >= (x+y)/2 + {0}",
            "exp(x)*exp(y) >= exp(x+y) + {0}", "abs(x*y) >= x*y + {0}",
        ];
        var random = new Random(7);
        var options = new ProverOptions { Boxes = 600, SolverSteps = 200_000 };
        for (int i = 0; i < Count / 10; i++)
        {
            string margin = $"10^-{random.Next(2, 13)}";
            string[] parts = string.Format(CultureInfo.InvariantCulture, families[i % families.Length], margin).Split('|');
            string text = parts[0];
            string on = random.Next(2) == 0 ? "x=[-1,1]; y=[-1,1]" : "x=[-1,2]; y=(-1.5,1.5)";
            Assert.That(Prover.Decide(ClaimParser.Parse(text, on, parts.Length > 1 ? parts[1] : null).ValueOrThrow(), options),
                Is.Not.InstanceOf<Proved>(), text);
        }
    }

    [TestCase("1/x >= 0", "x=[0,1]")]
    [TestCase("sqrt(x) >= 0", "x=[-1e-12,1]")]
    [TestCase("log(x) <= x", "x=[0,1]")]
    [TestCase("x/x == 1", "x=[-1,1]")]
    [TestCase("0*log(x) == 0", "x=[-1,1]")]
    [TestCase("tan(x)^2 >= 0", "x=[0,2]")]
    [TestCase("x^(-1/2) > 0", "x=[0,4]")]
    [TestCase("(x^2 - 1)/(x - 1) == x + 1", "x=[0,3]")]
    [TestCase("log(x*y) == log(x) + log(y)", "x=[-2,-1]; y=[-2,-1]")]
    [TestCase("sqrt(x)^2 == x", "x=[-1,1]")]
    [TestCase("exp(log(x)) == x", "x=(-1,1)")]
    public void A_claim_undefined_somewhere_is_not_proved(string claim, string on) =>
        Assert.That(Prover.Decide(ClaimParser.Parse(claim, on).ValueOrThrow()), Is.Not.InstanceOf<Proved>());

    [TestCase("piecewise(x > 0, log(x), 0) <= 1 + x", "x=[-1,1]")]
    [TestCase("sqrt(abs(x)) >= 0", "x=(-inf,inf)")]
    [TestCase("1/(1+x^2) <= 1", "x=(-inf,inf)")]
    [TestCase("log(x) <= x - 1", "x=(0,inf)")]
    [TestCase("x/x == 1", "x=(0,1]")]
    public void A_claim_defined_everywhere_asked_is_proved(string claim, string on) =>
        Assert.That(Prover.Decide(ClaimParser.Parse(claim, on).ValueOrThrow()), Is.InstanceOf<Proved>());
}
