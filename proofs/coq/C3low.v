(** T1.C3, c = 0: a lower bound on p_K for h beta p_0 < 2, which sharpens the a-priori rate. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C.
Open Scope R_scope.

Definition theta (P : R) := - ln (1 - P ^ 2 / 4) / ln (1 + P ^ 2 / 4).

(** ln (1 - y) >= - theta ln (1 + y) on [0, m], theta = - ln(1-m)/ln(1+m). *)
Lemma log_ratio m y : 0 < m < 1 -> 0 <= y <= m -> - (- ln (1 - m) / ln (1 + m)) * ln (1 + y) <= ln (1 - y).
Proof.
  intros Hm Hy. assert (Hg : 0 <= y / m <= 1).
  { split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|apply Rdiv_le_1; lra]. }
  assert (B1 := ln_bernoulli (y / m) (- m) Hg ltac:(lra)). assert (B2 := ln_bernoulli (y / m) m Hg ltac:(lra)).
  replace (1 + y / m * - m) with (1 - y) in B1 by (field; lra). replace (1 + y / m * m) with (1 + y) in B2 by (field; lra).
  replace (1 + - m) with (1 - m) in B1 by ring.
  assert (Hl : 0 < ln (1 + m)) by (apply ln_pos; lra). assert (Hn : ln (1 - m) < 0) by (apply ln_neg; lra).
  assert (Hth : 0 <= - ln (1 - m) / ln (1 + m)) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
  apply Rmult_le_compat_l with (r := - ln (1 - m) / ln (1 + m)) in B2; [|assumption].
  replace (- ln (1 - m) / ln (1 + m) * (y / m * ln (1 + m))) with (- (y / m * ln (1 - m))) in B2 by (field; lra). lra.
Qed.

Section Low.
Variables (d : nat) (h beta : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T1_hyp d h beta 0 dF x y.
Let P0 := h * beta * qp d (x O) (y O).
Hypothesis HP : h * beta * qp d (x O) (y O) < 2.
Hypothesis HD : 0 < qD d (x O) (y O).

Lemma p_nonincreasing k : h * beta * qp d (x k) (y k) <= P0.
Proof.
  destruct (C3_setup d h beta dF x y H) as [Ho [Hs [EY [HY _]]]].
  induction k as [|k IH]; [unfold P0; lra|]. apply Rle_trans with (2 := IH).
  assert (Q := Ystep 0 _ _ _ ltac:(lra) Ho Hs HY k). assert (Q2 := Yk 0 _ _ _ ltac:(lra) Ho Hs HY k).
  rewrite 2 EY in Q. rewrite EY in Q2. set (w := wk d h dF x y k) in *.
  assert (0 <= (4 - h * beta * qp d (x k) (y k)) * w ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]). lra.
Qed.

Lemma w_small k : wk d h dF x y k ^ 2 <= P0 ^ 2 / 4.
Proof.
  destruct (C3_setup d h beta dF x y H) as [Ho [Hs [EY [HY _]]]].
  assert (Q := sector_abs _ _ _ _ (Hs k)). assert (Q2 := p_nonincreasing k). rewrite <- p_ab in Q2.
  assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k).
  rewrite <- (pow2_abs (wk d h dF x y k)). replace (P0 ^ 2 / 4) with ((P0 / 2) ^ 2) by field.
  apply pow_incr. split; [apply Rabs_pos|]. apply Rle_trans with (1 := Q). apply Rabs_le. unfold up, sg. lra.
Qed.

