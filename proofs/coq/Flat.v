(** T1.C6 (flat limit) and T1.C7 (certified rise of the loss). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA Rates T1 T1C.
Open Scope R_scope.

Lemma tends0_cv f l : tends0 (fun k => f k - l) <-> Un_cv f l.
Proof. unfold tends0, Un_cv, R_dist. split; intros H e He; destruct (H e He) as [N HN]; exists N; auto. Qed.

Lemma Un_cv_ext f f' l : (forall n, f n = f' n) -> Un_cv f l -> Un_cv f' l.
Proof. intros E H e He. destruct (H e He) as [N HN]. exists N. intros n Hn. rewrite <- E. now apply HN. Qed.

Lemma cv_const l : Un_cv (fun _ => l) l.
Proof. intros e He. exists O. intros. unfold R_dist. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. assumption. Qed.

(** A sequence that is finally nonincreasing and nonnegative converges. *)
Lemma decreasing_from_cv f N : (forall k, 0 <= f k) -> (forall k, (N <= k)%nat -> f (S k) <= f k) ->
  exists l, Un_cv f l /\ 0 <= l /\ forall k, (N <= k)%nat -> l <= f k.
Proof.
  intros Hf Hd. destruct (decreasing_cv (fun k => f (N + k)%nat)) as [l Hl].
  - intros n. rewrite Nat.add_succ_r. apply Hd. lia.
  - exists 0. intros z [n ->]. unfold opp_seq. specialize (Hf (N + n)%nat). lra.
  - exists l. assert (Hcv : Un_cv f l).
    { intros e He. destruct (Hl e He) as [M HM]. exists (N + M)%nat. intros n Hn.
      replace n with (N + (n - N))%nat by lia. apply HM. lia. }
    assert (Hge : forall k, (N <= k)%nat -> l <= f k).
    { intros k Hk. destruct (Rle_lt_dec l (f k)) as [|Hlt]; [assumption|exfalso].
      destruct (Hcv (l - f k) ltac:(lra)) as [M HM]. specialize (HM (Nat.max M k) ltac:(lia)).
      assert (Hmono : forall j, f (k + j)%nat <= f k).
      { induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r.
        apply Rle_trans with (2 := IH). apply Hd. lia. }
      assert (Q := Hmono (Nat.max M k - k)%nat). replace (k + (Nat.max M k - k))%nat with (Nat.max M k) in Q by lia.
      unfold R_dist in HM. apply Rabs_def2 in HM. lra. }
    repeat split; try assumption.
    destruct (Rle_lt_dec 0 l) as [|Hneg]; [assumption|exfalso]. destruct (Hcv (- l) ltac:(lra)) as [M HM].
    specialize (HM M (le_n M)). unfold R_dist in HM. apply Rabs_def2 in HM. specialize (Hf M). lra.
Qed.

Section C6.
Variables (d : nat) (h c phi : R) (dF : R -> R) (x y : nat -> vec).
Hypothesis G : is_gd d h dF x y.
Hypothesis Hc0 : dF c = 0.
Hypothesis Hphi : is_derive dF c phi.  (* phi = F''(c) *)
Hypothesis Hcv : Un_cv (fun k => sprod d (x k) (y k)) c.

Lemma dF_cont : continuity_pt dF c.
Proof. apply derivable_continuous_pt. exists phi. apply is_derive_Reals, Hphi. Qed.

Lemma w_cv : Un_cv (fun k => h * dF (sprod d (x k) (y k))) 0.
Proof.
  assert (Q := continuity_seq dF _ c dF_cont Hcv). rewrite Hc0 in Q.
  replace 0 with (h * 0) by ring. apply (CV_mult (fun _ => h)); [apply cv_const|exact Q].
Qed.

