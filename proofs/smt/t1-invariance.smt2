; T1.C1: the triangle Y > 0 is invariant. The state enters through u, y = Y and q = (a + b)/2 - g sigma >= 0,
; the next Y through the identity of t1-identity-reduced.smt2. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const r Real) (declare-const u Real) (declare-const y Real) (declare-const q Real)
(define-fun w () Real (* r u))
(assert (and (<= 0 g) (< g 1) (< 0 r) (<= r 1) (< 0 y) (<= 0 q)))
(assert (<= (+ (* y (+ 1 (* (+ u g) w))) (* r (- 1 r) u u q)) 0))
(check-sat)
