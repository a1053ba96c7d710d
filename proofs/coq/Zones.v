(** T9: how the counts of the zones add up. Each counted step is far out, in U (growth), in E (the turn) or in S (contraction); S is never left, E only for S,
    a visit to U begins at the start or after a step of [re]. *)
Require Import Reals Lra Lia Classical.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Calculus Visits.
Open Scope R_scope.

Section Zones.
Variables (f : nat -> R) (eps : R) (far inU inE inS re : nat -> bool) (Nfar Nre nU nE nS : R).
Hypothesis Heps : 0 < eps.
Hypothesis Hall : forall k, eps <= f k -> far k = true \/ inU k = true \/ inE k = true \/ inS k = true.
Hypothesis HS : forall k, inS k = true -> inS (S k) = true.
Hypothesis HE : forall k, inE k = true -> inE (S k) = true \/ inS (S k) = true.
Hypothesis HU : forall k, inU k = false -> inU (S k) = true -> re k = true.
Let only (c : nat -> bool) k := if c k then f k else 0.
Let steps (c : nat -> bool) K := cnt (fun k => if c k then 1 else 0) 1 K.
(** The counts: far steps by T3, steps before a visit to U by T2.C4, a visit by growth, a turn by T9.C1, and S by contraction. *)
Hypothesis Hfar : forall K, INR (cnt (only far) eps K) <= Nfar.
Hypothesis Hre : forall K, INR (steps re K) <= Nre.
Hypothesis Hvisit : forall i n, (forall k, (k < n)%nat -> inU (i + k)%nat = true) -> INR (cnt (fun k => f (i + k)%nat) eps n) <= nU.
Hypothesis Hturn : forall i n, (forall k, (k < n)%nat -> inE (i + k)%nat = true) -> INR (cnt (fun k => f (i + k)%nat) eps n) <= nE.
Hypothesis Hlast : forall i n, (forall k, (k < n)%nat -> inS (i + k)%nat = true) -> INR (cnt (fun k => f (i + k)%nat) eps n) <= nS.

Lemma zone_signs : 0 <= nU /\ 0 <= nE /\ 0 <= nS.
Proof.
  assert (U := Hvisit O O ltac:(intros; lia)). assert (E := Hturn O O ltac:(intros; lia)). assert (L := Hlast O O ltac:(intros; lia)). simpl in *. lra.
Qed.
Lemma steps_mono c i n : (i <= n)%nat -> (steps c i <= steps c n)%nat.
Proof. induction 1 as [|n _ IH]; [lia|]. unfold steps in *. cbn [cnt]. lia. Qed.

Lemma visits_of_U K : INR (cnt (only inU) eps K) <= (INR (steps re K) + 1) * nU.
Proof.
  destruct zone_signs as [PU _]. induction K as [K IH] using lt_wf_ind. destruct (last_index (fun k => inU k = false) K) as [[j [Hj [Hb Haft]]]|Hno].
  - intros k. apply classic.
  - assert (I := IH j Hj). replace K with (S j + (K - S j))%nat at 1 by lia. rewrite cnt_split, plus_INR. cbn [cnt].
    assert (Z : only inU j < eps) by (unfold only; rewrite Hb; exact Heps). destruct (Rle_dec eps (only inU j)); [lra|]. rewrite Nat.add_0_r.
    destruct (Nat.eq_dec K (S j)) as [->|Hne].
    + rewrite Nat.sub_diag. simpl (cnt _ eps 0). assert (M := le_INR _ _ (steps_mono re j (S j) ltac:(lia))).
      assert ((INR (steps re j) + 1) * nU <= (INR (steps re (S j)) + 1) * nU) by (apply Rmult_le_compat_r; lra). simpl (INR 0). lra.
    + assert (Hin : forall k, (k < K - S j)%nat -> inU (S j + k)%nat = true).
      { intros k Hk. specialize (Haft (S j + k)%nat ltac:(lia)). destruct (inU (S j + k)%nat); [reflexivity|contradiction]. }
      assert (R : re j = true) by (apply HU; [exact Hb|specialize (Hin O ltac:(lia)); rewrite Nat.add_0_r in Hin; exact Hin]).
      assert (M : (S (steps re j) <= steps re K)%nat).
      { apply Nat.le_trans with (steps re (S j)); [|apply steps_mono; lia]. unfold steps. cbn [cnt]. rewrite R. destruct (Rle_dec 1 1); [lia|lra]. }
      apply le_INR in M. rewrite S_INR in M.
      assert (V := Hvisit (S j) (K - S j)%nat Hin).
      assert (W : INR (cnt (fun k => only inU (S j + k)%nat) eps (K - S j)) <= nU).
      { apply Rle_trans with (2 := V). apply le_INR, cnt_mono. intros k Hk Q. unfold only in Q. rewrite (Hin k Hk) in Q. exact Q. }
      assert ((INR (steps re j) + 1 + 1) * nU <= (INR (steps re K) + 1) * nU) by (apply Rmult_le_compat_r; lra). lra.
  - assert (V := Hvisit O K ltac:(intros k Hk; specialize (Hno k Hk); simpl; destruct (inU k); [reflexivity|contradiction])).
    assert (W : INR (cnt (only inU) eps K) <= nU).
    { apply Rle_trans with (2 := V). apply le_INR, cnt_mono. intros k Hk Q. unfold only in Q. simpl. destruct (inU k); [exact Q|lra]. }
    assert (N := pos_INR (steps re K)). assert (0 <= INR (steps re K) * nU) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma zone_far n : (forall k, (k < n)%nat -> inE k = false /\ inS k = false) -> INR (cnt f eps n) <= Nfar + (Nre + 1) * nU.
