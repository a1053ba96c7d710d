(** T10: a table of counts and floors for the cells of a cover. A cell has its cap from a zone, or the runs from it come, after some steps, to a cell
    finished before. What the cells are, and that the images meet the cells they are said to meet, is for whoever makes the table. *)
Require Import Reals Lra Lia Arith.
Open Scope R_scope.

Section Cover.
Variables (X : Type) (T : X -> X) (counted : X -> bool).

(** The counted states among the first n of a run. *)
Fixpoint count (x : X) (n : nat) : nat := match n with O => O | S m => ((if counted x then 1 else 0) + count (T x) m)%nat end.

Lemma iter_swap k x : Nat.iter k T (T x) = T (Nat.iter k T x).
Proof. induction k as [|k IH]; [reflexivity|]. change (T (Nat.iter k T (T x)) = T (T (Nat.iter k T x))). now rewrite IH. Qed.

Lemma count_add x k m : count x (k + m) = (count x k + count (Nat.iter k T x) m)%nat.
Proof.
  revert x. induction k as [|k IH]; intros x; [reflexivity|]. cbn [Nat.add count]. rewrite IH.
  change (Nat.iter (S k) T x) with (T (Nat.iter k T x)). rewrite <- iter_swap. lia.
Qed.

Variables (cell : nat -> X -> Prop) (cap : nat -> nat).

(** C1: caps. *)
Theorem T10_caps : (forall i x, cell i x -> (forall n, (count x n <= cap i)%nat) \/
    exists k j, (j < i)%nat /\ cell j (Nat.iter k T x) /\ (count x k + cap j <= cap i)%nat) ->
  forall i x, cell i x -> forall n, (count x n <= cap i)%nat.
Proof.
  intros H i. induction i as [i IH] using lt_wf_ind. intros x Hx n. destruct (H i x Hx) as [Q|[k [j [Hj [Hc Hk]]]]]; [apply Q|].
  destruct (le_lt_dec n k) as [L|L].
  - assert (E := count_add x n (k - n)). replace (n + (k - n))%nat with k in E by lia. lia.
  - assert (E := count_add x k (n - k)). replace (k + (n - k))%nat with n in E by lia. assert (Q := IH j Hj _ Hc (n - k)%nat). lia.
Qed.

(** C2: floors of whatever a run has as soon as it has it later, such as a limit of at least f. *)
Theorem T10_floors (has : R -> X -> Prop) (floor : nat -> R) : (forall f x, has f (T x) -> has f x) -> (forall f g x, has f x -> g <= f -> has g x) ->
  (forall i x, cell i x -> has (floor i) x \/ exists k j, (j < i)%nat /\ cell j (Nat.iter k T x) /\ floor i <= floor j) ->
  forall i x, cell i x -> has (floor i) x.
Proof.
  intros Hlater Hless H i. induction i as [i IH] using lt_wf_ind. intros x Hx. destruct (H i x Hx) as [Q|[k [j [Hj [Hc Hk]]]]]; [exact Q|].
  assert (Q := Hless _ _ _ (IH j Hj _ Hc) Hk). clear - Q Hlater. revert Q. induction k as [|k IH]; [auto|]. intros Q. apply IH, Hlater. exact Q.
Qed.
End Cover.
