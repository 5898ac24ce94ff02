"""Comparators of what is said about values of every type: enum, not, if/then/else."""

from __future__ import annotations

import re

from specpress.api import Json, Schema, Subschema
from specpress.review.difference import Conj, Found, Inside, Step
from specpress.review.effects import joined
from specpress.review.kinds import fingerprint
from specpress.review.side import Alternative, bare_types, values_of
from specpress.review.view import Fact, View, differ, shown


def enum(old: View, new: View) -> Found:
    """Values that were listed and are gone, and the other way round; a list where there was none, and the end of one."""
    before, after = listed(old.alternative), listed(new.alternative)
    facts = (_enums(old), _enums(new))
    if before is None and after is None:
        return
    if before is None:
        gained = any(not admits(old, value) for value in after or ())
        message = f"became an enum of {_listed(after or ())}"
        yield differ("became-enum", joined(True, gained), (old, new), facts, message)
    elif after is None:
        lost = [value for value in before if not admits(new, value)]
        message = f"is no longer an enum of {_listed(before)}"
        yield differ("no-longer-enum", joined(bool(lost), True), (old, new), facts, message)
    else:
        had = {fingerprint(value): value for value in before if admits(old, value)}
        has = {fingerprint(value): value for value in after if admits(new, value)}
        yield from _members(old, new, had, has)


def _members(old: View, new: View, had: dict[str, Json], has: dict[str, Json]) -> Found:
    facts = (_enums(old), _enums(new))
    gone = [value for key, value in had.items() if key not in has]
    come = [value for key, value in has.items() if key not in had]
    if gone and come and len(gone) == len(had):
        message = f"enum of {_listed(gone)} became one of {_listed(come)}"
        yield differ("enum-replaced", "incomparable", (old, new), facts, message)
        return
    if gone:
        message = f"enum value {_listed(gone)} removed"
        yield differ("enum-value-removed", "narrower", (old, new), facts, message)
    if come:
        message = f"enum value {_listed(come)} added"
        yield differ("enum-value-added", "wider", (old, new), facts, message)


def listed(alternative: Alternative) -> tuple[Json, ...] | None:
    """The values of an enum; a boolean has two without any."""
    values = values_of(alternative)
    return (True, False) if values is None and alternative.kind == "boolean" else values


def _listed(values: list[Json] | tuple[Json, ...]) -> str:
    told = ", ".join(map(shown, values[:8]))
    return told if len(values) <= 8 else f"{told} and {len(values) - 8} more"


def _enums(view: View) -> list[Fact[bool]]:
    return view.facts("enum", lambda schema: True if schema.enum is not None else None)


def admits(view: View, value: Json) -> bool:
    """Whether the plain keywords let a scalar through (the others are not looked at: they rarely stand by an enum)."""
    if view.alternative.whole_numbers and isinstance(value, float) and not value.is_integer():
        return False
    return all(_admits(part, value) for part in view.parts)


def _admits(part: Schema, value: Json) -> bool:
    if isinstance(value, str):
        rules = part.string
        return (
            (rules.min_length or 0) <= len(value)
            and (rules.max_length is None or len(value) <= rules.max_length)
            and (rules.pattern is None or _found(rules.pattern, value))
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = part.number
        return (
            (number.minimum is None or value >= number.minimum)
            and (number.maximum is None or value <= number.maximum)
            and (number.exclusive_minimum is None or value > number.exclusive_minimum)
            and (number.exclusive_maximum is None or value < number.exclusive_maximum)
        )
    return True


def _found(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return True


def not_(old: View, new: View) -> Found:
    before = old.schemas("not", _refused)
    after = new.schemas("not", _refused)
    if len(before) == len(after):
        for was, now in zip(before, after, strict=True):
            yield Inside((was.value,), (now.value,), Step("same"), inverted=True)
    else:
        effect = joined(lost=len(after) > len(before), gained=len(after) < len(before))
        message = f"not {'added' if effect == 'narrower' else 'removed'}"
        yield differ("not", effect, (old, new), (before, after), message)


def _refused(schema: Schema) -> Subschema | None:
    """What is refused; a bare type has been taken from the types already."""
    return None if schema.not_ is None or bare_types(schema.not_) else schema.not_


def conditions(old: View, new: View) -> Found:
    """if/then/else; only those with a branch refuse anything."""
    before, after = _conditions(old), _conditions(new)
    facts = [[Fact(True, part.span.child("if")) for part in parts] for parts in (before, after)]
    if len(before) != len(after):
        effect = joined(lost=len(after) > len(before), gained=len(after) < len(before))
        message = f"if/then/else {'added' if effect == 'narrower' else 'removed'}"
        yield differ("if", effect, (old, new), (facts[0], facts[1]), message)
        return
    for was, now in zip(before, after, strict=True):
        yield Inside(_conj(was.then), _conj(now.then), Step("same"))
        yield Inside(_conj(was.else_), _conj(now.else_), Step("same"))
        yield Inside(_conj(was.if_), _conj(now.if_), Step("same"))
        yield Inside(_conj(was.if_), _conj(now.if_), Step("same"), inverted=True)


def _conj(schema: Subschema | None) -> Conj:
    return () if schema is None else (schema,)


def _conditions(view: View) -> list[Schema]:
    return [
        p for p in view.parts if p.if_ is not None and (p.then is not None or p.else_ is not None)
    ]


ANY = (enum, not_, conditions)
NULL = (not_, conditions)
"""Null has one value: whether it is listed is told by the types."""
