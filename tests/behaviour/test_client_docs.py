"""The examples of docs/client.md run, one after the other, against a server on loopback."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from tests.leaks import KEY
from tests.peer import Seen, answer, peer

BASE = {"data_source1_id": 1, "data_source2_id": 2, "kind": "in_db", "pk_columns": ["id"]}


def script(seen: Seen) -> bytes:
    if seen.path.endswith("/404"):
        return answer({"detail": "no such data diff"}, 404)
    return answer({**BASE, "status": "done"})


def test_every_example_runs(
    generated: Callable[..., ModuleType],
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    package = generated(root / "spec/datafold/openapi.yaml", emit=("models", "client", "testing"))
    text = (root / "docs/client.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 7
    monkeypatch.setitem(sys.modules, "datafold", package)
    monkeypatch.setattr(sys, "path", [str(Path(package.__path__[0]).parent), *sys.path])
    for name in ("models", "client", "testing"):
        module = __import__(f"{package.__name__}.{name}", fromlist=["x"])
        monkeypatch.setitem(sys.modules, f"datafold.{name}", module)
    monkeypatch.setenv("DATAFOLD_API_KEY", KEY)
    shared: dict[str, object] = {}
    with peer(script) as there:
        monkeypatch.setenv("DATAFOLD_HOST", there.url)
        for number, example in enumerate(examples):
            code = compile(example, f"docs/client.md, example {number + 1}", "exec")
            exec(code, shared)  # noqa: S102
    said = capsys.readouterr().out
    assert said.startswith("done\ndone\n")
    assert "404 None {'detail': 'no such data diff'}" in said
