(** T12: beyond the line of the lower sector bound the run stays there, and reaches the centre only by an exact hit. In the variables
    a = h bl A, b = h bl B, g = h bl c with the lower bound bl of F'(c+u)/u: w = rho u with rho >= 1. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run.
Open Scope R_scope.

Section T12.
Variables (g R0 : R) (a b w rho : nat -> R).
Hypothesis Hg : 0 <= g < 2.
Hypothesis Ho : orb a b w.
Hypothesis Hw : forall k, w k = rho k * up g (a k) (b k).
Hypothesis Hrho : forall k, 1 <= rho k <= R0.
Hypothesis Hgr : forall k, g ^ 2 * rho k < 4.
Hypothesis Hstart : Y g (a O) (b O) < 0.
Let u k := up g (a k) (b k).

Lemma T12_factor k : 0 < 1 + sg (a k) (b k) * w k.
Proof.
  assert (E : sg (a k) (b k) = u k + g) by (unfold u, up; ring). rewrite E, Hw. fold (u k).
  assert (Hr := Hrho k). assert (Q := Hgr k). set (r := rho k) in *. set (v := u k).
  assert (E2 : 1 + (v + g) * (r * v) = r * (v + g / 2) ^ 2 + (4 - g ^ 2 * r) / 4) by field. rewrite E2.
  assert (0 <= r * (v + g / 2) ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]). lra.
Qed.

(** The condition persists. *)
Theorem T12_persists k : Y g (a k) (b k) < 0.
Proof.
  induction k as [|k IH]; [exact Hstart|]. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho), Hw.
  assert (Q := T1_identity_reduced g (a k) (b k) (rho k)). cbv zeta in Q. rewrite Q.
  assert (F := T12_factor k). rewrite Hw in F. assert (Hr := Hrho k).
  assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k).
  assert (P : 0 <= (a k + b k) / 2 - g * sg (a k) (b k)) by (unfold sg; nra).
  assert (0 <= rho k * (rho k - 1) * up g (a k) (b k) ^ 2 * ((a k + b k) / 2 - g * sg (a k) (b k))).
  { apply Rmult_le_pos; [|assumption]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]. }
  assert (Y g (a k) (b k) * (1 + sg (a k) (b k) * (rho k * up g (a k) (b k))) < 0) by nra. lra.
Qed.

(** u' = u (1 - rho (P - sigma w)), P = (a + b)/2. *)
Lemma T12_u k : u (S k) = u k * (1 - rho k * ((a k + b k) / 2 - sg (a k) (b k) * w k)).
Proof.
  unfold u at 1. unfold up. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho).
  assert (E : sg (na (a k) (w k)) (nb (b k) (w k)) = sg (a k) (b k) * (1 + w k ^ 2) - w k * ((a k + b k) / 2)).
  { unfold sg, na, nb. field. }
  rewrite E. assert (E2 : w k = rho k * u k) by apply Hw. assert (E3 : sg (a k) (b k) = u k + g) by (unfold u, up; ring).
  rewrite E3, E2. ring.
Qed.

(** No convergence without an exact hit. *)
Theorem T12_fails : (forall k, u k <> 0) -> ~ tends0 u.
Proof.
  intros Hne Ht. assert (HR : 1 <= R0) by (assert (Q := Hrho O); lra).
  set (dl := / (8 * R0)). assert (Hdl : 0 < dl) by (apply Rinv_0_lt_compat; lra).
  assert (HRd : R0 * dl = / 8) by (unfold dl; field; lra). assert (Hd8 : dl <= / 8) by nra.
  destruct (Ht dl Hdl) as [N HN].
  assert (Hgrow : forall k, (N <= k)%nat -> Rabs (u k) <= Rabs (u (S k))).
  { intros k Hk. specialize (HN k Hk). assert (Hr := Hrho k). assert (HY := T12_persists k). unfold Y in HY. fold (u k) in HY.
    assert (Hu := Rabs_def2 _ _ HN). set (P := (a k + b k) / 2) in *.
    assert (HP : 15 / 4 < P) by nra.
    assert (Hsw : Rabs (sg (a k) (b k) * w k) <= 1).
    { assert (E3 : sg (a k) (b k) = u k + g) by (unfold u, up; ring). rewrite E3, Hw. fold (u k). rewrite 2 Rabs_mult, (Rabs_pos_eq (rho k)) by lra.
      assert (Rabs (u k + g) <= 3) by (apply Rabs_le; lra).
      assert (rho k * Rabs (u k) <= R0 * dl) by (apply Rmult_le_compat; try lra; apply Rabs_pos).
      assert (Q0 := Rabs_pos (u k)). assert (0 <= rho k * Rabs (u k)) by (apply Rmult_le_pos; lra).
      assert (Q1 := Rabs_pos (u k + g)).
      apply Rle_trans with (3 * (R0 * dl)); [|lra]. apply Rmult_le_compat; lra. }
    assert (Hsw2 := Rabs_def1). apply Rabs_le_between in Hsw.
    rewrite T12_u. fold P. rewrite Rabs_mult.
    assert (HT : 2 <= P - sg (a k) (b k) * w k) by lra.
    assert (2 <= rho k * (P - sg (a k) (b k) * w k)) by nra.
    assert (1 <= Rabs (1 - rho k * (P - sg (a k) (b k) * w k))).
    { rewrite Rabs_left1 by lra. lra. }
    assert (Q0 := Rabs_pos (u k)). nra. }
  assert (Hmono : forall m, Rabs (u N) <= Rabs (u (N + m)%nat)).
  { induction m as [|m IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := IH), Hgrow. lia. }
  assert (HuN : 0 < Rabs (u N)) by apply Rabs_pos_lt, Hne.
  destruct (Ht (Rabs (u N)) HuN) as [M HM]. specialize (HM (N + M)%nat ltac:(lia)). specialize (Hmono M). lra.
