"""One call as it goes: making the request, retrying, decoding; no input or output.

`Client` and `AsyncClient` send what a `Call` asks for and tell it what came back.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import re
import reprlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache, cached_property
from typing import Any, Generic, TypedDict, TypeVar, cast
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from ._client_errors import (
    ApiError,
    CredentialsError,
    DeadlineError,
    DecodeError,
    DecodeProblem,
    TransportError,
    status_error,
)
from ._client_http import http

T = TypeVar("T")
E = TypeVar("E", bound=ApiError)
Types = Mapping[str, Callable[[], Any]]
Encoder = Callable[[Any], tuple[Any, str]]
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
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
    on_request: Callable[[Request], object]
    on_answer: Callable[[Request, int, Mapping[str, str]], object]


def host_at(given: str | None, env: str | None, url: str) -> str:
    """The URL of the API: the argument, else the variable, else what is declared."""
    url = given or (os.environ.get(env) if env else None) or url
    parsed = http.URL(url)
    odd = parsed.userinfo or parsed.query or parsed.fragment
    if parsed.scheme not in ("http", "https") or not parsed.host or odd:
        ways = "pass host=" + (f" or set {env}" if env else "")
        raise ValueError(f"the host has to be like https://example.com: {ways}")
    return url.rstrip("/")


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
            raise CredentialsError(
                f"{self.argument} cannot be sent: it is empty, not ASCII, or has spaces"
                " around it (is there a line break at its end?)"
            )
        return self.prefix + text


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
        items = value if is_list(value) else [value]
        texts = (item if isinstance(item, str) else json.dumps(item) for item in items)
        return [lead + quoted(text) for text in texts]


BODY = Parameter("body", "body")
MEDIA = Parameter("media type", "media")


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


@dataclass
class Request:
    """A request as hooks see it and may change it: without its credentials."""

    method: str
    url: str = field(repr=False)
    headers: http.Headers = field(repr=False)
    content: Any = field(default=None, repr=False)


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
    """Models by their wire names, without the fields that were never set."""
    content = _adapter(anything).dump_json(value, by_alias=True, exclude_unset=True)
    return content, ""


def plain_body(value: Any) -> tuple[Any, str]:
    """Text and bytes as they are."""
    return value.encode() if isinstance(value, str) else value, ""


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as text, enums as their value, models by wire names."""
    return json.loads(json_body(value)[0])


def decode_item(make: Callable[[], Any], text: str) -> Any:
    """One item of a stream."""
    try:
        return _adapter(make).validate_json(text)
    except ValidationError as error:
        problems = tuple(map(_problem, error.errors(include_url=False)[:20]))
    failure = DecodeError(
        "an item of the stream is not what is declared: {}: {}, found {}".format(
            *problems[0]
        )
    )
    failure.problems, failure.excerpt = problems, text[:500]
    raise failure


def is_list(value: Any) -> bool:
    return isinstance(value, list)


def is_dict(value: Any) -> bool:
    return isinstance(value, dict)


def any_body(value: Any) -> tuple[Any, str]:
    if isinstance(value, bytes):
        return value, "application/octet-stream"
    return json_body(value)[0], "application/json"


def undeclared(
    method: str, path: str, security: Sequence[tuple[str, ...]]
) -> Operation[Any]:
    """An operation of which nothing but method and path is known."""
    if not path.startswith("/"):
        raise ValueError(f"a path starts with a slash: {path!r}")
    answers = {"2XX": {"*/*": anything}}
    return Operation(method.upper(), path, (BODY,), answers, security, {"": any_body})


def anything() -> Any:
    return Any


@cache
def _adapter(make: Callable[[], Any]) -> TypeAdapter[Any]:
    return TypeAdapter(make())


class _Url(http.URL):
    """Its text, which the HTTP library logs, leaves the query out: that may hold a key."""

    def __str__(self) -> str:
        return super().__str__().partition("?")[0]

    __repr__ = __str__


