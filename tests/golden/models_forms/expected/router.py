# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Pets 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any, Protocol

from fastapi import APIRouter, FastAPI

from . import models
from ._router import Answer, Json, Operation, Reply, request, routes
from ._router_answers import Empty
from ._router_bodies import Body, JsonBody, UrlEncoded
from ._router_receivers import Caller, receiver

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
    app.webhooks.routes.extend(routes(_born(Born)).routes)
    return app


def create_router(pets: PetsGroup, owners: Owners) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_pets(pets), _owners(owners))


def _pets(pets: PetsGroup) -> Iterator[Operation]:
    yield Operation(
        pets.list,
        "GET /pets",
        responses={"200": Json(list[models.Pet], "All")},
        tags=["pets"],
        extra={"operationId": "list_pets"},
    )
    yield Caller(
        pets.create,
        "POST /pets",
        [Body([JsonBody(models.PetRequest)])],
        {"201": Json(models.Pet, "Made")},
        status=201,
        tags=["pets"],
        callbacks={"sold": [*_sold(Sold)]},
        extra={"operationId": "create_pet"},
    )
    yield Operation(
        pets.create_animals,
        "POST /animals",
        [Body([JsonBody(models.CreateAnimalsRequest)])],
        {"200": Json(models.Animal, "Made")},
        tags=["pets"],
        extra={"operationId": "create_animals"},
    )


def _owners(owners: Owners) -> Iterator[Operation]:
    yield Operation(
        owners.create,
        "POST /owners",
        [Body([JsonBody(models.NewOwner)])],
        {"200": Json(models.Owner, "Made")},
        tags=["owners"],
        extra={"operationId": "create_owner"},
    )
    yield Operation(
        owners.change,
        "PUT /owners",
        [
            Body(
                [
                    UrlEncoded(
                        models.TicketRequest,
                        media_type="application/x-www-form-urlencoded",
                    ),
                ],
            ),
        ],
        {"200": Json(models.Ticket, "Changed")},
        tags=["owners"],
        extra={"operationId": "change_owner"},
    )


class Born(Protocol):
    """Receives the webhook `born`."""

    def born(self, body: models.Birth) -> Answer[None]:
        """`POST born`"""
        ...


def create_born_router(born: Born, path: str = "/born") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    return receiver(_born(born), path)


def _born(born: Any) -> Iterator[Operation]:
    yield Operation(
        born.born,
        "POST born",
        [Body([JsonBody(models.Birth)])],
        {"204": Empty("Heard")},
        status=204,
        extra={"operationId": "born"},
    )


class Sold(Protocol):
    """Receives the callback `sold`."""

    def pet_sold(self, body: models.Pet) -> Answer[None]:
        """`POST {$request.body#/hook}`"""
        ...


def create_sold_router(sold: Sold, path: str = "/sold") -> APIRouter:
    """Receives at `path`; who calls is not checked."""
    return receiver(_sold(sold), path)


def _sold(sold: Any) -> Iterator[Operation]:
    yield Operation(
        sold.pet_sold,
        "POST {$request.body#/hook}",
        [Body([JsonBody(models.Pet)])],
        {"204": Empty("Heard")},
        status=204,
        extra={"operationId": "pet_sold"},
    )
