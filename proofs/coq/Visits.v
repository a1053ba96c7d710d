(** T9s.C2: squared loss (or a loss that is linear up to z = 1/2 and convex), c = 0, every start with h beta p_0 < 4: the count of order 1/eps.
    z = |sg|, e = sqrt(ab). Steps with z > 1/2 are few; between them e does not rise: first e >= 5/2, where z grows, then the turn of Lemma R, then e < 3/2 for ever. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates Decay T1 T1C Rotation.
Open Scope R_scope.

Lemma cnt_index f eps X n : 0 <= X -> (forall j, (j < n)%nat -> eps <= f j -> INR j <= X) -> INR (cnt f eps n) <= X + 1.
Proof.
  intros HX H. destruct (last_index (fun k => eps <= f k) n) as [[j [Hj [Hc Haft]]]|Hno].
  - intros k. destruct (Rle_dec eps (f k)); [left|right]; assumption.
  - assert (L : (cnt f eps n <= S j)%nat).
    { replace n with (S j + (n - S j))%nat by lia. rewrite cnt_split. assert (Q := cnt_le f eps (S j)).
      assert (Z : forall k, (k <= n - S j)%nat -> cnt (fun k => f (S j + k)%nat) eps k = O).
      { induction k as [|k IH]; intros Hk; [reflexivity|]. cbn [cnt]. rewrite IH by lia. destruct (Rle_dec eps (f (S j + k)%nat)) as [P|]; [|reflexivity].
        exfalso. apply (Haft (S j + k)%nat); [lia|exact P]. }
      rewrite Z; lia. }
    apply Rle_trans with (INR (S j)); [now apply le_INR|]. rewrite S_INR. assert (Q := H j Hj Hc). lra.
  - assert (Z : forall k, (k <= n)%nat -> cnt f eps k = O).
    { induction k as [|k IH]; intros Hk; [reflexivity|]. cbn [cnt]. rewrite IH by lia. destruct (Rle_dec eps (f k)) as [P|]; [exfalso; apply (Hno k); [lia|exact P]|reflexivity]. }
    rewrite Z by lia. simpl. lra.
Qed.
Lemma cnt_zero f eps n : (forall k, (k < n)%nat -> f k < eps) -> cnt f eps n = O.
Proof. intros H. induction n as [|n IH]; [reflexivity|]. cbn [cnt]. rewrite IH by (intros; apply H; lia). assert (Q := H n ltac:(lia)). destruct (Rle_dec eps (f n)); [lra|reflexivity]. Qed.
Lemma cnt_mono f g eps n : (forall k, (k < n)%nat -> eps <= f k -> eps <= g k) -> (cnt f eps n <= cnt g eps n)%nat.
Proof.
  intros H. induction n as [|n IH]; [reflexivity|]. cbn [cnt]. assert (Q := IH ltac:(intros; apply H; [lia|assumption])). assert (P := H n ltac:(lia)).
  destruct (Rle_dec eps (f n)); destruct (Rle_dec eps (g n)); try lia. exfalso. tauto.
Qed.

Section Visits.
Variables (a b w : nat -> R) (eps : R).
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect 0 a b w.
Hypothesis HY0 : 0 < Y 0 (a O) (b O).
Let v k := sg (a k) (b k).
Let z k := Rabs (v k).
Let P k := (a k + b k) / 2.
Let e k := sqrt (a k * b k).
Hypothesis Hcore : forall k, z k <= 1 / 2 -> w k = v k.
Hypothesis Hconvex : forall k, 1 / 2 < z k -> 1 / 2 <= Rabs (w k).
Hypothesis Heps : 0 < eps <= 1 / 2.

Lemma vz k : 0 <= z k /\ v k ^ 2 = z k ^ 2 /\ (v k = z k \/ v k = - z k).
Proof. unfold z. split; [apply Rabs_pos|]. split; [symmetry; apply pow2_abs|]. unfold Rabs. destruct (Rcase_abs (v k)); [right; ring|left; reflexivity]. Qed.
Lemma ve k : 0 <= e k /\ e k * e k = a k * b k /\ e k ^ 2 + 4 * z k ^ 2 = P k ^ 2 /\ e k <= P k /\ 2 * z k <= P k.
Proof.
  assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k). assert (Hp : 0 <= a k * b k) by now apply Rmult_le_pos.
  assert (E : e k * e k = a k * b k) by now apply sqrt_sqrt. assert (E0 : 0 <= e k) by apply sqrt_pos. destruct (vz k) as [Z0 [Z1 _]].
  assert (PP : e k ^ 2 + 4 * z k ^ 2 = P k ^ 2) by (rewrite <- Z1; replace (e k ^ 2) with (a k * b k) by (rewrite <- E; ring); unfold v, P, sg; field).
  assert (P0 : 0 <= P k) by (unfold P; lra). split; [exact E0|]. split; [exact E|]. split; [exact PP|].
  split; apply sq_le_inv; try assumption; nra.
Qed.
Let q k := P k - z k ^ 2 - 1.
Lemma v_next k : z k <= 1 / 2 -> v (S k) = - q k * v k /\ e (S k) = e k * (1 - z k ^ 2).
Proof.
  intros Hz. assert (Ew := Hcore k Hz). destruct (vz k) as [Z0 [Z1 _]]. destruct (ve k) as [E0 [E1 _]]. split.
  - unfold v at 1. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho), S1, Ew. fold (v k). unfold q. rewrite <- Z1. unfold P, v, sg. field.
  - unfold e at 1. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. rewrite Ew.
    replace (a k * (1 - v k) ^ 2 * (b k * (1 + v k) ^ 2)) with ((e k * (1 - v k ^ 2)) ^ 2) by (simpl; replace (e k * (1 - v k * (v k * 1)) * (e k * (1 - v k * (v k * 1)) * 1)) with (e k * e k * (1 - v k * v k) ^ 2) by ring; rewrite E1; ring).
    rewrite Z1. apply sqrt_pow2. apply Rmult_le_pos; [assumption|nra].
Qed.
Lemma z_next k : z k <= 1 / 2 -> z (S k) = Rabs (q k) * z k.
Proof. intros Hz. unfold z at 1. rewrite (proj1 (v_next k Hz)), Rabs_mult, Rabs_Ropp. reflexivity. Qed.
Lemma e_falls k : z k <= 1 / 2 -> e (S k) <= e k.
Proof. intros Hz. rewrite (proj2 (v_next k Hz)). destruct (ve k) as [E0 _]. destruct (vz k) as [Z0 _]. nra. Qed.

(** e >= 5/2: z grows by 5/4. *)
Lemma A_grows k : z k <= 1 / 2 -> 5 / 2 <= e k -> 5 / 4 * z k <= z (S k).
Proof.
  intros Hz He. rewrite z_next by assumption. destruct (ve k) as [_ [_ [_ [EP _]]]]. destruct (vz k) as [Z0 _].
  apply Rmult_le_compat_r; [assumption|]. apply Rle_trans with (2 := Rle_abs _). unfold q. nra.
