(** T0, the rates that rest on interpolation inequalities: T0d, T0c and the sharper T0b, on a convex set. *)
Require Import Reals Lra Lia Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus T0.
Open Scope R_scope.

(** mu = L: the mean Hessian is L times the identity. *)
Lemma scaled_identity d C f grad L x y : c2_on d C f grad L L -> C x -> C y ->
  let dx := dif y x in let dg := dif (grad y) (grad x) in
  dot d dg dx = L * dot d dx dx /\ dot d dg dg = L ^ 2 * dot d dx dx.
Proof.
  intros HC2 Hx Hy dx dg. destruct HC2 as [_ [_ Hm]]. destruct (Hm x y Hx Hy) as [M [Hl [Hs [Hb E]]]]. fold dx dg in E.
  assert (Hb1 : forall u, dot d u (M u) = L * dot d u u) by (intros u; assert (B := Hb u); lra).
  assert (A := Hb1 dx). rewrite <- E in A. rewrite dot_sym in A. split; [exact A|].
  assert (B := Hb1 (fun i => dx i + 1 * dg i)). rewrite Hl, <- E in B.
  assert (F : dot d (fun i => dx i + 1 * dg i) (fun i => dg i + 1 * M dg i) = dot d dx dg + dot d dx (M dg) + dot d dg dg + dot d dg (M dg)).
  { generalize (M dg). intros m. clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (F2 : dot d (fun i => dx i + 1 * dg i) (fun i => dx i + 1 * dg i) = dot d dx dx + 2 * dot d dg dx + dot d dg dg).
  { clear. induction d as [|n IH]; simpl; [ring|rewrite IH; ring]. }
  assert (F3 : dot d dx (M dg) = dot d dg dg) by (rewrite <- Hs, <- E; reflexivity).
  rewrite F, F2, F3, (Hb1 dg), (dot_sym d dx dg), A in B. lra.
Qed.

(** T0d. *)
Theorem T0d_less d C f grad L mu h x xs : 0 < h -> 0 <= mu < L ->
  c2_on d C f grad mu L -> C xs -> (forall k, C (x k)) ->
  (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall i, grad xs i = 0) -> forall K : nat,
  dot d (dif (x K) xs) (dif (x K) xs) <=
    Rmax ((1 - L * h) ^ 2) ((1 - mu * h) ^ 2) ^ K * dot d (dif (x O) xs) (dif (x O) xs).
Proof.
  intros Hh Hmu HC2 HCs HCx Hgd Hxs.
  set (m := Rmax ((1 - L * h) ^ 2) ((1 - mu * h) ^ 2)).
  assert (Hm0 : 0 <= m) by (apply Rle_trans with (2 := Rmax_l _ _), sq_nonneg).
  induction K as [|K IH]; [simpl; lra|]. rewrite <- tech_pow_Rmult, Rmult_assoc.
  apply Rle_trans with (m * dot d (dif (x K) xs) (dif (x K) xs)); [|now apply Rmult_le_compat_l].
  clear IH. set (u := dif (x K) xs). set (g := grad (x K)).
  assert (Hco := cocoercive d C f grad L mu ltac:(lra) HC2 xs (x K) HCs (HCx K)). cbv zeta in Hco. fold u in Hco. fold g in Hco.
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

Theorem T0d d C f grad L mu h x xs : 0 < h -> 0 <= mu <= L ->
  c2_on d C f grad mu L -> C xs -> (forall k, C (x k)) ->
  (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall i, grad xs i = 0) -> forall K : nat,
  dot d (dif (x K) xs) (dif (x K) xs) <=
    Rmax ((1 - L * h) ^ 2) ((1 - mu * h) ^ 2) ^ K * dot d (dif (x O) xs) (dif (x O) xs).
Proof.
  intros Hh [H0 H1] HC2 HCs HCx Hgd Hxs. destruct H1 as [H1|H1]; [now apply (T0d_less d C f grad L mu h x xs)|]. subst mu.
  assert (Hm : Rmax ((1 - L * h) ^ 2) ((1 - L * h) ^ 2) = (1 - L * h) ^ 2) by (apply Rmax_left; lra). rewrite Hm.
  induction K as [|K IH]; [simpl; lra|]. rewrite <- tech_pow_Rmult, Rmult_assoc.
  apply Rle_trans with ((1 - L * h) ^ 2 * dot d (dif (x K) xs) (dif (x K) xs)); [|apply Rmult_le_compat_l; [apply sq_nonneg|exact IH]].
  destruct (scaled_identity d C f grad L xs (x K) HC2 HCs (HCx K)) as [A B].
  replace (dif (grad (x K)) (grad xs)) with (grad (x K)) in A, B by (apply functional_extensionality; intros i; unfold dif; rewrite Hxs; ring).
  assert (E : dif (x (S K)) xs = line (dif (x K) xs) (grad (x K)) (- h)) by (rewrite Hgd; apply functional_extensionality; intros i; unfold dif, line; ring).
  rewrite E. generalize dependent (grad (x K)). intros g A B _. generalize dependent (dif (x K) xs). intros u _ A B.
  rewrite dot_line_l, 2 dot_line_r, (dot_sym d u g), A, B. right. ring.
Qed.

(** T0c: the tight bound for h <= 1/L, by the potential
    d_n + 2 h n (f_n - f* ) + (h^2 n^2 + h n / L) |g_n|^2 <= d_0. *)
Section T0c.
Variables (d : nat) (C : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (L h : R) (x : nat -> vec) (xs : vec).
Hypothesis HL : 0 < L.
Hypothesis Hh : 0 < h.
Hypothesis HhL : h * L <= 1.
Hypothesis HC2 : c2_on d C f grad 0 L.
Hypothesis HCs : C xs.
Hypothesis HCx : forall k, C (x k).
Hypothesis Hroom_s : forall k, ball_over d C (x k) xs.
Hypothesis Hroom : forall k, ball_over d C (x (S k)) (x k).
Hypothesis Hgd : forall k, x (S k) = line (x k) (grad (x k)) (- h).
Hypothesis Hxs : forall i, grad xs i = 0.
Let G k := dot d (grad (x k)) (grad (x k)).
Let Dx k := dot d (dif (x k) xs) (dif (x k) xs).
Let Df k := f (x k) - f xs.

Lemma c_a k : Df k + / (2 * L) * G k <= dot d (grad (x k)) (dif (x k) xs).
Proof.
  assert (I := interpolation d C f grad L 0 HL HC2 (x k) xs (HCx k) HCs (Hroom_s k)). cbv zeta in I.
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
  assert (I := interpolation d C f grad L 0 HL HC2 (x (S k)) (x k) (HCx (S k)) (HCx k) (Hroom k)). cbv zeta in I.
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
  assert (I := cocoercive d C f grad L 0 HL HC2 (x k) (x (S k)) (HCx k) (HCx (S k))). cbv zeta in I. rewrite c_steps in I.
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

Lemma ball_over_sym d C x y : ball_over d C x y -> ball_over d C y x.
Proof. intros H z Hz. apply H. now rewrite dot_sym. Qed.

(** T0b, sharper for 1/L <= h <= sqrt 3 / L (f L-smooth, not convex: mu = - L above). *)
Theorem T0b_sharp d C f grad L h mu fs x : 0 < L -> 1 <= L * h -> (L * h) ^ 2 <= 3 -> 0 <= mu ->
  c2_on d C f grad (- L) L -> (forall k, C (x k)) -> (forall k, ball_over d C (x (S k)) (x k)) ->
  (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall k, fs <= f (x k)) ->
  (forall k, 2 * mu * (f (x k) - fs) <= dot d (grad (x k)) (grad (x k))) -> forall k : nat,
  f (x k) - fs <= (1 - mu * h * (4 - (L * h) ^ 2) / (2 + mu * h)) ^ k * (f (x O) - fs).
Proof.
  intros HL H1 H3 Hmu HC2 HCx Hroom Hgd Hfs HPL. assert (Hh : 0 < h) by (apply Rmult_lt_reg_l with L; lra).
  apply (geometric f fs x Hfs). intros j.
  assert (Hmh : 0 <= mu * h) by (apply Rmult_le_pos; lra).
  assert (I1 := interpolation d C f grad L (- L) ltac:(lra) HC2 (x (S j)) (x j) (HCx (S j)) (HCx j) (Hroom j)).
  assert (I2 := interpolation d C f grad L (- L) ltac:(lra) HC2 (x j) (x (S j)) (HCx j) (HCx (S j)) (ball_over_sym _ _ _ _ (Hroom j))). cbv zeta in I1, I2.
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
