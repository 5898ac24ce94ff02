"""Every golden case gives exactly what is stored; the trees import, and type checkers and formatters like them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, put_files
from tests.golden.cases import NOTES, Case, cases, given, rewrite, stored

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gives_what_is_stored(case: Case) -> None:
    made, expected = given(case.build()), stored(case)
    assert sorted(made) == sorted(expected), "the set of files differs: `make golden` rewrites it"
    for path in sorted(made):
        assert made[path] == expected[path], f"{path} differs: `make golden` rewrites it"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_error_gives_no_files(case: Case) -> None:
    made = case.build()
    assert made.ok == bool(made.files)


def test_rewriting_refuses_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="refuses under CI"):
        rewrite()


@pytest.fixture(scope="session")
def goldens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package `goldens` that holds the tree of every case that gives files, with its runtime."""
    folder = tmp_path_factory.mktemp("trees") / "goldens"
    folder.mkdir()
    (folder / "__init__.py").touch()
    for case in CASES:
        files = case.build().files
        if files:
            put_files(folder / case.name, files)
    return folder


def modules(goldens: Path) -> list[str]:
    root = goldens.parent
    found = sorted(path for path in goldens.rglob("*.py") if path.name not in NOTES)
    return [".".join(path.relative_to(root).with_suffix("").parts) for path in found]


def test_trees_import(goldens: Path) -> None:
    """All of them in one process, every warning an error."""
    names = [name.removesuffix(".__init__") for name in modules(goldens)]
    code = f"import importlib\nfor name in {names!r}:\n    importlib.import_module(name)"
    run([sys.executable, "-W", "error", "-c", code], goldens.parent)


def test_trees_pass_mypy(goldens: Path) -> None:
    cache = ROOT / ".mypy_cache" / "goldens"
    command = ["-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", "-p", "goldens"]
    run([sys.executable, *command], goldens.parent)


def test_trees_pass_pyright(goldens: Path) -> None:
    settings = {"typeCheckingMode": "strict", "include": ["goldens"], "pythonVersion": "3.11"}
    (goldens.parent / "pyrightconfig.json").write_text(json.dumps(settings))
    program = Path(sys.executable).with_name("basedpyright")
    run([str(program), "--pythonpath", sys.executable, "-p", "pyrightconfig.json"], goldens.parent)


def test_trees_pass_black_and_ruff(goldens: Path) -> None:
    """With the settings of neither project: defaults, as a stranger's repository would have them."""
    run([sys.executable, "-m", "black", "--check", "goldens"], goldens.parent)
    run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "goldens"],
        goldens.parent,
    )


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
