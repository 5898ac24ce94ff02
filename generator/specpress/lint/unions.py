"""Rules about `oneOf` and `anyOf`: whether a reader can tell which of the schemas a value belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from specpress.api import Api, Reference, Schema, Subschema, json_equal
from specpress.diagnostics import Finding
from specpress.walk import resolved

UnionRule = Callable[[Schema, Api], Iterator[Finding]]
_MOST = 30


def ambiguous_union(schema: Schema, api: Api) -> Iterator[Finding]:
    """Two objects of a `oneOf` such that a value of one is a value of the other."""
    if schema.discriminator is not None or not 1 < len(schema.one_of) <= _MOST:
        return
    objects = [(part, resolved(part, api)) for part in schema.one_of]
    for (left, first), (right, second) in combinations(objects, 2):
        if isinstance(first, Schema) and isinstance(second, Schema) and _alike(first, second):
            message = f"a value can be {_named(left)} and {_named(right)} at once"
            help = "add a discriminator, or a required property that only one of them has"
            yield Finding("SP234", schema.span.child("oneOf"), message, help)
            return


def _alike(first: Schema, second: Schema) -> bool:
    """Both are plain objects, and what one requires the other may have."""
    if not (_is_plain_object(first) and _is_plain_object(second)) or _tags_differ(first, second):
        return False
    left, right = first.object, second.object
    names = set(left.properties) | set(right.properties)
    return set(left.required) | set(right.required) <= names and (
        set(left.required) <= set(right.properties) or set(right.required) <= set(left.properties)
    )


def _is_plain_object(schema: Schema) -> bool:
    composed = schema.all_of or schema.any_of or schema.one_of or schema.not_ or schema.if_
    closed = schema.object.additional is not None
    return schema.types == ("object",) and not composed and not closed


def _tags_differ(first: Schema, second: Schema) -> bool:
    """Whether a property that both have allows other values, or other types, in each."""
    for name, left in first.object.properties.items():
        right = second.object.properties.get(name)
        if not isinstance(left, Schema) or not isinstance(right, Schema):
            continue
        if left.types and right.types and not set(left.types) & set(right.types):
            return True
        if left.enum is not None and right.enum is not None:
            pairs = ((a.json, b.json) for a in left.enum for b in right.enum)
            if not any(json_equal(a, b) for a, b in pairs):
                return True
    return False


def discriminator_property(schema: Schema, api: Api) -> Iterator[Finding]:
    """The property that tells has to be there, in every schema of the union."""
    if schema.discriminator is None:
        return
    name = schema.discriminator.property
    for part in (*schema.one_of, *schema.any_of):
        target = resolved(part, api)
        if not isinstance(target, Schema) or target.all_of or target.any_of or target.one_of:
            continue
        if target.types == ("object",) and name not in target.object.required:
            message = f"{_named(part)} does not require the discriminator `{name}`"
            help = f"add `{name}` to its `required`"
            yield Finding("SP238", schema.span.child("discriminator"), message, help)


def _named(schema: Subschema) -> str:
    if isinstance(schema, Reference):
        return f"`{schema.target.rpartition('/')[2]}`"
    return f"schema {schema.span.pointer.rpartition('/')[2]}"


UNION_RULES: tuple[UnionRule, ...] = (ambiguous_union, discriminator_property)