Qed.
(** 3/2 <= e <= 5/2: the angle. *)
Let th k := atan ((e k - 2) / z k).
Lemma B_turns k : z k <= 1 / 2 -> 3 / 2 <= e k <= 5 / 2 -> th (S k) <= th k - atan (z k).
Proof.
  intros Hz He. destruct (vz k) as [Z0 _]. destruct (ve k) as [E0 [_ [EPP [EP _]]]]. unfold th. rewrite z_next by assumption.
  destruct (Rle_lt_or_eq_dec 0 (z k) Z0) as [Zp|<-].
  - destruct (T9_S_rot (e k) (z k) He ltac:(lra)) as [H1 [H2 H3]]. rewrite EPP in H1, H3.
    replace (sqrt (P k ^ 2)) with (P k) in H1, H3 by (symmetry; apply sqrt_pow2; lra).
    assert (R := T9_R 1 1 (z k) (P k - z k ^ 2 - 1 - 1) (e k - 2) (e k * (1 - z k ^ 2) - 2) Rlt_0_1 ltac:(lra) Zp H1 H2 H3).
    rewrite sqrt_1 in R. rewrite (proj2 (v_next k Hz)).
    assert (Hq : 0 < q k) by (unfold q; lra). rewrite (Rabs_pos_eq (q k)) by lra.
    replace (1 * (z k * (1 + (P k - z k ^ 2 - 1 - 1)))) with (q k * z k) in R by (unfold q; ring).
    replace (1 * z k) with (z k) in R by ring. replace (1 * 1 * z k) with (z k) in R by ring. exact R.
  - rewrite Rmult_0_r. unfold Rdiv. rewrite Rinv_0, !Rmult_0_r, atan_0. lra.
Qed.
(** e < 3/2: for ever, and 1/z rises by 2, but for one step. *)
Lemma C_keeps k : z k <= 1 / 2 -> e k < 3 / 2 -> z (S k) <= 1 / 2 /\ e (S k) < 3 / 2 /\ z (S k) <= z k /\
  (z (S k) * (1 + 2 * z k) <= z k \/ (28 / 100 < z k /\ z (S k) <= 28 / 100)).
Proof.
  intros Hz He. assert (Ef := e_falls k Hz). destruct (vz k) as [Z0 _]. destruct (ve k) as [E0 [_ [EPP [_ EP]]]]. rewrite z_next by assumption.
  set (x := z k) in *. assert (Hlow : - (1 - x) ^ 2 <= q k) by (unfold q; fold x; nra).
  assert (PH : P k ^ 2 <= 9 / 4 + 4 * x ^ 2) by nra. assert (P0 : 0 <= P k) by lra.
  assert (Hup : q k <= 553 / 1000).
  { unfold q. fold x. assert (P k <= 1553 / 1000 + x ^ 2); [|lra]. assert (Hy : 0 <= x ^ 2 <= 1 / 4) by nra. set (y := x ^ 2) in *. apply sq_le_inv; [lra|].
    apply Rle_trans with (1 := PH). assert (0 <= (1 / 4 - y) * (644 / 1000 - y)) by (apply Rmult_le_pos; lra). lra. }
  assert (Hup2 : x <= 28 / 100 -> q k <= 523 / 1000).
  { intros Hx. unfold q. fold x. assert (P k <= 1523 / 1000 + x ^ 2); [|lra]. assert (Hy : 0 <= x ^ 2 <= 784 / 10000) by nra. set (y := x ^ 2) in *. apply sq_le_inv; [lra|].
    apply Rle_trans with (1 := PH). assert (0 <= (784 / 10000 - y) * (8756 / 10000 - y)) by (apply Rmult_le_pos; lra). lra. }
  assert (Hx1 : 0 <= (1 - x) ^ 2 <= 1) by nra.
  assert (Hz' : Rabs (q k) <= 1) by (apply Rabs_le; lra). assert (Hle : Rabs (q k) * x <= x) by (assert (Q := Rabs_pos (q k)); nra).
  split; [lra|]. split; [lra|]. split; [exact Hle|]. destruct (Rle_lt_dec 0 (q k)) as [Hq|Hq].
  - rewrite Rabs_pos_eq by assumption. destruct (Rle_lt_dec x (28 / 100)) as [H28|H28].
    + left. specialize (Hup2 H28). assert (q k * (1 + 2 * x) <= 1) by nra. nra.
    + right. split; [assumption|]. nra.
  - rewrite Rabs_left by assumption. left. assert (- q k * (1 + 2 * x) <= 1).
    { apply Rle_trans with ((1 - x) ^ 2 * (1 + 2 * x)); [apply Rmult_le_compat_r; lra|]. nra. }
    nra.
Qed.

(** The three counts. *)
Let X := ln (1 / (2 * eps)) / ln (5 / 4).
Lemma X_nonneg : 0 <= X.
Proof.
  assert (0 < ln (5 / 4)) by (apply ln_pos; lra). unfold X. apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat]. apply ln_nonneg.
  apply Rmult_le_reg_r with (2 * eps); [lra|]. replace (1 / (2 * eps) * (2 * eps)) with 1 by (field; lra). lra.
Qed.
Lemma A_run i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2 /\ 5 / 2 <= e (i + k)%nat) -> INR (cnt (fun k => z (i + k)%nat) eps n) <= X + 1.
Proof.
  intros H. destruct (first_index (fun k => eps <= z (i + k)%nat) n) as [[f [Hf [Hc Hb]]]|Hno].
  - intros k. destruct (Rle_dec eps (z (i + k)%nat)); [left|right]; assumption.
  - replace n with (f + (n - f))%nat by lia. rewrite cnt_split. rewrite cnt_zero by (intros k Hk; specialize (Hb k Hk); lra). rewrite Nat.add_0_l.
    assert (G : forall j, (j < n - f)%nat -> eps * (5 / 4) ^ j <= z (i + (f + j))%nat).
    { induction j as [|j IH]; intros Hj; [rewrite Nat.add_0_r; simpl; lra|]. specialize (IH ltac:(lia)). destruct (H (f + j)%nat ltac:(lia)) as [H1 H2].
      assert (Q := A_grows _ H1 H2). replace (i + (f + S j))%nat with (S (i + (f + j))) by lia. simpl. lra. }
    apply cnt_index; [apply X_nonneg|]. intros j Hj _. assert (Q := G j Hj). destruct (H (f + j)%nat ltac:(lia)) as [H1 _].
    assert (L : 0 < ln (5 / 4)) by (apply ln_pos; lra). unfold X. apply le_div_r; [assumption|].
    assert (P1 : 0 < (5 / 4) ^ j) by (apply pow_lt; lra). assert (E : (5 / 4) ^ j <= 1 / (2 * eps)).
    { apply Rmult_le_reg_r with (2 * eps); [lra|]. replace (1 / (2 * eps) * (2 * eps)) with 1 by (field; lra). lra. }
    apply ln_le in E; [|assumption]. rewrite <- Rpower_pow in E by lra. unfold Rpower in E. rewrite ln_exp in E. exact E.
  - rewrite cnt_zero by (intros k Hk; specialize (Hno k Hk); lra). simpl. assert (Q := X_nonneg). lra.
