# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Pets 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Declared, Json, Operation, Parameter, Reply, request
from ._router_document import add, sort

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
    router = APIRouter()
    _add_pets(router, pets)
    return sort(router)


def _add_pets(router: APIRouter, pets: PetsGroup) -> None:
    add(
        router,
        Operation(
            "GET",
            "/pets/{id}",
            [Parameter(int, "path", "id", required=True)],
            {
                "200": Declared("The pet", [Json(models.Pet)]),
                "404": Declared("No such pet"),
            },
            tags=["pets"],
            extra={"operationId": "get_pet"},
        ),
        pets.get,
    )