Qed.

(** c = 0: p_k -> inf without an exact hit; -Y = h bl p - 4 rises by the factor 1 + sigma w >= 1 + u^2, and a bounded p would force u_k -> 0. *)
Theorem T12_zero : g = 0 -> (forall k, u k <> 0) -> forall M, exists N, forall k, (N <= k)%nat -> M < (a k + b k) / 2.
Proof.
  intros Eg Hne. assert (EY : forall k, Y g (a k) (b k) = 4 - (a k + b k) / 2) by (intros k; unfold Y; rewrite Eg; ring).
  assert (Esg : forall k, sg (a k) (b k) = u k) by (intros k; unfold u, up; rewrite Eg; ring).
  assert (Hgrow : forall k, - Y g (a k) (b k) * (1 + u k ^ 2) <= - Y g (a (S k)) (b (S k))).
  { intros k. assert (HY := T12_persists k). rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho), Hw.
    assert (Q := T1_identity_reduced g (a k) (b k) (rho k)). cbv zeta in Q. rewrite Q. fold (u k). rewrite Esg, Eg. assert (Hr := Hrho k).
    assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k).
    assert (0 <= rho k * (rho k - 1) * u k ^ 2 * ((a k + b k) / 2 - 0 * u k)).
    { apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]. }
    assert (- Y g (a k) (b k) * u k ^ 2 <= - Y g (a k) (b k) * (u k * (rho k * u k))).
    { apply Rmult_le_compat_l; [lra|]. replace (u k * (rho k * u k)) with (rho k * u k ^ 2) by ring. assert (P := sq_nonneg (u k)). nra. }
    rewrite Eg in *. lra. }
  assert (Hmono : forall k, - Y g (a k) (b k) <= - Y g (a (S k)) (b (S k))).
  { intros k. apply Rle_trans with (2 := Hgrow k). assert (HY := T12_persists k). assert (P := sq_nonneg (u k)). nra. }
  assert (Hmono2 : forall k n, - Y g (a k) (b k) <= - Y g (a (k + n)%nat) (b (k + n)%nat)).
  { intros k. induction n as [|n IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := IH), Hmono. }
  intros M. apply NNPP. intros Hno.
  assert (Hbound : forall k, (a k + b k) / 2 <= M).
  { intros k. destruct (Rle_lt_dec ((a k + b k) / 2) M) as [|Hgt]; [assumption|exfalso]. apply Hno. exists k. intros j Hj.
    assert (Q := Hmono2 k (j - k)%nat). replace (k + (j - k))%nat with j in Q by lia. rewrite 2 EY in Q. lra. }
  assert (Hlog : forall n, bsum (fun k => ln (1 + u k ^ 2)) n <= ln (- Y g (a n) (b n)) - ln (- Y g (a O) (b O))).
  { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (H1 := T12_persists n). assert (H2 := T12_persists (S n)). assert (P := sq_nonneg (u n)).
    assert (L : ln (- Y g (a n) (b n) * (1 + u n ^ 2)) <= ln (- Y g (a (S n)) (b (S n)))) by (apply ln_le; [apply Rmult_lt_0_compat; lra|apply Hgrow]).
    rewrite ln_mult in L by lra. lra. }
  apply (T12_fails Hne). apply (tends0_sum u (fun v => ln (1 + v ^ 2)) (ln M - ln (- Y g (a O) (b O)))).
  - intros k. apply ln_nonneg. assert (P := sq_nonneg (u k)). lra.
  - intros n. apply Rle_trans with (1 := Hlog n). assert (H1 := T12_persists n). assert (Q := Hbound n). rewrite EY in *.
    assert (ln (- (4 - (a n + b n) / 2)) <= ln M) by (apply ln_le; lra). lra.
  - intros e He. exists (ln (1 + e ^ 2)). split; [apply ln_pos; assert (0 < e ^ 2) by (apply pow_lt; assumption); lra|]. intros k Hk.
    apply ln_le; [assert (P := sq_nonneg e); lra|]. rewrite <- (pow2_abs (u k)). apply Rplus_le_compat_l, pow_incr. lra.
Qed.
End T12.
