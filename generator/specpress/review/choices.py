"""Which branch of which oneOf a case is, and what becomes of a value that matches several cases.

Takes the choices of cases that all admit a value, gives those that still count: two branches of one oneOf void each other,
from the innermost oneOf outwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    return sorted(_settled(admitting)[0])


def voided(admitting: Sequence[Choices]) -> Mapping[int, Choices]:
    """Those that are void, each with what it still excludes: the branches beside it, not those of a oneOf further out."""
    return {
        i: admitting[i][[union for union, _ in admitting[i]].index(at) :]
        for i, at in _settled(admitting)[1].items()
    }


def _settled(admitting: Sequence[Choices]) -> tuple[dict[int, Choices], dict[int, int]]:
    """Those that are not void, and for the others the oneOf that voids them."""
    live = dict(enumerate(admitting))
    gone: dict[int, int] = {}
    depths: dict[int, int] = {}
    for choices in admitting:
        for depth, (union, _) in enumerate(choices):
            depths[union] = max(depth, depths.get(union, 0))
    for union in sorted(depths, key=lambda each: -depths[each]):
        left = _without(live, union)
        gone.update(dict.fromkeys(live.keys() - left.keys(), union))
        live = left
    return live, gone


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
