(** Small facts about logarithms, monotone functions, finite sums and counts. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** ln z <= z - 1. *)
Lemma ln_le_sub1 z : 0 < z -> ln z <= z - 1.
Proof.
  intros Hz. rewrite <- (ln_exp (z - 1)). apply ln_le; [assumption|].
  generalize (exp_ineq1_le (z - 1)). lra.
Qed.

Lemma ln_nonneg z : 1 <= z -> 0 <= ln z.
Proof. intros. rewrite <- ln_1. apply ln_le; lra. Qed.

Lemma ln_pos z : 1 < z -> 0 < ln z.
Proof. intros. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Lemma ln_nonpos z : 0 < z -> z <= 1 -> ln z <= 0.
Proof. intros. rewrite <- ln_1. apply ln_le; lra. Qed.

Lemma ln_neg z : 0 < z -> z < 1 -> ln z < 0.
Proof. intros. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Lemma exp_le x y : x <= y -> exp x <= exp y.
Proof. intros [H| ->]; [left; now apply exp_increasing | right; reflexivity]. Qed.

Lemma ln_sq z : 0 < z -> ln (z ^ 2) = 2 * ln z.
Proof. intros. replace (z ^ 2) with (z * z) by ring. rewrite ln_mult by assumption. ring. Qed.

Lemma bern_pos g x : 0 <= g <= 1 -> -1 < x -> 0 < 1 + g * x.
Proof.
  intros Hg Hx. destruct (Req_dec g 0) as [->|Hg0]; [lra|].
  assert (0 < g * (1 + x)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** Bernoulli's inequality for exponents in [0, 1]. *)
Lemma ln_bernoulli g x : 0 <= g <= 1 -> -1 < x -> g * ln (1 + x) <= ln (1 + g * x).
Proof.
  intros Hg Hx.
  assert (Hm := bern_pos g x Hg Hx).
  assert (H1 : ln ((1 + x) / (1 + g * x)) <= (1 + x) / (1 + g * x) - 1).
  { apply ln_le_sub1. apply Rdiv_lt_0_compat; lra. }
  assert (H2 : ln (/ (1 + g * x)) <= / (1 + g * x) - 1).
  { apply ln_le_sub1. now apply Rinv_0_lt_compat. }
  unfold Rdiv in H1. rewrite ln_mult in H1; [|lra|now apply Rinv_0_lt_compat].
  rewrite ln_Rinv in H1, H2 by assumption.
  assert (E : g * ((1 + x) * / (1 + g * x) - 1) + (1 - g) * (/ (1 + g * x) - 1) = 0) by (field; lra).
  nra.
Qed.

(** ln (1 + y) >= y ln 2 on [0, 1]. *)
Lemma ln_chord y : 0 <= y <= 1 -> y * ln 2 <= ln (1 + y).
Proof.
  intros Hy. replace 2 with (1 + 1) by ring. replace (1 + y) with (1 + y * 1) by ring.
  apply ln_bernoulli; lra.
Qed.

Lemma ln2_pos : 0 < ln 2. Proof. apply ln_pos; lra. Qed.

(** Mean-value consequences. *)
Lemma MVT_use (f df : R -> R) a b : a < b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) ->
  exists x, a < x < b /\ f b - f a = df x * (b - a).
Proof.
  intros Hab Hd. destruct (MVT_cor2 f df a b Hab) as [x [E Hx]].
  - intros x Hx. apply is_derive_Reals, Hd, Hx.
  - exists x. split; assumption.
Qed.

Lemma incr_le (f df : R -> R) a b : a <= b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> 0 <= df x) -> f a <= f b.
Proof.
  intros Hab Hd Hp. destruct (Req_dec a b) as [->|Hne]; [lra|].
  destruct (MVT_use f df a b) as [x [Hx E]]; [lra|assumption|].
  specialize (Hp x Hx). nra.
Qed.

Lemma incr_lt (f df : R -> R) a b : a < b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> 0 < df x) -> f a < f b.
Proof.
  intros Hab Hd Hp. destruct (MVT_use f df a b) as [x [Hx E]]; [lra|assumption|].
  specialize (Hp x Hx). nra.
Qed.

