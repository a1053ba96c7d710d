using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Smt.Lemmas;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Proofs;

/// <summary>
/// proofs/coq/BoundsInstances.v: the formulas that the encoder writes, taken from its SMT-LIB text, as Coq statements with the general
/// lemmas as proofs. So the text given to Z3, coefficients included, is what was proved.
/// </summary>
internal static class CoqInstances
{
    private const int MaxLevel = 3;

    internal static string Text()
    {
        var text = new StringBuilder(Header);
        // A claim with one transcendental term: its symbols carry the function's name.
        foreach (var (function, applied, coq, positive) in (ReadOnlySpan<(string, string, string, bool)>)
            [("exp", "exp(x) < 2", "exp t", false), ("log", "log(x) < 2", "ln t", true), ("sin", "sin(x) < 2", "sin t", false),
                ("atan", "atan(x) < 2", "atan t", false), ("tanh", "tanh(x) < 2", "tanh t", false), ("erf", "erf(x) < 2", "erf t", false)])
        {
            var symbols = new Dictionary<string, string>(StringComparer.Ordinal) { ["v_x"] = "t" };
            string values = function == "sin" ? "sin_v = sin t -> cos_v = cos t" : $"{function}_v = {coq}";
            string quantified = function switch { "sin" => "t sin_v cos_v", "atan" => "t atan_v c_pi", _ => $"t {function}_v" };
            string given = (positive ? "0 < t -> " : "") + values + (function == "atan" ? " -> c_pi = PI" : "");
            var lemmas = Emitted(applied, positive
                ? "x=(0,inf)"
                : "", function switch { "exp" => [0, new(1, 2), -3], "log" => [1, new(1, 2), 3], _ => (IReadOnlyList<Rational>)[0] })
                .Where(l => l.Name != "pi-enclosure").ToList();
            Theorem(text, $"instances_{function}", $"forall {quantified}, {given}", lemmas, symbols, One);
        }
        Closed(text);
        Pairs(text);
        return text.ToString();
    }

