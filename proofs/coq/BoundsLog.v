(** Rational bounds of ln: the lemma bounds log-above(n), log-below(n) of the prover, at a centre c whose logarithm lies between lo and hi. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus.
Open Scope R_scope.

(** U_n = logP n / logQ n; the numerators and denominators of the program. *)
Definition logP (n : nat) (z : R) :=
  match n with O => z - 1 | 1%nat => (z - 1) * (z + 5) | _ => (z - 1) * (z ^ 2 + 19 * z + 10) end.
Definition logQ (n : nat) (z : R) :=
  match n with O => 1 | 1%nat => 4 * z + 2 | _ => 9 * z ^ 2 + 18 * z + 3 end.
(** z^deg P(1/z), and z^deg P Q(1/z): the coefficients in reverse. *)
Definition logPr (n : nat) (z : R) :=
  match n with O => 1 - z | 1%nat => (1 - z) * (1 + 5 * z) | _ => (1 - z) * (1 + 19 * z + 10 * z ^ 2) end.
Definition logQr (n : nat) (z : R) :=
  match n with O => z | 1%nat => z * (4 + 2 * z) | _ => z * (9 + 18 * z + 3 * z ^ 2) end.

Lemma logQ_pos n z : 0 < z -> 0 < logQ n z.
Proof. intro. destruct n as [|[|n]]; simpl; nra. Qed.
Lemma logQr_pos n z : 0 < z -> 0 < logQr n z.
Proof. intro. destruct n as [|[|n]]; simpl; nra. Qed.

Lemma log_reverse n z : 0 < z -> logP n (/ z) / logQ n (/ z) = logPr n z / logQr n z.
Proof.
  intro Hz. destruct n as [|[|n]]; simpl; field.
  - lra.
  - split; lra.
  - split; nra.
Qed.

(** A function with a derivative of the sign of z - 1 and the value 0 at 1 is nonnegative. *)
Lemma min_at_1 (f df : R -> R) z : 0 < z -> f 1 = 0 -> (forall x, 0 < x -> is_derive f x (df x)) ->
  (forall x, 0 < x -> x < 1 -> df x <= 0) -> (forall x, 1 < x -> 0 <= df x) -> 0 <= f z.
Proof.
  intros Hz H1 Hd Hl Hr. rewrite <- H1. destruct (Rle_lt_dec 1 z) as [H|H].
  - apply (incr_le f df); [lra|intros x Hx; apply Hd; lra|intros x Hx; apply Hr; lra].
  - apply (decr_le f df); [lra|intros x Hx; apply Hd; lra|intros x Hx; apply Hl; lra].
Qed.

Lemma log_upper n z : 0 < z -> ln z <= logP n z / logQ n z.
Proof.
  intro Hz.
  enough (0 <= logP n z / logQ n z - ln z) by lra.
  destruct n as [|[|n]]; simpl logP; simpl logQ.
  - apply (min_at_1 (fun z => (z - 1) / 1 - ln z) (fun x => (x - 1) / x)); [lra|rewrite ln_1; lra| | |].
    + intros x Hx. auto_derive; [lra|]. field. lra.
    + intros x H0 H1. apply div_le_l; lra.
    + intros x H1. apply le_div_r; lra.
  - apply (min_at_1 (fun z => (z - 1) * (z + 5) / (4 * z + 2) - ln z) (fun x => 4 * (x - 1) ^ 3 / (x * (4 * x + 2) ^ 2))); [lra|rewrite ln_1; lra| | |].
    + intros x Hx. auto_derive; [split; [lra|split; [lra|exact I]]|]. field. split; lra.
    + intros x H0 H1. assert (0 < x * (4 * x + 2) ^ 2) by nra. apply div_le_l; [lra|].
      assert (0 <= (1 - x) ^ 3) by (apply pow_le; lra). replace (4 * (x - 1) ^ 3) with (- 4 * (1 - x) ^ 3) by ring. lra.
    + intros x H1. assert (0 < x * (4 * x + 2) ^ 2) by nra. apply le_div_r; [lra|].
      assert (0 <= (x - 1) ^ 3) by (apply pow_le; lra). lra.
  - apply (min_at_1 (fun z => (z - 1) * (z ^ 2 + 19 * z + 10) / (9 * z ^ 2 + 18 * z + 3) - ln z) (fun x => 9 * (x - 1) ^ 5 / (x * (9 * x ^ 2 + 18 * x + 3) ^ 2))); [lra|rewrite ln_1; lra| | |].
    + intros x Hx. auto_derive; [split; [nra|split; [lra|exact I]]|]. field. split; nra.
    + intros x H0 H1. assert (0 < x * (9 * x ^ 2 + 18 * x + 3) ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; nra]). apply div_le_l; [lra|].
      assert (0 <= (1 - x) ^ 5) by (apply pow_le; lra). replace (9 * (x - 1) ^ 5) with (- 9 * (1 - x) ^ 5) by ring. lra.
    + intros x H1. assert (0 < x * (9 * x ^ 2 + 18 * x + 3) ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; nra]). apply le_div_r; [lra|].
      assert (0 <= (x - 1) ^ 5) by (apply pow_le; lra). lra.
Qed.

Lemma ln_centre c t : 0 < c -> 0 < t -> ln t = ln c + ln (/ c * t).
Proof.
  intros Hc Ht. rewrite <- ln_mult; [|lra|apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat|lra]]. f_equal. field. lra.
Qed.

Lemma scale_pos c t : 0 < c -> 0 < t -> 0 < / c * t.
Proof. intros Hc Ht. apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat|lra]. Qed.

Theorem log_above n c t hi : 0 < c -> 0 < t -> ln c <= hi ->
  (ln t - hi) * logQ n (/ c * t) <= logP n (/ c * t).
Proof.
  intros Hc Ht H. rewrite (ln_centre c t Hc Ht). assert (Z := scale_pos c t Hc Ht). set (z := / c * t) in *.
  assert (U := log_upper n z Z). assert (Q := logQ_pos n z Z).
  apply (Rmult_le_compat_r (logQ n z)) in U; [|lra]. unfold Rdiv in U. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in U by lra. nra.
Qed.

Theorem log_below n c t lo : 0 < c -> 0 < t -> lo <= ln c ->
  - logPr n (/ c * t) <= (ln t - lo) * logQr n (/ c * t).
Proof.
  intros Hc Ht H. rewrite (ln_centre c t Hc Ht). assert (Z := scale_pos c t Hc Ht). set (z := / c * t) in *.
  assert (U := log_upper n (/ z) (Rinv_0_lt_compat z Z)). rewrite ln_Rinv, log_reverse in U by lra. assert (Q := logQr_pos n z Z).
  apply (Rmult_le_compat_r (logQr n z)) in U; [|lra]. unfold Rdiv in U. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in U by lra. nra.
Qed.
