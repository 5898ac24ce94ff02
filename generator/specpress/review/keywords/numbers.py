"""Comparators of what is said about numbers."""

from __future__ import annotations

import math

from specpress.review.difference import Found
from specpress.review.effects import Edge, Number, lower_edge, multiples, upper_edge
from specpress.review.view import Fact, View, differ, told


def minimum(old: View, new: View) -> Found:
    before, after = _lower(old), _lower(new)
    effect = lower_edge(_highest(before), _highest(after))
    if effect != "same":
        message = told("minimum", _shown(_highest(before)), _shown(_highest(after)))
        yield differ("minimum", effect, (old, new), (before, after), message)


def maximum(old: View, new: View) -> Found:
    before, after = _upper(old), _upper(new)
    effect = upper_edge(_lowest(before), _lowest(after))
    if effect != "same":
        message = told("maximum", _shown(_lowest(before)), _shown(_lowest(after)))
        yield differ("maximum", effect, (old, new), (before, after), message)


def multiple_of(old: View, new: View) -> Found:
    before = old.facts("multipleOf", lambda schema: schema.number.multiple_of)
    after = new.facts("multipleOf", lambda schema: schema.number.multiple_of)
    effect = multiples(_meaningful(old, before), _meaningful(new, after))
    if effect != "same":
        message = told("multipleOf", *(f[0].value if f else None for f in (before, after)))
        yield differ("multiple-of", effect, (old, new), (before, after), message)


def number_format(old: View, new: View) -> Found:
    """int32, int64, float, double: a hint of size, not part of what is valid."""
    before = old.facts("format", lambda schema: schema.format)
    after = new.facts("format", lambda schema: schema.format)
    if {f.value for f in before} != {f.value for f in after}:
        message = told("format", *(f[0].value if f else None for f in (before, after)))
        yield differ("number-format", "annotation", (old, new), (before, after), message)


def _lower(view: View) -> list[Fact[Edge]]:
    plain = view.facts("minimum", lambda schema: _edge(schema.number.minimum, False))
    strict = view.facts(
        "exclusiveMinimum", lambda schema: _edge(schema.number.exclusive_minimum, True)
    )
    edges = [*plain, *strict]
    if view.alternative.whole_numbers:
        edges = [Fact((_next_whole(*fact.value, up=True), False), fact.span) for fact in edges]
    return sorted(edges, key=lambda fact: fact.value, reverse=True)


def _upper(view: View) -> list[Fact[Edge]]:
    plain = view.facts("maximum", lambda schema: _edge(schema.number.maximum, False))
    strict = view.facts(
        "exclusiveMaximum", lambda schema: _edge(schema.number.exclusive_maximum, True)
    )
    edges = [*plain, *strict]
    if view.alternative.whole_numbers:
        edges = [Fact((_next_whole(*fact.value, up=False), False), fact.span) for fact in edges]
    return sorted(edges, key=lambda fact: (fact.value[0], not fact.value[1]))


def _edge(bound: Number | None, excluded: bool) -> Edge | None:
    return None if bound is None else (bound, excluded)


def _next_whole(bound: Number, excluded: bool, *, up: bool) -> Number:
    """The outermost whole number that a bound admits: minimum 1 of an integer is exclusiveMinimum 0."""
    if isinstance(bound, float) and not math.isfinite(bound):
        return bound
    inner = math.ceil(bound) if up else math.floor(bound)
    return inner + (1 if up else -1) if excluded and inner == bound else inner


def _highest(edges: list[Fact[Edge]]) -> Edge | None:
    return edges[0].value if edges else None


_lowest = _highest


def _shown(edge: Edge | None) -> Number | str | None:
    if edge is None:
        return None
    return f"{edge[0]} (excluded)" if edge[1] else edge[0]


def _meaningful(view: View, facts: list[Fact[Number]]) -> frozenset[Number]:
    whole = view.alternative.whole_numbers
    return frozenset(f.value for f in facts if not (whole and f.value == 1))


NUMBER = (minimum, maximum, multiple_of, number_format)
