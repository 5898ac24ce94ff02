"""One writer at a time in a folder: a second one waits. The lock ends with its holder, also when that is killed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_NAME = ".specpress-writing"


@contextmanager
def exclusive(*folders: Path) -> Iterator[None]:
    """Hold folders, made where they are not there yet. Always in one order, so that two holders never wait for each
    other; one process must not ask twice for the same folder. Raises `OSError`."""
    with ExitStack() as held:
        for folder in sorted({folder.resolve() for folder in folders}):
            folder.mkdir(parents=True, exist_ok=True)
            handle = _locked(folder)
            if handle is not None:
                held.callback(os.close, handle)
        yield


def _locked(folder: Path) -> int | None:
    """An advisory lock on the folder itself leaves no file behind; None where the file system has none."""
    try:
        import fcntl
    except ImportError:
        return _by_file(folder / _NAME)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        os.close(handle)
        return None
    return handle


def _by_file(path: Path) -> int | None:
    """Windows: a file that only one can make, and that the system deletes with its holder."""
    temporary: int = getattr(os, "O_TEMPORARY", 0)
    while temporary:
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | temporary)
        except (FileExistsError, PermissionError):
            if not os.access(path.parent, os.W_OK):
                raise
            time.sleep(0.05)
    return None
