# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Client for Bodies 1: `Bodies_2` and `AsyncBodies_2`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

import httpx2 as http

from . import models
from ._client import Api, AsyncClient, Awaited, Client, Resource
from ._client_call import JsonBody, Operation, Options
from ._client_forms import (
    Bodies,
    File,
    Form,
    Multipart,
    Upload,
    json_body,
    plain_body,
    stream_body,
)
from ._client_styles import Style

if TYPE_CHECKING:
    from typing_extensions import Unpack

_API = Api("")
_DEFAULT_JSON: Operation[None] = Operation(
    "POST", "/json", (JsonBody(),), {"204": None}
)
_DEFAULT_PATCH_OPTIONAL: Operation[None] = Operation(
    "PATCH", "/json", (JsonBody("application/merge-patch+json"),), {"204": None}
)
_DEFAULT_FORM: Operation[None] = Operation(
    "POST",
    "/form",
    (
        Bodies(
            {
                "application/x-www-form-urlencoded": Form(
                    {"more": Style("deepObject", True)},
                ),
            },
        ),
    ),
    {"204": None},
)
_DEFAULT_UPLOAD: Operation[None] = Operation(
    "POST",
    "/upload",
    (Bodies({"multipart/form-data": Multipart(types={"file": "image/png"})}),),
    {"204": None},
)
_DEFAULT_STREAM_UP: Operation[None] = Operation(
    "PUT",
    "/upload",
    (Bodies({"application/octet-stream": stream_body}),),
    {"204": None},
)
_DEFAULT_SEVERAL: Operation[None] = Operation(
    "POST",
    "/several",
    (Bodies({"application/json": json_body, "text/plain": plain_body}),),
    {"204": None},
)

UploadForm = TypedDict(
    "UploadForm",
    {
        "file": "File",
        "pages": "NotRequired[list[File]]",
        "note": "NotRequired[models.Note]",
    },
)


class Default(Resource[Client]):
    """Operations of no tag."""

    def json(self, body: models.Note, **options: Unpack[Options]) -> None:
        """POST /json"""
        return self._client.call(_DEFAULT_JSON, (body,), options)

    def patch_optional(
        self, *, body: models.Note | None = None, **options: Unpack[Options]
    ) -> None:
        """PATCH /json"""
        return self._client.call(_DEFAULT_PATCH_OPTIONAL, (body,), options)

    def form(self, body: models.Note, **options: Unpack[Options]) -> None:
        """POST /form"""
        return self._client.call(_DEFAULT_FORM, (body,), options)

    def upload(self, body: UploadForm, **options: Unpack[Options]) -> None:
        """POST /upload"""
        return self._client.call(_DEFAULT_UPLOAD, (body,), options)

    def stream_up(self, body: Upload, **options: Unpack[Options]) -> None:
        """PUT /upload"""
        return self._client.call(_DEFAULT_STREAM_UP, (body,), options)

    def several(
        self,
        *,
        body: models.Note | str | None = None,
        media_type: Literal["application/json", "text/plain"] = "application/json",
        **options: Unpack[Options],
    ) -> None:
        """POST /several"""
        return self._client.call(_DEFAULT_SEVERAL, ((body, media_type),), options)


class AsyncDefault(Resource[AsyncClient]):
    """Operations of no tag."""

    json = Awaited(Default.json)
    patch_optional = Awaited(Default.patch_optional)
    form = Awaited(Default.form)
    upload = Awaited(Default.upload)
    stream_up = Awaited(Default.stream_up)
    several = Awaited(Default.several)


class Bodies_2(Client):
    """Bodies 1."""

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


class AsyncBodies_2(AsyncClient):
    """Bodies 1."""

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
