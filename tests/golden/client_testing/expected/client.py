# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Testing 1: `Testing` and `AsyncTesting`."""

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
_PETS_GET: Operation[models.GetPetResponse] = Operation(
    "GET",
    "/pets/{id}",
    ("{id}",),
    {"200": Json(lambda: models.GetPetResponse), "default": None},
)


class Pets(Resource[Client]):
    """Operations of pets."""

    def get(self, id: str, **options: Unpack[Options]) -> models.GetPetResponse:
        """Get a pet"""
        return self._client.call(_PETS_GET, (id,), options)


class AsyncPets(Resource[AsyncClient]):
    """Operations of pets."""

    get = Awaited(Pets.get)


class Testing(Client):
    """Testing 1."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def pets(self) -> Pets:
        return Pets(self)


class AsyncTesting(AsyncClient):
    """Testing 1."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def pets(self) -> AsyncPets:
        return AsyncPets(self)
