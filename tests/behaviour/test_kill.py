"""A writer killed at any moment leaves the old tree or the new one, and the next run clears up after it."""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specpress.config import Options
from specpress.output.exchange import exchange
from specpress.output.exclusive import _by_file as by_file
from specpress.output.exclusive import exclusive
from specpress.output.journal import JournalError, recover
from specpress.output.journal import _do as do
from specpress.output.journal import _record as record
from specpress.output.lock import make_lock
from specpress.output.put import Wanted, clear_up, put, put_all
from specpress.output.stage import Step, journal_of
from specpress.output.tree import Tree, tree

TEXTS = {
    "one": {"__init__.py": "", "a.py": "A = 1\n", "sub/b.py": "B = 1\n", "old.py": ""},
    "two": {"__init__.py": "", "a.py": "A = 2\n", "sub/b.py": "B = 2\n", "sub/c.py": "C = 2\n"},
}
KILLED = 137
STEPS = ("open", "os.", "shutil.", "tempfile.", "fcntl.", "ctypes.dlsym")


@pytest.fixture(autouse=True)
def _without_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests kill a process and not a machine: there is nothing that would have to reach the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def put_spec(out: Path, spec: str) -> None:
    files = {PurePosixPath(path): text for path, text in TEXTS[spec].items()}
    put(out, files, make_lock(files, Options(), {"": spec}, {}))


def start(work: Callable[[], None], stop: int = 0) -> int:
    """Run `work` in a child that dies at the step `stop` of its calls to the system; the child's id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child:
        return child
    steps = 0

    def count(event: str, _: object) -> None:
        nonlocal steps
        if event.startswith(STEPS):
            steps += 1
            if steps == stop:
                os._exit(KILLED)

    sys.addaudithook(count)
    try:
        work()
        os._exit(0)
    finally:  # a child must never run on as a second pytest
        os._exit(1)


def status(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    folder = tmp_path_factory.mktemp("trees")
    for spec in TEXTS:
        put_spec(folder / spec, spec)
    return {spec: tree(folder / spec) for spec in TEXTS}


def test_killed_at_every_step(tmp_path: Path, trees: dict[str, Tree]) -> None:
    seen = set()
    for stop in range(1, 500):
        folder = tmp_path / str(stop)
        out = folder / "out"
        put_spec(out, "one")
        ended = status(start(lambda out=out: put_spec(out, "two"), stop))
        found = tree(out)
        assert found in trees.values(), f"killed at step {stop}"
        seen.add(found == trees["two"])
        put_spec(out, "two")
        assert tree(out) == trees["two"]
        assert os.listdir(folder) == ["out"], f"left behind after step {stop}"
        if ended == 0:
            break
        assert ended == KILLED
    else:
        pytest.fail("the writer never came to its end")
    assert seen == {True, False}


def test_killed_at_the_first_write(tmp_path: Path, trees: dict[str, Tree]) -> None:
    """There is no folder before: nothing or all of it."""
    for stop in range(1, 500):
        out = tmp_path / str(stop) / "out"
        ended = status(start(lambda out=out: put_spec(out, "one"), stop))
        assert not out.exists() or tree(out) == trees["one"]
        put_spec(out, "one")
        assert os.listdir(out.parent) == ["out"]
        if ended == 0:
            return
    pytest.fail("the writer never came to its end")


def test_killed_while_replacing_one_by_one(tmp_path: Path, trees: dict[str, Tree]) -> None:
    """Where folders cannot be exchanged the next run completes what the killed one began."""

    def inside(out: Path) -> None:
        os.chdir(out)
        put_spec(out, "two")

    for stop in range(1, 500):
        out = tmp_path / str(stop) / "out"
        put_spec(out, "one")
        ended = status(start(lambda out=out: inside(out), stop))
        recover(journal_of(out))
        assert tree(out) in trees.values(), f"killed at step {stop}"
        put_spec(out, "two")
        assert tree(out) == trees["two"]
        assert os.listdir(out.parent) == ["out"]
        if ended == 0:
            return
        assert ended == KILLED
    pytest.fail("the writer never came to its end")


def cannot_exchange(one: Path, other: Path) -> bool:
    """What the system says that is not Linux, or whose file system has no such step."""
    return False


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    way: str = request.param
    if way != "exchange":
        monkeypatch.setattr("specpress.output.journal.exchange", cannot_exchange)
    return way


def test_killed_between_two_renames(
    tmp_path: Path, trees: dict[str, Tree], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an exchange there is a moment with no folder at all, never one with a mixture; and a journal then."""
    monkeypatch.setattr("specpress.output.journal.exchange", cannot_exchange)
    seen = set()
    for stop in range(1, 500):
        out = tmp_path / str(stop) / "out"
        put_spec(out, "one")
        ended = status(start(lambda out=out: put_spec(out, "two"), stop))
        between = not out.exists()
        assert journal_of(out).exists() if between else tree(out) in trees.values()
        seen.add(between)
        recover(journal_of(out))
        assert tree(out) == trees["two"] if between else tree(out) in trees.values()
        put_spec(out, "two")
        assert tree(out) == trees["two"]
        assert os.listdir(out.parent) == ["out"]
        if ended == 0:
            break
        assert ended == KILLED
    assert seen == {True, False}


