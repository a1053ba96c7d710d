(** T5b: a count of the steps with a large slope, a D that never grows, and a set of T5 for every such D: the run is in the set by a known step, for ever. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi T1 T1C T2 T3 C3low Flat T5 T5round T5c.
Open Scope R_scope.

Section Late.
Variables (d : nat) (h c : R) (dF : R -> R) (x y : nat -> vec) (a b l kappa rho Dlo Dhi eps lo hi : R) (N : nat).
Hypothesis G : is_gd d h dF x y.
Hypothesis Hc : dF c = 0.
Hypothesis Hcont : forall s, continuity_pt dF s.
Hypothesis Hb : 0 < b.
(** The left side is rounded up (V(-a) >= V(b)), and l is rounded down. *)
Hypothesis Hl : 0 < l <= a.
Hypothesis Hup : b * exp (kappa * b) <= a * exp (- kappa * a).
Hypothesis Hdown : l * exp (- kappa * l) <= b * exp (kappa * b).
Hypothesis Hka : kappa * a < 1.
Hypothesis Hkb : - kappa * b < 1.
Hypothesis Hrho : 0 <= rho < 1.
Hypothesis Hcontr : forall u D, - a <= u <= b -> u <> 0 -> Dlo <= D <= Dhi -> 0 <= D ->
  let s := c + u in let r := dF s / u in
  Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho.
(** D by T2.C1 (and T1.C8), the reach by T2.C2, the count by T1 or T3. *)
Hypothesis HD : forall k, Dlo <= qD d (x k) (y k) <= Dhi.
Hypothesis Hreach : forall k, lo <= u5 d c x y k <= hi.
Hypothesis Houter : forall u, lo <= u <= hi -> u < - l \/ b < u -> eps <= h * Rabs (dF (c + u)).
Hypothesis Hcount : INR (cnt (fun k => h * Rabs (dF (sprod d (x k) (y k)))) eps (S N)) <= INR N.

Let V := Vf kappa.

Theorem T5b_entry : exists K, (K <= N)%nat /\ - l <= u5 d c x y K <= b.
Proof.
  destruct (T3_C2_exists _ _ _ Hcount) as [K [HK H]]. exists K. split; [assumption|]. assert (R := Hreach K).
  destruct (Rlt_le_dec (u5 d c x y K) (- l)) as [Q|Q]; [|destruct (Rlt_le_dec b (u5 d c x y K)) as [Q'|]; [|lra]].
  - assert (P := Houter _ R (or_introl Q)). unfold u5 in P. replace (c + (sprod d (x K) (y K) - c)) with (sprod d (x K) (y K)) in P by ring. lra.
  - assert (P := Houter _ R (or_intror Q')). unfold u5 in P. replace (c + (sprod d (x K) (y K) - c)) with (sprod d (x K) (y K)) in P by ring. lra.
Qed.

(** From the entry on V falls by rho at every step. *)
Theorem T5b_falls K : - l <= u5 d c x y K <= b -> forall j,
  - a <= u5 d c x y (K + j) <= b /\ V (u5 d c x y (K + j)) <= rho ^ j * V (u5 d c x y K).
Proof.
  intros H0. destruct (side_exact (- kappa) (b * exp (kappa * b)) a ltac:(lra)) as [z [Hz E]]; [apply Rmult_lt_0_compat; [lra|apply exp_pos]|assumption|].
  assert (Hzl : l <= z).
  { destruct (Rle_lt_dec l z) as [|Q]; [assumption|exfalso].
    assert (M : z * exp (- kappa * z) < l * exp (- kappa * l)); [|lra].
    apply (incr_lt (fun t => t * exp (- kappa * t)) (fun t => (1 - kappa * t) * exp (- kappa * t))); [assumption| |].
    - intros t _. auto_derive; [trivial|ring].
    - intros t Ht. apply Rmult_lt_0_compat; [|apply exp_pos]. assert (kappa * t < 1) by (apply side_lt with a; [lra|assumption]). lra. }
  assert (Hkz : kappa * z < 1) by (apply side_lt with a; [lra|assumption]).
  assert (Hcontr' : forall u D, - z <= u <= b -> u <> 0 -> Dlo <= D <= Dhi -> 0 <= D ->
    let s := c + u in let r := dF s / u in
    Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho).
  { intros u D Q. apply Hcontr. lra. }
  enough (A : forall j, - z <= u5 d c x y (K + j) <= b /\ V (u5 d c x y (K + j)) <= rho ^ j * V (u5 d c x y K)) by (intros j; destruct (A j); split; [lra|assumption]).
  induction j as [|j [I1 I2]]; [rewrite Nat.add_0_r; split; [lra|simpl; lra]|]. rewrite Nat.add_succ_r, (u5_next d h c dF x y G).
  assert (Q := qD_nonneg d (x (K + j)%nat) (y (K + j)%nat)).
  split; [apply (stays h c dF z b kappa rho Dlo Dhi); try assumption; try lra; apply HD|].
  apply Rle_trans with (rho * V (u5 d c x y (K + j))).
  - apply (V_next h c dF z b kappa rho Dlo Dhi); try assumption. apply HD.
  - simpl. rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

(** C1. *)
Theorem T5b : exists K, (K <= N)%nat /\ - l <= u5 d c x y K <= b /\
  (forall j, - a <= u5 d c x y (K + j) <= b /\ V (u5 d c x y (K + j)) <= rho ^ j * V (u5 d c x y K)) /\
  forall k, (N <= k)%nat -> Rabs (u5 d c x y k) <= V b * exp (Rabs kappa * Rmax a b) * rho ^ (k - N).
Proof.
  destruct T5b_entry as [K [HK H]]. exists K. split; [assumption|]. split; [assumption|]. assert (F := T5b_falls K H). split; [exact F|].
  intros k Hk. destruct (F (k - K)%nat) as [F1 F2]. replace (K + (k - K))%nat with k in F1, F2 by lia.
  apply Rle_trans with (1 := abs_from_V a b kappa _ F1). rewrite (Rmult_comm (V b)), (Rmult_assoc _ (V b)), (Rmult_comm (Vf kappa _)).
  apply Rmult_le_compat_l; [left; apply exp_pos|]. apply Rle_trans with (1 := F2).
  assert (VK : V (u5 d c x y K) <= V b).
  { destruct (Rle_lt_dec 0 (u5 d c x y K)) as [P|P]; [apply V_right; [lra|assumption]|].
    apply Rle_trans with (Vf kappa (- l)).
    - unfold V. replace (u5 d c x y K) with (- - u5 d c x y K) by ring. apply V_left; [lra|]. apply side_lt with a; [lra|assumption].
    - unfold V, Vf. rewrite Rabs_Ropp, !Rabs_pos_eq by lra. replace (kappa * - l) with (- kappa * l) by ring. assumption. }
  assert (V0 : 0 <= V (u5 d c x y K)) by (unfold V, Vf; apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos]).
  rewrite (Rmult_comm (V b)). apply Rmult_le_compat; [apply pow_le; lra|assumption| |assumption].
  replace (k - K)%nat with ((k - N) + (N - K))%nat by lia. rewrite pow_add. rewrite <- (Rmult_1_r (rho ^ (k - N))) at 2.
  apply Rmult_le_compat_l; [apply pow_le; lra|]. rewrite <- (pow1 (N - K)). apply pow_incr. lra.
Qed.
End Late.

(** What T2 gives of it: D never grows, and the offsets that can be reached. *)
Theorem T5b_D d h c G dF x y : T2_hyp d h c G dF x y -> forall k, 0 <= qD d (x k) (y k) <= qD d (x O) (y O).
Proof.
  intros H k. split; [apply qD_nonneg|]. induction k as [|k IH]; [lra|]. destruct (T2_C1 d h c G dF x y H k) as [_ Q]. lra.
Qed.
Theorem T5b_reach d h c G dF x y : T2_hyp d h c G dF x y -> let r := sqrt (4 * c ^ 2 + qD d (x O) (y O)) in
  forall k, - Rmax (qB d (x O) (y O)) ((1 + h * G) ^ 2 * (- 2 * c + r)) / 4 - c <= u5 d c x y k <= Rmax (qA d (x O) (y O)) ((1 + h * G) ^ 2 * (2 * c + r)) / 4 - c.
Proof.
  intros H r k. assert (QA := T2_C2_A d h c G dF x y H k). assert (QB := T2_C2_B d h c G dF x y H k).
  assert (PA := qA_nonneg d (x k) (y k)). assert (PB := qB_nonneg d (x k) (y k)). unfold u5. rewrite s_of_AB. unfold r. lra.
Qed.
