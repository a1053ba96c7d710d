; T4: h (p + R) < 8 gives W < 4 (R >= 0, h > 0). Expected: unsat.
(set-logic QF_NRA)
(declare-const h Real) (declare-const p Real) (declare-const R Real) (declare-const cu Real)
(assert (and (< 0 h) (<= 0 R) (= (* 16 cu) (- (* p p) (* R R)))))
(assert (< (* h (+ p R)) 8))
(assert (>= (- (* h p) (* h h cu)) 4))
(check-sat)
