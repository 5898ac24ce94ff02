# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Helpers 1: `Helpers` and `AsyncHelpers`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, AsyncSecret, Awaited, Client, Resource, Secret
from ._client_call import Credential, Json, Operation, Options
from ._client_pages import Pages, all_pages, async_all_pages
from ._client_wait import Wait, Waiting

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api(
    "https://jobs.example.org",
    "JOBS_HOST",
    {"key": Credential("api_key", "JOBS_KEY", prefix="Key ")},
    (("key",),),
    closed=True,
)
_JOBS_GET: Operation[models.Job] = Operation(
    "GET", "/jobs/{id}", ("{id}",), {"200": Json(lambda: models.Job)}
)
_JOBS_GET_WAIT = Wait(
    ("state", "name"),
    ("done",),
    ("failed",),
    ("paused",),
    ("state", "steps"),
    ("state", "of"),
)
_JOBS_LIST: Operation[models.ListJobsResponse] = Operation(
    "GET", "/jobs", ("after",), {"200": Json(lambda: models.ListJobsResponse)}
)
_JOBS_LIST_PAGES = Pages("cursor", ("jobs",), 0, ("next",), ("has_more",), 0)
_LOGS_READ: Operation[list[str]] = Operation(
    "GET", "/logs", ("page",), {"200": Json(lambda: list[str])}
)
_LOGS_READ_PAGES = Pages("page", (), 0, (), (), 1)


class Jobs(Resource[Client]):
    """Operations of jobs."""

    def get(self, id: str, **options: Unpack[Options]) -> models.Job:
        """GET /jobs/{id}"""
        return self._client.call(_JOBS_GET, (id,), options)

    def wait(self, id: str, **waiting: Unpack[Waiting[models.Job]]) -> models.Job:
        """Repeat `get` until state.name is done. Raises WaitFailedError for failed,
        WaitBlockedError for paused, WaitTimeoutError after `timeout` seconds.
        """
        return self._client.run(
            _JOBS_GET_WAIT.run(self._client, partial(self.get, id), waiting),
        )

    def list(
        self, *, after: str | None = None, **options: Unpack[Options]
    ) -> models.ListJobsResponse:
        """GET /jobs"""
        return self._client.call(_JOBS_LIST, (after,), options)

    def all(
        self, *, after: str | None = None, **options: Unpack[Options]
    ) -> Iterator[models.Job]:
        """Every item of `list`, page after page."""
        return all_pages(self._client, _JOBS_LIST, (after,), options, _JOBS_LIST_PAGES)


class AsyncJobs(Resource[AsyncClient]):
    """Operations of jobs."""

    get = Awaited(Jobs.get)
    wait = Awaited(Jobs.wait)
    list = Awaited(Jobs.list)

    def all(
        self, *, after: str | None = None, **options: Unpack[Options]
    ) -> AsyncIterator[models.Job]:
        """Every item of `list`, page after page."""
        return async_all_pages(
            self._client, _JOBS_LIST, (after,), options, _JOBS_LIST_PAGES
        )


class Logs(Resource[Client]):
    """Operations of logs."""

    def read(self, *, page: int | None = None, **options: Unpack[Options]) -> list[str]:
        """GET /logs"""
        return self._client.call(_LOGS_READ, (page,), options)

    def read_all(
        self, *, page: int | None = None, **options: Unpack[Options]
    ) -> Iterator[str]:
        """Every item of `read`, page after page."""
        return all_pages(self._client, _LOGS_READ, (page,), options, _LOGS_READ_PAGES)


class AsyncLogs(Resource[AsyncClient]):
    """Operations of logs."""

    read = Awaited(Logs.read)

    def read_all(
        self, *, page: int | None = None, **options: Unpack[Options]
    ) -> AsyncIterator[str]:
        """Every item of `read`, page after page."""
        return async_all_pages(
            self._client, _LOGS_READ, (page,), options, _LOGS_READ_PAGES
        )


class Helpers(Client):
    """Helpers 1, at https://jobs.example.org unless told otherwise."""

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
    def jobs(self) -> Jobs:
        return Jobs(self)

    @cached_property
    def logs(self) -> Logs:
        return Logs(self)


class AsyncHelpers(AsyncClient):
    """Helpers 1, at https://jobs.example.org unless told otherwise."""

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
    def jobs(self) -> AsyncJobs:
        return AsyncJobs(self)

    @cached_property
    def logs(self) -> AsyncLogs:
        return AsyncLogs(self)
