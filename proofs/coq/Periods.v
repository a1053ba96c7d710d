(** V1c.C1 (Li and Yorke): T^3(x) <= x < T(x) < T^2(x) on an invariant interval on which T is continuous: cycles of every period. *)
Require Import Reals Lra Lia Classical.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** The last place where f is at most v. *)
Lemma last_below (f : R -> R) a b v : a <= b -> (forall x, a <= x <= b -> continuity_pt f x) -> f a <= v <= f b ->
  exists s, a <= s <= b /\ f s = v /\ forall x, s <= x <= b -> v <= f x.
Proof.
  intros Hab Hc Hv. set (E := fun x => a <= x <= b /\ f x <= v). destruct (completeness E) as [s [Hub Hlub]].
  - exists b. intros x [Hx _]. lra.
  - exists a. split; [lra|apply Hv].
  - assert (Has : a <= s) by (apply Hub; split; [lra|apply Hv]). assert (Hsb : s <= b) by (apply Hlub; intros x [Hx _]; lra).
    assert (Hafter : forall x, s < x <= b -> v < f x).
    { intros x Hx. destruct (Rlt_le_dec v (f x)) as [|Q]; [assumption|exfalso]. assert (x <= s) by (apply Hub; split; [lra|assumption]). lra. }
    assert (Hle : f s <= v).
    { destruct (Rle_lt_dec (f s) v) as [|Q]; [assumption|exfalso]. destruct (Hc s ltac:(lra) (f s - v) ltac:(lra)) as [dl [Hdl HD]].
      assert (s <= s - dl); [|lra]. apply Hlub. intros x [Hx Hfx]. destruct (Rle_lt_dec x (s - dl)) as [|Hn]; [assumption|exfalso].
      assert (Hxs : x <= s) by (apply Hub; split; assumption). destruct (Req_dec x s) as [->|Hne]; [lra|].
      assert (D := HD x). simpl in D. unfold D_x, no_cond, R_dist in D. specialize (D ltac:(split; [split; [exact I|lra]|rewrite Rabs_left by lra; lra])). apply Rabs_def2 in D. lra. }
    assert (Hge : v <= f s).
    { destruct (Rle_lt_dec v (f s)) as [|Q]; [assumption|exfalso]. assert (Hlt : s < b) by (destruct (Req_dec s b) as [E0|]; [rewrite E0 in Q; lra|lra]).
      destruct (Hc s ltac:(lra) (v - f s) ltac:(lra)) as [dl [Hdl HD]]. set (x := Rmin b (s + dl / 2)).
      assert (Hx : s < x <= b) by (unfold x; split; [apply Rmin_glb_lt; lra|apply Rmin_l]). assert (Hx2 : x <= s + dl / 2) by apply Rmin_r.
      assert (D := HD x). simpl in D. unfold D_x, no_cond, R_dist in D. specialize (D ltac:(split; [split; [exact I|lra]|rewrite Rabs_pos_eq by lra; lra])). apply Rabs_def2 in D.
      assert (Q2 := Hafter x Hx). lra. }
    exists s. split; [lra|]. split; [lra|]. intros x Hx. destruct (Req_dec x s) as [->|]; [assumption|]. left. apply Hafter. lra.
Qed.

Lemma continuity_minus (f : R -> R) x : continuity_pt f (- x) -> continuity_pt (fun t => f (- t)) x.
Proof. intros H. apply (continuity_pt_comp (fun t => - t) f); [reg|exact H]. Qed.

Definition between (u v x : R) := Rmin u v <= x <= Rmax u v.
Lemma between_sym u v x : between u v x -> between v u x.
Proof. unfold between. rewrite Rmin_comm, Rmax_comm. tauto. Qed.

(** A part of [a, b] that f maps between the values at p and q, its ends to them. *)
Lemma part_rising (f : R -> R) p q : p <= q -> (forall x, p <= x <= q -> continuity_pt f x) -> f p <= f q ->
  exists u v, p <= u <= v /\ v <= q /\ f u = f p /\ f v = f q /\ forall x, u <= x <= v -> f p <= f x <= f q.
