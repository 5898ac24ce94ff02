# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for  : `Api_2` and `AsyncApi_2`."""

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
_DEFAULT_PET: Operation[models.Pet] = Operation(
    "GET", "/pets/{pet-id}", ("{pet-id}",), {"200": Json(lambda: models.Pet)}
)


class Default(Resource[Client]):
    """Operations of no tag."""

    def pet(self, pet_id: int, **options: Unpack[Options]) -> models.Pet:
        """GET /pets/{pet-id}"""
        return self._client.call(_DEFAULT_PET, (pet_id,), options)


class AsyncDefault(Resource[AsyncClient]):
    """Operations of no tag."""

    pet = Awaited(Default.pet)


class Api_2(Client):
    """."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def default(self) -> Default:
        return Default(self)


class AsyncApi_2(AsyncClient):
    """."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def default(self) -> AsyncDefault:
        return AsyncDefault(self)
