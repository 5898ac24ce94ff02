"""One schema in the form that it has in requests, or in answers: what is never sent that way need not be there.

Takes a subschema and a direction, gives the subschema of that direction, the same object where there is no
difference. What is dropped from `required` is kept as `excused`, so that the served document still says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from specpress.api import (
    NO_ARRAY_RULES,
    NO_OBJECT_RULES,
    ArrayRules,
    Never,
    ObjectRules,
    Reference,
    Schema,
    SchemaId,
    Subschema,
)
from specpress.records import dataclass

Way = Literal["request", "response"]
WAYS: Mapping[Way, str] = {"request": "readOnly", "response": "writeOnly"}
"""The directions, each with the keyword of what is not sent in it."""

Schemas = Mapping[SchemaId, Subschema]
Names = frozenset[str]
_NONE: Names = frozenset()
_DEEPEST = 20


def is_hidden(schema: Subschema, way: Way, schemas: Schemas, depth: int = 0) -> bool:
    """Whether a property with that schema is not sent in one direction."""
    if isinstance(schema, Never) or depth > _DEEPEST:
        return False
    said = schema.annotations
    if said.read_only if way == "request" else said.write_only:
        return True
    inner = (schemas[schema.target],) if isinstance(schema, Reference) else schema.all_of
    return bool(inner) and any(is_hidden(part, way, schemas, depth + 1) for part in inner)


def hidden_names(schema: Subschema, way: Way, schemas: Schemas, depth: int = 0) -> Names:
    """The properties that a schema, or what it is composed of, declares and that are not sent in one direction."""
    if isinstance(schema, Never) or depth > _DEEPEST:
        return _NONE
    if isinstance(schema, Reference):
        return hidden_names(schemas[schema.target], way, schemas, depth + 1)
    declared = schema.object.properties.items()
    names = frozenset(name for name, each in declared if is_hidden(each, way, schemas))
    return names.union(*(hidden_names(part, way, schemas, depth + 1) for part in schema.all_of))


def demanded_ways(schema: Schema, schemas: Schemas) -> tuple[Way, ...]:
    """The directions in which a schema, without those it refers to, requires a property that is not sent."""
    if not (schema.object.required or schema.all_of):
        return ()
    demanded = set(_demanded(schema))
    if not demanded:
        return ()
    return tuple(w for w in WAYS if not demanded.isdisjoint(hidden_names(schema, w, schemas)))


def _demanded(schema: Schema) -> Iterator[str]:
    yield from schema.object.required
    for part in schema.all_of:
        if isinstance(part, Schema):
            yield from _demanded(part)


@dataclass(frozen=True, slots=True)
class Former:
    """`others` are the schemas that have a form of their own in this direction. `apart` makes a second form, whose
    parts are no longer those of the document: they stand apart (`Span.apart`) wherever the two directions may differ.
    """

    schemas: Schemas
    way: Way
    others: Mapping[SchemaId, SchemaId]
    apart: bool = False

    def form(self, schema: Subschema) -> Subschema:
        made = self._form(schema, (_NONE, _NONE))
        if self.apart and made is schema and isinstance(schema, Schema):
            return replace(schema, span=schema.span.apart())
        return made

    def _form(self, schema: Subschema, around: tuple[Names, Names]) -> Subschema:
        """`around` are the names that the schemas around an `allOf` hide, in each direction."""
        match schema:
            case Never():
                return schema
            case Reference():
                target = self.others.get(schema.target)
                return replace(schema, target=target) if target else schema
            case Schema():
                return self._object(schema, around)

    def _object(self, schema: Schema, around: tuple[Names, Names]) -> Schema:
        if schema.object.required or schema.all_of:
            here = (hidden_names(schema, way, self.schemas) for way in WAYS)
            requests, answers = (mine | theirs for mine, theirs in zip(here, around, strict=True))
        else:
            requests, answers = around
        made = self._parts(schema, (requests, answers))
        hidden = requests if self.way == "request" else answers
        excused = tuple(name for name in made.object.required if name in hidden)
        if excused:
            kept = tuple(name for name in made.object.required if name not in hidden)
            made = replace(made, object=replace(made.object, required=kept, excused=excused))
        differs = made is not schema or not (requests | answers).isdisjoint(schema.object.required)
        if self.apart and differs:
            return replace(made, span=schema.span.apart())
        return made

    def _parts(self, schema: Schema, names: tuple[Names, Names]) -> Schema:
        """What a schema is made of; what it must not be, and conditions, are not forms of anything."""
        array = schema.array if schema.array is NO_ARRAY_RULES else self._array(schema.array)
        rules = schema.object if schema.object is NO_OBJECT_RULES else self._rules(schema.object)
        all_of = _each(schema.all_of, lambda part: self._form(part, names))
        any_of, one_of = _each(schema.any_of, self._alone), _each(schema.one_of, self._alone)
        same = (
            array is schema.array
            and rules is schema.object
            and all_of is schema.all_of
            and any_of is schema.any_of
            and one_of is schema.one_of
        )
        if same:
            return schema
        made = replace(
            schema, array=array, object=rules, all_of=all_of, any_of=any_of, one_of=one_of
        )
        found = schema.discriminator
        if found is None or not found.mapping:
            return made
        mapping = tuple((value, self.others.get(id, id)) for value, id in found.mapping)
        return replace(made, discriminator=replace(found, mapping=mapping))

    def _alone(self, schema: Subschema) -> Subschema:
        return self._form(schema, (_NONE, _NONE))

    def _array(self, rules: ArrayRules) -> ArrayRules:
        items = self._alone(rules.items) if rules.items else None
        prefix = _each(rules.prefix_items, self._alone)
        if items is rules.items and prefix is rules.prefix_items:
            return rules
        return replace(rules, items=items, prefix_items=prefix)

    def _rules(self, rules: ObjectRules) -> ObjectRules:
        properties = _named(rules.properties, self._alone)
        patterns = _named(rules.pattern_properties, self._alone)
        additional = self._alone(rules.additional) if rules.additional else None
        same = (
            properties is rules.properties
            and patterns is rules.pattern_properties
            and additional is rules.additional
        )
        if same:
            return rules
        return replace(
            rules, properties=properties, pattern_properties=patterns, additional=additional
        )


Change = Callable[[Subschema], Subschema]


def _each(before: tuple[Subschema, ...], change: Change) -> tuple[Subschema, ...]:
    after = tuple(map(change, before))
    same = all(new is old for new, old in zip(after, before, strict=True))
    return before if same else after


def _named(before: Mapping[str, Subschema], change: Change) -> Mapping[str, Subschema]:
    after = {name: change(schema) for name, schema in before.items()}
    return before if all(after[name] is old for name, old in before.items()) else after
