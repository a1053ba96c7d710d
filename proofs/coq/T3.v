(** T3 (good regularity: global convergence under a large learning rate) in any dimension. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates Decay T1 T1C T2 T3red.
Open Scope R_scope.

Record T3_hyp (d : nat) (h beta c G : R) (dF : R -> R) (x y : nat -> vec) : Prop := {
  T3_gd : is_gd d h dF x y;
  T3_h : 0 < h;
  T3_beta : 0 < beta;
  T3_centre : dF c = 0;
  T3_sector : forall s, s <> c -> 0 < dF s / (s - c) <= beta;
  T3_G : forall s, Rabs (dF s) <= G;
  T3_hG : (h * G) ^ 2 < 2;
  T3_gamma : gam h beta c < 1 }.

(** T3's hypotheses contain T2's. *)
Lemma T3_T2 d h beta c G dF x y : T3_hyp d h beta c G dF x y -> T2_hyp d h c G dF x y.
Proof.
  intros [Gd Hh Hb Hc Hs HG HhG Hg]. split; try assumption. intros s Hs'.
  assert (Q := proj1 (Hs s Hs')). assert (Hne : s - c <> 0) by lra.
  replace ((s - c) * dF s) with (dF s / (s - c) * (s - c) ^ 2) by (field; assumption).
  apply Rmult_lt_0_compat; [assumption|]. destruct (Rle_lt_or_eq_dec _ _ (sq_nonneg (s - c))) as [|E]; [assumption|].
  exfalso. symmetry in E. apply (pow_nonzero _ 2 Hne E).
Qed.

Lemma T3_hyp_reflect d h beta c G dF x y : T3_hyp d h beta c G dF x y ->
  T3_hyp d h beta (- c) G (fun s => - dF (- s)) x (fun k i => - y k i).
Proof.
  intros [Gd Hh Hb Hc Hs HG HhG Hg]. split; try assumption.
  - now apply gd_reflect.
  - rewrite Ropp_involutive, Hc. ring.
  - intros s Hsc. assert (Hne : - s <> c) by (intro; apply Hsc; lra). assert (Q := Hs (- s) Hne).
    replace (- dF (- s) / (s - - c)) with (dF (- s) / (- s - c)); [assumption|]. field. split; intro; apply Hne; lra.
  - intros s. rewrite Rabs_Ropp. apply HG.
  - unfold gam in *. now rewrite Rabs_Ropp.
Qed.

Section T3.
Variables (d : nat) (h beta c G : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T3_hyp d h beta c G dF x y.

Lemma T3_reduced : 0 <= c -> 0 <= h * beta * c < 1 /\ orb (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) /\
  sect (h * beta * c) (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) /\
  (0 <= h * G /\ (h * G) ^ 2 < 2) /\ (forall k, Rabs (wk d h dF x y k) <= h * G) /\ 0 < h * beta.
Proof.
  intros Hc. assert (Hw := w_hG _ _ _ _ _ _ _ (T3_T2 _ _ _ _ _ _ _ _ H)).
  assert (HhG := hG_ok _ _ _ _ _ _ _ (T3_T2 _ _ _ _ _ _ _ _ H)).
  destruct H as [Gd Hh Hb Hc0 Hs HG _ Hg]. assert (Hhb : 0 < h * beta) by (apply Rmult_lt_0_compat; assumption).
  unfold gam in Hg. rewrite (Rabs_pos_eq c) in Hg by assumption.
  split; [split; [apply Rmult_le_pos; lra|assumption]|].
  split; [now apply reduced_orb|]. split; [|split; [assumption|split; assumption]].
  intros k. apply reduced_sector; try assumption. apply Hs.
Qed.

(** A bound on |s_k|. *)
Lemma T3_s_bounded : exists S, forall k, Rabs (sprod d (x k) (y k)) <= S.
Proof.
  assert (H2 := T3_T2 _ _ _ _ _ _ _ _ H).
  exists ((Rmax (qA d (x O) (y O)) ((1 + h * G) ^ 2 * (2 * c + sqrt (4 * c ^ 2 + qD d (x O) (y O)))) +
          Rmax (qB d (x O) (y O)) ((1 + h * G) ^ 2 * (- 2 * c + sqrt (4 * c ^ 2 + qD d (x O) (y O))))) / 4).
  intros k. assert (QA := T2_C2_A _ _ _ _ _ _ _ H2 k). assert (QB := T2_C2_B _ _ _ _ _ _ _ H2 k).
  assert (PA := qA_nonneg d (x k) (y k)). assert (PB := qB_nonneg d (x k) (y k)).
  rewrite s_of_AB. apply Rabs_le. lra.
Qed.

Lemma T3_C1_pos : 0 <= c -> (forall s, continuity_pt dF s) ->
  (0 < c -> forall k, qA d (x k) (y k) <> 0) -> Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros Hc Hcont HA. destruct T3_s_bounded as [S HS].
  destruct (T3_reduced Hc) as [Hg [Ho [Hs [HhG [Hw Hhb]]]]].
  apply (w_to_s dF h c S); try assumption.
  - apply (T3_h _ _ _ _ _ _ _ _ H).
  - intros s _ Hne E. assert (Q := T3_sector _ _ _ _ _ _ _ _ H s Hne). rewrite E in Q. unfold Rdiv in Q. rewrite Rmult_0_l in Q. lra.
  - destruct (Req_dec c 0) as [E|Hc0].
    + assert (Eg : h * beta * c = 0) by (rewrite E; ring). rewrite Eg in *.
      apply (T3_C1_zero_reduced (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) (h * G)); assumption.
    + assert (Hcp : 0 < c) by lra. assert (0 < h * beta * c) by now apply Rmult_lt_0_compat.
      apply (T3_C1_reduced (h * beta * c) (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) (h * G)); try assumption; try lra.
      intros k E. apply (HA Hcp k). unfold ak in E. apply Rmult_integral in E. destruct E; [lra|assumption].
Qed.
End T3.

(** T3.C1: s_k -> c from every start with no A_k = 0 (c > 0), no B_k = 0 (c < 0); every start if c = 0. *)
Theorem T3_C1 d h beta c G dF x y : T3_hyp d h beta c G dF x y -> (forall s, continuity_pt dF s) ->
  (0 < c -> forall k, qA d (x k) (y k) <> 0) -> (c < 0 -> forall k, qB d (x k) (y k) <> 0) ->
  Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros H Hcont HA HB. destruct (Rle_lt_dec 0 c) as [Hc|Hc]; [now apply (T3_C1_pos d h beta c G dF)|].
  assert (H' := T3_hyp_reflect _ _ _ _ _ _ _ _ H).
  assert (Q : Un_cv (fun k => sprod d (x k) (fun i => - y k i)) (- c)).
  { apply (T3_C1_pos _ _ _ _ _ _ _ _ H'); [lra|now apply continuity_reflect|].
    intros _ k. rewrite reflect_A. now apply HB. }
  intros e He. destruct (Q e He) as [N HN]. exists N. intros n Hn. specialize (HN n Hn).
  rewrite reflect_s in HN. unfold R_dist in *. rewrite <- Rabs_Ropp.
  replace (- (sprod d (x n) (y n) - c)) with (- sprod d (x n) (y n) - - c) by ring. exact HN.
Qed.

(** If h G < 1: from every start with A_0 <> 0 (c > 0). *)
Theorem T3_C1_hG d h beta c G dF x y : T3_hyp d h beta c G dF x y -> (forall s, continuity_pt dF s) ->
  h * G < 1 -> 0 < c -> qA d (x O) (y O) <> 0 -> Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros H Hcont HG Hc HA. assert (Hh := T3_h _ _ _ _ _ _ _ _ H).
  apply (T3_C1 d h beta c G dF x y H Hcont); [|lra]. intros _.
  apply (no_A_zero d h dF x y (T3_gd _ _ _ _ _ _ _ _ H) HA); [|assumption].
  intros k. apply Rle_lt_trans with (2 := HG). apply Rmult_le_compat_l; [lra|]. apply (T3_G _ _ _ _ _ _ _ _ H).
Qed.

(** T3.C2 (Theorem B), c > 0. *)
Theorem T3_C2 d h beta c G dF x y om e K : T3_hyp d h beta c G dF x y -> 0 < c ->
  h * G <= om -> om < 1 -> qA d (x O) (y O) <> 0 -> 0 < e < 1 ->
  let g := h * beta * c in
  let d0 := h ^ 2 * beta ^ 2 * qD d (x O) (y O) in
  let delta := Rmin g (2 * (1 - g)) in
  let ds := 4 * g * delta / (1 + om) ^ 2 in
  let a0 := h * beta * qA d (x O) (y O) in
  let amin := Rmin a0 (4 * g * (1 - om) ^ 2) in
  let amax := Rmax a0 ((1 + om) ^ 2 * (2 * g + sqrt (4 * g ^ 2 + d0))) in
  INR (cnt (fun k => h * Rabs (dF (sprod d (x k) (y k)))) e K) <=
    (if Rlt_dec d0 ds then 0 else IZR (Int_part (ln (d0 / ds) / (-2 * ln (1 - e ^ 2)))) + 1)
    + ln (amax / amin) / (2 * ln (1 + e))
    + (1 + lnp (amax / (4 * g)) / (-2 * ln (1 - e)))
    + 2 * (1 + Rmax 1 (2 / (3 * g))) * (ln (2 - g) + g / 2 * ln (4 * g / amin))
       / (ln 2 * ((1 - g) * (2 + g)) * e ^ 2).
Proof.
  intros H Hc Hom1 Hom2 HA He g d0 delta ds a0 amin amax.
  destruct (T3_reduced d h beta c G dF x y H ltac:(lra)) as [Hg [Ho [Hs [HhG [Hw Hhb]]]]]. fold g in Hg, Hs.
  assert (Hg' : 0 < g < 1) by (split; [unfold g; now apply Rmult_lt_0_compat|lra]).
  assert (Ha0 : 0 < ak d h beta x y O).
  { unfold ak. apply Rmult_lt_0_compat; [assumption|].
    destruct (Rle_lt_or_eq_dec _ _ (qA_nonneg d (x O) (y O))) as [|E]; [assumption|congruence]. }
  assert (Q := T3_C2_reduced g _ _ _ om e Hg' Ho Hs ltac:(lra)
    (fun k => Rle_trans _ _ _ (Hw k) Hom1) Ha0 He K).
  unfold N1, N2, N3, NA, R2c, C1c, a_max, a_min, dstar, del in Q.
  rewrite d_ab in Q. change (ak d h beta x y O) with a0 in Q. fold d0 delta ds amin amax in Q.
  rewrite (cnt_ext _ (fun k => Rabs (wk d h dF x y k))); [exact Q|].
  intros k. unfold wk, sk. rewrite Rabs_mult, (Rabs_pos_eq h) by (assert (Q' := T3_h _ _ _ _ _ _ _ _ H); lra). reflexivity.
Qed.

(** Hence a step with h|F'(s_k)| < e occurs among the first N + 1 steps, for every N at least the count. *)
Theorem T3_C2_exists (f : nat -> R) e N : INR (cnt f e (S N)) <= INR N -> exists k, (k <= N)%nat /\ f k < e.
Proof.
  intros Hc. destruct (first_index (fun k => f k < e) (S N)) as [[k [Hk [H _]]]|Hno].
  - intros k. destruct (Rlt_dec (f k) e); [left|right]; assumption.
  - exists k. split; [lia|assumption].
  - exfalso. assert (E : forall n, (n <= S N)%nat -> cnt f e n = n).
    { induction n as [|n IH]; intros Hn; [reflexivity|]. cbn [cnt]. rewrite IH by lia.
      destruct (Rle_dec e (f n)) as [|Hx]; [lia|]. exfalso. apply (Hno n); [lia|lra]. }
    rewrite E in Hc by lia. apply INR_le in Hc. lia.
Qed.

(** Hence some |u_k| < eta among the first N + 1 steps, when e <= h|F'| on eta <= |u| <= U and the run stays in |u| <= U
    (U from T2.C2). *)
Theorem T3_C2_near d h c (dF : R -> R) (x y : nat -> vec) e eta U N :
  (forall u, eta <= Rabs u <= U -> e <= h * Rabs (dF (c + u))) ->
  (forall k, Rabs (sprod d (x k) (y k) - c) <= U) ->
  INR (cnt (fun k => h * Rabs (dF (sprod d (x k) (y k)))) e (S N)) <= INR N ->
  exists k, (k <= N)%nat /\ Rabs (sprod d (x k) (y k) - c) < eta.
Proof.
  intros He HU HN. destruct (T3_C2_exists _ _ _ HN) as [k [Hk H]]. exists k. split; [assumption|].
  destruct (Rlt_le_dec (Rabs (sprod d (x k) (y k) - c)) eta) as [|Hge]; [assumption|exfalso].
  assert (Q := He (sprod d (x k) (y k) - c) (conj Hge (HU k))).
  replace (c + (sprod d (x k) (y k) - c)) with (sprod d (x k) (y k)) in Q by ring. lra.
Qed.
