; T2.C1: (1 - w^2)^2 <= 1 for w^2 <= 2. Expected: unsat.
(set-logic QF_NRA)
(declare-const w Real)
(assert (<= (* w w) 2))
(assert (> (* (- 1 (* w w)) (- 1 (* w w))) 1))
(check-sat)