Qed.
Lemma B_run i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2 /\ 3 / 2 <= e (i + k)%nat <= 5 / 2) ->
  INR (cnt (fun k => z (i + k)%nat) eps n) <= (th i + PI / 2) / atan eps.
Proof.
  intros H. replace (th i) with ((fun k => th (i + k)%nat) O) by (cbv beta; rewrite Nat.add_0_r; reflexivity).
  apply (T9_C1_count (fun k => th (i + k)%nat) (fun k => z (i + k)%nat)).
  - intros j Hj. destruct (H j Hj) as [H1 H2]. rewrite Nat.add_succ_r. now apply B_turns.
  - assert (Q := atan_bound ((e (i + n)%nat - 2) / z (i + n)%nat)). unfold th. lra.
  - intros j _. apply vz.
  - apply Heps.
Qed.
Lemma C_run i n : z i <= 1 / 2 -> e i < 3 / 2 -> INR (cnt (fun k => z (i + k)%nat) eps n) <= 1 / (2 * eps) + 1.
Proof.
  intros Hz He. assert (G : forall j, z (i + j)%nat <= 1 / 2 /\ e (i + j)%nat < 3 / 2 /\
    (z (i + j)%nat * (2 + 2 * INR j) <= 1 \/ (z (i + j)%nat <= 28 / 100 /\ z (i + j)%nat * (2 * INR j) <= 1))).
  { induction j as [|j [I1 [I2 I3]]]; [rewrite Nat.add_0_r; split; [assumption|]; split; [assumption|left; simpl; lra]|].
    rewrite Nat.add_succ_r. destruct (C_keeps _ I1 I2) as [J1 [J2 [J3 J4]]]. split; [assumption|]. split; [assumption|]. rewrite S_INR.
    set (x := z (i + j)%nat) in *. set (x' := z (S (i + j))) in *. assert (X0 : 0 <= x) by apply vz. assert (X0' : 0 <= x') by apply vz. assert (N := pos_INR j).
    assert (Step : forall t, x' * (1 + 2 * x) <= x -> x * t <= 1 -> 0 <= t -> x' * (t + 2) <= 1).
    { intros t T1 T2 T3. apply Rmult_le_reg_r with (1 + 2 * x); [lra|]. apply Rle_trans with (x * (t + 2)); [|lra].
      replace (x' * (t + 2) * (1 + 2 * x)) with (x' * (1 + 2 * x) * (t + 2)) by ring. apply Rmult_le_compat_r; lra. }
    destruct J4 as [J4|[J4 J5]].
    - destruct I3 as [I3|[I3 I4]].
      + left. replace (2 + 2 * (INR j + 1)) with (2 + 2 * INR j + 2) by ring. apply Step; lra.
      + right. split; [lra|]. replace (2 * (INR j + 1)) with (2 * INR j + 2) by ring. apply Step; lra.
    - right. split; [assumption|]. destruct I3 as [I3|[I3 _]]; [|lra]. apply Rle_trans with (x * (2 + 2 * INR j)); [|assumption].
      replace (2 * (INR j + 1)) with (2 + 2 * INR j) by ring. apply Rmult_le_compat_r; lra. }
  apply cnt_index; [left; apply Rdiv_lt_0_compat; lra|]. intros j _ Hj. destruct (G j) as [_ [_ G3]]. assert (N := pos_INR j).
  assert (Q : z (i + j)%nat * (2 * INR j) <= 1) by (assert (Z := vz (i + j)%nat); destruct G3 as [G3|[_ G3]]; lra).
  apply le_div_r; [lra|]. nra.
Qed.

(** Steps with z > 1/2: each multiplies Y = 4 - P by 5/4 at least. *)
Fixpoint big n := match n with O => O | S m => (big m + if Rlt_dec (1 / 2) (z m) then 1 else 0)%nat end.
Lemma Y_at k : 0 < Y 0 (a k) (b k) <= 4 /\ Y 0 (a k) (b k) = 4 - P k.
Proof. assert (Q := Yk 0 a b w ltac:(lra) Ho Hs HY0 k). assert (Ha := orb_a _ _ _ Ho k). assert (Hb := orb_b _ _ _ Ho k). unfold Y, P in *. split; [split|]; lra. Qed.
Lemma Y_up k : Y 0 (a k) (b k) * (1 + v k * w k) <= Y 0 (a (S k)) (b (S k)) /\ 0 <= v k * w k /\ Rabs (w k) <= z k.
Proof.
  rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). split; [apply Y_growth_sw; [lra|apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)|apply Hs]|].
  destruct (Hs k) as [r [Hr E]]. assert (Eu : up 0 (a k) (b k) = v k) by (unfold up, v; ring). rewrite Eu in E. split; [rewrite E; assert (Q := sq_nonneg (v k)); nra|].
  rewrite E, Rabs_mult, (Rabs_pos_eq r) by lra. fold (z k). assert (Z := vz k). nra.
Qed.
Lemma big_steps n : INR (big n) <= ln (4 / Y 0 (a O) (b O)) / ln (5 / 4).
Proof.
  assert (L : 0 < ln (5 / 4)) by (apply ln_pos; lra). apply le_div_r; [assumption|].
  assert (G : ln (Y 0 (a O) (b O)) + INR (big n) * ln (5 / 4) <= ln (Y 0 (a n) (b n))).
  { induction n as [|n IH]; [simpl; lra|]. cbn [big]. rewrite plus_INR. destruct (Y_up n) as [U1 [U2 U3]]. destruct (Y_at n) as [[A1 _] _].
    assert (M : Y 0 (a n) (b n) <= Y 0 (a (S n)) (b (S n))) by nra.
    destruct (Rlt_dec (1 / 2) (z n)) as [Hz|]; [|simpl; assert (Q := ln_le _ _ A1 M); lra].
    assert (V : 1 / 4 <= v n * w n).
    { assert (Hw := Hconvex n Hz). rewrite <- (Rabs_pos_eq (v n * w n)) by assumption. rewrite Rabs_mult. fold (z n). nra. }
    assert (N : ln (Y 0 (a n) (b n) * (5 / 4)) <= ln (Y 0 (a (S n)) (b (S n)))) by (apply ln_le; nra). rewrite ln_mult in N by lra. simpl. lra. }
  destruct (Y_at n) as [[A1 A2] _]. assert (Q := ln_le _ _ A1 A2). rewrite (ln_div 4) by lra. lra.
Qed.

(** What is counted in a stretch without such steps counts at most big + 1 times. *)
Lemma stretches (g : nat -> R) N K : 0 <= N -> (forall k, 1 / 2 < z k -> g k < eps) ->
  (forall i n, (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2) -> INR (cnt (fun k => g (i + k)%nat) eps n) <= N) -> INR (cnt g eps K) <= (INR (big K) + 1) * N.
