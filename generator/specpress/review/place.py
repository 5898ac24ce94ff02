"""Where in the API a finding stands: which operation, which way the values travel, and in what part of it.

The comparators of operations give these; `reach` carries the findings of schemas up to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress.records import dataclass
from specpress.review.difference import Conj, Difference, Direction

_FLIPPED: dict[Direction, Direction] = {"request": "response", "response": "request"}


@dataclass(frozen=True, slots=True)
class Place:
    """`error` is set for what a response says on failure: callers are told to rely on the status alone."""

    operation: str
    direction: Direction
    part: str
    error: bool = False
    flipped: bool = False

    def to(self, direction: Direction, part: str, *, error: bool = False) -> Place:
        """Another part of the same operation; in a callback or webhook everything travels the other way."""
        way = _FLIPPED[direction] if self.flipped else direction
        return replace(self, direction=way, part=part, error=error)


@dataclass(frozen=True, slots=True)
class Told:
    """A difference that concerns no schema."""

    place: Place
    difference: Difference


@dataclass(frozen=True, slots=True)
class Root:
    """A pair of schemas that an operation uses. `media` is "" for parameters and headers."""

    place: Place
    old: Conj
    new: Conj
    media: str = ""


Seen = Iterator[Told | Root]
