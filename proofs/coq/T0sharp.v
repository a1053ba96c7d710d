(** T0a and T0b with the exact constants of the class, beyond them where they stop, on a convex set with room (f L-smooth, not convex).
    Everything follows from the two interpolation inequalities between consecutive iterates, with z = L h, G_k = |grad f(x_k)|^2. *)
Require Import Reals Lra Lia Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus T0 T0rates.
Open Scope R_scope.

Lemma argmin (G : nat -> R) K : exists k, (k <= K)%nat /\ forall j, (j <= K)%nat -> G k <= G j.
Proof.
  induction K as [|K [k [Hk H]]].
  - exists O. split; [lia|]. intros j Hj. replace j with O by lia. lra.
  - destruct (Rle_lt_dec (G k) (G (S K))) as [Hx|Hx].
    + exists k. split; [lia|]. intros j Hj. destruct (Nat.eq_dec j (S K)) as [->|Hne]; [assumption|]. apply H. lia.
    + exists (S K). split; [lia|]. intros j Hj. destruct (Nat.eq_dec j (S K)) as [->|Hne]; [lra|].
      apply Rle_trans with (G k); [lra|]. apply H. lia.
Qed.

Lemma bsum_at_least G m n : (forall k, (k < n)%nat -> m <= G k) -> INR n * m <= bsum G n.
Proof. intros H. rewrite <- bsum_const. apply bsum_le. exact H. Qed.

