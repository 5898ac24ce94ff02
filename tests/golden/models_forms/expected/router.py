# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Pets 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

import builtins
from dataclasses import replace
from typing import Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Declared, Json, Operation, Reply, request
from ._router_bodies import Body, UrlEncoded
from ._router_document import add, sort

__all__ = [
    "Born",
    "Owners",
    "PetsGroup",
    "Reply",
    "Sold",
    "create_app",
    "create_born_router",
    "create_router",
    "create_sold_router",
    "request",
]


class PetsGroup(Protocol):
    """The operations tagged `pets`."""

    def list(self) -> Answer[builtins.list[models.Pet]]:
        """`GET /pets`"""
        ...

    def create(self, body: models.PetRequest) -> Answer[models.Pet]:
        """`POST /pets`"""
        ...

    def create_animals(
        self, body: models.CreateAnimalsRequest
    ) -> Answer[models.Animal]:
        """`POST /animals`"""
        ...


class Owners(Protocol):
    """The operations tagged `owners`."""

    def create(self, body: models.NewOwner) -> Answer[models.Owner]:
        """`POST /owners`"""
        ...

    def change(self, body: models.TicketRequest) -> Answer[models.Ticket]:
        """`PUT /owners`"""
        ...


def create_app(pets: PetsGroup, owners: Owners) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="Pets", version="1", servers=[{"url": "https://pets.example"}])
    app.include_router(create_router(pets, owners))
    for operation in _born_operations():
        add(app.webhooks, operation, print)
    return app


def create_router(pets: PetsGroup, owners: Owners) -> APIRouter:
    """The routes, to be included in an application of yours."""
    router = APIRouter()
    _add_pets(router, pets)
    _add_owners(router, owners)
    return sort(router)


def _add_pets(router: APIRouter, pets: PetsGroup) -> None:
    add(
        router,
        Operation(
            "GET",
            "/pets",
            [],
            {"200": Declared("All", [Json(list[models.Pet])])},
            tags=["pets"],
            extra={"operationId": "list_pets"},
        ),
        pets.list,
    )
    add(
        router,
        Operation(
            "POST",
            "/pets",
            [Body("body", [Json(models.PetRequest)], required=True)],
            {"201": Declared("Made", [Json(models.Pet)])},
            tags=["pets"],
            extra={"operationId": "create_pet"},
            callbacks={"sold": _sold_operations()},
        ),
        pets.create,
    )
    add(
        router,
        Operation(
            "POST",
            "/animals",
            [Body("body", [Json(models.CreateAnimalsRequest)], required=True)],
            {"200": Declared("Made", [Json(models.Animal)])},
            tags=["pets"],
            extra={"operationId": "create_animals"},
        ),
        pets.create_animals,
    )


def _add_owners(router: APIRouter, owners: Owners) -> None:
    add(
        router,
        Operation(
            "POST",
            "/owners",
            [Body("body", [Json(models.NewOwner)], required=True)],
            {"200": Declared("Made", [Json(models.Owner)])},
            tags=["owners"],
            extra={"operationId": "create_owner"},
        ),
        owners.create,
    )
    add(
        router,
        Operation(
            "PUT",
            "/owners",
            [
                Body(
                    "body",
                    [
                        UrlEncoded(
                            models.TicketRequest, "application/x-www-form-urlencoded"
                        ),
                    ],
                    required=True,
                ),
            ],
            {"200": Declared("Changed", [Json(models.Ticket)])},
            tags=["owners"],
            extra={"operationId": "change_owner"},
        ),
        owners.change,
    )


class Born(Protocol):
    """Receives the webhook `born`."""

    def born(self, body: models.Birth) -> Answer[None]:
        """`POST born`"""
        ...


def create_born_router(born: Born, path: str = "/born") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    router = APIRouter()
    handlers = [born.born]
    for operation, handler in zip(_born_operations(), handlers, strict=True):
        add(router, replace(operation, path=path, security=()), handler)
    return router


def _born_operations() -> list[Operation]:
    return [
        Operation(
            "POST",
            "born",
            [Body("body", [Json(models.Birth)], required=True)],
            {"204": Declared("Heard")},
            extra={"operationId": "born"},
        ),
    ]


class Sold(Protocol):
    """Receives the callback `sold`."""

    def pet_sold(self, body: models.Pet) -> Answer[None]:
        """`POST {$request.body#/hook}`"""
        ...


def create_sold_router(sold: Sold, path: str = "/sold") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    router = APIRouter()
    handlers = [sold.pet_sold]
    for operation, handler in zip(_sold_operations(), handlers, strict=True):
        add(router, replace(operation, path=path, security=()), handler)
    return router


def _sold_operations() -> list[Operation]:
    return [
        Operation(
            "POST",
            "{$request.body#/hook}",
            [Body("body", [Json(models.Pet)], required=True)],
            {"204": Declared("Heard")},
            extra={"operationId": "pet_sold"},
        ),
    ]
