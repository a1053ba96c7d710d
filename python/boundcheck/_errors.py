"""What a question can end with instead of an answer."""

from __future__ import annotations

from typing import Any, Mapping


class BoundCheckError(Exception):
    """A question without an answer."""

    def __init__(self, message: str, code: int = 0, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.data: Mapping[str, Any] = data or {}

    @staticmethod
    def of(error: Mapping[str, Any]) -> BoundCheckError:
        """The exception for an error of the service."""
        kind = {-32602: InputError, -32601: InputError, -32800: Cancelled}.get(error["code"], BoundCheckError)
        return kind(error["message"], error["code"], error.get("data"))


class InputError(BoundCheckError, ValueError):
    """A parameter is unknown, missing or can't be read."""

    @property
    def place(self) -> str | None:
        """The parameter that is wrong."""
        return self.data.get("place")

    @property
    def line(self) -> int | None:
        """The line in its text, from 1."""
        return self.data.get("line")

    @property
    def column(self) -> int | None:
        """The column in its text, from 1."""
        return self.data.get("column")

    @property
    def expected(self) -> str | None:
        """What could stand there."""
        return self.data.get("expected")


class Cancelled(BoundCheckError):
    """The question was cancelled."""
