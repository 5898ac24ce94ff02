# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""One call as it goes: making the request, retrying, decoding.

What waits for the network is done by the client, sync or async.
"""

from __future__ import annotations

import inspect
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Generic, TypedDict, TypeVar, cast
from urllib.parse import quote

import httpx2 as http
from pydantic import TypeAdapter, ValidationError

from . import _client_errors as errors

T = TypeVar("T")
E = TypeVar("E", bound=errors.ApiError)
Security = Sequence[tuple[str, ...]]
Values = tuple[Any, ...]
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
_NOT_SENT = (http.ConnectError, http.ConnectTimeout, http.PoolTimeout)
_REQUEST_ID = ("x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid")


class Options(TypedDict, total=False):
    """What a client and each of its calls may have otherwise.

    `timeout`: seconds for the whole call, retries too (30). `retries`: at most (2).
    `strict`: refuse what the models do not declare. `max_bytes`: of an answer (100 MiB).
    """

    timeout: float
    retries: int
    strict: bool
    max_bytes: int
    idempotency_key: str
    extra_headers: Mapping[str, str]
    extra_query: Mapping[str, str]
    on_request: Callable[[http.Request], object]
    on_answer: Callable[[http.Response], object]


@dataclass(frozen=True)
class Parameter:
    """An argument in the path, the query or a header. `flag`: true is the bare name."""

    name: str
    location: str = "query"
    flag: bool = False

    def put(self, value: Any, call: Call[Any]) -> None:
        text = "&".join(self.written(plain(value)))
        if self.location == "header":
            call.headers[self.name] = text
        elif self.location == "query":
            call.url += ("&" if "?" in call.url else "?") + text if text else ""
        else:
            call.url = call.url.replace(f"{{{self.name}}}", text)
            if not text or {".", ".."} & set(call.url.partition("?")[0].split("/")):
                what = f"{call.operation.name}: {self.name}"
                raise ValueError(f"{what} is empty, or makes a segment of dots")

    def written(self, value: Any) -> list[str]:
        """The pairs of a query, else the one text."""
        name = quote(self.name, safe="")
        if self.flag and isinstance(value, bool):
            return [name] * value
        items = value if self.location == "query" and is_a(list, value) else [value]
        texts = [i if isinstance(i, str) else json.dumps(i) for i in items]
        if self.location != "header":
            texts = [quote(text, safe="") for text in texts]
        return [f"{name}={t}" for t in texts] if self.location == "query" else texts


@dataclass(frozen=True)
class JsonBody:
    media: str = "application/json"

    def put(self, value: Any, call: Call[Any]) -> None:
        call.sent, call.headers["content-type"] = json_bytes(value), self.media


@dataclass(frozen=True)
class Json:
    """The body of an answer; its type, if it has one, is made when it is needed."""

    type: Callable[[], Any] | None = None
    media: str = "application/json"

    def at(self, found: str) -> str:
        return self.media

    def read(self, found: str, content: bytes, strict: bool | None) -> Any:
        if self.media == "*/*" and "json" not in found:
            return content
        return adapter(self.type).validate_json(content, strict=strict)


@dataclass(frozen=True)
class Credential:
    """A security scheme: the argument and variable it comes from, and its header."""

    argument: str
    env: str | None = None
    name: str = "Authorization"
    prefix: str = ""

    def held(self, given: Any, client: Any) -> Any:
        """What the client keeps: a text, or what gives one when it is called."""
        known = os.environ.get(self.env) if self.env else None
        return given if given is not None else known or None

    @property
    def ways(self) -> str:
        return f"pass {self.argument}=" + (f" or set {self.env}" if self.env else "")

    def put(self, secret: Any, request: http.Request) -> set[str]:
        """Into the request; gives the texts that must not be seen anywhere."""
        request.headers[self.name] = self.prefix + self.checked(secret)
        return {self.prefix + secret, secret}

    def checked(self, text: str) -> str:
        if text.isascii() and text.isprintable() and text.strip() == text != "":
            return text
        problem = "it is empty, not ASCII, or has spaces or a line break around it"
        raise errors.CredentialsError(f"{self.argument} cannot be sent: {problem}")


@dataclass(frozen=True)
class Operation(Generic[T]):
    """`parameters`: a text names plain ones, as in "{id} limit". `answers`: what reads
    the body, by status. `security`: None is that of the API.

    `streamed`: the answer is left unread. `server`: the URL, if not that of the API.
    """

    method: str
    path: str
    parameters: Sequence[Any] = ()
    answers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    security: Security | None = None
    streamed: bool = False
    server: str = ""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def takes(self) -> Iterator[Any]:
        """The parameters one by one."""
        for each in self.parameters:
            if not isinstance(each, str):
                yield each
                continue
            for name in each.split():
                path = name[0] == "{"
                yield Parameter(name[1:-1], "path") if path else Parameter(name)


@dataclass(frozen=True)
class Answer(Generic[T]):
    """An answer as it came; `parsed` is what the method would have returned."""

    parsed: T
    status: int
    request_id: str | None
    attempts: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


def json_bytes(value: Any) -> bytes:
    """Models by wire names, without the fields that were never set; bytes as they are."""
    if isinstance(value, bytes):
        return value
    return adapter(None).dump_json(value, by_alias=True, exclude_unset=True)


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as text, enums as their value, models by wire names."""
    return json.loads(json_bytes(value))


