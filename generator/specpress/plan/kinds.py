"""Questions about schemas that many decisions need: which kinds of value pass, is null one of them.

Takes schemas of an `Api`, follows references, gives facts about them; no Python here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from specpress.api import (
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Json,
    Never,
    Reference,
    Schema,
    SchemaId,
    Subschema,
    TypeName,
    Value,
    type_names,
)

ALL_KINDS: frozenset[TypeName] = frozenset(name for name in type_names if name != "integer")


def kind_of(value: Json) -> TypeName:
    """The JSON type of a value; a whole number is an "integer"."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
    return "object"


def is_bare(schema: Schema) -> bool:
    """Whether the schema constrains nothing: it may still have annotations and a format."""
    return schema.types is None and schema.enum is None and has_no_rules(schema)


def has_no_rules(schema: Schema) -> bool:
    """The same, whatever its types and values."""
    return (
        not (schema.all_of or schema.any_of or schema.one_of)
        and not has_conditions(schema)
        and not implied_kinds(schema)
    )


def has_conditions(schema: Schema) -> bool:
    """Whether there is a `not`, an `if` or what belongs to it."""
    return (
        schema.not_ is not None
        or schema.if_ is not None
        or schema.then is not None
        or schema.else_ is not None
    )


def is_null(schema: Subschema) -> bool:
    """Whether only null is valid."""
    if not isinstance(schema, Schema):
        return False
    if schema.types != ("null",) and schema.enum != (Value(None),):
        return False
    return has_no_rules(schema)


_NO_RULES = NO_STRING_RULES, NO_NUMBER_RULES, NO_ARRAY_RULES, NO_OBJECT_RULES


def implied_kinds(schema: Schema) -> frozenset[TypeName]:
    """The kinds of value that the keywords of a schema without `type` speak of."""
    rules = schema.string, schema.number, schema.array, schema.object
    if rules == _NO_RULES:
        return frozenset()
    found: set[TypeName] = set()
    if schema.string is not NO_STRING_RULES and schema.string != NO_STRING_RULES:
        found.add("string")
    if schema.number is not NO_NUMBER_RULES and schema.number != NO_NUMBER_RULES:
        found.add("number")
    if schema.array is not NO_ARRAY_RULES and schema.array != NO_ARRAY_RULES:
        found.add("array")
    if schema.object is not NO_OBJECT_RULES and schema.object != NO_OBJECT_RULES:
        found.add("object")
    return frozenset(found)


@dataclass(slots=True)
class Kinds:
    """Facts about the schemas of one document, remembered per schema that is referred to."""

    schemas: Mapping[SchemaId, Subschema]
    known: dict[SchemaId, frozenset[TypeName]] = field(default_factory=dict)

    def of(self, schema: Subschema) -> frozenset[TypeName]:
        """The kinds of value that can be valid ("number" stands for integers too); never too few."""
        match schema:
            case Never():
                return frozenset()
            case Reference():
                return self._target(schema.target)
            case Schema():
                return self._schema(schema)

    def accepts_null(self, schema: Subschema) -> bool:
        return "null" in self.of(schema)

    def _target(self, id: SchemaId) -> frozenset[TypeName]:
        if id not in self.known:
            self.known[id] = ALL_KINDS  # while we are in it: a cycle adds no constraint
            self.known[id] = self.of(self.schemas[id])
        return self.known[id]

    def _schema(self, schema: Schema) -> frozenset[TypeName]:
        found = ALL_KINDS
        if schema.types is not None:
            found = _listed(schema.types)
        if schema.enum is not None:
            found &= _numbers(kind_of(value.json) for value in schema.enum)
        for part in schema.all_of:
            found &= self.of(part)
        for parts in (schema.any_of, schema.one_of):
            if parts:
                found &= frozenset[TypeName]().union(*map(self.of, parts))
        return found


@cache
def _listed(types: tuple[TypeName, ...]) -> frozenset[TypeName]:
    """The same for `type`, of which there are few."""
    return _numbers(types)


def _numbers(types: Iterable[TypeName]) -> frozenset[TypeName]:
    return frozenset("number" if name == "integer" else name for name in types)
