(** Relations between two or three transcendental terms: the pair lemmas of the prover. Each is stated as the encoding writes it. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus.
Open Scope R_scope.

(** u, v and s, t are ordered alike. *)
Definition same_order (u v s t : R) := (u < v /\ s < t) \/ (u = v /\ s = t) \/ (v < u /\ t < s).

Lemma same_order_of (f : R -> R) a b : (forall x y, x < y -> f x < f y) -> same_order a b (f a) (f b).
Proof.
  intro H. destruct (Rtotal_order a b) as [L|[E|G]]; [left|right; left|right; right].
  - split; [exact L|now apply H].
  - subst. split; reflexivity.
  - split; [lra|now apply H].
Qed.

Lemma same_order_sym u v s t : same_order u v s t -> same_order s t u v.
Proof. unfold same_order. intuition. Qed.

Theorem exp_increasing_order a b : same_order a b (exp a) (exp b).
Proof. apply same_order_of. intros x y. apply exp_increasing. Qed.

Theorem log_increasing_order a b : 0 < a -> 0 < b -> same_order a b (ln a) (ln b).
Proof.
  intros Ha Hb. destruct (Rtotal_order a b) as [L|[E|G]]; [left|right; left|right; right].
  - split; [exact L|now apply ln_increasing].
  - subst. split; reflexivity.
  - split; [lra|now apply ln_increasing].
Qed.

Theorem atan_increasing_order a b : same_order a b (atan a) (atan b).
Proof. apply same_order_of. intros x y. apply atan_increasing. Qed.

Lemma cosh_ge_1 x : 1 <= cosh x.
Proof.
  unfold cosh. assert (H := exp_ineq1_le x). assert (H1 := exp_ineq1_le (- x)).
  assert (P := exp_pos x). assert (E : exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0). nra.
Qed.

Lemma tanh_derive x : is_derive tanh x (1 - tanh x ^ 2).
Proof.
  assert (C := cosh_ge_1 x). evar_last.
  - apply (is_derive_div sinh cosh); [apply is_derive_Reals, derivable_pt_lim_sinh|apply is_derive_Reals, derivable_pt_lim_cosh|lra].
  - unfold tanh. field. lra.
Qed.

Lemma cosh_sinh x : cosh x ^ 2 - sinh x ^ 2 = 1.
Proof.
  unfold cosh, sinh. assert (E : exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0). nra.
Qed.

Lemma tanh_sq x : tanh x ^ 2 < 1.
Proof.
  assert (C := cosh_ge_1 x). assert (E := cosh_sinh x). unfold tanh.
  replace ((sinh x / cosh x) ^ 2) with (1 - / cosh x ^ 2).
  - assert (0 < / cosh x ^ 2) by (apply Rinv_0_lt_compat; nra). lra.
  - replace ((sinh x / cosh x) ^ 2) with (sinh x ^ 2 / cosh x ^ 2) by (field; lra).
    replace (sinh x ^ 2) with (cosh x ^ 2 - 1) by lra. field. lra.
Qed.

Theorem tanh_range x : tanh x < 1 /\ -1 < tanh x.
Proof. assert (H := tanh_sq x). split; nra. Qed.

Theorem tanh_increasing_order a b : same_order a b (tanh a) (tanh b).
Proof.
  apply same_order_of. intros x y Hxy.
  apply (incr_lt tanh (fun x => 1 - tanh x ^ 2)); [exact Hxy|intros; apply tanh_derive|intros z _; assert (H := tanh_sq z); lra].
Qed.

(** tanh through exp, as the encoding may write it. *)
Theorem tanh_by_exp u : tanh u = 1 - 2 / (exp (2 * u) + 1).
Proof.
  unfold tanh, sinh, cosh. replace (2 * u) with (u + u) by ring. rewrite exp_plus, exp_Ropp. assert (H := exp_pos u). field. nra.
Qed.

(** exp of a sum as a product of powers. *)
Theorem exp_sum a b : exp (a + b) = exp a * exp b.
Proof. apply exp_plus. Qed.
Theorem exp_power n a : exp (INR n * a) = exp a ^ n.
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_0_l; apply exp_0|]. rewrite S_INR. simpl.
  replace ((INR n + 1) * a) with (a + INR n * a) by ring. now rewrite exp_plus, IH.
