"""YAML as a person would write it: one line for what is short, a block for what is long, a comment at the end.

Takes keys, JSON values and comments, gives lines. Only this module knows how a value is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from specpress.api import Json

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_NOT_PRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(value: str) -> str:
    """A string, bare where every reader of YAML takes it for a string."""
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return _NOT_PRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def flow(value: Json) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    return json.dumps(value)


@dataclass(slots=True)
class Draft:
    """The lines so far. `depth` is how far in the next one is."""

    lines: list[str] = field(default_factory=list)
    depth: int = 0

    def open(self, key: str, comments: Sequence[str] = (), *, item: bool = False) -> None:
        """A key whose value follows, further in."""
        self._line(f"{scalar(key)}:", comments, item)
        self.depth += 2 if item else 1

    def close(self, levels: int = 1) -> None:
        self.depth -= levels

    def put(
        self, key: str, value: Json, comments: Sequence[str] = (), *, item: bool = False
    ) -> None:
        """A key and its value: on one line if it fits, else element by element."""
        text = f"{scalar(key)}: {flow(value)}"
        if not isinstance(value, list | dict) or not value or self.fits(text):
            self._line(text, comments, item)
            return
        self.open(key, comments, item=item)
        if isinstance(value, list):
            for element in value:
                self._line(f"- {flow(element)}")
        else:
            for name, element in value.items():
                self.put(name, element)
        self.close(2 if item else 1)

    def fits(self, text: str) -> bool:
        return len(text) + 2 * self.depth <= WIDTH

    def comment(self, text: str) -> None:
        self._line(f"# {text}")

    def _line(self, text: str, comments: Sequence[str] = (), item: bool = False) -> None:
        told = "; ".join(comments)
        lead = "- " if item else ""
        self.lines.append(f"{'  ' * self.depth}{lead}{text}" + (f"  # {told}" if told else ""))

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def no_empty(pairs: Mapping[str, Json | None]) -> dict[str, Json]:
    """The pairs that have a value."""
    return {key: value for key, value in pairs.items() if value is not None}
