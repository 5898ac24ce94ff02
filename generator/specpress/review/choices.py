"""Which branch of which oneOf a case is, and what becomes of a value that matches several cases.

Takes the choices of cases that all admit a value, gives those that still count: two branches of one oneOf void each other,
from the innermost oneOf outwards.
"""

from __future__ import annotations

from collections.abc import Sequence

Choices = tuple[tuple[int, int], ...]
"""Pairs of a oneOf and the number of its branch, the outer before the inner one."""


def exclude(one: Choices, other: Choices) -> bool:
    """Whether the two are different branches of one oneOf."""
    if not one or not other:
        return False
    known = dict(other)
    return any(known.get(union, number) != number for union, number in one)


def joined(one: Choices, other: Choices) -> Choices:
    return one + tuple(choice for choice in other if choice not in one)


def counting(admitting: Sequence[Choices]) -> list[int]:
    """The numbers of those that are not void."""
    live = dict(enumerate(admitting))
    depths: dict[int, int] = {}
    for choices in admitting:
        for depth, (union, _) in enumerate(choices):
            depths[union] = max(depth, depths.get(union, 0))
    for union in sorted(depths, key=lambda each: -depths[each]):
        live = _without(live, union)
    return sorted(live)


def _without(live: dict[int, Choices], union: int) -> dict[int, Choices]:
    """Less those that match two branches of this oneOf, which is then done with."""
    branches: dict[Choices, set[int]] = {}
    for choices in live.values():
        for chosen, number in choices:
            if chosen == union:
                branches.setdefault(_around(choices, union), set()).add(number)
    return {
        i: _around(choices, union)
        for i, choices in live.items()
        if union not in dict(choices) or len(branches[_around(choices, union)]) == 1
    }


def _around(choices: Choices, union: int) -> Choices:
    return tuple(choice for choice in choices if choice[0] != union)
