"""The JSON types as a review tells them apart (integers are numbers), and when two values are the same."""

from __future__ import annotations

import json
from typing import Literal

from specpress.api import Json

Kind = Literal["null", "boolean", "number", "string", "array", "object"]
KINDS: tuple[Kind, ...] = ("null", "boolean", "number", "string", "array", "object")


def kind_of(value: Json) -> Kind:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"


def scalar(kind: Kind) -> bool:
    return kind not in ("array", "object")


def fingerprint(value: Json) -> str:
    """Equal for values that JSON Schema calls equal: 1 and 1.0, objects in any order."""
    return json.dumps(_even(value), sort_keys=True)


def _even(value: Json) -> Json:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_even(item) for item in value]
        case dict():
            return {key: _even(item) for key, item in value.items()}
        case _:
            return value
