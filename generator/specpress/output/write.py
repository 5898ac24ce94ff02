"""All-or-nothing writes: the new tree is staged beside the old one, synced, and put in its place by one rename.

A kill at any moment leaves the old tree or the new one. What a killed run leaves behind (`.NAME.specpress-…`
beside the folder) the next run removes. Where the system cannot exchange two folders in one step (or the
folder is where we stand), files are replaced one by one, the lock file last.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specpress.output.exchange import exchange
from specpress.output.lock import NAME, Lock, LockError, read_lock

_MANY = 5_000
"""Files to keep beyond which the folder is not swapped: each would have to be linked into the new one."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`write` holds the texts of new and changed files; `keep` are all others that stay, foreign ones too,
    and `folders` those that are there: one that was empty before stays."""

    write: Mapping[PurePosixPath, str]
    delete: frozenset[PurePosixPath]
    keep: frozenset[PurePosixPath]
    folders: frozenset[PurePosixPath]


def write(out: Path, changes: Changes) -> None:
    """Bring a folder from its state to the next. Call it within `exclusive(out)`. Raises `OSError`."""
    stage = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    try:
        swap = _may_swap(out, changes)
        _fill(stage, out, changes, everything=swap)
        if not (swap and _swapped(stage, out)):
            _replace_each(stage, out, changes)
        _sync_folder(out.parent)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def exclusive(out: Path) -> Iterator[None]:
    """One writer at a time beside a folder: a second one waits. Leftovers of killed runs are removed."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle = _locked(out.parent)
    try:
        yield
        for leftover in leftovers(out):
            shutil.rmtree(leftover, ignore_errors=True)
    finally:
        if handle is not None:
            os.close(handle)


def leftovers(out: Path) -> list[Path]:
    """What killed runs left beside a folder; only a holder of `exclusive` may judge that they are dead."""
    return sorted(out.parent.glob(f"{_prefix(out)}*"))


def interrupted(out: Path) -> Lock | None:
    """The lock of a run that was killed while it replaced files one by one: those it wrote are ours too."""
    for leftover in leftovers(out):
        with suppress(LockError, OSError):
            lock = read_lock(leftover)
            if lock is not None:
                return lock
    return None


def _prefix(out: Path) -> str:
    return f".{out.name}.specpress-"


def _locked(folder: Path) -> int | None:
    """An advisory lock on the folder itself: it leaves no file behind, and a kill releases it."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle


def _may_swap(out: Path, changes: Changes) -> bool:
    """A folder that we stand in, a mount, a repository or one full of foreign files stays where it is."""
    here = Path.cwd().resolve()
    inside = here == out.resolve() or out.resolve() in here.parents
    special = os.path.ismount(out) or (out / ".git").exists()
    return not (inside or special or len(changes.keep) > _MANY)


def _fill(stage: Path, out: Path, changes: Changes, *, everything: bool) -> None:
    """Write the new files into the stage and, for a swap, link the rest of the old folder beside them."""
    stage.chmod(out.stat().st_mode & 0o7777 if out.is_dir() else 0o777 & ~_umask())
    for path, text in changes.write.items():
        _write_synced(stage / path, text, _mode(out / path))
    if everything:
        emptied = {parent for path in changes.delete for parent in path.parents}
        needed = {parent for path in changes.keep for parent in path.parents}
        for path in needed | (changes.folders - emptied):
            (stage / path).mkdir(parents=True, exist_ok=True)
        for path in changes.keep:
            _link_or_copy(out / path, stage / path)
    folders = sorted({stage / parent for path in changes.write for parent in path.parents})
    for folder in reversed(folders):
        _sync_folder(folder)


def _swapped(stage: Path, out: Path) -> bool:
    """Put the stage in the folder's place in one step, and the old folder in that of the stage."""
    if not out.exists():
        os.rename(stage, out)
        return True
    return exchange(stage, out)


def _replace_each(stage: Path, out: Path, changes: Changes) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(changes.write, key=lambda path: (path == NAME, path)):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        if path == NAME:
            _delete(out, changes.delete)
            shutil.copyfile(stage / NAME, stage / "again")
            os.replace(stage / "again", out / NAME)
        else:
            os.replace(stage / path, out / path)


def _delete(out: Path, paths: frozenset[PurePosixPath]) -> None:
    for path in sorted(paths):
        (out / path).unlink(missing_ok=True)
        for parent in path.parents[:-1]:
            with suppress(OSError):
                (out / parent).rmdir()


def _write_synced(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _link_or_copy(old: Path, new: Path) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode & 0o777
    except OSError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make renames survive a power cut, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
