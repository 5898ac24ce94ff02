"""The closed loop: a generated client calls a generated router over a real socket, and nothing is lost on the way.

Takes a document, gives an `Loop` that knows every operation of it: what the client's method is called, what it is
called with, and which answers are declared. A recorder stands for the service behind the router.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from specpress.api import Api, MediaType, Operation, Response, Schema, Subschema, json_equal
from specpress.config import Options
from specpress.diagnostics import Report
from specpress.pipeline import Plans, emit, plan
from specpress.plan.operation_views import BodyPlan, ContentPlan, OperationPlan
from specpress.plan.routes import behind
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import DiskFiles
from tests.conftest import put_files
from tests.leaks import KEY, everything, leaks
from tests.meaning import Side
from tests.sampling import samples

EMIT = Options(emit=("models", "client", "router"))


@dataclass(slots=True)
class Recorder:
    """A service whose every method notes what it got and gives the answer that was set; every other one is async."""

    got: dict[str, Any] = field(default_factory=dict)
    answer: Any = None
    calls: int = 0
    called: bool = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        async def handle(**kwargs: Any) -> Any:
            self.got = {key: await _whole(value) for key, value in kwargs.items()}
            return self._answered()

        def handle_sync(**kwargs: Any) -> Any:
            self.got = {key: _whole_sync(value) for key, value in kwargs.items()}
            return self._answered()

        self.calls += 1
        return handle if self.calls % 2 else handle_sync

    def _answered(self) -> Any:
        self.called = True
        if isinstance(self.answer, Exception) and self.answer.status >= 400:  # type: ignore[attr-defined]
            raise self.answer
        return self.answer


async def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: await _whole(each) for key, each in value.items()}
    if isinstance(value, list) and value and hasattr(value[0], "read"):
        return [await each.read() for each in value]
    return await value.read() if hasattr(value, "read") else value


def _whole_sync(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole_sync(each) for key, each in value.items()}
    if isinstance(value, list) and value and hasattr(value[0], "file"):
        return [each.file.read() for each in value]
    if hasattr(value, "file"):
        return value.file.read()
    return b"".join(value) if type(value).__name__ == "Upload" else value


class Credentials:
    """Lets everybody in."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *credential, **scopes: credential


@dataclass(frozen=True, slots=True)
class Call:
    """One operation: where its method is, and the row of the router's table."""

    group: str
    plan: OperationPlan
    operation: Operation
    row: Any


@dataclass(slots=True)
class Loop:
    api: Api
    plans: Plans
    package: str
    calls: tuple[Call, ...]
    service: Recorder
    app: Any
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    """One event loop for all calls of the async client."""

    @property
    def side(self) -> Side:
        return Side(self.api)

    def module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.package}.{name}")

    def clients(self, url: str) -> tuple[Any, Any]:
        """A sync and an async client."""
        module, name = self.module("client"), self.plans.operations.class_name
        keys: dict[str, Any] = {  # a token, not what would be traded for one on another host
            scheme.argument: ("user", KEY) if scheme.kind == "basic" else KEY
            for scheme in self.plans.operations.schemes
        }
        made = [getattr(module, n)(host=url, retries=0, **keys) for n in (name, f"Async{name}")]
        return made[0], made[1]


