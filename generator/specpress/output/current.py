"""Whether a target would come out as its lock says: answered from digests alone, without reading a spec."""

from __future__ import annotations

from specpress.config import Target
from specpress.digest import digest
from specpress.output.lock import TOOL, Lock, LockError, locked_options, read_lock
from specpress.output.stage import leftovers


def current(target: Target) -> Lock | None:
    """The lock, when tool, options and every document read are those that made it; else None."""
    try:
        lock = read_lock(target.out)
        if lock is None or lock.tool != TOOL or lock.options != locked_options(target.options):
            return None
        if target.options.fail_on_loss and lock.told.get("loss"):
            return None
        if leftovers(target.out) or not _same_sources(target, lock):
            return None
    except (LockError, OSError):
        return None
    return lock


def _same_sources(target: Target, lock: Lock) -> bool:
    if digest(target.spec.read_bytes()) != lock.spec:
        return False
    root = target.spec.parent / target.options.root
    return all(
        digest((root / name).read_bytes()) == found
        for name, found in lock.references.items()
        if "://" not in name
    )
