"""Where operations use schemas: every parameter, header, body and response, with the name an inline class gets.

Takes an `Api`, gives pairs of a schema and the class name to use should it need one: after the component it
belongs to, else after the operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specpress.api import Api, Header, MediaType, Operation, Reference, Subschema
from specpress.diagnostics import Span
from specpress.plan.flatten import Flattener
from specpress.plan.names import pascal

Site = tuple[Subschema, str]


def sites(api: Api, flattener: Flattener) -> Iterator[Site]:
    """Every schema that stands in an operation, a callback or a webhook, in the order of the document."""
    for operation in api.operations:
        yield from _operation(operation, _name(operation), flattener)
    for webhook in api.webhooks:
        for operation in webhook.operations:
            name = operation.operation_id or f"{webhook.name} {operation.method}"
            yield from _operation(operation, pascal(name), flattener)


def _name(operation: Operation) -> str:
    return pascal(operation.operation_id or f"{operation.method} {operation.path}") or "Operation"


def _operation(operation: Operation, name: str, flattener: Flattener) -> Iterator[Site]:
    for parameter in operation.parameters:
        hint = _component(parameter.span) or f"{name}{pascal(parameter.name)}"
        if parameter.schema:
            yield parameter.schema, hint
        if parameter.content:
            yield from _content((parameter.content,), hint, flattener)
    if operation.body:
        hint = _component(operation.body.span) or f"{name}Request"
        yield from _content(operation.body.content, hint, flattener)
    first = next((r.status for r in operation.responses if r.status.startswith("2")), None)
    for response in operation.responses:
        own = (
            f"{name}Response"
            if response.status == first
            else f"{name}Response{pascal(response.status)}"
        )
        hint = _component(response.span) or own
        yield from _content(response.content, hint, flattener)
        yield from _headers(response.headers, hint, flattener)
    yield from _page_items(operation, flattener)
    for callback in operation.callbacks:
        for inner in callback.operations:
            inner_name = pascal(inner.operation_id or f"{callback.name} {inner.method}")
            yield from _operation(inner, inner_name, flattener)


def _content(content: Sequence[MediaType], hint: str, flattener: Flattener) -> Iterator[Site]:
    for number, media in enumerate(content):
        label = "" if not number else pascal(media.name.partition("/")[2].partition(";")[0])
        if media.schema:
            yield media.schema, f"{hint}{label}"
            if media.name.startswith(("multipart/", "application/x-www-form-urlencoded")):
                for name, field in flattener.merged(media.schema).object.properties.items():
                    yield field, f"{hint}{label}{pascal(name)}"
        if media.item_schema:
            yield media.item_schema, f"{hint}{label}Item"
        for name, encoding in media.encoding.items():
            yield from _headers(encoding.headers, f"{hint}{pascal(name)}", flattener)


def _page_items(operation: Operation, flattener: Flattener) -> Iterator[Site]:
    """The items of the list that `x-specpress-pages` walks, where they are a component."""
    pages = operation.extensions.get("x-specpress-pages")
    path = pages.get("items", "") if isinstance(pages, dict) else None
    if not isinstance(path, str):
        return
    for response in operation.responses:
        for media in response.content if response.status.startswith("2") else ():
            found = media.schema
            for name in filter(None, path.split(".")):
                found = flattener.merged(found).object.properties.get(name) if found else None
            items = flattener.merged(found).array.items if found else None
            if isinstance(items, Reference):
                yield items, ""


def _headers(headers: Sequence[Header], hint: str, flattener: Flattener) -> Iterator[Site]:
    for header in headers:
        own = _component(header.span) or f"{hint}{pascal(header.name)}"
        if header.schema:
            yield header.schema, own
        if header.content:
            yield from _content((header.content,), own, flattener)


def _component(span: Span) -> str | None:
    """`Limit` for `/components/parameters/Limit`; a response is told from a schema of its name."""
    parts = span.pointer.split("/")
    if len(parts) != 4 or parts[1] != "components":
        return None
    name = pascal(parts[3].replace("~1", "/"))
    suffix = {"responses": "Response", "requestBodies": "Request", "headers": "Header"}.get(
        parts[2], ""
    )
    return name if not name or name.endswith(suffix) else f"{name}{suffix}"