Qed.
Theorem exp_inverse a : exp (- a) = 1 / exp a.
Proof. rewrite exp_Ropp. unfold Rdiv. ring. Qed.

(** Slopes in [-1, 1]. *)
Lemma slope_le (f df : R -> R) a b : (forall x, is_derive f x (df x)) -> (forall x, -1 <= df x <= 1) -> (f a - f b) ^ 2 <= (a - b) ^ 2.
Proof.
  intros Hd Hs.
  assert (H : forall a b, a < b -> (f a - f b) ^ 2 <= (a - b) ^ 2).
  { intros x y Hxy. destruct (MVT_use f df x y Hxy) as [z [_ E]]; [intros; apply Hd|]. assert (S := Hs z).
    replace ((f x - f y) ^ 2) with ((f y - f x) ^ 2) by ring. rewrite E.
    replace ((df z * (y - x)) ^ 2) with (df z ^ 2 * (x - y) ^ 2) by ring. assert (0 <= (x - y) ^ 2) by apply sq_nonneg.
    assert (df z ^ 2 <= 1) by nra. nra. }
  destruct (Rtotal_order a b) as [L|[E|G]]; [now apply H|subst; right; ring|].
  replace ((f a - f b) ^ 2) with ((f b - f a) ^ 2) by ring. replace ((a - b) ^ 2) with ((b - a) ^ 2) by ring. now apply H.
Qed.

Theorem sin_slope a b : (sin a - sin b) ^ 2 <= (a - b) ^ 2.
Proof. apply (slope_le sin cos); [intro; apply is_derive_Reals, derivable_pt_lim_sin|apply COS_bound]. Qed.
Theorem cos_slope a b : (cos a - cos b) ^ 2 <= (a - b) ^ 2.
Proof.
  apply (slope_le cos (fun x => - sin x)); [intro; apply is_derive_Reals, derivable_pt_lim_cos|].
  intro x. assert (H := SIN_bound x). lra.
Qed.
Theorem atan_slope a b : (atan a - atan b) ^ 2 <= (a - b) ^ 2.
Proof.
  apply (slope_le atan (fun x => / (1 + x ^ 2))); [intro; apply is_derive_Reals, derivable_pt_lim_atan|].
  intro x. assert (H := sq_nonneg x). assert (0 < / (1 + x ^ 2)) by (apply Rinv_0_lt_compat; lra).
  assert (/ (1 + x ^ 2) <= / 1) by (apply Rinv_le_contravar; lra). rewrite Rinv_1 in *. lra.
Qed.
Theorem tanh_slope a b : (tanh a - tanh b) ^ 2 <= (a - b) ^ 2.
Proof.
  apply (slope_le tanh (fun x => 1 - tanh x ^ 2)); [apply tanh_derive|].
  intro x. assert (H := sq_nonneg (tanh x)). assert (H1 := tanh_sq x). lra.
Qed.

(** atan and pi/2. *)
Theorem atan_range t : atan t < / 2 * PI /\ - (/ 2 * PI) < atan t.
Proof. assert (H := atan_bound t). split; lra. Qed.

Lemma atan_le_id t : 0 <= t -> atan t <= t.
Proof.
  intro Ht. assert (H := atan_slope t 0). rewrite atan_0 in H. 
  assert (0 <= atan t) by (destruct Ht as [Ht|<-]; [left; rewrite <- atan_0; now apply atan_increasing|rewrite atan_0; lra]).
  apply sq_le_inv; [lra|]. replace (atan t - 0) with (atan t) in H by ring. replace (t - 0) with t in H by ring. exact H.
Qed.

