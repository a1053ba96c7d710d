(** K1a: capture. On a ball around an iterate z the loss satisfies |grad f|^2 >= 2 mu f, and Taylor's bound with L along a step as long as it stays in the ball
    and below the value f(z). Then it does, the later iterates stay, and they converge. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Flat T0 Powers Depth.
Open Scope R_scope.

(** Real induction: a set of [0, 1] that holds 0, holds with all below t also t, and with t < 1 also a little more, is all of it. *)
Lemma real_induction (P : R -> Prop) : P 0 ->
  (forall t, 0 < t <= 1 -> (forall u, 0 <= u < t -> P u) -> P t) ->
  (forall t, 0 <= t < 1 -> (forall u, 0 <= u <= t -> P u) -> exists e, 0 < e /\ forall u, t <= u < t + e -> u <= 1 -> P u) ->
  forall t, 0 <= t <= 1 -> P t.
Proof.
  intros H0 Hlim Hopen. set (E := fun t => 0 <= t <= 1 /\ forall u, 0 <= u <= t -> P u).
  destruct (completeness E) as [m [Hub Hlub]].
  - exists 1. intros t [Ht _]. lra.
  - exists 0. split; [lra|]. intros u Hu. replace u with 0 by lra. exact H0.
  - assert (Hm0 : 0 <= m) by (apply Hub; split; [lra|]; intros u Hu; replace u with 0 by lra; exact H0).
    assert (Hm1 : m <= 1) by (apply Hlub; intros t [Ht _]; lra).
    assert (Hbelow : forall u, 0 <= u < m -> P u).
    { intros u Hu. apply NNPP. intros Hn. assert (m <= u); [|lra]. apply Hlub. intros t [Ht HP].
      destruct (Rle_lt_dec t u) as [|Hlt]; [assumption|exfalso; apply Hn, HP; lra]. }
    assert (HPm : P m) by (destruct (Req_dec m 0) as [->|Hne]; [exact H0|apply Hlim; [lra|assumption]]).
    assert (Hupto : forall u, 0 <= u <= m -> P u) by (intros u Hu; destruct (Req_dec u m) as [->|Hne]; [exact HPm|apply Hbelow; lra]).
    assert (Em : m = 1).
    { destruct (Req_dec m 1) as [|Hne]; [assumption|exfalso]. destruct (Hopen m ltac:(lra) Hupto) as [e [He HP]].
      set (t := Rmin 1 (m + e / 2)). assert (Ht : m < t <= 1) by (unfold t; split; [apply Rmin_glb_lt; lra|apply Rmin_l]).
      assert (Ht2 : t <= m + e / 2) by apply Rmin_r. assert (Q : t <= m); [|lra]. apply Hub. split; [lra|]. intros u Hu.
      destruct (Rle_lt_dec u m); [apply Hupto; lra|apply HP; lra]. }
    intros t Ht. apply Hupto. lra.
Qed.

Definition dist (d : nat) (u v : vec) : R := norm d (dif u v).
Lemma norm_nonneg d u : 0 <= norm d u. Proof. apply sqrt_pos. Qed.
Lemma norm_sq d u : norm d u ^ 2 = dot d u u.
Proof. unfold norm. simpl. rewrite Rmult_1_r. apply sqrt_sqrt, dot_nonneg. Qed.
Lemma norm_triangle d u v : norm d (fun i => u i + v i) <= norm d u + norm d v.
Proof.
  assert (P := norm_nonneg d u). assert (Q := norm_nonneg d v). apply sq_le_inv; [lra|]. rewrite norm_sq.
  assert (E : dot d (fun i => u i + v i) (fun i => u i + v i) = dot d u u + 2 * dot d u v + dot d v v).
  { clear. induction d as [|d IH]; simpl; [ring|rewrite IH; ring]. }
  assert (C := cauchy_schwarz d u v). assert (D : dot d u v <= norm d u * norm d v).
  { apply sq_le_inv; [now apply Rmult_le_pos|]. rewrite Rpow_mult_distr, 2 norm_sq. exact C. }
  assert (E1 := norm_sq d u). assert (E2 := norm_sq d v). rewrite E. nra.
Qed.
Lemma norm_scale d t u : norm d (fun i => t * u i) = Rabs t * norm d u.
Proof.
  unfold norm. assert (E : dot d (fun i => t * u i) (fun i => t * u i) = t ^ 2 * dot d u u) by (clear; induction d as [|d IH]; simpl; [ring|rewrite IH; ring]).
  rewrite E, sqrt_mult by (try apply sq_nonneg; apply dot_nonneg). f_equal. replace (t ^ 2) with (Rsqr t) by (unfold Rsqr; ring). apply sqrt_Rsqr_abs.
Qed.
Lemma norm_ext d u v : (forall i, u i = v i) -> norm d u = norm d v.
Proof. intros H. unfold norm. f_equal. apply dot_ext; intros; apply H. Qed.
Lemma dist_triangle d u v w : dist d u w <= dist d u v + dist d v w.
Proof. unfold dist. rewrite (norm_ext d (dif u w) (fun i => dif u v i + dif v w i)) by (intros; unfold dif; ring). apply norm_triangle. Qed.

Lemma dot_zero d v : dot d v v = 0 -> forall i, (i < d)%nat -> v i = 0.
Proof.
  induction d as [|d IH]; intros E i Hi; [lia|]. simpl in E. assert (P := dot_nonneg d v). assert (0 <= v d * v d) by apply Rle_0_sqr.
  destruct (Nat.eq_dec i d) as [->|Hne]; [apply Rsqr_0_uniq; unfold Rsqr; lra|]. apply IH; [lra|lia].
Qed.

Lemma coordinate_below d w i : (i < d)%nat -> w i * w i <= dot d w w.
Proof.
  induction d as [|d IH]; intros Hi; [lia|]. simpl. assert (P := dot_nonneg d w). assert (Q := Rle_0_sqr (w d)). unfold Rsqr in Q.
  destruct (Nat.eq_dec i d) as [->|Hne]; [lra|]. assert (I := IH ltac:(lia)). lra.
Qed.
Lemma coordinate_near d u v i : (i < d)%nat -> Rabs (u i - v i) <= dist d u v.
Proof.
  intros Hi. apply sq_le_inv; [apply norm_nonneg|]. unfold dist. rewrite norm_sq, pow2_abs. assert (Q := coordinate_below d (dif u v) i Hi).
  unfold dif in Q at 1 2. replace ((u i - v i) ^ 2) with ((u i - v i) * (u i - v i)) by ring. exact Q.
Qed.

Section Capture.
Variables (d : nat) (z : vec) (rho h L mu : R) (f : vec -> R) (grad : vec -> vec).
Let B y := dist d y z <= rho.
Hypothesis Hh : 0 < h.
Hypothesis Hmu : 0 < mu.
Hypothesis HL : 0 < L.
Hypothesis HhL : h * L < 2.
Hypothesis Hf : forall y, B y -> 0 <= f y.
(** Least squares with lambda_min(J J^T) >= mu: |grad f|^2 = |J^T R|^2 >= mu |R|^2 = 2 mu f. *)
Hypothesis HPL : forall y, B y -> 2 * mu * f y <= dot d (grad y) (grad y).
(** Taylor with the Hessian at most L where the way lies in the ball and not above f(z). *)
Hypothesis Htaylor : forall y t, B y -> f y <= f z -> 0 <= t <= 1 ->
  (forall u, 0 <= u <= t -> B (line y (grad y) (- (u * h))) /\ f (line y (grad y) (- (u * h))) <= f z) ->
  f (line y (grad y) (- (t * h))) <= f y - t * h * (1 - h * L / 2) * dot d (grad y) (grad y).
(** f = |R|^2/2 is 0 where R is, and there its gradient J^T R is; f is continuous along the way and falls at its beginning like its gradient says. *)
Hypothesis Hzero : forall y, B y -> f y = 0 -> dot d (grad y) (grad y) = 0.
Hypothesis Hcont : forall y t, B y -> B (line y (grad y) (- (t * h))) -> continuity_pt (fun t => f (line y (grad y) (- (t * h)))) t.
Hypothesis Hderive : forall y, B y -> is_derive (fun t => f (line y (grad y) (- (t * h)))) 0 (- (h * dot d (grad y) (grad y))).
Hypothesis Hext : forall u v, (forall i, (i < d)%nat -> u i = v i) -> f u = f v.
Hypothesis Hradius : sqrt (2 * f z / mu) / (1 - h * L / 2) < rho.

Let q := 1 - h * L / 2.
Lemma K1_q : 0 < q <= 1. Proof. unfold q. assert (0 < h * L) by now apply Rmult_lt_0_compat. lra. Qed.
Let len (a b : R) := sqrt (2 / mu) * (sqrt a - sqrt b) / q.

Lemma way_length y t : 0 <= t -> dist d (line y (grad y) (- (t * h))) y = t * h * norm d (grad y).
Proof.
  intros Ht. unfold dist. rewrite (norm_ext d _ (fun i => - (t * h) * grad y i)) by (intros; unfold dif, line; ring).
  rewrite norm_scale, Rabs_Ropp, Rabs_pos_eq by (apply Rmult_le_pos; lra). ring.
Qed.

(** The way of a part of a step is at most the fall of sqrt f. *)
Lemma fall y t : B y -> 0 < f y -> 0 <= t -> B (line y (grad y) (- (t * h))) ->
  f (line y (grad y) (- (t * h))) <= f y - t * h * q * dot d (grad y) (grad y) ->
  t * h * norm d (grad y) <= len (f y) (f (line y (grad y) (- (t * h)))).
Proof.
  intros HB Hpos Ht HB' Q. set (f' := f (line y (grad y) (- (t * h)))) in *. assert (Kq := K1_q).
  assert (Hf' : 0 <= f') by (apply Hf; assumption). set (G := norm d (grad y)) in *. assert (HG : 0 <= G) by apply norm_nonneg.
  assert (EG : dot d (grad y) (grad y) = G ^ 2) by (symmetry; apply norm_sq). rewrite EG in Q.
  assert (HP := HPL y HB). rewrite EG in HP.
  set (a := sqrt (f y)). set (b := sqrt f'). assert (Ea : a * a = f y) by (apply sqrt_sqrt; lra). assert (Eb : b * b = f') by (apply sqrt_sqrt; assumption).
  assert (Ha : 0 < a) by (apply sqrt_lt_R0; assumption). assert (Hb : 0 <= b) by apply sqrt_pos.
  set (c := sqrt (2 / mu)). assert (Ec : c * c = 2 / mu) by (apply sqrt_sqrt; left; apply Rdiv_lt_0_compat; lra). assert (Hc : 0 < c) by (apply sqrt_lt_R0, Rdiv_lt_0_compat; lra).
  assert (Ecm : c * c * mu = 2) by (rewrite Ec; field; lra).
  (* G >= 2 a / c *)
  assert (HGa : 2 * a <= c * G).
  { apply sq_le_inv; [apply Rmult_le_pos; lra|]. replace ((2 * a) ^ 2) with (4 * (a * a)) by ring. rewrite Ea.
    replace ((c * G) ^ 2) with (c * c * G ^ 2) by ring. assert (c * c * (2 * mu * f y) <= c * c * G ^ 2) by (apply Rmult_le_compat_l; [nra|assumption]).
    replace (c * c * (2 * mu * f y)) with (2 * (c * c * mu) * f y) in H by ring. rewrite Ecm in H. lra. }
  assert (HthqG : 0 <= t * h * q * G ^ 2) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]; lra|apply sq_nonneg]).
  assert (Hab : b <= a) by (apply sq_le_inv; [lra|]; replace (b ^ 2) with (b * b) by ring; replace (a ^ 2) with (a * a) by ring; lra).
  unfold len. fold a b c. apply le_div_r; [lra|].
  destruct (Req_dec G 0) as [EG0|HG0]; [rewrite EG0; replace (t * h * 0 * q) with 0 by ring; apply Rmult_le_pos; lra|].
  (* t h q G^2 <= (a - b)(a + b) <= 2 a (a - b) <= c G (a - b) *)
  assert (S1 : t * h * q * G ^ 2 <= (a - b) * (c * G)).
  { apply Rle_trans with ((a - b) * (2 * a)); [|apply Rmult_le_compat_l; lra]. assert (0 <= (a - b) * (a - b)) by nra. nra. }
  apply Rmult_le_reg_r with G; [lra|]. lra.