Proof.
  intros HN Hg Hr. induction K as [K IH] using lt_wf_ind. destruct (last_index (fun k => 1 / 2 < z k) K) as [[j [Hj [Hb Haft]]]|Hno].
  - intros k. destruct (Rlt_dec (1 / 2) (z k)); [left|right]; assumption.
  - assert (EB : (S (big j) <= big K)%nat).
    { replace K with (S j + (K - S j))%nat by lia. generalize (K - S j)%nat. intros n. induction n as [|n In]; [rewrite Nat.add_0_r; cbn [big]; destruct (Rlt_dec (1 / 2) (z j)); [lia|contradiction]|].
      rewrite Nat.add_succ_r. cbn [big]. lia. }
    apply le_INR in EB. rewrite S_INR in EB. assert (I := IH j Hj).
    replace K with (S j + (K - S j))%nat by lia. rewrite cnt_split, plus_INR. cbn [cnt]. assert (G := Hg j Hb). destruct (Rle_dec eps (g j)); [lra|]. rewrite Nat.add_0_r.
    assert (R := Hr (S j) (K - S j)%nat ltac:(intros k Hk; specialize (Haft (S j + k)%nat ltac:(lia)); lra)).
    replace (S j + (K - S j))%nat with K by lia. assert (0 <= (INR (big K) - (INR (big j) + 1)) * N) by (apply Rmult_le_pos; lra). lra.
  - assert (R := Hr O K ltac:(intros k Hk; specialize (Hno (0 + k)%nat Hk); simpl in *; lra)).
    change (fun k => g (0 + k)%nat) with g in R. assert (0 <= INR (big K) * N) by (apply Rmult_le_pos; [apply pos_INR|assumption]). lra.
Qed.

Let fA k := if Rle_dec (z k) (1 / 2) then if Rle_dec (5 / 2) (e k) then z k else 0 else 0.
Let fB k := if Rle_dec (z k) (1 / 2) then if Rle_dec (5 / 2) (e k) then 0 else if Rle_dec (3 / 2) (e k) then z k else 0 else 0.
Let fC k := if Rle_dec (z k) (1 / 2) then if Rle_dec (3 / 2) (e k) then 0 else z k else 0.
Lemma classes K : (cnt z eps K <= big K + cnt fA eps K + cnt fB eps K + cnt fC eps K)%nat.
Proof.
  assert (F : forall k, 1 / 2 < z k \/ fA k = z k \/ fB k = z k \/ fC k = z k).
  { intros k. unfold fA, fB, fC. destruct (Rle_dec (z k) (1 / 2)); [right|left; lra].
    destruct (Rle_dec (5 / 2) (e k)); [left; reflexivity|right]. destruct (Rle_dec (3 / 2) (e k)); [left|right]; reflexivity. }
  induction K as [|K IH]; [simpl; lia|]. cbn [cnt big].
  destruct (Rle_dec eps (z K)) as [Hc|Hc]; [|destruct (Rlt_dec (1 / 2) (z K)); lia].
  destruct (F K) as [G|[G|[G|G]]]; [destruct (Rlt_dec (1 / 2) (z K)); [lia|lra]| | |]; rewrite G; (destruct (Rle_dec eps (z K)); [lia|lra]).
Qed.
(** In a stretch without steps of z > 1/2 e falls. *)
Lemma stretch_falls i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2) -> forall j k, (j <= k)%nat -> (k < n)%nat -> e (i + k)%nat <= e (i + j)%nat.
Proof.
  intros H j k Hjk. induction Hjk as [|k Hjk IH]; intros Hk; [lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (2 := IH ltac:(lia)). apply e_falls, H. lia.
Qed.
Lemma A_stretch i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2) -> INR (cnt (fun k => fA (i + k)%nat) eps n) <= X + 1.
Proof.
  intros H. assert (Q := X_nonneg). destruct (first_index (fun k => e (i + k)%nat < 5 / 2) n) as [[f [Hf [Hc Hb]]]|Hno].
  - intros k. destruct (Rlt_dec (e (i + k)%nat) (5 / 2)); [left|right]; assumption.
  - replace n with (f + (n - f))%nat by lia. rewrite cnt_split, plus_INR.
    rewrite (cnt_zero (fun k => fA (i + (f + k))%nat)).
    2:{ intros k Hk. assert (F := stretch_falls i n H f (f + k) ltac:(lia) ltac:(lia)). unfold fA. destruct (Rle_dec (z (i + (f + k))%nat) (1 / 2)); [|lra].
        destruct (Rle_dec (5 / 2) (e (i + (f + k))%nat)); lra. }
    apply Rle_trans with (INR (cnt (fun k => z (i + k)%nat) eps f)).
    + simpl. rewrite Rplus_0_r. apply le_INR, cnt_mono. intros k Hk. unfold fA. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec _ _); lra.
    + apply A_run. intros k Hk. split; [apply H; lia|]. specialize (Hb k Hk). lra.
  - apply Rle_trans with (INR (cnt (fun k => z (i + k)%nat) eps n)).
    + apply le_INR, cnt_mono. intros k Hk. unfold fA. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec _ _); lra.
    + apply A_run. intros k Hk. split; [apply H; lia|]. specialize (Hno k Hk). lra.
Qed.
(** The turns of a stretch lie side by side; from i on where e <= 5/2 there. *)
Lemma B_side i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2) -> e i < 5 / 2 -> INR (cnt (fun k => fB (i + k)%nat) eps n) <= (th i + PI / 2) / atan eps.
Proof.
  intros H He. assert (Hat : 0 < atan eps) by (rewrite <- atan_0; apply atan_increasing; lra).
  assert (E5 : forall k, (k < n)%nat -> e (i + k)%nat < 5 / 2).
  { intros k Hk. assert (F := stretch_falls i n H 0 k ltac:(lia) Hk). rewrite Nat.add_0_r in F. lra. }
  destruct (first_index (fun k => e (i + k)%nat < 3 / 2) n) as [[f [Hf [Hc Hb]]]|Hno].
  - intros k. destruct (Rlt_dec (e (i + k)%nat) (3 / 2)); [left|right]; assumption.
  - replace n with (f + (n - f))%nat by lia. rewrite cnt_split, plus_INR. rewrite (cnt_zero (fun k => fB (i + (f + k))%nat)).
    2:{ intros k Hk. assert (F := stretch_falls i n H f (f + k) ltac:(lia) ltac:(lia)). unfold fB. destruct (Rle_dec _ _); [|lra].
        destruct (Rle_dec (5 / 2) _); [lra|]. destruct (Rle_dec (3 / 2) _); lra. }
    apply Rle_trans with (INR (cnt (fun k => z (i + k)%nat) eps f)).
    + simpl. rewrite Rplus_0_r. apply le_INR, cnt_mono. intros k Hk. unfold fB. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec _ _); [lra|]. destruct (Rle_dec _ _); lra.
    + apply B_run. intros k Hk. assert (F := E5 k ltac:(lia)). specialize (Hb k Hk). split; [apply H; lia|lra].
  - apply Rle_trans with (INR (cnt (fun k => z (i + k)%nat) eps n)).
    + apply le_INR, cnt_mono. intros k Hk. unfold fB. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec _ _); [lra|]. destruct (Rle_dec _ _); lra.
    + apply B_run. intros k Hk. assert (F := E5 k Hk). specialize (Hno k Hk). split; [apply H; lia|lra].
