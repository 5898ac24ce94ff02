"""Client to router and back, for every operation and declared status; `make loop` draws more and more documents."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loop.closed import Call, Loop, exchange, make_loop
from tests.serving import served

FULL = os.environ.get("SPECPRESS_LOOP") == "full"
DOCUMENTS = ["museum.yaml", "petstore-v3.yaml"]
LARGE = ["qdrant.json", "meilisearch.json", "discord.json", "box.json"]
EXAMPLES = 60 if FULL else 6


def run(spec: Path, folder: Path, examples: int = EXAMPLES) -> None:
    loop = make_loop(spec, folder, "loop_" + re.sub(r"\W", "_", spec.stem))
    with served(loop.app) as url:
        sync, other = loop.clients(url)
        for call in loop.calls:
            _property(loop, call, sync, other, examples)()
        sync.close()
        loop.runner.run(other.close())
    loop.runner.close()


def _property(
    loop: Loop, call: Call, sync: object, other: object, examples: int
) -> Callable[[], None]:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def goes_round(data: st.DataObject) -> None:
        exchange(loop, call, data, sync, other)

    return goes_round


def test_datafold(root: Path, tmp_path: Path) -> None:
    run(root / "spec" / "datafold" / "openapi.yaml", tmp_path)


def test_everything(tmp_path: Path) -> None:
    """Every style of every place, every kind of body, several statuses and media types, streams."""
    run(Path(__file__).with_name("everything.yaml"), tmp_path, EXAMPLES // 2)


@pytest.mark.parametrize("name", DOCUMENTS + (LARGE if FULL else []))
def test_document(shared: Path, tmp_path: Path, name: str) -> None:
    run(shared / "corpus" / "real" / name, tmp_path)
