"""Builds, and builds again whenever a document that was read changes.

Takes a function that builds and says what it read; returns never, but by an exception or Ctrl-C. watchfiles only
wakes us up: what has changed is seen from the files themselves, so that a change made during a build, or by an
editor that replaces files, is not missed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from specpress.digest import digest

_BETWEEN = 1_000
"""Milliseconds after which we look even if nobody woke us."""

Read = Mapping[Path, str]
"""Files with the digest of what was read; it is empty for those that could not be read, or are not there yet."""

_Stamp = tuple[int, int]
_ABSENT, _OTHER = (-1, -1), (-2, -2)


class Missing(Exception):
    """watchfiles is not installed."""


def watch(files: Iterable[Path], build: Callable[[], Read]) -> NoReturn:
    """Call `build` now, and after each change of a file that it read or wanted to; `files` are known before.

    Raises `Missing`, or `KeyboardInterrupt` when the user has seen enough.
    """
    try:
        from watchfiles import watch as wake
    except ImportError:
        raise Missing from None
    before = {path: _stamp(path) for path in files}
    while True:
        read = build()
        gc.collect()
        built = {path: _built(path, found, before) for path, found in read.items()}
        folders = sorted({_folder(path) for path in read})
        for _ in wake(*folders, recursive=False, yield_on_timeout=True, rust_timeout=_BETWEEN):
            before = {path: _stamp(path) for path in read}
            if before != built:
                break


def _built(path: Path, read: str, before: Mapping[Path, _Stamp]) -> _Stamp:
    """The stamp of the file as the build saw it."""
    stamp = _stamp(path)
    if not read:
        return before.get(path, stamp)
    try:
        return stamp if digest(path.read_bytes()) == read else _OTHER
    except OSError:
        return _OTHER


def _folder(path: Path) -> Path:
    """The folder of a file, or the nearest one that is still there."""
    return next((folder for folder in path.parents if folder.is_dir()), Path.cwd())


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return _ABSENT
    return found.st_mtime_ns, found.st_size