Lemma decr_le (f df : R -> R) a b : a <= b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> df x <= 0) -> f b <= f a.
Proof.
  intros Hab Hd Hp. destruct (Req_dec a b) as [->|Hne]; [lra|].
  destruct (MVT_use f df a b) as [x [Hx E]]; [lra|assumption|].
  specialize (Hp x Hx). nra.
Qed.

Lemma decr_lt (f df : R -> R) a b : a < b ->
  (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> df x < 0) -> f b < f a.
Proof.
  intros Hab Hd Hp. destruct (MVT_use f df a b) as [x [Hx E]]; [lra|assumption|].
  specialize (Hp x Hx). nra.
Qed.

(** Sums over k < n. *)
Fixpoint bsum (f : nat -> R) (n : nat) : R :=
  match n with O => 0 | S m => bsum f m + f m end.

Lemma bsum_le f g n : (forall k, (k < n)%nat -> f k <= g k) -> bsum f n <= bsum g n.
Proof.
  induction n as [|n IH]; simpl; intros H; [lra|].
  assert (f n <= g n) by (apply H; lia). assert (bsum f n <= bsum g n) by (apply IH; intros; apply H; lia).
  lra.
Qed.

Lemma bsum_ext f g n : (forall k, (k < n)%nat -> f k = g k) -> bsum f n = bsum g n.
Proof.
  intros H. apply Rle_antisym; apply bsum_le; intros k Hk; rewrite (H k Hk); lra.
Qed.

Lemma bsum_nonneg f n : (forall k, (k < n)%nat -> 0 <= f k) -> 0 <= bsum f n.
Proof.
  intros H. replace 0 with (bsum (fun _ => 0) n).
  - now apply bsum_le.
  - clear H. induction n as [|n IH]; simpl; [reflexivity|]. rewrite IH. ring.
Qed.

Lemma bsum_scal t f n : bsum (fun k => t * f k) n = t * bsum f n.
Proof. induction n as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma bsum_plus f g n : bsum (fun k => f k + g k) n = bsum f n + bsum g n.
Proof. induction n as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma bsum_const t n : bsum (fun _ => t) n = INR n * t.
Proof. induction n as [|n IH]; [simpl; ring|]. rewrite S_INR. cbn [bsum]. rewrite IH. ring. Qed.

