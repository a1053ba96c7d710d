(** T1 in reduced variables: invariance, the sums of C4, convergence (Theorem A). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Step Run.
Open Scope R_scope.

(** C1: with the sector bound only on |sigma| <= 2 + g, the triangle is invariant. *)
Theorem T1_C1_reduced g a b w : 0 <= g < 1 -> orb a b w ->
  (forall k, Rabs (sg (a k) (b k)) <= 2 + g -> sector g (a k) (b k) (w k)) ->
  0 < Y g (a O) (b O) ->
  forall k, 0 < Y g (a k) (b k) /\ sector g (a k) (b k) (w k).
Proof.
  intros Hg Ho Hs HY.
  assert (H : forall k, 0 < Y g (a k) (b k) -> sector g (a k) (b k) (w k)).
  { intros k Hk. apply Hs. left.
    apply (triangle_bounds g (a k) (b k) Hg (orb_a _ _ _ Ho k) (orb_b _ _ _ Ho k) Hk). }
  assert (HYk : forall k, 0 < Y g (a k) (b k)).
  { induction k as [|k IH]; [assumption|]. rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho).
    apply L1_pos; try assumption; [apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)|now apply H]. }
  intros k. split; [apply HYk|apply H, HYk].
Qed.

Section A.
Variables (g : R) (a b w : nat -> R).
Hypothesis Hg : 0 <= g < 1.
Hypothesis Ho : orb a b w.
Hypothesis Hs : sect g a b w.
Hypothesis HY0 : 0 < Y g (a O) (b O).

Lemma Yk k : 0 < Y g (a k) (b k).
Proof. apply (T1_C1_reduced g a b w Hg Ho (fun k _ => Hs k) HY0). Qed.

Lemma Ystep k : Y g (a k) (b k) * (1 + g * w k + w k ^ 2) <= Y g (a (S k)) (b (S k)).
Proof.
  rewrite (orb_sa _ _ _ Ho), (orb_sb _ _ _ Ho).
  apply L1; [assumption|apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)|apply Hs|apply Yk].
Qed.

Lemma lnYstep k : ln (Y g (a k) (b k)) + ln (1 + g * w k + w k ^ 2) <= ln (Y g (a (S k)) (b (S k))).
Proof.
  assert (H := quad_pos g (w k) ltac:(lra)). rewrite <- ln_mult by (try apply Yk; lra).
  apply ln_le; [apply Rmult_lt_0_compat; [apply Yk|lra]|apply Ystep].
Qed.

Lemma lnY_le k : ln (Y g (a k) (b k)) <= ln (4 - g ^ 2).
Proof. apply ln_le; [apply Yk|]. apply Y_le; [assumption|apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)]. Qed.

Lemma w_lt2 k : Rabs (w k) < 2.
Proof.
  apply Rle_lt_trans with (1 := sector_abs _ _ _ _ (Hs k)).
  assert (H := triangle_bounds g (a k) (b k) Hg (orb_a _ _ _ Ho k) (orb_b _ _ _ Ho k) (Yk k)).
  apply Rabs_def1; lra.
Qed.

(** C4, for b_K > 0 (then no w_k = -1 before K). *)
Lemma b_pos_before K k : 0 < b K -> (k <= K)%nat -> 0 < b k.
Proof.
  intros HK Hk. replace k with (K - (K - k))%nat by lia. generalize (K - k)%nat as j. intros j.
  induction j as [|j IH]; [now replace (K - 0)%nat with K by lia|].
  destruct (le_lt_dec K j) as [Hle|Hlt]; [now replace (K - S j)%nat with (K - j)%nat by lia|].
  replace (K - j)%nat with (S (K - S j)) in IH by lia.
  rewrite (orb_sb _ _ _ Ho) in IH. unfold nb in IH.
  destruct (Rle_lt_or_eq_dec _ _ (orb_b _ _ _ Ho (K - S j)%nat)) as [|E]; [assumption|].
  rewrite <- E in IH. lra.
Qed.

