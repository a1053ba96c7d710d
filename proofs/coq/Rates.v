(** T1 in reduced variables: the rates C3, C5 and the a-priori count C5' (Theorem A'). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Step Run TheoremA.
Open Scope R_scope.

(** C3 (g = 0): the growth factor is 1 + sigma w. *)
Lemma sg_w_ge g a b w : sector g a b w -> g * w + w ^ 2 <= sg a b * w.
Proof.
  intros [r [Hr ->]]. assert (E : sg a b = up g a b + g) by (unfold up; ring). rewrite E.
  assert (0 <= r * (1 - r) * up g a b ^ 2) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]). nra.
Qed.

Lemma Y_growth_sw g a b w : 0 <= g < 1 -> 0 <= a -> 0 <= b -> sector g a b w ->
  Y g a b * (1 + sg a b * w) <= Y g (na a w) (nb b w).
Proof.
  intros Hg Ha Hb [r [Hr ->]]. rewrite T1_identity_reduced.
  assert (Hp : 0 <= (a + b) / 2 - g * sg a b) by (unfold sg; nra).
  assert (0 <= r * (1 - r) * up g a b ^ 2 * ((a + b) / 2 - g * sg a b)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]|lra]. }
  lra.
Qed.

Section C3.
Variables (a b w : nat -> R).
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect 0 a b w.
Hypothesis HY0 : 0 < Y 0 (a O) (b O).
Let G0 : 0 <= 0 < 1. Proof. lra. Qed.
Let z k := sg (a k) (b k) * w k.

Lemma z_nonneg k : 0 <= z k.
Proof. unfold z. assert (H := sg_w_ge 0 _ _ _ (Hs k)). assert (0 <= w k ^ 2) by apply sq_nonneg. lra. Qed.

Lemma C3_log K : bsum (fun k => ln (1 + z k)) K <= ln (Y 0 (a K) (b K)) - ln (Y 0 (a O) (b O)).
Proof.
  induction K as [|K IH]; [simpl; lra|]. cbn [bsum].
  assert (HY := Yk 0 a b w G0 Ho Hs HY0 K). assert (Hz := z_nonneg K).
  assert (H := Y_growth_sw 0 (a K) (b K) (w K) G0 (orb_a _ _ _ Ho K) (orb_b _ _ _ Ho K) (Hs K)).
  rewrite <- (orb_sa _ _ _ Ho), <- (orb_sb _ _ _ Ho) in H. fold (z K) in H.
  assert (ln (Y 0 (a K) (b K)) + ln (1 + z K) <= ln (Y 0 (a (S K)) (b (S K)))); [|lra].
  rewrite <- ln_mult by lra. apply ln_le; [apply Rmult_lt_0_compat; lra|assumption].
Qed.

Theorem T1_C3_reduced K : (0 < K)%nat ->
  exists k, (k < K)%nat /\ z k <= Rpower (Y 0 (a K) (b K) / Y 0 (a O) (b O)) (/ INR K) - 1.
Proof.
  intros HK. destruct (exists_le_mean _ K _ HK (C3_log K)) as [k [Hk H]].
  exists k. split; [assumption|]. assert (HYK := Yk 0 a b w G0 Ho Hs HY0 K). assert (Hz := z_nonneg k).
  unfold Rpower. rewrite ln_div by assumption.
  assert (1 + z k <= exp (/ INR K * (ln (Y 0 (a K) (b K)) - ln (Y 0 (a O) (b O))))); [|lra].
  rewrite <- (exp_ln (1 + z k)) at 1 by lra. apply exp_le. unfold Rdiv in H. lra.
Qed.

Theorem T1_C3_apriori K : (0 < K)%nat ->
  exists k, (k < K)%nat /\ z k <= Rpower (4 / Y 0 (a O) (b O)) (/ INR K) - 1.
Proof.
  intros HK. destruct (T1_C3_reduced K HK) as [k [Hk H]]. exists k. split; [assumption|].
  apply Rle_trans with (1 := H). apply Rplus_le_compat_r.
  assert (HYK := Yk 0 a b w G0 Ho Hs HY0 K).
  assert (HY4 := Y_le 0 (a K) (b K) G0 (orb_a _ _ _ Ho K) (orb_b _ _ _ Ho K)).
  assert (0 < INR K) by (apply lt_0_INR; lia). assert (0 < / INR K) by now apply Rinv_0_lt_compat.
  apply Rle_Rpower_l; [lra|]. split; [apply Rdiv_lt_0_compat; assumption|].
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. lra.
Qed.

