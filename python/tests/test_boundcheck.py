"""The package over a real process. Run with: python3 -m unittest discover -s python/tests -t python"""

from __future__ import annotations

import json
import os
import unittest
from fractions import Fraction
from pathlib import Path

import boundcheck as bc

ROOT = Path(__file__).resolve().parents[2]


class Answers(unittest.TestCase):
    def test_a_check_has_the_answer_of_the_command(self) -> None:
        answer = bc.check("log(cosh(x*y-1))", start=dict(x=5, y=.05), step=.3)
        self.assertEqual(answer.prediction.convergence, "certified")
        self.assertEqual(answer.theorem("T3").applies, "proved")
        self.assertIn(1.0, answer.prediction.stepCertified)
        self.assertEqual(answer["objective"]["form"], "product")
        self.assertTrue(answer.is_complete)

    def test_numbers_are_exact(self) -> None:
        for step in (.1, "1/10", Fraction(1, 10)):
            answer = bc.check("(x*y-1)^2/2", start=dict(x=2, y=Fraction(1, 5)), step=step)
            self.assertEqual(answer.theorem("T1").applies, "proved")
        self.assertEqual(bc.claim("x <= a", on=dict(x=(0, .1)), param=dict(a=.1)).verdict, "proved")
        self.assertEqual(bc.claim("x < a", on=dict(x=(0, .1)), param=dict(a=.1)).verdict, "refuted")

    def test_vectors_are_lists(self) -> None:
        answer = bc.run("log(cosh(dot(x,y)))", start=dict(x=[2, 0, 1], y=[.1, .3, 0]), step=.3, sharpness_width=1e-5)
        self.assertEqual(answer.objective.inner, "dot(x, y)")
        self.assertEqual(answer.measurement.outcome, "converged")

    def test_a_refuted_claim_has_its_witness(self) -> None:
        answer = bc.claim("x^2 > 0", on="x=[-1,1]")
        self.assertEqual(answer.verdict, "refuted")
        self.assertEqual(answer.claims[0].witness.x, "0")

    def test_a_range_and_a_set_are_certified_intervals(self) -> None:
        sup = bc.range("x*exp(-x)", on="x=[0,inf)").range.sup
        self.assertIn(0.36787944117144233, sup)
        self.assertLess(sup.hi - sup.lo, 1e-9)
        self.assertIn(2 ** .5, bc.solve("x^2 < 2").solve.holds[0].hi)

    def test_names_of_python_are_those_of_the_command(self) -> None:
        self.assertTrue(bc.analyze("log(cosh(x*y-c))", for_="c=(0,inf)").json())

    def test_an_answer_shows_itself_in_a_notebook(self) -> None:
        shown = bc.check("(x*y-1)^2/2", start="x=2,y=0.2", step=.89)._repr_html_()
        self.assertIn("excluded", shown)
        self.assertIn("<td>T4</td>", shown)
        self.assertNotIn("<script", bc.claim("x < 1", on="x=[0,1]")._repr_html_())
        self.assertIn("claim", repr(bc.claim("x < 1")))

    def test_a_trace_has_every_step(self) -> None:
        trace = bc.run("(x*y-1)^2/2", start=dict(x=2, y=.2), step=.1, trace=True).trace
        self.assertEqual(list(trace["k"])[:3], [0, 1, 2])
        self.assertAlmostEqual(list(trace["x"])[1], 2 - .1 * (2 * .2 - 1) * .2, places=12)
        self.assertIsNone(bc.run("(x*y-1)^2/2", start=dict(x=2, y=.2), step=.1).trace)

    def test_a_trace_is_columns(self) -> None:
        answer = bc.Answer("run", {"trace": {"columns": ["k", "loss"], "rows": [[0, 2.5], [1, 1.5]]}})
        self.assertEqual(list(answer.trace["loss"]), [2.5, 1.5])
        self.assertIsNone(bc.Answer("run", {}).trace)


class Errors(unittest.TestCase):
    def test_a_bad_expression_has_its_place(self) -> None:
        with self.assertRaises(bc.InputError) as caught:
            bc.check("log(cosh(x*y-", start=dict(x=1, y=1), step=.1)
        self.assertEqual((caught.exception.place, caught.exception.line, caught.exception.column), ("objective", 1, 14))
        self.assertIn("a number", caught.exception.expected or "")

    def test_an_unknown_parameter_has_a_hint(self) -> None:
        with self.assertRaisesRegex(bc.InputError, "did you mean 'step'"):
            bc.check("x*y", stepp=1)

    def test_an_ended_process_is_an_error_and_the_next_question_starts_another(self) -> None:
        with bc.Client() as client:
            self.assertEqual(client.ask("claim", claim="x^2 >= 0").verdict, "proved")
        with self.assertRaises(bc.BoundCheckError):
            client.ask("claim", claim="x^2 >= 0")
        self.assertEqual(bc.claim("x^2 >= 0").verdict, "proved")

    def test_a_message_beyond_the_limit_is_an_error(self) -> None:
        with self.assertRaisesRegex(bc.BoundCheckError, "bytes"):
            bc.claim("1+" * 2_500_000 + "1 > 0")
        self.assertEqual(bc.claim("x^2 >= 0").verdict, "proved")


class Many(unittest.TestCase):
    def test_a_thousand_claims_go_through_one_process(self) -> None:
        asked = [f"x^2 + {i} >= {i + (i % 2)}" for i in range(1000)]
        answers = bc.claims(asked, on="x=[0,1]")
        self.assertEqual([a.verdict for a in answers], ["proved", "refuted"] * 500)
        self.assertEqual([a.claims[0].claim for a in answers], asked)

    def test_errors_stand_in_their_place(self) -> None:
        answers = bc.claims(["x^2 >= 0", "x^2 >=", {"claim": "x > 1", "on": "x=[2,3]"}])
        self.assertEqual([getattr(a, "verdict", None) for a in answers], ["proved", None, "proved"])
        self.assertIsInstance(answers[1], bc.InputError)


class Notebooks(unittest.TestCase):
    def test_every_cell_of_the_example_runs(self) -> None:
        notebooks = sorted((ROOT / "examples").glob("*.ipynb"))
        self.assertTrue(notebooks)
        for path in notebooks:
            names: dict[str, object] = {"__name__": "__main__"}
            for cell in json.loads(path.read_text())["cells"]:
                if cell["cell_type"] == "code":
                    exec(compile("".join(cell["source"]), str(path), "exec"), names)


if __name__ == "__main__":
    os.chdir(ROOT)
    unittest.main()
