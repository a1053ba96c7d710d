(** T2 (bounded derivative: balancing from everywhere) for gradient descent in any dimension. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run Decay.
Open Scope R_scope.

(** Hypotheses of T2; [dF] is F'. h G < sqrt 2 is written (h G)^2 < 2. *)
Record T2_hyp (d : nat) (h c G : R) (dF : R -> R) (x y : nat -> vec) : Prop := {
  T2_gd : is_gd d h dF x y;
  T2_h : 0 < h;
  T2_sign : forall s, s <> c -> 0 < (s - c) * dF s;
  T2_G : forall s, Rabs (dF s) <= G;
  T2_hG : (h * G) ^ 2 < 2 }.

(** For c < 0: the reflected run has centre -c, with A and B swapped. *)
Lemma T2_hyp_reflect d h c G dF x y : T2_hyp d h c G dF x y ->
  T2_hyp d h (- c) G (fun s => - dF (- s)) x (fun k i => - y k i).
Proof.
  intros [Gd Hh Hs HG HhG]. split; try assumption.
  - now apply gd_reflect.
  - intros s Hsc. assert (Q := Hs (- s) ltac:(intro; apply Hsc; lra)). lra.
  - intros s. rewrite Rabs_Ropp. apply HG.
Qed.

Section T2.
Variables (d : nat) (h c G : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T2_hyp d h c G dF x y.
Definition Dk (d : nat) (x y : nat -> vec) k := qD d (x k) (y k).
Definition gk (d : nat) (dF : R -> R) (x y : nat -> vec) k := dF (sprod d (x k) (y k)).

Lemma hG_ok : 0 <= h * G /\ (h * G) ^ 2 < 2.
Proof.
  destruct H as [_ Hh _ HG HhG]. split; [|assumption]. apply Rmult_le_pos; [lra|].
  apply Rle_trans with (2 := HG 0). apply Rabs_pos.
Qed.
Lemma w_hG k : Rabs (h * gk d dF x y k) <= h * G.
Proof.
  destruct H as [_ Hh _ HG _]. rewrite Rabs_mult, (Rabs_pos_eq h) by lra.
  apply Rmult_le_compat_l; [lra|apply HG].
Qed.
Lemma D_nn k : 0 <= Dk d x y k. Proof. apply qD_nonneg. Qed.
Lemma D_st k : Dk d x y (S k) = Dk d x y k * (1 - (h * gk d dF x y k) ^ 2) ^ 2.
Proof. unfold Dk, gk. rewrite (R1_D d h dF x y (T2_gd _ _ _ _ _ _ _ H)). ring. Qed.

Theorem T2_C1 k : qD d (x (S k)) (y (S k)) = qD d (x k) (y k) * (1 - h ^ 2 * dF (sprod d (x k) (y k)) ^ 2) ^ 2
  /\ qD d (x (S k)) (y (S k)) <= qD d (x k) (y k).
Proof.
  split; [apply (R1_D d h dF x y (T2_gd _ _ _ _ _ _ _ H))|].
  exact (D_decr (Dk d x y) (fun k => h * gk d dF x y k) (h * G) D_nn D_st hG_ok w_hG k).
Qed.

Theorem T2_C2_A k : qA d (x k) (y k) <=
  Rmax (qA d (x O) (y O)) ((1 + h * G) ^ 2 * (2 * c + sqrt (4 * c ^ 2 + qD d (x O) (y O)))).
Proof.
  assert (Hw := w_hG). destruct H as [Gd Hh Hs HG HhG].
  apply (T2_C2_a c (fun k => qA d (x k) (y k)) (fun k => qB d (x k) (y k)) (fun k => h * gk d dF x y k)).
  - split; intros; cbv beta; [apply qA_nonneg|apply qB_nonneg|apply (R1_A d h dF x y Gd)|apply (R1_B d h dF x y Gd)].
  - intros j Hj. unfold sg. rewrite <- s_of_AB. unfold gk in Hj.
    destruct (Rle_lt_dec (sprod d (x j) (y j)) c) as [|Hx]; [assumption|exfalso].
    assert (Q := Hs (sprod d (x j) (y j)) ltac:(lra)).
    assert (0 < dF (sprod d (x j) (y j))) by (apply Rmult_lt_reg_l with (sprod d (x j) (y j) - c); lra).
    assert (0 < h * dF (sprod d (x j) (y j))) by now apply Rmult_lt_0_compat. lra.
  - apply hG_ok.
  - apply Hw.
Qed.

Theorem T2_C2_B k : qB d (x k) (y k) <=
  Rmax (qB d (x O) (y O)) ((1 + h * G) ^ 2 * (- 2 * c + sqrt (4 * c ^ 2 + qD d (x O) (y O)))).
Proof.
  assert (Hw := w_hG). destruct H as [Gd Hh Hs HG HhG].
  apply (T2_C2_b c (fun k => qA d (x k) (y k)) (fun k => qB d (x k) (y k)) (fun k => h * gk d dF x y k)).
  - split; intros; cbv beta; [apply qA_nonneg|apply qB_nonneg|apply (R1_A d h dF x y Gd)|apply (R1_B d h dF x y Gd)].
  - intros j Hj. unfold sg. rewrite <- s_of_AB. unfold gk in Hj.
    destruct (Rle_lt_dec c (sprod d (x j) (y j))) as [|Hx]; [assumption|exfalso].
    assert (Q := Hs (sprod d (x j) (y j)) ltac:(lra)).
    assert (dF (sprod d (x j) (y j)) < 0).
    { destruct (Rlt_le_dec (dF (sprod d (x j) (y j))) 0) as [|Hn]; [assumption|].
      assert (0 <= (c - sprod d (x j) (y j)) * dF (sprod d (x j) (y j))) by (apply Rmult_le_pos; lra). lra. }
    assert (0 < h * - dF (sprod d (x j) (y j))) by (apply Rmult_lt_0_compat; lra). lra.
  - apply hG_ok.
  - apply Hw.
Qed.

(** C3, with tau_k = min(h^2 g_k^2, 2 - h^2 g_k^2). If D_K = 0 the bound is 1, which tau_k never exceeds. *)
Theorem T2_C3 K : (0 < K)%nat -> 0 < qD d (x K) (y K) -> exists k, (k < K)%nat /\
  tau2 (h * dF (sprod d (x k) (y k))) <= 1 - Rpower (qD d (x K) (y K) / qD d (x O) (y O)) (/ (2 * INR K)).
Proof.
  exact (T2_C3_reduced (Dk d x y) (fun k => h * gk d dF x y k) (h * G) D_nn D_st hG_ok w_hG K).
Qed.

(** C4: the number of k < K with D_k >= Ds and |F'(s_k)| >= eps. *)
Definition counted_eps (Ds : R) (k : nat) :=
  if Rle_dec Ds (qD d (x k) (y k)) then Rabs (dF (sprod d (x k) (y k))) else 0.

Lemma counted_scale Ds eps K : cnt (counted_eps Ds) eps K = cnt (counted (Dk d x y) (fun k => h * gk d dF x y k) Ds) (h * eps) K.
Proof.
  destruct H as [_ Hh _ _ _]. induction K as [|n IH]; [reflexivity|]. cbn [cnt]. rewrite IH. f_equal.
  unfold counted_eps, counted, Dk, gk. destruct (Rle_dec Ds (qD d (x n) (y n))).
  - rewrite Rabs_mult, (Rabs_pos_eq h) by lra.
    destruct (Rle_dec eps _) as [Q|Q]; destruct (Rle_dec (h * eps) _) as [P|P]; try reflexivity; exfalso.
    + apply P. apply Rmult_le_compat_l; lra.
    + apply Q. apply Rmult_le_reg_l with h; lra.
  - destruct (Rle_dec eps 0) as [Q|Q]; destruct (Rle_dec (h * eps) 0) as [P|P]; try reflexivity; exfalso.
    + apply P. nra.
    + apply Q. apply Rmult_le_reg_l with h; lra.
Qed.

Theorem T2_C4_general eps Ds K : 0 < eps < / h -> 0 < Ds <= qD d (x O) (y O) ->
  (Z.of_nat (cnt (counted_eps Ds) eps K) <=
   Int_part (ln (qD d (x O) (y O) / Ds) / (-2 * ln (Rmax (1 - (h * eps) ^ 2) ((h * G) ^ 2 - 1)))) + 1)%Z.
Proof.
  intros He HDs. apply floor_count. rewrite counted_scale.
  assert (Hh := T2_h _ _ _ _ _ _ _ H).
  apply (T2_C4_reduced (Dk d x y) (fun k => h * gk d dF x y k) (h * G) D_nn D_st hG_ok w_hG Ds (h * eps) K HDs).
  split; [apply Rmult_lt_0_compat; lra|]. apply Rmult_lt_reg_l with (/ h); [now apply Rinv_0_lt_compat|].
  rewrite <- Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem T2_C4 eps Ds K : h * G <= 1 -> 0 < eps < / h -> 0 < Ds <= qD d (x O) (y O) ->
  (Z.of_nat (cnt (counted_eps Ds) eps K) <=
   Int_part (ln (qD d (x O) (y O) / Ds) / (-2 * ln (1 - h ^ 2 * eps ^ 2))) + 1)%Z.
Proof.
  intros H1 He HDs. assert (Q := T2_C4_general eps Ds K He HDs).
  assert (Hh := T2_h _ _ _ _ _ _ _ H). assert (Hg := hG_ok).
  assert (h * eps < 1).
  { apply Rmult_lt_reg_l with (/ h); [now apply Rinv_0_lt_compat|]. rewrite <- Rmult_assoc, Rinv_l by lra. lra. }
  assert (0 < h * eps) by (apply Rmult_lt_0_compat; lra).
  rewrite Rmax_left in Q by nra. rewrite Rpow_mult_distr in Q. exact Q.
Qed.

Theorem T2_C5 : tends0 (fun k => dF (sprod d (x k) (y k))) \/ tends0 (fun k => qD d (x k) (y k)).
Proof.
  assert (Hh := T2_h _ _ _ _ _ _ _ H).
  destruct (T2_C5_reduced (Dk d x y) (fun k => h * gk d dF x y k) (h * G) D_nn D_st hG_ok w_hG) as [Q|Q]; [left|right; exact Q].
  intros e He. destruct (Q (h * e)) as [N HN]; [now apply Rmult_lt_0_compat|]. exists N. intros k Hk.
  specialize (HN k Hk). rewrite Rabs_mult, (Rabs_pos_eq h) in HN by lra. apply Rmult_lt_reg_l in HN; assumption.
Qed.
End T2.
