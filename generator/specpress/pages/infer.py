"""The narrowest plain schema that a few values have in common: types, fields and items, no limits."""

from __future__ import annotations

from collections.abc import Sequence

from specpress.api import Json

REDACTED = "<redacted>"
"""What a recorded answer has in place of a value that nobody should see: it fits everything."""
_ORDER = ("boolean", "integer", "number", "string", "array", "object", "null")
_DEEPEST = 40


def kind_of(value: Json) -> str:
    """The JSON type of a value; a whole number is an integer however it is written."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case list():
            return "array"
        case dict():
            return "object"


def infer(values: Sequence[Json], depth: int = 0) -> dict[str, Json]:
    """A schema that all of them are valid under; of what is redacted or only null, nothing is said."""
    seen = [value for value in values if value != REDACTED]
    kinds = {kind_of(value) for value in seen}
    if "number" in kinds:
        kinds.discard("integer")
    if not kinds - {"null"} or depth > _DEEPEST:
        return {}
    listed: list[Json] = [kind for kind in _ORDER if kind in kinds]
    made: dict[str, Json] = {"type": listed[0] if len(listed) == 1 else listed}
    items = [item for value in seen if isinstance(value, list) for item in value]
    if "array" in kinds:
        made["items"] = infer(items, depth + 1)
    fields: dict[str, list[Json]] = {}
    for value in seen:
        if isinstance(value, dict):
            for name, field in value.items():
                fields.setdefault(name, []).append(field)
    if fields:
        made["properties"] = {name: infer(found, depth + 1) for name, found in fields.items()}
    return made
