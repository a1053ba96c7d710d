(** T0, the classical rates, in R^d (inner product [dot d]). *)
Require Import Reals Lra Lia Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus.
Open Scope R_scope.

Definition line (x v : vec) (t : R) : vec := fun i => x i + t * v i.
Definition dif (x y : vec) : vec := fun i => x i - y i.

Lemma line_0 x v : line x v 0 = x.
Proof. apply functional_extensionality. intros i. unfold line. ring. Qed.
Lemma line_dif x z : line x (dif z x) 1 = z.
Proof. apply functional_extensionality. intros i. unfold line, dif. ring. Qed.

Ltac dot_ring d := clear; unfold dif, line; induction d as [|n IH]; simpl; [ring|rewrite IH; ring].

Lemma dot_dif_sq d a b : dot d (dif a b) (dif a b) = dot d a a - 2 * dot d a b + dot d b b.
Proof. dot_ring d. Qed.
Lemma dot_dif_l d a b c : dot d (dif a b) c = dot d a c - dot d b c.
Proof. dot_ring d. Qed.
Lemma dot_dif_r d a b c : dot d a (dif b c) = dot d a b - dot d a c.
Proof. dot_ring d. Qed.
Lemma dot_line_l d a v t c : dot d (line a v t) c = dot d a c + t * dot d v c.
Proof. dot_ring d. Qed.
Lemma dot_line_r d a v t c : dot d c (line a v t) = dot d c a + t * dot d c v.
Proof. dot_ring d. Qed.
Ltac dexp := rewrite ?dot_dif_sq, ?dot_dif_l, ?dot_dif_r, ?dot_line_l, ?dot_line_r, ?dot_dif_l, ?dot_dif_r.

Lemma dot_cs d a v t : dot d a a <= t ^ 2 * dot d v v -> 0 <= t -> dot d a v <= t * dot d v v.
Proof.
  intros Ha Ht. assert (Hv := dot_nonneg d v). assert (Haa := dot_nonneg d a).
  assert (Hcs : dot d a v ^ 2 <= dot d a a * dot d v v).
  { assert (Hq : forall p q, 0 <= p ^ 2 * dot d a a + 2 * p * q * dot d a v + q ^ 2 * dot d v v).
    { intros p q. assert (Q := dot_nonneg d (fun i => p * a i + q * v i)).
      rewrite dot_lin_l, 2 dot_lin_r, (dot_sym d v a) in Q. lra. }
    destruct (Req_dec (dot d v v) 0) as [E|Hne].
    - assert (Q1 := Hq (dot d a v) (- (dot d a a + 1))). rewrite E in *.
      assert (0 <= dot d a v ^ 2) by apply sq_nonneg. nra.
    - assert (Q := Hq (dot d v v) (- dot d a v)).
      assert (0 <= dot d v v * (dot d a a * dot d v v - dot d a v ^ 2)) by lra.
      apply Rmult_le_reg_l with (dot d v v); [lra|]. lra. }
  apply sq_le_inv; [now apply Rmult_le_pos|]. apply Rle_trans with (1 := Hcs).
  rewrite Rpow_mult_distr. apply Rle_trans with (t ^ 2 * dot d v v * dot d v v); [apply Rmult_le_compat_r; assumption|].
  right. ring.
Qed.

(** L-smoothness on a convex set C, and gradient descent. *)
Section Smooth.
Variables (d : nat) (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (L : R).
Hypothesis HL : 0 < L.
Hypothesis HC : forall x z t, C x -> C z -> 0 <= t <= 1 -> C (line x (dif z x) t).
Hypothesis Hgrad : forall x z t, C x -> C z -> 0 <= t <= 1 ->
  is_derive (fun t => f (line x (dif z x) t)) t (dot d (grad (line x (dif z x) t)) (dif z x)).
Hypothesis Hlip : forall x z, C x -> C z ->
  dot d (dif (grad z) (grad x)) (dif (grad z) (grad x)) <= L ^ 2 * dot d (dif z x) (dif z x).

Theorem descent_lemma x z : C x -> C z ->
  f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x).
