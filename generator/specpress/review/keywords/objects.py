"""Comparators of what is said about objects."""

from __future__ import annotations

from collections.abc import Mapping

from specpress.api import Never
from specpress.diagnostics import Span
from specpress.review.difference import (
    DIRECTIONS,
    Conj,
    Difference,
    Direction,
    Found,
    Inside,
    Step,
)
from specpress.review.effects import Effect, ceiling, floor, joined
from specpress.review.members import declared, extra, hidden, patterns, property_of, required_in
from specpress.review.view import Fact, View, differ, shown, told


def properties(old: View, new: View) -> Found:
    """Each declared property: kept, gone, or new."""
    before, after = declared(old), declared(new)
    for name in {**before, **after}:
        if name in before and name in after:
            yield from _kept(old, new, name)
        elif name in before:
            yield from _gone(old, new, name, before[name])
        else:
            yield from _come(old, new, name, after[name])


def _kept(old: View, new: View, name: str) -> Found:
    was, now = hidden(old, name), hidden(new, name)
    before, after = property_of(old, name), property_of(new, name)
    yield Inside(before, after, Step("property", name), hidden=was | now)
    for direction, keyword in (("request", "readOnly"), ("response", "writeOnly")):
        if (direction in was) != (direction in now):
            rule = "read-only" if direction == "request" else "write-only"
            verb = "became" if direction in now else "is no longer"
            message = f"property {shown(name)} {verb} {keyword}"
            spans = (declared(old)[name], declared(new)[name])
            only: Direction = "request" if direction == "request" else "response"
            yield Difference(rule, "annotation", message, *spans, only=only)


def _gone(old: View, new: View, name: str, span: Span) -> Found:
    only, place = _only(hidden(old, name)), new.span([], old)
    rest = property_of(new, name)
    if _nothing(new, rest):
        message = f"property {shown(name)} removed from a closed object"
        yield Difference(
            "property-removed-from-closed", "narrower", message, span, place, only=only
        )
    elif rest:
        yield Inside(property_of(old, name), rest, Step("property", name), hidden=hidden(old, name))
    elif name not in required_in(old) or name in required_in(new):
        message = f"property {shown(name)} removed"
        yield Difference("property-removed", "annotation", message, span, place, only, "wider")


def _come(old: View, new: View, name: str, span: Span) -> Found:
    only, place = _only(hidden(new, name)), old.span([], new)
    rest = property_of(old, name)
    if _nothing(old, rest):
        message = f"property {shown(name)} added to a closed object"
        yield Difference("property-added-to-closed", "wider", message, place, span, only=only)
    elif rest:
        yield Inside(rest, property_of(new, name), Step("property", name), hidden=hidden(new, name))
    elif name not in required_in(new) or name in required_in(old):
        message = f"property {shown(name)} added"
        yield Difference("property-added", "annotation", message, place, span, only, "narrower")


def required(old: View, new: View) -> Found:
    """What has to be there, for each direction: readOnly is not sent in a request, writeOnly not in a response."""
    before, after = required_in(old), required_in(new)
    for name in {**before, **after}:
        unsent, unsaid = hidden(old, name), hidden(new, name)
        had: dict[Direction, bool] = {d: name in before and d not in unsent for d in DIRECTIONS}
        has: dict[Direction, bool] = {d: name in after and d not in unsaid for d in DIRECTIONS}
        changed = [d for d in DIRECTIONS if had[d] != has[d]]
        if not changed:
            continue
        only = changed[0] if len(changed) == 1 else None
        if had[changed[0]]:
            stays = name in declared(new) or name not in declared(old)
            rule = "became-optional" if stays else "required-property-removed"
            subject = f"property {shown(name)} is no longer required"
            message = subject if stays else f"required property {shown(name)} removed"
            effect: Effect = "wider"
        else:
            known = name in declared(old) or name not in declared(new)
            rule = "became-required" if known else "required-property-added"
            subject = f"property {shown(name)} became required"
            message = subject if known else f"required property {shown(name)} added"
            effect = "narrower"
        yield Difference(
            rule,
            effect,
            message,
            before.get(name) or declared(old).get(name) or old.span([], new),
            after.get(name) or declared(new).get(name) or new.span([], old),
            only=only,
            detail=name,
        )


def additional_properties(old: View, new: View) -> Found:
    """What may stand beside the declared properties."""
    before, after = extra(old), extra(new)
    was_closed, is_closed = _nothing(old, before), _nothing(new, after)
    if was_closed and is_closed:
        return
    if was_closed or is_closed:
        facts = tuple(
            view.facts("additionalProperties", lambda schema: schema.object.additional)
            for view in (old, new)
        )
        effect: Effect = "narrower" if is_closed else "wider"
        message = (
            "additionalProperties became false" if is_closed else "additionalProperties allowed"
        )
        yield differ("additional-properties", effect, (old, new), (facts[0], facts[1]), message)
    elif before or after:
        yield Inside(before, after, Step("extra"))


def pattern_properties(old: View, new: View) -> Found:
    before, after = patterns(old), patterns(new)
    for pattern in {**before, **after}:
        yield Inside(
            before.get(pattern, extra(old)),
            after.get(pattern, extra(new)),
            Step("extra", pattern),
        )


