using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Coq;

/// <summary>
/// A certificate as a file for Coq: one lemma for each goal, proved by the lemmas of its parts, over proofs/coq/Claims.v and coq-interval.
/// Nothing of it has to be trusted: Coq checks it, or does not.
/// </summary>
internal sealed class CoqScript
{
    private readonly StringBuilder _text = new();
    private int _lemmas;

    /// <summary>The lemmas and the theorem of one claim.</summary>
    /// <exception cref="NotSupportedException">A rule or a function has no counterpart.</exception>
    internal static string Of(Claim claim, ImmutableArray<ProofStep> defined, ProofStep holds, string name)
    {
        var script = new CoqScript();
        script._text.AppendLine($"Module {name}.");
        var (conditions, goal) = Certificate.Goals(claim);
        string[] parts = [.. conditions.Zip(defined, script.Lemma), script.Lemma(goal, holds)];
        string statement = string.Join(" /\\ ", [.. conditions.Select(c => Statement(c)), CoqTerm.Of(claim.Body)]);
        script._text.AppendLine($"(* {Comment(claim.ToString())} *)");
        script._text.AppendLine($"Theorem claim : {Quantified(goal, statement)}.");
        script._text.AppendLine($"Proof. intros. {string.Concat(conditions.Select((_, i) => $"split; [apply ({parts[i]}{Variables(goal)}); assumption|]. "))}" +
            $"claim_from ({parts[^1]}{Variables(goal)}). Qed.");
        script._text.AppendLine($"End {name}.");
        return script._text.ToString();
    }

    /// <summary>A text that may stand in a comment.</summary>
    internal static string Comment(string text) =>
        text.Replace("(*", "( *", StringComparison.Ordinal).Replace("*)", "* )", StringComparison.Ordinal).Replace('"', '\'');

    private string Lemma(Goal goal, ProofStep step)
    {
        var (goals, _) = step.Apply(goal);
        string[] parts = IsLeaf(step) ? [] : [.. goals.Zip(step.Parts, Lemma)];
        string name = string.Create(CultureInfo.InvariantCulture, $"n{++_lemmas}");
        _text.AppendLine($"Lemma {name} : {Quantified(goal, Statement(goal))}.");
        _text.AppendLine($"Proof. intros. {Proof(goal, step, parts, goals)} Qed.");
        return name;
    }

    // Limits and the three cases of sign have no lemma: the bounds and the decisions that the leaves know may do.
    private static bool IsLeaf(ProofStep step) => step is BySigns or BySolver or ByIdentity or Monotone { Limit: not null } or Cases { Parts.Length: > 2 };

    private static string Statement(Goal goal) => CoqTerm.Of(goal.Value, goal.Relation, Constant.Zero);

    private static string Variables(Goal goal) => string.Concat(goal.Variables.Select(v => " " + CoqTerm.Name(v)));

    private static string Quantified(Goal goal, string statement)
    {
        var text = new StringBuilder();
        if (goal.Variables.Length > 0)
            text.Append($"forall{Variables(goal)} : R, ");
        foreach (var range in goal.Claim.Box)
        {
            string x = CoqTerm.Name(range.Variable);
            if (range.Low is { } low)
                text.Append($"{CoqTerm.Of(low)} {(range.LowClosed ? "<=" : "<")} {x} -> ");
            if (range.High is { } high)
                text.Append($"{x} {(range.HighClosed ? "<=" : "<")} {CoqTerm.Of(high)} -> ");
        }
        foreach (var condition in goal.Claim.Where)
            text.Append($"({CoqTerm.Of(condition)}) -> ");
        return text + statement;
    }

