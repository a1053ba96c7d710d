(** T3 (C1, all starts) and Theorem B (C2, the a-priori count) in reduced variables. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Step Run TheoremA Rates Decay.
Open Scope R_scope.

Lemma sect_pos g a b w : sect g a b w -> forall k, 0 < w k -> g <= sg (a k) (b k).
Proof. intros Hs k Hk. assert (Q := sector_nonneg _ _ _ _ (Hs k) ltac:(lra)). unfold up in Q. lra. Qed.
Lemma sect_neg g a b w : sect g a b w -> forall k, w k < 0 -> sg (a k) (b k) <= g.
Proof. intros Hs k Hk. assert (Q := sector_neg _ _ _ _ (Hs k) Hk). unfold up in Q. lra. Qed.

(** After a nonnegative step with a b small, b stays small. *)
Lemma b_small g a b w H dlt : 0 < g -> orb a b w -> sect g a b w -> 0 <= H /\ H ^ 2 < 2 ->
  (forall k, Rabs (w k) <= H) -> (forall k, (1 + H) ^ 2 * (a k * b k) <= 4 * g * dlt) -> 0 <= w O ->
  forall k, b (S k) <= dlt.
Proof.
  intros Hg Ho Hs HH Hw Hd H0.
  assert (Hnn : forall k, 0 <= w k -> b (S k) <= dlt).
  { intros k Hk. assert (Hu := sector_nonneg _ _ _ _ (Hs k) Hk).
    assert (Ha : 4 * g <= a k) by (assert (Hb := orb_b _ _ _ Ho k); unfold up, sg in Hu; lra).
    rewrite (orb_sb _ _ _ Ho). unfold nb. assert (Hk' := Hw k). apply Rabs_le_between in Hk'.
    assert (Hb := orb_b _ _ _ Ho k).
    apply Rle_trans with (b k * (1 + H) ^ 2).
    { apply Rmult_le_compat_l; [assumption|]. apply pow_incr. lra. }
    apply Rmult_le_reg_l with (4 * g); [lra|]. apply Rle_trans with (2 := Hd k).
    assert (0 <= (1 + H) ^ 2) by apply sq_nonneg.
    replace (4 * g * (b k * (1 + H) ^ 2)) with ((1 + H) ^ 2 * (4 * g * b k)) by ring.
    apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat_r; assumption. }
  induction k as [|k IH]; [now apply Hnn|].
  destruct (Rle_lt_dec 0 (w (S k))) as [Hk|Hk]; [now apply Hnn|].
  rewrite (orb_sb _ _ _ Ho). unfold nb. apply Rle_trans with (2 := IH).
  assert (Hk' := Hw (S k)). apply Rabs_le_between in Hk'. assert (Hl := H_lt2 H HH).
  rewrite <- (Rmult_1_r (b (S k))) at 2. apply Rmult_le_compat_l; [apply (orb_b _ _ _ Ho)|]. nra.
Qed.

(** C1, g > 0. *)
Section C1.
Variables (g : R) (a b w : nat -> R) (H : R).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HH : 0 <= H /\ H ^ 2 < 2.
Hypothesis Hw : forall k, Rabs (w k) <= H.
Hypothesis Ha : forall k, a k <> 0.

Lemma a_pos k : 0 < a k.
Proof. destruct (Rle_lt_or_eq_dec _ _ (orb_a _ _ _ Ho k)) as [|E]; [assumption|]. exfalso. apply (Ha k). congruence. Qed.

Lemma T3_all_negative : (forall k, w k < 0) -> tends0 w.
Proof.
  intros Hn. set (am := Rmax (a O) ((1 + H) ^ 2 * (2 * g + sqrt (4 * g ^ 2 + a O * b O)))).
  apply (tends0_sum w (fun x => 2 * ln (1 + Rabs x)) (ln am - ln (a O))).
  - intros k. assert (0 <= ln (1 + Rabs (w k))); [|lra]. apply ln_nonneg. assert (Q := Rabs_pos (w k)). lra.
  - intros n. assert (Hsum : bsum (fun k => 2 * ln (1 + Rabs (w k))) n = ln (a n) - ln (a O)).
    { induction n as [|n IH]; [simpl; ring|]. cbn [bsum]. rewrite IH, (orb_sa _ _ _ Ho). unfold na.
      rewrite (Rabs_left (w n)) by apply Hn. assert (Q := Hn n).
      rewrite ln_mult by (try apply pow_lt; try apply a_pos; lra). rewrite ln_sq by lra.
      replace (1 + - w n) with (1 - w n) by ring. ring. }
    rewrite Hsum. assert (ln (a n) <= ln am); [|lra]. apply ln_le; [apply a_pos|].
    apply (T2_C2_a g a b w H); try assumption; try lra; now apply (sect_neg g a b w).
  - intros e He. exists (2 * ln (1 + e)). split; [assert (0 < ln (1 + e)) by (apply ln_pos; lra); lra|].
    intros k Hk. apply Rmult_le_compat_l; [lra|]. apply ln_le; lra.
Qed.

Lemma T3_all_nonneg : (forall k, 0 <= w k) -> tends0 w.
Proof.
  intros Hn. assert (Hl := H_lt2 H HH).
  assert (Hsq : forall k, 0 < (1 - w k) ^ 2 <= 1).
  { intros k. assert (Q := a_pos (S k)). rewrite (orb_sa _ _ _ Ho) in Q. unfold na in Q.
    assert (Q2 := Hw k). apply Rabs_le_between in Q2. specialize (Hn k). split; [|nra].
    destruct (Rle_lt_or_eq_dec _ _ (sq_nonneg (1 - w k))) as [|E]; [assumption|]. rewrite <- E in Q. lra. }
  apply (tends0_sum w (fun x => - ln ((1 - x) ^ 2)) (ln (a O) - ln (4 * g))).
  - intros k. assert (ln ((1 - w k) ^ 2) <= 0); [|lra]. apply ln_nonpos; apply Hsq.
  - intros n. assert (Hsum : bsum (fun k => - ln ((1 - w k) ^ 2)) n = ln (a O) - ln (a n)).
    { induction n as [|n IH]; [simpl; ring|]. cbn [bsum]. rewrite IH, (orb_sa _ _ _ Ho). unfold na.
      rewrite ln_mult by (try apply a_pos; apply Hsq). ring. }
    rewrite Hsum. assert (ln (4 * g) <= ln (a n)); [|lra]. apply ln_le; [lra|].
    assert (Hu := sector_nonneg _ _ _ _ (Hs n) (Hn n)). assert (Hb := orb_b _ _ _ Ho n). specialize (Hn n). unfold up, sg in Hu. lra.
  - intros e He. set (e' := Rmin e (1 / 2)).
    assert (He' : 0 < e' <= 1 / 2 /\ e' <= e) by (unfold e'; split; [split; [apply Rmin_glb_lt; lra|apply Rmin_r]|apply Rmin_l]).
    set (m := Rmax ((1 - e') ^ 2) (1 / 4)).
    assert (Hm : 0 < m < 1).
    { unfold m. split; [apply Rlt_le_trans with (2 := Rmax_l _ _); apply pow_lt; lra|].
      apply Rmax_lub_lt; [nra|lra]. }
    exists (- ln m). split; [assert (Q := ln_neg m (proj1 Hm) (proj2 Hm)); lra|].
    intros k Hk. assert (ln ((1 - w k) ^ 2) <= ln m); [|lra]. apply ln_le; [apply Hsq|].
    rewrite Rabs_pos_eq in Hk by apply Hn. assert (Q2 := Hw k). apply Rabs_le_between in Q2.
    destruct (Rle_lt_dec (w k) 1).
    + apply Rle_trans with (2 := Rmax_l _ _). nra.
    + apply Rle_trans with (2 := Rmax_r _ _). nra.
Qed.
End C1.

Lemma shift_bound w H : (forall k, Rabs (w k) <= H) -> forall m k, Rabs (shift m w k) <= H.
Proof. intros Hw m k. apply Hw. Qed.

Theorem T3_C1_reduced g a b w H : 0 < g < 1 -> orb a b w -> sect g a b w -> 0 <= H /\ H ^ 2 < 2 ->
  (forall k, Rabs (w k) <= H) -> (forall k, a k <> 0) -> tends0 w.
Proof.
  intros Hg Ho Hs HH Hw Ha.
  destruct (classic (exists N, forall k, (N <= k)%nat -> w k < 0)) as [[N HN]|HnN].
  { apply (tends0_shift N). apply (T3_all_negative g (shift N a) (shift N b) (shift N w) H); try assumption.
    - now apply orb_shift.
    - now apply sect_shift.
    - now apply shift_bound.
    - intros k. apply Ha.
    - intros k. apply HN. lia. }
  destruct (classic (exists N, forall k, (N <= k)%nat -> 0 <= w k)) as [[N HN]|HnP].
  { apply (tends0_shift N). apply (T3_all_nonneg g (shift N a) (shift N b) (shift N w) H); try assumption.
    - now apply orb_shift.
    - now apply sect_shift.
    - now apply shift_bound.
    - intros k. apply Ha.
    - intros k. apply HN. lia. }
  assert (HP : forall N, exists k, (N <= k)%nat /\ 0 <= w k).
  { intros N. apply NNPP. intro Q. apply HnN. exists N. intros k Hk.
    destruct (Rlt_le_dec (w k) 0) as [|Hx]; [assumption|]. exfalso. apply Q. exists k. split; assumption. }
  assert (HNg : forall N, exists k, (N <= k)%nat /\ w k < 0).
  { intros N. apply NNPP. intro Q. apply HnP. exists N. intros k Hk.
    destruct (Rle_lt_dec 0 (w k)) as [|Hx]; [assumption|]. exfalso. apply Q. exists k. split; assumption. }
  destruct (T2_C5_reduced (fun k => a k * b k) w H) as [Hd|Hd]; try assumption.
  { intros j. apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]. }
  { intros j. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. ring. }
  assert (Hdp := del_pos g Hg).
  assert (HH2 : 0 < (1 + H) ^ 2) by (apply pow_lt; lra).
  destruct (Hd (4 * g * del g / (1 + H) ^ 2)) as [N HN].
  { apply Rdiv_lt_0_compat; [|assumption]. repeat apply Rmult_lt_0_compat; lra. }
  destruct (HP N) as [k1 [Hk1 Hw1]]. destruct (HNg (S k1)) as [k2 [Hk2 Hw2]].
  assert (Hbs : forall k, b (k1 + S k)%nat <= del g).
  { apply (b_small g (shift k1 a) (shift k1 b) (shift k1 w) H (del g)).
    - lra.
    - now apply orb_shift.
    - now apply sect_shift.
    - assumption.
    - now apply shift_bound.
    - intros k. unfold shift. specialize (HN (k1 + k)%nat ltac:(lia)).
      rewrite Rabs_pos_eq in HN by (apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]).
      apply Rmult_lt_compat_l with (r := (1 + H) ^ 2) in HN; [|assumption].
      replace ((1 + H) ^ 2 * (4 * g * del g / (1 + H) ^ 2)) with (4 * g * del g) in HN by (field; lra). lra.
    - unfold shift. now rewrite Nat.add_0_r. }
  apply (tends0_shift k2). apply (tends_negative g (shift k2 a) (shift k2 b) (shift k2 w) Hg).
  - now apply orb_shift.
  - now apply sect_shift.
  - unfold shift. destruct (Rle_lt_or_eq_dec _ _ (orb_a _ _ _ Ho (k2 + 0)%nat)) as [|E]; [assumption|].
    exfalso. apply (Ha (k2 + 0)%nat). congruence.
  - unfold shift. now rewrite Nat.add_0_r.
  - intros k _. unfold shift. replace (k2 + k)%nat with (k1 + S (k2 + k - k1 - 1))%nat by lia. apply Hbs.
Qed.

(** C1, g = 0: every start. *)
Lemma orb_swap a b w : orb a b w -> orb b a (fun k => - w k).
Proof.
  intros [Ha Hb Hsa Hsb]. split; intros k; try apply Ha; try apply Hb; rewrite ?Hsa, ?Hsb; unfold na, nb; ring.
Qed.
Lemma sect_swap a b w : sect 0 a b w -> sect 0 b a (fun k => - w k).
Proof.
  intros Hs k. destruct (Hs k) as [r [Hr E]]. exists r. split; [assumption|]. rewrite E. unfold up, sg. field.
Qed.

Lemma T3_zero_far a b w H : orb a b w -> sect 0 a b w -> 0 <= H /\ H ^ 2 < 2 -> (forall k, Rabs (w k) <= H) ->
  (forall k, H ^ 2 * (a k * b k) < 1) -> (forall k, 1 <= Rabs (sg (a k) (b k))) -> 1 <= sg (a O) (b O) -> tends0 w.
Proof.
  intros Ho Hs HH Hw Hd Hfar H0. assert (Hl := H_lt2 H HH).
  assert (Hstep : forall k, 1 <= sg (a k) (b k) ->
     0 <= w k /\ 1 <= sg (a (S k)) (b (S k)) /\ sg (a (S k)) (b (S k)) <= sg (a k) (b k) * (1 - w k) ^ 2).
  { intros k Hk. assert (Hwk : 0 <= w k).
    { destruct (Hs k) as [r [Hr E]]. rewrite E. unfold up. apply Rmult_le_pos; lra. }
    assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k). assert (Hk' := Hw k). apply Rabs_le_between in Hk'.
    split; [assumption|]. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho), S1.
    assert (Hwb0 : 0 <= w k * b k) by now apply Rmult_le_pos.
    assert (Hwb1 : w k * b k < 1).
    { assert (Hba : b k * b k <= a k * b k) by (apply Rmult_le_compat_r; [assumption|unfold sg in Hk; lra]).
      assert (Hq := Hd k). assert (Hww : w k ^ 2 <= H ^ 2) by (apply pow_incr; lra).
      assert ((w k * b k) ^ 2 < 1); [|nra]. rewrite Rpow_mult_distr.
      apply Rle_lt_trans with (2 := Hq). apply Rmult_le_compat; [apply sq_nonneg|apply sq_nonneg|assumption|]. nra. }
    assert (Hx : - 1 < sg (na (a k) (w k)) (nb (b k) (w k))).
    { rewrite S1. assert (0 <= sg (a k) (b k) * (1 - w k) ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]). lra. }
    split; [|lra]. rewrite <- S1. assert (Hf := Hfar (S k)). rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho) in Hf.
    unfold Rabs in Hf. destruct (Rcase_abs _) in Hf; lra. }
  assert (Hall : forall k, 1 <= sg (a k) (b k)).
  { induction k as [|k IH]; [assumption|]. now apply Hstep. }
  assert (Hsq : forall k, 0 < (1 - w k) ^ 2 <= 1).
  { intros k. destruct (Hstep k (Hall k)) as [Q1 [Q2 Q3]]. assert (Hk' := Hw k). apply Rabs_le_between in Hk'.
    split; [|nra]. destruct (Rle_lt_or_eq_dec _ _ (sq_nonneg (1 - w k))) as [|E]; [assumption|]. rewrite <- E in Q3. lra. }
  apply (tends0_sum w (fun x => - ln ((1 - x) ^ 2)) (ln (sg (a O) (b O)))).
  - intros k. assert (ln ((1 - w k) ^ 2) <= 0); [|lra]. apply ln_nonpos; apply Hsq.
  - intros n. assert (Hsum : bsum (fun k => - ln ((1 - w k) ^ 2)) n <= ln (sg (a O) (b O)) - ln (sg (a n) (b n))).
    { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. destruct (Hstep n (Hall n)) as [Q1 [Q2 Q3]].
      assert (Q4 := ln_le _ _ (Rlt_le_trans _ _ _ Rlt_0_1 Q2) Q3).
      assert (Q5 : 0 < sg (a n) (b n)) by (apply Rlt_le_trans with 1; [lra|apply Hall]).
      rewrite ln_mult in Q4 by (try assumption; apply Hsq). lra. }
    assert (0 <= ln (sg (a n) (b n))) by (apply ln_nonneg, Hall). lra.
  - intros e He. set (e' := Rmin e (1 / 2)).
    assert (He' : 0 < e' <= 1 / 2 /\ e' <= e) by (unfold e'; split; [split; [apply Rmin_glb_lt; lra|apply Rmin_r]|apply Rmin_l]).
    set (m := Rmax ((1 - e') ^ 2) (1 / 4)).
    assert (Hm : 0 < m < 1).
    { unfold m. split; [apply Rlt_le_trans with (2 := Rmax_l _ _); apply pow_lt; lra|].
      apply Rmax_lub_lt; [nra|lra]. }
    exists (- ln m). split; [assert (Q := ln_neg m (proj1 Hm) (proj2 Hm)); lra|].
    intros k Hk. assert (ln ((1 - w k) ^ 2) <= ln m); [|lra]. apply ln_le; [apply Hsq|].
    destruct (Hstep k (Hall k)) as [Q1 _].
    rewrite Rabs_pos_eq in Hk by assumption. assert (Q2 := Hw k). apply Rabs_le_between in Q2.
    destruct (Rle_lt_dec (w k) 1).
    + apply Rle_trans with (2 := Rmax_l _ _). nra.
    + apply Rle_trans with (2 := Rmax_r _ _). nra.
Qed.

Theorem T3_C1_zero_reduced a b w H : orb a b w -> sect 0 a b w -> 0 <= H /\ H ^ 2 < 2 ->
  (forall k, Rabs (w k) <= H) -> tends0 w.
Proof.
  intros Ho Hs HH Hw.
  destruct (T2_C5_reduced (fun k => a k * b k) w H) as [Hd|Hd]; try assumption.
  { intros j. apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]. }
  { intros j. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. ring. }
  destruct (Hd (1 / 2)) as [N HN]; [lra|].
  assert (Hd' : forall k, (N <= k)%nat -> a k * b k < 1 / 2).
  { intros k Hk. specialize (HN k Hk). simpl in HN. apply Rabs_def2 in HN. lra. }
  destruct (classic (exists k, (N <= k)%nat /\ Rabs (sg (a k) (b k)) < 1)) as [[k [Hk Hk1]]|Hno].
  - apply (tends0_shift k). apply (T1_C2_reduced 0 (shift k a) (shift k b) (shift k w)); try lra.
    + now apply orb_shift.
    + now apply sect_shift.
    + unfold shift. rewrite Nat.add_0_r. unfold Y. specialize (Hd' k Hk).
      assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k). apply Rabs_def2 in Hk1. unfold sg in Hk1.
      assert (((a k + b k) / 2) ^ 2 < 16); [|nra]. nra.
  - assert (Hfar : forall k, 1 <= Rabs (sg (a (N + k)%nat) (b (N + k)%nat))).
    { intros k. destruct (Rle_lt_dec 1 (Rabs (sg (a (N + k)%nat) (b (N + k)%nat)))) as [|Hx]; [assumption|].
      exfalso. apply Hno. exists (N + k)%nat. split; [lia|assumption]. }
    assert (Hsm : forall k, H ^ 2 * (a (N + k)%nat * b (N + k)%nat) < 1).
    { intros k. specialize (Hd' (N + k)%nat ltac:(lia)).
      assert (0 <= a (N + k)%nat * b (N + k)%nat) by (apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]). nra. }
    apply (tends0_shift N). destruct (Rle_lt_dec 1 (sg (a N) (b N))) as [Hp|Hp].
    + apply (T3_zero_far (shift N a) (shift N b) (shift N w) H); try assumption.
      * now apply orb_shift.
      * now apply sect_shift.
      * now apply shift_bound.
      * unfold shift. now rewrite Nat.add_0_r.
    + assert (Q : tends0 (fun k => - shift N w k)).
      { apply (T3_zero_far (shift N b) (shift N a) (fun k => - shift N w k) H); try assumption.
        - apply orb_swap. now apply orb_shift.
        - apply sect_swap. now apply sect_shift.
        - intros k. rewrite Rabs_Ropp. apply Hw.
        - intros k. unfold shift. rewrite (Rmult_comm (b _)). apply Hsm.
        - intros k. unfold shift. replace (sg (b (N + k)%nat) (a (N + k)%nat)) with (- sg (a (N + k)%nat) (b (N + k)%nat)) by (unfold sg; field).
          rewrite Rabs_Ropp. apply Hfar.
        - unfold shift. rewrite Nat.add_0_r. assert (F := Hfar O). rewrite Nat.add_0_r in F.
          unfold Rabs in F. destruct (Rcase_abs _) in F; unfold sg in *; lra. }
      intros e He. destruct (Q e He) as [M HM]. exists M. intros k Hk. specialize (HM k Hk). rewrite Rabs_Ropp in HM. exact HM.
Qed.

(** Theorem B: the count N1 + N2 + N3 + N4. *)
Section B.
Variables (g : R) (a b w : nat -> R) (om e : R).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis Hom : 0 <= om < 1.
Hypothesis Hw : forall k, Rabs (w k) <= om.
Hypothesis Ha0 : 0 < a O.
Hypothesis He : 0 < e < 1.

Definition dstar := 4 * g * del g / (1 + om) ^ 2.
Definition a_min (a0 : R) := Rmin a0 (4 * g * (1 - om) ^ 2).
Definition a_max (a0 b0 : R) := Rmax a0 ((1 + om) ^ 2 * (2 * g + sqrt (4 * g ^ 2 + a0 * b0))).
Definition N1 (d0 : R) := if Rlt_dec d0 dstar then 0 else IZR (Int_part (ln (d0 / dstar) / (-2 * ln (1 - e ^ 2)))) + 1.
Definition N2 (a0 b0 : R) := ln (a_max a0 b0 / a_min a0) / (2 * ln (1 + e)).
Definition N3 (a0 b0 : R) := 1 + lnp (a_max a0 b0 / (4 * g)) / (-2 * ln (1 - e)).

Lemma dstar_pos : 0 < dstar.
Proof.
  unfold dstar. assert (Hd := del_pos g Hg). apply Rdiv_lt_0_compat; [|apply pow_lt; lra].
  apply Rmult_lt_0_compat; lra.
Qed.
Lemma om2 : 0 <= om /\ om ^ 2 < 2. Proof. split; nra. Qed.
Lemma w_le_om k : w k <= om. Proof. assert (Q := Hw k). apply Rabs_le_between in Q. lra. Qed.
Lemma wab k : - om <= w k <= om. Proof. apply Rabs_le_between, Hw. Qed.
Lemma a_in k : a_min (a O) <= a k <= a_max (a O) (b O).
Proof.
  split; [apply (a_lower g a b w om Hg Ho Hs Hom w_le_om)|].
  apply (T2_C2_a g a b w om); try assumption; try lra; try apply om2; now apply (sect_neg g a b w).
Qed.
Lemma a_min_pos : 0 < a_min (a O) <= 4 * g.
Proof. apply (amin_pos g a om Hg Ha0 Hom). Qed.
Lemma a_posB k : 0 < a k. Proof. assert (Q := a_in k). assert (Q2 := a_min_pos). lra. Qed.
Let wa := fun k => Rabs (w k).
Let d := fun k => a k * b k.
Lemma d_nn k : 0 <= d k.
Proof. apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]. Qed.
Lemma d_step k : d (S k) = d k * (1 - w k ^ 2) ^ 2.
Proof. unfold d. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. ring. Qed.

Lemma N2_nonneg : 0 <= N2 (a O) (b O).
Proof.
  unfold N2. assert (Q := a_in O). assert (Q2 := a_min_pos). assert (0 < ln (1 + e)) by (apply ln_pos; lra).
  apply Rmult_le_pos; [apply ln_nonneg, le_div_r; lra|left; apply Rinv_0_lt_compat; lra].
Qed.
Lemma ln1e : 0 < -2 * ln (1 - e). Proof. assert (Q := ln_neg (1 - e) ltac:(lra) ltac:(lra)). lra. Qed.
Lemma N3_ge1 : 1 <= N3 (a O) (b O).
Proof.
  unfold N3. assert (0 <= lnp (a_max (a O) (b O) / (4 * g)) / (-2 * ln (1 - e))); [|lra].
  apply Rmult_le_pos; [apply lnp_nonneg|left; apply Rinv_0_lt_compat, ln1e].
Qed.
Lemma N1_nonneg : 0 <= N1 (d O).
Proof.
  unfold N1. destruct (Rlt_dec (d O) dstar) as [|Hn]; [lra|].
  assert (Hd := dstar_pos).
  assert (0 <= ln (d O / dstar) / (-2 * ln (1 - e ^ 2))).
  { apply Rmult_le_pos; [apply ln_nonneg, le_div_r; lra|]. left. apply Rinv_0_lt_compat.
    assert (Q := ln_neg (1 - e ^ 2) ltac:(nra) ltac:(nra)). lra. }
  destruct (base_Int_part (ln (d O / dstar) / (-2 * ln (1 - e ^ 2)))). lra.
Qed.

(** Phase 2: negative steps from index s on. *)
Lemma phase2 s n : (forall k, (s <= k < s + n)%nat -> w k < 0) -> INR (cnt (shift s wa) e n) <= N2 (a O) (b O).
Proof.
  intros Hn. assert (Hl : 0 < ln (1 + e)) by (apply ln_pos; lra).
  assert (Hs2 : INR (cnt (shift s wa) e n) * (2 * ln (1 + e)) <= ln (a (s + n)%nat) - ln (a s)).
  { apply Rle_trans with (bsum (fun k => 2 * ln (1 + wa (s + k)%nat)) n).
    - apply cnt_markov.
      + intros k _. assert (0 <= ln (1 + wa (s + k)%nat)); [|lra]. apply ln_nonneg. unfold wa. assert (Q := Rabs_pos (w (s + k)%nat)). lra.
      + intros k _ Hk. apply Rmult_le_compat_l; [lra|]. apply ln_le; [lra|]. unfold shift in Hk. lra.
    - right. induction n as [|n IH]; [simpl; rewrite Nat.add_0_r; ring|]. cbn [bsum].
      rewrite IH by (intros; apply Hn; lia). rewrite Nat.add_succ_r, (orb_sa _ _ _ Ho). unfold na, wa.
      assert (Q := Hn (s + n)%nat ltac:(lia)). rewrite Rabs_left by assumption.
      rewrite ln_mult by (try apply pow_lt; try apply a_posB; lra). rewrite ln_sq by lra.
      replace (1 + - w (s + n)%nat) with (1 - w (s + n)%nat) by ring. ring. }
  unfold N2. apply le_div_r; [lra|]. apply Rle_trans with (1 := Hs2).
  assert (Q1 := a_in (s + n)%nat). assert (Q2 := a_in s). assert (Q3 := a_min_pos).
  rewrite ln_div by lra. assert (ln (a (s + n)%nat) <= ln (a_max (a O) (b O))) by (apply ln_le; [apply a_posB|lra]).
  assert (ln (a_min (a O)) <= ln (a s)) by (apply ln_le; lra). lra.
Qed.

(** Phase 3: nonnegative steps from index s on. *)
Lemma phase3 s n : (forall k, (s <= k < s + n)%nat -> 0 <= w k) -> INR (cnt (shift s wa) e n) <= N3 (a O) (b O).
Proof.
  intros Hn. destruct n as [|n]; [simpl; assert (Q := N3_ge1); lra|].
  assert (Hl := ln1e).
  assert (Hs2 : INR (cnt (shift s wa) e n) * (-2 * ln (1 - e)) <= ln (a s) - ln (a (s + n)%nat)).
  { apply Rle_trans with (bsum (fun k => -2 * ln (1 - w (s + k)%nat)) n).
    - apply cnt_markov.
      + intros k Hk. assert (Q := Hn (s + k)%nat ltac:(lia)). assert (Q2 := wab (s + k)%nat).
        assert (ln (1 - w (s + k)%nat) <= 0); [|lra]. apply ln_nonpos; lra.
      + intros k Hk Hx. assert (Q := Hn (s + k)%nat ltac:(lia)). unfold shift, wa in Hx. rewrite Rabs_pos_eq in Hx by assumption.
        assert (Q2 := wab (s + k)%nat). assert (ln (1 - w (s + k)%nat) <= ln (1 - e)); [|lra]. apply ln_le; lra.
    - right. assert (Hn' : forall k, (s <= k < s + n)%nat -> 0 <= w k) by (intros; apply Hn; lia). clear Hn.
      induction n as [|n IH]; [simpl; rewrite Nat.add_0_r; ring|]. cbn [bsum].
      rewrite IH by (intros; apply Hn'; lia). rewrite Nat.add_succ_r, (orb_sa _ _ _ Ho). unfold na.
      assert (Q2 := wab (s + n)%nat).
      rewrite ln_mult by (try apply pow_lt; try apply a_posB; lra). rewrite ln_sq by lra. ring. }
  unfold N3. cbn [cnt]. rewrite plus_INR.
  assert (Hlast : INR (if Rle_dec e (shift s wa n) then 1%nat else 0%nat) <= 1) by (destruct (Rle_dec e (shift s wa n)); simpl; lra).
  assert (INR (cnt (shift s wa) e n) <= lnp (a_max (a O) (b O) / (4 * g)) / (-2 * ln (1 - e))); [|lra].
  apply le_div_r; [assumption|]. apply Rle_trans with (1 := Hs2). apply Rle_trans with (2 := lnp_ge _).
  assert (Hlow : 4 * g <= a (s + n)%nat).
  { assert (Q := Hn (s + n)%nat ltac:(lia)). assert (Hu := sector_nonneg _ _ _ _ (Hs (s + n)%nat) Q).
    assert (Hb := orb_b _ _ _ Ho (s + n)%nat). unfold up, sg in Hu. lra. }
  assert (Q1 := a_in s). assert (Q2 := a_posB s).
  rewrite ln_div by lra. assert (ln (a s) <= ln (a_max (a O) (b O))) by (apply ln_le; lra).
  assert (ln (4 * g) <= ln (a (s + n)%nat)) by (apply ln_le; lra). lra.
Qed.

(** Phases 3 and 4: from a nonnegative step at s, with d < d* from s on. *)
Lemma phase34 s n : 0 <= w s -> (forall k, (s <= k)%nat -> d k <= dstar) ->
  INR (cnt (shift s wa) e n) <= N3 (a O) (b O) + NA g e (a_min (a O)).
Proof.
  intros H0 Hd. assert (HNA := NA_nonneg g e _ Hg a_min_pos (proj1 He)).
  assert (Hb : forall k, b (s + S k)%nat <= del g).
  { apply (b_small g (shift s a) (shift s b) (shift s w) om (del g)).
    - lra.
    - now apply orb_shift.
    - now apply sect_shift.
    - apply om2.
    - now apply shift_bound.
    - intros k. unfold shift. assert (Q := Hd (s + k)%nat ltac:(lia)). unfold d, dstar in Q.
      assert (0 < (1 + om) ^ 2) by (apply pow_lt; lra).
      apply Rmult_le_compat_l with (r := (1 + om) ^ 2) in Q; [|lra].
      replace ((1 + om) ^ 2 * (4 * g * del g / (1 + om) ^ 2)) with (4 * g * del g) in Q by (field; lra). exact Q.
    - unfold shift. now rewrite Nat.add_0_r. }
  destruct (first_index (fun k => w (s + k)%nat < 0) n) as [[j [Hj [Hwj Hbef]]]|Hno].
  - intros k. destruct (Rlt_dec (w (s + k)%nat) 0); [left|right]; assumption.
  - replace n with (j + (n - j))%nat by lia. rewrite cnt_split, plus_INR. apply Rplus_le_compat.
    + apply phase3. intros k Hk. specialize (Hbef (k - s)%nat ltac:(lia)). replace (s + (k - s))%nat with k in Hbef by lia. lra.
    + assert (Hj0 : j <> O) by (intro; subst j; rewrite Nat.add_0_r in Hwj; lra).
      assert (Q := count_negative g (shift (s + j) a) (shift (s + j) b) (shift (s + j) w) (n - j) e (a_min (a O)) Hg
        (orb_shift _ _ _ _ Ho) (sect_shift _ _ _ _ _ Hs)).
      eapply Rle_trans; [|apply Q].
      * right. f_equal. apply cnt_ext. intros k. unfold shift, wa. rewrite Nat.add_assoc. reflexivity.
      * unfold shift. now rewrite Nat.add_0_r.
      * lia.
      * intros k Hk _. unfold shift. replace (s + j + k)%nat with (s + S (j + k - 1))%nat by lia. apply Hb.
      * split; [apply a_min_pos|]. apply a_in.
      * lra.
  - apply Rle_trans with (N3 (a O) (b O)); [|lra]. apply phase3. intros k Hk.
    specialize (Hno (k - s)%nat ltac:(lia)). replace (s + (k - s))%nat with k in Hno by lia. lra.
Qed.

Lemma phase234 s n : (forall k, (s <= k)%nat -> d k <= dstar) ->
  INR (cnt (shift s wa) e n) <= N2 (a O) (b O) + (N3 (a O) (b O) + NA g e (a_min (a O))).
Proof.
  intros Hd. assert (HNA := NA_nonneg g e _ Hg a_min_pos (proj1 He)). assert (H3 := N3_ge1).
  destruct (first_index (fun k => 0 <= w (s + k)%nat) n) as [[j [Hj [Hwj Hbef]]]|Hno].
  - intros k. destruct (Rle_dec 0 (w (s + k)%nat)); [left|right]; assumption.
  - replace n with (j + (n - j))%nat by lia. rewrite cnt_split, plus_INR. apply Rplus_le_compat.
    + apply phase2. intros k Hk. specialize (Hbef (k - s)%nat ltac:(lia)). replace (s + (k - s))%nat with k in Hbef by lia. lra.
    + eapply Rle_trans; [|apply (phase34 (s + j) (n - j) Hwj)].
      * right. f_equal. apply cnt_ext. intros k. unfold shift. rewrite Nat.add_assoc. reflexivity.
      * intros k Hk. apply Hd. lia.
  - apply Rle_trans with (N2 (a O) (b O)); [|lra]. apply phase2. intros k Hk.
    specialize (Hno (k - s)%nat ltac:(lia)). replace (s + (k - s))%nat with k in Hno by lia. lra.
Qed.

Theorem T3_C2_reduced K : INR (cnt wa e K) <=
  N1 (d O) + N2 (a O) (b O) + N3 (a O) (b O) + NA g e (a_min (a O)).
Proof.
  assert (Hdec := D_decr_le d w om d_nn d_step om2 Hw).
  assert (HNA := NA_nonneg g e _ Hg a_min_pos (proj1 He)). assert (H3 := N3_ge1). assert (H2 := N2_nonneg).
  assert (Hds := dstar_pos).
  assert (Hone : forall s, (s <= K)%nat -> (forall k, (k < s)%nat -> dstar <= d k) -> INR (cnt wa e s) <= N1 (d O)).
  { intros s Hs' Hall. unfold N1. destruct (Rlt_dec (d O) dstar) as [Hlt|Hge].
    - destruct s as [|s]; [simpl; lra|]. assert (Q := Hall O ltac:(lia)). lra.
    - assert (Q := T2_C4_reduced d w om d_nn d_step om2 Hw dstar e s ltac:(lra) He).
      replace (Rmax (1 - e ^ 2) (om ^ 2 - 1)) with (1 - e ^ 2) in Q by (rewrite Rmax_left; nra).
      replace (cnt wa e s) with (cnt (counted d w dstar) e s).
      + apply floor_count in Q. apply IZR_le in Q. rewrite plus_IZR, <- INR_IZR_INZ in Q. exact Q.
      + clear -Hall He. induction s as [|s IH]; [reflexivity|]. cbn [cnt]. rewrite IH by (intros; apply Hall; lia).
        unfold counted, wa. destruct (Rle_dec dstar (d s)) as [|Hn]; [reflexivity|]. exfalso. apply Hn, Hall. lia. }
  destruct (first_index (fun k => d k < dstar) K) as [[s [HsK [Hds' Hbef]]]|Hno].
  - intros k. destruct (Rlt_dec (d k) dstar); [left|right]; assumption.
  - replace K with (s + (K - s))%nat by lia. rewrite cnt_split, plus_INR.
    assert (Q1 := Hone s ltac:(lia) ltac:(intros k Hk; specialize (Hbef k Hk); lra)).
    assert (Q2 := phase234 s (K - s)). unfold shift in Q2.
    specialize (Q2 ltac:(intros k Hk; apply Rle_trans with (1 := Hdec s k Hk); lra)). lra.
  - assert (Q1 := Hone K ltac:(lia) ltac:(intros k Hk; specialize (Hno k Hk); lra)). lra.
Qed.
End B.
