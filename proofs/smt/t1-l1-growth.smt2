; L1: sigma w >= g w + w^2 for w = r u, sigma = u + g, 0 < r <= 1. Expected: unsat.
(set-logic QF_NRA)
(declare-const g Real) (declare-const r Real) (declare-const u Real)
(define-fun w () Real (* r u))
(assert (and (< 0 r) (<= r 1)))
(assert (< (* (+ u g) w) (+ (* g w) (* w w))))
(check-sat)
