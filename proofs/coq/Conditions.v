(** K1: what the bounds over the ball give. f = |R|^2/2, J the rows of derivatives of R; or a Hessian between m and L, by the mean of it on segments. *)
Require Import Reals Lra Lia Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Flat T0 Powers Depth Capture.
Open Scope R_scope.

(** J^T r. *)
Definition pull (m : nat) (J : nat -> vec) (r : vec) : vec := fun j => dot m r (fun i => J i j).

(** lambda_min(J J^T) >= mu on the ball: |grad f|^2 >= 2 mu f there. *)
Theorem K1_residuals n m J R mu : (forall r, mu * dot m r r <= dot n (pull m J r) (pull m J r)) ->
  2 * mu * (dot m R R / 2) <= dot n (pull m J R) (pull m J R).
Proof. intros H. specialize (H R). lra. Qed.

(** J^T R is the gradient of |R|^2/2, and it is 0 where R is. *)
Theorem K1_gradient m (R : vec -> vec) J z j : (forall i, (i < m)%nat -> is_derive (fun t => R (upd z j t) i) (z j) (J i j)) ->
  is_derive (fun t => dot m (R (upd z j t)) (R (upd z j t)) / 2) (z j) (pull m J (R z) j).
Proof.
  intros H. assert (Eu : upd z j (z j) = z).
  { apply functional_extensionality. intros i. unfold upd. destruct (Nat.eq_dec i j) as [->|]; reflexivity. }
  unfold pull. induction m as [|m IH]; [simpl; apply (is_derive_ext (fun _ => 0)); [intros; apply Rminus_diag_uniq; field|apply @is_derive_const]|].
  cbn [dot]. assert (I := IH ltac:(intros; apply H; lia)). assert (Hm := H m ltac:(lia)).
  apply (is_derive_ext (fun t => dot m (R (upd z j t)) (R (upd z j t)) / 2 + / 2 * (R (upd z j t) m) ^ 2)); [intros; apply Rminus_diag_uniq; field|].
  apply (is_derive_plus (fun t => dot m (R (upd z j t)) (R (upd z j t)) / 2) (fun t => / 2 * (R (upd z j t) m) ^ 2)); [exact I|].
  evar_last; [apply is_derive_scal; apply (is_derive_pow (fun t => R (upd z j t) m) 2 _ _ Hm)|]. rewrite Eu. simpl. field.
Qed.
Theorem K1_gradient_zero n m J R : dot m R R / 2 = 0 -> dot n (pull m J R) (pull m J R) = 0.
Proof.
  intros H. assert (Z : forall i, (i < m)%nat -> R i = 0) by (apply dot_zero; lra).
  assert (P : forall j, pull m J R j = 0).
  { intros j. unfold pull. clear H. induction m as [|m IH]; [reflexivity|]. simpl. rewrite IH by (intros; apply Z; lia). rewrite (Z m) by lia. ring. }
  induction n as [|n IH]; [reflexivity|]. simpl. rewrite IH, P. ring.
Qed.

(** Taylor along a part of a step on which the second derivative in the direction g is at most L |g|^2. *)
Theorem K1_taylor d f grad y h L t : 0 < h -> 0 <= t <= 1 -> let g := grad y in let way := fun u => line y g (- (u * h)) in
  (forall u, 0 <= u <= t -> is_derive (fun u => f (way u)) u (- h * dot d (grad (way u)) g)) ->
  (forall u, 0 <= u <= t -> exists q, is_derive (fun u => dot d (grad (way u)) g) u (- h * q) /\ q <= L * dot d g g) ->
  0 <= L -> f (way t) <= f y - t * h * (1 - h * L / 2) * dot d g g.