Qed.

Lemma len_add a b c : len a b + len b c = len a c.
Proof. unfold len. assert (Kq := K1_q). field. lra. Qed.
Lemma len_below a b : 0 <= b -> len a b <= sqrt (2 * a / mu) / q.
Proof.
  intros Hb. assert (Kq := K1_q). assert (P := sqrt_pos b). assert (Hm : 0 < 2 / mu) by (apply Rdiv_lt_0_compat; lra). assert (Hc := sqrt_lt_R0 _ Hm).
  assert (Q : sqrt (2 / mu) * (sqrt a - sqrt b) <= sqrt (2 * a / mu)).
  { replace (2 * a / mu) with (2 / mu * a) by (field; lra). destruct (Rle_lt_dec 0 a) as [Ha|Ha].
    - rewrite sqrt_mult by lra. apply Rmult_le_compat_l; lra.
    - rewrite (sqrt_neg_0 a) by lra. assert (Q := sqrt_pos (2 / mu * a)). nra. }
  unfold len. apply Rmult_le_compat_r with (r := / q) in Q; [exact Q|left; apply Rinv_0_lt_compat; lra].
Qed.
Lemma line_start y v : line y v (- (0 * h)) = y.
Proof. replace (- (0 * h)) with 0 by ring. apply line_0. Qed.
Lemma way_part y t u : u <= t -> dist d (line y (grad y) (- (t * h))) (line y (grad y) (- (u * h))) = (t - u) * h * norm d (grad y).
Proof.
  intros Ht. unfold dist. rewrite (norm_ext d _ (fun i => - ((t - u) * h) * grad y i)) by (intros; unfold dif, line; ring).
  rewrite norm_scale, Rabs_Ropp, Rabs_pos_eq by (apply Rmult_le_pos; lra). ring.