Qed.
Lemma angle_positive : 0 < atan eps.
Proof. rewrite <- atan_0. apply atan_increasing. lra. Qed.
Lemma B_stretch i n : (forall k, (k < n)%nat -> z (i + k)%nat <= 1 / 2) -> INR (cnt (fun k => fB (i + k)%nat) eps n) <= PI / atan eps.
Proof.
  intros H. assert (Hat := angle_positive). assert (HP := PI_RGT_0).
  assert (Hd : forall k, (th k + PI / 2) / atan eps <= PI / atan eps).
  { intros k. apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. assert (Q := atan_bound ((e k - 2) / z k)). fold (th k) in Q. lra. }
  destruct (first_index (fun k => e (i + k)%nat < 5 / 2) n) as [[f [Hf [Hc Hb]]]|Hno].
  - intros k. destruct (Rlt_dec (e (i + k)%nat) (5 / 2)); [left|right]; assumption.
  - replace n with (f + (n - f))%nat by lia. rewrite cnt_split. rewrite cnt_zero.
    2:{ intros k Hk. specialize (Hb k Hk). unfold fB. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec (5 / 2) _); lra. }
    rewrite Nat.add_0_l. rewrite (cnt_ext _ (fun k => fB (i + f + k)%nat)) by (intros k; f_equal; lia). apply Rle_trans with (2 := Hd (i + f)%nat).
    apply B_side; [|assumption]. intros k Hk. replace (i + f + k)%nat with (i + (f + k))%nat by lia. apply H. lia.
  - rewrite cnt_zero; [simpl; left; now apply Rdiv_lt_0_compat|]. intros k Hk. specialize (Hno k Hk). unfold fB. destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec (5 / 2) _); lra.
Qed.
Lemma C_all K : INR (cnt fC eps K) <= 1 / (2 * eps) + 1.
Proof.
  destruct (first_index (fun k => z k <= 1 / 2 /\ e k < 3 / 2) K) as [[f [Hf [[H1 H2] Hb]]]|Hno].
  - intros k. apply classic.
  - replace K with (f + (K - f))%nat by lia. rewrite cnt_split. rewrite cnt_zero.
    2:{ intros k Hk. specialize (Hb k Hk). unfold fC. destruct (Rle_dec _ _) as [Q|]; [|lra]. destruct (Rle_dec _ _) as [|Q2]; [lra|]. exfalso. apply Hb. lra. }
    rewrite Nat.add_0_l. apply Rle_trans with (2 := C_run f (K - f) H1 H2). apply le_INR, cnt_mono. intros k Hk. unfold fC.
    destruct (Rle_dec _ _); [|lra]. destruct (Rle_dec _ _); lra.
  - rewrite cnt_zero; [simpl; assert (0 < 1 / (2 * eps)) by (apply Rdiv_lt_0_compat; lra); lra|].
    intros k Hk. specialize (Hno k Hk). unfold fC. destruct (Rle_dec _ _) as [Q|]; [|lra]. destruct (Rle_dec _ _) as [|Q2]; [lra|]. exfalso. apply Hno. lra.
Qed.

Let m := IZR (Int_part (ln (4 / Y 0 (a O) (b O)) / ln (5 / 4))).
Lemma big_m K : INR (big K) <= m.
Proof.
  assert (Q := big_steps K). assert (F := floor_count (S (big K)) (ln (4 / Y 0 (a O) (b O)) / ln (5 / 4)) ltac:(rewrite S_INR; lra)).
  unfold m. rewrite INR_IZR_INZ. apply IZR_le. lia.
Qed.
Lemma visits_with N K : 0 <= N -> INR (cnt fB eps K) <= N -> INR (cnt z eps K) <= m + (m + 1) * (X + 1) + N + (1 / (2 * eps) + 1).
Proof.
  intros HN HB. assert (C := classes K). apply le_INR in C. rewrite !plus_INR in C. assert (B := big_m K). assert (X0 := X_nonneg).
  assert (A : INR (cnt fA eps K) <= (INR (big K) + 1) * (X + 1)).
  { apply stretches; [lra| |apply A_stretch]. intros k Hk. unfold fA. destruct (Rle_dec _ _); lra. }
  assert (A2 : (INR (big K) + 1) * (X + 1) <= (m + 1) * (X + 1)) by (apply Rmult_le_compat_r; lra). assert (D := C_all K). lra.
Qed.
(** kappa = m + 1. *)
Theorem visits K : INR (cnt z eps K) <= m + (m + 1) * (X + 1) + (m + 1) * PI / atan eps + (1 / (2 * eps) + 1).
Proof.
  assert (Hat := angle_positive). assert (HP := PI_RGT_0). assert (HPa : 0 <= PI / atan eps) by (left; now apply Rdiv_lt_0_compat).
  assert (B := big_m K). assert (0 <= INR (big K)) by apply pos_INR. replace ((m + 1) * PI / atan eps) with ((m + 1) * (PI / atan eps)) by (field; lra).
  apply visits_with; [apply Rmult_le_pos; lra|]. apply Rle_trans with ((INR (big K) + 1) * (PI / atan eps)); [|apply Rmult_le_compat_r; lra].
  apply stretches; [assumption| |apply B_stretch]. intros k Hk. unfold fB. destruct (Rle_dec _ _); lra.
Qed.

(** kappa = 3/2 where h beta p_0 <= 2 sqrt 2: e never rises; a step with z > 1/2 and e <= 5/2 leads to e <= 15/8, and from z <= 1/2 and e <= 2 z does not rise. *)
Section Below.
Hypothesis HP0 : P O ^ 2 <= 8.
Lemma P_low k : P k ^ 2 <= 8 /\ 0 <= P k.
Proof.
  assert (M : forall n, P n <= P O).
  { induction n as [|n IH]; [lra|]. destruct (Y_at n) as [[A1 _] E1]. destruct (Y_at (S n)) as [_ E2]. destruct (Y_up n) as [U1 [U2 _]].
    assert (Y 0 (a n) (b n) <= Y 0 (a (S n)) (b (S n))) by nra. lra. }
  assert (P0 : forall n, 0 <= P n) by (intros n; destruct (ve n) as [Q1 [_ [_ [Q2 _]]]]; lra).
  split; [|apply P0]. apply Rle_trans with (2 := HP0). apply pow_incr. split; [apply P0|apply M].
