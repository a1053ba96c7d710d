(** T1 (sector class, any centre) for gradient descent in any dimension: identity, C1 to C5'. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates.
Open Scope R_scope.

(** W = h beta p - h^2 beta^2 c u of a state. *)
Definition Wst (d : nat) (h beta c : R) (x y : vec) :=
  h * beta * qp d x y - h ^ 2 * beta ^ 2 * c * (sprod d x y - c).
Definition gam (h beta c : R) := h * beta * Rabs c.

(** The hypotheses of T1; [dF] is F'. *)
Record T1_hyp (d : nat) (h beta c : R) (dF : R -> R) (x y : nat -> vec) : Prop := {
  T1_gd : is_gd d h dF x y;
  T1_h : 0 < h;
  T1_beta : 0 < beta;
  T1_centre : dF c = 0;
  T1_sector : forall s, Rabs s <= (2 + gam h beta c) / (h * beta) -> s <> c ->
                0 < dF s / (s - c) <= beta;
  T1_gamma : gam h beta c < 1;
  T1_start : Wst d h beta c (x O) (y O) < 4 }.

(** The reduced sequences. *)
Section Reduced.
Variables (d : nat) (h beta c : R) (dF : R -> R) (x y : nat -> vec).
Definition sk k := sprod d (x k) (y k).
Definition ak k := h * beta * qA d (x k) (y k).
Definition bk k := h * beta * qB d (x k) (y k).
Definition wk k := h * dF (sk k).

Lemma sg_sk k : sg (ak k) (bk k) = h * beta * sk k.
Proof. unfold sg, ak, bk, sk. rewrite s_of_AB. field. Qed.
Lemma up_sk k : up (h * beta * c) (ak k) (bk k) = h * beta * (sk k - c).
Proof. unfold up. rewrite sg_sk. ring. Qed.
Lemma Y_W k : Y (h * beta * c) (ak k) (bk k) = 4 - Wst d h beta c (x k) (y k).
Proof. unfold Y. rewrite up_sk. unfold Wst, ak, bk, sk. rewrite p_of_AB. field. Qed.
Lemma p_ab k : (ak k + bk k) / 2 = h * beta * qp d (x k) (y k).
Proof. unfold ak, bk. rewrite p_of_AB. field. Qed.
Lemma d_ab k : ak k * bk k = h ^ 2 * beta ^ 2 * qD d (x k) (y k).
Proof. unfold ak, bk, qD. ring. Qed.

Lemma reduced_orb : is_gd d h dF x y -> 0 < h -> 0 < beta -> orb ak bk wk.
Proof.
  intros G Hh Hb. assert (0 < h * beta) by (apply Rmult_lt_0_compat; assumption). split; intros k.
  - unfold ak. apply Rmult_le_pos; [lra|apply qA_nonneg].
  - unfold bk. apply Rmult_le_pos; [lra|apply qB_nonneg].
  - unfold ak. rewrite (R1_A d h dF x y G). unfold na, wk, sk. ring.
  - unfold bk. rewrite (R1_B d h dF x y G). unfold nb, wk, sk. ring.
Qed.

Lemma reduced_sector k : 0 < h -> 0 < beta -> dF c = 0 ->
  (sk k <> c -> 0 < dF (sk k) / (sk k - c) <= beta) ->
  sector (h * beta * c) (ak k) (bk k) (wk k).
Proof.
  intros Hh Hb Hc Hs. unfold sector. rewrite up_sk. destruct (Req_dec (sk k) c) as [E|Hne].
  - exists 1. split; [lra|]. unfold wk. rewrite E, Hc. ring.
  - specialize (Hs Hne). exists (dF (sk k) / (sk k - c) / beta). split.
    + split; [apply Rdiv_lt_0_compat; lra|]. apply Rdiv_le_1; lra.
    + unfold wk. field. split; [|lra]. intro. apply Hne. lra.
Qed.
End Reduced.

(** Reflection for c < 0. *)
Lemma T1_hyp_reflect d h beta c dF x y : T1_hyp d h beta c dF x y ->
  T1_hyp d h beta (- c) (fun s => - dF (- s)) x (fun k i => - y k i).
Proof.
  intros [G Hh Hb Hc Hs Hg HW]. assert (Eg : gam h beta (- c) = gam h beta c).
  { unfold gam. now rewrite Rabs_Ropp. }
  split; try assumption.
  - now apply gd_reflect.
  - rewrite Ropp_involutive, Hc. ring.
  - rewrite Eg. intros s Hsb Hsc. assert (Hne : - s <> c) by (intro; apply Hsc; lra).
    assert (H := Hs (- s) ltac:(rewrite Rabs_Ropp; assumption) Hne).
    replace (- dF (- s) / (s - - c)) with (dF (- s) / (- s - c)); [assumption|].
    field. split; intro; apply Hne; lra.
  - rewrite Eg. assumption.
  - unfold Wst in *. rewrite reflect_s. replace (qp d (x O) (fun i => - y O i)) with (qp d (x O) (y O)).
    + lra.
    + rewrite 2 p_of_AB, reflect_A, reflect_B. lra.
Qed.

Section T1.
Variables (d : nat) (h beta c : R) (dF : R -> R) (x y : nat -> vec).

(** The identity of T1, in the original variables. *)
Theorem T1_identity k r : is_gd d h dF x y -> let u := sprod d (x k) (y k) - c in dF (sprod d (x k) (y k)) = r * u ->
  4 - Wst d h beta c (x (S k)) (y (S k)) = (4 - Wst d h beta c (x k) (y k)) * (1 + h ^ 2 * beta * r * u * sprod d (x k) (y k))
    + h ^ 3 * beta * r * (beta - r) * u ^ 2 * (qp d (x k) (y k) - h * beta * c * sprod d (x k) (y k)).
Proof.
  intros G u Hr. unfold Wst.
  assert (E1 := R1_s d h dF x y G k). assert (E2 := R1_p d h dF x y G k).
  rewrite E1, E2, Hr. unfold u. ring.
Qed.

Theorem T1_identity_last_term k r : 0 < h -> 0 < beta -> gam h beta c < 1 -> 0 < r <= beta ->
  0 <= h ^ 3 * beta * r * (beta - r) * (sprod d (x k) (y k) - c) ^ 2 * (qp d (x k) (y k) - h * beta * c * sprod d (x k) (y k)).
Proof.
  intros Hh Hb Hg Hr. assert (0 <= h ^ 3) by (apply pow_le; lra).
  apply Rmult_le_pos.
  - apply Rmult_le_pos; [|apply sq_nonneg]. repeat (apply Rmult_le_pos; try lra).
  - assert (E := p_of_AB d (x k) (y k)). assert (E2 := s_of_AB d (x k) (y k)).
    assert (HA := qA_nonneg d (x k) (y k)). assert (HB := qB_nonneg d (x k) (y k)).
    assert (Hc : -1 < h * beta * c < 1).
    { unfold gam in Hg. replace (h * beta * Rabs c) with (Rabs (h * beta * c)) in Hg.
      - apply Rabs_def2 in Hg. lra.
      - rewrite !Rabs_mult, (Rabs_pos_eq h), (Rabs_pos_eq beta) by lra. ring. }
    rewrite E, E2. set (G := h * beta * c) in *. nra.
Qed.

Hypothesis H : T1_hyp d h beta c dF x y.

(** For c >= 0: the reduced facts. *)
Lemma T1_reduced : 0 <= c -> 0 <= h * beta * c < 1 /\ orb (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) /\
  0 < Y (h * beta * c) (ak d h beta x y O) (bk d h beta x y O) /\
  sect (h * beta * c) (ak d h beta x y) (bk d h beta x y) (wk d h dF x y).
Proof.
  intros Hc. destruct H as [G Hh Hb Hc0 Hs Hg HW].
  assert (Hhb : 0 < h * beta) by (apply Rmult_lt_0_compat; assumption).
  unfold gam in Hg, Hs. rewrite (Rabs_pos_eq c) in Hg, Hs by assumption.
  assert (Hg' : 0 <= h * beta * c < 1) by (split; [apply Rmult_le_pos; lra|assumption]).
  assert (Ho := reduced_orb d h beta dF x y G Hh Hb).
  assert (HY : 0 < Y (h * beta * c) (ak d h beta x y O) (bk d h beta x y O)) by (rewrite Y_W; lra).
  split; [assumption|]. split; [assumption|]. split; [assumption|].
  intros k. apply (T1_C1_reduced (h * beta * c) (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) Hg' Ho); [|assumption].
  intros j Hj. rewrite sg_sk in Hj. apply reduced_sector; try assumption.
  apply Hs. apply le_div_r; [assumption|]. rewrite Rabs_mult, (Rabs_pos_eq (h * beta)) in Hj by lra. lra.
Qed.

Lemma T1_C1_pos : 0 <= c -> forall k, Wst d h beta c (x k) (y k) < 4 /\ h * beta * qp d (x k) (y k) < 2 * (2 + gam h beta c) /\
   Rabs (sprod d (x k) (y k)) <= (2 + gam h beta c) / (h * beta).
Proof.
  intros Hc k. destruct (T1_reduced Hc) as [Hg [Ho [HY Hs]]].
  assert (HYk := Yk _ _ _ _ Hg Ho Hs HY k).
  assert (Hb := triangle_bounds _ _ _ Hg (orb_a _ _ _ Ho k) (orb_b _ _ _ Ho k) HYk).
  rewrite Y_W in HYk. rewrite p_ab, sg_sk in Hb.
  unfold gam. rewrite (Rabs_pos_eq c) by assumption.
  destruct H as [_ Hh Hbt _ _ _ _]. assert (Hhb : 0 < h * beta) by (apply Rmult_lt_0_compat; assumption).
  repeat split; try lra. apply le_div_r; [assumption|].
  destruct Hb as [_ [_ [_ [Hb _]]]]. rewrite Rabs_mult, (Rabs_pos_eq (h * beta)) in Hb by lra. unfold sk in Hb.
  lra.
Qed.
End T1.

(** C1 for a centre of any sign. *)
Theorem T1_C1 d h beta c dF x y : T1_hyp d h beta c dF x y -> forall k,
  Wst d h beta c (x k) (y k) < 4 /\ h * beta * qp d (x k) (y k) < 2 * (2 + gam h beta c) /\
  Rabs (sprod d (x k) (y k)) <= (2 + gam h beta c) / (h * beta).
Proof.
  intros H k. destruct (Rle_lt_dec 0 c) as [Hc|Hc]; [now apply (T1_C1_pos d h beta c dF)|].
  assert (H' := T1_hyp_reflect _ _ _ _ _ _ _ H).
  assert (Q := T1_C1_pos _ _ _ _ _ _ _ H' ltac:(lra) k). cbv zeta in Q.
  assert (Eg : gam h beta (- c) = gam h beta c) by (unfold gam; now rewrite Rabs_Ropp).
  assert (Ep : qp d (x k) (fun i => - y k i) = qp d (x k) (y k)).
  { rewrite 2 p_of_AB, reflect_A, reflect_B. lra. }
  unfold Wst in *. rewrite reflect_s, Eg, Ep in Q. rewrite Rabs_Ropp in Q.
  replace (h ^ 2 * beta ^ 2 * - c * (- sprod d (x k) (y k) - - c))
    with (h ^ 2 * beta ^ 2 * c * (sprod d (x k) (y k) - c)) in Q by ring. exact Q.
Qed.

(** The triangle in the form A/(2+g) + B/(2-g) < 4/(h beta), for c >= 0. *)
Theorem T1_triangle d h beta c x y : 0 < h -> 0 < beta -> 0 <= c -> h * beta * c < 1 ->
  (Wst d h beta c x y < 4 <->
   qA d x y / (2 + h * beta * c) + qB d x y / (2 - h * beta * c) < 4 / (h * beta)).
Proof.
  intros Hh Hb Hc Hg. assert (Hhb : 0 < h * beta) by (apply Rmult_lt_0_compat; assumption).
  assert (0 <= h * beta * c) by (apply Rmult_le_pos; lra).
  assert (HY := Y_W d h beta c (fun _ => x) (fun _ => y) O). unfold ak, bk in HY. simpl in HY.
  assert (HT := Y_pos_triangle (h * beta * c) (h * beta * qA d x y) (h * beta * qB d x y) ltac:(lra)).
  rewrite HY in HT.
  assert (E : h * beta * qA d x y / (2 + h * beta * c) + h * beta * qB d x y / (2 - h * beta * c)
    = h * beta * (qA d x y / (2 + h * beta * c) + qB d x y / (2 - h * beta * c))) by (field; lra).
  rewrite E in HT. set (T := qA d x y / (2 + h * beta * c) + qB d x y / (2 - h * beta * c)) in *.
  split; intros Hx.
  - apply Rmult_lt_reg_l with (h * beta); [assumption|].
    replace (h * beta * (4 / (h * beta))) with 4 by (field; lra). apply HT. lra.
  - apply Rmult_lt_compat_l with (r := h * beta) in Hx; [|assumption].
    replace (h * beta * (4 / (h * beta))) with 4 in Hx by (field; lra). apply HT in Hx. lra.
Qed.

(** From w -> 0 to s -> c: continuity of F', which vanishes only at c where the orbit lives. *)
Lemma w_to_s (dF : R -> R) h c S (sq : nat -> R) : 0 < h -> (forall s, continuity_pt dF s) ->
  (forall s, Rabs s <= S -> s <> c -> dF s <> 0) -> (forall k, Rabs (sq k) <= S) ->
  tends0 (fun k => h * dF (sq k)) -> Un_cv sq c.
Proof.
  intros Hh Hcont Hnz HS Hw e He.
  assert (Hseg : forall lo hi, - S <= lo -> hi <= S -> (forall s, lo <= s <= hi -> s <> c) ->
     exists m, 0 < m /\ forall s, lo <= s <= hi -> m <= Rabs (dF s)).
  { intros lo hi Hlo Hhi Hne. destruct (Rle_lt_dec lo hi) as [Hle|Hlt].
    - destruct (continuity_ab_min (fun s => Rabs (dF s)) lo hi Hle) as [mx [Hmin Hmx]].
      + intros z _. apply (continuity_pt_comp dF Rabs); [apply Hcont|apply Rcontinuity_abs].
      + exists (Rabs (dF mx)). split; [|exact Hmin]. apply Rabs_pos_lt. apply Hnz; [apply Rabs_le; lra|now apply Hne].
    - exists 1. split; [lra|]. intros; lra. }
  destruct (Hseg (- S) (Rmin S (c - e))) as [m1 [Hm1 H1]]; [lra|apply Rmin_l| |].
  { intros z Hz. assert (Hr := Rmin_r S (c - e)). intro; lra. }
  destruct (Hseg (Rmax (- S) (c + e)) S) as [m2 [Hm2 H2]]; [apply Rmax_l|lra| |].
  { intros z Hz. assert (Hr := Rmax_r (- S) (c + e)). intro; lra. }
  destruct (Hw (h * Rmin m1 m2)) as [N HN].
  { apply Rmult_lt_0_compat; [assumption|]. now apply Rmin_glb_lt. }
  exists N. intros n Hn. specialize (HN n Hn). unfold R_dist.
  rewrite Rabs_mult, (Rabs_pos_eq h) in HN by lra. apply Rmult_lt_reg_l in HN; [|assumption].
  assert (Hl := Rmin_l m1 m2). assert (Hr := Rmin_r m1 m2). specialize (HS n).
  assert (HS' : - S <= sq n <= S) by (apply Rabs_le_between; assumption).
  apply Rabs_def1.
  - destruct (Rlt_le_dec (sq n - c) e) as [|Hx]; [assumption|exfalso].
    assert (Q := H2 (sq n) ltac:(split; [apply Rmax_lub; lra|lra])). lra.
  - destruct (Rlt_le_dec (- e) (sq n - c)) as [|Hx]; [assumption|exfalso].
    assert (Q := H1 (sq n) ltac:(split; [lra|apply Rmin_glb; lra])). lra.
Qed.
