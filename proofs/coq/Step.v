(** One step of the reduced map in the variables a = h beta A, b = h beta B, g = h beta c:
    L1, L4, L6, L7 and the identity of T1. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

Definition sg (a b : R) := (a - b) / 4.
Definition up (g a b : R) := sg a b - g.
Definition Y (g a b : R) := 4 - (a + b) / 2 + g * up g a b.
(** w = rho u with 0 < rho <= 1. *)
Definition sector (g a b w : R) := exists r, 0 < r <= 1 /\ w = r * up g a b.
Definition na (a w : R) := a * (1 - w) ^ 2.
Definition nb (b w : R) := b * (1 + w) ^ 2.

Lemma Y_triangle g a b : -2 < g < 2 ->
  Y g a b = (4 - g ^ 2) * (1 - a / (4 * (2 + g)) - b / (4 * (2 - g))).
Proof. intros. unfold Y, up, sg. field. lra. Qed.

Lemma Y_pos_triangle g a b : -2 < g < 2 ->
  (0 < Y g a b <-> a / (2 + g) + b / (2 - g) < 4).
Proof.
  intros Hg. rewrite Y_triangle by assumption.
  assert (E : (4 - g ^ 2) * (1 - a / (4 * (2 + g)) - b / (4 * (2 - g)))
            = (4 - g ^ 2) / 4 * (4 - (a / (2 + g) + b / (2 - g)))) by (field; lra).
  rewrite E. assert (0 < (4 - g ^ 2) / 4) by nra. split; intros; [|apply Rmult_lt_0_compat; lra].
  destruct (Rlt_le_dec (a / (2 + g) + b / (2 - g)) 4) as [|Hn]; [assumption|]. nra.
Qed.

Theorem S1 a b w : sg (na a w) (nb b w) = sg a b * (1 - w) ^ 2 - w * b.
Proof. unfold sg, na, nb. field. Qed.
Theorem S2 a b w : sg (na a w) (nb b w) = sg a b * (1 + w) ^ 2 - w * a.
Proof. unfold sg, na, nb. field. Qed.

Lemma na_nonneg a w : 0 <= a -> 0 <= na a w.
Proof. intros. unfold na. apply Rmult_le_pos; [assumption|apply sq_nonneg]. Qed.
Lemma nb_nonneg b w : 0 <= b -> 0 <= nb b w.
Proof. intros. unfold nb. apply Rmult_le_pos; [assumption|apply sq_nonneg]. Qed.

(** T1, the identity in reduced variables. *)
Theorem T1_identity_reduced g a b r : let w := r * up g a b in
  Y g (na a w) (nb b w) = Y g a b * (1 + sg a b * w) + r * (1 - r) * up g a b ^ 2 * ((a + b) / 2 - g * sg a b).
Proof. cbv zeta. unfold Y, na, nb, up, sg. field. Qed.

(** L1. *)
Theorem L1 g a b w : 0 <= g < 1 -> 0 <= a -> 0 <= b -> sector g a b w -> 0 < Y g a b ->
  Y g a b * (1 + g * w + w ^ 2) <= Y g (na a w) (nb b w).
Proof.
  intros Hg Ha Hb [r [Hr ->]] HY. rewrite T1_identity_reduced.
  set (u := up g a b). set (y := Y g a b) in *.
  assert (Hp : 0 <= (a + b) / 2 - g * sg a b) by (unfold sg; nra).
  assert (0 <= r * (1 - r) * u ^ 2 * ((a + b) / 2 - g * sg a b)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]|lra]. }
  assert (Hs : sg a b = u + g) by (unfold u, up; ring). rewrite Hs in *.
  assert (g * (r * u) + (r * u) ^ 2 <= (u + g) * (r * u)).
  { assert (0 <= r * (1 - r) * u ^ 2) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sq_nonneg]). nra. }
  assert (y * (1 + g * (r * u) + (r * u) ^ 2) <= y * (1 + (u + g) * (r * u))).
  { apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Corollary L1_pos g a b w : 0 <= g < 1 -> 0 <= a -> 0 <= b -> sector g a b w -> 0 < Y g a b ->
  0 < Y g (na a w) (nb b w).
Proof.
  intros Hg Ha Hb Hs HY. apply Rlt_le_trans with (2 := L1 g a b w Hg Ha Hb Hs HY).
  apply Rmult_lt_0_compat; [assumption|]. assert (H := quad_pos g w ltac:(lra)). lra.
Qed.

Lemma sector_neg g a b w : sector g a b w -> w < 0 -> up g a b <= w.
Proof.
  intros [r [Hr ->]] Hw. assert (up g a b < 0); [|nra].
  destruct (Rlt_le_dec (up g a b) 0) as [|Hn]; [assumption|].
  assert (0 <= r * up g a b) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma sector_nonneg g a b w : sector g a b w -> 0 <= w -> w <= up g a b.
Proof.
  intros [r [Hr ->]] Hw. assert (0 <= up g a b); [|nra].
  destruct (Rlt_le_dec (up g a b) 0) as [|Hn]; [|assumption].
  assert (r * up g a b < 0); [|lra]. nra.
Qed.
Lemma sector_abs g a b w : sector g a b w -> Rabs w <= Rabs (up g a b).
Proof.
  intros [r [Hr ->]]. rewrite Rabs_mult, (Rabs_pos_eq r) by lra.
  assert (0 <= Rabs (up g a b)) by apply Rabs_pos. nra.
Qed.

(** L4 (overshoot). *)
Theorem L4 g a b w : 0 <= g < 1 -> 0 <= a -> 0 <= b -> sector g a b w -> w < 0 -> b <= 2 * (1 - g) ->
  let q := - w in
  q < 1 /\ up g (na a w) (nb b w) < q / (1 + q) /\ q / (1 + q) < 1 / 2 /\
  (b <= g -> 0 <= up g (na a w) (nb b w) -> q < g).
Proof.
  intros Hg Ha Hb Hs Hw Hb2 q.
  assert (Hq : 0 < q) by (unfold q; lra).
  assert (Hu := sector_neg g a b w Hs Hw).
  assert (Hsq : sg a b <= g - q) by (unfold up, q in *; lra).
  assert (Hsb : - b / 4 <= sg a b) by (unfold sg; lra).
  assert (Hq1 : q < 1) by lra.
  assert (Hs' : sg (na a w) (nb b w) = sg a b * (1 + q) ^ 2 + q * b).
  { rewrite S1. unfold q. ring. }
  assert (Hle : sg a b * (1 + q) ^ 2 <= (g - q) * (1 + q) ^ 2).
  { apply Rmult_le_compat_r; [apply sq_nonneg|assumption]. }
  split; [assumption|]. split; [|split].
  - unfold up. rewrite Hs'.
    assert (E : q / (1 + q) - ((g - q) * (1 + q) ^ 2 + q * b - g)
              = q * (q ^ 2 / (1 + q) + q ^ 2 + (q * (1 - g) + (2 * (1 - g) - b)))) by (field; lra).
    assert (0 < q ^ 2 / (1 + q)) by (apply Rdiv_lt_0_compat; nra).
    assert (0 < q * (q ^ 2 / (1 + q) + q ^ 2 + (q * (1 - g) + (2 * (1 - g) - b)))).
    { apply Rmult_lt_0_compat; nra. }
    lra.
  - apply Rmult_lt_reg_r with (2 * (1 + q)); [lra|].
    replace (q / (1 + q) * (2 * (1 + q))) with (2 * q) by (field; lra). lra.
  - intros Hbg Hu'. destruct (Rlt_le_dec q g) as [|Hge]; [assumption|exfalso].
    unfold up in Hu'. rewrite Hs' in Hu'.
    assert ((g - q) * (1 + q) ^ 2 <= 0) by (assert (0 <= (1 + q) ^ 2) by apply sq_nonneg; nra).
    assert (q * b <= q * g) by nra. assert (q * g < g \/ g = 0) by (destruct (Req_dec g 0); [right|left]; nra).
    destruct H1 as [|H1]; [lra|]. subst g.
    assert ((0 - q) * (1 + q) ^ 2 < 0) by nra. lra.
Qed.

(** L6 (entry). *)
Theorem L6 g a b w : 0 <= g < 1 -> 0 <= a -> 0 <= b -> sector g a b w -> w < 0 -> b <= 2 * (1 - g) ->
  2 <= Y g a b.
Proof.
  intros Hg Ha Hb Hs Hw Hb2. assert (Hu := sector_neg g a b w Hs Hw).
  assert (a < 4 * g + b) by (unfold up, sg in Hu; lra). unfold Y, up, sg.
  assert (0 <= (2 - g) * (4 * g + b - a)) by (apply Rmult_le_pos; lra). nra.
Qed.

(** L7, in the form used below and in the form of the theory. *)
Lemma Y_le g a b : 0 <= g < 1 -> 0 <= a -> 0 <= b -> Y g a b <= 4 - g ^ 2.
Proof. intros. unfold Y, up, sg. nra. Qed.

Lemma L7_log g a b : 0 < g < 1 -> 0 < a -> 0 <= b -> 0 < Y g a b ->
  ln (Y g a b) + g / 2 * ln a <= ln (2 * (2 - g)) + g / 2 * ln (4 * g).
Proof.
  intros Hg Ha Hb HY.
  assert (H1 : ln (Y g a b / (2 * (2 - g))) <= Y g a b / (2 * (2 - g)) - 1).
  { apply ln_le_sub1, Rdiv_lt_0_compat; lra. }
  assert (H2 : ln (a / (4 * g)) <= a / (4 * g) - 1).
  { apply ln_le_sub1, Rdiv_lt_0_compat; lra. }
  rewrite ln_div in H1, H2 by lra.
  assert (H3 : Y g a b / (2 * (2 - g)) - 1 + g / 2 * (a / (4 * g) - 1) <= 0).
  { assert (E : Y g a b / (2 * (2 - g)) - 1 + g / 2 * (a / (4 * g) - 1) = - (2 + g) * b / (8 * (2 - g))).
    { unfold Y, up, sg. field. lra. }
    rewrite E. assert (0 <= (2 + g) * b * / (8 * (2 - g))).
    { apply Rmult_le_pos; [nra|]. left. apply Rinv_0_lt_compat. lra. }
    unfold Rdiv. lra. }
  nra.
Qed.

Theorem L7 g a b : 0 < g < 1 -> 0 < a -> 0 <= b -> 0 < Y g a b ->
  0 < Y g a b * Rpower (a / (4 * (2 + g))) (g / 2) /\
  Y g a b * Rpower (a / (4 * (2 + g))) (g / 2)
    <= (4 - g ^ 2) * (2 / (2 + g)) * Rpower (g / (2 + g)) (g / 2) /\
  Y g a b <= 4 - g ^ 2.
Proof.
  intros Hg Ha Hb HY. assert (H := L7_log g a b Hg Ha Hb HY).
  repeat split; [apply Rmult_lt_0_compat; [assumption|apply exp_pos]| |apply Y_le; lra].
  replace ((4 - g ^ 2) * (2 / (2 + g))) with (2 * (2 - g)) by (field; lra).
  rewrite <- (exp_ln (Y g a b)) at 1 by assumption. rewrite <- (exp_ln (2 * (2 - g))) by lra.
  unfold Rpower. rewrite <- 2 exp_plus. apply exp_le.
  replace (g / (2 + g)) with (4 * g / (4 * (2 + g))) by (field; lra).
  rewrite 2 ln_div by lra. lra.
Qed.

(** In the triangle -2 < w < 2 and h beta p < 2 (2 + g). *)
Lemma triangle_bounds g a b : 0 <= g < 1 -> 0 <= a -> 0 <= b -> 0 < Y g a b ->
  a < 4 * (2 + g) /\ b < 4 * (2 - g) /\ (a + b) / 2 < 2 * (2 + g) /\ Rabs (sg a b) < 2 + g /\ -2 < up g a b < 2.
Proof.
  intros Hg Ha Hb HY.
  assert (HY' : a * (2 - g) + b * (2 + g) < 4 * (4 - g ^ 2)) by (unfold Y, up, sg in HY; nra).
  assert (a < 4 * (2 + g)) by nra. assert (b < 4 * (2 - g)) by nra.
  assert (a + b < 4 * (2 + g)) by nra.
  repeat split; try lra; unfold up, sg in *; try lra.
  apply Rabs_def1; lra.
Qed.
