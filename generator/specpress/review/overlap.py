"""Whether a value can match two alternatives at once: of a oneOf, such a value is not valid.

Takes two alternatives of one side, gives True only where no value can be of both. Only this module knows by what
alternatives are told apart: tags, types of what both demand, limits that exclude each other, lists of values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import combinations
from math import inf

from specpress.api import Json, Schema
from specpress.review.choices import counting
from specpress.review.keywords.any import admits, listed
from specpress.review.kinds import fingerprint
from specpress.review.members import declared, extra, property_of, required_in
from specpress.review.side import Alternative, Side, exclusive
from specpress.review.view import View

Excluded = Callable[[int, int], bool]


def met(
    side: Side,
    ones: tuple[Alternative, ...],
    changed: Collection[int],
    excluded: Excluded = lambda one, two: True,
) -> tuple[Alternative, Alternative] | None:
    """Two branches of one oneOf that a value may match at once, where one of them changed or they did not exclude each
    other on the other side; None where there are none."""
    counted = [i for i, one in enumerate(ones) if one.case.choices]
    for i, k in combinations(counted, 2):
        told = i in changed or k in changed or not excluded(i, k)
        if told and exclusive(ones[i], ones[k]) and not apart(side, ones[i], ones[k]):
            return ones[i], ones[k]
    return None


def meets(side: Side, one: Alternative, ones: tuple[Alternative, ...]) -> bool:
    """Whether some values of an alternative are perhaps not valid, since they match another branch as well."""
    return any(exclusive(one, other) and not apart(side, one, other) for other in ones)


def values(side: Side, ones: tuple[Alternative, ...]) -> dict[str, Json]:
    """The values of a union of lists, by what makes them the same; those in two lists of a oneOf are not among them."""
    listing: dict[str, list[Alternative]] = {}
    found: dict[str, Json] = {}
    for one in ones:
        for value in listed(one) or ():
            if admits(View(side, one), value):
                found.setdefault(fingerprint(value), value)
                listing.setdefault(fingerprint(value), []).append(one)
    return {
        key: value
        for key, value in found.items()
        if counting([one.case.choices for one in listing[key]])
    }


def apart(side: Side, one: Alternative, other: Alternative) -> bool:
    """No value is of both."""
    left, right = View(side, one), View(side, other)
    if listed(one) is not None or listed(other) is not None:
        return not any(
            _takes(right, value) and _takes(left, value) for value in _listed(one, other)
        )
    match one.kind:
        case "number":
            return _counts_apart(left, right, _numbers)
        case "string":
            return _counts_apart(left, right, _lengths)
        case "array":
            return _counts_apart(left, right, _items)
        case "object":
            return _objects_apart(left, right)
        case "null" | "boolean":
            return False


def _listed(one: Alternative, other: Alternative) -> tuple[Json, ...]:
    return (*(listed(one) or ()), *(listed(other) or ()))


def _takes(view: View, value: Json) -> bool:
    """Whether the value is listed, where values are, and the plain keywords let it through."""
    known = listed(view.alternative)
    mine = known is None or fingerprint(value) in map(fingerprint, known)
    return mine and admits(view, value)


def _objects_apart(one: View, other: View) -> bool:
    """Something that one demands cannot be in the other, or is not spoken of there: nobody sends what is not declared."""
    for mine, theirs in ((one, other), (other, one)):
        for name in required_in(mine):
            strange = name not in declared(theirs) and name not in required_in(theirs)
            if strange and name in declared(mine) and not theirs.side.flat(extra(theirs)):
                return True
            both = (*property_of(mine, name), *property_of(theirs, name))
            if not mine.side.alternatives(both):
                return True
    return _counts_apart(one, other, _members)


Edge = tuple[float, int]
"""A limit; 1 where only what is above it is meant, -1 where only what is below."""
Limits = tuple[Edge, Edge]
_NO_LIMITS: Limits = ((-inf, 0), (inf, 0))


def _counts_apart(one: View, other: View, limits: Callable[[Schema], Limits]) -> bool:
    """Whether the most that one allows is less than the least that the other asks for."""
    ranges = [[_NO_LIMITS, *(limits(part) for part in view.parts)] for view in (one, other)]
    (least, most), (low, high) = (
        (max(a for a, _ in found), min(b for _, b in found)) for found in ranges
    )
    return most < low or high < least


def _numbers(schema: Schema) -> Limits:
    rules = schema.number
    lowest = [(rules.minimum, 0), (rules.exclusive_minimum, 1)]
    highest = [(rules.maximum, 0), (rules.exclusive_maximum, -1)]
    return (
        max((float(v), side) for v, side in (*lowest, (-inf, 0)) if v is not None),
        min((float(v), side) for v, side in (*highest, (inf, 0)) if v is not None),
    )


def _lengths(schema: Schema) -> Limits:
    return _limits(schema.string.min_length, schema.string.max_length)


def _items(schema: Schema) -> Limits:
    return _limits(schema.array.min_items, schema.array.max_items)


def _members(schema: Schema) -> Limits:
    return _limits(schema.object.min_properties, schema.object.max_properties)


def _limits(least: int | None, most: int | None) -> Limits:
    return (float(least or 0), 0), (inf if most is None else float(most), 0)
