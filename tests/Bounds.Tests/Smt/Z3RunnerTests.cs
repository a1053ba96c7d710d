using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Smt;

public sealed class Z3RunnerTests
{
    private const string Square = "(set-logic QF_NRA)\n(declare-fun x () Real)\n(assert (= (* x x) 2.0))\n";

    private static SmtAnswer Run(string script, uint resources = 1_000_000) =>
        Z3Runner.Default.Run(script, ["x"], resources);

    [Test]
    public void A_negative_square_is_unsat() =>
        Assert.That(Run("(set-logic QF_NRA)\n(declare-fun x () Real)\n(assert (< (* x x) 0.0))\n(check-sat)\n").Status, Is.EqualTo(SmtStatus.Unsat));

    [Test]
    public void A_model_with_an_algebraic_value_gives_a_close_rational_candidate()
    {
        var answer = Run(Square + "(assert (> x 0.0))\n(check-sat)\n");
        Assert.That(answer.Status, Is.EqualTo(SmtStatus.Sat));
        Assert.That(answer.Model["x"].ToDoubleNearest(), Is.EqualTo(Math.Sqrt(2)).Within(1e-15));
    }

    [Test]
    public void An_error_in_the_text_is_unknown_even_when_the_rest_is_unsat()
    {
        var answer = Run(Square + "(assert (< (exp x) 0.0))\n(assert (< x (- 5.0)))\n(check-sat)\n");
        Assert.That(answer.Status, Is.EqualTo(SmtStatus.Unknown));
        Assert.That(answer.Reason, Does.Contain("exp"));
    }

    [Test]
    public void A_resource_limit_is_unknown_with_its_reason()
    {
        var answer = Run(Square + "(declare-fun y () Real)\n(assert (> (* x y y) (+ 3.0 y)))\n(check-sat)\n", resources: 20);
        Assert.That(answer.Status, Is.EqualTo(SmtStatus.Unknown));
        Assert.That(answer.Reason, Does.Contain("Z3"));
    }

