; L2, the branch w = -v, v > 1: (1 + g(v - 2))(1 + g v + v^2) <= (1 - g v + v^2)(1 + g v). Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const v Real)
(assert (and (<= 0 g) (<= g 1) (< 1 v)))
(assert (> (* (+ 1 (* g (- v 2))) (+ 1 (* g v) (* v v))) (* (+ (- 1 (* g v)) (* v v)) (+ 1 (* g v)))))
(check-sat)
