"""One round of the closed loop: a generated client calls a generated router over a real socket, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import TypeAdapter

from specpress.api import Response, json_equal
from tests.leaks import everything, leaks
from tests.loop.drawn import NOTHING, answered, arguments
from tests.loop.ends import Call, Loop


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