Qed.

Section OneStep.
Variable y : vec.
Hypothesis Hle : f y <= f z.
Hypothesis Hlen : dist d y z <= len (f z) (f y).
Hypothesis HB : B y.
Let at_ t := line y (grad y) (- (t * h)).

(** The whole way of the step is in the ball and not above f(z). *)
Lemma whole_way : 0 < dot d (grad y) (grad y) -> forall t, 0 <= t <= 1 -> B (at_ t) /\ f (at_ t) <= f z.
Proof.
  intros HG. assert (Kq := K1_q). set (G := norm d (grad y)). assert (HG0 : 0 < G) by (apply sqrt_lt_R0; assumption).
  assert (HhG : 0 < h * G) by now apply Rmult_lt_0_compat.
  assert (Hfy : 0 < f y). { destruct (Rle_lt_or_eq_dec 0 (f y) (Hf y HB)) as [|E]; [assumption|]. rewrite (Hzero y HB) in HG by auto. lra. }
  apply real_induction.
  - unfold at_. rewrite line_start. split; assumption.
  - intros t Ht HP. assert (HBt : B (at_ t)).
    { unfold B. destruct (Rle_lt_dec (dist d (at_ t) z) rho) as [|Hgt]; [assumption|exfalso].
      set (e := Rmin t ((dist d (at_ t) z - rho) / (2 * (h * G)))). assert (He : 0 < e) by (unfold e; apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
      assert (He1 : e <= t) by apply Rmin_l. assert (He2 : e <= (dist d (at_ t) z - rho) / (2 * (h * G))) by apply Rmin_r.
      assert (He3 : e * (h * G) <= (dist d (at_ t) z - rho) / 2).
      { apply Rmult_le_compat_r with (r := h * G) in He2; [|lra]. replace ((dist d (at_ t) z - rho) / (2 * (h * G)) * (h * G)) with ((dist d (at_ t) z - rho) / 2) in He2 by (field; split; lra). exact He2. }
      destruct (HP (t - e) ltac:(lra)) as [Q _]. unfold B in Q. assert (T := dist_triangle d (at_ t) (at_ (t - e)) z).
      assert (W := way_part y t (t - e) ltac:(lra)). fold (at_ t) (at_ (t - e)) G in W. replace ((t - (t - e)) * h * G) with (e * (h * G)) in W by ring. lra. }
    split; [exact HBt|]. destruct (Rle_lt_dec (f (at_ t)) (f z)) as [|Hgt]; [assumption|exfalso].
      destruct (Hcont y t HB HBt (f (at_ t) - f z) ltac:(lra)) as [dl [Hdl HQ]]. simpl in HQ. unfold R_dist in HQ.
      set (u := t - Rmin t dl / 2). assert (M1 := Rmin_l t dl). assert (M2 := Rmin_r t dl). assert (M3 : 0 < Rmin t dl) by (apply Rmin_glb_lt; lra).
      assert (Q := HQ u). destruct (HP u ltac:(unfold u; lra)) as [_ Q2].
      assert (Q3 : Rabs (f (at_ u) - f (at_ t)) < f (at_ t) - f z).
      { apply Q. split; [split; [exact I|unfold u; lra]|]. unfold u. replace (t - Rmin t dl / 2 - t) with (- (Rmin t dl / 2)) by ring. rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
      apply Rabs_def2 in Q3. lra.
  - intros t Ht HP. assert (Q := Htaylor y t HB Hle ltac:(lra) HP). fold (at_ t) q in Q.
    destruct (HP t ltac:(lra)) as [HBt Hft].
    assert (W : dist d (at_ t) y <= len (f y) (f (at_ t))) by (unfold at_; rewrite way_length by lra; apply fall; try assumption; lra).
    assert (D : dist d (at_ t) z < rho).
    { apply Rle_lt_trans with (2 := Hradius). apply Rle_trans with (1 := dist_triangle d (at_ t) y z).
      apply Rle_trans with (len (f z) (f (at_ t))); [rewrite <- (len_add (f z) (f y)); lra|]. apply len_below, Hf, HBt. }
    (* a little further: in the ball *)
    set (e1 := (rho - dist d (at_ t) z) / (h * G)). assert (He1 : 0 < e1) by (apply Rdiv_lt_0_compat; lra).
    assert (E1 : e1 * (h * G) = rho - dist d (at_ t) z) by (unfold e1; field; lra).
    assert (F1 : forall u, t <= u < t + e1 -> B (at_ u)).
    { intros u Hu. unfold B. apply Rle_trans with (1 := dist_triangle d (at_ u) (at_ t) z). assert (V := way_part y u t ltac:(lra)). fold (at_ u) (at_ t) G in V.
      rewrite V. replace ((u - t) * h * G) with ((u - t) * (h * G)) by ring. assert ((u - t) * (h * G) <= e1 * (h * G)) by (apply Rmult_le_compat_r; lra). lra. }
    assert (F2 : exists e2, 0 < e2 /\ forall u, t <= u < t + e2 -> f (at_ u) <= f z).
    { destruct (Req_dec t 0) as [->|Ht0].
      - assert (Dv := Hderive y HB). apply is_derive_Reals in Dv. set (g2 := h * dot d (grad y) (grad y)) in *. assert (Hg2 : 0 < g2) by (now apply Rmult_lt_0_compat).
        destruct (Dv g2 Hg2) as [dl Hdl]. exists dl. split; [apply cond_pos|]. intros u Hu. destruct (Req_dec u 0) as [->|Hu0]; [assumption|].
        assert (Z := Hdl u Hu0 ltac:(rewrite Rabs_pos_eq; lra)). rewrite Rplus_0_l in Z. apply Rabs_def2 in Z. destruct Z as [Z _].
        replace (line y (grad y) (- (0 * h))) with y in Z by (symmetry; apply line_start). fold (at_ u) in Z.
        assert (Z2 : (f (at_ u) - f y) / u < 0) by lra. assert (Z3 : f (at_ u) - f y = (f (at_ u) - f y) / u * u) by (field; assumption). nra.
      - assert (Hlt : f (at_ t) < f z). { assert (0 < t * h * q * dot d (grad y) (grad y)); [|lra]. repeat apply Rmult_lt_0_compat; lra. }
        destruct (Hcont y t HB HBt (f z - f (at_ t)) ltac:(lra)) as [dl [Hdl HQ]]. simpl in HQ. unfold R_dist in HQ. exists dl. split; [assumption|]. intros u Hu.
        destruct (Req_dec u t) as [->|Hne]; [assumption|]. assert (Q3 : Rabs (f (at_ u) - f (at_ t)) < f z - f (at_ t)).
        { apply HQ. split; [split; [exact I|auto]|]. rewrite Rabs_pos_eq; lra. }
        apply Rabs_def2 in Q3. lra. }
    destruct F2 as [e2 [He2 F2]]. exists (Rmin e1 e2). split; [now apply Rmin_glb_lt|]. intros u Hu _. assert (M1 := Rmin_l e1 e2). assert (M2 := Rmin_r e1 e2).
    split; [apply F1|apply F2]; lra.
Qed.

Lemma K1_step t : 0 <= t <= 1 -> f (at_ t) <= f y - t * h * q * dot d (grad y) (grad y) /\ f (at_ t) <= f z /\ dist d (at_ t) z <= len (f z) (f (at_ t)) /\ B (at_ t) /\
  dist d (at_ t) y <= len (f y) (f (at_ t)).
Proof.
  intros Ht.   assert (Kq := K1_q). destruct (Rle_lt_or_eq_dec 0 _ (dot_nonneg d (grad y))) as [HG|HG].
  - destruct (whole_way HG t Ht) as [HB1 Hf1].
    assert (Q := Htaylor y t HB Hle Ht ltac:(intros u Hu; apply (whole_way HG); lra)). fold (at_ t) q in Q.
    assert (Hfy : 0 < f y). { destruct (Rle_lt_or_eq_dec 0 (f y) (Hf y HB)) as [|E]; [assumption|]. rewrite (Hzero y HB) in HG by auto. lra. }
    assert (W : dist d (at_ t) y <= len (f y) (f (at_ t))) by (unfold at_; rewrite way_length by lra; apply fall; try assumption; lra).
    repeat split; try assumption. apply Rle_trans with (1 := dist_triangle d (at_ t) y z). rewrite <- (len_add (f z) (f y)). lra.
  - assert (HN : norm d (grad y) = 0) by (unfold norm; rewrite <- HG; apply sqrt_0).
    assert (Z : forall i, (i < d)%nat -> grad y i = 0).
    { apply dot_zero. auto. }
    assert (Ef : f (at_ t) = f y) by (apply Hext; intros i Hi; unfold at_, line; rewrite (Z i Hi); ring).
    assert (Ed : dist d (at_ t) y = 0) by (unfold at_; rewrite way_length by lra; rewrite HN; ring).
    assert (T := dist_triangle d (at_ t) y z). assert (El : len (f y) (f y) = 0) by (unfold len, Rdiv; ring).
    rewrite Ef, <- HG, Ed, El. repeat split; try lra. unfold B in *. lra.
Qed.
End OneStep.

(** C: the run from z. *)
Variable x : nat -> vec.
Hypothesis Hx0 : x O = z.
(** The steps are t_k h with 0 < t_k <= 1: all t_k = 1, a schedule or a clipping. *)
Variable tk : nat -> R.
Hypothesis Htk : forall k, 0 < tk k <= 1.
Hypothesis Hx : forall k, x (S k) = line (x k) (grad (x k)) (- (tk k * h)).
Hypothesis Hrho : 0 <= rho.

Lemma dist_self u : dist d u u = 0.
Proof. unfold dist. rewrite (norm_ext d (dif u u) (fun i => 0 * u i)) by (intros; unfold dif; ring). rewrite norm_scale, Rabs_R0. ring. Qed.
Lemma K1_all k : f (x k) <= f z /\ dist d (x k) z <= len (f z) (f (x k)) /\ B (x k).
Proof.
  induction k as [|k [I1 [I2 I3]]].
  - rewrite Hx0. unfold B. rewrite dist_self. assert (E : len (f z) (f z) = 0) by (unfold len, Rdiv; ring). lra.
  - destruct (K1_step (x k) I1 I2 I3 (tk k) ltac:(assert (P := Htk k); lra)) as [S1 [S2 [S3 [S4 S5]]]]. rewrite Hx. auto.
Qed.
(** The later iterates stay in the ball, f falls by the factor 1 - mu t_k h (2 - h L). *)
Theorem K1_stays k : dist d (x k) z <= rho.
Proof. apply K1_all. Qed.
Theorem K1_rate k : f (x (S k)) <= (1 - mu * (tk k * h) * (2 - h * L)) * f (x k).
Proof.
  destruct (K1_all k) as [I1 [I2 I3]]. assert (P := Htk k). destruct (K1_step (x k) I1 I2 I3 (tk k) ltac:(lra)) as [S1 _]. rewrite Hx. apply Rle_trans with (1 := S1).
  assert (Kq := K1_q). assert (Q := HPL (x k) I3). assert (tk k * h * q * (2 * mu * f (x k)) <= tk k * h * q * dot d (grad (x k)) (grad (x k))).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply Rmult_le_pos|]; lra|assumption]. } unfold q in *. lra.
