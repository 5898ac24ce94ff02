"""Carry a local edit over to a new text: a three-way merge with inline conflict marks, by git's own program."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from specpress.records import dataclass


class CannotMerge(OSError):
    """There is no git, or it gave up (binary text)."""


@dataclass(frozen=True, slots=True)
class Merged:
    text: str
    conflicts: int


def merge(edited: str, written: str, new: str) -> Merged:
    """`edited` and `new` both come from `written`."""
    with tempfile.TemporaryDirectory(prefix="specpress-merge-") as folder:
        names = ("edited here", "as written before", "as written now")
        paths = [Path(folder) / str(number) for number in range(3)]
        for path, text in zip(paths, (edited, written, new), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
        labels = [part for name in names for part in ("-L", name)]
        command = ["git", "merge-file", "-p", *labels, *map(os.fspath, paths)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        except FileNotFoundError:
            raise CannotMerge("merging needs git, which is not installed") from None
    if not 0 <= done.returncode < 128:
        raise CannotMerge(done.stderr.decode("utf-8", "replace").strip() or "git cannot merge this")
    return Merged(done.stdout.decode("utf-8"), done.returncode)