Proof.
  intros Hpq Hc Hf. destruct (last_below f p q (f p) Hpq Hc ltac:(lra)) as [u [Hu [Eu Hup]]].
  destruct (last_below (fun t => - f (- t)) (- q) (- u) (- f q) ltac:(lra)) as [w [Hw [Ew Hdown]]].
  - intros x Hx. apply (continuity_pt_opp (fun t => f (- t))). apply continuity_minus, Hc. lra.
  - rewrite !Ropp_involutive. lra.
  - exists u, (- w). repeat split; try lra.
    + apply Hup. lra.
    + assert (Q := Hdown (- x) ltac:(lra)). cbv beta in Q. rewrite Ropp_involutive in Q. lra.
Qed.
Lemma part_of (f : R -> R) a b p q : (forall x, a <= x <= b -> continuity_pt f x) -> a <= p <= b -> a <= q <= b ->
  exists u v, a <= u <= b /\ a <= v <= b /\ f u = f p /\ f v = f q /\ forall x, between u v x -> between (f p) (f q) (f x).
Proof.
  enough (A : forall f a b p q, (forall x, a <= x <= b -> continuity_pt f x) -> a <= p -> p <= q -> q <= b ->
    exists u v, a <= u <= b /\ a <= v <= b /\ f u = f p /\ f v = f q /\ forall x, between u v x -> between (f p) (f q) (f x)).
  { intros Hc Hp Hq. destruct (Rle_lt_dec p q) as [H|H]; [apply A; try assumption; lra|].
    destruct (A f a b q p Hc ltac:(lra) ltac:(lra) ltac:(lra)) as [u [v [H1 [H2 [H3 [H4 H5]]]]]]. exists v, u. repeat split; try assumption; try lra.
    - apply between_sym in H0. destruct (between_sym _ _ _ (H5 x H0)) as [Q _]. exact Q.
    - apply between_sym in H0. destruct (between_sym _ _ _ (H5 x H0)) as [_ Q]. exact Q. }
  clear. intros f a b p q Hc Hp Hpq Hq. destruct (Rle_lt_dec (f p) (f q)) as [H|H].
  - destruct (part_rising f p q Hpq ltac:(intros; apply Hc; lra) H) as [u [v [H1 [H2 [H3 [H4 H5]]]]]]. exists u, v. split; [lra|]. split; [lra|]. split; [assumption|]. split; [assumption|].
    intros x Hx. unfold between in *. rewrite Rmin_left, Rmax_right in * by lra. apply H5. lra.
  - destruct (part_rising (fun t => - f t) p q Hpq) as [u [v [H1 [H2 [H3 [H4 H5]]]]]]; [intros; apply continuity_pt_opp, Hc; lra|lra|].
    exists u, v. split; [lra|]. split; [lra|]. split; [lra|]. split; [lra|]. intros x Hx. unfold between in *. rewrite (Rmin_left u v), (Rmax_right u v) in Hx by lra.
    rewrite Rmin_right, Rmax_left by lra. assert (Q := H5 x ltac:(lra)). lra.
Qed.

