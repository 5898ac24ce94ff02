"""What goes over the wire: parameters, headers, bodies and responses."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from specpress.api import (
    Encoding,
    Header,
    Link,
    Location,
    MediaType,
    Parameter,
    RequestBody,
    Response,
    Style,
    Subschema,
)
from specpress.read.fields import Context, Fields
from specpress.read.schema import Schemas, read_schema
from specpress.read.values import read_examples
from specpress.source.node import Node

_LOCATIONS: tuple[str, ...] = get_args(Location)
_STYLES: tuple[str, ...] = get_args(Style)
_DEFAULT_STYLE: dict[str, Style] = {
    "path": "simple",
    "header": "simple",
    "query": "form",
    "cookie": "form",
    "querystring": "form",
}


def read_parameter(node: Node, context: Context, schemas: Schemas) -> Parameter | None:
    """A parameter, `$ref` followed, read once however many refer to it; None where it cannot be one (reported)."""
    found = context.resolver.resolve(node, "parameters")
    if found is None:
        return None
    if found is node:
        return _parameter(found, context, schemas)
    if found.span not in context.parameters:
        context.parameters[found.span] = _parameter(found, context, schemas)
    return context.parameters[found.span]


def _parameter(found: Node, context: Context, schemas: Schemas) -> Parameter | None:
    fields = Fields(found, context)
    name, location = fields.text("name"), fields.text("in")
    if location not in _LOCATIONS:
        context.wrong(found, f"a parameter in one of {', '.join(_LOCATIONS)}")
        return None
    style = _style(fields, context) or _DEFAULT_STYLE[location]
    made = Parameter(
        name=name,
        location=location,  # type: ignore[arg-type]
        required=fields.flag("required"),
        span=found.span,
        description=fields.text("description"),
        deprecated=fields.flag("deprecated"),
        style=style,
        explode=fields.flag("explode", style in ("form", "cookie")),
        allow_reserved=fields.flag("allowReserved"),
        allow_empty_value=fields.flag("allowEmptyValue"),
        schema=_schema(fields, "schema", context, schemas),
        content=_single_content(fields, context, schemas),
        examples=read_examples(fields, context),
        extensions=fields.extensions(),
    )
    fields.close()
    return made


def _style(fields: Fields, context: Context) -> Style | None:
    node = fields.take("style")
    if node is None:
        return None
    if node.value not in _STYLES:
        context.wrong(node, f"one of {', '.join(_STYLES)}")
        return None
    return node.value  # type: ignore[return-value]


def _schema(fields: Fields, key: str, context: Context, schemas: Schemas) -> Subschema | None:
    node = fields.take(key)
    return read_schema(node, context, schemas) if node else None


def _single_content(fields: Fields, context: Context, schemas: Schemas) -> MediaType | None:
    found = read_content(fields, context, schemas)
    return found[0] if found else None


def read_content(fields: Fields, context: Context, schemas: Schemas) -> tuple[MediaType, ...]:
    """The media types under `content`, in order."""
    return tuple(
        made
        for name, node in fields.members("content")
        if (made := _media_type(name, node, context, schemas))
    )


def _media_type(name: str, node: Node, context: Context, schemas: Schemas) -> MediaType | None:
    found = context.resolver.resolve(node, "mediaTypes")
    if found is None:
        return None
    fields = Fields(found, context)
    made = MediaType(
        name=name,
        schema=_schema(fields, "schema", context, schemas),
        span=node.span,
        item_schema=_schema(fields, "itemSchema", context, schemas),
        encoding={
            key: _encoding(child, context, schemas) for key, child in fields.members("encoding")
        },
        examples=read_examples(fields, context),
        extensions=fields.extensions(),
    )
    fields.close()
    return made


def _encoding(node: Node, context: Context, schemas: Schemas) -> Encoding:
    fields = Fields(node, context)
    explode = fields.flag("explode") if "explode" in fields.names() else None
    made = Encoding(
        content_type=fields.optional_text("contentType"),
        headers=read_headers(fields, context, schemas),
        style=_style(fields, context),
        explode=explode,
        allow_reserved=fields.flag("allowReserved"),
        span=node.span,
    )
    fields.extensions()
    fields.close()
    return made


def read_headers(fields: Fields, context: Context, schemas: Schemas) -> tuple[Header, ...]:
    """The headers of a response or part, by name; `Content-Type` is not one (OpenAPI: it is ignored)."""
    made = []
    for name, node in fields.members("headers"):
        found = context.resolver.resolve(node, "headers")
        if found is not None and name.lower() != "content-type":
            made.append(_header(name, found, context, schemas))
    return tuple(made)


def _header(name: str, node: Node, context: Context, schemas: Schemas) -> Header:
    fields = Fields(node, context)
    _style(fields, context)
    made = Header(
        name=name,
        required=fields.flag("required"),
        description=fields.text("description"),
        deprecated=fields.flag("deprecated"),
        explode=fields.flag("explode"),
        schema=_schema(fields, "schema", context, schemas),
        content=_single_content(fields, context, schemas),
        span=node.span,
    )
    read_examples(fields, context)
    fields.flag("allowReserved")
    fields.flag("allowEmptyValue")
    fields.extensions()
    fields.close()
    return made


def read_body(node: Node | None, context: Context, schemas: Schemas) -> RequestBody | None:
    """A request body, `$ref` followed."""
    found = context.resolver.resolve(node, "requestBodies") if node else None
    if found is None:
        return None
    fields = Fields(found, context)
    made = RequestBody(
        required=fields.flag("required"),
        content=read_content(fields, context, schemas),
        span=found.span,
        description=fields.text("description"),
        extensions=fields.extensions(),
    )
    fields.close()
    return made


def read_response(status: str, node: Node, context: Context, schemas: Schemas) -> Response | None:
    """A response, `$ref` followed, read once; `component` says which entry of components/responses it is."""
    found = context.resolver.resolve(node, "responses")
    if found is None:
        return None
    made = context.responses.get(found.span)
    if made is None:
        made = context.responses[found.span] = _response(status, found, context, schemas)
    if made.status != status:
        made = replace(made, status=status)
    beside = node.get("description")
    if context.version != "3.0" and found is not node and beside and isinstance(beside.value, str):
        return replace(made, description=beside.value)
    return made


def _response(status: str, found: Node, context: Context, schemas: Schemas) -> Response:
    parts = found.span.pointer.split("/")
    fields = Fields(found, context)
    made = Response(
        status=status,
        description=fields.text("description") or fields.text("summary"),
        headers=read_headers(fields, context, schemas),
        content=read_content(fields, context, schemas),
        span=found.span,
        links=tuple(_link(name, child, context) for name, child in fields.members("links")),
        component=parts[3] if parts[1:3] == ["components", "responses"] else None,
        extensions=fields.extensions(),
    )
    fields.take("summary")
    fields.close()
    return made


def _link(name: str, node: Node, context: Context) -> Link:
    found = context.resolver.resolve(node, "links") or node
    fields = Fields(found, context)
    operation = fields.text("operationId") or fields.text("operationRef")
    made = Link(name, operation, fields.text("description"), found.span)
    for key in ("operationRef", "parameters", "requestBody", "server", "$ref"):
        fields.take(key)  # they tell a person how to call; nothing is generated from them
    fields.extensions()
    fields.close()
    return made