FOLDERS = ("a", "sub/b", "new")


def put_three(root: Path, spec: str) -> None:
    """Three folders (one new) and a file in one step, as `vendor update` does it."""
    files = {PurePosixPath(path): text for path, text in TEXTS[spec].items()}
    lock = make_lock(files, Options(), {"": spec}, {})
    outs = FOLDERS[:2] if spec == "one" else FOLDERS
    wanted = [Wanted(root / out, files, lock) for out in outs]
    with exclusive(root, root / "sub"):
        recover(root / "journal")
        put_all(wanted, root / "journal", {root / "app.toml": spec})
        clear_up([*(root / out for out in outs), root / "app.toml"])


def state(root: Path, trees: dict[str, Tree]) -> set[str]:
    """Which specs the folders and the file are of."""
    named = {frozenset(found.files.items()): spec for spec, found in trees.items()}
    found = {named.get(frozenset(tree(root / out).files.items()), "mixed") for out in FOLDERS[:2]}
    found.add("two" if (root / "new").exists() else "one")
    return {*found, (root / "app.toml").read_text()}


@pytest.mark.usefixtures("way")
def test_killed_between_folders(tmp_path: Path, trees: dict[str, Tree]) -> None:
    """Several folders are all old or all new; between them a journal stands, and the next run goes by it."""
    seen: set[str] = set()
    for stop in range(1, 900, 2):
        root = tmp_path / str(stop)
        put_three(root, "one")
        assert state(root, trees) == {"one"}
        ended = status(start(lambda root=root: put_three(root, "two"), stop))
        if not (root / "journal").exists():
            assert len(state(root, trees)) == 1, f"killed at step {stop}"
        recover(root / "journal")
        found = state(root, trees)
        assert len(found) == 1, f"killed at step {stop}"
        seen |= found
        put_three(root, "two")
        assert state(root, trees) == {"two"}
        assert sorted(os.listdir(root)) == ["a", "app.toml", "new", "sub"]
        assert os.listdir(root / "sub") == ["b"]
        if ended == 0:
            break
        assert ended == KILLED
    else:
        pytest.fail("the writer never came to its end")
    assert seen == {"one", "two"}


