"""What a pair of schemas says as a whole: its types, its annotations, where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specpress.api import Never, Schema
from specpress.diagnostics import Span
from specpress.review.difference import Conj, Difference
from specpress.review.effects import joined
from specpress.review.keywords.any import listed
from specpress.review.kinds import KINDS, Kind
from specpress.review.side import Alternative, Side
from specpress.review.view import shown

_Kinds = Mapping[Kind, tuple[Alternative, ...]]


def types(before: _Kinds, after: _Kinds, spans: tuple[Span, Span]) -> Iterator[Difference]:
    had, has = _names(before), _names(after)
    lost, gained = _missing(before, after), _missing(after, before)
    if not lost and not gained:
        return
    effect = joined(lost=bool(lost), gained=bool(gained))
    if lost | gained == {"null"} and before.keys() - {"null"}:
        rule, message = (
            ("became-nullable", "null is allowed now")
            if gained
            else ("no-longer-nullable", "null is no longer allowed")
        )
    else:
        rule, message = "type", f"type {_told_types(had)} became {_told_types(has)}"
    yield Difference(rule, effect, message, *spans)


def _missing(these: _Kinds, those: _Kinds) -> set[str]:
    """The types of one side that the other does not have; number is more than integer."""
    missing: set[str] = set(these.keys() - those.keys())
    mine, other = these.get("number", ()), those.get("number", ())
    fractions = any(not one.whole_numbers and listed(one) is None for one in mine)
    if fractions and other and all(one.whole_numbers for one in other):
        missing.add("number")
    return missing


def _names(kinds: _Kinds) -> list[str]:
    whole = all(one.whole_numbers for one in kinds.get("number", ()))
    return ["integer" if kind == "number" and whole else kind for kind in KINDS if kind in kinds]


def _told_types(names: list[str]) -> str:
    if not names:
        return "nothing"
    if len(names) == len(KINDS):
        return "anything"
    return " or ".join(sorted(names, key=lambda name: name == "null"))


def notes(
    sides: tuple[Side, Side], old: Conj, new: Conj, spans: tuple[Span, Span]
) -> Iterator[Difference]:
    before, after = (
        [part for part in side.flat(conj) if isinstance(part, Schema)]
        for side, conj in ((sides[0], old), (sides[1], new))
    )
    told_by = [
        [s.annotations for s in (*parts, *conj) if not isinstance(s, Never)]
        for parts, conj in ((before, old), (after, new))
    ]
    was, now = (next((n.default for n in each if n.default), None) for each in told_by)
    if was != now:
        told = [None if value is None else shown(value.json) for value in (was, now)]
        yield Difference("default", "annotation", f"default {told[0]} became {told[1]}", *spans)
    if any(n.deprecated for n in told_by[0]) != any(n.deprecated for n in told_by[1]):
        verb = "is no longer" if any(n.deprecated for n in told_by[0]) else "became"
        yield Difference("deprecated", "annotation", f"{verb} deprecated", *spans)


def span_of(side: Side, conj: Conj) -> Span:
    """Where a pair stands: the first schema that says something."""
    for schema in (*side.flat(conj), *conj):
        return schema.span
    return Span("", "")


def union_kind(side: Side, conj: Conj) -> str:
    """`oneOf`, `anyOf`, or "" where there is no union; one inside an allOf is not looked at."""
    for part in side.flat(conj):
        if isinstance(part, Schema) and (part.one_of or part.any_of):
            return "oneOf" if part.one_of else "anyOf"
    return ""
