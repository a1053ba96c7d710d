(** M1c and M1d: matrices, reduced to numbers. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

(** M1c. One step of gradient descent on F(B(x, y)), B bilinear with |B(x, y)| <= nu |x||y|: p = |x|^2 + |y|^2, v = <G, S>,
    p' = p - 4 h v + h^2 n with n = |B_y* G|^2 + |B_x* G|^2 <= nu^2 |G|^2 p and |G|^2 <= beta v. *)
Section M1c.
Variables (h beta nu : R) (p v n GG : nat -> R).
Hypothesis Hh : 0 < h.
Hypothesis Hb : 0 < beta.
Hypothesis Hnu : 0 < nu.
Hypothesis Hp : forall k, 0 <= p k.
Hypothesis Hv : forall k, 0 <= v k.
Hypothesis HG : forall k, GG k <= beta * v k.
Hypothesis Hn : forall k, n k <= nu ^ 2 * GG k * p k.
Hypothesis Hstep : forall k, p (S k) = p k - 4 * h * v k + h ^ 2 * n k.
Hypothesis Hstart : h * beta * nu ^ 2 * p O < 4.
Let q k := h * beta * nu ^ 2 * p k.

Lemma M1c_step k : 4 - q (S k) >= (4 - q k) * (1 + h ^ 2 * beta * nu ^ 2 * v k).
Proof.
  unfold q. rewrite Hstep. assert (H1 : n k <= nu ^ 2 * (beta * v k) * p k).
  { apply Rle_trans with (1 := Hn k). apply Rmult_le_compat_r; [apply Hp|]. apply Rmult_le_compat_l; [apply sq_nonneg|apply HG]. }
  assert (H2 : h * beta * nu ^ 2 * h ^ 2 * n k <= h * beta * nu ^ 2 * h ^ 2 * (nu ^ 2 * (beta * v k) * p k)).
  { apply Rmult_le_compat_l; [|assumption]. assert (0 < nu ^ 2) by (apply pow_lt; assumption). assert (0 < h ^ 2) by (apply pow_lt; assumption).
    apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]|lra]. }
  assert (I : 4 - h * beta * nu ^ 2 * (p k - 4 * h * v k + h ^ 2 * n k)
    = (4 - h * beta * nu ^ 2 * p k) * (1 + h ^ 2 * beta * nu ^ 2 * v k)
      + (h * beta * nu ^ 2 * h ^ 2 * (nu ^ 2 * (beta * v k) * p k) - h * beta * nu ^ 2 * h ^ 2 * n k)) by ring.
  lra.
Qed.

(** p does not rise. *)
Theorem M1c_inside k : q k < 4 /\ q (S k) <= q k.
Proof.
  assert (Hz : forall j, 0 <= h ^ 2 * beta * nu ^ 2 * v j).
  { intros j. apply Rmult_le_pos; [|apply Hv]. apply Rmult_le_pos; [|apply sq_nonneg]. apply Rmult_le_pos; [apply sq_nonneg|lra]. }
  induction k as [|k [IH1 IH2]].
  - split; [exact Hstart|]. assert (Q := M1c_step O). assert (Z := Hz O). assert (S0 : q O < 4) by exact Hstart. nra.
  - assert (H1 : q (S k) < 4) by lra. split; [assumption|]. assert (Q := M1c_step (S k)). assert (Z := Hz (S k)). nra.
Qed.

(** The sum: sum ln(1 + h^2 beta nu^2 <G_k, S_k>) <= ln((4 - q_K)/(4 - q_0)). *)
Theorem M1c_sum K : bsum (fun k => ln (1 + h ^ 2 * beta * nu ^ 2 * v k)) K <= ln ((4 - q K) / (4 - q O)).
Proof.
  assert (Hz : forall j, 0 <= h ^ 2 * beta * nu ^ 2 * v j).
  { intros j. apply Rmult_le_pos; [|apply Hv]. apply Rmult_le_pos; [|apply sq_nonneg]. apply Rmult_le_pos; [apply sq_nonneg|lra]. }
  assert (Hq : forall j, 0 < 4 - q j) by (intros j; destruct (M1c_inside j); lra).
  rewrite ln_div by apply Hq. induction K as [|K IH]; [simpl; lra|]. cbn [bsum].
  assert (Q := M1c_step K). assert (Z := Hz K). assert (Q0 := Hq K).
  assert (E : ln ((4 - q K) * (1 + h ^ 2 * beta * nu ^ 2 * v K)) <= ln (4 - q (S K))) by (apply ln_le; [apply Rmult_lt_0_compat; lra|lra]).
  rewrite ln_mult in E by lra. lra.
Qed.

