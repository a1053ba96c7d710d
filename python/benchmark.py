"""What a question from Python costs beyond the work itself. Run with: PYTHONPATH=python python3 python/benchmark.py

The work is what the service says of each answer (serve --stdio --log); the rest is Python, the pipe, the protocol, and reading and writing JSON.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

import boundcheck as bc
from boundcheck._client import _command

REPEATS = 20
CLAIMS = 1000


class Timed:
    """A client whose process writes the time of each answer to a file."""

    def __init__(self, folder: str) -> None:
        self._log = Path(folder) / "log"
        self.client = bc.Client(["sh", "-c", f'exec "$@" --log 2>"{self._log}"', "sh", *_command()])

    def ask(self, method: str, **parameters: object) -> tuple[float, float]:
        """Milliseconds in all, and those of the work."""
        begun = time.perf_counter()
        self.client.ask(method, **parameters)
        spent = 1000 * (time.perf_counter() - begun)
        return spent, self.logged()[-1]

    def logged(self) -> list[float]:
        """The milliseconds of each answer so far."""
        return [float(line.split()[-2]) for line in self._log.read_text().splitlines() if line.endswith(" ms")]


def main() -> None:
    check = dict(objective="log(cosh(x*y-1))", start=dict(x=5, y=.05), step=.3)
    with tempfile.TemporaryDirectory() as folder:
        timed = Timed(folder)
        with timed.client:
            for name, (spent, work) in (("first", timed.ask("check", **check)), ("second", timed.ask("check", **check))):
                print(f"check, {name} call: {spent:.0f} ms, of them {work:.0f} ms work: {spent - work:.1f} ms beyond it")
            beyond = [spent - work for spent, work in (timed.ask("check", **check) for _ in range(REPEATS))]
            print(f"check, {REPEATS} further calls: {statistics.median(beyond):.1f} ms beyond the work in the median, {max(beyond):.1f} ms at most")
            asked = [f"x^2 + {i} >= {i + (i % 2)}" for i in range(CLAIMS)]
            begun = time.perf_counter()
            answers = timed.client.ask_many(("claim", dict(claim=c, on="x=[0,1]")) for c in asked)
            spent = time.perf_counter() - begun
            verdicts = [getattr(a, "verdict", None) for a in answers]
            assert verdicts == ["proved", "refuted"] * (CLAIMS // 2), "each claim has its verdict"
            print(f"{CLAIMS} claims through the same process: {spent:.2f} s, {1000 * spent / CLAIMS:.2f} ms a claim, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
