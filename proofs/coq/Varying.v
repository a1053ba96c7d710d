(** U1: steps that vary. Step k is x' = x - w_k y, y' = y - w_k x with w_k = rho_k L (s_k - c), 0 < rho_k <= 1: schedules, stochastic
    gradients of losses with one centre, clipping. The reduced lemmas of T1, T2 and T3 use no more than that. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates Decay T1 T3red.
Open Scope R_scope.

Section Varying.
Variables (d : nat) (L c : R) (rho : nat -> R) (x y : nat -> vec).
Definition us k := sprod d (x k) (y k).
Definition uw k := rho k * (L * (us k - c)).
Definition ua k := L * qA d (x k) (y k).
Definition ub k := L * qB d (x k) (y k).

(** What is asked of every variant. *)
Record U1_steps : Prop := {
  U1_x : forall k i, x (S k) i = x k i - uw k * y k i;
  U1_y : forall k i, y (S k) i = y k i - uw k * x k i;
  U1_L : 0 < L;
  U1_c : 0 <= c }.
Hypothesis H : U1_steps.

Lemma U1_A k : qA d (x (S k)) (y (S k)) = qA d (x k) (y k) * (1 - uw k) ^ 2.
Proof.
  unfold qA. rewrite (dot_ext d _ _ (smul (1 - uw k) (vadd (x k) (y k))) (smul (1 - uw k) (vadd (x k) (y k)))).
  - rewrite dot_scale. ring.
  - intros i _. unfold vadd, smul. rewrite (U1_x H), (U1_y H). ring.
  - intros i _. unfold vadd, smul. rewrite (U1_x H), (U1_y H). ring.
Qed.
Lemma U1_B k : qB d (x (S k)) (y (S k)) = qB d (x k) (y k) * (1 + uw k) ^ 2.
Proof.
  unfold qB. rewrite (dot_ext d _ _ (smul (1 + uw k) (vsub (x k) (y k))) (smul (1 + uw k) (vsub (x k) (y k)))).
  - rewrite dot_scale. ring.
  - intros i _. unfold vsub, smul. rewrite (U1_x H), (U1_y H). ring.
  - intros i _. unfold vsub, smul. rewrite (U1_x H), (U1_y H). ring.
Qed.

(** D falls by (1 - w^2)^2, whatever the steps. *)
Theorem U1_D k : qD d (x (S k)) (y (S k)) = qD d (x k) (y k) * (1 - uw k ^ 2) ^ 2.
Proof. unfold qD. rewrite U1_A, U1_B. ring. Qed.

Lemma U1_orb : orb ua ub uw.
Proof.
  assert (HL := U1_L H). split; intros k; unfold ua, ub.
  - apply Rmult_le_pos; [lra|apply qA_nonneg].
  - apply Rmult_le_pos; [lra|apply qB_nonneg].
  - rewrite U1_A. unfold na. ring.
  - rewrite U1_B. unfold nb. ring.
Qed.
Lemma U1_sg k : sg (ua k) (ub k) = L * us k.
Proof. unfold sg, ua, ub, us. rewrite s_of_AB. field. Qed.
Lemma U1_up k : up (L * c) (ua k) (ub k) = L * (us k - c).
Proof. unfold up. rewrite U1_sg. ring. Qed.
Lemma U1_Y k : Y (L * c) (ua k) (ub k) = 4 - Wst d L 1 c (x k) (y k).
Proof. unfold Y. rewrite U1_up. unfold Wst, ua, ub, us. rewrite p_of_AB. field. Qed.
Lemma U1_sector k : 0 < rho k <= 1 -> sector (L * c) (ua k) (ub k) (uw k).
Proof. intros Hr. exists (rho k). split; [assumption|]. rewrite U1_up. reflexivity. Qed.

(** Where the sizes stay above a floor at every distance from the centre, w_k -> 0 gives s_k -> c. *)
Lemma U1_limit : (forall eta, 0 < eta -> exists m, 0 < m /\ forall k, eta <= Rabs (us k - c) -> m <= rho k) ->
  tends0 uw -> Un_cv us c.
Proof.
  intros Hf Hw e He. assert (HL := U1_L H). destruct (Hf e He) as [m [Hm Hk]].
  destruct (Hw (m * (L * e))) as [N HN]; [apply Rmult_lt_0_compat; [lra|apply Rmult_lt_0_compat; lra]|].
  exists N. intros n Hn. unfold R_dist. destruct (Rlt_le_dec (Rabs (us n - c)) e) as [|Hge]; [assumption|exfalso].
  specialize (HN n Hn). specialize (Hk n Hge). unfold uw in HN. rewrite 2 Rabs_mult, (Rabs_pos_eq (rho n)), (Rabs_pos_eq L) in HN by lra.
  assert (m * (L * e) <= rho n * (L * Rabs (us n - c))); [|lra].
  apply Rmult_le_compat; [lra|apply Rmult_le_pos; lra|assumption|]. apply Rmult_le_compat_l; lra.
Qed.

(** Part 1: a start in the triangle. *)
Section Triangle.
Hypothesis Hg : L * c < 1.
Hypothesis Hrho : forall k, Rabs (us k) <= (2 + L * c) / L -> 0 < rho k <= 1.
Hypothesis Hstart : Wst d L 1 c (x O) (y O) < 4.

Lemma U1_g : 0 <= L * c < 1.
Proof. split; [|assumption]. apply Rmult_le_pos; [left; apply (U1_L H)|apply (U1_c H)]. Qed.
Lemma U1_Y0 : 0 < Y (L * c) (ua O) (ub O).
Proof. rewrite U1_Y. lra. Qed.
Lemma U1_all k : 0 < Y (L * c) (ua k) (ub k) /\ sector (L * c) (ua k) (ub k) (uw k).
Proof.
  apply (T1_C1_reduced (L * c) ua ub uw U1_g U1_orb); [|exact U1_Y0]. intros j Hj. apply U1_sector, Hrho.
  rewrite U1_sg, Rabs_mult, (Rabs_pos_eq L) in Hj by (left; apply (U1_L H)).
  assert (HL := U1_L H). apply Rmult_le_reg_l with L; [assumption|].
  replace (L * ((2 + L * c) / L)) with (2 + L * c) by (field; lra). exact Hj.
Qed.
Lemma U1_sect : sect (L * c) ua ub uw.
Proof. intros k. apply U1_all. Qed.

Theorem U1_invariant k : Wst d L 1 c (x k) (y k) < 4.
Proof. destruct (U1_all k) as [Q _]. rewrite U1_Y in Q. lra. Qed.

Theorem U1_triangle_w : (0 < c -> forall k, qA d (x k) (y k) <> 0) -> tends0 uw.
Proof.
  intros HA. apply (T1_C2_reduced (L * c) ua ub uw U1_g U1_orb U1_sect U1_Y0). intros Hc k E.
  assert (HL := U1_L H). unfold ua in E. apply Rmult_integral in E. destruct E as [E|E]; [lra|]. revert E. apply HA.
  destruct (Req_dec c 0) as [E|E]; [rewrite E, Rmult_0_r in Hc; lra|]. assert (Q := U1_c H). lra.
Qed.

Theorem U1_triangle : (0 < c -> forall k, qA d (x k) (y k) <> 0) ->
  (forall eta, 0 < eta -> exists m, 0 < m /\ forall k, eta <= Rabs (us k - c) -> m <= rho k) -> Un_cv us c.
Proof. intros HA Hf. apply U1_limit; [assumption|]. now apply U1_triangle_w. Qed.

(** The sum of T1.C4. *)
Theorem U1_sum K : 0 < ub K ->
  bsum (fun k => Psi (L * c) (uw k)) K
    <= ln (4 - Wst d L 1 c (x K) (y K)) - ln (4 - Wst d L 1 c (x O) (y O)) + L * c / 2 * (ln (ub O) - ln (ub K)).
Proof. intros HK. rewrite <- 2 U1_Y. apply (T1_C4_reduced (L * c) ua ub uw U1_g U1_orb U1_sect U1_Y0 K HK). Qed.

(** c = 0: the sum of T1.C3 bounds how often |s w| is large. *)
Theorem U1_zero_count K e : c = 0 -> 0 < e ->
  INR (cnt (fun k => L * us k * uw k) e K) <= ln (4 / (4 - L * qp d (x O) (y O))) / ln (1 + e).
Proof.
  intros Ec He. assert (Hsec := U1_sect). assert (HY := U1_Y0). assert (EY := U1_Y O).
  rewrite Ec, Rmult_0_r in *. assert (Q := T1_C3_count ua ub uw U1_orb Hsec HY K e He).
  replace (4 - L * qp d (x O) (y O)) with (Y 0 (ua O) (ub O)) by (rewrite EY; unfold Wst; ring).
  assert (E : forall n, cnt (fun k => L * us k * uw k) e n = cnt (fun k => sg (ua k) (ub k) * uw k) e n).
  { induction n as [|n IH]; [reflexivity|]. simpl. now rewrite IH, U1_sg. }
  rewrite E. exact Q.
Qed.

Theorem U1_zero_w K e : c = 0 -> 0 < e ->
  INR (cnt (fun k => Rabs (uw k)) e K) <= ln (4 / (4 - L * qp d (x O) (y O))) / ln (1 + e ^ 2).
Proof.
  intros Ec He. apply Rle_trans with (2 := U1_zero_count K (e ^ 2) Ec ltac:(apply pow_lt; assumption)). apply le_INR.
  assert (Hp : forall k, e <= Rabs (uw k) -> e ^ 2 <= L * us k * uw k).
  { intros k Hk. destruct (U1_all k) as [_ Q]. rewrite Ec, Rmult_0_r in Q. assert (E := sg_w_ge 0 _ _ _ Q). rewrite U1_sg in E.
    assert (e ^ 2 <= Rabs (uw k) ^ 2) by (apply pow_incr; lra). rewrite pow2_abs in H0. lra. }
  induction K as [|K IH]; [apply le_n|]. simpl. apply Nat.add_le_mono; [exact IH|].
  destruct (Rle_dec e (Rabs (uw K))) as [Hk|Hk]; [|apply Nat.le_0_l].
  destruct (Rle_dec (e * (e * 1)) (L * us K * uw K)) as [|Hx]; [apply le_n|exfalso]. apply Hx. assert (Q := Hp K Hk). simpl in Q. exact Q.
Qed.

(** The counts of T1.C5 and C5'. *)
Theorem U1_count wb K e : 0 < c -> qA d (x O) (y O) <> 0 -> 0 < wb < 1 -> 0 < Chi (L * c) wb -> (forall k, uw k <= wb) -> 0 < e <= wb ->
  INR (cnt (fun k => Rabs (uw k)) e K) <= RC5 (L * c) (ua O) (ub O) / Rmin (Chi (L * c) e) (Chi (L * c) wb).
Proof.
  intros Hc HA Hwb HC Hw He. assert (HL := U1_L H). assert (Hg0 : 0 < L * c) by now apply Rmult_lt_0_compat.
  apply (T1_C5_count (L * c) ua ub uw wb); try assumption; try exact U1_orb; try exact U1_sect; try exact U1_Y0; [split; assumption|].
  unfold ua. apply Rmult_lt_0_compat; [assumption|]. assert (Q := qA_nonneg d (x O) (y O)). lra.
Qed.

Theorem U1_count_om om K e : 0 < c -> qA d (x O) (y O) <> 0 -> 0 <= om < 1 -> (forall k, uw k <= om) -> 0 < e ->
  INR (cnt (fun k => Rabs (uw k)) e K) <=
    1 + (ln ((4 - (L * c) ^ 2) / Y (L * c) (ua O) (ub O)) + L * c / 2 * lnp (ub O / del (L * c)) + ln (4 / (4 - (L * c) ^ 2)))
          / ln (1 + e ^ 2 / (1 + L * c * e))
      + NA (L * c) e (Rmin (ua O) (4 * (L * c) * (1 - om) ^ 2)).
Proof.
  intros Hc HA Hom Hw He. assert (HL := U1_L H). assert (Hg0 : 0 < L * c) by now apply Rmult_lt_0_compat.
  apply (T1_C5'_reduced (L * c) ua ub uw om e); try assumption; try exact U1_orb; try exact U1_sect; try exact U1_Y0; [split; assumption|].
  unfold ua. apply Rmult_lt_0_compat; [assumption|]. assert (Q := qA_nonneg d (x O) (y O)). lra.
Qed.
End Triangle.

(** Part 2: |w_k| <= om with om^2 < 2; the sign of w_k is that of u_k. *)
Section Bounded.
Variable om : R.
Hypothesis Hom : 0 <= om /\ om ^ 2 < 2.
Hypothesis Hw : forall k, Rabs (uw k) <= om.
Hypothesis Hrho : forall k, 0 < rho k.

Lemma U1_neg k : uw k < 0 -> us k <= c.
Proof.
  intros Hk. destruct (Rle_lt_dec (us k) c) as [|Hx]; [assumption|exfalso]. assert (HL := U1_L H). assert (Hr := Hrho k).
  assert (0 < uw k); [|lra]. unfold uw. apply Rmult_lt_0_compat; [assumption|]. apply Rmult_lt_0_compat; lra.
Qed.
Lemma U1_pos k : 0 < uw k -> c <= us k.
Proof.
  intros Hk. destruct (Rle_lt_dec c (us k)) as [|Hx]; [assumption|exfalso]. assert (HL := U1_L H). assert (Hr := Hrho k).
  assert (0 < rho k * (L * (c - us k))) by (apply Rmult_lt_0_compat; [assumption|]; apply Rmult_lt_0_compat; lra). unfold uw in Hk. lra.
Qed.
Let D k := qD d (x k) (y k).
Lemma U1_Dn k : 0 <= D k. Proof. apply qD_nonneg. Qed.

Theorem U1_balancing k : qD d (x (S k)) (y (S k)) <= qD d (x k) (y k).
Proof. exact (D_decr D uw om U1_Dn U1_D Hom Hw k). Qed.

Theorem U1_rate K : (0 < K)%nat -> 0 < qD d (x K) (y K) -> exists k, (k < K)%nat /\
  tau2 (uw k) <= 1 - Rpower (qD d (x K) (y K) / qD d (x O) (y O)) (/ (2 * INR K)).
Proof. exact (T2_C3_reduced D uw om U1_Dn U1_D Hom Hw K). Qed.

Theorem U1_counted Ds e K : 0 < Ds <= qD d (x O) (y O) -> 0 < e < 1 ->
  INR (cnt (counted (fun k => qD d (x k) (y k)) uw Ds) e K)
    <= ln (qD d (x O) (y O) / Ds) / (-2 * ln (Rmax (1 - e ^ 2) (om ^ 2 - 1))) + 1.
Proof. exact (T2_C4_reduced D uw om U1_Dn U1_D Hom Hw Ds e K). Qed.

Theorem U1_either : tends0 uw \/ tends0 (fun k => qD d (x k) (y k)).
Proof. exact (T2_C5_reduced D uw om U1_Dn U1_D Hom Hw). Qed.

Theorem U1_bounded_A k : ua k <= Rmax (ua O) ((1 + om) ^ 2 * (2 * (L * c) + sqrt (4 * (L * c) ^ 2 + ua O * ub O))).
Proof.
  apply (T2_C2_a (L * c) ua ub uw om); try assumption; [exact U1_orb|]. intros j Hj. rewrite U1_sg.
  apply Rmult_le_compat_l; [left; apply (U1_L H)|now apply U1_neg].
Qed.
Theorem U1_bounded_B k : ub k <= Rmax (ub O) ((1 + om) ^ 2 * (- 2 * (L * c) + sqrt (4 * (L * c) ^ 2 + ua O * ub O))).
Proof.
  apply (T2_C2_b (L * c) ua ub uw om); try assumption; [exact U1_orb|]. intros j Hj. rewrite U1_sg.
  apply Rmult_le_compat_l; [left; apply (U1_L H)|now apply U1_pos].
Qed.

(** Part 3: moreover rho_k <= 1 and L c < 1. *)
Section All.
Hypothesis Hg : L * c < 1.
Hypothesis Hle : forall k, rho k <= 1.
Lemma U1_sect_all : sect (L * c) ua ub uw.
Proof. intros k. apply U1_sector. split; [apply Hrho|apply Hle]. Qed.

Theorem U1_everywhere_w : (0 < c -> forall k, qA d (x k) (y k) <> 0) -> tends0 uw.
Proof.
  intros HA. assert (HL := U1_L H). assert (Hsec := U1_sect_all). destruct (Req_dec c 0) as [E|E].
  - assert (Eg : L * c = 0) by (rewrite E; ring). rewrite Eg in Hsec.
    apply (T3_C1_zero_reduced ua ub uw om); try assumption. exact U1_orb.
  - assert (Hc : 0 < c) by (assert (Q := U1_c H); lra).
    apply (T3_C1_reduced (L * c) ua ub uw om); try assumption; [split; [now apply Rmult_lt_0_compat|assumption]|exact U1_orb|].
    intros k E'. unfold ua in E'. apply Rmult_integral in E'. destruct E' as [E'|E']; [lra|]. now apply (HA Hc k).
Qed.

Theorem U1_everywhere : (0 < c -> forall k, qA d (x k) (y k) <> 0) ->
  (forall eta, 0 < eta -> exists m, 0 < m /\ forall k, eta <= Rabs (us k - c) -> m <= rho k) -> Un_cv us c.
Proof. intros HA Hf. apply U1_limit; [assumption|]. now apply U1_everywhere_w. Qed.

(** No A_k vanishes where |w| < 1. *)
Theorem U1_no_zero : om < 1 -> qA d (x O) (y O) <> 0 -> forall k, qA d (x k) (y k) <> 0.
Proof.
  intros Ho H0. induction k as [|k IH]; [assumption|]. rewrite U1_A. intros E. apply Rmult_integral in E. destruct E as [E|E]; [now apply IH|].
  assert (Q := Hw k). apply Rabs_le_between in Q. assert (0 < 1 - uw k) by lra. assert (0 < (1 - uw k) ^ 2) by now apply pow_lt. lra.
Qed.

(** Theorem B's count. *)
Theorem U1_countB e K : 0 < c -> om < 1 -> qA d (x O) (y O) <> 0 -> 0 < e < 1 ->
  INR (cnt (fun k => Rabs (uw k)) e K) <=
    N1 (L * c) om e (ua O * ub O) + N2 (L * c) om e (ua O) (ub O) + N3 (L * c) om e (ua O) (ub O)
      + NA (L * c) e (a_min (L * c) om (ua O)).
Proof.
  intros Hc Ho HA He. assert (HL := U1_L H). assert (Hg0 : 0 < L * c) by now apply Rmult_lt_0_compat.
  apply (T3_C2_reduced (L * c) ua ub uw om e); try assumption; [split; assumption|exact U1_orb|exact U1_sect_all|lra|].
  unfold ua. apply Rmult_lt_0_compat; [assumption|]. assert (Q := qA_nonneg d (x O) (y O)). lra.
Qed.
End All.
End Bounded.
End Varying.

(** Norm clipping: |w| <= min(L |u|, kappa / sqrt P) in h-scaling, P = L p >= 2 L |s|; om belongs to the P where the two bounds meet. *)
Theorem U1_clipping g kappa ph P u w om : 0 <= g -> 0 <= kappa -> 0 < ph -> 0 < P -> om = ph / 2 + g -> om * sqrt ph = kappa ->
  Rabs u <= P / 2 + g -> Rabs w <= Rabs u -> Rabs w <= kappa / sqrt P -> Rabs w <= om.
Proof.
  intros Hg Hk Hph HP Hom Hmeet Hu Hwu Hwk. destruct (Rle_lt_dec P ph) as [Hle|Hlt]; [lra|].
  apply Rle_trans with (1 := Hwk). assert (Hs : sqrt ph < sqrt P) by (apply sqrt_lt_1; lra).
  assert (0 < sqrt ph) by (apply sqrt_lt_R0; assumption).
  apply Rmult_le_reg_r with (sqrt P); [lra|]. replace (kappa / sqrt P * sqrt P) with kappa by (field; lra). rewrite <- Hmeet.
  apply Rmult_le_compat_l; lra.
Qed.

(** C6: at a limit without exact hit h_min F''(c) p_inf <= 2. The factor of u_k = s_k - c, with r = F'(s)/u. *)
Theorem U1_factor h g p s c s' : s <> c -> s' = s * (1 + (h * g) ^ 2) - h * g * p ->
  s' - c = (s - c) * (1 - h * (g / (s - c)) * p + h * g * (h * (g / (s - c))) * s).
Proof. intros Hs ->. field. lra. Qed.

Theorem U1_sharpness (u r p e h : nat -> R) phi P hm : (forall k, u k <> 0) -> (forall k, u (S k) = u k * (1 - h k * r k * p k + e k)) ->
  Un_cv u 0 -> Un_cv e 0 -> Un_cv r phi -> Un_cv p P -> (forall k, hm <= h k) -> 0 < hm -> hm * phi * P <= 2.
Proof.
  intros Hu Hs Hu0 He Hr Hp Hh Hm. destruct (Rle_lt_dec (hm * phi * P) 2) as [|Hgt]; [assumption|exfalso].
  assert (Hrp : Un_cv (fun k => r k * p k) (phi * P)) by now apply CV_mult.
  set (dl := (hm * phi * P - 2) / (2 * hm)).
  assert (Edl : hm * dl = (hm * phi * P - 2) / 2) by (unfold dl; field; lra).
  assert (Hdl : 0 < dl) by (apply Rdiv_lt_0_compat; lra).
  destruct (Hrp dl Hdl) as [N1 HN1]. destruct (He ((hm * phi * P - 2) / 2) ltac:(lra)) as [N2 HN2]. set (N := Nat.max N1 N2).
  assert (Hstep : forall k, (N <= k)%nat -> Rabs (u k) <= Rabs (u (S k))).
  { intros k Hk. assert (Q1 := HN1 k ltac:(lia)). assert (Q2 := HN2 k ltac:(lia)). unfold R_dist in Q1, Q2. rewrite Rminus_0_r in Q2.
    apply Rabs_def2 in Q1. apply Rabs_def2 in Q2. assert (Hk' := Hh k).
    assert (Ha : 0 < r k * p k). { assert (hm * (phi * P - dl) <= hm * (r k * p k)) by (apply Rmult_le_compat_l; lra). nra. }
    assert (Hb : hm * (r k * p k) <= h k * (r k * p k)) by (apply Rmult_le_compat_r; lra).
    assert (Hc : hm * (phi * P - dl) <= hm * (r k * p k)) by (apply Rmult_le_compat_l; lra).
    rewrite Hs, Rabs_mult. rewrite <- (Rmult_1_r (Rabs (u k))) at 1. apply Rmult_le_compat_l; [apply Rabs_pos|].
    replace (h k * r k * p k) with (h k * (r k * p k)) by ring. rewrite Rabs_left by lra. lra. }
  assert (Hge : forall j, Rabs (u N) <= Rabs (u (N + j)%nat)).
  { induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := IH). apply Hstep. lia. }
  destruct (Hu0 (Rabs (u N)) (Rabs_pos_lt _ (Hu N))) as [M HM].
  assert (Q := HM (N + M)%nat ltac:(lia)). unfold R_dist in Q. rewrite Rminus_0_r in Q. assert (Q' := Hge M). lra.
Qed.
