"""What the document that the router serves lacks, beside what other passes have told already.

Takes the `Api` and the plan of its operations, reports each kind of loss where it is first seen. It knows what the
models do not carry (`plan.classes`, `plan.shapes`) and what FastAPI does not serve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specpress.api import NO_ANNOTATIONS, Api, Json, Never, Schema, Subschema
from specpress.diagnostics import Report, Span
from specpress.plan.operation_views import OperationsPlan
from specpress.plan.router_code import path_names
from specpress.walk import every_operation, parts, resolved, used_by

_INSIDE = "what is said of schemas inside types: items, keys, variants"
_HELP = "it is in the document that the router was made from"


def check_served(api: Api, operations: OperationsPlan, report: Report) -> None:
    """One note for each kind: what it is, how often, and where for the first time."""
    found: dict[str, list[Span]] = {}
    for kind, span in losses(api, operations):
        found.setdefault(kind, []).append(span)
    for kind, spans in found.items():
        more = f" ({len(spans)} of them)" if len(spans) > 1 else ""
        report.add("SP517", spans[0], f"the router serves its document without {kind}{more}", _HELP)


def losses(api: Api, operations: OperationsPlan) -> Iterator[tuple[str, Span]]:
    """Every single one, as (kind, place)."""
    yield from _of_api(api)
    yield from _of_operations(api, operations)
    yield from _of_schemas(api)


def _of_api(api: Api) -> Iterator[tuple[str, Span]]:
    if not api.info.title:
        yield "an empty title, for which it has `API`", api.span
    if not api.info.version:
        yield "an empty version, for which it has `0`", api.span


def _of_operations(api: Api, operations: OperationsPlan) -> Iterator[tuple[str, Span]]:
    for plan in operations.operations:
        names = path_names(plan.path)
        if any(wire != name for wire, name in names.items()):
            yield "names in paths that are no identifiers: such a one has `_` for what is none", plan.span
    for operation in every_operation(api):
        if any(map(_has_null, operation.extensions.values())):
            yield "members of extensions that are null", operation.span


def _has_null(value: Json) -> bool:
    if isinstance(value, Mapping):
        return any(each is None or _has_null(each) for each in value.values())
    return isinstance(value, list) and any(map(_has_null, value))


def _of_schemas(api: Api) -> Iterator[tuple[str, Span]]:
    """Every schema once; properties apart from what stands inside a type."""
    seen: set[int] = set()
    waiting: list[Subschema] = [*api.schemas.values()]
    waiting.extend(schema for each in every_operation(api) for schema in used_by(each))
    for schema in waiting:
        if not isinstance(schema, Schema) or id(schema) in seen:
            continue
        seen.add(id(schema))
        yield from _of_schema(schema)
        for part in _in_rules(schema):
            if not isinstance(part, Never) and part.annotations != NO_ANNOTATIONS:
                yield _INSIDE, part.span
        below = parts(schema)
        waiting.extend(below)
        if len(below) > len(schema.object.properties):
            named = {id(each) for each in schema.object.properties.values()}
            for part in below:
                if isinstance(part, Never) or id(part) in named:
                    continue
                if part.annotations != NO_ANNOTATIONS or _has_default(part, api):
                    yield _INSIDE, part.span


def _in_rules(schema: Schema) -> Iterator[Subschema]:
    """Properties of variants that stand beside a type and have none: no class says what is said of them."""
    for variant in (*schema.any_of, *schema.one_of) if schema.types is not None else ():
        if isinstance(variant, Schema) and variant.types is None:
            yield from variant.object.properties.values()


def _has_default(part: Subschema, api: Api) -> bool:
    """Whether what is referred to says one: a field has it, nothing else does."""
    target = resolved(part, api)
    return isinstance(target, Schema) and target.annotations.default is not None


def _of_schema(schema: Schema) -> Iterator[tuple[str, Span]]:
    if (said := schema.annotations) is not NO_ANNOTATIONS:
        if said.title:
            yield "titles of schemas", schema.span
        if said.default and (said.default.json is None or isinstance(said.default.json, dict)):
            yield "defaults that are null or an object", schema.span
    values = [each.json for each in schema.enum or () if each.json is not None]
    if schema.format and values and all(isinstance(each, str) for each in values):
        yield "formats of enums", schema.span
    for each in schema.array.prefix_items:
        if isinstance(each, Schema) and each.format:
            yield "formats of items that have a place of their own", each.span
