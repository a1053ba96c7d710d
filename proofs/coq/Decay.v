(** T2 in reduced variables: D' = D (1 - w^2)^2, its counts, and the bounds on A and B. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Step Run.
Open Scope R_scope.

Definition tau2 (w : R) := Rmin (w ^ 2) (2 - w ^ 2).

Lemma tau2_abs w : 1 - tau2 w = Rabs (1 - w ^ 2).
Proof.
  unfold tau2, Rmin. destruct (Rle_dec (w ^ 2) (2 - w ^ 2)).
  - rewrite Rabs_pos_eq by lra. ring.
  - rewrite Rabs_left by lra. ring.
Qed.
Lemma tau2_le1 w : tau2 w <= 1.
Proof. assert (H := Rabs_pos (1 - w ^ 2)). rewrite <- tau2_abs in H. lra. Qed.

Section D.
Variables (D w : nat -> R) (H : R).
Hypothesis HD0 : forall k, 0 <= D k.
Hypothesis HDs : forall k, D (S k) = D k * (1 - w k ^ 2) ^ 2.
Hypothesis HH : 0 <= H /\ H ^ 2 < 2.
Hypothesis Hw : forall k, Rabs (w k) <= H.

Lemma w2_bound k : 0 <= w k ^ 2 <= H ^ 2.
Proof. split; [apply sq_nonneg|]. rewrite <- (pow2_abs (w k)). apply pow_incr. split; [apply Rabs_pos|apply Hw]. Qed.

Lemma D_decr k : D (S k) <= D k.
Proof.
  rewrite HDs. rewrite <- (Rmult_1_r (D k)) at 2. apply Rmult_le_compat_l; [apply HD0|].
  assert (Q := w2_bound k). nra.
Qed.

Lemma D_decr_le m n : (m <= n)%nat -> D n <= D m.
Proof. induction 1; [lra|]. apply Rle_trans with (2 := IHle). apply D_decr. Qed.

(** C3. *)
Lemma D_log K : 0 < D K -> ln (D O) - ln (D K) = 2 * bsum (fun k => - ln (1 - tau2 (w k))) K.
Proof.
  induction K as [|K IH]; [simpl; intros; ring|]. intros HK. cbn [bsum].
  assert (HK' : 0 < D K) by (apply Rlt_le_trans with (1 := HK), D_decr).
  specialize (IH HK'). rewrite HDs in *.
  assert (Hne : 0 < Rabs (1 - w K ^ 2)).
  { apply Rabs_pos_lt. intro E. rewrite E in HK. simpl in HK. lra. }
  rewrite <- (pow2_abs (1 - w K ^ 2)). rewrite ln_mult by (try apply pow_lt; assumption).
  rewrite ln_sq by assumption. rewrite tau2_abs. lra.
Qed.

Theorem T2_C3_reduced K : (0 < K)%nat -> 0 < D K ->
  exists k, (k < K)%nat /\ tau2 (w k) <= 1 - Rpower (D K / D O) (/ (2 * INR K)).
Proof.
  intros HK HDK. assert (HKp : 0 < INR K) by (apply lt_0_INR; lia).
  assert (HD0p : 0 < D O) by (apply Rlt_le_trans with (1 := HDK), D_decr_le; lia).
  assert (E := D_log K HDK).
  destruct (exists_le_mean (fun k => - ln (1 - tau2 (w k))) K ((ln (D O) - ln (D K)) / 2) HK ltac:(lra)) as [k [Hk Q]].
  exists k. split; [assumption|].
  assert (Hpos : 0 < 1 - tau2 (w k)).
  { rewrite tau2_abs. apply Rabs_pos_lt. intro E0.
    assert (HS : D (S k) = 0) by (rewrite HDs, E0; ring).
    assert (D K <= D (S k)) by (apply D_decr_le; lia). lra. }
  assert (Rpower (D K / D O) (/ (2 * INR K)) <= 1 - tau2 (w k)); [|lra].
  rewrite <- (exp_ln (1 - tau2 (w k))) by assumption. unfold Rpower. apply exp_le.
  rewrite ln_div by assumption.
  replace (/ (2 * INR K) * (ln (D K) - ln (D O))) with (- ((ln (D O) - ln (D K)) / 2 / INR K)) by (field; lra). lra.
Qed.

(** C4: counted are the steps k < K with D_k >= Ds and |w_k| >= e. *)
Definition counted (Ds : R) (k : nat) := if Rle_dec Ds (D k) then Rabs (w k) else 0.

Lemma D_count Ds e m K : 0 < Ds <= D O -> 0 < e -> 0 < m < 1 ->
  (forall k, e <= Rabs (w k) -> Rabs (1 - w k ^ 2) <= m) ->
  INR (cnt (counted Ds) e K) <= ln (D O / Ds) / (-2 * ln m) + 1.
Proof.
  intros HDs' He Hm Hmm.
  assert (Hl : 0 < -2 * ln m) by (assert (Q := ln_neg m ltac:(lra) ltac:(lra)); lra).
  assert (Hmul : forall n, D n <= D O * (m ^ 2) ^ (cnt (counted Ds) e n)).
  { induction n as [|n IH]; [simpl; lra|]. cbn [cnt]. destruct (Rle_dec e (counted Ds n)) as [Hc|Hc].
    - rewrite Nat.add_1_r. rewrite <- tech_pow_Rmult. rewrite HDs.
      assert (Hx : (1 - w n ^ 2) ^ 2 <= m ^ 2).
      { rewrite <- (pow2_abs (1 - w n ^ 2)). apply pow_incr. split; [apply Rabs_pos|]. apply Hmm.
        unfold counted in Hc. destruct (Rle_dec Ds (D n)); lra. }
      replace (D O * (m ^ 2 * (m ^ 2) ^ cnt (counted Ds) e n)) with (D O * (m ^ 2) ^ cnt (counted Ds) e n * m ^ 2) by ring.
      apply Rmult_le_compat; [apply HD0|apply sq_nonneg|assumption|assumption].
    - rewrite Nat.add_0_r. apply Rle_trans with (2 := IH), D_decr. }
  assert (HQ : 0 <= ln (D O / Ds) / (-2 * ln m)).
  { apply Rmult_le_pos; [apply ln_nonneg, le_div_r; lra|left; now apply Rinv_0_lt_compat]. }
  destruct (last_index (fun k => e <= counted Ds k) K) as [[j [Hj [Hcj Haft]]]|Hno].
  - intros k. destruct (Rle_dec e (counted Ds k)); [left|right]; assumption.
  - assert (EK : cnt (counted Ds) e K = S (cnt (counted Ds) e j)).
    { replace K with (S j + (K - S j))%nat by lia. rewrite cnt_split. cbn [cnt].
      destruct (Rle_dec e (counted Ds j)); [|contradiction].
      assert (E0 : forall n, (n <= K - S j)%nat -> cnt (fun k => counted Ds (S j + k)) e n = O).
      { induction n as [|n IH]; intros Hn; [reflexivity|]. cbn [cnt]. rewrite IH by lia.
        destruct (Rle_dec e (counted Ds (S j + n))); [|reflexivity].
        exfalso. apply (Haft (S j + n)%nat); [lia|assumption]. }
      rewrite E0; lia. }
    rewrite EK, S_INR. apply Rplus_le_compat_r. apply le_div_r; [assumption|].
    assert (HDj : Ds <= D j).
    { unfold counted in Hcj. destruct (Rle_dec Ds (D j)); [assumption|lra]. }
    assert (Hle := Rle_trans _ _ _ HDj (Hmul j)).
    assert (Hl2 : ln Ds <= ln (D O * (m ^ 2) ^ cnt (counted Ds) e j)) by (apply ln_le; lra).
    rewrite ln_mult in Hl2 by (try (apply pow_lt, pow_lt); lra).
    rewrite <- Rpower_pow in Hl2 by (apply pow_lt; lra). unfold Rpower in Hl2. rewrite ln_exp in Hl2.
    rewrite ln_sq in Hl2 by lra. rewrite ln_div by lra. lra.
  - assert (E0 : forall n, (n <= K)%nat -> cnt (counted Ds) e n = O).
    { induction n as [|n IH]; intros Hn; [reflexivity|]. cbn [cnt]. rewrite IH by lia.
      destruct (Rle_dec e (counted Ds n)); [|reflexivity]. exfalso. apply (Hno n); [lia|assumption]. }
    rewrite E0 by lia. simpl. lra.
Qed.

(** The factor m of C4: |1 - w^2| <= max(1 - e^2, H^2 - 1) when e <= |w| <= H. *)
Lemma factor_m e k : 0 < e -> e <= Rabs (w k) -> Rabs (1 - w k ^ 2) <= Rmax (1 - e ^ 2) (H ^ 2 - 1).
Proof.
  intros He Hek. assert (Q := w2_bound k).
  assert (e ^ 2 <= w k ^ 2) by (rewrite <- (pow2_abs (w k)); apply pow_incr; lra).
  apply Rabs_le. assert (H1 := Rmax_l (1 - e ^ 2) (H ^ 2 - 1)). assert (H2 := Rmax_r (1 - e ^ 2) (H ^ 2 - 1)). lra.
Qed.

Theorem T2_C4_reduced Ds e K : 0 < Ds <= D O -> 0 < e < 1 ->
  INR (cnt (counted Ds) e K) <= ln (D O / Ds) / (-2 * ln (Rmax (1 - e ^ 2) (H ^ 2 - 1))) + 1.
Proof.
  intros HDs' He. apply D_count; [assumption|lra| |intros; apply factor_m; [lra|assumption]].
  split.
  - apply Rlt_le_trans with (2 := Rmax_l _ _). nra.
  - apply Rmax_lub_lt; nra.
Qed.

Theorem T2_C5_reduced : tends0 w \/ tends0 D.
Proof.
  destruct (classic (tends0 D)) as [|HnD]; [right; assumption|left].
  assert (Hlow : exists Ds, 0 < Ds /\ forall k, Ds <= D k).
  { apply NNPP. intro Hn. apply HnD. intros e He.
    destruct (classic (forall k, e <= D k)) as [Hall|Hex].
    - exfalso. apply Hn. exists e. split; assumption.
    - apply not_all_ex_not in Hex. destruct Hex as [N HN]. exists N. intros k Hk.
      rewrite Rabs_pos_eq by apply HD0. assert (Q := D_decr_le N k Hk). lra. }
  destruct Hlow as [Ds [HDsp HDsl]].
  assert (Hsmall : forall e, 0 < e < 1 -> exists N, forall k, (N <= k)%nat -> Rabs (w k) < e).
  { intros e He.
    destruct (bounded_sum_small (fun k => if Rle_dec e (counted Ds k) then 1 else 0)
      (ln (D O / Ds) / (-2 * ln (Rmax (1 - e ^ 2) (H ^ 2 - 1))) + 1)) with (e := 1) as [N HN].
    - intros k. destruct (Rle_dec e (counted Ds k)); lra.
    - intros n. rewrite <- cnt_bsum. apply T2_C4_reduced; [split; [assumption|apply HDsl]|assumption].
    - lra.
    - exists N. intros k Hk. specialize (HN k Hk). simpl in HN. unfold counted in HN.
      destruct (Rle_dec Ds (D k)) as [_|Hc]; [|exfalso; apply Hc, HDsl].
      destruct (Rle_dec e (Rabs (w k))); lra. }
  intros e He. destruct (Hsmall (Rmin e (1 / 2))) as [N HN].
  - split; [apply Rmin_glb_lt; lra|]. apply Rle_lt_trans with (1 := Rmin_r _ _). lra.
  - exists N. intros k Hk. apply Rlt_le_trans with (1 := HN k Hk). apply Rmin_l.
Qed.
End D.

(** C2: bounds on a and b from the sign of the step. *)
Section C2.
Variables (g : R) (a b w : nat -> R) (H : R).
Hypothesis Hg : 0 <= g.
Hypothesis Ho : orb a b w.
Hypothesis Hpos : forall k, 0 < w k -> g <= sg (a k) (b k).
Hypothesis Hneg : forall k, w k < 0 -> sg (a k) (b k) <= g.
Hypothesis HH : 0 <= H /\ H ^ 2 < 2.
Hypothesis Hw : forall k, Rabs (w k) <= H.
Let d0 := a O * b O.

Lemma H_lt2 : H < 3 / 2. Proof. nra. Qed.

Lemma ab_decr k : a (S k) * b (S k) <= a k * b k.
Proof.
  apply (D_decr (fun k => a k * b k) w H) with (k := k).
  - intros j. apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)].
  - intros j. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. ring.
  - exact HH.
  - exact Hw.
Qed.

Lemma ab_le k : a k * b k <= d0.
Proof. induction k as [|k IH]; [unfold d0; lra|]. apply Rle_trans with (2 := IH), ab_decr. Qed.

Lemma root_bound p q t d : 0 <= p -> 0 <= q -> p * q <= d -> p - q <= t -> p <= t / 2 + sqrt (t ^ 2 / 4 + d).
Proof.
  intros Hp Hq Hd Ht. assert (Hd0 : 0 <= d) by (apply Rle_trans with (2 := Hd); now apply Rmult_le_pos).
  destruct (Rle_lt_dec (p - t / 2) 0) as [Hn|Hn].
  - assert (Q := sqrt_pos (t ^ 2 / 4 + d)). lra.
  - assert (p - t / 2 <= sqrt (t ^ 2 / 4 + d)); [|lra].
    rewrite <- (sqrt_pow2 (p - t / 2)) by lra; apply sqrt_le_1_alt; nra.
Qed.

Theorem T2_C2_a k : a k <= Rmax (a O) ((1 + H) ^ 2 * (2 * g + sqrt (4 * g ^ 2 + d0))).
Proof.
  induction k as [|k IH]; [apply Rmax_l|]. rewrite (orb_sa _ _ _ Ho). unfold na.
  assert (Hh := H_lt2). assert (Hk := Hw k). apply Rabs_le_between in Hk.
  assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k).
  destruct (Rle_lt_dec 0 (w k)) as [Hs|Hs].
  - apply Rle_trans with (2 := IH). rewrite <- (Rmult_1_r (a k)) at 2. apply Rmult_le_compat_l; [assumption|]. nra.
  - apply Rle_trans with (2 := Rmax_r _ _). rewrite Rmult_comm.
    assert (Hs' := Hneg k Hs). unfold sg in Hs'.
    assert (Q := root_bound (a k) (b k) (4 * g) d0 Ha Hb (ab_le k) ltac:(lra)).
    replace (4 * g / 2) with (2 * g) in Q by field. replace ((4 * g) ^ 2 / 4) with (4 * g ^ 2) in Q by field.
    apply Rmult_le_compat; [apply sq_nonneg|assumption| |assumption]. apply pow_incr. lra.
Qed.

Theorem T2_C2_b k : b k <= Rmax (b O) ((1 + H) ^ 2 * (- 2 * g + sqrt (4 * g ^ 2 + d0))).
Proof.
  induction k as [|k IH]; [apply Rmax_l|]. rewrite (orb_sb _ _ _ Ho). unfold nb.
  assert (Hh := H_lt2). assert (Hk := Hw k). apply Rabs_le_between in Hk.
  assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k).
  destruct (Rle_lt_dec (w k) 0) as [Hs|Hs].
  - apply Rle_trans with (2 := IH). rewrite <- (Rmult_1_r (b k)) at 2. apply Rmult_le_compat_l; [assumption|]. nra.
  - apply Rle_trans with (2 := Rmax_r _ _). rewrite Rmult_comm.
    assert (Hs' := Hpos k Hs). unfold sg in Hs'.
    assert (Q := root_bound (b k) (a k) (- 4 * g) d0 Hb Ha ltac:(rewrite Rmult_comm; apply ab_le) ltac:(lra)).
    replace (- 4 * g / 2) with (- 2 * g) in Q by field. replace ((- 4 * g) ^ 2 / 4) with (4 * g ^ 2) in Q by field.
    apply Rmult_le_compat; [apply sq_nonneg|assumption| |assumption]. apply pow_incr. lra.
Qed.
End C2.
