"""Every Python decision about operations: groups, methods, arguments, answers, credentials.

Takes the `Api`, the types that the models gave to its schemas, and gives an `OperationsPlan` that the client and
the router print. Operations are grouped by their first tag.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from specpress.api import Api, Callback, Operation, Server, Webhook
from specpress.config import Options
from specpress.diagnostics import Report
from specpress.plan.operation_bodies import TOKEN, SchemaTypes, Sources, plan_body, plan_response
from specpress.plan.operation_helpers import plan_pages, plan_wait
from specpress.plan.operation_names import capitals, free, method_name, path_name, snake
from specpress.plan.operation_parameters import RESERVED, plan_parameters
from specpress.plan.operation_security import plan_schemes, plan_security, text_extension
from specpress.plan.operation_views import (
    Alternative,
    GroupPlan,
    OperationPlan,
    OperationsPlan,
    ReceiverPlan,
    SchemePlan,
    ServerPlan,
)
from specpress.printable import Identifier

_MEMBERS = frozenset(("request", "raw", "call", "undeclared", "close", "with_options", "http"))
_CLASSES = frozenset(
    name
    for plain in [
        "Client",
        "Resource",
        "Api",
        "Awaited",
        "Secret",
        "ByteStream",
        "EventStream",
        "LineStream",
        "Iterator",
        "Operation",
        "Parameter",
        "Options",
        "Credential",
        "Json",
        "JsonBody",
        "ByMediaType",
        "Basic",
        "InCookie",
        "InQuery",
        "OAuth",
        "Style",
        "Styled",
        "Bodies",
        "Form",
        "Multipart",
        "File",
        "Upload",
        "Wait",
        "Waiting",
        "Pages",
        "Any",
        "Literal",
        "TypedDict",
        "NotRequired",
        "Callable",
        "Iterable",
        "Mapping",
        "Unpack",
        "ApiError",
        "StatusError",
        "TransportError",
        "DecodeError",
    ]
    for name in (plain, f"Async{plain}")
)
"""Names that a module of the client has already."""


def plan_operations(
    api: Api, types: SchemaTypes, options: Options, report: Report
) -> OperationsPlan:
    sources = Sources(api, types, report)
    schemes = plan_schemes(api, report)
    planner = _Planner(sources, {scheme.name: scheme for scheme in schemes})
    class_name = free(capitals(api.info.title, "Api"), _CLASSES)
    groups = _groups(api, planner, {*_CLASSES, class_name, f"Async{class_name}"})
    return OperationsPlan(
        title=api.info.title,
        version=api.info.version,
        description=api.info.description,
        class_name=class_name,
        server=_server(api, report),
        schemes=schemes,
        groups=groups,
        receivers=_receivers(api, planner),
        security=_usual(groups),
        closed=_closed(groups),
    )


class _Planner:
    """Plans one operation after the other; `unique` names are unique in the whole document."""

    def __init__(self, sources: Sources, schemes: Mapping[str, SchemePlan]) -> None:
        self.sources = sources
        self._schemes = schemes
        self._unique: set[str] = set()

    def plan(self, operation: Operation, tag: str | None, taken: set[str]) -> OperationPlan:
        report = self.sources.report
        name = self._name(operation, tag, taken)
        wide = operation.operation_id or path_name(operation.method, operation.path)
        unique = free(snake(wide, "operation"), self._unique)
        self._unique.add(unique)
        parameters = plan_parameters(operation, self.sources)
        own = operation.servers if operation.servers != self.sources.api.servers else ()
        server = _url(own[0]) if own else ""
        if own and not server:
            told = f"{operation.method.upper()} {operation.path} has a server of its own that is no whole URL"
            report.add("SP513", operation.span, told, "make a client with `host=` for it")
        planned = OperationPlan(
            method=operation.method.upper(),
            path=operation.path,
            name=name,
            unique=unique,
            span=operation.span,
            operation_id=operation.operation_id,
            tags=operation.tags,
            summary=operation.summary,
            description=operation.description,
            deprecated=operation.deprecated,
            parameters=parameters,
            body=plan_body(
                operation, unique, {*RESERVED, *(p.name for p in parameters)}, self.sources
            ),
            responses=tuple(plan_response(r, self.sources) for r in operation.responses),
            security=plan_security(operation.security, self._schemes, self.sources.api),
            server=server,
        )
        return self._with_helpers(operation, planned, taken)

    def _name(self, operation: Operation, tag: str | None, taken: set[str]) -> Identifier:
        report = self.sources.report
        given = text_extension(operation.extensions, "x-specpress-name", operation.span, report)
        wanted = given or method_name(operation.operation_id, tag, operation.method, operation.path)
        name = free(snake(wanted, operation.method), taken)
        if wanted in taken:
            message = (
                f"two operations of {tag or 'no tag'} want the name {wanted!r}: this is {name!r}"
            )
            report.add("SP501", operation.span, message, "give one of them an `x-specpress-name`")
        taken.add(name)
        return name

    def _with_helpers(
        self, operation: Operation, planned: OperationPlan, taken: set[str]
    ) -> OperationPlan:
        wait = plan_wait(operation, planned.name, self.sources)
        pages = plan_pages(operation, planned.name, planned.parameters, self.sources)
        if wait is not None:
            wait = replace(wait, name=free(wait.name, taken))
            taken.add(wait.name)
        if pages is not None:
            pages = replace(pages, name=free(pages.name, taken))
            taken.add(pages.name)
        return replace(planned, wait=wait, pages=pages)


def _groups(api: Api, planner: _Planner, classes: set[str]) -> tuple[GroupPlan, ...]:
    """One group for each first tag: in the order in which the document declares tags, then as they come."""
    by_tag: dict[str | None, list[Operation]] = {tag.name: [] for tag in api.tags}
    for operation in api.operations:
        by_tag.setdefault(operation.tags[0] if operation.tags else None, []).append(operation)
    descriptions = {tag.name: tag.description for tag in api.tags}
    groups: list[GroupPlan] = []
    names = set(_MEMBERS)
    for tag, operations in by_tag.items():
        methods: set[str] = set()
        report = planner.sources.report
        planned = tuple(
            planner.plan(op, tag, methods) for op in operations if _callable(op, report)
        )
        if not planned:
            continue
        name = free(snake(tag or "default", "tag"), names)
        wanted = capitals(tag or "default", "Tag")
        taken = wanted in classes or f"Async{wanted}" in classes
        class_name = free(f"{wanted}Group" if taken else wanted, classes)
        names.add(name)
        classes.update((class_name, f"Async{class_name}"))
        groups.append(GroupPlan(name, class_name, tag, descriptions.get(tag or "", ""), planned))
    return tuple(groups)


def _receivers(api: Api, planner: _Planner) -> tuple[ReceiverPlan, ...]:
    found: list[tuple[Webhook | Callback, str]] = [(hook, "webhook") for hook in api.webhooks]
    for operation in api.operations:
        found += [(callback, "callback") for callback in operation.callbacks]
    found = [
        (receiver, kind) for receiver, kind in found if receiver.operations
    ]  # nothing to receive
    receivers: list[ReceiverPlan] = []
    taken: set[str] = set()
    for receiver, kind in found:
        methods: set[str] = set()
        planned = tuple(planner.plan(op, None, methods) for op in receiver.operations)
        name = free(snake(receiver.name, kind), taken)
        taken.add(name)
        class_name = Identifier(capitals(name, "Receiver"))
        receivers.append(ReceiverPlan(name, class_name, kind, planned))  # type: ignore[arg-type]
    return tuple(receivers)


def _callable(operation: Operation, report: Report) -> bool:
    """Whether a method and a path can be sent as they are."""
    if not TOKEN.fullmatch(operation.method):
        report.add("SP503", operation.span, f"{operation.method!r} is not an HTTP method")
        return False
    path = operation.path
    if {".", ".."} & set(path.split("/")) or not path.isprintable() or "//" in path:
        message = f"the path {path!r} has an empty or a dot segment"
        report.add("SP514", operation.span, message, "name the path that the server sees")
        return False
    if "#" in path or "?" in path:
        message = (
            f"the path {path!r} has a query or a fragment: the query is sent, the fragment not"
        )
        report.add("SP515", operation.span, message, "a path is what stands before the query")
    return True


def _server(api: Api, report: Report) -> ServerPlan:
    """The first server."""
    if not api.servers:
        return ServerPlan("")
    server = api.servers[0]
    env = text_extension(server.extensions, "x-specpress-env", server.span, report)
    return ServerPlan(_url(server), env, server.description)


def _url(server: Server) -> str:
    """With the defaults of its variables, if that is a whole URL."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    whole = re.fullmatch(r"https?://[!-~]+", url) and not set("{}?#@") & set(url)
    return url.rstrip("/") if whole else ""


def _usual(groups: tuple[GroupPlan, ...]) -> tuple[Alternative, ...]:
    """The alternatives that most operations have."""
    every = Counter(operation.security for group in groups for operation in group.operations)
    return every.most_common(1)[0][0] if every else ()


def _closed(groups: tuple[GroupPlan, ...]) -> bool:
    """Whether no operation can be called without credentials."""
    every = (operation.security for group in groups for operation in group.operations)
    return all(security and all(security) for security in every)
