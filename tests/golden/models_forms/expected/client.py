# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Pets 1: `Pets` and `AsyncPets`."""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, Awaited, Client, Resource
from ._client_call import Json, JsonBody, Operation, Options
from ._client_forms import Bodies, Form

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("https://pets.example")
_PETS_LIST: Operation[list[models.Pet]] = Operation(
    "GET", "/pets", (), {"200": Json(lambda: list[models.Pet])}
)
_PETS_CREATE: Operation[models.Pet] = Operation(
    "POST", "/pets", (JsonBody(),), {"201": Json(lambda: models.Pet)}
)
_PETS_CREATE_ANIMALS: Operation[models.Animal] = Operation(
    "POST", "/animals", (JsonBody(),), {"200": Json(lambda: models.Animal)}
)
_OWNERS_CREATE: Operation[models.Owner] = Operation(
    "POST", "/owners", (JsonBody(),), {"200": Json(lambda: models.Owner)}
)
_OWNERS_CHANGE: Operation[models.Ticket] = Operation(
    "PUT",
    "/owners",
    (Bodies({"application/x-www-form-urlencoded": Form()}),),
    {"200": Json(lambda: models.Ticket)},
)


class PetsGroup(Resource[Client]):
    """Operations of pets."""

    def list(self, **options: Unpack[Options]) -> builtins.list[models.Pet]:
        """GET /pets"""
        return self._client.call(_PETS_LIST, (), options)

    def create(self, body: models.PetRequest, **options: Unpack[Options]) -> models.Pet:
        """POST /pets"""
        return self._client.call(_PETS_CREATE, (body,), options)

    def create_animals(
        self, body: models.CreateAnimalsRequest, **options: Unpack[Options]
    ) -> models.Animal:
        """POST /animals"""
        return self._client.call(_PETS_CREATE_ANIMALS, (body,), options)


class AsyncPetsGroup(Resource[AsyncClient]):
    """Operations of pets."""

    list = Awaited(PetsGroup.list)
    create = Awaited(PetsGroup.create)
    create_animals = Awaited(PetsGroup.create_animals)


class Owners(Resource[Client]):
    """Operations of owners."""

    def create(self, body: models.NewOwner, **options: Unpack[Options]) -> models.Owner:
        """POST /owners"""
        return self._client.call(_OWNERS_CREATE, (body,), options)

    def change(
        self, body: models.TicketRequest, **options: Unpack[Options]
    ) -> models.Ticket:
        """PUT /owners"""
        return self._client.call(_OWNERS_CHANGE, (body,), options)


class AsyncOwners(Resource[AsyncClient]):
    """Operations of owners."""

    create = Awaited(Owners.create)
    change = Awaited(Owners.change)


class Pets(Client):
    """Pets 1, at https://pets.example unless told otherwise."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def pets(self) -> PetsGroup:
        return PetsGroup(self)

    @cached_property
    def owners(self) -> Owners:
        return Owners(self)


class AsyncPets(AsyncClient):
    """Pets 1, at https://pets.example unless told otherwise."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def pets(self) -> AsyncPetsGroup:
        return AsyncPetsGroup(self)

    @cached_property
    def owners(self) -> AsyncOwners:
        return AsyncOwners(self)
