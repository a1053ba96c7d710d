(** T5 (linear phase: contraction and invariance) and T6 (enclosure of the limit sharpness). *)
Require Import Reals Ranalysis5 Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C Flat.
Open Scope R_scope.

(** The next u = s - c of the map with imbalance D frozen, p = sqrt(D + 4 s^2). *)
Definition unext (h c : R) (dF : R -> R) (D u : R) :=
  (c + u) * (1 + (h * dF (c + u)) ^ 2) - h * dF (c + u) * sqrt (D + 4 * (c + u) ^ 2) - c.
Definition Vf (kappa u : R) := Rabs u * exp (kappa * u).

(** V increases away from 0 on [-a, b]. *)
Lemma V_right kappa b u : 0 <= u <= b -> - kappa * b < 1 -> Vf kappa u <= Vf kappa b.
Proof.
  intros Hu Hk. unfold Vf. rewrite 2 Rabs_pos_eq by lra.
  apply (incr_le (fun t => t * exp (kappa * t)) (fun t => (1 + kappa * t) * exp (kappa * t))); [lra| |].
  - intros t _. auto_derive; [trivial|ring].
  - intros t Ht. apply Rmult_le_pos; [|left; apply exp_pos].
    destruct (Rle_lt_dec 0 kappa); [assert (0 <= kappa * t) by (apply Rmult_le_pos; lra); lra|].
    assert (- kappa * t <= - kappa * b) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma V_left kappa a u : 0 <= u <= a -> kappa * a < 1 -> Vf kappa (- u) <= Vf kappa (- a).
Proof.
  intros Hu Hk. assert (E : forall t, Vf kappa (- t) = Vf (- kappa) t).
  { intros t. unfold Vf. rewrite Rabs_Ropp. f_equal. f_equal. ring. }
  rewrite 2 E. apply V_right; [assumption|]. rewrite Ropp_involutive. assumption.
Qed.

Section T5.
Variables (d : nat) (h c : R) (dF : R -> R) (x y : nat -> vec).
Variables (a b kappa rho Dlo Dhi beta : R).
Hypothesis G : is_gd d h dF x y.
Hypothesis Hh : 0 < h.
Hypothesis Hc : dF c = 0.
Hypothesis Hcont : forall s, continuity_pt dF s.
Hypothesis Ha : 0 < a.
Hypothesis Hb : 0 < b.
Hypothesis Hends : a * exp (- kappa * a) = b * exp (kappa * b).
Hypothesis Hka : kappa * a < 1.
Hypothesis Hkb : - kappa * b < 1.
Hypothesis Hw : forall u, - a <= u <= b -> (h * dF (c + u)) ^ 2 <= 2.
Hypothesis Hbeta : forall u, - a <= u <= b -> Rabs (dF (c + u)) <= beta * Rabs u.
Hypothesis Hrho : 0 <= rho < 1.
(** The contraction on the box [-a, b] x [Dlo, Dhi] (Dlo = 0 when c <> 0, theta Dhi when c = 0). *)
Hypothesis Hcontr : forall u D, - a <= u <= b -> u <> 0 -> Dlo <= D <= Dhi -> 0 <= D ->
  let s := c + u in let r := dF s / u in
  Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho.

Let Vmax := b * exp (kappa * b).

Lemma Vmax_pos : 0 < Vmax. Proof. apply Rmult_lt_0_compat; [assumption|apply exp_pos]. Qed.
Lemma V_b : Vf kappa b = Vmax. Proof. unfold Vf, Vmax. rewrite Rabs_pos_eq by lra. reflexivity. Qed.
Lemma V_a : Vf kappa (- a) = Vmax.
Proof.
  unfold Vf. rewrite Rabs_Ropp, Rabs_pos_eq by lra. unfold Vmax. rewrite <- Hends. f_equal. f_equal. ring.
Qed.
Lemma V_box u : - a <= u <= b -> Vf kappa u <= Vmax.
Proof.
  intros Hu. destruct (Rle_lt_dec 0 u) as [Hp|Hn].
  - rewrite <- V_b. apply V_right; [lra|assumption].
  - rewrite <- V_a. replace u with (- - u) by ring. apply V_left; [lra|assumption].
Qed.

Lemma unext_0 D : unext h c dF D 0 = 0.
Proof. unfold unext. rewrite Rplus_0_r, Hc. ring. Qed.

