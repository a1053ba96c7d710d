(** The lemma bounds as the encoder writes them, from its SMT-LIB text, each proved by its general lemma: for the degrees and levels in use, at
    sample centres. Written by the tests (BOUNDCHECK_WRITE_PROOFS=1 dotnet run --project tests/Bounds.Tests), which compare it with the program. *)
Require Import Reals Lra Lia.
From Interval Require Import Tactic.
From BoundCheck Require Import Calculus Itv BoundsTaylor BoundsFraction BoundsLog BoundsPair BoundsErf.
Import StdInterval.
Open Scope R_scope.

(** A clause "t outside the range, or the bound". *)
Ltac sides := repeat match goal with
  | |- ?a < ?b \/ _ => destruct (Rlt_le_dec a b); [left; assumption|right]
  | |- ?a > ?b \/ _ => destruct (Rlt_le_dec b a); [left; lra|right]
  end.
Ltac enclosed := unfold tanh, sinh, cosh; first [lra | rewrite exp_0; lra | rewrite ln_1; lra | split; [lra|rewrite exp_0; lra] | split; interval with (i_prec 150) | interval with (i_prec 150)].
Ltac meet H := repeat match type of H with ?P -> _ => specialize (H ltac:(enclosed)) end.
Ltac poly L := sides; let H := fresh in assert (H := L); meet H;
  unfold Taylor, cosT, sinT, cfP, cfQ, logP, logQ, logPr, logQr in H; cbn [bsum Nat.mul Nat.add cf snd elem Nat.eqb Nat.sub] in H;
  rewrite ?fact_S in H; change (INR (fact 0)) with 1 in H; repeat rewrite S_INR in H; change (INR 0) with 0 in H; simpl INR in H; lra.
Ltac simple L := let H := fresh in assert (H := L); intuition lra.
Ltac related L := let H := fresh in assert (H := L); meet H; unfold same_order in H; first [lra | intuition lra].
Ltac pair2 L a b := first [related (L a b) | related (L b a)].
Ltac exps2 L a b c d f := first [related (L a b) | related (L b a)].
Ltac logs2 L a b c d f := first [related (L c d) | related (L d c) | related (L c f) | related (L f c)].
Ltac exp_log1 L a b c d f := first [related (L a c) | related (L a d)].
Ltac exp_logs2 L a b c d f := first [related (L a c d) | related (L a d c) | related (L a c f) | related (L a f c)].
Ltac logs3 L a b c d f := first [related (L d f c) | related (L d c f) | related (L f c d)].

