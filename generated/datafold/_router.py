# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""What every generated router shares: it reads a request as the table of operations says,
calls the handler, and writes what that answers.

`_router_document` tells FastAPI of the same table, so what is served and what is done
cannot drift apart.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Generic, TypeVar, Union
from urllib.parse import unquote

from fastapi import HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
StatusT = TypeVar("StatusT", bound=int)
Answer = Union[T, Awaitable[T]]  # noqa: UP007
"""What a handler gives: the answer, or a coroutine for it (`async def`)."""
Extra = Mapping[str, Any]

request: ContextVar[Request] = ContextVar("request")
"""The request that a handler is called for. `request.get().state.callers` has what the
methods of `Security` gave back, by scheme."""


class AnyReply(Exception):
    """What the router knows of a `Reply`."""

    status: int
    body: Any
    headers: Mapping[str, str]
    media_type: str


class Reply(AnyReply, Generic[StatusT, T]):
    """An answer with a status, to return or to raise; it has to be a declared one.

    An error without a body gets one in the shape that its declaration asks for.
    """

    def __init__(
        self,
        status: StatusT,
        body: T | None = None,
        headers: Mapping[str, str] | None = None,
        media_type: str = "",
    ) -> None:
        super().__init__(status)
        self.status, self.body = status, body
        self.headers, self.media_type = headers or {}, media_type


class Refused(Exception):
    """A request that the router itself answers, with the first declared of `statuses`."""

    def __init__(self, statuses: Sequence[int], message: str, errors: Any = ()) -> None:
        super().__init__(message)
        self.statuses, self.message, self.errors = statuses, message, errors


def invalid(error: ValidationError | str, *where: str) -> Refused:
    """A request that is not as declared, told in the words of pydantic."""
    found: list[Any] = [{"type": "missing", "loc": [], "msg": error}]
    if isinstance(error, ValidationError):
        told = error.json(include_url=False, include_context=False, include_input=False)
        found = json.loads(told)
    errors = [{**each, "loc": [*where, *each["loc"]]} for each in found]
    return Refused((422, 400), "the request is not valid", errors)


@dataclass(frozen=True, eq=False)
class Typed:
    """Whatever has a type. `schema` and `extra` only add to what is documented of it."""

    type: Any = Any
    schema: Extra = field(default_factory=dict[str, Any], kw_only=True)
    extra: Extra = field(default_factory=dict[str, Any], kw_only=True)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type)

    def valid(self, data: bytes | str) -> Any:
        return self.adapter.validate_json(data, strict=True)


Slot = Callable[[Typed], dict[str, Any]]
"""Gives the place that FastAPI will write the schema of a type to."""


