"""The process that answers, and the questions on their way to it."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import threading
from concurrent.futures import Future
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, Iterable, Mapping, Sequence

from ._answers import Answer
from ._errors import BoundCheckError

Question = tuple[str, Mapping[str, Any]]

# Names that Python keeps for itself.
_OTHERWISE = {"for_": "for", "lambda_": "lambda", "with_": "with"}

# Questions under way at once; more would only wait in the pipe.
_UNDER_WAY = 256


def _command() -> Sequence[str]:
    """The program: BOUNDCHECK, the clone around this package, or the one on the PATH."""
    if named := os.environ.get("BOUNDCHECK"):
        return ["dotnet", named] if named.endswith(".dll") else [named]
    clone = Path(__file__).resolve().parents[2] / "boundcheck"
    if clone.is_file() and os.access(clone, os.X_OK):
        return [str(clone)]
    if found := shutil.which("boundcheck"):
        return [found]
    raise BoundCheckError("the program boundcheck is not on the PATH; set BOUNDCHECK to it")


def _plain(value: Any) -> Any:
    """A value as JSON: fractions as texts, numpy's numbers and arrays as Python's."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    return value


def _parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters by the service's names: sharpness_width is sharpnessWidth."""
    def name(key: str) -> str:
        first, *rest = _OTHERWISE.get(key, key).split("_")
        return first + "".join(part[:1].upper() + part[1:] for part in rest)

    return {name(k): _plain(v) for k, v in given.items() if v is not None}


class Client:
    """One process of ``boundcheck serve --stdio``. Threads may share it; ``with`` closes it."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._process = subprocess.Popen([*(command or _command()), "serve", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ids = itertools.count(1)
        self._gate = threading.Lock()
        self._waiting: dict[int, Future[Any]] = {}
        self._closed = False
        self._reader = threading.Thread(target=self._read, name="boundcheck", daemon=True)
        self._reader.start()

    def ask(self, method: str, **parameters: Any) -> Answer:
        """The answer to one question. An interrupt cancels it."""
        return self._wait(method, *self._send(method, parameters))

    def ask_many(self, questions: Iterable[Question]) -> list[Answer | BoundCheckError]:
        """The answers in the order of the questions; an error stands in the place of an answer."""
        asked: list[tuple[str, int, Future[Any]]] = []
        answers: list[Answer | BoundCheckError] = []

        def take() -> None:
            method, number, future = asked[len(answers)]
            try:
                answers.append(self._wait(method, number, future))
            except BoundCheckError as error:
                answers.append(error)

        for method, parameters in questions:
            asked.append((method, *self._send(method, parameters)))
            if len(asked) - len(answers) >= _UNDER_WAY:
                take()
        while len(answers) < len(asked):
            take()
        return answers

    @property
    def closed(self) -> bool:
        """Whether the process has ended."""
        return self._closed or self._process.poll() is not None

    def close(self) -> None:
        """Ends the process; questions under way are answered with an error."""
        self._closed = True
        assert self._process.stdin
        try:
            self._process.stdin.close()
        except OSError:
            pass
        try:
            # It ends with its input, unless a question is still under way.
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait()
        self._reader.join()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, method: str, parameters: Mapping[str, Any]) -> tuple[int, Future[Any]]:
        future: Future[Any] = Future()
        number = next(self._ids)
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": _parameters(parameters)}
        with self._gate:
            if self.closed:
                raise BoundCheckError("the process has ended")
            self._waiting[number] = future
            self._write(message)
        return number, future

    def _write(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(message, allow_nan=False).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise BoundCheckError("the process has ended") from error

    def _wait(self, method: str, number: int, future: Future[Any]) -> Answer:
        try:
            message = future.result()
        except KeyboardInterrupt:
            with self._gate:
                self._write({"jsonrpc": "2.0", "method": "cancel", "params": {"id": number}})
            raise
        if "error" in message:
            raise BoundCheckError.of(message["error"])
        return Answer(method, message["result"])

    def _read(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            self._answer(lines)
        self._fail({"code": 0, "message": "the process has ended"})

    def _answer(self, lines: IO[bytes]) -> None:
        for line in lines:
            message = json.loads(line)
            if future := self._waiting.pop(message.get("id"), None):
                future.set_result(message)
            elif "error" in message:
                # Without an id it can't be told whose it is: the message was too long.
                self._fail(message["error"])

    def _fail(self, error: Mapping[str, Any]) -> None:
        for number in list(self._waiting):
            if future := self._waiting.pop(number, None):
                future.set_result({"error": error})