def _new_request(
    host: str, operation: Operation[Any], values: Iterable[Any]
) -> Request:
    media = ", ".join(
        {name: 1 for types in operation.answers.values() for name in types}
    )
    request = Request(operation.method, "", http.Headers({"accept": media or "*/*"}))
    path, body, written_as = operation.path, None, None
    query, cookies = list[str](), list[str]()
    for parameter, value in zip(operation.parameters, values):
        match parameter.location:
            case "path":
                text = "".join(parameter.written(value))
                if not text:
                    raise ValueError(f"path parameter {parameter.name!r} is empty")
                path = path.replace(f"{{{parameter.name}}}", text)
            case _ if value is None:
                pass
            case "query":
                query += parameter.written(value)
            case "cookie":
                cookies += parameter.written(value)
            case "body":
                body = value
            case "media":
                written_as = value
            case _:
                request.headers[parameter.name] = "".join(parameter.written(value))
    if {".", ".."} & set(path.split("/")):
        raise ValueError(f"{operation.name}: a parameter makes a path segment of dots")
    if cookies:
        request.headers["cookie"] = "; ".join(cookies)
    if body is not None:
        name = written_as or next(iter(operation.body))
        request.content, exact = operation.body[name](body)
        written = exact or (name if "*" not in name else "application/octet-stream")
        request.headers["content-type"] = written
    request.url = host + path + ("?" + "&".join(query) if query else "")
    return request


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait: given as milliseconds, seconds or a date."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        if re.fullmatch(r"\d{1,9}(\.\d*)?", headers.get(name, "").strip()):
            return float(headers[name]) / unit
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
        return max(date.timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


class Call(Generic[T]):
    """What to send next, and what to make of that which came back."""

    def __init__(
        self,
        host: str,
        operation: Operation[T],
        values: tuple[Any, ...],
        options: Options,
        credentials: tuple[Credential, ...],
        raw: bool,
    ) -> None:
        self.operation, self.options, self.credentials = operation, options, credentials
        self.request = _new_request(host, operation, values)
        self.request.headers.update(options.get("extra_headers", {}))
        if "idempotency_key" in options:
            self.request.headers["idempotency-key"] = options["idempotency_key"]
        for name, value in options.get("extra_query", {}).items():
            lead = "&" if "?" in self.request.url else "?"
            self.request.url += lead + Parameter(name).written(value)[0]
        self.deadline = time.monotonic() + options.get("timeout", 30.0)
        self.attempts, self.raw, self.kept = 0, raw, cast("http.Response | None", None)
        self.error: ApiError | None = None
        self.content, self._secrets = bytearray(), set[str]()

    @property
    def remaining(self) -> float:
        return max(self.deadline - time.monotonic(), 0.001)

    def outgoing(
        self, client: http.Client | http.AsyncClient, secrets: Iterable[Any]
    ) -> http.Request:
        """The request with its credentials, which are kept nowhere else."""
        self.error, self.attempts = None, self.attempts + 1
        self.content.clear()
        self.options.get("on_request", _ignored)(self.request)
        url, headers = self.request.url, self.request.headers.copy()
        for credential, secret in zip(self.credentials, secrets):
            text = credential.written(secret)
            self._secrets |= {text, text.removeprefix(credential.prefix)}
            if credential.location == "query":
                url += (
                    "&" if "?" in url else "?"
                ) + f"{quote(credential.name)}={quote(text)}"
            elif credential.location == "cookie":
                pair = f"{credential.name}={text}"
                headers["cookie"] = "; ".join(
                    filter(None, (headers.get("cookie"), pair))
                )
            else:
                headers[credential.name] = text
        if any(not text.isprintable() for text in headers.values()):
            raise ValueError(
                f"{self.operation.name}: a header holds a control character"
            )
        content = self.request.content
        if isinstance(client, http.AsyncClient) and hasattr(content, "__aiter__"):
            content = aiter(content)
        request = client.build_request(
            self.request.method,
            url,
            headers=headers,
            content=content,
            timeout=http.Timeout(self.remaining),
        )
        request.url = _Url(request.url)
        return request

    def keeps(self, response: http.Response) -> bool:
        """Whether the body is left to whom asked for a stream; of errors it never is."""
        response.request = http.Request(self.request.method, _Url(self.request.url))
        self.kept = (
            response if self.operation.streamed and response.is_success else None
        )
        return self.kept is not None

    def take(self, chunk: bytes) -> None:
        """A piece of the body of the answer, after decompression."""
        self.content += chunk
        most = self.options.get("max_bytes", 100 * 1024 * 1024)
        if len(self.content) > most:
            raise self._about(TransportError, f"the answer is longer than {most} bytes")
        if time.monotonic() > self.deadline:
            raise self._about(DeadlineError, "the answer did not end in time")

    def failed(self, error: Exception) -> float | None:
        """Seconds until the next attempt, None when there is none."""
        late = isinstance(
            error, (http.TimeoutException, asyncio.exceptions.TimeoutError)
        )
        text = f"{type(error).__name__} {self._scrubbed(str(error))}".rstrip()
        self.error = self._about(DeadlineError if late else TransportError, text)
        again = isinstance(error, _NOT_SENT) or self._repeatable()
        return self._pause(None) if again else None

    def answered(self, response: http.Response) -> float | None:
        """Seconds until the next attempt, None when this answer stands."""
        self.status, self.headers = response.status_code, response.headers
        self.options.get("on_answer", _ignored)(self.request, self.status, self.headers)
        if self.status == 401 and self.attempts == 1 and self._repeatable():
            renewed = [
                c.value.renew() for c in self.credentials if hasattr(c.value, "renew")
            ]
            return 0.0 if renewed else None
        again = self.status in (408, 429) or (self.status >= 500 and self.status != 501)
        asked = _retry_after(self.headers)
        return self._pause(asked) if again and self._repeatable() else None

    def result(self) -> T:
        """What the call came to; raises what it failed with."""
        if self.error:
            raise self.error
        declared, types = self._declared()
        if not 200 <= self.status < 300 or not declared:
            raise self._refused(types)
        parsed: Any = self.kept
        if parsed is None and types and self.request.method != "HEAD":
            parsed = self._parsed(declared, types)
        if self.raw:
            content, known = bytes(self.content), self._request_id
            parsed = Answer(
                parsed, self.status, known, self.attempts, self.headers, content
            )
        return cast(T, parsed)

    @property
    def _request_id(self) -> str | None:
        return next(
            (self.headers[name] for name in _REQUEST_ID if name in self.headers), None
        )

    def _repeatable(self) -> bool:
        safe = (
            self.request.method in _IDEMPOTENT
            or "idempotency-key" in self.request.headers
        )
        return safe and isinstance(self.request.content, (bytes, type(None)))

    def _pause(self, asked: float | None) -> float | None:
        """What the server asks for, else longer each time, with jitter; in time or not at all."""
        backoff = min(0.5 * 2 ** (self.attempts - 1), 8.0) * random.uniform(0.5, 1.0)
        seconds = backoff if asked is None else min(asked, 60.0)
        left = (
            self.attempts <= self.options.get("retries", 2) and seconds < self.remaining
        )
        return seconds if left else None

    def _declared(self) -> tuple[str, Types]:
        """The status of the specification that holds for this one, "" if none, and its types."""
        answers = self.operation.answers
        for status in (str(self.status), f"{self.status // 100}XX", "default"):
            if status in answers:
                return status, answers[status]
        return "", {}

    def _media(self, types: Types) -> str:
        """The declared media type that the answer has; the first one when it has none of them."""
        found = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        wild = f"{found.partition('/')[0]}/*"
        return next(
            (name for name in (found, wild, "*/*") if name in types), next(iter(types))
        )

    def _parsed(self, declared: str, types: Types) -> Any:
        media = self._media(types)
        exact = self.headers.get("content-type", "") if "*" in media else media
        if re.match(
            r"text/|application/(xml|yaml|x-yaml|graphql|[^;]*\+(xml|yaml))", exact
        ):
            return self.content.decode("utf-8", "replace")
        if not re.match(r"[^;]*[/+]json", exact, re.IGNORECASE):
            return bytes(self.content)
        strict = self.options.get("strict") or None
        try:
            return _adapter(types[media]).validate_json(
                bytes(self.content), strict=strict
            )
        except ValidationError as error:
            problems = tuple(map(_problem, error.errors(include_url=False)[:20]))
        if self._scrubbed(text := self.content.decode("utf-8", "replace")) != text:
            problems = tuple(problem._replace(value="***") for problem in problems)
        found = self.headers.get("content-type", "no content type")
        text = f"the body of the {self.status} ({found}) is not what is declared: "
        shown = "{}: {}, found {}".format(*problems[0])
        failure = self._about(DecodeError, text + shown)
        operation = self.operation
        steps = [
            "paths",
            operation.path,
            operation.method.lower(),
            "responses",
            declared,
        ]
        steps += ["content", media, "schema"]
        escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps)
        failure.pointer, failure.problems = "#/" + "/".join(escaped), problems
        failure.status, failure.request_id = self.status, self._request_id
        failure.excerpt = self._excerpt()
        raise failure

    def _refused(self, types: Types) -> ApiError:
        """The error for a status that is no success, with the body as far as it parses."""
        text = self._scrubbed(self.content.decode("utf-8", "replace"))
        error = status_error(
            self.operation.name, self.status, self._request_id, text[:500]
        )
        error.retry_after = _retry_after(self.headers)
        for make in (types[self._media(types)] if types else anything, anything):
            try:
                error.body = _adapter(make).validate_json(text)
                break
            except ValidationError:
                continue
        return error

    def _excerpt(self) -> str:
        return self._scrubbed(self.content[:2000].decode("utf-8", "replace"))[:500]

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***") if len(secret) > 5 else text
        return text

    def _about(self, kind: type[E], text: str) -> E:
        error = kind(f"{self.operation.name}: {text}")
        error.operation = self.operation.name
        return error


def _problem(error: Any) -> DecodeProblem:
    steps = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in error["loc"])
    found = reprlib.repr(error["input"])
    return DecodeProblem(steps.lstrip(".") or "(the body)", error["msg"], found)


def _ignored(*_: object) -> None:
    """A hook that nobody set."""
