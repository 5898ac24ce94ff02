"""From differences of schemas to the operations that reach them: one cause, however many operations.

Takes the roots that operations use and the graph of pairs, gives `Cause`s. Operations travel down the graph as bits of
an integer, so that a schema behind a thousand operations costs no more than one behind a few.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from specpress.diagnostics import Span
from specpress.review.difference import Difference, Direction, Step
from specpress.review.effects import inverted
from specpress.review.place import Place, Root, Told
from specpress.review.rules import Occurrence
from specpress.review.schemas import PairKey, Pairs

CauseKey = tuple[str, str, Span | None, Span | None]


@dataclass(frozen=True, slots=True)
class State:
    """A pair of schemas, and how it is reached."""

    pair: PairKey
    direction: Direction
    error: bool
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """The first way that leads from an operation to a difference; `pairs` are those it passes, one more than steps."""

    place: Place
    root: Root | None = None
    steps: tuple[Step, ...] = ()
    pairs: tuple[PairKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """One way in which a cause shows, with the operations (as bits) that it shows in."""

    occurrence: Occurrence
    operations: int
    trail: Trail


@dataclass(slots=True)
class Cause:
    difference: Difference
    showings: list[Showing] = field(default_factory=list)


@dataclass(slots=True)
class _Graph:
    pairs: Pairs
    bits: dict[State, int] = field(default_factory=dict)
    parents: dict[State, tuple[State, Step] | None] = field(default_factory=dict)
    roots: dict[State, Root] = field(default_factory=dict)


def causes(seen: Iterable[Told | Root], pairs: Pairs, numbers: dict[str, int]) -> list[Cause]:
    """`numbers` gives each operation its bit; those not in it yet get the next."""
    found: dict[CauseKey, Cause] = {}
    graph = _Graph(pairs)
    for one in seen:
        bit = 1 << numbers.setdefault(one.place.operation, len(numbers))
        match one:
            case Told():
                _tell(found, one, bit)
            case Root():
                _plant(graph, one, bit)
    _spread(graph)
    for state in graph.parents:
        for difference in pairs.nodes[state.pair].differences:
            if difference.only in (None, state.direction):
                _add(found, difference, _showing(graph, state, difference))
    return list(found.values())


def _tell(found: dict[CauseKey, Cause], told: Told, bit: int) -> None:
    one, place = told.difference, told.place
    seen = Occurrence(one.rule, one.effect, place.direction, place.error)
    _add(found, one, Showing(seen, bit, Trail(place)))


def _plant(graph: _Graph, root: Root, bit: int) -> None:
    pair = graph.pairs.node(root.old, root.new)
    if pair is None:
        return
    state = State(pair, root.place.direction, root.place.error)
    graph.bits[state] = graph.bits.get(state, 0) | bit
    graph.parents.setdefault(state, None)
    graph.roots.setdefault(state, root)


def _spread(graph: _Graph) -> None:
    """Carry the bits along the edges until nothing changes."""
    todo = deque(graph.parents)
    waiting = set(todo)
    while todo:
        state = todo.popleft()
        waiting.discard(state)
        mine = graph.bits[state]
        for target, step in _ways(graph.pairs, state):
            had = graph.bits.get(target, 0)
            if had | mine != had or target not in graph.parents:
                graph.bits[target] = had | mine
                graph.parents.setdefault(target, (state, step))
                if target not in waiting:
                    waiting.add(target)
                    todo.append(target)


def _ways(pairs: Pairs, state: State) -> Iterator[tuple[State, Step]]:
    for way in pairs.nodes[state.pair].ways:
        if state.direction not in way.inside.hidden:
            flipped = state.flipped != way.inside.inverted
            yield State(way.to, state.direction, state.error, flipped), way.inside.step


def _showing(graph: _Graph, state: State, difference: Difference) -> Showing:
    effect = inverted(difference.effect) if state.flipped else difference.effect
    seen = Occurrence(difference.rule, effect, state.direction, state.error)
    return Showing(seen, graph.bits[state], _trail(graph, state))


def _trail(graph: _Graph, state: State) -> Trail:
    steps: list[Step] = []
    pairs = [state.pair]
    while state not in graph.roots:
        parent = graph.parents[state]
        if parent is None:
            break
        state, step = parent
        steps.append(step)
        pairs.append(state.pair)
    root = graph.roots[state]
    return Trail(root.place, root, tuple(reversed(steps)), tuple(reversed(pairs)))


def _add(found: dict[CauseKey, Cause], difference: Difference, showing: Showing) -> None:
    key = (difference.rule, difference.detail, difference.old, difference.new)
    found.setdefault(key, Cause(difference)).showings.append(showing)
