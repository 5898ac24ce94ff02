"""Whether a value is valid, by a validator that is not ours: jsonschema-rs on exported schemas."""

from __future__ import annotations

from dataclasses import dataclass, field

import jsonschema_rs

from specpress.api import Json
from specpress.review.difference import Conj, Direction
from specpress.review.export import Document, Exporter
from specpress.review.side import Key, Side


@dataclass(slots=True)
class Validators:
    """One side, one direction; a schema is compiled when it is first asked about."""

    exporter: Exporter
    _made: dict[Key, jsonschema_rs.Draft202012Validator | None] = field(default_factory=dict)

    @classmethod
    def of(cls, side: Side, direction: Direction) -> Validators:
        return cls(Exporter(side, direction))

    def valid(self, conj: Conj, value: Json) -> bool | None:
        """None where the schema cannot be compiled (a pattern that no engine takes)."""
        key = tuple(map(id, conj))
        if key not in self._made:
            self._made[key] = compiled(self.exporter.document(conj))
        validator = self._made[key]
        return None if validator is None else validator.is_valid(value)

    def error(self, conj: Conj, value: Json) -> str:
        """What the validator has against a value."""
        validator = self._made.get(tuple(map(id, conj)))
        return "" if validator is None else first_error(validator, value)


def compiled(document: Document) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator(document)
    except ValueError:
        return None


def first_error(validator: jsonschema_rs.Draft202012Validator, value: Json) -> str:
    for error in validator.iter_errors(value):
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.instance_path)
        return f"{path or 'the value'}: {error.message}"
    return ""
