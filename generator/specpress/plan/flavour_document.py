"""The document that datamodel-code-generator gets: ours throughout, every schema under its final name.

Takes the `Api` and the plan of the models, gives an OpenAPI value that has components only: allow-listed keywords, no
text of the spec besides names on the wire, values of enums and plain defaults, inline classes and enums moved out. What the chosen flavour
cannot say is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from specpress.api import (
    NO_ANNOTATIONS,
    NO_ARRAY_RULES,
    NO_NUMBER_RULES,
    NO_OBJECT_RULES,
    NO_STRING_RULES,
    Api,
    Json,
    Never,
    Reference,
    Schema,
    Subschema,
)
from specpress.config import Flavour
from specpress.diagnostics import Report, Span
from specpress.plan.model_views import AliasView, EnumView, ModelsPlan, ModelView

_BOUNDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusive_minimum": "exclusiveMinimum",
    "exclusive_maximum": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
_FORMATS = frozenset({"date-time", "date", "time", "uuid"})
"""Formats that pydantic and msgspec decode into types of their own; for the others a JSON string stays a `str`."""
_WORDS = re.compile(r"[A-Za-z0-9_ .,:;/@+*=()-]{0,200}")


def flavour_document(
    api: Api, plan: ModelsPlan, flavour: Flavour, report: Report
) -> dict[str, Json]:
    printer = _Printer(api, flavour, report)
    for item in plan.items:
        match item:
            case EnumView() | ModelView():
                printer.classes[item.span] = item.name
            case AliasView():
                printer.aliases[item.span] = item.name
            case _:
                assert_never(item)
    names = {**printer.classes, **printer.aliases}
    found = {schema.span: schema for root in api.schemas.values() for schema in _inside(root)}
    found |= {schema.span: schema for schema in _used(api)}
    schemas: dict[str, Json] = {}
    for span, name in names.items():
        if span in found:
            schemas[str(name)] = printer.definition(found[span])
    info: dict[str, Json] = {"title": "models", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": schemas}}


def _used(api: Api) -> Iterator[Subschema]:
    """Schemas that stand in operations."""
    from dataclasses import fields, is_dataclass

    todo: list[object] = [api.operations, api.webhooks]
    while todo:
        one = todo.pop()
        if isinstance(one, Schema | Never | Reference):
            yield from _inside(one)
        elif isinstance(one, tuple):
            todo.extend(one)
        elif isinstance(one, dict):
            todo.extend(one.values())
        elif is_dataclass(one):
            todo.extend(getattr(one, each.name) for each in fields(one))


def _inside(schema: Subschema) -> Iterator[Subschema]:
    """A schema and all below it that can hold a class."""
    todo: list[Subschema | None] = [schema]
    while todo:
        one = todo.pop()
        if one is None:
            continue
        yield one
        if isinstance(one, Schema):
            todo += one.object.properties.values()
            todo += (one.object.additional, one.array.items, *one.array.prefix_items)
            todo += (*one.all_of, *one.any_of, *one.one_of)


@dataclass(slots=True)
class _Printer:
    api: Api
    flavour: Flavour
    report: Report
    classes: dict[Span, str] = field(default_factory=dict)
    aliases: dict[Span, str] = field(default_factory=dict)

    def definition(self, schema: Subschema) -> dict[str, Json]:
        """What stands under a name; null is said where the name is used."""
        if isinstance(schema, Schema):
            named = schema.span in self.classes
            return self.plain(_without_null(schema) if named else schema)
        return self.use(schema)

    def use(self, schema: Subschema) -> dict[str, Json]:
        """A schema where it stands: by its name, if it has one."""
        match schema:
            case Reference():
                target = self.api.schemas[schema.target]
                return self.use(
                    replace(target, annotations=NO_ANNOTATIONS)
                    if isinstance(target, Schema)
                    else target
                )
            case Never():
                self.lost(schema.span, "the schema `false`")
                return {}
            case Schema():
                name = self.classes.get(schema.span)
                if name is None:
                    alias = self.aliases.get(schema.span)
                    return _ref(alias) if alias else self.plain(schema)
                return (
                    {"anyOf": [_ref(name), {"type": "null"}]} if _nullable(schema) else _ref(name)
                )
            case _:
                assert_never(schema)

    def plain(self, schema: Schema, *, part: bool = False) -> dict[str, Json]:
        """A schema without a name; one that only wraps another is that one. `part` is one of `allOf`: its fields are
        those of the class around it."""
        if len(schema.all_of) == 1 and schema == Schema(
            schema.span, all_of=schema.all_of, annotations=schema.annotations
        ):
            return self.use(schema.all_of[0])
        made: dict[str, Json] = {}
        if schema.types is not None:
            made["type"] = schema.types[0] if len(schema.types) == 1 else list(schema.types)
        if schema.enum is not None:
            made["enum"] = [value.json for value in schema.enum]
        if schema.format in _FORMATS and self.flavour in ("pydantic", "msgspec"):
            made["format"] = schema.format
        made |= self.objects(schema, part or schema.span in self.classes)
        if schema.array.items is not None:
            made["items"] = self.use(schema.array.items)
        made |= self.combined(schema)
        made |= self.bounds(schema)
        for told in self.unsaid(schema):
            self.lost(schema.span, told)
        return made

    def objects(self, schema: Schema, named: bool) -> dict[str, Json]:
        """Fields only under a name: else datamodel-code-generator would make one up."""
        rules = schema.object
        made: dict[str, Json] = {}
        if rules.properties and not named:
            self.lost(schema.span, "the properties of an object without a class")
            made["type"] = "object"
        elif rules.properties:
            required = [name for name in rules.required if name in rules.properties]
            made["properties"] = {
                name: self.use(one) if name in required else self.optional(name, one)
                for name, one in rules.properties.items()
            }
            made["required"] = list[Json](required)
            if schema.types is None:
                made["type"] = "object"
        elif rules.additional is not None and not isinstance(rules.additional, Never):
            value = self.use(rules.additional)
            if not (schema.all_of or schema.any_of or schema.one_of):
                made["additionalProperties"] = value
            elif value:
                self.lost(schema.span, "additionalProperties beside a combination")
        return made

    def optional(self, name: str, schema: Subschema) -> dict[str, Json]:
        """A field that may be absent, with its default where that is a plain value of a plain type."""
        made = self.use(schema)
        default = None if isinstance(schema, Never) else schema.annotations.default
        if default is None or default.json is None:
            return made
        exact = "type" in made and "format" not in made and _is_plain(default.json)
        if exact and self.flavour != "typeddict":
            return {**made, "default": default.json}
        self.lost(schema.span, f"the default of {name}")
        return made

    def combined(self, schema: Schema) -> dict[str, Json]:
        """One combination at a time, and of classes only under a name: for others no class could be named."""
        made: dict[str, Json] = {}
        either = schema.any_of or schema.one_of
        named = schema.span in self.classes or schema.span in self.aliases
        if schema.all_of and named and not either:
            parts = [part for part in schema.all_of if not self.is_union(part)]
            if len(parts) < len(schema.all_of):
                self.lost(schema.span, "a union within allOf")
            made["allOf"] = [self.part(part) for part in parts]
        elif either and not (schema.all_of or schema.object.properties):
            made["anyOf"] = [self.use(part) for part in either]
        elif schema.all_of or either:
            self.lost(schema.span, "a combination of allOf, anyOf, oneOf and properties")
        return made

    def part(self, schema: Subschema) -> dict[str, Json]:
        named = schema.span in self.classes or schema.span in self.aliases
        if isinstance(schema, Schema) and not named:
            return self.plain(schema, part=True)
        return self.use(schema)

    def is_union(self, schema: Subschema, depth: int = 0) -> bool:
        """Whether a part of `allOf` has alternatives: a class would be made for each combination."""
        if isinstance(schema, Reference) and depth < 20:
            return self.is_union(self.api.schemas[schema.target], depth + 1)
        return isinstance(schema, Schema) and bool(schema.any_of or schema.one_of)

    def bounds(self, schema: Schema) -> dict[str, Json]:
        """Only pydantic's own models check them."""
        if self.flavour != "pydantic":
            return {}
        lengths = {"minLength": schema.string.min_length, "maxLength": schema.string.max_length}
        counts = {"minItems": schema.array.min_items, "maxItems": schema.array.max_items}
        numbers = {key: getattr(schema.number, name) for name, key in _BOUNDS.items()}
        whole = {**lengths, **counts, **numbers}
        return {key: value for key, value in whole.items() if value is not None}

    def unsaid(self, schema: Schema) -> Iterator[str]:
        """What of a schema the output neither says nor checks, one name for each group of keywords."""
        if self.flavour != "pydantic":
            if schema.number != NO_NUMBER_RULES:
                yield "bounds of a number"
            lengths = (schema.string.min_length, schema.string.max_length)
            counts = (schema.array.min_items, schema.array.max_items)
            if any(bound is not None for bound in (*lengths, *counts)):
                yield "lengths"
        if replace(schema.string, min_length=None, max_length=None) != NO_STRING_RULES:
            yield "pattern or content of a string"
        array = replace(schema.array, items=None, min_items=None, max_items=None)
        if array != NO_ARRAY_RULES:
            yield "prefixItems, contains or uniqueItems"
        known = replace(schema.object, properties={}, required=(), additional=None)
        if known != NO_OBJECT_RULES or set(schema.object.required) - set(schema.object.properties):
            yield "rules on the members of an object"
        if any((schema.not_, schema.if_, schema.discriminator)) or len(schema.one_of) > 1:
            yield "not, if, oneOf (taken as anyOf) or discriminator"
        if schema.format and (
            schema.format not in _FORMATS or self.flavour in ("dataclass", "typeddict")
        ):
            yield f"format {schema.format}"
        if self.flavour == "dataclass":
            names = [name for name in schema.object.properties if not name.isidentifier()]
            if names:
                yield f"the names {', '.join(names)} (a dataclass has no other name on the wire)"

    def lost(self, span: Span, told: str) -> None:
        self.report.add("SP630", span, f'flavour "{self.flavour}" does not express: {told}')


def _is_plain(value: Json) -> bool:
    """Numbers, and texts that nobody has to quote with care."""
    if isinstance(value, str):
        return _WORDS.fullmatch(value) is not None
    return isinstance(value, bool | int | float)


def _ref(name: str) -> dict[str, Json]:
    return {"$ref": f"#/components/schemas/{name}"}


def _nullable(schema: Schema) -> bool:
    by_type = schema.types is not None and "null" in schema.types
    by_value = schema.enum is not None and any(value.json is None for value in schema.enum)
    return by_type if schema.enum is None else by_value


def _without_null(schema: Schema) -> Schema:
    types, enum = schema.types, schema.enum
    if types is not None:
        types = tuple(type for type in types if type != "null")
    if enum is not None:
        enum = tuple(value for value in enum if value.json is not None)
    return replace(schema, types=types, enum=enum)