Lemma unext_factor D u : u <> 0 -> let s := c + u in let r := dF s / u in
  unext h c dF D u = u * (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)).
Proof. intros Hu s r. unfold unext, r, s. field. assumption. Qed.

Lemma V_next D u : - a <= u <= b -> Dlo <= D <= Dhi -> 0 <= D ->
  Vf kappa (unext h c dF D u) <= rho * Vf kappa u.
Proof.
  intros Hu HD HD0. destruct (Req_dec u 0) as [->|Hne].
  - rewrite unext_0. unfold Vf. rewrite Rabs_R0. lra.
  - assert (Q := Hcontr u D Hu Hne HD HD0). cbv zeta in Q. unfold Vf.
    replace (exp (kappa * unext h c dF D u)) with (exp (kappa * (unext h c dF D u - u)) * exp (kappa * u)).
    2:{ rewrite <- exp_plus. f_equal. ring. }
    rewrite (unext_factor D u Hne) at 1. cbv zeta. rewrite Rabs_mult.
    apply Rmult_le_compat_r with (r := Rabs u * exp (kappa * u)) in Q.
    + lra.
    + apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos].
Qed.

Lemma unext_cont D u : 0 <= D -> continuity_pt (unext h c dF D) u.
Proof.
  intros HD. unfold unext.
  assert (Hs : continuity_pt (fun u => c + u) u) by (apply derivable_continuous_pt; reg).
  assert (Hd : continuity_pt (fun u => dF (c + u)) u) by (apply (continuity_pt_comp (fun u => c + u) dF); [exact Hs|apply Hcont]).
  assert (Hhd : continuity_pt (fun u => h * dF (c + u)) u) by (apply (continuity_pt_scal (fun u => dF (c + u))); exact Hd).
  assert (Hsq : continuity_pt (fun u => D + 4 * (c + u) ^ 2) u) by reg.
  assert (Hsr : continuity_pt (fun u => sqrt (D + 4 * (c + u) ^ 2)) u).
  { apply (continuity_pt_comp (fun u => D + 4 * (c + u) ^ 2) sqrt); [exact Hsq|].
    apply continuity_pt_sqrt. assert (0 <= (c + u) ^ 2) by apply sq_nonneg. lra. }
  apply (continuity_pt_minus (fun u => (c + u) * (1 + (h * dF (c + u)) ^ 2) - h * dF (c + u) * sqrt (D + 4 * (c + u) ^ 2)) (fun _ => c)).
  - apply (continuity_pt_minus (fun u => (c + u) * (1 + (h * dF (c + u)) ^ 2)) (fun u => h * dF (c + u) * sqrt (D + 4 * (c + u) ^ 2))).
    + apply (continuity_pt_mult (fun u => c + u) (fun u => 1 + (h * dF (c + u)) ^ 2)); [exact Hs|].
      apply (continuity_pt_plus (fun _ => 1) (fun u => (h * dF (c + u)) ^ 2)); [apply continuity_pt_const; intros ? ?; reflexivity|].
      apply (continuity_pt_comp (fun u => h * dF (c + u)) (fun z => z ^ 2)); [exact Hhd|]. reg.
    + apply (continuity_pt_mult (fun u => h * dF (c + u)) (fun u => sqrt (D + 4 * (c + u) ^ 2))); assumption.
  - apply continuity_pt_const. intros ? ?. reflexivity.
Qed.

(** A continuous function on a segment, 0 < v at 0 and beyond v at u, takes the value v in between. *)
Lemma ivt_from_0 (f : R -> R) u v : (forall z, continuity_pt f z) -> f 0 < v -> v < f u ->
  exists z, (0 <= z <= u \/ u <= z <= 0) /\ f z = v.
Proof.
  intros Hf H0 H1. destruct (Rtotal_order u 0) as [Hu|[E|Hu]].
  - destruct (IVT_interv (fun z => v - f z) u 0) as [z [Hz Ez]].
    + intros z _. apply (continuity_pt_minus (fun _ => v) f); [apply continuity_pt_const; intros ? ?; reflexivity|apply Hf].
    + assumption.
    + lra.
    + lra.
    + exists z. split; [right; assumption|lra].
  - subst u. lra.
  - destruct (IVT_interv (fun z => f z - v) 0 u) as [z [Hz Ez]].
    + intros z _. apply (continuity_pt_minus f (fun _ => v)); [apply Hf|apply continuity_pt_const; intros ? ?; reflexivity].
    + assumption.
    + lra.
    + lra.
    + exists z. split; [left; assumption|lra].
