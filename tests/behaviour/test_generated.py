"""generated/ is what spec/ gives, byte for byte: `make generate` mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from specpress.config import config
from specpress.diagnostics import Report
from specpress.generate import check, prepare


def test_generated_is_what_the_specs_give() -> None:
    read = config(ROOT / "pyproject.toml", "pyproject.toml", Report())
    assert read is not None
    assert read.targets
    for target in read.targets:
        made = check(prepare(target, fresh=True, texts=True))
        assert (made.state, made.diagnostics) == ("current", ())


def test_a_small_change_changes_a_small_part(tmp_path: Path) -> None:
    """One optional field more changes one file by a few lines."""
    from specpress.pipeline import build

    spec = (ROOT / "spec/datafold/openapi.yaml").read_text("utf-8")
    field = "        updated_at: "
    if field not in spec:
        pytest.fail("the spec has no field to put another one before")
    (tmp_path / "old.yaml").write_text(spec)
    (tmp_path / "new.yaml").write_text(
        spec.replace(field, f"        added: {{type: string}}\n{field}", 1)
    )
    old, new = (build(tmp_path / name).files for name in ("old.yaml", "new.yaml"))
    changed = [path for path in old if old[path] != new[path]]
    assert [path.as_posix() for path in changed] == ["models.py"]
    before, after = (set(files[changed[0]].splitlines()) for files in (old, new))
    assert before - after == set()
    assert 1 <= len(after - before) <= 3
