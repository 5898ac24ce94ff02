"""`specpress vendor update` itself, killed at any moment, and several at once: old or new, never between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from tests.behaviour.test_vendor import SPEC, WITHOUT_NICK, add, call, commit, git

from specpress.cli import specpress
from specpress.output.lock import read_lock
from specpress.output.tree import Tree, tree

STEPS = ("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "tempfile.", "ctypes.dlsym")
WRITES = os.O_WRONLY | os.O_RDWR
EVERY = bool(os.environ.get("SPECPRESS_EVERY_BYTE"))
UPDATE = ["vendor", "update", "--to", "v1.1.0"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A downstream with two copies of v1.0.0 of a source that has v1.1.0 by now."""
    source = tmp_path / "source"
    source.mkdir()
    git(source, "init", "-q", "-b", "main")
    commit(source, SPEC, "v1.0.0")
    commit(source, WITHOUT_NICK, "v1.1.0")
    folder = tmp_path / "downstream"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "app"\n')
    monkeypatch.chdir(folder)
    add(source, "app/pets", "--emit", "models", "--tag", "pets")
    add(source, "app/sub/all", "--emit", "models")
    return folder


def seen(folder: Path) -> Tree:
    """What belongs to the repository: not what a killed run left in hidden folders beside it."""
    found = tree(folder)
    files = {p: d for p, d in found.files.items() if not any(".specpress-" in s for s in p.parts)}
    return Tree(files, frozenset(), frozenset())


def versions(folder: Path) -> set[str]:
    """The refs of the configuration and of the locks, and whether a copy is in a state of its own."""
    text = (folder / "pyproject.toml").read_text()
    found = {ref for ref in ("v1.0.0", "v1.1.0") if f'ref = "{ref}"' in text}
    for out in ("app/pets", "app/sub/all"):
        lock = read_lock(folder / out)
        found.add(str(lock.origin["ref"]) if lock else "none")
    return found


