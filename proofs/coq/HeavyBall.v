(** H1: heavy ball, x_{k+1} = x_k + v_{k+1}, v_{k+1} = m v_k - h grad f(x_k), v_0 = 0, on a convex set that holds every iterate. *)
Require Import Reals Lra Lia Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus T0.
Open Scope R_scope.

Section HeavyBall.
Variables (d : nat) (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (L : R).
Hypothesis HL : 0 < L.
Hypothesis HC : forall x z t, C x -> C z -> 0 <= t <= 1 -> C (line x (dif z x) t).
Hypothesis Hgrad : forall x z t, C x -> C z -> 0 <= t <= 1 ->
  is_derive (fun t => f (line x (dif z x) t)) t (dot d (grad (line x (dif z x) t)) (dif z x)).
Hypothesis Hlip : forall x z, C x -> C z ->
  dot d (dif (grad z) (grad x)) (dif (grad z) (grad x)) <= L ^ 2 * dot d (dif z x) (dif z x).
Variables (h m fs c : R) (x v : nat -> vec).
Hypothesis Hh : 0 < h.
Hypothesis Hc : 0 < c.
Hypothesis Hx : forall k, C (x k).
Hypothesis Hv0 : v O = fun _ => 0.
Hypothesis Hv : forall k, v (S k) = fun i => m * v k i - h * grad (x k) i.
Hypothesis Hstep : forall k, x (S k) = fun i => x k i + v (S k) i.
Hypothesis Hfs : forall k, fs <= f (x k).
Let a := L / 2 + c.
Let G k := dot d (grad (x k)) (grad (x k)).
Let V k := f (x k) - fs + c * dot d (v k) (v k).

(** A quadratic form with nonnegative ends and a nonnegative determinant. *)
Lemma form_nonneg p q b g u : 0 <= p -> 0 <= q -> b ^ 2 <= 4 * p * q -> b * dot d g u <= p * dot d g g + q * dot d u u.
Proof.
  intros Hp Hq Hb. assert (Hu := dot_nonneg d u). destruct (Req_dec p 0) as [E|Hne].
  - subst p. assert (b = 0) by (apply Rsqr_0_uniq; unfold Rsqr; assert (0 <= b ^ 2) by apply sq_nonneg; lra). subst b.
    assert (0 <= q * dot d u u) by (now apply Rmult_le_pos). lra.
  - assert (S := dot_nonneg d (fun i => p * g i + (- b / 2) * u i)).
    rewrite dot_lin_l, 2 dot_lin_r, (dot_sym d u g) in S.
    assert (0 <= (p * q - b ^ 2 / 4) * dot d u u) by (apply Rmult_le_pos; lra).
    apply Rmult_le_reg_l with p; [lra|]. lra.
Qed.

(** V falls: with q = 1 by lambda |grad f|^2. *)
Lemma H1_step q lambda k : 0 <= h * (1 - h * a) - lambda -> 0 <= q * c - m ^ 2 * a ->
  m ^ 2 * (1 - 2 * h * a) ^ 2 / 4 <= (h * (1 - h * a) - lambda) * (q * c - m ^ 2 * a) ->
  V (S k) <= f (x k) - fs + q * c * dot d (v k) (v k) - lambda * G k.
Proof.
  intros H1 H2 H3.
  assert (Q := descent_lemma d C f grad L HL HC Hgrad Hlip (x k) (x (S k)) (Hx k) (Hx (S k))).
  assert (E : dif (x (S k)) (x k) = v (S k)) by (rewrite Hstep; apply functional_extensionality; intros i; unfold dif; ring).
  rewrite E in Q. unfold V, G. rewrite Hv in Q |- *. revert Q. generalize (f (x (S k))), (f (x k)), (grad (x k)), (v k). intros fn fo g u Q.
  assert (E1 : dot d g (fun i => m * u i - h * g i) = m * dot d g u - h * dot d g g).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (E2 : dot d (fun i => m * u i - h * g i) (fun i => m * u i - h * g i) = m ^ 2 * dot d u u - 2 * m * h * dot d g u + h ^ 2 * dot d g g).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1 in Q. rewrite E2 in Q |- *.
  assert (F := form_nonneg (h * (1 - h * a) - lambda) (q * c - m ^ 2 * a) (m * (1 - 2 * h * a)) g u H1 H2).
  assert (B : (m * (1 - 2 * h * a)) ^ 2 <= 4 * (h * (1 - h * a) - lambda) * (q * c - m ^ 2 * a)) by (rewrite Rpow_mult_distr; lra).
  specialize (F B). unfold a in *. lra.
Qed.

Lemma V_start : V O = f (x O) - fs.
Proof.
  unfold V. rewrite Hv0. assert (E : dot d (fun _ => 0) (fun _ => 0) = 0) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite E. ring.
Qed.

(** H1.C1. *)
Theorem H1_gradient K : (0 < K)%nat -> 0 < c - m ^ 2 * a -> 0 < h * (1 - h * L / 2) * c - h ^ 2 * c ^ 2 - m ^ 2 / 4 ->
  let lambda := (h * (1 - h * L / 2) * c - h ^ 2 * c ^ 2 - m ^ 2 / 4) / (c - m ^ 2 * a) in
  exists k, (k < K)%nat /\ dot d (grad (x k)) (grad (x k)) <= (f (x O) - fs) / (lambda * INR K).
Proof.
  intros HK Hr Hg lambda. assert (HKp : 0 < INR K) by (apply lt_0_INR; lia).
  assert (Hl : 0 < lambda) by (unfold lambda; now apply Rdiv_lt_0_compat).
  assert (Ed : (h * (1 - h * a) - lambda) * (1 * c - m ^ 2 * a) = m ^ 2 * (1 - 2 * h * a) ^ 2 / 4).
  { unfold lambda, a. field. unfold a in Hr. lra. }
  assert (H1 : 0 <= h * (1 - h * a) - lambda).
  { apply Rmult_le_reg_r with (1 * c - m ^ 2 * a); [lra|]. rewrite Ed, Rmult_0_l.
    assert (0 <= (m * (1 - 2 * h * a)) ^ 2) by apply sq_nonneg. rewrite Rpow_mult_distr in *. lra. }
  destruct (exists_le_mean (fun k => lambda * dot d (grad (x k)) (grad (x k))) K (f (x O) - fs) HK) as [k [Hk Q]].
  - assert (H : forall n, bsum (fun k => lambda * dot d (grad (x k)) (grad (x k))) n <= V O - V n).
    { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (Q := H1_step 1 lambda n H1 ltac:(lra) ltac:(lra)). unfold V, G in *. lra. }
    apply Rle_trans with (1 := H K). rewrite V_start. unfold V. assert (Q := Hfs K).
    assert (0 <= c * dot d (v K) (v K)) by (apply Rmult_le_pos; [lra|apply dot_nonneg]). lra.
  - exists k. split; [assumption|]. apply le_div_r; [now apply Rmult_lt_0_compat|].
    apply Rmult_le_compat_r with (r := INR K) in Q; [|lra].
    replace ((f (x O) - fs) / INR K * INR K) with (f (x O) - fs) in Q by (field; lra). lra.
Qed.

(** H1.C2. *)
Theorem H1_loss mu q : 0 < mu -> (forall k, 2 * mu * (f (x k) - fs) <= dot d (grad (x k)) (grad (x k))) ->
  a * m ^ 2 / c <= q -> 1 - 2 * mu * h * (1 - h * a) <= q -> q <= 1 ->
  (q - a * m ^ 2 / c) * (q - 1 + 2 * mu * h * (1 - h * a)) = mu * m ^ 2 * (1 - 2 * h * a) ^ 2 / (2 * c) ->
  forall k, f (x k) - fs + c * dot d (v k) (v k) <= q ^ k * (f (x O) - fs).
Proof.
  intros Hmu HPL Hq1 Hq2 Hq E. set (lambda := (1 - q) / (2 * mu)).
  assert (El : 2 * mu * lambda = 1 - q) by (unfold lambda; field; lra).
  assert (Hl : 0 <= lambda) by (unfold lambda; apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (H1 : 0 <= h * (1 - h * a) - lambda) by (apply Rmult_le_reg_l with (2 * mu); lra).
  assert (Ec : a * m ^ 2 / c * c = a * m ^ 2) by (field; lra).
  assert (H2 : 0 <= q * c - m ^ 2 * a) by (apply Rmult_le_compat_r with (r := c) in Hq1; lra).
  assert (H3 : m ^ 2 * (1 - 2 * h * a) ^ 2 / 4 = (h * (1 - h * a) - lambda) * (q * c - m ^ 2 * a)).
  { apply Rmult_eq_reg_l with (2 * mu); [|lra].
    replace (2 * mu * ((h * (1 - h * a) - lambda) * (q * c - m ^ 2 * a)))
      with ((2 * mu * h * (1 - h * a) - 2 * mu * lambda) * (q * c - a * m ^ 2 / c * c)) by (rewrite Ec; ring).
    rewrite El. replace ((2 * mu * h * (1 - h * a) - (1 - q)) * (q * c - a * m ^ 2 / c * c))
      with (c * ((q - a * m ^ 2 / c) * (q - 1 + 2 * mu * h * (1 - h * a)))) by ring.
    rewrite E. field. lra. }
  assert (Hq0 : 0 <= q).
  { apply Rle_trans with (2 := Hq1). unfold a. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat].
    apply Rmult_le_pos; [lra|apply sq_nonneg]. }
  assert (H : forall k, V k <= q ^ k * (f (x O) - fs)).
  { induction k as [|k IH]; [rewrite V_start; simpl; lra|].
    assert (Q := H1_step q lambda k H1 H2 ltac:(lra)). assert (P := HPL k).
    apply Rmult_le_compat_l with (r := lambda) in P; [|assumption].
    rewrite <- tech_pow_Rmult, Rmult_assoc. apply Rle_trans with (q * V k); [|now apply Rmult_le_compat_l].
    unfold V, G in *. replace (lambda * (2 * mu * (f (x k) - fs))) with (2 * mu * lambda * (f (x k) - fs)) in P by ring.
    rewrite El in P. lra. }
  exact H.
Qed.
End HeavyBall.

(** H1.C3: convex functions on R^d. *)
Section ConvexHeavyBall.
Variables (d : nat) (f : vec -> R) (grad : vec -> vec) (L : R).
Hypothesis HL : 0 < L.
Let C (_ : vec) := True.
Hypothesis HC2 : c2_on d C f grad 0 L.
Variables (h m : R) (x v : nat -> vec) (xs : vec).
Hypothesis Hh : 0 < h.
Hypothesis Hm : 0 <= m < 1.
Hypothesis Hv0 : v O = fun _ => 0.
Hypothesis Hv : forall k, v (S k) = fun i => m * v k i - h * grad (x k) i.
Hypothesis Hstep : forall k, x (S k) = fun i => x k i + v (S k) i.
Hypothesis Hxs : forall i, grad xs i = 0.
Let gamma := h / (1 - m).
Let r := m / (1 - m).
Hypothesis Hg : gamma * L < 2.
Let e k := f (x k) - f xs.
Let before k := fun i => x k i - v k i.
Let z k := fun i => x k i + r * v k i.
Let Phi k := dot d (dif (z k) xs) (dif (z k) xs) + 2 * gamma * r * (f (before k) - f xs).

Lemma least_value y : f xs <= f y.
Proof.
  assert (Q := quad_low d C f grad L 0 HC2 xs y I I).
  assert (E : dot d (grad xs) (dif y xs) = 0).
  { generalize (dif y xs). intros u. clear - Hxs. induction d as [|n IH]; simpl; [reflexivity|rewrite IH, Hxs; ring]. }
  rewrite E in Q. lra.
Qed.

Lemma gradient_below y : dot d (grad y) (grad y) <= 2 * L * (f y - f xs).
Proof.
  assert (Q := quad_up d C f grad L 0 HC2 y (fun i => y i - / L * grad y i) I I).
  replace (dif (fun i => y i - / L * grad y i) y) with (fun i => - / L * grad y i) in Q by (apply functional_extensionality; intros i; unfold dif; ring).
  assert (M := least_value (fun i => y i - / L * grad y i)). revert Q M. generalize (grad y), (f (fun i => y i - / L * grad y i)). intros g w Q M.
  assert (E1 : dot d g (fun i => - / L * g i) = - / L * dot d g g) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (E2 : dot d (fun i => - / L * g i) (fun i => - / L * g i) = / L * / L * dot d g g) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  rewrite E1, E2 in Q. assert (Ei : L * / L = 1) by (field; lra).
  replace (L / 2 * (/ L * / L * dot d g g)) with (L * / L * (/ L * dot d g g) / 2) in Q by (field; lra). rewrite Ei in Q.
  assert (Z : / L * dot d g g <= 2 * (f y - f xs)) by lra. apply Rmult_le_compat_l with (r := L) in Z; [|lra].
  rewrite <- Rmult_assoc, Ei in Z. lra.
Qed.

Lemma Phi_falls k : Phi (S k) <= Phi k - 2 * gamma * Rmin 1 (2 - gamma * L) * e k.
Proof.
  assert (Hgp : 0 < gamma) by (unfold gamma; apply Rdiv_lt_0_compat; lra).
  assert (Hr : 0 <= r) by (unfold r; apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (E0 : before (S k) = x k) by (unfold before; rewrite Hstep; apply functional_extensionality; intros i; ring).
  assert (I1 := interpolation d C f grad L 0 HL HC2 (x k) xs I I (fun _ _ => I)). cbv zeta in I1.
  assert (I2 := quad_low d C f grad L 0 HC2 (x k) (before k) I I).
  assert (I3 := gradient_below (x k)).
  replace (dif (grad xs) (grad (x k))) with (fun i => - grad (x k) i) in I1 by (apply functional_extensionality; intros i; unfold dif; rewrite Hxs; ring).
  replace (dif (before k) (x k)) with (fun i => - v k i) in I2 by (apply functional_extensionality; intros i; unfold dif, before; ring).
  assert (Ez : dif (z (S k)) xs = fun i => dif (z k) xs i - gamma * grad (x k) i).
  { unfold z, dif. rewrite Hstep, Hv. apply functional_extensionality. intros i. unfold gamma, r. field. lra. }
  unfold Phi. rewrite E0, Ez. unfold e. unfold z.
  replace (dif (fun i => x k i + r * v k i) xs) with (fun i => - dif xs (x k) i + r * v k i) by (apply functional_extensionality; intros i; unfold dif; ring).
  revert I1 I2 I3. generalize (grad (x k)), (dif xs (x k)), (v k), (f (x k)), (f xs), (f (before k)). intros g u w fk fs fb I1 I2 I3.
  assert (E1 : dot d g (fun i => - w i) = - dot d g w) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (E2 : dot d (fun i => - g i) (fun i => - g i) = dot d g g) by (clear; induction d as [|n IH]; simpl; [ring|rewrite IH; ring]).
  assert (E3 : dot d (fun i => - u i + r * w i - gamma * g i) (fun i => - u i + r * w i - gamma * g i)
    = dot d (fun i => - u i + r * w i) (fun i => - u i + r * w i) + 2 * gamma * dot d g u - 2 * gamma * r * dot d g w + gamma ^ 2 * dot d g g).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  rewrite E1 in I2. rewrite E2 in I1. rewrite E3.
  generalize dependent (dot d (fun i => - u i + r * w i) (fun i => - u i + r * w i)). intros A _.
  assert (Ei : L * / L = 1) by (field; lra).
  assert (E4 : / (2 * (L - 0)) = / L / 2) by (field; lra). rewrite E4 in I1.
  set (gg := dot d g g) in *. set (gu := dot d g u) in *. set (gw := dot d g w) in *.
  assert (Hgg : 0 <= gg) by apply dot_nonneg.
  assert (J1 : gu <= fs - fk - / L / 2 * gg) by lra.
  assert (J2 : - gw <= fb - fk) by lra.
  assert (J4 : 2 * gamma * gu <= 2 * gamma * (fs - fk - / L / 2 * gg)) by (apply Rmult_le_compat_l; lra).
  assert (J5 : 2 * gamma * r * - gw <= 2 * gamma * r * (fb - fk)).
  { apply Rmult_le_compat_l; [|assumption]. apply Rmult_le_pos; lra. }
  assert (J6 : gamma * (gamma - / L) * gg <= 2 * gamma * (1 - Rmin 1 (2 - gamma * L)) * (fk - fs)).
  { assert (He : 0 <= fk - fs) by (assert (0 <= L * (fk - fs)) by lra; apply Rmult_le_reg_l with L; lra).
    unfold Rmin. destruct (Rle_dec 1 (2 - gamma * L)) as [Hs|Hs].
    - replace (2 * gamma * (1 - 1) * (fk - fs)) with 0 by ring.
      assert (gamma - / L <= 0) by (apply Rmult_le_reg_l with L; lra).
      assert (0 <= gamma * (/ L - gamma) * gg) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|assumption]). lra.
    - assert (Hp : 0 <= gamma - / L) by (apply Rmult_le_reg_l with L; lra).
      assert (Q : gamma * (gamma - / L) * gg <= gamma * (gamma - / L) * (2 * L * (fk - fs))).
      { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|assumption]. }
      replace (gamma * (gamma - / L) * (2 * L * (fk - fs))) with (2 * gamma * (gamma * L - L * / L) * (fk - fs)) in Q by ring.
      rewrite Ei in Q. lra. }
  lra.
