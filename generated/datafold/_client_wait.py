# Made by specpress 0.1.0 from an OpenAPI document. Do not edit:
# change the document and run `specpress generate`.
"""Waiting for something that takes its time: ask until its status says that it is over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from . import _client_errors as errors
from ._client_fields import field_at

T = TypeVar("T")
Path = tuple[str, ...]


@dataclass(frozen=True)
class Progress(Generic[T]):
    """How far it is; what the server does not say is None."""

    status: str | None
    completed: float | None
    total: float | None
    answer: T


OnProgress = Callable[[Progress[Any]], object] | None


@dataclass(frozen=True)
class Wait:
    """The path of the status, its values by meaning, and the paths of the progress."""

    status: Path
    success: Path
    failure: Path = ()
    blocked: Path = ()
    completed: Path = ()
    total: Path = ()

    def over(self, answer: Any, on_progress: OnProgress) -> bool:
        """An unknown status, and none at all, mean that it goes on."""
        found = field_at(answer, self.status)
        status = None if found is None else str(found)
        if on_progress:
            done, total = field_at(answer, self.completed), field_at(answer, self.total)
            on_progress(Progress(status, _number(done), _number(total), answer))
        if status in self.failure:
            raise _error(errors.WaitFailedError, f"it ended as {status}", answer)
        if status in self.blocked:
            raise _error(
                errors.WaitBlockedError, f"it waits for a person: {status}", answer
            )
        return status in self.success


def wait_until(
    once: Callable[[float], T],
    rule: Wait,
    timeout: float,
    interval: float,
    on: OnProgress,
) -> T:
    """`once` asks, with the seconds it may take."""
    end, answer = time.monotonic() + timeout, None
    while (left := end - time.monotonic()) > 0:
        try:
            answer = once(min(30.0, left))
        except errors.DeadlineError:
            if left > 30.0:
                raise
            break
        if rule.over(answer, on):
            return answer
        time.sleep(max(min(interval, end - time.monotonic()), 0.0))
    raise _error(errors.WaitTimeoutError, f"not over after {timeout:g} s", answer)


async def async_wait_until(
    once: Callable[[float], Awaitable[T]],
    rule: Wait,
    timeout: float,
    interval: float,
    on: OnProgress,
) -> T:
    """`once` asks, with the seconds it may take."""
    end, answer = time.monotonic() + timeout, None
    while (left := end - time.monotonic()) > 0:
        try:
            answer = await once(min(30.0, left))
        except errors.DeadlineError:
            if left > 30.0:
                raise
            break
        if rule.over(answer, on):
            return answer
        await asyncio.sleep(max(min(interval, end - time.monotonic()), 0.0))
    raise _error(errors.WaitTimeoutError, f"not over after {timeout:g} s", answer)


def _number(value: Any) -> float | None:
    return value if type(value) in (int, float) else None


def _error(kind: type[errors.WaitError], text: str, answer: Any) -> errors.WaitError:
    error = kind(text)
    error.answer = answer
    return error
