"""How text looks where it is shown: in colour or not, in how many columns; and spec text made harmless for it."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

from specpress.records import dataclass

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "loss": "1;35",
    "note": "1;36",
    "faint": "2",
    "bold": "1",
}


@dataclass(frozen=True, slots=True)
class Style:
    """`width` is None where lines are never cut (files and pipes)."""

    colour: bool = False
    width: int | None = None

    def paint(self, text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self.colour else text


PLAIN = Style()


def style_of(stream: TextIO) -> Style:
    """NO_COLOR wins, then FORCE_COLOR, then whether the stream is a terminal that can."""
    terminal = stream.isatty()
    if os.environ.get("NO_COLOR"):
        colour = False
    elif os.environ.get("FORCE_COLOR", "0") not in ("0", ""):
        colour = True
    else:
        colour = terminal and os.environ.get("TERM") != "dumb"
    return Style(colour, _columns(stream) if terminal else None)


def _columns(stream: TextIO) -> int:
    try:
        return max(20, int(os.environ.get("COLUMNS", "")))
    except ValueError:
        pass
    try:
        return max(20, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80


def harmless(text: str) -> str:
    """Spec text for a terminal or a log: no control, format or line-breaking character survives as itself."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        (
            char
            if char.isprintable() or unicodedata.category(char) == "Zs"
            else ("\\n" if char == "\n" else _escaped(char))
        )
        for char in text
    )


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
