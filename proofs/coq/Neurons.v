(** N1a: a relu layer on one datum, F(sum_j a_j relu(t_j)): dead neurons rest, the living are gradient descent on F(x.y) until the next death, and the death
    is read off the planar map. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus.
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
End Layer.
