"""Whether a copy is still right: offline, from its lock file alone, without a generator."""

from __future__ import annotations

from pathlib import Path

from specpress.digest import digest
from specpress.output.differences import Difference, Reason, untouched
from specpress.output.lock import Lock, LockError, locked_options, read_lock
from specpress.output.tree import tree
from specpress.records import dataclass
from specpress.urls import is_remote
from specpress.vendoring.settings import Git, Local, Package, Vendor


@dataclass(frozen=True, slots=True)
class CopyState:
    """`files` differ from what was written; `stale` are reasons to update. Without a lock there is no copy, or
    `trouble` says why the lock cannot be used."""

    vendor: Vendor
    lock: Lock | None
    files: tuple[Difference, ...] = ()
    stale: tuple[Reason, ...] = ()
    trouble: str = ""

    @property
    def ok(self) -> bool:
        return self.lock is not None and not (self.files or self.stale)


def state_of(vendor: Vendor) -> CopyState:
    """Read the folder of a copy, and its source where that is a file here. Raises `OSError`."""
    if vendor.out.is_symlink():
        return CopyState(vendor, None, trouble="the folder is a symbolic link")
    try:
        lock = read_lock(vendor.out)
    except LockError as error:
        return CopyState(vendor, None, trouble=str(error))
    if lock is None:
        return CopyState(vendor, None)
    return CopyState(vendor, lock, untouched(lock, tree(vendor.out)), _stale(vendor, lock))


def _stale(vendor: Vendor, lock: Lock) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if not _same_source(vendor, lock):
        found.append("spec")
    if locked_options(vendor.options) != lock.options:
        found.append("options")
    return tuple(found)


def _same_source(vendor: Vendor, lock: Lock) -> bool:
    """For a source on this machine the documents themselves are compared; for git, what the configuration names."""
    origin = lock.origin
    match vendor.source:
        case Local(path, shown):
            return origin.get("spec") == shown and _same_documents(path, vendor, lock)
        case Git(url, ref, inside):
            named = (origin.get("git"), origin.get("ref"), origin.get("path"))
            return named == (url, ref, inside)
        case Package(name, inside):
            from specpress.vendoring.sources import SourceError, package_folder

            if (origin.get("package"), origin.get("path")) != (name, inside):
                return False
            try:
                return _same_documents(package_folder(name) / inside, vendor, lock)
            except SourceError:
                return True


def _same_documents(spec: Path, vendor: Vendor, lock: Lock) -> bool:
    """A source that is not here (a checkout without its neighbour, another host) says nothing."""
    documents = lock.origin.get("documents")
    if not isinstance(documents, dict) or not spec.is_file():
        return True
    root = spec.parent / vendor.options.root
    for name, known in documents.items():
        if is_remote(name):
            continue
        path = root / name if name else spec
        if not path.is_file() or digest(path.read_bytes()) != known:
            return False
    return True
