# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for What the client cannot do or does otherwise 1:
`WhatTheClientCannotDoOrDoesOtherwise` and `AsyncWhatTheClientCannotDoOrDoesOtherwise`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, AsyncSecret, Awaited, Client, Resource, Secret
from ._client_call import Credential, Json, Operation, Options
from ._client_media import ByMediaType
from ._client_pages import Pages, all_pages, async_all_pages
from ._client_styles import Style, Styled

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("", None, {"openid": Credential("openid", prefix="Bearer ")})
_PETS_GET: Operation[None] = Operation(
    "GET", "/pets/{id}", (Styled("id", "path", style=Style("simple")),), {"204": None}
)
_PETS_GET_2: Operation[str] = Operation(
    "POST",
    "/pets/{id}",
    ("{id} timeout a-b a_b",),
    {"200": ByMediaType({"application/xml": None})},
    server="https://uploads.example.com",
)
_DEFAULT_SEARCH: Operation[None] = Operation("GET", "/search", (), {"204": None})
_DEFAULT_ADOPT: Operation[None] = Operation(
    "POST", "/pets", (), {"204": None}, (("openid",),)
)
_DEFAULT_PAGES: Operation[models.PagesResponse] = Operation(
    "GET", "/pages", ("page",), {"200": Json(lambda: models.PagesResponse)}
)
_DEFAULT_PAGES_PAGES = Pages("page", ("data",), 0, (), (), 1)


class Pets(Resource[Client]):
    """Operations of pets."""

    def get(self, id: str, **options: Unpack[Options]) -> None:
        """GET /pets/{id}"""
        return self._client.call(_PETS_GET, (id,), options)

    def get_2(
        self,
        id: str,
        *,
        timeout_: int | None = None,
        a_b: int | None = None,
        a_b_query: int | None = None,
        **options: Unpack[Options],
    ) -> str:
        """POST /pets/{id}"""
        return self._client.call(_PETS_GET_2, (id, timeout_, a_b, a_b_query), options)


class AsyncPets(Resource[AsyncClient]):
    """Operations of pets."""

    get = Awaited(Pets.get)
    get_2 = Awaited(Pets.get_2)


class Default(Resource[Client]):
    """Operations of no tag."""

    def search(self, **options: Unpack[Options]) -> None:
        """GET /search"""
        return self._client.call(_DEFAULT_SEARCH, (), options)

    def adopt(self, **options: Unpack[Options]) -> None:
        """POST /pets#adopt"""
        return self._client.call(_DEFAULT_ADOPT, (), options)

    def pages(
        self, *, page: int | None = None, **options: Unpack[Options]
    ) -> models.PagesResponse:
        """GET /pages"""
        return self._client.call(_DEFAULT_PAGES, (page,), options)

    def pages_all(
        self, *, page: int | None = None, **options: Unpack[Options]
    ) -> Iterator[Any]:
        """Every item of `pages`, page after page."""
        return all_pages(
            self._client, _DEFAULT_PAGES, (page,), options, _DEFAULT_PAGES_PAGES
        )


class AsyncDefault(Resource[AsyncClient]):
    """Operations of no tag."""

    search = Awaited(Default.search)
    adopt = Awaited(Default.adopt)
    pages = Awaited(Default.pages)

    def pages_all(
        self, *, page: int | None = None, **options: Unpack[Options]
    ) -> AsyncIterator[Any]:
        """Every item of `pages`, page after page."""
        return async_all_pages(
            self._client, _DEFAULT_PAGES, (page,), options, _DEFAULT_PAGES_PAGES
        )


class WhatTheClientCannotDoOrDoesOtherwise(Client):
    """What the client cannot do or does otherwise 1."""

    def __init__(
        self,
        *,
        openid: Secret | None = None,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options, openid)

    @cached_property
    def pets(self) -> Pets:
        return Pets(self)

    @cached_property
    def default(self) -> Default:
        return Default(self)


class AsyncWhatTheClientCannotDoOrDoesOtherwise(AsyncClient):
    """What the client cannot do or does otherwise 1."""

    def __init__(
        self,
        *,
        openid: AsyncSecret | None = None,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options, openid)

    @cached_property
    def pets(self) -> AsyncPets:
        return AsyncPets(self)

    @cached_property
    def default(self) -> AsyncDefault:
        return AsyncDefault(self)
