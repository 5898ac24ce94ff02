"""Differences between a folder and what it should hold, as diagnostics that say what happened to each file."""

from __future__ import annotations

import os
from pathlib import Path

from specpress.codes import CODES
from specpress.diagnostics import Diagnostic
from specpress.output.differences import Difference, Reason
from specpress.output.lock import NAME, TOOL, Lock, LockError, read_lock

_CODES: dict[Reason, str] = {
    "spec": "SP620",
    "options": "SP621",
    "tool": "SP622",
    "edited": "SP623",
    "missing": "SP624",
    "foreign": "SP625",
    "link": "SP612",
}
_HELP: dict[Reason, str] = {
    "spec": "run `{0}`",
    "options": "run `{0}`",
    "tool": "run `{0}`",
    "edited": "change the spec instead, or put code of your own beside it",
    "missing": "run `{0}`",
    "foreign": "move it elsewhere: this folder belongs to what is generated",
    "link": "remove the link; specpress neither follows nor replaces one",
}


def explained(
    out: Path,
    found: tuple[Difference, ...],
    new: Lock,
    *,
    writing: bool = False,
    command: str = "specpress generate",
) -> tuple[Diagnostic, ...]:
    """One diagnostic for each reason of each difference; when writing, only for those that ask for attention."""
    if writing:
        return tuple(one for d in found if (one := _while_writing(out, d)))
    old = _old(out)
    return tuple(
        told(
            _CODES[reason], out / d.path, _happened(reason, old, new), _HELP[reason].format(command)
        )
        for d in found
        for reason in d.reasons
    )


def cannot(out: Path, error: LockError | OSError) -> Diagnostic:
    """Why a folder cannot be read or written."""
    if isinstance(error, LockError):
        help = "restore the lock file, or use --force to overwrite the files of this folder"
        return told("SP610", out / NAME, f"the lock file is not usable: {error}", help)
    place = Path(os.fsdecode(error.filename)) if error.filename else out
    return told(
        "SP613", place, f"cannot write here: {error.strerror or error}", "nothing was changed"
    )


def _while_writing(out: Path, difference: Difference) -> Diagnostic | None:
    path = out / difference.path
    if "link" in difference.reasons:
        return told("SP612", path, "this is a symbolic link", _HELP["link"])
    if difference.action == "refuse":
        message = "a file that specpress did not write is in the way"
        return told("SP611", path, message, "move it, or use --force to overwrite it")
    if "edited" not in difference.reasons or difference.path == NAME:
        return None
    if difference.action == "leave":
        message = "no longer generated, but edited by hand, so it was left"
        return told("SP615", path, message, "delete it, or use --force")
    return told(
        "SP614",
        path,
        "was edited by hand; the edit has been overwritten",
        "change the spec instead",
    )


def _happened(reason: Reason, old: Lock | None, new: Lock) -> str:
    match reason:
        case "spec":
            return "out of date: the spec has changed"
        case "options":
            return f"out of date: the options have changed ({_options(old, new)})"
        case "tool":
            made = old.tool if old and old.tool != TOOL else "another build of specpress"
            return f"out of date: written by {made}, this is {TOOL}"
        case "edited":
            return "edited by hand"
        case "missing":
            return "missing"
        case "foreign":
            return "foreign: specpress did not write this file"
        case "link":
            return "a symbolic link where a generated file should be"


def _options(old: Lock | None, new: Lock) -> str:
    before = old.options if old else {}
    names = sorted({*before, *new.options})
    return ", ".join(name for name in names if before.get(name) != new.options.get(name))


def _old(out: Path) -> Lock | None:
    try:
        return read_lock(out)
    except (LockError, OSError):
        return None


def told(code: str, path: Path, message: str, help: str = "") -> Diagnostic:
    """A diagnostic about a file as a whole."""
    return Diagnostic(code, CODES[code].severity, message, help, shown(path), 1, 1, "")


def shown(path: Path) -> str:
    """A path as people here would write it: relative where that does not lead upwards."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