Theorem T1_C3_count K e : 0 < e ->
  INR (cnt z e K) <= ln (4 / Y 0 (a O) (b O)) / ln (1 + e).
Proof.
  intros He. assert (Hl : 0 < ln (1 + e)) by (apply ln_pos; lra). apply le_div_r; [assumption|].
  apply Rle_trans with (bsum (fun k => ln (1 + z k)) K).
  - apply cnt_markov.
    + intros k _. apply ln_nonneg. assert (H := z_nonneg k). lra.
    + intros k _ Hk. apply ln_le; lra.
  - apply Rle_trans with (1 := C3_log K). assert (H := lnY_le 0 a b w G0 Ho Hs HY0 K).
    replace (4 - 0 ^ 2) with 4 in H by ring. rewrite ln_div by lra. lra.
Qed.
End C3.

(** C5. *)
Definition RC5 (g a0 b0 : R) := ln (2 * (2 - g)) + g / 2 * ln (4 * g) - (ln (Y g a0 b0) + g / 2 * ln a0).

(** The form of the theory: ln [ (2/(2+g)) (g/(2+g))^(g/2) / (Y_0 t_0^(g/2)) ], Y_0 = (4-W_0)/(4-g^2). *)
Lemma RC5_theory g a0 b0 : 0 < g < 1 -> 0 < a0 -> 0 < Y g a0 b0 ->
  RC5 g a0 b0 = ln (2 / (2 + g) * Rpower (g / (2 + g)) (g / 2)
     / (Y g a0 b0 / (4 - g ^ 2) * Rpower (a0 / (4 * (2 + g))) (g / 2))).
Proof.
  intros Hg Ha HY. unfold RC5, Rpower.
  assert (0 < 4 - g ^ 2) by nra.
  assert (0 < Y g a0 b0 / (4 - g ^ 2)) by (apply Rdiv_lt_0_compat; lra).
  assert (0 < 2 / (2 + g)) by (apply Rdiv_lt_0_compat; lra).
  rewrite ln_div by (apply Rmult_lt_0_compat; [lra|apply exp_pos]).
  rewrite 2 (ln_mult _ (exp _)) by (try apply exp_pos; lra). rewrite 2 ln_exp.
  rewrite (ln_div g), (ln_div a0), (ln_div (Y g a0 b0)), (ln_div 2) by lra.
  replace (4 - g ^ 2) with ((2 - g) * (2 + g)) by ring.
  replace (4 * (2 + g)) with (4 * (2 + g)) by ring.
  rewrite !ln_mult by lra. lra.
Qed.

Lemma Chi_unimodal g e wb v : 0 <= g < 1 -> 0 < e <= v -> v <= wb -> wb < 1 ->
  Rmin (Chi g e) (Chi g wb) <= Chi g v.
Proof.
  intros Hg He Hv Hw.
  destruct (Req_dec v e) as [->|Hne]; [apply Rmin_l|]. destruct (Req_dec v wb) as [->|Hnw]; [apply Rmin_r|].
  destruct (Rle_lt_dec v (1 - g)).
  - apply Rle_trans with (1 := Rmin_l _ _). left. apply L3a_increasing; lra.
  - apply Rle_trans with (1 := Rmin_r _ _). left. apply L3a_decreasing_pos; lra.
Qed.

Lemma Chi_neg_ge g e v : 0 <= g < 1 -> 0 < e < 1 -> e <= v -> Chi g e <= Chi g (- v).
Proof.
  intros Hg He Hv. apply Rle_trans with (Chi g (- e)); [apply L3c; lra|].
  destruct (Req_dec v e) as [->|]; [lra|]. left. apply L3a_decreasing_neg; lra.
Qed.

Section C5.
Variables (g : R) (a b w : nat -> R) (wb : R).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HY0 : 0 < Y g (a O) (b O).
Hypothesis Ha0 : 0 < a O.
(** 0 < wb < w*, written without w*: Chi is positive on (0, wb]. *)
Hypothesis Hwb : 0 < wb < 1.
Hypothesis HwbChi : 0 < Chi g wb.
Hypothesis Hww : forall k, w k <= wb.
Let Rr := RC5 g (a O) (b O).

