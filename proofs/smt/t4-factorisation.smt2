; T4: 16 (4 - h p + h^2 c u) = (8 - h (p + R))(8 - h (p - R)) when R^2 = p^2 - 16 c u. Expected: unsat.
(set-logic QF_NRA)
(declare-const h Real) (declare-const p Real) (declare-const R Real) (declare-const cu Real)
(assert (= (* R R) (- (* p p) (* 16 cu))))
(assert (not (= (* 16 (+ (- 4 (* h p)) (* h h cu))) (* (- 8 (* h (+ p R))) (- 8 (* h (- p R)))))))
(check-sat)