Qed.
Lemma e_all k : e (S k) = e k * Rabs (1 - w k ^ 2) /\ Rabs (1 - w k ^ 2) <= 1 /\ e (S k) <= e k.
Proof.
  destruct (ve k) as [E0 [E1 [EPP _]]]. destruct (P_low k) as [PL _]. destruct (Y_up k) as [_ [_ W]]. assert (Z := vz k). assert (W0 := Rabs_pos (w k)).
  assert (W2 : w k ^ 2 <= 2) by (rewrite <- (pow2_abs (w k)); nra). assert (W3 := sq_nonneg (w k)).
  assert (Q : Rabs (1 - w k ^ 2) <= 1) by (apply Rabs_le; lra).
  assert (E : e (S k) = e k * Rabs (1 - w k ^ 2)).
  { unfold e at 1. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb.
    replace (a k * (1 - w k) ^ 2 * (b k * (1 + w k) ^ 2)) with (e k * e k * (1 - w k ^ 2) ^ 2) by (rewrite E1; ring).
    rewrite <- (pow2_abs (1 - w k ^ 2)). replace (e k * e k * Rabs (1 - w k ^ 2) ^ 2) with ((e k * Rabs (1 - w k ^ 2)) ^ 2) by ring.
    apply sqrt_pow2. apply Rmult_le_pos; [assumption|apply Rabs_pos]. }
  split; [exact E|]. split; [exact Q|]. rewrite E. assert (Q0 := Rabs_pos (1 - w k ^ 2)). nra.
Qed.
Lemma e_le i j : (i <= j)%nat -> e j <= e i.
Proof. induction 1 as [|j _ IH]; [lra|]. apply Rle_trans with (2 := IH). apply e_all. Qed.
Lemma big_drops k : 1 / 2 < z k -> e k < 5 / 2 -> e (S k) <= 15 / 8.
Proof.
  intros Hz He. destruct (e_all k) as [E _]. rewrite E. destruct (ve k) as [E0 [_ [EPP _]]]. destruct (P_low k) as [PL _]. destruct (Y_up k) as [_ [_ W]].
  assert (Wl := Hconvex k Hz). rewrite <- (pow2_abs (w k)). set (x := Rabs (w k)) in *. destruct (Rle_lt_dec x 1) as [H1|H1].
  - rewrite Rabs_pos_eq by nra. assert (1 - x ^ 2 <= 3 / 4) by nra. assert (0 <= 1 - x ^ 2) by nra. nra.
  - rewrite Rabs_left by nra. set (y := x ^ 2). assert (Hy : 1 < y <= 2) by (unfold y; nra). assert (He2 : e k ^ 2 <= 8 - 4 * y) by (unfold y; nra).
    apply sq_le_inv; [lra|]. replace ((e k * - (1 - y)) ^ 2) with (e k ^ 2 * (y - 1) ^ 2) by ring.
    apply Rle_trans with ((8 - 4 * y) * (y - 1) ^ 2); [apply Rmult_le_compat_r; [apply sq_nonneg|assumption]|]. assert ((8 - 4 * y) <= 4) by lra. assert ((y - 1) ^ 2 <= 1) by nra.
    assert (S := sq_nonneg (y - 1)). assert ((8 - 4 * y) * (y - 1) ^ 2 <= 7 / 2); [|lra]. 
    assert (T : 0 <= (y - 5 / 3) ^ 2 * (y - 2 / 3)) by (apply Rmult_le_pos; [apply sq_nonneg|lra]). lra.
Qed.
Lemma low_stays k : z k <= 1 / 2 -> e k <= 2 -> z (S k) <= z k.
Proof.
  intros Hz He. rewrite z_next by assumption. destruct (vz k) as [Z0 _]. destruct (ve k) as [E0 [_ [EPP [_ EP]]]]. destruct (P_low k) as [_ PP].
  assert (Q : Rabs (q k) <= 1).
  { apply Rabs_le. unfold q. split; [nra|]. assert (P k <= 2 + z k ^ 2); [|lra]. apply sq_le_inv; [assert (S := sq_nonneg (z k)); lra|]. assert (S := sq_nonneg (z k ^ 2)). nra. }
  assert (Q0 := Rabs_pos (q k)). nra.
Qed.
Lemma B_below K : INR (cnt fB eps K) <= 3 / 2 * PI / atan eps.
Proof.
  assert (Hat := angle_positive). assert (HP := PI_RGT_0). assert (Hi : 0 < / atan eps) by now apply Rinv_0_lt_compat.
  assert (Hth : forall k, - (PI / 2) < th k < PI / 2).
  { intros k. assert (Q := atan_bound ((e k - 2) / z k)). unfold th. lra. }
  assert (Zero : forall k, 5 / 2 <= e k -> fB k < eps) by (intros k Q; unfold fB; destruct (Rle_dec _ _); [destruct (Rle_dec (5 / 2) (e k))|]; lra).
  (* from f on, where e < 5/2 and no step has z > 1/2 before f + n *)
  assert (Side : forall f n, e f < 5 / 2 -> (forall k, (k < n)%nat -> z (f + k)%nat <= 1 / 2) -> INR (cnt (fun k => fB (f + k)%nat) eps n) <= PI / atan eps).
  { intros f n H1 H2. apply Rle_trans with (1 := B_side f n H2 H1). apply Rmult_le_compat_r; [lra|]. assert (Q := Hth f). lra. }
  destruct (first_index (fun k => e k < 5 / 2) K) as [[f [Hf [Hc Hb]]]|Hno].
  { intros k. destruct (Rlt_dec (e k) (5 / 2)); [left|right]; assumption. }
  2:{ rewrite cnt_zero by (intros k Hk; specialize (Hno k Hk); apply Zero; lra). simpl. apply Rmult_le_pos; lra. }
  replace K with (f + (K - f))%nat by lia. rewrite cnt_split. rewrite cnt_zero by (intros k Hk; specialize (Hb k Hk); apply Zero; lra). rewrite Nat.add_0_l.
  set (n := (K - f)%nat). assert (Half : PI / atan eps <= 3 / 2 * PI / atan eps) by (apply Rmult_le_compat_r; lra).
  destruct (first_index (fun k => 1 / 2 < z (f + k)%nat) n) as [[g [Hg [Hbig Hsmall]]]|Hsmall].
  { intros k. destruct (Rlt_dec (1 / 2) (z (f + k)%nat)); [left|right]; assumption. }
  2:{ apply Rle_trans with (2 := Half). apply Side; [assumption|]. intros k Hk. specialize (Hsmall k Hk). lra. }
  assert (Low : forall k, (f + g < k)%nat -> e k <= 15 / 8).
  { intros k Hk. apply Rle_trans with (e (S (f + g))); [apply e_le; lia|]. apply big_drops; [assumption|]. apply Rle_lt_trans with (e f); [apply e_le; lia|assumption]. }
  replace n with (g + (n - g))%nat by lia. rewrite cnt_split, plus_INR.
  assert (First : INR (cnt (fun k => fB (f + k)%nat) eps g) <= PI / atan eps) by (apply Side; [assumption|intros k Hk; specialize (Hsmall k Hk); lra]).
  assert (Second : INR (cnt (fun k => fB (f + (g + k))%nat) eps (n - g)) <= PI / 2 / atan eps).
  { destruct (first_index (fun k => z (f + (g + k))%nat <= 1 / 2) (n - g)) as [[t [Ht [Hz Hb2]]]|Hno2].
    - intros k. destruct (Rle_dec (z (f + (g + k))%nat) (1 / 2)); [left|right]; assumption.
    - assert (T0 : (0 < t)%nat) by (destruct t; [rewrite Nat.add_0_r in Hz; lra|lia]).
      replace (n - g)%nat with (t + (n - g - t))%nat by lia. rewrite cnt_split. rewrite cnt_zero.
      2:{ intros k Hk. specialize (Hb2 k Hk). unfold fB. destruct (Rle_dec _ _); lra. }
      rewrite Nat.add_0_l. set (s := (f + (g + t))%nat). assert (Es : e s <= 15 / 8) by (apply Low; unfold s; lia).
      assert (Stay : forall k, z (s + k)%nat <= 1 / 2).
      { induction k as [|k IH]; [rewrite Nat.add_0_r; exact Hz|]. rewrite Nat.add_succ_r. apply Rle_trans with (2 := IH). apply low_stays; [exact IH|].
        apply Rle_trans with (15 / 8); [apply Low; unfold s; lia|lra]. }
      rewrite (cnt_ext _ (fun k => fB (s + k)%nat)) by (intros k; unfold s; f_equal; lia).
      apply Rle_trans with (1 := B_side s (n - g - t) (fun k _ => Stay k) ltac:(lra)). apply Rmult_le_compat_r; [lra|].
      assert (Hneg : th s <= 0); [|lra]. unfold th. rewrite <- atan_0. destruct (vz s) as [Z0 _]. destruct (Rle_lt_or_eq_dec 0 (z s) Z0) as [Zp|<-].
      + left. apply atan_increasing. assert (0 < (2 - e s) / z s) by (apply Rdiv_lt_0_compat; lra). replace ((e s - 2) / z s) with (- ((2 - e s) / z s)) by (field; lra). lra.
      + right. unfold Rdiv. rewrite Rinv_0, Rmult_0_r. reflexivity.
    - rewrite cnt_zero; [simpl; apply Rmult_le_pos; lra|]. intros k Hk. specialize (Hno2 k Hk). unfold fB. destruct (Rle_dec _ _); lra. }
  replace (3 / 2 * PI / atan eps) with (PI / atan eps + PI / 2 / atan eps) by (field; lra). lra.