(** D_k and p_k converge. *)
Lemma D_cv : exists Dinf, Un_cv (fun k => qD d (x k) (y k)) Dinf /\ 0 <= Dinf.
Proof.
  destruct (w_cv 1 Rlt_0_1) as [N HN].
  destruct (decreasing_from_cv (fun k => qD d (x k) (y k)) N) as [l [Hl [Hl0 _]]].
  - intros k. apply qD_nonneg.
  - intros k Hk. rewrite (R1_D d h dF x y G). assert (HD := qD_nonneg d (x k) (y k)).
    specialize (HN k Hk). unfold R_dist in HN. rewrite Rminus_0_r in HN. apply Rabs_def2 in HN.
    set (g := dF (sprod d (x k) (y k))) in *.
    assert ((1 - h ^ 2 * g ^ 2) ^ 2 <= 1); [|nra]. replace (h ^ 2 * g ^ 2) with ((h * g) ^ 2) by ring.
    assert (0 <= (h * g) ^ 2 <= 1) by nra. nra.
  - exists l. split; assumption.
Qed.

Lemma p_sqrt k : qp d (x k) (y k) = sqrt (qD d (x k) (y k) + 4 * sprod d (x k) (y k) ^ 2).
Proof.
  rewrite D_of_ps. replace (qp d (x k) (y k) ^ 2 - 4 * sprod d (x k) (y k) ^ 2 + 4 * sprod d (x k) (y k) ^ 2)
    with (qp d (x k) (y k) ^ 2) by ring.
  rewrite sqrt_pow2; [reflexivity|]. unfold qp. assert (A1 := dot_nonneg d (x k)). assert (A2 := dot_nonneg d (y k)). lra.
Qed.

Lemma p_cv : exists Dinf, 0 <= Dinf /\ Un_cv (fun k => qD d (x k) (y k)) Dinf /\
  Un_cv (fun k => qp d (x k) (y k)) (sqrt (Dinf + 4 * c ^ 2)).
Proof.
  destruct D_cv as [Dinf [HD HD0]]. exists Dinf. split; [assumption|]. split; [assumption|].
  apply (Un_cv_ext (fun k => sqrt (qD d (x k) (y k) + 4 * sprod d (x k) (y k) ^ 2))); [intros; symmetry; apply p_sqrt|].
  apply (continuity_seq sqrt (fun k => qD d (x k) (y k) + 4 * sprod d (x k) (y k) ^ 2)).
  - apply continuity_pt_sqrt. assert (0 <= c ^ 2) by apply sq_nonneg. lra.
  - apply CV_plus; [assumption|]. apply (CV_mult (fun _ => 4)); [apply cv_const|].
    apply (Un_cv_ext (fun k => sprod d (x k) (y k) * (sprod d (x k) (y k) * 1))); [intros; reflexivity|].
    apply CV_mult; [assumption|]. apply CV_mult; [assumption|apply cv_const].
Qed.

(** u_{k+1} = u_k (1 - h r p + h^2 r^2 u s). *)
Lemma u_step k : sprod d (x k) (y k) <> c ->
  let u := sprod d (x k) (y k) - c in let r := dF (sprod d (x k) (y k)) / u in
  sprod d (x (S k)) (y (S k)) - c =
  u * (1 - h * r * qp d (x k) (y k) + h ^ 2 * r ^ 2 * u * sprod d (x k) (y k)).
Proof.
  intros Hne u r. rewrite (R1_s d h dF x y G). unfold r, u. field. lra.
Qed.

Hypothesis Hu : forall k, sprod d (x k) (y k) <> c.

Lemma r_cv : Un_cv (fun k => dF (sprod d (x k) (y k)) / (sprod d (x k) (y k) - c)) phi.
Proof.
  assert (HD : derivable_pt_lim dF c phi) by (apply is_derive_Reals, Hphi).
  intros e He. destruct (HD e He) as [dl Hdl]. destruct (Hcv dl (cond_pos dl)) as [N HN].
  exists N. intros n Hn. specialize (HN n Hn). unfold R_dist in *.
  assert (Q := Hdl (sprod d (x n) (y n) - c) ltac:(intro; apply (Hu n); lra) HN).
  rewrite Hc0 in Q. replace (c + (sprod d (x n) (y n) - c)) with (sprod d (x n) (y n)) in Q by ring.
  replace (dF (sprod d (x n) (y n)) - 0) with (dF (sprod d (x n) (y n))) in Q by ring. exact Q.
