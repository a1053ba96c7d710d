(** N1a: a relu layer on one datum, F(sum_j a_j relu(t_j)): dead neurons rest, the living are gradient descent on F(x.y) until the next death, and the death
    is read off the planar map. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi T5.
Open Scope R_scope.

Definition relu (t : R) : R := if Rlt_dec 0 t then t else 0.
Definition living (t : vec) (u : vec) : vec := fun j => if Rlt_dec 0 (t j) then u j else 0.

Lemma dot_terms d x y x' y' : (forall i, (i < d)%nat -> x i * y i = x' i * y' i) -> dot d x y = dot d x' y'.
Proof. induction d as [|d IH]; intros H; [reflexivity|]. simpl. rewrite IH, H by (intros; try apply H; lia). reflexivity. Qed.

Section Layer.
Variables (d : nat) (h : R) (g : R -> R) (A T : nat -> vec).
Let out k := dot d (A k) (fun j => relu (T k j)).
Hypothesis HA : forall k j, A (S k) j = A k j - h * g (out k) * relu (T k j).
Hypothesis HT : forall k j, T (S k) j = T k j - h * g (out k) * (if Rlt_dec 0 (T k j) then A k j else 0).

(** A dead neuron rests. *)
Theorem N1a_rests k j n : T k j <= 0 -> T (k + n)%nat j = T k j /\ A (k + n)%nat j = A k j.
Proof.
  intros H. induction n as [|n [I1 I2]]; [rewrite Nat.add_0_r; split; reflexivity|]. rewrite Nat.add_succ_r, HA, HT, I1, I2. unfold relu.
  destruct (Rlt_dec 0 (T k j)); [lra|]. split; ring.
Qed.
(** Once all are dead the output is 0. *)
Theorem N1a_all_dead k n : (forall j, (j < d)%nat -> T k j <= 0) -> out (k + n) = 0.
Proof.
  intros H. unfold out. rewrite (dot_ext d _ _ (A (k + n)%nat) (fun _ => 0 * 0 + 0 * 0)); [rewrite (dot_lin_r d 0 0 _ (fun _ => 0) (fun _ => 0)); ring|reflexivity|].
  intros j Hj. destruct (N1a_rests k j n (H j Hj)) as [E _]. rewrite E. unfold relu. destruct (Rlt_dec 0 (T k j)); [specialize (H j Hj); lra|ring].
Qed.

(** From step K on the planar run of those that live then, until one of them dies. *)
Section Until.
Variables (K n : nat) (x y : nat -> vec).
Hypothesis Hgd : is_gd d h g x y.
Hypothesis Hx : forall j, x O j = living (T K) (A K) j.
Hypothesis Hy : forall j, y O j = living (T K) (T K) j.
Hypothesis Hlive : forall i j, (i < n)%nat -> 0 < T K j -> 0 < T (K + i)%nat j.

Theorem N1a_living i : (i <= n)%nat -> forall j, (0 < T K j -> A (K + i)%nat j = x i j /\ T (K + i)%nat j = y i j) /\ (T K j <= 0 -> x i j = 0 /\ y i j = 0).
Proof.
  destruct Hgd as [Gx Gy]. induction i as [|i IH]; intros Hi j.
  - rewrite Nat.add_0_r, Hx, Hy. unfold living. destruct (Rlt_dec 0 (T K j)); split; intros; try lra; split; reflexivity.
  - assert (I := IH ltac:(lia)). assert (Eo : out (K + i) = sprod d (x i) (y i)).
    { unfold out, sprod. apply dot_terms. intros l _. unfold relu. destruct (Rlt_le_dec 0 (T K l)) as [P|P].
      - destruct (proj1 (I l) P) as [E1 E2]. rewrite E1, E2. assert (Q := Hlive i l ltac:(lia) P). rewrite E2 in Q. destruct (Rlt_dec 0 (y i l)); [reflexivity|lra].
      - destruct (proj2 (I l) P) as [E1 E2]. destruct (N1a_rests K l i P) as [F1 F2]. rewrite E1, E2, F1. destruct (Rlt_dec 0 (T K l)); [lra|ring]. }
    rewrite Nat.add_succ_r, HA, HT, Eo, Gx, Gy. fold (sprod d (x i) (y i)). split; intros P.
    + destruct (proj1 (I j) P) as [E1 E2]. assert (Q := Hlive i j ltac:(lia) P). unfold relu. destruct (Rlt_dec 0 (T (K + i)%nat j)); [|lra]. rewrite E1, E2. split; reflexivity.
    + destruct (proj2 (I j) P) as [E1 E2]. rewrite E1, E2. split; ring.
Qed.

(** P = prod (1 - w), Q = prod (1 + w), w = h F'(s): neuron j has died at step n if and only if (x_j + y_j)_0 P <= (x_j - y_j)_0 Q. *)
Theorem N1a_death j : 0 < T K j -> (T (K + n)%nat j <= 0 <->
  vadd (x O) (y O) j * bprod (fun i => 1 - h * g (sprod d (x i) (y i))) n <= vsub (x O) (y O) j * bprod (fun i => 1 + h * g (sprod d (x i) (y i))) n).
Proof.
  intros P. destruct (proj1 (N1a_living n (Nat.le_refl n) j) P) as [_ E]. rewrite E.
  assert (E1 := R1_product_sum d h g x y Hgd n j). assert (E2 := R1_product_dif d h g x y Hgd n j). unfold vadd at 1 in E1. unfold vsub at 1 in E2. split; intros; lra.
Qed.
End Until.

(** C2: from a step on at which T6 holds for the living neurons. sigma bounds the sum of the |w|, so P stays in [1 - sigma, 1], Q and 1/P within e^sigma; where every
    living neuron has (x_j + y_j)_0 p > (x_j - y_j)_0 q for all p, q between 1 - sigma and e^sigma, none dies. *)
Section End.
Variables (K : nat) (x y : nat -> vec) (c beta rho Dlo : R).
Hypothesis Hgd : is_gd d h g x y.
Hypothesis Hx : forall j, x O j = living (T K) (A K) j.
Hypothesis Hy : forall j, y O j = living (T K) (T K) j.
Hypothesis Hh : 0 < h.
Hypothesis Hc : g c = 0.
Hypothesis Hcont : forall s, continuity_pt g s.
Hypothesis Hbeta0 : 0 <= beta.
Hypothesis Hrho : 0 <= rho < 1.
Let U := Rabs (sprod d (x O) (y O) - c).
Hypothesis HU : 0 < U.
Hypothesis Hbeta : forall u, - U <= u <= U -> Rabs (g (c + u)) <= beta * Rabs u.
Hypothesis Hcontr : forall u D, - U <= u <= U -> u <> 0 -> Dlo <= D <= qD d (x O) (y O) -> 0 <= D ->
  let s := c + u in let r := g s / u in
  Rabs (1 - h * r * (sqrt (D + 4 * s ^ 2) - h * r * u * s)) <= rho.
Let q := h ^ 2 * beta ^ 2 * U ^ 2 / (1 - rho ^ 2).
Hypothesis Hq : q < 1.
Hypothesis Hlo : Dlo <= qD d (x O) (y O) * (1 - q) ^ 2.
Let sigma := h * beta * U / (1 - rho).
Hypothesis Hsigma : sigma < 1.
Hypothesis Hmargin : forall j p r, 0 < T K j -> 1 - sigma <= p <= exp sigma -> 1 - sigma <= r <= exp sigma ->
  0 < vadd (x O) (y O) j * p - vsub (x O) (y O) j * r.
Let w i := h * g (sprod d (x i) (y i)).

Lemma N1a_geometric i : Rabs (w i) <= h * beta * U * rho ^ i.
Proof.
  destruct (T6_steps d h c g x y rho beta Dlo Hgd Hh Hc Hcont Hbeta0 Hrho HU Hbeta Hcontr Hq Hlo i) as [H1 [H2 _]]. fold U in H1, H2.
  unfold w. replace (sprod d (x i) (y i)) with (c + (sprod d (x i) (y i) - c)) by ring. set (v := sprod d (x i) (y i) - c) in *.
  rewrite Rabs_mult, (Rabs_pos_eq h) by lra. replace (h * beta * U * rho ^ i) with (h * (beta * (rho ^ i * U))) by ring.
  apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (beta * Rabs v); [apply Hbeta; exact H1|apply Rmult_le_compat_l; assumption].
Qed.
Lemma N1a_sum n : bsum (fun i => Rabs (w i)) n <= sigma * (1 - rho ^ n).
Proof.
  induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (Q := N1a_geometric n). unfold sigma in *.
  replace (h * beta * U / (1 - rho) * (1 - rho ^ S n)) with (h * beta * U / (1 - rho) * (1 - rho ^ n) + h * beta * U * rho ^ n) by (simpl; field; lra). lra.
Qed.
Lemma N1a_sigma0 : 0 <= sigma.
Proof. unfold sigma. apply Rmult_le_pos; [repeat apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra]. Qed.
Lemma product_between (f : nat -> R) n : (forall i, Rabs (f i) <= sigma) ->
  1 - bsum (fun i => Rabs (f i)) n <= bprod (fun i => 1 + f i) n <= exp (bsum (fun i => Rabs (f i)) n).
Proof.
  intros Hf. enough (Z : 1 - bsum (fun i => Rabs (f i)) n <= bprod (fun i => 1 + f i) n <= exp (bsum (fun i => Rabs (f i)) n) /\ 0 <= bprod (fun i => 1 + f i) n) by tauto.
  assert (B0 : forall m, 0 <= bsum (fun i => Rabs (f i)) m) by (intros m; apply bsum_nonneg; intros; apply Rabs_pos).
  induction n as [|n [[I1 I2] I3]]; [simpl; rewrite exp_0; lra|]. cbn [bsum bprod]. assert (Q := Hf n). assert (Af := Rabs_pos (f n)). assert (S0 := B0 n).
  assert (F : - Rabs (f n) <= f n <= Rabs (f n)) by (split; [assert (R := Rle_abs (- f n)); rewrite Rabs_Ropp in R; lra|apply Rle_abs]).
  set (s := bsum (fun i => Rabs (f i)) n) in *. set (P := bprod (fun i => 1 + f i) n) in *. set (t := Rabs (f n)) in *. repeat split.
  - destruct (Rle_lt_dec 1 P) as [H|H].
    + assert (P * (1 - t) <= P * (1 + f n)) by (apply Rmult_le_compat_l; lra). assert (1 * (1 - t) <= P * (1 - t)) by (apply Rmult_le_compat_r; lra). lra.
    + assert (P * f n >= - t); [|lra]. assert (P * - t <= P * f n) by (apply Rmult_le_compat_l; lra). assert (P * t <= 1 * t) by (apply Rmult_le_compat_r; lra). lra.
  - rewrite exp_plus. apply Rmult_le_compat; [assumption|lra|assumption|]. assert (E := exp_ineq1_le t). lra.
  - apply Rmult_le_pos; lra.
Qed.
Lemma N1a_small i : Rabs (w i) <= sigma.
Proof.
  apply Rle_trans with (1 := N1a_geometric i). unfold sigma. assert (0 <= h * beta * U) by (repeat apply Rmult_le_pos; lra).
  unfold Rdiv. apply Rmult_le_compat_l; [assumption|]. apply Rle_trans with 1; [rewrite <- (pow1 i); apply pow_incr; lra|].
  rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; lra.
Qed.
Lemma N1a_product (e : R) n : e = 1 \/ e = -1 -> 1 - sigma <= bprod (fun i => 1 + e * w i) n <= exp sigma.
Proof.
  intros He. assert (Ea : forall i, Rabs (e * w i) = Rabs (w i)).
  { intros i. rewrite Rabs_mult. destruct He as [-> | ->]; [rewrite Rabs_R1|rewrite Rabs_left by lra]; ring. }
  destruct (product_between (fun i => e * w i) n) as [H1 H2]; [intros i; rewrite Ea; apply N1a_small|].
  assert (E : bsum (fun i => Rabs (e * w i)) n = bsum (fun i => Rabs (w i)) n) by (apply bsum_ext; intros; apply Ea). rewrite E in H1, H2.
  assert (Q := N1a_sum n). assert (S0 := N1a_sigma0). assert (R0 : 0 <= rho ^ n) by (apply pow_le; lra).
  assert (L : bsum (fun i => Rabs (w i)) n <= sigma) by (assert (0 <= sigma * rho ^ n) by (apply Rmult_le_pos; assumption); lra).
  split; [lra|]. apply Rle_trans with (1 := H2). apply exp_le. assumption.
Qed.

(** No neuron dies. *)
Theorem N1a_no_death j n : 0 < T K j -> 0 < T (K + n)%nat j.
Proof.
  enough (Z : forall n j, 0 < T K j -> 0 < T (K + n)%nat j) by apply Z. clear j n. induction n as [n IH] using lt_wf_ind. intros j Hj.
  destruct (Rlt_le_dec 0 (T (K + n)%nat j)) as [|Hd]; [assumption|exfalso].
  apply (N1a_death K n x y Hgd Hx Hy) in Hd; [|intros i l Hi; now apply IH|assumption].
  assert (P1 := N1a_product (-1) n ltac:(right; reflexivity)). assert (P2 := N1a_product 1 n ltac:(left; reflexivity)).
  assert (M := Hmargin j _ _ Hj P1 P2).
  assert (E1 : bprod (fun i => 1 + -1 * w i) n = bprod (fun i => 1 - h * g (sprod d (x i) (y i))) n) by (clear; induction n as [|n IH]; [reflexivity|]; cbn [bprod]; rewrite IH; unfold w; ring).
  assert (E2 : bprod (fun i => 1 + 1 * w i) n = bprod (fun i => 1 + h * g (sprod d (x i) (y i))) n) by (clear; induction n as [|n IH]; [reflexivity|]; cbn [bprod]; rewrite IH; unfold w; ring).
  rewrite E1, E2 in M. lra.
Qed.
(** s_k -> c. *)
Theorem N1a_end : (forall n j, 0 < T K j -> 0 < T (K + n)%nat j) /\ (forall n j, T K j <= 0 -> T (K + n)%nat j <= 0) /\
  Un_cv (fun n => out (K + n)) c.
Proof.
  split; [intros n j; apply N1a_no_death|]. split; [intros n j Hj; destruct (N1a_rests K j n Hj) as [E _]; rewrite E; assumption|].
  destruct (T6_enclosure d h c g x y rho beta Dlo Hgd Hh Hc Hcont Hbeta0 Hrho HU Hbeta Hcontr Hq Hlo) as [Dinf [_ [_ [S _]]]].
  intros e He. destruct (S e He) as [N HN]. exists N. intros n Hn. specialize (HN n Hn). replace (out (K + n)) with (sprod d (x n) (y n)); [exact HN|].
  assert (I := N1a_living K n x y Hgd Hx Hy (fun i j _ => N1a_no_death j i) n (Nat.le_refl n)).
  unfold out, sprod. symmetry. apply dot_terms. intros j _. unfold relu. destruct (Rlt_le_dec 0 (T K j)) as [P|P].
  - destruct (proj1 (I j) P) as [E1 E2]. assert (Q := N1a_no_death j n P). rewrite E1, E2. rewrite E2 in Q. destruct (Rlt_dec 0 (y n j)); [reflexivity|lra].
  - destruct (proj2 (I j) P) as [E1 E2]. destruct (N1a_rests K j n P) as [F1 F2]. rewrite E1, E2, F1. destruct (Rlt_dec 0 (T K j)); [lra|ring].
Qed.
End End.
End Layer.

(** C3: where no neuron is at its kink f is, near the point, F(x.y) of the living ones, and does not depend on the others. *)
Theorem N1a_local d (t : vec) : (forall j, (j < d)%nat -> t j <> 0) -> exists e, 0 < e /\ forall a' t' : vec,
  (forall j, (j < d)%nat -> Rabs (t' j - t j) < e) -> dot d a' (fun j => relu (t' j)) = dot d (living t a') (living t t').
Proof.
  induction d as [|d IH]; intros H; [exists 1; split; [lra|reflexivity]|].
  destruct IH as [e [He I]]; [intros j Hj; apply H; lia|]. assert (Hd := H d ltac:(lia)). exists (Rmin e (Rabs (t d))).
  split; [apply Rmin_glb_lt; [assumption|now apply Rabs_pos_lt]|]. intros a' t' Ht. simpl. rewrite I.
  - f_equal. specialize (Ht d ltac:(lia)). assert (M := Rmin_r e (Rabs (t d))). apply Rlt_le_trans with (2 := M) in Ht. unfold relu, living.
    apply Rabs_def2 in Ht. destruct (Rlt_dec 0 (t d)) as [P|P].
    + rewrite Rabs_pos_eq in Ht by lra. destruct (Rlt_dec 0 (t' d)); [reflexivity|lra].
    + rewrite Rabs_left in Ht by lra. destruct (Rlt_dec 0 (t' d)); [lra|ring].
  - intros j Hj. apply Rlt_le_trans with (2 := Rmin_l e (Rabs (t d))). apply Ht. lia.
Qed.
