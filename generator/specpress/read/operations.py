"""Path items and operations, callbacks and webhooks among them."""

from __future__ import annotations

import re

from specpress.api import (
    Callback,
    Operation,
    Parameter,
    Requirement,
    Response,
    Server,
    ServerVariable,
    Webhook,
)
from specpress.read.content import read_body, read_parameter, read_response
from specpress.read.fields import Context, Fields
from specpress.read.schema import Schemas
from specpress.read.security import read_security
from specpress.records import dataclass
from specpress.source.node import Node

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_STATUS = re.compile(r"[1-5][0-9][0-9]|[1-5]XX|default")
_TEMPLATE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an operation inherits from the document; `declared` names the security schemes."""

    context: Context
    schemas: Schemas
    declared: frozenset[str]
    security: tuple[Requirement, ...]
    servers: tuple[Server, ...]


def read_paths(fields: Fields, around: Surroundings) -> tuple[Operation, ...]:
    """The operations of `paths`, in the order of the document."""
    made: list[Operation] = []
    for path, node in fields.members("paths"):
        if path.startswith("x-"):
            continue
        if not path.startswith("/"):
            around.context.report.add("SP308", node.span, f"the path {path!r} must begin with /")
        made += read_path_item(path, node, around)
    return tuple(made)


def read_webhooks(fields: Fields, around: Surroundings) -> tuple[Webhook, ...]:
    """The webhooks of the document; `x-webhooks` of OpenAPI 3.0 is an extension like any other."""
    return tuple(
        Webhook(name, read_path_item(name, node, around), node.span)
        for name, node in fields.members("webhooks")
    )


def read_path_item(path: str, node: Node, around: Surroundings) -> tuple[Operation, ...]:
    """The operations of one path item, `$ref` followed, in the order of the document."""
    found = around.context.resolver.resolve(node, "pathItems")
    if found is None:
        return ()
    fields = Fields(found, around.context)
    shared = _parameters(fields, around)
    servers = read_servers(fields, around.context) or around.servers
    summary, description = fields.text("summary"), fields.text("description")
    del summary, description  # of the path as a whole; each operation has its own
    wanted = [key for key in fields.names() if key in _METHODS]
    order = list(found.value) if isinstance(found.value, dict) else []
    made = []
    for method in sorted(wanted, key=order.index):
        child = fields.take(method)
        assert child is not None
        made.append(_operation(method, path, child, shared, servers, around))
    for method, child in fields.members("additionalOperations"):
        made.append(_operation(method, path, child, shared, servers, around))
    fields.extensions()
    fields.close()
    return tuple(made)


def _parameters(fields: Fields, around: Surroundings) -> tuple[Parameter, ...]:
    made: dict[tuple[str, str], Parameter] = {}
    for node in fields.elements("parameters"):
        parameter = read_parameter(node, around.context, around.schemas)
        if parameter is None:
            continue
        key = (parameter.location, parameter.name)
        if key in made:
            told = f"the {parameter.location} parameter {parameter.name!r} is here twice"
            around.context.report.add("SP309", node.span, told)
        made[key] = parameter
    return tuple(made.values())


def _operation(
    method: str,
    path: str,
    node: Node,
    shared: tuple[Parameter, ...],
    servers: tuple[Server, ...],
    around: Surroundings,
) -> Operation:
    context = around.context
    fields = Fields(node, context)
    own = _parameters(fields, around)
    overridden = {(p.location, p.name) for p in own}
    inherited = tuple(p for p in shared if (p.location, p.name) not in overridden)
    security = read_security(fields.take("security"), around.declared, context)
    made = Operation(
        method=method,
        path=path,
        operation_id=fields.optional_text("operationId"),
        span=node.span,
        tags=fields.texts("tags"),
        summary=fields.text("summary"),
        description=fields.text("description"),
        deprecated=fields.flag("deprecated"),
        parameters=(*inherited, *own),
        body=read_body(fields.take("requestBody"), context, around.schemas),
        responses=_responses(fields, around),
        callbacks=_callbacks(fields, around),
        security=around.security if security is None else security,
        servers=read_servers(fields, context) or servers,
        extensions=fields.extensions(),
    )
    fields.close()
    return made


def _responses(fields: Fields, around: Surroundings) -> tuple[Response, ...]:
    made = []
    for status, node in fields.members("responses"):
        if status.startswith("x-"):
            continue
        if not _STATUS.fullmatch(status):
            told = "a status is three digits, a class like 4XX, or default"
            around.context.report.add("SP310", node.span, f"{status!r} is not a status", told)
            continue
        if response := read_response(status, node, around.context, around.schemas):
            made.append(response)
    return tuple(made)


def _callbacks(fields: Fields, around: Surroundings) -> tuple[Callback, ...]:
    made = []
    for name, node in fields.members("callbacks"):
        found = around.context.resolver.resolve(node, "callbacks")
        if found is None:
            continue
        operations: list[Operation] = []
        for expression, item in found.items():
            if not expression.startswith("x-"):
                operations += read_path_item(expression, item, around)
        made.append(Callback(name, tuple(operations), found.span))
    return tuple(made)


def read_servers(fields: Fields, context: Context) -> tuple[Server, ...]:
    """The servers of a document, path item or operation."""
    made = []
    for node in fields.elements("servers"):
        inner = Fields(node, context)
        made.append(
            Server(
                url=inner.text("url"),
                description=inner.text("description"),
                variables=tuple(_variables(inner, context)),
                span=node.span,
                extensions=inner.extensions(),
            )
        )
        inner.take("name")
        inner.close()
    return tuple(made)


def _variables(fields: Fields, context: Context) -> list[ServerVariable]:
    made = []
    for name, node in fields.members("variables"):
        inner = Fields(node, context)
        made.append(
            ServerVariable(
                name, inner.text("default"), inner.texts("enum"), inner.text("description")
            )
        )
        inner.extensions()
        inner.close()
    return made


def path_parameters(path: str) -> list[str]:
    """The names in braces in a path, in order."""
    return _TEMPLATE.findall(path)
