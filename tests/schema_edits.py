"""One edit somewhere in a JSON Schema, and what a schema needs so that a convention of the review plays no part."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from tests.schema_grammar import NAMES

_ONE = ("items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else")
_CLOSING = ("unevaluatedProperties", "unevaluatedItems")
_NAMED = ("properties", "patternProperties", "dependentSchemas")
_MANY = ("allOf", "anyOf", "oneOf", "prefixItems")
_PLAIN = ("enum", "const", "required", "dependentRequired", "type")
_SIGNED = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_TYPES = ("string", "integer", "number", "object", "array", "null", "boolean")

Path = tuple[str | int, ...]


def places(schema: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every schema in a schema, itself first."""
    yield path, schema
    if not isinstance(schema, dict):
        return
    for key in (*_ONE, *_CLOSING):
        if key in schema:
            yield from places(schema[key], (*path, key))
    for key in _NAMED:
        for name, inner in schema.get(key, {}).items():
            yield from places(inner, (*path, key, name))
    for key in _MANY:
        for index, inner in enumerate(schema.get(key, ())):
            yield from places(inner, (*path, key, index))


def put(schema: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    head, *rest = path
    if isinstance(schema, list):
        return [put(s, tuple(rest), value) if i == head else s for i, s in enumerate(schema)]
    return {k: put(s, tuple(rest), value) if k == head else s for k, s in schema.items()}


def edited_once(schema: Any, chance: random.Random, other: Any) -> Any:
    """The schema with one keyword added, dropped or changed; `other` is a schema to take from."""
    path, inner = chance.choice(list(places(schema)))
    if not isinstance(inner, dict):
        return put(schema, path, other)
    roll = chance.random()
    if not inner or roll < 0.15:
        joined = {**inner, **other} if isinstance(other, dict) else other
        return put(schema, path, joined if roll < 0.1 else other)
    key = chance.choice(list(inner))
    made = {k: v for k, v in inner.items() if k != key}
    if roll >= 0.35:
        changed = _changed(key, inner[key], chance, other)
        made = {k: changed if k == key else v for k, v in inner.items()}
        if changed is None:
            made.pop(key)
    return put(schema, path, made)


def _changed(key: str, value: Any, chance: random.Random, other: Any) -> Any:
    """Another value for a keyword; None where it goes."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)) and key != "const":
        least = 1 if key == "multipleOf" else -9 if key in _SIGNED else 0
        return max(value + chance.choice([1, -1]), least)
    if key in _MANY:
        return [*value, other] if chance.random() < 0.5 else value[1:] or None
    if isinstance(value, list) and len(value) > 1 and key != "const":
        gone = chance.randrange(len(value))
        return [one for i, one in enumerate(value) if i != gone]
    if key in _NAMED and value:
        gone = chance.choice(list(value))
        return {name: one for name, one in value.items() if name != gone} or None
    if key == "type":
        return chance.choice(_TYPES)
    return other if key in (*_ONE, *_CLOSING) else None


def declaring(schema: Any) -> Any:
    """The schema, with every name declared wherever an object may be: nothing undeclared is left to send."""
    if isinstance(schema, list):
        return [declaring(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: (
            {name: declaring(inner) for name, inner in value.items()}
            if key in _NAMED
            else value if key in _PLAIN else declaring(value)
        )
        for key, value in schema.items()
    }
    return {**made, "properties": {**{n: {} for n in NAMES}, **made.get("properties", {})}}


def without_references(schema: Any) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return {"type": "string"}
        return {key: without_references(value) for key, value in schema.items()}
    return [without_references(s) for s in schema] if isinstance(schema, list) else schema