    private static string Proof(Goal goal, ProofStep step, string[] parts, ImmutableArray<Goal> goals)
    {
        switch (step)
        {
            case var leaf when IsLeaf(leaf):
                return Leaf(goal);
            case ByEnclosure e:
                return Leaf(goal, e.Order);
            case Excluded e:
                var condition = goal.Claim.Where[e.Condition];
                return $"exfalso. assert ({CoqTerm.Of(condition.Left, condition.Negation, condition.Right)}) by ({Leaf(goal)[..^1]}). lra.";
            case Split s:
                return Cut(goal, s, parts);
            case Cases:
                return CaseProof(goal, parts, goals);
            case Monotone m:
                return ByMonotony(goal, m, parts);
            case Convex c:
                return ByConvexity(goal, c, parts);
            case Rewritten w:
                Parser.Parse(w.Factor).TryGet(out var factor, out _);
                Parser.Parse(w.Rest).TryGet(out var rest, out _);
                string product = $"{CoqTerm.Of(factor!)} * {CoqTerm.Of(rest!)}";
                string sign = parts.Length == 1 ? "lra" : $"apply ({parts[0]}{Variables(goal)}); assumption";
                return $"replace ({CoqTerm.Of(goal.Value)}) with ({product}) by claim_field. "
                    + $"apply {(goal.Relation == Relation.Greater ? "Rmult_lt_0_compat" : "Rmult_le_pos")}; "
                    + $"[{sign}|apply ({parts[^1]}{Variables(goal)}); assumption].";
            case Stripped when goal.Claim.Body.Left is Symbolic.Application { Function: Exp }:
                var (l, r) = (CoqTerm.Of(goals[0].Claim.Body.Left), CoqTerm.Of(goals[0].Claim.Body.Right));
                if (goal.Claim.Body.Relation is Relation.Greater or Relation.GreaterOrEqual)
                    (l, r) = (r, l);
                var (strictly, increases) = goal.Relation == Relation.Greater ? ("<", "exp_increasing") : ("<=", "claim_exp_le");
                return $"assert (Q := {parts[0]}{Variables(goal)}); claim_use Q. assert (E : {l} {strictly} {r}) by lra. apply {increases} in E. lra.";
            default:
                throw new NotSupportedException($"the rule {step.GetType().Name} has no counterpart");
        }
    }

    private static string Leaf(Goal goal, int order = 0)
    {
        string[] moving = [.. goal.Claim.Box.Where(r => r.Low is not { } low || low != r.High).Select(r => CoqTerm.Name(r.Variable))];
        string points = string.Concat(goal.Claim.Box.Where(r => r.Low is { } low && low == r.High)
            .Select(r => $"replace {CoqTerm.Name(r.Variable)} with ({CoqTerm.Of(r.Low!.Value)}) in * by lra; "));
        string bisect = string.Join(", ", moving.Select(x => $"i_bisect {x}"));
        string tries = moving.Length == 0 ? "interval with (i_prec 200)"
            : moving.Length == 1 ? $"interval with (i_prec 64, {bisect}, i_taylor {moving[0]}, i_degree {Math.Max(4, order + 2)}, i_depth 12)"
                + $" | interval with (i_prec 64, {bisect}, i_autodiff {moving[0]}, i_depth 14)"
            : $"interval with (i_prec 64, {bisect}, i_depth 14) | interval with (i_prec 64, {bisect}, i_autodiff {moving[0]}, i_depth 14)";
        // A condition that fails all over the box.
        string absurd = goal.Claim.Where.IsEmpty ? "" : $" | exfalso; match goal with H : 0 <= ?u |- _ => assert (u < 0) by (first [{tries}]); lra "
            + $"| H : ?u <= 0 |- _ => assert (0 < u) by (first [{tries}]); lra end";
        return $"{points}first [claim_leaf | interval with (i_prec 64) | {tries} | claim_last{absurd}].";
    }

    private static string Cut(Goal goal, Split s, string[] parts)
    {
        var range = goal.Claim.Box.First(r => r.Variable.ToString() == s.Variable);
        string x = CoqTerm.Name(range.Variable);
        var text = new StringBuilder();
        for (int i = 0; i < s.At.Length; i++)
        {
            Parser.Parse(s.At[i]).TryGet(out var at, out _);
            text.Append($"destruct (Rle_or_lt {x} {CoqTerm.Of(at!)}); [apply ({parts[i]}{Variables(goal)}); try assumption; lra|]. ");
        }
        return text + $"apply ({parts[^1]}{Variables(goal)}); try assumption; lra.";
    }

