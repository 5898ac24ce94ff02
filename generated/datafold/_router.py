# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""What every generated router shares: an `Operation` reads a request, calls the handler,
writes the answer, and tells FastAPI what to document, so that these cannot drift apart.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.client import responses as phrases
from types import GenericAlias
from typing import Annotated, Any, Generic, Union

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.security.base import SecurityBase
from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypeVar

T = TypeVar("T", default=Any)
StatusT = TypeVar("StatusT", bound=int, default=int)
Answer = Union[T, Awaitable[T]]  # noqa: UP007
"""What a handler gives: the answer, or a coroutine for it (`async def`)."""
Object = dict[str, Any]
Schemas = Callable[["Typed"], Object]

request: ContextVar[Request] = ContextVar("request")
"""The request that a handler is called for. `request.get().state.callers` has what the
methods of `Security` gave back, by scheme."""


@dataclass(eq=False)
class Reply(Exception, Generic[StatusT, T]):
    """An answer with a declared status, to return or to raise; errors need no body."""

    status: StatusT
    body: T | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media_type: str = ""


class Refused(Exception):
    """A request that the router itself answers: statuses to choose from, and why."""


@dataclass(frozen=True, eq=False)
class Typed:
    """Whatever has a type. `schema` and `extra` only add to what is documented of it."""

    type: Any = Any
    schema: Object = field(default_factory=Object, kw_only=True)
    extra: Object = field(default_factory=Object, kw_only=True)

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type)

    def core(self) -> Any:
        """The core schema of a list of it; `_router_many` makes those of many at once."""
        listed: Any = GenericAlias(list, (self.type,))
        return TypeAdapter(listed).core_schema

    def valid(self, data: bytes | str, *where: str) -> Any:
        try:
            return self.adapter.validate_json(data, strict=True)
        except ValidationError as error:
            raise invalid(error.errors(), *where) from None


@dataclass(frozen=True, eq=False)
class Parameter(Typed):
    """One text in a path, a query or a header; `_router_parameters` has others."""

    location: str = "query"
    wire: str = ""

    def read(self, request: Request) -> Any:
        """The value as JSON has it, or as text; KeyError if there is none."""
        places = {"path": request.path_params, "query": request.query_params}
        return places.get(self.location, request.headers)[self.wire]

    async def argument(self, request: Request) -> tuple[str, Any]:
        try:
            given = self.read(request)
        except KeyError:
            return self.wire, None
        return self.wire, self.value(given)

    def value(self, given: Any) -> Any:
        try:
            return self.valid(json.dumps(given), self.location, self.wire)
        except Refused:
            with suppress(Refused, TypeError):  # text that is JSON, such as a number
                return self.valid(given)
            raise

    def document(self, operation: Object, schema: Schemas) -> None:
        place = {"name": self.wire, "in": self.location, "schema": schema(self)}
        said = {**place, "required": self.location == "path", **self.extra}
        operation.setdefault("parameters", []).append(said)


@dataclass(frozen=True, eq=False)
class Json(Typed):
    """An answer that is JSON; `_router_bodies` has the other kinds."""

    description: str = ""
    media_type: str = field(default="application/json", kw_only=True)

    def write(self, reply: Reply) -> Response:
        dump = self.adapter.dump_json
        data = dump(reply.body, by_alias=True, exclude_unset=True, warnings="error")
        return Response(data, reply.status, media_type=self.media_type)

    def refuse(self, status: int, detail: Any) -> Response:
        """An error that the router itself answers, as FastAPI has it."""
        data = json.dumps({"detail": detail})
        return Response(data, status, media_type=self.media_type)

    def document(self, schema: Schemas) -> Object:
        content = {"schema": schema(self), **self.extra}
        return {"description": self.description, "content": {self.media_type: content}}


@dataclass(frozen=True, eq=False)
class Scheme(SecurityBase):
    """Where a credential travels; `method` is what it is called in `Security`."""

    scheme_name: str
    method: str
    model: Any
    prefix: str = ""
    place: Parameter = Parameter(str, "header", "Authorization")

    def __call__(self) -> None:
        """To FastAPI it is a dependency, and is documented as one."""

    def credential(self, request: Request) -> Sequence[str]:
        with suppress(KeyError):
            given, size = str(self.place.read(request)), len(self.prefix)
            if given[size:] and given[:size].lower() == self.prefix.lower():
                return [given[size:]]
        raise Refused((401, 403), "credentials are missing")

    async def caller(self, security: object, request: Request, **scopes: Any) -> Any:
        decide = getattr(security, self.method)
        return await call(decide, *self.credential(request), **scopes)