Theorem atan_reciprocal t :
  (0 < t /\ t * (/ 2 * PI - atan t) <= 1) \/ (t < 0 /\ t * (- (/ 2 * PI) - atan t) <= 1) \/ t = 0.
Proof.
  assert (P : forall t, 0 < t -> t * (/ 2 * PI - atan t) <= 1).
  { intros x Hx. assert (E := atan_inv x Hx). assert (H := atan_le_id (/ x) ltac:(left; now apply Rinv_0_lt_compat)).
    replace (/ 2 * PI - atan x) with (atan (/ x)) by lra. apply (Rmult_le_compat_l x) in H; [|lra]. rewrite Rinv_r in H; lra. }
  destruct (Rtotal_order t 0) as [L|[E|G]]; [right; left|right; right|left].
  - split; [exact L|]. assert (H := P (- t) ltac:(lra)). rewrite atan_opp in H. lra.
  - exact E.
  - split; [exact G|now apply P].
Qed.

Theorem atan_complement a b : a <= 0 \/ b <= 0 \/ same_order (a * b) 1 (atan a + atan b) (/ 2 * PI).
Proof.
  destruct (Rle_lt_dec a 0) as [Ha|Ha]; [left; exact Ha|]. destruct (Rle_lt_dec b 0) as [Hb|Hb]; [right; left; exact Hb|].
  right; right. assert (E := atan_inv b Hb). assert (O := atan_increasing_order a (/ b)).
  assert (I : a < / b <-> a * b < 1).
  { split; intro H; [apply (Rmult_lt_compat_r b) in H; [rewrite Rinv_l in H; lra|lra]|].
    apply (Rmult_lt_reg_r b); [lra|]. rewrite Rinv_l; lra. }
  assert (J : / b < a <-> 1 < a * b).
  { split; intro H; [apply (Rmult_lt_compat_r b) in H; [rewrite Rinv_l in H; lra|lra]|].
    apply (Rmult_lt_reg_r b); [lra|]. rewrite Rinv_l; lra. }
  destruct O as [[H1 H2]|[[H1 H2]|[H1 H2]]]; [left|right; left|right; right]; (split; [|lra]).
  - now apply I.
  - rewrite H1. field. lra.
  - now apply J.
Qed.

(** Tangents. *)
Theorem exp_exp_tangent a b : exp b * (1 + (a - b)) <= exp a.
Proof.
  assert (H := exp_ineq1_le (a - b)). replace a with (b + (a - b)) at 2 by ring. rewrite exp_plus. assert (0 < exp b) by apply exp_pos. nra.
Qed.
Theorem exp_exp_unit_tangent a b : 1 + a + b <= exp a * exp b.
Proof. rewrite <- exp_plus. assert (H := exp_ineq1_le (a + b)). lra. Qed.
Theorem exp_log_tangent a b : 0 < b -> b * (1 + (a - ln b)) <= exp a.
Proof. intro Hb. assert (H := exp_exp_tangent a (ln b)). now rewrite exp_ln in H. Qed.
Theorem exp_log_unit_tangent a b : 0 < b -> 1 + ln b + a <= b * exp a.
Proof. intro Hb. assert (H := exp_exp_unit_tangent (ln b) a). now rewrite exp_ln in H. Qed.
Theorem log_log_tangent a b : 0 < a -> 0 < b -> b * (1 + (ln a - ln b)) <= a.
Proof. intros Ha Hb. assert (H := exp_exp_tangent (ln a) (ln b)). now rewrite !exp_ln in H. Qed.

(** Orders of products against 1 and against each other. *)
Lemma order_exp u v : same_order (exp u) (exp v) u v.
Proof. apply same_order_sym, exp_increasing_order. Qed.