Theorem instances_exp : forall t exp_v, exp_v = exp t ->
  (* exp-positive *) (exp_v > 0) /\
  (* exp-below(1) at 0 *) (exp_v >= (1 + t)) /\
  (* exp-above(1) at 0 *) ((exp_v * (1 + (- t))) <= 1) /\
  (* exp-below(1) at 1/2 *) (exp_v >= ((996590856748612658632447 / 604462909807314587353088) * (1 + (t + (- (1 / 2)))))) /\
  (* exp-above(1) at 1/2 *) ((exp_v * (1 + (- (t + (- (1 / 2)))))) <= (3892933034174268197783 / 2361183241434822606848)) /\
  (* exp-below(1) at -3 *) (exp_v >= ((60188872432829495288851 / 1208925819614629174706176) * (1 + (t + 3)))) /\
  (* exp-above(1) at -3 *) ((exp_v * (1 + (- (t + 3)))) <= (963021958925271924621617 / 19342813113834066795298816)) /\
  (* exp-above(2) at 0, t <= c *) ((t > 0) \/ (exp_v <= (1 + (t * (1 + (t * (1 / 2))))))) /\
  (* exp-below(2) at 0, t >= c *) ((t < 0) \/ ((exp_v * (1 + ((- t) * (1 + ((- t) * (1 / 2)))))) >= 1)) /\
  (* exp-below(3) at 0 *) (exp_v >= (1 + (t * (1 + (t * ((1 / 2) + (t * (1 / 6)))))))) /\
  (* exp-above(3) at 0 *) ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * (1 / 6)))))))) <= 1) /\
  (* exp-above(4) at 0, t <= c *) ((t > 0) \/ (exp_v <= (1 + (t * (1 + (t * ((1 / 2) + (t * ((1 / 6) + (t * (1 / 24))))))))))) /\
  (* exp-below(4) at 0, t >= c *) ((t < 0) \/ ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * ((1 / 6) + ((- t) * (1 / 24)))))))))) >= 1)) /\
  (* exp-above(2) at 1/2, t <= c *) (((t + (- (1 / 2))) > 0) \/ (exp_v <= ((3892933034174268197783 / 2361183241434822606848) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * (1 / 2)))))))) /\
  (* exp-below(2) at 1/2, t >= c *) (((t + (- (1 / 2))) < 0) \/ ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * (1 / 2)))))) >= (996590856748612658632447 / 604462909807314587353088))) /\
  (* exp-below(3) at 1/2 *) (exp_v >= ((996590856748612658632447 / 604462909807314587353088) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * (1 / 6))))))))) /\
  (* exp-above(3) at 1/2 *) ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * (1 / 6)))))))) <= (3892933034174268197783 / 2361183241434822606848)) /\
  (* exp-above(4) at 1/2, t <= c *) (((t + (- (1 / 2))) > 0) \/ (exp_v <= ((3892933034174268197783 / 2361183241434822606848) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * ((1 / 6) + ((t + (- (1 / 2))) * (1 / 24)))))))))))) /\
  (* exp-below(4) at 1/2, t >= c *) (((t + (- (1 / 2))) < 0) \/ ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * ((1 / 6) + ((- (t + (- (1 / 2)))) * (1 / 24)))))))))) >= (996590856748612658632447 / 604462909807314587353088))) /\
  (* exp-above(2) at -3, t <= c *) (((t + 3) > 0) \/ (exp_v <= ((963021958925271924621617 / 19342813113834066795298816) * (1 + ((t + 3) * (1 + ((t + 3) * (1 / 2)))))))) /\
  (* exp-below(2) at -3, t >= c *) (((t + 3) < 0) \/ ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * (1 / 2)))))) >= (60188872432829495288851 / 1208925819614629174706176))) /\
  (* exp-below(3) at -3 *) (exp_v >= ((60188872432829495288851 / 1208925819614629174706176) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * (1 / 6))))))))) /\
  (* exp-above(3) at -3 *) ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * (1 / 6)))))))) <= (963021958925271924621617 / 19342813113834066795298816)) /\
  (* exp-above(4) at -3, t <= c *) (((t + 3) > 0) \/ (exp_v <= ((963021958925271924621617 / 19342813113834066795298816) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * ((1 / 6) + ((t + 3) * (1 / 24)))))))))))) /\
  (* exp-below(4) at -3, t >= c *) (((t + 3) < 0) \/ ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * ((1 / 6) + ((- (t + 3)) * (1 / 24)))))))))) >= (60188872432829495288851 / 1208925819614629174706176))) /\
  (* exp-below(5) at 0 *) (exp_v >= (1 + (t * (1 + (t * ((1 / 2) + (t * ((1 / 6) + (t * ((1 / 24) + (t * (1 / 120)))))))))))) /\
  (* exp-above(5) at 0 *) ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * ((1 / 6) + ((- t) * ((1 / 24) + ((- t) * (1 / 120)))))))))))) <= 1) /\
  (* exp-above(6) at 0, t <= c *) ((t > 0) \/ (exp_v <= (1 + (t * (1 + (t * ((1 / 2) + (t * ((1 / 6) + (t * ((1 / 24) + (t * ((1 / 120) + (t * (1 / 720))))))))))))))) /\
  (* exp-below(6) at 0, t >= c *) ((t < 0) \/ ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * ((1 / 6) + ((- t) * ((1 / 24) + ((- t) * ((1 / 120) + ((- t) * (1 / 720)))))))))))))) >= 1)) /\
  (* exp-below(5) at 1/2 *) (exp_v >= ((996590856748612658632447 / 604462909807314587353088) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * ((1 / 6) + ((t + (- (1 / 2))) * ((1 / 24) + ((t + (- (1 / 2))) * (1 / 120))))))))))))) /\
  (* exp-above(5) at 1/2 *) ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * ((1 / 6) + ((- (t + (- (1 / 2)))) * ((1 / 24) + ((- (t + (- (1 / 2)))) * (1 / 120)))))))))))) <= (3892933034174268197783 / 2361183241434822606848)) /\
  (* exp-above(6) at 1/2, t <= c *) (((t + (- (1 / 2))) > 0) \/ (exp_v <= ((3892933034174268197783 / 2361183241434822606848) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * ((1 / 6) + ((t + (- (1 / 2))) * ((1 / 24) + ((t + (- (1 / 2))) * ((1 / 120) + ((t + (- (1 / 2))) * (1 / 720)))))))))))))))) /\
  (* exp-below(6) at 1/2, t >= c *) (((t + (- (1 / 2))) < 0) \/ ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * ((1 / 6) + ((- (t + (- (1 / 2)))) * ((1 / 24) + ((- (t + (- (1 / 2)))) * ((1 / 120) + ((- (t + (- (1 / 2)))) * (1 / 720)))))))))))))) >= (996590856748612658632447 / 604462909807314587353088))) /\
  (* exp-below(5) at -3 *) (exp_v >= ((60188872432829495288851 / 1208925819614629174706176) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * ((1 / 6) + ((t + 3) * ((1 / 24) + ((t + 3) * (1 / 120))))))))))))) /\
  (* exp-above(5) at -3 *) ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * ((1 / 6) + ((- (t + 3)) * ((1 / 24) + ((- (t + 3)) * (1 / 120)))))))))))) <= (963021958925271924621617 / 19342813113834066795298816)) /\
  (* exp-above(6) at -3, t <= c *) (((t + 3) > 0) \/ (exp_v <= ((963021958925271924621617 / 19342813113834066795298816) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * ((1 / 6) + ((t + 3) * ((1 / 24) + ((t + 3) * ((1 / 120) + ((t + 3) * (1 / 720)))))))))))))))) /\
  (* exp-below(6) at -3, t >= c *) (((t + 3) < 0) \/ ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * ((1 / 6) + ((- (t + 3)) * ((1 / 24) + ((- (t + 3)) * ((1 / 120) + ((- (t + 3)) * (1 / 720)))))))))))))) >= (60188872432829495288851 / 1208925819614629174706176))) /\
  (* exp-below(7) at 0 *) (exp_v >= (1 + (t * (1 + (t * ((1 / 2) + (t * ((1 / 6) + (t * ((1 / 24) + (t * ((1 / 120) + (t * ((1 / 720) + (t * (1 / 5040)))))))))))))))) /\
  (* exp-above(7) at 0 *) ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * ((1 / 6) + ((- t) * ((1 / 24) + ((- t) * ((1 / 120) + ((- t) * ((1 / 720) + ((- t) * (1 / 5040)))))))))))))))) <= 1) /\
  (* exp-above(8) at 0, t <= c *) ((t > 0) \/ (exp_v <= (1 + (t * (1 + (t * ((1 / 2) + (t * ((1 / 6) + (t * ((1 / 24) + (t * ((1 / 120) + (t * ((1 / 720) + (t * ((1 / 5040) + (t * (1 / 40320))))))))))))))))))) /\
  (* exp-below(8) at 0, t >= c *) ((t < 0) \/ ((exp_v * (1 + ((- t) * (1 + ((- t) * ((1 / 2) + ((- t) * ((1 / 6) + ((- t) * ((1 / 24) + ((- t) * ((1 / 120) + ((- t) * ((1 / 720) + ((- t) * ((1 / 5040) + ((- t) * (1 / 40320)))))))))))))))))) >= 1)) /\
  (* exp-below(7) at 1/2 *) (exp_v >= ((996590856748612658632447 / 604462909807314587353088) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * ((1 / 6) + ((t + (- (1 / 2))) * ((1 / 24) + ((t + (- (1 / 2))) * ((1 / 120) + ((t + (- (1 / 2))) * ((1 / 720) + ((t + (- (1 / 2))) * (1 / 5040))))))))))))))))) /\
  (* exp-above(7) at 1/2 *) ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * ((1 / 6) + ((- (t + (- (1 / 2)))) * ((1 / 24) + ((- (t + (- (1 / 2)))) * ((1 / 120) + ((- (t + (- (1 / 2)))) * ((1 / 720) + ((- (t + (- (1 / 2)))) * (1 / 5040)))))))))))))))) <= (3892933034174268197783 / 2361183241434822606848)) /\
  (* exp-above(8) at 1/2, t <= c *) (((t + (- (1 / 2))) > 0) \/ (exp_v <= ((3892933034174268197783 / 2361183241434822606848) * (1 + ((t + (- (1 / 2))) * (1 + ((t + (- (1 / 2))) * ((1 / 2) + ((t + (- (1 / 2))) * ((1 / 6) + ((t + (- (1 / 2))) * ((1 / 24) + ((t + (- (1 / 2))) * ((1 / 120) + ((t + (- (1 / 2))) * ((1 / 720) + ((t + (- (1 / 2))) * ((1 / 5040) + ((t + (- (1 / 2))) * (1 / 40320)))))))))))))))))))) /\
  (* exp-below(8) at 1/2, t >= c *) (((t + (- (1 / 2))) < 0) \/ ((exp_v * (1 + ((- (t + (- (1 / 2)))) * (1 + ((- (t + (- (1 / 2)))) * ((1 / 2) + ((- (t + (- (1 / 2)))) * ((1 / 6) + ((- (t + (- (1 / 2)))) * ((1 / 24) + ((- (t + (- (1 / 2)))) * ((1 / 120) + ((- (t + (- (1 / 2)))) * ((1 / 720) + ((- (t + (- (1 / 2)))) * ((1 / 5040) + ((- (t + (- (1 / 2)))) * (1 / 40320)))))))))))))))))) >= (996590856748612658632447 / 604462909807314587353088))) /\
  (* exp-below(7) at -3 *) (exp_v >= ((60188872432829495288851 / 1208925819614629174706176) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * ((1 / 6) + ((t + 3) * ((1 / 24) + ((t + 3) * ((1 / 120) + ((t + 3) * ((1 / 720) + ((t + 3) * (1 / 5040))))))))))))))))) /\
  (* exp-above(7) at -3 *) ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * ((1 / 6) + ((- (t + 3)) * ((1 / 24) + ((- (t + 3)) * ((1 / 120) + ((- (t + 3)) * ((1 / 720) + ((- (t + 3)) * (1 / 5040)))))))))))))))) <= (963021958925271924621617 / 19342813113834066795298816)) /\
  (* exp-above(8) at -3, t <= c *) (((t + 3) > 0) \/ (exp_v <= ((963021958925271924621617 / 19342813113834066795298816) * (1 + ((t + 3) * (1 + ((t + 3) * ((1 / 2) + ((t + 3) * ((1 / 6) + ((t + 3) * ((1 / 24) + ((t + 3) * ((1 / 120) + ((t + 3) * ((1 / 720) + ((t + 3) * ((1 / 5040) + ((t + 3) * (1 / 40320)))))))))))))))))))) /\
  (* exp-below(8) at -3, t >= c *) (((t + 3) < 0) \/ ((exp_v * (1 + ((- (t + 3)) * (1 + ((- (t + 3)) * ((1 / 2) + ((- (t + 3)) * ((1 / 6) + ((- (t + 3)) * ((1 / 24) + ((- (t + 3)) * ((1 / 120) + ((- (t + 3)) * ((1 / 720) + ((- (t + 3)) * ((1 / 5040) + ((- (t + 3)) * (1 / 40320)))))))))))))))))) >= (60188872432829495288851 / 1208925819614629174706176))).
