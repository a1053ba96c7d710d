(** T13: the edge of stability certified for any centre. Scaled variables: v = s0 u, g = s0 c, e = sqrt(d + 4 g^2), d = s0^2 D, the edge is e = 2;
    w = W(v) = h F'(c + u), rho = w/v. The set S = {-al <= v <= mu, e0(v) <= e <= eb}. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

Section T13.
Variables (g al mu nu eb wb : R) (e0 W : R -> R) (V : R -> R -> R).
Hypothesis Hal : 0 < al.
Hypothesis Hmu : 0 < mu.
Hypothesis Hwb : 0 <= wb < 2.
Hypothesis Hg : 0 <= g.
Hypothesis Hnu : 2 * g < 2 - nu.
Definition E (v e : R) := sqrt ((e ^ 2 - 4 * g ^ 2) * (1 - W v ^ 2) ^ 2 + 4 * g ^ 2).
Definition inS (v e : R) := - al <= v <= mu /\ e0 v <= e <= eb.

(** What branch and bound certifies. *)
Hypothesis Hfloor : forall v, 2 - nu <= e0 v.
Hypothesis Hedge : forall v, - al <= v <= mu -> e0 v <= eb -> e0 (V v (e0 v)) <= E v (e0 v).
Hypothesis Hrises : forall v e1 e2, - al <= v <= mu -> e0 v <= e1 -> e1 <= e2 -> e2 <= eb ->
  E v e1 - e0 (V v e1) <= E v e2 - e0 (V v e2).
Hypothesis Hinside : forall v e, inS v e -> - al <= V v e <= mu /\ W v ^ 2 <= wb.

Lemma E_le v e : inS v e -> 2 * g < E v e /\ E v e <= e \/ E v e <= e.
Proof.
  intros [Hv He]. right. assert (Hf := Hfloor v). destruct (Hinside v e (conj Hv He)) as [_ Hw]. assert (Q := sq_nonneg (W v)).
  unfold E. rewrite <- (sqrt_pow2 e) at 2 by lra. apply sqrt_le_1_alt.
  assert (A : 0 <= (1 - W v ^ 2) ^ 2 <= 1) by (split; [apply sq_nonneg|nra]). assert (0 <= e ^ 2 - 4 * g ^ 2) by nra. nra.
Qed.

(** C1, first part: S is invariant. *)
Theorem T13_invariant v e : inS v e -> inS (V v e) (E v e).
Proof.
  intros H. destruct H as [Hv He]. split; [apply (Hinside v e (conj Hv He))|]. split.
  - assert (Q1 := Hedge v Hv ltac:(lra)). assert (Q2 := Hrises v (e0 v) e Hv ltac:(lra) ltac:(lra) ltac:(lra)). lra.
  - destruct (E_le v e (conj Hv He)) as [[_ Q]|Q]; lra.
Qed.

Section Orbit.
Variables (v e : nat -> R).
Hypothesis Hv : forall k, v (S k) = V (v k) (e k).
Hypothesis He : forall k, e (S k) = E (v k) (e k).
Hypothesis H0 : inS (v O) (e O).
Hypothesis HWc : forall x, - al <= x <= mu -> continuity_pt W x.
Hypothesis HW0 : forall x, - al <= x <= mu -> W x = 0 -> x = 0.

Theorem T13_stays k : inS (v k) (e k).
Proof. induction k as [|k IH]; [exact H0|]. rewrite Hv, He. now apply T13_invariant. Qed.

Lemma e_falls k : e (S k) <= e k.
Proof. rewrite He. destruct (E_le (v k) (e k) (T13_stays k)) as [[_ Q]|Q]; exact Q. Qed.
Lemma e_floor k : 2 - nu <= e k.
Proof. destruct (T13_stays k) as [_ [Q _]]. assert (P := Hfloor (v k)). lra. Qed.

Lemma e_le0 k : e k <= e O.
Proof. induction k as [|k IH]; [lra|apply Rle_trans with (2 := IH), e_falls]. Qed.

(** C2: the limit of e exists and is at least 2 - nu. *)
Theorem T13_limit : exists ei, Un_cv e ei /\ 2 - nu <= ei /\ forall k, ei <= e k.
Proof.
  destruct (decreasing_cv e e_falls) as [ei Hei].
  { exists (- (2 - nu)). intros x [k ->]. unfold opp_seq. assert (Q := e_floor k). lra. }
  exists ei. split; [exact Hei|]. split; [|intros k; apply (decreasing_ineq e ei e_falls Hei)].
  destruct (Rle_lt_dec (2 - nu) ei) as [|Hlt]; [assumption|exfalso]. destruct (Hei (2 - nu - ei) ltac:(lra)) as [N HN].
  specialize (HN N (le_n N)). unfold R_dist in HN. apply Rabs_def2 in HN. assert (Q := e_floor N). lra.
Qed.

(** The steps tend to 0: e^2 - 4 g^2 falls by (1 - w^2)^2 and stays above a positive number. *)
Lemma w_small : forall eps, 0 < eps -> exists N, forall k, (N <= k)%nat -> W (v k) ^ 2 < eps.
Proof.
  intros eps Heps. destruct T13_limit as [ei [Hei [Hlo Hall]]]. set (f := fun k => e k ^ 2 - 4 * g ^ 2).
  assert (Hstep : forall k, f (S k) = f k * (1 - W (v k) ^ 2) ^ 2).
  { intros k. unfold f. rewrite He. unfold E. rewrite pow2_sqrt; [ring|].
    assert (Q := e_floor k). assert (0 <= e k ^ 2 - 4 * g ^ 2) by nra.
    assert (0 <= (e k ^ 2 - 4 * g ^ 2) * (1 - W (v k) ^ 2) ^ 2) by (apply Rmult_le_pos; [assumption|apply sq_nonneg]). nra. }
  set (fi := ei ^ 2 - 4 * g ^ 2). assert (Hfi : 0 < fi) by (unfold fi; nra).
  (* the fall of one step is small in the end *)
  set (t := Rmin eps (2 - wb)). assert (Ht : 0 < t <= 2) by (unfold t; split; [apply Rmin_glb_lt; lra|assert (Q := Rmin_r eps (2 - wb)); lra]).
  assert (Hdiff : 0 < fi * (t * (2 - wb) / 2)) by (apply Rmult_lt_0_compat; [assumption|]; apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]).
  assert (Hb : 0 < e O + 1) by (assert (Q := e_floor O); lra).
  destruct (Hei (fi * (t * (2 - wb) / 2) / (4 * (e O + 1)))) as [N HN].
  { apply Rdiv_lt_0_compat; lra. }
  exists N. intros k Hk. destruct (Rlt_le_dec (W (v k) ^ 2) eps) as [|Hge]; [assumption|exfalso].
  assert (A := HN k Hk). assert (B := HN (S k) ltac:(lia)). unfold R_dist in A, B. apply Rabs_def2 in A, B.
  assert (Hek := e_le0 k).
  assert (Hes := e_falls k). assert (Q1 := e_floor k). assert (Q2 := e_floor (S k)).
  destruct (T13_stays k) as [Hvk Hke]. destruct (Hinside (v k) (e k) (conj Hvk Hke)) as [_ Hw].
  set (x := W (v k) ^ 2) in *. assert (Hx : t <= x <= wb) by (unfold t; assert (Q := Rmin_l eps (2 - wb)); lra).
  assert (Hfall : f k * (t * (2 - wb)) <= f k - f (S k)).
  { rewrite Hstep. fold x. assert (0 <= f k) by (unfold f; nra). replace (f k - f k * (1 - x) ^ 2) with (f k * (x * (2 - x))) by ring.
    apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat; lra. }
  assert (Hfk : fi <= f k) by (unfold fi, f; assert (Q := Hall k); nra).
  assert (Hlow : fi * (t * (2 - wb)) <= f k - f (S k)).
  { apply Rle_trans with (2 := Hfall). apply Rmult_le_compat_r; [apply Rmult_le_pos; lra|assumption]. }
  assert (Hup : f k - f (S k) <= (e k - e (S k)) * (2 * (e O + 1))) by (unfold f; nra).
  assert (e k - e (S k) <= 2 * (fi * (t * (2 - wb) / 2) / (4 * (e O + 1)))) by lra.
  assert ((e k - e (S k)) * (2 * (e O + 1)) <= 2 * (fi * (t * (2 - wb) / 2) / (4 * (e O + 1))) * (2 * (e O + 1))) by (apply Rmult_le_compat_r; lra).
  replace (2 * (fi * (t * (2 - wb) / 2) / (4 * (e O + 1))) * (2 * (e O + 1))) with (fi * (t * (2 - wb)) / 2) in H1 by (field; lra). lra.
