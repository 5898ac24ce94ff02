"""Two forms of a schema where one cannot serve both ways: what a request holds, and what an answer holds.

Takes an `Api`, gives one in which a required property that is readOnly may be absent from requests, and one that is
writeOnly from answers: they are not sent that way. A schema used in one direction has the form of that direction; one
that is used in both and differs is the form of answers, and a second schema, found by `request_form`, is that of
requests. All others stay the same objects. Callbacks and webhooks go the other way: what they send is the owner's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from specpress.api import (
    Api,
    MediaType,
    Operation,
    Parameter,
    Reference,
    Schema,
    SchemaId,
    Subschema,
)
from specpress.diagnostics import Report
from specpress.plan.former import WAYS, Former, Way
from specpress.selection import closure
from specpress.walk import every_schema, parts

_MARK = "?request"


def document_id(id: SchemaId) -> SchemaId:
    """The schema of the document that a form was made of; itself if it is no form."""
    return id.removesuffix(_MARK)


def request_form(id: SchemaId) -> SchemaId:
    """The id of the second form of a schema."""
    return f"{id}{_MARK}"


def forms(api: Api, report: Report) -> Api:
    """The API with the forms that it needs; the same object where it needs none."""
    if not any(map(_says_who_sends, every_schema(api))):
        return api
    uses = {id: tuple(_targets(schema)) for id, schema in api.schemas.items()}
    reached = {way: closure(_roots(api, way), uses) for way in WAYS}
    differing = _differing(api, uses, reached)
    both = {id for id in api.schemas if id in differing.intersection(*reached.values())}
    requests = Former(api.schemas, "request", {id: request_form(id) for id in both})
    answers = Former(api.schemas, "response", {})
    made: dict[SchemaId, Subschema] = {}
    for id, schema in api.schemas.items():
        former = answers if id in reached["response"] else requests
        made[id] = former.form(schema) if id in differing else schema
    apart = replace(requests, apart=True)
    made |= {
        request_form(id): apart.form(schema) for id, schema in api.schemas.items() if id in both
    }
    formed = _with_operations(replace(api, schemas=made), requests, answers)
    _tell(formed, report)
    return formed


def _says_who_sends(schema: Schema) -> bool:
    found = [schema.annotations]
    found += [p.annotations for p in schema.object.properties.values() if isinstance(p, Reference)]
    return any(said.read_only or said.write_only for said in found)


def _differing(
    api: Api,
    uses: Mapping[SchemaId, tuple[SchemaId, ...]],
    reached: Mapping[Way, Collection[SchemaId]],
) -> set[SchemaId]:
    """The schemas that are not the same both ways, of themselves or because of one that they refer to."""
    users: dict[SchemaId, list[SchemaId]] = {}
    for user, targets in uses.items():
        for target in targets:
            users.setdefault(target, []).append(user)
    changed: list[SchemaId] = []
    for way in WAYS:
        former = Former(api.schemas, way, {})
        some = ((id, schema) for id, schema in api.schemas.items() if id in reached[way])
        changed += [id for id, schema in some if former.form(schema) is not schema]
    return closure(changed, {id: tuple(found) for id, found in users.items()})


def _targets(schema: Subschema) -> Iterator[SchemaId]:
    todo = [schema]
    while todo:
        one = todo.pop()
        if isinstance(one, Reference):
            yield one.target
        elif isinstance(one, Schema):
            todo.extend(parts(one))
            if one.discriminator:
                yield from (target for _, target in one.discriminator.mapping)


def _tell(api: Api, report: Report) -> None:
    for schema in every_schema(api):
        names = ", ".join(schema.object.excused)
        if names:
            told = f"required, but sent one way only: {names}; the other way it may be absent"
            report.add("SP414", schema.span, told)


# --- operations -----------------------------------------------------------------------------------------------


def _roots(api: Api, way: Way) -> Iterator[SchemaId]:
    """The schemas that operations refer to in one direction."""
    for operation in api.operations:
        yield from _used(operation, way)
    for hook in api.webhooks:
        for operation in hook.operations:
            yield from _used(operation, _OTHER[way])


_OTHER: Mapping[Way, Way] = {"request": "response", "response": "request"}


def _used(operation: Operation, way: Way) -> Iterator[SchemaId]:
    found: list[Subschema | None] = []
    if way == "request":
        found += [parameter.schema for parameter in operation.parameters]
        media = [parameter.content for parameter in operation.parameters if parameter.content]
        media += operation.body.content if operation.body else ()
    else:
        found += [h.schema for response in operation.responses for h in response.headers]
        media = [media for response in operation.responses for media in response.content]
    found += [schema for one in media for schema in (one.schema, one.item_schema)]
    yield from (target for schema in found if schema is not None for target in _targets(schema))
    for callback in operation.callbacks:
        for inner in callback.operations:
            yield from _used(inner, _OTHER[way])


def _with_operations(api: Api, requests: Former, answers: Former) -> Api:
    hooks = (
        replace(hook, operations=tuple(_formed(one, answers, requests) for one in hook.operations))
        for hook in api.webhooks
    )
    operations = tuple(_formed(one, requests, answers) for one in api.operations)
    return replace(api, operations=operations, webhooks=tuple(hooks))


def _formed(operation: Operation, asked: Former, answered: Former) -> Operation:
    """`asked` gives the form of what goes to whoever serves the operation."""
    body = operation.body
    callbacks = (
        replace(one, operations=tuple(_formed(each, answered, asked) for each in one.operations))
        for one in operation.callbacks
    )
    return replace(
        operation,
        parameters=tuple(_parameter(parameter, asked) for parameter in operation.parameters),
        body=body and replace(body, content=tuple(_media(one, asked) for one in body.content)),
        responses=tuple(
            replace(response, content=tuple(_media(one, answered) for one in response.content))
            for response in operation.responses
        ),
        callbacks=tuple(callbacks),
    )


def _parameter(parameter: Parameter, former: Former) -> Parameter:
    schema, content = parameter.schema, parameter.content
    return replace(
        parameter,
        schema=former.form(schema) if schema else None,
        content=_media(content, former) if content else None,
    )


def _media(media: MediaType, former: Former) -> MediaType:
    schema, item = media.schema, media.item_schema
    return replace(
        media,
        schema=former.form(schema) if schema else None,
        item_schema=former.form(item) if item else None,
    )
