; L3a: (g + 2w)(1 - w) - g (1 + g w + w^2) = (2 + g) w (1 - g - w). Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const w Real)
(assert (not (= (- (* (+ g (* 2 w)) (- 1 w)) (* g (+ 1 (* g w) (* w w)))) (* (+ 2 g) w (- 1 g w)))))
(check-sat)