def killed_at(stop: int, command: list[str] = UPDATE) -> int:
    """Run a command in a child that gets SIGKILL at its step `stop` that changes anything on the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if writes or event.startswith(STEPS):
            steps += 1
            if steps == stop:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        sys.addaudithook(count)
        specpress.main(command, standalone_mode=False)
        os._exit(0)
    finally:  # a child must never run on as a second pytest
        os._exit(1)


def check_after_a_kill(repository: Path, old: Tree, new: Tree) -> None:
    """Old or new; or a journal stands there, `check` says so, and the next command ends it."""
    journal = repository / ".specpress-journal"
    if journal.exists():
        done = call("check", "--format", "json", "--no-diff")
        assert done.exit_code == 1
        assert "SP811" in {d["code"] for d in json.loads(done.stdout)["diagnostics"]}
        assert call(*UPDATE[1:], "--dry-run").exit_code == 2
        assert journal.exists(), "a dry run changes nothing"
        done = call("update", "nobody")
        assert done.exit_code == 2, "what was begun is finished before anything else is looked at"
        assert "finished what was killed" in done.stderr
        assert seen(repository) == new
    assert seen(repository) in (old, new), versions(repository)
    assert len(versions(repository)) == 1
    assert call(*UPDATE[1:]).exit_code == 0
    assert seen(repository) == new
    left = [path for path in repository.rglob(".*") if ".specpress-" in path.name]
    assert not left, "the next run clears up"


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_at_every_step(
    repository: Path, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth of the steps in `make test`, beginning elsewhere for each way; all of them in `make fuzz`."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    if way != "exchange":
        monkeypatch.setattr("specpress.output.journal.exchange", lambda one, other: False)
    before = tmp_path / "before"
    shutil.copytree(repository, before)
    old = seen(repository)
    assert killed_at(0) == 0
    new = seen(repository)
    assert versions(repository) == {"v1.1.0"}
    assert old != new
    ends = set()
    first, stride = (1, 1) if EVERY else (1 if way == "exchange" else 6, 10)
    for stop in range(first, 3_000, stride):
        for path in repository.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(before, repository, dirs_exist_ok=True)
        ended = killed_at(stop)
        ends |= versions(repository)
        check_after_a_kill(repository, old, new)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    else:
        pytest.fail("the command never came to its end")
    assert ends >= {"v1.0.0", "v1.1.0"}


def test_a_killed_add(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy and its entry in the configuration: both, or neither."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    where = ["--git", str(tmp_path / "source"), "--ref", "v1.0.0", "--path", "api/openapi.yaml"]
    ends = set()
    for stop in range(1, 3_000, 1 if EVERY else 9):
        command = ["vendor", "add", f"more/new{stop}", *where]
        ended = killed_at(stop, command)
        call("update", "nobody")
        entry = f'out = "more/new{stop}"' in (repository / "pyproject.toml").read_text()
        copy = (repository / f"more/new{stop}/specpress.lock").exists()
        assert entry == copy
        ends.add(entry)
        if ended == 0:
            break
    assert ends == {True, False}
    assert call("check").exit_code == 0


def test_killed_at_random_moments(repository: Path, tmp_path: Path) -> None:
    """A process of its own, killed from outside."""
    before = tmp_path / "before"
    shutil.copytree(repository, before)
    old = seen(repository)
    begin = time.monotonic()
    command = [sys.executable, "-m", "specpress", *UPDATE]
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - begin
    new = seen(repository)
    chance = random.Random(0)
    for _ in range(60 if EVERY else 6):
        for path in repository.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(before, repository, dirs_exist_ok=True)
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * chance.uniform(0.4, 1.1))
        running.kill()
        running.wait()
        check_after_a_kill(repository, old, new)


def test_two_updates_to_different_refs(repository: Path) -> None:
    """Each waits for the other: configuration, locks and code are of one of them, whichever came last."""
    refs = ["v1.1.0", "v1.0.0", "v1.1.0", "v1.0.0"]
    command = [sys.executable, "-m", "specpress", "vendor", "update", "--to"]
    running = [subprocess.Popen([*command, ref], stderr=subprocess.PIPE, text=True) for ref in refs]
    for process in running:
        told = process.communicate()[1]
        assert process.returncode == 0, told
    assert len(versions(repository)) == 1
    assert call("check", "--deep").exit_code == 0


def test_many_adds_at_once(repository: Path, tmp_path: Path) -> None:
    """Each finds the entry of the one before it."""
    where = ["--git", str(tmp_path / "source"), "--ref", "v1.0.0", "--path", "api/openapi.yaml"]
    command = [sys.executable, "-m", "specpress", "vendor", "add"]
    running = [
        subprocess.Popen(
            [*command, f"at/once{n}", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for n in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    done = json.loads(call("list", "--format", "json").stdout)
    assert {row["name"] for row in done["copies"]} >= {f"once{n}" for n in range(4)}
    assert call("check").exit_code == 0


def test_one_copy_that_cannot_be_written_stops_all(repository: Path) -> None:
    """The second copy was edited: the first is not written either, nor the configuration."""
    models = repository / "app/sub/all/models.py"
    models.write_text(models.read_text() + "EDITED = 1\n")
    old = tree(repository)
    done = call(*UPDATE[1:])
    assert done.exit_code == 2
    assert "SP805" in done.stderr
    assert tree(repository) == old


def test_a_journal_that_cannot_be_used(repository: Path) -> None:
    (repository / ".specpress-journal").write_text('{"format": 1, "steps": [{"out": "../x"}]}')
    old = tree(repository)
    done = call(*UPDATE[1:])
    assert (done.exit_code, "not a usable journal" in done.stderr) == (2, True)
    assert tree(repository) == old


def test_line_ends_of_the_configuration_stay(repository: Path) -> None:
    config = repository / "pyproject.toml"
    config.write_bytes(config.read_bytes().replace(b"\n", b"\r\n"))
    assert call(*UPDATE[1:]).exit_code == 0
    data = config.read_bytes()
    assert data.count(b'ref = "v1.1.0"\r\n') == 2
    assert data.count(b"\n") == data.count(b"\r\n")