Theorem exp_exp_unit_order a b : same_order (exp a * exp b) 1 (a + b) 0.
Proof. rewrite <- exp_plus, <- exp_0. apply order_exp. Qed.
Theorem exp_log_order a b : 0 < b -> same_order b (exp a) (ln b) a.
Proof. intro Hb. assert (H := order_exp (ln b) a). now rewrite exp_ln in H. Qed.
Theorem exp_log_unit_order a b : 0 < b -> same_order (b * exp a) 1 (ln b + a) 0.
Proof. intro Hb. assert (H := exp_exp_unit_order (ln b) a). now rewrite exp_ln in H. Qed.
Theorem exp_log_product_order a b c : 0 < b -> 0 < c -> same_order (b * c) (exp a) (ln b + ln c) a.
Proof. intros Hb Hc. rewrite <- ln_mult by assumption. apply exp_log_order. nra. Qed.
Theorem exp_log_product_unit_order a b c : 0 < b -> 0 < c -> same_order (b * c * exp a) 1 (ln b + ln c + a) 0.
Proof. intros Hb Hc. rewrite <- ln_mult by assumption. apply exp_log_unit_order. nra. Qed.
Theorem log_product_order a b c : 0 < a -> 0 < b -> 0 < c -> same_order (a * b) c (ln a + ln b) (ln c).
Proof. intros Ha Hb Hc. rewrite <- ln_mult by assumption. apply log_increasing_order; nra. Qed.

(** exp lies below its chord from 0 to l = ln b, multiplied by l. *)
Lemma exp_chord a l : 0 <= a <= l -> (exp a - 1) * l <= (exp l - 1) * a.
Proof.
  intros [H0 H1]. assert (T0 := exp_exp_tangent 0 a). assert (T1 := exp_exp_tangent l a). rewrite exp_0 in T0. nra.
Qed.

Theorem exp_log_chord_above a b : 0 < b -> a < 0 \/ ln b < a \/ (exp a - 1) * ln b <= (b - 1) * a.
Proof.
  intro Hb. destruct (Rlt_le_dec a 0) as [H|H]; [now left|]. destruct (Rlt_le_dec (ln b) a) as [H1|H1]; [now right; left|].
  right; right. assert (E := exp_chord a (ln b) ltac:(lra)). now rewrite exp_ln in E.
Qed.

Theorem exp_log_chord_below a b : 0 < b -> 0 < a \/ a < ln b \/ (b - 1) * a <= (exp a - 1) * ln b.
Proof.
  intro Hb. destruct (Rlt_le_dec 0 a) as [H|H]; [now left|]. destruct (Rlt_le_dec a (ln b)) as [H1|H1]; [now right; left|].
  right; right. rewrite <- (exp_ln b Hb) at 1. set (l := ln b) in *. clearbody l.
  assert (T0 := exp_exp_tangent 0 a). assert (T1 := exp_exp_tangent l a). rewrite exp_0 in T0. nra.
Qed.

(** Bernoulli: b^y = exp(y ln b) against 1 + y (b - 1) and, by 1/b, against b/(b + y (1 - b)). *)
Lemma power_chord y l : 0 <= y <= 1 -> exp (y * l) <= 1 + y * (exp l - 1).
Proof.
  intros [H0 H1]. assert (T0 := exp_exp_tangent 0 (y * l)). assert (T1 := exp_exp_tangent l (y * l)). rewrite exp_0 in T0.
  assert (A : (1 - y) * (exp (y * l) * (1 + (0 - y * l))) <= (1 - y) * 1) by (apply Rmult_le_compat_l; lra).
  assert (B : y * (exp (y * l) * (1 + (l - y * l))) <= y * exp l) by (apply Rmult_le_compat_l; lra). nra.
Qed.

Lemma power_beyond y l : y <= 0 \/ 1 <= y -> 1 + y * (exp l - 1) <= exp (y * l).
Proof.
  intros [H|H].
  - assert (T := exp_ineq1_le (y * l)). assert (T1 := exp_ineq1_le l). nra.
  - assert (C := power_chord (/ y) (y * l)). replace (/ y * (y * l)) with l in C by (field; lra).
    assert (I : 0 < / y <= 1) by (split; [apply Rinv_0_lt_compat; lra|rewrite <- Rinv_1; apply Rinv_le_contravar; lra]).
    specialize (C ltac:(lra)). apply (Rmult_le_compat_l y) in C; [|lra].
    replace (y * (1 + / y * (exp (y * l) - 1))) with (y + (exp (y * l) - 1)) in C by (field; lra). lra.
