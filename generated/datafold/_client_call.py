# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""One call as it goes: making the request, retrying, decoding; no input or output.

`Client` and `AsyncClient` send what a `Call` asks for and tell it what came back.
"""

from __future__ import annotations

import base64
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache, cached_property
from typing import Any, Generic, TypedDict, TypeVar, cast
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from . import _client_errors as errors
from ._client_http import http

T = TypeVar("T")
E = TypeVar("E", bound=errors.ApiError)
Types = Mapping[str, Callable[[], Any]]
Encoder = Callable[[Any], tuple[Any, str]]
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
    """`flag`: true is the bare name. `write`: a style for lists and objects."""

    name: str
    location: str = "query"
    write: Callable[[str, Any, Callable[[str], str]], list[str]] | None = None
    flag: bool = False
    safe: str = ""

    def written(self, value: Any) -> list[str]:
        """What stands for a value on the wire: pairs of a query, or parts of a text."""

        def quoted(text: str) -> str:
            return text if self.location == "header" else quote(text, safe=self.safe)

        if self.flag and isinstance(value, bool):
            return [quoted(self.name)] if value else []
        value = plain(value)
        if self.write:
            return self.write(self.name, value, quoted)
        lead = f"{quoted(self.name)}=" if self.location in ("query", "cookie") else ""
        items = value if is_a(list, value) else [value]
        return [
            lead + quoted(i if isinstance(i, str) else json.dumps(i)) for i in items
        ]


BODY = Parameter("body", "body")
MEDIA = Parameter("media type", "media")


@dataclass(frozen=True)
class Credential:
    """A security scheme: the argument and variable it comes from, and where it travels."""

    argument: str
    given: Any = field(repr=False)
    env: str | None = None
    location: str = "header"
    name: str = "Authorization"
    prefix: str = ""

    @cached_property
    def value(self) -> Any:
        if self.given is None and self.env:
            return os.environ.get(self.env) or None
        return self.given

    @property
    def ways(self) -> str:
        return f"pass {self.argument}=" + (f" or set {self.env}" if self.env else "")

    def written(self, secret: Any) -> str:
        text = ":".join(secret) if type(secret) is not str else secret
        if self.prefix == "Basic ":
            text = base64.b64encode(text.encode()).decode()
        if not (text.isascii() and text.isprintable() and text.strip() == text != ""):
            problem = (
                "empty, not ASCII, or has spaces around it (a line break at its end?)"
            )
            raise errors.CredentialsError(
                f"{self.argument} cannot be sent: it is {problem}"
            )
        return self.prefix + text


@dataclass(frozen=True)
class Operation(Generic[T]):
    """`answers`: by status and media type, what makes the type when it is needed.

    `body`: what writes it, by media type. `streamed`: the answer is not loaded.
    """

    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    answers: Mapping[str, Types] = field(default_factory=dict[str, Types])
    security: Sequence[tuple[str, ...]] = ()
    body: Mapping[str, Encoder] = field(default_factory=dict[str, Encoder])
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


def json_body(value: Any) -> tuple[Any, str]:
    """Models by wire names, without the fields that were never set; bytes as they are."""
    if isinstance(value, bytes):
        return value, ""
    content = adapter(anything).dump_json(value, by_alias=True, exclude_unset=True)
    return content, ""


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as text, enums as their value, models by wire names."""
    return json.loads(json_body(value)[0])


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


class _Url(http.URL):
    """Its text, which the HTTP library logs, leaves the query out: that may hold a key."""

    def __str__(self) -> str:
        return super().__str__().partition("?")[0]

    __repr__ = __str__