Qed.
Theorem K1_near k j : dist d (x (k + j)%nat) (x k) <= sqrt (2 * f (x k) / mu) / q.
Proof.
  assert (G : dist d (x (k + j)%nat) (x k) <= len (f (x k)) (f (x (k + j)%nat))).
  { induction j as [|j IH]; [rewrite Nat.add_0_r, dist_self; unfold len, Rdiv; right; ring|]. rewrite Nat.add_succ_r, Hx.
    destruct (K1_all (k + j)%nat) as [I1 [I2 I3]]. destruct (K1_step (x (k + j)%nat) I1 I2 I3 (tk (k + j)%nat) ltac:(assert (P := Htk (k + j)%nat); lra)) as [_ [_ [_ [_ S5]]]].
    apply Rle_trans with (1 := dist_triangle d _ (x (k + j)%nat) _). rewrite <- (len_add (f (x k)) (f (x (k + j)%nat))). lra. }
  apply Rle_trans with (1 := G). apply len_below, Hf, K1_all.
Qed.
(** f_k -> 0 where the steps add up to infinity, and the run converges, to a point no farther from x_k than sqrt(2 f_k/mu)/(1 - h L/2). *)
Hypothesis Hsum : forall M, exists n, M <= bsum tk n.
Theorem K1_loss : Un_cv (fun k => f (x k)) 0.
Proof.
  set (p := mu * h * (2 - h * L)). assert (Hp : 0 < p) by (apply Rmult_lt_0_compat; [now apply Rmult_lt_0_compat|lra]).
  assert (Hn : forall k, 0 <= f (x k)) by (intros k; apply Hf, K1_all). assert (Hz : 0 <= f z) by (rewrite <- Hx0; apply Hn).
  assert (G : forall k, f (x k) <= exp (- (p * bsum tk k)) * f z).
  { induction k as [|k IH]; [rewrite Hx0; simpl; replace (- (p * 0)) with 0 by ring; rewrite exp_0; lra|]. apply Rle_trans with (1 := K1_rate k). cbn [bsum].
    assert (E := exp_ineq1_le (- (p * tk k))). replace (- (p * (bsum tk k + tk k))) with (- (p * tk k) + - (p * bsum tk k)) by ring. rewrite exp_plus, (Rmult_assoc (exp (- (p * tk k)))).
    apply Rle_trans with (exp (- (p * tk k)) * f (x k)).
    - apply Rmult_le_compat_r; [apply Hn|]. unfold p in *. lra.
    - apply Rmult_le_compat_l; [left; apply exp_pos|assumption]. }
  intros e He. destruct (Hsum (ln ((f z + 1) / e) / p)) as [N HN]. exists N. intros k Hk. unfold R_dist. rewrite Rminus_0_r, Rabs_pos_eq by apply Hn.
  apply Rle_lt_trans with (1 := G k). assert (Hm : bsum tk N <= bsum tk k) by (apply bsum_mono; [intros j; assert (P := Htk j); lra|assumption]).
  assert (Q : exp (- (p * bsum tk k)) <= e / (f z + 1)).
  { rewrite <- (exp_ln (e / (f z + 1))) by (apply Rdiv_lt_0_compat; lra). apply exp_le.
    replace (e / (f z + 1)) with (/ ((f z + 1) / e)) by (field; split; lra). rewrite ln_Rinv by (apply Rdiv_lt_0_compat; lra).
    apply Ropp_le_contravar. apply Rle_trans with (p * (ln ((f z + 1) / e) / p)); [right; field; lra|apply Rmult_le_compat_l; lra]. }
  apply Rle_lt_trans with (e / (f z + 1) * f z); [now apply Rmult_le_compat_r|]. apply Rmult_lt_reg_r with (f z + 1); [lra|].
  replace (e / (f z + 1) * f z * (f z + 1)) with (e * f z) by (field; lra). nra.