Qed.
Theorem visits_below K : INR (cnt z eps K) <= m + (m + 1) * (X + 1) + 3 / 2 * PI / atan eps + (1 / (2 * eps) + 1).
Proof.
  assert (Hat := angle_positive). assert (HP := PI_RGT_0). apply visits_with; [|apply B_below]. apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat].
Qed.
End Below.

(** C3: order 1/eps is right. From e = 2, z = 3u/2 at least the steps n <= 1/(5u) have z >= u. *)
Theorem visits_lower u : 0 < u <= 1 / 20 -> e O = 2 -> z O = 3 / 2 * u -> forall n, 5 * u * INR n <= 1 -> u <= z n.
Proof.
  intros Hu He0 Hz0. enough (G : forall n, 5 * u * INR n <= 1 ->
    2 - 8 * INR n * u ^ 2 <= e n <= 2 /\ 3 / 2 * u - 8 * INR n ^ 2 * u ^ 3 <= z n <= 3 / 2 * u + INR n * u ^ 3).
  { intros n Hn. destruct (G n Hn) as [_ [Q _]]. assert (N := pos_INR n). set (N1 := INR n) in *. assert (0 <= N1 * u <= 1 / 5) by nra.
    assert (8 * N1 ^ 2 * u ^ 3 <= 8 / 25 * u); [|lra]. replace (8 * N1 ^ 2 * u ^ 3) with (8 * (N1 * u) ^ 2 * u) by ring. apply Rmult_le_compat_r; [lra|]. nra. }
  induction n as [|n IH]; intros Hn; [rewrite He0, Hz0; simpl; lra|]. rewrite S_INR in Hn. destruct IH as [[I1 I2] [I3 I4]]; [nra|]. rewrite S_INR.
  assert (N := pos_INR n). set (N1 := INR n) in *. assert (HN : 0 <= N1 * u <= 1 / 5) by nra. set (x := z n) in *. assert (X0 : 0 <= x) by apply vz.
  assert (U3 : 0 < u ^ 3) by (apply pow_lt; lra). assert (U2 : 0 < u ^ 2 <= u / 20) by nra.
  assert (Hx : x <= 2 * u) by (assert (N1 * u ^ 3 <= u / 2); [replace (N1 * u ^ 3) with (N1 * u * u ^ 2) by ring; nra|lra]).
  assert (Hx2 : 0 <= x ^ 2 <= 4 * u ^ 2) by nra. assert (Hz : z n <= 1 / 2) by (fold x; lra).
  destruct (ve n) as [E0 [_ [EPP [EP _]]]]. fold x in EPP. assert (E192 : 192 / 100 <= e n) by (assert (N1 * u ^ 2 <= 1 / 100); [replace (N1 * u ^ 2) with (N1 * u * u) by ring; nra|lra]).
  split.
  - rewrite (proj2 (v_next n Hz)). fold x. split; nra.
  - rewrite z_next by assumption. fold x. assert (Q1 : 1 - (8 * N1 + 4) * u ^ 2 <= q n) by (unfold q; fold x; lra).
    assert (PB : P n - e n <= 2 * x ^ 2 / (192 / 100)).
    { apply Rmult_le_reg_r with (192 / 100); [lra|]. replace (2 * x ^ 2 / (192 / 100) * (192 / 100)) with (2 * x ^ 2) by field.
      assert ((P n - e n) * (P n + e n) = 4 * x ^ 2) by nra. assert (0 <= (P n - e n) * (P n + e n - 2 * (192 / 100))) by (apply Rmult_le_pos; lra). lra. }
    assert (Q2 : q n <= 1 + u ^ 2 / 2) by (unfold q; fold x; lra).
    assert (Q0 : 0 <= q n).
    { assert (N1 * u ^ 2 <= 1 / 100); [replace (N1 * u ^ 2) with (N1 * u * u) by ring; nra|]. lra. }
    rewrite Rabs_pos_eq by assumption. split.
    + apply Rle_trans with (x - 2 * u * ((8 * N1 + 4) * u ^ 2)).
      * replace (2 * u * ((8 * N1 + 4) * u ^ 2)) with (8 * (2 * N1 + 1) * u ^ 3) by ring. replace (8 * (N1 + 1) ^ 2 * u ^ 3) with (8 * N1 ^ 2 * u ^ 3 + 8 * (2 * N1 + 1) * u ^ 3) by ring. lra.
      * assert (x * ((8 * N1 + 4) * u ^ 2) <= 2 * u * ((8 * N1 + 4) * u ^ 2)) by (apply Rmult_le_compat_r; [apply Rmult_le_pos; lra|assumption]).
        assert ((1 - (8 * N1 + 4) * u ^ 2) * x <= q n * x) by (apply Rmult_le_compat_r; assumption). lra.
    + apply Rle_trans with ((1 + u ^ 2 / 2) * x); [apply Rmult_le_compat_r; assumption|].
      assert (u ^ 2 / 2 * x <= u ^ 2 / 2 * (2 * u)) by (apply Rmult_le_compat_l; lra). replace (u ^ 2 / 2 * (2 * u)) with (u ^ 3) in H by field. lra.
