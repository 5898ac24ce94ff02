"""Whether a value is valid, by a validator that is not ours: jsonschema-rs on exported schemas.

What a text holds (`contentEncoding` and its kin) is an annotation to it; that one keyword is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import jsonschema_rs

from specpress.api import Json
from specpress.review.decoded import Undecodable, decoded, is_json
from specpress.review.difference import Conj, Direction
from specpress.review.export import CONTENT, Document, Exporter
from specpress.review.side import Key, Side

if TYPE_CHECKING:
    Keyword = type[jsonschema_rs.KeywordValidator]


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
            self._made[key] = compiled(self.exporter.document(conj), {CONTENT: _content(self)})
        validator = self._made[key]
        return None if validator is None else validator.is_valid(value)

    def error(self, conj: Conj, value: Json) -> str:
        """What the validator has against a value."""
        validator = self._made.get(tuple(map(id, conj)))
        return "" if validator is None else first_error(validator, value)

    def held_error(self, text: str, rules: tuple[str | None, str | None, int | None]) -> str:
        """What is wrong with what a text holds; "" where nothing is."""
        encoding, media_type, number = rules
        try:
            value = decoded(text, encoding, media_type)
        except Undecodable as error:
            return str(error)
        if number is None or not is_json(media_type):
            return ""
        inside = (self.exporter.contents[number],)
        if self.valid(inside, value) is not False:
            return ""
        return f"holds {self.error(inside, value)}"


def _content(validators: Validators) -> Keyword:
    class Content:
        def __init__(self, parent: object, value: list[object], path: object) -> None:
            encoding, media_type, number = value
            self.rules = (
                encoding if isinstance(encoding, str) else None,
                media_type if isinstance(media_type, str) else None,
                number if isinstance(number, int) else None,
            )

        def validate(self, instance: object) -> None:
            told = validators.held_error(instance, self.rules) if isinstance(instance, str) else ""
            if told:
                raise ValueError(f"{instance!r} {told}")

    return Content


def compiled(
    document: Document, keywords: Mapping[str, Keyword] | None = None
) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator(document, keywords=dict(keywords or {}))
    except ValueError:
        return None


def first_error(validator: jsonschema_rs.Draft202012Validator, value: Json) -> str:
    for error in validator.iter_errors(value):
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.instance_path)
        return f"{path or 'the value'}: {error.message}"
    return ""
