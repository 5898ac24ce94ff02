# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Parameters 1: `Parameters` and `AsyncParameters`."""

from __future__ import annotations

import builtins
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, Awaited, Client, Resource
from ._client_call import Json, Operation, Options, Parameter
from ._client_styles import Style, Styled

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("https://api.example.com/v1")
_THINGS_LIST: Operation[list[str]] = Operation(
    "GET",
    "/things/{id}/{labels}/{matrix}",
    (
        "{id}",
        Styled("labels", "path", style=Style("label", True)),
        Styled("matrix", "path", style=Style("matrix")),
        "since plain",
        Styled("commas", style=Style("form")),
        Styled("spaces", style=Style("spaceDelimited")),
        Styled("pipes", style=Style("pipeDelimited")),
        Styled("deep", style=Style("deepObject", True)),
        Styled("json", style=Style("json")),
        Styled("url", safe=":/?@!$'()*,;[]"),
        Parameter("flag", flag=True),
        "class",
        Styled("X-Ids", "header", style=Style("simple")),
        Styled("session", "cookie"),
    ),
    {"200": Json(lambda: list[str])},
)


class Things(Resource[Client]):
    """Things of all kinds."""

    def list(
        self,
        id: int,
        labels: builtins.list[str],
        matrix: dict[str, str],
        *,
        since: datetime,
        plain: builtins.list[int] | None = None,
        commas: builtins.list[str] | None = None,
        spaces: builtins.list[str] | None = None,
        pipes: builtins.list[str] | None = None,
        deep: models.ListThingsDeep | None = None,
        json: dict[str, Any] | None = None,
        url: str | None = None,
        flag: Any = None,
        class_: bool | None = None,
        x_ids: builtins.list[int] | None = None,
        session: str | None = None,
        **options: Unpack[Options],
    ) -> builtins.list[str]:
        """List things.

        In no order that one could rely on.

        Args:
            id: Which one.
        """
        return self._client.call(
            _THINGS_LIST,
            (
                id,
                labels,
                matrix,
                since,
                plain,
                commas,
                spaces,
                pipes,
                deep,
                json,
                url,
                flag,
                class_,
                x_ids,
                session,
            ),
            options,
        )


class AsyncThings(Resource[AsyncClient]):
    """Things of all kinds."""

    list = Awaited(Things.list)


class Parameters(Client):
    """Parameters 1, at https://api.example.com/v1 unless told otherwise."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def things(self) -> Things:
        return Things(self)


class AsyncParameters(AsyncClient):
    """Parameters 1, at https://api.example.com/v1 unless told otherwise."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)

    @cached_property
    def things(self) -> AsyncThings:
        return AsyncThings(self)
