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

(** Two-sided quadratic bounds on the whole space: mu may be negative (mu = - L: L-smooth, not convex). *)
Section Interpolation.
Variables (d : nat) (f : vec -> R) (grad : vec -> vec) (L mu : R).
Hypothesis HmuL : mu < L.
Hypothesis Hup : forall x z, f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x).
Hypothesis Hlow : forall x z, f x + dot d (grad x) (dif z x) + mu / 2 * dot d (dif z x) (dif z x) <= f z.

(** Interpolation inequality. *)
Lemma interpolation x y :
  let dx := dif y x in let dg := dif (grad y) (grad x) in
  f x + dot d (grad x) dx + mu / 2 * dot d dx dx
    + / (2 * (L - mu)) * (dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) <= f y.
Proof.
  intros dx dg. set (e := / (L - mu)).
  assert (He : 0 < e) by (apply Rinv_0_lt_compat; lra).
  (* z = y - e (dg - mu dx) *)
  set (z := fun i => y i - e * (dg i - mu * dx i)).
  assert (U := Hup y z). assert (W := Hlow x z).
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

Lemma cocoercive x y :
  let dx := dif y x in let dg := dif (grad y) (grad x) in
  dot d dg dg + mu * L * dot d dx dx <= (L + mu) * dot d dg dx.
