(** T0b.C4: under the PL inequality the iterates themselves converge, to a minimiser. *)
Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From BoundCheck Require Import Vec Calculus Chi Flat T0 Powers Depth Capture.
Open Scope R_scope.

(** Steps that fall geometrically add up. *)
Lemma geometric_steps (u : nat -> R) c r : 0 <= c -> 0 < r < 1 -> (forall k, Rabs (u (S k) - u k) <= c * r ^ k) -> exists l, Un_cv u l.
Proof.
  intros Hc Hr Hu. set (t := fun k => u k + c / (1 - r) * r ^ k).
  assert (P : forall k, 0 <= c / (1 - r) * r ^ k) by (intros k; apply Rmult_le_pos; [apply Rmult_le_pos; [assumption|left; apply Rinv_0_lt_compat; lra]|apply pow_le; lra]).
  assert (E : forall k, c / (1 - r) * r ^ S k = c / (1 - r) * r ^ k - c * r ^ k) by (intros k; simpl; field; lra).
  destruct (ex_finite_lim_seq_decr t (u O - c / (1 - r))) as [l Hl].
  - intros k. unfold t. rewrite E. assert (Q := Rle_trans _ _ _ (Rle_abs _) (Hu k)). lra.
  - intros k. unfold t. assert (L : u O - c / (1 - r) + c / (1 - r) * r ^ k <= u k); [|assert (Q := P k); lra].
    induction k as [|k IH]; [simpl; lra|]. rewrite E. assert (Q := Hu k). apply Rabs_le_between in Q. lra.
  - exists l. apply is_lim_seq_Reals. apply is_lim_seq_ext with (fun k => t k - c / (1 - r) * r ^ k); [intros k; unfold t; ring|].
    replace l with (l - 0) by ring. apply is_lim_seq_minus'; [assumption|].
    replace (Finite 0) with (Rbar_mult (c / (1 - r)) 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l. apply is_lim_seq_geom. rewrite Rabs_pos_eq; lra.
Qed.

Theorem T0b_limit d C f grad L h fs mu (x : nat -> vec) : 0 < L -> convex_set C -> gradient_on d C f grad ->
  (forall x z, C x -> C z -> dot d (dif (grad z) (grad x)) (dif (grad z) (grad x)) <= L ^ 2 * dot d (dif z x) (dif z x)) ->
  0 < h -> h * L < 2 -> (forall k, C (x k)) -> (forall k, x (S k) = line (x k) (grad (x k)) (- h)) -> (forall k, fs <= f (x k)) -> 0 < mu ->
  (forall k, 2 * mu * (f (x k) - fs) <= dot d (grad (x k)) (grad (x k))) ->
  (forall z, (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (z i)) -> Un_cv (fun k => f (x k)) (f z)) ->
  exists z, (forall i, (i < d)%nat -> Un_cv (fun k => x k i) (z i)) /\ f z = fs.
Proof.
  intros HL HC Hg HLip Hh HhL Hx Hs Hfs Hmu HPL Hcont. set (q := h * (1 - L * h / 2)). assert (Hq : 0 < q) by (apply Rmult_lt_0_compat; lra).
  set (F := fun k => f (x k) - fs). assert (HF : forall k, 0 <= F k) by (intros k; unfold F; specialize (Hfs k); lra).
  assert (Hdown : forall k, F (S k) <= F k - q * dot d (grad (x k)) (grad (x k))).
  { intros k. unfold F, q. assert (Q := T0_descent d C f grad L HL HC Hg HLip h x Hx Hs k). lra. }
  set (r := Rmax (1 - 2 * mu * q) (1 / 4)). assert (Hr : 1 / 4 <= r < 1).
  { unfold r. split; [apply Rmax_r|]. apply Rmax_lub_lt; [|lra]. assert (0 < 2 * mu * q) by (repeat apply Rmult_lt_0_compat; lra). lra. }
  assert (Hgeo : forall k, F k <= r ^ k * F O).
  { induction k as [|k IH]; [simpl; lra|]. assert (D := Hdown k). assert (PL := HPL k). fold (F k) in PL. apply Rmult_le_compat_l with (r := q) in PL; [|lra].
    assert (R1 : (1 - 2 * mu * q) * F k <= r * F k) by (apply Rmult_le_compat_r; [apply HF|apply Rmax_l]).
    assert (R2 : r * F k <= r * (r ^ k * F O)) by (apply Rmult_le_compat_l; lra). simpl. lra. }
  set (s := sqrt r). assert (Hs2 : s * s = r) by (apply sqrt_sqrt; lra). assert (Hs0 : 0 < s) by (apply sqrt_lt_R0; lra). assert (Hs1 : s < 1) by nra.
  set (c := h * sqrt (F O / q)). assert (HFq : 0 <= F O / q) by (apply Rmult_le_pos; [apply HF|left; now apply Rinv_0_lt_compat]).
  assert (Hc : 0 <= c) by (apply Rmult_le_pos; [lra|apply sqrt_pos]).
  assert (Hstep : forall k i, (i < d)%nat -> Rabs (x (S k) i - x k i) <= c * s ^ k).
  { intros k i Hi. assert (D := Hdown k). assert (D' := HF (S k)). assert (G := Hgeo k). assert (Cb := coordinate_below d (grad (x k)) i Hi).
    apply sq_le_inv; [apply Rmult_le_pos; [assumption|apply pow_le; lra]|]. rewrite pow2_abs, Rpow_mult_distr, Hs. unfold line.
    replace ((x k i + - h * grad (x k) i - x k i) ^ 2) with (h ^ 2 * (grad (x k) i * grad (x k) i)) by ring.
    replace (c ^ 2) with (h ^ 2 * (sqrt (F O / q) * sqrt (F O / q))) by (unfold c; ring). rewrite sqrt_sqrt by assumption.
    replace ((s ^ k) ^ 2) with (r ^ k) by (rewrite <- Hs2, Rpow_mult_distr; ring). rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply sq_nonneg|].
    apply Rle_trans with (1 := Cb). apply Rmult_le_reg_l with q; [assumption|]. replace (q * (F O / q * r ^ k)) with (r ^ k * F O) by (field; lra). lra. }
  assert (Hlim : forall i, exists l, (i < d)%nat -> Un_cv (fun k => x k i) l).
  { intros i. destruct (le_lt_dec d i) as [Hge|Hi]; [exists 0; intros; lia|].
    destruct (geometric_steps (fun k => x k i) c s Hc ltac:(lra) (fun k => Hstep k i Hi)) as [l Hl]. exists l. intros; exact Hl. }
  set (z := fun i => real (Lim_seq (fun k => x k i))). assert (Hz : forall i, (i < d)%nat -> Un_cv (fun k => x k i) (z i)).
  { intros i Hi. destruct (Hlim i) as [l Hl]. specialize (Hl Hi). unfold z. assert (Q := Hl). apply is_lim_seq_Reals in Q. apply is_lim_seq_unique in Q. rewrite Q. exact Hl. }
  exists z. split; [exact Hz|]. apply (UL_sequence (fun k => f (x k))); [now apply Hcont|]. intros e He.
  destruct (pow_lt_1_zero r ltac:(rewrite Rabs_pos_eq; lra) (e / (F O + 1)) ltac:(apply Rdiv_lt_0_compat; [assumption|assert (Q := HF O); lra])) as [N HN].
  exists N. intros n Hn. specialize (HN n Hn). rewrite Rabs_pos_eq in HN by (apply pow_le; lra). unfold R_dist. fold (F n). assert (F0 := HF O). rewrite Rabs_pos_eq by apply HF.
  apply Rle_lt_trans with (1 := Hgeo n). assert (Pn : 0 <= r ^ n) by (apply pow_le; lra). apply Rle_lt_trans with (r ^ n * (F O + 1)); [apply Rmult_le_compat_l; lra|].
  apply Rmult_lt_compat_r with (r := F O + 1) in HN; [|lra]. replace (e / (F O + 1) * (F O + 1)) with e in HN by (field; lra). exact HN.
Qed.