def is_a(kind: type[Any], value: Any) -> bool:
    return isinstance(value, kind)


async def now(value: Any) -> Any:
    """The value, or what comes of it when it has to be awaited."""
    return await value if inspect.isawaitable(value) else value


@cache
def adapter(make: Callable[[], Any] | None) -> TypeAdapter[Any]:
    return TypeAdapter(make() if make else Any)


def problems(error: ValidationError, scrubbed: Callable[[str], str] = str) -> Any:
    """The mismatches, with the values that were found cut short."""
    found: list[errors.DecodeProblem] = []
    for each in error.errors(include_url=False)[:20]:
        steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in each["loc"])
        where = "".join(steps).lstrip(".") or "(the body)"
        value = scrubbed(repr(each["input"])[:2000])[:80]
        found.append(errors.DecodeProblem(where, each["msg"], value))
    return tuple(found)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait: as milliseconds, seconds or a date."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        if re.fullmatch(r"\d{1,9}(\.\d*)?", headers.get(name, "")):
            return float(headers[name]) / unit
    with suppress(TypeError, ValueError, OverflowError):
        date = parsedate_to_datetime(headers.get("retry-after", ""))
        return max(date.timestamp() - time.time(), 0.0)
    return None


class Call(Generic[T]):
    """What to send next, and what to make of that which came back."""

    def __init__(
        self, url: str, operation: Operation[T], values: Values, options: Options
    ) -> None:
        self.operation, self.options, self.url = operation, options, url
        media = {reader.media: 1 for reader in operation.answers.values() if reader}
        self.headers = http.Headers({"accept": ", ".join(media) or "*/*"})
        self.sent: Any = None
        self.deadline = time.monotonic() + options.get("timeout", 30.0)
        self.attempts, self.content, self._secrets = 0, bytearray(), set[str]()
        self.error: errors.ApiError | None = None
        extra = options.get("extra_query", {})
        parameters = [*operation.takes(), *map(Parameter, extra)]
        for parameter, value in zip(parameters, [*values, *extra.values()]):
            if value is not None:
                parameter.put(value, self)
        if "idempotency_key" in options:
            self.headers["idempotency-key"] = options["idempotency_key"]
        self.headers.update(options.get("extra_headers", {}))

    @property
    def _remaining(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)

    async def run(self, client: Any, credentials: Mapping[Credential, Any]) -> T:
        """Attempts until an answer stands; what waits for the network is `client`'s."""
        pause: float | None = 0.0
        while pause is not None:
            request = self._request(client)
            try:
                for credential, held in credentials.items():
                    given = now(held() if callable(held) else held)
                    secret = await client._limited(given, self._remaining)
                    self._secrets |= credential.put(secret, request)
                await client._limited(self._exchange(client, request), self._remaining)
                pause = self._answered(credentials)
            except http.HTTPError as error:
                pause = self._failed(error)
            if pause is not None:
                await now(client._sleep(pause))
        return self._result()

    def _request(self, client: Any) -> http.Request:
        self.error, self.attempts = None, self.attempts + 1
        self.content.clear()
        request: http.Request = client._http.build_request(
            self.operation.method,
            self.url,
            headers=self.headers,
            content=self.sent(client) if callable(self.sent) else self.sent,
            timeout=self._remaining,
        )
        if "on_request" in self.options:
            self.options["on_request"](request)
        if not all(text.isprintable() for text in request.headers.values()):
            raise ValueError(f"{self.operation.name}: a header has a control character")
        return request

    async def _exchange(self, client: Any, request: http.Request) -> None:
        """The answer of a stream is left unread and open, unless it is an error."""
        sent = client._http.send(request, stream=True, follow_redirects=False)
        self.response = response = await now(sent)
        response.request = http.Request(self.operation.method, self.url)
        if not self.operation.streamed or not response.is_success:
            try:
                await now(client._read(response, self._take))
            finally:
                await now(client._closed(response))

    def _take(self, chunk: bytes) -> None:
        """A piece of the body of the answer, after decompression."""
        self.content += chunk
        most = self.options.get("max_bytes", 100 * 1024 * 1024)
        if len(self.content) > most:
            text = f"the answer is longer than {most} bytes"
            raise self._error(errors.TransportError, text)
        if time.monotonic() > self.deadline:
            raise self._error(errors.DeadlineError, "the answer did not end in time")

    def _failed(self, error: Exception) -> float | None:
        """Seconds until the next attempt, None when there is none."""
        late = "Timeout" in type(error).__name__
        text = f"{type(error).__name__} {self._scrubbed(str(error))}".rstrip()
        kind = errors.DeadlineError if late else errors.TransportError
        self.error = self._error(kind, text)
        return self._pause(None, isinstance(error, _NOT_SENT))

    def _answered(self, credentials: Mapping[Credential, Any]) -> float | None:
        """Seconds until the next attempt, None when this answer stands."""
        status = self.response.status_code
        if "on_answer" in self.options:
            self.options["on_answer"](self.response)
        if status == 401 and self.attempts == 1:
            renewed = [h.renew() for h in credentials.values() if hasattr(h, "renew")]
            return self._pause(0.0) if renewed else None
        if status in (408, 429) or (status >= 500 and status != 501):
            return self._pause(_retry_after(self.response.headers))
        return None

    def _pause(self, asked: float | None, not_sent: bool = False) -> float | None:
        """What the server asks for, else longer each time; in time and safe, or not at all."""
        backoff = min(0.5 * 2 ** (self.attempts - 1), 8.0) * random.uniform(0.5, 1.0)
        seconds = backoff if asked is None else min(asked, 60.0)
        safe = self.operation.method in _REPEATABLE or "idempotency-key" in self.headers
        again = not_sent or (safe and isinstance(self.sent, (bytes, type(None))))
        left = self.attempts <= self.options.get("retries", 2)
        return seconds if again and left and seconds < self._remaining else None

    def _result(self) -> T:
        """What the call came to; raises what it failed with."""
        if self.error:
            raise self.error
        status, headers = self.response.status_code, self.response.headers
        known = next((headers[name] for name in _REQUEST_ID if name in headers), None)
        wanted = (str(status), f"{status // 100}XX", "default")
        declared = next((s for s in wanted if s in self.operation.answers), "")
        reader = self.operation.answers.get(declared)
        if not 200 <= status < 300 or not declared:
            raise self._refused(reader, known)
        parsed: Any = self.response if self.operation.streamed else None
        if reader and parsed is None:
            parsed = self._parsed(reader, declared, known)
        if "raw" in self.options:
            content = bytes(self.content)
            parsed = Answer(parsed, status, known, self.attempts, headers, content)
        return cast(T, parsed)

    def _parsed(self, reader: Any, declared: str, known: str | None) -> Any:
        found = self.response.headers.get("content-type", "no content type")
        strict = self.options.get("strict") or None
        try:
            return reader.read(found, bytes(self.content), strict)
        except ValidationError as error:
            wrong = problems(error, self._scrubbed)
        text = f"the body ({found}) is not what is declared: {wrong[0]}"
        failure = self._error(errors.DecodeError, text)
        failure.status, failure.request_id = self.response.status_code, known
        where = (self.operation.path, self.operation.method.lower(), "responses")
        steps = ("paths", *where, declared, "content", reader.at(found), "schema")
        escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps)
        failure.pointer = "#/" + "/".join(escaped)
        failure.problems, failure.excerpt = wrong, self._excerpt()[:500]
        raise failure

    def _refused(self, reader: Any, known: str | None) -> errors.ApiError:
        """The error for a status that is no success, with the body as far as it parses."""
        text, headers = self._excerpt(), self.response.headers
        status = self.response.status_code
        error = errors.status_error(self.operation.name, status, known, text[:500])
        error.retry_after = _retry_after(headers)
        error.location = self._scrubbed(headers.get("location", ""))
        found = headers.get("content-type", "")
        if found.startswith("text/") or "xml" in found or "yaml" in found:
            error.body = text
            return error
        for each in (reader or Json(), Json()):
            with suppress(ValidationError):
                error.body = each.read(found, text.encode(), None)
                break
        return error

    def _excerpt(self) -> str:
        return self._scrubbed(self.content.decode("utf-8", "replace"))

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***") if len(secret) > 5 else text
        return text

    def _error(self, kind: type[E], text: str) -> E:
        error = kind(f"{self.operation.name}: {text}")
        error.operation = self.operation.name
        return error