Qed.

(** C1, second part: s_k -> c. *)
Theorem T13_converges : tends0 v.
Proof.
  intros eps Heps.
  assert (Hmin : forall a b, a <= b -> - al <= a -> b <= mu -> (forall x, a <= x <= b -> x <> 0) -> exists m, 0 < m /\ forall x, a <= x <= b -> m <= W x ^ 2).
  { intros a b Hab Ha Hb Hne. destruct (continuity_ab_min (fun x => W x ^ 2) a b Hab) as [z [Hz Hzin]].
    - intros x Hx. apply (continuity_pt_comp W (fun y => y ^ 2)); [apply HWc; lra|]. apply derivable_continuous_pt, derivable_pt_pow.
    - exists (W z ^ 2). split; [|exact Hz]. assert (Wz : W z <> 0) by (intro Q; apply (Hne z Hzin); apply HW0; [lra|assumption]).
      assert (Q := sq_nonneg (W z)). destruct Q as [Q|Q]; [assumption|exfalso]. apply Wz. symmetry in Q. simpl in Q. rewrite Rmult_1_r in Q. apply Rmult_integral in Q. tauto. }
  assert (Hpos : exists m, 0 < m /\ forall x, eps <= x <= mu -> m <= W x ^ 2).
  { destruct (Rle_lt_dec eps mu) as [Q|Q]; [apply Hmin; try lra; intros x Hx; lra|exists 1; split; [lra|intros x Hx; lra]]. }
  assert (Hneg : exists m, 0 < m /\ forall x, - al <= x <= - eps -> m <= W x ^ 2).
  { destruct (Rle_lt_dec (- al) (- eps)) as [Q|Q]; [apply Hmin; try lra; intros x Hx; lra|exists 1; split; [lra|intros x Hx; lra]]. }
  destruct Hpos as [m1 [P1 Q1]]. destruct Hneg as [m2 [P2 Q2]].
  destruct (w_small (Rmin m1 m2) ltac:(apply Rmin_glb_lt; assumption)) as [N HN]. exists N. intros k Hk. specialize (HN k Hk).
  destruct (T13_stays k) as [Hvk _]. assert (M1 := Rmin_l m1 m2). assert (M2 := Rmin_r m1 m2). apply Rabs_def1.
  - destruct (Rlt_le_dec (v k) eps) as [|Hx]; [assumption|exfalso]. assert (Z := Q1 (v k) ltac:(lra)). lra.
  - destruct (Rlt_le_dec (- eps) (v k)) as [|Hx]; [assumption|exfalso]. assert (Z := Q2 (v k) ltac:(lra)). lra.