Lemma w_ne_before K k : 0 < b K -> (k < K)%nat -> w k <> -1.
Proof.
  intros HK Hk E. assert (H := b_pos_before K (S k) HK Hk). rewrite (orb_sb _ _ _ Ho), E in H.
  unfold nb in H. replace (1 + -1) with 0 in H by ring. lra.
Qed.

Theorem T1_C4_reduced K : 0 < b K ->
  bsum (fun k => Psi g (w k)) K <=
    ln (Y g (a K) (b K)) - ln (Y g (a O) (b O)) + g / 2 * (ln (b O) - ln (b K)).
Proof.
  intros HK.
  assert (H : forall n, (n <= K)%nat -> bsum (fun k => Psi g (w k)) n <=
    ln (Y g (a n) (b n)) - ln (Y g (a O) (b O)) + g / 2 * (ln (b O) - ln (b n))).
  { induction n as [|n IH]; intros Hn; [simpl; lra|]. cbn [bsum].
    specialize (IH ltac:(lia)). assert (H1 := lnYstep n).
    assert (Hb : 0 < b n) by (apply b_pos_before with K; [assumption|lia]).
    assert (Hw := w_ne_before K n HK ltac:(lia)).
    assert (E : ln (b (S n)) = ln (b n) + 2 * ln (Rabs (1 + w n))).
    { rewrite (orb_sb _ _ _ Ho). unfold nb. rewrite <- pow2_abs.
      assert (0 < Rabs (1 + w n)) by (apply Rabs_pos_lt; intro; apply Hw; lra).
      rewrite ln_mult by (try apply pow_lt; assumption). rewrite ln_sq by assumption. reflexivity. }
    assert (EP : Psi g (w n) = ln (1 + g * w n + w n ^ 2) - g * ln (Rabs (1 + w n))) by reflexivity.
    rewrite E, EP. lra. }
  apply H. lia.
Qed.

(** A run of nonnegative steps. *)
Lemma pos_run n : (forall k, (k < n)%nat -> 0 <= w k) ->
  bsum (fun k => ln (1 + w k ^ 2 / (1 + g * Rabs (w k)))) n <= ln (Y g (a n) (b n)) - ln (Y g (a O) (b O)).
Proof.
  induction n as [|n IH]; intros Hw; [simpl; lra|]. cbn [bsum].
  specialize (IH ltac:(intros; apply Hw; lia)). assert (H1 := lnYstep n).
  assert (Hn := Hw n ltac:(lia)). rewrite (Rabs_pos_eq (w n)) by assumption.
  assert (0 <= g * w n) by (apply Rmult_le_pos; lra).
  assert (ln (1 + w n ^ 2 / (1 + g * w n)) <= ln (1 + g * w n + w n ^ 2)); [|lra].
  assert (0 <= w n ^ 2) by apply sq_nonneg.
  assert (0 <= w n ^ 2 / (1 + g * w n)) by (apply Rmult_le_pos; [assumption|left; apply Rinv_0_lt_compat; lra]).
  apply ln_le; [lra|]. assert (w n ^ 2 / (1 + g * w n) <= w n ^ 2); [|lra].
  apply div_le_l; [lra|]. assert (0 <= w n ^ 2 * (g * w n)) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma lower_phi e x : 0 < e -> e <= Rabs x ->
  ln (1 + e ^ 2 / (1 + g * e)) <= ln (1 + x ^ 2 / (1 + g * Rabs x)).
Proof.
  intros He Hx. rewrite <- (pow2_abs x). set (v := Rabs x) in *.
  assert (0 <= g * e) by (apply Rmult_le_pos; lra). assert (0 <= g * v) by (apply Rmult_le_pos; lra).
  assert (0 < e ^ 2 / (1 + g * e)) by (apply Rdiv_lt_0_compat; [apply pow_lt|]; lra).
  apply ln_le; [lra|]. apply Rplus_le_compat_l. apply div_le_l; [lra|].
  replace (v ^ 2 / (1 + g * v) * (1 + g * e)) with (v ^ 2 * (1 + g * e) / (1 + g * v)) by (field; lra).
  apply le_div_r; [lra|].
  assert (I : v ^ 2 * (1 + g * e) - e ^ 2 * (1 + g * v) = (v - e) * (v + e + g * (v * e))) by ring.
  assert (0 <= g * (v * e)) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]).
  assert (0 <= (v - e) * (v + e + g * (v * e))) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma phi_pos e : 0 < e -> 0 < ln (1 + e ^ 2 / (1 + g * e)).
