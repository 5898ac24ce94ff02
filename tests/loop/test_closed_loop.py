"""Client to router and back, for every operation and declared status.

`make test` takes a fixed sample of each document, `make loop` all of it. Nothing stops at the first fault: they are told
together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.api import Response
from tests.loop.closed import exchange
from tests.loop.ends import Call, Loop, make_loop
from tests.sampling import repeatable
from tests.serving import served

FULL = os.environ.get("SPECPRESS_LOOP") == "full"
DOCUMENTS = ["museum.yaml", "petstore-v3.yaml"]
LARGE = ["qdrant.json", "meilisearch.json", "discord.json", "box.json"]
EXAMPLES = 20 if FULL else 3
MOST = 100_000 if FULL else 50  # operations with a status, spread over the whole document


def run(spec: Path, folder: Path) -> None:
    loop = make_loop(spec, folder, "loop_" + re.sub(r"\W", "_", spec.stem))
    every = [(call, answer) for call in loop.calls for answer in call.operation.responses]
    step = -(-len(every) // MOST)
    with served(loop.app) as url:
        sync, other = loop.clients(url)
        faults = list(_faults(loop, every[::step], sync, other))
        sync.close()
        loop.runner.run(other.close())
    loop.runner.close()
    assert not faults, f"{len(faults)} of {len(every)}:\n" + "\n".join(faults)


def _faults(
    loop: Loop, rounds: list[tuple[Call, Response]], sync: Any, other: Any
) -> Iterator[str]:
    for call, answer in rounds:
        try:
            _property(loop, call, answer, sync, other)()
        except Exception as error:  # noqa: BLE001 - of any kind: it is told below
            told = f"{type(error).__name__}: {error}"
            yield f"{call.plan.method} {call.plan.path} {answer.status}: {told}"


def _property(
    loop: Loop, call: Call, answer: Response, sync: Any, other: Any
) -> Callable[[], None]:
    @repeatable(EXAMPLES)
    @given(st.data())
    def goes_round(data: st.DataObject) -> None:
        exchange(loop, call, answer, data, sync, other)

    return goes_round


def test_datafold(root: Path, tmp_path: Path) -> None:
    run(root / "spec" / "datafold" / "openapi.yaml", tmp_path)


def test_everything(tmp_path: Path) -> None:
    """Every style of every place, every kind of body, several statuses and media types, streams."""
    run(Path(__file__).with_name("everything.yaml"), tmp_path)


def test_forms(tmp_path: Path) -> None:
    """Schemas that are not the same in requests and in answers."""
    run(Path(__file__).parents[1] / "golden/models_forms/spec.yaml", tmp_path)


@pytest.mark.parametrize("name", DOCUMENTS + LARGE)
def test_document(shared: Path, tmp_path: Path, name: str) -> None:
    run(shared / "corpus" / "real" / name, tmp_path)
