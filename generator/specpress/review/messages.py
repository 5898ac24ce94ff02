"""Differences that concern no schema, as two schemas of a message: its parameters, its headers, its status.

Takes a difference with its operation on both sides, gives a payload and what either side says about such messages, so
that the same validator judges it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specpress.api import Api, Json, MediaType, Operation, Response
from specpress.diagnostics import Span
from specpress.records import dataclass
from specpress.review.export import Document
from specpress.review.operations import label, same_operation
from specpress.review.reach import Cause, Trail
from specpress.review.security import Needs, named, ways_in
from specpress.review.validators import compiled


@dataclass(frozen=True, slots=True)
class Message:
    """A message that one side allows and the other does not, with what each says."""

    payload: Json
    old: Document
    new: Document


def message(cause: Cause, trail: Trail, apis: tuple[Api, Api]) -> Message | None:
    """None where no message can show it."""
    one, name = cause.difference, trail.place.operation
    old, new = one.old, one.new
    if old is None or new is None:
        return None
    match one.rule:
        case "operation-removed":
            return _operation(name, apis)
        case "required-parameter-added" | "parameter-became-required":
            return _parameter(new, apis[1])
        case "required-body-added" | "body-became-required":
            return Message({}, {"type": "object"}, _needing("body"))
        case "request-media-type-removed":
            return _request_media_type(old, new, apis)
        case "response-media-type-removed":
            return _response_media_type(old, new, apis)
        case "required-header-removed" | "header-became-optional":
            return _header(old, apis[0])
        case "success-status-removed":
            return _status(old, name, apis)
        case "security":
            return _security(old, new, apis)
        case _:
            return None


def _every(api: Api) -> Iterator[Operation]:
    """All operations, those of callbacks and webhooks too."""
    todo = [*api.operations, *(one for hook in api.webhooks for one in hook.operations)]
    while todo:
        one = todo.pop(0)
        yield one
        todo.extend(inner for callback in one.callbacks for inner in callback.operations)


def _needing(name: str) -> Document:
    return {"type": "object", "required": [name]}


def _operation(name: str, apis: tuple[Api, Api]) -> Message:
    old, new = ([*map(label, api.operations)] for api in apis)
    return Message(name, {"enum": [*old]}, {"enum": [*new]})


def _parameter(span: Span, api: Api) -> Message | None:
    """A request without the parameter."""
    found = next((p for one in _every(api) for p in one.parameters if p.span == span), None)
    if found is None:
        return None
    demanded: Document = {"properties": {found.location: _needing(found.name)}}
    return Message({found.location: {}}, {"type": "object"}, demanded)


def _request_media_type(old: Span, new: Span, apis: tuple[Api, Api]) -> Message | None:
    bodies = [
        next((one.body for one in _every(api) if one.body and wanted(one.body)), None)
        for api, wanted in (
            (apis[0], lambda body: any(media.span == old for media in body.content)),
            (apis[1], lambda body: body.span == new),
        )
    ]
    before, after = bodies
    gone = next((m.name for m in before.content if m.span == old), None) if before else None
    if before is None or after is None or gone is None:
        return None
    return Message({"content-type": gone}, _typed(before.content), _typed(after.content))


def _response_media_type(old: Span, new: Span, apis: tuple[Api, Api]) -> Message | None:
    """An answer in what the new document offers instead."""
    before = _response(apis[0], lambda r: any(media.span == old for media in r.content))
    after = _response(apis[1], lambda r: r.span == new)
    if before is None or after is None:
        return None
    known = {media.name.lower() for media in before.content}
    come = next((m.name for m in after.content if m.name.lower() not in known), None)
    if come is not None:
        return Message({"content-type": come}, _typed(before.content), _typed(after.content))
    gone = next((m.name for m in before.content if m.span == old), "")
    return Message(
        {"accept": gone}, _typed(before.content, "accept"), _typed(after.content, "accept")
    )


def _typed(content: tuple[MediaType, ...], header: str = "content-type") -> Document:
    return {"properties": {header: {"enum": [media.name for media in content]}}}


def _response(api: Api, wanted: Callable[[Response], bool]) -> Response | None:
    return next((r for one in _every(api) for r in one.responses if wanted(r)), None)


def _header(span: Span, api: Api) -> Message | None:
    """An answer without the header."""
    headers = (h for one in _every(api) for r in one.responses for h in r.headers)
    found = next((header for header in headers if header.span == span), None)
    if found is None:
        return None
    return Message({"headers": {}}, {"properties": {"headers": _needing(found.name)}}, {})


def _status(span: Span, name: str, apis: tuple[Api, Api]) -> Message | None:
    """An answer with a status that the old document does not list; without one, the status that is missed."""
    old = next((one for one in _every(apis[0]) if any(r.span == span for r in one.responses)), None)
    new = next((one for one in _every(apis[1]) if same_operation(old, one)), None) if old else None
    if old is None or new is None:
        return None
    before, after = ([r.status for r in one.responses] for one in (old, new))
    come = [status for status in after if status not in before]
    listed = [Document(properties={"status": {"enum": [*each]}}) for each in (before, after)]
    gone = next(r.status for r in old.responses if r.span == span)
    return Message({"status": come[0] if come else gone}, listed[0], listed[1])


def _security(old: Span, new: Span, apis: tuple[Api, Api]) -> Message | None:
    """The credentials of the old document, shown to the new one."""
    before = next((one for one in _every(apis[0]) if one.span == old), None)
    after = next((one for one in _every(apis[1]) if one.span == new), None)
    if before is None or after is None:
        return None
    ways = ways_in(before, *apis), ways_in(after, *reversed(apis))
    asked = [_asked(each) for each in ways]
    validator = compiled(asked[1])
    for needs in ways[0]:
        shown: Json = {named(what): [*sorted(scopes)] for what, scopes in needs.items()}
        if validator is not None and not validator.is_valid(shown):
            return Message(shown, asked[0], asked[1])
    return None


def _asked(ways: list[Needs]) -> Document:
    """The credentials with their scopes that are enough."""
    found: list[Json] = []
    for needs in ways:
        scopes: dict[str, Json] = {
            named(what): (
                {"allOf": [{"contains": {"const": scope}} for scope in sorted(asked)]}
                if asked
                else True
            )
            for what, asked in needs.items()
        }
        found.append({"required": [*scopes], "properties": scopes})
    return {"anyOf": found}
