(** V1b: the interval Newton test, and a run that enters the interval where T^p contracts. V1a's limit sharpness. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Flat Line.
Open Scope R_scope.

Section Newton.
Variables (g g1 : R -> R) (lo hi m dl dh : R).
Hypothesis Hm : lo <= m <= hi.
Hypothesis Hg : forall x, lo <= x <= hi -> is_derive g x (g1 x).
Hypothesis Hd : forall x, lo <= x <= hi -> dl <= g1 x <= dh.

Lemma newton_mean a b : lo <= a -> a <= b -> b <= hi -> dl * (b - a) <= g b - g a <= dh * (b - a).
Proof.
  intros Ha Hab Hb. destruct (Rle_lt_or_eq_dec a b Hab) as [Hlt| ->]; [|split; lra].
  destruct (MVT_cor2 g g1 a b Hlt) as [c [E Hc]]. { intros c Hc. apply is_derive_Reals, Hg. lra. }
  rewrite E. assert (Q := Hd c ltac:(lra)). split; apply Rmult_le_compat_r; lra.
Qed.
(** m - g(m)/[dl, dh] inside [lo, hi] with 0 < dl: exactly one zero in [lo, hi]. *)
Theorem V1b_newton : 0 < dl -> lo <= m - g m / dl <= hi -> exists x, lo <= x <= hi /\ g x = 0 /\ forall y, lo <= y <= hi -> g y = 0 -> y = x.
Proof.
  intros Hdl HN. assert (E : g m / dl * dl = g m) by (field; lra).
  assert (C : forall x, lo <= x <= hi -> continuity_pt g x).
  { intros x Hx. apply continuity_pt_filterlim, (ex_derive_continuous g). exists (g1 x). now apply Hg. }
  assert (Z : exists x, lo <= x <= hi /\ g x = 0).
  { destruct (Rle_lt_dec 0 (g m)) as [Hp|Hn].
    - destruct (newton_mean lo m) as [Q _]; try lra. assert (g lo <= 0) by nra.
      destruct (zero_between g lo m ltac:(lra) ltac:(intros x Hx; apply C; lra) ltac:(lra)) as [x [Hx Ex]]. exists x. split; [lra|assumption].
    - destruct (newton_mean m hi) as [Q _]; try lra. assert (0 <= g hi) by nra.
      destruct (zero_between g m hi ltac:(lra) ltac:(intros x Hx; apply C; lra) ltac:(lra)) as [x [Hx Ex]]. exists x. split; [lra|assumption]. }
  destruct Z as [x [Hx Ex]]. exists x. split; [assumption|]. split; [assumption|]. intros y Hy Ey.
  destruct (Rtotal_order y x) as [Hlt|[|Hgt]]; [exfalso|assumption|exfalso].
  - destruct (newton_mean y x) as [Q _]; try lra. nra.
  - destruct (newton_mean x y) as [Q _]; try lra. nra.
Qed.
End Newton.

(** A cycle whose p-th iterate contracts towards its point c within r: a run that comes that near goes round the cycle for ever and does not converge, when c
    is not a fixed point. *)
Section Attract.
Variables (T : R -> R) (p : nat) (c r q : R) (x : nat -> R).
Hypothesis HT : forall i, continuity_pt T (Nat.iter i T c).
Hypothesis Hp : (0 < p)%nat.
Hypothesis Hx : forall k, x (S k) = T (x k).
Hypothesis Hq : 0 <= q < 1.
Hypothesis Hc : Nat.iter p T c = c.
Hypothesis Hcontract : forall y, Rabs (y - c) <= r -> Rabs (Nat.iter p T y - c) <= q * Rabs (y - c).
Variable K : nat.
Hypothesis HK : Rabs (x K - c) <= r.

Lemma run_iter k n : x (k + n)%nat = Nat.iter n T (x k).
Proof. induction n as [|n IH]; [rewrite Nat.add_0_r; reflexivity|]. rewrite Nat.add_succ_r, Hx, IH. reflexivity. Qed.
Lemma attract_geometric j : Rabs (x (K + j * p)%nat - c) <= q ^ j * Rabs (x K - c) /\ Rabs (x (K + j * p)%nat - c) <= r.
Proof.
  induction j as [|j [I1 I2]]; [rewrite Nat.add_0_r; simpl; lra|]. replace (K + S j * p)%nat with (K + j * p + p)%nat by lia. rewrite run_iter.
  assert (Q := Hcontract _ I2). assert (P := Rabs_pos (x (K + j * p)%nat - c)). simpl. split.
  - rewrite Rmult_assoc. apply Rle_trans with (1 := Q). apply Rmult_le_compat_l; lra.
  - nra.
Qed.
Theorem V1b_drawn i : Un_cv (fun j => x (K + j * p + i)%nat) (Nat.iter i T c).
Proof.
  induction i as [|i IH].
  - intros e He. assert (P := Rabs_pos (x K - c)).
    destruct (pow_lt_1_zero q ltac:(rewrite Rabs_pos_eq; lra) (e / (Rabs (x K - c) + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [N HN].
    exists N. intros j Hj. specialize (HN j Hj). rewrite Rabs_pos_eq in HN by (apply pow_le; lra). unfold R_dist. rewrite Nat.add_0_r. simpl Nat.iter.
    apply Rle_lt_trans with (1 := proj1 (attract_geometric j)).
    apply Rle_lt_trans with (q ^ j * (Rabs (x K - c) + 1)); [apply Rmult_le_compat_l; [apply pow_le; lra|lra]|].
    apply Rmult_lt_compat_r with (r := Rabs (x K - c) + 1) in HN; [|lra]. replace (e / (Rabs (x K - c) + 1) * (Rabs (x K - c) + 1)) with e in HN by (field; lra). exact HN.
  - change (Nat.iter (S i) T c) with (T (Nat.iter i T c)). apply (Un_cv_ext (fun j => T (x (K + j * p + i)%nat))).
    + intros j. rewrite Nat.add_succ_r. symmetry. apply Hx.
    + apply (continuity_seq T (fun j => x (K + j * p + i)%nat)); [apply HT|exact IH].
Qed.
Theorem V1b_no_limit : T c <> c -> ~ exists l, Un_cv x l.
Proof.
  intros Hne [l Hl]. assert (S0 : forall i, Un_cv (fun j => x (K + j * p + i)%nat) l).
  { intros i e He. destruct (Hl e He) as [N HN]. exists N. intros j Hj. apply HN. nia. }
  apply Hne. transitivity l.
  - apply (UL_sequence (fun j => x (K + j * p + 1)%nat)); [exact (V1b_drawn 1)|apply S0].
  - apply (UL_sequence (fun j => x (K + j * p + 0)%nat)); [apply S0|exact (V1b_drawn 0)].
Qed.
End Attract.

(** V1a.C3: f''(x_k) -> f''(m), below 2/h where h f''(m) < 2. *)
Theorem V1a_sharpness (f2 : R -> R) x m h : continuity_pt f2 m -> Un_cv x m -> 0 < h -> h * f2 m < 2 -> Un_cv (fun k => f2 (x k)) (f2 m) /\ f2 m < 2 / h.
Proof.
  intros Hc Hx Hh Hb. split; [now apply (continuity_seq f2 x)|]. apply Rmult_lt_reg_l with h; [assumption|]. replace (h * (2 / h)) with 2 by (field; lra). exact Hb.
Qed.
