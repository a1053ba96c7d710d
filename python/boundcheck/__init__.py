"""Convergence theorems for gradient descent with a large step, checked.

The functions are the commands of the program ``boundcheck``: the same parameters, the same answers. One process answers all of them.
"""

from __future__ import annotations

import atexit
import threading
from typing import Any, Iterable, Mapping, Sequence

from ._answers import Answer, Block, Certified
from ._client import Client, Question
from ._errors import BoundCheckError, Cancelled, InputError

__all__ = [
    "Answer", "Block", "BoundCheckError", "Cancelled", "Certified", "Client", "InputError", "Question",
    "analyze", "ask", "ask_many", "catalogue", "check", "claim", "claims", "compare", "network", "prove", "range", "region", "run", "solve", "step", "sweep",
    "theorem",
]

_lock = threading.Lock()
_default: Client | None = None


def _client() -> Client:
    """The client of the module's functions: started at the first question, and again if it has ended."""
    global _default
    with _lock:
        if _default is None or _default.closed:
            _default = Client()
            atexit.register(_default.close)
        return _default


def ask(method: str, **parameters: Any) -> Answer:
    """The answer of any command that writes JSON."""
    return _client().ask(method, **parameters)


def ask_many(questions: Iterable[Question]) -> list[Answer | BoundCheckError]:
    """The answers to many questions (method, parameters), in their order; an error stands in the place of an answer."""
    return _client().ask_many(questions)


def claims(claims: Iterable[str | Mapping[str, Any]], **parameters: Any) -> list[Answer | BoundCheckError]:
    """Many claims at once: texts, or dictionaries such as {"claim": .., "on": ..}."""
    return ask_many(("claim", {**parameters, **(dict(claim=c) if isinstance(c, str) else c)}) for c in claims)


def analyze(objective: str, **parameters: Any) -> Answer:
    """Structure and regularity of an objective."""
    return ask("analyze", objective=objective, **parameters)


def check(objective: str, *, step: Any = None, start: Any = None, **parameters: Any) -> Answer:
    """Hypotheses of every theorem for a start and a step, and what they predict; nothing is run."""
    return ask("check", objective=objective, step=step, start=start, **parameters)


def run(objective: str, *, step: Any = None, start: Any = None, **parameters: Any) -> Answer:
    """check, then gradient descent, then both compared; with trace=True every step is in the answer's trace."""
    if parameters.get("trace") is True:
        parameters["trace"] = "-"
    return ask("run", objective=objective, step=step, start=start, **parameters)


def step(objective: str, *, start: Any = None, **parameters: Any) -> Answer:
    """The largest certified step of a start, what every start allows, the first step measured to fail."""
    return ask("step", objective=objective, start=start, **parameters)


def compare(objectives: str | Sequence[str], **parameters: Any) -> Answer:
    """Several objectives, starts (a list) or steps (a list) side by side."""
    return ask("compare", objective=objectives, **parameters)


def sweep(objective: str, *, step: Any = None, grid: Any = None, **parameters: Any) -> Answer:
    """A map of certified and measured outcomes over a grid of starts, such as dict(x="-6..6:100", y="-6..6:100")."""
    return ask("sweep", objective=objective, step=step, grid=grid, **parameters)


def region(objective: str, *, step: Any = None, **parameters: Any) -> Answer:
    """Certified counts and limit sharpness for every start of a region."""
    return ask("region", objective=objective, step=step, **parameters)


def claim(claim: str, *, on: Any = None, where: str | None = None, **parameters: Any) -> Answer:
    """One comparison over a box: proved, refuted with a witness, or unknown."""
    return ask("claim", claim=claim, on=on, where=where, **parameters)


def range(expr: str, *, on: Any = None, **parameters: Any) -> Answer:  # noqa: A001 (the command's name)
    """Certified infimum and supremum of an expression over a box."""
    return ask("range", expr=expr, on=on, **parameters)


def solve(claim: str, *, on: Any = None, **parameters: Any) -> Answer:
    """The set where a comparison in one variable holds."""
    return ask("solve", claim=claim, on=on, **parameters)


def theorem(file: str, objective: str | None = None, **parameters: Any) -> Answer:
    """A theorem of one's own, from a file, on a problem."""
    return ask("theorem", file=file, objective=objective, **parameters)


def network(files: Sequence[str] | None = None, **parameters: Any) -> Answer:
    """Two-layer networks with large steps, measured."""
    return ask("network", files=files, **parameters)


def prove(objective: str, *, out: str, **parameters: Any) -> Answer:
    """Each obligation as SMT-LIB 2 in a folder."""
    return ask("prove", objective=objective, out=out, **parameters)


def catalogue(id: str | None = None, **parameters: Any) -> Answer:
    """The theorems: hypotheses, conclusions, sources."""
    return ask("catalogue", id=id, **parameters)
