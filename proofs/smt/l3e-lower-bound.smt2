; L3e: [(1 - g)(1 + q) + q^2]/(1 + q)^2 >= (1 - g)/2 for 0 < q <= 1, 0 <= g < 1. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const q Real)
(assert (and (<= 0 g) (< g 1) (< 0 q) (<= q 1)))
(assert (< (* 2 (+ (* (- 1 g) (+ 1 q)) (* q q))) (* (- 1 g) (+ 1 q) (+ 1 q))))
(check-sat)
