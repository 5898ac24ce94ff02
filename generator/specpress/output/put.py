"""Put builds in their folders: compare, refuse or write, all under one lock and all in one step."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from specpress.output.differences import Difference, differences
from specpress.output.exclusive import exclusive
from specpress.output.journal import recover
from specpress.output.lock import NAME, Lock, LockError, lock_text, read_lock
from specpress.output.stage import Changes, journal_of, leftovers
from specpress.output.tree import Tree, tree
from specpress.output.write import write_all
from specpress.records import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a folder should hold."""

    out: Path
    files: Mapping[PurePosixPath, str]
    lock: Lock


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
    with exclusive(out.parent):
        recover(journal_of(out))
        outcome = put_all([Wanted(out, files, lock)], journal_of(out), force=force)[0]
        clear_up([out])
        return outcome


def put_all(
    wanted: Sequence[Wanted],
    journal: Path,
    files: Mapping[Path, str] | None = None,
    *,
    force: bool = False,
) -> tuple[Outcome, ...]:
    """Several folders, and single files beside them, in one step; nothing when any of it is refused. Call it within
    `exclusive` of every folder above one of them. Raises `OSError`, `LockError`."""
    found: list[tuple[Difference, ...]] = []
    folders: list[tuple[Path, Changes]] = []
    for one in wanted:
        _refuse_link(one.out)
        old, there = _old(one.out, force), tree(one.out)
        differ = differences(one.lock, old, there, force=force)
        found.append(differ)
        if any(difference.action in ("write", "delete") for difference in differ):
            texts = {**one.files, NAME: lock_text(one.lock)}
            folders.append((one.out, _changes(texts, differ, there)))
    if any(difference.action == "refuse" for differ in found for difference in differ):
        return tuple(Outcome(differ, False) for differ in found)
    write_all(journal, folders, files or {})
    written = {out for out, _ in folders}
    return tuple(
        Outcome(differ, one.out in written) for one, differ in zip(wanted, found, strict=True)
    )


def clear_up(paths: Iterable[Path]) -> None:
    """Remove what killed runs left beside folders and files. Call it within `exclusive`, with no journal there."""
    for path in paths:
        for leftover in leftovers(path):
            shutil.rmtree(leftover, ignore_errors=True)


def look(out: Path, lock: Lock) -> tuple[Difference, ...]:
    """What `put` would find; changes nothing."""
    _refuse_link(out)
    return differences(lock, read_lock(out), tree(out))


def _refuse_link(out: Path) -> None:
    if out.is_symlink():
        raise OSError(None, "the output folder is a symbolic link", str(out))
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(
            None, "there is a file where the output folder should be", str(out)
        )


def _old(out: Path, force: bool) -> Lock | None:
    try:
        return read_lock(out)
    except LockError:
        if not force:
            raise
        return None


def _changes(
    files: Mapping[PurePosixPath, str], found: tuple[Difference, ...], there: Tree
) -> Changes:
    actions = {difference.path: difference.action for difference in found}
    write = {path: text for path, text in files.items() if actions.get(path) == "write"}
    delete = frozenset(path for path, action in actions.items() if action == "delete")
    return Changes(write, delete, there)
