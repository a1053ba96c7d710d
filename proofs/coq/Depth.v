(** P1: least sharpness, limits without an exact hit, and the balanced line in the scale of its minimiser. *)
Require Import Reals Lra Lia Psatz Classical FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Line Flat Varying Powers Balanced Flatten.
Open Scope R_scope.

(** The partial derivatives of [powers d a], as polynomials. *)
Fixpoint pgrad (d : nat) (a : nat -> nat) (x : nat -> R) (i : nat) : R :=
  match d with O => 0 | S n => if Nat.eq_dec i n then powers n a x * (INR (a n) * x n ^ (a n - 1)) else pgrad n a x i * x n ^ a n end.

Lemma powers_upd_out d a x i t : (d <= i)%nat -> powers d a (upd x i t) = powers d a x.
Proof. intros H. apply powers_ext. intros j Hj. unfold upd. destruct (Nat.eq_dec j i); [lia|reflexivity]. Qed.

Theorem pgrad_derive d a x i : (i < d)%nat -> is_derive (fun t => powers d a (upd x i t)) (x i) (pgrad d a x i).
Proof.
  induction d as [|d IH]; intros Hi; [lia|]. cbn [powers pgrad]. destruct (Nat.eq_dec i d) as [->|Hne].
  - apply (is_derive_ext (fun t => powers d a x * t ^ a d)).
    + intros t. rewrite powers_upd_out by lia. unfold upd. destruct (Nat.eq_dec d d); [reflexivity|contradiction].
    + auto_derive; [exact I|]. replace (Nat.pred (a d)) with (a d - 1)%nat by lia. ring.
  - apply (is_derive_ext (fun t => powers d a (upd x i t) * x d ^ a d)).
    + intros t. f_equal. unfold upd. destruct (Nat.eq_dec d i); [lia|reflexivity].
    + assert (Q := IH ltac:(lia)). assert (Q2 := is_derive_scal_l (fun t => powers d a (upd x i t)) (x i) (pgrad d a x i) (x d ^ a d) Q). exact Q2.
Qed.

(** x_i times the partial derivative is a_i s. *)
Lemma pgrad_euler d a x i : (i < d)%nat -> (1 <= a i)%nat -> pgrad d a x i * x i = INR (a i) * powers d a x.
Proof.
  induction d as [|d IH]; intros Hi Ha; [lia|]. cbn [powers pgrad]. destruct (Nat.eq_dec i d) as [->|Hne].
  - replace (x d ^ a d) with (x d * x d ^ (a d - 1)) by (replace (a d) with (S (a d - 1)) at 2 by lia; reflexivity). ring.
  - assert (Q := IH ltac:(lia) Ha). replace (pgrad d a x i * x d ^ a d * x i) with (pgrad d a x i * x i * x d ^ a d) by ring. rewrite Q. ring.
Qed.

(** A step in the direction v: s(x + tau v) = s + tau <grad s, v> + O(tau^2), uniformly on bounded sets. *)
Lemma pow_expand n M : 0 <= M -> exists B, 0 <= B /\ forall x v tau, Rabs x <= M -> Rabs v <= M -> Rabs tau <= M ->
  Rabs ((x + tau * v) ^ n) <= B /\ Rabs (x ^ n) <= B /\ Rabs (INR n * x ^ (n - 1) * v) <= B /\
  Rabs ((x + tau * v) ^ n - x ^ n - tau * (INR n * x ^ (n - 1) * v)) <= B * tau ^ 2.
Proof.
  intros HM. induction n as [|n [B [HB IH]]].
  - exists 1. split; [lra|]. intros x v tau _ _ _. cbn [pow INR]. rewrite Rabs_R1. split; [lra|]. split; [lra|].
    split; [replace (0 * x ^ (0 - 1) * v) with 0 by ring; rewrite Rabs_R0; lra|].
    replace (1 - 1 - tau * (0 * x ^ (0 - 1) * v)) with 0 by ring. rewrite Rabs_R0. assert (Q := sq_nonneg tau). lra.
  - exists (B * (M + M * M) + B * M + B * M).
    assert (0 <= B * (M + M * M) /\ 0 <= B * M) by (split; apply Rmult_le_pos; nra). split; [lra|]. intros x v tau Hx Hv Ht. destruct (IH x v tau Hx Hv Ht) as [I1 [I2 [I3 I4]]].
    assert (Ex : Rabs (x + tau * v) <= M + M * M).
    { apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_mult. assert (Rabs tau * Rabs v <= M * M) by (apply Rmult_le_compat; try apply Rabs_pos; assumption). lra. }
    assert (P := Rabs_pos). assert (HMM : 0 <= M * M) by (apply Rmult_le_pos; assumption). assert (HBM : 0 <= B * M) by (apply Rmult_le_pos; assumption).
    assert (HBMM : 0 <= B * (M * M)) by (apply Rmult_le_pos; assumption).
    assert (D : INR (S n) * x ^ (S n - 1) * v = x * (INR n * x ^ (n - 1) * v) + x ^ n * v).
    { rewrite S_INR. replace (S n - 1)%nat with n by lia. destruct n as [|n]; [simpl; ring|]. replace (S n - 1)%nat with n by lia. simpl. ring. }
    split; [|split; [|split]].
    + cbn [pow]. rewrite Rabs_mult. apply Rle_trans with ((M + M * M) * B); [|lra]. apply Rmult_le_compat; try apply P; assumption.
    + cbn [pow]. rewrite Rabs_mult. apply Rle_trans with (M * B); [|lra]. apply Rmult_le_compat; try apply P; assumption.
    + rewrite D. apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult x), (Rabs_mult (x ^ n)).
      assert (Rabs x * Rabs (INR n * x ^ (n - 1) * v) <= M * B) by (apply Rmult_le_compat; try apply P; assumption).
      assert (Rabs (x ^ n) * Rabs v <= B * M) by (apply Rmult_le_compat; try apply P; assumption). lra.
    + rewrite D. cbn [pow]. set (q := (x + tau * v) ^ n) in *. set (e := INR n * x ^ (n - 1) * v) in *.
      replace ((x + tau * v) * q - x * x ^ n - tau * (x * e + x ^ n * v))
        with ((x + tau * v) * (q - x ^ n - tau * e) + tau ^ 2 * (v * e)) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult (x + tau * v)), (Rabs_mult (tau ^ 2)), (Rabs_mult v). rewrite (Rabs_pos_eq (tau ^ 2)) by apply sq_nonneg.
      assert (Q := sq_nonneg tau).
      assert (Rabs (x + tau * v) * Rabs (q - x ^ n - tau * e) <= (M + M * M) * (B * tau ^ 2)) by (apply Rmult_le_compat; try apply P; assumption).
      assert (Rabs v * Rabs e <= M * B) by (apply Rmult_le_compat; try apply P; assumption).
      assert (tau ^ 2 * (Rabs v * Rabs e) <= tau ^ 2 * (M * B)) by (apply Rmult_le_compat_l; assumption).
      assert (0 <= B * M * tau ^ 2) by (apply Rmult_le_pos; assumption). cbn [pow] in *. lra.