Qed.

(** C6: p_k converges to some p_inf with h F''(c) p_inf <= 2. *)
Theorem T1_C6 : exists Dinf, 0 <= Dinf /\ Un_cv (fun k => qD d (x k) (y k)) Dinf /\
  Un_cv (fun k => qp d (x k) (y k)) (sqrt (Dinf + 4 * c ^ 2)) /\ h * phi * sqrt (Dinf + 4 * c ^ 2) <= 2.
Proof.
  destruct p_cv as [Dinf [HD0 [HDc Hp]]]. exists Dinf. repeat split; try assumption.
  set (P := sqrt (Dinf + 4 * c ^ 2)) in *.
  destruct (Rle_lt_dec (h * phi * P) 2) as [|Hgt]; [assumption|exfalso].
  set (r := fun k => dF (sprod d (x k) (y k)) / (sprod d (x k) (y k) - c)).
  set (u := fun k => sprod d (x k) (y k) - c).
  set (m := fun k => 1 - h * r k * qp d (x k) (y k) + h * dF (sprod d (x k) (y k)) * (h * r k * sprod d (x k) (y k))).
  assert (Hr : Un_cv r phi) by apply r_cv.
  assert (Hhr : Un_cv (fun k => h * r k) (h * phi)) by (apply (CV_mult (fun _ => h)); [apply cv_const|assumption]).
  assert (Hm : Un_cv m (1 - h * phi * P + 0 * (h * phi * c))).
  { apply (CV_plus (fun k => 1 - h * r k * qp d (x k) (y k))).
    - apply (CV_minus (fun _ => 1)); [apply cv_const|]. apply (CV_mult (fun k => h * r k)); assumption.
    - apply (CV_mult (fun k => h * dF (sprod d (x k) (y k)))); [apply w_cv|]. apply (CV_mult (fun k => h * r k)); assumption. }
  destruct (Hm (h * phi * P - 2)) as [N HN]; [lra|].
  assert (Hstep : forall k, (N <= k)%nat -> Rabs (u k) <= Rabs (u (S k))).
  { intros k Hk. specialize (HN k Hk). unfold R_dist in HN. apply Rabs_def2 in HN.
    assert (E : u (S k) = u k * m k).
    { unfold u. rewrite (u_step k (Hu k)). cbv zeta. unfold m, r. field. intro; apply (Hu k); lra. }
    rewrite E, Rabs_mult. rewrite <- (Rmult_1_r (Rabs (u k))) at 1. apply Rmult_le_compat_l; [apply Rabs_pos|].
    rewrite Rabs_left by lra. lra. }
  assert (Hge : forall j, Rabs (u N) <= Rabs (u (N + j)%nat)).
  { induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := IH). apply Hstep. lia. }
  destruct (Hcv (Rabs (u N))) as [M HM]; [apply Rabs_pos_lt; unfold u; intro; apply (Hu N); lra|].
  specialize (HM (N + M)%nat ltac:(lia)). specialize (Hge M). unfold R_dist in HM. unfold u in *. lra.
Qed.
End C6.

(** Cauchy-Schwarz, and the consequence of C6 for the norms. *)
Lemma cauchy_schwarz d x y : dot d x y ^ 2 <= dot d x x * dot d y y.
Proof.
  assert (Hxx := dot_nonneg d x). assert (Hyy := dot_nonneg d y).
  assert (Hq : forall t u, 0 <= t ^ 2 * dot d x x + 2 * t * u * dot d x y + u ^ 2 * dot d y y).
  { intros t u. assert (Q := dot_nonneg d (fun i => t * x i + u * y i)).
    rewrite dot_lin_l, 2 dot_lin_r, (dot_sym d y x) in Q. lra. }
  destruct (Req_dec (dot d y y) 0) as [E|Hne].
  - assert (Q1 := Hq (dot d x y) (- (dot d x x + 1))). rewrite E in *.
    assert (0 <= dot d x y ^ 2) by apply sq_nonneg. nra.
  - assert (Q := Hq (dot d y y) (- dot d x y)).
    assert (0 <= dot d y y * (dot d x x * dot d y y - dot d x y ^ 2)) by lra.
    apply Rmult_le_reg_l with (dot d y y); [lra|]. lra.