Qed.

Lemma power_inverse y b : 0 < b -> exp (y * ln b) * (1 + y * (exp (- ln b) - 1)) * b = exp (y * ln b) * (b + y * (1 - b)).
Proof. intro Hb. rewrite exp_Ropp, exp_ln by assumption. field. lra. Qed.

Lemma power_unit y b : exp (y * ln b) * exp (y * - ln b) = 1.
Proof. rewrite <- exp_plus. replace (y * ln b + y * - ln b) with 0 by ring. apply exp_0. Qed.

Theorem power_bernoulli_inside y b : 0 < b -> y < 0 \/ 1 < y \/ (exp (y * ln b) <= 1 + y * (b - 1) /\ b <= exp (y * ln b) * (b + y * (1 - b))).
Proof.
  intro Hb. destruct (Rlt_le_dec y 0) as [H|H]; [now left|]. destruct (Rlt_le_dec 1 y) as [H1|H1]; [now right; left|].
  right; right. split.
  - assert (C := power_chord y (ln b) ltac:(lra)). now rewrite exp_ln in C.
  - rewrite <- power_inverse by assumption. assert (C := power_chord y (- ln b) ltac:(lra)). assert (U := power_unit y b).
    assert (P := exp_pos (y * ln b)). apply (Rmult_le_compat_l (exp (y * ln b))) in C; [|lra]. rewrite U in C. nra.
Qed.

Theorem power_bernoulli_outside y b : 0 < b -> (0 < y /\ y < 1) \/ (1 + y * (b - 1) <= exp (y * ln b) /\ exp (y * ln b) * (b + y * (1 - b)) <= b).
Proof.
  intro Hb. assert (D : (0 < y /\ y < 1) \/ (y <= 0 \/ 1 <= y)) by lra. destruct D as [D|D]; [now left|right]. split.
  - assert (C := power_beyond y (ln b) D). now rewrite exp_ln in C.
  - rewrite <- power_inverse by assumption. assert (C := power_beyond y (- ln b) D). assert (U := power_unit y b).
    assert (P := exp_pos (y * ln b)). apply (Rmult_le_compat_l (exp (y * ln b))) in C; [|lra]. rewrite U in C. nra.
Qed.

(** ln (a/b) against 2 (a-b)/(a+b) and (a-b)/sqrt(ab). *)
Lemma ln_pade z : 1 <= z -> 2 * (z - 1) <= ln z * (z + 1).
Proof.
  intro Hz. set (f z := ln z - 2 * (z - 1) / (z + 1)). assert (E : f 1 <= f z).
  { apply (incr_le f (fun z => (z - 1) ^ 2 / (z * (z + 1) ^ 2))); [exact Hz| |].
    - intros x Hx. unfold f. auto_derive; [split; [lra|split; [lra|exact I]]|]. field. split; lra.
    - intros x Hx. apply le_div_r; [nra|]. assert (H := sq_nonneg (x - 1)). nra. }
  unfold f in E. rewrite ln_1 in E. replace (2 * (1 - 1) / (1 + 1)) with 0 in E by field.
  assert (F : 2 * (z - 1) / (z + 1) <= ln z) by lra. apply (Rmult_le_compat_r (z + 1)) in F; [|lra].
  unfold Rdiv in F. rewrite Rmult_assoc, Rinv_l in F; lra.
Qed.

Lemma ratio_log a b : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof. intros Ha Hb. unfold Rdiv. rewrite ln_mult, ln_Rinv; [ring|lra|lra|now apply Rinv_0_lt_compat]. Qed.