def property_names(old: View, new: View) -> Found:
    before = old.schemas("propertyNames", lambda schema: schema.object.property_names)
    after = new.schemas("propertyNames", lambda schema: schema.object.property_names)
    if before and after:
        yield Inside(tuple(f.value for f in before), tuple(f.value for f in after), Step("name"))
    elif before or after:
        effect: Effect = "narrower" if after else "wider"
        message = f"propertyNames {'added' if after else 'removed'}"
        yield differ("property-names", effect, (old, new), (before, after), message)


def min_properties(old: View, new: View) -> Found:
    before = old.facts("minProperties", lambda schema: schema.object.min_properties)
    after = new.facts("minProperties", lambda schema: schema.object.min_properties)
    least, now = (
        max((f.value for f in facts if f.value > len(required_in(view))), default=0)
        for facts, view in ((before, old), (after, new))
    )
    effect = floor(least, now)
    if effect != "same" and [f.value for f in before] != [f.value for f in after]:
        message = told("minProperties", least or None, now or None)
        yield differ("min-properties", effect, (old, new), (before, after), message)


def max_properties(old: View, new: View) -> Found:
    before = old.facts("maxProperties", lambda schema: schema.object.max_properties)
    after = new.facts("maxProperties", lambda schema: schema.object.max_properties)
    most, now = (min((f.value for f in facts), default=None) for facts in (before, after))
    effect = ceiling(most, now)
    if effect != "same":
        message = told("maxProperties", most, now)
        yield differ("max-properties", effect, (old, new), (before, after), message)


def dependent_required(old: View, new: View) -> Found:
    before, after = _dependent(old), _dependent(new)
    for name in {**before, **after}:
        had = before[name].value if name in before else frozenset()
        has = after[name].value if name in after else frozenset()
        effect = joined(lost=bool(has - had), gained=bool(had - has))
        if effect != "same":
            needs = (sorted(had), sorted(has))
            message = told(
                f"dependentRequired of {shown(name)}", *(" ".join(n) or None for n in needs)
            )
            facts = (
                [before[name]] if name in before else [],
                [after[name]] if name in after else [],
            )
            yield differ("dependent-required", effect, (old, new), facts, message)


def dependent_schemas(old: View, new: View) -> Found:
    before, after = _dependents(old), _dependents(new)
    for name in {**before, **after}:
        if name in before and name in after:
            yield Inside(before[name], after[name], Step("same"))
            continue
        effect: Effect = "narrower" if name in after else "wider"
        message = f"dependentSchemas of {shown(name)} {'added' if name in after else 'removed'}"
        spans = [
            [
                Fact(name, p.span.child("dependentSchemas").child(name))
                for p in view.parts
                if name in p.object.dependent_schemas
            ]
            for view in (old, new)
        ]
        yield differ("dependent-schemas", effect, (old, new), (spans[0], spans[1]), message)


def discriminator(old: View, new: View) -> Found:
    """It refuses no value, but it says how a reader picks the alternative."""
    before = old.facts("discriminator", lambda schema: schema.discriminator)
    after = new.facts("discriminator", lambda schema: schema.discriminator)
    if not before or not after:
        if before or after:
            message = f"discriminator {'added' if after else 'removed'}"
            yield differ("discriminator", "unknown", (old, new), (before, after), message)
        return
    was, now = before[0].value, after[0].value
    if was.property != now.property:
        message = f"discriminator {shown(was.property)} became {shown(now.property)}"
        yield differ("discriminator", "unknown", (old, new), (before, after), message)
    had, has = dict(was.mapping), dict(now.mapping)
    for value, name in had.items():
        left, right = old.side.schemas.get(name), new.side.schemas.get(has.get(value, ""))
        if left is not None and right is not None:
            yield Inside((left,), (right,), Step("same"))
    for gone in sorted(had.keys() ^ has.keys()) if had and has else ():
        message = f"discriminator value {shown(gone)} {'removed' if gone in had else 'added'}"
        found = differ("discriminator", "unknown", (old, new), (before, after), message)
        yield Difference(
            "discriminator-mapping", "unknown", message, found.old, found.new, detail=gone
        )


def _dependent(view: View) -> Mapping[str, Fact[frozenset[str]]]:
    found: dict[str, Fact[frozenset[str]]] = {}
    for part in view.parts:
        for name, needs in part.object.dependent_required.items():
            span = part.span.child("dependentRequired").child(name)
            held = found[name].value if name in found else frozenset()
            found[name] = Fact(held | frozenset(needs), span)
    return found


def _dependents(view: View) -> Mapping[str, Conj]:
    found: dict[str, Conj] = {}
    for part in view.parts:
        for name, schema in part.object.dependent_schemas.items():
            found[name] = (*found.get(name, ()), schema)
    return found


def _only(hidden: frozenset[Direction]) -> Direction | None:
    """The one direction that is left."""
    left = [direction for direction in DIRECTIONS if direction not in hidden]
    return left[0] if len(left) == 1 else None


def _nothing(view: View, conj: Conj) -> bool:
    return any(isinstance(schema, Never) for schema in view.side.flat(conj))


OBJECT = (
    properties,
    required,
    additional_properties,
    pattern_properties,
    property_names,
    min_properties,
    max_properties,
    dependent_required,
    dependent_schemas,
    discriminator,
)