Section Sharp.
Variables (d : nat) (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (L h fs : R) (x : nat -> vec).
Hypothesis HL : 0 < L.
Hypothesis Hh : 0 < h.
Hypothesis HC2 : c2_on d C f grad (- L) L.
Hypothesis HCx : forall k, C (x k).
Hypothesis Hroom : forall k, ball_over d C (x (S k)) (x k).
Hypothesis Hgd : forall k, x (S k) = line (x k) (grad (x k)) (- h).
Let G k := dot d (grad (x k)) (grad (x k)).
Let F k := f (x k) - fs.
Let z := L * h.

Lemma z_pos : 0 < z. Proof. now apply Rmult_lt_0_compat. Qed.
Lemma G_pos k : 0 <= G k. Proof. apply dot_nonneg. Qed.

(** The interpolation inequality from x_{k+1} to x_k, and its mirror image. *)
Lemma both k : let c := dot d (grad (x k)) (grad (x (S k))) in
  (1 + 2 * z - z ^ 2) * G k + G (S k) + 2 * (z - 1) * c <= 4 * L * (F k - F (S k)) /\
  (1 - 2 * z - z ^ 2) * G k + G (S k) - 2 * (z + 1) * c <= 4 * L * (F (S k) - F k).
Proof.
  intros c. unfold F.
  assert (I1 := interpolation d C f grad L (- L) ltac:(lra) HC2 (x (S k)) (x k) (HCx (S k)) (HCx k) (Hroom k)).
  assert (I2 := interpolation d C f grad L (- L) ltac:(lra) HC2 (x k) (x (S k)) (HCx k) (HCx (S k)) (ball_over_sym _ _ _ _ (Hroom k))). cbv zeta in I1, I2.
  assert (E1 : dif (x k) (x (S k)) = fun i => h * grad (x k) i) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  assert (E2 : dif (x (S k)) (x k) = fun i => - h * grad (x k) i) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  rewrite E1 in I1. rewrite E2 in I2. unfold c, G. clear c.
  set (g0 := grad (x k)) in *. set (g1 := grad (x (S k))) in *.
  assert (X : forall t u, dot d u (fun i => t * g0 i) = t * dot d u g0) by (intros t u; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (X' : forall t u, dot d (fun i => t * g0 i) u = t * dot d g0 u) by (intros t u; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite ?X, ?X' in I1, I2. rewrite ?dot_dif_sq, ?dot_dif_l, ?X, ?X' in I1, I2. rewrite (dot_sym d g1 g0) in I1, I2.
  set (a := dot d g0 g0) in *. set (c := dot d g0 g1) in *. set (b := dot d g1 g1) in *.
  set (F0 := f (x k)) in *. set (F1 := f (x (S k))) in *.
  apply Rmult_le_compat_l with (r := 4 * L) in I1; [|lra]. apply Rmult_le_compat_l with (r := 4 * L) in I2; [|lra].
  replace (/ (2 * (L - - L))) with (/ (4 * L)) in I1, I2 by (f_equal; ring). split.
  - match type of I1 with ?l <= _ => replace l with (4 * L * F1 + ((1 + 2 * z - z ^ 2) * a + b + 2 * (z - 1) * c)) in I1 by (unfold z; field; lra) end. lra.
  - match type of I2 with ?l <= _ => replace l with (4 * L * F0 + ((1 - 2 * z - z ^ 2) * a + b - 2 * (z + 1) * c)) in I2 by (unfold z; field; lra) end. lra.
Qed.

(** z >= 1: (z + 1) times the first plus (z - 1) times the second has no mixed term. *)
Lemma step_long k : 1 <= z -> (3 * z - z ^ 3) * G k + z * G (S k) <= 4 * L * (F k - F (S k)).
Proof.
  intros H1. destruct (both k) as [A B].
  apply Rmult_le_compat_l with (r := z + 1) in A; [|lra]. apply Rmult_le_compat_l with (r := z - 1) in B; [|lra]. lra.
Qed.

Lemma mixed k : forall t, 0 <= G k - 2 * t * dot d (grad (x k)) (grad (x (S k))) + t ^ 2 * G (S k).
Proof.
  intros t. assert (Q := dot_nonneg d (line (grad (x k)) (grad (x (S k))) (- t))). revert Q. unfold G.
  rewrite dot_line_l, 2 dot_line_r, (dot_sym d (grad (x (S k))) (grad (x k))). lra.
Qed.

(** z <= 1: the first with 2 c <= G_k + G_{k+1}. *)
Lemma step_short k : z <= 1 -> (3 * z - z ^ 2) * G k + z * G (S k) <= 4 * L * (F k - F (S k)).
Proof.
  intros H1. destruct (both k) as [A _]. assert (M := mixed k 1).
  set (c := dot d (grad (x k)) (grad (x (S k)))) in *.
  assert (0 <= (1 - z) * (G k - 2 * 1 * c + 1 ^ 2 * G (S k))) by (apply Rmult_le_pos; lra). lra.
Qed.

(** The descent lemma, from the first inequality: (z - 1)^2 G_k - 2(1 - z) c + G_{k+1} is a square. *)
Lemma step_descent k : 2 * z * (2 - z) * G k <= 4 * L * (F k - F (S k)).
Proof.
  destruct (both k) as [A _]. set (c := dot d (grad (x k)) (grad (x (S k)))) in *.
  assert (Q := dot_nonneg d (line (grad (x (S k))) (grad (x k)) (z - 1))).
  rewrite dot_line_l, 2 dot_line_r, (dot_sym d (grad (x (S k))) (grad (x k))) in Q. fold c (G k) (G (S k)) in Q. lra.
Qed.

(** What may stand for kappa in T0a: 1/(2L) where x_K - grad f(x_K)/L is in C, which convexity gives for z >= 1; h(1 - z/2) always. *)
Lemma last_at k : C (line (x k) (grad (x k)) (- / L)) -> fs <= f (line (x k) (grad (x k)) (- / L)) -> / (2 * L) * G k <= F k.
Proof.
  intros Hc Hf. assert (Q := quad_up d C f grad L (- L) HC2 (x k) _ (HCx k) Hc).
  replace (dif (line (x k) (grad (x k)) (- / L)) (x k)) with (fun i => - / L * grad (x k) i) in Q by (apply functional_extensionality; intros i; unfold dif, line; ring).
  assert (X : forall u t, dot d u (fun i => t * grad (x k) i) = t * dot d u (grad (x k))) by (intros u t; generalize (grad (x k)); intros v; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite X in Q. rewrite X in Q. rewrite (dot_sym d (fun i => - / L * grad (x k) i) (grad (x k))), X in Q. fold (G k) in Q.
  unfold F. replace (- / L * G k + L / 2 * (- / L * (- / L * G k))) with (- (/ (2 * L) * G k)) in Q by (field; lra).
  assert (f (line (x k) (grad (x k)) (- / L)) <= f (x k) - / (2 * L) * G k) by (apply Rle_trans with (1 := Q); right; field; lra). lra.
Qed.

Lemma last_long k : 1 <= z -> (forall y, C y -> fs <= f y) -> / (2 * L) * G k <= F k.
Proof.
  intros H1 Hall. assert (Hc : C (line (x k) (grad (x k)) (- / L))).
  { destruct HC2 as [Hconv _]. assert (Hz := z_pos). assert (Ht : 0 <= / z <= 1).
    { split; [left; now apply Rinv_0_lt_compat|]. apply Rmult_le_reg_l with z; [assumption|]. rewrite Rinv_r by lra. lra. }
    assert (P := Hconv (x k) (x (S k)) (/ z) (HCx k) (HCx (S k)) Ht). rewrite Hgd in P.
    replace (line (x k) (grad (x k)) (- / L)) with (line (x k) (dif (line (x k) (grad (x k)) (- h)) (x k)) (/ z)); [assumption|].
    apply functional_extensionality. intros i. unfold line, dif, z. field. lra. }
  apply last_at; [assumption|now apply Hall].
Qed.

Lemma last_step k : 2 * z * (2 - z) / (4 * L) * G k <= F k - F (S k).
Proof. assert (D := step_descent k). apply Rmult_le_reg_l with (4 * L); [lra|]. replace (4 * L * (2 * z * (2 - z) / (4 * L) * G k)) with (2 * z * (2 - z) * G k) by (field; lra). assumption. Qed.

Hypothesis Hfs : forall k, fs <= f (x k).
Lemma F_pos k : 0 <= F k. Proof. unfold F. assert (Q := Hfs k). lra. Qed.

(** T0a. A last step: kappa G_K <= f_K - f*; kappa = 1/(2L) where x_K - grad f(x_K)/L is in C and f >= f* there. *)
Variable kappa : R.
Hypothesis Hlast : forall k, kappa * G k <= F k.

Lemma sum_long K : 1 <= z -> (3 * z - z ^ 3) * bsum G K + z * bsum (fun k => G (S k)) K <= 4 * L * (F O - F K).
Proof. intros H1. induction K as [|K IH]; [simpl; lra|]. cbn [bsum]. assert (Q := step_long K H1). lra. Qed.

Lemma sum_short K : z <= 1 -> (3 * z - z ^ 2) * bsum G K + z * bsum (fun k => G (S k)) K <= 4 * L * (F O - F K).
Proof. intros H1. induction K as [|K IH]; [simpl; lra|]. cbn [bsum]. assert (Q := step_short K H1). lra. Qed.

Lemma over m t s : 0 < t -> m * t <= s -> m <= s / t.
Proof. intros Ht H. apply Rmult_le_reg_r with t; [assumption|]. replace (s / t * t) with s by (field; lra). assumption. Qed.

Theorem T0a_short K : z <= 1 -> 0 <= kappa -> (0 < K)%nat ->
  exists k, (k <= K)%nat /\ G k <= 4 * F O / (INR K * h * (4 - z) + 4 * kappa).
Proof.
  intros H1 Hk0 HK. destruct (argmin G K) as [k [Hk Hmin]]. exists k. split; [assumption|].
  assert (HKp : 1 <= INR K) by (change 1 with (INR 1); apply le_INR; lia). assert (Hz := z_pos).
  assert (S1 := bsum_at_least G (G k) K ltac:(intros; apply Hmin; lia)).
  assert (S2 := bsum_at_least (fun j => G (S j)) (G k) K ltac:(intros; apply Hmin; lia)).
  assert (Q := sum_short K H1). assert (T := Hlast K). assert (M := Hmin K ltac:(lia)).
  assert (HKh : 0 < INR K * h * (4 - z)) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]).
  apply over; [lra|].
  assert (A : 0 <= (3 * z - z ^ 2) * (bsum G K - INR K * G k)) by (apply Rmult_le_pos; [replace (3 * z - z ^ 2) with (z * (3 - z)) by ring; apply Rmult_le_pos; lra|lra]).
  assert (B : 0 <= z * (bsum (fun j => G (S j)) K - INR K * G k)) by (apply Rmult_le_pos; lra).
  assert (D : kappa * G k <= F K) by (apply Rle_trans with (2 := T); apply Rmult_le_compat_l; assumption).
  apply Rmult_le_reg_l with L; [assumption|].
  replace (L * (G k * (INR K * h * (4 - z) + 4 * kappa))) with (z * (4 - z) * (INR K * G k) + 4 * L * (kappa * G k)) by (unfold z; ring).
  apply Rmult_le_compat_l with (r := 4 * L) in D; [|lra]. lra.
Qed.

Theorem T0a_middle K : 1 <= z -> z ^ 2 <= 3 -> 0 <= kappa -> (0 < K)%nat ->
  exists k, (k <= K)%nat /\ G k <= 4 * F O / (INR K * h * (4 - z ^ 2) + 4 * kappa).
Proof.
  intros H1 H3 Hk0 HK. destruct (argmin G K) as [k [Hk Hmin]]. exists k. split; [assumption|].
  assert (HKp : 1 <= INR K) by (change 1 with (INR 1); apply le_INR; lia). assert (Hz := z_pos).
  assert (S1 := bsum_at_least G (G k) K ltac:(intros; apply Hmin; lia)).
  assert (S2 := bsum_at_least (fun j => G (S j)) (G k) K ltac:(intros; apply Hmin; lia)).
  assert (Q := sum_long K H1). assert (T := Hlast K). assert (M := Hmin K ltac:(lia)).
  assert (HKh : 0 < INR K * h * (4 - z ^ 2)) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]).
  apply over; [lra|].
  assert (A : 0 <= (3 * z - z ^ 3) * (bsum G K - INR K * G k)) by (apply Rmult_le_pos; [replace (3 * z - z ^ 3) with (z * (3 - z ^ 2)) by ring; apply Rmult_le_pos; lra|lra]).
  assert (B : 0 <= z * (bsum (fun j => G (S j)) K - INR K * G k)) by (apply Rmult_le_pos; lra).
  assert (D : kappa * G k <= F K) by (apply Rle_trans with (2 := T); apply Rmult_le_compat_l; assumption).
  apply Rmult_le_reg_l with L; [assumption|].
  replace (L * (G k * (INR K * h * (4 - z ^ 2) + 4 * kappa))) with (z * (4 - z ^ 2) * (INR K * G k) + 4 * L * (kappa * G k)) by (unfold z; ring).
  apply Rmult_le_compat_l with (r := 4 * L) in D; [|lra]. lra.
