"""What a change does to the set of values that are valid, and how a comparison of two bounds tells it.

Takes bare values of one keyword from both sides, gives an `Effect`. Only this module knows the algebra; where a
schema stands (sent or received) is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeVar

Effect = Literal["same", "annotation", "wider", "narrower", "incomparable", "unknown"]
"""`wider`: every value that was valid still is, and some more. `incomparable`: some are new, some are gone.
`unknown`: could be any of these. `annotation`: no value becomes valid or invalid."""

Number = int | float
T = TypeVar("T")

_INVERSE: dict[Effect, Effect] = {"wider": "narrower", "narrower": "wider"}


def inverted(effect: Effect) -> Effect:
    """The effect seen through a `not`."""
    return _INVERSE.get(effect, effect)


def may_narrow(effect: Effect) -> bool:
    return effect in ("narrower", "incomparable", "unknown")


def may_widen(effect: Effect) -> bool:
    return effect in ("wider", "incomparable", "unknown")


def joined(lost: bool, gained: bool) -> Effect:
    """From "some values are gone" and "some are new"."""
    if lost:
        return "incomparable" if gained else "narrower"
    return "wider" if gained else "same"


def ceiling(old: Number | None, new: Number | None) -> Effect:
    """An upper bound: maxLength, maxItems, maxProperties, maxContains."""
    if old == new:
        return "same"
    if old is None or (new is not None and new < old):
        return "narrower"
    return "wider"


def floor(old: Number, new: Number) -> Effect:
    """A lower bound, 0 where there is none: minLength, minItems, minProperties, minContains."""
    if old == new:
        return "same"
    return "narrower" if new > old else "wider"


Edge = tuple[Number, bool]
"""A bound of a number, and whether the bound itself is excluded."""


def upper_edge(old: Edge | None, new: Edge | None) -> Effect:
    if old == new:
        return "same"
    if old is None:
        return "narrower"
    if new is None:
        return "wider"
    return "narrower" if (new[0], not new[1]) < (old[0], not old[1]) else "wider"


def lower_edge(old: Edge | None, new: Edge | None) -> Effect:
    if old == new:
        return "same"
    if old is None:
        return "narrower"
    if new is None:
        return "wider"
    return "narrower" if new > old else "wider"


def multiples(old: frozenset[Number], new: frozenset[Number]) -> Effect:
    """multipleOf, all that hold at once; 10 implies 5."""
    if old == new:
        return "same"
    lost = any(not any(_divides(n, o) for o in old) for n in new)
    gained = any(not any(_divides(o, n) for n in new) for o in old)
    return joined(lost, gained)


def _divides(part: Number, whole: Number) -> bool:
    return part != 0 and (Fraction(str(whole)) / Fraction(str(part))).denominator == 1


_ANYTHING = re.compile(r"\^?(\.\*|\[\\s\\S\]\*|\[\\w\\W\]\*)?\$?")


def says_nothing(pattern: str) -> bool:
    """Whether every text matches: `.*`, `^.*$`, the empty pattern."""
    return _ANYTHING.fullmatch(pattern) is not None and pattern != "^$"


def constraints(old: Iterable[T], new: Iterable[T]) -> Effect:
    """Constraints that hold at once and of which one cannot tell whether it implies another (patterns)."""
    before, after = set(old), set(new)
    if before == after:
        return "same"
    if before < after:
        return "narrower"
    if after < before:
        return "wider"
    return "unknown"


def flag(old: bool, new: bool) -> Effect:
    """A constraint that is there or not: uniqueItems."""
    if old == new:
        return "same"
    return "narrower" if new else "wider"
