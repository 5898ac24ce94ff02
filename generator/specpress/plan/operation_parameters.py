"""Parameters of an operation: order, Python names, types, and how each is written on the wire.

Takes the `Parameter`s of the document, gives `ParameterPlan`s, required ones first.
"""

from __future__ import annotations

import re

from specpress.api import Json, Operation, Parameter, Schema, Subschema
from specpress.plan.operation_bodies import TOKEN, Sources, resolved
from specpress.plan.operation_names import free, snake
from specpress.plan.operation_views import ParameterPlan, Shape
from specpress.plan.types import STR

RESERVED = frozenset(
    ("self", "options", "timeout", "retries", "strict", "max_bytes", "idempotency_key")
    + ("extra_headers", "extra_query", "on_request", "on_answer", "media_type", "models")
    + ("all_pages", "async_all_pages", "http")
)
"""Names that every generated method has already."""

WAIT = "x-specpress-wait"
_WAIT = ("interval", "on_progress", "waiting", "partial")
_IGNORED = frozenset(("accept", "content-type", "authorization"))


def plan_parameters(operation: Operation, sources: Sources) -> tuple[ParameterPlan, ...]:
    planned: list[ParameterPlan] = []
    for parameter in operation.parameters:
        if _usable(parameter, operation, sources):
            taken = RESERVED.union(_WAIT if WAIT in operation.extensions else ())
            taken = taken.union(p.name for p in planned)
            planned.append(_plan(parameter, _name(parameter, taken, sources), sources))
    if operation.path.startswith("/"):  # that of a callback is an expression
        planned += _undeclared(operation, planned)
    return tuple(sorted(planned, key=lambda p: (not p.required, p.location != "path")))


def _plan(parameter: Parameter, name: str, sources: Sources) -> ParameterPlan:
    content = parameter.content
    schema = content.schema if content else parameter.schema
    found = resolved(sources.api, schema)
    untyped = isinstance(found, Schema) and _says_nothing(found)
    annotations = found.annotations if isinstance(found, Schema) else None
    return ParameterPlan(
        name=free(name, ()),
        wire=parameter.name,
        location=parameter.location,
        type=sources.type_of(schema),
        required=parameter.required or parameter.location == "path",
        span=parameter.span,
        style=parameter.style,
        explode=parameter.explode,
        allow_reserved=parameter.allow_reserved,
        media_type=content.name if content else None,
        flag=parameter.location == "query" and not content and untyped,
        default=annotations.default if annotations else None,
        description=parameter.description,
        deprecated=parameter.deprecated or bool(annotations and annotations.deprecated),
        shape=_shape(schema, sources),
    )


def _shape(schema: Subschema | None, sources: Sources, depth: int = 0) -> Shape:
    """The widest of what the schema and its alternatives allow."""
    found = resolved(sources.api, schema)
    if not isinstance(found, Schema) or depth > 10:
        return "any"
    if found.types is None:
        branches = (*found.any_of, *found.one_of, *found.all_of)
        shapes = {_shape(branch, sources, depth + 1) for branch in branches}
        if not shapes and found.enum is not None:
            return "scalar" if all(_is_scalar(value.json) for value in found.enum) else "any"
        return "any" if "any" in shapes or not shapes else min(shapes)
    if "object" in found.types:
        return "any"
    if "array" in found.types:
        items = _shape(found.array.items, sources, depth + 1)
        return "list" if items == "scalar" else "any"
    return "scalar"


def _is_scalar(value: Json) -> bool:
    return not isinstance(value, (list, dict))


def _says_nothing(schema: Schema) -> bool:
    return schema == Schema(schema.span, annotations=schema.annotations)


def _name(parameter: Parameter, taken: frozenset[str], sources: Sources) -> str:
    """The wire name in snake case; one that is taken gets its place as a suffix."""
    given = parameter.extensions.get("x-specpress-name")
    wanted = snake(given if isinstance(given, str) else parameter.name, parameter.location)
    if wanted not in taken:
        return free(wanted, taken)
    name = free(f"{wanted}_" if wanted in RESERVED else f"{wanted}_{parameter.location}", taken)
    message = f"the argument for {parameter.name!r} is named {name!r}: {wanted!r} is taken"
    sources.report.add("SP502", parameter.span, message)
    return name


def _usable(parameter: Parameter, operation: Operation, sources: Sources) -> bool:
    name, report = parameter.name, sources.report
    if parameter.location == "header" and name.lower() in _IGNORED:
        message = f"OpenAPI ignores a header parameter named {name!r}"
        report.add("SP506", parameter.span, message, "use a media type or a security scheme")
        return False
    if parameter.location in ("header", "cookie") and not TOKEN.fullmatch(name):
        report.add("SP503", parameter.span, f"{name!r} is not the name of a {parameter.location}")
        return False
    if parameter.location == "querystring":
        message = f"the whole query string as one parameter ({name!r}) is not supported"
        report.add("SP505", parameter.span, message, "pass `extra_query=` to the method")
        return False
    named = operation.path.startswith("/") and f"{{{name}}}" in operation.path
    return named or parameter.location != "path"  # otherwise `validity` has reported it


def _undeclared(operation: Operation, planned: list[ParameterPlan]) -> list[ParameterPlan]:
    """Names in the path that nothing declares: they are needed to call it at all, so they are text."""
    known = {p.wire for p in planned if p.location == "path"}
    added: list[ParameterPlan] = []
    for wire in re.findall(r"\{([^{}]+)\}", operation.path):
        if wire in known:
            continue
        known.add(wire)
        taken = RESERVED.union(p.name for p in (*planned, *added))
        name = free(snake(wire, "path"), taken)
        added.append(ParameterPlan(name, wire, "path", STR, True, operation.span, "simple", False))
    return added