Lemma between_in u v lo hi x : lo <= u <= hi -> lo <= v <= hi -> between u v x -> lo <= x <= hi.
Proof. intros Hu Hv [H1 H2]. split; [apply Rle_trans with (2 := H1); apply Rmin_glb; lra|apply Rle_trans with (1 := H2); apply Rmax_lub; lra]. Qed.
(** Every value between two is taken between. *)
Lemma value_between (f : R -> R) p q c : (forall x, between p q x -> continuity_pt f x) -> between (f p) (f q) c -> exists x, between p q x /\ f x = c.
Proof.
  enough (A : forall f p q c, p <= q -> (forall x, p <= x <= q -> continuity_pt f x) -> between (f p) (f q) c -> exists x, p <= x <= q /\ f x = c).
  { intros Hc H. destruct (Rle_lt_dec p q) as [L|L].
    - unfold between in *. rewrite (Rmin_left p q), (Rmax_right p q) in * by lra. now apply A.
    - destruct (A f q p c ltac:(lra)) as [x [Hx E]]; [intros; apply Hc; unfold between; rewrite Rmin_right, Rmax_left by lra; lra|now apply between_sym|].
      exists x. split; [unfold between; rewrite Rmin_right, Rmax_left by lra; lra|assumption]. }
  clear. intros f p q c Hpq Hc H. unfold between in H. destruct (Rle_lt_dec (f p) (f q)) as [L|L].
  - rewrite Rmin_left, Rmax_right in H by lra. destruct (last_below f p q c Hpq Hc H) as [s [H1 [H2 _]]]. exists s. split; assumption.
  - rewrite Rmin_right, Rmax_left in H by lra. destruct (last_below (fun t => - f t) p q (- c) Hpq) as [s [H1 [H2 _]]]; [intros; apply continuity_pt_opp, Hc; lra|lra|].
    exists s. split; [assumption|lra].
Qed.

Lemma iter_inside (T : R -> R) n x : Nat.iter n T (T x) = T (Nat.iter n T x).
Proof. induction n as [|n IH]; [reflexivity|]. simpl. now rewrite IH. Qed.

Section LiYorke.
Variables (T : R -> R) (jl jh : R).
Hypothesis Hc : forall x, jl <= x <= jh -> continuity_pt T x.

(** A chain of intervals, each mapped over the next: a part of the first follows the chain, its ends to the ends of the last. *)
Lemma chain n : forall lo hi : nat -> R, (forall i, (i <= n)%nat -> jl <= lo i /\ lo i <= hi i /\ hi i <= jh) ->
  (forall i, (i < n)%nat -> exists u v, lo i <= u <= hi i /\ lo i <= v <= hi i /\ T u = lo (S i) /\ T v = hi (S i)) ->
  exists u v, lo O <= u <= hi O /\ lo O <= v <= hi O /\ Nat.iter n T u = lo n /\ Nat.iter n T v = hi n /\
    forall x, between u v x -> forall i, (i <= n)%nat -> lo i <= Nat.iter i T x <= hi i.