Qed.

(** Beyond sqrt 3: V_k = f_k - f* + h(z^2 - 3) G_k/4 falls by h(4 - z^2) G_{k+1}/4 a step. *)
Let V k := F k + h * (z ^ 2 - 3) / 4 * G k.

Lemma V_step k : 1 <= z -> V (S k) + h * (4 - z ^ 2) / 4 * G (S k) <= V k.
Proof.
  intros H1. assert (Q := step_long k H1). apply Rmult_le_reg_l with (4 * L); [lra|]. unfold V.
  replace (4 * L * (F (S k) + h * (z ^ 2 - 3) / 4 * G (S k) + h * (4 - z ^ 2) / 4 * G (S k))) with (4 * L * F (S k) + z * G (S k)) by (unfold z; field).
  replace (4 * L * (F k + h * (z ^ 2 - 3) / 4 * G k)) with (4 * L * F k - (3 * z - z ^ 3) * G k) by (unfold z; field). lra.
Qed.

Lemma V_sum K : 1 <= z -> V K + h * (4 - z ^ 2) / 4 * bsum (fun k => G (S k)) K <= V O.
Proof. intros H1. induction K as [|K IH]; [simpl; lra|]. cbn [bsum]. assert (Q := V_step K H1). lra. Qed.

Theorem T0a_beyond K : 3 <= z ^ 2 -> z < 2 -> 0 <= kappa -> (0 < K)%nat ->
  exists k, (k <= K)%nat /\ G k <= (4 * F O + h * (z ^ 2 - 3) * G O) / (INR K * h * (4 - z ^ 2) + h * (z ^ 2 - 3) + 4 * kappa).
