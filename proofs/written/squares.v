(* Check with: coqc -Q PROOFS BoundCheck THIS.v, where PROOFS holds the compiled proofs/coq/Claims.v. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From BoundCheck Require Import Claims.
Open Scope R_scope.
Module Claim1.
Lemma n1 : forall v_x v_y : R, 0 <= (((1 / 2) * ((v_x ^ 2) + (v_y ^ 2))) + ((- 1) * v_x * v_y)).
Proof. intros. first [claim_leaf | interval with (i_prec 64) | interval with (i_prec 64, i_bisect v_x, i_bisect v_y, i_depth 14) | interval with (i_prec 64, i_bisect v_x, i_bisect v_y, i_autodiff v_x, i_depth 14) | claim_last]. Qed.
(* x*y <= 1/2*(x^2 + y^2) on x in (-inf, inf); y in (-inf, inf) *)
Theorem claim : forall v_x v_y : R, (v_x * v_y) <= ((1 / 2) * ((v_x ^ 2) + (v_y ^ 2))).
Proof. intros. claim_from (n1 v_x v_y). Qed.
End Claim1.

