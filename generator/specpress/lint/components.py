"""Rules about the whole document: what nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import Api, Reference, Schema, SchemaId, Subschema
from specpress.diagnostics import Finding
from specpress.walk import every_operation, every_schema, parts, used_by


def unused_schemas(api: Api) -> Iterator[Finding]:
    """Components that no operation leads to; a document without operations is a library of schemas."""
    if not api.operations and not api.webhooks:
        return
    reached = _reached(api)
    for name, identifier in api.components.items():
        schema = api.schemas.get(identifier)
        if identifier not in reached and schema is not None:
            message = f"no operation uses the schema `{name}`"
            yield Finding("SP241", schema.span, message, "remove it, or suppress this")


def _reached(api: Api) -> set[SchemaId]:
    reached: set[SchemaId] = set()
    waiting: list[Subschema] = [s for each in every_operation(api) for s in used_by(each)]
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, Schema):
            waiting.extend(parts(schema))
            if schema.discriminator is not None:
                targets = [target for _, target in schema.discriminator.mapping]
                waiting.extend(Reference(schema.span, target) for target in targets)
        elif isinstance(schema, Reference) and schema.target not in reached:
            reached.add(schema.target)
            if schema.target in api.schemas:
                waiting.append(api.schemas[schema.target])
    return reached


def repeated_inline_objects(api: Api) -> Iterator[Finding]:
    """Equal objects written out in several places: each becomes a class of its own."""
    named = {api.schemas[identifier].span for identifier in api.components.values()}
    alike: dict[tuple[str, ...], list[Schema]] = {}
    for schema in every_schema(api):
        if len(schema.object.properties) >= _WORTH_NAMING and schema.span not in named:
            alike.setdefault(tuple(schema.object.properties), []).append(schema)
    for schemas in alike.values():
        first = schemas[0]
        same = [schema for schema in schemas[1:_MOST] if schema == first]
        if same:
            message = f"this object is written out in {len(same) + 1} places"
            help = "name it under components/schemas: each of them becomes a class of its own"
            yield Finding("SP235", first.span, message, help)


_WORTH_NAMING = 3
_MOST = 100


def unused_security_schemes(api: Api) -> Iterator[Finding]:
    requirements = [r for each in every_operation(api) for r in each.security]
    used = {use.scheme for requirement in (*api.security, *requirements) for use in requirement}
    for name, scheme in api.security_schemes.items():
        if name not in used:
            message = f"no operation asks for the security scheme `{name}`"
            yield Finding("SP242", scheme.span, message, "name it in `security`, or remove it")
