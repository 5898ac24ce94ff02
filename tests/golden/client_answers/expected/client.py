# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Answers 1: `Answers` and `AsyncAnswers`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, Awaited, Client, Resource
from ._client_call import Json, Operation, Options
from ._client_media import ByMediaType
from ._client_streams import (
    AsyncByteStream,
    AsyncEventStream,
    AsyncLineStream,
    ByteStream,
    EventStream,
    LineStream,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("")
_DEFAULT_ANSWER: Operation[models.Good | str | None] = Operation(
    "GET",
    "/answer",
    (),
    {
        "200": ByMediaType(
            {"application/json": lambda: models.Good, "text/plain": None},
        ),
        "202": None,
        "404": Json(lambda: models.Problem, "application/problem+json"),
        "5XX": None,
        "default": Json(lambda: models.Problem),
    },
)
_DEFAULT_EXISTS: Operation[None] = Operation("HEAD", "/answer", (), {"200": None})
_DEFAULT_DOWNLOAD: Operation[http.Response] = Operation(
    "GET", "/bytes", (), {"200": ByMediaType({"image/png": None})}, streamed=True
)
_DEFAULT_EVENTS: Operation[http.Response] = Operation(
    "GET",
    "/events",
    (),
    {"200": ByMediaType({"text/event-stream": None})},
    streamed=True,
)
_DEFAULT_LINES: Operation[http.Response] = Operation(
    "GET",
    "/lines",
    (),
    {"200": ByMediaType({"application/x-ndjson": None})},
    streamed=True,
)
_DEFAULT_CHAT: Operation[models.Good] = Operation(
    "POST", "/either", (), {"200": Json(lambda: models.Good)}
)
_DEFAULT_CHAT_EVENTS: Operation[http.Response] = Operation(
    "POST",
    "/either",
    (),
    {"200": ByMediaType({"text/event-stream": None})},
    streamed=True,
)


class Default(Resource[Client]):
    """Operations of no tag."""

    def answer(self, **options: Unpack[Options]) -> models.Good | str | None:
        """GET /answer"""
        return self._client.call(_DEFAULT_ANSWER, (), options)

    def exists(self, **options: Unpack[Options]) -> None:
        """HEAD /answer"""
        return self._client.call(_DEFAULT_EXISTS, (), options)

    def download(self, **options: Unpack[Options]) -> ByteStream:
        """GET /bytes"""
        return ByteStream(self._client.call(_DEFAULT_DOWNLOAD, (), options))

    def events(self, **options: Unpack[Options]) -> EventStream[models.Good]:
        """GET /events"""
        return EventStream(
            self._client.call(_DEFAULT_EVENTS, (), options), lambda: models.Good
        )

    def lines(self, **options: Unpack[Options]) -> LineStream[models.Good]:
        """GET /lines"""
        return LineStream(
            self._client.call(_DEFAULT_LINES, (), options), lambda: models.Good
        )

    def chat(self, **options: Unpack[Options]) -> models.Good:
        """POST /either

        Deprecated.
        """
        return self._client.call(_DEFAULT_CHAT, (), options)

    def chat_events(self, **options: Unpack[Options]) -> EventStream[models.Good]:
        """POST /either

        Deprecated.
        """
        return EventStream(
            self._client.call(_DEFAULT_CHAT_EVENTS, (), options), lambda: models.Good
        )


class AsyncDefault(Resource[AsyncClient]):
    """Operations of no tag."""

    answer = Awaited(Default.answer)
    exists = Awaited(Default.exists)
    chat = Awaited(Default.chat)

    async def download(self, **options: Unpack[Options]) -> AsyncByteStream:
        """GET /bytes"""
        return AsyncByteStream(await self._client.call(_DEFAULT_DOWNLOAD, (), options))

    async def events(self, **options: Unpack[Options]) -> AsyncEventStream[models.Good]:
        """GET /events"""
        return AsyncEventStream(
            await self._client.call(_DEFAULT_EVENTS, (), options), lambda: models.Good
        )

    async def lines(self, **options: Unpack[Options]) -> AsyncLineStream[models.Good]:
        """GET /lines"""
        return AsyncLineStream(
            await self._client.call(_DEFAULT_LINES, (), options), lambda: models.Good
        )

    async def chat_events(
        self, **options: Unpack[Options]
    ) -> AsyncEventStream[models.Good]:
        """POST /either

        Deprecated.
        """
        return AsyncEventStream(
            await self._client.call(_DEFAULT_CHAT_EVENTS, (), options),
            lambda: models.Good,
        )


class Answers(Client):
    """Answers 1."""

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


class AsyncAnswers(AsyncClient):
    """Answers 1."""

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
