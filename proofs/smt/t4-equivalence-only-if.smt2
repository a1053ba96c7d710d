; T4: W < 4 and h |c| < 1 give h (p + R) < 8. Stated through the last step of the proof:
; p - R > 8 k (k = |c| > 0), R >= 0, R^2 = p^2 - 16 c u, c u >= -k p / 2 - k^2 and c u <= k p / 2 - k^2 are contradictory.
; Expected: unsat.
(set-logic QF_NRA)
(declare-const k Real) (declare-const p Real) (declare-const R Real) (declare-const cu Real)
(assert (and (< 0 k) (<= 0 p) (<= 0 R) (= (* R R) (- (* p p) (* 16 cu)))))
(assert (<= cu (- (/ (* k p) 2) (* k k))))
(assert (> (- p R) (* 8 k)))
(check-sat)
