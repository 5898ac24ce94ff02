# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Security 1: `Security` and `AsyncSecurity`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx2 as http

from ._client import Api, AsyncClient, AsyncSecret, Awaited, Client, Resource, Secret
from ._client_call import Credential, Operation, Options
from ._client_oauth import OAuth
from ._client_security import Basic, InCookie, InQuery

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api(
    "https://eu.example.com",
    "EXAMPLE_HOST",
    {
        "key": Credential("key", "EXAMPLE_KEY", name="X-Key", prefix="Key "),
        "query": InQuery("query", name="api_key"),
        "cookie": InCookie("cookie", name="sid"),
        "basic": Basic("basic"),
        "bearer": Credential("token", prefix="Bearer "),
        "oauth": OAuth(
            "oauth",
            prefix="Bearer ",
            url="https://auth.example.com/token",
            scopes="read",
        ),
    },
    (("key",), ("bearer",)),
)
_DEFAULT_USUAL: Operation[None] = Operation("GET", "/usual", (), {"204": None})
_DEFAULT_NONE: Operation[None] = Operation("GET", "/none", (), {"204": None}, ())
_DEFAULT_EITHER: Operation[None] = Operation(
    "GET", "/either", (), {"204": None}, (("basic",), ("query", "cookie"), ())
)
_DEFAULT_TOKEN: Operation[None] = Operation(
    "GET", "/token", (), {"204": None}, (("oauth",),)
)


class Default(Resource[Client]):
    """Operations of no tag."""

    def usual(self, **options: Unpack[Options]) -> None:
        """GET /usual"""
        return self._client.call(_DEFAULT_USUAL, (), options)

    def none(self, **options: Unpack[Options]) -> None:
        """GET /none"""
        return self._client.call(_DEFAULT_NONE, (), options)

    def either(self, **options: Unpack[Options]) -> None:
        """GET /either"""
        return self._client.call(_DEFAULT_EITHER, (), options)

    def token(self, **options: Unpack[Options]) -> None:
        """GET /token"""
        return self._client.call(_DEFAULT_TOKEN, (), options)


class AsyncDefault(Resource[AsyncClient]):
    """Operations of no tag."""

    usual = Awaited(Default.usual)
    none = Awaited(Default.none)
    either = Awaited(Default.either)
    token = Awaited(Default.token)


class Security(Client):
    """Security 1, at https://eu.example.com unless told otherwise."""

    def __init__(
        self,
        *,
        key: Secret | None = None,
        query: Secret | None = None,
        cookie: Secret | None = None,
        basic: Secret | tuple[str, str] | None = None,
        token: Secret | None = None,
        oauth: Secret | tuple[str, str] | None = None,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(
            _API, host, http_client, options, key, query, cookie, basic, token, oauth
        )

    @cached_property
    def default(self) -> Default:
        return Default(self)


class AsyncSecurity(AsyncClient):
    """Security 1, at https://eu.example.com unless told otherwise."""

    def __init__(
        self,
        *,
        key: AsyncSecret | None = None,
        query: AsyncSecret | None = None,
        cookie: AsyncSecret | None = None,
        basic: AsyncSecret | tuple[str, str] | None = None,
        token: AsyncSecret | None = None,
        oauth: AsyncSecret | tuple[str, str] | None = None,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(
            _API, host, http_client, options, key, query, cookie, basic, token, oauth
        )

    @cached_property
    def default(self) -> AsyncDefault:
        return AsyncDefault(self)
