(** T5 with the far side of the box rounded up, as the program computes it: V at the far end is at least V at the end on the state's side. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus T5.
Open Scope R_scope.

Lemma side_exact k t y : 0 < y -> 0 < t -> t <= y * exp (k * y) -> exists z, 0 < z <= y /\ z * exp (k * z) = t.
Proof.
  intros Hy Ht H.
  destruct (IVT_cor (fun z => z * exp (k * z) - t) 0 y) as [z [Hz E]]; [|lra|rewrite Rmult_0_l; nra|].
  - intros z. apply derivable_continuous_pt. exists ((1 + k * z) * exp (k * z)). apply is_derive_Reals. auto_derive; [trivial|ring].
  - exists z. assert (z * exp (k * z) = t) by lra. split; [|assumption]. split; [|lra].
    destruct (Rle_lt_dec z 0) as [Hz0|]; [|assumption]. replace z with 0 in * by lra. lra.
Qed.

(** The state u lies on the side whose V is the smaller. *)
Definition rounded_sides (a b kappa u : R) :=
  (b * exp (kappa * b) <= a * exp (- kappa * a) /\ 0 <= u <= b) \/ (a * exp (- kappa * a) <= b * exp (kappa * b) /\ - a <= u <= 0).

Lemma rounded_exact a b kappa u : 0 < a -> 0 < b -> rounded_sides a b kappa u ->
  exists a' b', 0 < a' <= a /\ 0 < b' <= b /\ a' * exp (- kappa * a') = b' * exp (kappa * b') /\ - a' <= u <= b'.
Proof.
  intros Ha Hb [[H Hu]|[H Hu]].
  - destruct (side_exact (- kappa) (b * exp (kappa * b)) a Ha) as [z [Hz E]]; [apply Rmult_lt_0_compat; [lra|apply exp_pos]|assumption|].
    exists z, b. repeat split; try lra.
  - destruct (side_exact kappa (a * exp (- kappa * a)) b Hb) as [z [Hz E]]; [apply Rmult_lt_0_compat; [lra|apply exp_pos]|assumption|].
    exists a, z. repeat split; try lra.
Qed.

Lemma side_lt k x y : 0 < x <= y -> k * y < 1 -> k * x < 1.
Proof. intros H Hy. destruct (Rle_lt_dec 0 k); [assert (k * x <= k * y) by (apply Rmult_le_compat_l; lra)|assert (0 < - k * x) by (apply Rmult_lt_0_compat; lra)]; lra. Qed.

Section Rounded.
Variables (d : nat) (h c : R) (dF : R -> R) (x y : nat -> vec) (a b kappa rho Dlo Dhi : R).
Hypothesis G : is_gd d h dF x y.
Hypothesis Hh : 0 < h.
Hypothesis Hc : dF c = 0.
Hypothesis Hcont : forall s, continuity_pt dF s.
Hypothesis Ha : 0 < a.
Hypothesis Hb : 0 < b.
Hypothesis Hends : rounded_sides a b kappa (u5 d c x y 0).
Hypothesis Hka : kappa * a < 1.
Hypothesis Hkb : - kappa * b < 1.
Hypothesis Hw : forall u, - a <= u <= b -> (h * dF (c + u)) ^ 2 <= 2.
Hypothesis Hrho : 0 <= rho < 1.
Hypothesis Hcontr : forall u D, - a <= u <= b -> u <> 0 -> Dlo <= D <= Dhi -> 0 <= D ->
  let s := c + u in let r := dF s / u in
  Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho.
Hypothesis HD : qD d (x O) (y O) <= Dhi.

Theorem T5_rounded : Dlo = 0 -> forall j, - a <= u5 d c x y j <= b /\ Vf kappa (u5 d c x y j) <= rho ^ j * Vf kappa (u5 d c x y 0).
Proof.
  intros HDlo j. destruct (rounded_exact a b kappa (u5 d c x y 0) Ha Hb Hends) as [a' [b' [Ha' [Hb' [E Hu]]]]].
  destruct (T5_contraction d h c dF x y a' b' kappa rho Dhi) with (j := j) as [H1 [_ H2]]; try assumption; try lra.
  - now apply (side_lt kappa a' a).
  - now apply (side_lt (- kappa) b' b).
  - intros u H. apply Hw. lra.
  - intros u D H H0 H1. apply Hcontr; lra.
  - unfold u5 in *. split; [lra|exact H2].
Qed.

Variable beta : R.
Hypothesis Hbeta : forall u, - a <= u <= b -> Rabs (dF (c + u)) <= beta * Rabs u.

Theorem T5_band_rounded : let q := q5 d h c x y a b kappa rho beta in q < 1 -> Dlo <= qD d (x O) (y O) * (1 - q) ^ 2 -> forall j,
  - a <= u5 d c x y j <= b /\ Vf kappa (u5 d c x y j) <= rho ^ j * Vf kappa (u5 d c x y 0) /\
  qD d (x O) (y O) * (1 - q) ^ 2 <= qD d (x j) (y j) <= qD d (x O) (y O).
Proof.
  intros q Hq HDlo j. destruct (rounded_exact a b kappa (u5 d c x y 0) Ha Hb Hends) as [a' [b' [Ha' [Hb' [E Hu]]]]].
  set (q' := q5 d h c x y a' b' kappa rho beta).
  assert (Hqq : q' <= q).
  { assert (R2 : 0 < 1 - rho ^ 2) by (assert (rho ^ 2 < 1) by nra; lra). unfold q', q, q5.
    apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply Rmult_le_compat_l; [|apply exp_le].
    - apply Rmult_le_pos; [apply Rmult_le_pos; apply sq_nonneg|apply sq_nonneg].
    - assert (0 <= Rabs kappa) by apply Rabs_pos. assert (Rmax a' b' <= Rmax a b) by (apply Rmax_lub; [apply Rle_trans with a; [lra|apply Rmax_l]|apply Rle_trans with b; [lra|apply Rmax_r]]).
      apply Rmult_le_compat_l; [lra|assumption]. }
  assert (HD0 := qD_nonneg d (x O) (y O)).
  assert (Hlow : qD d (x O) (y O) * (1 - q) ^ 2 <= qD d (x O) (y O) * (1 - q') ^ 2) by (apply Rmult_le_compat_l; [assumption|apply pow_incr; lra]).
  destruct (T5_main d h c dF x y a' b' kappa rho Dlo Dhi beta) with (j := j) as [H1 [H2 H3]]; try assumption; try lra.
  - now apply (side_lt kappa a' a).
  - now apply (side_lt (- kappa) b' b).
  - intros u H. apply Hw. lra.
  - intros u H. apply Hbeta. lra.
  - intros u D H H0 H1 H2. apply Hcontr; lra.
  - change (q' < 1). lra.
  - change (Dlo <= qD d (x O) (y O) * (1 - q') ^ 2). lra.
  - split; [lra|]. split; [assumption|]. split; [|apply H3]. apply Rle_trans with (1 := Hlow). apply H3.
Qed.
End Rounded.
