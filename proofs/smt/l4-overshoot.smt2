; L4: 1 - (1 + q)[g (2 + q) - (1 + q)^2 + b] > 0 for 0 < q < 1, 0 <= g < 1, 0 <= b <= 2(1 - g). Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const q Real) (declare-const b Real)
(assert (and (<= 0 g) (< g 1) (< 0 q) (< q 1) (<= 0 b) (<= b (* 2 (- 1 g)))))
(assert (<= (- 1 (* (+ 1 q) (+ (- (* g (+ 2 q)) (* (+ 1 q) (+ 1 q))) b))) 0))
(check-sat)
