; T4 (both sides of W = 4 are invariant): 1 + (sigma - g) sigma > 0 for |g| < 2. Expected: unsat.
(set-logic QF_NRA)
(declare-const sg Real) (declare-const g Real)
(assert (and (< (- 2) g) (< g 2)))
(assert (<= (+ 1 (* (- sg g) sg)) 0))
(check-sat)
