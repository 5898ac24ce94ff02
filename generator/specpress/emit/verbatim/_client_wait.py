"""Waiting for something that takes its time: ask again until its status says that it is over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ._client_errors import ApiError, DeadlineError
from ._client_fields import field_at

T = TypeVar("T")
Path = tuple[str, ...]


class WaitError(ApiError):
    """Waiting came to nothing; `answer` is the last one."""

    answer: Any = None


class WaitFailedError(WaitError):
    """It ended, and not well."""


class WaitBlockedError(WaitError):
    """It goes on only when a person does something."""


class WaitTimeoutError(WaitError):
    """It has not ended in time."""


@dataclass(frozen=True)
class Wait:
    """The path of the status field, its values by meaning, and the paths of the progress."""

    status: Path
    success: Path
    failure: Path = ()
    blocked: Path = ()
    completed: Path = ()
    total: Path = ()


@dataclass(frozen=True)
class Progress(Generic[T]):
    """How far it is; what the server does not say is None."""

    status: str | None
    completed: float | None
    total: float | None
    seconds: float
    answer: T


class _Watch(Generic[T]):
    """Decides after every answer whether to go on."""

    def __init__(
        self,
        rule: Wait,
        timeout: float,
        on_progress: Callable[[Progress[T]], object] | None,
    ) -> None:
        self._rule, self._on_progress = rule, on_progress
        self._start, self._timeout = time.monotonic(), timeout
        self._answer: T | None = None
        self._status: str | None = None

    @property
    def left(self) -> float:
        return self._start + self._timeout - time.monotonic()

    def over(self, answer: T) -> bool:
        """An unknown status, and none at all, mean that it goes on."""
        rule, self._answer = self._rule, answer
        found = field_at(answer, rule.status)
        status = self._status = (
            None if found is None else str(getattr(found, "value", found))
        )
        if self._on_progress:
            steps = (
                _number(field_at(answer, path)) for path in (rule.completed, rule.total)
            )
            completed, total = steps
            seconds = self._timeout - self.left
            self._on_progress(Progress(status, completed, total, seconds, answer))
        if status in rule.failure:
            raise self._error(WaitFailedError, f"it ended as {status}")
        if status in rule.blocked:
            raise self._error(WaitBlockedError, f"it waits for a person: {status}")
        return status in rule.success

    def late(self) -> WaitError:
        text = f"not over after {self._timeout:g} s, the last status was {self._status}"
        return self._error(WaitTimeoutError, text)

    def _error(self, kind: type[WaitError], text: str) -> WaitError:
        error = kind(text)
        error.answer = self._answer
        return error


def wait_until(
    once: Callable[[float], T],
    rule: Wait,
    timeout: float,
    interval: float,
    on_progress: Callable[[Progress[T]], object] | None,
) -> T:
    """`once` asks, with the seconds it may take."""
    watch = _Watch(rule, timeout, on_progress)
    while True:
        try:
            answer = once(min(30.0, max(watch.left, 0.1)))
        except DeadlineError:
            if watch.left > 0:
                raise
            break
        if watch.over(answer):
            return answer
        if watch.left <= 0:
            break
        time.sleep(min(interval, max(watch.left, 0.0)))
    raise watch.late()


async def async_wait_until(
    once: Callable[[float], Awaitable[T]],
    rule: Wait,
    timeout: float,
    interval: float,
    on_progress: Callable[[Progress[T]], object] | None,
) -> T:
    """`once` asks, with the seconds it may take."""
    watch = _Watch(rule, timeout, on_progress)
    while True:
        try:
            answer = await once(min(30.0, max(watch.left, 0.1)))
        except DeadlineError:
            if watch.left > 0:
                raise
            break
        if watch.over(answer):
            return answer
        if watch.left <= 0:
            break
        await asyncio.sleep(min(interval, max(watch.left, 0.0)))
    raise watch.late()


def _number(value: Any) -> float | None:
    return (
        value
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else None
    )