Qed.

(** Invariance of [-a, b], by the intermediate value theorem. *)
Lemma stays D u : - a <= u <= b -> Dlo <= D <= Dhi -> 0 <= D -> - a <= unext h c dF D u <= b.
Proof.
  intros Hu HD HD0.
  assert (Hcf : forall z, continuity_pt (unext h c dF D) z) by (intros; now apply unext_cont).
  assert (Hno : forall z v, (0 <= z <= u \/ u <= z <= 0) -> unext h c dF D z = v -> Vf kappa v = Vmax -> False).
  { intros z v Hz Ez HV. assert (Q := V_next D z ltac:(lra) HD HD0). rewrite Ez, HV in Q.
    assert (Q2 := V_box z ltac:(lra)). assert (Q3 := Vmax_pos).
    assert (rho * Vf kappa z <= rho * Vmax) by (apply Rmult_le_compat_l; lra).
    assert (rho * Vmax < 1 * Vmax) by (apply Rmult_lt_compat_r; lra). lra. }
  split.
  - destruct (Rle_lt_dec (- a) (unext h c dF D u)) as [|Hlt]; [assumption|exfalso].
    destruct (ivt_from_0 (fun z => - unext h c dF D z) u a) as [z [Hz Ez]].
    + intros z. apply (continuity_pt_opp (unext h c dF D)), Hcf.
    + rewrite unext_0. lra.
    + lra.
    + apply (Hno z (- a) Hz); [lra|apply V_a].
  - destruct (Rle_lt_dec (unext h c dF D u) b) as [|Hlt]; [assumption|exfalso].
    destruct (ivt_from_0 (unext h c dF D) u b Hcf) as [z [Hz Ez]].
    + rewrite unext_0. lra.
    + assumption.
    + apply (Hno z b Hz); [assumption|apply V_b].
Qed.

(** One step of the run. *)
Lemma p_sqrt5 k : qp d (x k) (y k) = sqrt (qD d (x k) (y k) + 4 * sprod d (x k) (y k) ^ 2).
Proof. apply (p_sqrt d x y). Qed.
Definition u5 k := sprod d (x k) (y k) - c.
Lemma u5_next k : u5 (S k) = unext h c dF (qD d (x k) (y k)) (u5 k).
Proof.
  unfold u5 at 1. rewrite (R1_s d h dF x y G), p_sqrt5. unfold unext, u5.
  replace (c + (sprod d (x k) (y k) - c)) with (sprod d (x k) (y k)) by ring. ring.
Qed.
Lemma w2_box k : - a <= u5 k <= b -> (h * dF (sprod d (x k) (y k))) ^ 2 <= 2.
Proof. intros Hu. assert (Q := Hw (u5 k) Hu). unfold u5 in Q. replace (c + (sprod d (x k) (y k) - c)) with (sprod d (x k) (y k)) in Q by ring. exact Q. Qed.
Lemma D5_next k : qD d (x (S k)) (y (S k)) = qD d (x k) (y k) * (1 - (h * dF (sprod d (x k) (y k))) ^ 2) ^ 2.
Proof. rewrite (R1_D d h dF x y G). ring. Qed.

(** |u| from V. *)
Definition E5 := exp (2 * Rabs kappa * Rmax a b).
Lemma u_from_V u : - a <= u <= b -> u ^ 2 <= Vf kappa u ^ 2 * E5.
Proof.
  intros Hu. unfold Vf, E5. rewrite Rpow_mult_distr, pow2_abs.
  assert (Hx : 1 <= exp (kappa * u) ^ 2 * exp (2 * Rabs kappa * Rmax a b)).
  { replace (exp (kappa * u) ^ 2) with (exp (2 * (kappa * u))).
    2:{ replace (2 * (kappa * u)) with (kappa * u + kappa * u) by ring. rewrite exp_plus. ring. }
    rewrite <- exp_plus, <- exp_0. apply exp_le.
    assert (Hm : Rabs u <= Rmax a b).
    { apply Rabs_le. assert (Q1 := Rmax_l a b). assert (Q2 := Rmax_r a b). lra. }
    assert (Hku : - (Rabs kappa * Rabs u) <= kappa * u).
    { rewrite <- Rabs_mult. assert (Q := Rabs_maj2 (kappa * u)). lra. }
    assert (Rabs kappa * Rabs u <= Rabs kappa * Rmax a b) by (apply Rmult_le_compat_l; [apply Rabs_pos|assumption]). lra. }
  assert (0 <= u ^ 2) by apply sq_nonneg. rewrite Rmult_assoc. rewrite <- (Rmult_1_r (u ^ 2)) at 1.
  apply Rmult_le_compat_l; lra.