Qed.

Theorem H1_convex K : exists k, (k <= K)%nat /\
  f (x k) - f xs <= (dot d (dif (x O) xs) (dif (x O) xs) / (2 * gamma) + m * (f (x O) - f xs) / (1 - m)) / (Rmin 1 (2 - gamma * L) * INR (S K)).
Proof.
  assert (Hgp : 0 < gamma) by (unfold gamma; apply Rdiv_lt_0_compat; lra).
  assert (Hr : 0 <= r) by (unfold r; apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (Ht : 0 < Rmin 1 (2 - gamma * L)) by (apply Rmin_glb_lt; lra).
  set (tau := Rmin 1 (2 - gamma * L)) in *. assert (HKp : 0 < INR (S K)) by (apply lt_0_INR; lia).
  destruct (exists_le_mean (fun k => 2 * gamma * tau * e k) (S K) (Phi O)) as [k [Hk Q]]; [lia| |].
  - assert (H : forall n, bsum (fun k => 2 * gamma * tau * e k) n <= Phi O - Phi n).
    { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (Q := Phi_falls n). fold tau in Q. lra. }
    apply Rle_trans with (1 := H (S K)). unfold Phi at 2.
    assert (P1 := dot_nonneg d (dif (z (S K)) xs)). assert (P2 := least_value (before (S K))).
    assert (0 <= 2 * gamma * r * (f (before (S K)) - f xs)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra.
  - exists k. split; [lia|]. apply le_div_r; [now apply Rmult_lt_0_compat|].
    assert (E0 : before O = x O) by (unfold before; rewrite Hv0; apply functional_extensionality; intros i; ring).
    assert (Ez : z O = x O) by (unfold z; rewrite Hv0; apply functional_extensionality; intros i; ring).
    unfold Phi in Q. rewrite E0, Ez in Q. apply Rmult_le_compat_r with (r := INR (S K)) in Q; [|lra].
    replace ((dot d (dif (x O) xs) (dif (x O) xs) + 2 * gamma * r * (f (x O) - f xs)) / INR (S K) * INR (S K))
      with (dot d (dif (x O) xs) (dif (x O) xs) + 2 * gamma * r * (f (x O) - f xs)) in Q by (field; lra).
    apply Rmult_le_reg_l with (2 * gamma); [lra|].
    replace (2 * gamma * (dot d (dif (x O) xs) (dif (x O) xs) / (2 * gamma) + m * (f (x O) - f xs) / (1 - m)))
      with (dot d (dif (x O) xs) (dif (x O) xs) + 2 * gamma * r * (f (x O) - f xs)).
    + unfold e in Q. lra.
    + unfold r. field. split; lra.
Qed.
End ConvexHeavyBall.
