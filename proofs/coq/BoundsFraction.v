(** Bounds of tanh and atan by the convergents of t/(1 + t^2/(3 + t^2/(5 + ...))) (Lambert) and t/(1 + t^2/(3 + 4t^2/(5 + 9t^2/(7 + ...)))) (Gauss),
    for every number of levels: the lemma bounds tanh-fraction(n) and atan-fraction(n) of the prover. The convergents are computed as the program does. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus.
Open Scope R_scope.

(** Numerator and denominator: x_n = (2n-1) x_(n-1) + a_n x_(n-2) with a_1 = t. cf returns (x_(n-1), x_n). *)
Definition elem (atan_ : bool) (n : nat) (t : R) : R :=
  if Nat.eqb n 1 then t else if atan_ then INR (n - 1) ^ 2 * t ^ 2 else t ^ 2.
Fixpoint cf (atan_ : bool) (x0 x1 t : R) (n : nat) : R * R :=
  match n with
  | O => (x0, x1)
  | S m => let (before, last) := cf atan_ x0 x1 t m in (last, INR (2 * n - 1) * last + elem atan_ n t * before)
  end.
Definition cfP atan_ n t := snd (cf atan_ 1 0 t n).
Definition cfQ atan_ n t := snd (cf atan_ 0 1 t n).

Lemma cf_fst b x0 x1 t n : fst (cf b x0 x1 t (S n)) = snd (cf b x0 x1 t n).
Proof. simpl. destruct (cf b x0 x1 t n). reflexivity. Qed.

Lemma cf_step b x0 x1 t n : snd (cf b x0 x1 t (S (S n))) = INR (2 * n + 3) * snd (cf b x0 x1 t (S n)) + elem b (S (S n)) t * snd (cf b x0 x1 t n).
Proof.
  rewrite <- (cf_fst b x0 x1 t n). change (cf b x0 x1 t (S (S n))) with
    (let (before, last) := cf b x0 x1 t (S n) in (last, INR (2 * S (S n) - 1) * last + elem b (S (S n)) t * before)).
  destruct (cf b x0 x1 t (S n)) as [u v]. replace (2 * S (S n) - 1)%nat with (2 * n + 3)%nat by lia. reflexivity.
Qed.

Lemma elem_tanh n t : elem false (S (S n)) t = t ^ 2.
Proof. reflexivity. Qed.
Lemma elem_atan n t : elem true (S (S n)) t = INR (S n) ^ 2 * t ^ 2.
Proof. reflexivity. Qed.

Lemma cfQ_pos b n t : 0 < cfQ b n t.
Proof.
  enough (H : 0 < cfQ b n t /\ 0 < cfQ b (S n) t) by apply H. unfold cfQ. induction n as [|n [H0 H1]].
  - unfold elem; simpl; lra.
  - split; [exact H1|]. rewrite cf_step. assert (0 < INR (2 * n + 3)) by (apply lt_0_INR; lia).
    assert (0 <= elem b (S (S n)) t).
    { destruct b; [rewrite elem_atan; apply Rmult_le_pos; apply sq_nonneg|rewrite elem_tanh; apply sq_nonneg]. }
    nra.
Qed.

(** The remainder e_n = P_n x - Q_n y obeys the same recurrence. *)
Definition rem (b : bool) (x y : R -> R) (n : nat) (t : R) := cfP b n t * x t - cfQ b n t * y t.

Lemma rem_step b x y n t : rem b x y (S (S n)) t = INR (2 * n + 3) * rem b x y (S n) t + elem b (S (S n)) t * rem b x y n t.
Proof. unfold rem, cfP, cfQ. rewrite !cf_step. ring. Qed.
Lemma rem_0 b x y t : rem b x y 0 t = - y t.
Proof. unfold rem, cfP, cfQ. simpl. ring. Qed.
Lemma rem_1 b x y t : rem b x y 1 t = t * x t - y t.
Proof. unfold rem, cfP, cfQ. simpl. change (elem b 1 t) with t. ring. Qed.

Lemma rem_at_0 b x y n : y 0 = 0 -> rem b x y n 0 = 0.
Proof.
  intro Hy. enough (H : rem b x y n 0 = 0 /\ rem b x y (S n) 0 = 0) by apply H. induction n as [|n [H0 H1]].
  - rewrite rem_0, rem_1, Hy. lra.
  - split; [exact H1|]. rewrite rem_step, H0, H1. ring.
Qed.

(** The derivative of one step of the recurrence. *)
Lemma step_derive k c (f g : R -> R) t f' g' : is_derive f t f' -> is_derive g t g' ->
  is_derive (fun u => k * f u + c * u ^ 2 * g u) t (k * f' + c * (2 * t * g t + t ^ 2 * g')).
