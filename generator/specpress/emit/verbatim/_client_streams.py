"""Answers that are read as they come: bytes, server-sent events, JSON lines. Reading to the end closes them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx2 as http
from pydantic import ValidationError

from ._client import AsyncClient, Client
from ._client_call import Options, adapter, problems
from ._client_errors import ApiError, DeadlineError, DecodeError, TransportError

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack  # noqa: UP035

T = TypeVar("T")
Make = Callable[[], Any]
_LONGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Event:
    """One server-sent event as it came."""

    data: str
    event: str = "message"
    id: str = ""


class Lines:
    """Cuts a stream of bytes into lines, of a bounded length."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._after_cr = False

    def feed(self, chunk: bytes) -> Iterator[str]:
        if self._after_cr and chunk[:1] == b"\n":
            chunk = chunk[1:]
        self._after_cr = chunk[-1:] == b"\r" if chunk else self._after_cr
        *lines, rest = (
            (self._rest + chunk)
            .replace(b"\r\n", b"\n")
            .replace(b"\r", b"\n")
            .split(b"\n")
        )
        self._rest = rest
        if len(rest) > _LONGEST:
            raise TransportError(f"a line of more than {_LONGEST} bytes")
        for line in lines:
            yield line.decode("utf-8", "replace")

    def end(self) -> Iterator[str]:
        if self._rest:
            yield self._rest.decode("utf-8", "replace")


class Events:
    """Puts lines together to events (WHATWG HTML, 9.2.6)."""

    def __init__(self) -> None:
        self._data: list[str] = []
        self._size, self._event, self._id = 0, "", ""

    def feed(self, line: str) -> Iterator[Event]:
        name, _, value = line.removeprefix("\ufeff").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
            self._size += len(value)
            if self._size > _LONGEST:
                raise TransportError(f"an event of more than {_LONGEST} characters")
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif not line:
            if self._data:
                yield Event("\n".join(self._data), self._event or "message", self._id)
            self._data, self._size, self._event = [], 0, ""


class _Stream:
    """What every kind of stream has."""

    def __init__(self, response: http.Response) -> None:
        self._response = response
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers

    def _error(self, error: Exception) -> ApiError:
        late = isinstance(error, http.TimeoutException)
        return (DeadlineError if late else TransportError)(type(error).__name__)


class _Sync(_Stream):
    def _chunks(self) -> Iterator[bytes]:
        failure = None
        try:
            yield from self._response.iter_bytes()
        except http.HTTPError as error:
            failure = self._error(error)
        finally:
            self.close()
        if failure:
            raise failure

    def close(self) -> None:
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class _Async(_Stream):
    async def _chunks(self) -> AsyncIterator[bytes]:
        failure = None
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
        except http.HTTPError as error:
            failure = self._error(error)
        finally:
            await self.close()
        if failure:
            raise failure

    async def close(self) -> None:
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()


class ByteStream(_Sync):
    """The body in pieces."""

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks()

    def read(self) -> bytes:
        return b"".join(self._chunks())

    def save(self, path: str | PathLike[str]) -> None:
        with open(path, "wb") as file:
            file.writelines(self._chunks())


class AsyncByteStream(_Async):
    """The body in pieces."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._chunks()

    async def read(self) -> bytes:
        return b"".join([chunk async for chunk in self._chunks()])


class EventStream(_Sync, Generic[T]):
    """The data of every event, decoded; `events()` gives them with their names."""

    def __init__(self, response: http.Response, make: Make) -> None:
        super().__init__(response)
        self._make = make

    def __iter__(self) -> Iterator[T]:
        for event in self.events():
            if event.data == "[DONE]":
                self.close()
                return
            yield decode_item(self._make, event.data)

    def events(self) -> Iterator[Event]:
        lines, events = Lines(), Events()
        for chunk in self._chunks():
            for line in lines.feed(chunk):
                yield from events.feed(line)


class AsyncEventStream(_Async, Generic[T]):
    """The data of every event, decoded; `events()` gives them with their names."""

    def __init__(self, response: http.Response, make: Make) -> None:
        super().__init__(response)
        self._make = make

    async def __aiter__(self) -> AsyncIterator[T]:
        async for event in self.events():
            if event.data == "[DONE]":
                await self.close()
                return
            yield decode_item(self._make, event.data)

    async def events(self) -> AsyncIterator[Event]:
        lines, events = Lines(), Events()
        async for chunk in self._chunks():
            for line in lines.feed(chunk):
                for event in events.feed(line):
                    yield event


class LineStream(_Sync, Generic[T]):
    """Every line, decoded; empty ones and record separators do not count."""

    def __init__(self, response: http.Response, make: Make) -> None:
        super().__init__(response)
        self._make = make

    def __iter__(self) -> Iterator[T]:
        lines = Lines()
        for chunk in self._chunks():
            yield from _decoded(self._make, lines.feed(chunk))
        yield from _decoded(self._make, lines.end())


class AsyncLineStream(_Async, Generic[T]):
    """Every line, decoded; empty ones and record separators do not count."""

    def __init__(self, response: http.Response, make: Make) -> None:
        super().__init__(response)
        self._make = make

    async def __aiter__(self) -> AsyncIterator[T]:
        lines = Lines()
        async for chunk in self._chunks():
            for item in _decoded(self._make, lines.feed(chunk)):
                yield item
        for item in _decoded(self._make, lines.end()):
            yield item


def decode_item(make: Make, text: str) -> Any:
    """One item of a stream."""
    try:
        return adapter(make).validate_json(text)
    except ValidationError as error:
        wrong = problems(error)
    what = "an item of the stream is not what is declared"
    failure = DecodeError(f"{what}: {wrong[0]}")
    failure.problems, failure.excerpt = wrong, text[:500]
    raise failure


def _decoded(make: Make, lines: Iterator[str]) -> Iterator[Any]:
    for line in lines:
        text = line.strip("\x1e \t")
        if text:
            yield decode_item(make, text)


def stream(
    api: Client, method: str, path: str, body: object = None, **options: Unpack[Options]
) -> ByteStream:
    """Like `api.request`, with the answer as it comes."""
    operation, values, _ = api.undeclared(method, path, body, options)
    return ByteStream(api.call(replace(operation, streamed=True), values, options))


async def async_stream(
    api: AsyncClient,
    method: str,
    path: str,
    body: object = None,
    **options: Unpack[Options],
) -> AsyncByteStream:
    """Like `api.request`, with the answer as it comes."""
    operation, values, _ = api.undeclared(method, path, body, options)
    operation = replace(operation, streamed=True)
    return AsyncByteStream(await api.call(operation, values, options))
