; T8: 1 + (3/4) v <= (3/4) e (1 + A v) for e >= 7/4, A >= 2.1, v >= 0. Expected: unsat.
(set-logic QF_NRA)
(declare-const e Real) (declare-const A Real) (declare-const v Real)
(assert (and (>= e (/ 7 4)) (>= A (/ 21 10)) (>= v 0)))
(assert (> (+ 1 (* (/ 3 4) v)) (* (/ 3 4) e (+ 1 (* A v)))))
(check-sat)
