(** P1c: balanced starts of powers of products, squared loss: x' = x - eta (x^N - 1) x^(N-1) converges to 1 from every x_0 > 0 with x_1 > 0,
    up to eta = 2/N, where the minimiser loses its stability. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi Line.
Open Scope R_scope.

Lemma ln_low u : 0 <= u -> u - u ^ 2 / 2 <= ln (1 + u).
Proof.
  intros Hu. destruct (Req_dec u 0) as [->|Hne]; [replace (1 + 0) with 1 by ring; rewrite ln_1; lra|].
  destruct (MVT_gen (fun x => ln (1 + x) - x + x ^ 2 / 2) 0 u (fun x => x ^ 2 / (1 + x))) as [z [Hz Ez]].
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. auto_derive; [lra|]. field. lra.
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => ln (1 + x) - x + x ^ 2 / 2)).
    auto_derive. lra.
  - rewrite Rmin_left, Rmax_right in Hz by lra. replace (1 + 0) with 1 in Ez by ring. rewrite ln_1 in Ez.
    assert (0 <= z ^ 2 / (1 + z)) by (apply Rmult_le_pos; [apply sq_nonneg|left; apply Rinv_0_lt_compat; lra]). nra.
Qed.
Lemma ln_high v : 0 <= v < 1 -> v + v ^ 2 / 2 <= - ln (1 - v).
Proof.
  intros Hv. destruct (Req_dec v 0) as [->|Hne]; [replace (1 - 0) with 1 by ring; rewrite ln_1; lra|].
  destruct (MVT_gen (fun x => - ln (1 - x) - x - x ^ 2 / 2) 0 v (fun x => x ^ 2 / (1 - x))) as [z [Hz Ez]].
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. auto_derive; [lra|]. field. lra.
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => - ln (1 - x) - x - x ^ 2 / 2)).
    auto_derive. lra.
  - rewrite Rmin_left, Rmax_right in Hz by lra. replace (1 - 0) with 1 in Ez by ring. rewrite ln_1 in Ez.
    assert (0 <= z ^ 2 / (1 - z)) by (apply Rmult_le_pos; [apply sq_nonneg|left; apply Rinv_0_lt_compat; lra]). nra.
Qed.
(** x - y > sqrt(xy) ln(x/y): sinh z > z. *)
Lemma log_mean q : 1 < q -> 2 * ln q < q - / q.
Proof.
  intros Hq. destruct (MVT_gen (fun x => x - / x - 2 * ln x) 1 q (fun x => (1 - / x) ^ 2)) as [z [Hz Ez]].
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. auto_derive; [split; lra|]. field. lra.
  - intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => x - / x - 2 * ln x)).
    auto_derive. split; lra.
  - rewrite Rmin_left, Rmax_right in Hz by lra. rewrite ln_1, Rinv_1 in Ez.
    assert (P : 0 <= q - / q - 2 * ln q) by (assert (0 <= (1 - / z) ^ 2) by apply sq_nonneg; nra).
    destruct P as [P|P]; [lra|exfalso].
    (* equality at q would make the function constant: look at the root *)
    assert (Hr : 1 < sqrt q) by (rewrite <- sqrt_1; apply sqrt_lt_1; lra). assert (Er : sqrt q * sqrt q = q) by (apply sqrt_sqrt; lra).
    set (r := sqrt q) in *. destruct (MVT_gen (fun x => x - / x - 2 * ln x) r q (fun x => (1 - / x) ^ 2)) as [z2 [Hz2 Ez2]].
    + intros x Hx. rewrite Rmin_left, Rmax_right in Hx by nra. auto_derive; [split; lra|]. field. lra.
    + intros x Hx. rewrite Rmin_left, Rmax_right in Hx by nra. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => x - / x - 2 * ln x)).
      auto_derive. split; lra.
    + rewrite Rmin_left, Rmax_right in Hz2 by nra.
      destruct (MVT_gen (fun x => x - / x - 2 * ln x) 1 r (fun x => (1 - / x) ^ 2)) as [z3 [Hz3 Ez3]].
      * intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. auto_derive; [split; lra|]. field. lra.
      * intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra. apply continuity_pt_filterlim, (ex_derive_continuous (fun x => x - / x - 2 * ln x)).
        auto_derive. split; lra.
      * rewrite ln_1, Rinv_1 in Ez3. assert (0 <= (1 - / z3) ^ 2) by apply sq_nonneg.
        assert (0 < (1 - / z2) ^ 2). { assert (/ z2 < 1) by (rewrite <- Rinv_1; apply Rinv_lt_contravar; lra). nra. }
        assert (r < q) by nra. nra.