Proof.
  intros He. assert (0 <= g * e) by (apply Rmult_le_pos; lra).
  assert (0 < e ^ 2 / (1 + g * e)) by (apply Rdiv_lt_0_compat; [apply pow_lt|]; lra). apply ln_pos. lra.
Qed.
Lemma phi_nonneg x : 0 <= ln (1 + x ^ 2 / (1 + g * Rabs x)).
Proof.
  assert (0 <= g * Rabs x) by (apply Rmult_le_pos; [lra|apply Rabs_pos]).
  apply ln_nonneg. assert (0 <= x ^ 2 / (1 + g * Rabs x)); [|lra].
  apply Rmult_le_pos; [apply sq_nonneg|left; apply Rinv_0_lt_compat; lra].
Qed.

Lemma tends_pos_run : (forall k, 0 <= w k) -> tends0 w.
Proof.
  intros Hw. apply (tends0_sum w (fun x => ln (1 + x ^ 2 / (1 + g * Rabs x))) (ln (4 - g ^ 2) - ln (Y g (a O) (b O)))).
  - intros; apply phi_nonneg.
  - intros n. apply Rle_trans with (1 := pos_run n (fun k _ => Hw k)). assert (H := lnY_le n). lra.
  - intros e He. exists (ln (1 + e ^ 2 / (1 + g * e))). split; [now apply phi_pos|]. intros k Hk. now apply lower_phi.
Qed.

Lemma tends_g0 : g = 0 -> tends0 w.
Proof.
  intros E. apply (tends0_sum w (fun x => ln (1 + x ^ 2)) (ln (4 - g ^ 2) - ln (Y g (a O) (b O)))).
  - intros. apply ln_nonneg. assert (0 <= w k ^ 2) by apply sq_nonneg. lra.
  - intros n. assert (H := lnY_le n).
    assert (H1 : bsum (fun k => ln (1 + w k ^ 2)) n <= ln (Y g (a n) (b n)) - ln (Y g (a O) (b O))); [|lra].
    clear H. induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (H1 := lnYstep n).
    replace (1 + g * w n + w n ^ 2) with (1 + w n ^ 2) in H1 by (rewrite E; ring). lra.
  - intros e He. exists (ln (1 + e ^ 2)). split; [apply ln_pos; assert (0 < e ^ 2) by (apply pow_lt; lra); lra|].
    intros k Hk. assert (0 < e ^ 2) by (apply pow_lt; lra). apply ln_le; [lra|].
    rewrite <- (pow2_abs (w k)). apply Rplus_le_compat_l. apply pow_incr. lra.
Qed.
End A.

(** From a negative step with b <= delta at all later negative steps on, w tends to 0. *)
Lemma tends_negative g a b w : 0 < g < 1 -> orb a b w -> sect g a b w ->
  0 < a O -> w O < 0 -> (forall k, w k < 0 -> b k <= del g) -> tends0 w.
Proof.
  intros Hg Ho Hs Ha Hw Hb.
  assert (HY : 2 <= Y g (a O) (b O)).
  { apply (L6 g _ _ (w O)); [lra|apply (orb_a _ _ _ Ho)|apply (orb_b _ _ _ Ho)|apply Hs|assumption|].
    apply del_le, Hb, Hw. }
  apply (tends0_sum w (fun x => x ^ 2) ((1 + C1c g) * (ln (2 - g) + g / 2 * ln (4 * g / a O)) / (kap g * ln 2))).
  - intros; apply sq_nonneg.
  - intros n. apply (negative_squares g a b w n Hg Ho Hs); try assumption; [lra|]. intros; now apply Hb.
  - intros e He. exists (e ^ 2). split; [apply pow_lt; lra|]. intros k Hk. rewrite <- (pow2_abs (w k)).
    apply pow_incr. lra.
