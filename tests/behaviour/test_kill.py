"""A writer killed at any moment leaves the old tree or the new one, and the next run clears up after it."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specpress.config import Options
from specpress.output.lock import make_lock
from specpress.output.put import put
from specpress.output.tree import Tree, tree

TEXTS = {
    "one": {"__init__.py": "", "a.py": "A = 1\n", "sub/b.py": "B = 1\n", "old.py": ""},
    "two": {"__init__.py": "", "a.py": "A = 2\n", "sub/b.py": "B = 2\n", "sub/c.py": "C = 2\n"},
}
KILLED = 137
STEPS = ("open", "os.", "shutil.", "tempfile.", "fcntl.", "ctypes.dlsym")


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
        put_spec(out, "two")
        assert tree(out) == trees["two"]
        assert os.listdir(out.parent) == ["out"]
        if ended == 0:
            return
        assert ended == KILLED
    pytest.fail("the writer never came to its end")


def test_two_writers_at_once(tmp_path: Path, trees: dict[str, Tree]) -> None:
    """The second one waits for the first."""
    out = tmp_path / "out"
    running = [start(lambda spec=spec: put_spec(out, spec)) for spec in ("one", "two") * 6]
    assert [status(child) for child in running] == [0] * len(running)
    assert tree(out) in trees.values()
    assert os.listdir(tmp_path) == ["out"]
