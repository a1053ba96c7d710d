; L5, case (ii): 0 < t (1 + g) < g and g (2 - t) < 1 give g^2 + g < 1 and t <= 1 - g. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const t Real)
(assert (and (< 0 g) (< g 1) (< 0 t) (< (* t (+ 1 g)) g) (< (* g (- 2 t)) 1)))
(assert (or (>= (+ (* g g) g) 1) (> t (- 1 g))))
(check-sat)