Proof.
  intros H3 H2 Hk0 HK. destruct (argmin G K) as [k [Hk Hmin]]. exists k. split; [assumption|].
  assert (HKp : 1 <= INR K) by (change 1 with (INR 1); apply le_INR; lia). assert (Hz := z_pos).
  assert (H1 : 1 <= z) by (destruct (Rle_lt_dec 1 z); [assumption|nra]).
  assert (H4 : 0 < 4 - z ^ 2) by (replace (4 - z ^ 2) with ((2 - z) * (2 + z)) by ring; apply Rmult_lt_0_compat; lra).
  assert (S2 := bsum_at_least (fun j => G (S j)) (G k) K ltac:(intros; apply Hmin; lia)).
  assert (Q := V_sum K H1). assert (T := Hlast K). assert (M := Hmin K ltac:(lia)).
  assert (HKh : 0 < INR K * h * (4 - z ^ 2)) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]).
  assert (Hv : 0 <= h * (z ^ 2 - 3)) by (apply Rmult_le_pos; lra).
  apply over; [lra|]. unfold V in Q.
  assert (B : 0 <= h * (4 - z ^ 2) / 4 * (bsum (fun j => G (S j)) K - INR K * G k)) by (apply Rmult_le_pos; [|lra]; apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]).
  assert (D : kappa * G k <= F K) by (apply Rle_trans with (2 := T); apply Rmult_le_compat_l; assumption).
  assert (E : h * (z ^ 2 - 3) * G k <= h * (z ^ 2 - 3) * G K) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

