# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Bodies 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Iterator
from typing import Annotated, Any, Literal, NotRequired, Protocol, TypedDict

from fastapi import APIRouter, FastAPI, UploadFile
from pydantic import Field

from . import models
from ._router import Answer, Json, Operation, Parameter, Reply, request
from ._router_answers import Detailed, Empty
from ._router_bodies import (
    Binary,
    Body,
    EventStream,
    FormPart,
    JsonBody,
    JsonLines,
    Multipart,
    PlainText,
    UrlEncoded,
)
from ._router_paths import routes
from ._router_problems import Problem

__all__ = ["Default", "Reply", "create_app", "create_router", "request"]

SendForm = TypedDict(
    "SendForm",
    {
        "file": UploadFile,
        "more": NotRequired[list[UploadFile]],
        "note": NotRequired[Annotated[str, Field(max_length=400)] | None],
    },
)


class Default(Protocol):
    """Operations without a tag."""

    def send(self, body: SendForm) -> Answer[None]:
        """`POST /files`"""
        ...

    def fetch(self) -> Answer[bytes | Iterable[bytes] | AsyncIterable[bytes]]:
        """`GET /files`"""
        ...

    def note(
        self, *, body: models.Note | str | None
    ) -> Answer[models.Note | str | Reply[Literal[202], None]]:
        """`PUT /notes`

        Other answers: 202.
        """
        ...

    def sign_note(self) -> Answer[None]:
        """`PUT /notes#sign`"""
        ...

    def clear_notes(self) -> Answer[None]:
        """`DELETE /notes#clear`"""
        ...

    def log(self) -> Answer[Iterable[models.Note] | AsyncIterable[models.Note]]:
        """`GET /log`"""
        ...

    def list(self) -> Answer[Iterable[models.Note] | AsyncIterable[models.Note]]:
        """`GET /events`

        Other answers: default (models.Note).
        """
        ...


def create_app(default: Default) -> FastAPI:
    """An application that serves these routes and nothing else."""
    app = FastAPI(title="Bodies", version="1")
    app.include_router(create_router(default))
    return app


def create_router(default: Default) -> APIRouter:
    """The routes, to be included in an application of yours."""
    return routes(_default(default))


_X_SHARED_FILES_ONLY_ONE_OF_MANY: Any = {
    "previews": [],
    "category": "files",
    "more": "only one of many",
}


def _default(default: Default) -> Iterator[Operation]:
    yield Operation(
        default.send,
        "POST /files",
        [
            Body(
                [
                    Multipart(
                        models.SendRequest,
                        media_type="multipart/form-data",
                        parts=[
                            FormPart(bytes, "file", required=True, file=True),
                            FormPart(list[bytes], "more", file=True, many=True),
                            FormPart(
                                Annotated[
                                    Annotated[str, Field(max_length=400)] | None, None
                                ],
                                "note",
                            ),
                        ],
                    ),
                ],
            ),
        ],
        {
            "201": Detailed(
                "Stored",
                headers=[
                    Parameter(str, "header", "Location", extra={"required": True}),
                ],
            ),
        },
        status=201,
        extra={"operationId": "send", "x-shared": _X_SHARED_FILES_ONLY_ONE_OF_MANY},
    )
    yield Operation(
        default.fetch,
        "GET /files",
        responses={
            "200": Binary(
                Any,
                "The file",
                media_type="application/octet-stream",
                schema={"type": "string", "format": "binary"},
            ),
        },
        extra={"operationId": "fetch", "x-shared": _X_SHARED_FILES_ONLY_ONE_OF_MANY},
    )
    yield Operation(
        default.note,
        "PUT /notes",
        [
            Body(
                [
                    JsonBody(models.Note),
                    UrlEncoded(
                        models.Note, media_type="application/x-www-form-urlencoded"
                    ),
                    PlainText(str, media_type="text/plain"),
                ],
                required=False,
                extra={"description": "In one of three forms."},
            ),
        ],
        {
            "200": Detailed(
                "As it was",
                contents=[Json(models.Note), PlainText(str, media_type="text/plain")],
            ),
            "202": Empty("Later"),
        },
        extra={"operationId": "note"},
    )
    yield Operation(
        default.sign_note,
        "PUT /notes#sign",
        responses={"204": Empty("Signed")},
        status=204,
        extra={"operationId": "sign_note"},
    )
    yield Operation(
        default.clear_notes,
        "DELETE /notes#clear",
        responses={"204": Empty("Gone")},
        status=204,
        extra={"operationId": "clear_notes"},
    )
    yield Operation(
        default.log,
        "GET /log",
        responses={
            "200": JsonLines(
                models.Note, "Lines", media_type="application/jsonl", key="itemSchema"
            ),
        },
        extra={"operationId": "log"},
    )
    yield Operation(
        default.list,
        "GET /events",
        responses={
            "200": EventStream(
                models.Note, "Events", media_type="text/event-stream", key="itemSchema"
            ),
            "default": Problem(
                models.Note, "Else", media_type="application/problem+json"
            ),
        },
        extra={"operationId": "list"},
    )
