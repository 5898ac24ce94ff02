"""The clients that generated ones build on: they wait for what a `Call` asks for."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    NoReturn,
    ParamSpec,
    TypeVar,
    cast,
)

import httpx2 as http

from . import _client_call as calls
from ._client_call import Answer, Call, Credential, Operation, Options, Security, Values
from ._client_errors import CredentialsError

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack  # noqa: UP035

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound="_Shared[Any]")
H = TypeVar("H", http.Client, http.AsyncClient)
Secret = str | Callable[[], str]
AsyncSecret = str | Callable[[], str | Awaitable[str]]
Take = Callable[[bytes], None]
RAW: Any = {"raw": True}  # an option that only `raw` gives


@dataclass(frozen=True)
class Api:
    """Where a service is, and how its callers prove who they are: all of them if `closed`."""

    url: str
    env: str | None = None
    schemes: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    security: Security = ()
    closed: bool = False

    def host(self, given: str | None) -> str:
        """The argument, else the variable, else what is declared."""
        url = given or (os.environ.get(self.env) if self.env else None) or self.url
        if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
            ways = "pass host=" + (f" or set {self.env}" if self.env else "")
            raise ValueError(f"the host has to be like https://example.com: {ways}")
        return url.rstrip("/")


class _Shared(Generic[H]):
    """What both clients do without sending anything."""

    _make: Callable[[], H]
    _http: H
    _held: dict[str, Any]

    def __init__(
        self, api: Api, host: str | None, client: H | None, options: Any, *given: Any
    ) -> None:
        self._api, self._host, self._options = api, api.host(host), options
        self._own, self._http = client is None, client or self._make()
        schemes = zip(api.schemes.items(), given)
        self._held = {n: each.held(its, self) for (n, each), its in schemes}
        if api.closed:
            self._chosen("the client", None)

    def with_options(self, **options: Unpack[Options]) -> Self:
        """The same client, on the same connections, with other options."""
        clone = object.__new__(type(self))
        kept = {name: value for name, value in vars(self).items() if name[0] == "_"}
        vars(clone).update(kept, _own=False, _options={**self._options, **options})
        return clone

    async def _call(self, operation: Operation[T], values: Values, options: Any) -> T:
        credentials = self._chosen(operation.name, operation.security)
        merged = cast(Options, {**self._options, **options})
        usual = self._host == self._api.url  # the caller has not said where to send all
        host = operation.server if usual and operation.server else self._host
        call = Call(host + operation.path, operation, values, merged)
        return await call.run(self, credentials)

    def _chosen(self, what: str, security: Security | None) -> dict[Credential, Any]:
        """The credentials of the first alternative that has all of its own."""
        schemes, held = self._api.schemes, self._held
        security = self._api.security if security is None else security
        for names in security:
            if all(held[name] is not None for name in names):
                return {schemes[name]: held[name] for name in names}
        if not security:
            return {}
        ways = (" and ".join(schemes[name].ways for name in each) for each in security)
        raise CredentialsError(f"{what} needs credentials: {', or '.join(ways)}")

    def undeclared(
        self, method: str, path: str, body: object, options: Any
    ) -> tuple[Operation[Any], Values, Any]:
        """What is called when the specification lacks an operation."""
        if not path.startswith("/"):
            raise ValueError(f"a path starts with a slash: {path!r}")
        media = "octet-stream" if isinstance(body, bytes) else "json"
        sent = (calls.JsonBody(f"application/{media}"),)
        taken = {"2XX": calls.Json(None, "*/*")}
        known: Security = [(n,) for n, its in self._held.items() if its is not None]
        operation = Operation[Any](method.upper(), path, sent, taken, [*known, ()])
        return operation, (body,), {**options, **RAW}

    def __repr__(self) -> str:
        return f"{type(self).__name__}(host={self._host!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds credentials and connections: make a new one")


class Client(_Shared[http.Client]):
    """Sends one request at a time. Close it, or use it in a `with` statement."""

    _make = http.Client

    def call(self, operation: Operation[T], values: Values, options: Options) -> T:
        return self.run(self._call(operation, values, options))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What a coroutine comes to that has nothing to wait for: all of a sync client's."""
        try:
            work.send(None)
        except StopIteration as end:
            return cast(T, end.value)
        work.close()
        raise TypeError("what has to be awaited needs the async client")

    def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        return self.call(*self.undeclared(method, path, body, options))

    def raw(self, method: Callable[P, T]) -> Callable[P, Answer[T]]:
        """A method that gives the whole answer: `api.raw(api.pets.get)(42).headers`."""
        return cast("Callable[P, Answer[T]]", partial(method, **RAW))

    def _read(self, response: http.Response, take: Take) -> None:
        for chunk in response.iter_bytes():
            take(chunk)

    def _closed(self, response: http.Response) -> None:
        response.close()

    def _limited(self, work: Awaitable[T], seconds: float) -> Awaitable[T]:
        return work

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def close(self) -> None:
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class AsyncClient(_Shared[http.AsyncClient]):
    """Sends any number at once. Close it, or use it in an `async with` statement."""

    _make = http.AsyncClient

    async def call(
        self, operation: Operation[T], values: Values, options: Options
    ) -> T:
        return await self._call(operation, values, options)

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        return await work

    async def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        return await self.call(*self.undeclared(method, path, body, options))

    def raw(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Awaitable[Answer[T]]]:
        """A method that gives the whole answer: `(await api.raw(api.pets.get)(42)).headers`."""
        return cast("Callable[P, Awaitable[Answer[T]]]", partial(method, **RAW))

    async def _read(self, response: http.Response, take: Take) -> None:
        async for chunk in response.aiter_bytes():
            take(chunk)

    async def _closed(self, response: http.Response) -> None:
        await response.aclose()

    async def _limited(self, work: Awaitable[T], seconds: float) -> T:
        """Cut off in time, however slowly an answer drips in."""
        import asyncio  # only here, since a sync client starts faster without

        try:
            return await asyncio.wait_for(work, seconds)
        except asyncio.exceptions.TimeoutError:
            raise http.ReadTimeout("") from None

    async def _sleep(self, seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)

    async def close(self) -> None:
        if self._own:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()


class Resource(Generic[C]):
    """The operations of one tag."""

    def __init__(self, client: C) -> None:
        self._client = client


class Awaited(Generic[P, T]):
    """A method of the sync class in its async twin: what it gives is to be awaited."""

    def __init__(self, method: Callable[Concatenate[Any, P], T]) -> None:
        self._method = method

    def __get__(self, owner: Any, kind: Any) -> Callable[P, Coroutine[Any, Any, T]]:
        bound = MethodType(self._method, owner)
        return cast("Callable[P, Coroutine[Any, Any, T]]", bound)
