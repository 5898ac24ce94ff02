# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Waiting for something that takes its time: ask until its status says that it is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from typing_extensions import TypedDict

from . import _client_errors as errors
from ._client_call import is_a, now, plain

T = TypeVar("T")
Path = tuple[str, ...]


@dataclass(frozen=True)
class Progress(Generic[T]):
    """How far it is; what the server does not say is None."""

    status: str | None
    completed: float | None
    total: float | None
    answer: T


class Waiting(TypedDict, Generic[T], total=False):
    """`timeout`: seconds in all (600). `interval`: seconds between two answers (2)."""

    timeout: float
    interval: float
    on_progress: Callable[[Progress[T]], object]


@dataclass(frozen=True)
class Wait:
    """The path of the status, its values by meaning, and the paths of the progress."""

    status: Path
    success: Path
    failure: Path = ()
    blocked: Path = ()
    completed: Path = ()
    total: Path = ()

    async def run(self, client: Any, once: Callable[..., Any], how: Waiting[T]) -> T:
        """`once` asks, given a timeout. An unknown status and none at all go on."""
        timeout, interval = how.get("timeout", 600.0), how.get("interval", 2.0)
        end, answer = time.monotonic() + timeout, None
        while (left := end - time.monotonic()) > 0:
            try:
                answer = cast(T, await now(once(timeout=min(30.0, left))))
            except errors.DeadlineError:
                if left > 30.0:
                    raise
                break
            known = plain(answer)
            found = _at(known, self.status)
            status = None if found is None else str(found)
            if "on_progress" in how:
                done, total = _number(known, self.completed), _number(known, self.total)
                how["on_progress"](Progress(status, done, total, answer))
            if status in self.failure:
                raise _error(errors.WaitFailedError, f"it ended as {status}", answer)
            if status in self.blocked:
                text = f"it waits for a person: {status}"
                raise _error(errors.WaitBlockedError, text, answer)
            if status in self.success:
                return answer
            await now(client._sleep(max(min(interval, end - time.monotonic()), 0.0)))
        raise _error(errors.WaitTimeoutError, f"not over after {timeout:g} s", answer)


def _at(known: Any, path: Path) -> Any:
    """What stands at a path of wire names; None where there is nothing."""
    value: Any = known if path else None
    for name in path:
        value = value.get(name) if is_a(dict, value) else None
    return value


def _number(known: Any, path: Path) -> float | None:
    value = _at(known, path)
    return value if type(value) in (int, float) else None


def _error(kind: type[errors.WaitError], text: str, answer: Any) -> errors.WaitError:
    error = kind(text)
    error.answer = answer
    return error
