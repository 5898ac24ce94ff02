"""Put a build in its folder: compare, refuse or write, all under one lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from specpress.output.differences import Difference, differences
from specpress.output.lock import NAME, Lock, LockError, lock_text, read_lock
from specpress.output.tree import Tree, tree
from specpress.output.write import Changes, exclusive, interrupted, write


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found. `written` is False when nothing had to be done, or something was refused."""

    found: tuple[Difference, ...]
    written: bool


def put(
    out: Path, files: Mapping[PurePosixPath, str], lock: Lock, *, force: bool = False
) -> Outcome:
    """Write what differs, unless any of it is refused. Raises `OSError`, `LockError`."""
    _refuse_link(out)
    with exclusive(out):
        old, there = _state(out, force)
        found = differences(lock, old, there, force=force)
        if any(difference.action == "refuse" for difference in found):
            return Outcome(found, False)
        if all(difference.action == "leave" for difference in found):
            return Outcome(found, False)
        write(out, _changes({**files, NAME: lock_text(lock)}, found, there))
        return Outcome(found, True)


def look(out: Path, lock: Lock) -> tuple[Difference, ...]:
    """What `put` would find; changes nothing."""
    _refuse_link(out)
    old, there = _state(out, False)
    return differences(lock, old, there)


def _refuse_link(out: Path) -> None:
    if out.is_symlink():
        raise OSError(None, "the output folder is a symbolic link", str(out))
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(
            None, "there is a file where the output folder should be", str(out)
        )


def _state(out: Path, force: bool) -> tuple[Lock | None, Tree]:
    """The lock found, completed by that of a run that was killed on the way, and the files."""
    try:
        old = read_lock(out)
    except LockError:
        if not force:
            raise
        old = None
    killed = interrupted(out)
    there = tree(out)
    if killed is None:
        return old, there
    theirs = {
        path: found
        for path, found in killed.files.items()
        if there.files.get(PurePosixPath(path)) == found
    }
    return (
        replace(old or replace(killed, files={}), files={**(old.files if old else {}), **theirs}),
        there,
    )


def _changes(
    files: Mapping[PurePosixPath, str], found: tuple[Difference, ...], there: Tree
) -> Changes:
    actions = {difference.path: difference.action for difference in found}
    write = {path: text for path, text in files.items() if actions.get(path) == "write"}
    delete = frozenset(path for path, action in actions.items() if action == "delete")
    keep = frozenset({*there.files, *there.others}.difference(write, delete))
    return Changes(write, delete, keep, there.folders)
