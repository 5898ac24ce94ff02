# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""The clients that generated ones build on: they do what the steps of a `Call` ask for."""

from __future__ import annotations

import inspect
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

import httpx2 as http

from . import _client_call as calls
from ._client_call import Answer, Call, Credential, Operation, Options, Security, Steps
from ._client_errors import CredentialsError

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


@dataclass(frozen=True)
class Api:
    """Where a service is, and how its callers prove who they are."""

    url: str
    env: str | None = None
    schemes: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    security: Security = ()

    def host(self, given: str | None) -> str:
        """The argument, else the variable, else what is declared."""
        url = given or (os.environ.get(self.env) if self.env else None) or self.url
        parsed = http.URL(url)
        odd = parsed.userinfo or parsed.query or parsed.fragment
        if parsed.scheme not in ("http", "https") or not parsed.host or odd:
            ways = "pass host=" + (f" or set {self.env}" if self.env else "")
            raise ValueError(f"the host has to be like https://example.com: {ways}")
        return url.rstrip("/")


class _Shared(Generic[H]):
    """What both clients do without sending anything."""

    _make: Callable[[], H]
    _http: H
    _held: dict[str, Any]
    _raw = False

    def __init__(
        self,
        api: Api,
        host: str | None,
        client: H | None,
        options: Options,
        *given: Any,
    ) -> None:
        self._api, self._host, self._options = api, api.host(host), options
        self._own, self._http = client is None, client or self._make()
        schemes = zip(api.schemes.items(), given)
        self._held = {n: each.held(its, self) for (n, each), its in schemes}
        self._chosen("the client", None)

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

    def _steps(self, operation: Operation[T], values: Values, options: Any) -> Steps[T]:
        merged = cast(Options, {**self._options, **options})
        call = Call(self._host, operation, merged)
        credentials = self._chosen(operation.name, operation.security)
        call.fill(values)
        return call.steps(self, credentials)

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

    def undeclared(self, method: str, path: str, body: object) -> Operation[Any]:
        """What is known of an operation that the specification lacks."""
        if not path.startswith("/"):
            raise ValueError(f"a path starts with a slash: {path!r}")
        media = "octet-stream" if isinstance(body, bytes) else "json"
        sent = calls.JsonBody(f"application/{media}")
        taken = calls.Json(calls.anything, "*/*")
        known: Security = [(n,) for n, its in self._held.items() if its is not None]
        return Operation(method.upper(), path, (sent,), {"2XX": taken}, [*known, ()])

    def __repr__(self) -> str:
        return f"{type(self).__name__}(host={self._host!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds credentials and connections: make a new one")


class Client(_Shared[http.Client]):
    """Sends one request at a time. Close it, or use it in a `with` statement."""

    _make = http.Client

    def call(self, operation: Operation[T], values: Values, options: Options) -> T:
        return self.run(self._steps(operation, values, options))

    def request(
        self, method: str, path: str, body: object = None, **options: Unpack[Options]
    ) -> Answer[Any]:
        """A call that the specification lacks. The body goes as JSON, bytes as they are."""
        operation = self.undeclared(method, path, body)
        return self.whole().call(operation, (body,), options)

    def raw(self, method: Callable[P, T]) -> Callable[P, Answer[T]]:
        """A method that gives the whole answer: `api.raw(api.pets.get)(42).headers`."""
        return cast("Callable[P, Answer[T]]", _moved(method, self.whole()))

    def run(self, steps: Steps[T]) -> T:
        """To the end of the steps: each is done by the time it is yielded."""
        found: Any = None
        try:
            while True:
                found = steps.send(found)
        except StopIteration as end:
            return cast(T, end.value)

    def _exchange(self, request: http.Request, call: Call[Any]) -> None:
        response = self._http.send(request, stream=True, follow_redirects=False)
        try:
            if call.begins(response):
                for chunk in response.iter_bytes():
                    call.take(chunk)
        finally:
            if call.kept is None:
                response.close()

    def _limited(self, done: Any, seconds: float) -> Any:
        return done

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
        return await self.run(self._steps(operation, values, options))

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

    async def run(self, steps: Steps[T]) -> T:
        """To the end of the steps, awaiting each that can be."""
        found: Any = None
        failure: BaseException | None = None
        try:
            while True:
                step = steps.throw(failure) if failure else steps.send(found)
                found = failure = None
                try:
                    found = await step
                except BaseException as error:  # noqa: BLE001 - the steps go on with it
                    failure = error
        except StopIteration as end:
            return cast(T, end.value)

    async def _exchange(self, request: http.Request, call: Call[Any]) -> None:
        response = await self._http.send(request, stream=True, follow_redirects=False)
        try:
            if call.begins(response):
                async for chunk in response.aiter_bytes():
                    call.take(chunk)
        finally:
            if call.kept is None:
                await response.aclose()

    async def _limited(self, work: Any, seconds: float) -> Any:
        """Cut off in time, however slowly an answer drips in."""
        import asyncio  # only here, since a sync client starts faster without

        try:
            limited = inspect.isawaitable(work)
            return await asyncio.wait_for(work, seconds) if limited else work
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


def _moved(method: Any, client: Any) -> Any:
    """The same method on another client."""
    return getattr(type(method.__self__)(client), method.__name__)
