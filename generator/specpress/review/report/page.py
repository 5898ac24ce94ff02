"""What every report says: the changes, what they were found between, the verdict, the version that they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from posixpath import normpath
from typing import Literal

from specpress.records import dataclass
from specpress.review.change import AUDIENCES, KINDS, Audience, Change, Kind, Level, worst

Bump = Literal["major", "minor", "patch", "none"]


@dataclass(frozen=True, slots=True)
class Page:
    """One review. `accepted` are findings that somebody has accepted; `remarks` are told under the verdict."""

    old: str
    new: str
    changes: tuple[Change, ...]
    accepted: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = KINDS
    audiences: tuple[Audience, ...] = field(default=AUDIENCES)

    def of(self, level: Level) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if overall(change) == level)

    @property
    def bump(self) -> Bump:
        """The smallest step of a semantic version that is honest."""
        if any(change.verdicts["caller"].worst() == "break" for change in self.changes):
            return "major"
        if any(change.rule not in _TEXT for change in self.changes):
            return "minor"
        return "patch" if self.changes else "none"

    @property
    def verdict(self) -> str:
        """One line for each audience, together."""
        return " ".join(self.told(audience) for audience in AUDIENCES)

    def told(self, audience: Audience) -> str:
        """`Callers: 2 breaks (1 wire, 2 source), 1 risk.`"""
        breaks = [c for c in self.changes if c.verdicts[audience].worst() == "break"]
        risks = [c for c in self.changes if c.verdicts[audience].worst() == "risk"]
        suffers = sum(bool(change.notes) for change in self.changes)
        closed = f" With closed enums, {suffers} would fail at run time." if suffers else ""
        closed = closed if audience == "caller" else ""
        if not breaks and not risks:
            return f"{audience.capitalize()}s: nothing breaks.{closed}"
        kinds = [
            (kind, sum(c.verdicts[audience].of(kind) == "break" for c in breaks)) for kind in KINDS
        ]
        of = ", ".join(f"{number} {kind}" for kind, number in kinds if number)
        told = [f"{counted(len(breaks), 'break')} ({of})"] if breaks else ["nothing breaks"]
        told += [counted(len(risks), "risk")] if risks else []
        return f"{audience.capitalize()}s: {', '.join(told)}.{closed}"


_TEXT = frozenset(("deprecated", "default"))


def overall(change: Change) -> Level:
    """The worst verdict of all."""
    return worst(*(change.verdicts[audience].worst() for audience in AUDIENCES))


def verdicts_told(change: Change, audience: Audience) -> str:
    """`wire break, source risk`; "" where all is safe."""
    verdicts = change.verdicts[audience]
    return ", ".join(f"{k} {verdicts.of(k)}" for k in KINDS if verdicts.of(k) != "safe")


def placed(page: Page, folder: str) -> Page:
    """The same, with files named from the top of the repository, as services that show it beside the code want them."""
    if not folder:
        return page
    return replace(page, changes=tuple(_placed(change, folder) for change in page.changes))


def _placed(change: Change, folder: str) -> Change:
    where = change.new
    if where is None or where.file.startswith("/") or ":" in where.file:
        return change
    return replace(change, new=replace(where, file=normpath(f"{folder}{where.file}")))


def reached(change: Change) -> str:
    """`GET /x and 3 more`: the operations that a finding shows in; "" where there are none."""
    return listed(change.operations, 1)


def unproved(change: Change) -> bool:
    """Whether it breaks callers on the wire or at run time, and no payload was found that shows it."""
    caller = change.verdicts["caller"]
    return change.witness is None and "break" in (caller.wire, caller.runtime)


def listed(names: Sequence[str], most: int = 4) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' if number != 1 else ''}"