def put(where: str, name: str, written: list[str], url: str, headers: Any) -> str:
    """Into headers or onto the URL, which is given back."""
    if where == "query":
        return url + "?&"["?" in url] * bool(written) + "&".join(written)
    before = [headers["cookie"]] if where == "cookie" and "cookie" in headers else []
    key, between = ("cookie", "; ") if where == "cookie" else (name, "")
    headers[key] = between.join([*before, *written])
    return url


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait: as milliseconds, seconds or a date."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        if re.fullmatch(r"\d{1,9}(\.\d*)?", headers.get(name, "")):
            return float(headers[name]) / unit
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
        return max(date.timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


class Call(Generic[T]):
    """What to send next, and what to make of that which came back."""

    def __init__(self, host: str, operation: Operation[T], options: Options) -> None:
        self.operation, self.options, self.url = operation, options, host
        media = {name: 1 for types in operation.answers.values() for name in types}
        self.headers = http.Headers({"accept": ", ".join(media) or "*/*"})
        self.sent: Any = None
        self.deadline = time.monotonic() + options.get("timeout", 30.0)
        self.attempts, self.raw = 0, False
        self.error: errors.ApiError | None = None
        self.kept: http.Response | None = None
        self.credentials: Sequence[Credential] = ()
        self.content, self._secrets = bytearray(), set[str]()

    def fill(self, values: Iterable[Any]) -> None:
        """Put the arguments where they travel."""
        path, given = self.operation.path, dict(zip(self.operation.parameters, values))
        body, media = given.pop(BODY, None), given.pop(MEDIA, None)
        for parameter in [each for each in given if each.location == "path"]:
            text = "".join(parameter.written(given.pop(parameter)))
            path = path.replace(f"{{{parameter.name}}}", text)
            if not text or {".", ".."} & set(path.split("/")):
                what = f"{self.operation.name}: {parameter.name}"
                raise ValueError(f"{what} is empty, or makes a segment of dots")
        self.url += path
        extra = self.options.get("extra_query", {})
        given.update({Parameter(name): value for name, value in extra.items()})
        for parameter, value in given.items():
            if value is not None:
                written, where = parameter.written(value), parameter.location
                self.url = put(where, parameter.name, written, self.url, self.headers)
        if body is not None:
            media = media or next(iter(self.operation.body))
            self.sent, exact = self.operation.body[media](body)
            media = media if "*" not in media else "application/octet-stream"
            self.headers["content-type"] = exact or media
        if "idempotency_key" in self.options:
            self.headers["idempotency-key"] = self.options["idempotency_key"]
        self.headers.update(self.options.get("extra_headers", {}))

    @property
    def remaining(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)

    def outgoing(self, client: Any, secrets: Iterable[Any]) -> http.Request:
        """The request with its credentials, which are kept nowhere else."""
        self.error, self.attempts = None, self.attempts + 1
        self.content.clear()
        sent, timeout = self.sent, http.Timeout(self.remaining)
        if isinstance(client, http.AsyncClient) and hasattr(sent, "__aiter__"):
            sent = aiter(sent)
        request: http.Request = client.build_request(
            self.operation.method,
            self.url,
            headers=self.headers,
            content=sent,
            timeout=timeout,
        )
        if "on_request" in self.options:
            self.options["on_request"](request)
        url = str(request.url)
        for credential, secret in zip(self.credentials, secrets):
            text = credential.written(secret)
            bare = text.removeprefix(credential.prefix)
            self._secrets |= {text, bare, quote(bare, safe="")}
            pair = {
                "query": f"{quote(credential.name)}={quote(text, safe='')}",
                "cookie": f"{credential.name}={text}",
            }.get(credential.location, text)
            url = put(
                credential.location, credential.name, [pair], url, request.headers
            )
        if not all(text.isprintable() for text in request.headers.values()):
            raise ValueError(f"{self.operation.name}: a header has a control character")
        request.url = _Url(url)
        return request

    def keeps(self, response: http.Response) -> bool:
        """Whether the body is left to whom asked for a stream; of errors it never is."""
        response.request = http.Request(self.operation.method, _Url(self.url))
        streamed = self.operation.streamed and response.is_success
        self.kept = response if streamed else None
        return streamed

    def take(self, chunk: bytes) -> None:
        """A piece of the body of the answer, after decompression."""
        self.content += chunk
        most = self.options.get("max_bytes", 100 * 1024 * 1024)
        if len(self.content) > most:
            raise self._error(
                errors.TransportError, f"the answer is longer than {most} bytes"
            )
        if time.monotonic() > self.deadline:
            raise self._error(errors.DeadlineError, "the answer did not end in time")

    def failed(self, error: Exception) -> float | None:
        """Seconds until the next attempt, None when there is none."""
        late = "Timeout" in type(error).__name__
        text = f"{type(error).__name__} {self._scrubbed(str(error))}".rstrip()
        self.error = self._error(
            errors.DeadlineError if late else errors.TransportError, text
        )
        return self._pause(None, isinstance(error, _NOT_SENT))

    def answered(self, response: http.Response) -> float | None:
        """Seconds until the next attempt, None when this answer stands."""
        self.response, status = response, response.status_code
        if "on_answer" in self.options:
            self.options["on_answer"](response)
        if status == 401 and self.attempts == 1:
            given = [credential.value for credential in self.credentials]
            renewed = [value.renew() for value in given if hasattr(value, "renew")]
            return 0.0 if renewed and self._pause(0.0) is not None else None
        if status in (408, 429) or (status >= 500 and status != 501):
            return self._pause(_retry_after(response.headers))
        return None

    def _pause(self, asked: float | None, not_sent: bool = False) -> float | None:
        """What the server asks for, else longer each time; in time and safe, or not at all."""
        backoff = min(0.5 * 2 ** (self.attempts - 1), 8.0) * random.uniform(0.5, 1.0)
        seconds = backoff if asked is None else min(asked, 60.0)
        safe = self.operation.method in _REPEATABLE or "idempotency-key" in self.headers
        again = not_sent or (safe and isinstance(self.sent, (bytes, type(None))))
        left = self.attempts <= self.options.get("retries", 2)
        return seconds if again and left and seconds < self.remaining else None

    def result(self) -> T:
        """What the call came to; raises what it failed with."""
        if self.error:
            raise self.error
        status, headers = self.response.status_code, self.response.headers
        known = next((headers[name] for name in _REQUEST_ID if name in headers), None)
        wanted = (str(status), f"{status // 100}XX", "default")
        declared = next((s for s in wanted if s in self.operation.answers), "")
        types = self.operation.answers.get(declared, {})
        if not 200 <= status < 300 or not declared:
            raise self._refused(types, known)
        parsed: Any = self.kept
        if parsed is None and types and self.operation.method != "HEAD":
            parsed = self._parsed(types, declared, known)
        if self.raw:
            content = bytes(self.content)
            parsed = Answer(parsed, status, known, self.attempts, headers, content)
        return cast(T, parsed)

    def _media(self, types: Types) -> str:
        """The declared media type that the answer has; the first one when it has none."""
        found = self.response.headers.get("content-type", "").partition(";")[0].lower()
        fitting = (found, f"{found.partition('/')[0]}/*", "*/*")
        return next((name for name in fitting if name in types), next(iter(types)))

    def _parsed(self, types: Types, declared: str, known: str | None) -> Any:
        media, content = self._media(types), bytes(self.content)
        found = self.response.headers.get("content-type", "no content type")
        exact = found if "*" in media else media
        if "/" not in exact and types[media] is not anything:
            exact = "application/json"
        if re.match(r"text/|[^;]*[/+-](xml|yaml|graphql)\b", exact):
            return content.decode("utf-8", "replace")
        if not re.match(r"[^;]*[/+]json", exact, re.IGNORECASE):
            return content
        strict = self.options.get("strict") or None
        try:
            return adapter(types[media]).validate_json(content, strict=strict)
        except ValidationError as error:
            wrong = problems(error, self._scrubbed)
        what = f"the body ({found}) is not what is declared: "
        failure = self._error(
            errors.DecodeError, what + "{}: {}, found {}".format(*wrong[0])
        )
        failure.status, failure.request_id = self.response.status_code, known
        path, media = (
            t.replace("~", "~0").replace("/", "~1")
            for t in (self.operation.path, media)
        )
        where = f"{path}/{self.operation.method.lower()}/responses/{declared}"
        failure.pointer = f"#/paths/{where}/content/{media}/schema"
        failure.problems, failure.excerpt = wrong, self._excerpt()[:500]
        raise failure

    def _refused(self, types: Types, known: str | None) -> errors.ApiError:
        """The error for a status that is no success, with the body as far as it parses."""
        text, status = self._excerpt(), self.response.status_code
        error = errors.status_error(self.operation.name, status, known, text[:500])
        error.retry_after = _retry_after(self.response.headers)
        error.location = self._scrubbed(self.response.headers.get("location", ""))
        if self.response.headers.get("content-type", "").startswith("text/"):
            error.body = text
            return error
        for make in (types[self._media(types)] if types else anything, anything):
            with suppress(ValidationError):
                error.body = adapter(make).validate_json(text)
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
