"""A schema as a fragment of JSON Schema in Python, for what is checked at run time.

Takes a `Subschema`, gives a JSON value in which a `$ref` is the name of a generated type. Annotations are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from specpress.api import Json, Never, Reference, Schema, SchemaId, Subschema
from specpress.plan.patterns import pattern
from specpress.records import dataclass


class Inexpressible(Exception):
    """A keyword that the checker cannot run: `args` are the code to report it by, and why."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """`named` gives a fragment that refers to a generated type; `schema_of` what a reference leads to.

    With `inline`, references at the same place in the instance are written out: `unevaluatedProperties` has to
    see through them. `open` are those that are being written out.
    """

    named: Callable[[SchemaId], Json]
    schema_of: Callable[[SchemaId], Subschema]
    open: frozenset[SchemaId] = frozenset()

    def fragment(self, schema: Subschema, inline: bool = False) -> Json:
        match schema:
            case Never():
                return False
            case Reference():
                if inline:
                    return self._inlined(schema.target)
                return self.named(schema.target)
            case Schema():
                deep = inline or looks_through(schema)
                return dict(self._keywords(schema, deep)) or True

    def _inlined(self, id: SchemaId) -> Json:
        if id in self.open:
            raise Inexpressible("SP408", "it looks into a schema that it is itself a part of")
        inner = replace(self, open=self.open | {id})
        return inner.fragment(self.schema_of(id), True)

    def _keywords(self, schema: Schema, inline: bool) -> Iterator[tuple[str, Json]]:
        if schema.types is not None:
            yield "type", schema.types[0] if len(schema.types) == 1 else list(schema.types)
        if schema.enum is not None:
            yield "enum", [value.json for value in schema.enum]
        yield from self._scalars(schema)
        yield from self._array(schema)
        yield from self._object(schema, inline)
        for key, parts in (
            ("allOf", schema.all_of),
            ("anyOf", schema.any_of),
            ("oneOf", schema.one_of),
        ):
            if parts:
                yield key, [self.fragment(part, inline) for part in parts]
        for key, part in (
            ("not", schema.not_),
            ("if", schema.if_),
            ("then", schema.then),
            ("else", schema.else_),
        ):
            if part is not None:
                yield key, self.fragment(part, inline and key != "not")

    def _scalars(self, schema: Schema) -> Iterator[tuple[str, Json]]:
        string, number = schema.string, schema.number
        pairs: tuple[tuple[str, Json], ...] = (
            ("minLength", string.min_length),
            ("maxLength", string.max_length),
            ("pattern", _python(string.pattern)),
            ("minimum", number.minimum),
            ("exclusiveMinimum", number.exclusive_minimum),
            ("maximum", number.maximum),
            ("exclusiveMaximum", number.exclusive_maximum),
            ("multipleOf", number.multiple_of),
        )
        yield from ((key, value) for key, value in pairs if value is not None)

    def _array(self, schema: Schema) -> Iterator[tuple[str, Json]]:
        rules = schema.array
        if rules.prefix_items:
            yield "prefixItems", [self.fragment(part) for part in rules.prefix_items]
        for key, part in (
            ("items", rules.items),
            ("contains", rules.contains),
            ("unevaluatedItems", rules.unevaluated_items),
        ):
            if part is not None:
                yield key, self.fragment(part)
        for name, count in (
            ("minContains", rules.min_contains),
            ("maxContains", rules.max_contains),
            ("minItems", rules.min_items),
            ("maxItems", rules.max_items),
        ):
            if count is not None:
                yield name, count
        if rules.unique_items:
            yield "uniqueItems", True

    def _object(self, schema: Schema, inline: bool) -> Iterator[tuple[str, Json]]:
        rules = schema.object
        if rules.properties:
            yield "properties", self._each(rules.properties)
        if rules.pattern_properties:
            found = self._each(rules.pattern_properties)
            yield "patternProperties", {str(_python(key)): part for key, part in found.items()}
        for key, part in (
            ("additionalProperties", rules.additional),
            ("propertyNames", rules.property_names),
            ("unevaluatedProperties", rules.unevaluated_properties),
        ):
            if part is not None:
                yield key, self.fragment(part)
        if rules.required:
            yield "required", list(rules.required)
        for name, count in (
            ("minProperties", rules.min_properties),
            ("maxProperties", rules.max_properties),
        ):
            if count is not None:
                yield name, count
        if rules.dependent_required:
            yield "dependentRequired", {k: list(v) for k, v in rules.dependent_required.items()}
        if rules.dependent_schemas:
            parts = rules.dependent_schemas.items()
            yield "dependentSchemas", {key: self.fragment(part, inline) for key, part in parts}

    def _each(self, parts: Mapping[str, Subschema]) -> dict[str, Json]:
        return {key: self.fragment(part) for key, part in parts.items()}


def looks_through(schema: Schema) -> bool:
    """Whether the schema has a keyword whose meaning depends on what its subschemas looked at."""
    return (
        schema.array.unevaluated_items is not None
        or schema.object.unevaluated_properties is not None
    )


def _python(text: str | None) -> str | None:
    if text is None:
        return None
    found = pattern(text)
    if found is None or found.engine == "rust":
        raise Inexpressible("SP402", "Python's regular expressions cannot say its pattern")
    return found.for_python
