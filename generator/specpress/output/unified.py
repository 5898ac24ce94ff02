"""Differences as a unified diff, from what is on disk to what would be written."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from specpress.output.differences import Difference


def unified(out: Path, files: Mapping[PurePosixPath, str], found: tuple[Difference, ...]) -> str:
    """One section for each file that would be written or deleted."""
    return "".join(_section(out, d.path, files) for d in found if d.action in ("write", "delete"))


def _section(out: Path, path: PurePosixPath, files: Mapping[PurePosixPath, str]) -> str:
    try:
        old = (out / path).read_bytes().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    except OSError:
        old = ""
    name = (out / path).as_posix()
    lines = unified_diff(
        old.splitlines(keepends=True),
        files.get(path, "").splitlines(keepends=True),
        name if old else "/dev/null",
        name if path in files else "/dev/null",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
