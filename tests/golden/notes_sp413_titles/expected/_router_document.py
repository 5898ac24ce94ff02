# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Tells FastAPI of an operation, from the table that requests are read by.

The schemas come from the types, through FastAPI and under the names it gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import GenericAlias
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.security.base import SecurityBase
from pydantic import TypeAdapter

from ._router import Operation, Scheme, Typed, endpoint


class _Schemas(dict[str, Any]):
    """FastAPI writes the schema of one tuple of all types here; the parts go to their slots.

    It travels as the model of an answer that does not exist, and is dropped again: only
    answers may bring models of any type.
    """

    def __init__(self) -> None:
        super().__init__()
        self.slots: list[tuple[Typed, dict[str, Any]]] = []

    def slot(self, typed: Typed) -> dict[str, Any]:
        self.slots.append((typed, {}))
        return self.slots[-1][1]

    def __deepcopy__(self, memo: object) -> _Schemas:
        return self

    def __setitem__(self, key: str, value: Any) -> None:
        if key == "prefixItems":
            for (typed, slot), schema in zip(self.slots, value, strict=True):
                slot.clear()
                slot.update({**schema, **typed.schema})


class _Types:
    """All types of an operation; FastAPI gets to see them when it makes the document."""

    def __init__(self, schemas: _Schemas) -> None:
        self.schemas = schemas

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        types: Any = GenericAlias(
            tuple, tuple(typed.type for typed, _ in self.schemas.slots)
        )
        return handler(TypeAdapter[Any](types).core_schema)


class _Documented(SecurityBase):
    """A scheme, for the document only: the endpoint reads the credential."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme_name = scheme.name
        self.model: Any = scheme.document

    def __call__(self) -> None:
        return None


def documented(operation: Operation, slot: Callable[[Typed], Any]) -> dict[str, Any]:
    """An operation object. FastAPI merges it: a tuple replaces a list, None removes."""
    made: dict[str, Any] = {"summary": None, "operationId": None, **operation.extra}
    for argument in operation.arguments:
        argument.document(made, slot)
    answers: dict[str, Any] = {"999": None, "200": None}
    for status, declared in operation.responses.items():
        said: dict[str, Any] = {"description": declared.description, **declared.extra}
        if declared.contents:
            said["content"] = {
                c.media_type: c.document(slot) for c in declared.contents
            }
        if declared.headers:
            said["headers"] = {
                h.wire: {"schema": slot(h), **h.extra} for h in declared.headers
            }
        answers[status] = said
    made["responses"] = answers
    if operation.callbacks:
        made["callbacks"] = {
            name: {
                row.path: {row.method.lower(): documented(row, slot)} for row in rows
            }
            for name, rows in operation.callbacks.items()
        }
    if operation.security:
        either = operation.security
        made["security"] = tuple(
            {s.name: list(each[s]) for s in each} for each in either
        )
    return made


def add(
    router: APIRouter,
    operation: Operation,
    handler: Callable[..., Any],
    security: object = None,
) -> None:
    """Serve an operation."""
    schemas = _Schemas()
    extra = documented(operation, schemas.slot)
    schemes = dict.fromkeys(scheme for each in operation.security for scheme in each)
    carrier = {"application/json": {"schema": schemas}}
    serve = endpoint(operation, handler, security)
    methods, sent = [operation.method], re.split("[?#]", operation.path)[0]
    if sent != operation.path:
        router.add_api_route(sent, serve, methods=methods, include_in_schema=False)
    router.add_api_route(
        operation.path,
        serve,
        methods=methods,
        tags=[*operation.tags],
        response_class=Response,
        response_model=None,
        dependencies=[Depends(_Documented(scheme)) for scheme in schemes],
        responses={999: {"model": Annotated[Any, _Types(schemas)], "content": carrier}},
        openapi_extra=extra,
    )


def sort(router: APIRouter) -> APIRouter:
    """Paths that name a segment come before those that take any; those that the document
    has with a fragment or a query come last."""
    router.routes.sort(
        key=lambda each: (
            ["{" in s for s in getattr(each, "path", "").split("/")],
            not getattr(each, "include_in_schema", True),
        )
    )
    return router