    [Test]
    public void A_cancelled_query_is_unknown()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => Z3Runner.Default.Run(Square + "(check-sat)\n", [], 1_000_000, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Queries_on_several_threads_do_not_disturb_each_other()
    {
        var answers = new SmtStatus[64];
        Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            answers[i] = Run($"(set-logic QF_NRA)\n(declare-fun x () Real)\n(assert (= (* x x) {(i % 2 == 0 ? "2.0" : "(- 2.0)")}))\n(check-sat)\n").Status);
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? SmtStatus.Sat : SmtStatus.Unsat)));
    }

    [Test]
    public void A_missing_library_says_what_to_install_and_answers_unknown()
    {
        var library = Z3Library.Load(["libz3-that-is-not-there.so.0"]);
        Assert.That(library.IsAvailable, Is.False);
        var answer = new Z3Runner(library).Run(Square, [], 1_000_000);
        Assert.That(answer.Status, Is.EqualTo(SmtStatus.Unknown));
        Assert.That(answer.Reason, Does.Contain("libz3-that-is-not-there.so.0").And.Contain("Install libz3"));
    }

    [Test]
    public void A_library_without_the_entry_points_is_refused_with_the_version_needed()
    {
        var library = Z3Library.Load(["libm.so.6"]);
        Assert.That(library.IsAvailable, Is.False);
        Assert.That(library.Problem, Does.Contain("libm.so.6 has no entry point").And.Contain("4.8 or newer is needed"));
    }

    [TestCase("Z3 4.7.1.0", "4.8 or newer is needed")]
    [TestCase("no digits", "4.8 or newer is needed")]
    [TestCase("Z3 4.8.12.0", null)]
    [TestCase("4.13.0.0", null)]
    public void A_library_that_is_too_old_is_refused_with_the_version_needed(string version, string? problem) =>
        Assert.That(Z3Library.Refusal("libz3.so.4", version), problem is null ? Is.Null : Does.Contain(problem).And.Contain(version));

    // s = c = r/2 satisfies it in every order of declaration; nlsat of 4.8.12 with its usual settings answers unsat in some, with :reorder false in some.
    [TestCase("r,s,c")]
    [TestCase("r,c,s")]
    [TestCase("s,r,c")]
    [TestCase("s,c,r")]
    [TestCase("c,r,s")]
    [TestCase("c,s,r")]
    public void A_circle_and_its_tangent_at_an_irrational_point_are_not_called_unsat(string order)
    {
        string script = "(set-logic QF_NRA)\n" + string.Concat(order.Split(',').Select(v => $"(declare-fun {v} () Real)\n")) + """
            (assert (> r 0.0))
            (assert (= (* r r) 2.0))
            (assert (= (+ (* s s) (* c c)) 1.0))
            (assert (>= s (- 1.0)))
            (assert (<= s 1.0))
            (assert (>= c (- 1.0)))
            (assert (<= c 1.0))
            (assert (>= (+ s c) r))
            (check-sat)
            """;
        Assert.That(Run(script, 4_000_000).Status, Is.Not.EqualTo(SmtStatus.Unsat));
    }

    // The tangents of an ellipse a x^2 + b y^2 = k with slope -p/q: p x + q y reaches r = sqrt(k (p^2/a + q^2/b)) at one point.
    [Test]
    public void An_ellipse_and_a_tangent_are_never_called_unsat()
    {
        var random = new Random(5);
        for (int i = 0; i < 60; i++)
        {
            Rational a = random.Next(1, 5), b = random.Next(1, 5), k = random.Next(1, 4), p = random.Next(1, 5), q = -random.Next(1, 5);
            string[] order = ["r", "x", "y"];
            random.Shuffle(order);
            string script = "(set-logic QF_NRA)\n" + string.Concat(order.Select(v => $"(declare-fun {v} () Real)\n"))
                + $"(assert (= (* r r) {SmtText.Number(k * (p * p / a + q * q / b))}))(assert (> r 0.0))"
                + $"(assert (= (+ (* {SmtText.Number(a)} x x) (* {SmtText.Number(b)} y y)) {SmtText.Number(k)}))"
                + $"(assert (>= (+ (* {SmtText.Number(p)} x) (* {SmtText.Number(q)} y)) r))(assert (<= (- 4.0) x 4.0))(assert (<= (- 4.0) y 4.0))\n(check-sat)\n";
            Assert.That(Run(script, 4_000_000).Status, Is.Not.EqualTo(SmtStatus.Unsat), script);
        }
    }

    [Test]
    public void Every_confirmation_switches_the_factorisation_off() =>
        Assert.That(UnsatConfirmation.Tactics, Is.Not.Empty.And.All.Contains(":factor false"));

    // Jensen's inequality under all its lemma instances: as a whole it takes a run without factorisation minutes, its five needed assertions no time.
    [Test]
    public void An_unsat_is_confirmed_through_its_needed_assertions()
    {
        const string names =
            "(declare-fun a () Real)(declare-fun x () Real)(declare-fun y () Real)(declare-fun e () Real)(declare-fun f () Real)(declare-fun g () Real)\n";
        string m = "(+ (* a x) (* (- 1.0 a) y))";
        (string T, string V)[] atoms = [("x", "e"), ("y", "f"), (m, "g")];
        var lemmas = new List<string> { "(>= a 0.0)", "(<= a 1.0)", "(> e 0.0)", "(> f 0.0)", "(> g 0.0)" };
        foreach (var (s, u) in atoms)
        {
            foreach (var (t, v) in atoms.Where(q => q.V != u))
            {
                lemmas.Add($"(>= {u} (* {v} (+ 1.0 (- {s} {t}))))");
                lemmas.Add($"(>= (* {u} {v}) (+ 1.0 {s} {t}))");
                lemmas.Add($"(or (and (< {s} {t}) (< {u} {v})) (and (= {s} {t}) (= {u} {v})) (and (> {s} {t}) (> {u} {v})))");
            }
        }
        lemmas.Add("(not (>= (+ (* a e) (* (- 1.0 a) f)) g))");
        string script = "(set-logic QF_NRA)\n" + names + string.Concat(lemmas.Select(l => $"(assert {l})\n")) + "(check-sat)\n";
        var answer = Run(script);
        Assert.That(answer.Status, Is.EqualTo(SmtStatus.Unsat), answer.Reason);
    }

    [Test]
    public void Hundreds_of_queries_leave_little_memory_behind()
    {
        const string script =
            "(set-logic QF_NRA)\n(declare-fun x () Real)\n(declare-fun y () Real)\n(assert (= (* x x) 2.0))\n(assert (> (* y y y) (+ x 3.0)))\n(assert (< y 1.0))\n(check-sat)\n";
        void Queries(int n)
        {
            for (int i = 0; i < n; i++)
                Run(script);
        }

        Queries(20);
        GC.Collect();
        long before = Environment.WorkingSet;
        Queries(300);
        GC.Collect();
        Assert.That(Environment.WorkingSet - before, Is.LessThan(100L << 20));
    }

    [TestCase("Z3 4.8.12.0", "4.8.12.0")]
    [TestCase("4.12.2.0", "4.12.2.0")]
    [TestCase("no digits", null)]
    public void Version_texts_are_read(string text, string? version) =>
        Assert.That(Z3Library.ParseVersion(text)?.ToString(), Is.EqualTo(version));

    [Test]
    public void Model_values_are_read_exactly_and_cut_decimals_as_candidates()
    {
        var model = SmtModel.Parse("((a 2.0) (b (/ 1.0 3.0)) (c (- (/ 1.0 4.0))) (|x[1]| 1.25?) (d (f 1)))");
        Assert.That(model["a"], Is.EqualTo((Rational)2));
        Assert.That(model["b"], Is.EqualTo(new Rational(1, 3)));
        Assert.That(model["c"], Is.EqualTo(new Rational(-1, 4)));
        Assert.That(model["|x[1]|"], Is.EqualTo(new Rational(5, 4)));
        Assert.That(model.ContainsKey("d"), Is.False);
    }
}
