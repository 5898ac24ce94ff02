"""What stops a document from being read, with the place where it does."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.diagnostics import Place


@dataclass(eq=False)
class Fault(Exception):
    """Raised inside the loader only; `load` turns it into a diagnostic."""

    code: str
    message: str
    place: Place
    help: str = ""


LARGEST_DEPTH = 200
LARGEST_TREE = 1_000_000
LONGEST_INTEGER = 1_000


def place_at(text: str, offset: int) -> Place:
    """The place of a character offset."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(text.count("\n", 0, start) + 1, offset - start + 1, line_at(text, start))


def line_at(text: str, start: int) -> str:
    """The source line that starts at `start`, cut where it is too long to show."""
    end = text.find("\n", start, start + 400)
    return text[start : end if end >= 0 else start + 400].rstrip("\r\n")
