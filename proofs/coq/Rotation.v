(** T9: Lemma R, the sum of arctangents (C1), and the closed form for squared loss near the edge (T9.S). *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

(** The heart of Lemma R: the angle of X falls by arctan s at least. *)
Lemma angle_falls X X' s : 0 < s -> 0 < 1 + X * s -> X' <= (X - s) / (1 + X * s) -> atan X' <= atan X - atan s.
Proof.
  intros Hs Hp HX. assert (Bs := atan_bound s). assert (BX := atan_bound X).
  assert (Ps : 0 < atan s) by (rewrite <- atan_0; now apply atan_increasing).
  assert (Hlow : - (PI / 2) < atan X - atan s).
  { assert (Hx : - / s < X).
    { apply Rmult_lt_reg_r with s; [assumption|]. replace (- / s * s) with (-1) by (field; lra). lra. }
    apply atan_increasing in Hx. rewrite atan_opp, atan_inv in Hx by assumption. lra. }
  assert (Hhigh : atan X - atan s < PI / 2) by lra.
  assert (E : atan X - atan s = atan ((X - s) / (1 + X * s))).
  { rewrite <- (atan_tan (atan X - atan s)) by lra. f_equal. rewrite tan_minus; rewrite ?tan_atan; try reflexivity.
    - apply Rgt_not_eq, cos_gt_0; lra.
    - apply Rgt_not_eq, cos_gt_0; lra.
    - apply Rgt_not_eq, cos_gt_0; lra.
    - lra. }
  rewrite E. destruct (Rle_lt_or_eq_dec _ _ HX) as [Hlt|Heq]; [left; now apply atan_increasing|right; now rewrite Heq].
Qed.

(** Lemma R. *)
Theorem T9_R k1 eta V M N N' : 0 < k1 -> 0 < eta <= 1 -> 0 < V -> -1 < M -> -1 < N ->
  eta * k1 * V ^ 2 * (1 + M) <= (N - N') * (1 + eta * N) + N * (M - N) + N ^ 2 * (1 - eta) ->
  atan (N' / (sqrt k1 * (V * (1 + M)))) <= atan (N / (sqrt k1 * V)) - atan (eta * sqrt k1 * V).
Proof.
  intros Hk He HV HM HN Hrot. assert (Hq : 0 < sqrt k1) by now apply sqrt_lt_R0. assert (Eq : sqrt k1 * sqrt k1 = k1) by (apply sqrt_sqrt; lra).
  set (q := sqrt k1) in *. assert (HqV : 0 < q * V) by now apply Rmult_lt_0_compat.
  assert (HeN : 0 < 1 + eta * N) by nra.
  apply angle_falls.
  - replace (eta * q * V) with (eta * (q * V)) by ring. apply Rmult_lt_0_compat; lra.
  - replace (1 + N / (q * V) * (eta * q * V)) with (1 + eta * N) by (field; split; lra). assumption.
  - replace ((N / (q * V) - eta * q * V) / (1 + N / (q * V) * (eta * q * V)))
      with ((N - eta * (q * q) * V ^ 2) / (q * V * (1 + eta * N))) by (field; repeat split; lra).
    rewrite Eq. apply Rmult_le_reg_r with (q * V * (1 + M) * (1 + eta * N)).
    + apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|assumption].
    + replace (N' / (q * (V * (1 + M))) * (q * V * (1 + M) * (1 + eta * N))) with (N' * (1 + eta * N)) by (field; repeat split; lra).
      replace ((N - eta * k1 * V ^ 2) / (q * V * (1 + eta * N)) * (q * V * (1 + M) * (1 + eta * N)))
        with ((1 + M) * (N - eta * k1 * V ^ 2)) by (field; repeat split; lra).
      assert (I : (1 + M) * (N - eta * k1 * V ^ 2) - N' * (1 + eta * N)
        = ((N - N') * (1 + eta * N) + N * (M - N) + N ^ 2 * (1 - eta)) - eta * k1 * V ^ 2 * (1 + M)) by ring. lra.
Qed.

(** C1: while the angle falls by arctan s_j each time, the sum of the arctan s_j stays below pi. *)
Theorem T9_C1 (th s : nat -> R) n : (forall j, (j < n)%nat -> th (S j) <= th j - atan (s j)) -> - (PI / 2) < th n ->
  bsum (fun j => atan (s j)) n < th O + PI / 2.
Proof.
  intros Hs Hn. assert (Q : bsum (fun j => atan (s j)) n <= th O - th n); [|lra].
  clear Hn. induction n as [|n IH]; [simpl; lra|]. cbn [bsum].
  assert (I := IH ltac:(intros j Hj; apply Hs; lia)). assert (J := Hs n ltac:(lia)). lra.
Qed.

(** The count: at most (th_0 + pi/2)/arctan s of the states have s_j >= s. *)
Theorem T9_C1_count (th s : nat -> R) n v : (forall j, (j < n)%nat -> th (S j) <= th j - atan (s j)) -> - (PI / 2) < th n ->
  (forall j, (j < n)%nat -> 0 <= s j) -> 0 < v -> INR (cnt s v n) <= (th O + PI / 2) / atan v.
Proof.
  intros Hs Hn H0 Hv. assert (Q := T9_C1 th s n Hs Hn).
  assert (Pv : 0 < atan v) by (rewrite <- atan_0; now apply atan_increasing). apply le_div_r; [assumption|].
  apply Rle_trans with (bsum (fun j => atan (s j)) n); [|lra]. apply cnt_markov.
  - intros k Hk. rewrite <- atan_0. destruct (Rle_lt_or_eq_dec _ _ (H0 k Hk)) as [E|E]; [left; now apply atan_increasing|right; now rewrite E].
  - intros k _ Hk. destruct (Rle_lt_or_eq_dec _ _ Hk) as [E|E]; [left; now apply atan_increasing|right; now rewrite E].
Qed.

(** T9.S: squared loss, c = 0, e = h beta sqrt D in [3/2, 5/2], z = h beta |u| in (0, 1/2]: the hypothesis of Lemma R with V = z, N = e - 2,
    k1 = eta = 1. P = sqrt(e^2 + 4 z^2), q = P - z^2 - 1, e' = e (1 - z^2). *)
Theorem T9_S_rot e z : 3 / 2 <= e <= 5 / 2 -> 0 < z <= 1 / 2 ->
  let P := sqrt (e ^ 2 + 4 * z ^ 2) in let M := P - z ^ 2 - 1 - 1 in let N := e - 2 in let N' := e * (1 - z ^ 2) - 2 in
  -1 < M /\ -1 < N /\ 1 * 1 * z ^ 2 * (1 + M) <= (N - N') * (1 + 1 * N) + N * (M - N) + N ^ 2 * (1 - 1).
Proof.
  intros He Hz P M N N'. assert (Hz2 : 0 < z ^ 2 <= 1 / 4) by nra.
  assert (HP2 : P * P = e ^ 2 + 4 * z ^ 2) by (apply sqrt_sqrt; nra). assert (HPe : e < P).
  { apply Rsqr_incrst_0; unfold Rsqr; try nra. apply sqrt_pos. }
  assert (HPb : P - e <= 2 * z ^ 2 / e).
  { assert ((P - e) * (P + e) = 4 * z ^ 2) by nra. apply Rmult_le_reg_r with e; [lra|]. replace (2 * z ^ 2 / e * e) with (2 * z ^ 2) by (field; lra). nra. }
  set (t := P - e) in *. assert (HP : P = e + t) by (unfold t; ring). assert (Ht : t * (2 * e + t) = 4 * z ^ 2) by nra.
  set (y := z ^ 2) in *. assert (Hte : t * e <= 2 * y).
  { apply Rmult_le_compat_r with (r := e) in HPb; [|lra]. replace (2 * y / e * e) with (2 * y) in HPb by (field; lra). lra. }
  assert (Ht0 : 0 < t) by lra. assert (Ht3 : t <= 1 / 3) by nra.
  unfold M, N, N'. split; [lra|]. split; [lra|].
  assert (G : 0 <= y * (e - 1) ^ 2 + (e - 2 - y) * (t - y)).
  { destruct (Rle_lt_dec 2 e) as [H2|H2].
    - assert (Hty : t <= y) by nra. assert (Hlow : 10 * y <= 13 * t) by nra.
      destruct (Rle_lt_dec (e - 2 - y) 0) as [H3|H3].
      + assert (0 <= (2 + y - e) * (y - t)) by (apply Rmult_le_pos; lra). assert (0 <= y * (e - 1) ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]). lra.
      + assert ((e - 2 - y) * (y - t) <= 1 / 2 * (3 / 13 * y)) by (apply Rmult_le_compat; lra).
        assert (y * 1 <= y * (e - 1) ^ 2) by (apply Rmult_le_compat_l; nra). lra.
    - destruct (Rle_lt_dec t y) as [H3|H3].
      + assert (0 <= (2 + y - e) * (y - t)) by (apply Rmult_le_pos; lra). assert (0 <= y * (e - 1) ^ 2) by (apply Rmult_le_pos; [lra|apply sq_nonneg]). lra.
      + assert (J : (2 + y - e) * ((t - y) * e) <= (9 / 4 - e) * (y * (2 - e))) by (apply Rmult_le_compat; nra).
        assert (F : e * (e - 1) ^ 2 - (9 / 4 - e) * (2 - e) = (e - 3 / 2) * (e ^ 2 - 3 / 2 * e + 3)) by field.
        assert (0 <= (e - 3 / 2) * (e ^ 2 - 3 / 2 * e + 3)) by (apply Rmult_le_pos; nra).
        assert (0 <= y * (e * (e - 1) ^ 2 - (9 / 4 - e) * (2 - e))) by (apply Rmult_le_pos; lra).
        apply Rmult_le_reg_r with e; [lra|]. lra. }
  assert (I : (e - 2 - (e * (1 - y) - 2)) * (1 + 1 * (e - 2)) + (e - 2) * (e + t - y - 1 - 1 - (e - 2)) + (e - 2) ^ 2 * (1 - 1)
    - 1 * 1 * y * (1 + (e + t - y - 1 - 1)) = y * (e - 1) ^ 2 + (e - 2 - y) * (t - y)) by ring.
  rewrite HP. lra.
Qed.
