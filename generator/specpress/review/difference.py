"""One difference between two schemas, and the way from a pair of schemas to the pairs inside it.

The comparators give these. A difference knows what happens to the values that are valid, and where; not which
operations reach it nor which way they travel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from specpress.api import Subschema
from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.effects import Effect

Direction = Literal["request", "response"]
Conj = tuple[Subschema, ...]
"""Schemas that hold all at once; the empty one allows anything."""

DIRECTIONS: tuple[Direction, Direction] = ("request", "response")


@dataclass(frozen=True, slots=True)
class Step:
    """One step into a value, as the witness walks it: a property, any item, an item by number, ..."""

    kind: Literal["property", "item", "position", "extra", "name", "content", "contained", "same"]
    name: str = ""
    index: int = 0

    def __str__(self) -> str:
        match self.kind:
            case "property":
                return f".{self.name}"
            case "item":
                return "[]"
            case "position":
                return f"[{self.index}]"
            case "extra":
                return ".*"
            case "content":
                return "(content)"
            case "contained":
                return "[?]"
            case "name" | "same":
                return ""


@dataclass(frozen=True, slots=True)
class Difference:
    """`old` and `new` are the places of the keyword, or of the schema that does not have it.

    `only` restricts it to one direction (readOnly and writeOnly). `strict` is the effect where the convention
    "what is not declared is not sent" does not hold. `detail` tells two differences at one place apart.
    """

    rule: str
    effect: Effect
    message: str
    old: Span | None
    new: Span | None
    only: Direction | None = None
    strict: Effect | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """A pair of schemas inside the pair at hand. `hidden` are directions in which the value does not travel."""

    old: Conj
    new: Conj
    step: Step
    inverted: bool = False
    hidden: frozenset[Direction] = field(default_factory=frozenset)


Found = Iterator[Difference | Inside]