Lemma C5_sum K : bsum (fun k => Chi g (w k)) K <= Rr.
Proof.
  destruct (LL_sum g a b w K ltac:(lra) Ho Hs HY0 Ha0 (fun k _ => Rle_lt_trans _ _ _ (Hww k) (proj2 Hwb))) as [H1 [H2 H3]].
  assert (HL := L7_log g (a K) (b K) Hg H2 (orb_b _ _ _ Ho K) H1). fold (LL g a b K) in HL.
  unfold Rr, RC5. fold (LL g a b O). lra.
Qed.

Lemma Chi_wb_pos v : 0 < v <= wb -> 0 < Chi g v.
Proof.
  intros Hv. destruct (Rle_lt_dec v (1 - g)).
  - rewrite <- (Chi_0 g). apply L3a_increasing; lra.
  - destruct (Req_dec v wb) as [->|]; [assumption|].
    apply Rlt_trans with (1 := HwbChi). apply L3a_decreasing_pos; lra.
Qed.

Lemma C5_nonneg k : 0 <= Chi g (w k).
Proof.
  destruct (Rtotal_order (w k) 0) as [H|[->|H]].
  - left. apply L3a_neg_pos; lra.
  - rewrite Chi_0. lra.
  - left. apply Chi_wb_pos. split; [assumption|apply Hww].
Qed.

Theorem T1_C5_min K : (0 < K)%nat -> exists k, (k < K)%nat /\ Chi g (w k) <= Rr / INR K.
Proof. intros HK. apply exists_le_mean; [assumption|apply C5_sum]. Qed.

Theorem T1_C5_count K e : 0 < e <= wb ->
  INR (cnt (fun k => Rabs (w k)) e K) <= Rr / Rmin (Chi g e) (Chi g wb).
Proof.
  intros He.
  assert (Hm : 0 < Rmin (Chi g e) (Chi g wb)) by (apply Rmin_glb_lt; apply Chi_wb_pos; lra).
  apply le_div_r; [assumption|]. apply Rle_trans with (2 := C5_sum K).
  apply cnt_markov; [intros; apply C5_nonneg|]. intros k _ Hk.
  destruct (Rle_lt_dec 0 (w k)) as [H|H].
  - rewrite Rabs_pos_eq in Hk by assumption. apply Chi_unimodal; [lra|lra|apply Hww|lra].
  - rewrite Rabs_left in Hk by assumption. apply Rle_trans with (1 := Rmin_l _ _).
    replace (w k) with (- - w k) by ring. apply Chi_neg_ge; lra.
Qed.

Theorem T1_C5_best K : Rr / Chi g wb < INR K ->
  exists k, (k < K)%nat /\ Rabs (w k) <= wb * sqrt (Rr / (INR K * Chi g wb)).
