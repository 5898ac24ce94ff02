"""One finding of a review, as the outside sees it: verdicts for callers and implementers, places, operations, symbols."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from specpress.api import Json

Level = Literal["safe", "risk", "break"]
Audience = Literal["caller", "implementer"]
Kind = Literal["wire", "runtime", "source"]
LEVELS: tuple[Level, ...] = ("safe", "risk", "break")
AUDIENCES: tuple[Audience, ...] = ("caller", "implementer")
KINDS: tuple[Kind, ...] = ("wire", "runtime", "source")


def worst(*levels: Level) -> Level:
    return max(levels, key=LEVELS.index, default="safe")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`wire`: can a conforming peer break. `runtime`: do models of the old spec fail on new traffic. `source`: does
    code that imports the generated package stop type-checking or running after regeneration."""

    wire: Level = "safe"
    runtime: Level = "safe"
    source: Level = "safe"

    def of(self, kind: Kind) -> Level:
        match kind:
            case "wire":
                return self.wire
            case "runtime":
                return self.runtime
            case "source":
                return self.source

    def worst(self) -> Level:
        return worst(self.wire, self.runtime, self.source)

    def and_(self, other: Verdicts) -> Verdicts:
        return Verdicts(*(worst(self.of(kind), other.of(kind)) for kind in KINDS))


@dataclass(frozen=True, slots=True)
class Where:
    """Line and column count from 1."""

    file: str
    line: int
    column: int
    pointer: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """A payload that is valid on one side only; `error` is what the model of the other side says to it."""

    payload: Json
    valid_under: Literal["old", "new"]
    error: str


@dataclass(frozen=True, slots=True)
class Change:
    """`subject` says where in an operation, `what` happened there. `verdicts` has both audiences.

    `digests` are of what both documents say at the two places: an acceptance is bound to them.
    """

    id: str
    rule: str
    subject: str
    what: str
    verdicts: Mapping[Audience, Verdicts]
    direction: Literal["request", "response", "none"]
    operations: tuple[str, ...]
    old: Where | None
    new: Where | None
    symbols: tuple[str, ...] = ()
    witness: Witness | None = None
    notes: tuple[str, ...] = ()
    digests: tuple[str, str] = ("", "")

    @property
    def message(self) -> str:
        return f"{self.subject}: {self.what}" if self.subject else self.what

    @property
    def audience(self) -> tuple[Audience, ...]:
        """Whom it concerns most: on the wire (callers before implementers, who wrote the change), at run time, in source."""
        if self.verdicts["caller"].wire != "safe":
            return ("caller",)
        for kind in KINDS:
            level = worst(*(verdicts.of(kind) for verdicts in self.verdicts.values()))
            if level != "safe":
                return tuple(a for a in AUDIENCES if self.verdicts[a].of(kind) == level)
        return AUDIENCES

    @property
    def wire(self) -> Level:
        return self._for_audience("wire")

    @property
    def runtime(self) -> Level:
        return self._for_audience("runtime")

    @property
    def source(self) -> Level:
        return self._for_audience("source")

    def _for_audience(self, kind: Kind) -> Level:
        return worst(*(self.verdicts[audience].of(kind) for audience in self.audience))

    def level(self, kinds: tuple[Kind, ...], audiences: tuple[Audience, ...]) -> Level:
        """The worst verdict among those that count."""
        return worst(*(self.verdicts[a].of(kind) for a in audiences for kind in kinds))
