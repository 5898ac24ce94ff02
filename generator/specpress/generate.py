"""From a target to its folder: skip it if nothing changed, else build; then write, or say what would change.

Takes a `Target`, gives what was found and done; prints nothing. Only `build` imports anything heavy, and it is
called only when the lock file cannot answer.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from specpress.config import DEFAULTS, Target, config, find_config
from specpress.diagnostics import Diagnostic, Report, losses_as_errors
from specpress.output.current import current
from specpress.output.differences import Difference, untouched
from specpress.output.explained import cannot, explained
from specpress.output.lock import NAME, Lock, LockError, lock_text, make_lock, read_lock
from specpress.output.put import look, put
from specpress.output.tree import tree
from specpress.records import dataclass

if TYPE_CHECKING:
    from specpress.source.remote import Remote

State = Literal["failed", "current", "stale", "written"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A target whose files are known: `files` is None when the lock answered and nothing was built.

    `read` are the files that were read with their digests, which are empty where that failed.
    """

    target: Target
    lock: Lock | None
    files: Mapping[PurePosixPath, str] | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    read: Mapping[Path, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.lock is not None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a target. `told` counts its warnings and losses, also those of an earlier run."""

    target: Target
    state: State
    diagnostics: tuple[Diagnostic, ...]
    found: tuple[Difference, ...] = ()
    files: Mapping[PurePosixPath, str] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    seconds: float = 0.0


def prepare(target: Target, *, fresh: bool, texts: bool, accept_remote: bool = False) -> Prepared:
    """Build a target, unless its lock says that it would come out the same.

    `fresh` builds in any case and fetches remote documents again, which have to be those that are locked unless
    `accept_remote` takes them as they are now.
    `texts` asks for the files themselves when the folder differs from its lock (to write or to show them);
    to say that it differs, the lock is enough.
    """
    begin = time.perf_counter()
    fresh = fresh or accept_remote
    lock = None if fresh else current(target)
    if lock is not None and not (texts and _touched(target, lock)):
        read = _read(target, {"": lock.spec, **lock.references})
        return Prepared(target, lock, None, (), time.perf_counter() - begin, read)
    from specpress.pipeline import build

    allowed = permission(target, again=fresh, accept=accept_remote)
    with _no_search_for_garbage():
        made = build(target.spec, target.options, allowed)
    found = made.diagnostics
    if target.options.fail_on_loss:
        found = losses_as_errors(found)
    failed = any(diagnostic.severity == "error" for diagnostic in found)
    told = {kind: sum(d.severity == kind for d in found) for kind in ("warning", "loss")}
    lock = None if failed else make_lock(made.files, target.options, made.sources, told)
    read = _read(target, made.sources)
    return Prepared(target, lock, made.files, found, time.perf_counter() - begin, read)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """A build makes millions of values, and all that it drops are in no circle: searches would find nothing."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def permission(target: Target, *, again: bool = False, accept: bool = False) -> Remote:
    """Permission to fetch what the target allows, held to what its lock has of it."""
    from specpress.source.remote import Remote

    allowed = target.options.allow_remote
    if not allowed:
        return Remote()
    try:
        lock = read_lock(target.out)
    except (LockError, OSError):
        lock = None
    return Remote(allowed, lock.references if lock else {}, target.out, again, accept)


def permission_for(spec: Path, path: Path | None = None) -> Remote:
    """That of the target that is made from a spec, by the configuration at `path` or the one that holds here."""
    path = path or find_config(Path.cwd())
    read = config(path, path.name, Report()) if path else None
    targets = [target for target in (read.targets if read else ()) if target.options.allow_remote]
    same = (target for target in targets if target.spec.resolve() == spec.resolve())
    found = next(same, None)
    return permission(found or Target("", spec, spec.parent, DEFAULTS))


def _read(target: Target, sources: Mapping[str, str]) -> dict[Path, str]:
    """The files of `Build.sources`."""
    root = target.spec.parent / target.options.root
    return {
        (root / name if name else target.spec): found
        for name, found in sources.items()
        if "://" not in name
    }


def check(prepared: Prepared) -> Made:
    """Compare with what is on disk; every difference is an error that says why."""
    begin = time.perf_counter()
    if prepared.lock is None:
        return _failed(prepared)
    out = prepared.target.out
    try:
        found = look(out, prepared.lock)
    except (LockError, OSError) as error:
        return _failed(prepared, cannot(out, error))
    told = explained(out, found, prepared.lock)
    return _made(prepared, "stale" if found else "current", told, found, begin)


def write(prepared: Prepared, *, force: bool) -> Made:
    """Put the files in place, all or none of them."""
    begin = time.perf_counter()
    if prepared.lock is None:
        return _failed(prepared)
    out = prepared.target.out
    if prepared.files is None:
        return _made(prepared, "current", (), (), begin)
    try:
        outcome = put(out, prepared.files, prepared.lock, force=force)
    except (LockError, OSError) as error:
        return _failed(prepared, cannot(out, error))
    told = explained(out, outcome.found, prepared.lock, writing=True)
    if any(difference.action == "refuse" for difference in outcome.found):
        return _failed(prepared, *told)
    return _made(prepared, "written" if outcome.written else "current", told, outcome.found, begin)


def _touched(target: Target, lock: Lock) -> bool:
    return any(difference.action != "leave" for difference in untouched(lock, tree(target.out)))


def _failed(prepared: Prepared, *more: Diagnostic) -> Made:
    told = (*prepared.diagnostics, *more)
    return Made(prepared.target, "failed", told, seconds=prepared.seconds)


def _made(
    prepared: Prepared,
    state: State,
    told: tuple[Diagnostic, ...],
    found: tuple[Difference, ...],
    begin: float,
) -> Made:
    assert prepared.lock is not None
    files = {**prepared.files, NAME: lock_text(prepared.lock)} if prepared.files is not None else {}
    return Made(
        prepared.target,
        state,
        (*prepared.diagnostics, *told),
        found,
        files,
        prepared.lock.told,
        len(prepared.lock.files) + 1,
        prepared.seconds + time.perf_counter() - begin,
    )