Proof.
  intros Hf Hg. replace (k * f' + c * (2 * t * g t + t ^ 2 * g')) with (k * f' + ((c * (2 * t)) * g t + (c * t ^ 2) * g')) by ring.
  apply (is_derive_plus (V := R_NormedModule)); [now apply (is_derive_scal f)|].
  apply (is_derive_mult (fun u => c * u ^ 2) g); [|exact Hg|intros; apply Rmult_comm].
  auto_derive; [exact I|ring].
Qed.

Lemma minus_derive (f g : R -> R) t f' g' l : is_derive f t f' -> is_derive g t g' -> l = f' - g' -> is_derive (fun u => f u - g u) t l.
Proof. intros Hf Hg ->. now apply (is_derive_minus (V := R_NormedModule) f g). Qed.

(** tanh: e_n' = -t e_(n-1). *)
Definition et := rem false cosh sinh.

Lemma et_step n t : et (S (S n)) t = INR (2 * n + 3) * et (S n) t + 1 * t ^ 2 * et n t.
Proof. unfold et. rewrite rem_step, elem_tanh. now rewrite Rmult_1_l. Qed.
Lemma et_0 t : et 0 t = - sinh t. Proof. apply rem_0. Qed.
Lemma et_1 t : et 1 t = t * cosh t - sinh t. Proof. apply rem_1. Qed.

Lemma cosh_derive t : is_derive cosh t (sinh t).
Proof. apply is_derive_Reals, derivable_pt_lim_cosh. Qed.
Lemma sinh_derive t : is_derive sinh t (cosh t).
Proof. apply is_derive_Reals, derivable_pt_lim_sinh. Qed.
Lemma cosh_pos t : 0 < cosh t.
Proof. unfold cosh. assert (H := exp_pos t). assert (H1 := exp_pos (- t)). lra. Qed.

Global Opaque et.

Lemma et_derive_0 t : is_derive (et 0) t (- cosh t).
Proof.
  apply (is_derive_ext (fun u => - sinh u)); [intro u; now rewrite et_0|].
  apply (is_derive_opp (V := R_NormedModule)), sinh_derive.
Qed.

Lemma et_derive_1 t : is_derive (et 1) t (- t * et 0 t).
Proof.
  apply (is_derive_ext (fun u => u * cosh u - sinh u)); [intro u; now rewrite et_1|]. rewrite et_0.
  apply (minus_derive (fun u => u * cosh u) sinh t (1 * cosh t + t * sinh t) (cosh t)); [|apply sinh_derive|ring].
  apply (is_derive_mult (fun u => u) cosh); [apply (is_derive_id (K := R_AbsRing))|apply cosh_derive|intros; apply Rmult_comm].
Qed.

Lemma et_derive n t : is_derive (et (S n)) t (- t * et n t).
Proof.
  enough (H : forall t, is_derive (et (S n)) t (- t * et n t) /\ is_derive (et (S (S n))) t (- t * et (S n) t)) by apply H.
  induction n as [|n IH]; intro s; (split; [try apply et_derive_1; try apply IH|]).
  - apply (is_derive_ext (fun u => INR (2 * 0 + 3) * et 1 u + 1 * u ^ 2 * et 0 u)); [intro u; symmetry; apply et_step|].
    replace (- s * et 1 s) with (INR (2 * 0 + 3) * (- s * et 0 s) + 1 * (2 * s * et 0 s + s ^ 2 * - cosh s)).
    { apply step_derive; [apply et_derive_1|apply et_derive_0]. }
    rewrite et_1, et_0. simpl INR. ring.
  - apply (is_derive_ext (fun u => INR (2 * S n + 3) * et (S (S n)) u + 1 * u ^ 2 * et (S n) u)); [intro u; symmetry; apply et_step|].
    replace (- s * et (S (S n)) s) with (INR (2 * S n + 3) * (- s * et (S n) s) + 1 * (2 * s * et (S n) s + s ^ 2 * (- s * et n s))).
    { apply step_derive; apply IH. }
    rewrite et_step. replace (INR (2 * S n + 3)) with (INR (2 * n + 3) + 2); [ring|].
    replace (2 * S n + 3)%nat with (2 * n + 3 + 2)%nat by lia. rewrite (plus_INR _ 2). reflexivity.
Qed.

Lemma et_at_0 n : et n 0 = 0.
Proof. Local Transparent et. apply rem_at_0, sinh_0. Qed.

Lemma et_sign n t : 0 <= t -> 0 <= (-1) ^ S n * et n t.
Proof.
  revert t. induction n as [|n IH]; intros t Ht.
  - rewrite et_0. assert (sinh 0 <= sinh t).
    { apply (incr_le sinh cosh); [lra|intros; apply sinh_derive|intros; left; apply cosh_pos]. }
    rewrite sinh_0 in *. simpl. lra.
  - set (g t := (-1) ^ S (S n) * et (S n) t).
    assert (E : g 0 <= g t).
    { apply (incr_le g (fun t => t * ((-1) ^ S n * et n t))); [lra| |intros x Hx; apply Rmult_le_pos; [lra|apply IH; lra]].
      intros x _. replace (x * ((-1) ^ S n * et n x)) with ((-1) ^ S (S n) * (- x * et n x)) by (simpl; ring).
      apply (is_derive_scal (et (S n))), et_derive. }
    unfold g in E. rewrite et_at_0 in E. lra.
Qed.

Lemma tanh_cosh t : tanh t * cosh t = sinh t.
Proof. unfold tanh. field. apply Rgt_not_eq, cosh_pos. Qed.

Lemma et_tanh n t : et n t = cosh t * (cfP false n t - tanh t * cfQ false n t).
Proof. Local Transparent et. unfold et, rem. rewrite <- (tanh_cosh t). ring. Qed.

Lemma pow_m1_even k : (-1) ^ (2 * k) = 1.
Proof. rewrite pow_mult. replace ((-1) ^ 2) with 1 by ring. apply pow1. Qed.
Lemma pow_m1_odd k : (-1) ^ S (2 * k) = -1.
Proof. change ((-1) * (-1) ^ (2 * k) = -1). rewrite pow_m1_even. ring. Qed.

Theorem tanh_fraction_above k t : 0 <= t -> tanh t * cfQ false (2 * k + 1) t <= cfP false (2 * k + 1) t.
Proof.
  intro Ht. assert (H := et_sign (2 * k + 1) t Ht). rewrite et_tanh in H.
  replace (S (2 * k + 1)) with (2 * S k)%nat in H by lia. rewrite pow_m1_even in H. assert (C := cosh_pos t).
  apply Rmult_le_reg_l with (cosh t); nra.
Qed.

Theorem tanh_fraction_below k t : 0 <= t -> cfP false (2 * k) t <= tanh t * cfQ false (2 * k) t.
Proof.
  intro Ht. assert (H := et_sign (2 * k) t Ht). rewrite et_tanh, pow_m1_odd in H. assert (C := cosh_pos t).
  apply Rmult_le_reg_l with (cosh t); nra.
Qed.

(** Both sides are odd. *)
Lemma cf_parity b n t : cfP b n (- t) = - cfP b n t /\ cfQ b n (- t) = cfQ b n t.
Proof.
  enough (H : (cfP b n (- t) = - cfP b n t /\ cfQ b n (- t) = cfQ b n t) /\
    (cfP b (S n) (- t) = - cfP b (S n) t /\ cfQ b (S n) (- t) = cfQ b (S n) t)) by apply H.
  unfold cfP, cfQ. induction n as [|n [[P0 Q0] [P1 Q1]]].
  - simpl. change (elem b 1 (- t)) with (- t). change (elem b 1 t) with t. repeat split; ring.
  - assert (E : elem b (S (S n)) (- t) = elem b (S (S n)) t) by (destruct b; [rewrite !elem_atan|rewrite !elem_tanh]; ring).
    repeat split; try assumption; rewrite !cf_step, E, ?P0, ?P1, ?Q0, ?Q1; ring.
Qed.

Lemma tanh_opp t : tanh (- t) = - tanh t.
Proof. unfold tanh, sinh, cosh. rewrite Ropp_involutive. field. assert (H := exp_pos t). assert (H1 := exp_pos (- t)). lra. Qed.

Theorem tanh_fraction_above_mirror k t : t <= 0 -> cfP false (2 * k + 1) t <= tanh t * cfQ false (2 * k + 1) t.
Proof.
  intro Ht. assert (H := tanh_fraction_above k (- t) ltac:(lra)). destruct (cf_parity false (2 * k + 1) t) as [P Q].
  rewrite P, Q, tanh_opp in H. lra.
Qed.

Theorem tanh_fraction_below_mirror k t : t <= 0 -> tanh t * cfQ false (2 * k) t <= cfP false (2 * k) t.
Proof.
  intro Ht. assert (H := tanh_fraction_below k (- t) ltac:(lra)). destruct (cf_parity false (2 * k) t) as [P Q].
  rewrite P, Q, tanh_opp in H. lra.
Qed.

(** atan: (1 + t^2) e_n' = n t e_n - n^2 t e_(n-1). *)
Definition ea := rem true (fun _ => 1) atan.

Lemma ea_step n t : ea (S (S n)) t = INR (2 * n + 3) * ea (S n) t + INR (S n) ^ 2 * t ^ 2 * ea n t.
Proof. unfold ea. now rewrite rem_step, elem_atan. Qed.
Lemma ea_0 t : ea 0 t = - atan t. Proof. apply rem_0. Qed.
Lemma ea_1 t : ea 1 t = t - atan t. Proof. unfold ea. rewrite rem_1. ring. Qed.
Lemma ea_at_0 n : ea n 0 = 0. Proof. apply rem_at_0, atan_0. Qed.
Lemma ea_atan n t : ea n t = cfP true n t - atan t * cfQ true n t.
Proof. unfold ea, rem. ring. Qed.
Global Opaque ea.

Lemma atan_derive t : is_derive atan t (/ (1 + t ^ 2)).
Proof. evar_last; [apply is_derive_Reals, derivable_pt_lim_atan|]. reflexivity. Qed.

Lemma one_sq t : 0 < 1 + t ^ 2. Proof. assert (H := sq_nonneg t). lra. Qed.

Lemma ea_derive_0 t : is_derive (ea 0) t (- / (1 + t ^ 2)).
Proof.
  apply (is_derive_ext (fun u => - atan u)); [intro u; now rewrite ea_0|].
  apply (is_derive_opp (V := R_NormedModule)), atan_derive.
Qed.

Definition dea n t := (INR (S n) * t * ea (S n) t - INR (S n) ^ 2 * t * ea n t) / (1 + t ^ 2).

Lemma ea_derive_1 t : is_derive (ea 1) t (dea 0 t).
Proof.
  apply (is_derive_ext (fun u => u - atan u)); [intro u; now rewrite ea_1|].
  apply (minus_derive (fun u => u) atan t 1 (/ (1 + t ^ 2))); [apply (is_derive_id (K := R_AbsRing))|apply atan_derive|].
  unfold dea. rewrite ea_0, ea_1. simpl INR. assert (H := one_sq t). field. lra.
Qed.

Lemma ea_derive n t : is_derive (ea (S n)) t (dea n t).
Proof.
  enough (H : forall t, is_derive (ea (S n)) t (dea n t) /\ is_derive (ea (S (S n))) t (dea (S n) t)) by apply H.
  induction n as [|n IH]; intro s; (split; [try apply ea_derive_1; try apply IH|]); assert (Z := one_sq s).
  - apply (is_derive_ext (fun u => INR (2 * 0 + 3) * ea 1 u + INR 1 ^ 2 * u ^ 2 * ea 0 u)); [intro u; symmetry; apply ea_step|].
    replace (dea 1 s) with (INR (2 * 0 + 3) * dea 0 s + INR 1 ^ 2 * (2 * s * ea 0 s + s ^ 2 * - / (1 + s ^ 2))).
    { apply step_derive; [apply ea_derive_1|apply ea_derive_0]. }
    unfold dea. rewrite ea_step, ea_1, ea_0. simpl INR. field. lra.
  - apply (is_derive_ext (fun u => INR (2 * S n + 3) * ea (S (S n)) u + INR (S (S n)) ^ 2 * u ^ 2 * ea (S n) u)); [intro u; symmetry; apply ea_step|].
    replace (dea (S (S n)) s) with (INR (2 * S n + 3) * dea (S n) s + INR (S (S n)) ^ 2 * (2 * s * ea (S n) s + s ^ 2 * dea n s)).
    { apply step_derive; apply IH. }
    unfold dea. rewrite (ea_step (S n)), (ea_step n).
    replace (INR (2 * S n + 3)) with (2 * INR (S n) + 3) by (rewrite plus_INR, mult_INR; simpl (INR 2); simpl (INR 3); ring).
    replace (INR (2 * n + 3)) with (2 * INR (S n) + 1).
    2: { replace (2 * n + 3)%nat with (2 * S n + 1)%nat by lia. rewrite plus_INR, mult_INR. simpl (INR 2). simpl (INR 1). ring. }
    rewrite (S_INR (S (S n))), (S_INR (S n)). field. lra.
Qed.

Lemma damp_derive i t : is_derive (fun t => exp (- (i / 2) * ln (1 + t ^ 2))) t (- i * t / (1 + t ^ 2) * exp (- (i / 2) * ln (1 + t ^ 2))).
Proof.
  assert (Z := one_sq t). auto_derive; [simpl in *; lra|]. simpl in *. field. lra.
Qed.

(** e_n (1 + t^2)^(-n/2) is monotone where e_(n-1) has one sign. *)
Lemma ea_sign n t : 0 <= t -> 0 <= (-1) ^ S n * ea n t.
Proof.
  revert t. induction n as [|n IH]; intros t Ht.
  - rewrite ea_0. assert (atan 0 <= atan t) by (destruct Ht as [Ht|<-]; [left; now apply atan_increasing|lra]).
    rewrite atan_0 in *. simpl. lra.
  - set (m t := exp (- (INR (S n) / 2) * ln (1 + t ^ 2))).
    set (g t := (-1) ^ S (S n) * ea (S n) t * m t).
    assert (M : forall t, is_derive m t (- INR (S n) * t / (1 + t ^ 2) * m t)).
    { intro x. apply damp_derive. }
    assert (E : g 0 <= g t).
    { apply (incr_le g (fun t => (-1) ^ S n * ea n t * (INR (S n) ^ 2 * t / (1 + t ^ 2)) * m t)); [lra| |].
      - intros x _. assert (Z := one_sq x).
        replace ((-1) ^ S n * ea n x * (INR (S n) ^ 2 * x / (1 + x ^ 2)) * m x)
          with (((-1) ^ S (S n) * dea n x) * m x + ((-1) ^ S (S n) * ea (S n) x) * (- INR (S n) * x / (1 + x ^ 2) * m x)).
        + apply (is_derive_mult (fun t => (-1) ^ S (S n) * ea (S n) t) m); [|apply M|intros; apply Rmult_comm].
          apply (is_derive_scal (ea (S n))), ea_derive.
        + unfold dea. change ((-1) ^ S (S n)) with ((-1) * (-1) ^ S n). field. lra.
      - intros x Hx. assert (Z := one_sq x). assert (0 < m x) by apply exp_pos.
        apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply IH; lra|].
        apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat]. apply Rmult_le_pos; [apply sq_nonneg|lra]. }
    unfold g in E. rewrite ea_at_0 in E. assert (0 < m t) by apply exp_pos.
    apply Rmult_le_reg_r with (m t); lra.
