; Lemma R of T9: with W = k1 V^2 > 0, 1 + M > 0 and 1 + e N > 0,
; (N - N')(1 + e N) + N (M - N) + N^2 (1 - e) >= e W (1 + M)  gives  N' (1 + e N) <= (1 + M)(N - e W). Expected: unsat.
(set-logic QF_NRA)
(declare-const N Real) (declare-const Nn Real) (declare-const M Real) (declare-const e Real) (declare-const W Real)
(assert (and (> W 0) (> e 0) (<= e 1) (> (+ 1 M) 0) (> (+ 1 (* e N)) 0)))
(assert (>= (+ (* (- N Nn) (+ 1 (* e N))) (* N (- M N)) (* N N (- 1 e))) (* e W (+ 1 M))))
(assert (> (* Nn (+ 1 (* e N))) (* (+ 1 M) (- N (* e W)))))
(check-sat)
