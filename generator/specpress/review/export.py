"""Schemas of the `Api` as plain JSON Schema 2020-12, for a validator that is not ours.

Takes schemas and the direction in which a value travels, gives one self-contained document. What is readOnly is not
demanded of a request, what is writeOnly not of a response. Only keywords that refuse values are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specpress.api import Json, Never, Reference, Schema, SchemaId, StringRules, Subschema
from specpress.review.difference import Conj, Direction
from specpress.review.side import Side

Document = dict[str, Json]
CONTENT = "x-specpress-content"
"""The keyword for what a text holds; a validator that does not know it looks past it."""


@dataclass(slots=True)
class Exporter:
    """One side, one direction. Components are exported once."""

    side: Side
    direction: Direction
    contents: list[Subschema] = field(default_factory=list)
    _exported: dict[SchemaId, tuple[Json, frozenset[SchemaId]]] = field(default_factory=dict)
    _names: dict[SchemaId, str] = field(default_factory=dict)

    def document(self, conj: Conj) -> Document:
        """A document whose root holds all schemas of `conj`, and `$defs` what they refer to."""
        asked: set[SchemaId] = set()
        roots = [self._schema(schema, asked) for schema in conj]
        found: dict[str, Json] = {}
        todo, done = sorted(asked), set[SchemaId]()
        while todo:
            name = todo.pop()
            if name in done:
                continue
            done.add(name)
            whole, more = self._component(name)
            found[self._name(name)] = whole
            todo.extend(sorted(more - done))
        return {"allOf": list(roots), "$defs": found}

    def _component(self, name: SchemaId) -> tuple[Json, frozenset[SchemaId]]:
        if name not in self._exported:
            asked: set[SchemaId] = set()
            schema = self.side.schemas.get(name)
            whole = True if schema is None else self._schema(schema, asked)
            self._exported[name] = (whole, frozenset(asked))
        return self._exported[name]

    def _name(self, name: SchemaId) -> str:
        return self._names.setdefault(name, f"s{len(self._names)}")

    def _schema(self, schema: Subschema, asked: set[SchemaId]) -> Json:
        match schema:
            case Never():
                return False
            case Reference():
                if schema.target not in self.side.schemas:
                    return True
                asked.add(schema.target)
                return {"$ref": f"#/$defs/{self._name(schema.target)}"}
            case Schema():
                return _Writer(self, asked).written(schema)

    def required(self, schema: Schema) -> list[str]:
        """The names that this direction demands."""
        hidden = 0 if self.direction == "request" else 1
        rules = schema.object
        return [
            name
            for name in rules.required
            if name not in rules.properties
            or not self.side.hidden_in((rules.properties[name],))[hidden]
        ]

    def held(self, rules: StringRules) -> Json:
        """What a text holds; the schema of it by its number."""
        number = None
        if rules.content_schema is not None:
            number = len(self.contents)
            self.contents.append(rules.content_schema)
        return [rules.content_encoding, rules.content_media_type, number]

    def sub(self, schema: Subschema, asked: set[SchemaId]) -> Json:
        return self._schema(schema, asked)


@dataclass(frozen=True, slots=True)
class _Writer:
    exporter: Exporter
    asked: set[SchemaId]

    def written(self, schema: Schema) -> Document:
        made: Document = {}
        if schema.types is not None:
            made["type"] = list(schema.types)
        if schema.enum is not None:
            made["enum"] = [value.json for value in schema.enum]
        self._strings(schema, made)
        self._numbers(schema, made)
        self._arrays(schema, made)
        self._objects(schema, made)
        self._combined(schema, made)
        return {key: value for key, value in made.items() if value is not None and value != []}

    def _one(self, schema: Subschema | None) -> Json:
        return None if schema is None else self.exporter.sub(schema, self.asked)

    def _many(self, schemas: Iterable[Subschema]) -> Json:
        return [self._one(schema) for schema in schemas]

    def _strings(self, schema: Schema, made: Document) -> None:
        rules = schema.string
        made["minLength"], made["maxLength"] = rules.min_length, rules.max_length
        made["pattern"] = rules.pattern
        if rules.content_encoding or rules.content_media_type or rules.content_schema:
            made[CONTENT] = self.exporter.held(rules)

    def _numbers(self, schema: Schema, made: Document) -> None:
        rules = schema.number
        made["minimum"], made["maximum"] = rules.minimum, rules.maximum
        made["exclusiveMinimum"] = rules.exclusive_minimum
        made["exclusiveMaximum"] = rules.exclusive_maximum
        if rules.multiple_of is not None and rules.multiple_of > 0:
            made["multipleOf"] = rules.multiple_of

    def _arrays(self, schema: Schema, made: Document) -> None:
        rules = schema.array
        made["items"], made["contains"] = self._one(rules.items), self._one(rules.contains)
        made["prefixItems"] = self._many(rules.prefix_items)
        made["minItems"], made["maxItems"] = rules.min_items, rules.max_items
        if rules.contains is not None:
            made["minContains"], made["maxContains"] = rules.min_contains, rules.max_contains
        made["uniqueItems"] = rules.unique_items or None
        made["unevaluatedItems"] = self._one(rules.unevaluated_items)

    def _objects(self, schema: Schema, made: Document) -> None:
        rules = schema.object
        made["properties"] = {n: self._one(s) for n, s in rules.properties.items()} or None
        made["required"] = [*self.exporter.required(schema)]
        made["additionalProperties"] = self._one(rules.additional)
        made["patternProperties"] = {
            p: self._one(s) for p, s in rules.pattern_properties.items()
        } or None
        made["propertyNames"] = self._one(rules.property_names)
        made["minProperties"], made["maxProperties"] = rules.min_properties, rules.max_properties
        made["dependentRequired"] = {n: [*m] for n, m in rules.dependent_required.items()} or None
        made["dependentSchemas"] = {
            n: self._one(s) for n, s in rules.dependent_schemas.items()
        } or None
        made["unevaluatedProperties"] = self._one(rules.unevaluated_properties)

    def _combined(self, schema: Schema, made: Document) -> None:
        made["allOf"], made["anyOf"] = self._many(schema.all_of), self._many(schema.any_of)
        made["oneOf"], made["not"] = self._many(schema.one_of), self._one(schema.not_)
        made["if"] = self._one(schema.if_)
        made["then"], made["else"] = self._one(schema.then), self._one(schema.else_)
