"""Schemas: what values are valid, whatever dialect said it, and the plain values that stand in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, get_args

from specpress.diagnostics import Span
from specpress.records import dataclass

TypeName = Literal["boolean", "integer", "number", "string", "array", "object", "null"]
type_names: tuple[TypeName, ...] = get_args(TypeName)
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
SchemaId = str
"""`#/components/schemas/Pet` in the root document, `common/pets.yaml#/Pet` in another one (POSIX path
relative to the folder of the root document)."""


def json_equal(left: Json, right: Json) -> bool:
    """Equality as JSON Schema has it (2020-12 core, 4.2.2): 1 and 1.0 are equal, 1 and true are not."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(json_equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(json_equal(left[k], right[k]) for k in left)
    return left == right


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value that is there, so that "no default" (None) and "default: null" (Value(None)) differ."""

    json: Json

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and json_equal(self.json, other.json)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Annotations:
    """Keywords that describe and do not constrain."""

    title: str = ""
    description: str = ""
    default: Value | None = None
    examples: tuple[Value, ...] = ()
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StringRules:
    """Lengths in Unicode code points; `pattern` is ECMA-262, not anchored."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    content_encoding: str | None = None
    content_media_type: str | None = None
    content_schema: Subschema | None = None


@dataclass(frozen=True, slots=True)
class NumberRules:
    minimum: int | float | None = None
    exclusive_minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None


@dataclass(frozen=True, slots=True)
class ArrayRules:
    items: Subschema | None = None
    prefix_items: tuple[Subschema, ...] = ()
    contains: Subschema | None = None
    min_contains: int | None = None
    max_contains: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    unevaluated_items: Subschema | None = None


@dataclass(frozen=True, slots=True)
class ObjectRules:
    """`properties` keeps the order of the document; a name in `required` need not be among them.

    `excused` is empty in what was read: names that the document requires and this form need not have (`plan.forms`).
    """

    properties: Mapping[str, Subschema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    additional: Subschema | None = None
    pattern_properties: Mapping[str, Subschema] = field(default_factory=dict)
    property_names: Subschema | None = None
    min_properties: int | None = None
    max_properties: int | None = None
    dependent_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dependent_schemas: Mapping[str, Subschema] = field(default_factory=dict)
    unevaluated_properties: Subschema | None = None
    excused: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Discriminator:
    """`mapping` pairs a value on the wire with the schema it selects; only what the document spells out."""

    property: str
    mapping: tuple[tuple[str, SchemaId], ...] = ()
    default: SchemaId | None = None
    span: Span = field(default=Span("", ""), compare=False)


NO_ANNOTATIONS = Annotations()
NO_STRING_RULES = StringRules()
NO_NUMBER_RULES = NumberRules()
NO_ARRAY_RULES = ArrayRules()
NO_OBJECT_RULES = ObjectRules()


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema object; the schema `true` is the one with no keyword.

    Every rule is independent, as in JSON Schema: string rules say nothing about a number. `types` is None
    where the document has no `type`; else in the order of `type_names`, "integer" dropped beside "number".
    `enum` is None where there is none; an empty tuple allows nothing. `const` tells that its one value was
    meant to be the only one ever (OpenAPI 3.0 has no other way to write it than an enum of one).
    """

    span: Span = field(compare=False)
    types: tuple[TypeName, ...] | None = None
    enum: tuple[Value, ...] | None = None
    format: str | None = None
    string: StringRules = NO_STRING_RULES
    number: NumberRules = NO_NUMBER_RULES
    array: ArrayRules = NO_ARRAY_RULES
    object: ObjectRules = NO_OBJECT_RULES
    all_of: tuple[Subschema, ...] = ()
    any_of: tuple[Subschema, ...] = ()
    one_of: tuple[Subschema, ...] = ()
    not_: Subschema | None = None
    if_: Subschema | None = None
    then: Subschema | None = None
    else_: Subschema | None = None
    discriminator: Discriminator | None = None
    annotations: Annotations = NO_ANNOTATIONS
    const: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Never:
    """The schema `false`: nothing is valid."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A `$ref` to a schema, with the annotations that stand beside it (OpenAPI 3.1 allows them).

    A `$ref` beside keywords that constrain is read as a `Schema` whose `all_of` holds this.
    """

    span: Span = field(compare=False)
    target: SchemaId
    annotations: Annotations = NO_ANNOTATIONS


Subschema = Schema | Never | Reference
