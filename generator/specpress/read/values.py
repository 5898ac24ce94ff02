"""Examples and other plain values of a document."""

from __future__ import annotations

from specpress.api import Example, Value
from specpress.read.fields import Context, Fields
from specpress.source.node import Node


def read_examples(fields: Fields, context: Context) -> tuple[Example, ...]:
    """`example` and `examples` of a media type, parameter or header, in that order."""
    made = []
    if single := fields.take("example"):
        made.append(Example("", Value(single.value), "", single.span))
    for name, node in fields.members("examples"):
        found = context.resolver.resolve(node, "examples")
        if found is not None:
            made.append(_example(name, found, context))
    return tuple(made)


def _example(name: str, node: Node, context: Context) -> Example:
    fields = Fields(node, context)
    summary = fields.text("summary") or fields.text("description")
    fields.take("description")
    fields.extensions()
    value = fields.take("value") or fields.take("dataValue")
    for key in ("externalValue", "serializedValue"):
        fields.take(key)
    fields.close()
    return Example(name, Value(value.value) if value else None, summary, node.span)