Theorem T1_C3_p_lower K : sqrt (qD d (x O) (y O)) * Rpower (1 - P0 / 4) (theta P0) <= qp d (x K) (y K).
Proof.
  destruct (C3_setup d h beta dF x y H) as [Ho [Hs [EY [HY _]]]].
  assert (G := T1_gd _ _ _ _ _ _ _ H). assert (Hhb := hb_pos _ _ _ _ _ _ _ H).
  assert (Hp0 : 0 < P0).
  { unfold P0. apply Rmult_lt_0_compat; [assumption|].
    assert (Hpp : 0 <= qp d (x O) (y O)) by (unfold qp; assert (Q1 := dot_nonneg d (x O)); assert (Q2 := dot_nonneg d (y O)); lra).
    destruct (Rle_lt_or_eq_dec _ _ Hpp) as [|E]; [assumption|exfalso].
    rewrite D_of_ps, <- E in HD. assert (0 <= sprod d (x O) (y O) ^ 2) by apply sq_nonneg. lra. }
  fold P0 in HP. set (m := P0 ^ 2 / 4).
  assert (Hm : 0 < m < 1) by (unfold m; nra).
  assert (Hth : 0 <= theta P0).
  { unfold theta. fold m. assert (0 < ln (1 + m)) by (apply ln_pos; lra). assert (ln (1 - m) < 0) by (apply ln_neg; lra).
    apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]. }
  assert (Hlog : forall n, 0 < qD d (x n) (y n) /\
    ln (qD d (x O) (y O)) - 2 * theta P0 * (ln (4 - h * beta * qp d (x n) (y n)) - ln (4 - P0)) <= ln (qD d (x n) (y n))).
  { induction n as [|n [IH1 IH2]]; [split; [assumption|fold P0; lra]|].
    assert (Q := lnYstep 0 _ _ _ ltac:(lra) Ho Hs HY n). rewrite 2 EY in Q.
    replace (1 + 0 * wk d h dF x y n + wk d h dF x y n ^ 2) with (1 + wk d h dF x y n ^ 2) in Q by ring.
    assert (Hws := w_small n). fold m in Hws. assert (Hw0 := sq_nonneg (wk d h dF x y n)).
    assert (R := log_ratio m (wk d h dF x y n ^ 2) Hm (conj Hw0 Hws)). fold m in Hth. change (- ln (1 - m) / ln (1 + m)) with (theta P0) in R.
    assert (ED : qD d (x (S n)) (y (S n)) = qD d (x n) (y n) * (1 - wk d h dF x y n ^ 2) ^ 2).
    { rewrite (R1_D d h dF x y G). unfold wk, sk. ring. }
    assert (Hpos : 0 < 1 - wk d h dF x y n ^ 2) by lra.
    split; [rewrite ED; apply Rmult_lt_0_compat; [assumption|now apply pow_lt]|].
    rewrite ED. rewrite ln_mult by (try apply pow_lt; assumption). rewrite ln_sq by assumption.
    apply Rmult_le_compat_l with (r := 2 * theta P0) in Q; [|lra]. lra. }
  destruct (Hlog K) as [HDK HL].
  assert (HYK := Yk 0 _ _ _ ltac:(lra) Ho Hs HY K). rewrite EY in HYK.
  assert (H4 : ln (4 - h * beta * qp d (x K) (y K)) <= ln 4).
  { apply ln_le; [assumption|]. assert (0 <= h * beta * qp d (x K) (y K)); [|lra].
    apply Rmult_le_pos; [lra|]. unfold qp. assert (Q1 := dot_nonneg d (x K)). assert (Q2 := dot_nonneg d (y K)). lra. }
  assert (HL2 : ln (qD d (x O) (y O)) + 2 * theta P0 * ln (1 - P0 / 4) <= ln (qD d (x K) (y K))).
  { replace (1 - P0 / 4) with ((4 - P0) / 4) by field. rewrite ln_div by lra.
    assert (2 * theta P0 * (ln (4 - h * beta * qp d (x K) (y K)) - ln (4 - P0)) <= 2 * theta P0 * (ln 4 - ln (4 - P0))) by (apply Rmult_le_compat_l; lra). lra. }
  apply Rle_trans with (sqrt (qD d (x K) (y K))).
  - assert (Hr : 0 < Rpower (1 - P0 / 4) (theta P0)) by apply exp_pos.
    rewrite <- (sqrt_pow2 (Rpower (1 - P0 / 4) (theta P0))) by lra. rewrite <- sqrt_mult; [|lra|apply sq_nonneg].
    apply sqrt_le_1_alt. rewrite <- (exp_ln (qD d (x K) (y K))), <- (exp_ln (qD d (x O) (y O))) by assumption.
    unfold Rpower. replace (exp (theta P0 * ln (1 - P0 / 4)) ^ 2) with (exp (2 * (theta P0 * ln (1 - P0 / 4)))).
    + rewrite <- exp_plus. apply exp_le. lra.
    + replace (2 * (theta P0 * ln (1 - P0 / 4))) with (theta P0 * ln (1 - P0 / 4) + theta P0 * ln (1 - P0 / 4)) by ring.
      rewrite exp_plus. ring.
  - rewrite D_of_ps. assert (Hpp : 0 <= qp d (x K) (y K)) by (unfold qp; assert (Q1 := dot_nonneg d (x K)); assert (Q2 := dot_nonneg d (y K)); lra).
    rewrite <- (sqrt_pow2 (qp d (x K) (y K))) at 2 by assumption. apply sqrt_le_1_alt.
    assert (0 <= sprod d (x K) (y K) ^ 2) by apply sq_nonneg. lra.
Qed.
End Low.

