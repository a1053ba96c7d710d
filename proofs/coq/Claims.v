(** What the files written by [claim --coq] rest on: a value that is monotone, or convex, is decided at one point; and tactics for the leaves of a proof. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** A derivative that is not negative between a and b, with derivatives at the ends too. *)
Lemma claim_rising (f f' : R -> R) a b : a <= b -> (forall t, a <= t <= b -> is_derive f t (f' t)) ->
  (forall t, a < t < b -> 0 <= f' t) -> f a <= f b.
Proof.
  intros [Hab| ->] Hd Hs; [|lra].
  destruct (MVT_cor2 f f' a b Hab) as [c [E Hc]]. { intros c Hc. apply is_derive_Reals. now apply Hd. }
  assert (Q := Hs c Hc). nra.
Qed.

Lemma claim_rising_strictly (f f' : R -> R) a b : a < b -> (forall t, a <= t <= b -> is_derive f t (f' t)) ->
  (forall t, a < t < b -> 0 < f' t) -> f a < f b.
Proof.
  intros Hab Hd Hs.
  destruct (MVT_cor2 f f' a b Hab) as [c [E Hc]]. { intros c Hc. apply is_derive_Reals. now apply Hd. }
  assert (Q := Hs c Hc). nra.
Qed.

Lemma claim_falling (f f' : R -> R) a b : a <= b -> (forall t, a <= t <= b -> is_derive f t (f' t)) ->
  (forall t, a < t < b -> 0 <= - f' t) -> f b <= f a.
Proof.
  intros Hab Hd Hs.
  assert (Q : - f a <= - f b).
  { apply (claim_rising (fun t => - f t) (fun t => - f' t)); auto. intros t Ht. apply (is_derive_opp f t). now apply Hd. }
  lra.
Qed.

Lemma claim_falling_strictly (f f' : R -> R) a b : a < b -> (forall t, a <= t <= b -> is_derive f t (f' t)) ->
  (forall t, a < t < b -> 0 < - f' t) -> f b < f a.
Proof.
  intros Hab Hd Hs.
  assert (Q : - f a < - f b).
  { apply (claim_rising_strictly (fun t => - f t) (fun t => - f' t)); auto. intros t Ht. apply (is_derive_opp f t). now apply Hd. }
  lra.
Qed.

(** A value with slope 0 at p and a second derivative that is not negative between p and x is least at p. *)
Lemma claim_convex (f f' f'' : R -> R) p x : (forall t, Rmin p x <= t <= Rmax p x -> is_derive f t (f' t)) ->
  (forall t, Rmin p x <= t <= Rmax p x -> is_derive f' t (f'' t)) -> (forall t, Rmin p x <= t <= Rmax p x -> 0 <= f'' t) ->
  f' p = 0 -> f p <= f x.
Proof.
  intros H1 H2 H3 E. destruct (Rle_or_lt p x) as [Hx|Hx].
  - rewrite Rmin_left, Rmax_right in * by lra. apply (claim_rising f f'); auto. intros t Ht. rewrite <- E.
    apply (claim_rising f' f''); [lra| |]; intros s Hs; [apply H2|apply H3]; lra.
  - rewrite Rmin_right, Rmax_left in * by lra. apply (claim_falling f f'); [lra|auto|]. intros t Ht.
    enough (f' t <= f' p) by lra. apply (claim_rising f' f''); [lra| |]; intros s Hs; [apply H2|apply H3]; lra.
Qed.

Lemma claim_exp_le a b : a <= b -> exp a <= exp b.
Proof. intros [H| ->]; [left; now apply exp_increasing|right; reflexivity]. Qed.

Lemma claim_exp_above_1 a : 0 < a -> 1 < exp a.
Proof. intros H. rewrite <- exp_0. now apply exp_increasing. Qed.

Lemma claim_exp_below_1 a : a < 0 -> exp a < 1.
Proof. intros H. rewrite <- exp_0. now apply exp_increasing. Qed.

Lemma claim_tangent a b : exp b * (1 + a - b) <= exp a.
Proof.
  replace a with (b + (a - b)) at 2 by ring. rewrite exp_plus.
  apply Rmult_le_compat_l; [left; apply exp_pos|]. assert (Q := exp_ineq1_le (a - b)). lra.
Qed.

Lemma claim_tangent_ln a y : 0 < y -> y * (1 + a - ln y) <= exp a.
Proof. intros H. assert (Q := claim_tangent a (ln y)). now rewrite exp_ln in Q. Qed.

Lemma claim_ln_tangent x y : 0 < x -> 0 < y -> y * (1 + ln x - ln y) <= x.
Proof. intros H K. assert (Q := claim_tangent (ln x) (ln y)). now rewrite !exp_ln in Q. Qed.

Lemma claim_ln_below x : 0 < x -> x - 1 <= x * ln x.
Proof. intros H. assert (Q := claim_ln_tangent 1 x Rlt_0_1 H). rewrite ln_1 in Q. lra. Qed.

Lemma claim_ln_above x : 0 < x -> ln x <= x - 1.
Proof. intros H. assert (Q := claim_ln_tangent x 1 H Rlt_0_1). rewrite ln_1 in Q. lra. Qed.

(** tanh is written 1 - 2/(exp(2 u) + 1). *)
Lemma claim_tanh_bound a : -1 < 1 - 2 / (exp a + 1) < 1.
Proof.
  assert (Q := exp_pos a). assert (P : 0 < 2 / (exp a + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (2 / (exp a + 1) < 2); [|lra]. apply Rmult_lt_reg_r with (exp a + 1); [lra|]. replace (2 / (exp a + 1) * (exp a + 1)) with 2 by (field; lra). lra.
Qed.
Lemma claim_tanh_up a b : a < b -> 1 - 2 / (exp a + 1) < 1 - 2 / (exp b + 1).
Proof.
  intros H. assert (Q := exp_increasing a b H). assert (P := exp_pos a). apply Rplus_lt_compat_l, Ropp_lt_contravar, Rmult_lt_compat_l; [lra|].
  apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra|lra].
Qed.
Lemma claim_tanh_0 : 1 - 2 / (exp 0 + 1) = 0.
Proof. rewrite exp_0. field. Qed.
Lemma claim_tanh_pos a : 0 < a -> 0 < 1 - 2 / (exp a + 1).
Proof. intros H. rewrite <- claim_tanh_0 at 1. now apply claim_tanh_up. Qed.
Lemma claim_tanh_neg a : a < 0 -> 1 - 2 / (exp a + 1) < 0.
Proof. intros H. rewrite <- claim_tanh_0. now apply claim_tanh_up. Qed.

Lemma claim_quadratic (g : R -> R) x : let c := g 0 in let a := (g 1 + g (-1)) / 2 - c in let b := (g 1 - g (-1)) / 2 in
  (forall t, g t = a * t ^ 2 + b * t + c) -> 0 <= a -> 0 <= c -> b ^ 2 <= 4 * a * c -> 0 <= g x.
Proof.
  intros c a b E Ha Hc Hd. rewrite E. destruct Ha as [Ha| <-].
  - apply Rmult_le_reg_l with (4 * a); [lra|]. replace (4 * a * (a * x ^ 2 + b * x + c)) with ((2 * a * x + b) ^ 2 + (4 * a * c - b ^ 2)) by ring.
    assert (Q := pow2_ge_0 (2 * a * x + b)). lra.
  - assert (b = 0) by nra. rewrite H. lra.
Qed.
Lemma claim_power_up a p q : 0 < a -> p = q + 1 -> Rpower a p = a * Rpower a q.
Proof. intros H ->. rewrite Rpower_plus, Rpower_1 by assumption. ring. Qed.

Lemma claim_neg_neg a b : a < 0 -> b < 0 -> 0 < a * b.
Proof. intros. nra. Qed.
Lemma claim_pos_neg a b : 0 < a -> b < 0 -> a * b < 0.
Proof. intros. nra. Qed.
Lemma claim_neg_pos a b : a < 0 -> 0 < b -> a * b < 0.
Proof. intros. nra. Qed.
Lemma claim_le_neg_neg a b : a <= 0 -> b <= 0 -> 0 <= a * b.
Proof. intros. nra. Qed.
Lemma claim_le_pos_neg a b : 0 <= a -> b <= 0 -> a * b <= 0.
Proof. intros. nra. Qed.
Lemma claim_le_neg_pos a b : a <= 0 -> 0 <= b -> a * b <= 0.
Proof. intros. nra. Qed.
Lemma claim_pow_even a m : 0 <= a ^ (m + m).
Proof. rewrite pow_add. assert (Q := Rle_0_sqr (a ^ m)). exact Q. Qed.
Lemma claim_pow_even_pos a m : a < 0 -> 0 < a ^ (m + m).
Proof. intros H. rewrite pow_add. assert (a ^ m <> 0) by (apply pow_nonzero; lra). assert (Q := Rsqr_pos_lt _ H0). exact Q. Qed.
Lemma claim_pow_odd a m : a < 0 -> a ^ S (m + m) < 0.
Proof. intros H. simpl. assert (Q := claim_pow_even_pos a m H). nra. Qed.
Lemma claim_pow_odd_le a m : a <= 0 -> a ^ S (m + m) <= 0.
Proof. intros H. simpl. assert (Q := claim_pow_even a m). nra. Qed.
Lemma claim_atan_pos a : 0 < a -> 0 < atan a.
Proof. intros H. rewrite <- atan_0. now apply atan_increasing. Qed.
Lemma claim_atan_neg a : a < 0 -> atan a < 0.
Proof. intros H. rewrite <- atan_0. now apply atan_increasing. Qed.
Lemma claim_ln_pos a : 1 < a -> 0 < ln a.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma claim_ln_nonneg a : 1 <= a -> 0 <= ln a.
Proof. intros [H| <-]; [left; now apply claim_ln_pos|rewrite ln_1; lra]. Qed.
Lemma claim_ln_neg a : 0 < a -> a < 1 -> ln a < 0.
Proof. intros H K. rewrite <- ln_1. now apply ln_increasing. Qed.

(** Sign facts that the leaves of a proof need. *)
Ltac claim_positive := repeat first
  [ lra | assumption | apply exp_pos | apply pow2_ge_0 | apply Rlt_le, exp_pos | apply sqrt_pos
  | apply Rinv_0_lt_compat | apply Rlt_le, Rinv_0_lt_compat | apply pow_lt | apply pow_le | apply sqrt_lt_R0
  | apply Rmult_lt_0_compat | apply Rmult_le_pos | apply Rplus_lt_0_compat | apply Rplus_lt_le_0_compat
  | apply Rplus_le_lt_0_compat | apply Rplus_le_le_0_compat ].

(** One factor of a product turned round: 0 <= -1 * x * q with x <= 0. *)
Ltac claim_turned := match goal with
  | |- 0 < ?a * ?b => replace (a * b) with ((- a) * (- b)) by ring; claim_positive
  | |- 0 <= ?a * ?b => replace (a * b) with ((- a) * (- b)) by ring; claim_positive
  | |- 0 < ?a * ?b * ?c => replace (a * b * c) with ((- a * b) * (- c)) by ring; claim_positive
  | |- 0 <= - ?a * ?x * ?q => replace (- a * x * q) with (a * (- x) * q) by ring; claim_positive
  | |- 0 <= - ?a * (?x * ?q) => replace (- a * (x * q)) with (a * (- x) * q) by ring; claim_positive
  | |- 0 < - ?a * ?x * ?q => replace (- a * x * q) with (a * (- x) * q) by ring; claim_positive
  end.

Ltac claim_zero := rewrite ?ln_exp, ?exp_0, ?ln_1, ?sin_0, ?cos_0, ?atan_0, ?sqrt_0, ?sqrt_1, ?Rplus_0_r, ?Rplus_0_l, ?Rmult_0_r, ?Rmult_0_l, ?Ropp_0.

(** A fact that is new. *)
Ltac claim_learn Q := let t := type of Q in lazymatch goal with H : t |- _ => fail | _ => assert t by exact Q end.

(** The signs of a term and of its parts, as hypotheses; of exp also on which side of 1 it is, of sqrt its square. *)
Ltac claim_say e positive negative nonnegative nonpositive := first
  [ assert (0 < e) by positive | assert (e < 0) by negative | assert (0 <= e) by nonnegative | assert (e <= 0) by nonpositive | idtac ].
Ltac claim_power a m := lazymatch m with
  | O => idtac | S O => idtac
  | _ => let h := eval cbv in (Nat.div2 m) in lazymatch eval cbv in (Nat.even m) with
    | true => claim_say (a ^ m) ltac:(first [apply pow_lt; lra | exact (claim_pow_even_pos a h ltac:(lra))]) fail ltac:(exact (claim_pow_even a h)) fail
    | false => claim_say (a ^ m) ltac:(apply pow_lt; lra) ltac:(exact (claim_pow_odd a h ltac:(lra))) ltac:(apply pow_le; lra) ltac:(exact (claim_pow_odd_le a h ltac:(lra)))
    end
  end.
Ltac claim_sign e := lazymatch goal with
  | _ : 0 < e |- _ => idtac
  | _ : e < 0 |- _ => idtac
  | _ => lazymatch e with
    | IZR _ => idtac
    | 1 - 2 / (exp ?a + 1) => claim_sign a; claim_learn (claim_tanh_bound a);
        try first [claim_learn (claim_tanh_pos a ltac:(lra)) | claim_learn (claim_tanh_neg a ltac:(lra))]
    | ?a * ?b => claim_sign a; claim_sign b; claim_say (a * b)
        ltac:(first [apply Rmult_lt_0_compat; lra | apply claim_neg_neg; lra]) ltac:(first [apply claim_pos_neg; lra | apply claim_neg_pos; lra])
        ltac:(first [apply Rmult_le_pos; lra | apply claim_le_neg_neg; lra]) ltac:(first [apply claim_le_pos_neg; lra | apply claim_le_neg_pos; lra])
    | ?a + ?b => claim_sign a; claim_sign b; claim_say e lra lra lra lra
    | ?a - ?b => claim_sign a; claim_sign b; claim_say e lra lra lra lra
    | - ?a => claim_sign a
    | ?a / ?b => claim_sign a; claim_sign b; claim_say e ltac:(apply Rdiv_lt_0_compat; lra) fail fail fail
    | / ?a => claim_sign a; claim_say e ltac:(apply Rinv_0_lt_compat; lra) ltac:(apply Rinv_lt_0_compat; lra) fail fail
    | ?a ^ ?n => claim_sign a; claim_power a n
    | exp ?a => claim_sign a; try claim_learn (exp_pos a);
        try first [claim_learn (claim_exp_above_1 a ltac:(lra)) | claim_learn (claim_exp_below_1 a ltac:(lra))]
    | Rpower ?a ?b => claim_sign a; claim_say e ltac:(apply exp_pos) fail fail fail
    | sqrt ?a => claim_sign a; try claim_learn (sqrt_sqrt a ltac:(lra)); try claim_learn (sqrt_pos a); claim_say e ltac:(apply sqrt_lt_R0; lra) fail fail fail
    | ln ?a => claim_sign a; claim_say e ltac:(apply claim_ln_pos; lra) ltac:(apply claim_ln_neg; lra) ltac:(apply claim_ln_nonneg; lra) fail
    | atan ?a => claim_sign a; try claim_learn (atan_bound a); claim_say e ltac:(apply claim_atan_pos; lra) ltac:(apply claim_atan_neg; lra) fail fail
    | _ => idtac
    end
  end.
Ltac claim_signs := match goal with
  | |- 0 < ?e => claim_sign e; lra | |- 0 <= ?e => claim_sign e; lra
  | |- ?e < 0 => claim_sign e; lra | |- ?e <= 0 => claim_sign e; lra
  | |- ?e <> 0 => claim_sign e; lra end.

(** Equal arguments in different words. *)
Ltac claim_same := repeat match goal with
  | |- context [exp ?a] => match goal with |- context [exp ?b] => first [constr_eq a b; fail 1 | replace (exp b) with (exp a) by (f_equal; ring)] end
  | |- context [ln ?a] => match goal with |- context [ln ?b] => first [constr_eq a b; fail 1 | replace (ln b) with (ln a) by (f_equal; ring)] end
  | |- context [sqrt ?a] => match goal with |- context [sqrt ?b] => first [constr_eq a b; fail 1 | replace (sqrt b) with (sqrt a) by (f_equal; ring)] end
  | |- context [atan ?a] => match goal with |- context [atan ?b] => first [constr_eq a b; fail 1
      | replace (atan b) with (atan a) by (f_equal; ring) | replace (atan b) with (- atan a) by (rewrite <- atan_opp; f_equal; ring)] end
  | |- context [sin ?a] => match goal with |- context [sin ?b] => first [constr_eq a b; fail 1
      | replace (sin b) with (sin a) by (f_equal; ring) | replace (sin b) with (- sin a) by (rewrite <- sin_neg; f_equal; ring)] end
  | |- context [cos ?a] => match goal with |- context [cos ?b] => first [constr_eq a b; fail 1
      | replace (cos b) with (cos a) by (f_equal; ring) | replace (cos b) with (cos a) by (rewrite <- cos_neg; f_equal; ring)] end
  end.
(** Powers of one base with exponents that differ by 1, and with equal bases in different words. *)
Ltac claim_powers := repeat match goal with
  | |- context [Rpower ?a ?p] => match goal with |- context [Rpower ?b ?r] => first [constr_eq a b; fail 1
      | replace (Rpower b r) with (Rpower a r) by (f_equal; ring)] end
  | |- context [Rpower ?a ?p] => match goal with |- context [Rpower a ?r] => first [constr_eq p r; fail 1
      | rewrite (claim_power_up a p r) by (first [lra | claim_signs]) ] end
  end.
(** exp of sums and multiples by those of their parts. *)
Lemma claim_exp_double a : exp (2 * a) = exp a * exp a.
Proof. rewrite <- exp_plus. f_equal. ring. Qed.

(** The values of max, min and of a choice. *)
Ltac claim_choices := unfold Rmax, Rmin, Rabs in *; repeat (match goal with
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) | |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b)
  | |- context [Rcase_abs ?a] => destruct (Rcase_abs a)
  | H : context [Rle_dec ?a ?b] |- _ => destruct (Rle_dec a b) | H : context [Rlt_dec ?a ?b] |- _ => destruct (Rlt_dec a b)
  | H : context [Rcase_abs ?a] |- _ => destruct (Rcase_abs a) end; try (exfalso; lra)).

Ltac claim_nonzero := repeat split; first [ lra | solve [claim_signs] | apply Rgt_not_eq; solve [claim_positive] | apply Rlt_not_eq; lra
  | match goal with |- ?a <> 0 => apply Rgt_not_eq; nra end ].

Ltac claim_field := first [ ring | field; claim_nonzero
  | rewrite ?(Rplus_comm _ 1); first [ring | field; claim_nonzero]
  | rewrite ?exp_plus, ?exp_Ropp; field; claim_nonzero
  | progress claim_powers; first [ring | field; claim_nonzero]
  | claim_same; first [reflexivity | ring | field; claim_nonzero | rewrite ?claim_exp_double, ?exp_Ropp; field; claim_nonzero]
  | match goal with |- context [sin ?a] => let E := fresh in assert (E : sin a * sin a = 1 - cos a * cos a) by (assert (Q := sin2_cos2 a); unfold Rsqr in Q; lra);
      field [E]; claim_nonzero end
  | match goal with |- context [sqrt ?a] => let E := fresh in assert (E : sqrt a * sqrt a = a) by (apply sqrt_sqrt; claim_sign a; lra); field [E]; claim_nonzero end ].

(** Identities and signs, before any interval arithmetic. *)
Ltac claim_leaf := solve
  [ lra | claim_positive | claim_turned | claim_signs | progress claim_choices; lra | progress claim_choices; nra
  | unfold Rdiv; claim_zero; first [lra | field; claim_nonzero | field]
  | apply Req_le; symmetry; claim_field
  | claim_field
  | match goal with |- context [sin ?x] => let Q := fresh in assert (Q := sin2_cos2 x); unfold Rsqr in Q; nra end ].

(** What is known of each exp, ln and reciprocal of the goal, of each two of them, and squares. *)
Ltac claim_facts :=
  repeat match goal with
  | |- context [exp ?a] => claim_learn (exp_pos a)
  | |- context [exp ?a] => claim_learn (exp_ineq1_le a)
  | |- context [ln ?x] => let K := fresh in assert (K : 0 < x) by claim_positive;
      claim_learn (claim_ln_below x K); claim_learn (claim_ln_above x K); clear K
  | |- context [/ ?d] => let K := fresh in assert (K : 0 < d) by claim_positive; claim_learn (Rinv_0_lt_compat d K);
      claim_learn (Rinv_l d (Rgt_not_eq d 0 K)); clear K
  | H : ?a < ?b |- context [exp ?a] => match goal with |- context [exp b] => claim_learn (exp_increasing a b H) end
  end;
  repeat match goal with
  | |- context [exp ?a] => match goal with |- context [exp ?b] => first [constr_eq a b; fail 1 | claim_learn (claim_tangent a b)] end
  | |- context [exp ?a] => match goal with |- context [ln ?y] =>
      let K := fresh in assert (K : 0 < y) by claim_positive; claim_learn (claim_tangent_ln a y K); clear K end
  | |- context [ln ?x] => match goal with |- context [ln ?y] => first [constr_eq x y; fail 1 |
      let K := fresh in let L := fresh in assert (K : 0 < x) by claim_positive; assert (L : 0 < y) by claim_positive;
      claim_learn (claim_ln_tangent x y K L); clear K L] end
  end;
  repeat match goal with
  | x : R, y : R |- _ => first [constr_eq x y; fail 1 | claim_learn (pow2_ge_0 (x - y))]
  | H : context [?a * ?t ^ 2 + ?b * ?t] |- _ => claim_learn (pow2_ge_0 (2 * a * t + b))
  end.

(** Which side of 1 an exp is on. *)
Ltac claim_units := repeat match goal with |- context [exp ?a] => first
  [ claim_learn (claim_exp_above_1 a ltac:(lra)) | claim_learn (claim_exp_below_1 a ltac:(lra)) ] end.

Ltac claim_abs := unfold Rabs; repeat match goal with |- context [Rcase_abs ?u] => destruct (Rcase_abs u) end.
(** A positive denominator cleared. *)
Lemma claim_cleared d e : 0 < d -> 0 <= e * d -> 0 <= e.
Proof. intros H K. apply Rmult_le_reg_r with d; lra. Qed.
Lemma claim_cleared_strictly d e : 0 < d -> 0 < e * d -> 0 < e.
Proof. intros H K. apply Rmult_lt_reg_r with d; lra. Qed.
Ltac claim_clear := match goal with |- context [/ ?d] => claim_sign d;
  first [apply (claim_cleared d); [lra|] | apply (claim_cleared_strictly d); [lra|]]; field_simplify; [nra | claim_nonzero] end.

Ltac claim_parabola := match goal with x : R |- 0 <= ?e => let f := eval pattern x in e in match f with ?g x =>
  apply (claim_quadratic g x); cbv beta; [intros; field; claim_nonzero | lra | lra | lra] end end.
Ltac claim_clear_parabola := match goal with |- context [/ ?d] => claim_sign d; apply (claim_cleared d); [lra|]; claim_parabola end.

Ltac claim_last := solve [ claim_clear | claim_parabola | claim_clear_parabola | progress (unfold Rpower in *); claim_clear |  nra | match goal with |- _ <= ?e => claim_sign e; nra | |- _ < ?e => claim_sign e; nra end | claim_facts; solve [lra | nra] | claim_units; unfold Rdiv in *; claim_facts; solve [lra | nra] | claim_abs; claim_facts; solve [lra | nra] | psatz R 2 ].

(** Derivatives; the conditions are signs inside. *)
Ltac claim_derive := unfold Rpower; auto_derive; repeat match goal with |- context [exp (?p * ln ?a)] => change (exp (p * ln a)) with (Rpower a p) end; [ repeat split; try claim_nonzero; claim_positive | claim_field ].

Ltac claim_hull := unfold Rmin, Rmax in *; repeat match goal with H : context [Rle_dec ?a ?b] |- _ => destruct (Rle_dec a b) end.

(** A fact whose hypotheses are at hand. *)
Ltac claim_use Q := repeat match type of Q with ?A -> _ => let h := fresh in assert (h : A) by (assumption || lra); specialize (Q h); clear h end.
Ltac claim_from Q := let F := fresh in assert (F := Q); claim_use F;
  first [ exact F | lra | unfold Rdiv in *; lra | ring_simplify in F; ring_simplify; lra | nra
  | match type of F with ?a < ?b => match goal with |- ?c < ?d => apply Rminus_lt_0; replace (d - c) with (b - a) by claim_field; lra end
    | ?a <= ?b => match goal with |- ?c <= ?d => apply Rminus_le_0; replace (d - c) with (b - a) by claim_field; lra end
    | ?a = ?b => match goal with |- ?c = ?d => apply Rminus_diag_uniq; replace (c - d) with (a - b) by claim_field; lra end end
  | progress claim_choices; first [lra | nra] ].

Ltac claim_cases := repeat match goal with
  | H : 0 <= ?u |- context [Rabs ?u] => rewrite (Rabs_pos_eq u H)
  | H : ?u <= 0 |- context [Rabs ?u] => rewrite (Rabs_left1 u H)
  | H : 0 <= _ |- context [Rmax ?a ?b] => rewrite (Rmax_left a b) by lra
  | H : _ <= 0 |- context [Rmax ?a ?b] => rewrite (Rmax_right a b) by lra
  | H : 0 <= _ |- context [Rmin ?a ?b] => rewrite (Rmin_right a b) by lra
  | H : _ <= 0 |- context [Rmin ?a ?b] => rewrite (Rmin_left a b) by lra
  end.
