"""Values that a schema allows, as small as they can be, and values around its limits.

Takes schemas of one side and a direction, gives JSON values. They are guesses made with care: whoever uses one asks a
validator first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from specpress.api import Json, Schema, Subschema
from specpress.review.difference import Conj, Direction
from specpress.review.keywords.any import admits, listed
from specpress.review.kinds import KINDS, Kind
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


class Impossible(Exception):
    """No value comes to mind."""


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
                return text(view)
            case "number":
                return number(view)
            case "array":
                return self.array(view, least_items(view), depth)
            case "object":
                return self.object(view, (), depth)

    def array(self, view: View, count: int, depth: int = 0) -> list[Json]:
        """An array of so many items; those that have to be contained come first."""
        held = [p.array.contains for p in view.parts if p.array.contains is not None]
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
    contained = sum(rule.contains is not None and rule.min_contains != 0 for rule in rules)
    return max((rule.min_items or 0 for rule in rules), default=0) or contained


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


@dataclass(frozen=True, slots=True)
class Around:
    """Values around what one schema says, with everything else as `sampler` likes it: the side where they must be
    valid. `conj` is what that side says at this place, or `only` the one alternative of a union that is looked at.
    """

    sampler: Sampler
    conj: Conj
    only: Alternative | None = None

    def of(self, side: Side, conj: Conj) -> Iterator[Json]:
        """Values at the limits that a schema of either side sets."""
        alternatives = side.alternatives(conj)
        for kind in KINDS:
            for one in alternatives.get(kind, ()):
                yield from self.around(View(side, one), kind)

    def around(self, view: View, kind: Kind) -> Iterator[Json]:
        yield from listed(view.alternative) or ()
        match kind:
            case "null":
                yield None
            case "boolean":
                yield from (True, False)
            case "string":
                yield from _texts_around(view)
            case "number":
                yield from numbers_around(view)
                for part in view.parts:
                    if part.number.multiple_of:
                        yield from (part.number.multiple_of, part.number.multiple_of * 2)
            case "array":
                yield from self._arrays(view)
            case "object":
                yield from self._objects(view)

    def _arrays(self, view: View) -> Iterator[Json]:
        counts = {0, 1, 2, least_items(view)}
        for part in view.parts:
            for bound in (part.array.min_items, part.array.max_items, part.array.max_contains):
                if bound is not None and bound < 2000:
                    counts |= {bound, bound + 1, max(bound - 1, 0)}
            if part.array.max_contains is not None and part.array.contains is not None:
                yield from _tried(partial(self._twice, part.array.contains))
        for mine in self._mine(view.alternative.kind):
            for count in sorted(counts):
                yield from _tried(partial(self.sampler.array, mine, count))
            yield from _tried(partial(self._same_twice, mine))

    def _twice(self, contained: Subschema) -> Json:
        return [self.sampler.value((contained,))] * 2

    def _same_twice(self, view: View) -> Json:
        return self.sampler.array(view, 1) * 2

    def _mine(self, kind: Kind) -> list[View]:
        if self.only is not None:
            return [View(self.sampler.side, self.only)] if self.only.kind == kind else []
        alternatives = self.sampler.side.alternatives(self.conj)
        return [View(self.sampler.side, one) for one in alternatives.get(kind, ())]

    def _objects(self, view: View) -> Iterator[Json]:
        """Bare, without what the other side demands, with one more property, with all."""
        for mine in self._mine("object"):
            names = [*dict.fromkeys((*declared(view), *declared(mine), *_conditional(view)))][:60]
            try:
                bare = self.sampler.object(mine, ())
            except Impossible:
                continue
            yield bare
            yield {**bare, "zzExtra": None}
            yield {**bare, "zzExtra": "a"}
            yield {**bare, "ZZ Extra": 0}
            full = dict(bare)
            for name in names:
                for more in _tried(partial(self.sampler.object, mine, (name,))):
                    yield more
                    if isinstance(more, dict):
                        full.update(more)
            yield full
            for name in names:
                yield {**bare, name: None}
                yield {**full, name: None}
            most = [p.object.max_properties for p in view.parts if p.object.max_properties]
            for bound in most[:2]:
                rest = {f"extra{i}": "a" for i in range(min(bound, 200) + 1 - len(bare))}
                yield {**bare, **rest}
                yield {**full, **rest}
            for name in names:
                if name in bare and name not in self.sampler.required(mine):
                    yield {key: value for key, value in bare.items() if key != name}


def _conditional(view: View) -> Iterator[str]:
    """Names of properties that are only spoken of under a condition."""
    for part in view.parts:
        for inside in (part.then, part.else_, *part.object.dependent_schemas.values()):
            if isinstance(inside, Schema):
                yield from inside.object.properties


def _texts_around(view: View) -> Iterator[Json]:
    yield from _tried(partial(text, view))
    yield from ("a", "", "A b-c_d 1", "0", "\u00e9")
    for part in view.parts:
        for bound in (part.string.min_length, part.string.max_length):
            if bound is not None and bound < 100_000:
                for length in (bound, bound + 1, max(bound - 1, 0)):
                    yield from _tried(partial(text, view, length))
                    yield "a" * length


def _tried(make: Callable[[], Json]) -> Iterator[Json]:
    with suppress(Impossible):
        yield make()
