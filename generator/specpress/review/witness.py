"""A concrete payload for a break: valid on one side, invalid on the other, by a validator that is not ours.

Takes a cause with the way that leads to it, gives the payload or nothing. A payload is built from the schemas along the
way, with a value at its end from around the limits that either side sets; what is returned has been validated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from json import dumps
from typing import Literal

from specpress.api import Api, Json
from specpress.review.around import Around
from specpress.review.decoded import Impossible, encoded
from specpress.review.difference import DIRECTIONS, Direction, Step
from specpress.review.members import declared
from specpress.review.messages import message
from specpress.review.pattern_text import pattern_text
from specpress.review.place import Root
from specpress.review.reach import Cause, Showing, Trail
from specpress.review.sample import Sampler, least_items
from specpress.review.schemas import Node, Pairs
from specpress.review.side import Alternative
from specpress.review.validators import Validators, compiled, first_error
from specpress.review.view import View

Which = Literal["old", "new"]
MOST_TRIED = 600


@dataclass(frozen=True, slots=True)
class Proof:
    """`root` is the pair of schemas that the payload was judged by; None for a message."""

    payload: Json
    valid_under: Which
    error: str
    root: Root | None
    direction: Direction


@dataclass(slots=True)
class Prover:
    """Finds payloads for the causes of one comparison."""

    pairs: Pairs
    apis: tuple[Api, Api]
    _validators: dict[tuple[Which, Direction], Validators] = field(default_factory=dict)
    _samplers: dict[tuple[Which, Direction], Sampler] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for direction in DIRECTIONS:
            self._validators["old", direction] = Validators.of(self.pairs.old, direction)
            self._validators["new", direction] = Validators.of(self.pairs.new, direction)
            self._samplers["old", direction] = Sampler(self.pairs.old, direction)
            self._samplers["new", direction] = Sampler(self.pairs.new, direction)

    def __call__(self, cause: Cause, showing: Showing) -> Proof | None:
        """A payload that shows the break in that direction."""
        trail, direction = showing.trail, showing.occurrence.direction
        valid_under: Which = "old" if direction == "request" else "new"
        if trail.root is None:
            return self._message(cause, trail, valid_under)
        for count, payload in enumerate(self._payloads(trail, trail.root, valid_under)):
            if count > MOST_TRIED:
                return None
            error = self._flips(trail.root, payload, valid_under)
            if error:
                return Proof(payload, valid_under, error, trail.root, direction)
        return None

    def _message(self, cause: Cause, trail: Trail, valid_under: Which) -> Proof | None:
        made = message(cause, trail, self.apis)
        if made is None:
            return None
        old, new = compiled(made.old), compiled(made.new)
        if old is None or new is None:
            return None
        for which, valid, other in (("old", old, new), ("new", new, old)):
            if valid.is_valid(made.payload) and not other.is_valid(made.payload):
                under: Which = "old" if which == "old" else "new"
                error = first_error(other, made.payload)
                return Proof(made.payload, under, error, None, trail.place.direction)
        return None

    def _flips(self, root: Root, payload: Json, valid_under: Which) -> str:
        """What the other side has against a payload that this one allows; "" where it does not flip."""
        conj = {"old": root.old, "new": root.new}
        other: Which = "new" if valid_under == "old" else "old"
        direction = root.place.direction
        good, bad = self._validators[valid_under, direction], self._validators[other, direction]
        if good.valid(conj[valid_under], payload) and bad.valid(conj[other], payload) is False:
            return bad.error(conj[other], payload)
        return ""

    # --- payloads ------------------------------------------------------------------------------------------------

    def _payloads(self, trail: Trail, root: Root, which: Which) -> Iterator[Json]:
        nodes = [self.pairs.nodes[pair] for pair in trail.pairs]
        sampler = self._samplers[which, root.place.direction]
        for apart in (False, True) if any(node.alternatives for node in nodes) else (False,):
            builder = _Builder(sampler, which, apart)
            for leaf in self._leaves(nodes[-1], which, sampler):
                try:
                    yield builder.wrapped(nodes, trail.steps, leaf)
                except Impossible:
                    continue

    def _leaves(self, node: Node, which: Which, sampler: Sampler) -> Iterator[Json]:
        """Values around the limits of the last pair, those of its alternatives where it is one of a union."""
        conj = node.old if which == "old" else node.new
        around = Around(sampler, conj)
        if node.alternatives is None:
            yield from _patterns(node, self.pairs)
            yield from around.of(self.pairs.old, node.old)
            yield from around.of(self.pairs.new, node.new)
            return
        old, new = node.alternatives
        mine = Around(sampler, (), old if which == "old" else new)
        for side, one in ((self.pairs.old, old), (self.pairs.new, new)):
            yield from mine.around(View(side, one), one.kind)


def _patterns(node: Node, pairs: Pairs) -> Iterator[Json]:
    """Texts that match the patterns of either side."""
    for side, conj in ((pairs.old, node.old), (pairs.new, node.new)):
        for one in side.alternatives(conj).get("string", ()):
            for part in one.parts:
                for length in (0, 1, 3, 8):
                    made = pattern_text(part.string.pattern or "", length)
                    if part.string.pattern and made is not None:
                        yield made


@dataclass(frozen=True, slots=True)
class _Builder:
    """Puts a value at the end of a way: each step makes the smallest thing around it.

    `apart`: what goes through a union is kept from matching two of its alternatives.
    """

    sampler: Sampler
    which: Which
    apart: bool = False

    def wrapped(self, nodes: list[Node], steps: tuple[Step, ...], leaf: Json) -> Json:
        value = leaf
        for i in range(len(steps) - 1, -1, -1):
            chosen = nodes[i + 1].alternatives
            if self.apart and chosen is not None and isinstance(value, dict):
                value = {
                    **self._spoilers(nodes[i], chosen[0 if self.which == "old" else 1]),
                    **value,
                }
            value = self._around(nodes[i], steps[i], value)
        return value

    def _spoilers(self, union: Node, chosen: Alternative) -> dict[str, Json]:
        """Null under every name that only the other alternatives declare."""
        mine = declared(View(self.sampler.side, chosen))
        others = (declared(view) for view in self._views(union, "object"))
        return {name: None for names in others for name in names if name not in mine}

    def _around(self, node: Node, step: Step, value: Json) -> Json:
        match step.kind:
            case "same":
                return value
            case "content":
                return self._text(node, value)
            case "property":
                return self._object(node, step.name, value)
            case "extra":
                return self._object(node, pattern_text(step.name) or "zzExtra", value)
            case "name":
                if not isinstance(value, str):
                    raise Impossible
                return self._object(node, value, None)
            case "item" | "contained":
                return self._array(node, None, value)
            case "position":
                return self._array(node, step.index, value)

    def _text(self, node: Node, value: Json) -> Json:
        """The value as the text that holds it."""
        for view in self._views(node, "string"):
            encodings = [part.string.content_encoding for part in view.parts]
            text = encoded(dumps(value), next(filter(None, encodings), None))
            if text is not None:
                return text
        raise Impossible

    def _views(self, node: Node, kind: str) -> list[View]:
        if node.alternatives is not None:
            one = node.alternatives[0 if self.which == "old" else 1]
            return [View(self.sampler.side, one)] if one.kind == kind else []
        conj = node.old if self.which == "old" else node.new
        found = self.sampler.side.alternatives(conj)
        return [
            View(self.sampler.side, one)
            for ones in found.values()
            for one in ones
            if one.kind == kind
        ]

    def _object(self, node: Node, name: str, value: Json) -> Json:
        views = sorted(self._views(node, "object"), key=lambda view: name not in declared(view))
        for view in views:
            try:
                return {**self.sampler.object(view, (), skip=name), name: value}
            except Impossible:
                continue
        raise Impossible

    def _array(self, node: Node, index: int | None, value: Json) -> Json:
        for view in self._views(node, "array"):
            count = max(least_items(view), (index or 0) + 1)
            try:
                made = self.sampler.array(view, count)
            except Impossible:
                if index is None and least_items(view) <= 1:
                    return [value]
                continue
            if index is None:
                prefix = max((len(part.array.prefix_items) for part in view.parts), default=0)
                index = prefix if prefix < count else 0
                if prefix >= count:
                    return [*self.sampler.array(view, prefix), value]
            return [*made[:index], value, *made[index + 1 :]]
        raise Impossible