Proof.
  intros; subst.
  split; [simple (exp_positive t)|].
  split; [poly (exp_below_odd 0 (0) t (1))|].
  split; [poly (exp_above_odd 0 (0) t (1))|].
  split; [poly (exp_below_odd 0 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_above_odd 0 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_below_odd 0 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_above_odd 0 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_above_even 1 (0) t (1))|].
  split; [poly (exp_below_even 1 (0) t (1))|].
  split; [poly (exp_below_odd 1 (0) t (1))|].
  split; [poly (exp_above_odd 1 (0) t (1))|].
  split; [poly (exp_above_even 2 (0) t (1))|].
  split; [poly (exp_below_even 2 (0) t (1))|].
  split; [poly (exp_above_even 1 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_below_even 1 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_below_odd 1 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_above_odd 1 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_above_even 2 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_below_even 2 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_above_even 1 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_below_even 1 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_below_odd 1 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_above_odd 1 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_above_even 2 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_below_even 2 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_below_odd 2 (0) t (1))|].
  split; [poly (exp_above_odd 2 (0) t (1))|].
  split; [poly (exp_above_even 3 (0) t (1))|].
  split; [poly (exp_below_even 3 (0) t (1))|].
  split; [poly (exp_below_odd 2 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_above_odd 2 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_above_even 3 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_below_even 3 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_below_odd 2 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_above_odd 2 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_above_even 3 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_below_even 3 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_below_odd 3 (0) t (1))|].
  split; [poly (exp_above_odd 3 (0) t (1))|].
  split; [poly (exp_above_even 4 (0) t (1))|].
  split; [poly (exp_below_even 4 (0) t (1))|].
  split; [poly (exp_below_odd 3 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_above_odd 3 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_above_even 4 (1/2) t (3892933034174268197783/2361183241434822606848))|].
  split; [poly (exp_below_even 4 (1/2) t (996590856748612658632447/604462909807314587353088))|].
  split; [poly (exp_below_odd 3 (-3) t (60188872432829495288851/1208925819614629174706176))|].
  split; [poly (exp_above_odd 3 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  split; [poly (exp_above_even 4 (-3) t (963021958925271924621617/19342813113834066795298816))|].
  poly (exp_below_even 4 (-3) t (60188872432829495288851/1208925819614629174706176)).
Qed.

Theorem instances_log : forall t log_v, 0 < t -> log_v = ln t ->
  (* log-above(0) at 1 *) (log_v <= ((- 1) + t)) /\
  (* log-below(0) at 1 *) ((log_v * t) >= (- (1 + (t * (- 1))))) /\
  (* log-above(0) at 1/2 *) ((log_v + (837963523372001241319907 / 1208925819614629174706176)) <= ((- 1) + (2 * t))) /\
  (* log-below(0) at 1/2 *) (((log_v + (209490880843000310329977 / 302231454903657293676544)) * (2 * t)) >= (- (1 + ((2 * t) * (- 1))))) /\
  (* log-above(0) at 3 *) ((log_v + (- (664070380758399046078989 / 604462909807314587353088))) <= ((- 1) + ((1 / 3) * t))) /\
  (* log-below(0) at 3 *) (((log_v + (- (166017595189599761519747 / 151115727451828646838272))) * ((1 / 3) * t)) >= (- (1 + (((1 / 3) * t) * (- 1))))) /\
  (* log-above(1) at 1 *) ((log_v * (2 + (t * 4))) <= ((- 5) + (t * (4 + t)))) /\
  (* log-below(1) at 1 *) ((log_v * (t * (4 + (t * 2)))) >= (- (1 + (t * (4 + (t * (- 5))))))) /\
  (* log-above(1) at 1/2 *) (((log_v + (837963523372001241319907 / 1208925819614629174706176)) * (2 + ((2 * t) * 4))) <= ((- 5) + ((2 * t) * (4 + (2 * t))))) /\
  (* log-below(1) at 1/2 *) (((log_v + (209490880843000310329977 / 302231454903657293676544)) * ((2 * t) * (4 + ((2 * t) * 2)))) >= (- (1 + ((2 * t) * (4 + ((2 * t) * (- 5))))))) /\
  (* log-above(1) at 3 *) (((log_v + (- (664070380758399046078989 / 604462909807314587353088))) * (2 + (((1 / 3) * t) * 4))) <= ((- 5) + (((1 / 3) * t) * (4 + ((1 / 3) * t))))) /\
  (* log-below(1) at 3 *) (((log_v + (- (166017595189599761519747 / 151115727451828646838272))) * (((1 / 3) * t) * (4 + (((1 / 3) * t) * 2)))) >= (- (1 + (((1 / 3) * t) * (4 + (((1 / 3) * t) * (- 5))))))) /\
  (* log-above(2) at 1 *) ((log_v * (3 + (t * (18 + (t * 9))))) <= ((- 10) + (t * ((- 9) + (t * (18 + t)))))) /\
  (* log-below(2) at 1 *) ((log_v * (t * (9 + (t * (18 + (t * 3)))))) >= (- (1 + (t * (18 + (t * ((- 9) + (t * (- 10))))))))) /\
  (* log-above(2) at 1/2 *) (((log_v + (837963523372001241319907 / 1208925819614629174706176)) * (3 + ((2 * t) * (18 + ((2 * t) * 9))))) <= ((- 10) + ((2 * t) * ((- 9) + ((2 * t) * (18 + (2 * t))))))) /\
  (* log-below(2) at 1/2 *) (((log_v + (209490880843000310329977 / 302231454903657293676544)) * ((2 * t) * (9 + ((2 * t) * (18 + ((2 * t) * 3)))))) >= (- (1 + ((2 * t) * (18 + ((2 * t) * ((- 9) + ((2 * t) * (- 10))))))))) /\
  (* log-above(2) at 3 *) (((log_v + (- (664070380758399046078989 / 604462909807314587353088))) * (3 + (((1 / 3) * t) * (18 + (((1 / 3) * t) * 9))))) <= ((- 10) + (((1 / 3) * t) * ((- 9) + (((1 / 3) * t) * (18 + ((1 / 3) * t))))))) /\
  (* log-below(2) at 3 *) (((log_v + (- (166017595189599761519747 / 151115727451828646838272))) * (((1 / 3) * t) * (9 + (((1 / 3) * t) * (18 + (((1 / 3) * t) * 3)))))) >= (- (1 + (((1 / 3) * t) * (18 + (((1 / 3) * t) * ((- 9) + (((1 / 3) * t) * (- 10))))))))).
Proof.
  intros; subst.
  split; [poly (log_above 0 (1) t (0))|].
  split; [poly (log_below 0 (1) t (0))|].
  split; [poly (log_above 0 (1/2) t (-837963523372001241319907/1208925819614629174706176))|].
  split; [poly (log_below 0 (1/2) t (-209490880843000310329977/302231454903657293676544))|].
  split; [poly (log_above 0 (3) t (664070380758399046078989/604462909807314587353088))|].
  split; [poly (log_below 0 (3) t (166017595189599761519747/151115727451828646838272))|].
  split; [poly (log_above 1 (1) t (0))|].
  split; [poly (log_below 1 (1) t (0))|].
  split; [poly (log_above 1 (1/2) t (-837963523372001241319907/1208925819614629174706176))|].
  split; [poly (log_below 1 (1/2) t (-209490880843000310329977/302231454903657293676544))|].
  split; [poly (log_above 1 (3) t (664070380758399046078989/604462909807314587353088))|].
  split; [poly (log_below 1 (3) t (166017595189599761519747/151115727451828646838272))|].
  split; [poly (log_above 2 (1) t (0))|].
  split; [poly (log_below 2 (1) t (0))|].
  split; [poly (log_above 2 (1/2) t (-837963523372001241319907/1208925819614629174706176))|].
  split; [poly (log_below 2 (1/2) t (-209490880843000310329977/302231454903657293676544))|].
  split; [poly (log_above 2 (3) t (664070380758399046078989/604462909807314587353088))|].
  poly (log_below 2 (3) t (166017595189599761519747/151115727451828646838272)).
Qed.

Theorem instances_sin : forall t sin_v cos_v, sin_v = sin t -> cos_v = cos t ->
  (* sin-cos-circle *) (((sin_v * sin_v) + (cos_v * cos_v)) = 1) /\
  (* sin-taylor(1), t >= 0 *) ((t < 0) \/ (sin_v <= t)) /\
  (* sin-taylor(1), t <= 0 *) ((t > 0) \/ (sin_v >= t)) /\
  (* sin-taylor(2), t >= 0 *) ((t < 0) \/ (sin_v >= (t * (1 + (t * (t * (- (1 / 6)))))))) /\
  (* sin-taylor(2), t <= 0 *) ((t > 0) \/ (sin_v <= (t * (1 + (t * (t * (- (1 / 6)))))))) /\
  (* sin-range *) ((sin_v >= (- 1)) /\ (sin_v <= 1)) /\
  (* cos-taylor(1) *) (cos_v <= 1) /\
  (* cos-taylor(2) *) (cos_v >= (1 + (t * (t * (- (1 / 2)))))) /\
  (* cos-range *) (cos_v >= (- 1)) /\
  (* sin-taylor(3), t >= 0 *) ((t < 0) \/ (sin_v <= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * (1 / 120)))))))))) /\
  (* sin-taylor(3), t <= 0 *) ((t > 0) \/ (sin_v >= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * (1 / 120)))))))))) /\
  (* cos-taylor(3) *) (cos_v <= (1 + (t * (t * ((- (1 / 2)) + (t * (t * (1 / 24)))))))) /\
  (* sin-taylor(4), t >= 0 *) ((t < 0) \/ (sin_v >= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * ((1 / 120) + (t * (t * (- (1 / 5040)))))))))))))) /\
  (* sin-taylor(4), t <= 0 *) ((t > 0) \/ (sin_v <= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * ((1 / 120) + (t * (t * (- (1 / 5040)))))))))))))) /\
  (* cos-taylor(4) *) (cos_v >= (1 + (t * (t * ((- (1 / 2)) + (t * (t * ((1 / 24) + (t * (t * (- (1 / 720)))))))))))) /\
  (* sin-taylor(5), t >= 0 *) ((t < 0) \/ (sin_v <= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * ((1 / 120) + (t * (t * ((- (1 / 5040)) + (t * (t * (1 / 362880)))))))))))))))) /\
  (* sin-taylor(5), t <= 0 *) ((t > 0) \/ (sin_v >= (t * (1 + (t * (t * ((- (1 / 6)) + (t * (t * ((1 / 120) + (t * (t * ((- (1 / 5040)) + (t * (t * (1 / 362880)))))))))))))))) /\
  (* cos-taylor(5) *) (cos_v <= (1 + (t * (t * ((- (1 / 2)) + (t * (t * ((1 / 24) + (t * (t * ((- (1 / 720)) + (t * (t * (1 / 40320)))))))))))))).
