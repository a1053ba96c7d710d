(** L2 and L3: the functions Psi and Chi. *)
Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus.
Open Scope R_scope.

Definition Psi (g w : R) := ln (1 + g * w + w ^ 2) - g * ln (Rabs (1 + w)).
Definition Chi (g w : R) := ln (1 + g * w + w ^ 2) + g * ln (Rabs (1 - w)).
Definition kap (g : R) := (1 - g) * (2 + g) / 2.

Lemma quad_pos g w : 0 <= g <= 1 -> 3 / 4 <= 1 + g * w + w ^ 2.
Proof. intros. assert (0 <= (w + g / 2) ^ 2) by apply sq_nonneg. nra. Qed.

Lemma Chi_lt1 g w : w < 1 -> Chi g w = ln (1 + g * w + w ^ 2) + g * ln (1 - w).
Proof. intros. unfold Chi. rewrite (Rabs_pos_eq (1 - w)) by lra. reflexivity. Qed.

Lemma Chi_0 g : Chi g 0 = 0.
Proof.
  rewrite Chi_lt1 by lra. replace (1 + g * 0 + 0 ^ 2) with 1 by ring.
  replace (1 - 0) with 1 by ring. rewrite ln_1. ring.
Qed.

(** L2. *)
Theorem L2_Psi g w : 0 <= g <= 1 -> w <> -1 ->
  ln (1 + w ^ 2 / (1 + g * Rabs w)) <= Psi g w.