Qed.

Theorem atan_fraction_above k t : 0 <= t -> atan t * cfQ true (2 * k + 1) t <= cfP true (2 * k + 1) t.
Proof.
  intro Ht. assert (H := ea_sign (2 * k + 1) t Ht). rewrite ea_atan in H.
  replace (S (2 * k + 1)) with (2 * S k)%nat in H by lia. rewrite pow_m1_even in H. lra.
Qed.

Theorem atan_fraction_below k t : 0 <= t -> cfP true (2 * k) t <= atan t * cfQ true (2 * k) t.
Proof. intro Ht. assert (H := ea_sign (2 * k) t Ht). rewrite ea_atan, pow_m1_odd in H. lra. Qed.

Theorem atan_fraction_above_mirror k t : t <= 0 -> cfP true (2 * k + 1) t <= atan t * cfQ true (2 * k + 1) t.
Proof.
  intro Ht. assert (H := atan_fraction_above k (- t) ltac:(lra)). destruct (cf_parity true (2 * k + 1) t) as [P Q].
  rewrite P, Q, atan_opp in H. lra.
Qed.

Theorem atan_fraction_below_mirror k t : t <= 0 -> atan t * cfQ true (2 * k) t <= cfP true (2 * k) t.
Proof.
  intro Ht. assert (H := atan_fraction_below k (- t) ltac:(lra)). destruct (cf_parity true (2 * k) t) as [P Q].
  rewrite P, Q, atan_opp in H. lra.
Qed.
