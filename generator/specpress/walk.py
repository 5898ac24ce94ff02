"""Every operation and every schema of an API, each once, however often it is referred to."""

from __future__ import annotations

from collections.abc import Iterator

from specpress.api import (
    NO_ARRAY_RULES,
    NO_OBJECT_RULES,
    Api,
    MediaType,
    Operation,
    Reference,
    Schema,
    Subschema,
)


def every_operation(api: Api) -> Iterator[Operation]:
    """Operations, those of webhooks and of callbacks among them."""
    waiting = [*api.operations, *(o for webhook in api.webhooks for o in webhook.operations)]
    for operation in waiting:
        yield operation
        waiting.extend(o for callback in operation.callbacks for o in callback.operations)


def every_schema(api: Api) -> Iterator[Schema]:
    """Schema objects at any depth; references and boolean schemas are looked through."""
    seen: set[tuple[str, str]] = set()
    waiting: list[Subschema] = [*api.schemas.values()]
    waiting.extend(schema for each in every_operation(api) for schema in used_by(each))
    while waiting:
        schema = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        place = (schema.span.file, schema.span.pointer)
        if isinstance(schema, Schema) and place not in seen:
            seen.add(place)
            yield schema
            waiting.extend(parts(schema))


def used_by(operation: Operation) -> Iterator[Subschema]:
    """The schemas of parameters, headers and bodies, as they stand there."""
    for parameter in operation.parameters:
        if parameter.schema is not None:
            yield parameter.schema
        if parameter.content is not None:
            yield from _of_media(parameter.content)
    for media in contents(operation):
        yield from _of_media(media)
    for response in operation.responses:
        for header in response.headers:
            if header.schema is not None:
                yield header.schema


def contents(operation: Operation) -> Iterator[MediaType]:
    """The media types of the request and of all answers."""
    if operation.body is not None:
        yield from operation.body.content
    for response in operation.responses:
        yield from response.content


def _of_media(media: MediaType) -> Iterator[Subschema]:
    yield from (s for s in (media.schema, media.item_schema) if s is not None)
    for encoding in media.encoding.values():
        yield from (header.schema for header in encoding.headers if header.schema is not None)


def parts(schema: Schema) -> list[Subschema]:
    """The schemas that a schema is made of."""
    array, rules, string = schema.array, schema.object, schema.string
    single: list[Subschema | None] = []
    several: list[Subschema] = []
    if array is not NO_ARRAY_RULES:  # most schemas have none of these
        single += array.items, array.contains, array.unevaluated_items
        several += array.prefix_items
    if rules is not NO_OBJECT_RULES:
        single += rules.additional, rules.property_names, rules.unevaluated_properties
        for named in (rules.properties, rules.pattern_properties, rules.dependent_schemas):
            several += named.values()
    single += schema.not_, schema.if_, schema.then, schema.else_, string.content_schema
    several += (*schema.all_of, *schema.any_of, *schema.one_of)
    return [*(part for part in single if part is not None), *several]


def resolved(schema: Subschema, api: Api) -> Subschema:
    """What a reference leads to in the end; itself where that is a circle."""
    for _ in range(100):
        if not isinstance(schema, Reference) or schema.target not in api.schemas:
            break
        schema = api.schemas[schema.target]
    return schema
