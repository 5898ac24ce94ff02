"""Request bodies and answers: which media types there are, how each travels, and of what Python type it is.

Takes the `content` of the document, gives `ContentPlan`s. Only this module knows which media type is which kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from specpress.api import (
    Api,
    Encoding,
    MediaType,
    Never,
    Operation,
    Reference,
    Response,
    Schema,
    Subschema,
)
from specpress.diagnostics import Report, Span
from specpress.plan.operation_names import free, snake
from specpress.plan.operation_views import (
    BodyPlan,
    ContentPlan,
    FieldPlan,
    HeaderPlan,
    Kind,
    ResponsePlan,
)
from specpress.plan.types import ANY, STR, Builtin, ListOf, Type
from specpress.printable import Code, Identifier
from specpress.records import dataclass

BYTES = Builtin(Code("bytes"))
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA = re.compile(rf"{_TOKEN}/{_TOKEN}(\s*;.*)?")
TOKEN = re.compile(_TOKEN)
_LINES = re.compile(
    r"application/(jsonl|x-jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson|json-seq|stream\+json)"
)
_TEXTS = re.compile(r"text/.*|application/(xml|yaml|x-yaml|graphql|.*\+(xml|yaml))")


class SchemaTypes(Protocol):
    """What the models give to operations: the Python type of a schema that stands in one."""

    def type_at(self, span: Span) -> Type: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """What every part of the plan of operations looks things up in."""

    api: Api
    types: SchemaTypes
    report: Report

    def type_of(self, schema: Subschema | None) -> Type:
        if schema is None:
            return ANY
        try:
            return self.types.type_at(schema.span)
        except KeyError:
            message = "this schema has no type of its own here and is typed as Any"
            self.report.add("SP507", schema.span, message)
            return ANY


def kind_of(media: str) -> Kind:
    """How a media type travels; parameters (`; charset=utf-8`) do not matter."""
    name = media.partition(";")[0].strip().lower()
    if name == "text/event-stream":
        return "events"
    if _LINES.fullmatch(name):
        return "lines"
    if re.fullmatch(r".*[/+]json", name) or name == "*/*":
        return "json"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if name.startswith("multipart/"):
        return "multipart"
    return "text" if _TEXTS.fullmatch(name) else "bytes"


def plan_body(
    operation: Operation, unique: str, taken: set[str], sources: Sources
) -> BodyPlan | None:
    body = operation.body
    if body is None:
        return None
    form = Identifier("".join(part[:1].upper() + part[1:] for part in unique.split("_")) + "Form")
    contents = [_content(media, sources, form) for media in _allowed(body.content, sources)]
    if not contents:
        return None
    contents.sort(key=lambda content: _PREFERENCE.index(content.kind))
    return BodyPlan(
        name=free("body", taken),
        required=body.required,
        contents=tuple(contents),
        span=body.span,
        description=body.description,
    )


_PREFERENCE: tuple[Kind, ...] = ("json", "multipart", "form", "lines", "events", "text", "bytes")


def plan_response(response: Response, sources: Sources) -> ResponsePlan:
    contents = tuple(_content(media, sources) for media in _allowed(response.content, sources))
    headers: list[HeaderPlan] = []
    for header in response.headers:
        if header.name.lower() == "content-type":
            continue  # OpenAPI: "shall be ignored"
        if not TOKEN.fullmatch(header.name):
            sources.report.add("SP503", header.span, f"{header.name!r} is not the name of a header")
            continue
        schema = header.schema or (header.content.schema if header.content else None)
        name = free(snake(header.name, "header"), {h.name for h in headers})
        type = sources.type_of(schema) if schema is not None else STR
        headers.append(
            HeaderPlan(name, header.name, type, header.required, header.description, header.span)
        )
    return ResponsePlan(
        status=response.status,
        description=response.description,
        contents=contents,
        headers=tuple(headers),
        span=response.span,
        component=response.component,
    )


def _allowed(content: tuple[MediaType, ...], sources: Sources) -> Iterator[MediaType]:
    for media in content:
        if _MEDIA.fullmatch(media.name) and media.name.isprintable() and media.name.isascii():
            yield media
        else:
            sources.report.add("SP503", media.span, f"{media.name!r} is not a media type")


def _content(media: MediaType, sources: Sources, form: Identifier | None = None) -> ContentPlan:
    kind = kind_of(media.name)
    schema = media.schema
    type: Type
    fields: tuple[FieldPlan, ...] = ()
    match kind:
        case "json":
            type = sources.type_of(schema)
        case "form" | "multipart":
            type = sources.type_of(schema)
            fields = tuple(_fields(media, sources))
        case "events" | "lines":
            type = _item_type(media, sources)
        case "text" | "bytes":
            type = STR if kind == "text" else BYTES
            _opaque(media, sources)
    name = form if kind == "multipart" and fields else None
    return ContentPlan(media.name, kind, type, media.span, fields, name)


def _opaque(media: MediaType, sources: Sources) -> None:
    """Text and bytes are handed over as they are; a schema with structure is not applied to them."""
    schema = resolved(sources.api, media.schema)
    if isinstance(schema, Schema) and (schema.object.properties or schema.array.items):
        message = f"a body of {media.name} is given and taken as it is: its schema is not applied"
        sources.report.add("SP508", media.span, message)


def _item_type(media: MediaType, sources: Sources) -> Type:
    """Of one item of a stream. Where only `schema` is given it is taken for that of an item, unless an array."""
    if media.item_schema is not None:
        return sources.type_of(media.item_schema)
    schema = resolved(sources.api, media.schema)
    if isinstance(schema, Schema) and schema.types == ("array",) and schema.array.items:
        return sources.type_of(schema.array.items)
    return sources.type_of(media.schema)


def _fields(media: MediaType, sources: Sources) -> Iterator[FieldPlan]:
    multipart = kind_of(media.name) == "multipart"
    required: set[str] = set()
    found = dict(properties(sources.api, media.schema, required))
    for wire, schema in found.items():
        if any(c in wire for c in '\r\n\0"'):
            sources.report.add("SP503", schema.span, f"{wire!r} cannot name a part of a body")
            continue
        encoding = media.encoding.get(wire)
        item, many = _item(sources.api, schema)
        file = multipart and is_file(resolved(sources.api, item), encoding)
        type = sources.type_of(schema) if not file else (ListOf(BYTES) if many else BYTES)
        yield FieldPlan(
            wire=wire,
            type=type,
            required=wire in required,
            file=file,
            many=many,
            content_type=encoding.content_type if encoding else None,
            span=schema.span,
            style=encoding.style if encoding else None,
            explode=encoding.explode if encoding else None,
            description=schema.annotations.description if not isinstance(schema, Never) else "",
        )


def _item(api: Api, schema: Subschema) -> tuple[Subschema, bool]:
    found = resolved(api, schema)
    if isinstance(found, Schema) and found.types == ("array",) and found.array.items:
        return found.array.items, True
    return schema, False


def is_file(schema: Subschema | None, encoding: Encoding | None) -> bool:
    """Whether a part of a multipart body is bytes: by format, by contentMediaType, or by having no type at all."""
    if not isinstance(schema, Schema):
        return False
    if schema.format == "binary" or schema.string.content_encoding == "binary":
        return True
    if schema.string.content_media_type and not schema.string.content_encoding:
        return kind_of(schema.string.content_media_type) in ("bytes", "text")
    media = encoding.content_type if encoding else None
    bare = schema == Schema(schema.span, annotations=schema.annotations)
    return bare and (media is None or kind_of(media.partition(",")[0]) == "bytes")


def resolved(api: Api, schema: Subschema | None) -> Subschema | None:
    """The schema behind references; None for a ring of them."""
    for _ in range(100):
        if not isinstance(schema, Reference):
            return schema
        schema = api.schemas.get(schema.target)
    return None


def properties(
    api: Api, schema: Subschema | None, required: set[str], depth: int = 0
) -> Iterator[tuple[str, Subschema]]:
    """The properties of an object schema, those of its `allOf` first; fills `required`."""
    found = resolved(api, schema)
    if not isinstance(found, Schema) or depth > 20:
        return
    for part in found.all_of:
        yield from properties(api, part, required, depth + 1)
    required.update(found.object.required)
    yield from found.object.properties.items()
