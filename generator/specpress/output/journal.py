"""Several folders, or one that cannot be exchanged in one step, brought to their new state: all of them or none.

First a journal says what is to be done; from then on it is done, by this run or, if this one is killed, by the next
(`recover`). Every step can be told done from not done by looking at its stage, so that doing it again does no harm.
What does not work is undone. A journal may come from somebody else's repository: it names nothing outside its folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from specpress.digest import digest
from specpress.output.exchange import exchange
from specpress.output.lock import NAME
from specpress.output.stage import Step, link_or_copy, seen, sync_folder, write_synced

_FORMAT = 1


class JournalError(OSError):
    """The journal is there and cannot be used."""


def carry_out(journal: Path, steps: Sequence[Step]) -> None:
    """All steps, or none when one fails. Raises `OSError`."""
    _record(journal, steps)
    try:
        for step in steps:
            if not _do(step):
                raise OSError(None, "a file was changed while it was to be replaced", str(step.out))
    except OSError:
        undone = [_undone(step) for step in reversed(steps)]
        if all(undone):
            journal.unlink()
        raise
    _close(journal, steps)


def recover(journal: Path) -> bool:
    """Finish what a killed run began; whether there was anything. What somebody changed since stays as it is.
    Raises `OSError`."""
    if not os.path.lexists(journal):
        return False
    steps = _read(journal)
    for step in steps:
        _do(step)
    _close(journal, steps)
    for step in steps:
        shutil.rmtree(step.stage, ignore_errors=True)
    return True


def swapped_at_once(step: Step) -> bool:
    """In one step of the system, which needs no journal; False where that cannot be."""
    if not step.whole:
        return False
    if step.existed:
        return exchange(step.new, step.out)
    os.rename(step.new, step.out)
    return True


def _do(step: Step) -> bool:
    """False when something is not as it was when the step was planned."""
    return _swap(step) if step.whole else _replace(step)


def _swap(step: Step) -> bool:
    if not step.new.is_dir():
        return True
    if step.old.exists():
        if step.out.exists():
            return False
    elif not _is_new(step):
        return True
    elif seen(step.out) != step.before:
        return False
    elif step.out.exists():
        if exchange(step.new, step.out):
            return True
        os.rename(step.out, step.old)
    os.rename(step.new, step.out)
    return True


def _is_new(step: Step) -> bool:
    """Whether the stage holds the new files still, and not the old ones in exchange."""
    found = seen(step.new)
    return not step.delete & set(found) and all(
        found.get(path) == wanted for path, wanted in step.write.items()
    )


def _replace(step: Step) -> bool:
    """File by file, the lock file last; what is replaced is kept in the stage until all is done."""
    as_planned = True
    for path in sorted(step.delete):
        as_planned &= _take_away(step, path)
    for path in sorted(step.write, key=lambda path: (path == NAME, path)):
        as_planned &= _put_in(step, path)
    return as_planned


def _take_away(step: Step, path: PurePosixPath) -> bool:
    target = step.out / path
    if not os.path.lexists(target):
        return True
    if _digest(target) != step.before.get(path):
        return False
    (step.old / path).parent.mkdir(parents=True, exist_ok=True)
    os.replace(target, step.old / path)
    for parent in path.parents[:-1]:
        with suppress(OSError):
            (step.out / parent).rmdir()
    return True


def _put_in(step: Step, path: PurePosixPath) -> bool:
    target, kept, new = step.out / path, step.old / path, step.new / path
    if not new.exists():
        return True
    if _digest(target) != step.before.get(path):
        return False
    kept.unlink(missing_ok=True)
    if target.exists():
        link_or_copy(target, kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(new, target)
    return True


def _undone(step: Step) -> bool:
    """What cannot be undone either is left to the next run, which has the journal."""
    try:
        _undo(step)
    except OSError:
        return False
    return True


def _undo(step: Step) -> None:
    if not step.whole:
        _put_back(step)
    elif step.old.exists():
        if step.out.exists():
            os.rename(step.out, step.new)
        os.rename(step.old, step.out)
    elif not step.new.exists():
        os.rename(step.out, step.new)
    elif not _is_new(step):
        exchange(step.new, step.out)


def _put_back(step: Step) -> None:
    for path in step.write:
        if (step.new / path).exists():
            continue
        if path in step.before:
            os.replace(step.old / path, step.out / path)
        else:
            (step.out / path).unlink(missing_ok=True)
    for path in step.delete:
        if (step.old / path).exists():
            (step.out / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(step.old / path, step.out / path)


def _close(journal: Path, steps: Sequence[Step]) -> None:
    for folder in {folder for step in steps for folder in (step.out, step.out.parent)}:
        sync_folder(folder)
    journal.unlink()


def _digest(path: Path) -> str | None:
    if path.is_symlink():
        return ""
    return digest(path.read_bytes()) if path.exists() else None


def _record(journal: Path, steps: Sequence[Step]) -> None:
    """The moment from which on everything will be done."""
    whole = {"format": _FORMAT, "steps": [_as_json(step, journal.parent) for step in steps]}
    draft = steps[0].stage / "journal"
    write_synced(draft, json.dumps(whole, indent=1) + "\n", 0o644)
    os.replace(draft, journal)
    sync_folder(journal.parent)


def _as_json(step: Step, root: Path) -> dict[str, object]:
    return {
        "out": Path(os.path.relpath(step.out, root)).as_posix(),
        "stage": Path(os.path.relpath(step.stage, root)).as_posix(),
        "whole": step.whole,
        "existed": step.existed,
        "before": {path.as_posix(): found for path, found in step.before.items()},
        "write": {path.as_posix(): found for path, found in step.write.items()},
        "delete": sorted(path.as_posix() for path in step.delete),
    }


def _read(journal: Path) -> list[Step]:
    help = "look at the folders it names, then remove it"
    try:
        if journal.is_symlink():
            raise ValueError("it is a symbolic link")
        whole = json.loads(journal.read_text("utf-8"))
        if whole["format"] != _FORMAT:
            raise ValueError("it was written by another version of specpress")
        return [_step(one, journal.parent) for one in whole["steps"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JournalError(None, f"not a usable journal ({error}); {help}", str(journal)) from None


def _step(one: Mapping[str, object], root: Path) -> Step:
    out, stage = root / _path(one["out"]), root / _path(one["stage"])
    if stage.parent not in (out, out.parent) or ".specpress-" not in stage.name:
        raise ValueError(f"{one['stage']} is no stage of {one['out']}")
    inside = root.resolve()
    if any(not path.resolve().is_relative_to(inside) for path in (out, stage)):
        raise ValueError(f"{one['out']} leads out of the folder")
    whole, existed = one["whole"] is True, one["existed"] is True
    write, delete = _digests(one["write"]), frozenset(map(_path, _list(one["delete"])))
    for path in (*write, *delete):
        if not (out / path).parent.resolve().is_relative_to(inside):
            raise ValueError(f"{path} leads out of the folder")
    return Step(out, stage, whole, existed, _digests(one["before"]), write, delete)


def _digests(value: object) -> dict[PurePosixPath, str]:
    if not isinstance(value, dict):
        raise TypeError("a table of digests is missing")
    return {_path(path): str(found) for path, found in value.items()}


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list of paths is missing")
    return value


def _path(value: object) -> PurePosixPath:
    path = PurePosixPath(value if isinstance(value, str) else "..")
    if path.is_absolute() or ".." in path.parts or "\\" in str(value) or ":" in str(value):
        raise ValueError(f"{value} is not a path below the folder")
    return path