Proof.
  intros Hx Hz. set (v := dif z x).
  set (psi := fun t => f (line x v t) - (t * dot d (grad x) v + L / 2 * t ^ 2 * dot d v v)).
  assert (H : psi 1 <= psi 0).
  { apply (decr_le psi (fun t => dot d (grad (line x v t)) v - (dot d (grad x) v + L * t * dot d v v))); [lra| |].
    - intros t Ht. apply (is_derive_minus (fun t => f (line x v t)) (fun t => t * dot d (grad x) v + L / 2 * t ^ 2 * dot d v v)).
      + now apply Hgrad.
      + auto_derive; [trivial|field].
    - intros t Ht. assert (Hct : C (line x v t)) by (apply HC; try assumption; lra).
      assert (Hl := Hlip x (line x v t) Hx Hct).
      replace (dif (line x v t) x) with (fun i => t * v i) in Hl by (apply functional_extensionality; intros i; unfold dif, line; ring).
      assert (E : dot d (fun i => t * v i) (fun i => t * v i) = t ^ 2 * dot d v v) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
      rewrite E in Hl.
      assert (HLt : 0 <= L * t) by (apply Rmult_le_pos; lra).
      assert (Q := dot_cs d (dif (grad (line x v t)) (grad x)) v (L * t)
        ltac:(rewrite Rpow_mult_distr; lra) HLt).
      rewrite dot_dif_l in Q. lra. }
  assert (E1 : line x v 1 = z) by apply line_dif. unfold psi in H. rewrite line_0, E1 in H. lra.
Qed.

Variables (h fs : R) (x : nat -> vec).
Hypothesis Hh : 0 < h.
Hypothesis HhL : h * L < 2.
Hypothesis Hx : forall k, C (x k).
Hypothesis Hgd : forall k, x (S k) = line (x k) (grad (x k)) (- h).
Hypothesis Hfs : forall k, fs <= f (x k).
Let G k := dot d (grad (x k)) (grad (x k)).

Lemma dif_step k : dif (x (S k)) (x k) = fun i => - h * grad (x k) i.
Proof. rewrite Hgd. apply functional_extensionality. intros i. unfold dif, line. ring. Qed.

