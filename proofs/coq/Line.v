(** V1: one variable, T(x) = x - h psi(x) with psi continuous on R (extended from J): the dichotomy, by elementary steps (Coppel 1955 for
    the first half). Intervals are given by their ends. *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Chi.
Open Scope R_scope.

Section Line.
Variables (T : R -> R) (lo hi : R).
Hypothesis HT : forall x, lo <= x <= hi -> continuity_pt T x.
Hypothesis Hinv : forall x, lo <= x <= hi -> lo <= T x <= hi.

(** Intermediate values: g continuous, negative (or zero) at one end and positive (or zero) at the other has a zero between. *)
Lemma zero_between (g : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuity_pt g x) -> g a <= 0 <= g b ->
  exists z, a <= z <= b /\ g z = 0.
Proof.
  intros Hab Hc [Ha Hb]. destruct (Req_dec (g a) 0) as [E|E]; [exists a; split; [lra|assumption]|].
  destruct (Req_dec (g b) 0) as [E'|E']; [exists b; split; [lra|assumption]|].
  assert (Hlt : a < b) by (destruct (Req_dec a b) as [->|]; lra).
  destruct (Ranalysis5.IVT_interv g a b) as [z [Hz E2]]; [assumption|assumption|lra|lra|].
  exists z. split; assumption.
Qed.

(** (NC): no turning back. *)
Definition NC := forall x, lo <= x <= hi -> (x < T x -> x < T (T x)) /\ (T x < x -> T (T x) < x).

(** With a fixed psi: NC is psi(x)(psi(x) + psi(T x)) > 0 where psi(x) <> 0. *)
Lemma NC_psi (psi : R -> R) h : 0 < h -> (forall x, T x = x - h * psi x) ->
  ((forall x, lo <= x <= hi -> psi x <> 0 -> 0 < psi x * (psi x + psi (T x))) <-> NC).
Proof.
  intros Hh E. assert (E2 : forall x, T (T x) - x = - h * (psi x + psi (T x))) by (intros x; rewrite (E (T x)), (E x) at 1; ring).
  assert (E1 : forall x, T x - x = - h * psi x) by (intros x; rewrite (E x); ring). split.
  - intros H x Hx. assert (A1 := E1 x). assert (A2 := E2 x). split; intros Hlt.
    + assert (Hp : psi x < 0) by nra. assert (Q := H x Hx ltac:(lra)). assert (psi x + psi (T x) < 0) by nra. nra.
    + assert (Hp : 0 < psi x) by nra. assert (Q := H x Hx ltac:(lra)). assert (0 < psi x + psi (T x)) by nra. nra.
  - intros H x Hx Hne. assert (A1 := E1 x). assert (A2 := E2 x). destruct (H x Hx) as [H1 H2].
    destruct (Rlt_le_dec 0 (psi x)) as [Hp|Hp].
    + assert (T x < x) by nra. specialize (H2 H0). assert (0 < psi x + psi (T x)) by nra. now apply Rmult_lt_0_compat.
    + assert (Hp' : psi x < 0) by lra. assert (x < T x) by nra. specialize (H1 H0). assert (psi x + psi (T x) < 0) by nra. nra.
Qed.

(** No turning back: an orbit that starts upwards stays above its start. The set of states reached from [x, t] with T(t) above is covered by
    induction over the iterates: every value of an iterate is a value at a point between. *)
Lemma up_stays (HNC : NC) x : lo <= x <= hi -> x < T x -> forall n, x < Nat.iter n T (T x).
Proof.
  intros Hx Hup.
  (* z: T(y) > y on [x, z), T(z) = z; or T(y) > y on [x, hi]. *)
  assert (Hor : (forall y, x <= y <= hi -> y < T y) \/
    exists z, x < z <= hi /\ T z = z /\ forall y, x <= y < z -> y < T y).
  { destruct (classic (exists y, x <= y <= hi /\ T y <= y)) as [[y [Hy HTy]]|Hno].
    - right. set (E := fun v => forall y', x <= y' <= v -> y' < T y').
      destruct (completeness (fun v => x <= v <= y /\ E v)) as [z [Hub Hlub]].
      + exists y. intros v [Hv _]. lra.
      + exists x. split; [lra|]. intros y' Hy'. replace y' with x by lra. assumption.
      + assert (Hxz : x <= z) by (apply Hub; split; [lra|intros y' Hy'; replace y' with x by lra; assumption]).
        assert (Hzy : z <= y) by (apply Hlub; intros v [Hv _]; lra).
        assert (Hbelow : forall y', x <= y' < z -> y' < T y').
        { intros y' Hy'. destruct (Rlt_le_dec y' (T y')) as [|Hle]; [assumption|exfalso].
          assert (z <= y'); [|lra]. apply Hlub. intros v [Hv HE]. destruct (Rle_lt_dec v y') as [|Hlt]; [assumption|exfalso].
          specialize (HE y' ltac:(lra)). lra. }
        assert (Hz : T z = z).
        { assert (Hzin : lo <= z <= hi) by lra. destruct (Rtotal_order (T z) z) as [Hlt|[Heq|Hgt]]; [exfalso|assumption|exfalso].
          - (* continuity at z contradicts Hbelow *)
            destruct (Req_dec z x) as [->|Hne]; [lra|].
            destruct (HT z Hzin ((z - T z) / 2) ltac:(lra)) as [dl [Hdl Hc]].
            set (v := Rmax x (z - Rmin (dl / 2) ((z - T z) / 4))).
            assert (Hmin : 0 < Rmin (dl / 2) ((z - T z) / 4)) by (apply Rmin_glb_lt; lra).
            assert (Hv1 : x <= v < z) by (unfold v; split; [apply Rmax_l|apply Rmax_lub_lt; lra]).
            assert (Hv2 : z - v <= Rmin (dl / 2) ((z - T z) / 4)) by (unfold v; assert (Q := Rmax_r x (z - Rmin (dl / 2) ((z - T z) / 4))); lra).
            assert (Hm1 := Rmin_l (dl / 2) ((z - T z) / 4)). assert (Hm2 := Rmin_r (dl / 2) ((z - T z) / 4)).
            assert (Q := Hbelow v Hv1). specialize (Hc v). simpl in Hc. unfold R_dist in Hc.
            assert (Rabs (T v - T z) < (z - T z) / 2).
            { apply Hc. split; [split; [exact I|lra]|]. rewrite Rabs_left by lra. lra. }
            apply Rabs_def2 in H. lra.
          - destruct (Req_dec z y) as [->|Hne]; [lra|].
            destruct (HT z Hzin ((T z - z) / 2) ltac:(lra)) as [dl [Hdl Hc]].
            set (v := Rmin y (z + Rmin (dl / 2) ((T z - z) / 4))).
            assert (Hmin : 0 < Rmin (dl / 2) ((T z - z) / 4)) by (apply Rmin_glb_lt; lra).
            assert (Hm1 := Rmin_l (dl / 2) ((T z - z) / 4)). assert (Hm2 := Rmin_r (dl / 2) ((T z - z) / 4)).
            assert (Hv1 : z < v <= y) by (unfold v; split; [apply Rmin_glb_lt; lra|apply Rmin_l]).
            assert (Hv2 : v <= z + Rmin (dl / 2) ((T z - z) / 4)) by apply Rmin_r.
            assert (Hv : v <= z); [|lra]. apply Hub. split; [lra|]. intros y' Hy'.
            destruct (Rlt_le_dec y' z) as [Hl|Hl]; [apply Hbelow; lra|].
            destruct (Req_dec y' z) as [->|Hn]; [lra|]. specialize (Hc y'). simpl in Hc. unfold R_dist in Hc.
            assert (Rabs (T y' - T z) < (T z - z) / 2).
            { apply Hc. split; [split; [exact I|lra]|]. rewrite Rabs_pos_eq by lra. lra. }
            apply Rabs_def2 in H. lra. }
        exists z. split; [|split; assumption]. split; [|lra]. destruct (Req_dec z x) as [E2|]; [|lra]. rewrite E2 in Hz. lra.
    - left. intros y Hy. destruct (Rlt_le_dec y (T y)) as [|Hle]; [assumption|exfalso]. apply Hno. exists y. split; assumption. }
  destruct Hor as [Hall|[z [Hz [Hfix Hbel]]]].
  - (* the orbit increases *)
    intros n. assert (Q : x < Nat.iter n T (T x) <= hi); [|lra]. induction n as [|n IH].
    + simpl. split; [assumption|]. apply Hinv. assumption.
    + simpl. split; [|apply Hinv; lra]. apply Rlt_trans with (1 := proj1 IH). apply Hall. lra.
  - (* P n: every point of [x, b] for some b above z that holds the iterate is a value T(t) or below z *)
    set (W := fun (n : nat) (b : R) => z <= b <= hi /\ (forall y, x <= y <= b -> x < T y) ).
    assert (Hreach : forall n, exists b, W n b /\ x < Nat.iter n T (T x) /\ (Nat.iter n T (T x) <= b \/
       exists t, x <= t <= b /\ T t = Nat.iter n T (T x)) /\ (forall y, z <= y <= b -> y = z \/ exists t, x <= t < y /\ T t = y)).
    { induction n as [|n IH].
      - exists z. split; [split; [lra|]|].
        + intros y Hy. destruct (Req_dec y z) as [->|Hne]; [rewrite Hfix; lra|]. assert (Q := Hbel y ltac:(lra)). lra.
        + simpl. split; [assumption|]. split; [right; exists x; split; [lra|reflexivity]|]. intros y Hy. left. lra.
      - destruct IH as [b [[Hb HW] [Hn [Hin Hcov]]]]. set (v := Nat.iter n T (T x)) in *.
        assert (Hvin : x < v <= hi).
        { split; [assumption|]. destruct Hin as [Hv|[t [Ht E]]]; [lra|]. rewrite <- E. apply Hinv. lra. }
        (* extend b to b' = max(b, v) *)
        set (b' := Rmax b v). assert (Hbb : b <= b') by apply Rmax_l. assert (Hvb : v <= b') by apply Rmax_r.
        assert (Hb' : z <= b' <= hi) by (split; [lra|apply Rmax_lub; lra]).
        assert (Hcov' : forall y, z <= y <= b' -> y = z \/ exists t, x <= t < y /\ T t = y).
        { intros y Hy. destruct (Rle_lt_dec y b) as [Hyb|Hyb]; [apply Hcov; lra|]. right.
          destruct Hin as [Hv|[t [Ht E]]].
          - exfalso. unfold b' in Hy. rewrite Rmax_left in Hy by assumption. lra.
          - assert (Hyv : y <= v). { unfold b' in Hy. destruct (Rle_lt_dec v b); [rewrite Rmax_left in Hy by assumption; lra|rewrite Rmax_right in Hy by lra; lra]. }
            (* T z = z <= b < y <= v = T t: between z and t there is a point with value y *)
            destruct (Rle_lt_dec z t) as [Hzt|Hzt].
            + destruct (zero_between (fun q => T q - y) z t Hzt) as [q [Hq Eq]].
              { intros q Hq. apply continuity_pt_minus; [apply HT; lra|apply continuity_pt_const; intros ? ?; reflexivity]. }
              { rewrite Hfix, E. lra. }
              exists q. split; [lra|lra].
            + destruct (zero_between (fun q => y - T q) t z ltac:(lra)) as [q [Hq Eq]].
              { intros q Hq. apply continuity_pt_minus; [apply continuity_pt_const; intros ? ?; reflexivity|apply HT; lra]. }
              { rewrite Hfix, E. lra. }
              exists q. split; [lra|lra]. }
        assert (HW' : forall y, x <= y <= b' -> x < T y).
        { intros y Hy. destruct (Rle_lt_dec y b) as [Hyb|Hyb]; [apply HW; lra|].
          destruct (Hcov' y ltac:(lra)) as [->|[t [Ht E]]]; [rewrite Hfix; lra|].
          rewrite <- E. destruct (HNC t ltac:(lra)) as [Q _]. assert (t < T t) by lra. specialize (Q H). lra. }
        exists b'. split; [split; [assumption|exact HW']|]. simpl. fold v. split; [apply HW'; lra|].
        split; [right; exists v; split; [lra|reflexivity]|exact Hcov']. }
    intros n. destruct (Hreach n) as [b [_ [Q _]]]. exact Q.
Qed.
End Line.

(** The mirror image x -> -x. *)
Definition mirror (T : R -> R) (x : R) : R := - T (- x).
Lemma mirror_cont T lo hi : (forall x, lo <= x <= hi -> continuity_pt T x) -> forall x, - hi <= x <= - lo -> continuity_pt (mirror T) x.
Proof.
  intros H x Hx. apply continuity_pt_opp. apply (continuity_pt_comp (fun y => - y) T).
  - apply continuity_pt_opp, derivable_continuous_pt, derivable_pt_id.
  - apply H. lra.
Qed.
Lemma mirror_NC T lo hi : NC T lo hi -> NC (mirror T) (- hi) (- lo).
Proof.
  intros H x Hx. unfold mirror. rewrite Ropp_involutive. destruct (H (- x) ltac:(lra)) as [H1 H2]. split; intros Hlt.
  - assert (Q : T (- x) < - x) by lra. specialize (H2 Q). lra.
  - assert (Q : - x < T (- x)) by lra. specialize (H1 Q). lra.
Qed.
Lemma mirror_iter T n x : Nat.iter n (mirror T) (mirror T x) = - Nat.iter n T (T (- x)).
Proof. induction n as [|n IH]; [reflexivity|]. simpl. rewrite IH. unfold mirror. now rewrite Ropp_involutive. Qed.

Section Dichotomy.
Variables (T : R -> R) (lo hi : R).
Hypothesis HT : forall x, lo <= x <= hi -> continuity_pt T x.
Hypothesis Hinv : forall x, lo <= x <= hi -> lo <= T x <= hi.

Lemma down_stays : NC T lo hi -> forall x, lo <= x <= hi -> T x < x -> forall n, Nat.iter n T (T x) < x.
Proof.
  intros HNC x Hx Hd n.
  assert (Q := up_stays (mirror T) (- hi) (- lo) (mirror_cont T lo hi HT)
    ltac:(intros y Hy; unfold mirror; assert (P := Hinv (- y) ltac:(lra)); lra) (mirror_NC T lo hi HNC) (- x) ltac:(lra)).
  specialize (Q ltac:(unfold mirror; rewrite Ropp_involutive; lra) n). rewrite mirror_iter, Ropp_involutive in Q. lra.
Qed.

Section Orbit.
Hypothesis HNC : NC T lo hi.
Variable x : nat -> R.
Hypothesis Hx : forall k, x (S k) = T (x k).
Hypothesis H0 : lo <= x O <= hi.

Lemma orbit_in k : lo <= x k <= hi.
Proof. induction k as [|k IH]; [assumption|]. rewrite Hx. now apply Hinv. Qed.
Lemma orbit_iter k n : x (S k + n)%nat = Nat.iter n T (T (x k)).
Proof. induction n as [|n IH]; [rewrite Nat.add_0_r; apply Hx|]. rewrite Nat.add_succ_r, Hx, IH. reflexivity. Qed.
Lemma orbit_up k j : x k < x (S k) -> (k < j)%nat -> x k < x j.
Proof.
  intros Hu Hj. replace j with (S k + (j - S k))%nat by lia. rewrite orbit_iter. rewrite Hx in Hu.
  apply (up_stays T lo hi HT Hinv HNC (x k) (orbit_in k) Hu).
Qed.
Lemma orbit_down k j : x (S k) < x k -> (k < j)%nat -> x j < x k.
Proof.
  intros Hd Hj. replace j with (S k + (j - S k))%nat by lia. rewrite orbit_iter. rewrite Hx in Hd.
  apply (down_stays HNC (x k) (orbit_in k) Hd).
Qed.

(** The largest iterate so far from which the orbit rises, and the least from which it falls. *)
Fixpoint low (k : nat) : R := match k with O => if Rlt_dec (x O) (x 1%nat) then x O else lo
  | S n => if Rlt_dec (x (S n)) (x (S (S n))) then x (S n) else low n end.
Fixpoint high (k : nat) : R := match k with O => if Rlt_dec (x 1%nat) (x O) then x O else hi
  | S n => if Rlt_dec (x (S (S n))) (x (S n)) then x (S n) else high n end.

Lemma low_below k j : (k < j)%nat -> low k <= x j.
Proof.
  induction k as [|k IH]; intros Hj; cbn [low]; destruct (Rlt_dec _ _) as [Hr|Hr].
  - left. now apply orbit_up.
  - apply orbit_in.
  - left. now apply orbit_up.
  - apply IH. lia.
Qed.
Lemma high_above k j : (k < j)%nat -> x j <= high k.
Proof.
  induction k as [|k IH]; intros Hj; cbn [high]; destruct (Rlt_dec _ _) as [Hr|Hr].
  - left. now apply orbit_down.
  - apply orbit_in.
  - left. now apply orbit_down.
  - apply IH. lia.
Qed.
Lemma low_grows k : low k <= low (S k).
Proof. cbn [low]. destruct (Rlt_dec _ _) as [Hr|Hr]; [apply low_below; lia|lra]. Qed.
Lemma high_falls k : high (S k) <= high k.
Proof. cbn [high]. destruct (Rlt_dec _ _) as [Hr|Hr]; [apply high_above; lia|lra]. Qed.
Lemma low_high k : low k <= high k.
Proof. apply Rle_trans with (x (S k)); [apply low_below; lia|apply high_above; lia]. Qed.

Lemma low_cv : exists a, Un_cv low a /\ (forall k, low k <= a) /\ lo <= a <= hi.
Proof.
  assert (Hb : forall k, lo <= low k <= hi).
  { induction k as [|k IH]; cbn [low]; destruct (Rlt_dec _ _); try assumption; try apply orbit_in; lra. }
  destruct (growing_cv low low_grows) as [a Ha].
  { exists hi. intros v [k ->]. apply Hb. }
  exists a. split; [exact Ha|]. assert (Q : forall k, low k <= a) by (intros k; apply (growing_ineq low a low_grows Ha)).
  split; [assumption|]. split; [apply Rle_trans with (2 := Q O), Hb|].
  destruct (Rle_lt_dec a hi) as [|Hgt]; [assumption|exfalso]. destruct (Ha (a - hi) ltac:(lra)) as [N HN]. specialize (HN N (le_n N)).
  unfold R_dist in HN. apply Rabs_def2 in HN. assert (P := Hb N). lra.
Qed.
Lemma high_cv : exists b, Un_cv high b /\ (forall k, b <= high k) /\ lo <= b <= hi.
Proof.
  assert (Hb : forall k, lo <= high k <= hi).
  { induction k as [|k IH]; cbn [high]; destruct (Rlt_dec _ _); try assumption; try apply orbit_in; lra. }
  destruct (decreasing_cv high high_falls) as [b Hbb].
  { exists (- lo). intros v [k ->]. unfold opp_seq. assert (Q := Hb k). lra. }
  exists b. split; [exact Hbb|]. assert (Q : forall k, b <= high k) by (intros k; apply (decreasing_ineq high b high_falls Hbb)).
  split; [assumption|]. split; [|apply Rle_trans with (1 := Q O), Hb].
  destruct (Rle_lt_dec lo b) as [|Hgt]; [assumption|exfalso]. destruct (Hbb (lo - b) ltac:(lra)) as [N HN]. specialize (HN N (le_n N)).
  unfold R_dist in HN. apply Rabs_def2 in HN. assert (P := Hb N). lra.
Qed.

(** The image of a limit: where x_k is near a and x_{k+1} near b for arbitrarily late k, T(a) = b. *)
Lemma limit_image a b : lo <= a <= hi ->
  (forall e N, 0 < e -> exists k, (N <= k)%nat /\ Rabs (x k - a) < e /\ Rabs (x (S k) - b) < e) -> T a = b.
Proof.
  intros Ha H. destruct (Req_dec (T a) b) as [|Hne]; [assumption|exfalso]. set (e := Rabs (T a - b) / 2).
  assert (He : 0 < e) by (unfold e; assert (0 < Rabs (T a - b)) by (apply Rabs_pos_lt; lra); lra).
  destruct (HT a Ha e He) as [dl [Hdl Hc]]. destruct (H (Rmin dl e) O ltac:(apply Rmin_glb_lt; assumption)) as [k [_ [H1 H2]]].
  assert (M1 := Rmin_l dl e). assert (M2 := Rmin_r dl e). rewrite Hx in H2.
  assert (Rabs (T (x k) - T a) < e).
  { destruct (Req_dec (x k) a) as [->|Hn]; [rewrite Rminus_eq_0, Rabs_R0; assumption|]. specialize (Hc (x k)). simpl in Hc. unfold R_dist in Hc.
    apply Hc. split; [split; [exact I|intro E; apply Hn; now symmetry]|lra]. }
  assert (Q : Rabs (T a - b) <= Rabs (T (x k) - T a) + Rabs (T (x k) - b)).
  { replace (T a - b) with (- (T (x k) - T a) + (T (x k) - b)) by ring. apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp. lra. }
  unfold e in *. lra.
Qed.

(** C1: the orbit converges to a fixed point. *)
Theorem V1_C1 : exists z, Un_cv x z /\ T z = z.
Proof.
  destruct low_cv as [a [Ha [Hal Hain]]]. destruct high_cv as [b [Hb [Hbl Hbin]]].
  destruct (classic (exists k, x (S k) = x k)) as [[k Hk]|Hno].
  { exists (x k). assert (Hc : forall m, x (k + m)%nat = x k).
    { induction m as [|m IH]; [now rewrite Nat.add_0_r|]. rewrite Nat.add_succ_r, Hx, IH, <- Hx. exact Hk. }
    split; [|rewrite <- Hx; exact Hk]. intros e He. exists k. intros n Hn. replace n with (k + (n - k))%nat by lia. rewrite Hc.
    unfold R_dist. rewrite Rminus_eq_0, Rabs_R0. exact He. }
  assert (Hud : forall k, x k < x (S k) \/ x (S k) < x k).
  { intros k. destruct (Rtotal_order (x k) (x (S k))) as [|[E|]]; [now left|exfalso; apply Hno; exists k; now symmetry|now right]. }
  assert (Hlow : forall k, x k < x (S k) -> x k = low k).
  { intros k Hu. destruct k; cbn [low]; destruct (Rlt_dec _ _) as [|Hr]; try reflexivity; contradiction. }
  assert (Hhigh : forall k, x (S k) < x k -> x k = high k).
  { intros k Hd. destruct k; cbn [high]; destruct (Rlt_dec _ _) as [|Hr]; try reflexivity; contradiction. }
  assert (Hsame : forall z, T z = z -> (forall e, 0 < e -> exists N, forall k, (N <= k)%nat -> Rabs (x k - z) < e) -> exists z', Un_cv x z' /\ T z' = z').
  { intros z Hz Hc. exists z. split; [|assumption]. intros e He. destruct (Hc e He) as [N HN]. exists N. intros k Hk. unfold R_dist. now apply HN. }
  destruct (classic (exists N, forall k, (N <= k)%nat -> x k < x (S k))) as [[N HN]|HU].
  { (* rising from N on *)
    assert (Hc : forall e, 0 < e -> exists M, forall k, (M <= k)%nat -> Rabs (x k - a) < e).
    { intros e He. destruct (Ha e He) as [M HM]. exists (N + M)%nat. intros k Hk. rewrite Hlow by (apply HN; lia). apply (HM k). lia. }
    apply (Hsame a); [|assumption]. apply limit_image; [assumption|]. intros e N' He. destruct (Hc e He) as [M HM]. exists (N' + M)%nat.
    split; [lia|]. split; apply HM; lia. }
  destruct (classic (exists N, forall k, (N <= k)%nat -> x (S k) < x k)) as [[N HN]|HV].
  { assert (Hc : forall e, 0 < e -> exists M, forall k, (M <= k)%nat -> Rabs (x k - b) < e).
    { intros e He. destruct (Hb e He) as [M HM]. exists (N + M)%nat. intros k Hk. rewrite Hhigh by (apply HN; lia). apply (HM k). lia. }
    apply (Hsame b); [|assumption]. apply limit_image; [assumption|]. intros e N' He. destruct (Hc e He) as [M HM]. exists (N' + M)%nat.
    split; [lia|]. split; apply HM; lia. }
  (* both happen for ever *)
  assert (Hturn : forall (P : nat -> Prop), (forall k, P k \/ ~ P k) -> (forall N, exists k, (N <= k)%nat /\ P k) -> (forall N, exists k, (N <= k)%nat /\ ~ P k) ->
    forall N, exists k, (N <= k)%nat /\ P k /\ ~ P (S k)).
  { intros P Hdec HP HnP N. destruct (HP N) as [k [Hk Pk]]. destruct (HnP k) as [j [Hj Pj]].
    assert (Q : forall m, ~ P (k + m)%nat -> exists i, (k <= i)%nat /\ P i /\ ~ P (S i)).
    { induction m as [|m IH]; intros Hm; [rewrite Nat.add_0_r in Hm; contradiction|]. destruct (Hdec (k + m)%nat) as [Pm|Pm].
      - exists (k + m)%nat. split; [lia|]. split; [assumption|]. now rewrite <- Nat.add_succ_r.
      - now apply IH. }
    destruct (Q (j - k)%nat) as [i [Hi Pi]]; [replace (k + (j - k))%nat with j by lia; assumption|]. exists i. split; [lia|assumption]. }
  assert (HUinf : forall N, exists k, (N <= k)%nat /\ x k < x (S k)).
  { intros N. destruct (classic (exists k, (N <= k)%nat /\ x k < x (S k))) as [|Hn]; [assumption|exfalso]. apply HV. exists N. intros k Hk.
    destruct (Hud k) as [Hu|]; [exfalso; apply Hn; exists k; split; assumption|assumption]. }
  assert (HVinf : forall N, exists k, (N <= k)%nat /\ ~ x k < x (S k)).
  { intros N. destruct (classic (exists k, (N <= k)%nat /\ ~ x k < x (S k))) as [|Hn]; [assumption|exfalso]. apply HU. exists N. intros k Hk.
    destruct (Hud k) as [|Hd]; [assumption|exfalso; apply Hn; exists k; split; [assumption|lra]]. }
  assert (Hdec : forall k, x k < x (S k) \/ ~ x k < x (S k)) by (intros k; destruct (Rlt_dec (x k) (x (S k))); [now left|now right]).
  assert (HTa : T a = b).
  { apply limit_image; [assumption|]. intros e N He. destruct (Ha e He) as [M1 HM1]. destruct (Hb e He) as [M2 HM2].
    destruct (Hturn (fun k => x k < x (S k)) Hdec HUinf HVinf (N + M1 + M2)%nat) as [k [Hk [P1 P2]]]. exists k. split; [lia|]. split.
    - rewrite Hlow by assumption. apply (HM1 k). lia.
    - destruct (Hud (S k)) as [Hu|Hd]; [contradiction|]. rewrite (Hhigh (S k) Hd). apply (HM2 (S k)). lia. }
  assert (HTb : T b = a).
  { apply limit_image; [assumption|]. intros e N He. destruct (Ha e He) as [M1 HM1]. destruct (Hb e He) as [M2 HM2].
    destruct (Hturn (fun k => ~ x k < x (S k)) ltac:(intros k; destruct (Hdec k); [right; tauto|now left]) HVinf
      ltac:(intros N'; destruct (HUinf N') as [k [Hk Pk]]; exists k; split; [assumption|tauto]) (N + M1 + M2)%nat) as [k [Hk [P1 P2]]]. exists k. split; [lia|]. split.
    - destruct (Hud k) as [Hu|Hd]; [contradiction|]. rewrite (Hhigh k Hd). apply (HM2 k). lia.
    - assert (Hu : x (S k) < x (S (S k))) by tauto. rewrite (Hlow (S k) Hu). apply (HM1 (S k)). lia. }
  assert (Hab : a <= b).
  { destruct (Rle_lt_dec a b) as [|Hlt]; [assumption|exfalso]. destruct (Ha ((a - b) / 2) ltac:(lra)) as [M1 HM1]. destruct (Hb ((a - b) / 2) ltac:(lra)) as [M2 HM2].
    specialize (HM1 (M1 + M2)%nat ltac:(lia)). specialize (HM2 (M1 + M2)%nat ltac:(lia)). unfold R_dist in *. apply Rabs_def2 in HM1, HM2.
    assert (Q := low_high (M1 + M2)). lra. }
  assert (E : a = b).
  { destruct (Req_dec a b) as [|Hne]; [assumption|exfalso]. destruct (HNC a Hain) as [Q _]. rewrite HTa, HTb in Q. assert (a < b) by lra. specialize (Q H). lra. }
  exists a. split; [|rewrite E at 2; exact HTa]. intros e He. destruct (Ha e He) as [M1 HM1]. destruct (Hb e He) as [M2 HM2].
  exists (M1 + M2)%nat. intros k Hk. destruct (Hud k) as [Hu|Hd].
  - rewrite (Hlow k Hu). apply HM1. lia.
  - rewrite (Hhigh k Hd). rewrite E. apply HM2. lia.
Qed.
End Orbit.

(** C2: without 2-cycles there is no turning back. *)
Lemma no_cycle_up : (forall x, lo <= x <= hi -> T (T x) = x -> T x = x) ->
  forall x, lo <= x <= hi -> x < T x -> x < T (T x).
Proof.
  intros Hcyc x Hx Hup. destruct (Rlt_le_dec x (T (T x))) as [|Hle]; [assumption|exfalso].
  assert (Hlt : T (T x) < x).
  { destruct (Req_dec (T (T x)) x) as [E|]; [|lra]. assert (Q := Hcyc x Hx E). lra. }
  assert (HTT : forall y, lo <= y <= hi -> continuity_pt (fun q => T (T q) - q) y).
  { intros y Hy. apply continuity_pt_minus; [|apply derivable_continuous_pt, derivable_pt_id].
    apply (continuity_pt_comp T T); apply HT; [assumption|now apply Hinv]. }
  set (D := fun q => T (T q) - q).
  (* the largest zero of D below x *)
  assert (Hz : exists z, lo <= z < x /\ D z = 0 /\ forall y, z < y <= x -> D y < 0).
  { destruct (completeness (fun v => lo <= v <= x /\ 0 <= D v)) as [z [Hub Hlub]].
    - exists x. intros v [Hv _]. lra.
    - exists lo. split; [lra|]. unfold D. assert (Q := Hinv _ (Hinv lo ltac:(lra))). lra.
    - assert (Hzx : z <= x) by (apply Hlub; intros v [Hv _]; lra).
      assert (Hlz : lo <= z) by (apply Hub; split; [lra|]; unfold D; assert (Q := Hinv _ (Hinv lo ltac:(lra))); lra).
      assert (Hneg : forall y, z < y <= x -> D y < 0).
      { intros y Hy. destruct (Rlt_le_dec (D y) 0) as [|Hge]; [assumption|exfalso]. assert (y <= z) by (apply Hub; split; lra). lra. }
      assert (HDx : D x < 0) by (unfold D; lra).
      assert (Hz0 : 0 <= D z).
      { destruct (Rle_lt_dec 0 (D z)) as [|Hn]; [assumption|exfalso].
        destruct (HTT z ltac:(lra) (- D z / 2) ltac:(lra)) as [dl [Hdl Hc]].
        assert (Hle2 : z <= z - Rmin dl 1 / 2).
        { apply Hlub. intros v [Hv HDv]. destruct (Rle_lt_dec v (z - Rmin dl 1 / 2)) as [|Hg]; [assumption|exfalso].
          assert (Hvz : v <= z) by (apply Hub; split; lra). assert (M1 := Rmin_l dl 1).
          destruct (Req_dec v z) as [E|E]; [rewrite E in HDv; lra|].
          specialize (Hc v). simpl in Hc. unfold R_dist in Hc. fold (D v) in Hc. fold (D z) in Hc.
          assert (Rabs (D v - D z) < - D z / 2).
          { apply Hc. split; [split; [exact I|intro; apply E; now symmetry]|]. rewrite Rabs_left by lra. lra. }
          apply Rabs_def2 in H. lra. }
        assert (0 < Rmin dl 1) by (apply Rmin_glb_lt; lra). lra. }
      assert (Hzlt : z < x) by (destruct (Req_dec z x) as [->|]; lra).
      exists z. split; [lra|]. split; [|assumption].
      destruct (Req_dec (D z) 0) as [|Hne]; [assumption|exfalso].
      destruct (HTT z ltac:(lra) (D z) ltac:(lra)) as [dl [Hdl Hc]].
      set (v := Rmin x (z + dl / 2)). assert (Hv : z < v <= x) by (unfold v; split; [apply Rmin_glb_lt; lra|apply Rmin_l]).
      assert (Hv2 : v <= z + dl / 2) by apply Rmin_r. specialize (Hc v). simpl in Hc. unfold R_dist in Hc. fold (D v) in Hc. fold (D z) in Hc.
      assert (Rabs (D v - D z) < D z).
      { apply Hc. split; [split; [exact I|lra]|]. rewrite Rabs_pos_eq by lra. lra. }
      apply Rabs_def2 in H. assert (Q := Hneg v Hv). lra. }
  destruct Hz as [z [Hz [HDz Hneg]]]. assert (Hfix : T z = z) by (apply Hcyc; [lra|unfold D in HDz; lra]).
  (* T > id on (z, x] *)
  assert (Habove : forall y, z < y <= x -> y < T y).
  { intros y Hy. destruct (Rlt_le_dec y (T y)) as [|Hle2]; [assumption|exfalso].
    destruct (zero_between (fun q => T q - q) y x ltac:(lra)) as [q [Hq Eq]].
    - intros q Hq. apply continuity_pt_minus; [apply HT; lra|apply derivable_continuous_pt, derivable_pt_id].
    - lra.
    - assert (Q := Hneg q ltac:(lra)). unfold D in Q. assert (E : T q = q) by lra. rewrite E, E in Q. lra. }
  destruct (HT z ltac:(lra) (x - z) ltac:(lra)) as [dl [Hdl Hc]].
  set (y := z + Rmin (dl / 2) ((x - z) / 2)). assert (Hm : 0 < Rmin (dl / 2) ((x - z) / 2)) by (apply Rmin_glb_lt; lra).
  assert (M1 := Rmin_l (dl / 2) ((x - z) / 2)). assert (M2 := Rmin_r (dl / 2) ((x - z) / 2)).
  assert (Hy : z < y < x) by (unfold y; lra). specialize (Hc y). simpl in Hc. unfold R_dist in Hc.
  assert (HTy : Rabs (T y - T z) < x - z).
  { apply Hc. split; [split; [exact I|lra]|]. rewrite Rabs_pos_eq by (unfold y; lra). unfold y. lra. }
  apply Rabs_def2 in HTy. assert (Q1 := Habove y ltac:(lra)). assert (Q2 := Habove (T y) ltac:(lra)). assert (Q3 := Hneg y ltac:(lra)).
  unfold D in Q3. lra.
Qed.
End Dichotomy.

Theorem V1_C2_nocycle T lo hi : (forall x, lo <= x <= hi -> continuity_pt T x) -> (forall x, lo <= x <= hi -> lo <= T x <= hi) ->
  (forall x, lo <= x <= hi -> T (T x) = x -> T x = x) -> NC T lo hi.
Proof.
  intros HT Hinv Hcyc x Hx. split; [now apply (no_cycle_up T lo hi)|]. intros Hd.
  assert (Q := no_cycle_up (mirror T) (- hi) (- lo) (mirror_cont T lo hi HT)
    ltac:(intros y Hy; unfold mirror; assert (P := Hinv (- y) ltac:(lra)); lra)).
  assert (Q' : - x < mirror T (mirror T (- x))).
  { apply Q; [|lra|unfold mirror; rewrite Ropp_involutive; lra].
    intros y Hy. unfold mirror. rewrite Ropp_involutive. intros E. assert (P := Hcyc (- y) ltac:(lra) ltac:(lra)). lra. }
  unfold mirror in Q'. rewrite 2 Ropp_involutive in Q'. lra.
Qed.

(** Convergence of every orbit excludes 2-cycles. *)
Theorem V1_C2_convergence (T : R -> R) lo hi : (forall (x : nat -> R), (forall k, x (S k) = T (x k)) -> lo <= x O <= hi -> exists z, Un_cv x z) ->
  forall x, lo <= x <= hi -> T (T x) = x -> T x = x.
Proof.
  intros H x Hx E. set (o := fun k => Nat.iter k T x). destruct (H o ltac:(reflexivity) Hx) as [z Hz].
  assert (Ho : forall k, o (2 * k)%nat = x /\ o (S (2 * k)) = T x).
  { induction k as [|k [I1 I2]]; [split; reflexivity|]. replace (2 * S k)%nat with (S (S (2 * k))) by lia.
    assert (A : o (S (S (2 * k))) = x) by (change (o (S (S (2 * k)))) with (T (o (S (2 * k)))); rewrite I2; exact E).
    split; [exact A|]. change (o (S (S (S (2 * k))))) with (T (o (S (S (2 * k))))). now rewrite A. }
  destruct (Req_dec (T x) x) as [|Hne]; [assumption|exfalso].
  destruct (Hz (Rabs (T x - x) / 2) ltac:(assert (0 < Rabs (T x - x)) by (apply Rabs_pos_lt; lra); lra)) as [N HN].
  assert (A := HN (2 * N)%nat ltac:(lia)). assert (B := HN (S (2 * N)) ltac:(lia)). destruct (Ho N) as [I1 I2]. rewrite I1 in A. rewrite I2 in B.
  unfold R_dist in *. assert (Q : Rabs (T x - x) <= Rabs (T x - z) + Rabs (x - z)).
  { replace (T x - x) with ((T x - z) - (x - z)) by ring. apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp. lra. }
  lra.
Qed.

(** V1a: a fixed point m of T(x) = x - h f1(x) and |T'| = |1 - h f2| <= q < 1 on the ball around it: a run that starts there stays and converges to m. *)
Section Attracted.
Variables (f1 f2 : R -> R) (h m d q : R).
Hypothesis Hm : f1 m = 0.
Hypothesis Hd : forall x, Rabs (x - m) <= d -> derivable_pt_lim f1 x (f2 x).
Hypothesis Hq : forall x, Rabs (x - m) <= d -> Rabs (1 - h * f2 x) <= q.

Lemma attracted_step x : Rabs (x - m) <= d -> Rabs (x - h * f1 x - m) <= q * Rabs (x - m).
Proof.
  intros Hx. assert (Hx' := proj1 (Rabs_le_between _ _) Hx).
  assert (E : exists z, Rabs (z - m) <= d /\ x - h * f1 x - m = (1 - h * f2 z) * (x - m)).
  { destruct (Rtotal_order x m) as [L|[E|L]].
    - destruct (MVT_cor2 f1 f2 x m L) as [z [E Hz]]. { intros z Hz. apply Hd, Rabs_le_between. lra. }
      exists z. split; [apply Rabs_le_between; lra|]. rewrite Hm in E. replace (f1 x) with (- (f2 z * (m - x))) by lra. ring.
    - exists m. subst x. split; [rewrite Rminus_eq_0, Rabs_R0 in *; lra|]. rewrite Hm. ring.
    - destruct (MVT_cor2 f1 f2 m x L) as [z [E Hz]]. { intros z Hz. apply Hd, Rabs_le_between. lra. }
      exists z. split; [apply Rabs_le_between; lra|]. rewrite Hm in E. replace (f1 x) with (f2 z * (x - m)) by lra. ring. }
  destruct E as [z [Hz ->]]. rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|now apply Hq].
Qed.

Theorem V1a_attracted (x : nat -> R) : 0 <= q < 1 -> Rabs (x O - m) <= d -> (forall k, x (S k) = x k - h * f1 (x k)) ->
  (forall k, Rabs (x k - m) <= q ^ k * Rabs (x O - m)) /\ Un_cv x m.
Proof.
  intros Hq1 H0 Hx.
  assert (H : forall k, Rabs (x k - m) <= q ^ k * Rabs (x O - m) /\ Rabs (x k - m) <= d).
  { induction k as [|k [I1 I2]]; [simpl; split; lra|]. assert (Q := attracted_step _ I2). rewrite <- Hx in Q.
    assert (P := Rabs_pos (x k - m)). split; [simpl; nra|nra]. }
  split; [apply H|]. intros ep Hep. assert (P := Rabs_pos (x O - m)).
  destruct (pow_lt_1_zero q ltac:(rewrite Rabs_pos_eq; lra) (ep / (1 + Rabs (x O - m)))) as [N HN]. { apply Rdiv_lt_0_compat; lra. }
  exists N. intros k Hk. unfold R_dist. apply Rle_lt_trans with (1 := proj1 (H k)).
  assert (Q := HN k Hk). rewrite Rabs_pos_eq in Q by (apply pow_le; lra).
  apply Rle_lt_trans with (q ^ k * (1 + Rabs (x O - m))). { apply Rmult_le_compat_l; [apply pow_le|]; lra. }
  apply Rmult_lt_reg_r with (/ (1 + Rabs (x O - m))); [apply Rinv_0_lt_compat; lra|]. rewrite Rmult_assoc, Rinv_r, Rmult_1_r by lra. exact Q.
Qed.
End Attracted.