Qed.

(** The run from step 0. q = h^2 beta^2 V_0^2 E5 / (1 - rho^2); the band condition D_0 (1 - q)^2 >= Dlo
    is void for Dlo = 0. *)
Definition q5 := h ^ 2 * beta ^ 2 * Vf kappa (u5 O) ^ 2 * E5 / (1 - rho ^ 2).
Hypothesis Hu0 : - a <= u5 O <= b.
Hypothesis HDhi : qD d (x O) (y O) <= Dhi.
Hypothesis Hbeta0 : 0 <= beta.

(** Partial geometric sums. *)
Definition geo (n : nat) := (1 - (rho ^ 2) ^ n) / (1 - rho ^ 2).
Lemma rho2 : 0 <= rho ^ 2 < 1. Proof. split; [apply sq_nonneg|nra]. Qed.
Lemma geo_S n : geo (S n) = geo n + (rho ^ 2) ^ n.
Proof. unfold geo. assert (R := rho2). rewrite <- tech_pow_Rmult. field. lra. Qed.
Lemma geo_le n : 0 <= geo n <= / (1 - rho ^ 2).
Proof.
  assert (R := rho2). unfold geo.
  assert (0 <= (rho ^ 2) ^ n <= 1).
  { split; [apply pow_le; lra|]. induction n as [|n IH]; [simpl; lra|]. rewrite <- tech_pow_Rmult.
    assert (0 <= (rho ^ 2) ^ n) by (apply pow_le; lra).
    rewrite <- (Rmult_1_r 1). apply Rmult_le_compat; lra. }
  assert (0 < / (1 - rho ^ 2)) by (apply Rinv_0_lt_compat; lra).
  split; [apply Rmult_le_pos; lra|]. unfold Rdiv. rewrite <- (Rmult_1_l (/ (1 - rho ^ 2))) at 2. apply Rmult_le_compat_r; lra.
Qed.

Lemma T5_main : q5 < 1 -> Dlo <= qD d (x O) (y O) * (1 - q5) ^ 2 -> forall j,
  - a <= u5 j <= b /\ Vf kappa (u5 j) <= rho ^ j * Vf kappa (u5 O) /\
  qD d (x O) (y O) * (1 - q5) ^ 2 <= qD d (x j) (y j) <= qD d (x O) (y O).
