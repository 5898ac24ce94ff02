"""What changed between two documents, and how bad it is: the whole review engine behind one call.

Takes two `Api`s, gives `Change`s, worst first. Pure: the same documents give the same changes, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from hashlib import sha256
from typing import Literal

from specpress.api import Api
from specpress.config import DEFAULTS, Options
from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.change import AUDIENCES, LEVELS, Audience, Change, Verdicts, Where
from specpress.review.operations import operations
from specpress.review.parameters import Sides
from specpress.review.reach import Cause, Showing, Trail, causes
from specpress.review.rules import verdicts
from specpress.review.schemas import Pairs
from specpress.review.side import Side


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The changes, and what is behind each, for those who look further (witnesses, symbols).

    `leading` are the showings that a change is told by.
    """

    apis: tuple[Api, Api]
    pairs: Pairs
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]
    leading: tuple[tuple[Showing, ...], ...]


def compare(old: Api, new: Api, options: Options = DEFAULTS, today: date | None = None) -> Reviewed:
    """Every change once, whatever number of operations it reaches."""
    pairs = Pairs(Side(old.schemas), Side(new.schemas))
    numbers: dict[str, int] = {}
    found = causes(operations((old, new), Sides(pairs.old, pairs.new), today), pairs, numbers)
    names = list(numbers)
    made = [(*_change(cause, names, options), cause) for cause in found]
    made.sort(key=lambda one: order(one[0]))
    changes, leading = tuple(one[0] for one in made), tuple(tuple(one[1]) for one in made)
    return Reviewed((old, new), pairs, changes, tuple(one[2] for one in made), leading)


def _change(cause: Cause, names: Sequence[str], options: Options) -> tuple[Change, list[Showing]]:
    judged = [(showing, verdicts(showing.occurrence, options)) for showing in cause.showings]
    merged = {
        audience: reduce(Verdicts.and_, (each[audience] for _, each in judged))
        for audience in AUDIENCES
    }
    leading = _leading([(showing, each["caller"]) for showing, each in judged])
    bits = reduce(int.__or__, (showing.operations for showing in leading))
    one = cause.difference
    trail = leading[0].trail
    change = Change(
        id=_id(cause),
        rule=one.rule,
        subject=_subject(trail),
        what=one.message,
        verdicts=merged,
        direction=_direction(cause, leading[0]),
        operations=tuple(name for i, name in enumerate(names) if bits >> i & 1),
        old=_where(one.old),
        new=_where(one.new),
        notes=_notes(cause, merged["caller"], options),
    )
    return change, leading


def _notes(cause: Cause, verdict: Verdicts, options: Options) -> tuple[str, ...]:
    """What would be different with other generation options."""
    if cause.difference.rule != "enum-value-added":
        return ()
    closed = replace(options, enums="closed")
    judged = [verdicts(showing.occurrence, closed)["caller"] for showing in cause.showings]
    level = reduce(Verdicts.and_, judged).runtime
    if verdict.runtime == level:
        return ()
    return (
        f"callers with open enums read it as an unknown member; with closed ones: runtime {level}",
    )


def _leading(judged: list[tuple[Showing, Verdicts]]) -> list[Showing]:
    """The showings with the worst verdict for callers: what a finding is told by."""

    def rank(verdict: Verdicts) -> tuple[int, ...]:
        if verdict.wire != "safe":
            return (LEVELS.index(verdict.wire),)
        return (0, *map(LEVELS.index, (verdict.runtime, verdict.source)))

    top = max(rank(verdict) for _, verdict in judged)
    return [showing for showing, verdict in judged if rank(verdict) == top]


def _direction(cause: Cause, showing: Showing) -> Literal["request", "response", "none"]:
    whole = cause.difference.rule.startswith(("operation-", "webhook-", "callback-", "deprecated"))
    return "none" if whole and showing.trail.root is None else showing.occurrence.direction


def _subject(trail: Trail) -> str:
    path = "".join(map(str, trail.steps))
    return " ".join(filter(None, (trail.place.part, path)))


def _id(cause: Cause) -> str:
    """Stable while the two places keep their pointers; lines do not matter."""
    one = cause.difference
    places = [f"{s.file}#{s.pointer}" if s else "" for s in (one.old, one.new)]
    told = "\n".join((one.rule, one.detail, *places))
    return f"{one.rule}-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _where(span: Span | None) -> Where | None:
    return None if span is None or not span.file else Where(span.file, 1, 1, span.pointer)


def order(change: Change) -> tuple[object, ...]:
    """The worst first: what breaks callers on the wire, then by any verdict, then by place."""
    audiences: tuple[Audience, ...] = AUDIENCES
    levels = [-LEVELS.index(change.verdicts[audiences[0]].wire)]
    levels += [-LEVELS.index(change.level(("wire", "runtime", "source"), (a,))) for a in audiences]
    place = change.new or change.old
    where = (place.file, place.line, place.column, place.pointer) if place else ("", 0, 0, "")
    return (*levels, *where, change.id)