def make_loop(spec: Path, folder: Path, package: str) -> Loop:
    """Generate and import; the rows of the table are caught where the router adds them."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report)
    api = read(documents, report)
    assert api is not None
    plans = plan(api, EMIT, report)
    put_files(folder / package, emit(plans, EMIT))
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    router = importlib.import_module(f"{package}.router")
    rows: dict[tuple[str, ...], Any] = {}
    routes = router.routes

    def note(*tables: Any, **security: Any) -> Any:
        known = [row for table in tables for row in table]
        rows.update({tuple(row.route.split(" ", 1)): row for row in known})
        return routes(known, **security)

    router.routes = note
    service = Recorder()
    count = len(plans.operations.groups)
    secured = [Credentials()] if hasattr(router, "Security") else []
    app = router.create_app(*[service] * count, *secured)
    by_span = {operation.span: operation for operation in api.operations}
    known = {(m, _plain(p)): row for (m, p), row in rows.items()}
    unreached = [plan for plan, _ in behind(plans.operations)]  # a loss, SP516
    calls = tuple(
        Call(group.name, each, by_span[each.span], known[each.method, _plain(each.path)])
        for group in plans.operations.groups
        for each in group.operations
        if each not in unreached
    )
    return Loop(api, plans, package, calls, service, app)


def _plain(path: str) -> str:
    """Names in a path may have been made identifiers."""
    return "".join(c if c.isalnum() or c in "/{}" else "_" for c in path)


# --- one exchange ---------------------------------------------------------------------------------------------


def exchange(
    loop: Loop, call: Call, declared: Response, data: st.DataObject, sync: Any, other: Any
) -> None:
    """Draw arguments and an answer, call both clients, compare what came out at either end."""
    given, expected = arguments(loop, call, data)
    status, answer, body = answered(loop, call, declared, data)
    for client in (sync, other):
        loop.service.answer = answer() if callable(answer) else answer
        loop.service.got, loop.service.called = {}, False
        result, error = _called(client, call, given, loop.runner)
        if isinstance(error, ValueError) and "contain" in str(error):
            assume(False)  # a delimiter in a value: refused by the client, as it should
        if error is not None and not hasattr(error, "status"):
            raise error
        assert not leaks(everything(error)), f"a credential got out: {everything(error)}"
        told = f"the handler was not called: {error!r} {getattr(error, 'body', None)!r}"
        assert loop.service.called, told
        got = {key: value for key, value in loop.service.got.items() if key in expected}
        for key, value in expected.items():
            arrived = got.get(key)
            assert alike(call, key, given, arrived), f"{key}: sent {value!r}, arrived {arrived!r}"
        _check_answer(status, body, result, error)


def _called(
    client: Any, call: Call, given: dict[str, Any], runner: asyncio.Runner
) -> tuple[Any, Exception | None]:
    method = getattr(getattr(client, call.group), call.plan.name)
    try:
        result = method(**given)
        if (
            asyncio.iscoroutine(result)
            or hasattr(result, "__aiter__")
            or hasattr(result, "__aenter__")
        ):
            result = runner.run(_awaited(result))
        elif hasattr(result, "__enter__"):
            with result as stream:
                return _joined(list(stream)), None
        elif hasattr(result, "__next__"):
            result = list(result)
        return result, None
    except Exception as error:  # the caller looks at all of them  # noqa: BLE001
        return None, error


async def _awaited(result: Any) -> Any:
    if hasattr(result, "__aenter__"):
        async with result as stream:
            return _joined([chunk async for chunk in stream])
    if asyncio.iscoroutine(result):
        result = await result
    return [item async for item in result] if hasattr(result, "__aiter__") else result


def _joined(chunks: list[Any]) -> Any:
    """Bytes in pieces, or items of a stream."""
    return b"".join(chunks) if all(isinstance(chunk, bytes) for chunk in chunks) else chunks


def _check_answer(status: int, body: Any, result: Any, error: Exception | None) -> None:
    if error is not None:
        assert getattr(error, "status", None) == status, f"answered {status}, raised {error!r}"
        result = getattr(error, "body", None)
    elif status >= 300:
        raise AssertionError(f"answered {status}, returned {result!r}")
    if isinstance(body, bytes) and isinstance(result, list):
        result = b"".join(result)
    if body is not NOTHING:
        assert same(body, result), f"answered {body!r}, decoded {result!r}"


NOTHING = object()


_ANY = TypeAdapter(Any)


def plain(value: Any) -> Any:
    """As JSON, by the names on the wire; bytes as text."""
    if isinstance(value, bytes):
        return f"bytes {value.hex()}"
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return _ANY.dump_python(value, mode="json", by_alias=True, exclude_unset=True)


def alike(call: Call, key: str, given: dict[str, Any], arrived: Any) -> bool:
    """Equal; or what the wire cannot tell apart where the document allows both: a text and a list of one in a
    parameter, 0 and "0" in a form."""
    value, body = given[key], call.plan.body
    if same(value, arrived):
        return True
    if body is None or key != body.name:
        return same([value], arrived) or same(value, [arrived])
    media_type = given.get("media_type", body.contents[0].media_type)
    (kind,) = [each.kind for each in body.contents if each.media_type == media_type]
    return kind in ("form", "multipart") and worded(plain(value)) == worded(plain(arrived))


def worded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: worded(each) for key, each in value.items()}
    if isinstance(value, list):
        return worded(value[0]) if len(value) == 1 else [worded(each) for each in value]
    if isinstance(value, str):
        with suppress(ValueError):
            return worded(json.loads(value))
        return value
    return json.dumps(value)


def same(left: Any, right: Any) -> bool:
    return json_equal(plain(left), plain(right))


# --- what is sent ---------------------------------------------------------------------------------------------


def arguments(loop: Loop, call: Call, data: st.DataObject) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the client is called with, and what has to arrive."""
    given: dict[str, Any] = {}
    rows = {(a.location, a.name or a.wire): a for a in call.row.arguments if hasattr(a, "location")}
    declared = {p.span: p for p in call.operation.parameters}
    for parameter in call.plan.parameters:
        if not parameter.required and data.draw(st.booleans()):
            continue
        row = rows[parameter.location, parameter.name]
        source = declared.get(parameter.span)
        place = parameter.location
        schema = source and (source.content.schema if source.content else source.schema)
        value = data.draw(
            samples(loop.side, schema).filter(lambda v, place=place: sendable(v, place))
        )
        if parameter.flag:
            value = "text"
        if not schema:
            value = "text"
        given[parameter.name] = typed(row, value)
    expected = dict(given)
    if call.plan.body is not None and (call.plan.body.required or data.draw(st.booleans())):
        given |= body_of(loop, call, call.plan.body, data)
        expected[call.plan.body.name] = given[call.plan.body.name]
    return given, expected


