(** T8 for gradient descent in any dimension: persistence, convergence, and the limit sharpness. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C Flat T8.
Open Scope R_scope.

Definition lam8 (A : R) := A + sqrt (A ^ 2 - 3 / 4).
Definition nu8 (A : R) := / lam8 A.

(** Hypotheses of T8 at step 0 (a later step is step 0 of the shifted run); beta = F''(0). *)
Record T8_hyp (d : nat) (h beta alpha U : R) (dF : R -> R) (x y : nat -> vec) : Prop := {
  T8_gd : is_gd d h dF x y;
  T8_h : 0 < h;
  T8_beta : 0 < beta;
  T8_centre : dF 0 = 0;
  T8_curv : is_derive dF 0 beta;
  T8_ratio : forall s, s <> 0 -> Rabs s <= U -> 0 < dF s / s <= beta / (1 + alpha * s ^ 2);
  T8_A : 9 / 5 <= alpha / (h * beta) ^ 2;
  T8_U0 : 0 <= U;
  T8_U : (1 / 4 + nu8 (alpha / (h * beta) ^ 2)) / (lam8 (alpha / (h * beta) ^ 2) * h ^ 2 * beta ^ 2) <= U ^ 2;
  T8_low : 2 - nu8 (alpha / (h * beta) ^ 2) + lam8 (alpha / (h * beta) ^ 2) * (h * beta * sprod d (x O) (y O)) ^ 2
             <= h * beta * sqrt (qD d (x O) (y O));
  T8_high : h * beta * sqrt (qD d (x O) (y O)) <= 9 / 4 }.

Section T8.
Variables (d : nat) (h beta alpha U : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis H : T8_hyp d h beta alpha U dF x y.
Let A := alpha / (h * beta) ^ 2.
Definition e8 k := h * beta * sqrt (qD d (x k) (y k)).
Definition v8 k := (h * beta * sprod d (x k) (y k)) ^ 2.
Definition inv8 k := 2 - nu8 (alpha / (h * beta) ^ 2) + lam8 (alpha / (h * beta) ^ 2) * v8 k <= e8 k /\ e8 k <= 9 / 4.

Lemma hb8 : 0 < h * beta. Proof. destruct H. now apply Rmult_lt_0_compat. Qed.
Lemma v8_nn k : 0 <= v8 k. Proof. apply sq_nonneg. Qed.

Lemma inv8_v k : inv8 k -> v8 k <= 1617 / 10000 /\ lam8 A * v8 k <= 1 / 4 + nu8 A.
Proof. intros [H1 H2]. apply (v_small A (e8 k) (v8 k) (T8_A _ _ _ _ _ _ _ _ H) (v8_nn k) H1 H2). Qed.

Lemma inv8_U k : inv8 k -> Rabs (sprod d (x k) (y k)) <= U.
Proof.
  intros Hk. assert (Q := proj2 (inv8_v k Hk)). assert (Hl := lam_facts A (T8_A _ _ _ _ _ _ _ _ H)).
  fold (lam8 A) in Hl. assert (Hhb := hb8). assert (HU := T8_U _ _ _ _ _ _ _ _ H). fold A in HU.
  apply sq_le_inv; [apply (T8_U0 _ _ _ _ _ _ _ _ H)|]. rewrite pow2_abs. apply Rle_trans with (2 := HU).
  assert (0 < (h * beta) ^ 2) by now apply pow_lt.
  apply le_div_r; [replace (lam8 A * h ^ 2 * beta ^ 2) with (lam8 A * (h * beta) ^ 2) by ring; apply Rmult_lt_0_compat; lra|].
  unfold v8 in Q. replace (sprod d (x k) (y k) ^ 2 * (lam8 A * h ^ 2 * beta ^ 2)) with (lam8 A * (h * beta * sprod d (x k) (y k)) ^ 2) by ring.
  exact Q.
Qed.

(** rho of a state. *)
Definition rho8 k := if Req_EM_T (sprod d (x k) (y k)) 0 then 1 else dF (sprod d (x k) (y k)) / sprod d (x k) (y k) / beta.

Lemma rho8_facts k : inv8 k -> 0 < rho8 k /\ rho8 k * (1 + A * v8 k) <= 1 /\
  h * dF (sprod d (x k) (y k)) = rho8 k * (h * beta * sprod d (x k) (y k)).
Proof.
  intros Hk. assert (HU := inv8_U k Hk). assert (Hhb := hb8). assert (Hb := T8_beta _ _ _ _ _ _ _ _ H).
  unfold rho8. destruct (Req_EM_T (sprod d (x k) (y k)) 0) as [E|Hne].
  - unfold v8. rewrite E, (T8_centre _ _ _ _ _ _ _ _ H). split; [lra|]. split; [|ring].
    replace (1 * (1 + A * (h * beta * 0) ^ 2)) with 1 by ring. lra.
  - assert (Hr := T8_ratio _ _ _ _ _ _ _ _ H _ Hne HU).
    set (s := sprod d (x k) (y k)) in *. set (r := dF s / s) in *.
    assert (EA : A * v8 k = alpha * s ^ 2).
    { unfold A, v8. fold s. field. assert (Hh := T8_h _ _ _ _ _ _ _ _ H). lra. }
    assert (HA0 : 0 <= A) by (assert (Q := T8_A _ _ _ _ _ _ _ _ H); fold A in Q; lra).
    assert (H1 : 0 < 1 + alpha * s ^ 2) by (rewrite <- EA; assert (0 <= A * v8 k) by (apply Rmult_le_pos; [lra|apply v8_nn]); lra).
    repeat split.
    + apply Rdiv_lt_0_compat; lra.
    + rewrite EA. apply Rmult_le_reg_l with beta; [lra|].
      replace (beta * (r / beta * (1 + alpha * s ^ 2))) with (r * (1 + alpha * s ^ 2)) by (field; lra).
      rewrite Rmult_1_r. apply Rmult_le_reg_r with (/ (1 + alpha * s ^ 2)); [now apply Rinv_0_lt_compat|].
      rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in Hr. lra.
    + unfold r. field. split; first [assumption | lra].
Qed.

Lemma P8_sq k : (h * beta * qp d (x k) (y k)) ^ 2 = e8 k ^ 2 + 4 * v8 k.
Proof.
  unfold e8, v8. rewrite !Rpow_mult_distr, pow2_sqrt by apply qD_nonneg. rewrite D_of_ps. ring.
Qed.

Lemma inv8_step k : inv8 k -> inv8 (S k).
Proof.
  intros Hk. destruct (rho8_facts k Hk) as [Hr0 [Hr1 Hw]]. destruct (inv8_v k Hk) as [Hv1 Hv2]. assert (Hhb := hb8).
  assert (Hp : 0 <= h * beta * qp d (x k) (y k)) by (apply Rmult_le_pos; [lra|unfold qp; assert (Q1 := dot_nonneg d (x k)); assert (Q2 := dot_nonneg d (y k)); lra]).
  assert (HA := T8_A _ _ _ _ _ _ _ _ H). fold A in HA.
  assert (Q := T8_step A (e8 k) (v8 k) (rho8 k) _ HA (v8_nn k) Hr0 Hr1 (proj1 Hk) (proj2 Hk) Hp (P8_sq k)).
  assert (Hrle := rho_le1 A (v8 k) (rho8 k) HA (v8_nn k) Hr0 Hr1).
  assert (Hrv : rho8 k ^ 2 * v8 k <= v8 k).
  { rewrite <- (Rmult_1_l (v8 k)) at 2. apply Rmult_le_compat_r; [apply v8_nn|]. apply sq_le1. lra. }
  assert (Hrv0 : 0 <= rho8 k ^ 2 * v8 k) by (apply Rmult_le_pos; [apply sq_nonneg|apply v8_nn]).
  assert (Ee : e8 (S k) = e8 k * (1 - rho8 k ^ 2 * v8 k)).
  { unfold e8. rewrite (R1_D d h dF x y (T8_gd _ _ _ _ _ _ _ _ H)).
    replace (h ^ 2 * dF (sprod d (x k) (y k)) ^ 2) with ((h * dF (sprod d (x k) (y k))) ^ 2) by ring. rewrite Hw.
    replace ((rho8 k * (h * beta * sprod d (x k) (y k))) ^ 2) with (rho8 k ^ 2 * v8 k) by (unfold v8; ring).
    rewrite sqrt_mult; [|apply qD_nonneg|apply sq_nonneg]. rewrite sqrt_pow2 by lra. ring. }
  assert (Ev : v8 (S k) = v8 k * (1 - rho8 k * (h * beta * qp d (x k) (y k) - rho8 k * v8 k)) ^ 2).
  { unfold v8 at 1. rewrite (R1_s d h dF x y (T8_gd _ _ _ _ _ _ _ _ H)).
    replace (sprod d (x k) (y k) * (1 + h ^ 2 * dF (sprod d (x k) (y k)) ^ 2) - h * dF (sprod d (x k) (y k)) * qp d (x k) (y k))
      with (sprod d (x k) (y k) * (1 + (h * dF (sprod d (x k) (y k))) ^ 2) - h * dF (sprod d (x k) (y k)) * qp d (x k) (y k)) by ring.
    rewrite Hw. unfold v8. ring. }
  split.
  - rewrite Ee, Ev. exact Q.
  - rewrite Ee. apply Rle_trans with (2 := proj2 Hk). assert (0 <= e8 k) by (apply Rmult_le_pos; [lra|apply sqrt_pos]).
    rewrite <- (Rmult_1_r (e8 k)) at 2. apply Rmult_le_compat_l; lra.
Qed.

Theorem T8_persists k : inv8 k.
Proof.
  induction k as [|k IH]; [split; [apply (T8_low _ _ _ _ _ _ _ _ H)|apply (T8_high _ _ _ _ _ _ _ _ H)]|now apply inv8_step].
Qed.

Theorem T8_converges : (forall s, continuity_pt dF s) -> Un_cv (fun k => sprod d (x k) (y k)) 0.
Proof.
  intros Hcont. assert (Hh := T8_h _ _ _ _ _ _ _ _ H). assert (Hb := T8_beta _ _ _ _ _ _ _ _ H). assert (Hhb := hb8).
  assert (HA := T8_A _ _ _ _ _ _ _ _ H). fold A in HA.
  apply (w_to_s dF h 0 U); try assumption.
  - intros s Hs Hne E. assert (Q := T8_ratio _ _ _ _ _ _ _ _ H s Hne Hs). rewrite E in Q. unfold Rdiv in Q. lra.
  - intros k. apply inv8_U, T8_persists.
  - apply (T1_C2_reduced 0 (ak d h beta x y) (bk d h beta x y) (wk d h dF x y)).
    + lra.
    + apply (reduced_orb d h beta dF x y (T8_gd _ _ _ _ _ _ _ _ H) Hh Hb).
    + intros k. replace 0 with (h * beta * 0) by ring. apply reduced_sector; try assumption.
      * apply (T8_centre _ _ _ _ _ _ _ _ H).
      * unfold sk. intros Hne. rewrite Rminus_0_r.
        assert (Q := T8_ratio _ _ _ _ _ _ _ _ H _ Hne (inv8_U k (T8_persists k))).
        split; [apply Q|]. apply Rle_trans with (1 := proj2 Q). apply div_le_l.
        -- assert (alpha = A * (h * beta) ^ 2) by (unfold A; field; lra). rewrite H0.
           assert (0 <= A * (h * beta) ^ 2 * sprod d (x k) (y k) ^ 2); [|lra].
           apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply sq_nonneg]|apply sq_nonneg].
        -- assert (alpha = A * (h * beta) ^ 2) by (unfold A; field; lra). rewrite H0.
           assert (0 <= A * (h * beta) ^ 2 * sprod d (x k) (y k) ^ 2).
           { apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply sq_nonneg]|apply sq_nonneg]. }
           rewrite <- (Rmult_1_r beta) at 1. apply Rmult_le_compat_l; lra.
    + unfold Y. rewrite p_ab. rewrite Rmult_0_l.
      assert (Q := P8_sq O). assert (Hi := T8_persists O). destruct (inv8_v O Hi) as [Hv1 _].
      assert (h * beta * qp d (x O) (y O) < 4); [|lra].
      apply Rle_lt_trans with 3; [|lra]. apply sq_le_inv; [lra|]. rewrite Q.
      assert (He0 : 0 <= e8 0) by (apply Rmult_le_pos; [lra|apply sqrt_pos]).
      assert (e8 0 ^ 2 <= (9 / 4) ^ 2) by (apply pow_incr; split; [assumption|apply Hi]). lra.
    + intros Q. lra.
