(** N1: a sum of two functions without a common variable. Vectors are functions from the naturals; the partial derivatives of the sum are those of the
    blocks, and the mixed second ones are 0, so gradient and Hessian are the blocks side by side. *)
Require Import Reals Lra.
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