Theorem log_log_ratio_above a b : 0 < a -> 0 < b -> a < b \/ 2 * (a - b) <= (ln a - ln b) * (a + b).
Proof.
  intros Ha Hb. destruct (Rlt_le_dec a b) as [H|H]; [now left|right].
  assert (E := ln_pade (a / b) ltac:(apply le_div_r; lra)). rewrite ratio_log in E by assumption.
  apply (Rmult_le_compat_r b) in E; [|lra].
  replace (2 * (a / b - 1) * b) with (2 * (a - b)) in E by (field; lra).
  replace ((ln a - ln b) * (a / b + 1) * b) with ((ln a - ln b) * (a + b)) in E by (field; lra). exact E.
Qed.

Theorem log_log_ratio_below a b : 0 < a -> 0 < b -> b < a \/ (ln a - ln b) * (a + b) <= 2 * (a - b).
Proof.
  intros Ha Hb. destruct (log_log_ratio_above b a Hb Ha) as [H|H]; [now left|right; lra].
Qed.

Lemma ln_geometric r : 1 <= r -> 2 * ln r * r <= r ^ 2 - 1.
Proof.
  intro Hr. set (f r := r - / r - 2 * ln r). assert (E : f 1 <= f r).
  { apply (incr_le f (fun r => (r - 1) ^ 2 / r ^ 2)); [exact Hr| |].
    - intros x Hx. unfold f. auto_derive; [split; [lra|split; [lra|exact I]]|]. field. lra.
    - intros x Hx. apply le_div_r; [nra|]. assert (H := sq_nonneg (x - 1)). lra. }
  unfold f in E. rewrite ln_1, Rinv_1 in E. assert (F : 2 * ln r <= r - / r) by lra.
  apply (Rmult_le_compat_r r) in F; [|lra]. rewrite Rmult_minus_distr_r, Rinv_l in F; lra.
Qed.

Theorem log_log_geometric a b : 0 < a -> 0 < b -> (ln a - ln b) ^ 2 * a * b <= (a - b) ^ 2.
Proof.
  assert (W : forall a b, 0 < a -> 0 < b -> b <= a -> (ln a - ln b) ^ 2 * a * b <= (a - b) ^ 2).
  { clear a b. intros a b Ha Hb Hab. set (p := sqrt a). set (q := sqrt b).
    assert (Hp : 0 < p) by now apply sqrt_lt_R0. assert (Hq : 0 < q) by now apply sqrt_lt_R0.
    assert (Ep : a = p ^ 2) by (unfold p; now rewrite pow2_sqrt by lra). assert (Eq : b = q ^ 2) by (unfold q; now rewrite pow2_sqrt by lra).
    assert (Hpq : q <= p) by (apply sqrt_le_1; lra). clearbody p q. subst a b. rewrite !ln_sq by assumption.
    assert (G := ln_geometric (p / q) ltac:(apply le_div_r; lra)). rewrite ratio_log in G by assumption.
    apply (Rmult_le_compat_r (q ^ 2)) in G; [|nra].
    replace (2 * (ln p - ln q) * (p / q) * q ^ 2) with ((2 * ln p - 2 * ln q) * p * q) in G by (field; lra).
    replace (((p / q) ^ 2 - 1) * q ^ 2) with (p ^ 2 - q ^ 2) in G by (field; lra).
    assert (L : 0 <= ln p - ln q) by (destruct Hpq as [Hpq| ->]; [assert (I := ln_increasing q p Hq Hpq)|]; lra).
    assert (0 <= (2 * ln p - 2 * ln q) * p * q) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    replace ((2 * ln p - 2 * ln q) ^ 2 * p ^ 2 * q ^ 2) with (((2 * ln p - 2 * ln q) * p * q) ^ 2) by ring.
    apply pow_incr. lra. }
  intros Ha Hb. destruct (Rle_lt_dec b a) as [H|H]; [now apply W|]. assert (E := W b a Hb Ha ltac:(lra)). lra.
Qed.
