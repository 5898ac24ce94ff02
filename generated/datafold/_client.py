# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The clients that generated ones build on: they send what a `Call` asks for, in a loop."""

from __future__ import annotations

import inspect
import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from . import _client_call as calls
from ._client_call import Answer, Call, Credential, Operation, Options
from ._client_errors import CredentialsError
from ._client_http import http

if TYPE_CHECKING:
    from typing_extensions import ParamSpec, Self, Unpack  # noqa: UP035

    P = ParamSpec("P")

T = TypeVar("T")
C = TypeVar("C", bound="_Shared[Any]")
H = TypeVar("H", http.Client, http.AsyncClient)
HttpClient = http.Client
AsyncHttpClient = http.AsyncClient
HttpResponse = http.Response
Secret = str | Callable[[], str]
AsyncSecret = str | Callable[[], str | Awaitable[str]]
Values = tuple[Any, ...]
Known = Mapping[str, Credential]


def host_at(given: str | None, env: str | None, url: str) -> str:
    """The URL of the API: the argument, else the variable, else what is declared."""
    url = given or (os.environ.get(env) if env else None) or url
    parsed = http.URL(url)
    odd = parsed.userinfo or parsed.query or parsed.fragment
    if parsed.scheme not in ("http", "https") or not parsed.host or odd:
        ways = "pass host=" + (f" or set {env}" if env else "")
        raise ValueError(f"the host has to be like https://example.com: {ways}")
    return url.rstrip("/")


class _Shared(Generic[H]):
    """What both clients do without sending anything."""

    _make: Callable[[], H]
    _http: H
    _security: Sequence[tuple[str, ...]] = ()
    _raw = False

    def __init__(
        self, host: str, credentials: Known, http_client: H | None, options: Options
    ) -> None:
        self._host, self._credentials, self._options = host, credentials, options
        self._chosen("the client", self._security)
        self._http = http_client or self._make()
        self._own = http_client is None

    def with_options(self, **options: Unpack[Options]) -> Self:
        """The same client, on the same connections, with other options."""
        clone = object.__new__(type(self))
        kept = {name: value for name, value in vars(self).items() if name[0] == "_"}
        vars(clone).update(kept, _own=False, _options={**self._options, **options})
        return clone

    def whole(self) -> Self:
        """The same client, giving whole answers."""
        clone = self.with_options()
        clone._raw = True
        return clone

    def _begun(
        self, operation: Operation[T], values: Values, options: Options
    ) -> Call[T]:
        merged = cast(Options, {**self._options, **options})
        call = Call(self._host, operation, merged)
        call.credentials = self._chosen(operation.name, operation.security)
        call.raw = self._raw
        call.fill(values)
        return call

    def _chosen(
        self, what: str, security: Sequence[tuple[str, ...]]
    ) -> list[Credential]:
        """The credentials of the first alternative that has all of its own."""
        known = self._credentials
        for names in security:
            if all(known[name].value is not None for name in names):
                return [known[name] for name in names]
        if not security:
            return []
        ways = [" and ".join(known[name].ways for name in names) for names in security]
        raise CredentialsError(f"{what} needs credentials: {', or '.join(ways)}")

    def undeclared(self, method: str, path: str, body: object) -> Operation[Any]:
        """What is known of an operation that the specification lacks."""
        if not path.startswith("/"):
            raise ValueError(f"a path starts with a slash: {path!r}")
        security: list[tuple[str, ...]] = []
        for name, known in self._credentials.items():
            security += [(name,)] if known.value is not None else []
        media = "octet-stream" if isinstance(body, bytes) else "json"
        answers = {"2XX": {"*/*": calls.anything}}
        security.append(())
        bodies = {f"application/{media}": calls.json_body}
        return Operation(method.upper(), path, (calls.BODY,), answers, security, bodies)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(host={self._host!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds credentials and connections: make a new one")


class Client(_Shared[http.Client]):
    """Sends one request at a time. Close it, or use it in a `with` statement."""

    _make = http.Client

    def call(self, operation: Operation[T], values: Values, options: Options) -> T:
        call = self._begun(operation, values, options)
        while (pause := self._attempt(call)) is not None:
            time.sleep(pause)
        return call.result()

    def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        operation = self.undeclared(method, path, body)
        return self.whole().call(operation, (body,), options)

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

    _make = http.AsyncClient

    async def call(
        self, operation: Operation[T], values: Values, options: Options
    ) -> T:
        call = self._begun(operation, values, options)
        while (pause := await self._timed(call)) is not None:
            import asyncio  # only here, since a sync client starts faster without

            await asyncio.sleep(pause)
        return call.result()

    async def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        operation = self.undeclared(method, path, body)
        return await self.whole().call(operation, (body,), options)

    def raw(
        self, method: Callable[P, Awaitable[T]]
    ) -> Callable[P, Awaitable[Answer[T]]]:
        """A method that gives the whole answer: `(await api.raw(api.pets.get)(42)).headers`."""
        return cast("Callable[P, Awaitable[Answer[T]]]", _moved(method, self.whole()))

    async def _timed(self, call: Call[T]) -> float | None:
        """One attempt, cut off at the deadline however slowly its answer drips in."""
        import asyncio

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


class Resource(Generic[C]):
    """The operations of one tag."""

    def __init__(self, client: C) -> None:
        self._client = client


def _moved(method: Any, client: Any) -> Any:
    """The same method on another client."""
    return getattr(type(method.__self__)(client), method.__name__)