Qed.

Section P1c.
Variables (eta : R) (n : nat).
Let N := S (S n).
Hypothesis Heta : 0 < eta.
Hypothesis HetaN : eta * INR N <= 2.
Definition T (x : R) := x - eta * (x ^ N - 1) * x ^ (S n).
Definition phi (x : R) := eta * (x ^ N - 1) * x ^ n.

Lemma T_phi x : T x = x * (1 - phi x).
Proof. unfold T, phi. simpl. ring. Qed.
Lemma T_cont x : continuity_pt T x.
Proof. apply continuity_pt_filterlim, (ex_derive_continuous T). unfold T. auto_derive. exact I. Qed.
Lemma eta_le1 : eta <= 1.
Proof. assert (2 <= INR N) by (unfold N; rewrite 2 S_INR; assert (Q := pos_INR n); lra). nra. Qed.

(** No 2-cycle among positive numbers. *)
Lemma no_cycle x y : 0 < y -> y < x -> T x = y -> T y = x -> False.
Proof.
  intros Hy Hyx Hx Hyy. assert (Hx0 : 0 < x) by lra. set (X := x ^ N) in *. set (Z := y ^ N) in *.
  assert (HX : 0 < X) by (apply pow_lt; assumption). assert (HZ : 0 < Z) by (apply pow_lt; assumption).
  set (u := X - 1). set (v := 1 - Z).
  assert (Ex : x - y = eta * (u * x ^ (S n))) by (unfold T in Hx; fold X in Hx; unfold u; lra).
  assert (Ey : x - y = eta * (v * y ^ (S n))) by (unfold T in Hyy; fold Z in Hyy; unfold v; lra).
  assert (Px : 0 < x ^ (S n)) by (apply pow_lt; assumption). assert (Py : 0 < y ^ (S n)) by (apply pow_lt; assumption).
  assert (Hsgn : forall a b, 0 < b -> x - y = eta * (a * b) -> 0 < a).
  { intros a b Hb E. destruct (Rlt_le_dec 0 a) as [|Hn]; [assumption|exfalso].
    assert (0 <= - a * b) by (apply Rmult_le_pos; lra). assert (0 <= eta * (- a * b)) by (apply Rmult_le_pos; lra). lra. }
  assert (Hu : 0 < u) by (apply (Hsgn u (x ^ S n)); assumption). assert (Hv : 0 < v) by (apply (Hsgn v (y ^ S n)); assumption).
  assert (Hv1 : v < 1) by (unfold v; lra).
  assert (Puv : u * x ^ (S n) = v * y ^ (S n)) by (apply Rmult_eq_reg_l with eta; lra).
  assert (Hpow : y ^ (S n) < x ^ (S n)) by (simpl; assert (0 < y ^ n) by (apply pow_lt; assumption); assert (y ^ n <= x ^ n) by (apply pow_incr; lra); nra).
  assert (Huv : u < v) by nra.
  (* in r = sqrt(x/y) *)
  assert (Hq : 1 < x / y) by (apply Rmult_lt_reg_r with y; [assumption|]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra).
  set (r := sqrt (x / y)). assert (Hr : 1 < r) by (unfold r; rewrite <- sqrt_1; apply sqrt_lt_1; lra).
  assert (Er : r * r = x / y) by (apply sqrt_sqrt; lra).
  assert (Hlog := log_mean r Hr).
  set (m := sqrt (x * y)). assert (Hxy : 0 < x * y) by (apply Rmult_lt_0_compat; assumption). assert (Hm : 0 < m) by (apply sqrt_lt_R0; assumption).
  assert (Em : m * m = x * y) by (apply sqrt_sqrt; lra).
  assert (Emr : m * r = x). { unfold m, r. rewrite <- sqrt_mult by (try (left; assumption); left; lra). replace (x * y * (x / y)) with (x ^ 2) by (field; lra). apply sqrt_pow2. lra. }
  assert (Emr' : m * / r = y). { apply Rmult_eq_reg_r with r; [|lra]. rewrite Rmult_assoc, Rinv_l by lra. rewrite Rmult_1_r. apply Rmult_eq_reg_l with r; [|lra]. replace (r * m) with x by lra. replace (r * (y * r)) with (r * r * y) by ring. rewrite Er. field. lra. }
  assert (Hdiff : m * (2 * ln r) < x - y) by (assert (m * (2 * ln r) < m * (r - / r)) by (apply Rmult_lt_compat_l; assumption); lra).
  (* ln(X/Z) = 2 N ln r *)
  assert (HlnXZ : ln X - ln Z = INR N * (2 * ln r)).
  { unfold X, Z. rewrite 2 ln_pow by assumption. assert (E2 : ln x - ln y = 2 * ln r).
    { rewrite <- ln_div by assumption. rewrite <- Er. rewrite ln_mult by lra. ring. } nra. }
  assert (HlnX : ln X = ln (1 + u)) by (f_equal; unfold u; ring). assert (HlnZ : ln Z = ln (1 - v)) by (f_equal; unfold v; ring).
  assert (L1 := ln_low u ltac:(lra)). assert (L2 := ln_high v ltac:(lra)).
  assert (Hsum : u + v <= INR N * (2 * ln r)) by (rewrite <- HlnXZ, HlnX, HlnZ; nra).
  (* t^2 xy = u v X Z *)
  set (t := u * x ^ (S n)). assert (Et : t * t * (x * y) = u * v * (X * Z)).
  { unfold t. replace (u * x ^ S n * (u * x ^ S n) * (x * y)) with (u * (u * x ^ S n) * (x * x ^ S n) * y) by ring. rewrite Puv.
    replace (u * (v * y ^ S n) * (x * x ^ S n) * y) with (u * v * ((x * x ^ S n) * (y * y ^ S n))) by ring. reflexivity. }
  assert (HXZ1 : X * Z < 1) by (unfold u, v in *; nra).
  assert (Hxy1 : x * y < 1).
  { destruct (Rlt_le_dec (x * y) 1) as [|Hge]; [assumption|exfalso]. assert (1 <= (x * y) ^ N) by (apply pow_R1_Rle; assumption).
    rewrite Rpow_mult_distr in H. fold X Z in H. lra. }
  assert (HXZ : X * Z <= (x * y) * (x * y)).
  { unfold X, Z. rewrite <- Rpow_mult_distr. unfold N. simpl. assert (0 <= (x * y) ^ n <= 1).
    { split; [apply pow_le; lra|]. rewrite <- (pow1 n). apply pow_incr. lra. } nra. }
  assert (Ht : 0 < t) by (unfold t; apply Rmult_lt_0_compat; assumption).
  (* t <= m sqrt(uv) *)
  assert (Htm : t * t <= m * m * (u * v)).
  { assert (Puv0 : 0 < u * v) by (apply Rmult_lt_0_compat; assumption). apply Rmult_le_reg_r with (x * y); [assumption|]. rewrite Et, Em.
    replace (x * y * (u * v) * (x * y)) with (u * v * (x * y * (x * y))) by ring. apply Rmult_le_compat_l; lra. }
  assert (Htm2 : 2 * t <= m * (u + v)).
  { apply Rsqr_incr_0; [|lra|apply Rmult_le_pos; lra]. unfold Rsqr. assert (4 * (u * v) <= (u + v) * (u + v)) by (assert (0 <= (u - v) ^ 2) by apply sq_nonneg; nra).
    assert (0 < m * m) by (apply Rmult_lt_0_compat; assumption). nra. }
  assert (HetaT : x - y = eta * t) by (unfold t; exact Ex).
  assert (HNp : 0 < INR N) by (apply lt_0_INR; unfold N; lia).
  assert (F1 : m * (2 * ln r) * INR N < eta * t * INR N) by (rewrite <- HetaT; apply Rmult_lt_compat_r; assumption).
  assert (F2 : eta * t * INR N <= 2 * t) by nra.
  assert (F3 : m * (u + v) <= m * (INR N * (2 * ln r))) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** Below 1 the map rises, but not too far. *)