Qed.

Definition norm (d : nat) (x : vec) := sqrt (dot d x x).

Lemma norm_gap d x y : (norm d x - norm d y) ^ 2 <= qp d x y - 2 * Rabs (sprod d x y).
Proof.
  unfold norm, qp, sprod. assert (Hx := dot_nonneg d x). assert (Hy := dot_nonneg d y).
  assert (Sx := sqrt_sqrt _ Hx). assert (Sy := sqrt_sqrt _ Hy).
  assert (Rabs (dot d x y) <= sqrt (dot d x x) * sqrt (dot d y y)).
  { rewrite <- sqrt_mult by assumption. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt.
    rewrite Rsqr_pow2. apply cauchy_schwarz. }
  nra.
Qed.

(** (|x_inf| - |y_inf|)^2 <= 2/(h F''(c)) - 2|c|, as a bound on the limit superior. *)
Theorem T1_C6_norms d h c phi dF x y : is_gd d h dF x y -> dF c = 0 -> is_derive dF c phi ->
  Un_cv (fun k => sprod d (x k) (y k)) c -> (forall k, sprod d (x k) (y k) <> c) -> 0 < h -> 0 < phi ->
  forall e, 0 < e -> exists N, forall k, (N <= k)%nat ->
    (norm d (x k) - norm d (y k)) ^ 2 <= 2 / (h * phi) - 2 * Rabs c + e.
Proof.
  intros G Hc0 Hphi Hcv Hu Hh Hp e He. destruct (T1_C6 d h c phi dF x y G Hc0 Hphi Hcv Hu) as [Dinf [HD0 [HDc [Hpc Hle]]]].
  destruct (Hpc (e / 2)) as [N1 HN1]; [lra|]. destruct (Hcv (e / 4)) as [N2 HN2]; [lra|].
  exists (Nat.max N1 N2). intros k Hk. apply Rle_trans with (1 := norm_gap d (x k) (y k)).
  specialize (HN1 k ltac:(lia)). specialize (HN2 k ltac:(lia)). unfold R_dist in *. apply Rabs_def2 in HN1.
  assert (Q := Rabs_triang_inv2 (sprod d (x k) (y k)) c). assert (Q2 : Rabs (Rabs (sprod d (x k) (y k)) - Rabs c) < e / 4) by lra.
  apply Rabs_def2 in Q2.
  assert (sqrt (Dinf + 4 * c ^ 2) <= 2 / (h * phi)); [|lra].
  apply le_div_r; [now apply Rmult_lt_0_compat|]. lra.
Qed.

(** P1b.C2: where h F''(c) 2|c| > 2 every minimiser repels, so a run converges to c only by hitting it exactly. *)
Theorem P1b_C2 d h c phi dF x y : is_gd d h dF x y -> dF c = 0 -> is_derive dF c phi -> 0 < h -> 0 < phi ->
  2 < h * phi * (2 * Rabs c) -> Un_cv (fun k => sprod d (x k) (y k)) c -> exists k, sprod d (x k) (y k) = c.
Proof.
  intros G Hc0 Hphi Hh Hp Hbig Hcv. apply NNPP. intros Hn.
  assert (Hu : forall k, sprod d (x k) (y k) <> c) by (intros k E; apply Hn; now exists k).
  destruct (T1_C6 d h c phi dF x y G Hc0 Hphi Hcv Hu) as [Dinf [HD0 [_ [_ Hle]]]].
  assert (H2 : 2 * Rabs c <= sqrt (Dinf + 4 * c ^ 2)).
  { assert (E : 2 * Rabs c = sqrt (4 * c ^ 2)).
    { replace (4 * c ^ 2) with ((2 * Rabs c) ^ 2) by (rewrite Rpow_mult_distr, pow2_abs; ring).
      rewrite sqrt_pow2; [reflexivity|]. assert (H := Rabs_pos c). lra. }
    rewrite E. apply sqrt_le_1_alt. lra. }
  assert (0 < h * phi) by now apply Rmult_lt_0_compat.
  apply (Rmult_le_compat_l (h * phi)) in H2; lra.