Lemma bsum_tele f n : bsum (fun k => f (S k) - f k) n = f n - f O.
Proof. induction n as [|n IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma bsum_split f m n : bsum f (m + n) = bsum f m + bsum (fun k => f (m + k)%nat) n.
Proof.
  induction n as [|n IH]; simpl.
  - rewrite Nat.add_0_r. ring.
  - rewrite Nat.add_succ_r. simpl. rewrite IH. ring.
Qed.

Lemma bsum_mono f m n : (forall k, 0 <= f k) -> (m <= n)%nat -> bsum f m <= bsum f n.
Proof.
  intros Hf Hmn. replace n with (m + (n - m))%nat by lia. rewrite bsum_split.
  assert (0 <= bsum (fun k => f (m + k)%nat) (n - m)) by (apply bsum_nonneg; intros; apply Hf). lra.
Qed.

(** The least term is at most the mean. *)
Lemma exists_le_mean f n M : (0 < n)%nat -> bsum f n <= M -> exists k, (k < n)%nat /\ f k <= M / INR n.
Proof.
  intros Hn HM. assert (Hp : 0 < INR n) by (apply lt_0_INR; lia).
  assert (Hdec : forall m, (exists k, (k < m)%nat /\ f k <= M / INR n) \/
                           (forall k, (k < m)%nat -> M / INR n < f k)).
  { induction m as [|m IH]; [right; intros; lia|].
    destruct IH as [[k [Hk H]]|IH]; [left; exists k; split; [lia|assumption]|].
    destruct (Rle_lt_dec (f m) (M / INR n)) as [H|H]; [left; exists m; split; [lia|assumption]|].
    right. intros k Hk. destruct (Nat.eq_dec k m) as [->|]; [assumption|]. apply IH. lia. }
  destruct (Hdec n) as [H|H]; [exact H|exfalso].
  assert (Hlt : forall m, (0 < m)%nat -> (forall k, (k < m)%nat -> M / INR n < f k) ->
            INR m * (M / INR n) < bsum f m).
  { clear -Hp. induction m as [|m IH]; [lia|]. intros _ H. rewrite S_INR. simpl.
    destruct m as [|m].
    - simpl. specialize (H O ltac:(lia)). lra.
    - assert (INR (S m) * (M / INR n) < bsum f (S m)) by (apply IH; [lia|intros; apply H; lia]).
      specialize (H (S m) ltac:(lia)). lra. }
  specialize (Hlt n Hn H). replace (INR n * (M / INR n)) with M in Hlt by (field; lra). lra.
Qed.

(** Number of k < n with eps <= f k, as a natural number. *)
Fixpoint cnt (f : nat -> R) (eps : R) (n : nat) : nat :=
  match n with O => O | S m => (cnt f eps m + if Rle_dec eps (f m) then 1 else 0)%nat end.

Lemma cnt_bsum f eps n : INR (cnt f eps n) = bsum (fun k => if Rle_dec eps (f k) then 1 else 0) n.
Proof.
  induction n as [|n IH]; [reflexivity|]. cbn [cnt bsum]. rewrite plus_INR, IH.
  destruct (Rle_dec eps (f n)); simpl; ring.
Qed.

(** Markov's inequality for counts. *)
Lemma cnt_markov f g eps m n : (forall k, (k < n)%nat -> 0 <= g k) ->
  (forall k, (k < n)%nat -> eps <= f k -> m <= g k) ->
  INR (cnt f eps n) * m <= bsum g n.
Proof.
  intros Hg Hm. rewrite cnt_bsum. rewrite Rmult_comm, <- bsum_scal.
  apply bsum_le. intros k Hk. destruct (Rle_dec eps (f k)) as [H|H].
  - specialize (Hm k Hk H). lra.
  - specialize (Hg k Hk). lra.
Qed.

(** A series with nonnegative terms and bounded sums has terms tending to 0. *)
Lemma bounded_sum_small f C : (forall k, 0 <= f k) -> (forall n, bsum f n <= C) ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%nat -> f k < e.
Proof.
  intros Hf HC e He.
  destruct (growing_cv (bsum f)) as [l Hl].
  - intros n. simpl. specialize (Hf n). lra.
  - exists C. intros z [n ->]. apply HC.
  - destruct (Hl (e / 2)) as [N HN]; [lra|]. exists N. intros k Hk.
    assert (H1 := HN k ltac:(lia)). assert (H2 := HN (S k) ltac:(lia)).
    unfold R_dist in *. simpl in H2. apply Rabs_def2 in H1. apply Rabs_def2 in H2. lra.
Qed.

(** A natural number at most x + 1 is at most floor x + 1. *)
Lemma floor_count n x : INR n <= x + 1 -> (Z.of_nat n <= Int_part x + 1)%Z.
Proof.
  intros H. rewrite INR_IZR_INZ in H. destruct (base_Int_part x) as [H1 H2].
  assert (IZR (Z.of_nat n) < IZR (Int_part x + 1 + 1)).
  { rewrite 2 plus_IZR. lra. }
  apply lt_IZR in H0. lia.
Qed.

Lemma Rdiv_le_1 x y : 0 < y -> x <= y -> x / y <= 1.
Proof. intros. apply Rmult_le_reg_r with y; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.

Lemma le_div_r x y z : 0 < z -> x * z <= y -> x <= y / z.
Proof. intros. apply Rmult_le_reg_r with z; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.

Lemma div_le_l x y z : 0 < z -> x <= y * z -> x / z <= y.
Proof. intros. apply Rmult_le_reg_r with z; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.

Lemma sq_nonneg x : 0 <= x ^ 2. Proof. nra. Qed.

Lemma bsum_first f n : bsum f (S n) = f O + bsum (fun i => f (S i)) n.
Proof. induction n as [|n IH]; [simpl; ring|]. cbn [bsum] in *. rewrite IH. ring. Qed.

(** Tending to zero. *)
Definition tends0 (f : nat -> R) := forall e, 0 < e -> exists N, forall k, (N <= k)%nat -> Rabs (f k) < e.

Lemma tends0_shift m f : tends0 (fun k => f (m + k)%nat) -> tends0 f.
Proof.
  intros H e He. destruct (H e He) as [N HN]. exists (m + N)%nat. intros k Hk.
  replace k with (m + (k - m))%nat by lia. apply HN. lia.
Qed.

Lemma tends0_sum f (phi : R -> R) C : (forall k, 0 <= phi (f k)) -> (forall n, bsum (fun k => phi (f k)) n <= C) ->
  (forall e, 0 < e -> exists m, 0 < m /\ forall k, e <= Rabs (f k) -> m <= phi (f k)) -> tends0 f.
Proof.
  intros Hp HC Hm e He. destruct (Hm e He) as [m [Hm0 Hmm]].
  destruct (bounded_sum_small (fun k => phi (f k)) C Hp HC m Hm0) as [N HN].
  exists N. intros k Hk. destruct (Rlt_le_dec (Rabs (f k)) e) as [|H]; [assumption|].
  specialize (HN k Hk). specialize (Hmm k H). simpl in HN. lra.
Qed.

Lemma cnt_split f e m n : cnt f e (m + n) = (cnt f e m + cnt (fun k => f (m + k)%nat) e n)%nat.
Proof.
  induction n as [|n IH]; [simpl; rewrite 2 Nat.add_0_r; reflexivity|].
  rewrite Nat.add_succ_r. cbn [cnt]. rewrite IH. lia.
Qed.

Lemma cnt_le f e n : (cnt f e n <= n)%nat.
Proof. induction n as [|n IH]; simpl; [lia|]. destruct (Rle_dec e (f n)); lia. Qed.

(** Least index in [0, n) with a decidable property. *)
Lemma first_index (P : nat -> Prop) n : (forall k, P k \/ ~ P k) ->
  (exists k, (k < n)%nat /\ P k /\ forall j, (j < k)%nat -> ~ P j) \/ (forall k, (k < n)%nat -> ~ P k).
Proof.
  intros Hd. induction n as [|n IH]; [right; intros; lia|].
  destruct IH as [[k [H1 H2]]|H]; [left; exists k; split; [lia|assumption]|].
  destruct (Hd n) as [Hn|Hn].
  - left. exists n. repeat split; [lia|assumption|]. intros; apply H; lia.
  - right. intros k Hk. destruct (Nat.eq_dec k n) as [->|]; [assumption|]. apply H. lia.
Qed.

Lemma last_index (P : nat -> Prop) n : (forall k, P k \/ ~ P k) ->
  (exists k, (k < n)%nat /\ P k /\ forall j, (k < j < n)%nat -> ~ P j) \/ (forall k, (k < n)%nat -> ~ P k).
Proof.
  intros Hd. induction n as [|n IH]; [right; intros; lia|].
  destruct (Hd n) as [Hn|Hn].
  - left. exists n. repeat split; [lia|assumption|]. intros; lia.
  - destruct IH as [[k [H1 [H2 H3]]]|H].
    + left. exists k. repeat split; [lia|assumption|]. intros j Hj.
      destruct (Nat.eq_dec j n) as [->|]; [assumption|]. apply H3. lia.
    + right. intros k Hk. destruct (Nat.eq_dec k n) as [->|]; [assumption|]. apply H. lia.
Qed.

Definition lnp (x : R) := Rmax 0 (ln x).
Lemma lnp_nonneg x : 0 <= lnp x. Proof. apply Rmax_l. Qed.
Lemma lnp_ge x : ln x <= lnp x. Proof. apply Rmax_r. Qed.

Lemma cnt_ext f f' e n : (forall k, f k = f' k) -> cnt f e n = cnt f' e n.
Proof. intros H. induction n as [|n IH]; [reflexivity|]. cbn [cnt]. rewrite IH, H. reflexivity. Qed.

Lemma sq_le_inv x y : 0 <= y -> x ^ 2 <= y ^ 2 -> x <= y.
Proof. intros Hy H. destruct (Rle_lt_dec x y) as [|Hlt]; [assumption|exfalso]. nra. Qed.

Lemma sq_le1 x : 0 <= x <= 1 -> x ^ 2 <= 1.
Proof. intros. nra. Qed.