def test_killed_while_recovering(
    tmp_path: Path, trees: dict[str, Tree], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill after the journal was written, and another while the next run finishes it."""

    def stop_after_journal(journal: Path, steps: object) -> None:
        record(journal, steps)  # type: ignore[arg-type]
        os._exit(KILLED)

    for stop in range(1, 500):
        root = tmp_path / str(stop)
        put_three(root, "one")
        with monkeypatch.context() as patched:
            patched.setattr("specpress.output.journal._record", stop_after_journal)
            assert status(start(lambda root=root: put_three(root, "two"))) == KILLED
        assert state(root, trees) == {"one"}
        ended = status(start(lambda root=root: recover_only(root), stop))
        recover(root / "journal")
        assert state(root, trees) == {"two"}
        if ended == 0:
            return
    pytest.fail("the recovery never came to its end")


def recover_only(root: Path) -> None:
    recover(root / "journal")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("call", ["rename", "replace"])
@pytest.mark.parametrize("broken", ["new", "app.toml", "a"])
def test_what_fails_is_undone(
    tmp_path: Path, trees: dict[str, Tree], monkeypatch: pytest.MonkeyPatch, broken: str, call: str
) -> None:
    """One of the last steps cannot be done: those before it go back to what they were."""
    real = getattr(os, call)

    def fails(old: Path, new: Path) -> None:
        if new.name == broken and new.parent == tmp_path:
            raise PermissionError(13, "no", str(new))
        real(old, new)

    put_three(tmp_path, "one")
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fails)
        try:
            put_three(tmp_path, "two")
            expected = "two"
        except PermissionError:
            expected = "one"
    if recover(tmp_path / "journal"):
        expected = "two"  # it could not be undone either: that is left to the next run
    assert state(tmp_path, trees) == {expected}
    if (broken, call) in (("new", "rename"), ("app.toml", "replace")):
        assert expected == "one"
    assert {"a", "app.toml", "sub"} <= set(os.listdir(tmp_path)) <= {"a", "app.toml", "sub", "new"}


def test_an_edit_after_a_kill_is_kept(
    tmp_path: Path, trees: dict[str, Tree], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody edits a folder that the killed run had not come to: the next run leaves it alone."""

    def stop_before_second(step: Step) -> bool:
        if step.out.name == "b":
            os._exit(KILLED)
        return do(step)

    put_three(tmp_path, "one")
    with monkeypatch.context() as patched:
        patched.setattr("specpress.output.journal._do", stop_before_second)
        assert status(start(lambda: put_three(tmp_path, "two"))) == KILLED
    (tmp_path / "sub/b/a.py").write_text("EDITED = 1\n")
    recover(tmp_path / "journal")
    assert tree(tmp_path / "a") == trees["two"]
    assert (tmp_path / "sub/b/a.py").read_text() == "EDITED = 1\n"
    assert (tmp_path / "app.toml").read_text() == "two"


@pytest.mark.parametrize(
    "change",
    [
        {"out": "../elsewhere"},
        {"out": "/etc"},
        {"stage": "../.a.specpress-x"},
        {"stage": "a"},
        {"write": {"../../evil.py": "0"}},
        {"write": {"linked/evil.py": "0"}, "whole": False},
        {"delete": ["C:evil.py"]},
        {"out": 3},
        {"before": []},
    ],
)
def test_a_journal_of_somebody_else(tmp_path: Path, change: dict[str, object]) -> None:
    """It may lie in a repository that was cloned: nothing outside its folder is touched."""
    root = tmp_path / "repository"
    (root / "a").mkdir(parents=True)
    (root / "a/linked").symlink_to(tmp_path)
    (root / ".a.specpress-x/new/linked").mkdir(parents=True)
    (root / ".a.specpress-x/new/linked/evil.py").touch()
    step = {"out": "a", "stage": ".a.specpress-x", "whole": True, "existed": True}
    step |= {"before": {}, "write": {}, "delete": [], **change}
    (root / "journal").write_text(json.dumps({"format": 1, "steps": [step]}))
    before = tree(tmp_path)
    with pytest.raises(JournalError, match="not a usable journal"):
        recover(root / "journal")
    assert tree(tmp_path) == before


def test_systems_that_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    class System:
        def renamex_np(self, *arguments: object) -> int:
            asked.append(arguments)
            return 0 if len(asked) == 1 else -1

    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    one, two = tmp_path / "one", tmp_path / "two"
    if sys.platform == "linux":
        assert exchange(one, two) == (one / "two").exists()
        assert not exchange(one, tmp_path / "nothing")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "platform", "darwin")
        patched.setattr(ctypes, "CDLL", lambda *_, **__: System())
        assert exchange(one, two)
        assert asked == [(os.fsencode(one), os.fsencode(two), 2)]
        assert not exchange(one, two), "a file system that cannot"
        patched.setattr(ctypes, "CDLL", lambda *_, **__: object())
        assert not exchange(one, two), "an older system"
        patched.setattr(sys, "platform", "win32")
        assert not exchange(one, two)


def test_a_lock_where_folders_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows: a file that the system deletes when its holder ends (here: we do)."""
    monkeypatch.setattr(os, "O_TEMPORARY", os.O_CREAT, raising=False)
    path = tmp_path / "writing"
    first = by_file(path)
    assert first is not None
    ends = threading.Timer(0.3, path.unlink)
    ends.start()
    begin = time.monotonic()
    second = by_file(path)
    assert time.monotonic() - begin > 0.2
    for handle in (first, second):
        assert handle is not None
        os.close(handle)


def test_two_writers_at_once(tmp_path: Path, trees: dict[str, Tree]) -> None:
    """The second one waits for the first."""
    out = tmp_path / "out"
    running = [start(lambda spec=spec: put_spec(out, spec)) for spec in ("one", "two") * 6]
    assert [status(child) for child in running] == [0] * len(running)
    assert tree(out) in trees.values()
    assert os.listdir(tmp_path) == ["out"]
