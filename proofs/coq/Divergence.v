(** T11: certified divergence for h G > sqrt 2. A = sqrt D exp(L/2), B = sqrt D exp(-L/2): the ratio L jumps between the neighbourhoods of lam and
    -lam, lam = ln((hG + 1)/(hG - 1)). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

Definition ell (w : R) := ln ((w + 1) / (w - 1)).

(** ell falls, at most by 2/(w^2 - 1) a unit. *)
Lemma ell_derive w : 1 < w -> is_derive ell w (- 2 / (w ^ 2 - 1)).
Proof.
  intros Hw. unfold ell. auto_derive.
  - split; [lra|]. split; [|exact I]. apply Rdiv_lt_0_compat; lra.
  - field. repeat split; nra.
Qed.
Lemma ell_near q w H : 0 < q -> 1 < w -> w <= H -> q <= w ^ 2 - 1 -> 0 <= ell w - ell H <= 2 / q * (H - w).
Proof.
  intros Hq Hw HwH Hwq. destruct (Req_dec w H) as [->|Hne]; [rewrite Rminus_eq_0; split; [lra|]; rewrite Rminus_eq_0; lra|].
  destruct (MVT_gen ell w H (fun x => - 2 / (x ^ 2 - 1))) as [z [Hz Ez]].
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply ell_derive. lra.
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply continuity_pt_filterlim.
    apply (ex_derive_continuous ell). eexists. apply ell_derive. lra.
  - rewrite Rmin_left, Rmax_right in Hz by lra. assert (Q : q <= z ^ 2 - 1) by nra.
    assert (E : ell w - ell H = 2 / (z ^ 2 - 1) * (H - w)) by (replace (ell w - ell H) with (- (ell H - ell w)) by ring; rewrite Ez; field; lra).
    rewrite E. assert (0 < H - w) by lra. assert (I1 : 0 < / (z ^ 2 - 1)) by (apply Rinv_0_lt_compat; lra).
    assert (I2 : / (z ^ 2 - 1) <= / q) by (apply Rinv_le_contravar; assumption). unfold Rdiv. split; [apply Rmult_le_pos; lra|].
    apply Rmult_le_compat_r; [lra|]. lra.
Qed.

(** The step of L = ln(A/B): A' = A (1 - w)^2, B' = B (1 + w)^2. *)
Theorem T11_ratio a b w : 0 < a -> 0 < b -> 1 < Rabs w ->
  ln (a * (1 - w) ^ 2 / (b * (1 + w) ^ 2)) = ln (a / b) - (if Rlt_dec 0 w then 2 else - 2) * ell (Rabs w).
Proof.
  intros Ha Hb Hw. assert (Hab : 0 < a / b) by (apply Rdiv_lt_0_compat; assumption). unfold ell. destruct (Rlt_dec 0 w) as [Hp|Hn].
  - rewrite (Rabs_pos_eq w) in * by lra. assert (Hq : 0 < (w + 1) / (w - 1)) by (apply Rdiv_lt_0_compat; lra).
    replace (a * (1 - w) ^ 2 / (b * (1 + w) ^ 2)) with (a / b * / ((w + 1) / (w - 1)) ^ 2) by (field; repeat split; lra).
    rewrite ln_mult, ln_Rinv, ln_sq; try assumption; [ring|apply pow_lt; assumption|apply Rinv_0_lt_compat, pow_lt; assumption].
  - assert (Hn0 : w < 0) by (destruct (Req_dec w 0) as [E|]; [rewrite E, Rabs_R0 in Hw; lra|lra]). rewrite (Rabs_left w) in * by assumption.
    assert (Hq : 0 < (- w + 1) / (- w - 1)) by (apply Rdiv_lt_0_compat; lra).
    replace (a * (1 - w) ^ 2 / (b * (1 + w) ^ 2)) with (a / b * ((- w + 1) / (- w - 1)) ^ 2) by (field; repeat split; lra).
    rewrite ln_mult, ln_sq; try assumption; [ring|apply pow_lt; assumption].
Qed.

Section T11.
Variables (h G C U q c M0 lam : R) (D L w : nat -> R).
Let m k := sqrt (D k) * sinh (L k / 2) / 2.
Let u k := m k - c.
Hypothesis Hh : 0 < h.
Hypothesis HC : 0 <= C.
Hypothesis HU : 0 < U.
Hypothesis Hq : q = h ^ 2 * (G - C / U) ^ 2 - 1.
Hypothesis Hq1 : 1 < q.
Hypothesis HGU : 0 < G - C / U.
Hypothesis Hlam : lam = ell (h * G).
Hypothesis HM0 : M0 = sqrt (D O) * sinh (lam / 4) / 2 - Rabs c.
Hypothesis HMU : U <= M0.
Hypothesis HD0 : 0 < D O.
(** w = h F'(c + u): its sign, its bound and the tail. *)
Hypothesis Hsign : forall k, 0 < u k * w k \/ u k = 0.
Hypothesis HwG : forall k, Rabs (w k) <= h * G.
Hypothesis Htail : forall k, U <= Rabs (u k) -> h * (G - C / Rabs (u k)) <= Rabs (w k).
(** The step: D' = D (1 - w^2)^2, A'/B' = (A/B)((1 - w)/(1 + w))^2. *)
Hypothesis HD : forall k, D (S k) = D k * (1 - w k ^ 2) ^ 2.
Hypothesis HL : forall k, 1 < Rabs (w k) -> L (S k) = L k - (if Rlt_dec 0 (w k) then 2 else - 2) * ell (Rabs (w k)).
Let dl k := Rabs (L k) - lam.
Hypothesis Hstart : Rabs (dl O) + 4 * h * C / ((q - 1) * M0) <= lam / 2.

Lemma T11_hG : 1 < h * G.
Proof.
  assert (0 <= C / U) by (apply Rmult_le_pos; [assumption|left; apply Rinv_0_lt_compat; assumption]).
  assert (2 < (h * (G - C / U)) ^ 2) by (replace ((h * (G - C / U)) ^ 2) with (h ^ 2 * (G - C / U) ^ 2) by ring; lra).
  assert (0 < h * (G - C / U)) by (apply Rmult_lt_0_compat; assumption). assert (1 < h * (G - C / U)) by nra.
  assert (h * (G - C / U) <= h * G) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma T11_lam : 0 < lam.
Proof.
  rewrite Hlam. unfold ell. assert (Q := T11_hG). apply ln_pos. apply Rmult_lt_reg_r with (h * G - 1); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma sinh_up x y : x <= y -> sinh x <= sinh y.
Proof. intros [H| ->]; [left; now apply sinh_lt|lra]. Qed.
Lemma sinh_odd x : sinh (- x) = - sinh x.
Proof. unfold sinh. rewrite Ropp_involutive. field. Qed.

(** Where |delta| <= lam/2 and D has grown, |u| is large and has the sign of L. *)
Lemma T11_far k : D O * q ^ (2 * k) <= D k -> Rabs (dl k) <= lam / 2 -> q ^ k * M0 <= Rabs (u k) /\ 0 < L k * u k.
Proof.
  intros HDk Hdl. assert (Hl := T11_lam). assert (Hqk : 1 <= q ^ k) by (apply pow_R1_Rle; lra).
  assert (HLk : lam / 2 <= Rabs (L k)) by (unfold dl in Hdl; apply Rabs_le_between in Hdl; lra).
  assert (Hs4 : 0 < sinh (lam / 4)) by (rewrite <- sinh_0; apply sinh_lt; lra).
  assert (Hsq : q ^ k * sqrt (D O) <= sqrt (D k)).
  { rewrite <- (sqrt_pow2 (q ^ k)) by lra. rewrite <- sqrt_mult_alt by (apply sq_nonneg). apply sqrt_le_1_alt.
    replace ((q ^ k) ^ 2) with (q ^ (2 * k)) by (rewrite <- pow_mult; f_equal; lia). lra. }
  assert (HsD : 0 < sqrt (D O)) by (apply sqrt_lt_R0; assumption).
  assert (Hm : q ^ k * (sqrt (D O) * sinh (lam / 4) / 2) <= Rabs (m k) /\ 0 < L k * m k).
  { assert (Hs : sinh (lam / 4) <= Rabs (sinh (L k / 2)) /\ 0 < L k * sinh (L k / 2)).
    { destruct (Rle_lt_dec 0 (L k)) as [HL0|HL0].
      - rewrite Rabs_pos_eq in HLk by assumption. assert (Q := sinh_up (lam / 4) (L k / 2) ltac:(lra)).
        rewrite Rabs_pos_eq by lra. split; [assumption|]. apply Rmult_lt_0_compat; lra.
      - rewrite Rabs_left in HLk by assumption. assert (Q := sinh_up (lam / 4) (- L k / 2) ltac:(lra)).
        replace (- L k / 2) with (- (L k / 2)) in Q by field. rewrite sinh_odd in Q. rewrite Rabs_left by lra. split; [lra|]. nra. }
    destruct Hs as [Hs1 Hs2]. assert (HsDk : 0 < sqrt (D k)) by (apply Rlt_le_trans with (2 := Hsq); apply Rmult_lt_0_compat; lra).
    unfold m. split.
    - replace (sqrt (D k) * sinh (L k / 2) / 2) with (sqrt (D k) / 2 * sinh (L k / 2)) by field.
      rewrite Rabs_mult, (Rabs_pos_eq (sqrt (D k) / 2)) by lra.
      replace (q ^ k * (sqrt (D O) * sinh (lam / 4) / 2)) with (q ^ k * sqrt (D O) / 2 * sinh (lam / 4)) by field.
      assert (0 <= q ^ k * sqrt (D O)) by (apply Rmult_le_pos; lra). apply Rmult_le_compat; lra.
    - replace (L k * (sqrt (D k) * sinh (L k / 2) / 2)) with (sqrt (D k) * (L k * sinh (L k / 2)) / 2) by field.
      apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; assumption|lra]. }
  destruct Hm as [Hm1 Hm2].
  assert (Hc : q ^ k * M0 + Rabs c <= Rabs (m k)).
  { rewrite HM0. assert (Q := Rabs_pos c). assert (Rabs c <= q ^ k * Rabs c) by nra. lra. }
  assert (HM : 0 < q ^ k * M0) by (apply Rmult_lt_0_compat; lra).
  assert (Qc : - Rabs c <= c <= Rabs c) by (apply Rabs_le_between; lra).
  unfold u. destruct (Rle_lt_dec 0 (m k)) as [Hs|Hs].
  - rewrite (Rabs_pos_eq (m k)) in Hc by assumption. rewrite Rabs_pos_eq by lra. split; [lra|].
    assert (0 < L k) by nra. apply Rmult_lt_0_compat; lra.
  - rewrite (Rabs_left (m k)) in Hc by assumption. rewrite Rabs_left by lra. split; [lra|].
    assert (L k < 0) by nra. nra.
Qed.

(** C1: D grows by q^2 a step and |u_k| >= q^k M0. *)
Theorem T11_grows k : D O * q ^ (2 * k) <= D k /\ Rabs (dl k) <= Rabs (dl O) + 4 * h * C / (q * M0) * bsum (fun j => / q ^ j) k
  /\ q ^ k * M0 <= Rabs (u k) /\ q ^ 2 * D k <= D (S k).
Proof.
  assert (Hl := T11_lam). assert (HM : 0 < M0) by lra.
  assert (Hsum : forall n, bsum (fun j => / q ^ j) n <= q / (q - 1)).
  { assert (Q : forall n, bsum (fun j => / q ^ j) n = (q - / q ^ n * q) / (q - 1)).
    { induction n as [|n IH]; [simpl; field; lra|]. cbn [bsum]. rewrite IH. simpl. assert (q ^ n <> 0) by (apply pow_nonzero; lra). field. repeat split; lra. }
    intros n. rewrite Q. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
    assert (0 < / q ^ n * q) by (apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, pow_lt; lra|lra]). lra. }
  assert (Hbound : forall n, Rabs (dl O) + 4 * h * C / (q * M0) * bsum (fun j => / q ^ j) n <= lam / 2).
  { intros n. apply Rle_trans with (2 := Hstart). apply Rplus_le_compat_l.
    assert (0 <= 4 * h * C / (q * M0)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; apply Rmult_lt_0_compat; lra]).
    apply Rle_trans with (4 * h * C / (q * M0) * (q / (q - 1))); [apply Rmult_le_compat_l; [assumption|apply Hsum]|]. right. field. repeat split; lra. }
  assert (Hone : forall j, D O * q ^ (2 * j) <= D j -> Rabs (dl j) <= lam / 2 ->
    q ^ 2 * D j <= D (S j) /\ Rabs (dl (S j)) <= Rabs (dl j) + 4 * h * C / (q * M0) * / q ^ j).
  { intros j HDj Hdj. destruct (T11_far j HDj Hdj) as [Hu HLu].
    assert (Hqj : 1 <= q ^ j) by (apply pow_R1_Rle; lra). assert (HuU : U <= Rabs (u j)) by nra. assert (Hup : 0 < Rabs (u j)) by lra.
    assert (Hw1 := Htail j HuU). assert (Hw2 := HwG j).
    assert (HCu : C / Rabs (u j) <= C / U) by (apply Rmult_le_compat_l; [assumption|]; apply Rinv_le_contravar; assumption).
    assert (Hwlow : h * (G - C / U) <= Rabs (w j)) by (apply Rle_trans with (2 := Hw1), Rmult_le_compat_l; lra).
    assert (Hpos : 0 < h * (G - C / U)) by (apply Rmult_lt_0_compat; assumption).
    assert (Hwq : q <= Rabs (w j) ^ 2 - 1).
    { rewrite Hq. assert ((h * (G - C / U)) ^ 2 <= Rabs (w j) ^ 2) by (apply pow_incr; lra). replace (h ^ 2 * (G - C / U) ^ 2) with ((h * (G - C / U)) ^ 2) by ring. lra. }
    assert (Hw1' : 1 < Rabs (w j)) by (assert (Q := Rabs_pos (w j)); nra).
    assert (HDj0 : 0 < D j) by (apply Rlt_le_trans with (2 := HDj); apply Rmult_lt_0_compat; [assumption|apply pow_lt; lra]).
    split.
    - rewrite HD. rewrite <- (pow2_abs (w j)). rewrite (Rmult_comm (q ^ 2)). apply Rmult_le_compat_l; [lra|].
      replace ((1 - Rabs (w j) ^ 2) ^ 2) with ((Rabs (w j) ^ 2 - 1) ^ 2) by ring. apply pow_incr. lra.
    - destruct (ell_near q (Rabs (w j)) (h * G) ltac:(lra) Hw1' Hw2 Hwq) as [He1 He2]. rewrite <- Hlam in He1, He2.
      set (ep := ell (Rabs (w j)) - lam) in *. assert (Eell : ell (Rabs (w j)) = lam + ep) by (unfold ep; ring).
      assert (Hep : ep <= 2 * h * C / (q * M0) * / q ^ j).
      { apply Rle_trans with (1 := He2). apply Rle_trans with (2 / q * (h * (C / Rabs (u j)))); [apply Rmult_le_compat_l; [left; apply Rdiv_lt_0_compat; lra|lra]|].
        replace (2 * h * C / (q * M0) * / q ^ j) with (2 / q * (h * (C * / (q ^ j * M0)))) by (field; repeat split; lra).
        apply Rmult_le_compat_l; [left; apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [assumption|].
        apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|assumption]. }
      assert (Hdl' : - (lam / 2) <= dl j <= lam / 2) by (apply Rabs_le_between; assumption).
      assert (Hwu : 0 < u j * w j) by (destruct (Hsign j) as [|E]; [assumption|rewrite E in HLu; lra]).
      assert (Enew : Rabs (L (S j)) = Rabs (L j) - 2 * (lam + ep) \/ Rabs (L (S j)) = 2 * (lam + ep) - Rabs (L j)).
      { rewrite (HL j Hw1'), Eell. destruct (Rlt_dec 0 (w j)) as [Hp|Hn].
        - assert (0 < u j) by nra. assert (0 < L j) by nra. rewrite (Rabs_pos_eq (L j)) by lra.
          destruct (Rle_lt_dec 0 (L j - 2 * (lam + ep))); [left; rewrite Rabs_pos_eq by lra; ring|right; rewrite Rabs_left by lra; ring].
        - assert (w j < 0) by (destruct (Req_dec (w j) 0) as [E|]; [rewrite E in Hwu; lra|lra]). assert (u j < 0) by nra. assert (L j < 0) by nra.
          rewrite (Rabs_left (L j)) by lra.
          destruct (Rle_lt_dec 0 (L j - - 2 * (lam + ep))); [right; rewrite Rabs_pos_eq by lra; ring|left; rewrite Rabs_left by lra; ring]. }
      assert (EdS : dl (S j) = - dl j + 2 * ep).
      { unfold dl in *. destruct Enew as [E|E]; [|lra]. assert (P := Rabs_pos (L (S j))). lra. }
      rewrite EdS. apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp, (Rabs_pos_eq (2 * ep)) by lra. 
      replace (4 * h * C / (q * M0) * / q ^ j) with (2 * (2 * h * C / (q * M0) * / q ^ j)) by (field; repeat split; lra). lra. }
  assert (Hind : D O * q ^ (2 * k) <= D k /\ Rabs (dl k) <= Rabs (dl O) + 4 * h * C / (q * M0) * bsum (fun j => / q ^ j) k).
  { induction k as [|k [I1 I2]]; [simpl; split; lra|]. assert (Hd : Rabs (dl k) <= lam / 2) by (apply Rle_trans with (1 := I2), Hbound).
    destruct (Hone k I1 Hd) as [J1 J2]. split.
    - replace (q ^ (2 * S k)) with (q ^ (2 * k) * q ^ 2) by (rewrite <- pow_add; f_equal; lia). 
      apply Rle_trans with (2 := J1). assert (0 < q ^ 2) by (apply pow_lt; lra). nra.
    - cbn [bsum]. apply Rle_trans with (1 := J2). rewrite Rmult_plus_distr_l. lra. }
  destruct Hind as [I1 I2]. assert (Hd : Rabs (dl k) <= lam / 2) by (apply Rle_trans with (1 := I2), Hbound).
  split; [assumption|]. split; [assumption|]. split; [apply (T11_far k I1 Hd)|apply (Hone k I1 Hd)].
Qed.

(** C2: |u_k| passes every bound, and stays beyond it. *)
Theorem T11_diverges M : exists K, forall k, (K <= k)%nat -> M <= Rabs (u k).
Proof.
  assert (HM : 0 < M0) by lra. destruct (Pow_x_infinity q ltac:(rewrite Rabs_pos_eq; lra) (M / M0)) as [K HK].
  exists K. intros k Hk. destruct (T11_grows k) as [_ [_ [Q _]]]. apply Rle_trans with (2 := Q).
  assert (P := HK k Hk). rewrite Rabs_pos_eq in P by (left; apply pow_lt; lra).
  replace M with (M / M0 * M0) by (field; lra). apply Rmult_le_compat_r; lra.
Qed.
End T11.

(** C2: where F' keeps away from 0 with the sign of u beyond U, the loss passes every bound as |u| does. *)
Theorem T11_loss (F f : R -> R) c U g : 0 <= U -> 0 < g -> (forall v, derivable_pt_lim F (c + v) (f v)) -> (forall v, U <= v -> g <= f v) ->
  (forall v, v <= - U -> f v <= - g) -> forall M, exists K, forall v, K <= Rabs v -> M <= F (c + v).
Proof.
  intros HU Hg HF Hr Hl M.
  assert (Hd : forall s, derivable_pt_lim F s (f (s - c))). { intros s. assert (Q := HF (s - c)). now replace (c + (s - c)) with s in Q by ring. }
  set (a := Rabs (M - F (c + U)) / g). set (b := Rabs (M - F (c + - U)) / g).
  assert (Ha : 0 <= a) by (apply Rdiv_le_0_compat; [apply Rabs_pos|lra]). assert (Hb : 0 <= b) by (apply Rdiv_le_0_compat; [apply Rabs_pos|lra]).
  assert (Ea : g * a = Rabs (M - F (c + U))) by (unfold a; field; lra). assert (Eb : g * b = Rabs (M - F (c + - U))) by (unfold b; field; lra).
  assert (Qa := Rle_abs (M - F (c + U))). assert (Qb := Rle_abs (M - F (c + - U))).
  exists (U + a + b + 1). intros v Hv. destruct (Rle_lt_dec 0 v) as [Hp|Hn].
  - rewrite Rabs_pos_eq in Hv by lra.
    destruct (MVT_cor2 F (fun s => f (s - c)) (c + U) (c + v)) as [z [E Hz]]; [lra|intros s _; apply Hd|]. assert (Q := Hr (z - c) ltac:(lra)).
    assert (g * (v - U) <= f (z - c) * (c + v - (c + U))) by (replace (c + v - (c + U)) with (v - U) by ring; apply Rmult_le_compat_r; lra).
    assert (g * a <= g * (v - U)) by (apply Rmult_le_compat_l; lra). lra.
  - rewrite Rabs_left in Hv by lra.
    destruct (MVT_cor2 F (fun s => f (s - c)) (c + v) (c + - U)) as [z [E Hz]]; [lra|intros s _; apply Hd|]. assert (Q := Hl (z - c) ltac:(lra)).
    assert (g * (- v - U) <= - f (z - c) * (c + - U - (c + v))) by (replace (c + - U - (c + v)) with (- v - U) by ring; apply Rmult_le_compat_r; lra).
    assert (g * b <= g * (- v - U)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
