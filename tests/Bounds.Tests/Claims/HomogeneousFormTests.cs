using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>
/// Random polynomials on spheres, in balls and on simplices that are a little above the claimed bound at a rational point of the set: the homogeneous form
/// of such a claim is never proved. BOUNDCHECK_CAMPAIGN sets the number of claims.
/// </summary>
public sealed class HomogeneousFormTests
{
    private const int Standard = 60, Points = 60;
    private static readonly ProverOptions s_options = new() { Boxes = 400, Parts = 8, SolverSteps = 40_000 };

    private static int Count => Campaign.Count(Standard);

    [Test]
    public void The_homogeneous_form_of_a_false_claim_is_not_proved()
    {
        var random = new Random(13);
        var wrong = new List<string>();
        int reduced = 0;
        for (int i = 0; i < Count; i++)
        {
            var claim = False(random);
            if (!Definition.IsEvident(claim, new BoxSigns(claim)) || HomogeneousForm.Apply(claim) is not { } reduction)
                continue;
            reduced++;
            var task = new ProofTask(claim, claim, s_options);
            if (reduction.Parts.Where(p => !p.Claim.IsVacuous).All(p => Prover.DecidePart(task, p.Claim, s_options, whole: false) is Proved))
                wrong.Add(claim.ToString());
        }
        TestContext.Out.WriteLine($"{reduced} of {Count} have a homogeneous form");
        Assert.That(wrong, Is.Empty);
        Assert.That(reduced, Is.AtLeast(Count / 2));
    }

    // The largest value of the polynomial at some points of the set is claimed to be out of reach.
    private static Claim False(Random random)
    {
        int n = random.Next(2, 4), kind = random.Next(3);
        bool simplex = kind == 2, half = simplex || random.Next(3) == 0;
        Variable[] x = [.. Enumerable.Range(0, n).Select(i => Variable.Of("xyz"[i].ToString()))];
        int[] degrees = kind == 1 ? [random.Next(1, 5)] : random.Next(3) == 0 ? [random.Next(1, 4), random.Next(1, 5)] : [random.Next(1, 5)];
        var p = Sum.Of(degrees.SelectMany(d => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Monomial(random, x, d))));
        var squared = Enumerable.Range(0, Points).Select(_ => Point(random, n, simplex, half)).ToList();
        if (kind == 1)
            squared.Add(new Rational[n]);
        var best = squared.Max(q => Value(p, x, q));
        var (bound, relation) = random.Next(3) switch
        {
            0 => (best, Relation.Less),
            1 => (best - new Rational(1, 1_000_000), Relation.LessOrEqual),
            _ => (best - Rational.Abs(best) / 1000 - new Rational(1, 100), Relation.LessOrEqual),
        };
        var q = Sum.Of(x.Select(v => simplex ? v : v.Pow(2)));
        var condition = new Comparison(q, kind == 1 ? Relation.LessOrEqual : Relation.Equal, Constant.One);
        var range = half ? x.Select(v => new VariableRange(v, 0, true, null, false)) : x.Select(v => VariableRange.Line(v));
        return new("", new Comparison(p, relation, bound), [.. range], [condition]);
    }

    private static Expr Monomial(Random random, Variable[] x, int degree) =>
        Product.Of(Enumerable.Range(0, degree).Select(_ => (Expr)x[random.Next(x.Length)]).Prepend(random.Next(2) == 0 ? random.Next(1, 5) : -random.Next(1, 5)));

    // On the simplex by normalising, on the sphere by stereographic projection.
    private static Rational[] Point(Random random, int n, bool simplex, bool half)
    {
        if (simplex)
        {
            Rational[] weights = [.. Enumerable.Range(0, n).Select(i => (Rational)random.Next(i == 0 ? 1 : 0, 6))];
            return [.. weights.Select(w => w / weights.Aggregate((a, b) => a + b))];
        }
        Rational[] t = [.. Enumerable.Range(0, n - 1).Select(_ => new Rational(random.Next(-8, 9), random.Next(1, 8)))];
        var square = t.Select(a => a * a).Aggregate((a, b) => a + b);
        Rational[] point = [.. t.Select(a => 2 * a / (square + 1)), (square - 1) / (square + 1)];
        return half ? [.. point.Select(Rational.Abs)] : point;
    }

    private static Rational Value(Expr p, Variable[] x, Rational[] at)
    {
        var value = p;
        for (int i = 0; i < x.Length; i++)
            value = value.Substitute(x[i], at[i]);
        return value.IsRational(out var result) ? result : throw new InvalidOperationException($"{value} is not rational");
    }
}