Proof.
  intros; subst.
  split; [simple (sin_cos_circle t)|].
  split; [poly (sin_Taylor_above 0 t)|].
  split; [poly (sin_Taylor_above_mirror 0 t)|].
  split; [poly (sin_Taylor_below 0 t)|].
  split; [poly (sin_Taylor_below_mirror 0 t)|].
  split; [simple (sin_range t)|].
  split; [poly (cos_Taylor_above 0 t)|].
  split; [poly (cos_Taylor_below 0 t)|].
  split; [simple (cos_range t)|].
  split; [poly (sin_Taylor_above 1 t)|].
  split; [poly (sin_Taylor_above_mirror 1 t)|].
  split; [poly (cos_Taylor_above 1 t)|].
  split; [poly (sin_Taylor_below 1 t)|].
  split; [poly (sin_Taylor_below_mirror 1 t)|].
  split; [poly (cos_Taylor_below 1 t)|].
  split; [poly (sin_Taylor_above 2 t)|].
  split; [poly (sin_Taylor_above_mirror 2 t)|].
  poly (cos_Taylor_above 2 t).
Qed.

Theorem instances_atan : forall t atan_v c_pi, atan_v = atan t -> c_pi = PI ->
  (* atan-range *) ((atan_v < ((1 / 2) * c_pi)) /\ (atan_v > (- ((1 / 2) * c_pi)))) /\
  (* atan-reciprocal *) (((t > 0) /\ ((t * (((1 / 2) * c_pi) - atan_v)) <= 1)) \/ ((t < 0) /\ ((t * ((- ((1 / 2) * c_pi)) - atan_v)) <= 1)) \/ (t = 0)) /\
  (* atan-fraction(1), t >= 0 *) ((t < 0) \/ (atan_v <= t)) /\
  (* atan-fraction(1), t <= 0 *) ((t > 0) \/ (atan_v >= t)) /\
  (* atan-fraction(2), t >= 0 *) ((t < 0) \/ ((atan_v * (3 + (t * t))) >= (t * 3))) /\
  (* atan-fraction(2), t <= 0 *) ((t > 0) \/ ((atan_v * (3 + (t * t))) <= (t * 3))) /\
  (* atan-fraction(3), t >= 0 *) ((t < 0) \/ ((atan_v * (15 + (t * (t * 9)))) <= (t * (15 + (t * (t * 4)))))) /\
  (* atan-fraction(3), t <= 0 *) ((t > 0) \/ ((atan_v * (15 + (t * (t * 9)))) >= (t * (15 + (t * (t * 4)))))) /\
  (* atan-fraction(4), t >= 0 *) ((t < 0) \/ ((atan_v * (105 + (t * (t * (90 + (t * (t * 9))))))) >= (t * (105 + (t * (t * 55)))))) /\
  (* atan-fraction(4), t <= 0 *) ((t > 0) \/ ((atan_v * (105 + (t * (t * (90 + (t * (t * 9))))))) <= (t * (105 + (t * (t * 55)))))) /\
  (* atan-fraction(5), t >= 0 *) ((t < 0) \/ ((atan_v * (945 + (t * (t * (1050 + (t * (t * 225))))))) <= (t * (945 + (t * (t * (735 + (t * (t * 64))))))))) /\
  (* atan-fraction(5), t <= 0 *) ((t > 0) \/ ((atan_v * (945 + (t * (t * (1050 + (t * (t * 225))))))) >= (t * (945 + (t * (t * (735 + (t * (t * 64))))))))).
