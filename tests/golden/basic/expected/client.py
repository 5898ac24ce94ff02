# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Pets 1: `Pets` and `AsyncPets`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, Awaited, Client, Resource
from ._client_call import Json, Operation, Options

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("")
_PETS_GET: Operation[models.Pet] = Operation(
    "GET", "/pets/{id}", ("{id}",), {"200": Json(lambda: models.Pet)}
)


class PetsGroup(Resource[Client]):
    """Operations of pets."""

    def get(self, id: int, **options: Unpack[Options]) -> models.Pet:
        """GET /pets/{id}"""
        return self._client.call(_PETS_GET, (id,), options)


class AsyncPetsGroup(Resource[AsyncClient]):
    """Operations of pets."""

    get = Awaited(PetsGroup.get)


class Pets(Client):
    """Pets 1."""

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


class AsyncPets(AsyncClient):
    """Pets 1."""

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