(** T0b, PL: 2 mu F_k <= G_k. *)
Variable mu : R.
Hypothesis Hmu : 0 <= mu.
Hypothesis HPL : forall k, 2 * mu * F k <= G k.
Lemma muh : 0 <= mu * h. Proof. apply Rmult_le_pos; lra. Qed.

(** 1 < z, z^2 >= 3: either G_k is large and the descent lemma does it, or G_k <= G_{k+1}/(z-1)^2 and the long step does. *)
Lemma PL_long_step k : 3 <= z ^ 2 -> z < 2 -> F (S k) <= (z - 1) ^ 2 / ((z - 1) ^ 2 + mu * h * (2 - z)) * F k.
Proof.
  intros H3 H2. assert (Hz := z_pos). assert (H1 : 1 < z) by (destruct (Rlt_le_dec 1 z); [assumption|nra]).
  assert (Hq : 0 < (z - 1) ^ 2) by (apply pow_lt; lra). assert (Hm := muh).
  assert (Hd : 0 <= mu * h * (2 - z)) by (apply Rmult_le_pos; lra).
  assert (Key : 4 * L * (mu * h * (2 - z)) * F (S k) <= 4 * L * (z - 1) ^ 2 * (F k - F (S k))).
  { assert (P := HPL (S k)). assert (Hc : 0 <= 2 * z * (2 - z)) by (apply Rmult_le_pos; lra).
    apply Rle_trans with (2 * z * (2 - z) * G (S k)).
    - replace (4 * L * (mu * h * (2 - z)) * F (S k)) with (2 * z * (2 - z) * (2 * mu * F (S k))) by (unfold z; ring). now apply Rmult_le_compat_l.
    - destruct (Rle_lt_dec (G (S k)) ((z - 1) ^ 2 * G k)) as [Hx|Hx].
      + assert (D := step_descent k). apply Rmult_le_compat_l with (r := (z - 1) ^ 2) in D; [|lra].
        apply Rle_trans with (2 * z * (2 - z) * ((z - 1) ^ 2 * G k)); [now apply Rmult_le_compat_l|]. lra.
      + assert (D := step_long k ltac:(lra)). apply Rmult_le_compat_l with (r := (z - 1) ^ 2) in D; [|lra].
        assert (E : 0 <= (z ^ 3 - 3 * z) * (G (S k) - (z - 1) ^ 2 * G k)).
        { replace (z ^ 3 - 3 * z) with (z * (z ^ 2 - 3)) by ring. apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]. }
        replace (2 * z * (2 - z) * G (S k)) with ((z - 1) ^ 2 * z * G (S k) - (z ^ 3 - 3 * z) * G (S k)) by ring. lra. }
  apply Rmult_le_reg_l with ((z - 1) ^ 2 + mu * h * (2 - z)); [lra|].
  replace (((z - 1) ^ 2 + mu * h * (2 - z)) * ((z - 1) ^ 2 / ((z - 1) ^ 2 + mu * h * (2 - z)) * F k)) with ((z - 1) ^ 2 * F k) by (field; lra).
  apply Rmult_le_reg_l with (4 * L); [lra|]. lra.
Qed.