Lemma below_one x : 0 < x < 1 -> x < T x /\ phi (T x) < 1.
Proof.
  intros Hx. assert (HX : 0 < x ^ N < 1).
  { split; [apply pow_lt; lra|]. unfold N. simpl. assert (0 < x ^ n) by (apply pow_lt; lra). assert (x ^ n <= 1) by (rewrite <- (pow1 n); apply pow_incr; lra). nra. }
  assert (Hn : 0 < x ^ n <= 1) by (split; [apply pow_lt; lra|rewrite <- (pow1 n); apply pow_incr; lra]).
  assert (Hphi : phi x < 0).
  { unfold phi. assert (0 < eta * (1 - x ^ N) * x ^ n) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]). lra. }
  assert (Hup : x < T x) by (rewrite T_phi; nra). split; [assumption|].
  destruct (Rle_lt_dec (T x) 1) as [H1|H1].
  - assert ((T x) ^ N <= 1) by (rewrite <- (pow1 N); apply pow_incr; lra). assert (0 <= (T x) ^ n) by (apply pow_le; lra).
    unfold phi. assert (0 <= eta * (1 - T x ^ N) * T x ^ n) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|assumption]). lra.
  - assert (HNp : 0 < INR N) by (apply lt_0_INR; unfold N; lia).
    assert (Hlog : INR N * ln (T x) <= 1 - ln 2).
    { rewrite T_phi. rewrite ln_mult by lra. assert (A : ln (1 - phi x) <= - phi x).
      { assert (Q := ln_le_sub1 (1 - phi x) ltac:(lra)). lra. }
      assert (B : - phi x <= eta * (1 - x ^ N)) by (unfold phi; assert (0 <= eta * (1 - x ^ N)) by (apply Rmult_le_pos; lra); nra).
      assert (C : INR N * ln x = ln (x ^ N)) by (rewrite ln_pow by lra; reflexivity).
      assert (D : ln (x ^ N) <= 2 * x ^ N - 1 - ln 2).
      { assert (Q := ln_le_sub1 (2 * x ^ N) ltac:(lra)). rewrite ln_mult in Q by lra. lra. }
      assert (E : INR N * (- phi x) <= 2 * (1 - x ^ N)).
      { apply Rle_trans with (INR N * (eta * (1 - x ^ N))); [apply Rmult_le_compat_l; lra|]. nra. }
      rewrite Rmult_plus_distr_l, C. assert (INR N * ln (1 - phi x) <= INR N * (- phi x)) by (apply Rmult_le_compat_l; lra). lra. }
    assert (HTN : T x ^ N <= 3 / 2).
    { rewrite <- (exp_ln (T x ^ N)) by (apply pow_lt; lra). rewrite ln_pow by lra.
      apply Rle_trans with (exp (1 - ln 2)); [destruct (Rle_lt_or_eq_dec _ _ Hlog) as [Q|Q]; [left; now apply exp_increasing|right; now rewrite Q]|].
      unfold Rminus. rewrite exp_plus, exp_Ropp, exp_ln by lra. assert (Q := exp_le_3). lra. }
    assert (HTn : T x ^ n <= T x ^ N) by (apply Rle_pow; [lra|unfold N; lia]).
    assert (H0 : 1 <= T x ^ N) by (apply pow_R1_Rle; lra). assert (H2 : 0 < T x ^ n) by (apply pow_lt; lra).
    unfold phi. assert (Q := eta_le1). apply Rle_lt_trans with (1 * (1 / 2) * (3 / 2)); [|lra].
    apply Rmult_le_compat; [apply Rmult_le_pos; lra|lra|apply Rmult_le_compat; lra|lra].
