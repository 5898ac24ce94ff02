"""What happened to a folder since it was written, told apart for each file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from specpress.config import DEFAULTS, Options
from specpress.output.differences import Difference, untouched
from specpress.output.lock import Lock, LockError, lock_text, make_lock, parse_lock, read_lock
from specpress.output.put import look, put
from specpress.output.tree import tree

FILES = {"__init__.py": "", "models.py": "A = 1\n", "sub/deep.py": "B = 2\n"}


def files(texts: Mapping[str, str]) -> dict[PurePosixPath, str]:
    return {PurePosixPath(path): text for path, text in texts.items()}


def lock_of(texts: Mapping[str, str], options: Options = DEFAULTS, spec: str = "one") -> Lock:
    return make_lock(files(texts), options, {"": spec}, {})


def told(found: tuple[Difference, ...]) -> dict[str, tuple[str, ...]]:
    return {
        difference.path.as_posix(): (*difference.reasons, difference.action) for difference in found
    }


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    assert put(folder, files(FILES), lock_of(FILES)).written
    return folder


def test_nothing_happened(out: Path) -> None:
    assert look(out, lock_of(FILES)) == ()
    assert not put(out, files(FILES), lock_of(FILES)).written


def test_what_happened_to_each_file_is_told_apart(out: Path) -> None:
    (out / "models.py").write_text("A = 2\n")
    (out / "sub/deep.py").unlink()
    (out / "mine.py").write_text("")
    assert told(look(out, lock_of(FILES))) == {
        "mine.py": ("foreign", "leave"),
        "models.py": ("edited", "write"),
        "sub/deep.py": ("missing", "write"),
    }


def test_a_changed_spec_an_option_and_an_edit_are_told_apart(out: Path) -> None:
    (out / "sub/deep.py").write_text("edited\n")
    new = {**FILES, "models.py": "A = 3\n", "new.py": "", "sub/deep.py": "B = 4\n"}
    assert told(look(out, lock_of(new, spec="two"))) == {
        "models.py": ("spec", "write"),
        "new.py": ("spec", "write"),
        "specpress.lock": ("spec", "write"),
        "sub/deep.py": ("edited", "spec", "write"),
    }


def test_changed_options_are_told_apart(out: Path) -> None:
    assert told(look(out, lock_of(FILES, Options(extra="forbid")))) == {
        "specpress.lock": ("options", "write")
    }


def test_another_tool_is_told_apart(out: Path) -> None:
    older = replace(lock_of(FILES), tool="specpress 0.0.1")
    (out / "specpress.lock").write_text(lock_text(older))
    assert told(look(out, lock_of(FILES))) == {"specpress.lock": ("tool", "write")}


def test_line_ends_are_not_edits(out: Path) -> None:
    for path in ("models.py", "specpress.lock"):
        (out / path).write_bytes((out / path).read_bytes().replace(b"\n", b"\r\n"))
    assert look(out, lock_of(FILES)) == ()


def test_foreign_files_are_kept_and_in_the_way_refused(out: Path) -> None:
    (out / "mine.py").write_text("mine")
    (out / "empty").mkdir()
    new = {**FILES, "mine.py": "theirs\n"}
    refused = put(out, files(new), lock_of(new, spec="two"))
    assert not refused.written
    assert ("foreign", "refuse") in told(refused.found).values()
    assert (out / "mine.py").read_text() == "mine"
    changed = {**FILES, "models.py": "A = 5\n"}
    assert put(out, files(changed), lock_of(changed, spec="two")).written
    assert (out / "mine.py").read_text() == "mine"
    assert (out / "empty").is_dir()
    assert put(out, files(new), lock_of(new, spec="two"), force=True).written
    assert (out / "mine.py").read_text() == "theirs\n"


def test_only_untouched_files_are_deleted(out: Path) -> None:
    (out / "sub/deep.py").write_text("edited\n")
    less = {"__init__.py": ""}
    assert put(out, files(less), lock_of(less, spec="two")).written
    assert sorted(path.as_posix() for path in tree(out).files) == [
        "__init__.py",
        "specpress.lock",
        "sub/deep.py",
    ]


def test_an_unchanged_file_is_not_written_again(out: Path) -> None:
    before = (out / "models.py").stat()
    changed = {**FILES, "__init__.py": "C = 1\n"}
    put(out, files(changed), lock_of(changed, spec="two"))
    after = (out / "models.py").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_links_are_refused(out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.py"
    elsewhere.write_text("A = 1\n")
    (out / "models.py").unlink()
    (out / "models.py").symlink_to(elsewhere)
    refused = put(out, files(FILES), lock_of(FILES), force=True)
    assert told(refused.found) == {"models.py": ("link", "refuse")}
    linked = tmp_path / "linked"
    linked.symlink_to(out)
    with pytest.raises(OSError, match="symbolic link"):
        put(linked, files(FILES), lock_of(FILES))


def test_a_folder_in_the_way_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out/models.py").mkdir(parents=True)
    (tmp_path / "out/models.py/mine").write_text("")
    found = put(tmp_path / "out", files(FILES), lock_of(FILES)).found
    assert told(found)["models.py/mine"] == ("foreign", "refuse")


def test_a_folder_without_a_lock_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("mine")
    assert not put(tmp_path, files(FILES), lock_of(FILES)).written
    assert (tmp_path / "models.py").read_text() == "mine"


def test_a_damaged_lock_says_so(out: Path) -> None:
    text = (out / "specpress.lock").read_text()
    for damaged in (text[:40], "<<<<<<< ours\n" + text, "[]", '{"format": 99}', "\x00"):
        (out / "specpress.lock").write_text(damaged)
        with pytest.raises(LockError):
            read_lock(out)
    assert put(out, files(FILES), lock_of(FILES), force=True).written


@pytest.mark.parametrize("path", ["../x.py", "/x.py", "a/../../x.py", "c:\\\\x.py", ""])
def test_a_lock_cannot_name_files_elsewhere(path: str) -> None:
    text = lock_text(lock_of(FILES)).replace('"models.py"', f'"{path}"')
    with pytest.raises(LockError, match="outside its folder"):
        parse_lock(text)


def test_a_lock_survives_reading(out: Path) -> None:
    lock = read_lock(out)
    assert lock is not None
    assert parse_lock(lock_text(lock)) == lock
    assert untouched(lock, tree(out)) == ()


def test_where_we_stand_is_not_swapped(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out)
    before = out.stat().st_ino
    changed = {"__init__.py": "D = 1\n", "models.py": "A = 1\n"}
    assert put(out, files(changed), lock_of(changed, spec="two")).written
    assert out.stat().st_ino == before
    assert look(out, lock_of(changed, spec="two")) == ()
    assert os.listdir(out.parent) == ["out"]
