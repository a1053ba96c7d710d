(** M1a and M1b: f = |X Y^T - M|^2/2, X with m rows, Y with n rows of length r. A matrix is a function of row and column. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Flat.
Open Scope R_scope.

Definition matrix := nat -> vec.

Lemma dot_bsum d x y : dot d x y = bsum (fun i => x i * y i) d.
Proof. induction d as [|d IH]; [reflexivity|]. cbn [dot bsum]. now rewrite IH. Qed.
Lemma bsum_swap (f : nat -> nat -> R) m n : bsum (fun i => bsum (f i) n) m = bsum (fun j => bsum (fun i => f i j) m) n.
Proof.
  induction m as [|m IH]; cbn [bsum]; [induction n as [|n IHn]; [reflexivity|cbn [bsum]; rewrite <- IHn; ring]|].
  rewrite IH. rewrite <- bsum_plus. apply bsum_ext. intros. ring.
Qed.
Lemma bsum_one f n i : (i < n)%nat -> (forall j, (j < n)%nat -> j <> i -> f j = 0) -> bsum f n = f i.
Proof.
  induction n as [|n IH]; intros Hi H; [lia|]. cbn [bsum]. destruct (Nat.eq_dec i n) as [->|Hne].
  - rewrite (bsum_ext f (fun _ => 0 * 0)) by (intros k Hk; rewrite (H k) by lia; ring). rewrite bsum_scal. ring.
  - rewrite IH by (try lia; intros; apply H; lia). rewrite (H n) by lia. ring.
Qed.
Lemma bsum_zero f n : (forall j, (j < n)%nat -> f j = 0) -> bsum f n = 0.
Proof. intros H. rewrite (bsum_ext f (fun _ => 0 * 0)) by (intros k Hk; rewrite (H k Hk); ring). rewrite bsum_scal. ring. Qed.

(** ** M1a. M is diagonal (rows and columns in that order, after the exact orthogonal changes). *)
Section M1a.
Variables (m n r : nat) (h : R) (sig : nat -> R) (X Y : nat -> matrix).
Let M (i j : nat) : R := if Nat.eq_dec i j then sig i else 0.
Let E k i j := dot r (X k i) (Y k j) - M i j.
(** Gradient descent: row i of X moves by sum_j E_ij y_j, row j of Y by sum_i E_ij x_i. *)
Hypothesis HX : forall k i l, (i < m)%nat -> X (S k) i l = X k i l - h * bsum (fun j => E k i j * Y k j l) n.
Hypothesis HY : forall k j l, (j < n)%nat -> Y (S k) j l = Y k j l - h * bsum (fun i => E k i j * X k i l) m.
(** Scalar products of rows are 0 but for partners. *)
Definition aligned (U V : matrix) := (forall i j, (i < m)%nat -> (j < m)%nat -> i <> j -> dot r (U i) (U j) = 0) /\
  (forall i j, (i < n)%nat -> (j < n)%nat -> i <> j -> dot r (V i) (V j) = 0) /\
  (forall i j, (i < m)%nat -> (j < n)%nat -> i <> j -> dot r (U i) (V j) = 0).
Hypothesis H0 : aligned (X O) (Y O).

Section Step.
Variable k : nat.
Hypothesis Hk : aligned (X k) (Y k).
Lemma M1a_off i j : (i < m)%nat -> (j < n)%nat -> i <> j -> E k i j = 0.
Proof. intros Hi Hj Hne. unfold E, M. destruct (Nat.eq_dec i j); [contradiction|]. destruct Hk as [_ [_ Q]]. rewrite Q by assumption. ring. Qed.
Lemma M1a_row_x i l : (i < m)%nat -> X (S k) i l = 1 * X k i l + (if le_lt_dec n i then 0 else - (h * E k i i)) * Y k i l.
Proof.
  intros Hi. rewrite HX by assumption. destruct (le_lt_dec n i) as [L|L].
  - rewrite bsum_zero by (intros j Hj; rewrite M1a_off by lia; ring). ring.
  - rewrite (bsum_one _ n i L) by (intros j Hj Hne; rewrite M1a_off by lia; ring). ring.
Qed.
Lemma M1a_row_y j l : (j < n)%nat -> Y (S k) j l = 1 * Y k j l + (if le_lt_dec m j then 0 else - (h * E k j j)) * X k j l.
Proof.
  intros Hj. rewrite HY by assumption. destruct (le_lt_dec m j) as [L|L].
  - rewrite bsum_zero by (intros i Hi; rewrite M1a_off by lia; ring). ring.
  - rewrite (bsum_one _ m j L) by (intros i Hi Hne; rewrite M1a_off by lia; ring). ring.
Qed.
Lemma M1a_keeps : aligned (X (S k)) (Y (S k)).
Proof.
  destruct Hk as [Kx [Ky Kxy]].
  assert (L : forall p q d1 d2 d3, q * d1 = 0 -> p * d2 = 0 -> p * (q * d3) = 0 -> 1 * (1 * 0 + q * d1) + p * (1 * d2 + q * d3) = 0).
  { intros p q d1 d2 d3 E1 E2 E3. rewrite E1. transitivity (p * d2 + p * (q * d3)); [ring|rewrite E2, E3; ring]. }
  repeat split; intros i j Hi Hj Hne.
  - rewrite (dot_ext r _ _ _ _ (fun l _ => M1a_row_x i l Hi) (fun l _ => M1a_row_x j l Hj)). rewrite dot_lin_l, 2 dot_lin_r, Kx by assumption. apply L.
    + destruct (le_lt_dec n j); [ring|rewrite Kxy by lia; ring].
    + destruct (le_lt_dec n i); [ring|rewrite dot_sym, Kxy by lia; ring].
    + destruct (le_lt_dec n i), (le_lt_dec n j); [ring..|rewrite Ky by lia; ring].
  - rewrite (dot_ext r _ _ _ _ (fun l _ => M1a_row_y i l Hi) (fun l _ => M1a_row_y j l Hj)). rewrite dot_lin_l, 2 dot_lin_r, Ky by assumption. apply L.
    + destruct (le_lt_dec m j); [ring|rewrite dot_sym, Kxy by lia; ring].
    + destruct (le_lt_dec m i); [ring|rewrite Kxy by lia; ring].
    + destruct (le_lt_dec m i), (le_lt_dec m j); [ring..|rewrite Kx by lia; ring].
  - rewrite (dot_ext r _ _ _ _ (fun l _ => M1a_row_x i l Hi) (fun l _ => M1a_row_y j l Hj)). rewrite dot_lin_l, 2 dot_lin_r, Kxy by assumption. apply L.
    + destruct (le_lt_dec m j); [ring|rewrite Kx by lia; ring].
    + destruct (le_lt_dec n i); [ring|rewrite Ky by lia; ring].
    + destruct (le_lt_dec n i), (le_lt_dec m j); [ring..|rewrite (dot_sym r (Y k i)), Kxy by lia; ring].
Qed.
End Step.

(** C1: the start stays aligned; each pair is gradient descent on (x.y - sigma)^2/2; rows without partner stay. *)
Theorem M1a_aligned k : aligned (X k) (Y k).
Proof. induction k as [|k IH]; [exact H0|now apply M1a_keeps]. Qed.
Theorem M1a_pairs k i l : (i < m)%nat -> (i < n)%nat ->
  X (S k) i l = X k i l - h * (dot r (X k i) (Y k i) - sig i) * Y k i l /\ Y (S k) i l = Y k i l - h * (dot r (X k i) (Y k i) - sig i) * X k i l.
Proof.
  intros Hm Hn. rewrite (M1a_row_x k (M1a_aligned k) i l Hm), (M1a_row_y k (M1a_aligned k) i l Hn). unfold E, M.
  destruct (le_lt_dec n i); [lia|]. destruct (le_lt_dec m i); [lia|]. destruct (Nat.eq_dec i i); [|contradiction]. split; ring.
Qed.
Theorem M1a_alone k l : (forall i, (i < m)%nat -> (n <= i)%nat -> X (S k) i l = X k i l) /\ (forall j, (j < n)%nat -> (m <= j)%nat -> Y (S k) j l = Y k j l).
Proof.
  split; intros i Hi Hge.
  - rewrite (M1a_row_x k (M1a_aligned k) i l Hi). destruct (le_lt_dec n i); [ring|lia].
  - rewrite (M1a_row_y k (M1a_aligned k) i l Hi). destruct (le_lt_dec m i); [ring|lia].
Qed.
(** C2: X Y^T -> M if and only if every pair converges; the other entries are 0 all along. *)
Theorem M1a_converges : (forall i j, (i < m)%nat -> (j < n)%nat -> Un_cv (fun k => dot r (X k i) (Y k j)) (M i j)) <->
  (forall i, (i < m)%nat -> (i < n)%nat -> Un_cv (fun k => dot r (X k i) (Y k i)) (sig i)).
Proof.
  split.
  - intros H i Hm Hn. assert (Q := H i i Hm Hn). unfold M in Q. destruct (Nat.eq_dec i i); [exact Q|contradiction].
  - intros H i j Hm Hn. unfold M. destruct (Nat.eq_dec i j) as [->|Hne]; [now apply H|].
    apply (Un_cv_ext (fun _ => 0)); [|apply cv_const]. intros k. symmetry. apply (M1a_aligned k); assumption.
Qed.
End M1a.

(** ** M1b. Where X Y^T = M the Hessian of |X Y^T - M|^2/2 has the eigenvalues of E -> E Y Y^T + X X^T E (J J^T), whose quadratic form is
    |E Y|^2 + |X^T E|^2. nX bounds |X^T u| <= nX |u| and is attained (nX is the spectral norm of X), nY the same for Y. *)
Section M1b.
Variables (m n r : nat) (X Y : matrix) (nX nY : R) (u0 v0 : vec).
(** X^T u, and X^T E, E Y entry by entry. *)
Definition tr_apply (rows : nat) (Z : matrix) (u : vec) : vec := fun l => bsum (fun i => u i * Z i l) rows.
Definition form (A : matrix) : R := bsum (fun i => bsum (fun l => bsum (fun j => A i j * Y j l) n ^ 2) r) m
  + bsum (fun j => bsum (fun l => bsum (fun i => A i j * X i l) m ^ 2) r) n.
Definition size (A : matrix) : R := bsum (fun i => bsum (fun j => A i j ^ 2) n) m.
Hypothesis HnX : 0 <= nX.
Hypothesis HnY : 0 <= nY.
Hypothesis HX : forall u, dot r (tr_apply m X u) (tr_apply m X u) <= nX ^ 2 * dot m u u.
Hypothesis HY : forall v, dot r (tr_apply n Y v) (tr_apply n Y v) <= nY ^ 2 * dot n v v.
Hypothesis HX0 : dot m u0 u0 = 1 /\ dot r (tr_apply m X u0) (tr_apply m X u0) = nX ^ 2.
Hypothesis HY0 : dot n v0 v0 = 1 /\ dot r (tr_apply n Y v0) (tr_apply n Y v0) = nY ^ 2.

Lemma dot_square d x : dot d x x = bsum (fun i => x i ^ 2) d.
Proof. rewrite dot_bsum. apply bsum_ext. intros. ring. Qed.

(** C1: the largest value of the form on |E| = 1 is |X|^2 + |Y|^2, taken at u0 v0^T. *)
Theorem M1b_upper A : form A <= (nX ^ 2 + nY ^ 2) * size A.
Proof.
  unfold form. rewrite Rmult_plus_distr_r, Rplus_comm. apply Rplus_le_compat.
  - apply Rle_trans with (bsum (fun j => nX ^ 2 * bsum (fun i => A i j ^ 2) m) n).
    + apply bsum_le. intros j _. assert (Q := HX (fun i => A i j)). rewrite 2 dot_square in Q. exact Q.
    + rewrite bsum_scal. unfold size. rewrite (bsum_swap (fun i j => A i j ^ 2)). lra.
  - unfold size. rewrite <- bsum_scal. apply bsum_le. intros i _. assert (Q := HY (A i)). rewrite 2 dot_square in Q. exact Q.
Qed.
Theorem M1b_attained : let A := fun i j => u0 i * v0 j in size A = 1 /\ form A = nX ^ 2 + nY ^ 2.
Proof.
  intros A. destruct HX0 as [U1 U2]. destruct HY0 as [V1 V2]. rewrite dot_square in U1, U2, V1, V2. split.
  - unfold size, A. rewrite (bsum_ext _ (fun i => 1 * u0 i ^ 2)); [rewrite bsum_scal, U1; ring|]. intros i _.
    rewrite (bsum_ext _ (fun j => u0 i ^ 2 * v0 j ^ 2)) by (intros; ring). rewrite bsum_scal, V1. ring.
  - unfold form, A. rewrite Rplus_comm. f_equal.
    + rewrite (bsum_ext _ (fun j => nX ^ 2 * v0 j ^ 2)); [rewrite bsum_scal, V1; ring|]. intros j _. rewrite <- U2.
      rewrite (bsum_ext _ (fun l => v0 j ^ 2 * tr_apply m X u0 l ^ 2)); [rewrite bsum_scal; ring|]. intros l _. unfold tr_apply.
      rewrite (bsum_ext _ (fun i => v0 j * (u0 i * X i l))) by (intros; ring). rewrite bsum_scal. ring.
    + rewrite (bsum_ext _ (fun i => nY ^ 2 * u0 i ^ 2)); [rewrite bsum_scal, U1; ring|]. intros i _. rewrite <- V2.
      rewrite (bsum_ext _ (fun l => u0 i ^ 2 * tr_apply n Y v0 l ^ 2)); [rewrite bsum_scal; ring|]. intros l _. unfold tr_apply.
      rewrite (bsum_ext _ (fun j => u0 i * (v0 j * Y j l))) by (intros; ring). rewrite bsum_scal. ring.
Qed.

(** u^T X Y^T v = <X^T u, Y^T v>. *)
Lemma M1b_bilinear u v : bsum (fun i => bsum (fun j => u i * dot r (X i) (Y j) * v j) n) m = dot r (tr_apply m X u) (tr_apply n Y v).
Proof.
  rewrite dot_bsum. unfold tr_apply.
  rewrite (bsum_ext (fun l => _ * _) (fun l => bsum (fun i => bsum (fun j => u i * X i l * (v j * Y j l)) n) m)).
  - rewrite (bsum_swap (fun l i => bsum (fun j => u i * X i l * (v j * Y j l)) n)). apply bsum_ext. intros i _.
    rewrite (bsum_swap (fun l j => u i * X i l * (v j * Y j l))). apply bsum_ext. intros j _.
    rewrite dot_bsum. rewrite (bsum_ext (fun l => u i * X i l * (v j * Y j l)) (fun l => (u i * v j) * (X i l * Y j l))) by (intros; ring).
    rewrite bsum_scal. ring.
  - intros l _. rewrite Rmult_comm, <- bsum_scal. apply bsum_ext. intros i _. rewrite Rmult_comm, <- bsum_scal. apply bsum_ext. intros; ring.
Qed.
(** Twice the norm of M = X Y^T (the largest u^T M v of unit vectors) is at most |X|^2 + |Y|^2, and (|X| - |Y|)^2 at most the rest: C1 to C3. *)
Theorem M1b_norm nM : (exists u v, dot m u u = 1 /\ dot n v v = 1 /\ nM = bsum (fun i => bsum (fun j => u i * dot r (X i) (Y j) * v j) n) m) ->
  2 * nM <= nX ^ 2 + nY ^ 2 /\ (nX - nY) ^ 2 <= nX ^ 2 + nY ^ 2 - 2 * nM.
Proof.
  intros [u [v [Hu [Hv E]]]]. rewrite M1b_bilinear in E. assert (Q : nM <= nX * nY).
  2: { assert (P := sq_nonneg (nX - nY)). replace ((nX - nY) ^ 2) with (nX ^ 2 - 2 * (nX * nY) + nY ^ 2) in * by ring. split; lra. }
  assert (C := cauchy_schwarz r (tr_apply m X u) (tr_apply n Y v)). rewrite <- E in C. assert (Q1 := HX u). assert (Q2 := HY v). rewrite Hu in Q1. rewrite Hv in Q2.
  assert (P1 := dot_nonneg r (tr_apply m X u)). assert (P2 := dot_nonneg r (tr_apply n Y v)). apply sq_le_inv; [now apply Rmult_le_pos|].
  apply Rle_trans with (1 := C). replace ((nX * nY) ^ 2) with (nX ^ 2 * 1 * (nY ^ 2 * 1)) by ring. apply Rmult_le_compat; assumption.
Qed.
End M1b.

(** M1a.C3: with orthogonal rows |X^T u|^2 = sum u_i^2 |x_i|^2, so the norm of X is its longest row, attained there. *)
Theorem M1a_norm m r (X : matrix) i0 : (i0 < m)%nat -> (forall i j, (i < m)%nat -> (j < m)%nat -> i <> j -> dot r (X i) (X j) = 0) ->
  (forall i, (i < m)%nat -> dot r (X i) (X i) <= dot r (X i0) (X i0)) ->
  (forall u, dot r (tr_apply m X u) (tr_apply m X u) <= dot r (X i0) (X i0) * dot m u u) /\
  (let u := fun i => if Nat.eq_dec i i0 then 1 else 0 in dot m u u = 1 /\ dot r (tr_apply m X u) (tr_apply m X u) = dot r (X i0) (X i0)).
Proof.
  intros Hi0 Ho Hmax.
  assert (E : forall u, dot r (tr_apply m X u) (tr_apply m X u) = bsum (fun i => u i ^ 2 * dot r (X i) (X i)) m).
  { intros u. rewrite dot_bsum. unfold tr_apply.
    rewrite (bsum_ext _ (fun l => bsum (fun i => bsum (fun j => u i * X i l * (u j * X j l)) m) m)).
    - rewrite (bsum_swap (fun l i => bsum (fun j => u i * X i l * (u j * X j l)) m)). apply bsum_ext. intros i Hi.
      rewrite (bsum_swap (fun l j => u i * X i l * (u j * X j l))).
      rewrite (bsum_ext _ (fun j => u i * u j * dot r (X i) (X j))).
      + rewrite (bsum_one _ m i Hi); [ring|]. intros j Hj Hne. rewrite Ho by auto. ring.
      + intros j _. cbv beta. rewrite dot_bsum, <- bsum_scal. apply bsum_ext. intros; ring.
    - intros l _. cbv beta. rewrite <- bsum_scal. apply bsum_ext. intros i _. rewrite Rmult_comm, <- bsum_scal. reflexivity. }
  split.
  - intros u. rewrite E, (dot_bsum m u u), <- bsum_scal. apply bsum_le. intros i Hi. cbv beta. assert (Q := Hmax i Hi). assert (P := sq_nonneg (u i)).
    replace (dot r (X i0) (X i0) * (u i * u i)) with (u i ^ 2 * dot r (X i0) (X i0)) by ring. now apply Rmult_le_compat_l.
  - intros u. split.
    + rewrite (dot_bsum m u u), (bsum_one _ m i0 Hi0); unfold u; [destruct (Nat.eq_dec i0 i0); [ring|contradiction]|].
      intros j _ Hne. destruct (Nat.eq_dec j i0); [contradiction|ring].
    + rewrite E, (bsum_one _ m i0 Hi0); unfold u; [destruct (Nat.eq_dec i0 i0); [ring|contradiction]|].
      intros j _ Hne. destruct (Nat.eq_dec j i0); [contradiction|ring].
Qed.

(** The Hessian at residual 0 is J^T J with J(U, V) = U Y^T + X V^T; J^T A = (A Y, A^T X), and [form] A is |J^T A|^2. Its largest value on |(U, V)| = 1 is
    the one of [form] on |A| = 1. *)
Lemma discriminant a b c : 0 <= a -> 0 <= c -> (forall p q, 0 <= p ^ 2 * a + 2 * (p * q) * b + q ^ 2 * c) -> b ^ 2 <= a * c.
Proof.
  intros Ha Hc H. destruct (Req_dec c 0) as [->|Hne].
  - assert (Q := H b (- (a + 1))). assert (0 <= b ^ 2) by apply sq_nonneg. nra.
  - assert (Q := H c (- b)). apply Rmult_le_reg_l with c; [lra|]. lra.
Qed.

Section Top.
(** An abstract pair of spaces with inner products, J and its transpose. *)
Variables (Z A : Type) (zz : Z -> Z -> R) (aa : A -> A -> R) (zadd : R -> Z -> R -> Z -> Z) (aadd : R -> A -> R -> A -> A) (J : Z -> A) (Jt : A -> Z) (lam : R).
Hypothesis Hz : forall p u q v, zz (zadd p u q v) (zadd p u q v) = p ^ 2 * zz u u + 2 * (p * q) * zz u v + q ^ 2 * zz v v.
Hypothesis Ha : forall p u q v, aa (aadd p u q v) (aadd p u q v) = p ^ 2 * aa u u + 2 * (p * q) * aa u v + q ^ 2 * aa v v.
Hypothesis Hzp : forall u, 0 <= zz u u.
Hypothesis Hap : forall u, 0 <= aa u u.
Hypothesis HJ : forall z a, aa (J z) a = zz z (Jt a).
Hypothesis Hlam : 0 <= lam.
Hypothesis Hup : forall a, zz (Jt a) (Jt a) <= lam * aa a a.
Theorem M1b_top_upper z : aa (J z) (J z) <= lam * zz z z.
Proof.
  assert (C : zz z (Jt (J z)) ^ 2 <= zz z z * zz (Jt (J z)) (Jt (J z))).
  { apply discriminant; try apply Hzp. intros p q. rewrite <- Hz. apply Hzp. }
  rewrite <- HJ in C. assert (U := Hup (J z)). assert (P := Hap (J z)). assert (Q := Hzp z). set (x := aa (J z) (J z)) in *.
  destruct (Req_dec x 0) as [->|Hne]; [now apply Rmult_le_pos|]. assert (zz z z * zz (Jt (J z)) (Jt (J z)) <= zz z z * (lam * x)) by (apply Rmult_le_compat_l; assumption).
  apply Rmult_le_reg_r with x; [lra|]. lra.
Qed.
Theorem M1b_top_attained a0 : 0 < lam -> aa a0 a0 = 1 -> zz (Jt a0) (Jt a0) = lam -> aa (J (Jt a0)) (J (Jt a0)) = lam * zz (Jt a0) (Jt a0).
Proof.
  intros Hl H1 H2. apply Rle_antisym; [apply M1b_top_upper|].
  assert (C : aa (J (Jt a0)) a0 ^ 2 <= aa (J (Jt a0)) (J (Jt a0)) * aa a0 a0).
  { apply discriminant; try apply Hap. intros p q. rewrite <- Ha. apply Hap. }
  rewrite HJ, H1, H2 in C. rewrite H2. lra.
Qed.
End Top.

Section Hessian.
Variables (m n r : nat) (X Y : matrix).
Definition mat_in (A B : matrix) : R := bsum (fun i => bsum (fun j => A i j * B i j) n) m.
Definition pair_in (p q : matrix * matrix) : R := bsum (fun i => dot r (fst p i) (fst q i)) m + bsum (fun j => dot r (snd p j) (snd q j)) n.
Definition jac (p : matrix * matrix) : matrix := fun i j => dot r (fst p i) (Y j) + dot r (X i) (snd p j).
Definition jac_t (A : matrix) : matrix * matrix := (fun i l => bsum (fun j => A i j * Y j l) n, fun j l => bsum (fun i => A i j * X i l) m).

Lemma dot_combination k u c (W : matrix) : dot r u (fun l => bsum (fun j => c j * W j l) k) = bsum (fun j => c j * dot r u (W j)) k.
Proof.
  induction k as [|k IH]; cbn [bsum].
  - rewrite (dot_ext r u _ u (fun _ => 0 * 0 + 0 * 0)) by (intros; ring). rewrite (dot_lin_r r 0 0 u (fun _ => 0) (fun _ => 0)). ring.
  - rewrite (dot_ext r u _ u (fun l => 1 * (bsum (fun j => c j * W j l) k) + c k * W k l)) by (intros; ring).
    rewrite (dot_lin_r r 1 (c k) u (fun l => bsum (fun j => c j * W j l) k) (W k)), IH. ring.
Qed.
Theorem M1b_adjoint p A : mat_in (jac p) A = pair_in p (jac_t A).
Proof.
  unfold mat_in, pair_in, jac, jac_t. cbn [fst snd].
  rewrite (bsum_ext (fun i => dot r (fst p i) _) (fun i => bsum (fun j => A i j * dot r (fst p i) (Y j)) n)) by (intros; apply dot_combination).
  rewrite (bsum_ext (fun j => dot r (snd p j) _) (fun j => bsum (fun i => A i j * dot r (snd p j) (X i)) m)) by (intros j _; apply (dot_combination m (snd p j) (fun i => A i j))).
  rewrite <- (bsum_swap (fun i j => A i j * dot r (snd p j) (X i)) m n). rewrite <- bsum_plus. apply bsum_ext. intros i _. rewrite <- bsum_plus. apply bsum_ext. intros j _.
  rewrite (dot_sym r (snd p j)). ring.
Qed.
Lemma M1b_form A : pair_in (jac_t A) (jac_t A) = form m n r X Y A.
Proof. unfold pair_in, form, jac_t. cbn [fst snd]. f_equal; apply bsum_ext; intros; rewrite dot_bsum; apply bsum_ext; intros; cbv beta; ring. Qed.
Lemma M1b_size A : mat_in A A = size m n A.
Proof. unfold mat_in, size. apply bsum_ext; intros; apply bsum_ext; intros; cbv beta; ring. Qed.

(** Where X Y^T = M the loss along (U, V) is t^2 |J(U, V)|^2/2 + O(t^3). *)
Theorem M1b_second (U V : matrix) t : let c i j := dot r (U i) (V j) in let a := jac (U, V) in
  let e i j := dot r (fun l => X i l + t * U i l) (fun l => Y j l + t * V j l) - dot r (X i) (Y j) in
  mat_in e e = t ^ 2 * mat_in a a + t ^ 3 * (2 * mat_in a c + t * mat_in c c).
Proof.
  intros c a e. assert (E : forall i j, e i j = t * a i j + t ^ 2 * c i j).
  { intros i j. unfold e, a, c, jac. cbn [fst snd]. generalize (X i) (Y j) (U i) (V j). intros p q u v. clear. induction r as [|k IH]; simpl; [ring|]. simpl in IH. lra. }
  unfold mat_in. rewrite Rmult_plus_distr_l, <- Rmult_assoc, <- (Rmult_assoc (t ^ 3) t). rewrite <- 3 bsum_scal, <- 2 bsum_plus. apply bsum_ext. intros i _.
  rewrite <- 3 bsum_scal, <- 2 bsum_plus. apply bsum_ext. intros j _. cbv beta. rewrite E. ring.
Qed.

(** The largest value of |J p|^2 on |p| = 1 is |X|^2 + |Y|^2. *)
Theorem M1b_hessian nX nY u0 v0 : 0 < nX ^ 2 + nY ^ 2 ->
  (forall u, dot r (tr_apply m X u) (tr_apply m X u) <= nX ^ 2 * dot m u u) -> (forall v, dot r (tr_apply n Y v) (tr_apply n Y v) <= nY ^ 2 * dot n v v) ->
  dot m u0 u0 = 1 /\ dot r (tr_apply m X u0) (tr_apply m X u0) = nX ^ 2 -> dot n v0 v0 = 1 /\ dot r (tr_apply n Y v0) (tr_apply n Y v0) = nY ^ 2 ->
  (forall p, mat_in (jac p) (jac p) <= (nX ^ 2 + nY ^ 2) * pair_in p p) /\
  exists p, pair_in p p = nX ^ 2 + nY ^ 2 /\ mat_in (jac p) (jac p) = (nX ^ 2 + nY ^ 2) * pair_in p p.
Proof.
  intros Hl HX HY HX0 HY0. set (lam := nX ^ 2 + nY ^ 2) in *.
  set (zadd := fun (p : R) (u : matrix * matrix) (q : R) (v : matrix * matrix) =>
    ((fun i l => p * fst u i l + q * fst v i l, fun j l => p * snd u j l + q * snd v j l) : matrix * matrix)).
  set (aadd := fun (p : R) (u : matrix) (q : R) (v : matrix) => (fun i j => p * u i j + q * v i j) : matrix).
  assert (D : forall p q u v, dot r (fun l => p * u l + q * v l) (fun l => p * u l + q * v l) = p ^ 2 * dot r u u + 2 * (p * q) * dot r u v + q ^ 2 * dot r v v).
  { intros p q u v. clear. induction r as [|k IH]; simpl; [ring|]. rewrite IH. simpl. ring. }
  assert (Hz : forall p u q v, pair_in (zadd p u q v) (zadd p u q v) = p ^ 2 * pair_in u u + 2 * (p * q) * pair_in u v + q ^ 2 * pair_in v v).
  { intros p u q v. unfold pair_in, zadd. cbn [fst snd]. rewrite !Rmult_plus_distr_l, <- !bsum_scal.
    rewrite (bsum_ext _ _ m (fun i _ => D p q (fst u i) (fst v i))), (bsum_ext _ _ n (fun i _ => D p q (snd u i) (snd v i))). rewrite !bsum_plus. ring. }
  assert (Ha : forall p u q v, mat_in (aadd p u q v) (aadd p u q v) = p ^ 2 * mat_in u u + 2 * (p * q) * mat_in u v + q ^ 2 * mat_in v v).
  { intros p u q v. unfold mat_in, aadd. rewrite <- !bsum_scal, <- !bsum_plus. apply bsum_ext. intros i _. rewrite <- !bsum_scal, <- !bsum_plus. apply bsum_ext. intros j _. cbv beta. ring. }
  assert (Hzp : forall u, 0 <= pair_in u u).
  { intros u. unfold pair_in. assert (0 <= bsum (fun i => dot r (fst u i) (fst u i)) m) by (apply bsum_nonneg; intros; apply dot_nonneg).
    assert (0 <= bsum (fun j => dot r (snd u j) (snd u j)) n) by (apply bsum_nonneg; intros; apply dot_nonneg). lra. }
  assert (Hap : forall A, 0 <= mat_in A A).
  { intros A. unfold mat_in. apply bsum_nonneg. intros i _. apply bsum_nonneg. intros j _. apply Rle_0_sqr. }
  assert (Hup : forall A, pair_in (jac_t A) (jac_t A) <= lam * mat_in A A).
  { intros A. rewrite M1b_form, M1b_size. apply (M1b_upper m n r X Y nX nY HX HY). }
  split.
  - intros p. apply (M1b_top_upper _ _ pair_in mat_in zadd jac jac_t lam Hz Hzp Hap M1b_adjoint (Rlt_le _ _ Hl) Hup).
  - destruct (M1b_attained m n r X Y nX nY u0 v0 HX0 HY0) as [S1 S2]. set (A0 := fun i j => u0 i * v0 j) in *. exists (jac_t A0).
    assert (E : pair_in (jac_t A0) (jac_t A0) = lam) by (rewrite M1b_form; exact S2). split; [exact E|].
    apply (M1b_top_attained _ _ pair_in mat_in zadd aadd jac jac_t lam Hz Ha Hzp Hap M1b_adjoint (Rlt_le _ _ Hl) Hup A0 Hl); [rewrite M1b_size; exact S1|exact E].
Qed.
End Hessian.
