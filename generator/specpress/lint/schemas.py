"""Rules about one schema by itself, each a small function that yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from specpress.api import Json, Schema, TypeName, json_equal
from specpress.diagnostics import Finding

SchemaRule = Callable[[Schema], Iterator[Finding]]


def undeclared_required(schema: Schema) -> Iterator[Finding]:
    rules = schema.object
    if not rules.properties or schema.all_of or schema.any_of or schema.one_of:
        return
    for number, name in enumerate(rules.required):
        if name not in rules.properties and not rules.pattern_properties:
            near = get_close_matches(name, rules.properties, 1)
            help = f"did you mean `{near[0]}`?" if near else "declare it, or remove it"
            span = schema.span.child("required").child(number)
            yield Finding("SP230", span, f"`{name}` is required and no property", help)


def enum_of_another_type(schema: Schema) -> Iterator[Finding]:
    if schema.types is None:
        return
    for number, value in enumerate(schema.enum or ()):
        if not any(_is(value.json, name) for name in schema.types):
            span = schema.span.child("enum").child(number)
            message = f"{_shown(value.json)} is not of type {' or '.join(schema.types)}"
            yield Finding("SP232", span, message, "it can never be sent")


def nullable_enum_without_null(schema: Schema) -> Iterator[Finding]:
    nullable = schema.types is not None and "null" in schema.types
    if nullable and schema.enum and not any(value.json is None for value in schema.enum):
        message = "null is a type here, and the enum has no null"
        yield Finding("SP237", schema.span.child("enum"), message, "add null to `enum`")


def contradicting_bounds(schema: Schema) -> Iterator[Finding]:
    text, array, rules, number = schema.string, schema.array, schema.object, schema.number
    pairs: tuple[tuple[str, int | float | None, str, int | float | None], ...] = (
        ("minLength", text.min_length, "maxLength", text.max_length),
        ("minItems", array.min_items, "maxItems", array.max_items),
        ("minProperties", rules.min_properties, "maxProperties", rules.max_properties),
        ("minimum", number.minimum, "maximum", number.maximum),
    )
    for low, least, high, most in pairs:
        if least is not None and most is not None and least > most:
            message = f"`{low}` is {least} and `{high}` is {most}: nothing is valid"
            yield Finding("SP233", schema.span.child(low), message, "")


def array_without_items(schema: Schema) -> Iterator[Finding]:
    array = schema.array
    if schema.types == ("array",) and not (array.items or array.prefix_items or array.contains):
        message = "an array of anything: it has no `items`"
        yield Finding("SP236", schema.span, message, "say what its items are")


def read_and_write_only(schema: Schema) -> Iterator[Finding]:
    if schema.annotations.read_only and schema.annotations.write_only:
        message = "readOnly and writeOnly: it is never sent by anyone"
        yield Finding("SP239", schema.span, message, "keep one of them")


_FORMATS = (
    *("date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname"),
    *("ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template"),
    *("json-pointer", "relative-json-pointer", "regex", "int32", "int64", "float", "double"),
    *("byte", "binary", "password", "decimal"),
)
_ALMOST = {"datetime": "date-time", "date_time": "date-time", "guid": "uuid", "url": "uri"}


def misspelt_format(schema: Schema) -> Iterator[Finding]:
    found = schema.format
    if found is None or found in _FORMATS:
        return
    near = _ALMOST.get(found.lower()) or next(iter(get_close_matches(found, _FORMATS, 1, 0.8)), "")
    if near:
        message = f"`{found}` is not a registered format and checks nothing"
        yield Finding("SP240", schema.span.child("format"), message, f"did you mean `{near}`?")


def _is(value: Json, name: TypeName) -> bool:
    match name:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            whole = isinstance(value, (int, float)) and value == value // 1
            return whole and not isinstance(value, bool)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)


def _shown(value: Json) -> str:
    text = "null" if json_equal(value, None) else str(value)
    return f"`{text[:60]}`"


SCHEMA_RULES: tuple[SchemaRule, ...] = (
    undeclared_required,
    enum_of_another_type,
    nullable_enum_without_null,
    contradicting_bounds,
    array_without_items,
    read_and_write_only,
    misspelt_format,
)