    /// <summary>The lemmas of a claim's encodings over all levels, the same formula once.</summary>
    internal static IEnumerable<Lemma> Emitted(string claim, string on, IReadOnlyList<Rational> centres)
    {
        var parsed = ClaimParser.Parse(claim, on.Length == 0 ? null : on, null).ValueOrThrow();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int level = -1; level <= MaxLevel; level++)
        {
            foreach (var lemma in Lemmas(SmtEncoder.Encode(parsed, new LemmaPlan(level, (_, _) => centres), new BoxSigns(parsed).Strict)[^1].Script))
            {
                if (seen.Add(lemma.Formula))
                    yield return lemma;
            }
        }
    }

    /// <summary>The named assertions of a query; "exp_0" becomes "exp_v".</summary>
    internal static IEnumerable<Lemma> Lemmas(string script)
    {
        var lines = script.Split('\n');
        for (int i = 0; i + 1 < lines.Length; i++)
        {
            const string mark = "; lemma ", assert = "(assert ";
            if (!lines[i].StartsWith(mark, StringComparison.Ordinal))
                continue;
            string formula = lines[i + 1][assert.Length..^1];
            foreach (string name in (ReadOnlySpan<string>)["exp", "log", "sin", "cos", "atan", "tanh", "erf"])
                formula = System.Text.RegularExpressions.Regex.Replace(formula, $@"\b{name}_\d+\b", $"{name}_v");
            formula = System.Text.RegularExpressions.Regex.Replace(formula, @"\bc_(pi|e)_\d+\b", "c_$1");
            yield return new(lines[i][mark.Length..], formula);
        }
    }

    private static void Theorem(StringBuilder text, string name, string premises,
        List<Lemma> lemmas, IReadOnlyDictionary<string, string> symbols, Func<Lemma, string> proof)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nTheorem {name} : {premises} ->\n");
        text.AppendJoin(" /\\\n", lemmas.Select(l => $"  (* {l.Name} *) {CoqTerm.Of(l.Formula, symbols)}")).Append(".\nProof.\n  intros; subst.\n");
        for (int i = 0; i < lemmas.Count; i++)
            text.Append(i + 1 < lemmas.Count ? $"  split; [{proof(lemmas[i])}|].\n" : $"  {proof(lemmas[i])}.\n");
        text.Append("Qed.\n");
    }

    // The general lemma with the parameters that the name tells: "exp-below(3) at 1/2, t >= c".
    private static string One(Lemma lemma)
    {
        string family = lemma.Name.Split('(', ',', ' ')[0];
        if (!lemma.Name.Contains('(', StringComparison.Ordinal))
            return $"simple ({family.Replace('-', '_')} t)";
        int n = int.Parse(lemma.Name.Split('(', ')')[1], CultureInfo.InvariantCulture), k = n / 2;
        bool odd = n % 2 == 1, mirror = lemma.Name.EndsWith("t <= 0", StringComparison.Ordinal);
        string side = odd ? "above" : "below";
        switch (family)
        {
            case "exp-below" or "exp-above":
                var c = Centre(lemma);
                var (low, high) = c.IsZero ? ((Rational)1, (Rational)1) : ExpLemmas.Enclose(c);
                return $"poly ({family.Replace('-', '_')}_{(odd ? "odd" : "even")} {k} ({c}) t ({(family == "exp-below" ? low : high)}))";
            case "log-below" or "log-above":
                var z = Centre(lemma);
                var (lo, hi) = z.IsOne ? ((Rational)0, (Rational)0) : LogLemmas.Enclose(z);
                return $"poly ({family.Replace('-', '_')} {n} ({z}) t ({(family == "log-below" ? lo : hi)}))";
            case "sin-taylor" or "cos-taylor":
                return $"poly ({family[..3]}_Taylor_{side}{(mirror ? "_mirror" : "")} {(odd ? k : k - 1)} t)";
            default:
                return $"poly ({family.Replace('-', '_')}_{side}{(mirror ? "_mirror" : "")} {k} t)";
        }
    }

    private static Rational Centre(Lemma lemma)
    {
        var parts = lemma.Name.Split(" at ")[1].Split(',')[0].Split('/');
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 1 ? 1 : int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    // Closed terms: samples of what the interval arithmetic encloses.
    private static void Closed(StringBuilder text)
    {
        foreach (var (name, term, symbol, coq) in (ReadOnlySpan<(string, string, string, string)>)
            [("pi", "pi", "c_pi", "PI"), ("e", "e", "c_e", "exp 1"), ("exp", "exp(1/3)", "exp_v", "exp (1 / 3)"), ("log", "log(3)", "log_v", "ln 3"),
                ("sin", "sin(1)", "sin_v", "sin 1"), ("cos", "cos(2)", "cos_v", "cos 2"),
                    ("atan", "atan(2)", "atan_v", "atan 2"), ("tanh", "tanh(1/2)", "tanh_v", "tanh (1 / 2)")])
        {
            var lemmas = Emitted($"x + {term} < 9", "", []).Where(l => l.Name == $"{name}-enclosure").Take(1).ToList();
            Theorem(text, $"enclosure_{name}", $"forall {symbol}, {symbol} = {coq}", lemmas, new Dictionary<string, string>(StringComparer.Ordinal), _ =>
                "enclosed");
        }
    }

    private static void Pairs(StringBuilder text)
    {
        (string, string) Pair(string argument, string function) => (argument, $"{function}_{argument}");
        foreach (string f in (ReadOnlySpan<string>)["exp", "log", "sin", "cos", "atan", "tanh", "erf"])
        {
            var lemmas = PairLemmas.SameFunction(Function.All[f], Pair("a", f), [Pair("b", f)]).ToList();
            string coq = f == "log" ? "ln" : f;
            Theorem(text, $"pairs_{f}", $"forall a b {f}_a {f}_b, {(f == "log" ? "0 < a -> 0 < b -> " : "")}{f}_a = {coq} a -> {f}_b = {coq} b",
                lemmas, new Dictionary<string, string>(StringComparer.Ordinal),
                l => $"pair2 {l.Name.Replace('-', '_')}{(l.Name.EndsWith("increasing", StringComparison.Ordinal) ? "_order" : "")} a b");
        }
        Theorem(text, "pairs_complement", "forall a b atan_a atan_b half_pi, half_pi = / 2 * PI -> atan_a = atan a -> atan_b = atan b",
            [.. PairLemmas.Arctangents(Pair("a", "atan"), [Pair("b", "atan")], "half_pi")], new Dictionary<string, string>(StringComparer.Ordinal), _ =>
                "pair2 atan_complement a b");
        Theorem(text, "pairs_power", "forall y b b_y, 0 < b -> b_y = exp (y * ln b)",
            [.. PairLemmas.Bernoulli("y", "b", "b_y")], new Dictionary<string, string>(StringComparer.Ordinal),
            l => $"related ({(l.Name.Contains("0 <= y <= 1", StringComparison.Ordinal) ? "power_bernoulli_inside" : "power_bernoulli_outside")} y b)");
        const string premises =
            "forall a b c d f exp_a exp_b log_c log_d log_f, 0 < c -> 0 < d -> 0 < f -> exp_a = exp a -> exp_b = exp b -> log_c = ln c -> log_d = ln d -> log_f = ln f";
        var (a, b, c, d, g) = (Pair("a", "exp"), Pair("b", "exp"), Pair("c", "log"), Pair("d", "log"), Pair("f", "log"));
        Theorem(text, "pairs_exp_log", premises, [.. PairLemmas.ExpLog(true, a, [b], [c, d], orders: true)],
            new Dictionary<string, string>(StringComparer.Ordinal), Related);
        Theorem(text, "pairs_log_exp", premises, [.. PairLemmas.ExpLog(false, c, [a], [d, g], orders: true)],
            new Dictionary<string, string>(StringComparer.Ordinal), Related);
    }

    // The tactics try the variables of the right kind in every order.
    private static string Related(Lemma lemma)
    {
        string family = lemma.Name.Split(',')[0].Replace('-', '_');
        string suffix = lemma.Name switch
        {
            "exp-log-chord, 0 <= a <= log b" or "log-log-ratio, a >= b" => "_above",
            "exp-log-chord, log b <= a <= 0" or "log-log-ratio, a <= b" => "_below",
            _ => "",
        };
        string tactic = family switch
        {
            "log_product_order" => "logs3",
            "exp_log_product_order" or "exp_log_product_unit_order" => "exp_logs2",
            _ when family.StartsWith("exp_exp", StringComparison.Ordinal) => "exps2",
            _ when family.StartsWith("log_log", StringComparison.Ordinal) => "logs2",
            _ => "exp_log1",
        };
        return $"{tactic} {family}{suffix} a b c d f";
    }

    private const string Header = """
        (** The lemma bounds as the encoder writes them, from its SMT-LIB text, each proved by its general lemma: for the degrees and levels in use, at
            sample centres. Written by the tests (BOUNDCHECK_WRITE_PROOFS=1 dotnet run --project tests/Bounds.Tests), which compare it with the program. *)
        Require Import Reals Lra Lia.
        From Interval Require Import Tactic.
        From BoundCheck Require Import Calculus Itv BoundsTaylor BoundsFraction BoundsLog BoundsPair BoundsErf.
        Import StdInterval.
        Open Scope R_scope.

        (** A clause "t outside the range, or the bound". *)
        Ltac sides := repeat match goal with
          | |- ?a < ?b \/ _ => destruct (Rlt_le_dec a b); [left; assumption|right]
          | |- ?a > ?b \/ _ => destruct (Rlt_le_dec b a); [left; lra|right]
          end.
        Ltac enclosed := unfold tanh, sinh, cosh; first [lra | rewrite exp_0; lra | rewrite ln_1; lra | split; [lra|rewrite exp_0; lra] | split; interval with (i_prec 150) | interval with (i_prec 150)].
        Ltac meet H := repeat match type of H with ?P -> _ => specialize (H ltac:(enclosed)) end.
        Ltac poly L := sides; let H := fresh in assert (H := L); meet H;
          unfold Taylor, cosT, sinT, cfP, cfQ, logP, logQ, logPr, logQr in H; cbn [bsum Nat.mul Nat.add cf snd elem Nat.eqb Nat.sub] in H;
          rewrite ?fact_S in H; change (INR (fact 0)) with 1 in H; repeat rewrite S_INR in H; change (INR 0) with 0 in H; simpl INR in H; lra.
        Ltac simple L := let H := fresh in assert (H := L); intuition lra.
        Ltac related L := let H := fresh in assert (H := L); meet H; unfold same_order in H; first [lra | intuition lra].
        Ltac pair2 L a b := first [related (L a b) | related (L b a)].
        Ltac exps2 L a b c d f := first [related (L a b) | related (L b a)].
        Ltac logs2 L a b c d f := first [related (L c d) | related (L d c) | related (L c f) | related (L f c)].
        Ltac exp_log1 L a b c d f := first [related (L a c) | related (L a d)].
        Ltac exp_logs2 L a b c d f := first [related (L a c d) | related (L a d c) | related (L a c f) | related (L a f c)].
        Ltac logs3 L a b c d f := first [related (L d f c) | related (L d c f) | related (L f c d)].

        """;
}
