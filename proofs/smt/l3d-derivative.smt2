; L3d: with m = 1 - g, N = m - w, Q = (1 - w)(1 + g w + w^2) = 1 - m w + m w^2 - w^3:
; N'Q - N Q' = -[(1 - m^2) + 2 w (m - w)^2]. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const w Real)
(define-fun m () Real (- 1 g))
(define-fun Q () Real (- (+ (- 1 (* m w)) (* m w w)) (* w w w)))
(define-fun dQ () Real (- (+ (- m) (* 2 m w)) (* 3 w w)))
(assert (not (and (= Q (* (- 1 w) (+ 1 (* g w) (* w w))))
  (= (- (- Q) (* (- m w) dQ)) (- (+ (- 1 (* m m)) (* 2 w (- m w) (- m w))))))))
(check-sat)