Proof.
  intros; subst.
  split; [simple (atan_range t)|].
  split; [simple (atan_reciprocal t)|].
  split; [poly (atan_fraction_above 0 t)|].
  split; [poly (atan_fraction_above_mirror 0 t)|].
  split; [poly (atan_fraction_below 1 t)|].
  split; [poly (atan_fraction_below_mirror 1 t)|].
  split; [poly (atan_fraction_above 1 t)|].
  split; [poly (atan_fraction_above_mirror 1 t)|].
  split; [poly (atan_fraction_below 2 t)|].
  split; [poly (atan_fraction_below_mirror 2 t)|].
  split; [poly (atan_fraction_above 2 t)|].
  poly (atan_fraction_above_mirror 2 t).
Qed.

Theorem instances_tanh : forall t tanh_v, tanh_v = tanh t ->
  (* tanh-range *) ((tanh_v < 1) /\ (tanh_v > (- 1))) /\
  (* tanh-fraction(1), t >= 0 *) ((t < 0) \/ (tanh_v <= t)) /\
  (* tanh-fraction(1), t <= 0 *) ((t > 0) \/ (tanh_v >= t)) /\
  (* tanh-fraction(2), t >= 0 *) ((t < 0) \/ ((tanh_v * (3 + (t * t))) >= (t * 3))) /\
  (* tanh-fraction(2), t <= 0 *) ((t > 0) \/ ((tanh_v * (3 + (t * t))) <= (t * 3))) /\
  (* tanh-fraction(3), t >= 0 *) ((t < 0) \/ ((tanh_v * (15 + (t * (t * 6)))) <= (t * (15 + (t * t))))) /\
  (* tanh-fraction(3), t <= 0 *) ((t > 0) \/ ((tanh_v * (15 + (t * (t * 6)))) >= (t * (15 + (t * t))))) /\
  (* tanh-fraction(4), t >= 0 *) ((t < 0) \/ ((tanh_v * (105 + (t * (t * (45 + (t * t)))))) >= (t * (105 + (t * (t * 10)))))) /\
  (* tanh-fraction(4), t <= 0 *) ((t > 0) \/ ((tanh_v * (105 + (t * (t * (45 + (t * t)))))) <= (t * (105 + (t * (t * 10)))))) /\
  (* tanh-fraction(5), t >= 0 *) ((t < 0) \/ ((tanh_v * (945 + (t * (t * (420 + (t * (t * 15))))))) <= (t * (945 + (t * (t * (105 + (t * t)))))))) /\
  (* tanh-fraction(5), t <= 0 *) ((t > 0) \/ ((tanh_v * (945 + (t * (t * (420 + (t * (t * 15))))))) >= (t * (945 + (t * (t * (105 + (t * t)))))))).
