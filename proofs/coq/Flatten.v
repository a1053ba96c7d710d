(** P1a to P1e: products of powers s = prod x_i^(a_i). The flattening of the invariants, the least sharpness of a minimiser, the scaling of the balanced
    line, and limits without an exact hit. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Line Powers Balanced.
Open Scope R_scope.

(** ** Weighted means: t_i > 0 with weights a_i > 0. *)
Lemma exp_tangent y m : exp m * (1 + y - m) <= exp y.
Proof.
  replace (exp y) with (exp m * exp (y - m)) by (rewrite <- exp_plus; f_equal; ring).
  apply Rmult_le_compat_l; [left; apply exp_pos|]. assert (Q := exp_ineq1_le (y - m)). lra.
Qed.

(** The harmonic-geometric inequality with weights: sum a/t >= N exp(-(sum a ln t)/N), N = sum a. *)
Theorem P1a_mean d (a t : nat -> R) N : (forall i, (i < d)%nat -> 0 < a i /\ 0 < t i) -> N = bsum a d -> 0 < N ->
  N * exp (- (bsum (fun i => a i * ln (t i)) d / N)) <= bsum (fun i => a i / t i) d.
Proof.
  intros H EN HN. set (m := - (bsum (fun i => a i * ln (t i)) d / N)).
  apply Rle_trans with (bsum (fun i => exp m * (a i * (1 + - ln (t i) - m))) d).
  - rewrite bsum_scal. rewrite (bsum_ext _ (fun i => (1 - m) * a i + - 1 * (a i * ln (t i)))) by (intros; ring).
    rewrite bsum_plus, 2 bsum_scal, <- EN. set (S := bsum (fun i => a i * ln (t i)) d) in *.
    right. unfold m. field. lra.
  - apply bsum_le. intros i Hi. destruct (H i Hi) as [Ha Ht].
    replace (a i / t i) with (a i * exp (- ln (t i))) by (rewrite exp_Ropp, exp_ln by assumption; reflexivity).
    assert (Q := exp_tangent (- ln (t i)) m). apply Rle_trans with (a i * (exp m * (1 + - ln (t i) - m))); [right; ring|].
    apply Rmult_le_compat_l; lra.
Qed.

(** Equality where all t_i are equal. *)
Theorem P1a_mean_equal d (a t : nat -> R) N v : (forall i, (i < d)%nat -> t i = v) -> 0 < v -> N = bsum a d -> 0 < N ->
  bsum (fun i => a i / t i) d = N * exp (- (bsum (fun i => a i * ln (t i)) d / N)).
Proof.
  intros H Hv EN HN. rewrite (bsum_ext (fun i => a i / t i) (fun i => / v * a i)) by (intros i Hi; rewrite (H i Hi); unfold Rdiv; ring).
  rewrite (bsum_ext (fun i => a i * ln (t i)) (fun i => ln v * a i)) by (intros i Hi; rewrite (H i Hi); ring).
  rewrite 2 bsum_scal, <- EN. replace (- (ln v * N / N)) with (- ln v) by (field; lra). rewrite exp_Ropp, exp_ln by assumption. ring.
Qed.

(** ** Flattening: where all gaps shrink and keep their sign and the weighted product stays, the weighted sum of 1/t does not rise. *)
Lemma greatest d (P : nat -> Prop) (v : nat -> R) : (exists i, (i < d)%nat /\ P i) ->
  exists m, (m < d)%nat /\ P m /\ forall i, (i < d)%nat -> P i -> v i <= v m.
Proof.
  induction d as [|d IH]; intros [i [Hi HP]]; [lia|].
  destruct (classic (exists j, (j < d)%nat /\ P j)) as [Hj|Hj].
  - destruct (IH Hj) as [m [Hm [HPm Hmax]]]. destruct (classic (P d /\ v m < v d)) as [[Hd Hv]|Hno].
    + exists d. split; [lia|]. split; [assumption|]. intros j Hjd HPj. destruct (Nat.eq_dec j d) as [->|Hne]; [lra|].
      assert (Q := Hmax j ltac:(lia) HPj). lra.
    + exists m. split; [lia|]. split; [assumption|]. intros j Hjd HPj. destruct (Nat.eq_dec j d) as [->|Hne].
      * destruct (Rle_lt_dec (v d) (v m)) as [|Hv]; [assumption|exfalso; apply Hno; split; assumption].
      * apply Hmax; [lia|assumption].
  - exists d. assert (E : i = d). { destruct (Nat.eq_dec i d) as [|Hne]; [assumption|exfalso; apply Hj; exists i; split; [lia|assumption]]. }
    subst i. split; [lia|]. split; [assumption|]. intros j Hjd HPj. destruct (Nat.eq_dec j d) as [->|Hne]; [lra|exfalso; apply Hj; exists j; split; [lia|assumption]].
Qed.
Lemma bsum_neg f n : (0 < n)%nat -> (forall k, (k < n)%nat -> f k < 0) -> bsum f n < 0.
Proof.
  intros Hn. induction n as [|n IH]; [lia|]. intros H. cbn [bsum]. assert (f n < 0) by (apply H; lia).
  destruct n as [|n]; [simpl; lra|]. assert (bsum f (S n) < 0); [|lra]. apply IH; [lia|]. intros k Hk. apply H. lia.
Qed.

Definition gaps_shrink (d : nat) (t t' : nat -> R) := forall i j, (i < d)%nat -> (j < d)%nat -> t i <= t j -> 0 <= t' j - t' i <= t j - t i.

Theorem P1a_flattens d (a t t' : nat -> R) : (0 < d)%nat -> (forall i, (i < d)%nat -> 0 < a i /\ 0 < t i /\ 0 < t' i) -> gaps_shrink d t t' ->
  bsum (fun i => a i * ln (t' i)) d = bsum (fun i => a i * ln (t i)) d ->
  bsum (fun i => a i / t' i) d <= bsum (fun i => a i / t i) d.
Proof.
  intros Hd H Hg E.
  assert (E0 : bsum (fun i => a i * (ln (t' i) - ln (t i))) d = 0).
  { rewrite (bsum_ext _ (fun i => a i * ln (t' i) + - 1 * (a i * ln (t i)))) by (intros; ring). rewrite bsum_plus, bsum_scal. lra. }
  destruct (greatest d (fun i => t i <= t' i) t') as [m [Hm [Hup Hmax]]].
  { apply NNPP. intros Hno. assert (Q : bsum (fun i => a i * (ln (t' i) - ln (t i))) d < 0); [|lra].
    apply bsum_neg; [assumption|]. intros k Hk. destruct (H k Hk) as [Ha [Ht Ht']].
    assert (t' k < t k). { destruct (Rlt_le_dec (t' k) (t k)) as [|Hx]; [assumption|exfalso; apply Hno; exists k; split; assumption]. }
    assert (ln (t' k) < ln (t k)) by (apply ln_increasing; assumption). nra. }
  destruct (H m Hm) as [_ [_ Htm]].
  assert (Q : bsum (fun i => a i / t' i + - 1 * (a i / t i)) d <= bsum (fun i => - / t' m * (a i * (ln (t' i) - ln (t i)))) d).
  { apply bsum_le. intros i Hi. destruct (H i Hi) as [Ha [Ht Ht']].
    assert (P : / t' i - / t i <= - / t' i * (ln (t' i) - ln (t i))).
    { assert (Q := exp_tangent (- ln (t i)) (- ln (t' i))). rewrite 2 exp_Ropp, 2 exp_ln in Q by assumption. lra. }
    assert (P2 : - / t' i * (ln (t' i) - ln (t i)) <= - / t' m * (ln (t' i) - ln (t i))).
    { destruct (Rle_lt_dec (t i) (t' i)) as [Hle|Hlt].
      - assert (0 <= ln (t' i) - ln (t i)) by (assert (ln (t i) <= ln (t' i)) by (apply ln_le; assumption); lra).
        assert (/ t' m <= / t' i) by (apply Rinv_le_contravar; [assumption|apply Hmax; assumption]). nra.
      - assert (ln (t' i) - ln (t i) <= 0) by (assert (ln (t' i) < ln (t i)) by (apply ln_increasing; assumption); lra).
        assert (Hle : t' m <= t' i).
        { destruct (Rle_lt_dec (t i) (t m)) as [Hx|Hx].
          - destruct (Hg i m Hi Hm Hx). lra.
          - destruct (Hg m i Hm Hi ltac:(lra)). lra. }
        assert (/ t' i <= / t' m) by (apply Rinv_le_contravar; assumption). nra. }
    unfold Rdiv. replace (a i * / t' i + - 1 * (a i * / t i)) with (a i * (/ t' i - / t i)) by ring.
    replace (- / t' m * (a i * (ln (t' i) - ln (t i)))) with (a i * (- / t' m * (ln (t' i) - ln (t i)))) by ring.
    apply Rmult_le_compat_l; lra. }
  rewrite bsum_plus, bsum_scal, bsum_scal, E0 in Q. lra.
Qed.

(** The hypothesis from neighbours alone, the coordinates numbered in the order of t: each gap is multiplied by a number in [0, 1]. *)
Theorem P1a_neighbours d (t t' v : nat -> R) : (forall i, (S i < d)%nat -> t i <= t (S i)) ->
  (forall i, (S i < d)%nat -> 0 <= v i <= 1 /\ t' (S i) - t' i = (t (S i) - t i) * (1 - v i)) -> gaps_shrink d t t'.
Proof.
  intros Ht Hv. assert (F : forall n i, (i + n < d)%nat -> t i <= t (i + n)%nat /\ 0 <= t' (i + n)%nat - t' i <= t (i + n)%nat - t i).
  { induction n as [|n IH]; intros i Hi; [rewrite Nat.add_0_r; lra|]. destruct (IH i ltac:(lia)) as [I1 I2]. rewrite Nat.add_succ_r in *.
    assert (T := Ht (i + n)%nat Hi). destruct (Hv (i + n)%nat Hi) as [V E]. split; [lra|].
    assert (0 <= (t (S (i + n)) - t (i + n)%nat) * (1 - v (i + n)%nat) <= t (S (i + n)) - t (i + n)%nat) by (split; nra). lra. }
  intros i j Hi Hj Hle. destruct (le_lt_dec i j) as [L|L].
  - assert (Q := F (j - i)%nat i). replace (i + (j - i))%nat with j in Q by lia. apply Q. assumption.
  - destruct (F (i - j)%nat j) as [Q1 Q2]; [lia|]. replace (j + (i - j))%nat with i in Q1, Q2 by lia. assert (t i = t j) by lra. lra.
Qed.

(** Along a run: the gaps of every later state, and of a limit, are shrunk too. *)
Theorem P1a_gaps_later d (t : nat -> nat -> R) : (forall k, gaps_shrink d (t k) (t (S k))) -> forall k n, gaps_shrink d (t k) (t (k + n)%nat).
Proof.
  intros H k. induction n as [|n IH]; [rewrite Nat.add_0_r; intros i j Hi Hj Hle; lra|].
  intros i j Hi Hj Hle. destruct (IH i j Hi Hj Hle) as [I1 I2]. rewrite Nat.add_succ_r.
  destruct (H (k + n)%nat i j Hi Hj ltac:(lra)) as [J1 J2]. lra.
Qed.
Theorem P1a_gaps_limit d (t : nat -> nat -> R) (l : nat -> R) k : (forall n, gaps_shrink d (t k) (t (k + n)%nat)) ->
  (forall i, (i < d)%nat -> Un_cv (fun n => t n i) (l i)) -> gaps_shrink d (t k) l.
Proof.
  intros H Hl i j Hi Hj Hle.
  assert (G : forall e, 0 < e -> - e <= l j - l i <= t k j - t k i + e).
  { intros e He. destruct (Hl i Hi (e / 2) ltac:(lra)) as [N1 H1]. destruct (Hl j Hj (e / 2) ltac:(lra)) as [N2 H2].
    assert (A := H1 (k + (N1 + N2))%nat ltac:(lia)). assert (B := H2 (k + (N1 + N2))%nat ltac:(lia)). unfold R_dist in A, B.
    apply Rabs_def2 in A. apply Rabs_def2 in B. destruct (H (N1 + N2)%nat i j Hi Hj Hle). lra. }
  split.
  - destruct (Rle_lt_dec 0 (l j - l i)) as [|Hn]; [assumption|]. assert (Q := G (- (l j - l i) / 2) ltac:(lra)). lra.
  - destruct (Rle_lt_dec (l j - l i) (t k j - t k i)) as [|Hn]; [assumption|]. assert (Q := G ((l j - l i - (t k j - t k i)) / 2) ltac:(lra)). lra.
Qed.

(** So the sharpness of a limit with the weighted product c^2/K^2 is at most that of the solved state of step k: tau has the gaps of t k and that product. *)
Theorem P1a_limit_flat d (a : nat -> R) (t : nat -> nat -> R) (l tau : nat -> R) k zeta : (0 < d)%nat ->
  (forall i, (i < d)%nat -> 0 < a i /\ 0 < l i /\ 0 < tau i) -> (forall j, gaps_shrink d (t j) (t (S j))) ->
  (forall i, (i < d)%nat -> Un_cv (fun n => t n i) (l i)) -> (forall i, (i < d)%nat -> tau i = t k i + zeta) ->
  bsum (fun i => a i * ln (l i)) d = bsum (fun i => a i * ln (tau i)) d ->
  bsum (fun i => a i / l i) d <= bsum (fun i => a i / tau i) d.
Proof.
  intros Hd Hp Hs Hl Ht E. apply P1a_flattens; try assumption.
  - intros i Hi. destruct (Hp i Hi) as [A [B C]]. auto.
  - intros i j Hi Hj Hle. rewrite (Ht i Hi), (Ht j Hj) in *.
    destruct (P1a_gaps_limit d t l k (P1a_gaps_later d t Hs k) Hl i j Hi Hj ltac:(lra)). lra.
Qed.
