(** erf: increasing, of the sign of its argument, between -1 and 1. The last needs the Gaussian integral, by the classical identity
    (int_0^x e^(-t^2) dt)^2 + int_0^1 e^(-x^2 (1+t^2))/(1+t^2) dt = pi/4. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus BoundsPair.
Open Scope R_scope.

Definition gauss (x : R) := RInt (fun t => exp (- t ^ 2)) 0 x.
Definition erf (x : R) := 2 / sqrt PI * gauss x.

Lemma gauss_int_continuous x : continuous (fun t => exp (- t ^ 2)) x.
Proof. apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)). auto_derive. exact I. Qed.

Lemma gauss_ex a b : ex_RInt (fun t => exp (- t ^ 2)) a b.
Proof. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros; apply gauss_int_continuous. Qed.

Lemma gauss_derive x : is_derive gauss x (exp (- x ^ 2)).
Proof.
  apply (is_derive_RInt (fun t => exp (- t ^ 2)) gauss 0 x).
  - exists (mkposreal 1 Rlt_0_1). intros y _. apply (RInt_correct (V := R_CompleteNormedModule)), gauss_ex.
  - apply gauss_int_continuous.
Qed.

Lemma gauss_0 : gauss 0 = 0.
Proof. unfold gauss. now rewrite RInt_point. Qed.

Lemma gauss_increasing x y : x < y -> gauss x < gauss y.
Proof.
  intro H. apply (incr_lt gauss (fun x => exp (- x ^ 2))); [exact H|intros; apply gauss_derive|intros; apply exp_pos].
Qed.

(** The second integral. *)
Definition gi (u t : R) := exp (- u ^ 2 * (1 + t ^ 2)) / (1 + t ^ 2).
Definition gj (x : R) := RInt (fun t => gi x t) 0 1.

Lemma gi_derive u t : is_derive (fun u => gi u t) u (- 2 * u * exp (- u ^ 2 * (1 + t ^ 2))).
Proof.
  unfold gi. assert (H := sq_nonneg t). auto_derive; [exact I|]. simpl in *. field. lra.
Qed.

Lemma gi_continuous u t : continuous (fun t => gi u t) t.
Proof. apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)). unfold gi. assert (H := sq_nonneg t). auto_derive. simpl in *. lra. Qed.

Lemma gi_ex u a b : ex_RInt (fun t => gi u t) a b.
Proof. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros; apply gi_continuous. Qed.

Lemma gi_derive_2d x t : continuity_2d_pt (fun u v => Derive (fun z => gi z v) u) x t.
Proof.
  apply (continuity_2d_pt_ext (fun u v => - 2 * u * exp (- (u * u) * (1 + v * v)))).
  - intros u v. symmetry. apply is_derive_unique. evar_last; [apply gi_derive|]. f_equal. f_equal. ring.
  - apply continuity_2d_pt_mult.
    + apply continuity_2d_pt_mult; [apply continuity_2d_pt_const|apply continuity_2d_pt_id1].
    + apply (continuity_1d_2d_pt_comp exp (fun u v => - (u * u) * (1 + v * v))).
      * apply derivable_continuous_pt, derivable_pt_exp.
      * apply continuity_2d_pt_mult.
        -- apply continuity_2d_pt_opp, continuity_2d_pt_mult; apply continuity_2d_pt_id1.
        -- apply continuity_2d_pt_plus; [apply continuity_2d_pt_const|apply continuity_2d_pt_mult; apply continuity_2d_pt_id2].
Qed.

Lemma gj_derive x : is_derive gj x (RInt (fun t => Derive (fun u => gi u t) x) 0 1).
Proof.
  apply (is_derive_RInt_param gi 0 1 x).
  - exists (mkposreal 1 Rlt_0_1). intros y _ t _. eexists. apply gi_derive.
  - intros t _. apply gi_derive_2d.
  - exists (mkposreal 1 Rlt_0_1). intros y _. apply gi_ex.
Qed.

