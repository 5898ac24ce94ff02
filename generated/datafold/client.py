# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Datafold 1: `Datafold` and `AsyncDatafold`."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, AsyncSecret, Awaited, Client, Resource, Secret
from ._client_call import Credential, Json, Operation, Options, Parameter
from ._client_wait import Wait, Waiting

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api(
    "https://app.datafold.com",
    "DATAFOLD_HOST",
    {"ApiKey": Credential("api_key", "DATAFOLD_API_KEY", prefix="Key ")},
    (("ApiKey",),),
    closed=True,
)
_DATADIFFS_GET: Operation[models.DataDiff] = Operation(
    "GET",
    "/api/v1/datadiffs/{datadiff_id}",
    ("{datadiff_id}", Parameter("poll", flag=True)),
    {"200": Json(lambda: models.DataDiff)},
)
_DATADIFFS_GET_WAIT = Wait(
    ("status",),
    ("done",),
    ("failed", "cancelled"),
    ("needs_confirmation", "needs_authentication"),
    ("diff_progress", "completed_steps"),
    ("diff_progress", "total_steps"),
)


class Datadiffs(Resource[Client]):
    """Operations of datadiffs."""

    def get(
        self, datadiff_id: int, *, poll: Any = None, **options: Unpack[Options]
    ) -> models.DataDiff:
        """Get a data diff"""
        return self._client.call(_DATADIFFS_GET, (datadiff_id, poll), options)

    def wait(
        self, datadiff_id: int, **waiting: Unpack[Waiting[models.DataDiff]]
    ) -> models.DataDiff:
        """Repeat `get` until status is done. Raises WaitFailedError for failed or
        cancelled, WaitBlockedError for needs_confirmation or needs_authentication,
        WaitTimeoutError after `timeout` seconds.
        """
        return self._client.run(
            _DATADIFFS_GET_WAIT.run(
                self._client, partial(self.get, datadiff_id), waiting
            ),
        )


class AsyncDatadiffs(Resource[AsyncClient]):
    """Operations of datadiffs."""

    get = Awaited(Datadiffs.get)
    wait = Awaited(Datadiffs.wait)


class Datafold(Client):
    """Datafold 1, at https://app.datafold.com unless told otherwise."""

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        host: str | None = None,
        http_client: http.Client | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options, api_key)

    @cached_property
    def datadiffs(self) -> Datadiffs:
        return Datadiffs(self)


class AsyncDatafold(AsyncClient):
    """Datafold 1, at https://app.datafold.com unless told otherwise."""

    def __init__(
        self,
        *,
        api_key: AsyncSecret | None = None,
        host: str | None = None,
        http_client: http.AsyncClient | None = None,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(_API, host, http_client, options, api_key)

    @cached_property
    def datadiffs(self) -> AsyncDatadiffs:
        return AsyncDatadiffs(self)
