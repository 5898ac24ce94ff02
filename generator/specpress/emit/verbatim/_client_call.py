"""One call as it goes: making the request, retrying, decoding; no input or output.

`Client` and `AsyncClient` do what `Call.steps` yields, and send back what came of it.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable, Generator, Mapping, Sequence
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
Steps = Generator[Any, Any, T]
Security = Sequence[tuple[str, ...]]
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
    """The body of an answer; its type is made when it is needed."""

    type: Callable[[], Any]
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
        return os.environ.get(self.env) if given is None and self.env else given

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
        problem = (
            "empty, not ASCII, or with spaces around it (a line break at its end?)"
        )
        raise errors.CredentialsError(
            f"{self.argument} cannot be sent: it is {problem}"
        )


@dataclass(frozen=True)
class Operation(Generic[T]):
    """`answers`: what reads the body, by status. `security`: None is that of the API."""

    method: str
    path: str
    parameters: Sequence[Any] = ()
    answers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    security: Security | None = None
    streamed: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


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
    return adapter(anything).dump_json(value, by_alias=True, exclude_unset=True)


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as text, enums as their value, models by wire names."""
    return json.loads(json_bytes(value))


def is_a(kind: type[Any], value: Any) -> bool:
    return isinstance(value, kind)


def anything() -> Any:
    return Any


@cache
def adapter(make: Callable[[], Any]) -> TypeAdapter[Any]:
    return TypeAdapter(make())


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

    def __init__(self, host: str, operation: Operation[T], options: Options) -> None:
        self.operation, self.options, self.url = operation, options, host
        self.url += operation.path
        media = {reader.media: 1 for reader in operation.answers.values() if reader}
        self.headers = http.Headers({"accept": ", ".join(media) or "*/*"})
        self.sent: Any = None
        self.deadline = time.monotonic() + options.get("timeout", 30.0)
        self.attempts, self.content, self._secrets = 0, bytearray(), set[str]()
        self.error: errors.ApiError | None = None
        self.kept: http.Response | None = None

    def fill(self, values: Sequence[Any]) -> None:
        """Put the arguments where they travel."""
        extra = self.options.get("extra_query", {})
        parameters = [*self.operation.parameters, *map(Parameter, extra)]
        for parameter, value in zip(parameters, [*values, *extra.values()]):
            if value is not None:
                parameter.put(value, self)
        if "idempotency_key" in self.options:
            self.headers["idempotency-key"] = self.options["idempotency_key"]
        self.headers.update(self.options.get("extra_headers", {}))

    @property
    def remaining(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)

    def steps(self, client: Any, credentials: Mapping[Credential, Any]) -> Steps[T]:
        """Attempts until an answer stands; each thing yielded is done by `client`."""
        pause: float | None = 0.0
        while pause is not None:
            request = self._request(client)
            try:
                for credential, held in credentials.items():
                    secret = held() if callable(held) else held
                    secret = yield client._limited(secret, self.remaining)
                    self._secrets |= credential.put(secret, request)
                yield client._limited(client._exchange(request, self), self.remaining)
                pause = self._answered(credentials)
            except http.HTTPError as error:
                pause = self._failed(error)
            if pause is not None:
                yield client._sleep(pause)
        return self._result(client._raw)

    def _request(self, client: Any) -> http.Request:
        self.error, self.attempts = None, self.attempts + 1
        self.content.clear()
        content = self.sent(client) if callable(self.sent) else self.sent
        request: http.Request = client._http.build_request(
            self.operation.method,
            self.url,
            headers=self.headers,
            content=content,
            timeout=self.remaining,
        )
        if "on_request" in self.options:
            self.options["on_request"](request)
        if not all(text.isprintable() for text in request.headers.values()):
            raise ValueError(f"{self.operation.name}: a header has a control character")
        return request

    def begins(self, response: http.Response) -> bool:
        """Whether the body is to be read: of a stream it is not, unless it is an error."""
        response.request = http.Request(self.operation.method, self.url)
        self.response = response
        if self.operation.streamed and response.is_success:
            self.kept = response
        return self.kept is None

    def take(self, chunk: bytes) -> None:
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
        return seconds if again and left and seconds < self.remaining else None

    def _result(self, raw: bool) -> T:
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
        parsed: Any = self.kept
        if parsed is None and reader:
            parsed = self._parsed(reader, declared, known)
        if raw:
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
        what = f"the body ({found}) is not what is declared: {{}}: {{}}, found {{}}"
        failure = self._error(errors.DecodeError, what.format(*wrong[0]))
        failure.status, failure.request_id = self.response.status_code, known
        names = (self.operation.path, self.operation.method.lower(), "responses")
        steps = ("paths", *names, declared, "content", reader.at(found), "schema")
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
        if found.startswith("text/"):
            error.body = text
            return error
        for each in (reader or Json(anything), Json(anything)):
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