Lemma gj_derive_value x : RInt (fun t => Derive (fun u => gi u t) x) 0 1 = - 2 * exp (- x ^ 2) * gauss x.
Proof.
  assert (E : RInt (fun t => scal x (exp (- (x * t + 0) ^ 2))) 0 1 = gauss x).
  { unfold gauss. transitivity (RInt (fun t => exp (- t ^ 2)) (x * 0 + 0) (x * 1 + 0)).
    - apply (RInt_comp_lin (V := R_CompleteNormedModule) (fun t => exp (- t ^ 2))), gauss_ex.
    - f_equal; ring. }
  rewrite <- E. rewrite <- (RInt_scal (V := R_CompleteNormedModule)).
  - apply RInt_ext. intros t _. transitivity (- 2 * x * exp (- x ^ 2 * (1 + t ^ 2))); [apply is_derive_unique, gi_derive|].
    unfold scal; simpl; unfold mult; simpl.
    replace (- (x * (x * 1)) * (1 + t * (t * 1))) with (- (x * (x * 1)) + - ((x * t + 0) * ((x * t + 0) * 1))) by ring.
    rewrite exp_plus. ring.
  - apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros t _. apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)).
    unfold scal; simpl; unfold mult; simpl. auto_derive. exact I.
Qed.

Lemma gauss_identity x : gauss x ^ 2 + gj x = PI / 4.
Proof.
  set (F x := gauss x ^ 2 + gj x).
  assert (D : forall x, is_derive F x 0).
  { intro y. assert (Z : INR 2 * exp (- y ^ 2) * gauss y ^ Nat.pred 2 + - 2 * exp (- y ^ 2) * gauss y = 0).
    { change (Nat.pred 2) with 1%nat. simpl (INR 2). rewrite pow_1. ring. }
    evar_last; [|exact Z]. apply (is_derive_plus (V := R_NormedModule)).
    - apply (is_derive_pow gauss 2 y), gauss_derive.
    - rewrite <- gj_derive_value. apply gj_derive. }
  assert (C : F x = F 0).
  { destruct (Rtotal_order x 0) as [L|[E|G]].
    - destruct (MVT_use F (fun _ => 0) x 0 L) as [z [_ E]]; [intros; apply D|lra].
    - now subst.
    - destruct (MVT_use F (fun _ => 0) 0 x G) as [z [_ E]]; [intros; apply D|lra]. }
  change (F x = PI / 4). rewrite C. unfold F. rewrite gauss_0.
  assert (E : gj 0 = atan 1 - atan 0).
  { unfold gj. apply is_RInt_unique. apply (is_RInt_ext (fun t => / (1 + t ^ 2))).
    - assert (Z : forall t, / (1 + t ^ 2) = gi 0 t); [|intros t _; apply Z].
      intro t. unfold gi. replace (- 0 ^ 2 * (1 + t ^ 2)) with 0 by ring. rewrite exp_0. unfold Rdiv. ring.
    - apply (is_RInt_derive (V := R_CompleteNormedModule) atan).
      + intros t _. apply is_derive_Reals, derivable_pt_lim_atan.
      + intros t _. apply (ex_derive_continuous (K := R_AbsRing) (V := R_NormedModule)). assert (H := sq_nonneg t). auto_derive. simpl in *. lra. }
  rewrite E, atan_0, atan_1. simpl. field.
Qed.

Lemma gj_pos x : 0 < gj x.
Proof.
  unfold gj. apply RInt_gt_0; [lra| |].
  - intros t _. unfold gi. apply Rdiv_lt_0_compat; [apply exp_pos|]. assert (H := sq_nonneg t). lra.
  - intros t _. apply gi_continuous.
Qed.

Lemma sqrt_PI : 0 < sqrt PI /\ sqrt PI ^ 2 = PI.
Proof. assert (P := PI_RGT_0). split; [now apply sqrt_lt_R0|apply pow2_sqrt; lra]. Qed.

Theorem erf_range x : erf x < 1 /\ -1 < erf x.
Proof.
  assert (H : erf x ^ 2 < 1).
  { destruct sqrt_PI as [S E]. assert (I := gauss_identity x). assert (J := gj_pos x). assert (P := PI_RGT_0).
    unfold erf. replace ((2 / sqrt PI * gauss x) ^ 2) with (4 * gauss x ^ 2 / sqrt PI ^ 2) by (field; lra). rewrite E.
    apply (Rmult_lt_reg_r PI); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  split; nra.
Qed.

Theorem erf_increasing_order a b : same_order a b (erf a) (erf b).
Proof.
  apply same_order_of. intros x y H. unfold erf. destruct sqrt_PI as [S _]. assert (G := gauss_increasing x y H).
  apply Rmult_lt_compat_l; [apply Rdiv_lt_0_compat; lra|exact G].
Qed.

Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite gauss_0. ring. Qed.

Theorem erf_sign t : (0 < t /\ 0 < erf t) \/ (t = 0 /\ erf t = 0) \/ (t < 0 /\ erf t < 0).
Proof.
  assert (H := erf_increasing_order 0 t). rewrite erf_0 in H. unfold same_order in H. intuition lra.
Qed.
