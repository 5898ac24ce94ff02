"""Where a folder differs from what it should hold, why, and what writing would do about it: a pure comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Literal

from specpress.digest import digest
from specpress.output.lock import NAME, Lock, lock_text
from specpress.output.tree import Tree
from specpress.records import dataclass

Reason = Literal["spec", "options", "tool", "edited", "missing", "foreign", "link"]
Action = Literal["write", "delete", "leave", "refuse"]


@dataclass(frozen=True, slots=True)
class Difference:
    """`reasons` say what happened to a file since it was written; `action` is what generating would do now."""

    path: PurePosixPath
    reasons: tuple[Reason, ...]
    action: Action


def differences(
    new: Lock, old: Lock | None, there: Tree, *, force: bool = False
) -> tuple[Difference, ...]:
    """Every difference between a folder and its new lock, sorted by path; `old` is the lock found in it.

    `force` lets a file be overwritten that we did not write.
    """
    wanted, had = _digests(new), _digests(old) if old else {}
    causes = changed_inputs(new, old)
    found: dict[PurePosixPath, Difference] = {}
    for path in {*wanted, *had, *there.files, *there.others}:
        state = _State(path, wanted.get(path), had.get(path), there.files.get(path))
        difference = _link(state) if path in there.others else _difference(state, causes)
        if difference:
            found[path] = difference
    for difference in _in_the_way(wanted, had, there):
        found[difference.path] = difference
    made = (_forced(d, wanted) if force else d for d in found.values())
    return tuple(sorted(made, key=lambda difference: difference.path))


def untouched(lock: Lock, there: Tree) -> tuple[Difference, ...]:
    """How a folder differs from its own lock: files edited, missing, foreign. No spec is needed for that."""
    return differences(lock, lock, there)


def changed_inputs(new: Lock, old: Lock | None) -> tuple[Reason, ...]:
    """What differs between the run that wrote the old lock and this one."""
    if old is None:
        return ()
    changed: list[Reason] = []
    if (new.spec, new.references) != (old.spec, old.references):
        changed.append("spec")
    if new.options != old.options:
        changed.append("options")
    if new.tool != old.tool:
        changed.append("tool")
    return tuple(changed)


def _digests(lock: Lock) -> dict[PurePosixPath, str]:
    files = {PurePosixPath(path): found for path, found in lock.files.items()}
    return {**files, NAME: digest(lock_text(lock))}


@dataclass(frozen=True, slots=True)
class _State:
    """One file, thrice: the digest it should have, had when we wrote it, and has. None: no such file."""

    path: PurePosixPath
    want: str | None
    had: str | None
    found: str | None


def _difference(state: _State, causes: tuple[Reason, ...]) -> Difference | None:
    path, want, had, found = state.path, state.want, state.had, state.found
    stale: tuple[Reason, ...] = () if want == had else (causes or ("tool",))
    edited: tuple[Reason, ...] = () if found == had else ("edited",)
    if found == want:
        return None
    if found is None:
        if had is None:
            return Difference(path, causes or ("missing",), "write")
        return Difference(path, ("missing", *stale), "write") if want else None
    if had is None:
        return Difference(path, ("foreign",), "refuse" if want else "leave")
    if want is not None:
        return Difference(path, (*edited, *stale), "write")
    return Difference(path, (*edited, *stale), "leave" if edited else "delete")


def _link(state: _State) -> Difference:
    ours = state.want is not None or state.had is not None
    return (
        Difference(state.path, ("link",), "refuse")
        if ours
        else Difference(state.path, ("foreign",), "leave")
    )


def _in_the_way(
    wanted: Mapping[PurePosixPath, str], had: Mapping[PurePosixPath, str], there: Tree
) -> Iterator[Difference]:
    """A foreign file where a folder has to be, or foreign files in a folder where a file has to be."""
    folders = {parent for path in wanted for parent in path.parents}
    for path in {*there.files, *there.others}.difference(wanted, had):
        if path in folders or any(parent in wanted for parent in path.parents):
            link = path in there.others
            yield Difference(path, ("link" if link else "foreign",), "refuse")


def _forced(difference: Difference, wanted: Mapping[PurePosixPath, str]) -> Difference:
    """With `--force` only links and files that are nobody's business stay."""
    stays = "link" in difference.reasons or difference.action in ("write", "delete")
    if stays or (difference.action == "leave" and "edited" not in difference.reasons):
        return difference
    return replace(difference, action="write" if difference.path in wanted else "delete")