Proof.
  intros HK.
  assert (HR : 0 <= Rr) by (apply Rle_trans with (2 := C5_sum 0); simpl; lra).
  assert (HK0 : 0 < INR K).
  { apply Rle_lt_trans with (2 := HK). apply Rmult_le_pos; [assumption|left; now apply Rinv_0_lt_compat]. }
  assert (HKn : (0 < K)%nat) by (apply INR_lt; simpl; assumption).
  destruct (T1_C5_min K HKn) as [k [Hk HC]]. exists k. split; [assumption|].
  assert (Hlt : Rr / INR K < Chi g wb).
  { apply Rmult_lt_reg_r with (INR K / Chi g wb); [apply Rdiv_lt_0_compat; assumption|].
    replace (Rr / INR K * (INR K / Chi g wb)) with (Rr / Chi g wb) by (field; lra).
    replace (Chi g wb * (INR K / Chi g wb)) with (INR K) by (field; lra). assumption. }
  set (v := Rabs (w k)).
  assert (Hv0 : 0 <= v) by apply Rabs_pos.
  assert (Hvc : v <= wb /\ Chi g v <= Rr / INR K).
  { unfold v. destruct (Rle_lt_dec 0 (w k)) as [H|H].
    - rewrite Rabs_pos_eq by assumption. split; [apply Hww|assumption].
    - rewrite Rabs_left by assumption.
      assert (Hle : - w k <= wb).
      { destruct (Rle_lt_dec (- w k) wb) as [|Hgt]; [assumption|exfalso].
        assert (Hc := Chi_neg_ge g wb (- w k) ltac:(lra) ltac:(lra) ltac:(lra)).
        rewrite Ropp_involutive in Hc. lra. }
      split; [assumption|]. assert (Hc := L3c g (- w k) ltac:(lra) ltac:(lra)).
      rewrite Ropp_involutive in Hc. lra. }
  destruct Hvc as [Hvw HvC].
  assert (HQ : 0 <= Rr / (INR K * Chi g wb)).
  { apply Rmult_le_pos; [assumption|]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; assumption. }
  destruct (Req_dec v 0) as [->|Hvne].
  - apply Rmult_le_pos; [lra|apply sqrt_pos].
  - assert (Hd := L3d g v wb ltac:(lra) ltac:(lra) ltac:(lra)).
    assert (Hv2 : 0 < v ^ 2) by (apply pow_lt; lra). assert (Hw2 : 0 < wb ^ 2) by (apply pow_lt; lra).
    assert (Hsq : v ^ 2 <= (wb * sqrt (Rr / (INR K * Chi g wb))) ^ 2).
    { rewrite Rpow_mult_distr, pow2_sqrt by assumption.
      assert (Hx : v ^ 2 * Chi g wb <= wb ^ 2 * Chi g v).
      { apply Rmult_le_compat_r with (r := v ^ 2 * wb ^ 2) in Hd; [|apply Rmult_le_pos; lra].
        replace (Chi g wb / wb ^ 2 * (v ^ 2 * wb ^ 2)) with (v ^ 2 * Chi g wb) in Hd by (field; lra).
        replace (Chi g v / v ^ 2 * (v ^ 2 * wb ^ 2)) with (wb ^ 2 * Chi g v) in Hd by (field; lra). exact Hd. }
      replace (wb ^ 2 * (Rr / (INR K * Chi g wb))) with (wb ^ 2 * (Rr / INR K) / Chi g wb) by (field; lra).
      apply le_div_r; [assumption|]. apply Rle_trans with (1 := Hx). apply Rmult_le_compat_l; lra. }
    assert (0 <= wb * sqrt (Rr / (INR K * Chi g wb))) by (apply Rmult_le_pos; [lra|apply sqrt_pos]).
    apply Rsqr_incr_0; try assumption. rewrite 2 Rsqr_pow2. assumption.
Qed.
End C5.

(** C5', Theorem A'. *)
Definition R2c (g amin : R) := ln (2 - g) + g / 2 * ln (4 * g / amin).

Lemma a_lower g a b w om : 0 < g < 1 -> orb a b w -> sect g a b w -> 0 <= om < 1 -> (forall k, w k <= om) ->
  forall k, Rmin (a O) (4 * g * (1 - om) ^ 2) <= a k.
Proof.
  intros Hg Ho Hs Hom Hw. induction k as [|k IH]; [apply Rmin_l|].
  rewrite (orb_sa _ _ _ Ho). unfold na.
  destruct (Rle_lt_dec 0 (w k)) as [H|H].
  - apply Rle_trans with (1 := Rmin_r _ _). assert (Hu := sector_nonneg _ _ _ _ (Hs k) H).
    assert (4 * g <= a k) by (assert (Hb := orb_b _ _ _ Ho k); unfold up, sg in Hu; lra).
    apply Rmult_le_compat; [lra|apply sq_nonneg|assumption|]. apply pow_incr. specialize (Hw k). lra.
  - apply Rle_trans with (1 := IH). rewrite <- (Rmult_1_r (a k)) at 1.
    apply Rmult_le_compat_l; [apply (orb_a _ _ _ Ho)|]. nra.
Qed.

Lemma R2c_nonneg g amin : 0 < g < 1 -> 0 < amin <= 4 * g -> 0 <= R2c g amin.
Proof.
  intros Hg Ha. unfold R2c. assert (0 <= ln (2 - g)) by (apply ln_nonneg; lra).
  assert (0 <= ln (4 * g / amin)); [|nra]. apply ln_nonneg. apply le_div_r; lra.
