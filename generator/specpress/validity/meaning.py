"""What the prose of the specification forbids and no JSON Schema can say: paths, their parameters, operationIds.

Takes the `Api`, reports what contradicts itself. Runs after `read`, in every command that reads a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from specpress.api import Api, Operation
from specpress.diagnostics import Report, Span

_VARIABLE = re.compile(r"\{([^{}/?#]+)\}")


def meaning(api: Api, report: Report) -> None:
    _operation_ids(api, report)
    _equal_paths(api, report)
    for operation in api.operations:
        _path_parameters(operation, report)


def _path_parameters(operation: Operation, report: Report) -> None:
    """Every variable of a path has a parameter, and the other way round."""
    variables = _VARIABLE.findall(operation.path)
    declared = {p.name: p for p in operation.parameters if p.location == "path"}
    missing = [name for name in dict.fromkeys(variables) if name not in declared]
    spare = [name for name in declared if name not in variables]
    for name in missing:
        message = f"no parameter declares `{name}`, a variable of the path"
        help = f"is it `{spare[0]}`?" if spare else f"add `- {{name: {name}, in: path}}`"
        report.add("SP217", operation.span, message, help)
    for name in spare[len(missing) :]:
        message = f"`{name}` is not a variable of the path `{operation.path}`"
        has = f"the path has {_listed(variables)}" if variables else "the path has none"
        report.add("SP216", declared[name].span, message, has)
    for name in dict.fromkeys(variables):
        if variables.count(name) > 1:
            report.add("SP217", operation.span, f"`{name}` is in the path twice", "rename one")


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def _operation_ids(api: Api, report: Report) -> None:
    """Two operations with one operationId: links and tools cannot tell them apart."""
    seen: dict[str, Operation] = {}
    for operation in _all_operations(api):
        if operation.operation_id is None:
            continue
        first = seen.setdefault(operation.operation_id, operation)
        if first is not operation:
            message = (
                f"the operationId `{operation.operation_id}` is that of {_named(first)} already"
            )
            span = operation.span.child("operationId")
            report.add("SP218", span, message, "give each operation one of its own")


def _all_operations(api: Api) -> Iterator[Operation]:
    yield from api.operations
    for webhook in api.webhooks:
        yield from webhook.operations


def _named(operation: Operation) -> str:
    return f"`{operation.method.upper()} {operation.path}`"


def _equal_paths(api: Api, report: Report) -> None:
    """Two paths that differ in the names of their variables only are the same path."""
    seen: dict[str, str] = {}
    for operation in api.operations:
        first = seen.setdefault(_VARIABLE.sub("{}", operation.path), operation.path)
        if first != operation.path:
            message = f"`{operation.path}` and `{first}` are the same path"
            report.add("SP219", _path_of(operation.span), message, "keep one of them")


def _path_of(span: Span) -> Span:
    return Span(span.file, span.pointer.rpartition("/")[0])
