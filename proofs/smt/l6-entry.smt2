; L6: sigma < g and b <= 2(1 - g) give Y >= 2. Expected: unsat.
(set-logic QF_NRA)
(declare-const a Real) (declare-const b Real) (declare-const g Real)
(assert (and (<= 0 g) (< g 1) (<= 0 a) (<= 0 b) (<= b (* 2 (- 1 g))) (< (/ (- a b) 4) g)))
(assert (< (+ (- 4 (/ (+ a b) 2)) (* g (- (/ (- a b) 4) g))) 2))
(check-sat)