Qed.

(** C7. [F] is even about c; the sign of F' is used only on |s| <= S. *)
Theorem T1_C7 d h beta c F dF x y : T1_hyp d h beta c dF x y ->
  (forall s, is_derive F s (dF s)) -> (forall u, F (c + u) = F (c - u)) ->
  let s0 := sprod d (x O) (y O) in let u0 := s0 - c in let r0 := dF s0 / u0 in
  u0 <> 0 -> 1 < Rabs (1 - h * r0 * qp d (x O) (y O) + h ^ 2 * r0 ^ 2 * u0 * s0) ->
  F s0 < F (sprod d (x 1%nat) (y 1%nat)).
Proof.
  intros H HF Hev s0 u0 r0 Hu0 Hm.
  assert (Hs1 := proj2 (proj2 (T1_C1 d h beta c dF x y H 1))).
  set (s1 := sprod d (x 1%nat) (y 1%nat)) in *.
  assert (Hhb := hb_pos _ _ _ _ _ _ _ H).
  set (S := (2 + gam h beta c) / (h * beta)) in *.
  assert (HcS : Rabs c <= S).
  { unfold S. apply le_div_r; [assumption|]. assert (Hg := T1_gamma _ _ _ _ _ _ _ H). unfold gam in *. lra. }
  assert (E : s1 - c = u0 * (1 - h * r0 * qp d (x O) (y O) + h ^ 2 * r0 ^ 2 * u0 * s0)).
  { apply (u_step d h c dF x y (T1_gd _ _ _ _ _ _ _ H) 0). fold s0. intro; apply Hu0; unfold u0; lra. }
  assert (Hlt : Rabs u0 < Rabs (s1 - c)).
  { rewrite E, Rabs_mult. rewrite <- (Rmult_1_r (Rabs u0)) at 1. apply Rmult_lt_compat_l; [now apply Rabs_pos_lt|assumption]. }
  assert (Hsg : forall s, Rabs s <= S -> (c < s -> 0 < dF s) /\ (s < c -> dF s < 0)).
  { intros s Hs. split; intros Hsc.
    - assert (Q := T1_sector _ _ _ _ _ _ _ H s Hs ltac:(lra)). destruct Q as [Q _].
      replace (dF s) with (dF s / (s - c) * (s - c)) by (field; lra). apply Rmult_lt_0_compat; lra.
    - assert (Q := T1_sector _ _ _ _ _ _ _ H s Hs ltac:(lra)). destruct Q as [Q _].
      assert (0 < dF s / (s - c) * (c - s)) by (apply Rmult_lt_0_compat; lra).
      replace (dF s / (s - c) * (c - s)) with (- dF s) in H0 by (field; lra). lra. }
  apply Rabs_le_between in Hs1. apply Rabs_le_between in HcS.
  assert (E0 : F s0 = F (c + Rabs u0) /\ F s0 = F (c - Rabs u0)).
  { replace s0 with (c + u0) by (unfold u0; ring). unfold Rabs. destruct (Rcase_abs u0).
    - split; [rewrite Hev; f_equal; ring|f_equal; ring].
    - split; [reflexivity|apply Hev]. }
  assert (Ha0 := Rabs_pos u0).
  destruct (Rlt_le_dec 0 (s1 - c)) as [Hp|Hn].
  - rewrite (Rabs_pos_eq (s1 - c)) in Hlt by lra. rewrite (proj1 E0).
    apply (incr_lt F dF); [lra|intros; apply HF|]. intros z Hz. apply (Hsg z); [apply Rabs_le; lra|lra].
  - rewrite (Rabs_left1 (s1 - c)) in Hlt by lra. rewrite (proj2 E0).
    apply (decr_lt F dF); [lra|intros; apply HF|]. intros z Hz. apply (Hsg z); [apply Rabs_le; lra|lra].
Qed.
