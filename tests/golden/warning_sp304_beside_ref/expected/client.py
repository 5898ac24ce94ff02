# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for T 1: `T` and `AsyncT`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2 as http

from ._client import Api, AsyncClient, Client
from ._client_call import Options

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("")


class T(Client):
    """T 1."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)


class AsyncT(AsyncClient):
    """T 1."""

    def __init__(
        self,
        *,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options)
