; L3e: (1 - g q + q^2)((1 + q)^2 + g q (1 + q) + q^2) - (1 + q)^2 = (2 + g) q^2 [(1 - g)(1 + q) + q^2].
; Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const q Real)
(define-fun k () Real (* (+ 1 q) (+ 1 q)))
(assert (not (= (- (* (+ (- 1 (* g q)) (* q q)) (+ k (* g q (+ 1 q)) (* q q))) k)
  (* (+ 2 g) q q (+ (* (- 1 g) (+ 1 q)) (* q q))))))
(check-sat)