Proof.
  intros Hq Hlo.
  set (Q0 := h ^ 2 * beta ^ 2 * Vf kappa (u5 O) ^ 2 * E5).
  assert (HQ0 : 0 <= Q0).
  { unfold Q0. apply Rmult_le_pos; [|left; apply exp_pos].
    apply Rmult_le_pos; [apply Rmult_le_pos; apply sq_nonneg|apply sq_nonneg]. }
  assert (Hq0 : 0 <= q5) by (unfold q5; fold Q0; assert (R := rho2); apply Rmult_le_pos; [assumption|left; apply Rinv_0_lt_compat; lra]).
  assert (HD0 := qD_nonneg d (x O) (y O)).
  assert (Hgq : forall n, Q0 * geo n <= q5).
  { intros n. unfold q5. fold Q0. apply Rmult_le_compat_l; [assumption|apply geo_le]. }
  assert (Hmain : forall j, - a <= u5 j <= b /\ Vf kappa (u5 j) <= rho ^ j * Vf kappa (u5 O) /\
     qD d (x O) (y O) * (1 - Q0 * geo j) ^ 2 <= qD d (x j) (y j) <= qD d (x O) (y O)).
  { induction j as [|j [IH1 [IH2 IH3]]].
    - unfold geo. simpl pow. replace ((1 - 1) / (1 - rho * (rho * 1))) with 0 by (unfold Rdiv; ring).
      split; [assumption|]. split; [lra|]. split; [right; ring|lra].
    - assert (Hg := geo_le j). assert (Hgj := Hgq j).
      assert (Hlow : qD d (x O) (y O) * (1 - q5) ^ 2 <= qD d (x j) (y j)).
      { apply Rle_trans with (2 := proj1 IH3). apply Rmult_le_compat_l; [assumption|]. apply pow_incr. lra. }
      assert (HDj := qD_nonneg d (x j) (y j)).
      assert (Hband : Dlo <= qD d (x j) (y j) <= Dhi) by lra.
      assert (Hst := stays (qD d (x j) (y j)) (u5 j) IH1 Hband HDj). rewrite <- u5_next in Hst.
      assert (HV := V_next (qD d (x j) (y j)) (u5 j) IH1 Hband HDj). rewrite <- u5_next in HV.
      assert (Hw2 := w2_box j IH1).
      assert (Hwj : (h * dF (sprod d (x j) (y j))) ^ 2 <= Q0 * (rho ^ 2) ^ j).
      { assert (B := Hbeta (u5 j) IH1). unfold u5 in B at 1. replace (c + (sprod d (x j) (y j) - c)) with (sprod d (x j) (y j)) in B by ring.
        assert (B2 : dF (sprod d (x j) (y j)) ^ 2 <= beta ^ 2 * u5 j ^ 2).
        { rewrite <- (pow2_abs (dF _)), <- (pow2_abs (u5 j)), <- Rpow_mult_distr. apply pow_incr. split; [apply Rabs_pos|assumption]. }
        assert (B3 := u_from_V (u5 j) IH1).
        assert (HE : 0 < E5) by apply exp_pos.
        assert (B4 : Vf kappa (u5 j) ^ 2 <= (rho ^ 2) ^ j * Vf kappa (u5 O) ^ 2).
        { replace ((rho ^ 2) ^ j) with ((rho ^ j) ^ 2) by (rewrite <- !pow_mult; f_equal; lia).
          rewrite <- Rpow_mult_distr. apply pow_incr. split; [|assumption].
          unfold Vf. apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos]. }
        rewrite Rpow_mult_distr. unfold Q0.
        apply Rle_trans with (h ^ 2 * (beta ^ 2 * (((rho ^ 2) ^ j * Vf kappa (u5 O) ^ 2) * E5))); [|right; ring].
        apply Rmult_le_compat_l; [apply sq_nonneg|]. apply Rle_trans with (1 := B2). apply Rmult_le_compat_l; [apply sq_nonneg|].
        apply Rle_trans with (1 := B3). apply Rmult_le_compat_r; lra. }
      assert (Hw0 := sq_nonneg (h * dF (sprod d (x j) (y j)))).
      split; [assumption|]. split; [|split].
      + apply Rle_trans with (1 := HV). rewrite <- tech_pow_Rmult, Rmult_assoc. apply Rmult_le_compat_l; lra.
      + rewrite D5_next, geo_S. set (w2 := (h * dF (sprod d (x j) (y j))) ^ 2) in *.
        assert (Hgs := Hgq (S j)). rewrite geo_S in Hgs.
        set (S0 := Q0 * geo j) in *. assert (HS0 : 0 <= S0) by (unfold S0; apply Rmult_le_pos; lra).
        replace (Q0 * (geo j + (rho ^ 2) ^ j)) with (S0 + Q0 * (rho ^ 2) ^ j) in * by (unfold S0; ring).
        assert (Hx : (1 - (S0 + Q0 * (rho ^ 2) ^ j)) ^ 2 <= (1 - S0) ^ 2 * (1 - w2) ^ 2).
        { rewrite <- Rpow_mult_distr. apply pow_incr. split; [lra|].
          assert (0 <= S0 * w2) by (apply Rmult_le_pos; lra). lra. }
        apply Rle_trans with (qD d (x O) (y O) * ((1 - S0) ^ 2 * (1 - w2) ^ 2)); [apply Rmult_le_compat_l; lra|].
        rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [apply sq_nonneg|apply IH3].
      + rewrite D5_next. set (w2 := (h * dF (sprod d (x j) (y j))) ^ 2) in *. apply Rle_trans with (2 := proj2 IH3).
        rewrite <- (Rmult_1_r (qD d (x j) (y j))) at 2. apply Rmult_le_compat_l; [assumption|].
        assert (0 <= w2 * (2 - w2)) by (apply Rmult_le_pos; lra). lra. }
  intros j. destruct (Hmain j) as [H1 [H2 H3]]. split; [assumption|]. split; [assumption|]. split; [|apply H3].
  apply Rle_trans with (2 := proj1 H3). apply Rmult_le_compat_l; [assumption|]. apply pow_incr. assert (Q := Hgq j). lra.
