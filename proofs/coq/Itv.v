(** coq-interval on the unary integers of the standard library, so that [interval] needs no primitive
    integers or floats: use it as [interval with (i_prec 40)]. First use: the zeros w* of T1.C5. *)
Require Import Reals Lra.
From Interval Require Import Tactic.
From Interval Require Float.Specific_ops Float.Specific_stdz.
From BoundCheck Require Import Calculus Chi.
Module StdFloat := Specific_ops.SpecificFloat Specific_stdz.StdZRadix2.
Module StdInterval := IntervalTactic StdFloat.
Import StdInterval.
Open Scope R_scope.

Lemma w_star_bracket g lo hi : 0 < g < 1 -> 0 < lo < 1 -> 0 < hi < 1 ->
  0 < Chi g lo -> Chi g hi < 0 ->
  exists ws, lo < ws < hi /\ Chi g ws = 0 /\ (forall w, 0 < w < ws -> 0 < Chi g w).
Proof.
  intros Hg Hlo Hhi H1 H2. destruct (L3a_zero g Hg) as [ws [Hws [E [Hp Hn]]]].
  exists ws. split; [|split; assumption]. split.
  - destruct (Rlt_le_dec lo ws) as [|Hle]; [assumption|exfalso].
    destruct (Req_dec lo ws) as [E2|Hne]; [subst; lra|]. assert (Q := Hn lo ltac:(lra)). lra.
  - destruct (Rlt_le_dec ws hi) as [|Hle]; [assumption|exfalso].
    destruct (Req_dec hi ws) as [E2|Hne]; [subst; lra|]. assert (Q := Hp hi ltac:(lra)). lra.
Qed.

Theorem w_star_3 : exists ws, 9175 / 10000 < ws < 9185 / 10000 /\ Chi (3 / 10) ws = 0 /\ (forall w, 0 < w < ws -> 0 < Chi (3 / 10) w).
Proof. apply w_star_bracket; try lra; rewrite Chi_lt1 by lra; interval with (i_prec 40). Qed.
Theorem w_star_5 : exists ws, 7115 / 10000 < ws < 7125 / 10000 /\ Chi (5 / 10) ws = 0 /\ (forall w, 0 < w < ws -> 0 < Chi (5 / 10) w).
Proof. apply w_star_bracket; try lra; rewrite Chi_lt1 by lra; interval with (i_prec 40). Qed.
Theorem w_star_7 : exists ws, 4425 / 10000 < ws < 4435 / 10000 /\ Chi (7 / 10) ws = 0 /\ (forall w, 0 < w < ws -> 0 < Chi (7 / 10) w).
Proof. apply w_star_bracket; try lra; rewrite Chi_lt1 by lra; interval with (i_prec 40). Qed.
Theorem w_star_9 : exists ws, 1495 / 10000 < ws < 1505 / 10000 /\ Chi (9 / 10) ws = 0 /\ (forall w, 0 < w < ws -> 0 < Chi (9 / 10) w).
Proof. apply w_star_bracket; try lra; rewrite Chi_lt1 by lra; interval with (i_prec 40). Qed.
