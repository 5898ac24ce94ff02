"""What no documentation page states of a document: title, version, servers, tags, operation ids. It wants a mark."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import Api
from specpress.diagnostics import Span
from specpress.pages.difference import Ledger
from specpress.pages.editorial import Marks


def check_unmarked(api: Api, marks: Marks, ledger: Ledger) -> None:
    """Remark on each editorial choice that does not carry its mark."""
    for span, key, what in _choices(api):
        at = span.child(key) if key else span
        if marks.on(span, key) is None and marks.on(at) is None:
            told = f"{what} is not from the page"
            ledger.remarks.append(
                ("SP722", at, told, "mark it with x-specpress-editorial and a reason")
            )


def _choices(api: Api) -> Iterator[tuple[Span, str, str]]:
    info = Span(api.span.file, "/info")
    for key, value in (
        ("title", api.info.title),
        ("version", api.info.version),
        ("description", api.info.description),
    ):
        if value:
            yield info, key, f"the {key} of the document"
    for server in api.servers:
        yield server.span, "", f"the server {server.url}"
    for tag in api.tags:
        yield tag.span, "", f"the tag {tag.name!r}"
    for operation in api.operations:
        if operation.operation_id:
            yield operation.span, "operationId", "the operationId"
        if operation.tags:
            yield operation.span, "tags", "the list of tags"
