"""Enum values that are listed twice. The reader keeps one of them, so this rule looks at the text of the document."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import Json, Schema, json_equal
from specpress.diagnostics import Finding
from specpress.source.documents import Documents


def repeated_enum_values(schema: Schema, documents: Documents) -> Iterator[Finding]:
    if schema.enum is None or schema.span.file not in documents:
        return
    values = _at(documents[schema.span.file].value, schema.span.pointer)
    listed = values.get("enum") if isinstance(values, dict) else None
    if not isinstance(listed, list) or len(listed) == len(schema.enum):
        return
    seen: dict[str, list[Json]] = {}
    for number, value in enumerate(listed):
        same = seen.setdefault(_key(value), [])
        if any(json_equal(value, other) for other in same):
            span = schema.span.child("enum").child(number)
            yield Finding("SP231", span, f"`{str(value)[:60]}` is listed twice", "remove one")
        same.append(value)


def _key(value: Json) -> str:
    """Equal for equal values, and cheap: 100,000 of them are compared within their own kind only."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"number {hash(value)}"
    return f"{type(value).__name__} {value if isinstance(value, str) else ''}"


def _at(value: Json, pointer: str) -> Json:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
