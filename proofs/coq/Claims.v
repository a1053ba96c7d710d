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

Ltac claim_nonzero := repeat split; first [ lra | apply Rgt_not_eq; solve [claim_positive] | apply Rlt_not_eq; lra
  | match goal with |- ?a <> 0 => apply Rgt_not_eq; nra end ].

Ltac claim_field := first [ ring | field; claim_nonzero
  | rewrite ?(Rplus_comm _ 1); first [ring | field; claim_nonzero]
  | rewrite ?exp_plus, ?exp_Ropp; field; claim_nonzero ].

(** Identities and signs, before any interval arithmetic. *)
Ltac claim_leaf := solve
  [ lra | claim_positive | claim_turned
  | unfold Rdiv; claim_zero; first [lra | field; claim_nonzero | field]
  | apply Req_le; symmetry; claim_field
  | claim_field
  | match goal with |- context [sin ?x] => let Q := fresh in assert (Q := sin2_cos2 x); unfold Rsqr in Q; nra end ].

(** A fact that is new. *)
Ltac claim_learn Q := let t := type of Q in lazymatch goal with H : t |- _ => fail | _ => assert t by exact Q end.

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
Ltac claim_last := solve [ nra | claim_facts; solve [lra | nra] | claim_units; unfold Rdiv in *; claim_facts; solve [lra | nra] | claim_abs; claim_facts; solve [lra | nra] | psatz R 2 ].

(** Derivatives; the conditions are signs inside. *)
Ltac claim_derive := auto_derive; [ repeat split; try claim_nonzero; claim_positive | claim_field ].

Ltac claim_hull := unfold Rmin, Rmax in *; repeat match goal with H : context [Rle_dec ?a ?b] |- _ => destruct (Rle_dec a b) end.

(** A fact whose hypotheses are at hand. *)
Ltac claim_use Q := repeat match type of Q with ?A -> _ => let h := fresh in assert (h : A) by (assumption || lra); specialize (Q h); clear h end.
Ltac claim_from Q := let F := fresh in assert (F := Q); claim_use F;
  first [ exact F | lra | unfold Rdiv in *; lra | ring_simplify in F; ring_simplify; lra | nra
  | match type of F with ?a < ?b => match goal with |- ?c < ?d => apply Rminus_lt_0; replace (d - c) with (b - a) by claim_field; lra end
    | ?a <= ?b => match goal with |- ?c <= ?d => apply Rminus_le_0; replace (d - c) with (b - a) by claim_field; lra end
    | ?a = ?b => match goal with |- ?c = ?d => apply Rminus_diag_uniq; replace (c - d) with (a - b) by claim_field; lra end end ].

Ltac claim_cases := repeat match goal with
  | H : 0 <= ?u |- context [Rabs ?u] => rewrite (Rabs_pos_eq u H)
  | H : ?u <= 0 |- context [Rabs ?u] => rewrite (Rabs_left1 u H)
  | H : 0 <= _ |- context [Rmax ?a ?b] => rewrite (Rmax_left a b) by lra
  | H : _ <= 0 |- context [Rmax ?a ?b] => rewrite (Rmax_right a b) by lra
  | H : 0 <= _ |- context [Rmin ?a ?b] => rewrite (Rmin_right a b) by lra
  | H : _ <= 0 |- context [Rmin ?a ?b] => rewrite (Rmin_left a b) by lra
  end.
