; T9.C2: e^2 - 2 L x >= (e - x)^2 when e >= L + x, x >= 0, L > 0 (x = t u^2, L = eL). Expected: unsat.
(set-logic QF_NRA)
(declare-const e Real) (declare-const L Real) (declare-const x Real)
(assert (and (>= e (+ L x)) (>= x 0) (> L 0)))
(assert (< (- (* e e) (* 2 L x)) (* (- e x) (- e x))))
(check-sat)