Proof.
  intros Hg Hw. unfold Psi.
  assert (Hq := quad_pos g w Hg).
  assert (Ha := Rabs_pos w).
  assert (Hga : 0 <= g * Rabs w) by (apply Rmult_le_pos; lra).
  assert (E : 1 + w ^ 2 / (1 + g * Rabs w) = (1 + g * Rabs w + w ^ 2) / (1 + g * Rabs w)) by (field; lra).
  destruct (Rlt_le_dec (-1) w) as [H|H].
  - rewrite (Rabs_pos_eq (1 + w)) by lra.
    assert (Hb := ln_bernoulli g w Hg H).
    assert (Hp := bern_pos g w Hg H).
    assert (Hd : ln ((1 + g * w + w ^ 2) / (1 + g * w)) = ln (1 + g * w + w ^ 2) - ln (1 + g * w)).
    { apply ln_div; lra. }
    assert (Hle : 1 + w ^ 2 / (1 + g * Rabs w) <= (1 + g * w + w ^ 2) / (1 + g * w)).
    { replace ((1 + g * w + w ^ 2) / (1 + g * w)) with (1 + w ^ 2 / (1 + g * w)) by (field; lra).
      apply Rplus_le_compat_l. apply Rmult_le_compat_l; [apply sq_nonneg|].
      apply Rinv_le_contravar; [lra|]. assert (w <= Rabs w) by apply RRle_abs. nra. }
    assert (ln (1 + w ^ 2 / (1 + g * Rabs w)) <= ln ((1 + g * w + w ^ 2) / (1 + g * w))).
    { apply ln_le; [|exact Hle]. rewrite E. apply Rdiv_lt_0_compat; nra. }
    lra.
  - assert (Hv : w < -1) by lra. set (v := - w). assert (Hv1 : 1 < v) by (unfold v; lra).
    rewrite (Rabs_left w) in * by lra. rewrite (Rabs_left (1 + w)) by lra. fold v in Hga, Ha, E |- *.
    replace (w ^ 2) with (v ^ 2) in * by (unfold v; ring).
    replace (g * w) with (- (g * v)) in * by (unfold v; ring).
    replace (- (1 + w)) with (1 + (v - 2)) by (unfold v; ring).
    assert (Hb := ln_bernoulli g (v - 2) Hg ltac:(lra)).
    assert (Hp := bern_pos g (v - 2) Hg ltac:(lra)).
    assert (Hprod : (1 + g * (v - 2)) * (1 + g * v + v ^ 2) <= (1 + - (g * v) + v ^ 2) * (1 + g * v)).
    { assert (I : (1 + - (g * v) + v ^ 2) * (1 + g * v) - (1 + g * (v - 2)) * (1 + g * v + v ^ 2)
                = 2 * g * (1 + (v - 1) * v - g * v * (v - 1))) by ring.
      assert (0 <= 2 * g * (1 + (v - 1) * v - g * v * (v - 1))).
      { apply Rmult_le_pos; [lra|]. assert (0 <= (1 - g) * (v * (v - 1))); [|nra].
        apply Rmult_le_pos; [lra|]. nra. }
      lra. }
    assert (Hq' : 0 < 1 + - (g * v) + v ^ 2) by lra.
    rewrite E. rewrite ln_div by nra.
    assert (Hl : ln ((1 + g * (v - 2)) * (1 + g * v + v ^ 2)) <= ln ((1 + - (g * v) + v ^ 2) * (1 + g * v))).
    { apply ln_le; [|exact Hprod]. apply Rmult_lt_0_compat; nra. }
    rewrite 2 ln_mult in Hl by nra. lra.
Qed.

Theorem L2_power g w : 0 <= g <= 1 -> w <> -1 ->
  Rpower (Rabs (1 + w)) g * (1 + g * Rabs w + w ^ 2) <= (1 + g * w + w ^ 2) * (1 + g * Rabs w).
Proof.
  intros Hg Hw. assert (H := L2_Psi g w Hg Hw). unfold Psi in H.
  assert (Hq := quad_pos g w Hg). assert (Ha := Rabs_pos w).
  assert (Hga : 0 <= g * Rabs w) by (apply Rmult_le_pos; lra).
  assert (Hw2 := sq_nonneg w).
  replace (1 + w ^ 2 / (1 + g * Rabs w)) with ((1 + g * Rabs w + w ^ 2) / (1 + g * Rabs w)) in H by (field; lra).
  rewrite ln_div in H by lra.
  set (Q := 1 + g * w + w ^ 2) in *. set (T := 1 + g * Rabs w) in *. set (N := T + w ^ 2) in *.
  assert (0 < T) by (unfold T; lra). assert (0 < N) by (unfold N; lra).
  assert (E1 : Rpower (Rabs (1 + w)) g * N = exp (g * ln (Rabs (1 + w)) + ln N)).
  { rewrite exp_plus, (exp_ln N) by assumption. reflexivity. }
  assert (E2 : Q * T = exp (ln Q + ln T)).
  { rewrite exp_plus, 2 exp_ln by lra. reflexivity. }
  rewrite E1, E2. apply exp_le. lra.
Qed.

Corollary Psi_nonneg g w : 0 <= g <= 1 -> w <> -1 -> 0 <= Psi g w.
Proof.
  intros Hg Hw. apply Rle_trans with (2 := L2_Psi g w Hg Hw). apply ln_nonneg.
  assert (Hga : 0 <= g * Rabs w) by (apply Rmult_le_pos; [lra|apply Rabs_pos]).
  assert (0 <= w ^ 2 / (1 + g * Rabs w)); [|lra].
  apply Rmult_le_pos; [apply sq_nonneg|]. left. apply Rinv_0_lt_compat. lra.
Qed.

(** L3a. *)
Definition dChi (g w : R) := (2 + g) * w * (1 - g - w) / ((1 + g * w + w ^ 2) * (1 - w)).
Definition Chi0 (g w : R) := ln (1 + g * w + w ^ 2) + g * ln (1 - w).

Lemma Chi0_derive g w : 0 <= g <= 1 -> w < 1 -> is_derive (Chi0 g) w (dChi g w).
Proof.
  intros Hg Hw. assert (Hq := quad_pos g w Hg). unfold Chi0, dChi. auto_derive.
  - repeat split; lra.
  - field. split; lra.
Qed.

Theorem L3a_derivative g w : 0 <= g <= 1 -> w < 1 -> is_derive (Chi g) w (dChi g w).
Proof.
  intros Hg Hw. apply (is_derive_ext_loc (Chi0 g)).
  - exists (mkposreal (1 - w) ltac:(lra)). intros t Ht.
    unfold ball in Ht; simpl in Ht; unfold AbsRing_ball, abs, minus, plus, opp in Ht; simpl in Ht.
    apply Rabs_def2 in Ht. unfold Chi0. rewrite Chi_lt1 by lra. reflexivity.
  - now apply Chi0_derive.
Qed.

Lemma dChi_den g w : 0 <= g <= 1 -> w < 1 -> 0 < (1 + g * w + w ^ 2) * (1 - w).
Proof. intros Hg Hw. assert (Hq := quad_pos g w Hg). apply Rmult_lt_0_compat; lra. Qed.

Theorem L3a_decreasing_neg g v w : 0 <= g < 1 -> v < w -> w <= 0 -> Chi g w < Chi g v.
Proof.
  intros Hg Hvw Hw. apply (decr_lt (Chi g) (dChi g)); [assumption| |].
  - intros; apply L3a_derivative; lra.
  - intros x Hx. unfold dChi. assert (Hd := dChi_den g x ltac:(lra) ltac:(lra)).
    assert (0 < / ((1 + g * x + x ^ 2) * (1 - x))) by now apply Rinv_0_lt_compat.
    assert (0 < (2 + g) * (- x) * (1 - g - x)) by (apply Rmult_lt_0_compat; nra).
    unfold Rdiv. nra.
Qed.

Theorem L3a_increasing g v w : 0 <= g < 1 -> 0 <= v < w -> w <= 1 - g -> Chi g v < Chi g w.
Proof.
  intros Hg Hv Hw. destruct (Rlt_le_dec w 1) as [H1|H1].
  - apply (incr_lt (Chi g) (dChi g)); [lra| |].
    + intros; apply L3a_derivative; lra.
    + intros x Hx. unfold dChi. apply Rdiv_lt_0_compat; [|apply dChi_den; lra].
      apply Rmult_lt_0_compat; nra.
  - (* g = 0, w = 1 *)
    assert (g = 0) by lra. assert (w = 1) by lra. subst. unfold Chi.
    rewrite !Rmult_0_l, !Rplus_0_r. apply ln_increasing; nra.
Qed.

Theorem L3a_decreasing_pos g v w : 0 <= g < 1 -> 1 - g <= v < w -> w < 1 -> Chi g w < Chi g v.
Proof.
  intros Hg Hv Hw. apply (decr_lt (Chi g) (dChi g)); [lra| |].
  - intros; apply L3a_derivative; lra.
  - intros x Hx. unfold dChi. assert (Hd := dChi_den g x ltac:(lra) ltac:(lra)).
    assert (0 < / ((1 + g * x + x ^ 2) * (1 - x))) by now apply Rinv_0_lt_compat.
    assert (0 < (2 + g) * x * - (1 - g - x)) by (apply Rmult_lt_0_compat; nra).
    unfold Rdiv. nra.
Qed.

Theorem L3a_neg_pos g w : 0 <= g < 1 -> w < 0 -> 0 < Chi g w.
Proof. intros. rewrite <- (Chi_0 g). apply L3a_decreasing_neg; lra. Qed.

Lemma L3a_nonneg g w : 0 <= g < 1 -> 0 <= w <= 1 - g -> 0 <= Chi g w.
Proof.
  intros Hg Hw. destruct (Req_dec w 0) as [->|]; [rewrite Chi_0; lra|].
  rewrite <- (Chi_0 g). left. apply L3a_increasing; lra.
Qed.

(** The zero w* of Chi in (0, 1): it exists, is unique and exceeds 1 - g. *)
Theorem L3a_zero g : 0 < g < 1 -> exists ws, 1 - g < ws < 1 /\ Chi g ws = 0 /\
  (forall w, 0 < w < ws -> 0 < Chi g w) /\ (forall w, ws < w < 1 -> Chi g w < 0).
Proof.
  intros Hg.
  assert (Hm : 0 < Chi g (1 - g)) by (rewrite <- (Chi_0 g); apply L3a_increasing; lra).
  set (z := 1 - Rmin (g / 2) (exp (- (2 / g)))).
  assert (He : 0 < exp (- (2 / g))) by apply exp_pos.
  assert (Hz : 1 - g < z < 1).
  { unfold z. assert (0 < Rmin (g / 2) (exp (- (2 / g)))) by (apply Rmin_glb_lt; lra).
    assert (Rmin (g / 2) (exp (- (2 / g))) <= g / 2) by apply Rmin_l. lra. }
  assert (Hneg : Chi g z < 0).
  { rewrite Chi_lt1 by lra.
    assert (H1 : ln (1 - z) <= - (2 / g)).
    { rewrite <- (ln_exp (- (2 / g))). apply ln_le; [lra|]. unfold z.
      assert (Rmin (g / 2) (exp (- (2 / g))) <= exp (- (2 / g))) by apply Rmin_r. lra. }
    assert (H2 : ln (1 + g * z + z ^ 2) < 2).
    { assert (Hl := ln_le_sub1 (1 + g * z + z ^ 2) ltac:(nra)).
      assert (g * z < 1) by nra. assert (z ^ 2 < 1) by nra. lra. }
    assert (H3 : g * ln (1 - z) <= - 2).
    { apply Rle_trans with (g * - (2 / g)); [apply Rmult_le_compat_l; lra|]. right. field. lra. }
    lra. }
  destruct (IVT_interv (fun w => - Chi g w) (1 - g) z) as [ws [Hws Ez]].
  - intros w Hw. apply continuity_pt_opp. apply derivable_continuous_pt.
    exists (dChi g w). apply is_derive_Reals, L3a_derivative; lra.
  - lra.
  - lra.
  - lra.
  - exists ws. assert (Ezz : Chi g ws = 0) by lra.
    assert (Hgt : 1 - g < ws).
    { destruct (Rle_lt_or_eq_dec (1 - g) ws) as [|Heq]; [lra|assumption|]. rewrite <- Heq in Ezz. lra. }
    repeat split; try lra.
    + intros w Hw. destruct (Rle_lt_dec w (1 - g)).
      * rewrite <- (Chi_0 g). apply L3a_increasing; lra.
      * rewrite <- Ezz. apply L3a_decreasing_pos; lra.
    + intros w Hw. rewrite <- Ezz. apply L3a_decreasing_pos; lra.
Qed.

(** L3b. *)
Theorem L3b g q : 0 <= g < 1 -> 0 <= q -> kap g * ln (1 + q ^ 2) <= Chi g (- q).
Proof.
  intros Hg Hq.
  set (f := fun x => Chi0 g (- x) - kap g * ln (1 + x ^ 2)).
  set (df := fun x => (2 + g) * x * (1 - g + x) / ((1 - g * x + x ^ 2) * (1 + x)) - kap g * (2 * x / (1 + x ^ 2))).
  assert (H : f 0 <= f q).
  { apply (incr_le f df); [assumption| |].
    - intros x Hx. assert (Hqp := quad_pos g (- x) ltac:(lra)).
      unfold f, df, Chi0. auto_derive.
      + repeat split; nra.
      + field. repeat split; nra.
    - intros x Hx. unfold df, kap. assert (Hqp := quad_pos g (- x) ltac:(lra)).
      assert (Hp1 : 0 < 1 - g * x + x ^ 2) by nra.
      assert (E : (2 + g) * x * (1 - g + x) / ((1 - g * x + x ^ 2) * (1 + x)) - (1 - g) * (2 + g) / 2 * (2 * x / (1 + x ^ 2))
        = (2 + g) * x * ((1 - g + x) * (1 + x ^ 2) - (1 - g) * (1 - g * x + x ^ 2) * (1 + x))
          / (((1 - g * x + x ^ 2) * (1 + x)) * (1 + x ^ 2))) by (field; repeat split; nra).
      rewrite E. apply Rmult_le_pos.
      + apply Rmult_le_pos; [nra|].
        assert (I : (1 - g + x) * (1 + x ^ 2) - (1 - g) * (1 - g * x + x ^ 2) * (1 + x)
                  = g * x * (1 + x ^ 2) + (1 - g) * (g * x) * (1 + x)) by ring.
        rewrite I. assert (0 <= g * x) by nra. assert (0 <= (1 - g) * (g * x)) by nra. nra.
      + left. apply Rinv_0_lt_compat. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|nra]. }
  unfold f in H. rewrite Ropp_0 in H.
  replace (Chi0 g 0) with 0 in H.
  2:{ symmetry. unfold Chi0. replace (1 + g * 0 + 0 ^ 2) with 1 by ring. replace (1 - 0) with 1 by ring. rewrite ln_1. ring. }
  replace (1 + 0 ^ 2) with 1 in H by ring. rewrite ln_1 in H.
  rewrite Chi_lt1 by lra. unfold Chi0 in H. lra.
