"""What goes round the closed loop: arguments and answers, drawn from the schemas of the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from specpress.api import Api, MediaType, Response, Schema, Subschema
from specpress.plan.operation_views import BodyPlan, ContentPlan
from tests.loop.ends import Call, Loop
from tests.sampling import samples

NOTHING = object()
"""No body to compare."""


def arguments(loop: Loop, call: Call, data: st.DataObject) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the client is called with, and what has to arrive."""
    given: dict[str, Any] = {}
    named = [a for a in call.row.arguments if hasattr(a, "location")]
    rows = {(a.location, getattr(a, "name", "") or a.wire): a for a in named}
    declared = {p.span: p for p in call.operation.parameters}
    for parameter in call.plan.parameters:
        if not parameter.required and data.draw(st.booleans()):
            continue
        row = rows[parameter.location, parameter.name]
        source = declared.get(parameter.span)
        place = parameter.location
        schema = source and (source.content.schema if source.content else source.schema)
        value = data.draw(
            samples(loop.side, schema).filter(lambda v, place=place: sendable(v, place))
        )
        if parameter.flag:
            value = "text"
        if not schema:
            value = "text"
        given[parameter.name] = typed(row, value)
    expected = dict(given)
    if call.plan.body is not None and (call.plan.body.required or data.draw(st.booleans())):
        given |= body_of(loop, call, call.plan.body, data)
        expected[call.plan.body.name] = given[call.plan.body.name]
    return given, expected


def sendable(value: Any, location: str) -> bool:
    """Null, "" and [] cannot be told from nothing; a slash ends a segment of a path for every server."""
    if isinstance(value, dict):
        return bool(value) and all(sendable(each, location) for each in value.values())
    if isinstance(value, list):
        return bool(value) and all(sendable(each, location) for each in value)
    if isinstance(value, str):
        text = value not in ("", ".", "..") and value == value.strip()
        return text and "/" not in value and (location != "header" or value.isascii())
    return value is not None


def typed(row: Any, value: Any) -> Any:
    """The value as Python has it; one that the models do not take strictly is drawn again."""
    try:
        return row.adapter.validate_json(json.dumps(value), strict=True)
    except ValidationError:
        assume(False)


def body_of(loop: Loop, call: Call, body: BodyPlan, data: st.DataObject) -> dict[str, Any]:
    media = {m.name: m for m in call.operation.body.content} if call.operation.body else {}
    (row,) = [argument for argument in call.row.arguments if hasattr(argument, "contents")]
    index = data.draw(st.integers(0, len(body.contents) - 1))
    content = body.contents[index]
    value = content_value(loop, content, row.contents[index], media[content.media_type], data)
    made = {body.name: value}
    if len(body.contents) > 1:
        made["media_type"] = content.media_type
    return made


def content_value(
    loop: Loop, plan: ContentPlan, row: Any, media: MediaType, data: st.DataObject
) -> Any:
    match plan.kind:
        case "text":
            return data.draw(
                st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), min_size=1)
            )
        case "bytes":
            return data.draw(st.binary(min_size=1))
        case "multipart":
            return multipart_value(loop, plan, row, data)
        case "events" | "lines":
            schema = media.item_schema or media.schema
            return [typed(row, data.draw(samples(loop.side, schema))) for _ in range(2)]
        case _:
            value = data.draw(samples(loop.side, media.schema))
            assume(value is not None)  # to the client None is no body
            if plan.kind == "form":
                assume(sendable(value, "form"))
            return typed(row, value)


def multipart_value(loop: Loop, plan: ContentPlan, row: Any, data: st.DataObject) -> Any:
    made: dict[str, Any] = {}
    for part, each in zip(row.parts, plan.fields, strict=True):
        if not each.required and data.draw(st.booleans()):
            continue
        if each.file:
            content = data.draw(st.binary(min_size=1))
            made[each.wire] = [content] if each.many else content
            continue
        spans = {s.span: s for s in all_schemas(loop.api)}
        value = data.draw(samples(loop.side, spans.get(each.span)))
        assume(sendable(value, "form"))
        made[each.wire] = typed(part, value)
    assume(made)
    return made


def all_schemas(api: Api) -> Iterator[Any]:
    seen: set[int] = set()
    stack: list[Subschema | None] = list(api.schemas.values())
    for operation in api.operations:
        if operation.body:
            stack += [media.schema for media in operation.body.content]
    while stack:
        schema = stack.pop()
        if schema is None or id(schema) in seen:
            continue
        seen.add(id(schema))
        yield schema
        if isinstance(schema, Schema):
            stack += [*schema.object.properties.values(), *schema.all_of, schema.array.items]


def answered(
    loop: Loop, call: Call, declared: Response, data: st.DataObject
) -> tuple[int, Any, Any]:
    """A status, what the service gives for it, and the body that has to come out of the client."""
    planned = next(r for r in call.plan.responses if r.status == declared.status)
    status = number(declared.status, [r.status for r in call.operation.responses])
    reply = loop.module("_router").Reply
    if not planned.contents or status in (204, 304) or status < 200 or call.plan.method == "HEAD":
        return status, reply(status) if status < 400 else reply(status, None), NOTHING
    index = data.draw(st.integers(0, len(planned.contents) - 1))
    row = call.row.responses[declared.status]
    content, row = planned.contents[index], getattr(row, "contents", [row])[index]
    media = next(m for m in declared.content if m.name == content.media_type)
    value = content_value(loop, content, row, media, data)
    if status >= 400 and value is None:
        assume(False)  # an error without a body gets one
    return status, reply(status, value, media_type=content.media_type), value


def number(status: str, others: list[str]) -> int:
    if status.isdigit():
        return int(status)
    taken = {int(other) for other in others if other.isdigit()}
    ranges = {"default": range(500, 600) if len(others) > 1 else range(200, 300)}
    wanted = ranges.get(status) or range(int(status[0]) * 100, int(status[0]) * 100 + 100)
    with suppress(StopIteration):
        return next(n for n in wanted if n not in taken and n not in (204, 205, 304))
    return wanted[0]
