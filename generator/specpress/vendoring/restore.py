"""Make a copy again from what is stored beside it, and compare: is the code what its slice gives?"""

from __future__ import annotations

from pathlib import PurePosixPath

from specpress.config import from_json
from specpress.digest import digest
from specpress.output.lock import TOOL, Lock
from specpress.vendoring.copy import files_of
from specpress.vendoring.settings import VERIFY


def restore(lock: Lock, text: str) -> dict[PurePosixPath, str]:
    """Every file that the slice gives with the options of the lock. The slice may be a damaged one: then nothing."""
    verify = VERIFY.as_posix() in lock.files
    files, _ = files_of(text, from_json(lock.options), verify=verify)
    return files


def unlike_slice(lock: Lock, text: str) -> tuple[PurePosixPath, ...]:
    """The files whose recorded digest is not that of what the slice gives; only for a lock of this version."""
    assert lock.tool == TOOL
    files = restore(lock, text)
    made = {path.as_posix(): digest(written) for path, written in files.items()}
    wrong = {path for path in {*made, *lock.files} if made.get(path) != lock.files.get(path)}
    return tuple(PurePosixPath(path) for path in sorted(wrong))