Qed.

(** L3c. *)
Theorem L3c g v : 0 <= g < 1 -> 0 <= v < 1 -> Chi g v <= Chi g (- v).
Proof.
  intros Hg Hv.
  set (f := fun x => Chi0 g (- x) - Chi0 g x).
  set (df := fun x => - dChi g (- x) - dChi g x).
  assert (H : f 0 <= f v).
  { apply (incr_le f df); [lra| |].
    - intros x Hx. assert (Hqp := quad_pos g (- x) ltac:(lra)). assert (Hqp' := quad_pos g x ltac:(lra)).
      unfold f, df, Chi0, dChi. auto_derive.
      + repeat split; lra.
      + field. repeat split; lra.
    - intros x Hx. unfold df, dChi. assert (Hqp := quad_pos g (- x) ltac:(lra)). assert (Hqp' := quad_pos g x ltac:(lra)).
      set (P := 1 + g * - x + (- x) ^ 2) in *. set (Q := 1 + g * x + x ^ 2) in *.
      assert (E : - ((2 + g) * - x * (1 - g - - x) / (P * (1 - - x))) - (2 + g) * x * (1 - g - x) / (Q * (1 - x))
        = (2 + g) * x * ((1 - g + x) * (1 - x) * Q - (1 - g - x) * (1 + x) * P) / (P * Q * ((1 + x) * (1 - x))))
        by (field; repeat split; lra).
      rewrite E. apply Rmult_le_pos.
      + apply Rmult_le_pos; [nra|].
        assert (HPQ : P <= Q) by (unfold P, Q; nra).
        assert (I : (1 - g + x) * (1 - x) = (1 - g - x) * (1 + x) + 2 * x * g) by ring.
        rewrite I. assert (0 <= (1 - g + x) * (1 - x)) by nra.
        assert (0 <= 2 * x * g) by nra.
        replace (((1 - g - x) * (1 + x) + 2 * x * g) * Q - (1 - g - x) * (1 + x) * P)
          with ((1 - g + x) * (1 - x) * (Q - P) + 2 * x * g * P) by ring.
        apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra.
      + left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra. }
  unfold f in H. rewrite Ropp_0 in H. rewrite 2 Chi_lt1 by lra. unfold Chi0 in H. lra.
Qed.

(** L3d: Chi(w)/w^2 is nonincreasing on (0, 1). *)
Definition Rf (g w : R) := (1 - g - w) / ((1 - w) * (1 + g * w + w ^ 2)).
Definition Nf (g w : R) := 2 * Chi0 g w - (2 + g) * w ^ 2 * Rf g w.

Lemma Nf_nonneg g w : 0 <= g < 1 -> 0 <= w < 1 -> 0 <= Nf g w.
Proof.
  intros Hg Hw.
  set (df := fun x => (2 + g) * x ^ 2 * ((1 - (1 - g) ^ 2 + 2 * x * (1 - g - x) ^ 2) / ((1 - x) * (1 + g * x + x ^ 2)) ^ 2)).
  assert (H : Nf g 0 <= Nf g w).
  { apply (incr_le (Nf g) df); [lra| |].
    - intros x Hx. assert (Hqp := quad_pos g x ltac:(lra)).
      unfold Nf, Chi0, Rf, df. auto_derive.
      + repeat split; nra.
      + field. repeat split; lra.
    - intros x Hx. unfold df. assert (Hqp := quad_pos g x ltac:(lra)).
      apply Rmult_le_pos; [nra|]. apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, pow_lt, Rmult_lt_0_compat; lra].
      assert (0 <= (1 - g - x) ^ 2) by apply sq_nonneg. nra. }
  assert (E : Nf g 0 = 0); [|lra].
  unfold Nf, Chi0. replace (1 + g * 0 + 0 ^ 2) with 1 by ring. replace (1 - 0) with 1 by ring. rewrite ln_1. ring.
Qed.

Theorem L3d g v w : 0 <= g < 1 -> 0 < v <= w -> w < 1 -> Chi g w / w ^ 2 <= Chi g v / v ^ 2.
Proof.
  intros Hg Hv Hw. rewrite 2 Chi_lt1 by lra. fold (Chi0 g w) (Chi0 g v).
  apply (decr_le (fun x => Chi0 g x / x ^ 2) (fun x => - Nf g x / x ^ 3)); [lra| |].
  - intros x Hx. assert (Hqp := quad_pos g x ltac:(lra)).
    evar_last.
    + apply (is_derive_div (Chi0 g) (fun x => x ^ 2) x (dChi g x) (2 * x)).
      * apply Chi0_derive; lra.
      * auto_derive; [trivial|ring].
      * nra.
    + unfold Nf, Rf, dChi. field. repeat split; lra.
  - intros x Hx. assert (HN := Nf_nonneg g x Hg ltac:(lra)).
    assert (0 < / x ^ 3) by (apply Rinv_0_lt_compat, pow_lt; lra). unfold Rdiv. nra.
Qed.

(** L3e: the key identity and its use. *)
Lemma L3e_poly g q :
  (1 - g * q + q ^ 2) * ((1 + q) ^ 2 + g * q * (1 + q) + q ^ 2) - (1 + q) ^ 2
  = (2 + g) * q ^ 2 * ((1 - g) * (1 + q) + q ^ 2).
Proof. ring. Qed.

Theorem L3e_identity g q : 0 <= g <= 1 -> 0 <= q ->
  exp (Chi g (- q) + Chi g (q / (1 + q))) = 1 + (2 + g) * q ^ 2 * ((1 - g) * (1 + q) + q ^ 2) / (1 + q) ^ 2.
Proof.
  intros Hg Hq. assert (Hqp := quad_pos g (- q) Hg). set (t := q / (1 + q)).
  assert (Ht : 1 - t = / (1 + q)) by (unfold t; field; lra).
  assert (Hi : 0 < / (1 + q)) by (apply Rinv_0_lt_compat; lra).
  assert (Hqt := quad_pos g t Hg).
  rewrite Chi_lt1 by lra. rewrite Chi_lt1 by lra. rewrite Ht.
  replace (1 - - q) with (1 + q) by ring. rewrite ln_Rinv by lra.
  replace (ln (1 + g * - q + (- q) ^ 2) + g * ln (1 + q) + (ln (1 + g * t + t ^ 2) + g * - ln (1 + q)))
    with (ln (1 + g * - q + (- q) ^ 2) + ln (1 + g * t + t ^ 2)) by ring.
  rewrite exp_plus, 2 exp_ln by lra. unfold t. field. lra.
Qed.

Theorem L3e g q : 0 <= g < 1 -> 0 <= q <= 1 ->
  kap g * ln (1 + q ^ 2) <= Chi g (- q) + Chi g (q / (1 + q)).
Proof.
  intros Hg Hq. assert (E := L3e_identity g q ltac:(lra) ltac:(lra)).
  rewrite <- (ln_exp (Chi g (- q) + Chi g (q / (1 + q)))), E.
  apply Rle_trans with (ln (1 + kap g * q ^ 2)).
  - apply ln_bernoulli; [unfold kap; nra|nra].
  - assert (Hk : 0 <= kap g) by (unfold kap; nra).
    apply ln_le; [nra|]. apply Rplus_le_compat_l. unfold kap.
    apply le_div_r; [apply pow_lt; lra|].
    assert (I : (2 + g) * q ^ 2 * ((1 - g) * (1 + q) + q ^ 2) - (1 - g) * (2 + g) / 2 * q ^ 2 * (1 + q) ^ 2
       = (2 + g) * q ^ 2 * ((1 - g) * (1 + q) * (1 - q) / 2 + q ^ 2)) by field.
    assert (0 <= (1 - g) * (1 + q) * (1 - q) / 2).
    { assert (0 <= (1 - g) * (1 + q)) by nra. nra. }
    assert (0 <= (2 + g) * q ^ 2 * ((1 - g) * (1 + q) * (1 - q) / 2 + q ^ 2)); [|lra].
    assert (0 <= q ^ 2) by apply sq_nonneg. apply Rmult_le_pos; nra.
Qed.

(** L3f. *)
Lemma L3f_one g tau w : 0 <= g < 1 -> 0 < tau < 1 -> 0 <= w <= tau ->
  Rmin 0 (Chi g tau) * (w ^ 2 / tau ^ 2) <= Chi g w.
Proof.
  intros Hg Ht Hw. assert (Hm : Rmin 0 (Chi g tau) <= 0) by apply Rmin_l.
  assert (Hm' : Rmin 0 (Chi g tau) <= Chi g tau) by apply Rmin_r.
  assert (Ht2 : 0 < tau ^ 2) by (apply pow_lt; lra).
  destruct (Req_dec w 0) as [->|Hne].
  - rewrite Chi_0. replace (0 ^ 2 / tau ^ 2) with 0 by (field; lra). lra.
  - assert (Hd := L3d g w tau Hg ltac:(lra) ltac:(lra)).
    assert (Hw2 : 0 < w ^ 2) by (apply pow_lt; lra).
    assert (H : Chi g tau * (w ^ 2 / tau ^ 2) <= Chi g w).
    { apply Rmult_le_compat_r with (r := w ^ 2) in Hd; [|lra].
      replace (Chi g w / w ^ 2 * w ^ 2) with (Chi g w) in Hd by (field; lra).
      replace (Chi g tau * (w ^ 2 / tau ^ 2)) with (Chi g tau / tau ^ 2 * w ^ 2) by (field; lra). exact Hd. }
    assert (0 <= w ^ 2 / tau ^ 2) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
    assert (Rmin 0 (Chi g tau) * (w ^ 2 / tau ^ 2) <= Chi g tau * (w ^ 2 / tau ^ 2)) by now apply Rmult_le_compat_r.
    lra.
Qed.

Theorem L3f g tau (w : nat -> R) n : 0 <= g < 1 -> 0 < tau < 1 ->
  (forall i, (i < n)%nat -> 0 <= w i <= tau) -> bsum (fun i => w i ^ 2) n <= tau ^ 2 ->
  Rmin 0 (Chi g tau) <= bsum (fun i => Chi g (w i)) n.
Proof.
  intros Hg Ht Hw Hs.
  assert (Hm : Rmin 0 (Chi g tau) <= 0) by apply Rmin_l.
  assert (Ht2 : 0 < tau ^ 2) by (apply pow_lt; lra).
  apply Rle_trans with (bsum (fun i => Rmin 0 (Chi g tau) * / tau ^ 2 * w i ^ 2) n).
  - rewrite bsum_scal.
    assert (/ tau ^ 2 * bsum (fun i => w i ^ 2) n <= 1).
    { apply Rmult_le_reg_l with (tau ^ 2); [assumption|]. rewrite <- Rmult_assoc, Rinv_r by lra. lra. }
    nra.
  - apply bsum_le. intros i Hi. assert (H := L3f_one g tau (w i) Hg Ht (Hw i Hi)).
    unfold Rdiv in H. lra.
Qed.