Proof.
  intros Hh Ht g way Hf Hg HL. set (G := dot d g g). assert (HG : 0 <= G) by apply dot_nonneg. assert (E0 : way 0 = y).
  { apply functional_extensionality. intros i. unfold way, line. ring. }
  assert (Slope : forall u, 0 <= u <= t -> G - dot d (grad (way u)) g <= h * L * G * u).
  { intros u Hu. set (k := fun s => dot d (grad (way s)) g + h * L * G * s).
    assert (Q : k 0 <= k u); [|unfold k in Q; rewrite E0 in Q; fold g G in Q; lra].
    destruct (Req_dec u 0) as [->|Hne]; [lra|].
    destruct (MVT_gen k 0 u (fun s => Derive k s)) as [s [Hs Es]].
    - intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. destruct (Hg s ltac:(lra)) as [q [D _]]. apply Derive_correct.
      exists (- h * q + h * L * G). apply (is_derive_plus (fun s => dot d (grad (way s)) g) (fun s => h * L * G * s)); [exact D|auto_derive; [exact I|ring]].
    - intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. destruct (Hg s ltac:(lra)) as [q [D _]]. apply derivable_continuous_pt.
      exists (- h * q + h * L * G). apply is_derive_Reals. apply (is_derive_plus (fun s => dot d (grad (way s)) g) (fun s => h * L * G * s)); [exact D|auto_derive; [exact I|ring]].
    - rewrite Rmin_left, Rmax_right in Hs by lra. destruct (Hg s ltac:(lra)) as [q [D Hq]].
      assert (Ed : Derive k s = - h * q + h * L * G).
      { apply is_derive_unique. apply (is_derive_plus (fun s => dot d (grad (way s)) g) (fun s => h * L * G * s)); [exact D|auto_derive; [exact I|ring]]. }
      rewrite Ed in Es. fold G in Hq. assert (0 <= - h * q + h * L * G) by nra. assert (0 <= (- h * q + h * L * G) * (u - 0)) by (apply Rmult_le_pos; lra). lra. }
  assert (Q : f (way 0) - (f y - 0 * h * G + h ^ 2 * L * G * 0 ^ 2 / 2) >= f (way t) - (f y - t * h * G + h ^ 2 * L * G * t ^ 2 / 2)).
  { apply Rle_ge. apply (decr_le (fun u => f (way u) - (f y - u * h * G + h ^ 2 * L * G * u ^ 2 / 2)) (fun u => - h * dot d (grad (way u)) g - (- h * G + h ^ 2 * L * G * u))); [lra| |].
    - intros u Hu. apply (is_derive_minus (fun u => f (way u)) (fun u => f y - u * h * G + h ^ 2 * L * G * u ^ 2 / 2)); [now apply Hf|]. auto_derive; [exact I|field].
    - intros u Hu. assert (S := Slope u ltac:(lra)). apply Rmult_le_compat_l with (r := h) in S; [|lra]. lra. }
  rewrite E0 in Q. assert (h ^ 2 * L * G * t ^ 2 <= h ^ 2 * L * G * t).
  { apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; try assumption; lra|]. simpl. nra. }
  lra.
Qed.

(** K1b: with the mean Hessian of each segment of the ball symmetric and between m and L, u - t grad f(u) contracts. *)
Section Mean.
Variables (d : nat) (M : vec -> vec) (m L : R).
Hypothesis Hlin : forall u v t, M (fun i => u i + t * v i) = fun i => M u i + t * M v i.
Hypothesis Hsym : forall u v, dot d (M u) v = dot d u (M v).
Hypothesis Hbetween : forall u, m * dot d u u <= dot d u (M u) <= L * dot d u u.

Let A u : vec := fun i => M u i + - m * u i.
Lemma mean_form u : 0 <= dot d u (A u) <= (L - m) * dot d u u.
Proof.
  assert (E : dot d u (A u) = dot d u (M u) - m * dot d u u).
  { unfold A. replace (fun i => M u i + - m * u i) with (fun i => 1 * M u i + - m * u i) by (apply functional_extensionality; intros; ring). rewrite dot_lin_r. ring. }
  destruct (Hbetween u). rewrite E. lra.
Qed.
Lemma mean_add u v t : A (fun i => u i + t * v i) = fun i => A u i + t * A v i.
Proof. unfold A. rewrite Hlin. apply functional_extensionality. intros i. ring. Qed.
Lemma mean_sym u v : dot d (A u) v = dot d u (A v).
Proof.
  unfold A. replace (fun i => M u i + - m * u i) with (fun i => 1 * M u i + - m * u i) by (apply functional_extensionality; intros; ring).
  replace (fun i => M v i + - m * v i) with (fun i => 1 * M v i + - m * v i) by (apply functional_extensionality; intros; ring).
  rewrite dot_lin_l, dot_lin_r, Hsym. ring.