Qed.

Lemma R2c_mono g am a0 : 0 < g < 1 -> 0 < am <= a0 -> R2c g a0 <= R2c g am.
Proof.
  intros Hg Ha. unfold R2c. apply Rplus_le_compat_l. apply Rmult_le_compat_l; [lra|].
  rewrite 2 ln_div by lra. assert (ln am <= ln a0) by (apply ln_le; lra). lra.
Qed.

Definition NA (g e am : R) := 2 * (1 + C1c g) * R2c g am / (ln 2 * ((1 - g) * (2 + g)) * e ^ 2).

(** The last phase, shared with Theorem B: counts after a negative step with b <= delta. *)
Lemma count_negative g a b w K e am : 0 < g < 1 -> orb a b w -> sect g a b w -> w O < 0 -> (0 < K)%nat ->
  (forall k, (k < K)%nat -> w k < 0 -> b k <= del g) -> 0 < am <= a O -> 0 < e ->
  INR (cnt (fun k => Rabs (w k)) e K) <= NA g e am.
Proof.
  intros Hg Ho Hs Hw HK Hb Ham He.
  assert (HY : 2 <= Y g (a O) (b O)).
  { apply (L6 g _ _ (w O)); [lra|apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)|apply Hs|assumption|].
    apply del_le, Hb; assumption. }
  assert (H := negative_squares g a b w K Hg Ho Hs ltac:(lra) ltac:(lra) Hw Hb HY).
  assert (Hk := kap_pos g ltac:(lra)). assert (Hl2 := ln2_pos). assert (HC := C1c_ge1 g).
  assert (He2 : 0 < e ^ 2) by (apply pow_lt; assumption).
  assert (Hc : INR (cnt (fun k => Rabs (w k)) e K) * e ^ 2 <= bsum (fun k => w k ^ 2) K).
  { apply cnt_markov; [intros; apply sq_nonneg|]. intros k _ Hx. rewrite <- (pow2_abs (w k)).
    apply pow_incr. lra. }
  fold (R2c g (a O)) in H. assert (HR := R2c_mono g am (a O) Hg Ham).
  unfold NA. apply le_div_r; [apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|unfold kap in Hk; lra]|assumption]|].
  replace (ln 2 * ((1 - g) * (2 + g)) * e ^ 2) with (2 * (kap g * ln 2) * e ^ 2) by (unfold kap; field).
  apply Rle_trans with (2 * (kap g * ln 2) * bsum (fun k => w k ^ 2) K).
  - replace (INR (cnt (fun k => Rabs (w k)) e K) * (2 * (kap g * ln 2) * e ^ 2))
      with (2 * (kap g * ln 2) * (INR (cnt (fun k => Rabs (w k)) e K) * e ^ 2)) by ring.
    apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]|assumption].
  - assert (0 < kap g * ln 2) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_le_compat_l with (r := 2 * (kap g * ln 2)) in H; [|lra].
    replace (2 * (kap g * ln 2) * ((1 + C1c g) * R2c g (a O) / (kap g * ln 2)))
      with (2 * (1 + C1c g) * R2c g (a O)) in H by (field; lra).
    apply Rle_trans with (1 := H). apply Rmult_le_compat_l; lra.
Qed.

Lemma NA_nonneg g e am : 0 < g < 1 -> 0 < am <= 4 * g -> 0 < e -> 0 <= NA g e am.
Proof.
  intros Hg Ha He. unfold NA. assert (HC := C1c_ge1 g). assert (HR := R2c_nonneg g am Hg Ha). assert (Hl2 := ln2_pos).
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. left. apply Rinv_0_lt_compat.
  apply Rmult_lt_0_compat; [|apply pow_lt; assumption]. apply Rmult_lt_0_compat; [lra|]. nra.
Qed.

Section Aprime.
Variables (g : R) (a b w : nat -> R) (om e : R).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HY0 : 0 < Y g (a O) (b O).
Hypothesis Ha0 : 0 < a O.
Hypothesis Hom : 0 <= om < 1.
Hypothesis Hw : forall k, w k <= om.
Hypothesis He : 0 < e.
Let m := ln (1 + e ^ 2 / (1 + g * e)).
Let amin := Rmin (a O) (4 * g * (1 - om) ^ 2).
Let wa := fun k => Rabs (w k).

