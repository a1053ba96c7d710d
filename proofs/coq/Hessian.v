(** R2: the Hessian of f(x, y) = F(x . y). [F1] = F'(s), [F2] = F''(s) at s = x . y. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus.
Open Scope R_scope.

(** Second derivatives for d = 1, from the gradient (F'(xy) y, F'(xy) x). *)
Section Dim1.
Variables (dF : R -> R) (x y F2 : R).
Hypothesis H2 : is_derive dF (x * y) F2.

Lemma hess_xx : is_derive (fun t => dF (t * y) * y) x (F2 * y ^ 2).
Proof.
  evar_last.
  - apply (is_derive_mult (fun t => dF (t * y)) (fun _ => y) x (y * F2) 0).
    + apply (is_derive_comp dF (fun t => t * y) x F2 y); [exact H2|auto_derive; [trivial|ring]].
    + auto_derive; [trivial|ring].
    + intros n m. apply Rmult_comm.
  - unfold plus, mult; simpl. ring.
Qed.
Lemma hess_xy : is_derive (fun t => dF (x * t) * t) y (dF (x * y) + F2 * (x * y)).
Proof.
  evar_last.
  - apply (is_derive_mult (fun t => dF (x * t)) (fun t => t) y (x * F2) 1).
    + apply (is_derive_comp dF (fun t => x * t) y F2 x); [exact H2|auto_derive; [trivial|ring]].
    + auto_derive; [trivial|ring].
    + intros n m. apply Rmult_comm.
  - unfold plus, mult; simpl. ring.
Qed.
Lemma hess_yy : is_derive (fun t => dF (x * t) * x) y (F2 * x ^ 2).
Proof.
  evar_last.
  - apply (is_derive_mult (fun t => dF (x * t)) (fun _ => x) y (x * F2) 0).
    + apply (is_derive_comp dF (fun t => x * t) y F2 x); [exact H2|auto_derive; [trivial|ring]].
    + auto_derive; [trivial|ring].
    + intros n m. apply Rmult_comm.
  - unfold plus, mult; simpl. ring.
Qed.
End Dim1.

Definition lam_plus (F1 F2 s p : R) := (F2 * p + sqrt (F2 ^ 2 * p ^ 2 + 8 * F1 * F2 * s + 4 * F1 ^ 2)) / 2.
Definition lam_minus (F1 F2 s p : R) := (F2 * p - sqrt (F2 ^ 2 * p ^ 2 + 8 * F1 * F2 * s + 4 * F1 ^ 2)) / 2.

(** The characteristic polynomial, d = 1. *)
Theorem R2_characteristic x y F1 F2 l :
  (F2 * y ^ 2 - l) * (F2 * x ^ 2 - l) - (F1 + F2 * (x * y)) ^ 2
  = l ^ 2 - F2 * (x ^ 2 + y ^ 2) * l - F1 ^ 2 - 2 * F1 * F2 * (x * y).
Proof. ring. Qed.

Lemma R2_disc F1 F2 s p : 4 * s ^ 2 <= p ^ 2 -> 0 <= F2 ^ 2 * p ^ 2 + 8 * F1 * F2 * s + 4 * F1 ^ 2.
Proof.
  intros Hs. assert (E : F2 ^ 2 * p ^ 2 + 8 * F1 * F2 * s + 4 * F1 ^ 2 = F2 ^ 2 * (p ^ 2 - 4 * s ^ 2) + (2 * F2 * s + 2 * F1) ^ 2) by ring.
  rewrite E. assert (0 <= F2 ^ 2 * (p ^ 2 - 4 * s ^ 2)) by (apply Rmult_le_pos; [apply sq_nonneg|lra]).
  assert (0 <= (2 * F2 * s + 2 * F1) ^ 2) by apply sq_nonneg. lra.
Qed.

(** lambda+ and lambda- are its roots. *)
Theorem R2_roots F1 F2 s p l : 4 * s ^ 2 <= p ^ 2 ->
  l ^ 2 - F2 * p * l - F1 ^ 2 - 2 * F1 * F2 * s = (l - lam_plus F1 F2 s p) * (l - lam_minus F1 F2 s p).
Proof.
  intros Hs. unfold lam_plus, lam_minus. assert (Q := sqrt_sqrt _ (R2_disc F1 F2 s p Hs)).
  set (q := sqrt (F2 ^ 2 * p ^ 2 + 8 * F1 * F2 * s + 4 * F1 ^ 2)) in *.
  replace ((l - (F2 * p + q) / 2) * (l - (F2 * p - q) / 2)) with (l ^ 2 - F2 * p * l + (F2 ^ 2 * p ^ 2 - q * q) / 4) by field.
  rewrite Q. field.
Qed.

Theorem R2_dim1 x y F1 F2 l : (F2 * y ^ 2 - l) * (F2 * x ^ 2 - l) - (F1 + F2 * (x * y)) ^ 2
  = (l - lam_plus F1 F2 (x * y) (x ^ 2 + y ^ 2)) * (l - lam_minus F1 F2 (x * y) (x ^ 2 + y ^ 2)).
Proof. rewrite R2_characteristic. apply R2_roots. assert (0 <= (x ^ 2 - y ^ 2) ^ 2) by apply sq_nonneg. lra. Qed.

(** Any d: the Hessian applied to (v, w), the derivative of the gradient along (v, w). *)
Definition hx (d : nat) (x y : vec) (F1 F2 : R) (v w : vec) : vec :=
  fun i => F2 * (dot d v y + dot d x w) * y i + F1 * w i.
Definition hy (d : nat) (x y : vec) (F1 F2 : R) (v w : vec) : vec :=
  fun i => F2 * (dot d v y + dot d x w) * x i + F1 * v i.

Lemma dot_move d x y v w t : dot d (fun i => x i + t * v i) (fun i => y i + t * w i)
  = dot d x y + t * (dot d v y + dot d x w) + t ^ 2 * dot d v w.
Proof. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. Qed.

Theorem R2_hessian_x d dF x y v w F2 i : is_derive dF (dot d x y) F2 ->
  is_derive (fun t => dF (dot d (fun i => x i + t * v i) (fun i => y i + t * w i)) * (y i + t * w i)) 0
    (hx d x y (dF (dot d x y)) F2 v w i).
Proof.
  intros H2.
  apply (is_derive_ext (fun t => dF (dot d x y + t * (dot d v y + dot d x w) + t ^ 2 * dot d v w) * (y i + t * w i))).
  { intros t. rewrite dot_move. reflexivity. }
  set (m := dot d v y + dot d x w). set (q := dot d v w).
  evar_last.
  - apply (is_derive_mult (fun t => dF (dot d x y + t * m + t ^ 2 * q)) (fun t => y i + t * w i) 0 (m * F2) (w i)).
    + apply (is_derive_comp dF (fun t => dot d x y + t * m + t ^ 2 * q) 0 F2 m).
      * replace (dot d x y + 0 * m + 0 ^ 2 * q) with (dot d x y) by ring. exact H2.
      * auto_derive; [trivial|ring].
    + auto_derive; [trivial|ring].
    + intros n r. apply Rmult_comm.
  - unfold plus, mult; simpl. unfold hx. fold m. replace (dot d x y + 0 * m + 0 * (0 * 1) * q) with (dot d x y) by ring. ring.
Qed.

Theorem R2_hessian_y d dF x y v w F2 i : is_derive dF (dot d x y) F2 ->
  is_derive (fun t => dF (dot d (fun i => x i + t * v i) (fun i => y i + t * w i)) * (x i + t * v i)) 0
    (hy d x y (dF (dot d x y)) F2 v w i).
Proof.
  intros H2. rewrite (dot_sym d x y) in H2.
  assert (Q := R2_hessian_x d dF y x w v F2 i H2). rewrite (dot_sym d y x) in Q.
  unfold hx in Q. unfold hy. replace (dot d v y + dot d x w) with (dot d w x + dot d y v) by (rewrite (dot_sym d w x), (dot_sym d y v); ring).
  revert Q. apply is_derive_ext. intros t. rewrite dot_sym. reflexivity.
Qed.

(** On span{(y; x), (x; y)}: the matrix [[F2 p, 2 F2 s + F1], [F1, 0]], with characteristic polynomial of d = 1. *)
Theorem R2_span d x y F1 F2 al be i : let s := dot d x y in let p := qp d x y in
  let v := fun i => al * y i + be * x i in let w := fun i => al * x i + be * y i in
  let al' := F2 * p * al + (2 * F2 * s + F1) * be in let be' := F1 * al in
  hx d x y F1 F2 v w i = al' * y i + be' * x i /\ hy d x y F1 F2 v w i = al' * x i + be' * y i.
Proof.
  intros s p v w al' be'.
  assert (E : dot d v y + dot d x w = al * p + 2 * be * s).
  { unfold v, w. rewrite dot_lin_l, dot_lin_r. unfold p, s, qp. ring. }
  unfold hx, hy. rewrite E. unfold v, w, al', be'. split; ring.
Qed.

Theorem R2_span_eigen d x y F1 F2 l i : let s := dot d x y in let p := qp d x y in
  l ^ 2 - F2 * p * l - F1 ^ 2 - 2 * F1 * F2 * s = 0 ->
  let v := fun i => l * y i + F1 * x i in let w := fun i => l * x i + F1 * y i in
  hx d x y F1 F2 v w i = l * v i /\ hy d x y F1 F2 v w i = l * w i.
Proof.
  intros s p Hl v w. destruct (R2_span d x y F1 F2 l F1 i) as [E1 E2]. cbv zeta in E1, E2. fold v w in E1, E2.
  rewrite E1, E2. fold s p.
  assert (E : F2 * p * l + (2 * F2 * s + F1) * F1 = l * l) by lra. rewrite E. unfold v, w. split; ring.
Qed.

(** The rest, d >= 2: (v, v) with v orthogonal to x + y has eigenvalue F', (v, -v) with v orthogonal to x - y has -F'. *)
Theorem R2_rest_plus d x y F1 F2 v i : dot d v y + dot d x v = 0 ->
  hx d x y F1 F2 v v i = F1 * v i /\ hy d x y F1 F2 v v i = F1 * v i.
Proof. intros E. unfold hx, hy. rewrite E. split; ring. Qed.

Theorem R2_rest_minus d x y F1 F2 v i : dot d v y = dot d x v ->
  hx d x y F1 F2 v (fun i => - v i) i = - F1 * v i /\ hy d x y F1 F2 v (fun i => - v i) i = - F1 * (- v i).
Proof.
  intros E. assert (E2 : dot d x (fun i => - v i) = - dot d x v) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  unfold hx, hy. rewrite E2, E. split; ring.
Qed.

(** At a minimiser s = c (F' = 0, F'' >= 0) the sharpness is F''(c) p = F''(c) sqrt(D + 4 c^2). *)
Theorem R2_minimiser d x y F2 : 0 <= F2 ->
  lam_plus 0 F2 (sprod d x y) (qp d x y) = F2 * qp d x y /\
  F2 * qp d x y = F2 * sqrt (qD d x y + 4 * sprod d x y ^ 2).
Proof.
  intros HF. assert (Hp : 0 <= qp d x y) by (unfold qp; assert (Q1 := dot_nonneg d x); assert (Q2 := dot_nonneg d y); lra).
  split.
  - unfold lam_plus. replace (F2 ^ 2 * qp d x y ^ 2 + 8 * 0 * F2 * sprod d x y + 4 * 0 ^ 2) with ((F2 * qp d x y) ^ 2) by ring.
    rewrite sqrt_pow2 by (apply Rmult_le_pos; assumption). field.
  - f_equal. rewrite D_of_ps. replace (qp d x y ^ 2 - 4 * sprod d x y ^ 2 + 4 * sprod d x y ^ 2) with (qp d x y ^ 2) by ring.
    rewrite sqrt_pow2 by assumption. reflexivity.
Qed.

(** Gradient flow keeps D: A' = -2 g A and B' = 2 g B along x' = -g y, y' = -g x. *)
Theorem flow_keeps_D (A B g : R -> R) : (forall t, is_derive A t (-2 * g t * A t)) -> (forall t, is_derive B t (2 * g t * B t)) ->
  forall t, 0 <= t -> A t * B t = A 0 * B 0.
Proof.
  intros HA HB t Ht.
  assert (HD : forall u, is_derive (fun u => A u * B u) u 0).
  { intros u. evar_last.
    - apply (is_derive_mult A B u _ _ (HA u) (HB u)). intros n m. apply Rmult_comm.
    - unfold plus, mult; simpl. ring. }
  apply Rle_antisym.
  - apply (decr_le (fun u => A u * B u) (fun _ => 0)); [assumption|intros; apply HD|intros; lra].
  - apply (incr_le (fun u => A u * B u) (fun _ => 0)); [assumption|intros; apply HD|intros; lra].
Qed.