(** So <G_k, S_k> -> 0, and with it G_k. *)
Theorem M1c_limit : forall e, 0 < e -> exists N, forall k, (N <= k)%nat -> h ^ 2 * beta * nu ^ 2 * v k < e.
Proof.
  assert (Hz : forall j, 0 <= h ^ 2 * beta * nu ^ 2 * v j).
  { intros j. apply Rmult_le_pos; [|apply Hv]. apply Rmult_le_pos; [|apply sq_nonneg]. apply Rmult_le_pos; [apply sq_nonneg|lra]. }
  assert (Hq : forall j, 0 < 4 - q j) by (intros j; destruct (M1c_inside j); lra).
  intros e He. destruct (bounded_sum_small (fun k => ln (1 + h ^ 2 * beta * nu ^ 2 * v k)) (ln (4 / (4 - q O)))) with (e := ln (1 + e)) as [N HN].
  - intros k. apply ln_nonneg. assert (Z := Hz k). lra.
  - intros n0. apply Rle_trans with (1 := M1c_sum n0). apply ln_le.
    + apply Rdiv_lt_0_compat; apply Hq.
    + apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Hq|]. assert (0 <= q n0); [|lra].
      unfold q. apply Rmult_le_pos; [|apply Hp]. apply Rmult_le_pos; [|apply sq_nonneg]. apply Rmult_le_pos; lra.
  - apply ln_pos. lra.
  - exists N. intros k Hk. specialize (HN k Hk). destruct (Rlt_le_dec (h ^ 2 * beta * nu ^ 2 * v k) e) as [|Hge]; [assumption|exfalso].
    assert (ln (1 + e) <= ln (1 + h ^ 2 * beta * nu ^ 2 * v k)) by (apply ln_le; lra). lra.
Qed.
End M1c.

(** M1d. A singular value y of sqrt(h) X of a symmetric factorisation moves to |y - y^3| at most, plus gamma times the largest:
    the ball is invariant. *)
Theorem M1d_cubic t y : 0 <= y -> y ^ 2 <= t -> 4 / 27 <= t -> Rabs (y - y ^ 3) <= Rmax (2 / (3 * sqrt 3)) (sqrt t * (t - 1)).
Proof.
  intros Hy Hyt Ht. assert (H3 : 0 < sqrt 3) by (apply sqrt_lt_R0; lra). assert (E3 : sqrt 3 * sqrt 3 = 3) by (apply sqrt_sqrt; lra).
  assert (Hst : y <= sqrt t) by (rewrite <- (sqrt_pow2 y) by assumption; apply sqrt_le_1; [apply sq_nonneg|lra|assumption]).
  set (c := / sqrt 3). assert (Hc : 0 < c) by (apply Rinv_0_lt_compat; assumption). assert (Ec : 3 * (c * c) = 1).
  { unfold c. rewrite <- Rinv_mult, E3. field. }
  assert (E2 : 2 / (3 * sqrt 3) = 2 / 3 * c) by (unfold c; field; lra). rewrite E2.
  apply Rabs_le. split.
  - assert (Q := Rmax_r (2 / 3 * c) (sqrt t * (t - 1))). assert (Q1 := Rmax_l (2 / 3 * c) (sqrt t * (t - 1))).
    destruct (Rle_lt_dec (y ^ 2) 1) as [H1|H1].
    + assert (0 <= y * (1 - y ^ 2)) by (apply Rmult_le_pos; lra). lra.
    + assert (y * (y ^ 2 - 1) <= sqrt t * (t - 1)) by (apply Rmult_le_compat; lra). lra.
  - apply Rle_trans with (2 := Rmax_l _ _). assert (I : 2 / 3 * c - (y - y ^ 3) = (y - c) ^ 2 * (y + 2 * c) + (1 - 3 * (c * c)) * (2 / 3 * c - y) + (2 / 3 * c - 2 / 3 * c)).
    { ring_simplify. nra. }
    assert (0 <= (y - c) ^ 2 * (y + 2 * c)) by (apply Rmult_le_pos; [apply sq_nonneg|lra]). nra.
Qed.

Theorem M1d_ball t g : 0 <= g -> 4 / (27 * (1 - g) ^ 2) <= t -> g < 1 -> t <= 2 - g ->
  Rmax (2 / (3 * sqrt 3)) (sqrt t * (t - 1)) + g * sqrt t <= sqrt t.
Proof.
  intros Hg Ht Hg1 Ht2. assert (H1 : 0 < (1 - g) ^ 2) by (apply pow_lt; lra).
  assert (Ht0 : 0 < t) by (apply Rlt_le_trans with (2 := Ht), Rdiv_lt_0_compat; lra).
  assert (Hst : 0 < sqrt t) by (apply sqrt_lt_R0; assumption). assert (E : sqrt t * sqrt t = t) by (apply sqrt_sqrt; lra).
  assert (H3 : 0 < sqrt 3) by (apply sqrt_lt_R0; lra). assert (E3 : sqrt 3 * sqrt 3 = 3) by (apply sqrt_sqrt; lra).
  assert (Q : Rmax (2 / (3 * sqrt 3)) (sqrt t * (t - 1)) <= sqrt t * (1 - g)); [|lra].
  apply Rmax_lub.
  - apply Rsqr_incr_0; [|left; apply Rdiv_lt_0_compat; lra|apply Rmult_le_pos; lra]. unfold Rsqr.
    replace (2 / (3 * sqrt 3) * (2 / (3 * sqrt 3))) with (4 / (9 * (sqrt 3 * sqrt 3))) by (field; lra). rewrite E3.
    replace (sqrt t * (1 - g) * (sqrt t * (1 - g))) with (sqrt t * sqrt t * (1 - g) ^ 2) by ring. rewrite E.
    apply Rmult_le_compat_r with (r := (1 - g) ^ 2) in Ht; [|lra].
    replace (4 / (27 * (1 - g) ^ 2) * (1 - g) ^ 2) with (4 / (9 * 3)) in Ht by (field; lra). exact Ht.
  - apply Rmult_le_compat_l; lra.
Qed.
