"""Two lists of names held against each other: what is missing, what is extra, what was renamed, what has moved.

Takes the names in both orders and a test for "the same under another name"; gives the fewest changes that explain
the difference, so that one edit of a list is one finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Hashable, Sequence
from typing import Generic, TypeVar

from specpress.records import dataclass

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Alignment(Generic[T]):
    """`renamed` pairs (expected, actual); `moved` are those of both lists that stand elsewhere."""

    missing: tuple[T, ...]
    extra: tuple[T, ...]
    renamed: tuple[tuple[T, T], ...]
    moved: tuple[T, ...]


def align(expected: Sequence[T], actual: Sequence[T], same: Callable[[T, T], bool]) -> Alignment[T]:
    """Hold `actual` against `expected`; neither has a name twice."""
    known: set[T] = set(expected)
    there: set[T] = set(actual)
    missing = [name for name in expected if name not in there]
    extra = [name for name in actual if name not in known]
    slots = {name: _slot(actual, name, known) for name in extra}
    renamed: list[tuple[T, T]] = []
    for name in missing:
        wanted = _slot(expected, name, there)
        found = next((e for e in extra if slots[e] == wanted and same(name, e)), None)
        if found is not None:
            renamed.append((name, found))
            extra.remove(found)
    gone = {name for name, _ in renamed}
    common = [name for name in actual if name in known]
    return Alignment(
        tuple(name for name in missing if name not in gone),
        tuple(extra),
        tuple(renamed),
        _moved([name for name in expected if name in there], common),
    )


def _slot(names: Sequence[T], name: T, common: Container[T]) -> tuple[T | None, int]:
    """Where a name stands among the common ones: after which of them, as the how-manieth newcomer."""
    at = names.index(name)
    count = 0
    for before in reversed(names[:at]):
        if before in common:
            return before, count
        count += 1
    return None, count


def _moved(expected: Sequence[T], actual: Sequence[T]) -> tuple[T, ...]:
    """The fewest names whose move explains the order: all but the longest run that is in order."""
    rank = {name: index for index, name in enumerate(expected)}
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = [None] * len(actual)
    for index, name in enumerate(actual):
        at = bisect_left(tails, rank[name])
        before[index] = ends[at - 1] if at else None
        tails[at:] = [rank[name], *tails[at + 1 :]]
        ends[at:] = [index, *ends[at + 1 :]]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return tuple(name for index, name in enumerate(actual) if index not in kept)
