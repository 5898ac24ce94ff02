"""`specpress.lock`: what made the files beside it, so that a later run can tell what changed since, and who did it.

Sorted JSON without times, hosts or paths outside the spec's folder: its bytes depend on the inputs alone. `seal` is
a digest of all the rest, so that an edit of the lock itself is seen too (a merge by git is one; it does no harm).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from specpress.config import Options, as_json
from specpress.digest import digest
from specpress.records import dataclass
from specpress.version import VERSION

Kind = TypeVar("Kind")

NAME = PurePosixPath("specpress.lock")
TOOL = f"specpress {VERSION}"
_FORMAT = 1


class LockError(ValueError):
    """The lock file is there and cannot be understood (cut short, conflict marks, a later format)."""


@dataclass(frozen=True, slots=True)
class Lock:
    """`spec` and `references` are digests of the documents read, `files` those of the files written.

    `told` counts the warnings and losses of that run, so that a run with nothing to do can mention them.
    `origin` is where a vendored copy came from; empty for a package made in place.
    """

    tool: str
    options: Mapping[str, object]
    spec: str
    references: Mapping[str, str]
    files: Mapping[str, str]
    told: Mapping[str, int] = field(default_factory=dict)
    origin: Mapping[str, object] = field(default_factory=dict)


def make_lock(
    files: Mapping[PurePosixPath, str],
    options: Options,
    sources: Mapping[str, str],
    told: Mapping[str, int],
    origin: Mapping[str, object] | None = None,
) -> Lock:
    """The lock of files just made. `sources` is that of `Build`."""
    return Lock(
        TOOL,
        locked_options(options),
        sources.get("", ""),
        {name: found for name, found in sources.items() if name},
        {path.as_posix(): digest(text) for path, text in files.items()},
        told,
        origin or {},
    )


def locked_options(options: Options) -> dict[str, object]:
    """The options that decide the output's bytes, as JSON gives them back."""
    values = as_json(options)
    del values["fail_on_loss"]
    plain: dict[str, object] = json.loads(json.dumps(values))
    return plain


def lock_text(lock: Lock) -> str:
    whole = {
        "format": _FORMAT,
        "tool": lock.tool,
        "options": lock.options,
        "spec": lock.spec,
        "references": lock.references,
        "files": lock.files,
        "told": {kind: count for kind, count in lock.told.items() if count},
    }
    if lock.origin:
        whole["origin"] = lock.origin
    return _dumped({**whole, "seal": digest(_dumped(whole))})


def _dumped(whole: Mapping[str, object]) -> str:
    return json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def read_lock(folder: Path) -> Lock | None:
    """The lock of a folder, None where there is none. Raises `LockError`, `OSError`."""
    path = folder / NAME
    if path.is_symlink():
        raise LockError("it is a symbolic link")
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise LockError("it is not UTF-8 text") from None
    return parse_lock(text)


def parse_lock(text: str) -> Lock:
    try:
        whole = json.loads(text)
    except ValueError as error:
        raise LockError(f"it is not JSON: {error}") from None
    if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
        raise LockError("it was written by another version of specpress")
    try:
        return Lock(
            _typed(whole["tool"], str),
            _typed(whole["options"], dict),
            _typed(whole["spec"], str),
            _typed(whole["references"], dict),
            {_safe(path): _typed(found, str) for path, found in whole["files"].items()},
            _typed(whole["told"], dict),
            _typed(whole.get("origin", {}), dict),
        )
    except (KeyError, TypeError, AttributeError):
        raise LockError("an entry is missing or of the wrong kind") from None


def _typed(value: object, kind: type[Kind]) -> Kind:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _safe(path: str) -> str:
    """Files named by a lock are read, overwritten and deleted: none may lead out of the folder."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ".." in parts or ":" in path:
        raise LockError(f"it names a file outside its folder: {path}")
    return path