def sendable(value: Any, location: str) -> bool:
    """Null, "" and [] cannot be told from nothing; a slash ends a segment of a path for every server."""
    if isinstance(value, dict):
        return bool(value) and all(sendable(each, location) for each in value.values())
    if isinstance(value, list):
        return bool(value) and all(sendable(each, location) for each in value)
    if isinstance(value, str):
        text = value not in ("", ".", "..") and value == value.strip()
        return text and "/" not in value and (location != "header" or value.isascii())
    return value is not None


def typed(row: Any, value: Any) -> Any:
    """The value as Python has it; one that the models do not take strictly is drawn again."""
    try:
        return row.adapter.validate_json(json.dumps(value), strict=True)
    except ValidationError:
        assume(False)


def body_of(loop: Loop, call: Call, body: BodyPlan, data: st.DataObject) -> dict[str, Any]:
    media = {m.name: m for m in call.operation.body.content} if call.operation.body else {}
    (row,) = [argument for argument in call.row.arguments if hasattr(argument, "contents")]
    index = data.draw(st.integers(0, len(body.contents) - 1))
    content = body.contents[index]
    value = content_value(loop, content, row.contents[index], media[content.media_type], data)
    made = {body.name: value}
    if len(body.contents) > 1:
        made["media_type"] = content.media_type
    return made


def content_value(
    loop: Loop, plan: ContentPlan, row: Any, media: MediaType, data: st.DataObject
) -> Any:
    match plan.kind:
        case "text":
            return data.draw(
                st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), min_size=1)
            )
        case "bytes":
            return data.draw(st.binary(min_size=1))
        case "multipart":
            return multipart_value(loop, plan, row, data)
        case "events" | "lines":
            schema = media.item_schema or media.schema
            return [typed(row, data.draw(samples(loop.side, schema))) for _ in range(2)]
        case _:
            value = data.draw(samples(loop.side, media.schema))
            assume(value is not None)  # to the client None is no body
            if plan.kind == "form":
                assume(sendable(value, "form"))
            return typed(row, value)


def multipart_value(loop: Loop, plan: ContentPlan, row: Any, data: st.DataObject) -> Any:
    made: dict[str, Any] = {}
    for part, each in zip(row.parts, plan.fields, strict=True):
        if not each.required and data.draw(st.booleans()):
            continue
        if each.file:
            content = data.draw(st.binary(min_size=1))
            made[each.wire] = [content] if each.many else content
            continue
        spans = {s.span: s for s in all_schemas(loop.api)}
        value = data.draw(samples(loop.side, spans.get(each.span)))
        assume(sendable(value, "form"))
        made[each.wire] = typed(part, value)
    assume(made)
    return made


def all_schemas(api: Api) -> Iterator[Any]:
    seen: set[int] = set()
    stack: list[Subschema | None] = list(api.schemas.values())
    for operation in api.operations:
        if operation.body:
            stack += [media.schema for media in operation.body.content]
    while stack:
        schema = stack.pop()
        if schema is None or id(schema) in seen:
            continue
        seen.add(id(schema))
        yield schema
        if isinstance(schema, Schema):
            stack += [*schema.object.properties.values(), *schema.all_of, schema.array.items]


# --- what is answered -----------------------------------------------------------------------------------------


def answered(
    loop: Loop, call: Call, declared: Response, data: st.DataObject
) -> tuple[int, Any, Any]:
    """A status, what the service gives for it, and the body that has to come out of the client."""
    planned = next(r for r in call.plan.responses if r.status == declared.status)
    status = number(declared.status, [r.status for r in call.operation.responses])
    reply = loop.module("_router").Reply
    if not planned.contents or status in (204, 304) or status < 200 or call.plan.method == "HEAD":
        return status, reply(status) if status < 400 else reply(status, None), NOTHING
    index = data.draw(st.integers(0, len(planned.contents) - 1))
    row = call.row.responses[declared.status]
    content, row = planned.contents[index], getattr(row, "contents", [row])[index]
    media = next(m for m in declared.content if m.name == content.media_type)
    value = content_value(loop, content, row, media, data)
    if status >= 400 and value is None:
        assume(False)  # an error without a body gets one
    return status, reply(status, value, media_type=content.media_type), value


def number(status: str, others: list[str]) -> int:
    if status.isdigit():
        return int(status)
    taken = {int(other) for other in others if other.isdigit()}
    ranges = {"default": range(500, 600) if len(others) > 1 else range(200, 300)}
    wanted = ranges.get(status) or range(int(status[0]) * 100, int(status[0]) * 100 + 100)
    with suppress(StopIteration):
        return next(n for n in wanted if n not in taken and n not in (204, 205, 304))
    return wanted[0]
