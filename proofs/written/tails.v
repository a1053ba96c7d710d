(* Check with: coqc -Q PROOFS BoundCheck THIS.v, where PROOFS holds the compiled proofs/coq/Claims.v. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BoundCheck Require Import Claims.
Open Scope R_scope.
Module Claim1.
Lemma n1 : forall v_x : R, v_x < 0 -> 0 <= ((- 1) * ((exp v_x) + (- 1))).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last]. Qed.
Lemma n2 : forall v_x : R, 0 <= v_x -> v_x <= 0 -> 0 <= ((exp v_x) + ((- 1) * (1 + v_x))).
Proof. intros. replace v_x with (0) in * by lra; first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 200) | claim_last]. Qed.
Lemma n3 : forall v_x : R, v_x <= 0 -> 0 <= ((exp v_x) + ((- 1) * (1 + v_x))).
Proof. intros. assert (Q : (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) 0 <= (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) v_x). { apply (claim_falling (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) (fun v_x : R => ((exp v_x) + (- 1))) v_x 0); [lra|intros t [Ht1 Ht2]; cbv beta; claim_derive|intros t [Ht1 Ht2]; cbv beta; claim_from (n1 t)]. } cbv beta in Q. assert (P := n2 0). claim_use P. lra. Qed.
Lemma n4 : forall v_x : R, 0 < v_x -> 0 <= ((exp v_x) + (- 1)).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last]. Qed.
Lemma n5 : forall v_x : R, 0 <= v_x -> v_x <= 0 -> 0 <= ((exp v_x) + ((- 1) * (1 + v_x))).
Proof. intros. replace v_x with (0) in * by lra; first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 200) | claim_last]. Qed.
Lemma n6 : forall v_x : R, 0 <= v_x -> 0 <= ((exp v_x) + ((- 1) * (1 + v_x))).
Proof. intros. assert (Q : (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) 0 <= (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) v_x). { apply (claim_rising (fun v_x : R => ((exp v_x) + ((- 1) * (1 + v_x)))) (fun v_x : R => ((exp v_x) + (- 1))) 0 v_x); [lra|intros t [Ht1 Ht2]; cbv beta; claim_derive|intros t [Ht1 Ht2]; cbv beta; claim_from (n4 t)]. } cbv beta in Q. assert (P := n5 0). claim_use P. lra. Qed.
Lemma n7 : forall v_x : R, 0 <= ((exp v_x) + ((- 1) * (1 + v_x))).
Proof. intros. destruct (Rle_or_lt v_x 0); [apply (n3 v_x); try assumption; lra|]. apply (n6 v_x); try assumption; lra. Qed.
(* 1 + x <= exp(x) on x in (-inf, inf) *)
Theorem claim : forall v_x : R, (1 + v_x) <= (exp v_x).
Proof. intros. claim_from (n7 v_x). Qed.
End Claim1.