Qed.

Lemma powers_expand d a M : 0 <= M -> exists B, 0 <= B /\ forall x v tau, (forall i, (i < d)%nat -> Rabs (x i) <= M /\ Rabs (v i) <= M) -> Rabs tau <= M ->
  Rabs (powers d a (fun i => x i + tau * v i)) <= B /\ Rabs (powers d a x) <= B /\ Rabs (dot d (pgrad d a x) v) <= B /\
  Rabs (powers d a (fun i => x i + tau * v i) - powers d a x - tau * dot d (pgrad d a x) v) <= B * tau ^ 2.
Proof.
  intros HM. induction d as [|d [B [HB IH]]].
  - exists 1. split; [lra|]. intros x v tau _ _. cbn [powers dot]. rewrite Rabs_R0, Rabs_R1. replace (1 - 1 - tau * 0) with 0 by ring. rewrite Rabs_R0.
    assert (Q := sq_nonneg tau). lra.
  - destruct (pow_expand (a d) M HM) as [C [HC HP]]. exists (B * C * (3 + M)). assert (HBC0 : 0 <= B * C) by (apply Rmult_le_pos; assumption).
    assert (HBC3 : 2 * (B * C) <= B * C * (3 + M)) by (rewrite (Rmult_comm (B * C)); assert (0 <= M * (B * C)) by (apply Rmult_le_pos; assumption); lra). split; [lra|]. intros x v tau Hxv Ht.
    destruct (IH x v tau ltac:(intros i Hi; apply Hxv; lia) Ht) as [I1 [I2 [I3 I4]]]. destruct (Hxv d ltac:(lia)) as [Hx Hv].
    destruct (HP (x d) (v d) tau Hx Hv Ht) as [J1 [J2 [J3 J4]]]. assert (P := Rabs_pos). assert (HBC : 0 <= B * C) by (apply Rmult_le_pos; assumption).
    assert (D : dot (S d) (pgrad (S d) a x) v = dot d (pgrad d a x) v * x d ^ a d + powers d a x * (INR (a d) * x d ^ (a d - 1) * v d)).
    { cbn [dot]. assert (E : dot d (pgrad (S d) a x) v = dot d (pgrad d a x) v * x d ^ a d).
      { rewrite (dot_ext d (pgrad (S d) a x) v (fun i => x d ^ a d * pgrad d a x i + 0 * 0) v).
        - assert (Q := dot_lin_l d (x d ^ a d) 0 (pgrad d a x) (fun _ => 0) v). cbn beta in Q. rewrite Q. ring.
        - intros i Hi. cbn [pgrad]. destruct (Nat.eq_dec i d); [lia|ring].
        - reflexivity. }
      rewrite E. cbn [pgrad]. destruct (Nat.eq_dec d d); [ring|contradiction]. }
    rewrite D. cbn [powers].
    set (p' := powers d a (fun i => x i + tau * v i)) in *. set (p := powers d a x) in *. set (e := dot d (pgrad d a x) v) in *.
    set (q' := (x d + tau * v d) ^ a d) in *. set (q := x d ^ a d) in *. set (f := INR (a d) * x d ^ (a d - 1) * v d) in *.
    assert (Q := sq_nonneg tau).
    split; [|split; [|split]].
    + rewrite Rabs_mult. assert (Rabs p' * Rabs q' <= B * C) by (apply Rmult_le_compat; try apply P; assumption). lra.
    + rewrite Rabs_mult. assert (Rabs p * Rabs q <= B * C) by (apply Rmult_le_compat; try apply P; assumption). lra.
    + apply Rle_trans with (1 := Rabs_triang _ _). rewrite (Rabs_mult e), (Rabs_mult p).
      assert (Rabs e * Rabs q <= B * C) by (apply Rmult_le_compat; try apply P; assumption).
      assert (Rabs p * Rabs f <= B * C) by (apply Rmult_le_compat; try apply P; assumption). lra.
    + replace (p' * q' - p * q - tau * (e * q + p * f)) with ((p' - p - tau * e) * q' + (p * (q' - q - tau * f) + tau * e * (q' - q))) by ring.
      replace (tau * e * (q' - q)) with (tau * (e * (q' - q - tau * f)) + tau ^ 2 * (e * f)) by ring.
      assert (T1 : Rabs ((p' - p - tau * e) * q') <= B * tau ^ 2 * C) by (rewrite Rabs_mult; apply Rmult_le_compat; try apply P; assumption).
      assert (T2 : Rabs ((p' - p - tau * e) * q') <= B * C * tau ^ 2) by lra.
      replace (p * (q' - q - tau * f) + (tau * (e * (q' - q - tau * f)) + tau ^ 2 * (e * f)))
        with ((p + tau * e) * (q' - q - tau * f) + tau ^ 2 * (e * f)) by ring.
      assert (T3 : Rabs (p + tau * e) <= B + M * B).
      { apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_mult. assert (Rabs tau * Rabs e <= M * B) by (apply Rmult_le_compat; try apply P; assumption). lra. }
      assert (T4 : Rabs ((p + tau * e) * (q' - q - tau * f)) <= (B + M * B) * (C * tau ^ 2)).
      { rewrite Rabs_mult. apply Rmult_le_compat; try apply P; assumption. }
      assert (T5 : Rabs (tau ^ 2 * (e * f)) <= tau ^ 2 * (B * C)).
      { rewrite Rabs_mult, Rabs_mult, (Rabs_pos_eq (tau ^ 2)) by apply sq_nonneg. apply Rmult_le_compat_l; [apply sq_nonneg|]. apply Rmult_le_compat; try apply P; assumption. }
      apply Rle_trans with (1 := Rabs_triang _ _).
      assert (T6 := Rabs_triang ((p + tau * e) * (q' - q - tau * f)) (tau ^ 2 * (e * f))). lra.
Qed.

(** The partial derivatives are bounded on bounded sets, and continuous. *)
Lemma pgrad_dot_unit d a x i : (i < d)%nat -> dot d (pgrad d a x) (fun j => if Nat.eq_dec j i then 1 else 0) = pgrad d a x i.
Proof.
  generalize (pgrad d a x) as v. intros v. induction d as [|d IH]; intros Hi; [lia|]. cbn [dot]. destruct (Nat.eq_dec d i) as [->|Hne].
  - assert (Z : forall n, (n <= i)%nat -> dot n v (fun j => if Nat.eq_dec j i then 1 else 0) = 0).
    { induction n as [|n IHn]; intros Hn; [reflexivity|]. cbn [dot]. rewrite IHn by lia. destruct (Nat.eq_dec n i); [lia|ring]. }
    rewrite Z by lia. ring.
  - rewrite IH by lia. ring.
Qed.
Lemma pgrad_bound d a M : 0 <= M -> exists B, 0 <= B /\ forall x i, (forall j, (j < d)%nat -> Rabs (x j) <= M) -> (i < d)%nat -> Rabs (pgrad d a x i) <= B.
Proof.
  intros HM. destruct (powers_expand d a (M + 1) ltac:(lra)) as [B [HB H]]. exists B. split; [assumption|]. intros x i Hx Hi.
  destruct (H x (fun j => if Nat.eq_dec j i then 1 else 0) 0) as [_ [_ [Q _]]].
  - intros j Hj. assert (P := Hx j Hj). split; [lra|]. destruct (Nat.eq_dec j i); [rewrite Rabs_R1|rewrite Rabs_R0]; lra.
  - rewrite Rabs_R0. lra.
  - rewrite pgrad_dot_unit in Q by assumption. exact Q.
Qed.
Lemma cv_pow f l n : Un_cv f l -> Un_cv (fun k => f k ^ n) (l ^ n).
Proof. intros H. induction n as [|n IH]; [exact (cv_const 1)|]. cbn [pow]. now apply (CV_mult f (fun k => f k ^ n)). Qed.
Lemma powers_cv d a (x : nat -> nat -> R) z : (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (z i)) -> Un_cv (fun k => powers d a (x k)) (powers d a z).
Proof.
  induction d as [|d IH]; intros H; [exact (cv_const 1)|]. cbn [powers]. apply (CV_mult (fun k => powers d a (x k)) (fun k => x k d ^ a d)).
  - apply IH. intros i Hi. apply H. lia.
  - apply cv_pow, H. lia.
Qed.
Lemma pgrad_cv d a (x : nat -> nat -> R) z i : (forall j, (j < d)%nat -> Un_cv (fun k => x k j) (z j)) -> Un_cv (fun k => pgrad d a (x k) i) (pgrad d a z i).
Proof.
  induction d as [|d IH]; intros H; [exact (cv_const 0)|]. cbn [pgrad]. destruct (Nat.eq_dec i d) as [->|Hne].
  - apply (CV_mult (fun k => powers d a (x k)) (fun k => INR (a d) * x k d ^ (a d - 1))).
    + apply powers_cv. intros j Hj. apply H. lia.
    + apply (CV_mult (fun _ => INR (a d)) (fun k => x k d ^ (a d - 1))); [apply cv_const|]. apply cv_pow, H. lia.
  - apply (CV_mult (fun k => pgrad d a (x k) i) (fun k => x k d ^ a d)).
    + apply IH. intros j Hj. apply H. lia.
    + apply cv_pow, H. lia.
Qed.
Lemma dot_cv d (u v : nat -> nat -> R) p q : (forall i, (i < d)%nat -> Un_cv (fun k => u k i) (p i)) -> (forall i, (i < d)%nat -> Un_cv (fun k => v k i) (q i)) ->
  Un_cv (fun k => dot d (u k) (v k)) (dot d p q).
Proof.
  induction d as [|d IH]; intros Hu Hv; [exact (cv_const 0)|]. cbn [dot]. apply (CV_plus (fun k => dot d (u k) (v k)) (fun k => u k d * v k d)).
  - apply IH; intros i Hi; [apply Hu|apply Hv]; lia.
  - apply (CV_mult (fun k => u k d) (fun k => v k d)); [apply Hu|apply Hv]; lia.
Qed.
Lemma cv_bounded f l : Un_cv f l -> exists M, forall k, Rabs (f k) <= M.
Proof.
  intros H. destruct (H 1 ltac:(lra)) as [N HN]. assert (G : forall n, exists M, forall k, (k < n)%nat -> Rabs (f k) <= M).
  { induction n as [|n [M HM]]; [exists 0; intros; lia|]. exists (Rmax M (Rabs (f n))). intros k Hk. destruct (Nat.eq_dec k n) as [->|Hne]; [apply Rmax_r|].
    apply Rle_trans with (2 := Rmax_l _ _), HM. lia. }
  destruct (G N) as [M HM]. exists (Rmax M (Rabs l + 1)). intros k. destruct (le_lt_dec N k) as [Q|Q].
  - apply Rle_trans with (2 := Rmax_r _ _). specialize (HN k Q). unfold R_dist in HN. assert (T := Rabs_triang (f k - l) l). replace (f k - l + l) with (f k) in T by ring. lra.
  - apply Rle_trans with (2 := Rmax_l _ _), HM, Q.
Qed.
Lemma all_bounded d (x : nat -> nat -> R) : (forall i, (i < d)%nat -> exists M, forall k, Rabs (x k i) <= M) ->
  exists M, 0 <= M /\ forall k i, (i < d)%nat -> Rabs (x k i) <= M.
Proof.
  induction d as [|d IH]; intros H; [exists 0; split; [lra|intros; lia]|]. destruct IH as [M [HM HM2]]; [intros i Hi; apply H; lia|].
  destruct (H d ltac:(lia)) as [M' HM']. exists (Rmax M M'). split; [apply Rle_trans with (2 := Rmax_l _ _); assumption|]. intros k i Hi.
  destruct (Nat.eq_dec i d) as [->|Hne]; [apply Rle_trans with (2 := Rmax_r _ _), HM'|apply Rle_trans with (2 := Rmax_l _ _), HM2; lia].
Qed.

(** ** P1b: gradient descent on F(s), s a product of powers, that comes to a centre without an exact hit. *)
Section Limits.
Variables (d : nat) (a : nat -> nat) (h c phi : R) (dF : R -> R) (x : nat -> nat -> R).
Let s k := powers d a (x k).
Let p k := dot d (pgrad d a (x k)) (pgrad d a (x k)).
Hypothesis Hgd : forall k i, (i < d)%nat -> x (S k) i = x k i - h * dF (s k) * pgrad d a (x k) i.
Hypothesis Hh : 0 < h.
Hypothesis Hc0 : dF c = 0.
Hypothesis Hphi : is_derive dF c phi.
Hypothesis Hs : Un_cv s c.
Hypothesis Hu : forall k, s k <> c.
Hypothesis Hbounded : exists M, 0 <= M /\ forall k i, (i < d)%nat -> Rabs (x k i) <= M.
Let r k := dF (s k) / (s k - c).

Lemma P1b_ratio : Un_cv r phi.
Proof.
  assert (HD : derivable_pt_lim dF c phi) by (apply is_derive_Reals, Hphi).
  intros e He. destruct (HD e He) as [dl Hdl]. destruct (Hs dl (cond_pos dl)) as [N HN].
  exists N. intros n Hn. specialize (HN n Hn). unfold R_dist in *.
  assert (Q := Hdl (s n - c) ltac:(intro; apply (Hu n); lra) HN).
  rewrite Hc0 in Q. replace (c + (s n - c)) with (s n) in Q by ring. replace (dF (s n) - 0) with (dF (s n)) in Q by ring. exact Q.
Qed.

(** u' = u (1 - h r p + e) with e -> 0. *)
Lemma P1b_step : exists e, Un_cv e 0 /\ forall k, s (S k) - c = (s k - c) * (1 - h * r k * p k + e k).
Proof.
  destruct Hbounded as [M [HM Hx]]. destruct (pgrad_bound d a M HM) as [G [HG Hpg]].
  assert (Hu0 : Un_cv (fun k => s k - c) 0). { replace 0 with (c - c) by ring. apply CV_minus; [exact Hs|apply cv_const]. }
  assert (Htau : Un_cv (fun k => h * r k * (s k - c)) (h * phi * 0)).
  { apply (CV_mult (fun k => h * r k) (fun k => s k - c)); [|exact Hu0]. apply (CV_mult (fun _ => h) r); [apply cv_const|apply P1b_ratio]. }
  destruct (cv_bounded _ _ Htau) as [T HT]. set (MM := Rmax M (Rmax G (Rmax 0 T))).
  assert (L1 : M <= MM) by apply Rmax_l. assert (L2 : G <= MM) by (apply Rle_trans with (2 := Rmax_r _ _), Rmax_l).
  assert (L3 : T <= MM) by (apply Rle_trans with (2 := Rmax_r _ _), Rle_trans with (2 := Rmax_r _ _), Rmax_r).
  destruct (powers_expand d a MM ltac:(lra)) as [B [HB Hexp]].
  set (e := fun k => (s (S k) - c) / (s k - c) - 1 + h * r k * p k). exists e. split.
  - (* |e| <= B (h r)^2 |u| *)
    assert (Hb : forall k, Rabs (e k) <= B * ((h * r k) ^ 2 * Rabs (s k - c))).
    { intros k. assert (Hne : s k - c <> 0) by (intro; apply (Hu k); lra). set (tau := - (h * r k * (s k - c))).
      assert (Eg : h * dF (s k) = h * r k * (s k - c)) by (unfold r; field; assumption).
      destruct (Hexp (x k) (pgrad d a (x k)) tau) as [_ [_ [_ Q]]].
      - intros i Hi. split; [apply Rle_trans with (2 := L1), Hx, Hi|apply Rle_trans with (2 := L2), Hpg; [|assumption]]. intros j Hj. now apply Hx.
      - unfold tau. rewrite Rabs_Ropp. apply Rle_trans with (2 := L3), HT.
      - rewrite (powers_ext d a _ (x (S k))) in Q by (intros i Hi; rewrite (Hgd k i Hi), Eg; unfold tau; ring).
        fold (s k) (s (S k)) (p k) in Q.
        assert (Ee : e k = (s (S k) - s k - tau * p k) / (s k - c)) by (unfold e, tau; field; assumption).
        rewrite Ee. unfold Rdiv. rewrite Rabs_mult, Rabs_inv. apply div_le_l; [now apply Rabs_pos_lt|].
        apply Rle_trans with (1 := Q). right. unfold tau. rewrite <- (pow2_abs (s k - c)) at 1 || idtac.
        replace ((- (h * r k * (s k - c))) ^ 2) with ((h * r k) ^ 2 * (s k - c) ^ 2) by ring. rewrite <- (pow2_abs (s k - c)). ring. }
    assert (Hz : Un_cv (fun k => B * ((h * r k) ^ 2 * Rabs (s k - c))) (B * ((h * phi) ^ 2 * Rabs 0))).
    { apply (CV_mult (fun _ => B)); [apply cv_const|]. apply (CV_mult (fun k => (h * r k) ^ 2) (fun k => Rabs (s k - c))).
      - apply cv_pow, (CV_mult (fun _ => h) r); [apply cv_const|apply P1b_ratio].
      - apply cv_cvabs, Hu0. }
    rewrite Rabs_R0, 2 Rmult_0_r in Hz. intros eps He. destruct (Hz eps He) as [N HN]. exists N. intros k Hk. specialize (HN k Hk).
    unfold R_dist in *. rewrite Rminus_0_r in *. apply Rle_lt_trans with (1 := Hb k). apply Rle_lt_trans with (2 := HN). apply RRle_abs.
  - intros k. unfold e. field. intro. apply (Hu k). lra.
Qed.

(** C3: at a limit point z with s = c the sharpness phi |grad s|^2 is at most 2/h. *)
Theorem P1b_C3 z : (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (z i)) -> h * phi * dot d (pgrad d a z) (pgrad d a z) <= 2.
Proof.
  intros Hz. destruct P1b_step as [e [He Hstep]].
  apply (U1_sharpness (fun k => s k - c) r p e (fun _ => h) phi (dot d (pgrad d a z) (pgrad d a z)) h); try assumption.
  - intros k E. apply (Hu k). lra.
  - replace 0 with (c - c) by ring. apply CV_minus; [exact Hs|apply cv_const].
  - apply P1b_ratio.
  - apply dot_cv; intros i Hi; apply pgrad_cv; assumption.
  - intros _. lra.
Qed.

(** C4: where h phi |grad s|^2 stays above 2 + 2 dl, which it does near the level c if phi_min does, there is no such run. *)
Theorem P1b_grows N dl : 0 < dl -> (forall k, (N <= k)%nat -> 2 + 2 * dl <= h * r k * p k) -> False.
Proof.
  intros Hdl Hb. destruct P1b_step as [e [He Hstep]]. destruct (He dl Hdl) as [N2 HN2].
  assert (Hu0 : Un_cv (fun k => s k - c) 0). { replace 0 with (c - c) by ring. apply CV_minus; [exact Hs|apply cv_const]. }
  set (N3 := (N + N2)%nat). assert (Hge : forall j, Rabs (s N3 - c) <= Rabs (s (N3 + j)%nat - c)).
  { induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := IH). rewrite Hstep, Rabs_mult.
    rewrite <- (Rmult_1_r (Rabs (s (N3 + j)%nat - c))) at 1. apply Rmult_le_compat_l; [apply Rabs_pos|].
    assert (Q1 := Hb (N3 + j)%nat ltac:(unfold N3; lia)). assert (Q2 := HN2 (N3 + j)%nat ltac:(unfold N3; lia)). unfold R_dist in Q2. rewrite Rminus_0_r in Q2.
    apply Rabs_def2 in Q2. rewrite Rabs_left by lra. lra. }
  assert (Hpos : 0 < Rabs (s N3 - c)) by (apply Rabs_pos_lt; intro; apply (Hu N3); lra).
  destruct (Hu0 _ Hpos) as [M HM]. specialize (HM (N3 + M)%nat ltac:(lia)). unfold R_dist in HM. rewrite Rminus_0_r in HM. specialize (Hge M). lra.
Qed.
End Limits.

(** ** The least sharpness. KK = prod a_i^(a_i) = K^2, N = sum a_i; at a level s != 0 the least of |grad s|^2 is [least s]. *)
Definition weights (a : nat -> nat) (i : nat) : R := INR (a i).
Definition KK (d : nat) (a : nat -> nat) : R := powers d a (weights a).
Definition least (d : nat) (a : nat -> nat) (s : R) : R := INR (total d a) * s ^ 2 * exp ((ln (KK d a) - ln (s ^ 2)) / INR (total d a)).

Lemma powers_pos d a x : (forall i, (i < d)%nat -> 0 < x i) -> 0 < powers d a x.
Proof. induction d as [|d IH]; intros H; [simpl; lra|]. cbn [powers]. apply Rmult_lt_0_compat; [apply IH; intros; apply H; lia|apply pow_lt, H; lia]. Qed.
Lemma total_bsum d a : INR (total d a) = bsum (weights a) d.
Proof. induction d as [|d IH]; [reflexivity|]. cbn [total bsum]. rewrite plus_INR, IH. reflexivity. Qed.
Lemma powers_nonzero d a x : (forall i, (i < d)%nat -> (1 <= a i)%nat) -> powers d a x <> 0 -> forall i, (i < d)%nat -> x i <> 0.
Proof.
  induction d as [|d IH]; intros Ha Hx i Hi; [lia|]. cbn [powers] in Hx. destruct (Nat.eq_dec i d) as [->|Hne].
  - intros E. apply Hx. rewrite E. replace (a d) with (S (a d - 1)) by (assert (Q := Ha d Hi); lia). simpl. ring.
  - apply IH; [intros; apply Ha; lia| |lia]. intros E. apply Hx. rewrite E. ring.
Qed.
Lemma powers_square d a x : powers d a x ^ 2 = powers d a (fun i => x i ^ 2).
Proof. induction d as [|d IH]; [simpl; ring|]. cbn [powers]. rewrite Rpow_mult_distr, IH. f_equal. rewrite <- 2 pow_mult. f_equal. lia. Qed.
Lemma ln_powers d a x : (forall i, (i < d)%nat -> 0 < x i) -> ln (powers d a x) = bsum (fun i => weights a i * ln (x i)) d.
Proof.
  induction d as [|d IH]; intros H; [apply ln_1|]. cbn [powers bsum].
  rewrite ln_mult; [|apply powers_pos; intros; apply H; lia|apply pow_lt, H; lia].
  rewrite IH by (intros; apply H; lia). rewrite ln_pow by (apply H; lia). reflexivity.
Qed.

Section Level.
Variables (d : nat) (a : nat -> nat).
Hypothesis Ha : forall i, (i < d)%nat -> (1 <= a i)%nat.

Lemma weight_pos i : (i < d)%nat -> 0 < weights a i.
Proof. intros Hi. unfold weights. apply lt_0_INR. assert (Q := Ha i Hi). lia. Qed.
Hypothesis Hd : (0 < d)%nat.
Lemma total_pos : 0 < INR (total d a).
Proof.
  rewrite total_bsum. assert (G : forall n, (n <= d)%nat -> 0 <= bsum (weights a) n /\ ((0 < n)%nat -> 0 < bsum (weights a) n)).
  { induction n as [|n IH]; intros Hn; [simpl; split; [lra|intros; lia]|]. destruct (IH ltac:(lia)) as [I _]. cbn [bsum].
    assert (P := weight_pos n ltac:(lia)). split; intros; lra. }
  apply (G d); lia.
Qed.
Lemma KK_pos : 0 < KK d a.
Proof. apply powers_pos. exact weight_pos. Qed.

(** |grad s|^2 = s^2 sum a_i/t_i with t_i = x_i^2/a_i. *)
Lemma grad_square x : powers d a x <> 0 -> dot d (pgrad d a x) (pgrad d a x) = powers d a x ^ 2 * bsum (fun i => weights a i / (x i ^ 2 / weights a i)) d.
Proof.
  intros Hs. assert (Hx := powers_nonzero d a x Ha Hs). rewrite <- bsum_scal.
  assert (G : forall n, (n <= d)%nat -> dot n (pgrad d a x) (pgrad d a x) = bsum (fun k => powers d a x ^ 2 * (weights a k / (x k ^ 2 / weights a k))) n).
  { induction n as [|n IH]; intros Hn; [reflexivity|]. cbn [dot bsum]. rewrite IH by lia. f_equal.
    assert (E := pgrad_euler d a x n ltac:(lia) (Ha n ltac:(lia))). assert (Hxn := Hx n ltac:(lia)). assert (Hw := weight_pos n ltac:(lia)).
    assert (E2 : pgrad d a x n = weights a n * powers d a x / x n) by (unfold weights; apply Rmult_eq_reg_r with (x n); [|assumption]; rewrite E; field; assumption).
    rewrite E2. field. split; lra. }
  apply G. lia.
Qed.
Lemma log_square x : powers d a x <> 0 -> bsum (fun i => weights a i * ln (x i ^ 2 / weights a i)) d = ln (powers d a x ^ 2) - ln (KK d a).
Proof.
  intros Hs. assert (Hx := powers_nonzero d a x Ha Hs). assert (Hx2 : forall i, (i < d)%nat -> 0 < x i ^ 2) by (intros i Hi; assert (Q := Hx i Hi); nra).
  rewrite powers_square, ln_powers by assumption. unfold KK. rewrite ln_powers by exact weight_pos.
  rewrite (bsum_ext _ (fun i => weights a i * ln (x i ^ 2) + - 1 * (weights a i * ln (weights a i)))).
  - rewrite bsum_plus, bsum_scal. lra.
  - intros i Hi. rewrite ln_div by (try apply Hx2; try apply weight_pos; assumption). ring.
Qed.

(** P1a.C3: |grad s|^2 is at least [least s], with equality where all x_i^2/a_i are equal. *)
Theorem P1a_least x : powers d a x <> 0 -> least d a (powers d a x) <= dot d (pgrad d a x) (pgrad d a x).
Proof.
  intros Hs. rewrite grad_square by assumption. unfold least. assert (Hx := powers_nonzero d a x Ha Hs).
  assert (Q := P1a_mean d (weights a) (fun i => x i ^ 2 / weights a i) (INR (total d a))). cbv beta in Q. rewrite log_square in Q by assumption.
  replace (- ((ln (powers d a x ^ 2) - ln (KK d a)) / INR (total d a))) with ((ln (KK d a) - ln (powers d a x ^ 2)) / INR (total d a)) in Q
    by (field; assert (P := total_pos); lra).
  rewrite (Rmult_comm (INR (total d a)) (powers d a x ^ 2)), Rmult_assoc. apply Rmult_le_compat_l; [apply sq_nonneg|]. apply Q.
  - intros i Hi. assert (P := weight_pos i Hi). split; [assumption|]. assert (Z := Hx i Hi). apply Rdiv_lt_0_compat; [nra|assumption].
  - apply total_bsum.
  - apply total_pos.
Qed.
Theorem P1a_least_equal x v : powers d a x <> 0 -> 0 < v -> (forall i, (i < d)%nat -> x i ^ 2 / weights a i = v) ->
  dot d (pgrad d a x) (pgrad d a x) = least d a (powers d a x).
Proof.
  intros Hs Hv E. rewrite grad_square by assumption. unfold least.
  assert (Q := P1a_mean_equal d (weights a) (fun i => x i ^ 2 / weights a i) (INR (total d a)) v E Hv (total_bsum d a) total_pos). cbv beta in Q. rewrite Q.
  rewrite log_square by assumption.
  replace (- ((ln (powers d a x ^ 2) - ln (KK d a)) / INR (total d a))) with ((ln (KK d a) - ln (powers d a x ^ 2)) / INR (total d a))
    by (field; assert (P := total_pos); lra). ring.
Qed.

(** It is N |s|^(2 - 2/N) K^(2/N) with K = sqrt KK. *)
Theorem P1a_least_power s : s <> 0 ->
  least d a s = INR (total d a) * Rpower (Rabs s) (2 - 2 / INR (total d a)) * Rpower (sqrt (KK d a)) (2 / INR (total d a)).
Proof.
  intros Hs. unfold least. assert (P := total_pos). assert (Hk := KK_pos). assert (Ha0 := Rabs_pos_lt s Hs). rewrite 2 Rmult_assoc. f_equal.
  rewrite <- (pow2_abs s). rewrite <- (exp_ln (Rabs s ^ 2)) at 1 by (apply pow_lt; assumption). unfold Rpower. rewrite <- 2 exp_plus. f_equal.
  rewrite ln_sq by assumption. assert (E : ln (KK d a) = 2 * ln (sqrt (KK d a))).
  { rewrite <- ln_sq by (apply sqrt_lt_R0; assumption). f_equal. simpl. rewrite Rmult_1_r. symmetry. apply sqrt_sqrt. lra. }
  rewrite E. field. lra.
Qed.

(** P1b.C4: h phi_min > 2: no bounded run comes to the centre c != 0 without an exact hit. *)
Theorem P1b_C4 (h c phi : R) dF (x : nat -> nat -> R) :
  (forall k i, (i < d)%nat -> x (S k) i = x k i - h * dF (powers d a (x k)) * pgrad d a (x k) i) -> 0 < h -> c <> 0 ->
  dF c = 0 -> is_derive dF c phi -> 0 < phi -> 2 < h * (phi * least d a c) ->
  (exists M, 0 <= M /\ forall k i, (i < d)%nat -> Rabs (x k i) <= M) -> Un_cv (fun k => powers d a (x k)) c -> exists k, powers d a (x k) = c.
Proof.
  intros Hgd Hh Hc Hc0 Hphi Hp0 Hmin Hb Hs. apply NNPP. intros Hno. assert (Hu : forall k, powers d a (x k) <> c) by (intros k E; apply Hno; exists k; exact E).
  assert (Hr := P1b_ratio d a c phi dF x Hc0 Hphi Hs Hu).
  assert (Hl : Un_cv (fun k => least d a (powers d a (x k))) (least d a c)).
  { apply (continuity_seq (least d a) (fun k => powers d a (x k))); [|exact Hs].
    apply continuity_pt_filterlim, (ex_derive_continuous (least d a)). unfold least. auto_derive. nra. }
  assert (Hq : Un_cv (fun k => h * (dF (powers d a (x k)) / (powers d a (x k) - c) * least d a (powers d a (x k)))) (h * (phi * least d a c))).
  { apply (CV_mult (fun _ => h)); [apply cv_const|]. apply (CV_mult _ (fun k => least d a (powers d a (x k)))); assumption. }
  set (dl := (h * (phi * least d a c) - 2) / 4). assert (Hdl : 0 < dl) by (unfold dl; lra).
  destruct (Hq dl Hdl) as [N1 HN1]. destruct (Hr phi Hp0) as [N2 HN2]. destruct (Hs (Rabs c) (Rabs_pos_lt c Hc)) as [N3 HN3].
  apply (P1b_grows d a h c phi dF x Hgd Hc0 Hphi Hs Hu Hb (N1 + (N2 + N3))%nat dl Hdl).
  intros k Hk. specialize (HN1 k ltac:(lia)). specialize (HN2 k ltac:(lia)). specialize (HN3 k ltac:(lia)). unfold R_dist in *.
  apply Rabs_def2 in HN1. apply Rabs_def2 in HN2.
  assert (Hne : powers d a (x k) <> 0). { intros E. rewrite E in HN3. replace (0 - c) with (- c) in HN3 by ring. rewrite Rabs_Ropp in HN3. lra. }
  assert (Q := P1a_least (x k) Hne).
  assert (h * (dF (powers d a (x k)) / (powers d a (x k) - c)) * least d a (powers d a (x k))
    <= h * (dF (powers d a (x k)) / (powers d a (x k) - c)) * dot d (pgrad d a (x k)) (pgrad d a (x k))).
  { apply Rmult_le_compat_l; [|assumption]. apply Rmult_le_pos; lra. }
  unfold dl in *. lra.
Qed.
End Level.

(** ** The Hessian at a minimiser s = c: F''(c) grad s grad s^T, whose largest eigenvalue is F''(c) |grad s|^2. *)
Lemma pgrad_ex_derive d a x i j : ex_derive (fun t => pgrad d a (upd x j t) i) (x j).
Proof.
  assert (P : forall n, ex_derive (fun t => powers n a (upd x j t)) (x j)).
  { intros n. destruct (le_lt_dec n j) as [L|L].
    - apply (ex_derive_ext (fun _ => powers n a x)); [intros t; symmetry; now apply powers_upd_out|apply ex_derive_const].
    - exists (pgrad n a x j). now apply pgrad_derive. }
  assert (C : forall n m b, ex_derive (fun t => b * upd x j t n ^ m) (x j)).
  { intros n m b. unfold upd. destruct (Nat.eq_dec n j); [|apply ex_derive_const]. auto_derive. exact I. }
  induction d as [|d IH]; [exact (ex_derive_const (K := R_AbsRing) (V := R_NormedModule) 0 (x j))|]. cbn [pgrad]. destruct (Nat.eq_dec i d) as [->|Hne].
  - apply (ex_derive_mult (fun t => powers d a (upd x j t)) (fun t => INR (a d) * upd x j t d ^ (a d - 1))); [apply P|apply C].
  - apply (ex_derive_mult (fun t => pgrad d a (upd x j t) i) (fun t => upd x j t d ^ a d)); [exact IH|].
    apply (ex_derive_ext (fun t => 1 * upd x j t d ^ a d)); [intros; apply Rmult_1_l|apply C].
Qed.
Theorem P1_hessian d a dF (phi c : R) x i j : (j < d)%nat -> powers d a x = c -> dF c = 0 -> is_derive dF c phi ->
  is_derive (fun t => dF (powers d a (upd x j t)) * pgrad d a (upd x j t) i) (x j) (phi * pgrad d a x j * pgrad d a x i).
Proof.
  intros Hj Hc H0 Hphi. assert (E : upd x j (x j) = x) by (apply functional_extensionality; intros k; unfold upd; destruct (Nat.eq_dec k j); congruence).
  destruct (pgrad_ex_derive d a x i j) as [g Hg].
  assert (D1 : is_derive (fun t => dF (powers d a (upd x j t))) (x j) (pgrad d a x j * phi)).
  { apply (is_derive_comp dF (fun t => powers d a (upd x j t)) (x j) phi (pgrad d a x j)); [|now apply pgrad_derive]. rewrite E, Hc. exact Hphi. }
  assert (D2 := is_derive_mult (fun t => dF (powers d a (upd x j t))) (fun t => pgrad d a (upd x j t) i) (x j) _ _ D1 Hg Rmult_comm).
  cbv beta in D2. rewrite E, Hc, H0 in D2. unfold plus, mult in D2. simpl in D2.
  replace (phi * pgrad d a x j * pgrad d a x i) with (pgrad d a x j * phi * pgrad d a x i + 0 * g) by ring. exact D2.
Qed.
(** The quadratic form phi (grad s . v)^2 is at most phi |grad s|^2 |v|^2, and that much at v = grad s. *)
Theorem P1_sharpness d (phi : R) (g v : nat -> R) : 0 <= phi ->
  phi * dot d g v ^ 2 <= phi * dot d g g * dot d v v /\ phi * dot d g g ^ 2 = phi * dot d g g * dot d g g.
Proof. intros Hp. split; [|ring]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [assumption|]. apply cauchy_schwarz. Qed.

(** ** P1e.C2: the limit sharpness of a balanced run is g'' at the minimiser, g' = [slope]. *)
Theorem P1e_C2 d a b dF (phi c w : R) : (1 <= total d a)%nat -> (forall i, (i < d)%nat -> b i ^ 2 = INR (a i) /\ b i <> 0) -> (forall i, (i < d)%nat -> (1 <= a i)%nat) ->
  w <> 0 -> powers d a (fun i => b i * w) = c -> c <> 0 -> dF c = 0 -> is_derive dF c phi ->
  is_derive (slope d a b dF) w (phi * dot d (pgrad d a (fun i => b i * w)) (pgrad d a (fun i => b i * w))).
Proof.
  intros HN Hb Ha Hw Hc Hc0 H0 Hphi. set (x := fun i => b i * w) in *.
  assert (Hs : powers d a x <> 0) by (rewrite Hc; assumption). assert (Hd : (0 < d)%nat) by (destruct d; [simpl in HN; lia|lia]).
  assert (E : dot d (pgrad d a x) (pgrad d a x) = c ^ 2 * (INR (total d a) / w ^ 2)).
  { rewrite grad_square by assumption. rewrite Hc. f_equal. rewrite total_bsum.
    rewrite (bsum_ext _ (fun i => / w ^ 2 * weights a i)).
    - rewrite bsum_scal. field. assumption.
    - intros i Hi. destruct (Hb i Hi) as [B1 B2]. unfold x, weights. rewrite Rpow_mult_distr, B1. field.
      assert (INR (a i) <> 0) by (rewrite <- B1; now apply pow_nonzero). repeat split; assumption. }
  rewrite E. unfold slope. set (K := powers d a b). set (n := total d a) in *. unfold x in Hc. rewrite powers_line in Hc. fold K n in Hc.
  assert (D1 : is_derive (fun v => dF (K * v ^ n)) w (K * (INR n * w ^ pred n) * phi)).
  { apply (is_derive_comp dF (fun v => K * v ^ n) w phi (K * (INR n * w ^ pred n))); [rewrite Hc; exact Hphi|]. auto_derive; [exact I|ring]. }
  assert (D2 : ex_derive (fun v => K * v ^ (n - 1)) w) by (auto_derive; exact I). destruct D2 as [g D2].
  assert (D3 := is_derive_mult (fun v => dF (K * v ^ n)) (fun v => K * v ^ (n - 1)) w _ _ D1 D2 Rmult_comm). cbv beta in D3. rewrite Hc, H0 in D3.
  unfold plus, mult in D3. simpl in D3. replace (pred n) with (n - 1)%nat in D3 by lia.
  replace (phi * (c ^ 2 * (INR n / w ^ 2))) with (K * (INR n * w ^ (n - 1)) * phi * (K * w ^ (n - 1)) + 0 * g); [exact D3|].
  assert (EN : w ^ n = w * w ^ (n - 1)) by (replace n with (S (n - 1)) at 1 by lia; reflexivity).
  rewrite <- Hc, EN. field. assumption.
Qed.

(** ** P1c: squared loss F = al (s - c)^2/2, balanced start, in the scale of the minimiser r: K r^N = c. *)
Section P1cRun.
Variables (d : nat) (a : nat -> nat) (b : nat -> R) (h al c r : R) (n : nat).
Hypothesis HN : total d a = S (S n).
Hypothesis Hb : forall i, (i < d)%nat -> b i ^ 2 = INR (a i) /\ b i <> 0.
Hypothesis Hh : 0 < h.
Hypothesis Hal : 0 < al.
Hypothesis Hr : 0 < r.
Hypothesis Hc : c <> 0.
Hypothesis Hrc : powers d a b * r ^ S (S n) = c.
Variables (x : nat -> nat -> R) (w : nat -> R).
Let dF s := al * (s - c).
Hypothesis Hw : forall k, w (S k) = w k - h * slope d a b dF (w k).
Hypothesis Hx : forall k i, (i < d)%nat -> x (S k) i = x k i - h * dF (powers d a (x k)) * (INR (a i) * powers d a (x k) / x k i).
Hypothesis H0 : forall i, (i < d)%nat -> x O i = b i * w O.
Hypothesis Hw0 : 0 < w O.
Hypothesis Hw1 : 0 < w 1%nat.
(** h phi_min <= 2: phi_min = al |grad s|^2 at the minimiser x_i = b_i r. *)
Hypothesis Hstep : h * (al * (c ^ 2 * (INR (total d a) / r ^ 2))) <= 2.
Let eta := h * al * (c ^ 2 / r ^ 2).

Lemma P1c_scaled k : w (S k) / r = T eta n (w k / r).
Proof.
  assert (E : forall m, (w k / r) ^ m = w k ^ m / r ^ m) by (intros m; unfold Rdiv; rewrite Rpow_mult_distr, pow_inv; reflexivity).
  rewrite Hw. unfold slope, dF, T, eta. rewrite HN. replace (S (S n) - 1)%nat with (S n) by lia. rewrite 2 E, <- Hrc.
  assert (r ^ n <> 0) by (apply pow_nonzero; lra). simpl. field. split; [assumption|lra].
Qed.
Lemma P1c_eta : 0 < eta /\ eta * INR (S (S n)) <= 2.
Proof.
  split.
  - unfold eta. apply Rmult_lt_0_compat; [now apply Rmult_lt_0_compat|]. apply Rdiv_lt_0_compat; [nra|apply pow_lt; assumption].
  - rewrite <- HN. replace (eta * INR (total d a)) with (h * (al * (c ^ 2 * (INR (total d a) / r ^ 2)))); [assumption|]. unfold eta. field. lra.
Qed.
Theorem P1c_side k : 0 < w k.
Proof.
  destruct P1c_eta as [E1 E2].
  assert (Q := P1c_positive eta n E1 E2 (fun k => w k / r) P1c_scaled ltac:(apply Rdiv_lt_0_compat; assumption) ltac:(apply Rdiv_lt_0_compat; assumption) k). cbv beta in Q.
  replace (w k) with (w k / r * r) by (field; lra). apply Rmult_lt_0_compat; assumption.
Qed.
Theorem P1c_run : (forall k i, (i < d)%nat -> x k i = b i * w k) /\ Un_cv w r /\ Un_cv (fun k => powers d a (x k)) c.
Proof.
  destruct P1c_eta as [E1 E2].
  assert (L : forall k i, (i < d)%nat -> x k i = b i * w k).
  { apply (P1e_line d a b h dF ltac:(rewrite HN; lia) Hb); try assumption. intros k. assert (Q := P1c_side k). lra. }
  assert (W : Un_cv w r).
  { assert (Q := P1c_converges eta n E1 E2 (fun k => w k / r) P1c_scaled ltac:(apply Rdiv_lt_0_compat; assumption) ltac:(apply Rdiv_lt_0_compat; assumption)).
    replace r with (1 * r) by ring. apply (Un_cv_ext (fun k => w k / r * r)); [intros k; field; lra|]. apply (CV_mult (fun k => w k / r) (fun _ => r)); [exact Q|apply cv_const]. }
  split; [exact L|]. split; [exact W|]. rewrite <- Hrc. apply (Un_cv_ext (fun k => powers d a b * w k ^ S (S n))).
  - intros k. rewrite (powers_ext d a (x k) (fun i => b i * w k)) by (intros i Hi; now apply L). rewrite powers_line, HN. reflexivity.
  - apply (CV_mult (fun _ => powers d a b) (fun k => w k ^ S (S n))); [apply cv_const|]. apply cv_pow, W.
Qed.
(** C2: the limit is as sharp as the flattest minimiser. *)
Theorem P1c_flattest : (0 < d)%nat -> (forall i, (i < d)%nat -> (1 <= a i)%nat) ->
  dot d (pgrad d a (fun i => b i * r)) (pgrad d a (fun i => b i * r)) = least d a c.
Proof.
  intros Hd Ha. assert (E : powers d a (fun i => b i * r) = c) by (rewrite powers_line, HN; exact Hrc).
  rewrite <- E. apply (P1a_least_equal d a Ha Hd _ (r ^ 2)).
  - rewrite E. exact Hc.
  - apply pow_lt, Hr.
  - intros i Hi. destruct (Hb i Hi) as [B1 B2]. unfold weights. rewrite Rpow_mult_distr, B1. field. rewrite <- B1. now apply pow_nonzero.
Qed.
End P1cRun.
