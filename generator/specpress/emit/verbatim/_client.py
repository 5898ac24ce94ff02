"""The clients that generated ones build on: they send what a `Call` asks for, in a loop."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from ._client_call import (
    Answer,
    Call,
    Credential,
    Operation,
    Options,
    undeclared,
)
from ._client_errors import CredentialsError
from ._client_http import http

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from typing_extensions import ParamSpec, Self, Unpack  # noqa: UP035

    P = ParamSpec("P")

T = TypeVar("T")
H = TypeVar("H", http.Client, http.AsyncClient)
HttpClient = http.Client
AsyncHttpClient = http.AsyncClient
HttpResponse = http.Response
Secret = str | Callable[[], str]
AsyncSecret = str | Callable[[], str | Awaitable[str]]
Values = tuple[Any, ...]
Security = Sequence[tuple[str, ...]]


class _Shared(Generic[H]):
    """What both clients do without sending anything."""

    _credentials: Mapping[str, Credential]
    _http: H
    _own: bool
    _security: Security = ()
    _raw = False

    def __init__(
        self, host: str, credentials: Mapping[str, Credential], options: Options
    ) -> None:
        self._host, self._options, self._credentials = host, options, credentials
        self._chosen("the client", self._security)

    def with_options(self, **options: Unpack[Options]) -> Self:
        """The same client, on the same connections, with other options."""
        clone = object.__new__(type(self))
        kept = {name: value for name, value in vars(self).items() if name[0] == "_"}
        vars(clone).update(kept, _own=False, _options={**self._options, **options})
        return clone

    def _begun(
        self, operation: Operation[T], values: Values, options: Options
    ) -> Call[T]:
        chosen = self._chosen(operation.name, operation.security)
        merged = cast(Options, {**self._options, **options})
        return Call(self._host, operation, values, merged, chosen, self._raw)

    def _chosen(self, what: str, security: Security) -> tuple[Credential, ...]:
        """The credentials of the first alternative that has all of its own."""
        known = self._credentials
        for names in security:
            if all(known[name].value is not None for name in names):
                return tuple(known[name] for name in names)
        if not security:
            return ()
        ways = (" and ".join(known[name].ways for name in names) for names in security)
        raise CredentialsError(f"{what} needs credentials: {', or '.join(ways)}")

    def _undeclared(self, method: str, path: str) -> Operation[Any]:
        security: list[tuple[str, ...]] = []
        for name, known in self._credentials.items():
            security += [(name,)] if known.value is not None else []
        return undeclared(method, path, [*security, ()])

    def whole(self) -> Self:
        """The same client, giving whole answers."""
        clone = self.with_options()
        clone._raw = True
        return clone

    def __repr__(self) -> str:
        return f"{type(self).__name__}(host={self._host!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds credentials and connections: make a new one")


class Client(_Shared[http.Client]):
    """Sends one request at a time. Close it, or use it in a `with` statement."""

    def __init__(
        self,
        host: str,
        credentials: Mapping[str, Credential],
        http_client: http.Client | None,
        options: Options,
    ) -> None:
        super().__init__(host, credentials, options)
        self._http, self._own = http_client or http.Client(), http_client is None

    def call(self, operation: Operation[T], values: Values, options: Options) -> T:
        call = self._begun(operation, values, options)
        while (pause := self._attempt(call)) is not None:
            time.sleep(pause)
        return call.result()

    def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        return self.whole().call(self._undeclared(method, path), (body,), options)

    @contextmanager
    def stream(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Generator[http.Response]:
        """The same, with the answer as it comes, not loaded."""
        operation = replace(self._undeclared(method, path), streamed=True)
        with closing(self.call(operation, (body,), options)) as response:
            yield response

    def raw(self, method: Callable[P, T]) -> Callable[P, Answer[T]]:
        """A method that gives the whole answer: `api.raw(api.pets.get)(42).headers`."""
        return cast("Callable[P, Answer[T]]", _moved(method, self.whole()))

    def _attempt(self, call: Call[T]) -> float | None:
        secrets = [self._secret(credential.value) for credential in call.credentials]
        request, response = call.outgoing(self._http, secrets), None
        try:
            response = self._http.send(request, stream=True, follow_redirects=False)
            if not call.keeps(response):
                for chunk in response.iter_bytes():
                    call.take(chunk)
            return call.answered(response)
        except http.HTTPError as error:
            return call.failed(error)
        finally:
            if response is not None and response is not call.kept:
                response.close()

    def _secret(self, value: Any) -> Any:
        if hasattr(value, "token"):
            return value.token(self._http)
        return value() if callable(value) else value

    def close(self) -> None:
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class AsyncClient(_Shared[http.AsyncClient]):
    """Sends any number at once. Close it, or use it in an `async with` statement."""

    def __init__(
        self,
        host: str,
        credentials: Mapping[str, Credential],
        http_client: http.AsyncClient | None,
        options: Options,
    ) -> None:
        super().__init__(host, credentials, options)
        self._http, self._own = http_client or http.AsyncClient(), http_client is None

    async def call(
        self, operation: Operation[T], values: Values, options: Options
    ) -> T:
        call = self._begun(operation, values, options)
        while (pause := await self._timed(call)) is not None:
            await asyncio.sleep(pause)
        return call.result()

    async def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        return await self.whole().call(self._undeclared(method, path), (body,), options)

    @asynccontextmanager
    async def stream(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> AsyncGenerator[http.Response]:
        """The same, with the answer as it comes, not loaded."""
        operation = replace(self._undeclared(method, path), streamed=True)
        async with aclosing(await self.call(operation, (body,), options)) as response:
            yield response

    def raw(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Awaitable[Answer[T]]]:
        """A method that gives the whole answer: `(await api.raw(api.pets.get)(42)).headers`."""
        return cast("Callable[P, Awaitable[Answer[T]]]", _moved(method, self.whole()))

    async def _timed(self, call: Call[T]) -> float | None:
        """One attempt, cut off at the deadline however slowly its answer drips in."""
        try:
            return await asyncio.wait_for(self._attempt(call), call.remaining)
        except asyncio.exceptions.TimeoutError as error:
            return call.failed(error)

    async def _attempt(self, call: Call[T]) -> float | None:
        secrets = [
            await self._secret(credential.value) for credential in call.credentials
        ]
        request, response = call.outgoing(self._http, secrets), None
        try:
            response = await self._http.send(
                request, stream=True, follow_redirects=False
            )
            if not call.keeps(response):
                async for chunk in response.aiter_bytes():
                    call.take(chunk)
            return call.answered(response)
        except http.HTTPError as error:
            return call.failed(error)
        finally:
            if response is not None and response is not call.kept:
                await response.aclose()

    async def _secret(self, value: Any) -> Any:
        if hasattr(value, "token"):
            return await value.async_token(self._http)
        made = value() if callable(value) else value
        return await made if inspect.isawaitable(made) else made

    async def close(self) -> None:
        if self._own:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()


class Resource:
    """The operations of one tag."""

    def __init__(self, client: Client) -> None:
        self._client = client


class AsyncResource:
    """The operations of one tag."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client


def _moved(method: Any, client: Any) -> Any:
    """The same method on another client."""
    return getattr(type(method.__self__)(client), method.__name__)