@dataclass(frozen=True, eq=False)
class Operation:
    """A row of the table. `status` is that of an answer which comes without one."""

    handler: Callable[..., Any]
    route: str
    arguments: Sequence[Any] = ()
    responses: Mapping[str, Any] = field(default_factory=Object)
    status: int = 200
    security: Sequence[Scheme] = ()
    tags: Sequence[str] = ()
    extra: Object = field(default_factory=Object)
    guard: object = None
    core: Callable[[Typed], Any] = Typed.core

    async def callers(self, incoming: Request) -> Object:
        made = [(s, await s.caller(self.guard, incoming)) for s in self.security]
        return {scheme.scheme_name: caller for scheme, caller in made}

    async def serve(self, incoming: Request) -> Response:
        token = request.set(incoming)
        try:
            incoming.state.callers = await self.callers(incoming)
            given = [await each.argument(incoming) for each in self.arguments]
            answer = await call(self.handler, **dict(given))
            if isinstance(answer, Reply):
                raise answer
            made = isinstance(answer, Response)
            return answer if made else self.write(Reply(self.status, answer))
        except Reply as reply:
            return self.write(reply)
        except Refused as refused:
            return self.refuse(*refused.args)
        except NotImplementedError:
            return self.refuse([501], "not implemented yet")
        finally:
            request.reset(token)

    def write(self, reply: Reply) -> Response:
        status, declared = reply.status, self.declared(reply.status)
        if reply.body is None and (status in (401, 403) or declared and status >= 400):
            made = self.refuse([status], phrases.get(status, "Error"))
        elif declared:
            made = declared.write(reply)
        else:
            raise RuntimeError(f"{self.route} declares no answer {status}")
        made.headers.update(reply.headers)
        return made

    def refuse(self, statuses: Sequence[int], detail: Any) -> Response:
        """An error, with a declared status if there is one."""
        known = [status for status in statuses if self.declared(status)] or statuses
        status = next((s for s in known if str(s) in self.responses), known[0])
        return (self.declared(status) or Json()).refuse(status, detail)

    def declared(self, status: int) -> Any:
        keys = (str(status), f"{status // 100}XX", "default")
        return next((self.responses[k] for k in keys if k in self.responses), None)

    def document(self, schema: Schemas) -> Object:
        """As OpenAPI has it, for FastAPI to merge: None removes what it has there."""
        made: Object = {"summary": None, "operationId": None, **self.extra}
        for argument in self.arguments:
            argument.document(made, schema)
        answers = {key: each.document(schema) for key, each in self.responses.items()}
        return {**made, "responses": {"999": None, **answers}}

    def __get_pydantic_json_schema__(self, schema: object, handler: Any) -> Object:
        """So FastAPI writes the schemas that it refers to, under names of its own."""

        def schema_of(typed: Typed) -> Object:
            return {**handler(self.core(typed))["items"], **typed.schema}

        return {"properties": self.document(schema_of)}

    def __deepcopy__(self, memo: object) -> Operation:
        return self


class _Document(dict[str, Any]):
    """What FastAPI writes it to: neither copied nor merged."""

    def __deepcopy__(self, memo: object) -> _Document:
        return self

    def __contains__(self, key: object) -> bool:
        return False


def invalid(errors: Iterable[Any], *where: str) -> Refused:
    """A request that is not as declared, told in the words of pydantic."""
    told = [(error, [*where, *error["loc"]]) for error in errors]
    found = [{"type": e["type"], "loc": loc, "msg": e["msg"]} for e, loc in told]
    return Refused((422, 400), found)


async def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Sync functions run in a thread, so that they do not hold up the others."""
    if inspect.iscoroutinefunction(function):
        return await function(*args, **kwargs)
    result = await run_in_threadpool(function, *args, **kwargs)
    return await result if inspect.isawaitable(result) else result


def rank(row: Operation) -> list[bool]:
    """Paths that name a segment come before those that take any."""
    return ["{" in segment for segment in row.route.split("/")]


def routes(*tables: Iterable[Operation], security: object = None) -> APIRouter:
    """FastAPI makes the document from the schema of an answer that does not exist."""
    router = APIRouter()
    rows = [replace(row, guard=security) for table in tables for row in table]
    for row in sorted(rows, key=rank):
        method, _, path = row.route.partition(" ")
        document = _Document()
        content = {"application/json": {"schema": {"properties": document}}}
        router.add_api_route(
            path,
            row.serve,
            methods=[method],
            tags=[*row.tags],
            status_code=999,
            responses={999: {"model": Annotated[Any, row], "content": content}},
            dependencies=[Depends(scheme) for scheme in row.security],
            openapi_extra=document,
        )
    return router