(** T1.C8, c = 0: with all |h F'| <= wb < 1 the imbalance keeps a share: D_K >= D_0 ((4 - h beta p_0)/4)^(2 kappa). *)
Section Kept.
Variables (d : nat) (h beta : R) (dF : R -> R) (x y : nat -> vec) (wb : R).
Hypothesis H : T1_hyp d h beta 0 dF x y.
Hypothesis Hwb : 0 < wb < 1.
Hypothesis Hw : forall k, Rabs (wk d h dF x y k) <= wb.
Let P0 := h * beta * qp d (x O) (y O).
Let kp := - ln (1 - wb ^ 2) / ln (1 + wb ^ 2).

Theorem T1_C8 K : qD d (x O) (y O) * Rpower ((4 - P0) / 4) (2 * kp) <= qD d (x K) (y K).
Proof.
  destruct (C3_setup d h beta dF x y H) as [Ho [Hs [EY [HY _]]]].
  assert (G := T1_gd _ _ _ _ _ _ _ H). assert (Hhb := hb_pos _ _ _ _ _ _ _ H). assert (HP : 0 < 4 - P0) by (unfold P0; rewrite <- EY; exact HY).
  destruct (Rle_lt_or_eq_dec 0 _ (qD_nonneg d (x O) (y O))) as [HD|E]; [|rewrite <- E, Rmult_0_l; apply qD_nonneg].
  set (m := wb ^ 2). assert (Hm : 0 < m < 1) by (unfold m; nra).
  assert (Hth : 0 <= kp).
  { unfold kp. fold m. assert (0 < ln (1 + m)) by (apply ln_pos; lra). assert (ln (1 - m) < 0) by (apply ln_neg; lra).
    apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]. }
  assert (Hlog : forall n, 0 < qD d (x n) (y n) /\
    ln (qD d (x O) (y O)) - 2 * kp * (ln (4 - h * beta * qp d (x n) (y n)) - ln (4 - P0)) <= ln (qD d (x n) (y n))).
  { induction n as [|n [IH1 IH2]]; [split; [assumption|fold P0; lra]|].
    assert (Q := lnYstep 0 _ _ _ ltac:(lra) Ho Hs HY n). rewrite 2 EY in Q.
    replace (1 + 0 * wk d h dF x y n + wk d h dF x y n ^ 2) with (1 + wk d h dF x y n ^ 2) in Q by ring.
    assert (Hw0 := sq_nonneg (wk d h dF x y n)). assert (Hws : wk d h dF x y n ^ 2 <= m).
    { unfold m. rewrite <- (pow2_abs (wk d h dF x y n)). apply pow_incr. split; [apply Rabs_pos|apply Hw]. }
    assert (R := log_ratio m (wk d h dF x y n ^ 2) Hm (conj Hw0 Hws)). change (- ln (1 - m) / ln (1 + m)) with kp in R.
    assert (ED : qD d (x (S n)) (y (S n)) = qD d (x n) (y n) * (1 - wk d h dF x y n ^ 2) ^ 2).
    { rewrite (R1_D d h dF x y G). unfold wk, sk. ring. }
    assert (Hpos : 0 < 1 - wk d h dF x y n ^ 2) by lra.
    split; [rewrite ED; apply Rmult_lt_0_compat; [assumption|now apply pow_lt]|].
    rewrite ED. rewrite ln_mult by (try apply pow_lt; assumption). rewrite ln_sq by assumption.
    apply Rmult_le_compat_l with (r := 2 * kp) in Q; [|lra]. lra. }
  destruct (Hlog K) as [HDK HL]. assert (HYK := Yk 0 _ _ _ ltac:(lra) Ho Hs HY K). rewrite EY in HYK.
  assert (H4 : ln (4 - h * beta * qp d (x K) (y K)) <= ln 4).
  { apply ln_le; [assumption|]. assert (0 <= h * beta * qp d (x K) (y K)); [|lra].
    apply Rmult_le_pos; [lra|]. unfold qp. assert (Q1 := dot_nonneg d (x K)). assert (Q2 := dot_nonneg d (y K)). lra. }
  assert (HL2 : ln (qD d (x O) (y O)) + 2 * kp * ln ((4 - P0) / 4) <= ln (qD d (x K) (y K))).
  { rewrite ln_div by lra.
    assert (2 * kp * (ln (4 - h * beta * qp d (x K) (y K)) - ln (4 - P0)) <= 2 * kp * (ln 4 - ln (4 - P0))) by (apply Rmult_le_compat_l; lra). lra. }
  rewrite <- (exp_ln (qD d (x K) (y K))), <- (exp_ln (qD d (x O) (y O))) by assumption. unfold Rpower. rewrite <- exp_plus. apply exp_le. lra.
Qed.
End Kept.
