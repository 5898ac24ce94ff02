"""Two forms of a schema where one cannot serve both ways: what a request holds, and what an answer holds.

Takes an `Api`, gives one in which a required property that is readOnly may be absent from requests, and one that is
writeOnly from answers: they are not sent that way. A schema used in one direction has the form of that direction; one
that is used in both and differs is the form of answers, and a second schema, found by `request_form`, is that of
requests. All others stay the same objects. Callbacks and webhooks go the other way: what they send is the owner's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from specpress.api import (
    Api,
    Callback,
    Json,
    MediaType,
    Operation,
    Parameter,
    Reference,
    RequestBody,
    Response,
    Schema,
    SchemaId,
    Subschema,
    Webhook,
)
from specpress.diagnostics import Report
from specpress.plan.former import WAYS, Former, Way, demanded_ways
from specpress.records import dataclass
from specpress.selection import closure
from specpress.walk import every_schema, parts

T = TypeVar("T")
H = TypeVar("H", Callback, Webhook)
M = TypeVar("M", RequestBody, Response)
_MARK = "?request"


def document_id(id: SchemaId) -> SchemaId:
    """The schema of the document that a form was made of; itself if it is no form."""
    return id.removesuffix(_MARK)


def request_form(id: SchemaId) -> SchemaId:
    """The id of the second form of a schema."""
    return f"{id}{_MARK}"


def forms(api: Api, report: Report) -> Api:
    """The API with the forms that it needs; the same object where it needs none."""
    reached, differing = _travel(api)
    if not (differing or any(_survey(one, api).ways for way in WAYS for one in _roots(api, way))):
        return api
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
    _tell(api, formed, report)
    return formed


SENT = "x-specpress-sent"
"""Of a document that is part of another: which of its schemas travel in which directions there."""


def with_sent(api: Api) -> Api:
    """The API with a note of what decides forms, for when operations are taken out of it: a part has the forms, and
    so the classes, of the whole. The same object where there is nothing to note."""
    reached, differing = _travel(api)
    if not differing:
        return api
    sent: Json = {way: [*sorted(differing.intersection(reached[way]))] for way in WAYS}
    return replace(api, extensions={**api.extensions, SENT: sent})


def _travel(api: Api) -> tuple[Mapping[Way, set[SchemaId]], set[SchemaId]]:
    """The schemas that travel in each direction, and those that differ in them."""
    surveys = {id: _survey(schema, api) for id, schema in api.schemas.items()}
    if not any(found.ways for found in surveys.values()):
        return {way: set() for way in WAYS}, set()
    uses = {id: found.targets for id, found in surveys.items()}
    reached: dict[Way, set[SchemaId]] = {}
    for way in WAYS:
        inline = (id for one in _roots(api, way) for id in _survey(one, api).targets)
        reached[way] = closure((*inline, *_noted(api, way)), uses)
    return reached, _differing(surveys, reached)


def _noted(api: Api, way: Way) -> Iterator[SchemaId]:
    """What `with_sent` noted; in a document, by the names of components."""
    sent = api.extensions.get(SENT)
    noted = sent.get(way) if isinstance(sent, dict) else None
    for one in noted if isinstance(noted, list) else ():
        id = api.components.get(one, one) if isinstance(one, str) else ""
        if id in api.schemas:
            yield id


@dataclass(frozen=True, slots=True)
class _Survey:
    """What a schema, without those it refers to, says: which those are, and in which directions it requires what
    is not sent."""

    targets: tuple[SchemaId, ...]
    ways: frozenset[Way]


def _survey(schema: Subschema, api: Api) -> _Survey:
    targets: list[SchemaId] = []
    ways: set[Way] = set()
    todo = [schema]
    while todo:
        one = todo.pop()
        if isinstance(one, Reference):
            targets.append(one.target)
        elif isinstance(one, Schema):
            ways.update(demanded_ways(one, api.schemas))
            todo.extend(parts(one))
            if one.discriminator:
                targets += [target for _, target in one.discriminator.mapping]
    return _Survey(tuple(targets), frozenset(ways))


def _differing(
    surveys: Mapping[SchemaId, _Survey], reached: Mapping[Way, Collection[SchemaId]]
) -> set[SchemaId]:
    """The schemas that are not the same both ways, of themselves or because of one that they refer to."""
    users: dict[SchemaId, list[SchemaId]] = {}
    for user, found in surveys.items():
        for target in found.targets:
            users.setdefault(target, []).append(user)
    changed = [
        id
        for id, found in surveys.items()
        if any(id in reached[way] and way in found.ways for way in WAYS)
    ]
    return closure(changed, {id: tuple(found) for id, found in users.items()})


def _tell(before: Api, after: Api, report: Report) -> None:
    """A note for each place where `required` does not hold both ways."""
    known = set(map(id, (*before.schemas.values(), *before.operations, *before.webhooks)))
    schemas = {name: one for name, one in after.schemas.items() if id(one) not in known}
    operations = tuple(one for one in after.operations if id(one) not in known)
    webhooks = tuple(one for one in after.webhooks if id(one) not in known)
    new = replace(after, schemas=schemas, operations=operations, webhooks=webhooks)
    for schema in every_schema(new):
        names = ", ".join(schema.object.excused)
        if names:
            told = f"required, but sent one way only: {names}; the other way it may be absent"
            report.add("SP414", schema.span, told)


# --- operations -----------------------------------------------------------------------------------------------


def _roots(api: Api, way: Way) -> Iterator[Subschema]:
    """The schemas that stand in operations and travel in one direction."""
    for operation in api.operations:
        yield from _used(operation, way)
    for hook in api.webhooks:
        for operation in hook.operations:
            yield from _used(operation, _OTHER[way])


_OTHER: Mapping[Way, Way] = {"request": "response", "response": "request"}


def _used(operation: Operation, way: Way) -> Iterator[Subschema]:
    found: list[Subschema | None] = []
    if way == "request":
        found += [parameter.schema for parameter in operation.parameters]
        media = [parameter.content for parameter in operation.parameters if parameter.content]
        media += operation.body.content if operation.body else ()
    else:
        found += [h.schema for response in operation.responses for h in response.headers]
        media = [media for response in operation.responses for media in response.content]
    found += [schema for one in media for schema in (one.schema, one.item_schema)]
    yield from (schema for schema in found if schema is not None)
    for callback in operation.callbacks:
        for inner in callback.operations:
            yield from _used(inner, _OTHER[way])


def _with_operations(api: Api, requests: Former, answers: Former) -> Api:
    operations = _each(api.operations, lambda one: _formed(one, requests, answers))
    webhooks = _each(api.webhooks, lambda one: _hook(one, answers, requests))
    return replace(api, operations=operations, webhooks=webhooks)


def _hook(hook: H, asked: Former, answered: Former) -> H:
    operations = _each(hook.operations, lambda one: _formed(one, asked, answered))
    return hook if operations is hook.operations else replace(hook, operations=operations)


def _formed(operation: Operation, asked: Former, answered: Former) -> Operation:
    """`asked` gives the form of what goes to whoever serves the operation."""
    body = operation.body
    made = (
        _each(operation.parameters, lambda one: _parameter(one, asked)),
        body and _content(body, asked),
        _each(operation.responses, lambda one: _content(one, answered)),
        _each(operation.callbacks, lambda one: _hook(one, answered, asked)),
    )
    before = operation.parameters, body, operation.responses, operation.callbacks
    if all(new is old for new, old in zip(made, before, strict=True)):
        return operation
    parameters, body, responses, callbacks = made
    return replace(
        operation, parameters=parameters, body=body, responses=responses, callbacks=callbacks
    )


def _parameter(parameter: Parameter, former: Former) -> Parameter:
    schema, content = parameter.schema, parameter.content
    formed = former.form(schema) if schema else None
    inner = _media(content, former) if content else None
    if formed is schema and inner is content:
        return parameter
    return replace(parameter, schema=formed, content=inner)


def _content(message: M, former: Former) -> M:
    content = _each(message.content, lambda one: _media(one, former))
    return message if content is message.content else replace(message, content=content)


def _media(media: MediaType, former: Former) -> MediaType:
    schema = former.form(media.schema) if media.schema else None
    item = former.form(media.item_schema) if media.item_schema else None
    if schema is media.schema and item is media.item_schema:
        return media
    return replace(media, schema=schema, item_schema=item)


def _each(before: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    after = tuple(map(change, before))
    same = all(new is old for new, old in zip(after, before, strict=True))
    return before if same else after