    private static string CaseProof(Goal goal, string[] parts, ImmutableArray<Goal> goals)
    {
        // The conditions that the rule added are the last ones.
        var conditions = goals.Select(g => g.Claim.Where[^1]).ToList();
        string Use(string part) => $"assert (Q := {part}{Variables(goal)}); claim_use Q; claim_cases; claim_from Q";
        string u = CoqTerm.Of(conditions[0].Left);
        var node = Cases.First(goal.Value);
        if ((node is Symbolic.Application { Function: Huber } h ? h.Function.Expand(h.Children) : node) is Piecewise choice)
        {
            string refuted = choice.Relation is Relation.Less or Relation.Greater ? "Rnot_lt_le" : "Rnot_le_lt";
            return $"destruct ({CoqTerm.Decided(choice)}) as [C|C]; [{Use(parts[0])}|apply {refuted} in C; {Use(parts[1])}].";
        }
        return parts.Length switch
        {
            1 => $"assert ({CoqTerm.Of(conditions[0])}) by ({Leaf(goal)[..^1]}). {Use(parts[0])}.",
            2 when conditions[0].Relation is Relation.GreaterOrEqual or Relation.Greater =>
                $"destruct (Rle_or_lt 0 {u}); [{Use(parts[0])}|assert ({u} <= 0) by lra; {Use(parts[1])}].",
            _ => throw new NotSupportedException("these cases have no counterpart"),
        };
    }

    private static string ByMonotony(Goal goal, Monotone m, string[] parts)
    {
        var range = goal.Claim.Box.First(r => r.Variable.ToString() == m.Variable);
        bool low = m.From == "low", strict = m.StrictSlope && goal.Relation == Relation.Greater;
        if (goal.Relation is Relation.Equal or Relation.NotEqual)
            throw new NotSupportedException("an equation by its derivative has no counterpart");
        string x = CoqTerm.Name(range.Variable), end = CoqTerm.Of((low ? range.Low : range.High)!.Value);
        string f = Function(range, goal.Value), slope = Function(range, goal.Value.Derivative(range.Variable));
        var (a, b) = low ? (end, x) : (x, end);
        string lemma = (low ? "claim_rising" : "claim_falling") + (strict ? "_strictly" : "");
        string Arguments(string value) => string.Concat(goal.Variables.Select(v => " " + (ReferenceEquals(v, range.Variable) ? value : CoqTerm.Name(v))));
        return $"assert (Q : {f} {end} {(strict ? "<" : "<=")} {f} {x}). {{ apply ({lemma} {f} {slope} {a} {b}); [lra"
            + $"|intros t [Ht1 Ht2]; cbv beta; claim_derive|intros t [Ht1 Ht2]; cbv beta; claim_from ({parts[0]}{Arguments("t")})]. }} "
            + $"cbv beta in Q. assert (P := {parts[1]}{Arguments(end)}). claim_use P. lra.";
    }

    private static string Function(VariableRange range, Expr value) => $"(fun {CoqTerm.Name(range.Variable)} : R => {CoqTerm.Of(value)})";

    private static string ByConvexity(Goal goal, Convex c, string[] parts)
    {
        var range = goal.Claim.Box[0];
        Parser.Parse(c.At).TryGet(out var at, out _);
        var slope = goal.Value.Derivative(range.Variable);
        string x = CoqTerm.Name(range.Variable), p = CoqTerm.Of(at!), f = Function(range, goal.Value), first = Function(range, slope);
        string second = Function(range, slope.Derivative(range.Variable));
        const string between = "intros t Ht; unfold Rmin, Rmax in Ht; destruct (Rle_dec _ _) in Ht; destruct Ht; cbv beta; ";
        return string.Concat(parts.Skip(3).Select(i => $"assert (I{i} := {i}). "))
            + $"assert (Q : {f} {p} <= {f} {x}). {{ apply (claim_convex {f} {first} {second} {p} {x}); [{between}claim_derive|{between}claim_derive"
            + $"|{between}claim_from ({parts[0]} t)|cbv beta; claim_from {parts[1]}]. }} cbv beta in Q. "
            + $"first [claim_from (Rle_trans _ _ _ {parts[2]} Q) | assert (P := {parts[2]}); lra].";
    }
}
