(** T4 (squared loss): the exact region. F(s) = beta (s - c)^2 / 2, so F'(s) = beta (s - c). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C Flat.
Open Scope R_scope.

Definition sqF' (beta c s : R) := beta * (s - c).

(** W_0 < 4 with gamma < 1, and the step formula (beta scaled into h). *)
Section Formula.
Variables (d : nat) (x y : vec) (c h : R).
Let s := sprod d x y.
Let p := qp d x y.
Let u := s - c.

Lemma disc_nonneg : 0 <= qp d x y ^ 2 - 16 * c * (sprod d x y - c).
Proof.
  assert (HD := qD_nonneg d x y). rewrite D_of_ps in HD.
  assert (0 <= (sprod d x y - 2 * c) ^ 2) by apply sq_nonneg. lra.
Qed.

Lemma p_nonneg : 0 <= qp d x y.
Proof. unfold qp. assert (H1 := dot_nonneg d x). assert (H2 := dot_nonneg d y). lra. Qed.

Lemma two_s_le_p : 2 * Rabs (sprod d x y) <= qp d x y.
Proof. assert (H := norm_gap d x y). assert (0 <= (norm d x - norm d y) ^ 2) by apply sq_nonneg. lra. Qed.

(** The equivalence. The state (0, 0) with c = 0 is excluded (there the step bound is +inf). *)
Theorem T4_equivalence : 0 < h -> h * Rabs c < 1 -> (c <> 0 \/ 0 < qp d x y) ->
  (Wst d h 1 c x y < 4 <->
   h < 8 / (qp d x y + sqrt (qp d x y ^ 2 - 16 * c * (sprod d x y - c)))).
Proof.
  intros Hh Hg Hnd. assert (HD := disc_nonneg). assert (Hp := p_nonneg). assert (Hsp := two_s_le_p).
  assert (HR0 := sqrt_pos (qp d x y ^ 2 - 16 * c * (sprod d x y - c))).
  assert (HR := sqrt_sqrt _ HD).
  set (R0 := sqrt (qp d x y ^ 2 - 16 * c * (sprod d x y - c))) in *.
  set (P := qp d x y) in *. set (S := sprod d x y) in *.
  assert (HW : Wst d h 1 c x y = h * P - h ^ 2 * (c * (S - c))) by (unfold Wst, P, S; ring). rewrite HW.
  assert (HX : 0 < P + R0).
  { destruct Hnd as [Hc|Hp0]; [|lra]. destruct (Rle_lt_or_eq_dec _ _ Hp) as [|E]; [lra|].
    assert (S = 0).
    { assert (Rabs S = 0) by (assert (Q := Rabs_pos S); lra). unfold Rabs in H. destruct (Rcase_abs S) in H; lra. }
    assert (R0 <> 0); [|lra]. intro E0. rewrite E0, <- E, H in HR.
    assert (c ^ 2 = 0) by lra. apply (pow_nonzero c 2 Hc H0). }
  assert (Hfac : 16 * (4 - (h * P - h ^ 2 * (c * (S - c)))) = (8 - h * (P + R0)) * (8 - h * (P - R0))).
  { assert (E : R0 * R0 = P ^ 2 - 16 * c * (S - c)) by exact HR.
    replace ((8 - h * (P + R0)) * (8 - h * (P - R0))) with (64 - 16 * h * P + h ^ 2 * (P ^ 2 - R0 * R0)) by ring.
    rewrite E. ring. }
  assert (Hequiv : h < 8 / (P + R0) <-> h * (P + R0) < 8).
  { split; intros Q.
    - apply Rmult_lt_compat_r with (r := P + R0) in Q; [|assumption].
      replace (8 / (P + R0) * (P + R0)) with 8 in Q by (field; lra). exact Q.
    - apply Rmult_lt_reg_r with (P + R0); [assumption|].
      replace (8 / (P + R0) * (P + R0)) with 8 by (field; lra). exact Q. }
  rewrite Hequiv. split; intros Q.
  - destruct (Rlt_le_dec (h * (P + R0)) 8) as [|Hge]; [assumption|exfalso].
    assert (Hprod : 0 < (8 - h * (P + R0)) * (8 - h * (P - R0))) by lra.
    assert (Hneg : 8 < h * (P - R0)) by nra.
    assert (Hca := Rabs_pos c).
    assert (Hc8 : 8 * Rabs c < P - R0).
    { apply Rmult_lt_reg_l with h; [assumption|]. lra. }
    assert (Hsq : R0 * R0 < (P - 8 * Rabs c) * (P - 8 * Rabs c)) by nra.
    rewrite HR in Hsq.
    assert (Hcc : Rabs c * Rabs c = c * c) by (rewrite <- Rabs_mult; apply Rabs_pos_eq; nra).
    assert (HcS : c * S <= Rabs c * Rabs S) by (rewrite <- Rabs_mult; apply RRle_abs).
    assert (Hb : Rabs c * P < 4 * (Rabs c * Rabs c) + c * (S - c)) by lra.
    assert (Hb2 : Rabs c * P < Rabs c * (3 * Rabs c + P / 2)).
    { assert (Rabs c * Rabs S <= Rabs c * (P / 2)) by (apply Rmult_le_compat_l; lra). lra. }
    assert (Hcp : 0 < Rabs c).
    { destruct (Rle_lt_or_eq_dec _ _ Hca) as [|E]; [assumption|]. rewrite <- E in Hb2. lra. }
    apply Rmult_lt_reg_l in Hb2; [|assumption]. lra.
  - assert (0 < 8 - h * (P - R0)) by nra. assert (0 < 8 - h * (P + R0)) by lra.
    assert (0 < (8 - h * (P + R0)) * (8 - h * (P - R0))) by now apply Rmult_lt_0_compat. lra.
Qed.

(** With h < 1/|c| written as in the theory. *)
Theorem T4_step_formula : 0 < h -> c <> 0 ->
  (h * Rabs c < 1 /\ Wst d h 1 c x y < 4 <->
   h < Rmin (/ Rabs c) (8 / (qp d x y + sqrt (qp d x y ^ 2 - 16 * c * (sprod d x y - c))))).
Proof.
  intros Hh Hc. assert (Hca : 0 < Rabs c) by now apply Rabs_pos_lt.
  assert (Hinv : h * Rabs c < 1 <-> h < / Rabs c).
  { split; intros Q.
    - apply Rmult_lt_reg_r with (Rabs c); [assumption|]. rewrite Rinv_l by lra. exact Q.
    - apply Rmult_lt_compat_r with (r := Rabs c) in Q; [|assumption]. rewrite Rinv_l in Q by lra. exact Q. }
  split.
  - intros [Q1 Q2]. apply Rmin_glb_lt; [now apply Hinv|]. now apply T4_equivalence; [| |left|].
  - intros Q. assert (Q1 : h * Rabs c < 1) by (apply Hinv; apply Rlt_le_trans with (1 := Q), Rmin_l).
    split; [assumption|]. apply T4_equivalence; [assumption|assumption|left; assumption|].
    apply Rlt_le_trans with (1 := Q), Rmin_r.
Qed.

(** Sufficient condition of Wang, Chen, Zhao, Tao (2022) at unit curvature. *)
Theorem T4_contains : 0 < h -> h * (qp d x y + 4 * Rabs c) < 4 -> h * Rabs c < 1 /\ Wst d h 1 c x y < 4.
Proof.
  intros Hh HP. assert (Hp := p_nonneg). assert (Hsp := two_s_le_p). assert (Hca := Rabs_pos c).
  assert (H1 : h * Rabs c < 1) by nra.
  split; [assumption|]. unfold Wst.
  assert (Hcc : Rabs c * Rabs c = c * c) by (rewrite <- Rabs_mult; apply Rabs_pos_eq; nra).
  assert (HcS : - (c * sprod d x y) <= Rabs c * Rabs (sprod d x y)).
  { rewrite <- Rabs_mult, <- Rabs_Ropp. apply RRle_abs. }
  set (S := sprod d x y) in *. set (P := qp d x y) in *. set (C := Rabs c) in *.
  assert (h ^ 2 * (- (c * (S - c))) <= h ^ 2 * (C * (P / 2) + C * C)).
  { apply Rmult_le_compat_l; [apply sq_nonneg|]. assert (C * Rabs S <= C * (P / 2)) by (apply Rmult_le_compat_l; lra). lra. }
  set (z := h * C) in *. set (q := h * P) in *.
  assert (Hz : 0 <= z) by (unfold z; apply Rmult_le_pos; lra).
  assert (Hq : q + 4 * z < 4) by (unfold q, z; lra).
  assert (E : h ^ 2 * (C * (P / 2) + C * C) = q * z / 2 + z * z) by (unfold q, z; field). rewrite E in H.
  assert (q * z <= (4 - 4 * z) * z) by (apply Rmult_le_compat_r; lra).
  replace (h * 1 * P) with q by (unfold q; ring). nra.
Qed.
End Formula.

(** Both sides of W = 4 are invariant (here gamma < 2 is enough). *)
Section Invariance.
Variables (d : nat) (h beta c : R) (x y : nat -> vec).
Hypothesis G : is_gd d h (sqF' beta c) x y.
Hypothesis Hg : gam h beta c < 2.
Hypothesis Hh : 0 < h.
Hypothesis Hb : 0 < beta.

Theorem T4_identity k : let s := sprod d (x k) (y k) in
  4 - Wst d h beta c (x (S k)) (y (S k)) =
  (4 - Wst d h beta c (x k) (y k)) * (1 + h ^ 2 * beta ^ 2 * (s - c) * s).
Proof.
  intros s. rewrite (T1_identity d h beta c (sqF' beta c) x y k beta G); [unfold s; ring|unfold sqF'; ring].
Qed.

Lemma T4_factor_pos s : 0 < 1 + h ^ 2 * beta ^ 2 * (s - c) * s.
Proof.
  assert (E : 1 + h ^ 2 * beta ^ 2 * (s - c) * s = (h * beta * s - h * beta * c / 2) ^ 2 + (1 - (h * beta * c) ^ 2 / 4)) by field.
  rewrite E. assert (0 <= (h * beta * s - h * beta * c / 2) ^ 2) by apply sq_nonneg.
  assert (- 2 < h * beta * c < 2).
  { assert (Hg' := Hg). unfold gam in Hg'. replace (h * beta * Rabs c) with (Rabs (h * beta * c)) in Hg'.
    - apply Rabs_def2 in Hg'. lra.
    - rewrite !Rabs_mult, (Rabs_pos_eq h), (Rabs_pos_eq beta) by lra. reflexivity. }
  nra.
Qed.

Theorem T4_invariant_inside : Wst d h beta c (x O) (y O) < 4 -> forall k, Wst d h beta c (x k) (y k) < 4.
Proof.
  intros H0. induction k as [|k IH]; [assumption|]. assert (E := T4_identity k). cbv zeta in E.
  assert (Q := T4_factor_pos (sprod d (x k) (y k))).
  assert (0 < (4 - Wst d h beta c (x k) (y k)) * (1 + h ^ 2 * beta ^ 2 * (sprod d (x k) (y k) - c) * sprod d (x k) (y k)))
    by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Theorem T4_invariant_outside : 4 < Wst d h beta c (x O) (y O) -> forall k, 4 < Wst d h beta c (x k) (y k).
Proof.
  intros H0. induction k as [|k IH]; [assumption|]. assert (E := T4_identity k). cbv zeta in E.
  assert (Q := T4_factor_pos (sprod d (x k) (y k))).
  assert (0 < (Wst d h beta c (x k) (y k) - 4) * (1 + h ^ 2 * beta ^ 2 * (sprod d (x k) (y k) - c) * sprod d (x k) (y k)))
    by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma T4_derive : is_derive (sqF' beta c) c beta.
Proof. unfold sqF'. auto_derive; [trivial|ring]. Qed.

(** Outside, a run converges to c only if it hits s_k = c exactly. *)
Theorem T4_outside_only_by_hitting : 4 < Wst d h beta c (x O) (y O) ->
  Un_cv (fun k => sprod d (x k) (y k)) c -> exists k, sprod d (x k) (y k) = c.
Proof.
  intros H0 Hcv. apply NNPP. intro Hn.
  assert (Hu : forall k, sprod d (x k) (y k) <> c) by (intros k E; apply Hn; exists k; assumption).
  destruct (T1_C6 d h c beta (sqF' beta c) x y G ltac:(unfold sqF'; ring) T4_derive Hcv Hu) as [Dinf [_ [_ [Hp Hle]]]].
  set (P := sqrt (Dinf + 4 * c ^ 2)) in *.
  assert (HW : Un_cv (fun k => Wst d h beta c (x k) (y k)) (h * beta * P - h ^ 2 * beta ^ 2 * c * (c - c))).
  { unfold Wst. apply (CV_minus (fun k => h * beta * qp d (x k) (y k))).
    - apply (CV_mult (fun _ => h * beta)); [apply cv_const|assumption].
    - apply (CV_mult (fun _ => h ^ 2 * beta ^ 2 * c)); [apply cv_const|].
      apply CV_minus; [assumption|apply cv_const]. }
  destruct (HW 1 Rlt_0_1) as [N HN]. specialize (HN N (le_n N)). unfold R_dist in HN. apply Rabs_def2 in HN.
  assert (Q := T4_invariant_outside H0 N). lra.
Qed.
End Invariance.

(** Inside: convergence, from T1.C2. *)
Theorem T4_converges d h beta c x y : is_gd d h (sqF' beta c) x y -> 0 < h -> 0 < beta -> gam h beta c < 1 ->
  Wst d h beta c (x O) (y O) < 4 ->
  (0 < c -> forall k, qA d (x k) (y k) <> 0) -> (c < 0 -> forall k, qB d (x k) (y k) <> 0) ->
  Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  intros G Hh Hb Hg HW HA HB. apply (T1_C2 d h beta c (sqF' beta c)); try assumption.
  - split; try assumption; [unfold sqF'; ring|]. intros s _ Hne. unfold sqF'.
    replace (beta * (s - c) / (s - c)) with beta by (field; lra). lra.
  - intros s. apply derivable_continuous_pt. exists beta. apply is_derive_Reals. unfold sqF'. auto_derive; [trivial|ring].
Qed.

(** The curvature beta goes into the step: W and the run for (h, beta) are those for (h beta, 1). *)
Theorem T4_scale d h beta c x y : Wst d h beta c x y = Wst d (h * beta) 1 c x y.
Proof. unfold Wst. ring. Qed.
Theorem T4_scale_gd d h beta c x y : is_gd d h (sqF' beta c) x y <-> is_gd d (h * beta) (sqF' 1 c) x y.
Proof.
  unfold sqF'. split; intros [Hx Hy]; split; intros k i; rewrite ?Hx, ?Hy; ring.
Qed.