Qed.
Theorem K1_limit : exists zi, (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (zi i)) /\
  forall k, dist d zi (x k) <= sqrt (2 * f (x k) / mu) / q.
Proof.
  assert (Kq := K1_q). assert (Hlim : forall i, exists l, (i < d)%nat -> Un_cv (fun k => x k i) l).
  { intros i. destruct (le_lt_dec d i) as [Hge|Hi]; [exists 0; intros; lia|]. destruct (Rcomplete.R_complete (fun k => x k i)) as [l Hl]; [|exists l; intros; exact Hl].
    assert (S0 : Un_cv (fun k => sqrt (2 * f (x k) / mu) / q) 0).
    { replace 0 with (sqrt (2 * 0 / mu) / q) by (replace (2 * 0 / mu) with 0 by (field; lra); rewrite sqrt_0; field; lra).
      unfold Rdiv at 1. apply (CV_mult (fun k => sqrt (2 * f (x k) / mu)) (fun _ => / q)); [|apply cv_const].
      apply (continuity_seq sqrt (fun k => 2 * f (x k) / mu)); [apply continuity_pt_sqrt; right; field; lra|].
      apply (CV_mult (fun k => 2 * f (x k)) (fun _ => / mu)); [|apply cv_const]. apply (CV_mult (fun _ => 2)); [apply cv_const|apply K1_loss]. }
    intros e He. destruct (S0 (e / 2) ltac:(lra)) as [N HN]. exists N. specialize (HN N (le_n N)). unfold R_dist in *. rewrite Rminus_0_r in HN. apply Rabs_def2 in HN.
    intros a b Ha Hb. assert (A := K1_near N (a - N)). replace (N + (a - N))%nat with a in A by lia. assert (B' := K1_near N (b - N)). replace (N + (b - N))%nat with b in B' by lia.
    assert (C1 := coordinate_near d (x a) (x N) i Hi). assert (C2 := coordinate_near d (x b) (x N) i Hi).
    replace (x a i - x b i) with ((x a i - x N i) + - (x b i - x N i)) by ring. apply Rle_lt_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp. lra. }
  set (zi := fun i => real (Lim_seq (fun k => x k i))).
  assert (Hzi : forall i, (i < d)%nat -> Un_cv (fun k => x k i) (zi i)).
  { intros i Hi. destruct (Hlim i) as [l Hl]. specialize (Hl Hi). unfold zi. assert (Q := Hl). apply is_lim_seq_Reals in Q. apply is_lim_seq_unique in Q. rewrite Q. exact Hl. }
  exists zi. split; [exact Hzi|]. intros k.
  set (b := sqrt (2 * f (x k) / mu) / q). assert (Hb : 0 <= b) by (unfold b; apply Rmult_le_pos; [apply sqrt_pos|left; apply Rinv_0_lt_compat; lra]).
  apply sq_le_inv; [assumption|]. unfold dist. rewrite norm_sq.
  assert (D : Un_cv (fun j => dot d (dif (x (k + j)%nat) (x k)) (dif (x (k + j)%nat) (x k))) (dot d (dif zi (x k)) (dif zi (x k)))).
  { assert (D1 : forall i, (i < d)%nat -> Un_cv (fun j => dif (x (k + j)%nat) (x k) i) (dif zi (x k) i)).
    { intros i Hi. unfold dif. apply (CV_minus (fun j => x (k + j)%nat i) (fun _ => x k i)); [|apply cv_const].
      intros e He. destruct (Hzi i Hi e He) as [N HN]. exists N. intros j Hj. apply HN. lia. }
    apply dot_cv; exact D1. }
  destruct (Rle_lt_dec (dot d (dif zi (x k)) (dif zi (x k))) (b ^ 2)) as [|Hgt]; [assumption|exfalso].
  destruct (D (dot d (dif zi (x k)) (dif zi (x k)) - b ^ 2) ltac:(lra)) as [N HN]. specialize (HN N (le_n N)). unfold R_dist in HN. apply Rabs_def2 in HN.
  assert (A := K1_near k N). fold b in A. unfold dist in A. assert (A2 : norm d (dif (x (k + N)%nat) (x k)) ^ 2 <= b ^ 2) by (apply pow_incr; split; [apply norm_nonneg|exact A]).
  rewrite norm_sq in A2. lra.
Qed.
End Capture.

(** The limit of a sequence that stays within b of a point does. *)
Lemma dist_limit d (v : nat -> vec) l u b : 0 <= b -> (forall i, (i < d)%nat -> Un_cv (fun k => v k i) (l i)) -> (forall k, dist d (v k) u <= b) -> dist d l u <= b.
Proof.
  intros Hb Hl Hv. apply sq_le_inv; [assumption|]. unfold dist. rewrite norm_sq.
  assert (D1 : forall i, (i < d)%nat -> Un_cv (fun j => dif (v j) u i) (dif l u i)).
  { intros i Hi. unfold dif. apply (CV_minus (fun j => v j i) (fun _ => u i)); [now apply Hl|apply cv_const]. }
  assert (D := dot_cv d (fun j => dif (v j) u) (fun j => dif (v j) u) (dif l u) (dif l u) D1 D1). cbv beta in D.
  destruct (Rle_lt_dec (dot d (dif l u) (dif l u)) (b ^ 2)) as [|Hgt]; [assumption|exfalso].
  destruct (D (dot d (dif l u) (dif l u) - b ^ 2) ltac:(lra)) as [N HN]. specialize (HN N (le_n N)). unfold R_dist in HN. apply Rabs_def2 in HN.
  assert (A := Hv N). unfold dist in A. assert (A2 : norm d (dif (v N) u) ^ 2 <= b ^ 2) by (apply pow_incr; split; [apply norm_nonneg|exact A]).
  rewrite norm_sq in A2. lra.
Qed.
Lemma dist_same d u v : dist d u v = 0 -> forall i, (i < d)%nat -> u i = v i.
Proof. intros E i Hi. assert (Q := coordinate_near d u v i Hi). rewrite E in Q. assert (P := Rabs_pos (u i - v i)). assert (Z : Rabs (u i - v i) = 0) by lra.
  destruct (Req_dec (u i - v i) 0) as [|Hne]; [lra|]. assert (W := Rabs_pos_lt _ Hne). lra. Qed.
Lemma dist_sym d u v : dist d u v = dist d v u.
Proof. unfold dist. rewrite (norm_ext d (dif u v) (fun i => -1 * dif v u i)) by (intros; unfold dif; ring). rewrite norm_scale, Rabs_left by lra. ring. Qed.
Lemma dist_nonneg d u v : 0 <= dist d u v. Proof. apply norm_nonneg. Qed.

(** K1b: u - t grad f(u) is a contraction by max(|1 - tm|, |1 - tL|) on the ball for t = 1/L and t = h, as for 0 < m <= Hessian <= L.
    The ball holds exactly one critical point, near z, and the run contracts towards it. *)
Section Isolated.
Variables (d : nat) (z : vec) (rho h L m : R) (grad : vec -> vec).
Let B y := dist d y z <= rho.
Hypothesis Hm : 0 < m <= L.
Hypothesis Hh : 0 < h.
Hypothesis HhL : h * L < 2.
Hypothesis Hext : forall u v, (forall i, (i < d)%nat -> u i = v i) -> forall i, (i < d)%nat -> grad u i = grad v i.
Hypothesis Hcontract : forall t u v, t = / L \/ t = h -> B u -> B v ->
  dist d (line u (grad u) (- t)) (line v (grad v) (- t)) <= Rmax (Rabs (1 - t * m)) (Rabs (1 - t * L)) * dist d u v.
Hypothesis Hradius : 2 * norm d (grad z) / m <= rho.
Let r0 := norm d (grad z) / m.

Lemma K1b_r0 : 0 <= r0 /\ 2 * r0 <= rho.
Proof. unfold r0. split; [apply Rmult_le_pos; [apply norm_nonneg|left; apply Rinv_0_lt_compat; lra]|]. replace (2 * (norm d (grad z) / m)) with (2 * norm d (grad z) / m) by (field; lra). exact Hradius. Qed.
Fixpoint descent (t : R) (u : vec) (k : nat) : vec := match k with O => u | S n => line (descent t u n) (grad (descent t u n)) (- t) end.
Let p := 1 - m / L.
Lemma K1b_p : 0 <= p < 1 /\ Rmax (Rabs (1 - / L * m)) (Rabs (1 - / L * L)) = p.
Proof.
  assert (Q : 0 < m / L <= 1) by (split; [apply Rdiv_lt_0_compat; lra|apply Rdiv_le_1; lra]). split; [unfold p; lra|].
  replace (1 - / L * m) with p by (unfold p; field; lra). replace (1 - / L * L) with 0 by (field; lra). rewrite Rabs_R0, Rabs_pos_eq by (unfold p; lra). apply Rmax_left. unfold p. lra.
Qed.
Let y := descent (/ L) z.
Lemma K1b_first : dist d (y 1%nat) (y O) = r0 * (1 - p).
Proof.
  unfold dist, y. simpl. rewrite (norm_ext d _ (fun i => - / L * grad z i)) by (intros; unfold dif, line; ring). rewrite norm_scale, Rabs_Ropp, Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra).
  unfold r0, p. field. lra.
