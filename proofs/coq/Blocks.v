(** N1: a sum of two functions without a common variable. Vectors are functions from the naturals; the partial derivatives of the sum are those of the
    blocks, and the mixed second ones are 0, so gradient and Hessian are the blocks side by side. *)
Require Import Reals Lra FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition at_coordinate (x : nat -> R) (i : nat) (t : R) : nat -> R := fun j => if Nat.eq_dec j i then t else x j.

Theorem N1_gradient (g k : (nat -> R) -> R) x y i a :
  (is_derive (fun t => g (at_coordinate x i t)) (x i) a -> is_derive (fun t => g (at_coordinate x i t) + k y) (x i) a) /\
  (is_derive (fun t => k (at_coordinate y i t)) (y i) a -> is_derive (fun t => g x + k (at_coordinate y i t)) (y i) a).
Proof.
  split; intros H.
  - replace a with (plus a zero) by (unfold plus, zero; simpl; ring). apply (is_derive_plus (fun t => g (at_coordinate x i t)) (fun _ => k y)); [exact H|].
    apply is_derive_const.
  - replace a with (plus zero a) by (unfold plus, zero; simpl; ring). apply (is_derive_plus (fun _ => g x) (fun t => k (at_coordinate y i t))); [|exact H].
    apply is_derive_const.
Qed.

Theorem N1_mixed (g k : (nat -> R) -> R) x y i j : ex_derive (fun t => g (at_coordinate x i t)) (x i) ->
  is_derive (fun u => Derive (fun t => g (at_coordinate x i t) + k (at_coordinate y j u)) (x i)) (y j) 0.
Proof.
  intros H. apply (is_derive_ext (fun _ => Derive (fun t => g (at_coordinate x i t)) (x i))).
  - intros u. symmetry. apply is_derive_unique. replace (Derive (fun t => g (at_coordinate x i t)) (x i))
      with (plus (Derive (fun t => g (at_coordinate x i t)) (x i)) zero) by (unfold plus, zero; simpl; ring).
    apply (is_derive_plus (fun t => g (at_coordinate x i t)) (fun _ => k (at_coordinate y j u))); [now apply Derive_correct|].
    exact (@is_derive_const R_AbsRing R_NormedModule (k (at_coordinate y j u)) (x i)).
  - exact (@is_derive_const R_AbsRing R_NormedModule (Derive (fun t => g (at_coordinate x i t)) (x i)) (y j)).
Qed.

(** Gradient descent on a sum: the gradient is that of the blocks side by side, so each block runs by itself with the same step. *)
Theorem N1_run (p q : nat -> nat -> R) (gg gk : (nat -> R) -> nat -> R) h x y : (forall k i, p (S k) i = p k i - h * gg (p k) i) ->
  (forall k i, q (S k) i = q k i - h * gk (q k) i) -> (forall k i, x (S k) i = x k i - h * gg (x k) i) -> (forall k i, y (S k) i = y k i - h * gk (y k) i) ->
  p O = x O -> q O = y O -> forall k, p k = x k /\ q k = y k.
Proof.
  intros Hp Hq Hx Hy E1 E2. induction k as [|k [I1 I2]]; [split; assumption|].
  split; apply functional_extensionality; intros i; [rewrite Hp, Hx, I1|rewrite Hq, Hy, I2]; reflexivity.
Qed.
(** The certified step of the sum is the smaller one. *)
Theorem N1_step (good bad : R -> Prop) h1 h2 : (forall h, 0 < h < h1 -> good h) -> (forall h, 0 < h < h2 -> bad h) -> forall h, 0 < h < Rmin h1 h2 -> good h /\ bad h.
Proof. intros H1 H2 h Hh. assert (A := Rmin_l h1 h2). assert (B := Rmin_r h1 h2). split; [apply H1|apply H2]; lra. Qed.
(** Two forms side by side: the largest value is the larger of the two largest values, attained in that block. *)
Theorem N1_sharpness (U V : Type) (qu su : U -> R) (qv sv : V -> R) l1 l2 u0 v0 u1 v1 : (forall u, 0 <= su u /\ qu u <= l1 * su u) ->
  (forall v, 0 <= sv v /\ qv v <= l2 * sv v) -> su u0 = 0 -> qu u0 = 0 -> sv v0 = 0 -> qv v0 = 0 -> su u1 = 1 -> qu u1 = l1 -> sv v1 = 1 -> qv v1 = l2 ->
  (forall u v, qu u + qv v <= Rmax l1 l2 * (su u + sv v)) /\ exists u v, su u + sv v = 1 /\ qu u + qv v = Rmax l1 l2.
Proof.
  intros Hu Hv E1 E2 E3 E4 E5 E6 E7 E8. split.
  - intros u v. destruct (Hu u) as [A1 A2]. destruct (Hv v) as [B1 B2]. assert (M1 := Rmax_l l1 l2). assert (M2 := Rmax_r l1 l2).
    assert (l1 * su u <= Rmax l1 l2 * su u) by (apply Rmult_le_compat_r; assumption). assert (l2 * sv v <= Rmax l1 l2 * sv v) by (apply Rmult_le_compat_r; assumption). lra.
  - unfold Rmax. destruct (Rle_dec l1 l2); [exists u0, v1|exists u1, v0]; split; lra.
Qed.

(** N2. Variables (those i with rest i) that start at 0 where their partial derivatives vanish stay 0, and the others descend on f with these put to 0. *)
Definition mask (rest : nat -> bool) (x : nat -> R) (i : nat) : R := if rest i then 0 else x i.
Theorem N2_rest (rest : nat -> bool) (grad : (nat -> R) -> nat -> R) h x : (forall z i, (forall j, rest j = true -> z j = 0) -> rest i = true -> grad z i = 0) ->
  (forall k i, x (S k) i = x k i - h * grad (x k) i) -> (forall i, rest i = true -> x O i = 0) -> forall k i, rest i = true -> x k i = 0.
Proof.
  intros Hg Hx H0. induction k as [|k IH]; intros i Hi; [now apply H0|]. rewrite Hx, IH, (Hg (x k) i IH Hi) by assumption. ring.
Qed.
Theorem N2_others (rest : nat -> bool) (f : (nat -> R) -> R) x i a : rest i = false -> is_derive (fun t => f (at_coordinate (mask rest x) i t)) (mask rest x i) a ->
  is_derive (fun t => f (mask rest (at_coordinate x i t))) (x i) a.
Proof.
  intros Hi H. unfold mask in H at 2. rewrite Hi in H. apply (is_derive_ext (fun t => f (at_coordinate (mask rest x) i t))); [|exact H].
  intros t. f_equal. apply functional_extensionality. intros j. unfold mask, at_coordinate. destruct (Nat.eq_dec j i) as [->|Hne]; [now rewrite Hi|reflexivity].
Qed.
