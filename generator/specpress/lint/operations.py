"""Rules about one operation, each a small function that yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specpress.api import Api, Operation
from specpress.diagnostics import Finding
from specpress.walk import contents

OperationRule = Callable[[Operation, Api], Iterator[Finding]]


def missing_operation_id(operation: Operation, api: Api) -> Iterator[Finding]:
    if operation.operation_id is None and operation in api.operations:
        message = f"{_named(operation)} has no operationId"
        yield Finding("SP220", operation.span, message, "the method is named after the path")


def no_success(operation: Operation, api: Api) -> Iterator[Finding]:
    statuses = [response.status for response in operation.responses]
    if not any(status[0] in "123" or status == "default" for status in statuses):
        message = f"{_named(operation)} declares no successful answer"
        yield Finding("SP221", operation.span, message, "add a response `200`, or `default`")


def no_error(operation: Operation, api: Api) -> Iterator[Finding]:
    statuses = [response.status for response in operation.responses]
    if statuses and not any(status[0] in "45" or status == "default" for status in statuses):
        message = f"{_named(operation)} declares no error"
        help = "errors of a declared status carry a typed body; add `4XX` or `default`"
        yield Finding("SP222", operation.span, message, help)


def body_where_none_is_read(operation: Operation, api: Api) -> Iterator[Finding]:
    if operation.body is not None and operation.method.lower() in ("get", "head", "delete"):
        message = f"{operation.method.upper()} with a request body"
        help = "servers and proxies may drop it (RFC 9110, 9.3); use query parameters or POST"
        yield Finding("SP223", operation.span.child("requestBody"), message, help)


def content_without_body(operation: Operation, api: Api) -> Iterator[Finding]:
    for response in operation.responses:
        if response.status in ("204", "205", "304") and response.content:
            message = f"an answer of status {response.status} has no body"
            yield Finding("SP224", response.content[0].span, message, "remove `content`")


def content_without_schema(operation: Operation, api: Api) -> Iterator[Finding]:
    for media in contents(operation):
        if "json" in media.name and media.schema is None and media.item_schema is None:
            message = f"{media.name} without a schema is typed as Any"
            yield Finding("SP225", media.span, message, "add a `schema`")


def undeclared_tag(operation: Operation, api: Api) -> Iterator[Finding]:
    declared = {tag.name for tag in api.tags}
    for number, tag in enumerate(operation.tags):
        if declared and tag not in declared:
            span = operation.span.child("tags").child(number)
            yield Finding("SP226", span, f"the tag `{tag}` is not among the document's `tags`", "")


def required_and_deprecated(operation: Operation, api: Api) -> Iterator[Finding]:
    for parameter in operation.parameters:
        if parameter.required and parameter.deprecated and parameter.location != "path":
            message = f"`{parameter.name}` is deprecated, and required"
            yield Finding("SP227", parameter.span, message, "make it optional first")


def _named(operation: Operation) -> str:
    return f"`{operation.method.upper()} {operation.path}`"


OPERATION_RULES: tuple[OperationRule, ...] = (
    missing_operation_id,
    no_success,
    no_error,
    body_where_none_is_read,
    content_without_body,
    content_without_schema,
    undeclared_tag,
    required_and_deprecated,
)