Proof.
  intros dx dg. assert (I1 := interpolation x y). assert (I2 := interpolation y x). cbv zeta in I1, I2. fold dx dg in I1.
  assert (Ed : dif x y = fun i => - dx i) by (apply functional_extensionality; intros i; unfold dx, dif; ring).
  assert (Eg : dif (grad x) (grad y) = fun i => - dg i) by (apply functional_extensionality; intros i; unfold dg, dif; ring).
  rewrite Ed, Eg in I2.
  assert (N1 : forall u v, dot d u (fun i => - v i) = - dot d u v) by (intros u v; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (N2 : forall u v, dot d (fun i => - u i) (fun i => - v i) = dot d u v) by (intros u v; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite N1, !N2 in I2.
  assert (Hgx : dot d (grad y) dx - dot d (grad x) dx = dot d dg dx) by (unfold dg; rewrite dot_dif_l; reflexivity).
  set (q := dot d dg dg - 2 * mu * dot d dg dx + mu ^ 2 * dot d dx dx) in *.
  assert (H : mu * dot d dx dx + / (L - mu) * q <= dot d dg dx).
  { replace (/ (L - mu)) with (/ (2 * (L - mu)) + / (2 * (L - mu))) by (field; lra). lra. }
  apply Rmult_le_compat_l with (r := L - mu) in H; [|lra].
  replace ((L - mu) * (mu * dot d dx dx + / (L - mu) * q)) with ((L - mu) * mu * dot d dx dx + q) in H by (field; lra).
  unfold q in H. lra.
Qed.
End Interpolation.

(** T0d. *)
Theorem T0d d f grad L mu h x xs : 0 < h -> 0 <= mu < L ->
  (forall x z, f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x)) ->
  (forall x z, f x + dot d (grad x) (dif z x) + mu / 2 * dot d (dif z x) (dif z x) <= f z) ->
  (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall i, grad xs i = 0) -> forall K : nat,
  dot d (dif (x K) xs) (dif (x K) xs) <=
    Rmax ((1 - L * h) ^ 2) ((1 - mu * h) ^ 2) ^ K * dot d (dif (x O) xs) (dif (x O) xs).
Proof.
  intros Hh Hmu Hup Hlow Hgd Hxs.
  set (m := Rmax ((1 - L * h) ^ 2) ((1 - mu * h) ^ 2)).
  assert (Hm0 : 0 <= m) by (apply Rle_trans with (2 := Rmax_l _ _), sq_nonneg).
  induction K as [|K IH]; [simpl; lra|]. rewrite <- tech_pow_Rmult, Rmult_assoc.
  apply Rle_trans with (m * dot d (dif (x K) xs) (dif (x K) xs)); [|now apply Rmult_le_compat_l].
  clear IH. set (u := dif (x K) xs). set (g := grad (x K)).
  assert (Hco := cocoercive d f grad L mu ltac:(lra) Hup Hlow xs (x K)). cbv zeta in Hco. fold u in Hco. fold g in Hco.
  replace (dif g (grad xs)) with g in Hco by (apply functional_extensionality; intros i; unfold dif; rewrite Hxs; ring).
  assert (E : dif (x (S K)) xs = line u g (- h)) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line, u, g, dif; ring).
  rewrite E. dexp. rewrite (dot_sym d u g).
  set (uu := dot d u u) in *. set (gu := dot d g u) in *. set (gg := dot d g g) in *.
  assert (Huu : 0 <= uu) by apply dot_nonneg.
  (* |u - h g|^2 = (1 - 2 h c0 ...) : with gg <= (L+mu) gu - mu L uu and mu uu <= gu <= L uu *)
  assert (Hgu : mu * uu <= gu <= L * uu).
  { assert (Hs : 0 <= (gg - gu * 0)) by (unfold gg; assert (Q := dot_nonneg d g); lra).
    assert (Hmm : forall t, 0 <= gg - 2 * t * gu + t ^ 2 * uu).
    { intros t. assert (Q := dot_nonneg d (line g u (- t))). dexp. revert Q. rewrite dot_line_l, 2 dot_line_r, (dot_sym d u g).
      unfold gg, gu, uu. intros Q. lra. }
    assert (M1 := Hmm L). assert (M2 := Hmm mu).
    split.
    - assert (0 <= (L - mu) * (gu - mu * uu)) by lra.
      destruct (Rle_lt_dec (mu * uu) gu) as [|Hx]; [assumption|]. assert ((L - mu) * (gu - mu * uu) < 0); [|lra]. nra.
    - assert (0 <= (L - mu) * (L * uu - gu)) by lra.
      destruct (Rle_lt_dec gu (L * uu)) as [|Hx]; [assumption|]. assert ((L - mu) * (L * uu - gu) < 0); [|lra]. nra. }
  assert (Hbound : uu - 2 * h * gu + h ^ 2 * gg <= uu - 2 * h * gu + h ^ 2 * ((L + mu) * gu - mu * L * uu)).
  { apply Rplus_le_compat_l. apply Rmult_le_compat_l; [apply sq_nonneg|lra]. }
  apply Rle_trans with (uu - 2 * h * gu + h ^ 2 * gg); [right; ring|]. apply Rle_trans with (1 := Hbound).
  (* linear in gu on [mu uu, L uu]: the ends are (1 - mu h)^2 uu and (1 - L h)^2 uu *)
  destruct (Rle_lt_dec (h * (L + mu)) 2) as [Hs|Hs].
  - apply Rle_trans with ((1 - mu * h) ^ 2 * uu); [|apply Rmult_le_compat_r; [assumption|apply Rmax_r]].
    assert (0 <= h * (2 - h * (L + mu)) * (gu - mu * uu)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra.
  - apply Rle_trans with ((1 - L * h) ^ 2 * uu); [|apply Rmult_le_compat_r; [assumption|apply Rmax_l]].
    assert (0 <= h * (h * (L + mu) - 2) * (L * uu - gu)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra.
Qed.

(** T0c: the tight bound for h <= 1/L, by the potential
    d_n + 2 h n (f_n - f* ) + (h^2 n^2 + h n / L) |g_n|^2 <= d_0. *)
Section T0c.
Variables (d : nat) (f : vec -> R) (grad : vec -> vec) (L h : R) (x : nat -> vec) (xs : vec).
Hypothesis HL : 0 < L.
Hypothesis Hh : 0 < h.
Hypothesis HhL : h * L <= 1.
Hypothesis Hup : forall x z, f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x).
Hypothesis Hconv : forall x z, f x + dot d (grad x) (dif z x) <= f z.
Hypothesis Hgd : forall k, x (S k) = line (x k) (grad (x k)) (- h).
Hypothesis Hxs : forall i, grad xs i = 0.
Let G k := dot d (grad (x k)) (grad (x k)).
Let Dx k := dot d (dif (x k) xs) (dif (x k) xs).
Let Df k := f (x k) - f xs.

Lemma Hlow0 : forall x z, f x + dot d (grad x) (dif z x) + 0 / 2 * dot d (dif z x) (dif z x) <= f z.
Proof. intros u z. assert (Q := Hconv u z). lra. Qed.

Lemma c_a k : Df k + / (2 * L) * G k <= dot d (grad (x k)) (dif (x k) xs).
Proof.
  assert (I := interpolation d f grad L 0 HL Hup Hlow0 (x k) xs). cbv zeta in I.
  assert (Eg : dif (grad xs) (grad (x k)) = fun i => - grad (x k) i) by (apply functional_extensionality; intros i; unfold dif; rewrite Hxs; ring).
  rewrite Eg in I.
  assert (E1 : dot d (fun i => - grad (x k) i) (fun i => - grad (x k) i) = G k) by (unfold G; generalize (grad (x k)); intros u; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (E2 : dot d (grad (x k)) (dif xs (x k)) = - dot d (grad (x k)) (dif (x k) xs)) by (generalize (grad (x k)); intros u; dexp; ring).
  rewrite E1, E2 in I. unfold Df. rewrite Rminus_0_r in I. lra.
Qed.

Lemma c_step k : Dx (S k) + 2 * h * Df k + (h / L - h ^ 2) * G k <= Dx k.
Proof.
  assert (A := c_a k).
  assert (E : Dx (S k) = Dx k - 2 * h * dot d (grad (x k)) (dif (x k) xs) + h ^ 2 * G k).
  { unfold Dx, G. rewrite Hgd.
    replace (dif (line (x k) (grad (x k)) (- h)) xs) with (line (dif (x k) xs) (grad (x k)) (- h)) by (apply functional_extensionality; intros i; unfold dif, line; ring).
    rewrite dot_line_l, 2 dot_line_r, (dot_sym d (dif (x k) xs) (grad (x k))). ring. }
  rewrite E. apply Rmult_le_compat_l with (r := 2 * h) in A; [|lra].
  replace (2 * h * (Df k + / (2 * L) * G k)) with (2 * h * Df k + h / L * G k) in A by (field; lra). lra.
Qed.

Lemma c_steps k : dif (x (S k)) (x k) = fun i => - h * grad (x k) i.
Proof. rewrite Hgd. apply functional_extensionality. intros i. unfold dif, line. ring. Qed.

Lemma c_b k : h / 2 * (G k + G (S k)) <= Df k - Df (S k).
Proof.
  assert (I := interpolation d f grad L 0 HL Hup Hlow0 (x (S k)) (x k)). cbv zeta in I.
  assert (E : dif (x k) (x (S k)) = fun i => h * grad (x k) i) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  rewrite E in I.
  assert (E1 : dot d (grad (x (S k))) (fun i => h * grad (x k) i) = h * dot d (grad (x (S k))) (grad (x k))).
  { generalize (grad (x k)), (grad (x (S k))). intros u v. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1, Rminus_0_r in I. rewrite dot_dif_sq in I. fold (G k) (G (S k)) in I.
  set (c := dot d (grad (x k)) (grad (x (S k)))) in *. rewrite (dot_sym d (grad (x (S k))) (grad (x k))) in I. fold c in I.
  assert (Hp : 0 <= G k - 2 * c + G (S k)) by (unfold G, c; rewrite <- dot_dif_sq; apply dot_nonneg).
  assert (Hi : h <= / L).
  { apply Rmult_le_reg_r with L; [assumption|]. rewrite Rinv_l by lra. assumption. }
  assert (h / 2 * (G k - 2 * c + G (S k)) <= / (2 * L) * (G k - 2 * c + G (S k))).
  { apply Rmult_le_compat_r; [assumption|]. rewrite Rinv_mult. lra. }
  unfold Df. lra.
Qed.

Lemma c_mono k : G (S k) <= G k.
Proof.
  assert (I := cocoercive d f grad L 0 HL Hup Hlow0 (x k) (x (S k))). cbv zeta in I. rewrite c_steps in I.
  set (dg := dif (grad (x (S k))) (grad (x k))) in *.
  assert (E1 : dot d dg (fun i => - h * grad (x k) i) = - h * dot d dg (grad (x k))).
  { generalize (grad (x k)), dg. intros u v. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1 in I.
  assert (E2 : G (S k) = G k + 2 * dot d dg (grad (x k)) + dot d dg dg).
  { unfold G, dg. dexp. rewrite (dot_sym d (grad (x (S k))) (grad (x k))). ring. }
  assert (Hg := dot_nonneg d dg). rewrite E2.
  assert (Hz : h * (2 * dot d dg (grad (x k)) + dot d dg dg) <= 0).
  { assert (L * (- h * dot d dg (grad (x k))) * 1 >= dot d dg dg) by lra.
    assert (L * (h * (2 * dot d dg (grad (x k)) + dot d dg dg)) <= 0); [|nra].
    assert (h * L * dot d dg dg <= 1 * dot d dg dg) by (apply Rmult_le_compat_r; assumption). lra. }
  assert (2 * dot d dg (grad (x k)) + dot d dg dg <= 0); [|lra].
  destruct (Rle_lt_dec (2 * dot d dg (grad (x k)) + dot d dg dg) 0) as [|Hx]; [assumption|].
  assert (0 < h * (2 * dot d dg (grad (x k)) + dot d dg dg)) by now apply Rmult_lt_0_compat. lra.
Qed.

Lemma c_potential n : Dx n + 2 * h * INR n * Df n + (h ^ 2 * INR n ^ 2 + h * INR n / L) * G n <= Dx O.
Proof.
  induction n as [|n IH]; [simpl; right; field; lra|]. rewrite S_INR.
  assert (A := c_step n). assert (B := c_b n). assert (M := c_mono n). set (t := INR n) in *.
  assert (Ht : 0 <= t) by apply pos_INR.
  assert (Hg : 0 <= G (S n)) by apply dot_nonneg.
  apply Rle_trans with (2 := IH).
  apply Rmult_le_compat_l with (r := 2 * h * (t + 1)) in B; [|apply Rmult_le_pos; lra].
  (* coefficient of G n after the steps: h^2 t^2 + h t/L + h/L - h^2 + h^2 (t+1) >= that of G (S n) minus h^2 (t+1) *)
  assert (HhL' : 0 <= h / L - h ^ 2).
  { replace (h / L - h ^ 2) with (h * (1 - h * L) / L) by (field; lra).
    apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; now apply Rinv_0_lt_compat]. }
  assert (HhL2 : 0 <= h / L) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
  assert (Hcoef : 0 <= (h ^ 2 * t ^ 2 + h * t / L) + (h / L - h ^ 2) + h ^ 2 * (t + 1)).
  { replace (h * t / L) with (h / L * t) by (field; lra).
    assert (0 <= h ^ 2 * t ^ 2) by (apply Rmult_le_pos; apply sq_nonneg).
    assert (0 <= h / L * t) by (apply Rmult_le_pos; assumption). assert (0 <= h ^ 2 * (t + 1)) by (apply Rmult_le_pos; [apply sq_nonneg|lra]). lra. }
  assert (HM : ((h ^ 2 * t ^ 2 + h * t / L) + (h / L - h ^ 2) + h ^ 2 * (t + 1)) * G (S n)
     <= ((h ^ 2 * t ^ 2 + h * t / L) + (h / L - h ^ 2) + h ^ 2 * (t + 1)) * G n) by (apply Rmult_le_compat_l; assumption).
  replace (h * (t + 1) / L) with (h * t / L + h / L) by (field; lra).
  lra.
Qed.

Theorem T0c n : f (x n) - f xs <= L * dot d (dif (x O) xs) (dif (x O) xs) / (4 * INR n * L * h + 2).
Proof.
  assert (P := c_potential n). assert (A := c_a n). set (t := INR n) in *. assert (Ht : 0 <= t) by apply pos_INR.
  fold (Df n) (Dx O). set (c := dot d (grad (x n)) (dif (x n) xs)) in *.
  assert (HtL : 0 <= t * (L * h)) by (apply Rmult_le_pos; [assumption|apply Rmult_le_pos; lra]).
  apply le_div_r; [lra|].
  (* L Dx + (t L h + 1)^2 G / L >= 2 (t L h + 1) c *)
  set (z := t * L * h + 1).
  assert (Hz : 1 <= z) by (unfold z; lra).
  assert (Hsq : 0 <= L ^ 2 * Dx n - 2 * L * z * c + z ^ 2 * G n).
  { assert (Q := dot_nonneg d (fun i => L * dif (x n) xs i + - z * grad (x n) i)).
    rewrite dot_lin_l, 2 dot_lin_r, (dot_sym d (dif (x n) xs) (grad (x n))) in Q. fold c (G n) (Dx n) in Q. lra. }
  apply Rmult_le_compat_l with (r := 2 * z * L) in A; [|apply Rmult_le_pos; lra].
  replace (2 * z * L * (Df n + / (2 * L) * G n)) with (2 * z * L * Df n + z * G n) in A by (field; lra).
  apply Rmult_le_compat_l with (r := L ^ 2) in P; [|apply sq_nonneg].
  replace (L ^ 2 * (Dx n + 2 * h * t * Df n + (h ^ 2 * t ^ 2 + h * t / L) * G n))
    with (L ^ 2 * Dx n + 2 * (z - 1) * L * Df n + (z - 1) * z * G n) in P by (unfold z; field; lra).
  apply Rmult_le_reg_l with L; [assumption|].
  replace (L * (Df n * (4 * t * L * h + 2))) with (2 * (z - 1) * L * Df n + 2 * z * L * Df n) by (unfold z; ring).
  replace (L * (L * Dx O)) with (L ^ 2 * Dx O) by ring. lra.
Qed.
End T0c.

(** T0b, sharper for 1/L <= h <= sqrt 3 / L (whole space, f L-smooth, not convex: mu = - L above). *)
Theorem T0b_sharp d f grad L h mu fs x : 0 < L -> 1 <= L * h -> (L * h) ^ 2 <= 3 -> 0 <= mu ->
  (forall x z, f z <= f x + dot d (grad x) (dif z x) + L / 2 * dot d (dif z x) (dif z x)) ->
  (forall x z, f x + dot d (grad x) (dif z x) + - L / 2 * dot d (dif z x) (dif z x) <= f z) ->
  (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall k, fs <= f (x k)) ->
  (forall k, 2 * mu * (f (x k) - fs) <= dot d (grad (x k)) (grad (x k))) -> forall k : nat,
  f (x k) - fs <= (1 - mu * h * (4 - (L * h) ^ 2) / (2 + mu * h)) ^ k * (f (x O) - fs).
Proof.
  intros HL H1 H3 Hmu Hup Hlow Hgd Hfs HPL. assert (Hh : 0 < h) by (apply Rmult_lt_reg_l with L; lra).
  apply (geometric f fs x Hfs). intros j.
  assert (Hmh : 0 <= mu * h) by (apply Rmult_le_pos; lra).
  assert (I1 := interpolation d f grad L (- L) ltac:(lra) Hup Hlow (x (S j)) (x j)).
  assert (I2 := interpolation d f grad L (- L) ltac:(lra) Hup Hlow (x j) (x (S j))). cbv zeta in I1, I2.
  assert (E1 : dif (x j) (x (S j)) = fun i => h * grad (x j) i) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  assert (E2 : dif (x (S j)) (x j) = fun i => - h * grad (x j) i) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  rewrite E1 in I1. rewrite E2 in I2.
  set (g0 := grad (x j)) in *. set (g1 := grad (x (S j))) in *.
  assert (X : forall t u, dot d u (fun i => t * g0 i) = t * dot d u g0) by (intros t u; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (X' : forall t u, dot d (fun i => t * g0 i) u = t * dot d g0 u) by (intros t u; clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite ?X, ?X' in I1, I2. rewrite ?dot_dif_sq, ?dot_dif_l, ?X, ?X' in I1, I2. rewrite (dot_sym d g1 g0) in I1, I2.
  set (a := dot d g0 g0) in *. set (c := dot d g0 g1) in *. set (b := dot d g1 g1) in *.
  set (F0 := f (x j)) in *. set (F1 := f (x (S j))) in *.
  assert (P0 := HPL j). assert (P1 := HPL (S j)). fold g0 in P0. fold g1 in P1. fold F0 in P0. fold F1 in P1. fold a in P0. fold b in P1.
  set (z := L * h) in *.
  (* (z + 1) I1 + (z - 1) I2, times L *)
  assert (K1 : (1 + 2 * z - z ^ 2) * a + b + 2 * (z - 1) * c <= 4 * L * (F0 - F1)).
  { apply Rmult_le_compat_l with (r := 4 * L) in I1; [|lra].
    replace (/ (2 * (L - - L))) with (/ (4 * L)) in I1 by (f_equal; ring).
    match type of I1 with ?l <= _ => replace l with (4 * L * F1 + ((1 + 2 * z - z ^ 2) * a + b + 2 * (z - 1) * c)) in I1 by (unfold z; field; lra) end. lra. }
  assert (K2 : (1 - 2 * z - z ^ 2) * a + b - 2 * (z + 1) * c <= 4 * L * (F1 - F0)).
  { apply Rmult_le_compat_l with (r := 4 * L) in I2; [|lra].
    replace (/ (2 * (L - - L))) with (/ (4 * L)) in I2 by (f_equal; ring).
    match type of I2 with ?l <= _ => replace l with (4 * L * F0 + ((1 - 2 * z - z ^ 2) * a + b - 2 * (z + 1) * c)) in I2 by (unfold z; field; lra) end. lra. }
  assert (K3 : (3 * z - z ^ 3) * a + z * b <= 4 * L * (F0 - F1)).
  { apply Rmult_le_compat_l with (r := z + 1) in K1; [|lra]. apply Rmult_le_compat_l with (r := z - 1) in K2; [|lra]. lra. }
  assert (K4 : (3 * z - z ^ 3) * (2 * mu * (F0 - fs)) + z * (2 * mu * (F1 - fs)) <= 4 * L * (F0 - F1)).
  { apply Rle_trans with (2 := K3). apply Rplus_le_compat; apply Rmult_le_compat_l; try assumption; try lra.
    replace (3 * z - z ^ 3) with (z * (3 - z ^ 2)) by ring. apply Rmult_le_pos; lra. }
  assert (K5 : (2 + mu * h) * (F1 - fs) <= (2 - mu * h * (3 - z ^ 2)) * (F0 - fs)).
  { apply Rmult_le_reg_l with (2 * L); [lra|]. unfold z in *. lra. }
  replace (1 - mu * h * (4 - z ^ 2) / (2 + mu * h)) with ((2 - mu * h * (3 - z ^ 2)) / (2 + mu * h)) by (field; lra).
  apply Rmult_le_reg_l with (2 + mu * h); [lra|]. apply Rle_trans with (1 := K5). right. field. lra.
Qed.