Qed.

(** The limit: 2 - nu <= h phi_inf, and h phi_inf <= 2 when no u_k = 0; here phi_inf = beta sqrt D_inf. *)
Theorem T8_limit : (forall s, continuity_pt dF s) -> exists Dinf, 0 <= Dinf /\
  Un_cv (fun k => qD d (x k) (y k)) Dinf /\
  2 - nu8 (alpha / (h * beta) ^ 2) <= h * (beta * sqrt Dinf) /\
  ((forall k, sprod d (x k) (y k) <> 0) -> h * (beta * sqrt Dinf) <= 2).
Proof.
  intros Hcont. assert (Hcv := T8_converges Hcont).
  assert (G := T8_gd _ _ _ _ _ _ _ _ H). assert (Hc := T8_centre _ _ _ _ _ _ _ _ H). assert (Hd := T8_curv _ _ _ _ _ _ _ _ H).
  destruct (p_cv d h 0 beta dF x y G Hc Hd Hcv) as [Dinf [HD0 [HDc Hpc]]].
  exists Dinf. split; [assumption|]. split; [assumption|]. split.
  - assert (Hs : Un_cv (fun k => sqrt (qD d (x k) (y k))) (sqrt Dinf)).
    { apply (continuity_seq sqrt (fun k => qD d (x k) (y k))); [now apply continuity_pt_sqrt|assumption]. }
    destruct (Rle_lt_dec (2 - nu8 (alpha / (h * beta) ^ 2)) (h * (beta * sqrt Dinf))) as [|Hlt]; [assumption|exfalso].
    assert (Hhb := hb8).
    assert (Hs2 : Un_cv (fun k => h * beta * sqrt (qD d (x k) (y k))) (h * beta * sqrt Dinf)).
    { apply (CV_mult (fun _ => h * beta)); [apply cv_const|assumption]. }
    destruct (Hs2 (2 - nu8 (alpha / (h * beta) ^ 2) - h * (beta * sqrt Dinf)) ltac:(lra)) as [N HN].
    specialize (HN N (le_n N)). unfold R_dist in HN. apply Rabs_def2 in HN.
    destruct (T8_persists N) as [Q _]. fold (e8 N) in HN.
    assert (0 <= lam8 (alpha / (h * beta) ^ 2) * v8 N).
    { apply Rmult_le_pos; [|apply v8_nn]. assert (Hl := lam_facts A (T8_A _ _ _ _ _ _ _ _ H)).
      fold (lam8 A) in Hl. unfold A in Hl. lra. }
    lra.
  - intros Hu. destruct (T1_C6 d h 0 beta dF x y G Hc Hd Hcv Hu) as [Dinf' [_ [HDc' [_ Hle]]]].
    assert (E := UL_sequence _ _ _ HDc HDc'). subst Dinf'.
    replace (Dinf + 4 * 0 ^ 2) with Dinf in Hle by ring. lra.
Qed.

(** nu = 1/(A + sqrt(A^2 - 3/4)) without the quotient. *)
Lemma nu8_value a : 9 / 5 <= a -> nu8 a = (a - sqrt (a ^ 2 - 3 / 4)) / (3 / 4).
Proof.
  intros Ha. assert (Hd : 0 <= a ^ 2 - 3 / 4) by nra. assert (Hs := sqrt_sqrt _ Hd). assert (Hp := sqrt_pos (a ^ 2 - 3 / 4)).
  unfold nu8, lam8. set (q := sqrt (a ^ 2 - 3 / 4)) in *.
  apply Rmult_eq_reg_l with (a + q); [|lra]. rewrite Rinv_r by lra.
  replace ((a + q) * ((a - q) / (3 / 4))) with ((a ^ 2 - q * q) / (3 / 4)) by field. rewrite Hs. field.
Qed.
End T8.
