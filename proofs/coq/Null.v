(** Almost every start: T1.C2, T3.C1 and T4 outside a null set, with what is used of measure theory as
    hypotheses on an abstract family [Null] of sets of starts (for Lebesgue measure in R^2d: monotone,
    countably additive unions; the diagonal x = -y is null; preimages of null sets under the gradient
    step are null, which is the area formula and needs {s : |h F'(s)| = 1} to be null). *)
Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus T1 T1C T2 T3 Flat T4.
Open Scope R_scope.

Section Null.
Variables (d : nat) (h : R) (dF : R -> R).
Definition state := (vec * vec)%type.
Definition gstep (z : state) : state :=
  (fun i => fst z i - h * dF (dot d (fst z) (snd z)) * snd z i,
   fun i => snd z i - h * dF (dot d (fst z) (snd z)) * fst z i).
Fixpoint giter (k : nat) (z : state) : state := match k with O => z | S n => gstep (giter n z) end.

Lemma giter_gd z : is_gd d h dF (fun k => fst (giter k z)) (fun k => snd (giter k z)).
Proof. split; intros k i; reflexivity. Qed.

Variable Null : (state -> Prop) -> Prop.
Hypothesis Null_sub : forall S T : state -> Prop, (forall z, S z -> T z) -> Null T -> Null S.
Hypothesis Null_union : forall S : nat -> state -> Prop, (forall k, Null (S k)) -> Null (fun z => exists k, S k z).
Hypothesis Null_preimage : forall S : state -> Prop, Null S -> Null (fun z => S (gstep z)).

Lemma Null_iter S k : Null S -> Null (fun z => S (giter k z)).
Proof.
  revert S. induction k as [|k IH]; intros S HS; [exact HS|].
  exact (IH (fun z => S (gstep z)) (Null_preimage S HS)).
Qed.

Lemma Null_hit S : Null S -> Null (fun z => exists k, S (giter k z)).
Proof. intros HS. apply Null_union. intros k. now apply Null_iter. Qed.

(** T1.C2 for almost every start of the triangle, c > 0. *)
Theorem T1_C2_almost_every beta c : 0 < h -> 0 < beta -> dF c = 0 -> 0 < c -> gam h beta c < 1 ->
  (forall s, Rabs s <= (2 + gam h beta c) / (h * beta) -> s <> c -> 0 < dF s / (s - c) <= beta) ->
  (forall s, continuity_pt dF s) ->
  Null (fun z => qA d (fst z) (snd z) = 0) ->
  Null (fun z => Wst d h beta c (fst z) (snd z) < 4 /\
         ~ Un_cv (fun k => sprod d (fst (giter k z)) (snd (giter k z))) c).
Proof.
  intros Hh Hb Hc0 Hc Hg Hs Hcont HN. apply (Null_sub _ (fun z => exists k, qA d (fst (giter k z)) (snd (giter k z)) = 0)).
  - intros z [HW Hn]. apply NNPP. intro Q. apply Hn.
    apply (T1_C2 d h beta c dF (fun k => fst (giter k z)) (fun k => snd (giter k z))).
    + split; try assumption. apply giter_gd.
    + assumption.
    + intros _ k E. apply Q. exists k. exact E.
    + intros Hneg. lra.
  - exact (Null_hit _ HN).
Qed.

(** T3.C1 for almost every start, c > 0. *)
Theorem T3_C1_almost_every beta c G : 0 < h -> 0 < beta -> dF c = 0 -> 0 < c -> gam h beta c < 1 ->
  (forall s, s <> c -> 0 < dF s / (s - c) <= beta) -> (forall s, Rabs (dF s) <= G) -> (h * G) ^ 2 < 2 ->
  (forall s, continuity_pt dF s) ->
  Null (fun z => qA d (fst z) (snd z) = 0) ->
  Null (fun z => ~ Un_cv (fun k => sprod d (fst (giter k z)) (snd (giter k z))) c).
Proof.
  intros Hh Hb Hc0 Hc Hg Hs HG HhG Hcont HN. apply (Null_sub _ (fun z => exists k, qA d (fst (giter k z)) (snd (giter k z)) = 0)).
  - intros z Hn. apply NNPP. intro Q. apply Hn.
    apply (T3_C1 d h beta c G dF (fun k => fst (giter k z)) (fun k => snd (giter k z))).
    + split; try assumption. apply giter_gd.
    + assumption.
    + intros _ k E. apply Q. exists k. exact E.
    + intros Hneg. lra.
  - exact (Null_hit _ HN).
Qed.
End Null.

(** T4, W_0 > 4: almost no start converges. *)
Theorem T4_almost_nowhere d h beta c (Null : (state -> Prop) -> Prop) :
  (forall S T : state -> Prop, (forall z, S z -> T z) -> Null T -> Null S) ->
  (forall S : nat -> state -> Prop, (forall k, Null (S k)) -> Null (fun z => exists k, S k z)) ->
  (forall S : state -> Prop, Null S -> Null (fun z => S (gstep d h (sqF' beta c) z))) ->
  Null (fun z => sprod d (fst z) (snd z) = c) ->
  gam h beta c < 2 -> 0 < h -> 0 < beta ->
  Null (fun z => 4 < Wst d h beta c (fst z) (snd z) /\
     Un_cv (fun k => sprod d (fst (giter d h (sqF' beta c) k z)) (snd (giter d h (sqF' beta c) k z))) c).
Proof.
  intros Hsub Hun Hpre HN Hg Hh Hb.
  apply (Hsub _ (fun z => exists k, sprod d (fst (giter d h (sqF' beta c) k z)) (snd (giter d h (sqF' beta c) k z)) = c)).
  - intros z [HW Hcv].
    exact (T4_outside_only_by_hitting d h beta c _ _ (giter_gd d h (sqF' beta c) z) Hg Hh Hb HW Hcv).
  - exact (Null_hit d h (sqF' beta c) Null Hun Hpre _ HN).
Qed.
