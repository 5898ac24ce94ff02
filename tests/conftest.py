"""What all tests share: where the shared material is, and packages generated from a few lines of spec."""

from __future__ import annotations

import importlib
import itertools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

from specpress.config import Options
from specpress.pipeline import build
from tests.leaks import pytest_configure, pytest_runtest_makereport

__all__ = ["pytest_configure", "pytest_runtest_makereport"]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Documents and suites of others, which stay outside the project: $SPECPRESS_SHARED or ../shared."""
    folder = Path(os.environ.get("SPECPRESS_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no shared material in {folder}: set SPECPRESS_SHARED")
    return folder


def put_files(folder: Path, files: Mapping[PurePosixPath, str]) -> Path:
    """Write the files of a build as they are, without a lock."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., ModuleType]]:
    """`generated(spec, **options)`: build from a path or from text, import, and give the package.

    Each call makes a package of its own name, so that one test may hold several. `.__path__[0]` is its folder.
    """
    numbers = itertools.count(1)
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(spec: str | Path, **options: object) -> ModuleType:
        name = f"generated_{os.getpid()}_{next(numbers)}_{tmp_path.name.replace('-', '_')}"
        if isinstance(spec, str):
            (tmp_path / f"{name}.yaml").write_text(spec, encoding="utf-8")
            spec = tmp_path / f"{name}.yaml"
        made = build(spec, Options(**options))  # type: ignore[arg-type]
        assert made.ok, "\n".join(f"{d.code} {d.message}" for d in made.diagnostics)
        put_files(tmp_path / name, made.files)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield make
    for name in [name for name in sys.modules if name.startswith(f"generated_{os.getpid()}_")]:
        del sys.modules[name]
