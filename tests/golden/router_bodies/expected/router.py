# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The routes of Bodies 1: implement the protocols below, `create_app` serves them.

A method may be `async def` or not. What it returns is the answer; one with another
status is a `Reply`, returned or raised. `NotImplementedError` is answered with 501.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
from typing import Annotated, Any, Literal, NotRequired, Protocol, TypedDict

from fastapi import APIRouter, FastAPI, UploadFile
from pydantic import Field

from . import models
from ._router import Answer, Declared, Json, Operation, Parameter, Reply, request
from ._router_bodies import (
    Binary,
    Body,
    EventStream,
    FormPart,
    JsonLines,
    Multipart,
    PlainText,
    UrlEncoded,
)
from ._router_document import add, sort
from ._router_problems import Problem

__all__ = ["Default", "Reply", "create_app", "create_router", "request"]

SendForm = TypedDict(
    "SendForm",
    {
        "file": UploadFile,
        "more": NotRequired[list[UploadFile]],
        "note": NotRequired[
            Annotated[Annotated[str, Field(max_length=400)] | None, None]
        ],
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
    router = APIRouter()
    _add_default(router, default)
    return sort(router)


def _add_default(router: APIRouter, default: Default) -> None:
    add(
        router,
        Operation(
            "POST",
            "/files",
            [
                Body(
                    "body",
                    [
                        Multipart(
                            models.SendRequest,
                            "multipart/form-data",
                            parts=[
                                FormPart(bytes, "file", required=True, file=True),
                                FormPart(list[bytes], "more", file=True, many=True),
                                FormPart(
                                    Annotated[
                                        Annotated[str, Field(max_length=400)] | None,
                                        None,
                                    ],
                                    "note",
                                ),
                            ],
                        ),
                    ],
                    required=True,
                ),
            ],
            {
                "201": Declared(
                    "Stored",
                    headers=[
                        Parameter(str, "header", "Location", extra={"required": True}),
                    ],
                ),
            },
            extra={"operationId": "send"},
        ),
        default.send,
    )
    add(
        router,
        Operation(
            "GET",
            "/files",
            [],
            {
                "200": Declared(
                    "The file",
                    [
                        Binary(
                            Any,
                            "application/octet-stream",
                            schema={"type": "string", "format": "binary"},
                        ),
                    ],
                ),
            },
            extra={"operationId": "fetch"},
        ),
        default.fetch,
    )
    add(
        router,
        Operation(
            "PUT",
            "/notes",
            [
                Body(
                    "body",
                    [
                        Json(models.Note),
                        UrlEncoded(models.Note, "application/x-www-form-urlencoded"),
                        PlainText(str, "text/plain"),
                    ],
                    extra={"description": "In one of three forms."},
                ),
            ],
            {
                "200": Declared(
                    "As it was", [Json(models.Note), PlainText(str, "text/plain")]
                ),
                "202": Declared("Later"),
            },
            extra={"operationId": "note"},
        ),
        default.note,
    )
    add(
        router,
        Operation(
            "PUT",
            "/notes#sign",
            [],
            {"204": Declared("Signed")},
            extra={"operationId": "sign_note"},
        ),
        default.sign_note,
    )
    add(
        router,
        Operation(
            "DELETE",
            "/notes#clear",
            [],
            {"204": Declared("Gone")},
            extra={"operationId": "clear_notes"},
        ),
        default.clear_notes,
    )
    add(
        router,
        Operation(
            "GET",
            "/log",
            [],
            {
                "200": Declared(
                    "Lines",
                    [JsonLines(models.Note, "application/jsonl", key="itemSchema")],
                ),
            },
            extra={"operationId": "log"},
        ),
        default.log,
    )
    add(
        router,
        Operation(
            "GET",
            "/events",
            [],
            {
                "200": Declared(
                    "Events",
                    [EventStream(models.Note, "text/event-stream", key="itemSchema")],
                ),
                "default": Declared(
                    "Else", [Problem(models.Note, "application/problem+json")]
                ),
            },
            extra={"operationId": "list"},
        ),
        default.list,
    )
