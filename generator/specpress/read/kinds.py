"""What kinds of value and which values a schema allows, and its numbers: where the dialects differ most.

Takes the members of a schema, gives them as JSON Schema 2020-12 has them.
"""

from __future__ import annotations

from specpress.api import NumberRules, TypeName, Value, type_names
from specpress.read.fields import Context, Fields
from specpress.read.nulls import unique

_ALONE: dict[str, tuple[TypeName, ...]] = {name: (name,) for name in type_names}


def types(fields: Fields, context: Context) -> tuple[TypeName, ...] | None:
    alone = fields.choice("type", _ALONE)
    if alone is not None:
        return alone
    node = fields.take("type")
    if node is None:
        return None
    found = node.value if isinstance(node.value, list) else [node.value]
    for name in found:
        if name not in type_names:
            context.wrong(node, f"one of {', '.join(type_names)}")
            return None
    if "number" in found:
        found = [name for name in found if name != "integer"]
    return tuple(name for name in type_names if name in found)


def enum(fields: Fields, context: Context) -> tuple[Value, ...] | None:
    const, listed = fields.take("const"), fields.take("enum")
    if listed is not None and not isinstance(listed.value, list):
        context.wrong(listed, "a list of values")
        return None
    values = unique(listed.value) if listed and isinstance(listed.value, list) else None
    if const is None:
        return values
    single = Value(const.value)
    return (single,) if values is None or single in values else ()


def nullable(fields: Fields, context: Context) -> bool:
    """`nullable` is of OpenAPI 3.0; later documents that still use it mean the same."""
    node = fields.take("nullable")
    if node is None:
        return False
    if context.version != "3.0":
        told = "write `type: [string, 'null']`, or anyOf with `type: 'null'`"
        context.report.add(
            "SP305", node.span, "'nullable' is not part of OpenAPI 3.1 and later", told
        )
    return node.value is True


def number(fields: Fields) -> NumberRules:
    minimum, above = _bound(fields, "minimum", "exclusiveMinimum")
    maximum, below = _bound(fields, "maximum", "exclusiveMaximum")
    return NumberRules(minimum, above, maximum, below, fields.number("multipleOf"))


def _bound(
    fields: Fields, key: str, exclusive: str
) -> tuple[int | float | None, int | float | None]:
    """Inclusive and exclusive bound; in OpenAPI 3.0 the latter is a flag on the former."""
    bound = fields.number(key)
    value = fields.node.value
    if isinstance(value, dict) and isinstance(value.get(exclusive), bool):
        return (None, bound) if fields.flag(exclusive) else (bound, None)
    return bound, fields.number(exclusive)
