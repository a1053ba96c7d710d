(** T5c: T5 from a followed step K on, as counts of the whole run. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Flat T5 T5round.
Open Scope R_scope.

(** The number of k < n that are not known to have |u_k| < eps. *)
Fixpoint cntb (may : nat -> bool) (n : nat) : nat :=
  match n with O => O | S m => (cntb may m + if may m then 1 else 0)%nat end.

Lemma cnt_cntb f eps may n : (forall k, (k < n)%nat -> may k = false -> f k < eps) -> (cnt f eps n <= cntb may n)%nat.
Proof.
  induction n as [|n IH]; intros H; [reflexivity|]. cbn [cnt cntb].
  assert (IH' : (cnt f eps n <= cntb may n)%nat) by (apply IH; intros k Hk; apply H; lia).
  destruct (Rle_dec eps (f n)) as [Hle|]; [|destruct (may n); lia].
  destruct (may n) eqn:E; [lia|]. assert (Q := H n ltac:(lia) E). lra.
Qed.

Lemma cnt_from f eps m n : (forall k, (m <= k)%nat -> f k < eps) -> (cnt f eps n <= m)%nat.
Proof.
  intros H. induction n as [|n IH]; [simpl; lia|]. cbn [cnt].
  destruct (Rle_dec eps (f n)) as [Hle|]; [|lia].
  destruct (le_lt_dec m n) as [Hmn|Hnm]; [assert (Q := H n Hmn); lra|]. assert (Q := cnt_le f eps n). lia.
Qed.

Lemma abs_from_V a b kappa u : - a <= u <= b -> Rabs u <= Vf kappa u * exp (Rabs kappa * Rmax a b).
Proof.
  intros Hu. assert (H := u_from_V a b kappa u Hu). apply sq_le_inv.
  - apply Rmult_le_pos; [|left; apply exp_pos]. unfold Vf. apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos].
  - rewrite pow2_abs, Rpow_mult_distr. apply Rle_trans with (1 := H). right. f_equal. unfold E5. simpl. rewrite Rmult_1_r, <- exp_plus. f_equal. ring.
Qed.

Section Followed.
Variables (d : nat) (h c : R) (dF : R -> R) (x y : nat -> vec) (a b kappa rho Dlo Dhi beta : R) (K : nat).
Hypothesis G : is_gd d h dF x y.
Hypothesis Hh : 0 < h.
Hypothesis Hc : dF c = 0.
Hypothesis Hcont : forall s, continuity_pt dF s.
Hypothesis Ha : 0 < a.
Hypothesis Hb : 0 < b.
Let u k := u5 d c x y k.
Let D k := qD d (x k) (y k).
Hypothesis Hends : rounded_sides a b kappa (u K).
Hypothesis Hka : kappa * a < 1.
Hypothesis Hkb : - kappa * b < 1.
Hypothesis Hw : forall v, - a <= v <= b -> (h * dF (c + v)) ^ 2 <= 2.
Hypothesis Hbeta : forall v, - a <= v <= b -> Rabs (dF (c + v)) <= beta * Rabs v.
Hypothesis Hrho : 0 <= rho < 1.
Hypothesis Hcontr : forall v E, - a <= v <= b -> v <> 0 -> Dlo <= E <= Dhi -> 0 <= E ->
  let s := c + v in let r := dF s / v in
  Rabs (1 - h * r * (sqrt (E + 4 * s ^ 2) - h * r * v * s)) * exp (kappa * (unext h c dF E v - v)) <= rho.
Hypothesis HD : D K <= Dhi.
Let q := h ^ 2 * beta ^ 2 * Vf kappa (u K) ^ 2 * exp (2 * Rabs kappa * Rmax a b) / (1 - rho ^ 2).
(** The band: all D from 0 on (c <> 0), or D_K with what T5 takes from it. *)
Hypothesis Hband : Dlo = 0 \/ (q < 1 /\ Dlo <= D K * (1 - q) ^ 2).

Let C := Vf kappa (u K) * exp (Rabs kappa * Rmax a b).

Lemma shifted_gd : is_gd d h dF (fun k => x (K + k)%nat) (fun k => y (K + k)%nat).
Proof. destruct G as [Gx Gy]. split; intros k; rewrite Nat.add_succ_r; [apply Gx|apply Gy]. Qed.

Lemma followed_box j : - a <= u (K + j) <= b /\ Vf kappa (u (K + j)) <= rho ^ j * Vf kappa (u K).
Proof.
  set (xs := fun k => x (K + k)%nat). set (ys := fun k => y (K + k)%nat).
  assert (E0 : u5 d c xs ys 0 = u K) by (unfold u, u5, xs, ys; rewrite Nat.add_0_r; reflexivity).
  assert (Ed : qD d (xs O) (ys O) = D K) by (unfold D, xs, ys; rewrite Nat.add_0_r; reflexivity).
  assert (Ej : u5 d c xs ys j = u (K + j)) by reflexivity.
  destruct Hband as [H0|[Hq Hlo]].
  - destruct (T5_rounded d h c dF xs ys a b kappa rho Dlo Dhi) with (j := j) as [H1 H2]; try assumption.
    + apply shifted_gd.
    + rewrite E0. assumption.
    + rewrite Ed. assumption.
    + rewrite Ej in H1, H2. rewrite E0 in H2. split; assumption.
  - assert (Eq : q5 d h c xs ys a b kappa rho beta = q) by (unfold q5; rewrite E0; reflexivity).
    destruct (T5_band_rounded d h c dF xs ys a b kappa rho Dlo Dhi) with (beta := beta) (j := j) as [H1 [H2 _]]; try assumption.
    + apply shifted_gd.
    + rewrite E0. assumption.
    + rewrite Ed. assumption.
    + rewrite Eq. assumption.
    + rewrite Eq, Ed. assumption.
    + rewrite Ej in H1, H2. rewrite E0 in H2. split; assumption.
Qed.

Lemma followed_offset j : Rabs (u (K + j)) <= C * rho ^ j.
Proof.
  destruct (followed_box j) as [H1 H2]. apply Rle_trans with (1 := abs_from_V a b kappa _ H1). unfold C.
  apply Rle_trans with (rho ^ j * Vf kappa (u K) * exp (Rabs kappa * Rmax a b)); [|right; ring].
  apply Rmult_le_compat_r; [left; apply exp_pos|assumption].
Qed.

(** C1. *)
Theorem T5c_geometric : (forall k, (K <= k)%nat -> Rabs (u k) <= C * rho ^ (k - K)) /\ Un_cv (fun k => sprod d (x k) (y k)) c.
Proof.
  assert (H : forall k, (K <= k)%nat -> Rabs (u k) <= C * rho ^ (k - K)).
  { intros k Hk. replace k with (K + (k - K))%nat at 1 by lia. apply followed_offset. }
  split; [assumption|]. intros e He.
  assert (HC : 0 <= C).
  { unfold C, Vf. apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos]|left; apply exp_pos]. }
  destruct (pow_lt_1_zero rho ltac:(rewrite Rabs_pos_eq; lra) (e / (C + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [N HN].
  exists (K + N)%nat. intros k Hk. specialize (HN (k - K)%nat ltac:(lia)). rewrite Rabs_pos_eq in HN by (apply pow_le; lra).
  unfold R_dist. change (Rabs (u k) < e). apply Rle_lt_trans with (1 := H k ltac:(lia)).
  apply Rle_lt_trans with (C * (e / (C + 1))); [apply Rmult_le_compat_l; lra|].
  replace (C * (e / (C + 1))) with (e * (C / (C + 1))) by (field; lra). rewrite <- (Rmult_1_r e) at 2.
  apply Rmult_lt_compat_l; [assumption|]. apply Rmult_lt_reg_r with (C + 1); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** C2: those followed that may have |u_k| >= eps, then n + 1. *)
Theorem T5c_count eps n may N : 0 < eps -> (forall k, (k < K)%nat -> may k = false -> Rabs (u k) < eps) -> C * rho ^ n <= eps ->
  (cnt (fun k => Rabs (u k)) eps N <= cntb may K + n + 1)%nat.
Proof.
  intros He Hmay Hn.
  assert (Hlater : forall j, (S n <= j)%nat -> Rabs (u (K + j)) < eps).
  { intros j Hj. apply Rle_lt_trans with (1 := followed_offset j). replace j with (n + S (j - S n))%nat by lia.
    rewrite pow_add, <- Rmult_assoc. assert (0 <= rho ^ S (j - S n) < 1).
    { assert (0 <= rho ^ (j - S n) <= 1) by (split; [apply pow_le; lra|rewrite <- (pow1 (j - S n)); apply pow_incr; lra]). simpl. nra. }
    assert (0 <= C * rho ^ n).
    { apply Rmult_le_pos; [|apply pow_le; lra]. unfold C, Vf. apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rabs_pos|left; apply exp_pos]|left; apply exp_pos]. }
    nra. }
  destruct (le_lt_dec K N) as [HKN|HNK].
  - replace N with (K + (N - K))%nat by lia. rewrite cnt_split.
    assert (H1 := cnt_cntb (fun k => Rabs (u k)) eps may K Hmay).
    assert (H2 := cnt_from (fun k => Rabs (u (K + k))) eps (S n) (N - K) Hlater). lia.
  - assert (H1 := cnt_cntb (fun k => Rabs (u k)) eps may N ltac:(intros k Hk; apply Hmay; lia)).
    assert (H2 : (cntb may N <= cntb may K)%nat).
    { clear -HNK. induction K as [|m IH]; [lia|]. destruct (Nat.eq_dec N m) as [->|]; cbn [cntb]; [lia|]. assert ((cntb may N <= cntb may m)%nat) by (apply IH; lia). lia. }
    lia.
