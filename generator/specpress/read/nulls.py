"""Spellings of null, and of lists of values, made one: `nullable`, a branch that is only that, values that are equal."""

from __future__ import annotations

from dataclasses import replace

from specpress.api import NO_ANNOTATIONS, Json, Schema, Subschema, TypeName, Value, json_equal
from specpress.source.node import Node


def unique(values: list[Json]) -> tuple[Value, ...]:
    """The values, each once (as JSON Schema compares them), in linear time for strings."""
    texts: dict[str, None] = {}
    others: list[Json] = []
    made = []
    for value in values:
        if isinstance(value, str):
            if value not in texts:
                texts[value] = None
                made.append(Value(value))
        elif not any(json_equal(value, other) for other in others):
            others.append(value)
            made.append(Value(value))
    return tuple(made)


def or_null(node: Node, branch: Subschema) -> Subschema:
    """As a branch of a union, a bare `{nullable: true}` is how some write "or null"."""
    says_so = isinstance(node.value, dict) and node.value.get("nullable") is True
    if not says_so or not isinstance(branch, Schema):
        return branch
    bare = branch == Schema(branch.span, annotations=branch.annotations)
    return replace(branch, types=("null",)) if bare else branch


def or_null_type(types: tuple[TypeName, ...] | None) -> tuple[TypeName, ...] | None:
    return types if types is None or "null" in types else (*types, "null")


def or_null_value(enum: tuple[Value, ...] | None) -> tuple[Value, ...] | None:
    null = Value(None)
    return enum if enum is None or null in enum else (*enum, null)


def with_null(schema: Schema) -> Schema:
    """`nullable: true`: null is valid too, whatever else the schema says (people write it beside allOf and enum)."""
    combined = schema.all_of or schema.any_of or schema.one_of or schema.not_ or schema.if_
    if not combined:
        types, enum = or_null_type(schema.types), or_null_value(schema.enum)
        return replace(schema, types=types, enum=enum)
    return Schema(
        schema.span,
        any_of=(
            replace(schema, span=schema.span.child("allOf"), annotations=NO_ANNOTATIONS),
            Schema(schema.span.child("nullable"), types=("null",)),
        ),
        annotations=schema.annotations,
    )