Qed.
End Visits.

(** For gradient descent. *)
Theorem T9s_count d h beta dF x y eps K : T1_hyp d h beta 0 dF x y -> (forall s, h * beta * Rabs s <= 1 / 2 -> dF s = beta * s) ->
  (forall s t, s <= t -> dF s <= dF t) -> 0 < eps <= 1 / 2 ->
  let p0 := h * beta * qp d (x O) (y O) in let m := IZR (Int_part (ln (4 / (4 - p0)) / ln (5 / 4))) in
  let kappa := if Rle_dec (p0 ^ 2) 8 then 3 / 2 else m + 1 in
  INR (cnt (fun k => h * beta * Rabs (sprod d (x k) (y k))) eps K) <=
    m + (m + 1) * (ln (1 / (2 * eps)) / ln (5 / 4) + 1) + kappa * PI / atan eps + (1 / (2 * eps) + 1).
Proof.
  intros H Hlin Hconv He p0 m kappa. destruct (C3_setup d h beta dF x y H) as [Ho [Hs [EY [HY _]]]]. assert (Hhb := hb_pos _ _ _ _ _ _ _ H).
  assert (Hh := T1_h _ _ _ _ _ _ _ H). assert (Hb := T1_beta _ _ _ _ _ _ _ H).
  assert (Es : forall k, sg (ak d h beta x y k) (bk d h beta x y k) = h * beta * sprod d (x k) (y k)) by (intros k; unfold sg, ak, bk; rewrite s_of_AB; field).
  assert (Ez : forall k, Rabs (sg (ak d h beta x y k) (bk d h beta x y k)) = h * beta * Rabs (sprod d (x k) (y k))).
  { intros k. rewrite Es, Rabs_mult, (Rabs_pos_eq (h * beta)) by lra. reflexivity. }
  assert (Hcore : forall k, Rabs (sg (ak d h beta x y k) (bk d h beta x y k)) <= 1 / 2 -> wk d h dF x y k = sg (ak d h beta x y k) (bk d h beta x y k)).
  { intros k Hk. rewrite Ez in Hk. rewrite Es. unfold wk, sk. rewrite (Hlin _ Hk). ring. }
  assert (Hfar : forall k, 1 / 2 < Rabs (sg (ak d h beta x y k) (bk d h beta x y k)) -> 1 / 2 <= Rabs (wk d h dF x y k)).
  { intros k Hk. rewrite Ez in Hk. unfold wk, sk. set (s := sprod d (x k) (y k)) in *. set (t := / (2 * (h * beta))). assert (Ht : 0 < t) by (apply Rinv_0_lt_compat; lra).
    assert (Et : h * beta * t = 1 / 2) by (unfold t; field; lra). rewrite Rabs_mult, (Rabs_pos_eq h) by lra.
    destruct (Rle_lt_dec 0 s) as [P|P].
    - rewrite (Rabs_pos_eq s) in Hk by assumption. assert (Q : t <= s) by (apply Rmult_le_reg_l with (h * beta); lra). apply Hconv in Q.
      rewrite (Hlin t) in Q by (rewrite Rabs_pos_eq by lra; lra). assert (B0 : 0 <= dF s) by (assert (0 < beta * t) by (apply Rmult_lt_0_compat; lra); lra). rewrite Rabs_pos_eq by assumption.
      apply Rmult_le_compat_l with (r := h) in Q; lra.
    - rewrite (Rabs_left s) in Hk by assumption. assert (Q : s <= - t) by (apply Rmult_le_reg_l with (h * beta); lra). apply Hconv in Q.
      rewrite (Hlin (- t)) in Q by (rewrite Rabs_Ropp, Rabs_pos_eq by lra; lra). assert (B0 : dF s < 0) by (assert (0 < beta * t) by (apply Rmult_lt_0_compat; lra); lra). rewrite Rabs_left by assumption.
      apply Rmult_le_compat_l with (r := h) in Q; lra. }
  assert (EP : (ak d h beta x y O + bk d h beta x y O) / 2 = p0) by (unfold p0, ak, bk; rewrite p_of_AB; field).
  assert (EY0 : Y 0 (ak d h beta x y O) (bk d h beta x y O) = 4 - p0) by (unfold Y; lra).
  rewrite (cnt_ext _ (fun k => Rabs (sg (ak d h beta x y k) (bk d h beta x y k)))) by (intros k; symmetry; apply Ez).
  unfold kappa, m. rewrite <- EY0. destruct (Rle_dec (p0 ^ 2) 8) as [L|L].
  - apply (visits_below _ _ (wk d h dF x y)); try assumption. rewrite EP. assumption.
  - apply (visits _ _ (wk d h dF x y)); assumption.
Qed.
Theorem T9s_lower d h beta dF x y u : is_gd d h dF x y -> 0 < h -> 0 < beta -> (forall s, dF s = beta * s) -> 0 < u <= 1 / 20 ->
  h * beta * sqrt (qD d (x O) (y O)) = 2 -> h * beta * Rabs (sprod d (x O) (y O)) = 3 / 2 * u ->
  forall n, 5 * u * INR n <= 1 -> u <= h * beta * Rabs (sprod d (x n) (y n)).
Proof.
  intros G Hh Hb Hlin Hu He Hz n Hn. assert (Hhb : 0 < h * beta) by now apply Rmult_lt_0_compat. assert (Ho := reduced_orb d h beta dF x y G Hh Hb).
  assert (Es : forall k, sg (ak d h beta x y k) (bk d h beta x y k) = h * beta * sprod d (x k) (y k)) by (intros k; unfold sg, ak, bk; rewrite s_of_AB; field).
  assert (Ez : forall k, Rabs (sg (ak d h beta x y k) (bk d h beta x y k)) = h * beta * Rabs (sprod d (x k) (y k))).
  { intros k. rewrite Es, Rabs_mult, (Rabs_pos_eq (h * beta)) by lra. reflexivity. }
  rewrite <- Ez. apply (visits_lower _ _ (wk d h dF x y) (1 / 2)); try assumption; try lra.
  - intros k _. rewrite Es. unfold wk, sk. rewrite Hlin. ring.
  - replace (ak d h beta x y O * bk d h beta x y O) with ((h * beta) ^ 2 * qD d (x O) (y O)) by (unfold ak, bk, qD; ring).
    rewrite sqrt_mult_alt by apply sq_nonneg. rewrite sqrt_pow2 by lra. exact He.
  - rewrite Ez. exact Hz.
Qed.
