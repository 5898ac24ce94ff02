# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Security 1: `Security` and `AsyncSecurity`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._client import (
    AsyncClient,
    AsyncHttpClient,
    AsyncSecret,
    Client,
    HttpClient,
    Resource,
    Secret,
    host_at,
)
from ._client_call import Credential, Operation, Options
from ._client_oauth import client_credentials

if TYPE_CHECKING:
    from typing_extensions import Unpack

_DEFAULT_USUAL: Operation[None] = Operation(
    "GET", "/usual", (), {"204": {}}, (("key",), ("bearer",))
)
_DEFAULT_NONE: Operation[None] = Operation("GET", "/none", (), {"204": {}})
_DEFAULT_EITHER: Operation[None] = Operation(
    "GET", "/either", (), {"204": {}}, (("basic",), ("query", "cookie"), ())
)
_DEFAULT_TOKEN: Operation[None] = Operation(
    "GET", "/token", (), {"204": {}}, (("oauth",),)
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

    async def usual(self, **options: Unpack[Options]) -> None:
        """GET /usual"""
        return await self._client.call(_DEFAULT_USUAL, (), options)

    async def none(self, **options: Unpack[Options]) -> None:
        """GET /none"""
        return await self._client.call(_DEFAULT_NONE, (), options)

    async def either(self, **options: Unpack[Options]) -> None:
        """GET /either"""
        return await self._client.call(_DEFAULT_EITHER, (), options)

    async def token(self, **options: Unpack[Options]) -> None:
        """GET /token"""
        return await self._client.call(_DEFAULT_TOKEN, (), options)


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
        http_client: HttpClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        url = host_at(host, "EXAMPLE_HOST", "https://eu.example.com")
        credentials = {
            "key": Credential("key", key, "EXAMPLE_KEY", name="X-Key", prefix="Key "),
            "query": Credential("query", query, location="query", name="api_key"),
            "cookie": Credential("cookie", cookie, location="cookie", name="sid"),
            "basic": Credential("basic", basic, prefix="Basic "),
            "bearer": Credential("token", token, prefix="Bearer "),
            "oauth": Credential(
                "oauth",
                client_credentials(
                    oauth, url, "https://auth.example.com/token", "read"
                ),
                prefix="Bearer ",
            ),
        }
        super().__init__(url, credentials, http_client, options)

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
        http_client: AsyncHttpClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        url = host_at(host, "EXAMPLE_HOST", "https://eu.example.com")
        credentials = {
            "key": Credential("key", key, "EXAMPLE_KEY", name="X-Key", prefix="Key "),
            "query": Credential("query", query, location="query", name="api_key"),
            "cookie": Credential("cookie", cookie, location="cookie", name="sid"),
            "basic": Credential("basic", basic, prefix="Basic "),
            "bearer": Credential("token", token, prefix="Bearer "),
            "oauth": Credential(
                "oauth",
                client_credentials(
                    oauth, url, "https://auth.example.com/token", "read"
                ),
                prefix="Bearer ",
            ),
        }
        super().__init__(url, credentials, http_client, options)

    @cached_property
    def default(self) -> AsyncDefault:
        return AsyncDefault(self)
