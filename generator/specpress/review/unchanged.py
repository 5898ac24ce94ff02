"""Which schemas are equal on both sides, with all that they refer to: there is nothing to compare below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from specpress.api import (
    NO_ARRAY_RULES,
    NO_OBJECT_RULES,
    Never,
    ObjectRules,
    Reference,
    Schema,
    SchemaId,
    Subschema,
)
from specpress.review.difference import Conj


@dataclass(slots=True)
class Unchanged:
    """Answers for one pair of documents."""

    old: Mapping[SchemaId, Subschema]
    new: Mapping[SchemaId, Subschema]
    _changed: frozenset[SchemaId] = field(init=False)
    _targets: dict[int, frozenset[SchemaId]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._changed = self._spread(
            {name for name, schema in self.old.items() if self.new.get(name) != schema}
            | (self.new.keys() - self.old.keys())
        )

    def __call__(self, old: Conj, new: Conj) -> bool:
        return len(old) == len(new) and all(
            before == after and not (self._referred(before) & self._changed)
            for before, after in zip(old, new, strict=True)
        )

    def _spread(self, changed: set[SchemaId]) -> frozenset[SchemaId]:
        """A schema that refers to a changed one has changed."""
        users: dict[SchemaId, list[SchemaId]] = {}
        for name, schema in self.old.items():
            for target in self._referred(schema):
                users.setdefault(target, []).append(name)
        todo = sorted(changed)
        while todo:
            for user in users.get(todo.pop(), ()):
                if user not in changed:
                    changed.add(user)
                    todo.append(user)
        missing = users.keys() - self.old.keys()
        return frozenset(changed | missing)

    def _referred(self, schema: Subschema) -> frozenset[SchemaId]:
        found = self._targets.get(id(schema))
        if found is None:
            found = self._targets[id(schema)] = self._found(schema)
        return found

    def _found(self, schema: Subschema) -> frozenset[SchemaId]:
        match schema:
            case Never():
                return _NOTHING
            case Reference():
                return frozenset((schema.target,))
            case Schema():
                inside = [found for child in children(schema) if (found := self._referred(child))]
                if schema.discriminator is not None:
                    inside.append(frozenset(name for _, name in schema.discriminator.mapping))
                return _NOTHING.union(*inside)


_NOTHING: frozenset[SchemaId] = frozenset()


def children(schema: Schema) -> Iterator[Subschema]:
    """The schemas right inside a schema."""
    for one in (schema.not_, schema.if_, schema.then, schema.else_, schema.string.content_schema):
        if one is not None:
            yield one
    yield from schema.all_of
    yield from schema.any_of
    yield from schema.one_of
    if schema.array is not NO_ARRAY_RULES:
        yield from schema.array.prefix_items
        rules = schema.array
        for one in (rules.items, rules.contains, rules.unevaluated_items):
            if one is not None:
                yield one
    if schema.object is not NO_OBJECT_RULES:
        yield from _of_object(schema.object)


def _of_object(rules: ObjectRules) -> Iterator[Subschema]:
    yield from rules.properties.values()
    yield from rules.pattern_properties.values()
    yield from rules.dependent_schemas.values()
    for one in (rules.additional, rules.property_names, rules.unevaluated_properties):
        if one is not None:
            yield one


def references(part: object) -> Iterator[SchemaId]:
    """The ids that a part of a document refers to, however deep inside it, without following them."""
    todo: list[object] = [part]
    while todo:
        one = todo.pop()
        if isinstance(one, Reference):
            yield one.target
        elif isinstance(one, Schema):
            todo.extend(children(one))
            if one.discriminator is not None:
                yield from (target for _, target in one.discriminator.mapping)
        elif isinstance(one, tuple):
            todo.extend(one)
        elif isinstance(one, Mapping):
            todo.extend(one.values())
        elif is_dataclass(one) and not isinstance(one, type):
            todo.extend(getattr(one, each.name) for each in fields(one))
