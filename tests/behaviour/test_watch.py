"""`specpress generate --watch` as a user has it: a process that follows files, with the real watchfiles."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Owner: {$ref: 'common/people.yaml#/Person'}
"""
PERSON = "Person: {type: object, properties: {%s: {type: string}}}\n"
PATIENCE = 30


class Watcher:
    """The command at work; `line` is what it says next."""

    def __init__(self, here: Path, *arguments: str) -> None:
        command = [str(Path(sys.executable).with_name("specpress")), "generate", "--watch"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=here,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Where the tests run in the background of a shell, interrupts are ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line.rstrip())

    def line(self) -> str:
        return self.lines.get(timeout=PATIENCE)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "people.yaml").write_text(PERSON % "nick")
    return tmp_path


@pytest.fixture
def watcher(here: Path) -> Iterator[Watcher]:
    made = Watcher(here, "--spec", "openapi.yaml", "--out", "pets", "--emit", "models")
    yield made
    made.process.kill()
    made.process.wait()


def replace(path: Path, text: str) -> None:
    """As editors do: a new file in the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)


def test_follows_what_was_read_through_invalid_states(here: Path, watcher: Watcher) -> None:
    spec, people, models = (
        here / name for name in ("openapi.yaml", "common/people.yaml", "pets/models.py")
    )
    assert "written to pets" in watcher.line()

    replace(people, PERSON % "surname")
    assert "written to pets" in watcher.line()
    assert "surname" in models.read_text()

    replace(spec, SPEC + "  bad: [")
    assert watcher.line().startswith("pets: not built: openapi.yaml:")
    assert "surname" in models.read_text()

    people.unlink()
    assert "not built" in watcher.line()
    replace(spec, SPEC)
    assert "people.yaml" in watcher.line()

    people.write_text(PERSON % "alias")
    assert "written to pets" in watcher.line()
    assert "alias" in models.read_text()

    assert watcher.stop() == 130
    assert watcher.lines.empty()


def test_says_when_a_failure_is_undone(here: Path, watcher: Watcher) -> None:
    assert "written to pets" in watcher.line()
    replace(here / "openapi.yaml", "]")
    assert "not built" in watcher.line()
    replace(here / "openapi.yaml", SPEC)
    assert "pets is up to date" in watcher.line()


def test_says_how_to_install_watchfiles(here: Path) -> None:
    program = (
        "import sys; sys.modules['watchfiles'] = None\n"
        "sys.argv = ['specpress', 'generate', '--watch', '--spec', 'openapi.yaml', '--out', 'pets']\n"
        "from specpress.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'specpress[watch]'" in done.stderr
    assert not (here / "pets").exists()


def test_writes_or_checks_but_not_both(here: Path) -> None:
    watcher = Watcher(here, "--check", "--spec", "openapi.yaml", "--out", "pets")
    assert watcher.process.wait(PATIENCE) == 2
