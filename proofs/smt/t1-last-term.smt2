; T1: (a + b)/2 - g (a - b)/4 >= 0 for a, b >= 0 and |g| < 1. Expected: unsat.
(set-logic QF_NRA)
(declare-const a Real) (declare-const b Real) (declare-const g Real)
(assert (and (<= 0 a) (<= 0 b) (< (- 1) g) (< g 1)))
(assert (< (- (/ (+ a b) 2) (* g (/ (- a b) 4))) 0))
(check-sat)
