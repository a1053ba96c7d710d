; R2, d = 1: the characteristic polynomial of [[F2 y^2, F1 + F2 s], [F1 + F2 s, F2 x^2]], s = x y, p = x^2 + y^2.
; Expected: unsat.
(set-logic QF_NRA)
(declare-const x Real) (declare-const y Real) (declare-const F1 Real) (declare-const F2 Real) (declare-const l Real)
(define-fun s () Real (* x y))
(define-fun p () Real (+ (* x x) (* y y)))
(define-fun o () Real (+ F1 (* F2 s)))
(assert (not (= (- (* (- (* F2 y y) l) (- (* F2 x x) l)) (* o o))
  (- (- (* l l) (* F2 p l)) (+ (* F1 F1) (* 2 F1 F2 s))))))
(check-sat)