Qed.
Lemma above_one x : 1 < x -> phi x < 1 -> 0 < T x < x.
Proof.
  intros Hx Hp. rewrite T_phi. assert (1 < x ^ N) by (apply Rlt_pow_R1; [assumption|unfold N; lia]). assert (0 < x ^ n) by (apply pow_lt; lra).
  assert (0 < phi x) by (unfold phi; apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|assumption]). nra.
Qed.
Lemma phi_mono x y : 0 < x -> x <= y -> phi y < 1 -> phi x < 1.
Proof.
  intros Hx Hxy Hy. destruct (Rle_lt_dec x 1) as [H1|H1].
  - assert (x ^ N <= 1) by (rewrite <- (pow1 N); apply pow_incr; lra). assert (0 <= x ^ n) by (apply pow_le; lra).
    unfold phi. assert (0 <= eta * (1 - x ^ N) * x ^ n) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|assumption]). lra.
  - apply Rle_lt_trans with (2 := Hy). unfold phi. assert (1 <= x ^ N) by (apply pow_R1_Rle; lra). assert (x ^ N <= y ^ N) by (apply pow_incr; lra).
    assert (0 < x ^ n) by (apply pow_lt; lra). assert (x ^ n <= y ^ n) by (apply pow_incr; lra).
    apply Rmult_le_compat; [apply Rmult_le_pos; lra|lra|apply Rmult_le_compat_l; lra|assumption].
