"""The files of an output folder as they are on disk: what each one is, and its digest. Links are never followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from specpress.digest import digest
from specpress.records import dataclass

CACHES = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"})
"""Made by tools beside any Python file; they are nobody's property and not looked at."""


@dataclass(frozen=True, slots=True)
class Tree:
    """`files` maps the path of each regular file to its digest; `others` are links, sockets and the like."""

    files: Mapping[PurePosixPath, str]
    others: frozenset[PurePosixPath]
    folders: frozenset[PurePosixPath]


EMPTY = Tree({}, frozenset(), frozenset())


def tree(folder: Path) -> Tree:
    """Read a folder; one that is not there is empty. Raises `OSError`."""
    if not folder.is_dir():
        return EMPTY
    files: dict[PurePosixPath, str] = {}
    others: set[PurePosixPath] = set()
    folders: set[PurePosixPath] = set()
    for path, entry in _entries(folder, PurePosixPath()):
        if entry.is_file(follow_symlinks=False):
            files[path] = digest(Path(entry.path).read_bytes())
        elif entry.is_dir(follow_symlinks=False):
            folders.add(path)
        else:
            others.add(path)
    return Tree(files, frozenset(others), frozenset(folders))


def _entries(
    folder: str | Path, at: PurePosixPath
) -> Iterator[tuple[PurePosixPath, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name in CACHES or entry.name.endswith(".pyc"):
            continue
        yield at / entry.name, entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, at / entry.name)
