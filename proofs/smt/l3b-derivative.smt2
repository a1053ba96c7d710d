; L3b: (1 - g + q)(1 + q^2) >= (1 - g)(1 - g q + q^2)(1 + q) for q >= 0, 0 <= g < 1. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const q Real)
(assert (and (<= 0 g) (< g 1) (<= 0 q)))
(assert (< (* (+ (- 1 g) q) (+ 1 (* q q))) (* (- 1 g) (+ (- 1 (* g q)) (* q q)) (+ 1 q))))
(check-sat)
