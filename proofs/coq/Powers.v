(** P1: products of powers s = prod x_i^(a_i). With t = x^2/a a step is t' = t - 2 h g s + (h g s)^2/t in every coordinate. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

(** P1a, one coordinate: x' = x - h g a s/x. *)
Theorem P1a_coordinate h g a s x : a <> 0 -> x <> 0 ->
  (x - h * g * (a * s / x)) ^ 2 / a = x ^ 2 / a - 2 * h * g * s + (h * g * s) ^ 2 / (x ^ 2 / a).
Proof. intros. field. split; assumption. Qed.

(** P1a: E_ij' = E_ij (1 - h^2 g^2 a_i a_j P_ij^2), P_ij = s/(x_i x_j) a polynomial; with q = P_ij the partial derivatives are a_i q x_j and a_j q x_i. *)
Theorem P1a_invariant h g ai aj q xi xj : ai <> 0 -> aj <> 0 ->
  (xi - h * g * (ai * (q * xj))) ^ 2 / ai - (xj - h * g * (aj * (q * xi))) ^ 2 / aj
    = (xi ^ 2 / ai - xj ^ 2 / aj) * (1 - h ^ 2 * g ^ 2 * ai * aj * q ^ 2).
Proof. intros. field. split; assumption. Qed.

(** So a balanced pair stays balanced. *)
Theorem P1a_balanced h g ai aj q xi xj : ai <> 0 -> aj <> 0 -> xi ^ 2 / ai = xj ^ 2 / aj ->
  (xi - h * g * (ai * (q * xj))) ^ 2 / ai = (xj - h * g * (aj * (q * xi))) ^ 2 / aj.
Proof. intros Hi Hj E. assert (Q := P1a_invariant h g ai aj q xi xj Hi Hj). rewrite E in Q. lra. Qed.

(** And an imbalance does not grow, nor change its sign, while h^2 g^2 a_i a_j P_ij^2 <= 1. *)
Theorem P1a_shrinks h g ai aj q xi xj : ai <> 0 -> aj <> 0 -> 0 <= h ^ 2 * g ^ 2 * ai * aj * q ^ 2 <= 1 ->
  let E := xi ^ 2 / ai - xj ^ 2 / aj in
  let E' := (xi - h * g * (ai * (q * xj))) ^ 2 / ai - (xj - h * g * (aj * (q * xi))) ^ 2 / aj in
  Rabs E' <= Rabs E /\ 0 <= E * E'.
Proof.
  intros Hi Hj Hq E E'. assert (Q : E' = E * (1 - h ^ 2 * g ^ 2 * ai * aj * q ^ 2)) by (apply P1a_invariant; assumption).
  rewrite Q. set (v := h ^ 2 * g ^ 2 * ai * aj * q ^ 2) in *. split.
  - rewrite Rabs_mult, (Rabs_pos_eq (1 - v)) by lra. assert (P := Rabs_pos E). nra.
  - replace (E * (E * (1 - v))) with (E ^ 2 * (1 - v)) by ring. apply Rmult_le_pos; [apply sq_nonneg|lra].
Qed.

(** P1d: balanced, squared loss with centre 0: w' = w - q w with q = h w^(2n-2) in (0, 2): |w| falls. *)
Section P1d.
Variables (h : R) (n : nat) (w : nat -> R).
Hypothesis Hh : 0 < h.
Hypothesis Hn : (2 <= n)%nat.
Hypothesis Hw : forall k, w (S k) = w k - h * w k ^ (2 * n - 1).
Hypothesis H0 : h * w O ^ (2 * n - 2) < 2.

Lemma P1d_form k : w (S k) = w k * (1 - h * w k ^ (2 * n - 2)).
Proof. rewrite Hw. replace (2 * n - 1)%nat with (S (2 * n - 2)) by lia. simpl. ring. Qed.
Lemma P1d_even v : v ^ (2 * n - 2) = Rabs v ^ (2 * n - 2).
Proof. replace (2 * n - 2)%nat with (2 * (n - 1))%nat by lia. rewrite 2 pow_mult, pow2_abs. reflexivity. Qed.
Lemma P1d_nonneg v : 0 <= v ^ (2 * n - 2).
Proof. rewrite P1d_even. apply pow_le, Rabs_pos. Qed.

Theorem P1d_falls k : Rabs (w (S k)) <= Rabs (w k) /\ h * w k ^ (2 * n - 2) < 2.
Proof.
  induction k as [|k [IH1 IH2]].
  - split; [|exact H0]. rewrite P1d_form, Rabs_mult. assert (Q := P1d_nonneg (w O)).
    assert (Rabs (1 - h * w O ^ (2 * n - 2)) <= 1) by (apply Rabs_le; split; nra). assert (P := Rabs_pos (w O)). nra.
  - assert (H2 : h * w (S k) ^ (2 * n - 2) < 2).
    { apply Rle_lt_trans with (2 := IH2). apply Rmult_le_compat_l; [lra|].
      rewrite (P1d_even (w (S k))), (P1d_even (w k)). apply pow_incr. split; [apply Rabs_pos|assumption]. }
    split; [|assumption]. rewrite P1d_form, Rabs_mult. assert (Q := P1d_nonneg (w (S k))).
    assert (Rabs (1 - h * w (S k) ^ (2 * n - 2)) <= 1) by (apply Rabs_le; split; nra). assert (P := Rabs_pos (w (S k))). nra.
Qed.

(** The limit is 0. *)
Theorem P1d_limit : tends0 w.
Proof.
  set (m := (2 * n - 2)%nat). assert (Hdec : forall j k, (j <= k)%nat -> Rabs (w k) <= Rabs (w j)).
  { intros j k Hjk. induction k as [|k IH]; [replace j with O by lia; lra|]. destruct (Nat.eq_dec j (S k)) as [->|Hne]; [lra|].
    apply Rle_trans with (1 := proj1 (P1d_falls k)), IH. lia. }
  intros e He. destruct (Classical_Prop.classic (exists k, Rabs (w k) < e)) as [[k Hk]|Hno].
  { exists k. intros j Hj. apply Rle_lt_trans with (1 := Hdec k j Hj). exact Hk. }
  exfalso. assert (Hge : forall k, e <= Rabs (w k)).
  { intros k. destruct (Rle_lt_dec e (Rabs (w k))) as [|Hx]; [assumption|exfalso; apply Hno; exists k; assumption]. }
  (* the factor stays away from 1 in modulus *)
  set (q := Rmax (1 - h * e ^ m) (h * w O ^ m - 1)).
  assert (Hm1 : 0 < e ^ m) by (apply pow_lt; assumption).
  assert (Hq : q < 1) by (unfold q, m in *; apply Rmax_lub_lt; nra).
  assert (Hfac : forall k, Rabs (1 - h * w k ^ m) <= q).
  { intros k. apply Rabs_le. assert (A1 : e ^ m <= w k ^ m).
    { unfold m. rewrite (P1d_even (w k)). apply pow_incr. split; [lra|apply Hge]. }
    assert (A2 : w k ^ m <= w O ^ m).
    { unfold m. rewrite (P1d_even (w k)), (P1d_even (w O)). apply pow_incr. split; [apply Rabs_pos|apply Hdec; lia]. }
    assert (Q1 := Rmax_l (1 - h * e ^ m) (h * w O ^ m - 1)). assert (Q2 := Rmax_r (1 - h * e ^ m) (h * w O ^ m - 1)). fold q in Q1, Q2.
    split; nra. }
  assert (Hq0 : 0 <= q) by (apply Rle_trans with (2 := Hfac O); apply Rabs_pos).
  assert (Hgeo : forall k, Rabs (w k) <= Rabs (w O) * q ^ k).
  { induction k as [|k IH]; [simpl; lra|]. rewrite P1d_form, Rabs_mult. simpl.
    replace (Rabs (w O) * (q * q ^ k)) with (Rabs (w O) * q ^ k * q) by ring. apply Rmult_le_compat; try apply Rabs_pos; [assumption|apply Hfac]. }
  assert (Hw0 : 0 < Rabs (w O) + 1) by (assert (P := Rabs_pos (w O)); lra).
  destruct (pow_lt_1_zero q ltac:(rewrite Rabs_pos_eq by assumption; assumption) (e / (Rabs (w O) + 1)) ltac:(apply Rdiv_lt_0_compat; assumption)) as [N HN].
  specialize (HN N (Nat.le_refl N)). rewrite Rabs_pos_eq in HN by (apply pow_le; assumption).
  assert (A := Hgeo N). assert (B := Hge N). assert (P := Rabs_pos (w O)).
  assert (Rabs (w O) * q ^ N <= (Rabs (w O) + 1) * q ^ N) by (apply Rmult_le_compat_r; [apply pow_le; assumption|lra]).
  assert ((Rabs (w O) + 1) * q ^ N < (Rabs (w O) + 1) * (e / (Rabs (w O) + 1))) by (apply Rmult_lt_compat_l; assumption).
  replace ((Rabs (w O) + 1) * (e / (Rabs (w O) + 1))) with e in H1 by (field; lra). lra.
Qed.
End P1d.

(** P1e, and the reduction of P1c: from a balanced start x_i = c_i w_0 with c_i^2 = a_i the run is x_i = c_i w_k with w' = w - h g'(w), g(w) = F(K w^N)/N. *)
Fixpoint powers (d : nat) (a : nat -> nat) (x : nat -> R) : R := match d with O => 1 | S n => powers n a x * x n ^ a n end.
Fixpoint total (d : nat) (a : nat -> nat) : nat := match d with O => O | S n => (total n a + a n)%nat end.

Lemma powers_line d a c w : powers d a (fun i => c i * w) = powers d a c * w ^ total d a.
Proof. induction d as [|d IH]; [simpl; ring|]. simpl. rewrite IH, Rpow_mult_distr, pow_add. ring. Qed.
Lemma powers_ext d a x y : (forall i, (i < d)%nat -> x i = y i) -> powers d a x = powers d a y.
Proof. induction d as [|d IH]; intros H; [reflexivity|]. simpl. rewrite IH, H by (intros; try apply H; lia). reflexivity. Qed.

Section Balanced.
Variables (d : nat) (a : nat -> nat) (c : nat -> R) (h : R) (dF : R -> R).
Hypothesis Ha : (1 <= total d a)%nat.
Hypothesis Hc : forall i, (i < d)%nat -> c i ^ 2 = INR (a i) /\ c i <> 0.

Definition slope (w : R) := dF (powers d a c * w ^ total d a) * (powers d a c * w ^ (total d a - 1)).

(** g' is the slope. *)
Theorem P1e_slope F w : (forall s, is_derive F s (dF s)) -> is_derive (fun v => F (powers d a c * v ^ total d a) / INR (total d a)) w (slope w).
Proof.
  intros HF. unfold slope. set (K := powers d a c). set (N := total d a) in *.
  assert (HN : INR N <> 0) by (apply not_0_INR; lia).
  assert (D : is_derive (fun v => F (K * v ^ N)) w (K * (INR N * w ^ pred N) * dF (K * w ^ N))).
  { apply (is_derive_comp F (fun v => K * v ^ N) w (dF (K * w ^ N)) (K * (INR N * w ^ pred N))); [apply HF|].
    auto_derive; [exact I|]. ring. }
  apply (is_derive_ext (fun v => / INR N * F (K * v ^ N))). { intros v. unfold Rdiv. apply Rmult_comm. }
  replace (dF (K * w ^ N) * (K * w ^ (N - 1))) with (/ INR N * (K * (INR N * w ^ pred N) * dF (K * w ^ N))).
  - apply (is_derive_scal (fun v => F (K * v ^ N)) w (/ INR N)). exact D.
  - replace (pred N) with (N - 1)%nat by lia. field. exact HN.
Qed.

Theorem P1e_line (x : nat -> nat -> R) (w : nat -> R) :
  (forall k i, (i < d)%nat -> x (S k) i = x k i - h * dF (powers d a (x k)) * (INR (a i) * powers d a (x k) / x k i)) ->
  (forall i, (i < d)%nat -> x O i = c i * w O) -> (forall k, w (S k) = w k - h * slope (w k)) -> (forall k, w k <> 0) ->
  forall k i, (i < d)%nat -> x k i = c i * w k.
Proof.
  intros Hx H0 Hw Hn. induction k as [|k IH]; intros i Hi; [now apply H0|].
  rewrite Hx, Hw, (IH i Hi) by assumption.
  rewrite (powers_ext d a (x k) (fun i => c i * w k)), powers_line by (intros j Hj; now apply IH). unfold slope.
  set (K := powers d a c). set (N := total d a) in *. destruct (Hc i Hi) as [E Ec].
  assert (EN : w k ^ N = w k * w k ^ (N - 1)). { replace N with (S (N - 1)) at 1 by lia. reflexivity. }
  rewrite <- E. set (D := dF (K * w k ^ N)). rewrite EN. field. split; [apply Hn|assumption].
Qed.
End Balanced.