Qed.
Lemma T_one : T 1 = 1.
Proof. unfold T. rewrite !pow1. ring. Qed.

Section Orbit.
Variable x : nat -> R.
Hypothesis Hx : forall k, x (S k) = T (x k).
Hypothesis H0 : 0 < x O.
Hypothesis H1 : 0 < x 1%nat.

(** An interval of positive numbers that holds x_0 and 1 and is mapped into itself. *)
Lemma P1c_interval : exists lo b, 0 < lo <= 1 /\ 1 <= b /\ lo <= x O <= b /\ forall y, lo <= y <= b -> lo <= T y <= b.
Proof.
  assert (Hphi0 : phi (x O) < 1) by (rewrite Hx, T_phi in H1; nra).
  (* the largest value of T on [0, 1] *)
  destruct (continuity_ab_maj T 0 1 ltac:(lra) ltac:(intros; apply T_cont)) as [a [Ha Hain]].
  assert (HTa : phi (T a) < 1 /\ 1 <= T a).
  { assert (Q : 1 <= T a) by (rewrite <- T_one; apply Ha; lra). split; [|assumption].
    destruct (Req_dec a 1) as [->|Hne1]; [rewrite T_one; unfold phi; rewrite !pow1; lra|].
    destruct (Req_dec a 0) as [->|Hne0]; [unfold T in Q; simpl in Q; rewrite !Rmult_0_l in Q; lra|].
    apply below_one. lra. }
  set (b := Rmax (x O) (T a)). assert (Hb1 : 1 <= b) by (unfold b; assert (Q := Rmax_r (x O) (T a)); lra).
  assert (Hphib : phi b < 1) by (unfold b, Rmax; destruct (Rle_dec _ _); [apply HTa|assumption]).
  assert (HTb : forall y, 0 <= y <= b -> T y <= b).
  { intros y Hy. destruct (Rle_lt_dec y 1) as [Hy1|Hy1].
    - apply Rle_trans with (T a); [apply Ha; lra|apply Rmax_r].
    - destruct (above_one y Hy1 (phi_mono y b ltac:(lra) ltac:(lra) Hphib)). lra. }
  destruct (continuity_ab_min T 1 b Hb1 ltac:(intros; apply T_cont)) as [m [Hm Hmin]].
  assert (HTm : 0 < T m) by (destruct (Req_dec m 1) as [->|Hne]; [rewrite T_one; lra|apply above_one; [lra|apply (phi_mono m b); lra]]).
  set (lo := Rmin (x O) (Rmin 1 (T m))). assert (Hlo : 0 < lo) by (unfold lo; repeat apply Rmin_glb_lt; lra).
  assert (Hlo1 : lo <= 1) by (unfold lo; apply Rle_trans with (1 := Rmin_r _ _), Rmin_l). assert (Hlom : lo <= T m) by (unfold lo; apply Rle_trans with (1 := Rmin_r _ _), Rmin_r).
  assert (Hlox : lo <= x O) by apply Rmin_l.
  exists lo, b. repeat split; try assumption; [apply Rmax_l| |apply HTb; lra].
  destruct (Rlt_le_dec y 1) as [Hy1|Hy1].
  - destruct (below_one y ltac:(lra)). lra.
  - apply Rle_trans with (1 := Hlom), Hm. lra.
