"""One line of code as a tree of brackets.

Takes code as our emitters print it (`, ` between elements, no comma after the last one but that of a tuple), gives
pieces: plain text, quoted text, groups. A group knows its text as part of the line, so nothing is put together
again; brackets around plain text alone, which are most, are looked into when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PAIRS = {"(": ")", "[": "]", "{": "}"}
QUOTED = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
_SIMPLE = r"[\[({][^\[\](){}\"']*[\])}]"
_TOKEN = re.compile(rf"([^\[\](){{}},\"']*)({QUOTED}|{_SIMPLE}|[\[\](){{}},\"'])")
"""Plain text up to what is none: quoted text, brackets with plain text alone in them as one, a bracket, a comma."""


@dataclass(slots=True)
class Group:
    """A pair of brackets and all that is in it. `trailer` is a call or a subscript."""

    text: str
    trailer: bool
    parsed: list[list[Piece]] | None = None

    @property
    def items(self) -> list[list[Piece]]:
        """What stands between its commas."""
        if self.parsed is None:
            inner = self.text[1:-1]
            self.parsed = [[item] for item in inner.split(", ")] if inner else []
        return self.parsed

    @property
    def empty(self) -> bool:
        return len(self.text) == 2

    @property
    def open(self) -> str:
        return self.text[0]

    @property
    def close(self) -> str:
        return PAIRS[self.text[0]]


Piece = str | Group


def flat(pieces: Iterable[Piece]) -> str:
    """The text that they are pieces of."""
    return "".join([piece if isinstance(piece, str) else piece.text for piece in pieces])


def pieces_of(text: str) -> list[Piece]:
    """The pieces of one statement or element."""
    top = current = list[Piece]()
    open_ones: list[tuple[int, list[Piece], list[list[Piece]]]] = []
    done = 0
    for plain, token in _TOKEN.findall(text):
        if shown := plain if current else plain.lstrip(" "):
            current.append(shown)
        start = done + len(plain)
        done = start + len(token)
        if token in PAIRS:
            parts: list[list[Piece]] = [[]]
            open_ones.append((start, current, parts))
            current = parts[0]
        elif token in ")]}" and open_ones:
            start, outer, parts = open_ones.pop()
            current = outer
            current.append(Group(text[start:done], _trails(current, token), _told(parts)))
        elif token == "," and open_ones:
            current = []
            open_ones[-1][2].append(current)
        elif token[0] in "([{":
            current.append(Group(token, _trails(current, token[-1])))
        else:
            current.append(token)
    if open_ones:  # what they open stands on other lines too
        return [text]
    if rest := text[done:] if current else text[done:].lstrip(" "):
        current.append(rest)
    return top


def _told(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Without the empty part behind a last comma."""
    return parts if parts[-1] else parts[:-1]


def _trails(before: list[Piece], close: str) -> bool:
    """Whether brackets that stand here are those of a call or a subscript."""
    last = before[-1] if before else " "
    return close != "}" and (
        isinstance(last, Group) or last[-1].isidentifier() or last[-1].isdigit()
    )
