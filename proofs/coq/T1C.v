(** T1's conclusions C2 to C5' for gradient descent in any dimension. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1.
Open Scope R_scope.

Lemma hb_pos d h beta c dF x y : T1_hyp d h beta c dF x y -> 0 < h * beta.
Proof. intros [_ Hh Hb _ _ _ _]. now apply Rmult_lt_0_compat. Qed.

Lemma T1_gpos d h beta c dF x y : T1_hyp d h beta c dF x y -> 0 < c -> 0 < h * beta * c < 1.
Proof.
  intros H Hc. assert (Hhb := hb_pos _ _ _ _ _ _ _ H). destruct H as [_ _ _ _ _ Hg _].
  unfold gam in Hg. rewrite Rabs_pos_eq in Hg by lra. split; [now apply Rmult_lt_0_compat|assumption].
Qed.

(** C2 for c >= 0. *)
Lemma T1_C2_pos d h beta c dF x y : T1_hyp d h beta c dF x y -> 0 <= c ->
  (forall s, continuity_pt dF s) -> (0 < c -> forall k, qA d (x k) (y k) <> 0) ->
  Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros H Hc Hcont HA. destruct (T1_reduced d h beta c dF x y H Hc) as [Hg [Ho [HY Hs]]].
  assert (Hhb := hb_pos _ _ _ _ _ _ _ H).
  apply (w_to_s dF h c ((2 + gam h beta c) / (h * beta))); try assumption.
  - apply (T1_h _ _ _ _ _ _ _ H).
  - intros z Hz Hne E. assert (Q := T1_sector _ _ _ _ _ _ _ H z Hz Hne). rewrite E in Q.
    unfold Rdiv in Q. rewrite Rmult_0_l in Q. lra.
  - intros k. apply (T1_C1 d h beta c dF x y H k).
  - apply (T1_C2_reduced (h * beta * c) (ak d h beta x y) (bk d h beta x y) (wk d h dF x y)); try assumption.
    intros Hgp k E. assert (Hcp : 0 < c) by nra. apply (HA Hcp k). unfold ak in E.
    apply Rmult_integral in E. destruct E as [E|E]; [lra|assumption].
Qed.

Lemma continuity_reflect dF : (forall s, continuity_pt dF s) -> forall s, continuity_pt (fun s => - dF (- s)) s.
Proof.
  intros Hc s. apply (continuity_pt_opp (fun s => dF (- s))).
  apply (continuity_pt_comp Ropp dF); [|apply Hc].
  apply (continuity_pt_opp id). apply derivable_continuous_pt, derivable_pt_id.
Qed.

(** C2: s_k -> c from every start of the triangle with no A_k = 0 (c > 0), no B_k = 0 (c < 0);
    for c = 0 from every start. *)
Theorem T1_C2 d h beta c dF x y : T1_hyp d h beta c dF x y ->
  (forall s, continuity_pt dF s) ->
  (0 < c -> forall k, qA d (x k) (y k) <> 0) -> (c < 0 -> forall k, qB d (x k) (y k) <> 0) ->
  Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros H Hcont HA HB. destruct (Rle_lt_dec 0 c) as [Hc|Hc]; [now apply (T1_C2_pos d h beta c dF)|].
  assert (H' := T1_hyp_reflect _ _ _ _ _ _ _ H).
  assert (Q : Un_cv (fun k => sprod d (x k) (fun i => - y k i)) (- c)).
  { apply (T1_C2_pos _ _ _ _ _ _ _ H'); [lra|now apply continuity_reflect|].
    intros _ k. rewrite reflect_A. now apply HB. }
  intros e He. destruct (Q e He) as [N HN]. exists N. intros n Hn. specialize (HN n Hn).
  rewrite reflect_s in HN. unfold R_dist in *. rewrite <- Rabs_Ropp.
  replace (- (sprod d (x n) (y n) - c)) with (- sprod d (x n) (y n) - - c) by ring. exact HN.
Qed.

(** No A_k vanishes when A_0 > 0 and every h |g_k| < 1. *)
Theorem no_A_zero d h dF x y : is_gd d h dF x y -> qA d (x O) (y O) <> 0 ->
  (forall k, h * Rabs (dF (sprod d (x k) (y k))) < 1) -> 0 < h -> forall k, qA d (x k) (y k) <> 0.
Proof.
  intros G HA Hw Hh. induction k as [|k IH]; [assumption|]. rewrite (R1_A d h dF x y G).
  apply Rmult_integral_contrapositive_currified; [assumption|]. apply pow_nonzero. intro E.
  specialize (Hw k). assert (E' : h * dF (sprod d (x k) (y k)) = 1) by lra.
  rewrite <- (Rabs_pos_eq h) in Hw by lra. rewrite <- Rabs_mult, E', Rabs_R1 in Hw. lra.
Qed.

(** C3, c = 0. *)
Section C3.
Variables (d : nat) (h beta : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T1_hyp d h beta 0 dF x y.

Lemma C3_setup : orb (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) /\
  sect 0 (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) /\
  (forall k, Y 0 (ak d h beta x y k) (bk d h beta x y k) = 4 - h * beta * qp d (x k) (y k)) /\
  0 < Y 0 (ak d h beta x y O) (bk d h beta x y O) /\
  (forall k, sg (ak d h beta x y k) (bk d h beta x y k) * wk d h dF x y k
     = h ^ 2 * beta * (sprod d (x k) (y k) * dF (sprod d (x k) (y k)))).
Proof.
  destruct (T1_reduced d h beta 0 dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]].
  rewrite Rmult_0_r in *. repeat split; try assumption; try apply Ho.
  - intros k. unfold Y. rewrite p_ab. ring.
  - intros k. rewrite sg_sk. unfold wk, sk. ring.
Qed.

Theorem T1_C3 K : (0 < K)%nat -> exists k, (k < K)%nat /\
  h ^ 2 * beta * (sprod d (x k) (y k) * dF (sprod d (x k) (y k))) <=
  Rpower ((4 - h * beta * qp d (x K) (y K)) / (4 - h * beta * qp d (x O) (y O))) (/ INR K) - 1.
Proof.
  intros HK. destruct C3_setup as [Ho [Hs [EY [HY Ez]]]].
  destruct (T1_C3_reduced _ _ _ Ho Hs HY K HK) as [k [Hk Q]]. exists k. split; [assumption|].
  rewrite 2 EY in Q. cbv beta in Q. rewrite Ez in Q. exact Q.
Qed.

Theorem T1_C3_a_priori K : (0 < K)%nat -> exists k, (k < K)%nat /\
  h ^ 2 * beta * (sprod d (x k) (y k) * dF (sprod d (x k) (y k))) <=
  Rpower (4 / (4 - h * beta * qp d (x O) (y O))) (/ INR K) - 1.
Proof.
  intros HK. destruct C3_setup as [Ho [Hs [EY [HY Ez]]]].
  destruct (T1_C3_apriori _ _ _ Ho Hs HY K HK) as [k [Hk Q]]. exists k. split; [assumption|].
  rewrite EY in Q. cbv beta in Q. rewrite Ez in Q. exact Q.
Qed.

(** With star-convexity at 0: F(s) - F(0) <= s F'(s). *)
Theorem T1_C3_star F K : (0 < K)%nat -> (forall s, F s - F 0 <= s * dF s) -> exists k, (k < K)%nat /\
  F (sprod d (x k) (y k)) - F 0 <=
  (Rpower ((4 - h * beta * qp d (x K) (y K)) / (4 - h * beta * qp d (x O) (y O))) (/ INR K) - 1) / (h ^ 2 * beta).
Proof.
  intros HK HF. destruct (T1_C3 K HK) as [k [Hk Q]]. exists k. split; [assumption|].
  assert (Hh := T1_h _ _ _ _ _ _ _ H). assert (Hb := T1_beta _ _ _ _ _ _ _ H).
  apply Rle_trans with (1 := HF _). apply le_div_r; [apply Rmult_lt_0_compat; [apply pow_lt|]; assumption|]. lra.
Qed.

Theorem T1_C3_counting K e : 0 < e ->
  INR (cnt (fun k => h ^ 2 * beta * (sprod d (x k) (y k) * dF (sprod d (x k) (y k)))) e K)
    <= ln (4 / (4 - h * beta * qp d (x O) (y O))) / ln (1 + e).
Proof.
  intros He. destruct C3_setup as [Ho [Hs [EY [HY Ez]]]].
  assert (Q := T1_C3_count _ _ _ Ho Hs HY K e He). rewrite EY in Q.
  apply Rle_trans with (2 := Q). right. f_equal.
  apply cnt_ext. intros k. rewrite Ez. reflexivity.
Qed.
End C3.

(** C4, C5, C5' for c > 0 (for c < 0 apply them to the reflected orbit of [T1_hyp_reflect]). *)
Section C45.
Variables (d : nat) (h beta c : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T1_hyp d h beta c dF x y.
Hypothesis Hc : 0 < c.

Theorem T1_C4 K : qB d (x K) (y K) <> 0 ->
  bsum (fun k => Psi (h * beta * c) (h * dF (sprod d (x k) (y k)))) K <=
    ln ((4 - Wst d h beta c (x K) (y K)) / (4 - Wst d h beta c (x O) (y O)))
    + h * beta * c / 2 * ln (qB d (x O) (y O) / qB d (x K) (y K)).
Proof.
  intros HB. destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]].
  assert (Hhb := hb_pos _ _ _ _ _ _ _ H).
  assert (HBK : 0 < qB d (x K) (y K)).
  { destruct (Rle_lt_or_eq_dec _ _ (qB_nonneg d (x K) (y K))) as [|E]; [assumption|congruence]. }
  assert (Hb : 0 < bk d h beta x y K) by (unfold bk; now apply Rmult_lt_0_compat).
  assert (Q := T1_C4_reduced _ _ _ _ Hg Ho Hs HY K Hb).
  assert (Hb0 := b_pos_before _ _ _ Ho K 0 Hb ltac:(lia)).
  assert (HB0 : 0 < qB d (x O) (y O)).
  { unfold bk in Hb0. apply Rmult_lt_reg_l with (h * beta); [assumption|]. lra. }
  assert (HYK := Yk _ _ _ _ Hg Ho Hs HY K).
  assert (E : ln (bk d h beta x y 0) - ln (bk d h beta x y K) = ln (qB d (x O) (y O) / qB d (x K) (y K))).
  { unfold bk. rewrite ln_div by assumption. rewrite (ln_mult _ (qB d (x O) (y O))), (ln_mult _ (qB d (x K) (y K))) by assumption. ring. }
  rewrite E in Q. rewrite 2 Y_W in Q. rewrite Y_W in HYK, HY. rewrite (ln_div (4 - _)) by assumption. exact Q.
Qed.

(** Lower bound on Psi used with C4: [L2_Psi]. *)

Hypothesis HA0 : qA d (x O) (y O) <> 0.

Lemma A0_pos : 0 < ak d h beta x y O.
Proof.
  unfold ak. apply Rmult_lt_0_compat; [now apply (hb_pos _ _ _ _ _ _ _ H)|].
  destruct (Rle_lt_or_eq_dec _ _ (qA_nonneg d (x O) (y O))) as [|E]; [assumption|congruence].
Qed.

Section C5.
Variable wb : R.
Hypothesis Hwb : 0 < wb < 1.
Hypothesis HwbChi : 0 < Chi (h * beta * c) wb. (* wb < w* : see [L3a_zero] *)
Hypothesis Hww : forall k, h * dF (sprod d (x k) (y k)) <= wb.
Definition R_C5 := ln ((2 / (2 + h * beta * c)) * Rpower (h * beta * c / (2 + h * beta * c)) (h * beta * c / 2)
   / ((4 - Wst d h beta c (x O) (y O)) / (4 - (h * beta * c) ^ 2)
       * Rpower (h * beta * qA d (x O) (y O) / (4 * (2 + h * beta * c))) (h * beta * c / 2))).

Lemma R_C5_eq : R_C5 = RC5 (h * beta * c) (ak d h beta x y O) (bk d h beta x y O).
Proof.
  destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]].
  rewrite RC5_theory; [rewrite Y_W; reflexivity|now apply (T1_gpos _ _ _ _ _ _ _ H)|apply A0_pos|assumption].
Qed.

Theorem T1_C5 K : (0 < K)%nat -> exists k, (k < K)%nat /\
  Chi (h * beta * c) (h * dF (sprod d (x k) (y k))) <= R_C5 / INR K.
Proof.
  intros HK. destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]]. rewrite R_C5_eq.
  apply (T1_C5_min _ _ _ _ _ (T1_gpos _ _ _ _ _ _ _ H Hc) Ho Hs HY A0_pos Hwb Hww K HK).
Qed.

Theorem T1_C5_counting K e : 0 < e <= wb ->
  INR (cnt (fun k => Rabs (h * dF (sprod d (x k) (y k)))) e K)
   <= R_C5 / Rmin (Chi (h * beta * c) e) (Chi (h * beta * c) wb).
Proof.
  intros He. destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]]. rewrite R_C5_eq.
  apply (T1_C5_count _ _ _ _ _ (T1_gpos _ _ _ _ _ _ _ H Hc) Ho Hs HY A0_pos Hwb HwbChi Hww K e He).
