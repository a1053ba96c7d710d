(** T8 (edge of stability, certified; c = 0). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C Flat.
Open Scope R_scope.

(** One step: e = h beta sqrt D, v = (h beta u)^2, rho = r / beta, P = h beta p. *)
Section OneStep.
Variables (A e v rho P : R).
Let lam := A + sqrt (A ^ 2 - 3 / 4).
Let nu := / lam.
Hypothesis HA : 9 / 5 <= A.
Hypothesis Hv : 0 <= v.
Hypothesis Hrho : 0 < rho.
Hypothesis Hr1 : rho * (1 + A * v) <= 1.
Hypothesis Hinv : 2 - nu + lam * v <= e.
Hypothesis He : e <= 9 / 4.
Hypothesis HP0 : 0 <= P.
Hypothesis HP : P ^ 2 = e ^ 2 + 4 * v.

Lemma lam_facts : 33779 / 10000 <= lam /\ lam <= 2 * A /\ 2 * A - lam = 3 / 4 * nu /\ 0 < nu <= 2961 / 10000 /\ lam * nu = 1.
Proof.
  assert (Hd : 0 <= A ^ 2 - 3 / 4) by nra.
  assert (Hs := sqrt_sqrt _ Hd). assert (Hp := sqrt_pos (A ^ 2 - 3 / 4)).
  assert (H19 : 15779 / 10000 <= sqrt (A ^ 2 - 3 / 4)).
  { rewrite <- (sqrt_pow2 (15779 / 10000)) by lra. apply sqrt_le_1_alt. nra. }
  assert (HsA : sqrt (A ^ 2 - 3 / 4) <= A) by nra.
  assert (Hl : 33779 / 10000 <= lam) by (unfold lam; lra).
  assert (Hln : lam * nu = 1) by (unfold nu; field; lra).
  assert (Hnu : 0 < nu) by (unfold nu; apply Rinv_0_lt_compat; lra).
  repeat split; try assumption; try (unfold lam; lra).
  - apply Rmult_eq_reg_l with lam; [|lra].
    replace (lam * (3 / 4 * nu)) with (3 / 4 * (lam * nu)) by ring. rewrite Hln. unfold lam. nra.
  - nra.
Qed.

Lemma v_small : v <= 1617 / 10000 /\ lam * v <= 1 / 4 + nu.
Proof. destruct lam_facts as [H1 [H2 [H3 [H4 H5]]]]. split; [|lra]. nra. Qed.

(** sqrt at the left end. *)
Let e0 := 2 - nu + lam * v.
Let P0 := sqrt (e0 ^ 2 + 4 * v).
Let T0 := P0 - rho * v.
Let T := P - rho * v.

Lemma e0_ge : 17 / 10 <= e0 <= 9 / 4.
Proof.
  destruct lam_facts as [H1 [H2 [H3 [H4 H5]]]]. assert (0 <= lam * v) by (apply Rmult_le_pos; lra).
  unfold e0. lra.
Qed.
Lemma rho_le1 : rho <= 1.
Proof. assert (0 <= A * v) by (apply Rmult_le_pos; lra). assert (0 <= rho * (A * v)) by (apply Rmult_le_pos; lra). lra. Qed.
Lemma P0_facts : 0 <= P0 /\ P0 ^ 2 = e0 ^ 2 + 4 * v /\ e0 <= P0 <= e0 + 2 * v / e0.
Proof.
  assert (He0 := e0_ge). assert (Hp := sqrt_pos (e0 ^ 2 + 4 * v)). fold P0 in Hp.
  assert (Hs : P0 ^ 2 = e0 ^ 2 + 4 * v) by (unfold P0; apply pow2_sqrt; nra).
  repeat split; try assumption; [nra|].
  assert (0 <= 2 * v / e0) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (P0 ^ 2 <= (e0 + 2 * v / e0) ^ 2); [|nra].
  replace ((e0 + 2 * v / e0) ^ 2) with (e0 ^ 2 + 4 * v + (2 * v / e0) ^ 2) by (field; lra).
  assert (0 <= (2 * v / e0) ^ 2) by apply sq_nonneg. lra.
Qed.

(** Step (1): the left end, 1/rho >= T/2 + e0/(2 lam T), written 2 lam T >= rho (lam T^2 + e0). *)
Lemma left_end : rho * (lam * T0 ^ 2 + e0) <= 2 * lam * T0.
Proof.
  destruct lam_facts as [Hl [HlA [Hd [Hnu Hln]]]]. destruct v_small as [Hv8 Hlv]. assert (He0 := e0_ge).
  destruct P0_facts as [HP00 [HP0s [HP0l HP0u]]]. assert (Hrle := rho_le1).
  assert (HAv : 0 <= A * v) by (apply Rmult_le_pos; lra).
  set (r1 := / (1 + A * v)).
  assert (Hr1p : 0 < r1) by (apply Rinv_0_lt_compat; lra).
  assert (Hr1e : r1 * (1 + A * v) = 1) by (unfold r1; field; lra).
  assert (Hrr : rho <= r1) by (apply Rmult_le_reg_r with (1 + A * v); lra).
  assert (Hr1A : 0 <= r1 * (A * v)) by (apply Rmult_le_pos; lra).
  assert (Hr1le : r1 <= 1) by lra.
  (* T at r1, and its upper bound *)
  set (T1 := P0 - r1 * v). set (Tb := e0 + 2 * v / e0 - r1 * v).
  assert (Hr1v : 0 <= r1 * v <= v).
  { split; [apply Rmult_le_pos; lra|]. rewrite <- (Rmult_1_l v) at 2. apply Rmult_le_compat_r; lra. }
  assert (Hrv : 0 <= rho * v <= r1 * v) by (split; [apply Rmult_le_pos; lra|apply Rmult_le_compat_r; lra]).
  assert (HT1 : 3 / 2 <= T1 <= Tb) by (unfold T1, Tb; lra).
  assert (HT0 : T1 <= T0) by (unfold T0, T1; lra).
  assert (HTb : e0 <= Tb).
  { assert (r1 <= 2 / e0).
    { apply le_div_r; [lra|]. unfold e0.
      assert (Hx : r1 * (2 - nu + lam * v) <= r1 * (2 * (1 + A * v))); [apply Rmult_le_compat_l; [lra|]|lra].
      assert (lam * v <= 2 * A * v) by (apply Rmult_le_compat_r; lra). lra. }
    assert (r1 * v <= 2 / e0 * v) by (apply Rmult_le_compat_r; lra).
    replace (2 * v / e0) with (2 / e0 * v) in * by (field; lra). unfold Tb.
    replace (2 * v / e0) with (2 / e0 * v) by (field; lra). lra. }
  (* R(t) = t/2 + e0/(2 lam t) *)
  set (Rr := fun t => t / 2 + e0 / (2 * lam * t)).
  assert (HR1b : Rr T1 <= Rr Tb).
  { assert (E : Rr Tb - Rr T1 = (Tb - T1) / 2 * (1 - e0 / (lam * Tb * T1))) by (unfold Rr; field; lra).
    assert (e0 / (lam * Tb * T1) <= 1).
    { apply Rdiv_le_1; [repeat apply Rmult_lt_0_compat; lra|].
      assert (3 * e0 * 1 <= lam * Tb * T1); [|lra].
      apply Rmult_le_compat; [lra|lra| |lra]. apply Rmult_le_compat; lra. }
    assert (0 <= (Tb - T1) / 2 * (1 - e0 / (lam * Tb * T1))) by (apply Rmult_le_pos; lra). lra. }
  assert (HRb : Rr Tb <= 1 + lam * v / 2 + v / 2 * (2 / e0 - r1)).
  { assert (e0 / (2 * lam * Tb) <= nu / 2).
    { apply div_le_l; [repeat apply Rmult_lt_0_compat; lra|].
      replace (nu / 2 * (2 * lam * Tb)) with (lam * nu * Tb) by field. rewrite Hln. lra. }
    unfold Rr. replace (Tb / 2) with (1 + lam * v / 2 - nu / 2 + v / 2 * (2 / e0 - r1)); [lra|].
    unfold Tb. unfold e0 at 2. field. lra. }
  assert (Hkey : 2 / e0 - r1 <= 3 / 4 * nu).
  { assert (E : 2 / e0 - r1 = nu * (1 + 3 / 4 * v) / (e0 * (1 + A * v))).
    { assert (EA : 2 * A = lam + 3 / 4 * nu) by lra.
      assert (E2 : 2 * (1 + A * v) - e0 = nu * (1 + 3 / 4 * v)).
      { unfold e0. replace (2 * (1 + A * v)) with (2 + 2 * A * v) by ring. rewrite EA. ring. }
      unfold r1. replace (2 / e0 - / (1 + A * v)) with ((2 * (1 + A * v) - e0) / (e0 * (1 + A * v))) by (field; lra).
      rewrite E2. reflexivity. }
    rewrite E. apply div_le_l; [apply Rmult_lt_0_compat; lra|].
    replace (3 / 4 * nu * (e0 * (1 + A * v))) with (nu * (3 / 4 * (e0 * (1 + A * v)))) by ring.
    apply Rmult_le_compat_l; [lra|].
    assert (9 / 5 * v <= A * v) by (apply Rmult_le_compat_r; lra).
    assert (17 / 10 * (1 + 9 / 5 * v) <= e0 * (1 + A * v)) by (apply Rmult_le_compat; lra). lra. }
  assert (HRT1 : Rr T1 <= 1 + A * v).
  { assert (v / 2 * (2 / e0 - r1) <= v / 2 * (3 / 4 * nu)) by (apply Rmult_le_compat_l; lra).
    assert (lam * v / 2 + v / 2 * (3 / 4 * nu) = A * v) by (replace A with ((lam + 3 / 4 * nu) / 2) by lra; field). lra. }
  assert (HRT0 : Rr T0 <= Rr T1 + (r1 - rho) * v / 2).
  { assert (E : Rr T0 = Rr T1 + (T0 - T1) / 2 - e0 / (2 * lam) * ((T0 - T1) / (T0 * T1))) by (unfold Rr; field; lra).
    assert (0 <= e0 / (2 * lam) * ((T0 - T1) / (T0 * T1))).
    { apply Rmult_le_pos; apply Rmult_le_pos; try lra; left; apply Rinv_0_lt_compat; [lra|apply Rmult_lt_0_compat; lra]. }
    replace ((r1 - rho) * v / 2) with ((T0 - T1) / 2) by (unfold T0, T1; field). lra. }
  assert (Hinv_rho : 1 + A * v + (r1 - rho) <= / rho).
  { assert (E1 : / r1 = 1 + A * v) by (unfold r1; apply Rinv_inv). rewrite <- E1.
    assert (E2 : / rho - / r1 - (r1 - rho) = (r1 - rho) * (1 - rho * r1) / (rho * r1)) by (field; lra).
    assert (0 <= (r1 - rho) * (1 - rho * r1) / (rho * r1)); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra|]|left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra].
    assert (rho * r1 <= 1 * 1) by (apply Rmult_le_compat; lra). lra. }
  assert (HRR : Rr T0 <= / rho) by (assert (0 <= (r1 - rho) * (1 - v / 2)) by (apply Rmult_le_pos; lra); lra).
  assert (HT0p : 0 < T0) by lra.
  apply Rmult_le_compat_l with (r := 2 * lam * T0 * rho) in HRR; [|apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]].
  replace (2 * lam * T0 * rho * Rr T0) with (rho * (lam * T0 ^ 2 + e0)) in HRR by (unfold Rr; field; lra).
  replace (2 * lam * T0 * rho * / rho) with (2 * lam * T0) in HRR by (field; lra). exact HRR.
