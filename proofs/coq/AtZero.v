(** T3.C3: c = 0, h G <= om < sqrt 2: the count of large slopes from every start. While d > 2 T2.C4 counts; then the larger of a and b falls until both are
    at most 4; then T1's identity counts. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates Decay T1 T1C T2 T3.
Open Scope R_scope.

Section Larger.
Variables (om w1 : R).
Hypothesis Hom : 0 <= om /\ om ^ 2 < 2.
Let kp := Rmax (1 - w1) (om - 1).

Lemma larger_a a b w : 0 <= b -> a * b <= 2 -> 4 < a -> sector 0 a b w -> Rabs w <= om -> (3 / 4 <= Rabs (sg a b) -> w1 <= Rabs w) ->
  na a w <= a * kp ^ 2 /\ nb b w <= 4.
Proof.
  intros Hb Hd Ha [r [Hr Ew]] Hw Hfar. assert (Hb2 : b < 1 / 2) by nra. assert (Hs : 7 / 8 <= sg a b) by (unfold sg; lra).
  assert (Hu : 7 / 8 <= up 0 a b) by (unfold up; lra). assert (Hw0 : 0 < w) by (rewrite Ew; apply Rmult_lt_0_compat; lra).
  rewrite !Rabs_pos_eq in * by lra. specialize (Hfar ltac:(lra)). split.
  - unfold na. apply Rmult_le_compat_l; [lra|]. rewrite <- (pow2_abs (1 - w)). apply pow_incr. split; [apply Rabs_pos|]. apply Rabs_le. unfold kp.
    assert (Q1 := Rmax_l (1 - w1) (om - 1)). assert (Q2 := Rmax_r (1 - w1) (om - 1)). lra.
  - unfold nb. assert (om < 3 / 2) by nra. assert ((1 + w) ^ 2 <= 25 / 4) by nra. assert (0 <= (1 + w) ^ 2) by apply sq_nonneg. nra.
Qed.
Lemma larger_falls a b w : 0 <= a -> 0 <= b -> a * b <= 2 -> 4 < Rmax a b -> sector 0 a b w -> Rabs w <= om -> (3 / 4 <= Rabs (sg a b) -> w1 <= Rabs w) ->
  Rmax (na a w) (nb b w) <= Rmax 4 (Rmax a b * kp ^ 2).
Proof.
  intros Ha Hb Hd Hm Hs Hw Hfar. assert (Hk := sq_nonneg kp). destruct (Rle_lt_dec a 4) as [H4|H4].
  - assert (Hb4 : 4 < b) by (destruct (Rle_lt_dec b 4); [exfalso; assert (Rmax a b <= 4) by (apply Rmax_lub; assumption); lra|assumption]).
    destruct (larger_a b a (- w)) as [H1 H2]; try assumption; try lra.
    + destruct Hs as [r [Hr ->]]. exists r. split; [assumption|]. unfold up, sg. field.
    + rewrite Rabs_Ropp. assumption.
    + intros Q. rewrite Rabs_Ropp. apply Hfar. replace (sg a b) with (- sg b a) by (unfold sg; field). rewrite Rabs_Ropp. assumption.
    + replace (na b (- w)) with (nb b w) in H1 by (unfold na, nb; ring). replace (nb a (- w)) with (na a w) in H2 by (unfold na, nb; ring).
      apply Rmax_lub; [apply Rle_trans with (1 := H2), Rmax_l|]. apply Rle_trans with (2 := Rmax_r _ _). rewrite Rmax_right by lra. assumption.
  - assert (Hba : b <= a) by nra. destruct (larger_a a b w) as [H1 H2]; try assumption.
    apply Rmax_lub; [|apply Rle_trans with (1 := H2), Rmax_l]. apply Rle_trans with (2 := Rmax_r _ _). rewrite Rmax_left by lra. assumption.
Qed.
End Larger.

Lemma cnt_below f g e n : (forall k, (k < n)%nat -> g k = f k) -> cnt f e n = cnt g e n.
Proof. induction n as [|n IH]; intros H; [reflexivity|]. cbn [cnt]. rewrite IH, H by (intros; try apply H; lia). reflexivity. Qed.

Section Reduced.
Variables (a b w : nat -> R) (om w1 M : R) (n2 : nat).
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect 0 a b w.
Hypothesis Hom : 0 <= om /\ om ^ 2 < 2.
Hypothesis Hw : forall k, Rabs (w k) <= om.
Hypothesis HM : forall k, a k <= M /\ b k <= M.
Hypothesis Hfar : forall k, 3 / 4 <= Rabs (sg (a k) (b k)) -> w1 <= Rabs (w k).
Let kp := Rmax (1 - w1) (om - 1).
Hypothesis Hn2 : M <= 4 \/ (0 < kp < 1 /\ ln (M / 4) / (-2 * ln kp) <= INR n2).
Let D k := a k * b k.

Lemma zero_D k : D (S k) = D k * (1 - w k ^ 2) ^ 2.
Proof. unfold D. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho). unfold na, nb. ring. Qed.
Lemma zero_D0 k : 0 <= D k.
Proof. apply Rmult_le_pos; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]. Qed.
Lemma zero_falls m n : (m <= n)%nat -> D n <= D m.
Proof. exact (D_decr_le D w om zero_D0 zero_D Hom Hw m n). Qed.