Lemma amin_pos : 0 < amin <= 4 * g.
Proof.
  assert (0 < (1 - om) ^ 2) by (apply pow_lt; lra).
  split; [apply Rmin_glb_lt; [assumption|apply Rmult_lt_0_compat; lra]|].
  apply Rle_trans with (1 := Rmin_r _ _). assert ((1 - om) ^ 2 <= 1) by nra. nra.
Qed.

(** Nonnegative steps and then the last phase, counted from step s, when b <= delta on [s, K). *)
Lemma count_from s K : (s <= K)%nat -> (forall k, (s <= k < K)%nat -> b k <= del g) ->
  INR (cnt (shift s wa) e (K - s)) * m <= ln (4 - g ^ 2) - ln (Y g (a s) (b s)) + m * NA g e amin.
Proof.
  intros HsK Hb. assert (Hm : 0 < m) by (unfold m; apply phi_pos; lra).
  assert (Ho' := orb_shift s a b w Ho). assert (Hs' := sect_shift s g a b w Hs).
  assert (HYs : 0 < Y g (shift s a O) (shift s b O)) by (apply (Yk g a b w ltac:(lra) Ho Hs HY0)).
  assert (E0 : (s + 0)%nat = s) by lia.
  assert (Hpos : forall n, (forall k, (k < n)%nat -> 0 <= shift s w k) ->
     INR (cnt (shift s wa) e n) * m <= ln (4 - g ^ 2) - ln (Y g (a s) (b s))).
  { intros n Hn. assert (H := pos_run g _ _ _ ltac:(lra) Ho' Hs' HYs n Hn).
    assert (H1 := lnY_le g _ _ _ ltac:(lra) Ho' Hs' HYs n).
    assert (H2 : INR (cnt (shift s wa) e n) * m <= bsum (fun k => ln (1 + shift s w k ^ 2 / (1 + g * Rabs (shift s w k)))) n).
    { apply cnt_markov; [intros; apply phi_nonneg; lra|]. intros k _ Hk. apply lower_phi; [lra|assumption|assumption]. }
    unfold shift in H at 2 3. unfold shift at 1 2 in H1. unfold shift in H. rewrite E0 in H. unfold shift in H1, H2. unfold shift.
    lra. }
  assert (HNA := NA_nonneg g e amin Hg amin_pos He).
  destruct (first_index (fun k => shift s w k < 0) (K - s)) as [[k1 [Hk1 [Hw1 Hbef]]]|Hno].
  - intros k. destruct (Rlt_dec (shift s w k) 0); [left|right]; assumption.
  - replace (K - s)%nat with (k1 + (K - s - k1))%nat by lia. rewrite cnt_split, plus_INR, Rmult_plus_distr_r.
    apply Rplus_le_compat.
    + apply Hpos. intros k Hk. specialize (Hbef k Hk). lra.
    + rewrite Rmult_comm. apply Rmult_le_compat_l; [lra|].
      apply (count_negative g (shift (s + k1) a) (shift (s + k1) b) (shift (s + k1) w)) with (am := amin) (K := (K - s - k1)%nat) in He.
      * eapply Rle_trans; [|exact He]. right. f_equal.
        apply cnt_ext. intros k. unfold shift, wa. rewrite Nat.add_assoc. reflexivity.
      * assumption.
      * now apply orb_shift.
      * now apply sect_shift.
      * unfold shift in *. now rewrite Nat.add_0_r.
      * lia.
      * intros k Hk _. unfold shift. apply Hb. lia.
      * split; [apply amin_pos|]. apply (a_lower g a b w om Hg Ho Hs Hom Hw).
  - apply Rle_trans with (ln (4 - g ^ 2) - ln (Y g (a s) (b s))).
    + apply Hpos. intros k Hk. specialize (Hno k Hk). lra.
    + assert (0 <= m * NA g e amin) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem T1_C5'_reduced K : INR (cnt wa e K) <=
  1 + (ln ((4 - g ^ 2) / Y g (a O) (b O)) + g / 2 * lnp (b O / del g) + ln (4 / (4 - g ^ 2))) / m
  + NA g e amin.
