"""Comparators of parameters: kept, gone, new; and what their text on the wire makes of a change of type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specpress.api import NO_STRING_RULES, Location, Operation, Parameter
from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.difference import Conj, Difference
from specpress.review.effects import Effect
from specpress.review.place import Place, Root, Seen, Told
from specpress.review.side import Side
from specpress.review.view import shown

_SCALARS = {"null", "boolean", "number", "string"}


@dataclass(frozen=True, slots=True)
class Sides:
    old: Side
    new: Side


def parameters(old: Operation, new: Operation, place: Place, sides: Sides) -> Seen:
    """Path parameters go by their position, headers by their name in any case."""
    before, after = _keyed(old), _keyed(new)
    for key, parameter in before.items():
        at = place.to("request", _part(parameter))
        if key in after:
            yield from _kept(parameter, after[key], at, sides)
        elif parameter.location != "path":
            told = "parameter removed"
            yield Told(
                at, Difference("parameter-removed", "annotation", told, parameter.span, new.span)
            )
    for key, parameter in after.items():
        if key not in before and parameter.location != "path":
            yield _added(parameter, old.span, place.to("request", _part(parameter)))


def _keyed(operation: Operation) -> Mapping[tuple[Location, str], Parameter]:
    positions = {name: str(i) for i, name in enumerate(re.findall(r"\{([^{}]*)\}", operation.path))}
    found = {}
    for parameter in operation.parameters:
        name = parameter.name.lower() if parameter.location == "header" else parameter.name
        if parameter.location == "path":
            name = positions.get(name, name)
        found[parameter.location, name] = parameter
    return found


def _part(parameter: Parameter) -> str:
    return f"{parameter.location} parameter {shown(parameter.name)}"


def _added(parameter: Parameter, beside: Span, place: Place) -> Told:
    if parameter.required:
        told = "required parameter added"
        found = Difference("required-parameter-added", "narrower", told, beside, parameter.span)
    else:
        told = "optional parameter added"
        found = Difference("parameter-added", "annotation", told, beside, parameter.span)
    return Told(place, found)


def _kept(old: Parameter, new: Parameter, place: Place, sides: Sides) -> Seen:
    spans = (old.span, new.span)
    if old.required != new.required:
        rule = "parameter-became-required" if new.required else "parameter-became-optional"
        effect: Effect = "narrower" if new.required else "wider"
        told = f"became {'required' if new.required else 'optional'}"
        yield Told(place, Difference(rule, effect, told, *spans))
    if old.deprecated != new.deprecated:
        told = "became deprecated" if new.deprecated else "is no longer deprecated"
        yield Told(place, Difference("deprecated", "annotation", told, *spans))
    if old.allow_empty_value and not new.allow_empty_value:
        told = "an empty value is no longer allowed"
        yield Told(place, Difference("allow-empty-value", "unknown", told, *spans))
    if (old.content is None) != (new.content is None):
        told = "is written in another way (content against schema)"
        yield Told(place, Difference("parameter-style", "incomparable", told, *spans))
        return
    before, after = _schema(old), _schema(new)
    if _styled(old) != _styled(new) and _matters(before, after, sides):
        told = f"style {_told(old)} became {_told(new)}"
        yield Told(place, Difference("parameter-style", "incomparable", told, *spans))
    yield from _schemas(old, new, place, sides)


def _schemas(old: Parameter, new: Parameter, place: Place, sides: Sides) -> Seen:
    before, after = _schema(old), _schema(new)
    spans = (old.span, new.span)
    if old.content is not None or new.content is not None:
        yield Root(place, before, after, new.content.name if new.content else "")
        return
    if _one_is_a_list(before, after, new, sides):
        after = _items(after, sides.new)
        told = "one value became a list, which one value still is"
        yield Told(place, Difference("parameter-generalized", "wider", told, *spans))
    if _any_text(before, after, sides):
        told = "became text, which every value is on the wire"
        yield Told(place, Difference("parameter-generalized", "wider", told, *spans))
    else:
        yield Root(place, before, after)


def _schema(parameter: Parameter) -> Conj:
    schema = parameter.content.schema if parameter.content else parameter.schema
    return () if schema is None else (schema,)


def _styled(parameter: Parameter) -> tuple[str, bool]:
    return parameter.style, parameter.explode


def _told(parameter: Parameter) -> str:
    return f"{parameter.style}{' explode' if parameter.explode else ''}"


def _matters(before: Conj, after: Conj, sides: Sides) -> bool:
    """Styles differ only for arrays and objects."""
    kinds = {*sides.old.alternatives(before), *sides.new.alternatives(after)}
    return not kinds <= _SCALARS


def _one_is_a_list(before: Conj, after: Conj, new: Parameter, sides: Sides) -> bool:
    """`?x=1` is a list of one where lists are written `?x=1&x=2`."""
    now = sides.new.alternatives(after)
    scalar = sides.old.alternatives(before).keys() <= _SCALARS
    if not scalar or now.keys() != {"array"} or len(now["array"]) != 1:
        return False
    rules = [part.array for part in now["array"][0].parts]
    return (
        (new.style, new.explode) == ("form", True)
        and all((rule.min_items or 0) <= 1 for rule in rules)
        and all(rule.max_items is None or rule.max_items >= 1 for rule in rules)
        and not any(rule.prefix_items or rule.contains for rule in rules)
    )


def _items(conj: Conj, side: Side) -> Conj:
    (only,) = side.alternatives(conj)["array"]
    return tuple(part.array.items for part in only.parts if part.array.items is not None)


def _any_text(before: Conj, after: Conj, sides: Sides) -> bool:
    """A number became text without rules: what was written before still is such a text."""
    was, now = sides.old.alternatives(before), sides.new.alternatives(after)
    if not was or not was.keys() <= {"boolean", "number", "string"} or "string" not in now:
        return False
    if was.keys() <= now.keys():
        return False
    return any(
        all(
            part.string == NO_STRING_RULES and part.enum is None and part.format is None
            for part in one.parts
        )
        for one in now["string"]
    )