(** Both are at most 4 at one of the first n2 steps after d <= 2. *)
Lemma zero_near m : D m <= 2 -> exists j, (j <= n2)%nat /\ a (m + j)%nat <= 4 /\ b (m + j)%nat <= 4.
Proof.
  intros Hd. destruct Hn2 as [H4|[Hkp Hl]]; [exists O; rewrite Nat.add_0_r; assert (Q := HM m); split; [lia|lra]|].
  destruct (first_index (fun j => Rmax (a (m + j)%nat) (b (m + j)%nat) <= 4) (S n2)) as [[j [Hj [H _]]]|Hno].
  - intros k. destruct (Rle_dec (Rmax (a (m + k)%nat) (b (m + k)%nat)) 4); [left|right]; assumption.
  - exists j. split; [lia|]. assert (Q1 := Rmax_l (a (m + j)%nat) (b (m + j)%nat)). assert (Q2 := Rmax_r (a (m + j)%nat) (b (m + j)%nat)). lra.
  - exfalso. assert (HM4 : 4 < M).
    { specialize (Hno O ltac:(lia)). apply Rnot_le_lt in Hno. apply Rlt_le_trans with (1 := Hno). apply Rmax_lub; apply HM. }
    assert (G : forall j, (j <= n2)%nat -> Rmax (a (m + j)%nat) (b (m + j)%nat) <= M * (kp ^ 2) ^ j).
    { induction j as [|j IH]; intros Hj; [simpl; rewrite Rmult_1_r; apply Rmax_lub; apply HM|]. specialize (IH ltac:(lia)).
      assert (P := Hno j ltac:(lia)). apply Rnot_le_lt in P. assert (P' := Hno (S j) ltac:(lia)). apply Rnot_le_lt in P'.
      rewrite Nat.add_succ_r in *. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho) in *.
      assert (F := larger_falls om w1 Hom (a (m + j)%nat) (b (m + j)%nat) (w (m + j)%nat) (orb_a _ _ _ Ho _) (orb_b _ _ _ Ho _)
        ltac:(apply Rle_trans with (2 := Hd); apply (zero_falls m (m + j)); lia) P (Hs _) (Hw _) (Hfar _)). fold kp in F.
      assert (F' : Rmax (na (a (m + j)%nat) (w (m + j)%nat)) (nb (b (m + j)%nat) (w (m + j)%nat)) <= Rmax (a (m + j)%nat) (b (m + j)%nat) * kp ^ 2).
      { unfold Rmax at 2 in F. destruct (Rle_dec 4 _); lra. }
      apply Rle_trans with (1 := F'). replace (M * (kp ^ 2) ^ S j) with (M * (kp ^ 2) ^ j * kp ^ 2) by (simpl; ring).
      apply Rmult_le_compat_r; [apply sq_nonneg|assumption]. }
    assert (Q := G n2 (le_n _)). assert (P := Hno n2 ltac:(lia)). apply Rnot_le_lt in P.
    assert (Hln : ln kp < 0) by (apply ln_neg; lra). assert (Hp : 0 < kp ^ 2) by (apply pow_lt; lra).
    assert (L : ln 4 < ln (M * (kp ^ 2) ^ n2)) by (apply ln_increasing; lra).
    rewrite ln_mult in L by (try apply pow_lt; lra). rewrite <- Rpower_pow in L by assumption. unfold Rpower in L. rewrite ln_exp, ln_sq in L by lra.
    apply Rmult_le_compat_r with (r := -2 * ln kp) in Hl; [|lra].
    replace (ln (M / 4) / (-2 * ln kp) * (-2 * ln kp)) with (ln (M / 4)) in Hl by (field; lra). rewrite ln_div in Hl by lra. lra.
Qed.

Lemma zero_last m e K : 0 < e -> D m <= 2 -> a m <= 4 -> b m <= 4 -> INR (cnt (fun k => Rabs (w (m + k)%nat)) e K) <= ln (8 / 3) / ln (1 + e ^ 2).
Proof.
  intros He Hd Ha Hb. assert (Ha0 := orb_a _ _ _ Ho m). assert (Hb0 := orb_b _ _ _ Ho m). unfold D in Hd.
  assert (Hsum : a m + b m <= 5).
  { destruct (Rle_lt_dec (1 / 2) (a m)) as [P|P]; [|lra]. assert (0 <= (a m - 1 / 2) * (9 / 2 - a m)) by (apply Rmult_le_pos; lra).
    apply Rmult_le_reg_l with (a m); [lra|]. nra. }
  set (a' := shift m a). set (b' := shift m b). set (w' := shift m w).
  assert (E0 : a' O = a m /\ b' O = b m) by (unfold a', b', shift; rewrite Nat.add_0_r; split; reflexivity). destruct E0 as [Ea Eb].
  assert (HY : 3 / 2 <= Y 0 (a' O) (b' O)) by (rewrite Ea, Eb; unfold Y; lra).
  assert (HL : 0 < ln (1 + e ^ 2)) by (apply ln_pos; assert (0 < e ^ 2) by (apply pow_lt; assumption); lra).
  assert (Q := T1_C3_count a' b' w' (orb_shift m a b w Ho) (sect_shift m 0 a b w Hs) ltac:(lra) K (e ^ 2) ltac:(apply pow_lt; assumption)).
  apply Rle_trans with (INR (cnt (fun k => sg (a' k) (b' k) * w' k) (e ^ 2) K)).
  - apply le_INR. clear Q. induction K as [|K IH]; [simpl; lia|]. cbn [cnt]. destruct (Rle_dec e (Rabs (w (m + K)%nat))) as [P|P].
    + assert (Z := sg_w_ge 0 _ _ _ (sect_shift m 0 a b w Hs K)). fold a' b' w' in Z.
      assert (e ^ 2 <= w' K ^ 2) by (unfold w', shift; rewrite <- (pow2_abs (w (m + K)%nat)); apply pow_incr; lra).
      destruct (Rle_dec (e ^ 2) (sg (a' K) (b' K) * w' K)); [lia|lra].
    + lia.
  - apply Rle_trans with (1 := Q). apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply ln_le; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_le_reg_r with (Y 0 (a' O) (b' O)); [lra|]. replace (4 / Y 0 (a' O) (b' O) * Y 0 (a' O) (b' O)) with 4 by (field; lra). lra.
Qed.

Theorem zero_count e K : 0 < e < 1 -> INR (cnt (fun k => Rabs (w k)) e K) <=
  (if Rle_dec (D O) 2 then 0 else IZR (Int_part (ln (D O / 2) / (-2 * ln (Rmax (1 - e ^ 2) (om ^ 2 - 1))))) + 1) + INR n2 + ln (8 / 3) / ln (1 + e ^ 2).
Proof.
  intros He. set (f := fun k => Rabs (w k)). assert (HL : 0 <= ln (8 / 3) / ln (1 + e ^ 2)).
  { apply Rmult_le_pos; [apply ln_nonneg; lra|]. left. apply Rinv_0_lt_compat, ln_pos. assert (0 < e ^ 2) by (apply pow_lt; lra). lra. }
  assert (HN := pos_INR n2).
  (* from a step with d <= 2 on *)
  assert (Hlater : forall m n, D m <= 2 -> INR (cnt (fun k => f (m + k)%nat) e n) <= INR n2 + ln (8 / 3) / ln (1 + e ^ 2)).
  { intros m n Hm. destruct (zero_near m Hm) as [j [Hj [Ha Hb]]]. destruct (le_lt_dec n j) as [Hn|Hn].
    - assert (Q := cnt_le (fun k => f (m + k)%nat) e n). apply Rle_trans with (INR n2); [apply le_INR; lia|lra].
    - replace n with (j + (n - j))%nat by lia. rewrite cnt_split, plus_INR. apply Rplus_le_compat.
      + apply le_INR. assert (Q := cnt_le (fun k => f (m + k)%nat) e j). lia.
      + rewrite (cnt_ext _ (fun k => Rabs (w (m + j + k)%nat))) by (intros k; unfold f; f_equal; f_equal; lia).
        apply zero_last; [lra| |assumption|assumption]. apply Rle_trans with (2 := Hm), zero_falls. lia. }
  destruct (Rle_dec (D O) 2) as [H0|H0].
  - assert (Q := Hlater O K H0). change (fun k => f (0 + k)%nat) with f in Q. lra.
  - apply Rnot_le_lt in H0. assert (C := fun n => T2_C4_reduced D w om zero_D0 zero_D Hom Hw 2 e n ltac:(lra) He).
    assert (C' : forall n, (forall k, (k < n)%nat -> 2 <= D k) -> INR (cnt f e n) <= IZR (Int_part (ln (D O / 2) / (-2 * ln (Rmax (1 - e ^ 2) (om ^ 2 - 1))))) + 1).
    { intros n Hn. rewrite (cnt_below f (counted D w 2) e n).
      - assert (Z := floor_count _ _ (C n)). apply IZR_le in Z. rewrite <- INR_IZR_INZ, plus_IZR in Z. exact Z.
      - intros k Hk. unfold counted. destruct (Rle_dec 2 (D k)) as [|N]; [reflexivity|]. exfalso. apply N, Hn, Hk. }
    destruct (first_index (fun k => D k <= 2) K) as [[m [Hm [Hd Hb]]]|Hno].
    + intros k. destruct (Rle_dec (D k) 2); [left|right]; assumption.
    + replace K with (m + (K - m))%nat by lia. rewrite cnt_split, plus_INR. assert (P := C' m ltac:(intros k Hk; specialize (Hb k Hk); lra)).
      assert (P' := Hlater m (K - m)%nat Hd). lra.
    + assert (P := C' K ltac:(intros k Hk; specialize (Hno k Hk); lra)). lra.
Qed.
End Reduced.

Theorem T3_C3 d h beta G dF x y om w1 M n2 e K : T3_hyp d h beta 0 G dF x y -> h * G <= om -> om ^ 2 < 2 -> 0 < e < 1 ->
  (forall k, h * beta * Rmax (qA d (x k) (y k)) (qB d (x k) (y k)) <= M) ->
  (forall s, 3 / 4 <= h * beta * Rabs s <= M / 4 -> w1 <= h * Rabs (dF s)) ->
  let d0 := h ^ 2 * beta ^ 2 * qD d (x O) (y O) in let kp := Rmax (1 - w1) (om - 1) in
  M <= 4 \/ (0 < kp < 1 /\ ln (M / 4) / (-2 * ln kp) <= INR n2) ->
  INR (cnt (fun k => h * Rabs (dF (sprod d (x k) (y k)))) e K) <=
    (if Rle_dec d0 2 then 0 else IZR (Int_part (ln (d0 / 2) / (-2 * ln (Rmax (1 - e ^ 2) (om ^ 2 - 1))))) + 1) + INR n2 + ln (8 / 3) / ln (1 + e ^ 2).
Proof.
  intros H HG Hom He HM Hfar d0 kp Hn2. destruct (T3_reduced d h beta 0 G dF x y H ltac:(lra)) as [Hg [Ho [Hs [HhG [Hw Hhb]]]]].
  rewrite Rmult_0_r in Hs. assert (Hh := T3_h _ _ _ _ _ _ _ _ H).
  rewrite (cnt_ext _ (fun k => Rabs (wk d h dF x y k))).
  2:{ intros k. unfold wk, sk. rewrite Rabs_mult, (Rabs_pos_eq h) by lra. reflexivity. }
  assert (E : ak d h beta x y O * bk d h beta x y O = d0) by (unfold ak, bk, d0, qD; ring). rewrite <- E.
  apply (zero_count (ak d h beta x y) (bk d h beta x y) (wk d h dF x y) om w1 M n2); try assumption.
  - split; [lra|assumption].
  - intros k. apply Rle_trans with (1 := Hw k). assumption.
  - intros k. specialize (HM k). assert (Q1 := Rmax_l (qA d (x k) (y k)) (qB d (x k) (y k))). assert (Q2 := Rmax_r (qA d (x k) (y k)) (qB d (x k) (y k))). unfold ak, bk.
    split; apply Rle_trans with (2 := HM); apply Rmult_le_compat_l; lra.
  - intros k Hk. unfold wk, sk. rewrite Rabs_mult, (Rabs_pos_eq h) by lra. apply Hfar.
    assert (Es : sg (ak d h beta x y k) (bk d h beta x y k) = h * beta * sprod d (x k) (y k)) by (unfold sg, ak, bk; rewrite s_of_AB; field).
    rewrite Es, Rabs_mult, (Rabs_pos_eq (h * beta)) in Hk by lra. split; [assumption|].
    rewrite <- (Rabs_pos_eq (h * beta)) by lra. rewrite <- Rabs_mult, <- Es. specialize (HM k).
    assert (PA := orb_a _ _ _ Ho k). assert (PB := orb_b _ _ _ Ho k).
    assert (Q1 := Rmax_l (qA d (x k) (y k)) (qB d (x k) (y k))). assert (Q2 := Rmax_r (qA d (x k) (y k)) (qB d (x k) (y k))).
    apply Rmult_le_compat_l with (r := h * beta) in Q1, Q2; try lra. unfold sg. unfold ak, bk in *. apply Rabs_le. lra.
Qed.
