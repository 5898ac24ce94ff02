"""Pairs of schemas, each compared once: a graph whose nodes hold differences and whose edges lead inside.

Takes two `Side`s, gives a `Node` for any pair of schemas. A cycle in the schemas is a cycle in the graph. Schemas that
are equal, and refer to equal ones only, have no node at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specpress.api import Reference
from specpress.review.difference import Conj, Difference, Direction, Found, Inside, Step
from specpress.review.effects import Effect, inverted, joined, may_narrow, may_widen
from specpress.review.keywords.any import listed
from specpress.review.keywords.table import COMPARATORS
from specpress.review.kinds import KINDS, scalar
from specpress.review.match import matched
from specpress.review.overlap import Excluded, meets, met, values
from specpress.review.side import Alternative, Key, Side, exclusive
from specpress.review.unchanged import Unchanged
from specpress.review.view import View, shown
from specpress.review.whole import notes, span_of, types, union_kind

PairKey = tuple[str, Key, Key]
MOST_COVERS = 24
"""So many alternatives are tried as a cover of one; and so deep may covers nest."""


@dataclass(frozen=True, slots=True)
class Way:
    """An edge of the graph; `mute` are effects that another alternative makes good."""

    to: PairKey
    inside: Inside


@dataclass(slots=True)
class Node:
    old: Conj
    new: Conj
    differences: list[Difference] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    whole: bool = False
    alternatives: tuple[Alternative, Alternative] | None = None


@dataclass(slots=True)
class Pairs:
    """The graph, grown as it is asked for."""

    old: Side
    new: Side
    nodes: dict[PairKey, Node] = field(default_factory=dict)
    _unchanged: Unchanged = field(init=False)
    _depth: int = 0

    def __post_init__(self) -> None:
        self._unchanged = Unchanged(self.old.schemas, self.new.schemas)

    def node(self, old: Conj, new: Conj) -> PairKey | None:
        """The pair, with all that is reachable from it compared; None where the two are equal."""
        key = self._key(old, new)
        if key is not None:
            self._grow([key])
        return key

    def _key(self, old: Conj, new: Conj) -> PairKey | None:
        if self._unchanged(old, new):
            return None
        key = (
            "schema",
            tuple(map(id, self.old.flat(old))),
            tuple(map(id, self.new.flat(new))),
        )
        if key not in self.nodes:
            self.nodes[key] = Node(old, new)
        return key

    def _grow(self, todo: list[PairKey]) -> None:
        while todo:
            key = todo.pop()
            node = self.nodes[key]
            if node.whole or node.ways or node.differences:
                continue
            self._fill(node, self._compared(node.old, node.new))
            node.whole = True
            todo.extend(way.to for way in node.ways)

    def _fill(self, node: Node, found: Found | Iterator[Difference | Inside | Way]) -> None:
        told: dict[Difference, None] = {}
        ways: dict[tuple[PairKey, Step, bool, frozenset[Direction]], Way] = {}
        for one in found:
            match one:
                case Difference():
                    told[one] = None
                case Way():
                    ways[one.to, one.inside.step, False, frozenset()] = one
                case Inside():
                    key = self._key(one.old, one.new)
                    if key is not None:
                        ways[key, one.step, one.inverted, one.hidden] = Way(key, one)
        node.differences.extend(told)
        node.ways.extend(ways.values())

    # --- one pair --------------------------------------------------------------------------------------------

    def _compared(self, old: Conj, new: Conj) -> Iterator[Difference | Inside | Way]:
        before, after = self.old.alternatives(old), self.new.alternatives(new)
        spans = (span_of(self.old, old), span_of(self.new, new))
        yield from types(before, after, spans)
        yield from notes((self.old, self.new), old, new, spans)
        yield from self._exchanged(old, new)
        kinds = union_kind(self.old, old), union_kind(self.new, new)
        recounted = {*kinds} == {"anyOf", "oneOf"}
        for kind in KINDS:
            if kind in before and kind in after:
                yield from self._kind(before[kind], after[kind], recounted=recounted)
        if recounted and any(
            met(side, ones, {*range(len(ones))})
            for side, by_kind in ((self.old, before), (self.new, after))
            for ones in by_kind.values()
        ):
            yield Difference("union-kind", "unknown", f"{kinds[0]} became {kinds[1]}", *spans)

    def _exchanged(self, old: Conj, new: Conj) -> Iterator[Difference]:
        """A reference to another schema, while both documents have both: not an edit but another thing.

        That nobody sends what is not declared holds for a schema that grows, not for two different ones.
        """
        match old, new:
            case (Reference() as was,), (Reference() as now,) if was.target != now.target:
                pass
            case _:
                return
        both = self.old.schemas.keys() & self.new.schemas.keys()
        before, after = self.old.alternatives(old), self.new.alternatives(new)
        ones = before.get("object", ()), after.get("object", ())
        if {was.target, now.target} <= both and (len(ones[0]), len(ones[1])) == (1, 1):
            effect = joined(*self._told(ones[0][0], ones[1][0]))
            if effect != "same":
                names = [shown(one.target.rsplit("/", 1)[-1]) for one in (was, now)]
                told = f"schema {names[0]} became schema {names[1]}"
                yield Difference("schema-exchanged", effect, told, was.span, now.span)

    def _kind(
        self,
        before: tuple[Alternative, ...],
        after: tuple[Alternative, ...],
        *,
        recounted: bool,
    ) -> Iterator[Difference | Inside | Way]:
        """`recounted`: that alternatives count otherwise is told of the union as a whole."""
        if len(before) == 1 and len(after) == 1:
            yield from self._keywords(before[0], after[0])
        elif scalar(before[0].kind) and all(listed(a) is not None for a in (*before, *after)):
            yield from self._enums(before, after)
        else:
            pairs = matched((self.old, before), (self.new, after))
            yield from self._union(before, after, pairs)
            if not recounted:
                yield from self._overlaps(before, after, dict(pairs))

    def _keywords(self, before: Alternative, after: Alternative) -> Found:
        old, new = View(self.old, before), View(self.new, after)
        for comparator in COMPARATORS[before.kind]:
            yield from comparator(old, new)
        yield from self._closed_unions(before, after)

    def _enums(self, before: tuple[Alternative, ...], after: tuple[Alternative, ...]) -> Found:
        """Unions of lists of values are one list."""
        had, has = values(self.old, before), values(self.new, after)
        gone = [shown(value) for key, value in had.items() if key not in has]
        come = [shown(value) for key, value in has.items() if key not in had]
        spans = (before[0].span, after[0].span)
        if gone:
            told = f"enum value {', '.join(gone[:8])} removed"
            yield Difference("enum-value-removed", "narrower", told, *spans)
        if come:
            yield Difference(
                "enum-value-added", "wider", f"enum value {', '.join(come[:8])} added", *spans
            )

    def _closed_unions(self, before: Alternative, after: Alternative) -> Found:
        """Unions too large to multiply out: their alternatives by name, else in order."""
        for was, now in zip(before.case.closed, after.case.closed, strict=False):
            left, right = was.any_of or was.one_of, now.any_of or now.one_of
            for one, other in zip(left, right, strict=False):
                yield Inside((one,), (other,), Step("same"))
            if len(left) != len(right):
                gained = len(right) > len(left)
                told = f"alternatives {'added' if gained else 'removed'}"
                yield Difference("union", joined(not gained, gained), told, was.span, now.span)
            if (was.one_of or now.one_of) and not self._unchanged((was,), (now,)):
                told = "values may match other numbers of alternatives"
                yield Difference("one-of-overlap", "incomparable", told, was.span, now.span)

    # --- unions ----------------------------------------------------------------------------------------------

    def _union(
        self,
        before: tuple[Alternative, ...],
        after: tuple[Alternative, ...],
        pairs: list[tuple[int, int]],
    ) -> Iterator[Difference | Way]:
        """Alternatives matched by best fit; one that another alternative covers anyway is not missed."""
        both = before, after
        for i, j in pairs:
            lost, gained = self._told(before[i], after[j])
            lost = lost and not self._covered(before[i], both, (j,), forward=True)
            gained = gained and not self._covered(after[j], both, (i,), forward=False)
            if lost or gained:
                yield self._way(before[i], after[j])
                yield from _fractions(before[i], after[j])
        taken = {i for i, _ in pairs}, {j for _, j in pairs}
        spans = (before[0].span, after[0].span)
        for i, one in enumerate(before):
            if i not in taken[0] and not self._covered(one, both, (), forward=True):
                told = f"alternative {_name(one)} removed"
                yield Difference("alternative-removed", "narrower", told, one.span, spans[1])
        for j, one in enumerate(after):
            if j not in taken[1] and not self._covered(one, both, (), forward=False):
                told = f"alternative {_name(one)} added"
                yield Difference("alternative-added", "wider", told, spans[0], one.span)

    def _overlaps(
        self,
        before: tuple[Alternative, ...],
        after: tuple[Alternative, ...],
        pairs: dict[int, int],
    ) -> Iterator[Difference]:
        """Alternatives of a oneOf that a value may match at once, and could not before; and the other way round."""
        spans = (before[0].span, after[0].span)
        back = {j: i for i, j in pairs.items()}
        changed = [(i, j, *self._changed(before[i], after[j])) for i, j in pairs.items()]
        shrunk = {*range(len(before))} - {i for i, _, lost, _ in changed if not lost}
        grown = {*range(len(after))} - {j for _, j, _, gained in changed if not gained}
        now = met(self.new, after, grown, _partners(before, back))
        was = met(self.old, before, shrunk, _partners(after, pairs))
        inner = bool(now or was) and any(len(a.case.choices) > 1 for a in (*before, *after))
        effect = joined(lost=inner or now is not None, gained=inner or was is not None)
        told = []
        if now is not None:
            told.append(f"a value may now match both {_name(now[0])} and {_name(now[1])}")
        if was is not None:
            told.append(f"one that matched both {_name(was[0])} and {_name(was[1])} may match one")
        if effect != "same":
            yield Difference("one-of-overlap", effect, ", ".join(told), *spans)

    def _way(self, old: Alternative, new: Alternative) -> Way:
        return Way(self._pair(old, new), Inside((), (), Step("same")))

    def _pair(self, old: Alternative, new: Alternative) -> PairKey:
        key = (old.kind, old.key, new.key)
        if key not in self.nodes:
            node = self.nodes[key] = Node((), (), alternatives=(old, new))
            self._fill(node, self._keywords(old, new))
            node.whole = True
        return key

    def _told(self, old: Alternative, new: Alternative) -> tuple[bool, bool]:
        """Whether a pair of alternatives tells of values lost, and of values gained, in a strict sense."""
        return self._changed(old, new, strict=True)

    def _changed(
        self, old: Alternative, new: Alternative, *, strict: bool = False
    ) -> tuple[bool, bool]:
        """The same by the convention that nobody sends what is not declared."""
        if self._depth > MOST_COVERS:
            return True, True
        self._depth += 1
        effects = set(self._effects(self._pair(old, new), strict=strict))
        self._depth -= 1
        if old.whole_numbers != new.whole_numbers:
            effects.add("narrower" if new.whole_numbers else "wider")
        return any(map(may_narrow, effects)), any(map(may_widen, effects))

    def _covered(
        self,
        one: Alternative,
        unions: tuple[tuple[Alternative, ...], tuple[Alternative, ...]],
        but: tuple[int, ...],
        *,
        forward: bool,
    ) -> bool:
        """Whether another alternative of the other side admits all that this one admits.

        One of a oneOf that other branches overlap admits less than it says: that is told of the oneOf, so it matters
        only to what stands outside of it.
        """
        others, side = (unions[1], self.new) if forward else (unions[0], self.old)
        counted = any(exclusive(one, each) for each in unions[0 if forward else 1])
        rest = [other for j, other in enumerate(others) if j not in but]
        for other in rest[:MOST_COVERS]:
            if not counted and meets(side, other, others):
                continue
            pair = (one, other) if forward else (other, one)
            lost, gained = self._told(*pair)
            if not (lost if forward else gained):
                return True
        return False

    def _effects(self, start: PairKey, *, strict: bool) -> Iterator[Effect]:
        """The effects of all differences reachable from a pair; a pair being compared has none yet."""
        seen, todo = {(start, False)}, [(start, False)]
        while todo:
            key, flipped = todo.pop()
            node = self.nodes[key]
            if not node.whole and not node.ways and not node.differences:
                self._grow([key])
            for one in node.differences:
                effect = _of_values(one, strict=strict)
                yield inverted(effect) if flipped else effect
            for way in node.ways:
                state = (way.to, flipped != way.inside.inverted)
                if state not in seen:
                    seen.add(state)
                    todo.append(state)


def _fractions(old: Alternative, new: Alternative) -> Iterator[Difference]:
    """An alternative for integers that became one for numbers, or the other way round: no keyword tells it."""
    if old.whole_numbers != new.whole_numbers:
        effect: Effect = "narrower" if new.whole_numbers else "wider"
        names = [("number", "integer")[one.whole_numbers] for one in (old, new)]
        yield Difference("type", effect, f"type {names[0]} became {names[1]}", old.span, new.span)


_READ = frozenset({"format", "content-encoding", "content-media-type", "content-schema"})
"""What refuses no value, but says how a reader takes it."""


def _of_values(one: Difference, *, strict: bool) -> Effect:
    """What a difference does to the valid values, strictly or by convention."""
    if strict:
        return one.strict or one.effect
    return "same" if one.rule in _READ else one.effect


def _partners(others: tuple[Alternative, ...], pairs: dict[int, int]) -> Excluded:
    """Whether what two alternatives are on the other side excludes each other there."""

    def excluded(one: int, two: int) -> bool:
        return one in pairs and two in pairs and exclusive(others[pairs[one]], others[pairs[two]])

    return excluded


def _name(alternative: Alternative) -> str:
    return alternative.case.name or alternative.kind