Qed.

Theorem T8_step : 2 - nu + lam * (v * (1 - rho * T) ^ 2) <= e * (1 - rho ^ 2 * v).
Proof.
  destruct lam_facts as [Hl [HlA [Hd [Hnu Hln]]]]. destruct v_small as [Hv8 Hlv]. assert (He0 := e0_ge).
  destruct P0_facts as [HP00 [HP0s [HP0l HP0u]]]. assert (Hrle := rho_le1). assert (HL := left_end).
  assert (Hee : 0 <= e - e0) by (unfold e0; lra).
  (* left end value *)
  assert (HF0 : 2 - nu + lam * (v * (1 - rho * T0) ^ 2) <= e0 * (1 - rho ^ 2 * v)).
  { assert (E : e0 * (1 - rho ^ 2 * v) - (2 - nu + lam * (v * (1 - rho * T0) ^ 2))
              = v * (rho * (2 * lam * T0 - rho * (lam * T0 ^ 2 + e0)))) by (replace (2 - nu) with (e0 - lam * v) by (unfold e0; ring); ring).
    assert (0 <= v * (rho * (2 * lam * T0 - rho * (lam * T0 ^ 2 + e0)))) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]). lra. }
  assert (HPP : 0 <= P - P0 <= e - e0).
  { assert (Hs : P ^ 2 - P0 ^ 2 = (e - e0) * (e + e0)) by (rewrite HP, HP0s; ring).
    assert (HPe : e <= P) by (apply sq_le_inv; [assumption|lra]).
    assert (HPP0 : P0 <= P).
    { apply sq_le_inv; [assumption|]. assert (0 <= (e - e0) * (e + e0)) by (apply Rmult_le_pos; lra). lra. }
    split; [lra|]. apply Rmult_le_reg_r with (P + P0); [lra|].
    replace ((P - P0) * (P + P0)) with (P ^ 2 - P0 ^ 2) by ring. rewrite Hs. apply Rmult_le_compat_l; lra. }
  assert (HPe2 : e <= P) by (apply sq_le_inv; [assumption|lra]).
  assert (HTT : T - T0 = P - P0) by (unfold T, T0; ring).
  assert (Hinc : lam * (v * (1 - rho * T) ^ 2) - lam * (v * (1 - rho * T0) ^ 2) <= (e - e0) * (1 - rho ^ 2 * v)).
  { assert (E : lam * (v * (1 - rho * T) ^ 2) - lam * (v * (1 - rho * T0) ^ 2)
       = lam * v * rho * ((P - P0) * (rho * (T + T0) - 2))).
    { rewrite <- HTT. ring. }
    rewrite E.
    assert (Hlv0 : 0 <= lam * v * rho) by (repeat apply Rmult_le_pos; lra).
    assert (Hrv1 : rho ^ 2 * v <= v).
    { rewrite <- (Rmult_1_l v) at 2. apply Rmult_le_compat_r; [lra|]. apply sq_le1. lra. }
    destruct (Rle_lt_dec (rho * T) 1) as [Hle|Hgt].
    - assert (rho * (T + T0) - 2 <= 0) by (assert (rho * T0 <= rho * T) by (apply Rmult_le_compat_l; lra); lra).
      assert (0 <= lam * v * rho * ((P - P0) * - (rho * (T + T0) - 2))) by (apply Rmult_le_pos; [assumption|apply Rmult_le_pos; lra]).
      assert (0 <= (e - e0) * (1 - rho ^ 2 * v)) by (apply Rmult_le_pos; lra). lra.
    - assert (Hrv2 : 0 <= rho * v <= 1 * v) by (split; [apply Rmult_le_pos; lra|apply Rmult_le_compat_r; lra]).
      assert (HT1 : 1 < T).
      { destruct (Rle_lt_dec T 1) as [Q|Q]; [|assumption]. exfalso.
        assert (rho * T <= 1 * 1) by (apply Rmult_le_compat; unfold T in *; lra). lra. }
      assert (HPu : P <= 9 / 4 + 8 / 9 * v).
      { apply sq_le_inv; [lra|]. rewrite HP.
        assert (e ^ 2 <= (9 / 4) ^ 2) by (apply pow_incr; lra). assert (0 <= v ^ 2) by apply sq_nonneg. lra. }
      assert (HTu : T <= 9 / 4 + 8 / 9 * v) by (unfold T; assert (0 <= rho * v) by (apply Rmult_le_pos; lra); lra).
      assert (Hlvr : lam * v * rho <= 2 * (1 - rho)).
      { assert (lam * (v * rho) <= 2 * A * (v * rho)) by (apply Rmult_le_compat_r; [apply Rmult_le_pos; lra|lra]). lra. }
      assert (Hmax : 4 * ((1 - rho) * (rho * T - 1)) <= (T - 1) ^ 2 / T).
      { apply le_div_r; [lra|]. assert (0 <= (2 * rho * T - (T + 1)) ^ 2) by apply sq_nonneg. lra. }
      assert (HTT2 : (T - 1) ^ 2 / T <= 1 / 4 + 8 / 9 * v + 4 / 9).
      { replace ((T - 1) ^ 2 / T) with (T + / T - 2) by (field; lra).
        set (Tm := 9 / 4 + 8 / 9 * v) in *. assert (HTm : / Tm <= 4 / 9) by (rewrite <- (Rinv_inv (4 / 9)); apply Rinv_le_contravar; unfold Tm; lra).
        assert (T + / T <= Tm + / Tm); [|unfold Tm in *; lra].
        assert (E3 : Tm + / Tm - (T + / T) = (Tm - T) * (1 - / (Tm * T))) by (field; unfold Tm; lra).
        assert (/ (Tm * T) <= 1).
        { rewrite <- Rinv_1. apply Rinv_le_contravar; [lra|]. rewrite <- (Rmult_1_l 1) at 1. apply Rmult_le_compat; unfold Tm in *; lra. }
        assert (0 <= (Tm - T) * (1 - / (Tm * T))) by (apply Rmult_le_pos; lra). lra. }
      assert (Hb : lam * v * rho * (2 * (rho * T - 1)) <= 1 - rho ^ 2 * v).
      { apply Rle_trans with (2 * (1 - rho) * (2 * (rho * T - 1))); [apply Rmult_le_compat_r; lra|]. lra. }
      assert (rho * (T + T0) - 2 <= 2 * (rho * T - 1)) by (assert (rho * T0 <= rho * T) by (apply Rmult_le_compat_l; lra); lra).
      apply Rle_trans with (lam * v * rho * ((P - P0) * (2 * (rho * T - 1)))).
      + apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat_l; lra.
      + replace (lam * v * rho * ((P - P0) * (2 * (rho * T - 1)))) with ((P - P0) * (lam * v * rho * (2 * (rho * T - 1)))) by ring.
        apply Rle_trans with ((P - P0) * (1 - rho ^ 2 * v)); [apply Rmult_le_compat_l; lra|].
        apply Rmult_le_compat_r; lra. }
  lra.
Qed.
End OneStep.