Qed.
End T5.

(** T5, c <> 0 (Dlo = 0): no condition on q. *)
Theorem T5_contraction d h c dF x y a b kappa rho Dhi :
  is_gd d h dF x y -> 0 < h -> dF c = 0 -> (forall s, continuity_pt dF s) -> 0 < a -> 0 < b ->
  a * exp (- kappa * a) = b * exp (kappa * b) -> kappa * a < 1 -> - kappa * b < 1 ->
  (forall u, - a <= u <= b -> (h * dF (c + u)) ^ 2 <= 2) -> 0 <= rho < 1 ->
  (forall u D, - a <= u <= b -> u <> 0 -> 0 <= D <= Dhi ->
    let s := c + u in let r := dF s / u in
    Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho) ->
  - a <= sprod d (x O) (y O) - c <= b -> qD d (x O) (y O) <= Dhi ->
  forall j, - a <= sprod d (x j) (y j) - c <= b /\ qD d (x j) (y j) <= Dhi /\
    Vf kappa (sprod d (x j) (y j) - c) <= rho ^ j * Vf kappa (sprod d (x O) (y O) - c).
Proof.
  intros G Hh Hc Hcont Ha Hb Hends Hka Hkb Hw Hrho Hcontr Hu0 HD0.
  assert (Hcontr' : forall u D, - a <= u <= b -> u <> 0 -> 0 <= D <= Dhi -> 0 <= D ->
    let s := c + u in let r := dF s / u in
    Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) * exp (kappa * (unext h c dF D u - u)) <= rho).
  { intros u D H1 H2 H3 _. apply Hcontr; assumption. }
  induction j as [|j [IH1 [IH2 IH3]]].
  - simpl pow. repeat split; try lra.
  - assert (HDj := qD_nonneg d (x j) (y j)).
    assert (Hst := stays h c dF a b kappa rho 0 Dhi Hc Hcont Ha Hb Hends Hka Hkb Hrho Hcontr' (qD d (x j) (y j)) _ IH1 ltac:(lra) HDj).
    assert (HV := V_next h c dF a b kappa rho 0 Dhi Hc Hcontr' (qD d (x j) (y j)) _ IH1 ltac:(lra) HDj).
    assert (E := u5_next d h c dF x y G j). unfold u5 in E. rewrite <- E in Hst, HV.
    split; [assumption|]. split.
    + rewrite (D5_next d h dF x y G). apply Rle_trans with (2 := IH2).
      assert (Hw2 := w2_box d h c dF x y a b Hw j IH1). set (w2 := (h * dF (sprod d (x j) (y j))) ^ 2) in *.
      assert (0 <= w2) by (unfold w2; apply sq_nonneg).
      rewrite <- (Rmult_1_r (qD d (x j) (y j))) at 2. apply Rmult_le_compat_l; [assumption|].
      assert (0 <= w2 * (2 - w2)) by (apply Rmult_le_pos; lra). lra.
    + apply Rle_trans with (1 := HV). rewrite <- tech_pow_Rmult, Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

(** Where q < 1, the squared slopes on [c - U, c + U] are below 2. *)
Lemma slopes_below h c (dF : R -> R) U rho beta :
  0 < U -> 0 <= beta -> 0 <= rho < 1 -> h ^ 2 * beta ^ 2 * U ^ 2 / (1 - rho ^ 2) < 1 ->
  (forall u, - U <= u <= U -> Rabs (dF (c + u)) <= beta * Rabs u) -> forall u, - U <= u <= U -> (h * dF (c + u)) ^ 2 <= 2.
Proof.
  intros HU Hbeta0 Hrho Hq Hbeta. assert (R := rho2 rho Hrho). set (q := h ^ 2 * beta ^ 2 * U ^ 2 / (1 - rho ^ 2)) in *.
  assert (HUq : h ^ 2 * beta ^ 2 * U ^ 2 <= q).
  { unfold q. apply le_div_r; [lra|]. rewrite <- (Rmult_1_r (h ^ 2 * beta ^ 2 * U ^ 2)) at 2. apply Rmult_le_compat_l; [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; apply sq_nonneg|apply sq_nonneg]. }
  intros u Hu. assert (B := Hbeta u Hu). assert (Hau : Rabs u <= U) by (apply Rabs_le; lra).
  assert (dF (c + u) ^ 2 <= beta ^ 2 * U ^ 2).
  { rewrite <- (pow2_abs (dF (c + u))), <- Rpow_mult_distr. apply pow_incr. split; [apply Rabs_pos|].
    apply Rle_trans with (1 := B). apply Rmult_le_compat_l; assumption. }
  rewrite Rpow_mult_distr. assert (h ^ 2 * dF (c + u) ^ 2 <= h ^ 2 * (beta ^ 2 * U ^ 2)) by (apply Rmult_le_compat_l; [apply sq_nonneg|assumption]). lra.
Qed.

(** T6: kappa = 0 on |u| <= |u_0|: every step. *)
Theorem T6_steps d h c dF x y rho beta Dlo :
  is_gd d h dF x y -> 0 < h -> dF c = 0 -> (forall s, continuity_pt dF s) -> 0 <= beta -> 0 <= rho < 1 ->
  let U := Rabs (sprod d (x O) (y O) - c) in
  0 < U -> (forall u, - U <= u <= U -> Rabs (dF (c + u)) <= beta * Rabs u) ->
  (forall u D, - U <= u <= U -> u <> 0 -> Dlo <= D <= qD d (x O) (y O) -> 0 <= D ->
    let s := c + u in let r := dF s / u in
    Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) <= rho) ->
  let q := h ^ 2 * beta ^ 2 * U ^ 2 / (1 - rho ^ 2) in
  q < 1 -> Dlo <= qD d (x O) (y O) * (1 - q) ^ 2 ->
  forall j, - U <= sprod d (x j) (y j) - c <= U /\ Rabs (sprod d (x j) (y j) - c) <= rho ^ j * U /\
    qD d (x O) (y O) * (1 - q) ^ 2 <= qD d (x j) (y j) <= qD d (x O) (y O).
Proof.
  intros G Hh Hc Hcont Hbeta0 Hrho U HU Hbeta Hcontr q Hq Hlo.
  assert (R := rho2 rho Hrho).
  assert (Hw := slopes_below h c dF U rho beta HU Hbeta0 Hrho Hq Hbeta).
  assert (HE : E5 U U 0 = 1).
  { unfold E5. rewrite Rabs_R0. replace (2 * 0 * Rmax U U) with 0 by ring. apply exp_0. }
  assert (HV : forall u, Vf 0 u = Rabs u) by (intros u; unfold Vf; rewrite Rmult_0_l, exp_0; ring).
  assert (Eq : q5 d h c x y U U 0 rho beta = q).
  { unfold q5, q. rewrite HE, HV. unfold u5. fold U. unfold Rdiv. ring. }
  assert (Hu0 : - U <= u5 d c x y O <= U) by (unfold u5, U; apply Rabs_le_between; lra).
  assert (Main : forall j, - U <= u5 d c x y j <= U /\ Vf 0 (u5 d c x y j) <= rho ^ j * Vf 0 (u5 d c x y O) /\
     qD d (x O) (y O) * (1 - q) ^ 2 <= qD d (x j) (y j) <= qD d (x O) (y O)).
  { rewrite <- Eq. apply (T5_main d h c dF x y U U 0 rho Dlo (qD d (x O) (y O)) beta); try assumption; try lra.
    - f_equal. f_equal. ring.
    - intros u D H1 H2 H3 H4 s r. rewrite Rmult_0_l, exp_0, Rmult_1_r. now apply Hcontr.
    - rewrite Eq. assumption. }
  intros j. destruct (Main j) as [H1 [H2 H3]]. rewrite 2 HV in H2. split; [exact H1|]. split; [exact H2|exact H3].
Qed.

(** Enclosure of D_inf and of the limit sharpness phi = F''(c) sqrt(D + 4 c^2). *)
Theorem T6_enclosure d h c dF x y rho beta Dlo :
  is_gd d h dF x y -> 0 < h -> dF c = 0 -> (forall s, continuity_pt dF s) -> 0 <= beta -> 0 <= rho < 1 ->
  let U := Rabs (sprod d (x O) (y O) - c) in
  0 < U -> (forall u, - U <= u <= U -> Rabs (dF (c + u)) <= beta * Rabs u) ->
  (forall u D, - U <= u <= U -> u <> 0 -> Dlo <= D <= qD d (x O) (y O) -> 0 <= D ->
    let s := c + u in let r := dF s / u in
    Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) <= rho) ->
  let q := h ^ 2 * beta ^ 2 * U ^ 2 / (1 - rho ^ 2) in
  q < 1 -> Dlo <= qD d (x O) (y O) * (1 - q) ^ 2 ->
  exists Dinf, Un_cv (fun k => qD d (x k) (y k)) Dinf /\
    qD d (x O) (y O) * (1 - q) ^ 2 <= Dinf <= qD d (x O) (y O) /\
    Un_cv (fun k => sprod d (x k) (y k)) c /\
    forall F2, 0 <= F2 -> F2 * sqrt (qD d (x O) (y O) * (1 - q) ^ 2 + 4 * c ^ 2) <= F2 * sqrt (Dinf + 4 * c ^ 2)
       <= F2 * sqrt (qD d (x O) (y O) + 4 * c ^ 2).