Qed.
(** |A u|^2 <= (L - m) <u, A u>. *)
Lemma mean_square u : dot d (A u) (A u) <= (L - m) * dot d u (A u).
Proof.
  set (a := dot d (A u) (A u)). set (p := dot d u (A u)). assert (Ha : 0 <= a) by apply dot_nonneg. destruct (mean_form u) as [Hp Hp2]. fold p in Hp, Hp2.
  destruct (mean_form (A u)) as [Hq0 Hq]. fold a in Hq. set (q := dot d (A u) (A (A u))) in *.
  (* the form at u + t A u is p + 2 t a + t^2 q >= 0 *)
  assert (F : forall t, 0 <= p + 2 * t * a + t ^ 2 * q).
  { intros t. destruct (mean_form (fun i => u i + t * A u i)) as [Q _]. rewrite mean_add in Q.
    replace (fun i => u i + t * A u i) with (fun i => 1 * u i + t * A u i) in Q by (apply functional_extensionality; intros; ring).
    replace (fun i => A u i + t * A (A u) i) with (fun i => 1 * A u i + t * A (A u) i) in Q by (apply functional_extensionality; intros; ring).
    rewrite dot_lin_l, !dot_lin_r in Q. fold a p q in Q. assert (S : dot d u (A (A u)) = a) by (unfold a; rewrite <- mean_sym; reflexivity). rewrite S in Q. simpl. lra. }
  destruct (Rle_lt_or_eq_dec 0 a Ha) as [Hpos|<-].
  - assert (Hq1 : 0 < q).
    { destruct (Rle_lt_or_eq_dec 0 q Hq0) as [|Z]; [assumption|exfalso]. specialize (F (- (p + 1) / (2 * a))). rewrite <- Z in F.
      replace (p + 2 * (- (p + 1) / (2 * a)) * a + (- (p + 1) / (2 * a)) ^ 2 * 0) with (-1) in F by (field; lra). lra. }
    specialize (F (- a / q)). replace (p + 2 * (- a / q) * a + (- a / q) ^ 2 * q) with (p - a * a / q) in F by (field; lra).
    assert (a * a <= p * q) by (apply Rmult_le_reg_r with (/ q); [now apply Rinv_0_lt_compat|]; replace (p * q * / q) with p by (field; lra); unfold Rdiv in F; lra).
    assert (p * q <= p * ((L - m) * a)) by (apply Rmult_le_compat_l; lra). apply Rmult_le_reg_r with a; [assumption|]. lra.
  - assert (HLm : 0 <= L - m \/ dot d u u = 0).
    { destruct (Rle_lt_dec 0 (L - m)) as [|N]; [left; assumption|right]. assert (P := dot_nonneg d u). nra. }
    destruct HLm as [|Z]; [apply Rmult_le_pos; assumption|]. rewrite Z in Hp2. assert (p = 0) by lra. rewrite H. lra.
Qed.
Theorem mean_contracts t w : dot d (fun i => w i - t * M w i) (fun i => w i - t * M w i) <= Rmax (Rabs (1 - t * m)) (Rabs (1 - t * L)) ^ 2 * dot d w w.
Proof.
  set (q := Rmax (Rabs (1 - t * m)) (Rabs (1 - t * L))). set (W := dot d w w). set (p := dot d w (A w)). set (a := dot d (A w) (A w)).
  assert (E : dot d (fun i => w i - t * M w i) (fun i => w i - t * M w i) = (1 - t * m) ^ 2 * W - 2 * t * (1 - t * m) * p + t ^ 2 * a).
  { replace (fun i => w i - t * M w i) with (fun i => (1 - t * m) * w i + - t * A w i) by (apply functional_extensionality; intros; unfold A; ring).
    rewrite dot_lin_l, !dot_lin_r. rewrite (dot_sym d (A w) w). fold W p a. ring. }
  rewrite E. assert (Sq := mean_square w). fold a p in Sq. destruct (mean_form w) as [P0 P1]. fold p W in P0, P1. assert (HW : 0 <= W) by apply dot_nonneg.
  assert (Q1 : (1 - t * m) ^ 2 <= q ^ 2) by (rewrite <- (pow2_abs (1 - t * m)); apply pow_incr; split; [apply Rabs_pos|apply Rmax_l]).
  assert (Q2 : (1 - t * L) ^ 2 <= q ^ 2) by (rewrite <- (pow2_abs (1 - t * L)); apply pow_incr; split; [apply Rabs_pos|apply Rmax_r]).
  assert (T : t ^ 2 * a <= t ^ 2 * ((L - m) * p)) by (apply Rmult_le_compat_l; [apply sq_nonneg|assumption]).
  assert (W1 : (1 - t * m) ^ 2 * W <= q ^ 2 * W) by (apply Rmult_le_compat_r; assumption).
  assert (W2 : (1 - t * L) ^ 2 * W <= q ^ 2 * W) by (apply Rmult_le_compat_r; assumption).
  set (e := -2 * t * (1 - t * m) + t ^ 2 * (L - m)). assert (I : (1 - t * m) ^ 2 * W - 2 * t * (1 - t * m) * p + t ^ 2 * ((L - m) * p) = (1 - t * m) ^ 2 * W + e * p) by (unfold e; ring).
  assert (J : (1 - t * m) ^ 2 * W + e * ((L - m) * W) = (1 - t * L) ^ 2 * W) by (unfold e; ring).
  destruct (Rle_lt_dec 0 e) as [He|He].
  - assert (e * p <= e * ((L - m) * W)) by (apply Rmult_le_compat_l; lra). lra.
  - assert (e * p <= 0) by nra. lra.
Qed.
End Mean.

