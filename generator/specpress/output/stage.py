"""What a folder will be, prepared beside it: `.NAME.specpress-…/new` holds the files to come, synced to the disk.

Takes the texts to write and what stays, gives a `Step` that `journal` and `write` carry out. What a killed run
leaves behind has such a name too; the next run removes it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from specpress.digest import digest
from specpress.output.tree import Tree, tree
from specpress.records import dataclass

_MANY = 5_000
"""Files to keep beyond which the folder is not swapped: each would have to be linked into the new one."""

JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Changes:
    """`write` holds the texts of new and changed files; `there` is what the folder holds now. What is not written
    or deleted stays, foreign files and empty folders too."""

    write: Mapping[PurePosixPath, str]
    delete: frozenset[PurePosixPath]
    there: Tree

    @property
    def keep(self) -> set[PurePosixPath]:
        return {*self.there.files, *self.there.others}.difference(self.write, self.delete)


@dataclass(frozen=True, slots=True)
class Step:
    """One folder on its way. A `whole` one is swapped with `stage/new`; of another, only single files are replaced.

    `before` are the digests of what will be replaced or deleted (of every file, when `whole`), `write` those of the
    new files. `existed` says whether there was a folder at all.
    """

    out: Path
    stage: Path
    whole: bool
    existed: bool
    before: Mapping[PurePosixPath, str]
    write: Mapping[PurePosixPath, str]
    delete: frozenset[PurePosixPath]

    @property
    def new(self) -> Path:
        return self.stage / "new"

    @property
    def old(self) -> Path:
        return self.stage / "old"


def staged(out: Path, changes: Changes) -> Step:
    """A folder, swapped as a whole where that can be. Raises `OSError`."""
    whole = _may_swap(out, changes)
    before = _digests(changes.there)
    if not whole:
        touched = {*changes.write, *changes.delete}
        before = {path: found for path, found in before.items() if path in touched}
    stage = _made(out)
    try:
        _fill(stage / "new", out, changes, everything=whole)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    write = {path: digest(text) for path, text in changes.write.items()}
    return Step(out, stage, whole, out.exists(), before, write, changes.delete)


def staged_file(path: Path, text: str) -> Step:
    """One file of a folder that is not ours otherwise. Raises `OSError`."""
    name = PurePosixPath(path.name)
    before = {name: digest(path.read_bytes())} if path.exists() else {}
    stage = _made(path)
    try:
        write_synced(stage / "new" / name, text, _mode(path))
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return Step(path.parent, stage, False, True, before, {name: digest(text)}, frozenset())


def seen(folder: Path) -> dict[PurePosixPath, str]:
    """The digest of every file of a folder; a link has none."""
    return _digests(tree(folder))


def leftovers(path: Path) -> list[Path]:
    """What killed runs left beside a folder or file; only a holder of `exclusive` may judge that they are dead."""
    found = path.parent.glob(f"{prefix(path)}*")
    return sorted(one for one in found if one != journal_of(path))


def journal_of(out: Path) -> Path:
    """Where the journal of a single folder is."""
    return out.parent / f"{prefix(out)}{JOURNAL}"


def prefix(path: Path) -> str:
    return f".{path.name}.specpress-"


def write_synced(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Make renames survive a power cut, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def link_or_copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)


def _digests(found: Tree) -> dict[PurePosixPath, str]:
    return {**found.files, **dict.fromkeys(found.others, "")}


def _made(path: Path) -> Path:
    """A folder of its own beside it, for nobody else to look into; `tempfile` would cost a millisecond to import."""
    made = path.parent / f"{prefix(path)}{os.urandom(8).hex()}"
    made.mkdir(mode=0o700)
    return made


def _may_swap(out: Path, changes: Changes) -> bool:
    """A folder that we stand in, a mount, a repository or one full of foreign files stays where it is."""
    here = Path.cwd().resolve()
    inside = here == out.resolve() or out.resolve() in here.parents
    special = os.path.ismount(out) or (out / ".git").exists()
    return not (inside or special or len(changes.keep) > _MANY)


def _fill(new: Path, out: Path, changes: Changes, *, everything: bool) -> None:
    """Write the new files into the stage and, for a swap, link the rest of the old folder beside them."""
    new.mkdir()
    new.chmod(out.stat().st_mode & 0o7777 if out.is_dir() else 0o777 & ~_umask())
    for path, text in changes.write.items():
        write_synced(new / path, text, _mode(out / path))
    if everything:
        emptied = {parent for path in changes.delete for parent in path.parents}
        needed = {parent for path in changes.keep for parent in path.parents}
        for path in needed | (changes.there.folders - emptied):
            (new / path).mkdir(parents=True, exist_ok=True)
        for path in changes.keep:
            link_or_copy(out / path, new / path)
    folders = sorted({new / parent for path in changes.write for parent in path.parents})
    for folder in reversed(folders):
        sync_folder(folder)


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode & 0o777
    except OSError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
