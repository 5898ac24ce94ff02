"""What one alternative says about the members of a value: its properties and its items, all schemas together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from specpress.api import ObjectRules, Subschema
from specpress.diagnostics import Span
from specpress.review.difference import DIRECTIONS, Conj, Direction
from specpress.review.side import Closure
from specpress.review.view import View


def declared(view: View) -> Mapping[str, Span]:
    found: dict[str, Span] = {}
    for part in view.parts:
        for name in part.object.properties:
            found.setdefault(name, part.span.child("properties").child(name))
    return found


def required_in(view: View) -> Mapping[str, Span]:
    found: dict[str, Span] = {}
    for part in view.parts:
        for name in part.object.required:
            found.setdefault(name, part.span.child("required"))
    return found


def property_of(view: View, name: str) -> Conj:
    """All schemas that the value of a property of this name has to satisfy."""
    found: list[Subschema] = []
    for part in view.parts:
        found.extend(_of_part(part.object, name))
    for closure in view.alternative.case.objects:
        if not any(_of_part(part.object, name) for part in closure.within):
            found.append(closure.rule)
    return tuple(found)


def _of_part(rules: ObjectRules, name: str) -> list[Subschema]:
    found = [rules.properties[name]] if name in rules.properties else []
    found.extend(s for p, s in rules.pattern_properties.items() if _matches(p, name))
    if not found and rules.additional is not None:
        found.append(rules.additional)
    return found


@lru_cache(maxsize=4096)
def _matches(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def extra(view: View) -> Conj:
    """What holds for properties that nobody declares."""
    found = [p.object.additional for p in view.parts if p.object.additional is not None]
    closures = [c for c in view.alternative.case.objects if _lets_through(c)]
    return (*found, *(closure.rule for closure in closures))


def _lets_through(closure: Closure) -> bool:
    return all(part.object.additional is None for part in closure.within)


def patterns(view: View) -> Mapping[str, Conj]:
    found: dict[str, Conj] = {}
    for part in view.parts:
        for pattern, schema in part.object.pattern_properties.items():
            found[pattern] = (*found.get(pattern, ()), schema)
    return found


def hidden(view: View, name: str) -> frozenset[Direction]:
    """The directions in which a property does not travel."""
    declared = [p.object.properties[name] for p in view.parts if name in p.object.properties]
    read_only, write_only = view.side.hidden_in(tuple(declared))
    found: Iterable[Direction] = [d for d, on in zip(DIRECTIONS, (read_only, write_only)) if on]
    return frozenset(found)


def item_at(view: View, index: int | None) -> Conj:
    """What all schemas say about the item of that number, or about items beyond all numbers."""
    found: list[Subschema] = []
    for part in view.parts:
        rules = part.array
        if index is not None and index < len(rules.prefix_items):
            found.append(rules.prefix_items[index])
        elif rules.items is not None:
            found.append(rules.items)
    for closure in view.alternative.case.arrays:
        known = [part.array for part in closure.within]
        named = index is not None and any(index < len(rules.prefix_items) for rules in known)
        if not named and all(rules.items is None for rules in known):
            found.append(closure.rule)
    return tuple(found)
