"""Values that a schema allows, as small as they can be.

Takes schemas of one side and a direction, gives JSON values. They are guesses made with care: whoever uses one asks a
validator first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from specpress.api import ArrayRules, Json
from specpress.records import dataclass
from specpress.review.decoded import Impossible, holding
from specpress.review.difference import Conj, Direction
from specpress.review.keywords.any import admits, listed
from specpress.review.match import tags
from specpress.review.members import declared, extra, hidden, item_at, property_of, required_in
from specpress.review.pattern_text import pattern_text
from specpress.review.side import Alternative, Side
from specpress.review.view import View
from specpress.review.whole import union_kind

DEEPEST = 14
_TEXTS = {
    "date-time": "2024-01-02T03:04:05Z",
    "date": "2024-01-02",
    "time": "03:04:05Z",
    "duration": "P1D",
    "email": "a@example.com",
    "idn-email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "https://example.com/a",
    "url": "https://example.com/a",
    "iri": "https://example.com/a",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "byte": "YQ==",
    "base64": "YQ==",
    "json-pointer": "/a",
    "regex": "a",
}


@dataclass(frozen=True, slots=True)
class Sampler:
    side: Side
    direction: Direction

    def value(self, conj: Conj, depth: int = 0) -> Json:
        """The smallest value that comes to mind. Raises `Impossible`."""
        if depth > DEEPEST:
            raise Impossible
        alternatives = self.side.alternatives(conj)
        for kind in ("string", "boolean", "number", "object", "array", "null"):
            found = alternatives.get(kind, ())
            counted = union_kind(self.side, conj) == "oneOf"
            for one in found:
                try:
                    made = self.of(one, depth)
                except Impossible:
                    continue
                return self._spoilt(made, one, found) if counted else made
        raise Impossible

    def _spoilt(self, value: Json, one: Alternative, others: tuple[Alternative, ...]) -> Json:
        """The value, kept from matching other alternatives: by the tag that tells them apart, else by null under every
        name that only they declare."""
        if not isinstance(value, dict) or len(others) < 2:
            return value
        mine = dict(tags(self.side, one))
        tagged: dict[str, Json] = {}
        for other in others:
            theirs = dict(tags(self.side, other)) if other is not one else mine
            apart = [n for n in mine if n in theirs and not mine[n] & theirs[n] and mine[n]]
            tagged.update({name: min(mine[name]) for name in apart if name not in value})
        if tagged:
            return {**tagged, **value}
        view = View(self.side, one)
        known = declared(view)
        names = (name for other in others for name in declared(View(self.side, other)))
        open_to_others = not self.side.flat(extra(view))
        return {**{n: None for n in names if open_to_others and n not in known}, **value}

    def of(self, one: Alternative, depth: int = 0) -> Json:
        """The smallest value of one alternative."""
        view = View(self.side, one)
        values = listed(one)
        if values is not None:
            for value in values:
                if admits(view, value):
                    return value
            raise Impossible
        match one.kind:
            case "null":
                return None
            case "boolean":
                return True
            case "string":
                held = holding(view, lambda inside: self.value((inside,), depth + 1))
                return next(held, None) or text(view)
            case "number":
                return number(view)
            case "array":
                return self.array(view, least_items(view), depth)
            case "object":
                return self.object(view, (), depth)

    def array(self, view: View, count: int, depth: int = 0) -> list[Json]:
        """An array of so many items; those that have to be contained come first."""
        held = [
            rules.contains
            for rules in (part.array for part in view.parts)
            if rules.contains is not None
            for _ in range(min(asked_for(rules), count))
        ]
        made: list[Json] = []
        for index in range(count):
            inside = item_at(view, index)
            if index < len(held):
                inside = (*inside, held[index])
            made.append(self.value(inside, depth + 1))
        if any(part.array.unique_items for part in view.parts):
            made = _distinct(made)
        return made

    def object(
        self, view: View, more: tuple[str, ...], depth: int = 0, skip: str | None = None
    ) -> dict[str, Json]:
        """An object with what is required and what is asked for; `skip` will be filled in by the caller."""
        names = dict.fromkeys((*self.required(view), *more))
        for part in view.parts:
            for name, needs in part.object.dependent_required.items():
                if name in names:
                    names.update(dict.fromkeys(needs))
        made: dict[str, Json] = {}
        for name in names:
            made[name] = None if name == skip else self.value(property_of(view, name), depth + 1)
        least = max((part.object.min_properties or 0 for part in view.parts), default=0)
        spare = [
            n for n in declared(view) if n not in made and self.direction not in hidden(view, n)
        ]
        for name in (*spare, *(f"extra{i}" for i in range(least))):
            if len(made) >= least:
                break
            made[name] = self.value(property_of(view, name), depth + 1)
        return made

    def required(self, view: View) -> list[str]:
        return [name for name in required_in(view) if self.direction not in hidden(view, name)]


def text(view: View, length: int | None = None) -> str:
    """A text; of a certain length if it can be had."""
    rules = [part.string for part in view.parts]
    least = max((rule.min_length or 0 for rule in rules), default=0) if length is None else length
    patterns = [rule.pattern for rule in rules if rule.pattern is not None]
    for part in view.parts:
        for example in part.annotations.examples:
            if length is None and isinstance(example.json, str) and admits(view, example.json):
                return example.json
    if patterns:
        made = pattern_text(patterns[0], least)
        if made is None or not admits(view, made):
            raise Impossible
        return made
    known = next((_TEXTS[p.format] for p in view.parts if p.format in _TEXTS), None)
    if known is not None and length is None:
        return known
    return (
        (known or "a")[:least] + "a" * (least - len(known or "a"))
        if least
        else "a" * (length is None)
    )


def number(view: View) -> int | float:
    """A number within the limits, a whole one if possible."""
    steps = [p.number.multiple_of for p in view.parts if p.number.multiple_of]
    for value in (*numbers_around(view), *(step * k for step in steps for k in (1, -1, 0, 2, 3))):
        good = all(math.isclose(value / s, round(value / s)) for s in steps)
        whole = not view.alternative.whole_numbers or float(value).is_integer()
        if good and whole and admits(view, value):
            return value
    raise Impossible


def numbers_around(view: View) -> Iterator[int | float]:
    """Numbers at the limits, just inside and just outside."""
    yield from (1, 0)
    for part in view.parts:
        rules = part.number
        bounds = (rules.minimum, rules.exclusive_minimum, rules.maximum, rules.exclusive_maximum)
        for bound in bounds:
            if bound is not None:
                yield from (bound, bound + 1, bound - 1, bound + 0.5, bound - 0.5)
    yield from (-1, 0.5, 1000000007)


def least_items(view: View) -> int:
    rules = [part.array for part in view.parts]
    contained = sum(asked_for(rule) for rule in rules if rule.contains is not None)
    return max((rule.min_items or 0 for rule in rules), default=0) or min(contained, 2000)


def asked_for(rules: ArrayRules) -> int:
    """How many items have to be contained."""
    return 1 if rules.min_contains is None else rules.min_contains


def _distinct(values: list[Json]) -> list[Json]:
    """Equal texts and numbers made different; others are left to the validator."""
    made: list[Json] = []
    for index, value in enumerate(values):
        if isinstance(value, str) and value in made:
            value = f"{value}{index}"
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and value in made:
            value = value + index
        made.append(value)
    return made
