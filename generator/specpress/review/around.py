"""Values around the limits that a schema sets: just inside, just outside, without what is demanded, with more than is known.

Takes schemas of either side and a sampler of the one on which a value has to be valid, gives candidates for a witness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from specpress.api import ArrayRules, Json, Schema, Subschema
from specpress.records import dataclass
from specpress.review.decoded import Impossible, holding
from specpress.review.difference import Conj
from specpress.review.keywords.any import listed
from specpress.review.kinds import KINDS, Kind
from specpress.review.members import declared, item_at
from specpress.review.sample import Sampler, asked_for, least_items, numbers_around, text
from specpress.review.side import Alternative, Side
from specpress.review.view import View


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
                yield from holding(view, lambda inside: self.sampler.value((inside,)))
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
            for bound in (part.array.min_items, part.array.max_items):
                if bound is not None and bound < 2000:
                    counts |= {bound, bound + 1, max(bound - 1, 0)}
            if part.array.contains is not None:
                yield from self._containing(part.array, part.array.contains)
        for mine in self._mine(view.alternative.kind):
            for count in sorted(counts):
                yield from _tried(partial(self.sampler.array, mine, count))
            yield from _tried(partial(self._same_twice, mine))

    def _containing(self, rules: ArrayRules, contained: Subschema) -> Iterator[Json]:
        """Arrays of so many items that count, around how many are asked for."""
        for bound in {asked_for(rules), rules.max_contains or 1}:
            for count in range(max(bound - 1, 0), bound + 2) if bound < 200 else ():
                for mine in self._mine("array"):
                    inside = (*item_at(mine, None), contained)
                    yield from _tried(partial(self._alike, inside, count))

    def _alike(self, conj: Conj, count: int) -> Json:
        return [self.sampler.value(conj) for _ in range(count)]

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
        yield from part.object.dependent_required
        conditions = (part.if_, part.then, part.else_, part.not_)
        for inside in (*conditions, *part.object.dependent_schemas.values()):
            if isinstance(inside, Schema):
                yield from (*inside.object.properties, *inside.object.required)


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
