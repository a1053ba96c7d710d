(* Check with: coqc -Q PROOFS BoundCheck THIS.v, where PROOFS holds the compiled proofs/coq/Claims.v. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BoundCheck Require Import Claims.
Open Scope R_scope.
Module Claim1.
Lemma n1 : forall v_x : R, 0 <= v_x -> v_x <= (1 / 2) -> (0 <= ((ln (1 + v_x)) + ((- 1) * v_x))) -> 0 <= ((v_x ^ 2) + ((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x) + (- (1 / 10))))).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last | exfalso; match goal with H : 0 <= ?u |- _ => assert (u < 0) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra | H : ?u <= 0 |- _ => assert (0 < u) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra end]. Qed.
Lemma n2 : forall v_x : R, (1 / 2) <= v_x -> v_x <= 1 -> (0 <= ((ln (1 + v_x)) + ((- 1) * v_x))) -> 0 <= ((v_x ^ 2) + ((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x) + (- (1 / 10))))).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last | exfalso; match goal with H : 0 <= ?u |- _ => assert (u < 0) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra | H : ?u <= 0 |- _ => assert (0 < u) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra end]. Qed.
Lemma n3 : forall v_x : R, 0 <= v_x -> v_x <= 1 -> (0 <= ((ln (1 + v_x)) + ((- 1) * v_x))) -> 0 <= ((v_x ^ 2) + ((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x) + (- (1 / 10))))).
Proof. intros. destruct (Rle_or_lt v_x (1 / 2)); [apply (n1 v_x); try assumption; lra|]. apply (n2 v_x); try assumption; lra. Qed.
Lemma n4 : forall v_x : R, 0 <= v_x -> v_x <= (1 / 2) -> (((ln (1 + v_x)) + ((- 1) * v_x)) <= 0) -> 0 <= ((v_x ^ 2) + ((- 1) * (((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x))) + (- (1 / 10))))).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last | exfalso; match goal with H : 0 <= ?u |- _ => assert (u < 0) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra | H : ?u <= 0 |- _ => assert (0 < u) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra end]. Qed.
Lemma n5 : forall v_x : R, (1 / 2) <= v_x -> v_x <= 1 -> (((ln (1 + v_x)) + ((- 1) * v_x)) <= 0) -> 0 <= ((v_x ^ 2) + ((- 1) * (((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x))) + (- (1 / 10))))).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14) | claim_last | exfalso; match goal with H : 0 <= ?u |- _ => assert (u < 0) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra | H : ?u <= 0 |- _ => assert (0 < u) by (first [interval with (i_prec 64, i_bisect v_x, i_taylor v_x, i_degree 4, i_depth 12) | interval with (i_prec 64, i_bisect v_x, i_autodiff v_x, i_depth 14)]); lra end]. Qed.
Lemma n6 : forall v_x : R, 0 <= v_x -> v_x <= 1 -> (((ln (1 + v_x)) + ((- 1) * v_x)) <= 0) -> 0 <= ((v_x ^ 2) + ((- 1) * (((- 1) * ((ln (1 + v_x)) + ((- 1) * v_x))) + (- (1 / 10))))).
Proof. intros. destruct (Rle_or_lt v_x (1 / 2)); [apply (n4 v_x); try assumption; lra|]. apply (n5 v_x); try assumption; lra. Qed.
Lemma n7 : forall v_x : R, 0 <= v_x -> v_x <= 1 -> 0 <= ((v_x ^ 2) + ((- 1) * ((Rabs ((ln (1 + v_x)) + ((- 1) * v_x))) + (- (1 / 10))))).
Proof. intros. destruct (Rle_or_lt 0 ((ln (1 + v_x)) + ((- 1) * v_x))); [assert (Q := n3 v_x); claim_use Q; claim_cases; claim_from Q|assert (((ln (1 + v_x)) + ((- 1) * v_x)) <= 0) by lra; assert (Q := n6 v_x); claim_use Q; claim_cases; claim_from Q]. Qed.
(* abs(log(1 + x) - x) - 1/10 <= x^2 on x in [0, 1] *)
Theorem claim : forall v_x : R, 0 <= v_x -> v_x <= 1 -> ((Rabs ((ln (1 + v_x)) + ((- 1) * v_x))) + (- (1 / 10))) <= (v_x ^ 2).
Proof. intros. claim_from (n7 v_x). Qed.
End Claim1.

