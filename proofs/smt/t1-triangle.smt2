; Y = 4 - W is (4 - g^2)(1 - a/(4(2+g)) - b/(4(2-g))): the triangle of T1. Expected: unsat.
(set-logic QF_NRA)
(declare-const a Real) (declare-const b Real) (declare-const g Real)
(assert (and (<= 0 g) (< g 1)))
(assert (not (= (+ (- 4 (/ (+ a b) 2)) (* g (- (/ (- a b) 4) g)))
  (- (- (* (- 2 g) (+ 2 g)) (/ (* a (- 2 g)) 4)) (/ (* b (+ 2 g)) 4)))))
(check-sat)