Qed.

(** C3. *)
Theorem T5c_limit : q < 1 -> Dlo <= D K * (1 - q) ^ 2 -> exists Dinf, Un_cv D Dinf /\ D K * (1 - q) ^ 2 <= Dinf <= D K /\
  forall F2, 0 <= F2 -> F2 * sqrt (D K * (1 - q) ^ 2 + 4 * c ^ 2) <= F2 * sqrt (Dinf + 4 * c ^ 2) <= F2 * sqrt (D K + 4 * c ^ 2).
Proof.
  intros Hq Hlo.
  assert (Hall : forall k, (K <= k)%nat -> D K * (1 - q) ^ 2 <= D k <= D K).
  { intros k Hk. set (xs := fun k => x (K + k)%nat). set (ys := fun k => y (K + k)%nat).
    assert (E0 : u5 d c xs ys 0 = u K) by (unfold u, u5, xs, ys; rewrite Nat.add_0_r; reflexivity).
    assert (Ed : qD d (xs O) (ys O) = D K) by (unfold D, xs, ys; rewrite Nat.add_0_r; reflexivity).
    assert (Eq : q5 d h c xs ys a b kappa rho beta = q) by (unfold q5; rewrite E0; reflexivity).
    destruct (T5_band_rounded d h c dF xs ys a b kappa rho Dlo Dhi) with (beta := beta) (j := (k - K)%nat) as [_ [_ H3]]; try assumption.
    - apply shifted_gd.
    - rewrite E0. assumption.
    - rewrite Ed. assumption.
    - rewrite Eq. assumption.
    - rewrite Eq, Ed. assumption.
    - rewrite Eq, Ed in H3. unfold xs, ys in H3. replace (K + (k - K))%nat with k in H3 by lia. exact H3. }
  destruct (decreasing_from_cv D K) as [Dinf [HDc [HD0 HDl]]].
  - intros k. apply qD_nonneg.
  - intros k Hk. unfold D. rewrite (D5_next d h dF x y G).
    assert (Q : - a <= u k <= b) by (replace k with (K + (k - K))%nat by lia; apply followed_box).
    assert (Hw2 := w2_box d h c dF x y a b Hw k Q). set (w2 := (h * dF (sprod d (x k) (y k))) ^ 2) in *.
    assert (0 <= w2) by (unfold w2; apply sq_nonneg). assert (HDk := qD_nonneg d (x k) (y k)).
    rewrite <- (Rmult_1_r (qD d (x k) (y k))) at 2. apply Rmult_le_compat_l; [assumption|].
    assert (0 <= w2 * (2 - w2)) by (apply Rmult_le_pos; lra). lra.
  - assert (Henc : D K * (1 - q) ^ 2 <= Dinf <= D K).
    { split; [|apply (HDl K); lia].
      destruct (Rle_lt_dec (D K * (1 - q) ^ 2) Dinf) as [|Hlt]; [assumption|exfalso].
      destruct (HDc (D K * (1 - q) ^ 2 - Dinf) ltac:(lra)) as [N HN]. specialize (HN (K + N)%nat ltac:(lia)).
      unfold R_dist in HN. apply Rabs_def2 in HN. assert (Q := Hall (K + N)%nat ltac:(lia)). lra. }
    exists Dinf. split; [assumption|]. split; [assumption|].
    intros F2 HF2. split; apply Rmult_le_compat_l; try assumption; apply sqrt_le_1_alt; lra.
Qed.
End Followed.
