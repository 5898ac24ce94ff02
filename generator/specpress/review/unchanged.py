"""Which schemas are equal on both sides, with all that they refer to: there is nothing to compare below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from specpress.api import Reference, SchemaId, Subschema
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
        if id(schema) not in self._targets:
            self._targets[id(schema)] = frozenset(references(schema))
        return self._targets[id(schema)]


def references(schema: object) -> Iterator[SchemaId]:
    """The ids that a schema refers to, however deep inside it, without following them."""
    todo: list[object] = [schema]
    while todo:
        one = todo.pop()
        if isinstance(one, Reference):
            yield one.target
        elif isinstance(one, tuple):
            todo.extend(one)
        elif isinstance(one, Mapping):
            todo.extend(one.values())
        elif is_dataclass(one) and not isinstance(one, type):
            todo.extend(getattr(one, each.name) for each in fields(one))
            mapping = getattr(one, "mapping", None)
            if isinstance(mapping, tuple):
                yield from (target for _, target in mapping)
