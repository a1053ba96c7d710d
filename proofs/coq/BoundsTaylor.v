(** Bounds of exp, sin and cos by Taylor polynomials of every degree, and the tangents of exp and ln.
    These are the lemma bounds exp-*, sin-*, cos-* of the prover (docs/trust.md); a centre c enters through rational bounds of exp c. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus.
Open Scope R_scope.

(** Taylor n u = 1 + u + ... + u^n/n! *)
Definition Taylor (n : nat) (u : R) := bsum (fun k => u ^ k / INR (fact k)) (S n).

Lemma Taylor_0 u : Taylor 0 u = 1.
Proof. unfold Taylor. simpl. field. Qed.

Lemma Taylor_at_0 n : Taylor n 0 = 1.
Proof.
  induction n as [|n IH]; [apply Taylor_0|]. unfold Taylor in *. simpl bsum in *. rewrite IH. simpl pow.
  unfold Rdiv. rewrite !Rmult_0_l. ring.
Qed.

Lemma fact_S n : INR (fact (S n)) = INR (S n) * INR (fact n).
Proof. rewrite <- mult_INR. f_equal. Qed.

(** A term a u^(m+1)/(m+1)! has the derivative a u^m/m!. *)
Lemma term_derive a m u : is_derive (fun u => a * u ^ S m / INR (fact (S m))) u (a * u ^ m / INR (fact m)).
Proof.
  rewrite fact_S. assert (Hi : 0 < INR (S m)) by (apply lt_0_INR; lia). assert (Hf := INR_fact_lt_0 m).
  set (f := INR (fact m)) in *. set (i := INR (S m)) in *.
  assert (E : forall x : R, a / (i * f) * x ^ S m = a * x ^ S m / (i * f)) by (intro x; field; split; lra).
  apply (is_derive_ext _ _ _ _ E).
  replace (a * u ^ m / f) with (a / (i * f) * (i * 1 * u ^ m)) by (field; split; lra).
  apply (is_derive_scal (fun u => u ^ S m)). apply (is_derive_pow (fun u => u) (S m) u 1). apply (is_derive_id (K := R_AbsRing)).
Qed.

Lemma Taylor_derive n u : is_derive (Taylor (S n)) u (Taylor n u).
Proof.
  revert u. induction n as [|n IH]; intro u.
  - apply (is_derive_ext (fun u => 1 + u)); [intro x; unfold Taylor; simpl; field|].
    rewrite Taylor_0. auto_derive; [exact I|ring].
  - apply (is_derive_ext (fun u => Taylor (S n) u + u ^ S (S n) / INR (fact (S (S n))))); [reflexivity|].
    change (Taylor (S n) u) with (Taylor n u + u ^ S n / INR (fact (S n))).
    apply (is_derive_plus (V := R_NormedModule)); [apply IH|].
    apply (is_derive_ext (fun u => 1 * u ^ S (S n) / INR (fact (S (S n))))); [intro x; unfold Rdiv; now rewrite Rmult_1_l|].
    replace (u ^ S n / INR (fact (S n))) with (1 * u ^ S n / INR (fact (S n))) by (unfold Rdiv; now rewrite Rmult_1_l).
    apply term_derive.
Qed.

Lemma exp_Taylor_derive n u : is_derive (fun u => exp u - Taylor (S n) u) u (exp u - Taylor n u).
Proof.
  apply (is_derive_minus (V := R_NormedModule)); [|apply Taylor_derive].
  auto_derive; [exact I|ring].
Qed.

Theorem exp_Taylor_nonneg n u : 0 <= u -> Taylor n u <= exp u.
Proof.
  revert u. induction n as [|n IH]; intros u Hu.
  - rewrite Taylor_0, <- exp_0. now apply exp_le.
  - assert (H := incr_le (fun u => exp u - Taylor (S n) u) (fun u => exp u - Taylor n u) 0 u Hu).
    assert (E : exp 0 - Taylor (S n) 0 <= exp u - Taylor (S n) u); [|rewrite exp_0, Taylor_at_0 in E; lra].
    apply H; intros; [apply exp_Taylor_derive|]. assert (Q := IH x ltac:(lra)). lra.
Qed.

(** Left of 0 the remainder has the sign of u^(n+1). *)
Lemma exp_Taylor_sign n v : 0 <= v -> 0 <= (-1) ^ S n * (exp (- v) - Taylor n (- v)).
Proof.
  revert v. induction n as [|n IH]; intros v Hv.
  - rewrite Taylor_0. assert (exp (- v) <= exp 0) by (apply exp_le; lra). rewrite exp_0 in *. simpl. lra.
  - set (g v := (-1) ^ S (S n) * (exp (- v) - Taylor (S n) (- v))).
    assert (E : g 0 <= g v).
    { apply (incr_le g (fun v => (-1) ^ S n * (exp (- v) - Taylor n (- v)))); [lra| |intros x Hx; apply IH; lra].
      intros x _. unfold g.
      evar_last. { apply (is_derive_scal (fun v => exp (- v) - Taylor (S n) (- v))).
        apply (is_derive_comp (fun u => exp u - Taylor (S n) u) (fun v => - v)); [apply exp_Taylor_derive|].
        auto_derive; [exact I|reflexivity]. }
      unfold scal; simpl; unfold mult; simpl. ring. }
    unfold g in E. rewrite Ropp_0, exp_0, Taylor_at_0 in E. lra.
Qed.

Lemma pow_m1_even k : (-1) ^ (2 * k) = 1.
Proof. rewrite pow_mult. replace ((-1) ^ 2) with 1 by ring. apply pow1. Qed.
Lemma pow_m1_odd k : (-1) ^ S (2 * k) = -1.
Proof. simpl pow at 1. change ((-1) * (-1) ^ (2 * k) = -1). rewrite pow_m1_even. ring. Qed.

Theorem exp_Taylor_odd k u : Taylor (2 * k + 1) u <= exp u.
Proof.
  destruct (Rle_lt_dec 0 u) as [H|H]; [now apply exp_Taylor_nonneg|].
  assert (E := exp_Taylor_sign (2 * k + 1) (- u) ltac:(lra)). rewrite Ropp_involutive in E.
  replace (S (2 * k + 1)) with (2 * S k)%nat in E by lia. rewrite pow_m1_even in E. lra.
Qed.

Theorem exp_Taylor_even k u : u <= 0 -> exp u <= Taylor (2 * k) u.
Proof.
  intro H. assert (E := exp_Taylor_sign (2 * k) (- u) ltac:(lra)).
  rewrite Ropp_involutive, pow_m1_odd in E. lra.
Qed.

(** The four forms of the encodings, at a centre c with lo <= exp c <= hi. *)
Theorem exp_below_odd k c t lo : 0 <= lo <= exp c -> lo * Taylor (2 * k + 1) (t - c) <= exp t.
Proof.
  intros [H0 H1]. assert (H := exp_Taylor_odd k (t - c)). replace t with (c + (t - c)) at 2 by ring. rewrite exp_plus.
  assert (0 < exp (t - c)) by apply exp_pos. destruct (Rle_lt_dec 0 (Taylor (2 * k + 1) (t - c))); nra.
Qed.

Theorem exp_above_odd k c t hi : exp c <= hi -> exp t * Taylor (2 * k + 1) (- (t - c)) <= hi.
Proof.
  intro H1. assert (H := exp_Taylor_odd k (- (t - c))). replace c with (t + - (t - c)) in H1 by ring. rewrite exp_plus in H1.
  assert (0 < exp t) by apply exp_pos. nra.
Qed.

Theorem exp_above_even k c t hi : exp c <= hi -> t - c <= 0 -> exp t <= hi * Taylor (2 * k) (t - c).
Proof.
  intros H1 Ht. assert (H := exp_Taylor_even k (t - c) Ht). replace t with (c + (t - c)) at 1 by ring. rewrite exp_plus.
  assert (0 < exp (t - c)) by apply exp_pos. assert (0 < exp c) by apply exp_pos.
  apply Rle_trans with (exp c * Taylor (2 * k) (t - c)); [apply Rmult_le_compat_l; lra|apply Rmult_le_compat_r; lra].
Qed.

Theorem exp_below_even k c t lo : lo <= exp c -> 0 <= t - c -> lo <= exp t * Taylor (2 * k) (- (t - c)).
Proof.
  intros H1 Ht. assert (H := exp_Taylor_even k (- (t - c)) ltac:(lra)). replace c with (t + - (t - c)) in H1 by ring. rewrite exp_plus in H1.
  assert (0 < exp t) by apply exp_pos. nra.
Qed.

Theorem exp_positive t : 0 < exp t.
Proof. apply exp_pos. Qed.

(** cos and sin: n terms of their series. *)
Definition cosT (n : nat) (t : R) := bsum (fun k => (-1) ^ k * t ^ (2 * k) / INR (fact (2 * k))) n.
Definition sinT (n : nat) (t : R) := bsum (fun k => (-1) ^ k * t ^ (2 * k + 1) / INR (fact (2 * k + 1))) n.

Lemma sinT_derive n t : is_derive (sinT n) t (cosT n t).
Proof.
  induction n as [|n IH].
  - apply (is_derive_ext (fun _ => 0)); [reflexivity|]. unfold cosT. simpl. auto_derive; [exact I|reflexivity].
  - apply (is_derive_ext (fun t => sinT n t + (-1) ^ n * t ^ (2 * n + 1) / INR (fact (2 * n + 1)))); [reflexivity|].
    change (cosT (S n) t) with (cosT n t + (-1) ^ n * t ^ (2 * n) / INR (fact (2 * n))).
    apply (is_derive_plus (V := R_NormedModule)); [exact IH|].
    replace (2 * n + 1)%nat with (S (2 * n)) by lia. apply term_derive.
Qed.

Lemma cosT_derive n t : is_derive (cosT (S n)) t (- sinT n t).
Proof.
  induction n as [|n IH].
  - assert (E : forall x : R, 1 = cosT 1 x) by (intro x; unfold cosT; simpl; field).
    apply (is_derive_ext _ _ _ _ E). unfold sinT. simpl. auto_derive; [exact I|ring].
  - apply (is_derive_ext (fun t => cosT (S n) t + (-1) ^ S n * t ^ (2 * S n) / INR (fact (2 * S n)))); [reflexivity|].
    replace (- sinT (S n) t) with (- sinT n t + - ((-1) ^ n * t ^ (2 * n + 1) / INR (fact (2 * n + 1)))) by (change (sinT (S n) t) with (sinT n t + (-1) ^ n * t ^ (2 * n + 1) / INR (fact (2 * n + 1))); ring).
    apply (is_derive_plus (V := R_NormedModule)); [exact IH|].
    replace (2 * S n)%nat with (S (2 * n + 1)) by lia.
    replace (- ((-1) ^ n * t ^ (2 * n + 1) / INR (fact (2 * n + 1)))) with ((-1) ^ S n * t ^ (2 * n + 1) / INR (fact (2 * n + 1)))
      by (change ((-1) ^ S n) with ((-1) * (-1) ^ n); unfold Rdiv; ring).
    apply term_derive.
Qed.

Lemma sinT_0 n : sinT n 0 = 0.
Proof.
  induction n as [|n IH]; [reflexivity|]. unfold sinT in *. simpl bsum in *. rewrite IH, pow_i by lia. unfold Rdiv. ring.
Qed.

Lemma cosT_0 n : cosT (S n) 0 = 1.
Proof.
  induction n as [|n IH]; [unfold cosT; simpl; field|]. unfold cosT in *. cbn [bsum] in *. rewrite IH, (pow_i (2 * S n)) by lia. unfold Rdiv. ring.
Qed.

Lemma cos_sin_sign n t : 0 <= t -> 0 <= (-1) ^ S n * (cos t - cosT (S n) t) /\ 0 <= (-1) ^ S n * (sin t - sinT (S n) t).
Proof.
  assert (Q : forall n, (forall t, 0 <= t -> 0 <= (-1) ^ S n * (cos t - cosT (S n) t)) ->
    forall t, 0 <= t -> 0 <= (-1) ^ S n * (sin t - sinT (S n) t)).
  { clear n t. intros n H t Ht. set (g t := (-1) ^ S n * (sin t - sinT (S n) t)).
    assert (E : g 0 <= g t).
    { apply (incr_le g (fun t => (-1) ^ S n * (cos t - cosT (S n) t))); [lra| |intros x Hx; apply H; lra].
      intros x _. apply (is_derive_scal (fun t => sin t - sinT (S n) t)).
      apply (is_derive_minus (V := R_NormedModule)); [auto_derive; [exact I|ring]|apply sinT_derive]. }
    unfold g in E. rewrite sin_0, sinT_0 in E. lra. }
  revert t. induction n as [|n IH].
  - assert (C : forall t, 0 <= t -> 0 <= (-1) ^ 1 * (cos t - cosT 1 t)).
    { intros t _. replace (cosT 1 t) with 1 by (unfold cosT; simpl; field). assert (H := COS_bound t). simpl. lra. }
    intros t Ht. split; [now apply C|now apply Q].
  - assert (C : forall t, 0 <= t -> 0 <= (-1) ^ S (S n) * (cos t - cosT (S (S n)) t)).
    { intros t Ht. set (g t := (-1) ^ S (S n) * (cos t - cosT (S (S n)) t)).
      assert (E : g 0 <= g t).
      { apply (incr_le g (fun t => (-1) ^ S n * (sin t - sinT (S n) t))); [lra| |intros x Hx; apply (IH x); lra].
        intros x _. unfold g. evar_last. { apply (is_derive_scal (fun t => cos t - cosT (S (S n)) t)).
          apply (is_derive_minus (V := R_NormedModule)); [auto_derive; [exact I|reflexivity]|apply cosT_derive]. }
        unfold minus, plus, opp; simpl. ring. }
      unfold g in E. rewrite cos_0, cosT_0 in E. lra. }
    intros t Ht. split; [now apply C|now apply Q].
Qed.

Lemma cosT_opp n t : cosT n (- t) = cosT n t.
Proof. apply bsum_ext. intros k _. rewrite !pow_mult. replace ((- t) ^ 2) with (t ^ 2) by ring. reflexivity. Qed.

Lemma sinT_opp n t : sinT n (- t) = - sinT n t.
Proof.
  unfold sinT. replace (- bsum (fun k => (-1) ^ k * t ^ (2 * k + 1) / INR (fact (2 * k + 1))) n)
    with ((-1) * bsum (fun k => (-1) ^ k * t ^ (2 * k + 1) / INR (fact (2 * k + 1))) n) by ring.
  rewrite <- bsum_scal. apply bsum_ext. intros k _. rewrite !pow_add, !pow_mult. replace ((- t) ^ 2) with (t ^ 2) by ring.
  simpl (_ ^ 1). field. apply Rgt_not_eq, INR_fact_lt_0.
Qed.

(** Above for an odd number of terms, below for an even one (cos: for every t; sin: t >= 0, mirrored for t <= 0). *)
Theorem cos_Taylor_above k t : cos t <= cosT (2 * k + 1) t.
Proof.
  assert (H : forall t, 0 <= t -> cos t <= cosT (2 * k + 1) t).
  { intros x Hx. destruct (cos_sin_sign (2 * k) x Hx) as [H _]. rewrite pow_m1_odd in H.
    replace (2 * k + 1)%nat with (S (2 * k)) by lia. lra. }
  destruct (Rle_lt_dec 0 t) as [Ht|Ht]; [now apply H|]. rewrite <- cos_neg, <- cosT_opp. apply H. lra.
Qed.

Theorem cos_Taylor_below k t : cosT (2 * k + 2) t <= cos t.
Proof.
  assert (H : forall t, 0 <= t -> cosT (2 * k + 2) t <= cos t).
  { intros x Hx. destruct (cos_sin_sign (2 * k + 1) x Hx) as [H _]. replace (S (2 * k + 1)) with (2 * S k)%nat in H by lia.
    rewrite pow_m1_even in H. replace (2 * k + 2)%nat with (2 * S k)%nat by lia. lra. }
  destruct (Rle_lt_dec 0 t) as [Ht|Ht]; [now apply H|]. rewrite <- (cos_neg t), <- (cosT_opp _ t). apply H. lra.
Qed.

Theorem sin_Taylor_above k t : 0 <= t -> sin t <= sinT (2 * k + 1) t.
Proof.
  intro Ht. destruct (cos_sin_sign (2 * k) t Ht) as [_ H]. rewrite pow_m1_odd in H.
  replace (2 * k + 1)%nat with (S (2 * k)) by lia. lra.
Qed.

Theorem sin_Taylor_below k t : 0 <= t -> sinT (2 * k + 2) t <= sin t.
Proof.
  intro Ht. destruct (cos_sin_sign (2 * k + 1) t Ht) as [_ H]. replace (S (2 * k + 1)) with (2 * S k)%nat in H by lia.
  rewrite pow_m1_even in H. replace (2 * k + 2)%nat with (2 * S k)%nat by lia. lra.
Qed.

Theorem sin_Taylor_above_mirror k t : t <= 0 -> sinT (2 * k + 1) t <= sin t.
Proof.
  intro Ht. assert (H := sin_Taylor_above k (- t) ltac:(lra)). rewrite sin_neg, sinT_opp in H. lra.
Qed.

Theorem sin_Taylor_below_mirror k t : t <= 0 -> sin t <= sinT (2 * k + 2) t.
Proof.
  intro Ht. assert (H := sin_Taylor_below k (- t) ltac:(lra)). rewrite sin_neg, sinT_opp in H. lra.
Qed.

Theorem sin_range t : -1 <= sin t <= 1.
Proof. apply SIN_bound. Qed.
Theorem cos_range t : -1 <= cos t.
Proof. apply COS_bound. Qed.
Theorem sin_cos_circle t : sin t ^ 2 + cos t ^ 2 = 1.
Proof. assert (H := sin2_cos2 t). unfold Rsqr in H. simpl. lra. Qed.