Qed.
Lemma K1b_steps k : dist d (y k) z <= r0 * (1 - p ^ k) /\ dist d (y (S k)) (y k) <= p ^ k * (r0 * (1 - p)).
Proof.
  destruct K1b_p as [Hp Ep]. destruct K1b_r0 as [R0 R1]. assert (HB : forall k, dist d (y k) z <= r0 * (1 - p ^ k) -> B (y k)).
  { intros n Q. unfold B. assert (0 <= p ^ n) by (apply pow_le; lra). assert (r0 * (1 - p ^ n) <= r0 * 1) by (apply Rmult_le_compat_l; lra). lra. }
  induction k as [|k [I1 I2]].
  - split; [unfold y; simpl; unfold dist; rewrite (norm_ext d _ (fun i => 0 * z i)) by (intros; unfold dif; ring); rewrite norm_scale, Rabs_R0; lra|]. rewrite K1b_first. simpl. lra.
  - assert (J : dist d (y (S k)) z <= r0 * (1 - p ^ S k)).
    { apply Rle_trans with (1 := dist_triangle d (y (S k)) (y k) z). apply Rle_trans with (p ^ k * (r0 * (1 - p)) + r0 * (1 - p ^ k)); [lra|]. right. simpl. ring. }
    split; [exact J|]. assert (Q := Hcontract (/ L) (y (S k)) (y k) (or_introl eq_refl) (HB _ J) (HB _ I1)). rewrite Ep in Q.
    change (line (y (S k)) (grad (y (S k))) (- / L)) with (y (S (S k))) in Q. change (line (y k) (grad (y k)) (- / L)) with (y (S k)) in Q.
    apply Rle_trans with (1 := Q). simpl. rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.