Proof.
  intros H. destruct zone_signs as [PU _]. assert (C : (cnt f eps n <= cnt (only far) eps n + cnt (only inU) eps n)%nat).
  { induction n as [|n IH]; [simpl; lia|]. assert (I := IH ltac:(intros; apply H; lia)). cbn [cnt]. destruct (H n ltac:(lia)) as [H1 H2].
    destruct (Rle_dec eps (f n)) as [Q|Q]; [|lia]. destruct (Hall n Q) as [F|[F|[F|F]]]; try congruence.
    - assert (E : only far n = f n) by (unfold only; rewrite F; reflexivity). rewrite E. destruct (Rle_dec eps (f n)); [lia|lra].
    - assert (E : only inU n = f n) by (unfold only; rewrite F; reflexivity). rewrite E. destruct (Rle_dec eps (f n)); [lia|lra]. }
  apply le_INR in C. rewrite plus_INR in C. assert (A := Hfar n). assert (B := visits_of_U n). assert (D := Hre n).
  assert ((INR (steps re n) + 1) * nU <= (Nre + 1) * nU) by (apply Rmult_le_compat_r; lra). lra.
Qed.
Lemma zone_turn n : (forall k, (k < n)%nat -> inS k = false) -> INR (cnt f eps n) <= Nfar + (Nre + 1) * nU + nE.
Proof.
  intros H. destruct zone_signs as [_ [PE _]]. destruct (first_index (fun k => inE k = true) n) as [[i [Hi [Hc Hb]]]|Hno].
  - intros k. apply classic.
  - assert (G : forall k, (k < n - i)%nat -> inE (i + k)%nat = true).
    { induction k as [|k IH]; intros Hk; [rewrite Nat.add_0_r; exact Hc|]. rewrite Nat.add_succ_r. destruct (HE (i + k)%nat (IH ltac:(lia))) as [Q|Q]; [exact Q|].
      rewrite (H (S (i + k)) ltac:(lia)) in Q. discriminate. }
    replace n with (i + (n - i))%nat by lia. rewrite cnt_split, plus_INR. assert (T := Hturn i (n - i)%nat G).
    assert (A := zone_far i ltac:(intros k Hk; split; [specialize (Hb k Hk); destruct (inE k); [contradiction|reflexivity]|apply H; lia])). lra.
  - assert (A := zone_far n ltac:(intros k Hk; split; [specialize (Hno k Hk); destruct (inE k); [contradiction|reflexivity]|apply H; lia])). lra.
Qed.

Theorem T9_count K : INR (cnt f eps K) <= Nfar + (Nre + 1) * nU + nE + nS.
Proof.
  destruct zone_signs as [_ [_ PS]]. destruct (first_index (fun k => inS k = true) K) as [[i [Hi [Hc Hb]]]|Hno].
  - intros k. apply classic.
  - assert (G : forall k, inS (i + k)%nat = true) by (induction k as [|k IH]; [rewrite Nat.add_0_r; exact Hc|rewrite Nat.add_succ_r; now apply HS]).
    replace K with (i + (K - i))%nat by lia. rewrite cnt_split, plus_INR. assert (L := Hlast i (K - i)%nat (fun k _ => G k)).
    assert (A := zone_turn i ltac:(intros k Hk; specialize (Hb k Hk); destruct (inS k); [contradiction|reflexivity])). lra.
  - assert (A := zone_turn K ltac:(intros k Hk; specialize (Hno k Hk); destruct (inS k); [contradiction|reflexivity])). lra.
Qed.
End Zones.
