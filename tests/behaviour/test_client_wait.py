"""`api.datadiffs.wait`: polling until the status that the document declares, in both colours."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.leaks import KEY
from tests.peer import Seen, answer, peer

BASE = {"data_source1_id": 1, "data_source2_id": 2, "kind": "in_db", "pk_columns": ["id"]}


@pytest.fixture
def datafold(generated: Callable[..., ModuleType], root: Path) -> ModuleType:
    return generated(root / "spec/datafold/openapi.yaml", emit=("models", "client"))


def both(datafold: ModuleType, script: Callable[[Seen], Any], **options: Any) -> Iterator[Any]:
    """What waiting comes to, or the error that it raises: sync, then async."""
    with peer(script) as there, datafold.Datafold(api_key=KEY, host=there.url) as api:
        yield _outcome(lambda: api.datadiffs.wait(42, interval=0.001, **options))

    async def run(url: str) -> Any:
        async with datafold.AsyncDatafold(api_key=KEY, host=url) as api:
            return await api.datadiffs.wait(42, interval=0.001, **options)

    with peer(script) as there:
        yield _outcome(lambda: asyncio.run(run(there.url)))


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - every one of them is compared by the test
        return error


def statuses(*given: str | None) -> Callable[[Seen], bytes]:
    def script(seen: Seen) -> bytes:
        number = min(seen.number, len(given)) - 1
        steps = {"completed_steps": number, "total_steps": None}
        return answer({**BASE, "status": given[number], "diff_progress": steps})

    return script


def test_unknown_and_missing_statuses_go_on(datafold: ModuleType) -> None:
    told: list[Any] = []
    script = statuses("waiting", "queued", None, "processing", "done")
    for result in both(datafold, script, on_progress=told.append):
        assert result.status == "done"
        assert [(p.status, p.completed, p.total) for p in told] == [
            ("waiting", 0, None),
            ("queued", 1, None),
            (None, 2, None),
            ("processing", 3, None),
            ("done", 4, None),
        ]
        assert told[-1].answer is result
        told.clear()


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_failure_is_raised_with_the_answer(datafold: ModuleType, status: str) -> None:
    for error in both(datafold, statuses("processing", status)):
        assert isinstance(error, datafold.errors.WaitFailedError)
        assert (error.answer.status, status in str(error)) == (status, True)
        assert pickle.loads(pickle.dumps(error)).answer == error.answer


@pytest.mark.parametrize("status", ["needs_confirmation", "needs_authentication"])
def test_what_a_person_has_to_do_is_raised_at_once(datafold: ModuleType, status: str) -> None:
    for error in both(datafold, statuses(status)):
        assert isinstance(error, datafold.errors.WaitBlockedError)
        assert error.answer.status == status


def test_a_timeout_carries_the_last_answer(datafold: ModuleType) -> None:
    for error in both(datafold, statuses("processing"), timeout=0.2):
        assert isinstance(error, datafold.errors.WaitTimeoutError)
        assert error.answer.status == "processing"


def test_a_stalled_poll_is_a_timeout_too(datafold: ModuleType) -> None:
    def script(seen: Seen) -> Any:
        return statuses("processing")(seen) if seen.number == 1 else iter(_never())

    for error in both(datafold, script, timeout=0.5):
        assert isinstance(error, datafold.errors.WaitTimeoutError)
        assert error.answer.status == "processing"


def _never() -> Iterator[bytes]:
    import time

    time.sleep(2)
    yield b""


def test_poll_is_a_flag(datafold: ModuleType) -> None:
    done = answer({**BASE, "status": "done"})
    with peer(lambda _: done) as there, datafold.Datafold(api_key=KEY, host=there.url) as api:
        for given in ({}, {"poll": True}, {"poll": False}, {"poll": 1}, {"poll": None}):
            api.datadiffs.get(42, **given)
        seen = there.seen
    start = "/api/v1/datadiffs/42"
    assert [s.target.removeprefix(start) for s in seen] == ["", "?poll", "", "?poll=1", ""]
    assert {s.headers["authorization"] for s in seen} == {f"Key {KEY}"}


def test_key_and_host_come_from_the_environment(
    datafold: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(datafold.errors.CredentialsError, match="api_key= or set DATAFOLD_API_KEY"):
        datafold.Datafold()
    done = answer({**BASE, "status": "done"})
    with peer(lambda _: done) as there:
        monkeypatch.setenv("DATAFOLD_API_KEY", "from-env")
        monkeypatch.setenv("DATAFOLD_HOST", there.url)
        with datafold.Datafold() as api:
            assert api.datadiffs.get(42).status == "done"
    assert there.seen[0].headers["authorization"] == "Key from-env"
    monkeypatch.setenv("DATAFOLD_HOST", "app.datafold.com")
    with pytest.raises(ValueError, match="host= or set DATAFOLD_HOST"):
        datafold.Datafold()