Proof.
  intros G Hh Hc Hcont Hbeta0 Hrho U HU Hbeta Hcontr q Hq Hlo.
  assert (R := rho2 rho Hrho).
  assert (Hw := slopes_below h c dF U rho beta HU Hbeta0 Hrho Hq Hbeta).
  assert (Main := T6_steps d h c dF x y rho beta Dlo G Hh Hc Hcont Hbeta0 Hrho HU Hbeta Hcontr Hq Hlo). cbv zeta in Main. fold U q in Main.
  assert (Hscv : Un_cv (fun k => sprod d (x k) (y k)) c).
  { intros e He. destruct (pow_lt_1_zero rho ltac:(rewrite Rabs_pos_eq; lra) (e / U) ltac:(apply Rdiv_lt_0_compat; assumption)) as [N HN].
    exists N. intros n Hn. specialize (HN n Hn). destruct (Main n) as [_ [Q _]].
    unfold R_dist. apply Rle_lt_trans with (1 := Q). rewrite Rabs_pos_eq in HN by (apply pow_le; lra).
    apply Rmult_lt_compat_r with (r := U) in HN; [|assumption]. replace (e / U * U) with e in HN by (field; lra). exact HN. }
  destruct (decreasing_from_cv (fun k => qD d (x k) (y k)) 0) as [Dinf [HDc [HD0 HDl]]].
  - intros k. apply qD_nonneg.
  - intros k _. rewrite (D5_next d h dF x y G). destruct (Main k) as [Q _].
    assert (Hw2 := w2_box d h c dF x y U U Hw k Q). set (w2 := (h * dF (sprod d (x k) (y k))) ^ 2) in *.
    assert (0 <= w2) by (unfold w2; apply sq_nonneg). assert (HDk := qD_nonneg d (x k) (y k)).
    rewrite <- (Rmult_1_r (qD d (x k) (y k))) at 2. apply Rmult_le_compat_l; [assumption|].
    assert (0 <= w2 * (2 - w2)) by (apply Rmult_le_pos; lra). lra.
  - assert (Henc : qD d (x O) (y O) * (1 - q) ^ 2 <= Dinf <= qD d (x O) (y O)).
    { split; [|apply (HDl O); lia].
      destruct (Rle_lt_dec (qD d (x O) (y O) * (1 - q) ^ 2) Dinf) as [|Hlt]; [assumption|exfalso].
      destruct (HDc (qD d (x O) (y O) * (1 - q) ^ 2 - Dinf) ltac:(lra)) as [N HN]. specialize (HN N (le_n N)).
      unfold R_dist in HN. apply Rabs_def2 in HN. destruct (Main N) as [_ [_ Q]]. lra. }
    exists Dinf. split; [assumption|]. split; [assumption|]. split; [assumption|].
    intros F2 HF2. split; apply Rmult_le_compat_l; try assumption; apply sqrt_le_1_alt; lra.
Qed.