Theorem K1_contracts d B grad m L : mean_hessian d B grad m L -> forall t u v, B u -> B v ->
  dist d (line u (grad u) (- t)) (line v (grad v) (- t)) <= Rmax (Rabs (1 - t * m)) (Rabs (1 - t * L)) * dist d u v.
Proof.
  intros Hm t u v Bu Bv. destruct (Hm v u Bv Bu) as [M [H1 [H2 [H3 H4]]]]. assert (Q := mean_contracts d M m L H1 H2 H3 t (dif u v)).
  set (q := Rmax (Rabs (1 - t * m)) (Rabs (1 - t * L))) in *. assert (Hq : 0 <= q) by (apply Rle_trans with (2 := Rmax_l _ _), Rabs_pos).
  apply sq_le_inv; [apply Rmult_le_pos; [assumption|apply dist_nonneg]|]. rewrite Rpow_mult_distr. unfold dist. rewrite !norm_sq.
  replace (dif (line u (grad u) (- t)) (line v (grad v) (- t))) with (fun i => dif u v i - t * M (dif u v) i); [exact Q|].
  rewrite <- H4. apply functional_extensionality. intros i. unfold dif, line. ring.
Qed.

(** C3: where R = 0 the second derivative of |R|^2/2 along v is |J v|^2, so at most L |v|^2 = below 2/h for |v| = 1 where L bounds it. *)
Theorem K1_second m (f r : nat -> R -> R) (r' : nat -> R) : (forall i, (i < m)%nat -> f i 0 = 0) ->
  (forall i t, (i < m)%nat -> is_derive (f i) t (r i t)) -> (forall i, (i < m)%nat -> is_derive (r i) 0 (r' i)) ->
  (forall t, is_derive (fun t => dot m (fun i => f i t) (fun i => f i t) / 2) t (dot m (fun i => f i t) (fun i => r i t))) /\
  is_derive (fun t => dot m (fun i => f i t) (fun i => r i t)) 0 (dot m (fun i => r i 0) (fun i => r i 0)).
Proof.
  intros H0 H1 H2. induction m as [|m IH].
  - split; [intros t; apply (is_derive_ext (fun _ => 0)); [intros; simpl; apply Rminus_diag_uniq; field|apply @is_derive_const]|simpl; apply @is_derive_const].
  - destruct IH as [I1 I2]; [intros; apply H0; lia|intros; apply H1; lia|intros; apply H2; lia|]. split.
    + intros t. cbn [dot]. apply (is_derive_ext (fun t => dot m (fun i => f i t) (fun i => f i t) / 2 + / 2 * f m t ^ 2)); [intros; apply Rminus_diag_uniq; field|].
      apply (is_derive_plus (fun t => dot m (fun i => f i t) (fun i => f i t) / 2) (fun t => / 2 * f m t ^ 2)); [apply I1|].
      evar_last; [apply is_derive_scal; apply (is_derive_pow (f m) 2 _ _ (H1 m t ltac:(lia)))|]. simpl. field.
    + cbn [dot]. apply (is_derive_plus (fun t => dot m (fun i => f i t) (fun i => r i t)) (fun t => f m t * r m t)); [exact I2|].
      evar_last; [apply (is_derive_mult (f m) (r m) 0 _ _ (H1 m 0 ltac:(lia)) (H2 m ltac:(lia))); intros; apply Rmult_comm|].
      unfold plus, mult; simpl. rewrite (H0 m) by lia. ring.
Qed.

(** The limit lies in the ball, so bounds of the form |J v|^2 on it (or of the Hessian's) hold there, and h times the largest value is below 2. *)
Theorem K1_sharpness d (x : nat -> vec) z zi rho h L lo (Q : vec -> vec -> R) : (forall k, dist d (x k) z <= rho) ->
  (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (zi i)) -> 0 < h -> h * L < 2 ->
  (forall y v, dist d y z <= rho -> dot d v v = 1 -> Q y v <= L) -> (forall y, dist d y z <= rho -> exists v, dot d v v = 1 /\ lo <= Q y v) ->
  dist d zi z <= rho /\ (forall v, dot d v v = 1 -> Q zi v <= L /\ h * Q zi v < 2) /\ exists v, dot d v v = 1 /\ lo <= Q zi v.
Proof.
  intros Hx Hcv Hh HhL Hup Hlo. assert (Hr : 0 <= rho) by (apply Rle_trans with (2 := Hx O), dist_nonneg).
  assert (B : dist d zi z <= rho) by (apply (dist_limit d x); assumption). split; [exact B|]. split; [|apply Hlo, B].
  intros v Hv. assert (P := Hup zi v B Hv). split; [exact P|]. apply Rle_lt_trans with (2 := HhL). apply Rmult_le_compat_l; lra.
Qed.