@dataclass(frozen=True, eq=False)
class Parameter(Typed):
    """One text on the wire; lists and objects are in `_router_styles`."""

    location: str = "query"
    wire: str = ""
    name: str = field(default="", kw_only=True)
    required: bool = field(default=False, kw_only=True)
    default: Any = field(default=None, kw_only=True)

    def read(self, request: Request) -> Any:
        """The value as JSON has it, or as text; KeyError if there is none."""
        if self.location == "cookie":
            return unquote(request.cookies[self.wire])
        places = {"path": request.path_params, "query": request.query_params}
        return places.get(self.location, request.headers)[self.wire]

    async def argument(self, request: Request) -> tuple[str, Any]:
        name = self.name or self.wire
        try:
            value = self.read(request)
        except KeyError:
            if self.required:
                raise invalid("Field required", self.location, self.wire) from None
            default = None if self.default is None else json.dumps(self.default)
            return name, default and self.adapter.validate_json(default)
        try:
            return name, self.valid(json.dumps(value))
        except ValidationError as error:
            with suppress(ValueError):  # text that is JSON: a number or a boolean
                found = self.valid(str(value))
                if self.adapter.dump_python(found, mode="json") == json.loads(value):
                    return name, found
            raise invalid(error, self.location, self.wire) from None

    def document(self, operation: dict[str, Any], slot: Slot) -> None:
        place = {"name": self.wire, "in": self.location, "required": self.required}
        said = {**place, **self.documented(slot(self)), **self.extra}
        operation["parameters"] = (*operation.get("parameters", ()), said)

    def documented(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {"schema": schema}


@dataclass(frozen=True, eq=False)
class Json(Typed):
    """A body that is JSON; the other kinds are in `_router_bodies`."""

    media_type: str = "application/json"

    async def read(self, request: Request) -> Any:
        try:
            return self.valid(await request.body())
        except ValidationError as error:
            raise invalid(error, "body") from None

    def write(self, body: Any, status: int) -> Response:
        dump = self.adapter.dump_json
        data = dump(body, by_alias=True, exclude_unset=True, warnings="error")
        return Response(data, status, media_type=self.media_type)

    def problem(self, status: int, message: str, errors: Any) -> Any:
        """The body of an error that the router itself answers."""
        return {"detail": errors or message}

    def document(self, slot: Slot) -> dict[str, Any]:
        return {"schema": slot(self), **self.extra}


@dataclass(frozen=True)
class Declared:
    """A declared answer; no `contents`, no body."""

    description: str
    contents: Sequence[Json] = ()
    headers: Sequence[Parameter] = ()
    extra: Extra = field(default_factory=dict[str, Any])

    def write(self, status: int, body: Any, media_type: str = "") -> Response:
        """In the first media type that can carry the body."""
        found = [c for c in self.contents if media_type in ("", c.media_type)]
        for content in found:
            try:
                return content.write(body, status)
            except (ValueError, TypeError):
                if content is found[-1]:
                    raise
        return Response(status_code=status)


@dataclass(frozen=True, eq=False)
class Scheme:
    """Where a credential travels; `method` is what it is called in `Security`."""

    name: str
    method: str
    document: Extra
    prefix: str = ""
    place: Parameter = Parameter(str, "header", "Authorization")

    async def check(
        self, security: object, request: Request, scopes: Sequence[str]
    ) -> Any:
        """What the method of `Security` says to the credential."""
        given = ""
        with suppress(KeyError):
            given = str(self.place.read(request))
        head, credential = given[: len(self.prefix)], given[len(self.prefix) :]
        if head.lower() != self.prefix.lower() or not credential:
            raise Refused((401, 403), "credentials are missing")
        wanted: dict[str, Any] = {"scopes": scopes} if scopes else {}
        method = getattr(security, self.method)
        return await call(method, *self.split(credential), **wanted)

    def split(self, credential: str) -> tuple[str, ...]:
        return (credential,)


@dataclass(frozen=True)
class Operation:
    """One row of the table. `security`: alternatives, each of schemes with their scopes."""

    method: str
    path: str
    arguments: Sequence[Any] = ()
    responses: Mapping[str, Declared] = field(default_factory=dict[str, Declared])
    security: Sequence[Mapping[Scheme, Sequence[str]]] = ()
    tags: Sequence[str] = ()
    callbacks: Mapping[str, Sequence[Operation]] = field(default_factory=dict[str, Any])
    extra: Extra = field(default_factory=dict[str, Any])

    def declared(self, status: int) -> Declared | None:
        keys = (str(status), f"{status // 100}XX", "default")
        return next(
            (self.responses[key] for key in keys if key in self.responses), None
        )

    @cached_property
    def success(self) -> int:
        """The status of an answer that comes without one."""
        statuses = sorted(int(status) for status in self.responses if status.isdigit())
        return next((status for status in statuses if 200 <= status < 400), 200)

    def write(self, answer: Any) -> Response:
        if isinstance(answer, Response):
            return answer
        reply: AnyReply = Reply[int, Any](self.success, answer)
        reply = answer if isinstance(answer, AnyReply) else reply
        declared = self.declared(reply.status)
        if declared is None:
            where = f"{self.method} {self.path}"
            raise RuntimeError(f"{where} declares no answer {reply.status}")
        if reply.body is None and reply.status >= 400:
            made = self.refuse((reply.status,), HTTPStatus(reply.status).phrase)
        else:
            made = declared.write(reply.status, reply.body, reply.media_type)
        made.headers.update(reply.headers)
        return made

    def refuse(
        self, statuses: Sequence[int], message: str, errors: Any = ()
    ) -> Response:
        """An error in the shape that its declaration asks for, else as FastAPI has it."""
        exact = [status for status in statuses if str(status) in self.responses]
        covered = [status for status in statuses if self.declared(status)]
        status = [*exact, *covered, *statuses][0]
        declared = self.declared(status) or Declared("", [Json()])
        for content in declared.contents:
            body = content.problem(status, message, errors)
            return declared.write(status, body, content.media_type)
        return Response(status_code=status)

    async def authorize(self, security: object, request: Request) -> None:
        """The first alternative whose schemes all let the caller in."""
        refusal: Exception | None = None
        for either in sorted(self.security, key=len, reverse=True):
            try:
                callers = {
                    s.name: await s.check(security, request, either[s]) for s in either
                }
                request.state.callers = callers
                return
            except AnyReply as error:
                undeclared = Refused((error.status,), HTTPStatus(error.status).phrase)
                refusal = error if self.declared(error.status) else undeclared
            except HTTPException as error:
                refusal = error
            except Refused as error:
                refusal = refusal or error
        if refusal:
            raise refusal


async def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Sync functions run in a thread, so that they do not hold up the others."""
    if inspect.iscoroutinefunction(function):
        return await function(*args, **kwargs)
    result = await run_in_threadpool(function, *args, **kwargs)
    return await result if inspect.isawaitable(result) else result


def endpoint(
    operation: Operation, handler: Callable[..., Any], security: object
) -> Any:
    """What FastAPI calls for a request."""

    async def serve(incoming: Request) -> Response:
        token = request.set(incoming)
        try:
            await operation.authorize(security, incoming)
            given = [await each.argument(incoming) for each in operation.arguments]
            return operation.write(await call(handler, **dict(given)))
        except Refused as error:
            return operation.refuse(error.statuses, error.message, error.errors)
        except AnyReply as error:
            return operation.write(error)
        except NotImplementedError:
            return operation.refuse((501,), "not implemented yet")
        finally:
            request.reset(token)

    return serve
