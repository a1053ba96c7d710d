(** W1: weight decay. A step is a plain step with h/theta followed by (x, y) -> theta (x, y), theta = 1 - h lambda. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Step Run TheoremA.
Open Scope R_scope.

Section Decay.
Variables (d : nat) (h lam : R) (dF : R -> R) (x y : nat -> vec).
Definition th := 1 - h * lam.
Definition dk k := dF (sprod d (x k) (y k)).

(** Gradient descent on F(x.y) + (lambda/2)(|x|^2 + |y|^2). *)
Record W1_steps : Prop := {
  W1_x : forall k i, x (S k) i = x k i - h * (dk k * y k i + lam * x k i);
  W1_y : forall k i, y (S k) i = y k i - h * (dk k * x k i + lam * y k i);
  W1_th : 0 < th < 1 }.
Hypothesis H : W1_steps.

Theorem W1_A k : qA d (x (S k)) (y (S k)) = qA d (x k) (y k) * (th - h * dk k) ^ 2.
Proof.
  unfold qA. rewrite (dot_ext d _ _ (smul (th - h * dk k) (vadd (x k) (y k))) (smul (th - h * dk k) (vadd (x k) (y k)))).
  - rewrite dot_scale. ring.
  - intros i _. unfold vadd, smul, th. rewrite (W1_x H), (W1_y H). ring.
  - intros i _. unfold vadd, smul, th. rewrite (W1_x H), (W1_y H). ring.
Qed.
Theorem W1_B k : qB d (x (S k)) (y (S k)) = qB d (x k) (y k) * (th + h * dk k) ^ 2.
Proof.
  unfold qB. rewrite (dot_ext d _ _ (smul (th + h * dk k) (vsub (x k) (y k))) (smul (th + h * dk k) (vsub (x k) (y k)))).
  - rewrite dot_scale. ring.
  - intros i _. unfold vsub, smul, th. rewrite (W1_x H), (W1_y H). ring.
  - intros i _. unfold vsub, smul, th. rewrite (W1_x H), (W1_y H). ring.
Qed.
Theorem W1_D k : qD d (x (S k)) (y (S k)) = qD d (x k) (y k) * (th ^ 2 - h ^ 2 * dk k ^ 2) ^ 2.
Proof. unfold qD. rewrite W1_A, W1_B. ring. Qed.

(** C1: with |F'| <= G and h^2 G^2 < 1 + theta^2 the imbalance falls geometrically, from every start. *)
Theorem W1_C1 G : (forall s, Rabs (dF s) <= G) -> 0 < h -> (h * G) ^ 2 < 1 + th ^ 2 ->
  let m := Rmax (th ^ 2) ((h * G) ^ 2 - th ^ 2) in
  0 <= m < 1 /\ forall k, qD d (x k) (y k) <= qD d (x O) (y O) * m ^ (2 * k).
Proof.
  intros HG Hh HhG m. assert (Ht := W1_th H). assert (Hm : 0 <= m < 1).
  { unfold m. split; [apply Rle_trans with (2 := Rmax_l _ _), sq_nonneg|]. apply Rmax_lub_lt; nra. }
  split; [assumption|]. induction k as [|k IH]; [simpl; lra|]. rewrite W1_D.
  assert (Hw : 0 <= h ^ 2 * dk k ^ 2 <= (h * G) ^ 2).
  { assert (Q := HG (sprod d (x k) (y k))). fold (dk k) in Q. split.
    - replace (h ^ 2 * dk k ^ 2) with ((h * dk k) ^ 2) by ring. apply sq_nonneg.
    - replace (h ^ 2 * dk k ^ 2) with ((h * Rabs (dk k)) ^ 2) by (rewrite Rpow_mult_distr, pow2_abs; ring).
      apply pow_incr. split; [apply Rmult_le_pos; [lra|apply Rabs_pos]|apply Rmult_le_compat_l; lra]. }
  assert (Hq : (th ^ 2 - h ^ 2 * dk k ^ 2) ^ 2 <= m ^ 2).
  { rewrite <- (pow2_abs (th ^ 2 - _)). apply pow_incr. split; [apply Rabs_pos|]. apply Rabs_le. unfold m.
    assert (Q1 := Rmax_l (th ^ 2) ((h * G) ^ 2 - th ^ 2)). assert (Q2 := Rmax_r (th ^ 2) ((h * G) ^ 2 - th ^ 2)). lra. }
  replace (m ^ (2 * S k)) with (m ^ (2 * k) * m ^ 2) by (rewrite <- pow_add; f_equal; lia).
  rewrite <- Rmult_assoc. apply Rmult_le_compat; try assumption; [apply qD_nonneg|apply sq_nonneg].
Qed.

(** C2 and C3, for c >= 0 and in h-scaling: L = (h/theta) beta, and L (s - c) times a factor in (0, 1] is (h/theta) F'. *)
Section Triangle.
Variables (L c : R).
Hypothesis HL : 0 < L.
Hypothesis Hc : 0 <= c.
Hypothesis Hg : L * c < 1.
Let a k := L * qA d (x k) (y k).
Let b k := L * qB d (x k) (y k).
Let w k := h / th * dk k.
Hypothesis Hsector : forall k, Rabs (sprod d (x k) (y k)) <= (2 + L * c) / L ->
  exists r, 0 < r <= 1 /\ w k = r * (L * (sprod d (x k) (y k) - c)).
Hypothesis Hstart : 0 < Y (L * c) (a O) (b O).

Lemma W1_g : 0 <= L * c < 1.
Proof. split; [apply Rmult_le_pos; lra|assumption]. Qed.
Lemma W1_a k : 0 <= a k. Proof. apply Rmult_le_pos; [lra|apply qA_nonneg]. Qed.
Lemma W1_b k : 0 <= b k. Proof. apply Rmult_le_pos; [lra|apply qB_nonneg]. Qed.
Lemma W1_sg k : sg (a k) (b k) = L * sprod d (x k) (y k).
Proof. unfold sg, a, b. rewrite s_of_AB. field. Qed.
Lemma W1_a' k : a (S k) = th ^ 2 * na (a k) (w k).
Proof. unfold a, na, w. rewrite W1_A. assert (Ht := W1_th H). field. lra. Qed.
Lemma W1_b' k : b (S k) = th ^ 2 * nb (b k) (w k).
Proof. unfold b, nb, w. rewrite W1_B. assert (Ht := W1_th H). field. lra. Qed.

(** Shrinking a and b raises Y. *)
Lemma W1_scale g t u v : 0 <= g < 1 -> 0 <= t <= 1 -> 0 <= u -> 0 <= v -> Y g u v <= Y g (t * u) (t * v).
Proof.
  intros Hgg Ht Hu Hv. unfold Y, up, sg. assert (0 <= (1 - t) * ((u + v) / 2 - g * (u - v) / 4)); [|lra].
  apply Rmult_le_pos; [lra|]. nra.
Qed.

Lemma W1_sector k : 0 < Y (L * c) (a k) (b k) -> sector (L * c) (a k) (b k) (w k).
Proof.
  intros HY. destruct (Hsector k) as [r [Hr E]].
  - destruct (triangle_bounds (L * c) (a k) (b k) W1_g (W1_a k) (W1_b k) HY) as [_ [_ [_ [Q _]]]].
    rewrite W1_sg, Rabs_mult, (Rabs_pos_eq L) in Q by lra. apply Rmult_le_reg_l with L; [assumption|].
    replace (L * ((2 + L * c) / L)) with (2 + L * c) by (field; lra). lra.
  - exists r. split; [assumption|]. unfold up. rewrite W1_sg, E. ring.
Qed.

Lemma W1_growth k : 0 < Y (L * c) (a k) (b k) ->
  Y (L * c) (a k) (b k) * (1 + L * c * w k + w k ^ 2) <= Y (L * c) (a (S k)) (b (S k)).
Proof.
  intros HY. assert (Ht := W1_th H). rewrite W1_a', W1_b'.
  apply Rle_trans with (Y (L * c) (na (a k) (w k)) (nb (b k) (w k))).
  - apply L1; [exact W1_g|apply W1_a|apply W1_b|now apply W1_sector|assumption].
  - apply W1_scale; [exact W1_g|split; nra|apply na_nonneg, W1_a|apply nb_nonneg, W1_b].
Qed.

(** C2: the triangle is invariant. *)
Theorem W1_C2 k : 0 < Y (L * c) (a k) (b k).
Proof.
  induction k as [|k IH]; [exact Hstart|]. apply Rlt_le_trans with (2 := W1_growth k IH).
  apply Rmult_lt_0_compat; [assumption|]. assert (Q := quad_pos (L * c) (w k) ltac:(assert (Q := W1_g); lra)). lra.
Qed.

(** C3: b falls like theta^(2k); for c > 0, in logarithms. *)
Theorem W1_C3 K : 0 < c -> 0 < b K ->
  L * c / 2 * ln (b K) <= L * c / 2 * ln (b O) + ln ((4 - (L * c) ^ 2) / Y (L * c) (a O) (b O)) + INR K * (L * c * ln th).
Proof.
  intros Hc0 HK. assert (Ht := W1_th H). assert (Hg1 := W1_g).
  assert (Hb : forall n, (n <= K)%nat -> 0 < b n).
  { intros n Hn. destruct (Rle_lt_or_eq_dec 0 (b n) (W1_b n)) as [|E]; [assumption|exfalso].
    assert (Z : forall m, b (n + m)%nat = 0).
    { induction m as [|m IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, W1_b', IH. unfold nb. ring. }
    specialize (Z (K - n)%nat). replace (n + (K - n))%nat with K in Z by lia. lra. }
  assert (Hl : forall n, (n <= K)%nat -> ln (Y (L * c) (a O) (b O)) - L * c / 2 * ln (b O) - INR n * (L * c * ln th)
    <= ln (Y (L * c) (a n) (b n)) - L * c / 2 * ln (b n)).
  { induction n as [|n IH]; intros Hn; [simpl; lra|]. specialize (IH ltac:(lia)). rewrite S_INR.
    assert (HY := W1_C2 n). assert (Hbn := Hb n ltac:(lia)). assert (Hbs := Hb (S n) Hn). assert (HG := W1_growth n HY).
    assert (Hw : w n <> -1).
    { intros E. rewrite W1_b' in Hbs. unfold nb in Hbs. rewrite E in Hbs. replace (1 + -1) with 0 in Hbs by ring. lra. }
    assert (Hq := quad_pos (L * c) (w n) ltac:(lra)).
    assert (E1 : ln (Y (L * c) (a n) (b n)) + ln (1 + L * c * w n + w n ^ 2) <= ln (Y (L * c) (a (S n)) (b (S n)))).
    { rewrite <- ln_mult by lra. apply ln_le; [apply Rmult_lt_0_compat; lra|assumption]. }
    assert (Ha1 : 0 < Rabs (1 + w n)) by (apply Rabs_pos_lt; intro; apply Hw; lra).
    assert (E2 : ln (b (S n)) = 2 * ln th + ln (b n) + 2 * ln (Rabs (1 + w n))).
    { rewrite W1_b'. unfold nb. rewrite <- (pow2_abs (1 + w n)). rewrite ln_mult; [|nra|apply Rmult_lt_0_compat; [assumption|apply pow_lt; assumption]].
      rewrite ln_mult; [|assumption|apply pow_lt; assumption]. rewrite 2 ln_sq by lra. ring. }
    assert (E3 := Psi_nonneg (L * c) (w n) ltac:(lra) Hw). unfold Psi in E3. rewrite E2. lra. }
  specialize (Hl K (Nat.le_refl K)).
  assert (E := Y_le (L * c) (a K) (b K) Hg1 (W1_a K) (W1_b K)).
  assert (ln (Y (L * c) (a K) (b K)) <= ln (4 - (L * c) ^ 2)) by (apply ln_le; [apply W1_C2|assumption]).
  rewrite ln_div by (try exact Hstart; nra). lra.
Qed.

(** C3, c = 0: the sum of ln(1 + w^2) is bounded, so w_k -> 0, A and B shrink by nearly theta^2 a step. *)
Theorem W1_zero_w : c = 0 -> tends0 w.
Proof.
  intros Ec. assert (E0 : L * c = 0) by (rewrite Ec; ring).
  assert (Hl : forall n, bsum (fun k => ln (1 + w k ^ 2)) n <= ln (Y (L * c) (a n) (b n)) - ln (Y (L * c) (a O) (b O))).
  { induction n as [|n IH]; [simpl; lra|]. cbn [bsum]. assert (HY := W1_C2 n). assert (HG := W1_growth n HY). assert (P := sq_nonneg (w n)).
    replace (1 + L * c * w n + w n ^ 2) with (1 + w n ^ 2) in HG by (rewrite E0; ring).
    assert (Q : ln (Y (L * c) (a n) (b n) * (1 + w n ^ 2)) <= ln (Y (L * c) (a (S n)) (b (S n)))) by (apply ln_le; [apply Rmult_lt_0_compat; lra|assumption]).
    rewrite ln_mult in Q by lra. lra. }
  apply (tends0_sum w (fun v => ln (1 + v ^ 2)) (ln (4 - (L * c) ^ 2) - ln (Y (L * c) (a O) (b O)))).
  - intros k. apply ln_nonneg. assert (P := sq_nonneg (w k)). lra.
  - intros n. apply Rle_trans with (1 := Hl n). assert (Q := Y_le (L * c) (a n) (b n) W1_g (W1_a n) (W1_b n)).
    assert (ln (Y (L * c) (a n) (b n)) <= ln (4 - (L * c) ^ 2)) by (apply ln_le; [apply W1_C2|assumption]). lra.
  - intros e He. exists (ln (1 + e ^ 2)). split; [apply ln_pos; assert (0 < e ^ 2) by (apply pow_lt; assumption); lra|]. intros k Hk.
    apply ln_le; [assert (P := sq_nonneg e); lra|]. rewrite <- (pow2_abs (w k)). apply Rplus_le_compat_l, pow_incr. lra.
Qed.
Lemma shrinks_to_zero (v : nat -> R) r N : 0 <= r < 1 -> (forall k, 0 <= v k) -> (forall k, (N <= k)%nat -> v (S k) <= r * v k) -> tends0 v.
Proof.
  intros Hr Hv Hs. apply (tends0_shift N). assert (G : forall k, v (N + k)%nat <= r ^ k * v N).
  { induction k as [|k IH]; [rewrite Nat.add_0_r; simpl; lra|]. rewrite Nat.add_succ_r. apply Rle_trans with (1 := Hs (N + k)%nat ltac:(lia)). simpl.
    rewrite Rmult_assoc. apply Rmult_le_compat_l; lra. }
  intros e He. assert (P := Hv N). destruct (pow_lt_1_zero r ltac:(rewrite Rabs_pos_eq; lra) (e / (v N + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [M HM].
  exists M. intros k Hk. specialize (HM k Hk). rewrite Rabs_pos_eq in HM by (apply pow_le; lra). rewrite Rabs_pos_eq by apply Hv.
  apply Rle_lt_trans with (1 := G k). apply Rle_lt_trans with (r ^ k * (v N + 1)); [apply Rmult_le_compat_l; [apply pow_le; lra|lra]|].
  apply Rmult_lt_compat_r with (r := v N + 1) in HM; [|lra]. replace (e / (v N + 1) * (v N + 1)) with e in HM by (field; lra). exact HM.
Qed.
Theorem W1_zero : c = 0 -> tends0 a /\ tends0 b.
Proof.
  intros Ec. assert (Ht := W1_th H). set (t := th) in *. set (e := (1 - t) / (2 * t)). assert (He : 0 < e) by (unfold e; apply Rdiv_lt_0_compat; lra).
  assert (Ee : t * (1 + e) = (1 + t) / 2) by (unfold e; field; lra). destruct (W1_zero_w Ec e He) as [N HN].
  assert (Hq : forall v, Rabs v < e -> t ^ 2 * (1 + v) ^ 2 <= ((1 + t) / 2) ^ 2).
  { intros v Hv. replace (t ^ 2 * (1 + v) ^ 2) with ((t * (1 + v)) ^ 2) by ring. rewrite <- (pow2_abs (t * (1 + v))). apply pow_incr. split; [apply Rabs_pos|].
    rewrite Rabs_mult, (Rabs_pos_eq t) by lra. rewrite <- Ee. apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_R1. lra. }
  assert (Hr : 0 <= ((1 + t) / 2) ^ 2 < 1) by (split; [apply sq_nonneg|nra]).
  split; [apply (shrinks_to_zero a (((1 + t) / 2) ^ 2) N Hr W1_a)|apply (shrinks_to_zero b (((1 + t) / 2) ^ 2) N Hr W1_b)]; intros k Hk; specialize (HN k Hk).
  - rewrite W1_a'. unfold na. fold t. assert (Q := Hq (- w k) ltac:(rewrite Rabs_Ropp; assumption)). assert (P := W1_a k).
    replace (t ^ 2 * (a k * (1 - w k) ^ 2)) with (t ^ 2 * (1 + - w k) ^ 2 * a k) by ring. now apply Rmult_le_compat_r.
  - rewrite W1_b'. unfold nb. fold t. assert (Q := Hq (w k) HN). assert (P := W1_b k).
    replace (t ^ 2 * (b k * (1 + w k) ^ 2)) with (t ^ 2 * (1 + w k) ^ 2 * b k) by ring. now apply Rmult_le_compat_r.
Qed.

(** c > 0: b_k <= C r^k with r = theta^2. *)
Definition W1_r := th ^ 2.
Lemma W1_b_geometric : 0 < c -> exists C, 0 <= C /\ 0 < W1_r < 1 /\ forall k, b k <= C * W1_r ^ k.
Proof.
  intros Hc0. assert (Ht := W1_th H). set (q := 2 / (L * c) * ln ((4 - (L * c) ^ 2) / Y (L * c) (a O) (b O))).
  assert (HLc : 0 < L * c) by (apply Rmult_lt_0_compat; assumption).
  assert (Hr : 0 < W1_r < 1) by (unfold W1_r; split; [apply pow_lt; lra|nra]).
  exists (exp (ln (b O) + q)). split; [left; apply exp_pos|]. split; [assumption|]. intros K.
  destruct (Rle_lt_or_eq_dec 0 (b K) (W1_b K)) as [HK|<-]; [|apply Rmult_le_pos; [left; apply exp_pos|apply pow_le; lra]].
  assert (Q := W1_C3 K Hc0 HK). rewrite <- (Rpower_pow K W1_r) by lra. unfold Rpower. rewrite <- exp_plus. rewrite <- (exp_ln (b K)) by assumption. apply exp_le.
  unfold W1_r. rewrite ln_sq by lra. apply Rmult_le_reg_l with (L * c / 2); [lra|]. apply Rle_trans with (1 := Q). right. unfold q. field. lra.
Qed.

(** C4 (ii), collapse: F'(0) >= -lambda, and F' > -lambda up to the border of the triangle. *)
Section Collapse.
Hypothesis Hc0 : 0 < c.
Hypothesis Hh : 0 < h.
Hypothesis Hcont : forall s, continuity_pt dF s.
Hypothesis Hzero : - lam <= dF 0.
Hypothesis Hslope : forall s, 0 < s <= (2 + L * c) / L -> - lam < dF s.
Variable K : R.
Hypothesis HK : 0 <= K.
Hypothesis Hlip : forall s, - ((2 + L * c) / L) <= s <= 0 -> Rabs (dF s - dF 0) <= K * Rabs s.
Let v k := h * (dk k + lam).

Lemma W1_av k : a (S k) = a k * (1 - v k) ^ 2.
Proof. unfold a, v. rewrite W1_A. unfold th. ring. Qed.
Lemma W1_s k : sprod d (x k) (y k) = (a k - b k) / (4 * L) /\ Rabs (sprod d (x k) (y k)) < (2 + L * c) / L.
Proof.
  assert (E := W1_sg k). unfold sg in E. split; [apply Rmult_eq_reg_l with L; [|lra]; rewrite <- E; field; lra|].
  destruct (triangle_bounds (L * c) (a k) (b k) W1_g (W1_a k) (W1_b k) (W1_C2 k)) as [_ [_ [_ [Q _]]]].
  rewrite W1_sg, Rabs_mult, (Rabs_pos_eq L) in Q by lra. apply Rmult_lt_reg_l with L; [assumption|]. replace (L * ((2 + L * c) / L)) with (2 + L * c) by (field; lra). exact Q.
Qed.
Lemma W1_v_upper k : v k <= 2 - h * lam.
Proof.
  destruct (W1_sector k (W1_C2 k)) as [r [Hr E]]. destruct (triangle_bounds (L * c) (a k) (b k) W1_g (W1_a k) (W1_b k) (W1_C2 k)) as [_ [_ [_ [_ Q]]]].
  assert (Ht := W1_th H). assert (Hw : w k <= 2) by (rewrite E; nra). assert (E2 : h * dk k = th * w k) by (unfold w; field; lra).
  unfold v. assert (th * w k <= th * 2) by (apply Rmult_le_compat_l; lra). unfold th in *. lra.
Qed.
Lemma W1_v_lower k : - (h * K / (4 * L) * b k) <= v k.
Proof.
  destruct (W1_s k) as [Es Hs]. assert (Pb := W1_b k). assert (Pa := W1_a k). set (s := sprod d (x k) (y k)) in *. apply Rabs_def2 in Hs.
  assert (P : 0 <= h * K / (4 * L) * b k).
  { apply Rmult_le_pos; [|assumption]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra]. }
  unfold v, dk. fold s. destruct (Rlt_le_dec 0 s) as [Hp|Hn].
  - assert (Q := Hslope s ltac:(lra)). assert (0 < h * (dF s + lam)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (Q := Hlip s ltac:(lra)). rewrite (Rabs_left1 s) in Q by lra. apply Rabs_le_between in Q.
    assert (Hbs : - s <= b k / (4 * L)).
    { replace (- s) with ((b k - a k) / (4 * L)) by (rewrite Es; field; lra). apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|lra]. }
    assert (K * - s <= K * (b k / (4 * L))) by (apply Rmult_le_compat_l; assumption).
    replace (h * K / (4 * L) * b k) with (h * (K * (b k / (4 * L)))) by (field; lra).
    replace (- (h * (K * (b k / (4 * L))))) with (h * - (K * (b k / (4 * L)))) by ring. apply Rmult_le_compat_l; lra.
Qed.

Lemma almost_falling (u : nat -> R) D r : 0 <= D -> 0 < r < 1 -> (forall k, 0 <= u k) -> (forall k, u (S k) <= u k + D * r ^ k) -> exists l, 0 <= l /\ is_lim_seq u l.
Proof.
  intros HD Hr Hu Hs. set (t := fun k => u k + D / (1 - r) * r ^ k).
  assert (Ht : forall k, 0 <= D / (1 - r) * r ^ k) by (intros k; apply Rmult_le_pos; [apply Rmult_le_pos; [assumption|left; apply Rinv_0_lt_compat; lra]|apply pow_le; lra]).
  destruct (ex_finite_lim_seq_decr t 0) as [l Hl].
  - intros k. unfold t. specialize (Hs k). replace (D / (1 - r) * r ^ S k) with (D / (1 - r) * r ^ k - D * r ^ k) by (simpl; field; lra). lra.
  - intros k. unfold t. assert (P := Hu k). assert (Q := Ht k). lra.
  - assert (G : is_lim_seq (fun k => D / (1 - r) * r ^ k) 0).
    { replace (Finite 0) with (Rbar_mult (D / (1 - r)) 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l. apply is_lim_seq_geom. rewrite Rabs_pos_eq; lra. }
    assert (U : is_lim_seq u l).
    { apply is_lim_seq_ext with (fun k => t k - D / (1 - r) * r ^ k); [intros k; unfold t; ring|]. replace l with (l - 0) by ring. now apply is_lim_seq_minus'. }
    exists l. split; [|assumption]. apply (is_lim_seq_le (fun _ => 0) u 0 l Hu); [apply is_lim_seq_const|assumption].
Qed.

Theorem W1_collapse : tends0 a /\ tends0 b.
Proof.
  destruct (W1_b_geometric Hc0) as [C [HC [Hr Hb]]]. assert (Ht := W1_th H). assert (HL4 : 0 < 4 * L) by lra.
  assert (Bl : is_lim_seq b 0).
  { apply is_lim_seq_le_le with (fun _ => 0) (fun k => C * W1_r ^ k); [intros k; split; [apply W1_b|apply Hb]|apply is_lim_seq_const|].
    replace (Finite 0) with (Rbar_mult C 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l. apply is_lim_seq_geom. rewrite Rabs_pos_eq; lra. }
  assert (To0 : forall u, is_lim_seq u 0 -> tends0 u).
  { intros u Hu e He. apply is_lim_seq_Reals in Hu. destruct (Hu e He) as [N HN]. exists N. intros k Hk. specialize (HN k Hk). unfold R_dist in HN. rewrite Rminus_0_r in HN. exact HN. }
  split; [|now apply To0]. set (E := h * K / (4 * L)). assert (HE : 0 <= E) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra]).
  set (Am := 4 * (2 + L * c)). assert (HLc := W1_g).
  destruct (almost_falling a (Am * (E * C * (2 + E * C))) W1_r) as [l [Hl0 Hl]]; [| |apply W1_a| |].
  - assert (0 <= E * C) by now apply Rmult_le_pos. assert (0 <= Am) by (unfold Am; lra). apply Rmult_le_pos; [assumption|]. apply Rmult_le_pos; lra.
  - exact Hr.
  - intros k. rewrite W1_av. assert (Pk : 0 < W1_r ^ k <= 1) by (split; [apply pow_lt; lra|rewrite <- (pow1 k); apply pow_incr; lra]).
    set (eps := E * C * W1_r ^ k). assert (HEC : 0 <= E * C) by now apply Rmult_le_pos. assert (He : 0 <= eps <= E * C) by (unfold eps; nra).
    assert (Hlow : - eps <= v k).
    { apply Rle_trans with (2 := W1_v_lower k). fold E. apply Ropp_le_contravar. unfold eps. rewrite Rmult_assoc. apply Rmult_le_compat_l; [assumption|apply Hb]. }
    assert (Hup := W1_v_upper k). assert (Hhl : 0 <= h * lam) by (unfold th in Ht; lra).
    assert (Hq : (1 - v k) ^ 2 <= (1 + eps) ^ 2) by (rewrite <- (pow2_abs (1 - v k)); apply pow_incr; split; [apply Rabs_pos|apply Rabs_le; lra]).
    assert (Ha : 0 <= a k <= Am).
    { split; [apply W1_a|]. destruct (triangle_bounds (L * c) (a k) (b k) W1_g (W1_a k) (W1_b k) (W1_C2 k)) as [Q _]. unfold Am. lra. }
    apply Rle_trans with (a k * (1 + eps) ^ 2); [apply Rmult_le_compat_l; lra|].
    replace (a k * (1 + eps) ^ 2) with (a k + a k * (eps * (2 + eps))) by ring. apply Rplus_le_compat_l.
    replace (Am * (E * C * (2 + E * C)) * W1_r ^ k) with (Am * (eps * (2 + E * C))) by (unfold eps; ring).
    apply Rmult_le_compat; try lra; [apply Rmult_le_pos; lra|]. apply Rmult_le_compat_l; lra.
  - destruct (Rle_lt_or_eq_dec 0 l Hl0) as [Hlp|<-]; [exfalso|now apply To0].
    assert (Sl : is_lim_seq (fun k => sprod d (x k) (y k)) (l / (4 * L))).
    { apply is_lim_seq_ext with (fun k => / (4 * L) * (a k - b k)); [intros k; rewrite (proj1 (W1_s k)); field; lra|].
      replace (Finite (l / (4 * L))) with (Rbar_mult (/ (4 * L)) (l - 0)) by (simpl; f_equal; field; lra). apply is_lim_seq_scal_l. now apply is_lim_seq_minus'. }
    set (sl := l / (4 * L)) in *. assert (Hsl : 0 < sl) by (apply Rdiv_lt_0_compat; assumption).
    assert (Hsu : sl <= (2 + L * c) / L).
    { apply (is_lim_seq_le (fun k => sprod d (x k) (y k)) (fun _ => (2 + L * c) / L) sl ((2 + L * c) / L)); [|assumption|apply is_lim_seq_const].
      intros k. destruct (W1_s k) as [_ Q]. apply Rabs_def2 in Q. lra. }
    assert (Vl : is_lim_seq v (h * (dF sl + lam))).
    { unfold v, dk. replace (Finite (h * (dF sl + lam))) with (Rbar_mult h (dF sl + lam)) by reflexivity. apply is_lim_seq_scal_l.
      apply is_lim_seq_plus'; [|apply is_lim_seq_const]. apply (is_lim_seq_continuous dF (fun k => sprod d (x k) (y k)) sl); [apply Hcont|assumption]. }
    set (W := h * (dF sl + lam)) in *. assert (HW : 0 < W) by (apply Rmult_lt_0_compat; [assumption|assert (Q := Hslope sl ltac:(lra)); lra]).
    assert (HW2 : W <= 2 - h * lam) by (apply (is_lim_seq_le v (fun _ => 2 - h * lam) W (2 - h * lam)); [apply W1_v_upper|assumption|apply is_lim_seq_const]).
    assert (A1 : is_lim_seq (fun k => a (S k)) l) by (apply -> is_lim_seq_incr_1; assumption).
    assert (A2 : is_lim_seq (fun k => a (S k)) (l * (1 - W) ^ 2)).
    { apply is_lim_seq_ext with (fun k => a k * ((1 - v k) * (1 - v k))); [intros k; rewrite W1_av; ring|].
      replace (l * (1 - W) ^ 2) with (l * ((1 - W) * (1 - W))) by ring.
      assert (O : is_lim_seq (fun k => 1 - v k) (1 - W)) by (apply is_lim_seq_minus'; [apply is_lim_seq_const|assumption]).
      apply is_lim_seq_mult'; [assumption|]. now apply is_lim_seq_mult'. }
    apply is_lim_seq_unique in A1. apply is_lim_seq_unique in A2. rewrite A1 in A2. injection A2 as A2.
    assert (Z : l * (W * (2 - W)) = 0) by lra. assert (0 < 2 - W) by (unfold th in Ht; lra). assert (0 < l * (W * (2 - W))) by (apply Rmult_lt_0_compat; [assumption|now apply Rmult_lt_0_compat]). lra.
Qed.
End Collapse.
End Triangle.
End Decay.

(** C4 rests on this: at s < 0 the step is a plain step for the centre where F' = -lambda, followed by a decrease of b.
    In h-scaling l = h lambda, g = h F', w~ = g + l. *)
Theorem W1b_identity a b g l : let w := g + l in
  na a w = a * (1 - l - g) ^ 2 /\ nb b w - b * (1 - l + g) ^ 2 = b * (4 * l * (1 + g)).
Proof. cbv zeta. unfold na, nb. split; ring. Qed.
