"""The examples of docs/router.md run as they stand there, against what is generated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serving import served

KEY = {"Authorization": "Key secret"}


@pytest.fixture
def examples(root: Path) -> Iterator[list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "generated"))
        yield re.findall(
            r"```python\n(.*?)```", (root / "docs" / "router.md").read_text(), re.DOTALL
        )


def test_the_examples_serve(examples: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    scope: dict[str, Any] = {}
    for text in examples:
        exec(compile(text, "docs/router.md", "exec"), scope)  # noqa: S102
        with served(scope["app"]) as url:
            found = httpx.get(f"{url}/api/v1/datadiffs/42", headers=KEY)
            assert found.json()["kind"] == "in_db"
            assert httpx.get(f"{url}/api/v1/datadiffs/43", headers=KEY).status_code == 404
            assert httpx.get(f"{url}/api/v1/datadiffs/42").status_code == 401
    assert "somebody" in capfd.readouterr().out
