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
from pydantic import ValidationError

from ._router import Extra, Json, Refused, Slot, Typed, invalid
from ._router_styles import Schema


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


@dataclass(frozen=True)
class Body:
    """The body of a request, in the first declared media type that fits."""

    name: str
    contents: Sequence[Json]
    required: bool = False
    extra: Extra = field(default_factory=dict[str, Any])

    async def argument(self, request: Request) -> tuple[str, Any]:
        headers = request.headers
        sent = "content-type" in headers or "transfer-encoding" in headers
        if not sent and headers.get("content-length", "0") == "0":
            if self.required:
                raise invalid("Field required", "body")
            return self.name, None
        given = headers.get("content-type", "").partition(";")[0].strip().lower()
        for content in self.contents:
            declared = content.media_type.partition(";")[0].lower()
            if not given or fnmatch(given, declared):
                return self.name, await content.read(request)
        raise Refused((415, 422, 400), f"no body of type {given} is declared")

    def document(self, operation: dict[str, Any], slot: Slot) -> None:
        content = {each.media_type: each.document(slot) for each in self.contents}
        said = {"required": self.required, "content": content}
        operation["requestBody"] = {**said, **self.extra}


@dataclass(frozen=True, eq=False)
class PlainText(Json):
    async def read(self, request: Request) -> Any:
        return (await request.body()).decode("utf-8", "replace")

    def write(self, body: Any, status: int) -> Response:
        if not isinstance(body, str):
            raise TypeError(f"{self.media_type} is written from str")
        return Response(body, status, media_type=self.media_type)

    def problem(self, status: int, message: str, errors: Any) -> Any:
        return message


@dataclass(frozen=True, eq=False)
class Binary(Json):
    async def read(self, request: Request) -> Any:
        return Upload(request)

    def write(self, body: Any, status: int) -> Response:
        if isinstance(body, bytes):
            return Response(body, status, media_type=self.media_type)
        chunks = hasattr(body, "__aiter__") or hasattr(body, "__iter__")
        if not chunks or hasattr(body, "keys") or hasattr(body, "encode"):
            raise TypeError(
                f"{self.media_type} is written from bytes or chunks of them"
            )
        return StreamingResponse(body, status, media_type=self.media_type)

    def problem(self, status: int, message: str, errors: Any) -> Any:
        return message.encode()


@dataclass(frozen=True, eq=False)
class JsonLines(Json):
    """A sequence of JSON values, one on a line; `key` is where its schema is documented."""

    key: str = field(default="schema", kw_only=True)
    head: bytes = field(default=b"", kw_only=True)
    tail: bytes = field(default=b"\n", kw_only=True)

    async def read(self, request: Request) -> Any:
        try:
            lines = (await request.body()).splitlines()
            texts = [line.removeprefix(self.head) for line in lines]
            return [self.valid(text) for text in texts if text]
        except ValidationError as error:
            raise invalid(error, "body") from None

    def write(self, body: Any, status: int) -> Response:
        lines: Any = (
            map(self._line, body) if hasattr(body, "__iter__") else self._lines(body)
        )
        return StreamingResponse(lines, status, media_type=self.media_type)

    async def _lines(self, body: AsyncIterable[Any]) -> AsyncIterator[bytes]:
        async for item in body:
            yield self._line(item)

    def _line(self, item: Any) -> bytes:
        data = self.adapter.dump_json(item, by_alias=True, exclude_unset=True)
        return self.head + data + self.tail

    def document(self, slot: Slot) -> dict[str, Any]:
        return {self.key: slot(self), **self.extra}


@dataclass(frozen=True, eq=False)
class EventStream(JsonLines):
    """Server-sent events whose data is JSON."""

    head: bytes = field(default=b"data: ", kw_only=True)
    tail: bytes = field(default=b"\n\n", kw_only=True)


@dataclass(frozen=True, eq=False)
class UrlEncoded(Json):
    """A form, URL-encoded: an object whose members are texts, or repeat for a list."""

    async def read(self, request: Request) -> Any:
        text = (await request.body()).decode("utf-8", "replace")
        made: dict[str, Any] = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            made.setdefault(name, []).append(value)
        schema = self.adapter.json_schema()
        shape = Schema(schema, schema.get("$defs", {}))
        flat = {k: v if len(v) > 1 else v[0] for k, v in made.items()}
        try:
            return self.valid(json.dumps(shape.typed(flat)))
        except ValidationError as error:
            raise invalid(error, "body") from None


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
                raise invalid("a file is required", "body", self.wire)
            return files if self.many else files[-1]
        texts = [each if isinstance(each, str) else await _text(each) for each in given]
        schema = self.adapter.json_schema()
        shape = Schema(schema, schema.get("$defs", {}))
        value = shape.typed(texts if self.many else texts[-1])
        try:
            return self.valid(json.dumps(value))
        except ValidationError as error:
            raise invalid(error, "body", self.wire) from None


async def _text(file: Any) -> str:
    data: bytes = await file.read()
    return data.decode("utf-8", "replace")


@dataclass(frozen=True, eq=False)
class Multipart(Json):
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
                raise invalid("Field required", "body", part.wire)
        known = {part.wire for part in self.parts}
        return {**{k: v for k, v in form.multi_items() if k not in known}, **made}