Proof.
  assert (Hm : 0 < m) by (unfold m; apply phi_pos; lra).
  assert (H4 : 3 < 4 - g ^ 2) by nra.
  assert (Hd := del_pos g Hg). assert (Hlp := lnp_nonneg (b O / del g)).
  assert (Hl4 : 0 <= ln (4 / (4 - g ^ 2))) by (apply ln_nonneg, le_div_r; nra).
  rewrite ln_div by lra.
  assert (Hgoal : INR (cnt wa e K) * m <= m + (ln (4 - g ^ 2) - ln (Y g (a O) (b O)) + g / 2 * lnp (b O / del g) + ln (4 / (4 - g ^ 2))) + m * NA g e amin).
  2:{ apply Rmult_le_reg_r with m; [assumption|]. apply Rle_trans with (1 := Hgoal). right. field. lra. }
  destruct (last_index (fun k => del g < b k) K) as [[s [HsK [Hbs Haft]]]|Hno].
  - intros k. destruct (Rlt_dec (del g) (b k)); [left|right]; assumption.
  - assert (H1 := T1_C4_reduced g a b w ltac:(lra) Ho Hs HY0 s ltac:(lra)).
    assert (H2 : INR (cnt wa e s) * m <= bsum (fun k => Psi g (w k)) s).
    { apply cnt_markov.
      - intros k Hk. apply Psi_nonneg; [lra|]. apply (w_ne_before a b w Ho s); [lra|assumption].
      - intros k Hk Hx. assert (Hne : w k <> -1) by (apply (w_ne_before a b w Ho s); [lra|assumption]).
        apply Rle_trans with (2 := L2_Psi g (w k) ltac:(lra) Hne). apply lower_phi; [lra|assumption|assumption]. }
    assert (H3 := lnYstep g a b w ltac:(lra) Ho Hs HY0 s).
    assert (H5 : ln ((4 - g ^ 2) / 4) <= ln (1 + g * w s + w s ^ 2)).
    { apply ln_le; [lra|]. assert (0 <= (w s + g / 2) ^ 2) by apply sq_nonneg. nra. }
    assert (H6 : ln ((4 - g ^ 2) / 4) = - ln (4 / (4 - g ^ 2))) by (rewrite 2 ln_div by lra; ring).
    assert (H7 := count_from (S s) K ltac:(lia)).
    assert (H8 : ln (b O) - ln (b s) <= lnp (b O / del g)).
    { apply Rle_trans with (2 := lnp_ge _).
      assert (0 < b O) by (apply (b_pos_before a b w Ho s); [lra|lia]).
      rewrite ln_div by assumption. assert (ln (del g) <= ln (b s)) by (apply ln_le; lra). lra. }
    assert (H9 : g / 2 * (ln (b O) - ln (b s)) <= g / 2 * lnp (b O / del g)) by (apply Rmult_le_compat_l; lra).
    assert (H10 : INR (cnt wa e (S s)) <= INR (cnt wa e s) + 1).
    { cbn [cnt]. rewrite plus_INR. destruct (Rle_dec e (wa s)); simpl; lra. }
    replace K with (S s + (K - S s))%nat by lia. rewrite cnt_split, plus_INR, Rmult_plus_distr_r.
    replace (S s + (K - S s))%nat with K by lia.
    assert (H11 : INR (cnt wa e (S s)) * m <= (INR (cnt wa e s) + 1) * m) by (apply Rmult_le_compat_r; lra).
    specialize (H7 ltac:(intros k Hk; destruct (Rle_lt_dec (b k) (del g)) as [|Hx]; [assumption|exfalso; apply (Haft k); [lia|assumption]])).
    unfold shift in H7. lra.
  - assert (H7 := count_from 0 K ltac:(lia)).
    specialize (H7 ltac:(intros k Hk; destruct (Rle_lt_dec (b k) (del g)) as [|Hx]; [assumption|exfalso; apply (Hno k); [lia|assumption]])).
    rewrite Nat.sub_0_r in H7. change (shift 0 wa) with wa in H7.
    assert (0 <= g / 2 * lnp (b O / del g)) by (apply Rmult_le_pos; lra). lra.
Qed.
End Aprime.
