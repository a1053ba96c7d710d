(** Sequences of reduced steps; L5: a negative step and the positive run after it. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Step.
Open Scope R_scope.

Record orb (a b w : nat -> R) : Prop := {
  orb_a : forall k, 0 <= a k;
  orb_b : forall k, 0 <= b k;
  orb_sa : forall k, a (S k) = na (a k) (w k);
  orb_sb : forall k, b (S k) = nb (b k) (w k) }.

Definition sect (g : R) (a b w : nat -> R) := forall k, sector g (a k) (b k) (w k).
Definition shift (m : nat) (f : nat -> R) : nat -> R := fun k => f (m + k)%nat.
Definition LL (g : R) (a b : nat -> R) (k : nat) := ln (Y g (a k) (b k)) + g / 2 * ln (a k).
Definition del (g : R) := Rmin g (2 * (1 - g)).
Definition C1c (g : R) := Rmax 1 (2 / (3 * g)).

Lemma orb_shift m a b w : orb a b w -> orb (shift m a) (shift m b) (shift m w).
Proof.
  intros [Ha Hb Hsa Hsb]. split; intros k; unfold shift; try rewrite Nat.add_succ_r; auto.
Qed.
Lemma sect_shift m g a b w : sect g a b w -> sect g (shift m a) (shift m b) (shift m w).
Proof. intros H k. apply H. Qed.

Lemma del_pos g : 0 < g < 1 -> 0 < del g.
Proof. intros. unfold del. apply Rmin_glb_lt; lra. Qed.
Lemma del_le g b : b <= del g -> b <= g /\ b <= 2 * (1 - g).
Proof.
  unfold del. intros. assert (H1 := Rmin_l g (2 * (1 - g))). assert (H2 := Rmin_r g (2 * (1 - g))). lra.
Qed.
Lemma C1c_ge1 g : 1 <= C1c g. Proof. apply Rmax_l. Qed.
Lemma kap_pos g : 0 <= g < 1 -> 0 < kap g <= 1.
Proof. unfold kap. intros. split; nra. Qed.

(** One step of L = ln Y + (g/2) ln a. *)
Lemma LL_step g a b w k : 0 <= g < 1 -> orb a b w -> sect g a b w ->
  0 < Y g (a k) (b k) -> 0 < a k -> w k < 1 ->
  0 < Y g (a (S k)) (b (S k)) /\ 0 < a (S k) /\ LL g a b k + Chi g (w k) <= LL g a b (S k).
Proof.
  intros Hg Ho Hs HY Ha Hw.
  assert (HL := L1 g (a k) (b k) (w k) Hg (orb_a _ _ _ Ho k) (orb_b _ _ _ Ho k) (Hs k) HY).
  assert (HL' := L1_pos g (a k) (b k) (w k) Hg (orb_a _ _ _ Ho k) (orb_b _ _ _ Ho k) (Hs k) HY).
  rewrite <- (orb_sa _ _ _ Ho), <- (orb_sb _ _ _ Ho) in HL, HL'.
  assert (Hq := quad_pos g (w k) ltac:(lra)).
  assert (Hsq : 0 < (1 - w k) ^ 2) by (apply pow_lt; lra).
  assert (Ha' : 0 < a (S k)).
  { rewrite (orb_sa _ _ _ Ho). apply Rmult_lt_0_compat; assumption. }
  repeat split; try assumption.
  unfold LL. rewrite Chi_lt1 by assumption.
  assert (H1 : ln (Y g (a k) (b k)) + ln (1 + g * w k + w k ^ 2) <= ln (Y g (a (S k)) (b (S k)))).
  { rewrite <- ln_mult by lra. apply ln_le; [apply Rmult_lt_0_compat; lra|assumption]. }
  assert (H2 : ln (a (S k)) = ln (a k) + 2 * ln (1 - w k)).
  { rewrite (orb_sa _ _ _ Ho). unfold na. rewrite ln_mult by assumption. rewrite ln_sq by lra. reflexivity. }
  rewrite H2. lra.
Qed.

Lemma LL_sum g a b w n : 0 <= g < 1 -> orb a b w -> sect g a b w ->
  0 < Y g (a O) (b O) -> 0 < a O -> (forall k, (k < n)%nat -> w k < 1) ->
  0 < Y g (a n) (b n) /\ 0 < a n /\ LL g a b O + bsum (fun k => Chi g (w k)) n <= LL g a b n.
Proof.
  intros Hg Ho Hs HY Ha. induction n as [|n IH]; intros Hw.
  - simpl. repeat split; try assumption. lra.
  - destruct IH as [H1 [H2 H3]]; [intros; apply Hw; lia|].
    destruct (LL_step g a b w n Hg Ho Hs H1 H2 (Hw n ltac:(lia))) as [H4 [H5 H6]].
    repeat split; try assumption. simpl. lra.
Qed.

(** L5, for the negative step at index 0. *)
Section L5.
Variables (g : R) (a b w : nat -> R) (n : nat).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HY0 : 0 < Y g (a O) (b O).
Hypothesis Ha0 : 0 < a O.
Hypothesis Hw0 : w O < 0.
Hypothesis Hb0 : b O <= del g.
Hypothesis Hrun : forall i, (1 <= i <= n)%nat -> 0 <= w i.
Let u k := up g (a k) (b k).
Let q := - w O.
Let tau := q / (1 + q).
Let e := g * (2 - tau).

Let Hq : 0 < q. Proof. unfold q. lra. Qed.
Let HL4 : q < 1 /\ u 1%nat < tau /\ tau < 1 / 2 /\ (b O <= g -> 0 <= u 1%nat -> q < g).
Proof.
  assert (H := L4 g (a O) (b O) (w O) ltac:(lra) (orb_a _ _ _ Ho O) (orb_b _ _ _ Ho O) (Hs O) Hw0
     (proj2 (del_le g _ Hb0))).
  unfold u. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). exact H.
Qed.
Let Htau : 0 < tau < 1 / 2.
Proof. destruct HL4 as [_ [_ [H _]]]. split; [apply Rdiv_lt_0_compat; lra|assumption]. Qed.

Let wu i : (1 <= i <= n)%nat -> 0 <= w i <= u i.
Proof. intros Hi. split; [now apply Hrun|]. apply (sector_nonneg _ _ _ _ (Hs i)), Hrun, Hi. Qed.

Let run_dec i : (1 <= i <= n)%nat -> u i < tau -> u (S i) <= u i - e * w i.
Proof.
  intros Hi Ht. destruct (wu i Hi) as [H0 H1].
  assert (E : u (S i) = sg (a i) (b i) * (1 - w i) ^ 2 - w i * b i - g).
  { unfold u, up. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho), S1. reflexivity. }
  assert (Hsg : sg (a i) (b i) = u i + g) by (unfold u, up; ring).
  rewrite E, Hsg.
  assert (0 <= w i * b i) by (apply Rmult_le_pos; [lra|apply (orb_b _ _ _ Ho)]).
  assert (e * w i <= (u i + g) * (w i * (2 - w i))).
  { unfold e. apply Rle_trans with (g * (w i * (2 - w i))).
    - replace (g * (2 - tau) * w i) with (g * (w i * (2 - tau))) by ring.
      apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra.
    - apply Rmult_le_compat_r; [|lra]. apply Rmult_le_pos; lra. }
  lra.
Qed.

Let Hepos : 0 < e. Proof. unfold e. apply Rmult_lt_0_compat; lra. Qed.

Let run_all m : (m < n)%nat -> u (S m) <= u 1%nat /\
  e * bsum (fun i => w (S i) ^ 2) m <= u 1%nat ^ 2 - u (S m) ^ 2.
Proof.
  destruct HL4 as [_ [Hu1 _]].
  induction m as [|m IH]; intros Hm; [simpl; split; lra|].
  destruct IH as [H1 H2]; [lia|].
  destruct (wu (S m) ltac:(lia)) as [H3 H4]. destruct (wu (S (S m)) ltac:(lia)) as [H5 H6].
  assert (H7 := run_dec (S m) ltac:(lia) ltac:(lra)).
  assert (0 <= e * w (S m)) by (apply Rmult_le_pos; lra).
  split; [lra|]. cbn [bsum]. rewrite Rmult_plus_distr_l.
  assert (e * w (S m) ^ 2 <= u (S m) ^ 2 - u (S (S m)) ^ 2).
  { apply Rle_trans with (u (S m) * (e * w (S m))).
    - replace (e * w (S m) ^ 2) with (w (S m) * (e * w (S m))) by ring. apply Rmult_le_compat_r; lra.
    - apply Rle_trans with (u (S m) * (u (S m) - u (S (S m)))); [apply Rmult_le_compat_l; lra|]. nra. }
  lra.
Qed.

Let sum_sq M : 1 <= M -> 1 <= M * e -> (1 <= n)%nat ->
  bsum (fun i => w (S i) ^ 2) n <= M * u 1%nat ^ 2.
Proof.
  intros HM HMe Hn. destruct n as [|m] eqn:En; [lia|]. rewrite <- En in *.
  assert (Hm : (m < n)%nat) by lia. destruct (run_all m Hm) as [H1 H2].
  rewrite En. cbn [bsum]. destruct (wu (S m) ltac:(lia)) as [H3 H4].
  assert (Hb := bsum_nonneg (fun i => w (S i) ^ 2) m ltac:(intros; apply sq_nonneg)).
  assert (w (S m) ^ 2 <= u (S m) ^ 2) by nra.
  assert (Hu2 := sq_nonneg (u (S m))).
  assert (bsum (fun i => w (S i) ^ 2) m <= M * (e * bsum (fun i => w (S i) ^ 2) m)).
  { rewrite <- Rmult_assoc. rewrite <- (Rmult_1_l (bsum (fun i => w (S i) ^ 2) m)) at 1.
    apply Rmult_le_compat_r; assumption. }
  assert (M * (e * bsum (fun i => w (S i) ^ 2) m) <= M * (u 1%nat ^ 2 - u (S m) ^ 2)) by (apply Rmult_le_compat_l; lra).
  assert (0 <= (M - 1) * u (S m) ^ 2) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem L5_run : forall i, (1 <= i <= n)%nat -> 0 <= w i <= u i /\ u i <= u 1%nat /\ u 1%nat < tau /\ tau < 1 / 2.
Proof.
  intros i Hi. destruct HL4 as [_ [Hu1 [Ht _]]]. split; [now apply wu|].
  destruct i as [|m]; [lia|]. destruct (run_all m ltac:(lia)). repeat split; assumption.
Qed.

Theorem L5_squares : bsum (fun i => w (S i) ^ 2) n <= C1c g * tau ^ 2.
Proof.
  assert (HC := C1c_ge1 g). assert (Ht2 : 0 <= tau ^ 2) by apply sq_nonneg.
  destruct n as [|m] eqn:En; [simpl; apply Rmult_le_pos; lra|]. rewrite <- En in *.
  apply Rle_trans with (C1c g * u 1%nat ^ 2).
  - apply sum_sq; [assumption| |lia].
    assert (2 / (3 * g) <= C1c g) by apply Rmax_r.
    apply Rle_trans with (2 / (3 * g) * e); [|apply Rmult_le_compat_r; lra].
    unfold e. replace (2 / (3 * g) * (g * (2 - tau))) with (2 / 3 * (2 - tau)) by (field; lra). lra.
  - destruct HL4 as [_ [Hu1 _]]. destruct (wu 1%nat ltac:(lia)).
    apply Rmult_le_compat_l; [lra|]. nra.
Qed.

Theorem L5_growth : 0 < Y g (a (S n)) (b (S n)) /\ 0 < a (S n) /\
  LL g a b O + kap g * ln (1 + w O ^ 2) <= LL g a b (S n).
Proof.
  destruct HL4 as [Hq1 [Hu1 [_ Hov]]].
  assert (Hlt : forall k, (k < S n)%nat -> w k < 1).
  { intros [|k] Hk; [lra|]. destruct (L5_run (S k) ltac:(lia)). lra. }
  destruct (LL_sum g a b w (S n) ltac:(lra) Ho Hs HY0 Ha0 Hlt) as [H1 [H2 H3]].
  repeat split; try assumption. apply Rle_trans with (2 := H3). apply Rplus_le_compat_l.
  rewrite bsum_first. replace (w O ^ 2) with (q ^ 2) by (unfold q; ring).
  replace (w O) with (- q) by (unfold q; ring).
  assert (Hb := L3b g q ltac:(lra) ltac:(lra)).
  assert (He := L3e g q ltac:(lra) ltac:(lra)). fold tau in He.
  assert (Hmin : Rmin 0 (Chi g tau) <= bsum (fun i => Chi g (w (S i))) n).
  { destruct n as [|m] eqn:En; [simpl; apply Rmin_l|]. rewrite <- En in *.
    destruct (Rle_lt_dec 1 e) as [Hee|Hee].
    - apply L3f; [lra|lra| |].
      + intros i Hi. destruct (L5_run (S i) ltac:(lia)). lra.
      + apply Rle_trans with (1 * u 1%nat ^ 2); [apply sum_sq; [lra|lra|lia]|].
        destruct (wu 1%nat ltac:(lia)). nra.
    - destruct (wu 1%nat ltac:(lia)) as [H4 H5].
      assert (Hqg : q < g) by (apply Hov; [apply del_le, Hb0|lra]).
      assert (Htg : tau * (1 + g) < g).
      { unfold tau. replace (q / (1 + q) * (1 + g)) with (q * (1 + g) / (1 + q)) by (field; lra).
        apply Rmult_lt_reg_r with (1 + q); [lra|].
        replace (q * (1 + g) / (1 + q) * (1 + q)) with (q * (1 + g)) by (field; lra). lra. }
      assert (Hgg : g ^ 2 + g < 1).
      { unfold e in Hee. assert (g * (tau * (1 + g)) < g * g) by (apply Rmult_lt_compat_l; lra).
        assert (g * (2 - tau) * (1 + g) < 1 * (1 + g)) by (apply Rmult_lt_compat_r; lra). lra. }
      assert (Ht1 : tau <= 1 - g).
      { destruct (Rle_lt_dec tau (1 - g)) as [|Hx]; [assumption|exfalso].
        assert ((1 - g) * (1 + g) < tau * (1 + g)) by (apply Rmult_lt_compat_r; lra). lra. }
      apply Rle_trans with 0; [apply Rmin_l|]. apply bsum_nonneg. intros i Hi.
      destruct (L5_run (S i) ltac:(lia)). apply L3a_nonneg; lra. }
  unfold Rmin in Hmin. destruct (Rle_dec 0 (Chi g tau)); lra.
Qed.
End L5.

(** Iterating L5: after a negative step with b <= delta at every later negative step,
    L grows by kappa ln(1 + w^2) over each negative step, and the squares are summable. *)
Section Negative.
Variables (g : R) (a b w : nat -> R) (K : nat).
Hypothesis Hg : 0 < g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HY0 : 0 < Y g (a O) (b O).
Hypothesis Ha0 : 0 < a O.
Hypothesis Hw0 : w O < 0.
Hypothesis Hb : forall k, (k < K)%nat -> w k < 0 -> b k <= del g.

Definition negln (w : nat -> R) j := if Rlt_dec (w j) 0 then kap g * ln (1 + w j ^ 2) else 0.
Definition negsq (w : nat -> R) j := if Rlt_dec (w j) 0 then w j ^ 2 else 0.

Lemma last_neg k : (0 < k)%nat -> exists m, (m < k)%nat /\ w m < 0 /\ forall j, (m < j < k)%nat -> 0 <= w j.
Proof.
  induction k as [|k IH]; [lia|]. intros _. destruct (Rlt_le_dec (w k) 0) as [H|H].
  - exists k. repeat split; [lia|assumption|intros; lia].
  - destruct k as [|k]; [lra|]. destruct IH as [m [H1 [H2 H3]]]; [lia|].
    exists m. repeat split; [lia|assumption|]. intros j Hj.
    destruct (Nat.eq_dec j (S k)) as [->|]; [assumption|]. apply H3. lia.
Qed.

Lemma negative_main k : (k <= K)%nat ->
  0 < Y g (a k) (b k) /\ 0 < a k /\
  LL g a b O + bsum (negln w) k <= LL g a b k /\
  bsum (fun j => w j ^ 2) k <= (1 + C1c g) * bsum (negsq w) k /\
  (forall j, (j < k)%nat -> w j < 1 / 2 /\ Rabs (w j) < 1).
Proof.
  induction k as [k IH] using lt_wf_ind. intros HkK.
  destruct k as [|k'] eqn:Ek; [simpl; repeat split; try assumption; try lra; intros; lia|].
  rewrite <- Ek in *. destruct (last_neg k ltac:(lia)) as [m [Hm [Hwm Hpos]]].
  destruct (IH m Hm ltac:(lia)) as [H1 [H2 [H3 [H4 H5]]]].
  set (n := (k - 1 - m)%nat).
  assert (Hk : k = (m + S n)%nat) by (unfold n; lia).
  assert (Ho' := orb_shift m a b w Ho). assert (Hs' := sect_shift m g a b w Hs).
  assert (E0 : (m + 0)%nat = m) by lia.
  assert (G1 : 0 < Y g (shift m a O) (shift m b O)) by (unfold shift; rewrite E0; assumption).
  assert (G2 : 0 < shift m a O) by (unfold shift; rewrite E0; assumption).
  assert (G3 : shift m w O < 0) by (unfold shift; rewrite E0; assumption).
  assert (G4 : shift m b O <= del g) by (unfold shift; rewrite E0; apply Hb; [lia|assumption]).
  assert (G5 : forall i, (1 <= i <= n)%nat -> 0 <= shift m w i).
  { intros i Hi. unfold shift. apply Hpos. unfold n in Hi. lia. }
  destruct (L5_growth g _ _ _ n Hg Ho' Hs' G1 G2 G3 G4 G5) as [F1 [F2 F3]].
  assert (F4 := L5_squares g _ _ _ n Hg Ho' Hs' G3 G4 G5).
  assert (F5 := L5_run g _ _ _ n Hg Ho' Hs' G3 G4 G5).
  assert (F6 := L4 g _ _ _ ltac:(lra) (orb_a _ _ _ Ho m) (orb_b _ _ _ Ho m) (Hs m) Hwm
      (proj2 (del_le g _ (Hb m ltac:(lia) Hwm)))). cbv zeta in F6.
  unfold LL in F3. unfold shift in F1, F2, F3, F4, F5. rewrite E0 in F3, F4, F5. rewrite <- Hk in F1, F2, F3.
  fold (LL g a b m) (LL g a b k) in F3.
  assert (Enl : bsum (negln w) k = bsum (negln w) m + kap g * ln (1 + w m ^ 2)).
  { rewrite Hk, bsum_split, bsum_first. rewrite E0.
    rewrite (bsum_ext (fun i => negln w (m + S i)) (fun _ => 0)).
    - rewrite bsum_const. unfold negln at 2. destruct (Rlt_dec (w m) 0); [ring|lra].
    - intros i Hi. unfold negln. destruct (Rlt_dec (w (m + S i)%nat) 0); [|reflexivity].
      assert (0 <= w (m + S i)%nat) by (apply Hpos; lia). lra. }
  assert (Ens : bsum (negsq w) k = bsum (negsq w) m + w m ^ 2).
  { rewrite Hk, bsum_split, bsum_first. rewrite E0.
    rewrite (bsum_ext (fun i => negsq w (m + S i)) (fun _ => 0)).
    - rewrite bsum_const. unfold negsq at 2. destruct (Rlt_dec (w m) 0); [ring|lra].
    - intros i Hi. unfold negsq. destruct (Rlt_dec (w (m + S i)%nat) 0); [|reflexivity].
      assert (0 <= w (m + S i)%nat) by (apply Hpos; lia). lra. }
  assert (Esq : bsum (fun j => w j ^ 2) k = bsum (fun j => w j ^ 2) m + (w m ^ 2 + bsum (fun i => w (m + S i)%nat ^ 2) n)).
  { rewrite Hk, bsum_split, bsum_first. rewrite E0. reflexivity. }
  repeat split; try assumption.
  - rewrite Enl. lra.
  - rewrite Esq, Ens, Rmult_plus_distr_l.
    assert (HC := C1c_ge1 g).
    assert (Htau : (- w m / (1 + - w m)) ^ 2 <= w m ^ 2).
    { replace (w m ^ 2) with ((- w m) ^ 2) by ring. apply pow_incr. split.
      - left. apply Rdiv_lt_0_compat; lra.
      - apply div_le_l; [lra|]. assert (0 <= (- w m) * (- w m)) by (apply Rmult_le_pos; lra). lra. }
    assert (C1c g * (- w m / (1 + - w m)) ^ 2 <= C1c g * w m ^ 2) by (apply Rmult_le_compat_l; lra).
    lra.
  - destruct (lt_eq_lt_dec j m) as [[Hj|Hj]|Hj].
    + apply H5; assumption.
    + subst j. lra.
    + assert (F7 := F5 (j - m)%nat ltac:(unfold n; lia)).
      replace (m + (j - m))%nat with j in F7 by lia. lra.
  - destruct (lt_eq_lt_dec j m) as [[Hj|Hj]|Hj].
    + apply H5; assumption.
    + subst j. apply Rabs_def1; lra.
    + assert (F7 := F5 (j - m)%nat ltac:(unfold n; lia)).
      replace (m + (j - m))%nat with j in F7 by lia. apply Rabs_def1; lra.
Qed.

(** Total of the squares, with the constant R2 of sections 3 and 5. *)
Theorem negative_squares : 2 <= Y g (a O) (b O) ->
  bsum (fun j => w j ^ 2) K <=
    (1 + C1c g) * (ln (2 - g) + g / 2 * ln (4 * g / a O)) / (kap g * ln 2).
Proof.
  intros HY2. destruct (negative_main K (le_n K)) as [H1 [H2 [H3 [H4 H5]]]].
  assert (HL := L7_log g (a K) (b K) Hg H2 (orb_b _ _ _ Ho K) H1). fold (LL g a b K) in HL.
  assert (Hk := kap_pos g ltac:(lra)). assert (Hl2 := ln2_pos). assert (HC := C1c_ge1 g).
  assert (Hneg : kap g * ln 2 * bsum (negsq w) K <= bsum (negln w) K).
  { rewrite <- bsum_scal. apply bsum_le. intros k HkK. unfold negsq, negln.
    destruct (Rlt_dec (w k) 0); [|lra]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
    rewrite Rmult_comm. apply ln_chord. destruct (H5 k HkK) as [_ H6]. apply Rabs_def2 in H6. split; nra. }
  assert (HY : ln 2 <= ln (Y g (a O) (b O))) by (apply ln_le; lra).
  assert (Hfin : bsum (negln w) K <= ln (2 - g) + g / 2 * ln (4 * g / a O)).
  { unfold LL at 1 in H3. rewrite ln_mult in HL by lra. rewrite ln_div by lra. lra. }
  apply Rle_trans with (1 := H4). apply le_div_r; [apply Rmult_lt_0_compat; lra|].
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. lra.
Qed.
End Negative.
