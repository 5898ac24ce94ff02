"""Differences as a unified diff, from what is on disk to what would be written, or the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path, PurePosixPath

from specpress.output.differences import Difference
from specpress.output.explained import shown


def unified(
    out: Path,
    files: Mapping[PurePosixPath, str],
    found: tuple[Difference, ...],
    *,
    reverse: bool = False,
) -> str:
    """One section for each file that would be written or deleted; `reverse` shows what was done to it instead."""
    changed = (d.path for d in found if d.action in ("write", "delete"))
    return "".join(_section(out / path, files.get(path), reverse) for path in changed)


def _section(path: Path, wanted: str | None, reverse: bool) -> str:
    old, new = (wanted, _there(path)) if reverse else (_there(path), wanted)
    lines = unified_diff(
        (old or "").splitlines(keepends=True),
        (new or "").splitlines(keepends=True),
        "/dev/null" if old is None else shown(path),
        "/dev/null" if new is None else shown(path),
    )
    return "".join(map(_ended, lines))


def _there(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    except OSError:
        return None


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