Qed.

Theorem T1_C5_rate K : R_C5 / Chi (h * beta * c) wb < INR K -> exists k, (k < K)%nat /\
  Rabs (h * dF (sprod d (x k) (y k))) <= wb * sqrt (R_C5 / (INR K * Chi (h * beta * c) wb)).
Proof.
  destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]]. rewrite R_C5_eq. intros HK.
  apply (T1_C5_best _ _ _ _ _ (T1_gpos _ _ _ _ _ _ _ H Hc) Ho Hs HY A0_pos Hwb HwbChi Hww K HK).
Qed.
End C5.

(** C5': Theorem A'. *)
Theorem T1_C5' om e K : 0 <= om < 1 -> (forall k, h * dF (sprod d (x k) (y k)) <= om) -> 0 < e ->
  let g := h * beta * c in
  let amin := Rmin (h * beta * qA d (x O) (y O)) (4 * g * (1 - om) ^ 2) in
  INR (cnt (fun k => Rabs (h * dF (sprod d (x k) (y k)))) e K) <=
  1 + (ln ((4 - g ^ 2) / (4 - Wst d h beta c (x O) (y O)))
        + g / 2 * lnp (h * beta * qB d (x O) (y O) / Rmin g (2 * (1 - g)))
        + ln (4 / (4 - g ^ 2))) / ln (1 + e ^ 2 / (1 + g * e))
    + 2 * (1 + Rmax 1 (2 / (3 * g))) * (ln (2 - g) + g / 2 * ln (4 * g / amin))
        / (ln 2 * ((1 - g) * (2 + g)) * e ^ 2).
Proof.
  intros Hom Hw He g amin. destruct (T1_reduced d h beta c dF x y H ltac:(lra)) as [Hg [Ho [HY Hs]]].
  assert (Q := T1_C5'_reduced _ _ _ _ om e (T1_gpos _ _ _ _ _ _ _ H Hc) Ho Hs HY A0_pos Hom Hw He K).
  rewrite Y_W in Q. exact Q.
Qed.
End C45.