Qed.
End Orbit.
End T13.

(** The check on the lower border: with e0(v) = 2 - nu + lam v^2 exp(2 kap v), e - e' = Z v^2 and v' = - q v, the first hypothesis is
    lam (exp(2 kap v) - q^2 exp(2 kap v')) >= Z. *)
Theorem T13_border nu lam kap v q e e' Z : let e0 := fun x => 2 - nu + lam * (x ^ 2 * exp (2 * kap * x)) in
  e = e0 v -> e - e' = Z * v ^ 2 -> Z <= lam * (exp (2 * kap * v) - q ^ 2 * exp (2 * kap * (- q * v))) -> e0 (- q * v) <= e'.
Proof.
  intros e0 He HZ Hc. assert (Hv : 0 <= v ^ 2) by apply sq_nonneg.
  assert (Q : Z * v ^ 2 <= lam * (exp (2 * kap * v) - q ^ 2 * exp (2 * kap * (- q * v))) * v ^ 2) by (apply Rmult_le_compat_r; assumption).
  assert (I : e0 (- q * v) = e - lam * (exp (2 * kap * v) - q ^ 2 * exp (2 * kap * (- q * v))) * v ^ 2) by (rewrite He; unfold e0; ring). lra.
Qed.
(** R3: e - e' = Z v^2 with Z = d rho^2 (2 - w^2)/(e + e'), w = rho v. *)
Theorem T13_fall g d rho v : 0 <= d -> 0 <= g -> 0 < d + 4 * g ^ 2 -> let w := rho * v in
  let e := sqrt (d + 4 * g ^ 2) in let e' := sqrt (d * (1 - w ^ 2) ^ 2 + 4 * g ^ 2) in
  e - e' = d * rho ^ 2 * (2 - w ^ 2) / (e + e') * v ^ 2.
Proof.
  intros Hd Hg Hp w e e'. assert (He : 0 < e) by (apply sqrt_lt_R0; assumption). assert (He' : 0 <= e') by apply sqrt_pos.
  assert (E1 : e * e = d + 4 * g ^ 2) by (apply sqrt_sqrt; lra).
  assert (P : 0 <= d * (1 - w ^ 2) ^ 2 + 4 * g ^ 2) by (assert (0 <= d * (1 - w ^ 2) ^ 2) by (apply Rmult_le_pos; [assumption|apply sq_nonneg]); nra).
  assert (E2 : e' * e' = d * (1 - w ^ 2) ^ 2 + 4 * g ^ 2) by (apply sqrt_sqrt; assumption).
  apply Rmult_eq_reg_r with (e + e'); [|lra]. replace (d * rho ^ 2 * (2 - w ^ 2) / (e + e') * v ^ 2 * (e + e')) with (d * rho ^ 2 * (2 - w ^ 2) * v ^ 2) by (field; lra).
  replace ((e - e') * (e + e')) with (e * e - e' * e') by ring. rewrite E1, E2. unfold w. ring.
Qed.

(** The third hypothesis of T13 from the certified inequality (2), the derivative of e' - e0(v') in e: at fixed v, with rho = w/v, P = sqrt(e^2 - 4 g^2 + 4 sigma^2),
    sigma = v + g, q = rho (P - w sigma) - 1, v' = - q v. *)
Theorem T13_rises g lam kap nu (W : R -> R) rho v e1 e2 : 2 * g < 2 - nu -> 0 <= g -> 2 - nu <= e1 -> e1 <= e2 ->
  let P := fun e => sqrt (e ^ 2 - 4 * g ^ 2 + 4 * (v + g) ^ 2) in let q := fun e => rho * (P e - W v * (v + g)) - 1 in
  let v' := fun e => - q e * v in let e0 := fun x => 2 - nu + lam * (x ^ 2 * exp (2 * kap * x)) in
  (forall e, e1 <= e <= e2 -> 2 * lam * v ^ 2 * rho * q e * (1 + kap * v' e) * exp (2 * kap * v' e) / P e <= (1 - W v ^ 2) ^ 2 / E g W v e) ->
  E g W v e1 - e0 (v' e1) <= E g W v e2 - e0 (v' e2).
Proof.
  intros Hnu Hg H1 H12 P q v' e0 Hc. set (t := (1 - W v ^ 2) ^ 2) in *. assert (Ht : 0 <= t) by apply sq_nonneg.
  assert (Hin : forall e, e1 <= e <= e2 -> 0 < e /\ 0 < e ^ 2 - 4 * g ^ 2 /\ 0 < P e).
  { intros e He. assert (0 < e ^ 2 - 4 * g ^ 2) by nra. split; [lra|]. split; [assumption|]. apply sqrt_lt_R0. assert (Q := sq_nonneg (v + g)). lra. }
  assert (Hd0 : forall e, e1 <= e <= e2 -> is_derive (fun e => e0 (v' e)) e (e * (2 * lam * v ^ 2 * rho * q e * (1 + kap * v' e) * exp (2 * kap * v' e) / P e))).
  { intros e He. destruct (Hin e He) as [He0 [Hd HP]]. assert (HP2 : 0 < e ^ 2 - 4 * g ^ 2 + 4 * (v + g) ^ 2) by (assert (Q := sq_nonneg (v + g)); lra).
    unfold e0, v', q, P in *. auto_derive.
    - replace (e * (e * 1) + - (4 * (g * (g * 1))) + 4 * ((v + g) * ((v + g) * 1))) with (e ^ 2 - 4 * g ^ 2 + 4 * (v + g) ^ 2) by ring. repeat split; assumption.
    - replace (e * (e * 1) + - (4 * (g * (g * 1))) + 4 * ((v + g) * ((v + g) * 1))) with (e ^ 2 - 4 * g ^ 2 + 4 * (v + g) ^ 2) by ring.
      set (s := sqrt (e ^ 2 - 4 * g ^ 2 + 4 * (v + g) ^ 2)) in *.
      replace (2 * kap * (- (rho * (s + - (W v * (v + g))) + - (1)) * v)) with (2 * kap * (- (rho * (s - W v * (v + g)) - 1) * v)) by ring.
      field. lra. }
  assert (HdE : forall e, e1 <= e <= e2 -> is_derive (E g W v) e (e * (t / E g W v e))).
  { intros e He. destruct (Hin e He) as [He0 [Hd HP]]. destruct (Rle_lt_or_eq_dec 0 t Ht) as [Hp|Z].
    - assert (HE : 0 < (e ^ 2 - 4 * g ^ 2) * (1 - W v ^ 2) ^ 2 + 4 * g ^ 2).
      { fold t. assert (0 < (e ^ 2 - 4 * g ^ 2) * t) by (apply Rmult_lt_0_compat; lra). nra. }
      unfold E, t in *. auto_derive.
      + exact HE.
      + replace ((e * (e * 1) + - (4 * (g * (g * 1)))) * ((1 - W v * (W v * 1)) * ((1 - W v * (W v * 1)) * 1)) + 4 * (g * (g * 1)))
          with ((e ^ 2 - 4 * g ^ 2) * (1 - W v ^ 2) ^ 2 + 4 * g ^ 2) by ring.
        assert (0 < sqrt ((e ^ 2 - 4 * g ^ 2) * (1 - W v ^ 2) ^ 2 + 4 * g ^ 2)) by (apply sqrt_lt_R0; assumption). field. lra.
    - apply (is_derive_ext (fun _ => sqrt (4 * g ^ 2))).
      + intros x. unfold E. fold t. rewrite <- Z. f_equal. ring.
      + rewrite <- Z. unfold Rdiv. rewrite Rmult_0_l, Rmult_0_r. apply @is_derive_const. }
  apply (incr_le (fun e => E g W v e - e0 (v' e)) (fun e => e * (t / E g W v e) - e * (2 * lam * v ^ 2 * rho * q e * (1 + kap * v' e) * exp (2 * kap * v' e) / P e))); [assumption| |].
  - intros e He. apply (is_derive_minus (E g W v) (fun e => e0 (v' e))); [now apply HdE|now apply Hd0].
  - intros e He. destruct (Hin e ltac:(lra)) as [He0 _]. specialize (Hc e ltac:(lra)). apply Rmult_le_compat_l with (r := e) in Hc; [|lra]. lra.
Qed.
