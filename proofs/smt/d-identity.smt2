; D' = D (1 - w^2)^2 with D = A B, and D = p^2 - 4 s^2. Expected: unsat.
(set-logic QF_NRA)
(declare-const A Real) (declare-const B Real) (declare-const w Real)
(define-fun p () Real (/ (+ A B) 2))
(define-fun s () Real (/ (- A B) 4))
(assert (not (and
  (= (* A (- 1 w) (- 1 w) B (+ 1 w) (+ 1 w)) (* A B (- 1 (* w w)) (- 1 (* w w))))
  (= (* A B) (- (* p p) (* 4 s s))))))
(check-sat)
