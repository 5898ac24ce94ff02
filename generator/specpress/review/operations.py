"""Comparators of operations: which are gone, which are new, and what is inside those that stayed.

Takes two documents, gives differences with their places and the pairs of schemas that operations use. Callbacks and
webhooks are operations too, in which everything travels the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from specpress.api import Api, Callback, Operation, Webhook
from specpress.diagnostics import Span
from specpress.review.contents import body, responses
from specpress.review.difference import Difference
from specpress.review.parameters import Sides, parameters
from specpress.review.place import Place, Seen, Told
from specpress.review.security import schemes, security
from specpress.review.view import shown

Apis = tuple[Api, Api]


def operations(apis: Apis, sides: Sides, today: date | None) -> Seen:
    """`today` decides whether a sunset has passed; without it none has."""
    old, new = apis
    before, after = _keyed(old.operations), _keyed(new.operations)
    for key, operation in before.items():
        place = Place(label(operation), "request", "")
        if key in after:
            yield from _kept(operation, after[key], place, apis, sides)
        else:
            yield Told(place, _removed(operation, new.span, today))
    for key, operation in after.items():
        if key not in before:
            found = Difference(
                "operation-added", "annotation", "operation added", old.span, operation.span
            )
            yield Told(Place(label(operation), "request", ""), found)
    yield from _groups(old.webhooks, new.webhooks, Place("", "request", ""), apis, sides)


def label(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def same_operation(old: Operation, new: Operation) -> bool:
    """Whether two operations have one method and one path, whatever the parameters in it are called."""
    return _keyed([old]).keys() == _keyed([new]).keys()


def _keyed(operations: Iterable[Operation]) -> Mapping[tuple[str, str], Operation]:
    """By method and path, whatever the parameters in it are called; two that would be one keep their names."""
    found: dict[tuple[str, str], Operation] = {}
    for operation in operations:
        key = (operation.method.lower(), re.sub(r"\{[^{}]*\}", "{}", operation.path))
        if key in found:
            key = (operation.method.lower(), operation.path)
        found[key] = operation
    return found


def _removed(operation: Operation, beside: Span, today: date | None) -> Difference:
    sunset = operation.extensions.get("x-sunset")
    if operation.deprecated and _past(sunset, today):
        told = f"operation removed after its sunset of {sunset}"
        return Difference("operation-removed-after-sunset", "unknown", told, operation.span, beside)
    told = "operation removed"
    if operation.deprecated and isinstance(sunset, str):
        told += f" before its sunset of {shown(sunset)}"
    return Difference("operation-removed", "narrower", told, operation.span, beside)


def _past(sunset: object, today: date | None) -> bool:
    if today is None or not isinstance(sunset, str):
        return False
    try:
        return date.fromisoformat(sunset[:10]) <= today
    except ValueError:
        return False


def _kept(old: Operation, new: Operation, place: Place, apis: Apis, sides: Sides) -> Seen:
    yield from _names(old, new, place)
    yield from parameters(old, new, place, sides)
    yield from body(old, new, place)
    yield from responses(old, new, place)
    yield from security(old, new, place, apis)
    yield from schemes(old, new, place, apis)
    yield from _servers(old, new, place)
    yield from _groups(old.callbacks, new.callbacks, place, apis, sides)


def _names(old: Operation, new: Operation, place: Place) -> Iterator[Told]:
    spans = (old.span, new.span)
    if old.operation_id != new.operation_id:
        told = f"operationId {_shown(old.operation_id)} became {_shown(new.operation_id)}"
        yield Told(place, Difference("operation-id", "annotation", told, *spans))
    if old.deprecated != new.deprecated:
        told = "became deprecated" if new.deprecated else "is no longer deprecated"
        yield Told(place, Difference("deprecated", "annotation", told, *spans))


def _shown(name: str | None) -> str:
    return "(none)" if name is None else shown(name)


def _servers(old: Operation, new: Operation, place: Place) -> Iterator[Told]:
    urls = {server.url.rstrip("/") for server in new.servers}
    beside = new.servers[0].span if new.servers else new.span
    for server in old.servers:
        if server.url.rstrip("/") not in urls:
            told = f"server {shown(server.url)} removed"
            yield Told(place, Difference("server-removed", "unknown", told, server.span, beside))


def _groups(
    old: tuple[Callback, ...] | tuple[Webhook, ...],
    new: tuple[Callback, ...] | tuple[Webhook, ...],
    place: Place,
    apis: Apis,
    sides: Sides,
) -> Seen:
    """Callbacks by name and expression, webhooks by name; the requests in them go to the caller."""
    before, after = _inside(old), _inside(new)
    for key, (kind, operation) in before.items():
        at = _at(place, kind, operation)
        if key in after:
            yield from _kept(operation, after[key][1], at, apis, sides)
        else:
            told = f"{kind} {shown(key[0])} removed"
            found = Difference(f"{kind}-removed", "unknown", told, operation.span, apis[1].span)
            yield Told(at, found)
    for key, (kind, operation) in after.items():
        if key not in before:
            told = f"{kind} {shown(key[0])} added"
            found = Difference(f"{kind}-added", "annotation", told, apis[0].span, operation.span)
            yield Told(_at(place, kind, operation), found)


def _at(place: Place, kind: str, operation: Operation) -> Place:
    name = place.operation or f"{operation.method.upper()} {operation.path}"
    return Place(name, "response", f"{kind} {operation.method.upper()}", flipped=True)


def _inside(
    groups: tuple[Callback, ...] | tuple[Webhook, ...],
) -> Mapping[tuple[str, str, str], tuple[str, Operation]]:
    return {
        (group.name, operation.method.lower(), operation.path): (
            "callback" if isinstance(group, Callback) else "webhook",
            operation,
        )
        for group in groups
        for operation in group.operations
    }