Lemma K1b_far k j : dist d (y (k + j)%nat) (y k) <= p ^ k * r0.
Proof.
  destruct K1b_p as [Hp Ep]. destruct K1b_r0 as [R0 _]. assert (G : dist d (y (k + j)%nat) (y k) <= p ^ k * r0 * (1 - p ^ j)).
  { induction j as [|j IH].
    - rewrite Nat.add_0_r. unfold dist. rewrite (norm_ext d _ (fun i => 0 * z i)) by (intros; unfold dif; ring). rewrite norm_scale, Rabs_R0. simpl. lra.
    - rewrite Nat.add_succ_r. apply Rle_trans with (1 := dist_triangle d _ (y (k + j)%nat) _). destruct (K1b_steps (k + j)) as [_ S1].
      apply Rle_trans with (p ^ (k + j) * (r0 * (1 - p)) + p ^ k * r0 * (1 - p ^ j)); [lra|]. rewrite pow_add. right. simpl. ring. }
  apply Rle_trans with (1 := G). assert (0 <= p ^ k * r0) by (apply Rmult_le_pos; [apply pow_le; lra|assumption]). assert (0 <= p ^ j) by (apply pow_le; lra).
  rewrite <- (Rmult_1_r (p ^ k * r0)) at 2. apply Rmult_le_compat_l; lra.
Qed.