Qed.

(** Theorem A = T1.C2. *)
Theorem T1_C2_reduced g a b w : 0 <= g < 1 -> orb a b w -> sect g a b w -> 0 < Y g (a O) (b O) ->
  (0 < g -> forall k, a k <> 0) -> tends0 w.
Proof.
  intros Hg Ho Hs HY Ha. destruct (Req_dec g 0) as [E|Hg0]; [now apply (tends_g0 g a b w)|].
  assert (Hg' : 0 < g < 1) by lra. specialize (Ha ltac:(lra)).
  assert (Hd := del_pos g Hg').
  destruct (classic (forall N, exists K, (N <= K)%nat /\ del g < b K)) as [Hinf|Hfin].
  - (* CASE 1 *)
    assert (Hne : forall k, w k <> -1).
    { intros k. destruct (Hinf (S k)) as [K [HK HbK]]. apply (w_ne_before a b w Ho K); [lra|lia]. }
    assert (HPsi : forall k, 0 <= Psi g (w k)) by (intros k; apply Psi_nonneg; [lra|apply Hne]).
    apply (tends0_sum w (Psi g) (ln (4 - g ^ 2) - ln (Y g (a O) (b O)) + g / 2 * (ln (b O) - ln (del g)))).
    + assumption.
    + intros n. destruct (Hinf n) as [K [HK HbK]].
      apply Rle_trans with (bsum (fun k => Psi g (w k)) K); [now apply bsum_mono|].
      assert (H1 := T1_C4_reduced g a b w Hg Ho Hs HY K ltac:(lra)).
      assert (H2 := lnY_le g a b w Hg Ho Hs HY K).
      assert (H3 : ln (del g) <= ln (b K)) by (apply ln_le; lra).
      assert (g / 2 * ln (del g) <= g / 2 * ln (b K)) by (apply Rmult_le_compat_l; lra). lra.
    + intros e He. exists (ln (1 + e ^ 2 / (1 + g * e))). split; [now apply phi_pos|]. intros k Hk.
      apply Rle_trans with (2 := L2_Psi g (w k) ltac:(lra) (Hne k)). now apply lower_phi.
  - (* CASE 2 *)
    apply not_all_ex_not in Hfin. destruct Hfin as [N HN].
    assert (Hb : forall k, (N <= k)%nat -> b k <= del g).
    { intros k Hk. destruct (Rle_lt_dec (b k) (del g)) as [|H]; [assumption|].
      exfalso. apply HN. exists k. split; assumption. }
    destruct (classic (exists k, (N <= k)%nat /\ w k < 0)) as [[k1 [Hk1 Hw1]]|Hno].
    + apply (tends0_shift k1). apply (tends_negative g (shift k1 a) (shift k1 b) (shift k1 w)).
      * assumption.
      * now apply orb_shift.
      * now apply sect_shift.
      * unfold shift. destruct (Rle_lt_or_eq_dec _ _ (orb_a _ _ _ Ho (k1 + 0)%nat)) as [|E]; [assumption|].
        exfalso. apply (Ha (k1 + 0)%nat). congruence.
      * unfold shift. now rewrite Nat.add_0_r.
      * intros k _. apply Hb. lia.
    + apply (tends0_shift N). apply (tends_pos_run g (shift N a) (shift N b) (shift N w)).
      * assumption.
      * now apply orb_shift.
      * now apply sect_shift.
      * apply (Yk g a b w Hg Ho Hs HY).
      * intros k. unfold shift. destruct (Rle_lt_dec 0 (w (N + k)%nat)) as [|H]; [assumption|].
        exfalso. apply Hno. exists (N + k)%nat. split; [lia|assumption].
Qed.
