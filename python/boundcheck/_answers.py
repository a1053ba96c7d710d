"""Answers: the program's JSON, by attribute and by key, and as a table in a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any, Iterator, Mapping

_COLOUR = {"proved": "#1a7f37", "certified": "#1a7f37", "refuted": "#b42318", "excluded": "#b42318", "unknown": "#8a6100", "open": "#8a6100"}


@dataclass(frozen=True)
class Certified:
    """A real number that is certified to lie in [lo, hi]; exact is its expression where it is known."""

    lo: float
    hi: float
    exact: str | None = None

    def __contains__(self, value: float) -> bool:
        return self.lo <= value <= self.hi

    def __float__(self) -> float:
        """The middle, which is near the number and not certified."""
        return self.lo if self.lo == self.hi else self.lo + (self.hi - self.lo) / 2

    def __str__(self) -> str:
        return self.exact or (f"{self.lo:.17g}" if self.lo == self.hi else f"[{self.lo:.17g}, {self.hi:.17g}]")


class Block(Mapping[str, Any]):
    """An object of the JSON. Its members are keys and attributes; a certified real is a Certified."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def __getitem__(self, key: str) -> Any:
        return _wrap(self._data[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no '{name}' here; there are {', '.join(self._data)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._data]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._data)})"

    def json(self) -> Mapping[str, Any]:
        """The plain JSON."""
        return self._data

    def _repr_html_(self) -> str:
        return _table(self._data)


class Answer(Block):
    """The answer to a question: the command's JSON."""

    def __init__(self, method: str, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self._method = method

    @property
    def verdict(self) -> str | None:
        """"proved", "refuted" or "unknown" where the answer is one verdict: of a lone claim, of a region."""
        claims = self._data.get("claims")
        if claims is not None:
            return claims[0]["verdict"] if len(claims) == 1 else None
        region = self._data.get("region")
        return region.get("certified") if isinstance(region, Mapping) else None

    @property
    def is_complete(self) -> bool:
        """False where a time limit cut the answer off."""
        return "timeLimit" not in self._data

    def theorem(self, id: str) -> Block:
        """What a theorem says of the problem."""
        return Block(next(t for t in self._data["theorems"] if t["id"] == id))

    @property
    def trace(self) -> Any:
        """The trace as a pandas.DataFrame, without pandas as a dictionary of columns; None where the answer has none."""
        found = self._data.get("trace", self._data.get("measurement", {}).get("trace"))
        if found is None:
            return None
        columns = _columns(found)
        try:
            import pandas
        except ImportError:
            return columns
        return pandas.DataFrame(columns)

    def __repr__(self) -> str:
        return f"<{self._method}: {' · '.join(text for _, text in _headline(self._data)) or ', '.join(self._data)}>"

    def _repr_html_(self) -> str:
        lines = [f"<b>boundcheck {html.escape(self._method)}</b>"]
        lines += [f"{html.escape(name)}: {_coloured(text)}" for name, text in _headline(self._data)]
        return "<div>" + "<br>".join(lines) + "</div>" + _theorems(self._data) + _claims(self._data)


def _wrap(value: Any) -> Any:
    if isinstance(value, Mapping):
        if {"lo", "hi"} <= value.keys() <= {"lo", "hi", "exact"}:
            return Certified(_real(value["lo"]), _real(value["hi"]), value.get("exact"))
        return Block(value)
    return [_wrap(v) for v in value] if isinstance(value, list) else value


def _real(value: float | str) -> float:
    """Infinities are texts in the JSON."""
    return float(value)


def _columns(trace: Any) -> dict[str, list[Any]]:
    """Columns by name from {columns, rows}, from rows that are objects, or from columns."""
    if isinstance(trace, Mapping):
        if {"columns", "rows"} <= trace.keys():
            return {name: [row[i] for row in trace["rows"]] for i, name in enumerate(trace["columns"])}
        return dict(trace)
    return {name: [row.get(name) for row in trace] for name in (trace[0] if trace else {})}


def _headline(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is said first, with its name."""
    lines: list[tuple[str, str]] = []
    if isinstance(objective := data.get("objective"), Mapping):
        lines.append(("objective", str(objective.get("text"))))
    if isinstance(prediction := data.get("prediction"), Mapping):
        lines.append(("convergence", str(prediction.get("convergence"))))
        if step := prediction.get("stepCertified"):
            lines.append(("largest certified step", f"{_wrap(step)} ({prediction.get('stepThreshold')})"))
    elif isinstance(regularity := data.get("regularity"), Mapping):
        lines.append(("good regularity", str(regularity.get("good"))))
    if isinstance(measured := data.get("measurement"), Mapping):
        lines.append(("measured", f"{measured.get('outcome')} after {measured.get('steps')} steps"))
    for name in ("inf", "sup"):
        if isinstance(range_ := data.get("range"), Mapping):
            lines.append((name, str(_wrap(range_.get(name)))))
    if isinstance(step_ := data.get("step"), Mapping) and step_.get("certified"):
        lines.append(("largest certified step", f"{_wrap(step_['certified'])} ({step_.get('by')})"))
    if isinstance(solved := data.get("solve"), Mapping):
        lines.append(("holds on", f"{len(solved.get('holds', []))} intervals, {len(solved.get('undecided', []))} undecided"))
    claims = data.get("claims") or []
    if len(claims) == 1:
        lines.append((claims[0]["claim"], claims[0]["verdict"]))
    if "timeLimit" in data:
        lines.append(("time limit", f"reached: {', '.join(data['timeLimit']['unfinished'])}"))
    return lines


def _coloured(text: str) -> str:
    colour = _COLOUR.get(text.split(" ")[0])
    return f'<span style="color:{colour}">{html.escape(text)}</span>' if colour else html.escape(text)


def _rows(head: list[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    cells = "".join(f"<th>{html.escape(h)}</th>" for h in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</tbody></table>"


def _theorems(data: Mapping[str, Any]) -> str:
    def reason(theorem: Mapping[str, Any]) -> str:
        for h in theorem.get("hypotheses", []):
            if h["verdict"] != "proved":
                return html.escape(f"{h['id']}: {h.get('reason') or (h.get('witness') or {}).get('checked', '')}"[:200])
        return ""

    return _rows(["theorem", "applies", "", "why not"], [[html.escape(t["id"]), _coloured(t["applies"]), html.escape(t.get("title", "")), reason(t)]
                                                         for t in data.get("theorems", [])])


def _claims(data: Mapping[str, Any]) -> str:
    claims = data.get("claims") or []
    return _rows(["claim", "on", "verdict"], [[html.escape(c["claim"]), html.escape(c["on"]), _coloured(c["verdict"])] for c in claims]) if len(claims) > 1 else ""


def _table(data: Mapping[str, Any]) -> str:
    def cell(value: Any) -> str:
        value = _wrap(value)
        return _coloured(str(value)) if not isinstance(value, (Block, list)) else html.escape(f"{len(value)} entries")

    return _rows(["", ""], [[html.escape(k), cell(v)] for k, v in data.items()])