Proof.
  induction n as [|n IH]; intros lo hi Hj Hcov.
  - destruct (Hj O ltac:(lia)) as [H1 [H2 H3]]. exists (lo O), (hi O). repeat split; try lra.
    + replace i with O in * by lia. simpl. apply (between_in (lo O) (hi O) (lo O) (hi O) x); [lra|lra|assumption].
    + replace i with O in * by lia. simpl. apply (between_in (lo O) (hi O) (lo O) (hi O) x); [lra|lra|assumption].
  - destruct (IH (fun i => lo (S i)) (fun i => hi (S i))) as [u [v [Hu [Hv [Eu [Ev Hin]]]]]]; [intros; apply Hj; lia|intros; apply Hcov; lia|].
    destruct (Hj O ltac:(lia)) as [J1 [J2 J3]]. destruct (Hj 1%nat ltac:(lia)) as [K1 [K2 K3]]. destruct (Hcov O ltac:(lia)) as [a [b [Ha [Hb [Ea Eb]]]]].
    assert (Hcab : forall x, between a b x -> continuity_pt T x).
    { intros x Hx. assert (Q := between_in a b (lo O) (hi O) x Ha Hb Hx). apply Hc. lra. }
    assert (Bv : forall y, lo 1%nat <= y <= hi 1%nat -> between (T a) (T b) y) by (intros y Hy; unfold between; rewrite Ea, Eb, Rmin_left, Rmax_right by lra; exact Hy).
    destruct (value_between T a b u Hcab (Bv u Hu)) as [p [Hp Ep]]. destruct (value_between T a b v Hcab (Bv v Hv)) as [q [Hq Eq]].
    assert (P1 := between_in a b (lo O) (hi O) p Ha Hb Hp). assert (Q1 := between_in a b (lo O) (hi O) q Ha Hb Hq).
    destruct (part_of T (lo O) (hi O) p q ltac:(intros; apply Hc; lra) P1 Q1) as [u' [v' [U1 [V1 [U2 [V2 Hb']]]]]]. rewrite Ep, Eq in *.
    exists u', v'. split; [assumption|]. split; [assumption|]. split; [|split].
    + simpl. rewrite <- iter_inside, U2. exact Eu.
    + simpl. rewrite <- iter_inside, V2. exact Ev.
    + intros x Hx i Hi. destruct i as [|i]; [simpl; apply (between_in u' v' (lo O) (hi O) x); assumption|].
      simpl. rewrite <- iter_inside. apply (Hin (T x) (Hb' x Hx) i). lia.
Qed.

Lemma iter_continuous n x : (forall i, (i < n)%nat -> jl <= Nat.iter i T x <= jh) -> continuity_pt (Nat.iter n T) x.
Proof.
  induction n as [|n IH]; intros H; [apply derivable_continuous_pt, derivable_pt_id|]. simpl.
  apply (continuity_pt_comp (Nat.iter n T) T); [apply IH; intros; apply H; lia|apply Hc, H; lia].
Qed.
(** A closed chain has a fixed point of the iterate. *)
Lemma closed_chain n (lo hi : nat -> R) : (forall i, (i <= n)%nat -> jl <= lo i /\ lo i <= hi i /\ hi i <= jh) -> lo n = lo O -> hi n = hi O ->
  (forall i, (i < n)%nat -> exists u v, lo i <= u <= hi i /\ lo i <= v <= hi i /\ T u = lo (S i) /\ T v = hi (S i)) ->
  exists p, Nat.iter n T p = p /\ forall i, (i <= n)%nat -> lo i <= Nat.iter i T p <= hi i.
Proof.
  intros Hj El Eh Hcov. destruct (chain n lo hi Hj Hcov) as [u [v [Hu [Hv [Eu [Ev Hin]]]]]].
  destruct (value_between (fun x => Nat.iter n T x - x) u v 0) as [p [Hp Ep]].
  - intros x Hx. apply (continuity_pt_minus (Nat.iter n T) (fun x => x)); [|apply derivable_continuous_pt, derivable_pt_id].
    apply iter_continuous. intros i Hi. assert (Q := Hin x Hx i ltac:(lia)). destruct (Hj i ltac:(lia)) as [J1 [_ J3]]. lra.
  - rewrite Eu, Ev, El, Eh. unfold between. rewrite Rmin_left, Rmax_right by lra. lra.
  - exists p. split; [lra|]. now apply Hin.
Qed.

Variable x : R.
Hypothesis Hx : jl <= x.
Hypothesis Hx2 : T (T x) <= jh.
Hypothesis H1 : T (T (T x)) <= x.
Hypothesis H2 : x < T x.
Hypothesis H3 : T x < T (T x).

Theorem V1c_periods n : (1 <= n)%nat -> exists p, jl <= p <= jh /\ Nat.iter n T p = p /\ forall m, (0 < m < n)%nat -> Nat.iter m T p <> p.
Proof.
  intros Hn. assert (HcB : forall y, between (T x) (T (T x)) y -> continuity_pt T y).
  { intros y Hy. apply Hc. apply (between_in (T x) (T (T x)) jl jh y); lra || assumption. }
  assert (Cov : forall y, x <= y <= T (T x) -> exists u, T x <= u <= T (T x) /\ T u = y).
  { intros y Hy. destruct (value_between T (T x) (T (T x)) y HcB) as [u [Hu Eu]]; [unfold between; rewrite Rmin_right, Rmax_left by lra; lra|].
    exists u. split; [apply (between_in (T x) (T (T x)) (T x) (T (T x)) u); lra || assumption|exact Eu]. }
  destruct (Nat.eq_dec n 1) as [->|Hne].
  - destruct (closed_chain 1 (fun _ => T x) (fun _ => T (T x))) as [p [Ep Hp]]; try reflexivity.
    + intros i _. lra.
    + intros i _. destruct (Cov (T x) ltac:(lra)) as [u [Hu Eu]]. exists u, (T x). repeat split; lra.
    + exists p. assert (Q := Hp O ltac:(lia)). simpl in Q. split; [lra|]. split; [assumption|]. intros m Hm. lia.
  - set (inner := fun i => andb (1 <=? i)%nat (i <? n)%nat). set (lo := fun i => if inner i then T x else x). set (hi := fun i => if inner i then T (T x) else T x).
    assert (I0 : inner O = false) by reflexivity. assert (In : inner n = false) by (unfold inner; rewrite Nat.ltb_irrefl; apply Bool.andb_false_r).
    assert (Ii : forall i, (1 <= i < n)%nat -> inner i = true).
    { intros i Hi. unfold inner. apply Bool.andb_true_iff. split; [apply Nat.leb_le|apply Nat.ltb_lt]; lia. }
    destruct (closed_chain n lo hi) as [p [Ep Hp]].
    + intros i _. unfold lo, hi. destruct (inner i); lra.
    + unfold lo. rewrite I0, In. reflexivity.
    + unfold hi. rewrite I0, In. reflexivity.
    + intros i Hi. destruct (Nat.eq_dec i 0) as [->|Hi0].
      * unfold lo, hi. rewrite I0, (Ii 1%nat) by lia. exists x, (T x). repeat split; lra.
      * unfold lo, hi. rewrite (Ii i) by lia. destruct (Nat.eq_dec (S i) n) as [->|Hsn].
        -- rewrite In. destruct (Cov x ltac:(lra)) as [u [Hu Eu]]. destruct (Cov (T x) ltac:(lra)) as [v [Hv Ev]]. exists u, v. repeat split; lra.
        -- rewrite (Ii (S i)) by lia. destruct (Cov (T x) ltac:(lra)) as [u [Hu Eu]]. exists u, (T x). repeat split; lra.
    + assert (P0 := Hp O ltac:(lia)). unfold lo, hi in P0. rewrite I0 in P0. simpl in P0. exists p. split; [lra|]. split; [assumption|]. intros m Hm Em.
      assert (Pm := Hp m ltac:(lia)). unfold lo, hi in Pm. rewrite (Ii m), Em in Pm by lia. assert (E : p = T x) by lra.
      destruct (Nat.eq_dec n 2) as [->|H2n].
      * replace m with 1%nat in Em by lia. simpl in Em. rewrite E in Em. lra.
      * assert (P2 := Hp 2%nat ltac:(lia)). unfold lo, hi in P2. rewrite (Ii 2%nat) in P2 by lia. simpl in P2. rewrite E in P2. lra.
Qed.
End LiYorke.

(** All reversed: the same for -T(-x). *)
Theorem V1c_periods_reversed (T : R -> R) jl jh x n : (forall y, jl <= y <= jh -> continuity_pt T y) -> x <= jh -> jl <= T (T x) ->
  x <= T (T (T x)) -> T x < x -> T (T x) < T x -> (1 <= n)%nat -> exists p, jl <= p <= jh /\ Nat.iter n T p = p /\ forall m, (0 < m < n)%nat -> Nat.iter m T p <> p.
Proof.
  intros Hc Hx Hx2 H1 H2 H3 Hn. set (S := fun t => - T (- t)).
  assert (Ei : forall m t, Nat.iter m S t = - Nat.iter m T (- t)).
  { induction m as [|m IH]; intros t; [simpl; ring|]. simpl. rewrite IH. unfold S. rewrite Ropp_involutive. reflexivity. }
  destruct (V1c_periods S (- jh) (- jl)) with (x := - x) (n := n) as [p [Hp [Ep Hm]]]; try assumption; unfold S; rewrite ?Ropp_involutive; try lra.
  - intros y Hy. apply (continuity_pt_opp (fun t => T (- t))), continuity_minus, Hc. lra.
  - exists (- p). split; [lra|]. rewrite Ei in Ep. split; [lra|]. intros m Hm0 E. apply (Hm m Hm0). rewrite Ei, E. ring.
Qed.