Lemma T0_descent k : f (x (S k)) <= f (x k) - h * (1 - L * h / 2) * dot d (grad (x k)) (grad (x k)).
Proof.
  assert (Q := descent_lemma (x k) (x (S k)) (Hx k) (Hx (S k))). rewrite dif_step in Q.
  assert (E1 : dot d (grad (x k)) (fun i => - h * grad (x k) i) = - h * dot d (grad (x k)) (grad (x k))).
  { generalize (grad (x k)). intros u. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (E2 : dot d (fun i => - h * grad (x k) i) (fun i => - h * grad (x k) i) = h ^ 2 * dot d (grad (x k)) (grad (x k))).
  { generalize (grad (x k)). intros u. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1, E2 in Q. lra.
Qed.

Lemma h_factor : 0 < h * (1 - L * h / 2). Proof. apply Rmult_lt_0_compat; lra. Qed.

(** T0a. *)
Theorem T0a K : (0 < K)%nat -> exists k, (k < K)%nat /\
  dot d (grad (x k)) (grad (x k)) <= (f (x O) - fs) / (h * (1 - L * h / 2) * INR K).
Proof.
  intros HK. assert (Hf := h_factor). assert (HKp : 0 < INR K) by (apply lt_0_INR; lia).
  destruct (exists_le_mean (fun k => h * (1 - L * h / 2) * dot d (grad (x k)) (grad (x k))) K (f (x O) - fs) HK) as [k [Hk Q]].
  - assert (H : forall n, bsum (fun k => h * (1 - L * h / 2) * dot d (grad (x k)) (grad (x k))) n <= f (x O) - f (x n)).
    { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (Q := T0_descent n). lra. }
    apply Rle_trans with (1 := H K). assert (Q := Hfs K). lra.
  - exists k. split; [assumption|]. apply le_div_r; [now apply Rmult_lt_0_compat|].
    apply Rmult_le_compat_r with (r := INR K) in Q; [|lra].
    replace ((f (x O) - fs) / INR K * INR K) with (f (x O) - fs) in Q by (field; lra). lra.
Qed.

(** A one-step contraction of f - f* gives the geometric rate, whatever the sign of the factor. *)
Lemma geometric r : (forall k, f (x (S k)) - fs <= r * (f (x k) - fs)) -> forall k, f (x k) - fs <= r ^ k * (f (x O) - fs).
Proof.
  intros Hs k. destruct (Rle_lt_dec 0 r) as [Hr|Hr].
  - induction k as [|k IH]; [simpl; lra|]. apply Rle_trans with (1 := Hs k). rewrite <- tech_pow_Rmult, Rmult_assoc.
    apply Rmult_le_compat_l; assumption.
  - assert (Z : forall j, f (x j) - fs = 0).
    { intros j. assert (Q1 := Hfs j). assert (Q2 := Hfs (S j)). assert (Q3 := Hs j).
      destruct (Req_dec (f (x j) - fs) 0) as [|Hne]; [assumption|]. assert (r * (f (x j) - fs) < 0); [|lra]. nra. }
    rewrite Z, (Z O). lra.
Qed.

(** T0b. *)
Variable mu : R.
Hypothesis Hmu : 0 <= mu.
Hypothesis HPL : forall k, 2 * mu * (f (x k) - fs) <= dot d (grad (x k)) (grad (x k)).

Theorem T0b k : f (x k) - fs <= (1 - 2 * mu * h * (1 - L * h / 2)) ^ k * (f (x O) - fs).
Proof.
  apply geometric. intros j. assert (Q := T0_descent j). assert (Hf := h_factor).
  assert (h * (1 - L * h / 2) * (2 * mu * (f (x j) - fs)) <= h * (1 - L * h / 2) * dot d (grad (x j)) (grad (x j))).
  { apply Rmult_le_compat_l; [lra|apply HPL]. }
  lra.
Qed.
End Smooth.

(** Hessian between mu and L on a convex set (mu may be negative): along segments the gradient changes by the mean M of the Hessian,
    which is linear, symmetric and between mu and L. *)
Definition mean_hessian d (C : vec -> Prop) (grad : vec -> vec) mu L := forall x z, C x -> C z -> exists M : vec -> vec,
  (forall u v t, M (fun i => u i + t * v i) = fun i => M u i + t * M v i) /\ (forall u v, dot d (M u) v = dot d u (M v)) /\
  (forall u, mu * dot d u u <= dot d u (M u) <= L * dot d u u) /\ dif (grad z) (grad x) = M (dif z x).
Definition convex_set (C : vec -> Prop) := forall x z t, C x -> C z -> 0 <= t <= 1 -> C (line x (dif z x) t).
Definition gradient_on d (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) := forall x z t, C x -> C z -> 0 <= t <= 1 ->
  is_derive (fun t => f (line x (dif z x) t)) t (dot d (grad (line x (dif z x) t)) (dif z x)).
Definition c2_on d C f grad mu L := convex_set C /\ gradient_on d C f grad /\ mean_hessian d C grad mu L.
(** The ball over the segment from x to y lies in C. *)
Definition ball_over d (C : vec -> Prop) (x y : vec) := forall z, dot d (dif z x) (dif z y) <= 0 -> C z.

Section Interpolation.
Variables (d : nat) (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (L mu : R).
Hypothesis HmuL : mu < L.
Hypothesis HC2 : c2_on d C f grad mu L.

Lemma segment_derive x z t : C x -> C z -> 0 <= t <= 1 ->
  is_derive (fun t => f (line x (dif z x) t)) t (dot d (grad (line x (dif z x) t)) (dif z x)).
Proof. apply HC2. Qed.

Lemma segment_slope x z t : C x -> C z -> 0 < t <= 1 ->
  mu * t * dot d (dif z x) (dif z x) <= dot d (grad (line x (dif z x) t)) (dif z x) - dot d (grad x) (dif z x) <= L * t * dot d (dif z x) (dif z x).
Proof.
  intros Hx Hz Ht. destruct HC2 as [Hc [_ Hm]]. set (v := dif z x) in *.
  destruct (Hm x (line x v t) Hx (Hc x z t Hx Hz ltac:(lra))) as [M [_ [_ [Hb E]]]].
  assert (Ed : dif (line x v t) x = fun i => t * v i) by (apply functional_extensionality; intros i; unfold dif, line; ring).
  rewrite Ed in E. assert (B := Hb (fun i => t * v i)). rewrite <- E in B.
  assert (E1 : dot d (fun i => t * v i) (fun i => t * v i) = t ^ 2 * dot d v v) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (E2 : dot d (fun i => t * v i) (dif (grad (line x v t)) (grad x)) = t * (dot d (grad (line x v t)) v - dot d (grad x) v)).
  { generalize (grad (line x v t)), (grad x). intros a b. clear. unfold dif. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1, E2 in B. split; (apply Rmult_le_reg_l with t; [lra|]).
  - replace (t * (mu * t * dot d v v)) with (mu * (t ^ 2 * dot d v v)) by ring. apply B.
  - replace (t * (L * t * dot d v v)) with (L * (t ^ 2 * dot d v v)) by ring. apply B.
Qed.

Lemma quad_up x z : C x -> C z -> f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x).
Proof.
  intros Hx Hz. assert (E1 : line x (dif z x) 1 = z) by apply line_dif.
  assert (S := fun t => segment_slope x z t Hx Hz). assert (D := fun t => segment_derive x z t Hx Hz). set (v := dif z x) in *.
  set (psi := fun t => f (line x v t) - (t * dot d (grad x) v + L / 2 * t ^ 2 * dot d v v)).
  assert (H : psi 1 <= psi 0).
  { apply (decr_le psi (fun t => dot d (grad (line x v t)) v - (dot d (grad x) v + L * t * dot d v v))); [lra| |].
    - intros t Ht. apply (is_derive_minus (fun t => f (line x v t)) (fun t => t * dot d (grad x) v + L / 2 * t ^ 2 * dot d v v)); [now apply D|].
      auto_derive; [trivial|field].
    - intros t Ht. assert (Q := S t ltac:(lra)). lra. }
  unfold psi in H. rewrite line_0, E1 in H. lra.
Qed.

Lemma quad_low x z : C x -> C z -> f x + dot d (grad x) (dif z x) + mu / 2 * dot d (dif z x) (dif z x) <= f z.
Proof.
  intros Hx Hz. assert (E1 : line x (dif z x) 1 = z) by apply line_dif.
  assert (S := fun t => segment_slope x z t Hx Hz). assert (D := fun t => segment_derive x z t Hx Hz). set (v := dif z x) in *.
  set (psi := fun t => f (line x v t) - (t * dot d (grad x) v + mu / 2 * t ^ 2 * dot d v v)).
  assert (H : psi 0 <= psi 1).
  { apply (incr_le psi (fun t => dot d (grad (line x v t)) v - (dot d (grad x) v + mu * t * dot d v v))); [lra| |].
    - intros t Ht. apply (is_derive_minus (fun t => f (line x v t)) (fun t => t * dot d (grad x) v + mu / 2 * t ^ 2 * dot d v v)); [now apply D|].
      auto_derive; [trivial|field].
    - intros t Ht. assert (Q := S t ltac:(lra)). lra. }
  unfold psi in H. rewrite line_0, E1 in H. lra.
Qed.

(** (dg - mu dx).(L dx - dg) >= 0: P = M - mu and L - M are positive and commute. *)
Lemma cocoercive x y : C x -> C y ->
  let dx := dif y x in let dg := dif (grad y) (grad x) in
  dot d dg dg + mu * L * dot d dx dx <= (L + mu) * dot d dg dx.
Proof.
  intros Hx Hy dx dg. destruct HC2 as [_ [_ Hm]]. destruct (Hm x y Hx Hy) as [M [Hl [Hs [Hb E]]]]. fold dx dg in E.
  set (q := fun i => dg i + - mu * dx i). set (e := / (L - mu)). assert (He : 0 < e) by (apply Rinv_0_lt_compat; lra).
  assert (H0 := Hb (fun i => dx i + - e * q i)). destruct H0 as [H0 _]. rewrite Hl, <- E in H0. destruct (Hb q) as [_ H1].
  set (b := dot d q (M q)) in *. assert (Hqq := dot_nonneg d q). set (qq := dot d q q) in *.
  assert (F : dot d (fun i => dx i + - e * q i) (fun i => dg i + - e * M q i)
    = dot d dx dg - e * dot d dx (M q) - e * dot d q dg + e ^ 2 * b).
  { unfold b. generalize (M q). intros m. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (F1 : dot d dx (M q) = dot d dg q) by (rewrite <- Hs, <- E; reflexivity).
  assert (F2 : dot d (fun i => dx i + - e * q i) (fun i => dx i + - e * q i) = dot d dx dx - 2 * e * dot d dx q + e ^ 2 * qq).
  { unfold qq. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite F, F1, F2, (dot_sym d q dg) in H0.
  assert (Q1 : dot d dg q = dot d dg dg - mu * dot d dg dx) by (unfold q; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (Q2 : dot d dx q = dot d dg dx - mu * dot d dx dx) by (unfold q; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (Q3 : qq = dot d dg q - mu * dot d dx q) by (unfold qq, q; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite (dot_sym d dx dg) in H0.
  (* 0 <= dx.Pdx - 2 e |q|^2 + e^2 q.Pq <= dx.q - e |q|^2 *)
  assert (Eb : e ^ 2 * b <= e ^ 2 * (L * qq)) by (apply Rmult_le_compat_l; [apply sq_nonneg|exact H1]).
  assert (Ee : (L - mu) * e = 1) by (unfold e; field; lra).
  assert (Z : 0 <= dot d dx q - e * qq).
  { replace (e * qq) with (2 * e * qq - (L - mu) * e * (e * qq)) by (rewrite Ee; ring).
    rewrite Q2. replace (2 * e * qq) with (2 * e * (dot d dg q - mu * dot d dx q)) by (now rewrite Q3). lra. }
  apply Rmult_le_compat_l with (r := L - mu) in Z; [|lra]. rewrite Rmult_0_r, Rmult_minus_distr_l, <- Rmult_assoc, Ee in Z.
  rewrite Q3, Q1, Q2 in Z. lra.
Qed.

(** Interpolation inequality. *)
Lemma interpolation x y : C x -> C y -> ball_over d C x y ->
  let dx := dif y x in let dg := dif (grad y) (grad x) in
  f x + dot d (grad x) dx + mu / 2 * dot d dx dx
    + / (2 * (L - mu)) * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) <= f y.
Proof.
  intros Hx Hy Hball dx dg. set (e := / (L - mu)).
  assert (He : 0 < e) by (apply Rinv_0_lt_compat; lra).
  (* z = y - e (dg - mu dx) *)
  set (z := fun i => y i - e * (dg i - mu * dx i)).
  assert (Hz : C z).
  { apply Hball. assert (K := cocoercive x y Hx Hy). cbv zeta in K. fold dx dg in K.
    assert (E : dot d (dif z x) (dif z y) = e * (e * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) - (dot d dg dx - mu * dot d dx dx))).
    { replace (dif z x) with (fun i => dx i - e * (dg i - mu * dx i)) by (apply functional_extensionality; intros i; unfold dif, z, dx, dif; ring).
      replace (dif z y) with (fun i => - e * (dg i - mu * dx i)) by (apply functional_extensionality; intros i; unfold dif, z; ring).
      clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
    rewrite E. assert (Ee : (L - mu) * e = 1) by (unfold e; field; lra).
    assert (Z : (L - mu) * (e * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) - (dot d dg dx - mu * dot d dx dx)) <= 0).
    { rewrite Rmult_minus_distr_l, <- Rmult_assoc, Ee. lra. }
    assert (e * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) - (dot d dg dx - mu * dot d dx dx) <= 0); [|nra].
    apply Rmult_le_reg_l with (L - mu); lra. }
  assert (U := quad_up y z Hy Hz). assert (W := quad_low x z Hx Hz).
  assert (Ezy : dif z y = fun i => - e * (dg i - mu * dx i)) by (apply functional_extensionality; intros i; unfold dif, z; ring).
  assert (Ezx : dif z x = fun i => dx i - e * (dg i - mu * dx i)) by (apply functional_extensionality; intros i; unfold dif, z, dx, dif; ring).
  rewrite Ezy in U. rewrite Ezx in W.
  assert (X1 : forall u, dot d u (fun i => - e * (dg i - mu * dx i)) = - e * (dot d u dg - mu * dot d u dx)).
  { intros u. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (X2 : forall u, dot d u (fun i => dx i - e * (dg i - mu * dx i)) = dot d u dx - e * (dot d u dg - mu * dot d u dx)).
  { intros u. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (X3 : dot d (fun i => - e * (dg i - mu * dx i)) (fun i => - e * (dg i - mu * dx i))
      = e ^ 2 * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx)).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (X4 : dot d (fun i => dx i - e * (dg i - mu * dx i)) (fun i => dx i - e * (dg i - mu * dx i))
      = dot d dx dx - 2 * e * (dot d dg dx - mu * dot d dx dx) + e ^ 2 * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx)).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite X1, X3 in U. rewrite X2, X4 in W.
  assert (Hgy : dot d (grad y) dg - dot d (grad x) dg = dot d dg dg) by (unfold dg at 3; rewrite dot_dif_l; reflexivity).
  assert (Hgx : dot d (grad y) dx - dot d (grad x) dx = dot d dg dx) by (unfold dg; rewrite dot_dif_l; reflexivity).
  set (q := dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) in *.
  assert (Eq : / (2 * (L - mu)) = e / 2) by (unfold e; field; lra). rewrite Eq.
  assert (Eq2 : (L - mu) * e = 1) by (unfold e; field; lra).
  assert (E3 : L / 2 * (e ^ 2 * q) - mu / 2 * (e ^ 2 * q) = e / 2 * q).
  { replace (L / 2 * (e ^ 2 * q) - mu / 2 * (e ^ 2 * q)) with ((L - mu) * e * (e / 2 * q)) by field. rewrite Eq2. ring. }
  assert (E4 : e * (dot d (grad y) dg - mu * dot d (grad y) dx) - e * (dot d (grad x) dg - mu * dot d (grad x) dx)
     - mu / 2 * (2 * e * (dot d dg dx - mu * dot d dx dx)) = e * q).
  { unfold q. replace (dot d (grad y) dg) with (dot d dg dg + dot d (grad x) dg) by lra.
    replace (dot d (grad y) dx) with (dot d dg dx + dot d (grad x) dx) by lra. field. }
  lra.
Qed.

End Interpolation.