Qed.

(** All x_k are positive. *)
Theorem P1c_positive k : 0 < x k.
Proof.
  destruct P1c_interval as [lo [b [Hlo [_ [H0in Hinv]]]]]. assert (Q : lo <= x k <= b); [|lra].
  induction k as [|k IH]; [assumption|]. rewrite Hx. now apply Hinv.
Qed.

Theorem P1c_converges : Un_cv x 1.
Proof.
  destruct P1c_interval as [lo [b [Hlo [Hb1 [Hx0 Hinv]]]]].
  assert (HNC : NC T lo b).
  { apply V1_C2_nocycle; [intros; apply T_cont|assumption|]. intros y Hy E. destruct (Rtotal_order (T y) y) as [Hlt|[Heq|Hgt]]; [exfalso|assumption|exfalso].
    - apply (no_cycle y (T y)); try reflexivity; try assumption. assert (Q := Hinv y Hy). lra.
    - apply (no_cycle (T y) y); try reflexivity; try assumption. lra. }
  destruct (V1_C1 T lo b ltac:(intros; apply T_cont) Hinv HNC x Hx) as [z [Hz Hfix]].
  { assumption. }
  assert (Hzin : lo <= z).
  { destruct (Rle_lt_dec lo z) as [|Hlt]; [assumption|exfalso]. destruct (Hz (lo - z) ltac:(lra)) as [M HM]. specialize (HM M (le_n M)). unfold R_dist in HM. apply Rabs_def2 in HM.
    assert (Q := orbit_in T lo b Hinv x Hx Hx0 M). lra. }
  assert (Ez : z = 1).
  { rewrite T_phi in Hfix. assert (Hp : phi z = 0) by nra. unfold phi in Hp. apply Rmult_integral in Hp. destruct Hp as [Hp|Hp].
    - apply Rmult_integral in Hp. destruct Hp as [Hp|Hp]; [lra|]. destruct (Rtotal_order z 1) as [Hl|[He|Hg]]; [exfalso|assumption|exfalso].
      + destruct (below_one z ltac:(lra)) as [Q _]. rewrite T_phi in Q. unfold phi in Q. rewrite Hp in Q. lra.
      + assert (1 < z ^ N) by (apply Rlt_pow_R1; [assumption|unfold N; lia]). lra.
    - exfalso. apply (pow_nonzero z n); lra. }
  now rewrite <- Ez.
Qed.
End Orbit.
End P1c.