Theorem T0b_long : 3 <= z ^ 2 -> z < 2 -> forall k : nat, F k <= ((z - 1) ^ 2 / ((z - 1) ^ 2 + mu * h * (2 - z))) ^ k * F O.
Proof. intros H3 H2. apply (geometric f fs x Hfs). intros j. now apply PL_long_step. Qed.

(** The factor of [1, sqrt 3] goes on to z = 2 for V: f_k - f* <= V_k. *)
Theorem T0b_beyond : 3 <= z ^ 2 -> z < 2 -> forall k : nat,
  F k <= (1 - mu * h * (4 - z ^ 2) / (2 + mu * h)) ^ k * (F O + h * (z ^ 2 - 3) / 4 * G O).
Proof.
  intros H3 H2 k. assert (Hz := z_pos). assert (H1 : 1 <= z) by (destruct (Rle_lt_dec 1 z); [assumption|nra]).
  assert (H4 : 0 < 4 - z ^ 2) by (replace (4 - z ^ 2) with ((2 - z) * (2 + z)) by ring; apply Rmult_lt_0_compat; lra).
  assert (Hm := muh). assert (Hv : 0 <= h * (z ^ 2 - 3)) by (apply Rmult_le_pos; lra).
  set (r := 1 - mu * h * (4 - z ^ 2) / (2 + mu * h)).
  assert (Er : r * (2 + mu * h) = 2 + mu * h * (z ^ 2 - 3)) by (unfold r; field; lra).
  assert (Hr : 0 <= r).
  { apply Rmult_le_reg_r with (2 + mu * h); [lra|]. rewrite Er. assert (0 <= mu * h * (z ^ 2 - 3)) by (apply Rmult_le_pos; lra). lra. }
  assert (Step : forall j, V (S j) <= r * V j).
  { intros j. assert (Q := V_step j H1). assert (P := HPL (S j)).
    (* (2 + mu h) V_{k+1} <= (2 + mu h (z^2-3)) V_k: add mu h times the fall, where 2 V_{k+1} <= ... *)
    assert (W : mu * h * (4 - z ^ 2) * V (S j) <= (2 + mu * h * (z ^ 2 - 3)) * (h * (4 - z ^ 2) / 4 * G (S j))).
    { unfold V. replace ((2 + mu * h * (z ^ 2 - 3)) * (h * (4 - z ^ 2) / 4 * G (S j)))
        with (h * (4 - z ^ 2) / 2 * G (S j) + mu * h * (4 - z ^ 2) * (h * (z ^ 2 - 3) / 4 * G (S j))) by field.
      assert (0 <= h * (4 - z ^ 2) / 2 * (G (S j) - 2 * mu * F (S j))) by (apply Rmult_le_pos; [|lra]; apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra. }
    assert (Hc : 0 <= 2 + mu * h * (z ^ 2 - 3)) by (assert (0 <= mu * h * (z ^ 2 - 3)) by (apply Rmult_le_pos; lra); lra).
    apply Rmult_le_compat_l with (r := 2 + mu * h * (z ^ 2 - 3)) in Q; [|assumption].
    apply Rmult_le_reg_l with (2 + mu * h); [lra|]. rewrite <- Rmult_assoc, (Rmult_comm (2 + mu * h) r), Er. lra. }
  assert (All : V k <= r ^ k * V O).
  { induction k as [|k IH]; [simpl; lra|]. apply Rle_trans with (1 := Step k). rewrite <- tech_pow_Rmult, Rmult_assoc.
    now apply Rmult_le_compat_l. }
  apply Rle_trans with (2 := All). unfold V. assert (Q := Rmult_le_pos _ _ Hv (G_pos k)). lra.
Qed.

(** z <= 1: with t = sqrt G_k >= sqrt(2 mu F_k), r = sqrt G_{k+1} >= sqrt(2 mu F_{k+1}) the first inequality is a quadratic in sqrt(F_{k+1}/F_k). *)
Lemma PL_short_step k X : z <= 1 -> mu <= L -> 0 <= X -> 1 - z <= X ->
  (2 * L + mu) * X ^ 2 - 2 * mu * (1 - z) * X + mu * (1 + 2 * z - z ^ 2) - 2 * L = 0 -> F (S k) <= X ^ 2 * F k.
Proof.
  intros H1 HmL HX HXz Root. destruct (both k) as [A _]. assert (Hz := z_pos).
  set (c := dot d (grad (x k)) (grad (x (S k)))) in *.
  destruct (Rle_lt_dec (F (S k)) (X ^ 2 * F k)) as [|Hx]; [assumption|exfalso].
  assert (F0 := F_pos k). assert (F1 := F_pos (S k)). assert (P0 := HPL k). assert (P1 := HPL (S k)). assert (G0 := G_pos k). assert (G1 := G_pos (S k)).
  (* the mixed term: 2 c <= s G_k + G_{k+1}/s with s = X when X > 0 *)
  assert (HX0 : 0 < X \/ X = 0) by (destruct HX; [now left|right; now symmetry]). destruct HX0 as [HXp|HX0].
  - assert (M : 2 * X * c <= X ^ 2 * G k + G (S k)).
    { assert (Q := dot_nonneg d (line (grad (x (S k))) (grad (x k)) (- X))).
      rewrite dot_line_l, 2 dot_line_r, (dot_sym d (grad (x (S k))) (grad (x k))) in Q. fold c (G k) (G (S k)) in Q. lra. }
    assert (M' : 2 * (1 - z) * X * c <= (1 - z) * (X ^ 2 * G k + G (S k))).
    { replace (2 * (1 - z) * X * c) with ((1 - z) * (2 * X * c)) by ring. apply Rmult_le_compat_l; lra. }
    (* X times A: X(1+2z-z^2) a + X b - (1-z)(X^2 a + b) <= 4 L X (F0 - F1) *)
    apply Rmult_le_compat_l with (r := X) in A; [|lra].
    assert (N : X * ((1 + 2 * z - z ^ 2) - (1 - z) * X) * G k + (X - (1 - z)) * G (S k) <= 4 * L * X * (F k - F (S k))) by lra.
    assert (XX : X <= 1).
    { destruct (Rle_lt_dec X 1) as [|Hy]; [assumption|exfalso].
      assert ((2 * L + mu) * X ^ 2 - 2 * mu * (1 - z) * X + mu * (1 + 2 * z - z ^ 2) - 2 * L > 0); [|lra].
      replace ((2 * L + mu) * X ^ 2 - 2 * mu * (1 - z) * X + mu * (1 + 2 * z - z ^ 2) - 2 * L)
        with (2 * L * (X ^ 2 - 1) + mu * (X - (1 - z)) ^ 2 + mu * (2 * z * (2 - z))) by ring.
      assert (0 < 2 * L * (X ^ 2 - 1)) by (apply Rmult_lt_0_compat; [lra|nra]).
      assert (0 <= mu * (X - (1 - z)) ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]).
      assert (0 <= mu * (2 * z * (2 - z))) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]). lra. }
    assert (Ca : 0 <= X * ((1 + 2 * z - z ^ 2) - (1 - z) * X)).
    { apply Rmult_le_pos; [lra|]. assert ((1 - z) * X <= (1 - z) * 1) by (apply Rmult_le_compat_l; lra).
      assert (0 <= z * (3 - z)) by (apply Rmult_le_pos; lra). lra. }
    assert (N1 : X * ((1 + 2 * z - z ^ 2) - (1 - z) * X) * (2 * mu * F k) <= X * ((1 + 2 * z - z ^ 2) - (1 - z) * X) * G k) by now apply Rmult_le_compat_l.
    assert (N2 : (X - (1 - z)) * (2 * mu * F (S k)) <= (X - (1 - z)) * G (S k)) by (apply Rmult_le_compat_l; lra).
    assert (T : (4 * L * X + 2 * mu * (X - (1 - z))) * F (S k) <= (4 * L * X - 2 * mu * X * ((1 + 2 * z - z ^ 2) - (1 - z) * X)) * F k) by lra.
    assert (E : 4 * L * X - 2 * mu * X * ((1 + 2 * z - z ^ 2) - (1 - z) * X) = (4 * L * X + 2 * mu * (X - (1 - z))) * X ^ 2).
    { assert (E0 : 2 * X * ((2 * L + mu) * X ^ 2 - 2 * mu * (1 - z) * X + mu * (1 + 2 * z - z ^ 2) - 2 * L) = 0) by (rewrite Root; ring). lra. }
    rewrite E in T. assert (Hc : 0 < 4 * L * X + 2 * mu * (X - (1 - z))).
    { assert (0 < 4 * L * X) by (apply Rmult_lt_0_compat; lra). assert (0 <= 2 * mu * (X - (1 - z))) by (apply Rmult_le_pos; lra). lra. }
    assert ((4 * L * X + 2 * mu * (X - (1 - z))) * (X ^ 2 * F k) < (4 * L * X + 2 * mu * (X - (1 - z))) * F (S k)) by now apply Rmult_lt_compat_l. lra.
  - (* X = 0: z = 1, mu = L; then G_k >= 2 L F_k kills F_{k+1} *)
    subst X. assert (z = 1) by lra. assert (Hz1 : (1 + 2 * z - z ^ 2) = 2) by (replace z with 1; ring).
    rewrite Hz1 in *. assert (mu = L) by lra. subst mu. replace (2 * (z - 1) * c) with 0 in A by (replace z with 1; ring). nra.
