(** Vectors of any dimension, gradient descent on F(x . y), and R1. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition vec := nat -> R.

(** Inner product of the first [d] coordinates. *)
Fixpoint dot (d : nat) (x y : vec) : R :=
  match d with O => 0 | S n => dot n x y + x n * y n end.

Definition vadd (x y : vec) : vec := fun i => x i + y i.
Definition vsub (x y : vec) : vec := fun i => x i - y i.
Definition smul (t : R) (x : vec) : vec := fun i => t * x i.

Lemma dot_ext d x y x' y' :
  (forall i, (i < d)%nat -> x i = x' i) -> (forall i, (i < d)%nat -> y i = y' i) ->
  dot d x y = dot d x' y'.
Proof.
  induction d as [|d IH]; simpl; intros Hx Hy; [reflexivity|].
  rewrite IH by (intros; auto with arith). rewrite Hx, Hy by auto. reflexivity.
Qed.

Lemma dot_lin_l d t u x x' y :
  dot d (fun i => t * x i + u * x' i) y = t * dot d x y + u * dot d x' y.
Proof. induction d as [|d IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma dot_sym d x y : dot d x y = dot d y x.
Proof. induction d as [|d IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma dot_lin_r d t u x y y' :
  dot d x (fun i => t * y i + u * y' i) = t * dot d x y + u * dot d x y'.
Proof. rewrite dot_sym, dot_lin_l, (dot_sym d y), (dot_sym d y'). reflexivity. Qed.

Lemma dot_nonneg d x : 0 <= dot d x x.
Proof.
  induction d as [|d IH]; simpl; [lra|].
  assert (0 <= x d * x d) by apply Rle_0_sqr. lra.
Qed.

(** The quantities of section 1 of the theory. *)
Definition sprod d x y := dot d x y.
Definition qA d x y := dot d (vadd x y) (vadd x y).
Definition qB d x y := dot d (vsub x y) (vsub x y).
Definition qp d x y := dot d x x + dot d y y.
Definition qD d x y := qA d x y * qB d x y.

Lemma qA_expand d x y : qA d x y = dot d x x + 2 * dot d x y + dot d y y.
Proof. unfold qA, vadd. induction d as [|d IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma qB_expand d x y : qB d x y = dot d x x - 2 * dot d x y + dot d y y.
Proof. unfold qB, vsub. induction d as [|d IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma qA_nonneg d x y : 0 <= qA d x y. Proof. apply dot_nonneg. Qed.
Lemma qB_nonneg d x y : 0 <= qB d x y. Proof. apply dot_nonneg. Qed.
Lemma qD_nonneg d x y : 0 <= qD d x y.
Proof. apply Rmult_le_pos; [apply qA_nonneg | apply qB_nonneg]. Qed.

Lemma p_of_AB d x y : qp d x y = (qA d x y + qB d x y) / 2.
Proof. rewrite qA_expand, qB_expand. unfold qp. field. Qed.
Lemma s_of_AB d x y : sprod d x y = (qA d x y - qB d x y) / 4.
Proof. rewrite qA_expand, qB_expand. unfold sprod. field. Qed.
Lemma D_of_ps d x y : qD d x y = (qp d x y)^2 - 4 * (sprod d x y)^2.
Proof. unfold qD. rewrite qA_expand, qB_expand. unfold qp, sprod. ring. Qed.
(** In one dimension D is the squared imbalance. *)
Lemma D_dim1 x y : qD 1 x y = ((x O)^2 - (y O)^2)^2.
Proof. unfold qD, qA, qB, vadd, vsub; simpl. ring. Qed.

(** Replace coordinate [i]. *)
Definition upd (x : vec) (i : nat) (t : R) : vec :=
  fun j => if Nat.eq_dec j i then t else x j.

Lemma dot_upd d x y i t : (i < d)%nat ->
  dot d (upd x i t) y = dot d x y + (t - x i) * y i.
Proof.
  induction d as [|d IH]; intros Hi; [lia|]. simpl.
  destruct (Nat.eq_dec i d) as [->|Hne].
  - rewrite (dot_ext d (upd x d t) y x y).
    + unfold upd. destruct (Nat.eq_dec d d); [ring|congruence].
    + intros j Hj. unfold upd. destruct (Nat.eq_dec j d); [lia|reflexivity].
    + reflexivity.
  - rewrite IH by lia. unfold upd at 1. destruct (Nat.eq_dec d i); [congruence|]. ring.
Qed.

(** The partial derivatives of f(x, y) = F(x . y): the step below is gradient descent. *)
Lemma gradient_x d (F g : R -> R) x y i : (i < d)%nat ->
  is_derive F (dot d x y) (g (dot d x y)) ->
  is_derive (fun t => F (dot d (upd x i t) y)) (x i) (g (dot d x y) * y i).
Proof.
  intros Hi HF.
  apply (is_derive_ext (fun t => F (dot d x y + (t - x i) * y i))).
  { intros t. rewrite dot_upd by assumption. reflexivity. }
  evar_last.
  - apply (is_derive_comp F (fun t => dot d x y + (t - x i) * y i) (x i) (g (dot d x y)) (y i)).
    + replace (dot d x y + (x i - x i) * y i) with (dot d x y) by ring. exact HF.
    + auto_derive; [trivial|ring].
  - unfold scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma gradient_y d (F g : R -> R) x y i : (i < d)%nat ->
  is_derive F (dot d x y) (g (dot d x y)) ->
  is_derive (fun t => F (dot d x (upd y i t))) (y i) (g (dot d x y) * x i).
Proof.
  intros Hi HF. rewrite (dot_sym d x y) in HF |- *.
  apply (is_derive_ext (fun t => F (dot d (upd y i t) x))).
  { intros t. f_equal. apply dot_sym. }
  now apply gradient_x.
Qed.

(** Sequences of gradient-descent iterates; [g] is F'. *)
Record is_gd (d : nat) (h : R) (g : R -> R) (x y : nat -> vec) : Prop := {
  gd_x : forall k i, x (S k) i = x k i - h * g (dot d (x k) (y k)) * y k i;
  gd_y : forall k i, y (S k) i = y k i - h * g (dot d (x k) (y k)) * x k i }.

Lemma dot_scale d t u : dot d (smul t u) (smul t u) = t ^ 2 * dot d u u.
Proof. unfold smul. induction d as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Section R1.
Variables (d : nat) (h : R) (g : R -> R) (x y : nat -> vec).
Hypothesis GD : is_gd d h g x y.

Lemma R1_sum k i : vadd (x (S k)) (y (S k)) i = (1 - h * g (sprod d (x k) (y k))) * vadd (x k) (y k) i.
Proof. unfold vadd, sprod. rewrite (gd_x _ _ _ _ _ GD), (gd_y _ _ _ _ _ GD). ring. Qed.

Lemma R1_dif k i : vsub (x (S k)) (y (S k)) i = (1 + h * g (sprod d (x k) (y k))) * vsub (x k) (y k) i.
Proof. unfold vsub, sprod. rewrite (gd_x _ _ _ _ _ GD), (gd_y _ _ _ _ _ GD). ring. Qed.

Theorem R1_A k : qA d (x (S k)) (y (S k)) = qA d (x k) (y k) * (1 - h * g (sprod d (x k) (y k))) ^ 2.
Proof.
  unfold qA.
  rewrite (dot_ext d _ _ (smul (1 - h * g (sprod d (x k) (y k))) (vadd (x k) (y k))) (smul (1 - h * g (sprod d (x k) (y k))) (vadd (x k) (y k))));
    [|intros; apply R1_sum|intros; apply R1_sum].
  rewrite dot_scale. ring.
Qed.

Theorem R1_B k : qB d (x (S k)) (y (S k)) = qB d (x k) (y k) * (1 + h * g (sprod d (x k) (y k))) ^ 2.
Proof.
  unfold qB.
  rewrite (dot_ext d _ _ (smul (1 + h * g (sprod d (x k) (y k))) (vsub (x k) (y k))) (smul (1 + h * g (sprod d (x k) (y k))) (vsub (x k) (y k))));
    [|intros; apply R1_dif|intros; apply R1_dif].
  rewrite dot_scale. ring.
Qed.

(** x_k + y_k = prod_{j<k} (1 - h g_j) (x_0 + y_0), and x_k - y_k with the opposite sign. *)
Fixpoint bprod (f : nat -> R) (n : nat) : R :=
  match n with O => 1 | S m => bprod f m * f m end.

Theorem R1_product_sum k i :
  vadd (x k) (y k) i = bprod (fun j => 1 - h * g (sprod d (x j) (y j))) k * vadd (x O) (y O) i.
Proof.
  induction k as [|k IH]; simpl; [ring|]. rewrite R1_sum, IH. ring.
Qed.

Theorem R1_product_dif k i :
  vsub (x k) (y k) i = bprod (fun j => 1 + h * g (sprod d (x j) (y j))) k * vsub (x O) (y O) i.
Proof.
  induction k as [|k IH]; simpl; [ring|]. rewrite R1_dif, IH. ring.
Qed.

Theorem R1_s k : sprod d (x (S k)) (y (S k)) = sprod d (x k) (y k) * (1 + h ^ 2 * g (sprod d (x k) (y k)) ^ 2) - h * g (sprod d (x k) (y k)) * qp d (x k) (y k).
Proof.
  rewrite (s_of_AB d (x (S k))), R1_A, R1_B, (p_of_AB d (x k)).
  assert (E : sprod d (x k) (y k) = (qA d (x k) (y k) - qB d (x k) (y k)) / 4) by apply s_of_AB.
  set (t := g (sprod d (x k) (y k))) in *. rewrite E at 1. field.
Qed.

Theorem R1_p k : qp d (x (S k)) (y (S k)) = qp d (x k) (y k) * (1 + h ^ 2 * g (sprod d (x k) (y k)) ^ 2) - 4 * h * g (sprod d (x k) (y k)) * sprod d (x k) (y k).
Proof.
  rewrite (p_of_AB d (x (S k))), R1_A, R1_B, (p_of_AB d (x k)).
  assert (E : sprod d (x k) (y k) = (qA d (x k) (y k) - qB d (x k) (y k)) / 4) by apply s_of_AB.
  set (t := g (sprod d (x k) (y k))) in *. rewrite E at 1. field.
Qed.

Theorem R1_D k : qD d (x (S k)) (y (S k)) = qD d (x k) (y k) * (1 - h ^ 2 * g (sprod d (x k) (y k)) ^ 2) ^ 2.
Proof.
  unfold qD. rewrite R1_A, R1_B. ring.
Qed.
End R1.

(** Reflection y -> -y, F(s) -> F(-s): it turns a centre c < 0 into -c and swaps A and B. *)
Lemma gd_reflect d h g x y : is_gd d h g x y ->
  is_gd d h (fun s => - g (- s)) x (fun k i => - y k i).
Proof.
  intros [Hx Hy].
  assert (E : forall k, - dot d (x k) (fun i => - y k i) = dot d (x k) (y k)).
  { intros k. clear. induction d as [|n IH]; simpl; [ring|]. rewrite <- IH. ring. }
  split; intros k i; rewrite E; [rewrite Hx | rewrite Hy]; ring.
Qed.

Lemma reflect_s d x y : sprod d x (fun i => - y i) = - sprod d x y.
Proof. unfold sprod. induction d as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma reflect_A d x y : qA d x (fun i => - y i) = qB d x y.
Proof. unfold qA, qB, vadd, vsub. induction d as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma reflect_B d x y : qB d x (fun i => - y i) = qA d x y.
Proof. unfold qA, qB, vadd, vsub. induction d as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.
