# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Pets 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Json, Operation, Parameter, Reply, request, routes
from ._router_answers import Empty

__all__ = ["PetsGroup", "Reply", "create_app", "create_router", "request"]


class PetsGroup(Protocol):
    """The operations tagged `pets`."""

    def get(self, id: int) -> Answer[models.Pet]:
        """`GET /pets/{id}`

        Other answers: 404.
        """
        ...


def create_app(pets: PetsGroup) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="Pets", version="1")
    app.include_router(create_router(pets))
    return app


def create_router(pets: PetsGroup) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_pets(pets))


def _pets(pets: PetsGroup) -> Iterator[Operation]:
    yield Operation(
        pets.get,
        "GET /pets/{id}",
        [Parameter(int, "path", "id")],
        {"200": Json(models.Pet, "The pet"), "404": Empty("No such pet")},
        tags=["pets"],
        extra={"operationId": "get_pet"},
    )