Qed.

Theorem T0b_short : z <= 1 -> mu <= L -> forall k : nat,
  F k <= (((mu * (1 - z) + sqrt (4 * L ^ 2 - 2 * L * (L + mu) * mu * h * (2 - z))) / (2 * L + mu)) ^ 2) ^ k * F O.
Proof.
  intros H1 HmL. apply (geometric f fs x Hfs). intros j. assert (Hz := z_pos).
  set (q := 4 * L ^ 2 - 2 * L * (L + mu) * mu * h * (2 - z)).
  assert (Hq : (2 * L * (1 - z)) ^ 2 <= q).
  { (* q - 4L^2(1-z)^2 = 2 z (2 - z)(2 L^2 - mu (L + mu)), and mu <= L *)
    replace q with ((2 * L * (1 - z)) ^ 2 + 2 * (z * (2 - z)) * (2 * L ^ 2 - mu * (L + mu))) by (unfold q, z; ring).
    assert (0 <= 2 * (z * (2 - z)) * (2 * L ^ 2 - mu * (L + mu))); [|lra].
    apply Rmult_le_pos; [assert (0 <= z * (2 - z)) by (apply Rmult_le_pos; lra); lra|].
    assert (mu * (L + mu) <= L * (L + L)) by (apply Rmult_le_compat; lra). lra. }
  assert (Hq0 : 0 <= q) by (apply Rle_trans with (2 := Hq), sq_nonneg).
  assert (Hs : 2 * L * (1 - z) <= sqrt q).
  { rewrite <- (sqrt_pow2 (2 * L * (1 - z))) by (apply Rmult_le_pos; lra). now apply sqrt_le_1_alt. }
  assert (Ss := pow2_sqrt q Hq0). set (s := sqrt q) in *.
  assert (Hm1 : 0 <= mu * (1 - z)) by (apply Rmult_le_pos; lra). assert (HL1 : 0 <= 2 * L * (1 - z)) by (apply Rmult_le_pos; lra).
  set (X := (mu * (1 - z) + s) / (2 * L + mu)). assert (EX : X * (2 * L + mu) = mu * (1 - z) + s) by (unfold X; field; lra).
  assert (HXz : 1 - z <= X).
  { apply Rmult_le_reg_r with (2 * L + mu); [lra|]. rewrite EX. lra. }
  apply (PL_short_step j X); try assumption; [lra|].
  (* (2L+mu) X = mu(1-z) + s, s^2 = q *)
  apply Rmult_eq_reg_l with (2 * L + mu); [|lra].
  replace ((2 * L + mu) * ((2 * L + mu) * X ^ 2 - 2 * mu * (1 - z) * X + mu * (1 + 2 * z - z ^ 2) - 2 * L))
    with ((X * (2 * L + mu)) ^ 2 - 2 * mu * (1 - z) * (X * (2 * L + mu)) + (2 * L + mu) * (mu * (1 + 2 * z - z ^ 2) - 2 * L)) by ring.
  rewrite EX. replace ((mu * (1 - z) + s) ^ 2 - 2 * mu * (1 - z) * (mu * (1 - z) + s)) with (s ^ 2 - (mu * (1 - z)) ^ 2) by ring.
  rewrite Ss. unfold q, z. ring.
Qed.
End Sharp.
