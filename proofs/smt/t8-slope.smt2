; T8: 4 (1 - r)(r T - 1) T <= (T - 1)^2. Expected: unsat.
(set-logic QF_NRA)
(declare-const r Real) (declare-const T Real)
(assert (> (* 4 (- 1 r) (- (* r T) 1) T) (* (- T 1) (- T 1))))
(check-sat)
