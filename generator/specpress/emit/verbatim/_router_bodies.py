"""Bodies: which media type of several, and every kind that is not plain JSON.

Uploads and downloads are streams: neither is loaded as a whole unless a handler does so.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterable, AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from ._router import Json, Object, Refused, Reply, Schemas, Typed, invalid
from ._router_parameters import missing
from ._router_styles import shape


class Upload:
    """A body as it arrives: iterate over it, in `async def` or not, or read it whole."""

    def __init__(self, request: Request) -> None:
        self._chunks = request.stream()
        self._loop = asyncio.get_running_loop()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._chunks

    def __iter__(self) -> Iterator[bytes]:
        """For handlers that are not `async def`: those run in a thread."""
        while chunk := asyncio.run_coroutine_threadsafe(
            self._next(), self._loop
        ).result():
            yield chunk

    async def _next(self) -> bytes:
        """The next chunk that is not empty; b"" at the end."""
        return await anext((chunk async for chunk in self._chunks if chunk), b"")

    async def read(self) -> bytes:
        return b"".join([chunk async for chunk in self._chunks])


@dataclass(frozen=True, eq=False)
class Body:
    """The body of a request, in the first declared media type that fits."""

    contents: Sequence[JsonBody]
    name: str = field(default="body", kw_only=True)
    required: bool = field(default=True, kw_only=True)
    extra: Object = field(default_factory=Object, kw_only=True)

    async def argument(self, request: Request) -> tuple[str, Any]:
        headers = request.headers
        sent = "content-type" in headers or "transfer-encoding" in headers
        if not sent and headers.get("content-length", "0") == "0":
            if self.required:
                raise missing("body")
            return self.name, None
        given = headers.get("content-type", "").partition(";")[0].strip().lower()
        for content in self.contents:
            declared = content.media_type.partition(";")[0].lower()
            if not given or fnmatch(given, declared):
                return self.name, await content.read(request)
        raise Refused((415, 422, 400), f"no body of type {given} is declared")

    def document(self, operation: Object, schema: Schemas) -> None:
        contents = [each.document(schema)["content"] for each in self.contents]
        content = {key: media for each in contents for key, media in each.items()}
        said = {"required": self.required, "content": content}
        operation["requestBody"] = {**said, **self.extra}


@dataclass(frozen=True, eq=False)
class JsonBody(Json):
    async def read(self, request: Request) -> Any:
        return self.valid(await request.body(), "body")


@dataclass(frozen=True, eq=False)
class PlainText(JsonBody):
    async def read(self, request: Request) -> Any:
        return (await request.body()).decode("utf-8", "replace")

    def write(self, reply: Reply) -> Response:
        if not isinstance(reply.body, str):
            raise TypeError(f"{self.media_type} is written from str")
        return Response(reply.body, reply.status, media_type=self.media_type)

    def refuse(self, status: int, detail: Any) -> Response:
        text = detail if isinstance(detail, str) else "the request is not valid"
        return Response(text, status, media_type=self.media_type)


@dataclass(frozen=True, eq=False)
class Binary(PlainText):
    async def read(self, request: Request) -> Any:
        return Upload(request)

    def write(self, reply: Reply) -> Response:
        body: Any = reply.body
        status = reply.status
        if isinstance(body, bytes):
            return Response(body, status, media_type=self.media_type)
        chunks = hasattr(body, "__aiter__") or hasattr(body, "__iter__")
        if not chunks or hasattr(body, "keys") or hasattr(body, "encode"):
            raise TypeError(
                f"{self.media_type} is written from bytes or chunks of them"
            )
        return StreamingResponse(body, status, media_type=self.media_type)


@dataclass(frozen=True, eq=False)
class JsonLines(JsonBody):
    """A sequence of JSON values, one on a line; `key` is where its schema is documented."""

    key: str = field(default="schema", kw_only=True)
    head: bytes = field(default=b"", kw_only=True)
    tail: bytes = field(default=b"\n", kw_only=True)

    async def read(self, request: Request) -> Any:
        lines = (await request.body()).splitlines()
        texts = [line.removeprefix(self.head) for line in lines]
        return [self.valid(text, "body") for text in texts if text]

    def write(self, reply: Reply) -> Response:
        body: Any = reply.body
        lines: Any = (
            map(self._line, body) if hasattr(body, "__iter__") else self._lines(body)
        )
        return StreamingResponse(lines, reply.status, media_type=self.media_type)

    async def _lines(self, body: AsyncIterable[Any]) -> AsyncIterator[bytes]:
        async for item in body:
            yield self._line(item)

    def _line(self, item: Any) -> bytes:
        data = self.adapter.dump_json(item, by_alias=True, exclude_unset=True)
        return self.head + data + self.tail

    def document(self, schema: Schemas) -> Object:
        content = {self.media_type: {self.key: schema(self), **self.extra}}
        return {"description": self.description, "content": content}


@dataclass(frozen=True, eq=False)
class EventStream(JsonLines):
    """Server-sent events whose data is JSON."""

    head: bytes = field(default=b"data: ", kw_only=True)
    tail: bytes = field(default=b"\n\n", kw_only=True)


@dataclass(frozen=True, eq=False)
class UrlEncoded(JsonBody):
    """A form, URL-encoded: an object whose members are texts, or repeat for a list."""

    async def read(self, request: Request) -> Any:
        text = (await request.body()).decode("utf-8", "replace")
        made: dict[str, Any] = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            made.setdefault(name, []).append(value)
        flat = {k: v if len(v) > 1 else v[0] for k, v in made.items()}
        return self.valid(json.dumps(shape(self).typed(flat)), "body")


@dataclass(frozen=True, eq=False)
class FormPart(Typed):
    """One member of a multipart body. `file`: given as an `UploadFile`."""

    wire: str = ""
    required: bool = field(default=False, kw_only=True)
    file: bool = field(default=False, kw_only=True)
    many: bool = field(default=False, kw_only=True)

    async def value(self, given: Sequence[Any]) -> Any:
        if self.file:
            files = [each for each in given if not isinstance(each, str)]
            if len(files) < len(given):
                told = {"type": "file", "loc": (), "msg": "a file is required"}
                raise invalid([told], "body", self.wire)
            return files if self.many else files[-1]
        texts = [each if isinstance(each, str) else await _text(each) for each in given]
        value = shape(self).typed(texts if self.many else texts[-1])
        return self.valid(json.dumps(value), "body", self.wire)


async def _text(file: Any) -> str:
    data: bytes = await file.read()
    return data.decode("utf-8", "replace")


@dataclass(frozen=True, eq=False)
class Multipart(JsonBody):
    """Parts by name; files are spooled to disk. FastAPI needs python-multipart for it."""

    parts: Sequence[FormPart] = field(default=(), kw_only=True)

    async def read(self, request: Request) -> Any:
        form = await request.form()
        made: dict[str, Any] = {}
        for part in self.parts:
            given = form.getlist(part.wire)
            if given:
                made[part.wire] = await part.value(given)
            elif part.required:
                raise missing("body", part.wire)
        known = {part.wire for part in self.parts}
        return {**{k: v for k, v in form.multi_items() if k not in known}, **made}