Proof.
  intros; subst.
  split; [simple (tanh_range t)|].
  split; [poly (tanh_fraction_above 0 t)|].
  split; [poly (tanh_fraction_above_mirror 0 t)|].
  split; [poly (tanh_fraction_below 1 t)|].
  split; [poly (tanh_fraction_below_mirror 1 t)|].
  split; [poly (tanh_fraction_above 1 t)|].
  split; [poly (tanh_fraction_above_mirror 1 t)|].
  split; [poly (tanh_fraction_below 2 t)|].
  split; [poly (tanh_fraction_below_mirror 2 t)|].
  split; [poly (tanh_fraction_above 2 t)|].
  poly (tanh_fraction_above_mirror 2 t).
Qed.

Theorem instances_erf : forall t erf_v, erf_v = erf t ->
  (* erf-range *) ((erf_v < 1) /\ (erf_v > (- 1))) /\
  (* erf-sign *) (((t > 0) /\ (erf_v > 0)) \/ ((t = 0) /\ (erf_v = 0)) \/ ((t < 0) /\ (erf_v < 0))).
Proof.
  intros; subst.
  split; [simple (erf_range t)|].
  simple (erf_sign t).
Qed.

Theorem enclosure_pi : forall c_pi, c_pi = PI ->
  (* pi-enclosure *) ((c_pi >= (124451306656115542615260972311 / 39614081257132168796771975168)) /\ (c_pi <= (995610453248924340922087778489 / 316912650057057350374175801344))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_e : forall c_e, c_e = exp 1 ->
  (* e-enclosure *) ((c_e >= (430728948929449700355022696705 / 158456325028528675187087900672)) /\ (c_e <= (861457897858899400710045393411 / 316912650057057350374175801344))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_exp : forall exp_v, exp_v = exp (1 / 3) ->
  (* exp-enclosure *) ((exp_v >= (884574464173178115558960494911 / 633825300114114700748351602688)) /\ (exp_v <= (13821476002705908055608757733 / 9903520314283042199192993792))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_log : forall log_v, log_v = ln 3 ->
  (* log-enclosure *) ((log_v >= (87041032946764879767665216853 / 79228162514264337593543950336)) /\ (log_v <= (696328263574119038141321734825 / 633825300114114700748351602688))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_sin : forall sin_v, sin_v = sin 1 ->
  (* sin-enclosure *) ((sin_v >= (266672799741592327658874053671 / 316912650057057350374175801344)) /\ (sin_v <= (1066691198966369310635496214685 / 1267650600228229401496703205376))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_cos : forall cos_v, cos_v = cos 2 ->
  (* cos-enclosure *) ((cos_v >= (- (263764393566031959301400123767 / 633825300114114700748351602688))) /\ (cos_v <= (- (1055057574264127837205600495067 / 2535301200456458802993406410752)))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_atan : forall atan_v, atan_v = atan 2 ->
  (* atan-enclosure *) ((atan_v >= (701738868326796695916936237317 / 633825300114114700748351602688)) /\ (atan_v <= (350869434163398347958468118659 / 316912650057057350374175801344))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem enclosure_tanh : forall tanh_v, tanh_v = tanh (1 / 2) ->
  (* tanh-enclosure *) ((tanh_v >= (585803091776414448594129028889 / 1267650600228229401496703205376)) /\ (tanh_v <= (1171606183552828897188258057779 / 2535301200456458802993406410752))).
Proof.
  intros; subst.
  enclosed.
Qed.

Theorem pairs_exp : forall a b exp_a exp_b, exp_a = exp a -> exp_b = exp b ->
  (* exp-increasing *) (((b < a) /\ (exp_b < exp_a)) \/ ((b = a) /\ (exp_b = exp_a)) \/ ((b > a) /\ (exp_b > exp_a))).
Proof.
  intros; subst.
  pair2 exp_increasing_order a b.
Qed.

Theorem pairs_log : forall a b log_a log_b, 0 < a -> 0 < b -> log_a = ln a -> log_b = ln b ->
  (* log-increasing *) (((b < a) /\ (log_b < log_a)) \/ ((b = a) /\ (log_b = log_a)) \/ ((b > a) /\ (log_b > log_a))).
Proof.
  intros; subst.
  pair2 log_increasing_order a b.
Qed.

Theorem pairs_sin : forall a b sin_a sin_b, sin_a = sin a -> sin_b = sin b ->
  (* sin-slope *) (((sin_b - sin_a) * (sin_b - sin_a)) <= ((b - a) * (b - a))).
Proof.
  intros; subst.
  pair2 sin_slope a b.
Qed.

Theorem pairs_cos : forall a b cos_a cos_b, cos_a = cos a -> cos_b = cos b ->
  (* cos-slope *) (((cos_b - cos_a) * (cos_b - cos_a)) <= ((b - a) * (b - a))).
Proof.
  intros; subst.
  pair2 cos_slope a b.
Qed.

Theorem pairs_atan : forall a b atan_a atan_b, atan_a = atan a -> atan_b = atan b ->
  (* atan-increasing *) (((b < a) /\ (atan_b < atan_a)) \/ ((b = a) /\ (atan_b = atan_a)) \/ ((b > a) /\ (atan_b > atan_a))) /\
  (* atan-slope *) (((atan_b - atan_a) * (atan_b - atan_a)) <= ((b - a) * (b - a))).
Proof.
  intros; subst.
  split; [pair2 atan_increasing_order a b|].
  pair2 atan_slope a b.
Qed.

Theorem pairs_tanh : forall a b tanh_a tanh_b, tanh_a = tanh a -> tanh_b = tanh b ->
  (* tanh-increasing *) (((b < a) /\ (tanh_b < tanh_a)) \/ ((b = a) /\ (tanh_b = tanh_a)) \/ ((b > a) /\ (tanh_b > tanh_a))) /\
  (* tanh-slope *) (((tanh_b - tanh_a) * (tanh_b - tanh_a)) <= ((b - a) * (b - a))).
Proof.
  intros; subst.
  split; [pair2 tanh_increasing_order a b|].
  pair2 tanh_slope a b.
Qed.

Theorem pairs_erf : forall a b erf_a erf_b, erf_a = erf a -> erf_b = erf b ->
  (* erf-increasing *) (((b < a) /\ (erf_b < erf_a)) \/ ((b = a) /\ (erf_b = erf_a)) \/ ((b > a) /\ (erf_b > erf_a))).
Proof.
  intros; subst.
  pair2 erf_increasing_order a b.
Qed.

Theorem pairs_complement : forall a b atan_a atan_b half_pi, half_pi = / 2 * PI -> atan_a = atan a -> atan_b = atan b ->
  (* atan-complement *) ((b <= 0) \/ (a <= 0) \/ ((((b * a) < 1) /\ ((atan_b + atan_a) < half_pi)) \/ (((b * a) = 1) /\ ((atan_b + atan_a) = half_pi)) \/ (((b * a) > 1) /\ ((atan_b + atan_a) > half_pi)))).
Proof.
  intros; subst.
  pair2 atan_complement a b.
Qed.

Theorem pairs_power : forall y b b_y, 0 < b -> b_y = exp (y * ln b) ->
  (* power-bernoulli, 0 <= y <= 1 *) ((y < 0) \/ (y > 1) \/ ((b_y <= (1 + (y * (b - 1)))) /\ ((b_y * (b + (y * (1 - b)))) >= b))) /\
  (* power-bernoulli, y <= 0 or y >= 1 *) (((y > 0) /\ (y < 1)) \/ ((b_y >= (1 + (y * (b - 1)))) /\ ((b_y * (b + (y * (1 - b)))) <= b))).
Proof.
  intros; subst.
  split; [related (power_bernoulli_inside y b)|].
  related (power_bernoulli_outside y b).
Qed.

Theorem pairs_exp_log : forall a b c d f exp_a exp_b log_c log_d log_f, 0 < c -> 0 < d -> 0 < f -> exp_a = exp a -> exp_b = exp b -> log_c = ln c -> log_d = ln d -> log_f = ln f ->
  (* exp-exp-tangent *) (exp_a >= (exp_b * (1 + (a - b)))) /\
  (* exp-exp-tangent *) (exp_b >= (exp_a * (1 + (b - a)))) /\
  (* exp-exp-unit-tangent *) ((exp_b * exp_a) >= (1 + b + a)) /\
  (* exp-exp-unit-order *) ((((exp_b * exp_a) < 1) /\ ((b + a) < 0)) \/ (((exp_b * exp_a) = 1) /\ ((b + a) = 0)) \/ (((exp_b * exp_a) > 1) /\ ((b + a) > 0))) /\
  (* exp-log-tangent *) (exp_a >= (c * (1 + (a - log_c)))) /\
  (* exp-log-unit-tangent *) ((c * exp_a) >= (1 + log_c + a)) /\
  (* exp-log-order *) (((c < exp_a) /\ (log_c < a)) \/ ((c = exp_a) /\ (log_c = a)) \/ ((c > exp_a) /\ (log_c > a))) /\
  (* exp-log-unit-order *) ((((c * exp_a) < 1) /\ ((log_c + a) < 0)) \/ (((c * exp_a) = 1) /\ ((log_c + a) = 0)) \/ (((c * exp_a) > 1) /\ ((log_c + a) > 0))) /\
  (* exp-log-chord, 0 <= a <= log b *) ((a < 0) \/ (a > log_c) \/ (((exp_a - 1) * log_c) <= ((c - 1) * a))) /\
  (* exp-log-chord, log b <= a <= 0 *) ((a > 0) \/ (a < log_c) \/ (((exp_a - 1) * log_c) >= ((c - 1) * a))) /\
  (* exp-log-tangent *) (exp_a >= (d * (1 + (a - log_d)))) /\
  (* exp-log-unit-tangent *) ((d * exp_a) >= (1 + log_d + a)) /\
  (* exp-log-order *) (((d < exp_a) /\ (log_d < a)) \/ ((d = exp_a) /\ (log_d = a)) \/ ((d > exp_a) /\ (log_d > a))) /\
  (* exp-log-unit-order *) ((((d * exp_a) < 1) /\ ((log_d + a) < 0)) \/ (((d * exp_a) = 1) /\ ((log_d + a) = 0)) \/ (((d * exp_a) > 1) /\ ((log_d + a) > 0))) /\
  (* exp-log-chord, 0 <= a <= log b *) ((a < 0) \/ (a > log_d) \/ (((exp_a - 1) * log_d) <= ((d - 1) * a))) /\
  (* exp-log-chord, log b <= a <= 0 *) ((a > 0) \/ (a < log_d) \/ (((exp_a - 1) * log_d) >= ((d - 1) * a))) /\
  (* exp-log-product-order *) ((((c * d) < exp_a) /\ ((log_c + log_d) < a)) \/ (((c * d) = exp_a) /\ ((log_c + log_d) = a)) \/ (((c * d) > exp_a) /\ ((log_c + log_d) > a))) /\
  (* exp-log-product-unit-order *) (((((c * d) * exp_a) < 1) /\ (((log_c + log_d) + a) < 0)) \/ ((((c * d) * exp_a) = 1) /\ (((log_c + log_d) + a) = 0)) \/ ((((c * d) * exp_a) > 1) /\ (((log_c + log_d) + a) > 0))).
Proof.
  intros; subst.
  split; [exps2 exp_exp_tangent a b c d f|].
  split; [exps2 exp_exp_tangent a b c d f|].
  split; [exps2 exp_exp_unit_tangent a b c d f|].
  split; [exps2 exp_exp_unit_order a b c d f|].
  split; [exp_log1 exp_log_tangent a b c d f|].
  split; [exp_log1 exp_log_unit_tangent a b c d f|].
  split; [exp_log1 exp_log_order a b c d f|].
  split; [exp_log1 exp_log_unit_order a b c d f|].
  split; [exp_log1 exp_log_chord_above a b c d f|].
  split; [exp_log1 exp_log_chord_below a b c d f|].
  split; [exp_log1 exp_log_tangent a b c d f|].
  split; [exp_log1 exp_log_unit_tangent a b c d f|].
  split; [exp_log1 exp_log_order a b c d f|].
  split; [exp_log1 exp_log_unit_order a b c d f|].
  split; [exp_log1 exp_log_chord_above a b c d f|].
  split; [exp_log1 exp_log_chord_below a b c d f|].
  split; [exp_logs2 exp_log_product_order a b c d f|].
  exp_logs2 exp_log_product_unit_order a b c d f.
Qed.

Theorem pairs_log_exp : forall a b c d f exp_a exp_b log_c log_d log_f, 0 < c -> 0 < d -> 0 < f -> exp_a = exp a -> exp_b = exp b -> log_c = ln c -> log_d = ln d -> log_f = ln f ->
  (* log-log-tangent *) (c >= (d * (1 + (log_c - log_d)))) /\
  (* log-log-tangent *) (d >= (c * (1 + (log_d - log_c)))) /\
  (* log-log-ratio, a >= b *) ((c < d) \/ (((log_c - log_d) * (c + d)) >= (2 * (c - d)))) /\
  (* log-log-ratio, a <= b *) ((c > d) \/ (((log_c - log_d) * (c + d)) <= (2 * (c - d)))) /\
  (* log-log-geometric *) ((((log_c - log_d) * (log_c - log_d)) * c * d) <= ((c - d) * (c - d))) /\
  (* log-log-tangent *) (c >= (f * (1 + (log_c - log_f)))) /\
  (* log-log-tangent *) (f >= (c * (1 + (log_f - log_c)))) /\
  (* log-log-ratio, a >= b *) ((c < f) \/ (((log_c - log_f) * (c + f)) >= (2 * (c - f)))) /\
  (* log-log-ratio, a <= b *) ((c > f) \/ (((log_c - log_f) * (c + f)) <= (2 * (c - f)))) /\
  (* log-log-geometric *) ((((log_c - log_f) * (log_c - log_f)) * c * f) <= ((c - f) * (c - f))) /\
  (* exp-log-tangent *) (exp_a >= (c * (1 + (a - log_c)))) /\
  (* exp-log-unit-tangent *) ((c * exp_a) >= (1 + log_c + a)) /\
  (* exp-log-order *) (((c < exp_a) /\ (log_c < a)) \/ ((c = exp_a) /\ (log_c = a)) \/ ((c > exp_a) /\ (log_c > a))) /\
  (* exp-log-unit-order *) ((((c * exp_a) < 1) /\ ((log_c + a) < 0)) \/ (((c * exp_a) = 1) /\ ((log_c + a) = 0)) \/ (((c * exp_a) > 1) /\ ((log_c + a) > 0))) /\
  (* exp-log-chord, 0 <= a <= log b *) ((a < 0) \/ (a > log_c) \/ (((exp_a - 1) * log_c) <= ((c - 1) * a))) /\
  (* exp-log-chord, log b <= a <= 0 *) ((a > 0) \/ (a < log_c) \/ (((exp_a - 1) * log_c) >= ((c - 1) * a))) /\
  (* exp-log-product-order *) ((((c * d) < exp_a) /\ ((log_c + log_d) < a)) \/ (((c * d) = exp_a) /\ ((log_c + log_d) = a)) \/ (((c * d) > exp_a) /\ ((log_c + log_d) > a))) /\
  (* exp-log-product-unit-order *) (((((c * d) * exp_a) < 1) /\ (((log_c + log_d) + a) < 0)) \/ ((((c * d) * exp_a) = 1) /\ (((log_c + log_d) + a) = 0)) \/ ((((c * d) * exp_a) > 1) /\ (((log_c + log_d) + a) > 0))) /\
  (* exp-log-product-order *) ((((c * f) < exp_a) /\ ((log_c + log_f) < a)) \/ (((c * f) = exp_a) /\ ((log_c + log_f) = a)) \/ (((c * f) > exp_a) /\ ((log_c + log_f) > a))) /\
  (* exp-log-product-unit-order *) (((((c * f) * exp_a) < 1) /\ (((log_c + log_f) + a) < 0)) \/ ((((c * f) * exp_a) = 1) /\ (((log_c + log_f) + a) = 0)) \/ ((((c * f) * exp_a) > 1) /\ (((log_c + log_f) + a) > 0))) /\
  (* log-product-order *) ((((d * f) < c) /\ ((log_d + log_f) < log_c)) \/ (((d * f) = c) /\ ((log_d + log_f) = log_c)) \/ (((d * f) > c) /\ ((log_d + log_f) > log_c))) /\
  (* log-product-order *) ((((d * c) < f) /\ ((log_d + log_c) < log_f)) \/ (((d * c) = f) /\ ((log_d + log_c) = log_f)) \/ (((d * c) > f) /\ ((log_d + log_c) > log_f))) /\
  (* log-product-order *) ((((f * c) < d) /\ ((log_f + log_c) < log_d)) \/ (((f * c) = d) /\ ((log_f + log_c) = log_d)) \/ (((f * c) > d) /\ ((log_f + log_c) > log_d))).
Proof.
  intros; subst.
  split; [logs2 log_log_tangent a b c d f|].
  split; [logs2 log_log_tangent a b c d f|].
  split; [logs2 log_log_ratio_above a b c d f|].
  split; [logs2 log_log_ratio_below a b c d f|].
  split; [logs2 log_log_geometric a b c d f|].
  split; [logs2 log_log_tangent a b c d f|].
  split; [logs2 log_log_tangent a b c d f|].
  split; [logs2 log_log_ratio_above a b c d f|].
  split; [logs2 log_log_ratio_below a b c d f|].
  split; [logs2 log_log_geometric a b c d f|].
  split; [exp_log1 exp_log_tangent a b c d f|].
  split; [exp_log1 exp_log_unit_tangent a b c d f|].
  split; [exp_log1 exp_log_order a b c d f|].
  split; [exp_log1 exp_log_unit_order a b c d f|].
  split; [exp_log1 exp_log_chord_above a b c d f|].
  split; [exp_log1 exp_log_chord_below a b c d f|].
  split; [exp_logs2 exp_log_product_order a b c d f|].
  split; [exp_logs2 exp_log_product_unit_order a b c d f|].
  split; [exp_logs2 exp_log_product_order a b c d f|].
  split; [exp_logs2 exp_log_product_unit_order a b c d f|].
  split; [logs3 log_product_order a b c d f|].
  split; [logs3 log_product_order a b c d f|].
  logs3 log_product_order a b c d f.
Qed.
