; R1 for d = 2: A' = A (1 - w)^2 and B' = B (1 + w)^2. Expected: unsat.
(set-logic QF_NRA)
(declare-const x1 Real) (declare-const x2 Real) (declare-const y1 Real) (declare-const y2 Real) (declare-const w Real)
(define-fun X1 () Real (- x1 (* w y1)))
(define-fun X2 () Real (- x2 (* w y2)))
(define-fun Y1 () Real (- y1 (* w x1)))
(define-fun Y2 () Real (- y2 (* w x2)))
(assert (not (and
  (= (+ (* (+ X1 Y1) (+ X1 Y1)) (* (+ X2 Y2) (+ X2 Y2)))
     (* (+ (* (+ x1 y1) (+ x1 y1)) (* (+ x2 y2) (+ x2 y2))) (- 1 w) (- 1 w)))
  (= (+ (* (- X1 Y1) (- X1 Y1)) (* (- X2 Y2) (- X2 Y2)))
     (* (+ (* (- x1 y1) (- x1 y1)) (* (- x2 y2) (- x2 y2))) (+ 1 w) (+ 1 w))))))
(check-sat)