(** One point within |grad f(z)|/m of z has gradient 0. *)
Theorem K1b_critical : exists zs, dist d zs z <= norm d (grad z) / m /\ forall i, (i < d)%nat -> grad zs i = 0.
Proof.
  destruct K1b_p as [Hp Ep]. destruct K1b_r0 as [R0 R1].
  assert (HB : forall k, dist d (y k) z <= r0). { intros k. destruct (K1b_steps k) as [S1 _]. assert (0 <= p ^ k) by (apply pow_le; lra). assert (r0 * (1 - p ^ k) <= r0 * 1) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hsmall : forall e, 0 < e -> exists N, forall k, (N <= k)%nat -> p ^ k * r0 < e).
  { intros e He. destruct (pow_lt_1_zero p ltac:(rewrite Rabs_pos_eq; lra) (e / (r0 + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [N HN]. exists N. intros k Hk. specialize (HN k Hk).
    rewrite Rabs_pos_eq in HN by (apply pow_le; lra). assert (0 <= p ^ k) by (apply pow_le; lra). apply Rle_lt_trans with (p ^ k * (r0 + 1)); [apply Rmult_le_compat_l; lra|].
    apply Rmult_lt_compat_r with (r := r0 + 1) in HN; [|lra]. replace (e / (r0 + 1) * (r0 + 1)) with e in HN by (field; lra). exact HN. }
  set (zs := fun i => real (Lim_seq (fun k => y k i))).
  assert (Hzs : forall i, (i < d)%nat -> Un_cv (fun k => y k i) (zs i)).
  { intros i Hi. destruct (Rcomplete.R_complete (fun k => y k i)) as [l Hl].
    - intros e He. destruct (Hsmall (e / 2) ltac:(lra)) as [N HN]. exists N. specialize (HN N (le_n N)). unfold R_dist. intros a b Ha Hb.
      assert (A := K1b_far N (a - N)). replace (N + (a - N))%nat with a in A by lia. assert (B' := K1b_far N (b - N)). replace (N + (b - N))%nat with b in B' by lia.
      assert (C1 := coordinate_near d (y a) (y N) i Hi). assert (C2 := coordinate_near d (y b) (y N) i Hi).
      replace (y a i - y b i) with ((y a i - y N i) + - (y b i - y N i)) by ring. apply Rle_lt_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp. lra.
    - assert (Q := Hl). apply is_lim_seq_Reals in Q. apply is_lim_seq_unique in Q. unfold zs. rewrite Q. exact Hl. }
  assert (Hz : dist d zs z <= r0) by (apply (dist_limit d y); assumption).
  assert (Hk : forall k, dist d zs (y k) <= p ^ k * r0).
  { intros k. apply (dist_limit d (fun j => y (k + j)%nat)).
    - apply Rmult_le_pos; [apply pow_le; lra|assumption].
    - intros i Hi e He. destruct (Hzs i Hi e He) as [N HN]. exists N. intros j Hj. apply HN. lia.
    - intros j. apply K1b_far. }
  exists zs. split; [exact Hz|]. set (G := line zs (grad zs) (- / L)).
  assert (HG : dist d G zs = 0).
  { destruct (Rle_lt_or_eq_dec 0 _ (dist_nonneg d G zs)) as [Hgt|E]; [exfalso|auto]. destruct (Hsmall (dist d G zs / 2) ltac:(lra)) as [N HN].
    assert (Q := Hcontract (/ L) zs (y N) (or_introl eq_refl) ltac:(unfold B; lra) ltac:(unfold B; assert (W := HB N); lra)). rewrite Ep in Q. fold G in Q.
    change (line (y N) (grad (y N)) (- / L)) with (y (S N)) in Q. assert (T := dist_triangle d G (y (S N)) zs). rewrite (dist_sym d (y (S N)) zs) in T.
    assert (K1 := Hk N). assert (K2 := Hk (S N)). assert (S1 := HN N (le_n N)). assert (S2 := HN (S N) ltac:(lia)). assert (P := dist_nonneg d zs (y N)).
    assert (p * dist d zs (y N) <= 1 * dist d zs (y N)) by (apply Rmult_le_compat_r; lra). lra. }
  intros i Hi. assert (E := dist_same d G zs HG i Hi). unfold G, line in E. assert (0 < / L) by (apply Rinv_0_lt_compat; lra).
  apply Rmult_eq_reg_l with (- / L); lra.
Qed.
Lemma fixed_line zs t : (forall i, (i < d)%nat -> grad zs i = 0) -> forall u, dist d u (line zs (grad zs) (- t)) = dist d u zs.
Proof. intros Hz u. unfold dist, norm. f_equal. apply dot_ext; intros i Hi; unfold dif, line; rewrite (Hz i Hi); ring. Qed.
(** It is the only one in the ball. *)
Theorem K1b_unique u v : B u -> B v -> (forall i, (i < d)%nat -> grad u i = 0) -> (forall i, (i < d)%nat -> grad v i = 0) -> forall i, (i < d)%nat -> u i = v i.
Proof.
  intros Bu Bv Hu Hv. destruct K1b_p as [Hp Ep]. apply dist_same. assert (Q := Hcontract (/ L) u v (or_introl eq_refl) Bu Bv). rewrite Ep in Q.
  rewrite (fixed_line v (/ L) Hv), (dist_sym d _ v), (fixed_line u (/ L) Hu), (dist_sym d v u) in Q. assert (P := dist_nonneg d u v). nra.
Qed.
(** The run from z contracts towards it and stays in the ball. *)
Theorem K1b_run (x : nat -> vec) zs : x O = z -> (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> dist d zs z <= norm d (grad z) / m ->
  (forall i, (i < d)%nat -> grad zs i = 0) -> let q := Rmax (Rabs (1 - h * m)) (Rabs (1 - h * L)) in
  q < 1 /\ forall k, B (x k) /\ dist d (x (S k)) zs <= q * dist d (x k) zs.
Proof.
  intros Hx0 Hx Hzs Hg q. destruct K1b_r0 as [R0 R1]. fold r0 in Hzs. assert (Hq : q < 1).
  { assert (0 < h * m) by (apply Rmult_lt_0_compat; lra). assert (h * m <= h * L) by (apply Rmult_le_compat_l; lra). unfold q. apply Rmax_lub_lt; apply Rabs_def1; lra. }
  assert (Bz : B zs) by (unfold B; lra). split; [exact Hq|].
  assert (Hs : forall k, B (x k) -> dist d (x (S k)) zs <= q * dist d (x k) zs).
  { intros k HB. assert (Q := Hcontract h (x k) zs (or_intror eq_refl) HB Bz). rewrite <- Hx, (fixed_line zs h Hg) in Q. exact Q. }
  assert (Hd : forall k, dist d (x k) zs <= r0 /\ B (x k)).
  { induction k as [|k [I1 I2]].
    - rewrite Hx0. rewrite dist_sym in Hzs. split; [exact Hzs|]. unfold B. unfold dist. rewrite (norm_ext d _ (fun i => 0 * z i)) by (intros; unfold dif; ring). rewrite norm_scale, Rabs_R0. lra.
    - assert (Q := Hs k I2). assert (P := dist_nonneg d (x k) zs). assert (J : dist d (x (S k)) zs <= r0) by nra. split; [exact J|].
      unfold B. apply Rle_trans with (1 := dist_triangle d (x (S k)) zs z). lra. }
  intros k. destruct (Hd k) as [_ HB]. split; [exact HB|now apply Hs].
Qed.
End Isolated.
