"""From where a copy comes to the files of its spec: a path, a commit of a git repository, an installed package."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import assert_never

from specpress.records import dataclass
from specpress.source.files import DiskFiles, Files
from specpress.vendoring import git
from specpress.vendoring.settings import Git, Local, Package, Vendor


class SourceError(OSError):
    """The source cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`origin` is what the lock file says of the source; `moved` is set when history under a ref was rewritten."""

    files: Files
    entry: str
    origin: Mapping[str, object]
    moved: str = ""


@contextmanager
def fetched(vendor: Vendor, known: Mapping[str, object]) -> Iterator[Fetched]:
    """The files of a source, while they are needed. `known` is the origin that the lock has, to tell a moved tag.
    Raises `SourceError`."""
    match vendor.source:
        case Local(path, shown):
            if not path.is_file():
                raise SourceError(f"{shown}: no such file")
            yield _on_disk(path, vendor.options.root, {"spec": shown})
        case Package(name, inside):
            folder = package_folder(name)
            yield _on_disk(folder / inside, "", {"package": name, "path": inside})
        case Git():
            with tempfile.TemporaryDirectory(prefix="specpress-git-") as made:
                yield _from_git(Path(made), vendor.source, known)
        case _:
            assert_never(vendor.source)


def package_folder(name: str) -> Path:
    """Where an installed package is; it is not imported, and only top-level names are looked for."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(name) if name.isidentifier() else None
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise SourceError(f"no package {name} is installed here")
    return Path(places[0])


def _on_disk(path: Path, root: str, origin: Mapping[str, object]) -> Fetched:
    if not root:
        return Fetched(DiskFiles(path.parent), path.name, origin)
    whole = (path.parent / root).resolve()
    return Fetched(DiskFiles(whole), path.resolve().relative_to(whole).as_posix(), origin)


def _from_git(folder: Path, source: Git, known: Mapping[str, object]) -> Fetched:
    from specpress.review.git_files import GitFiles

    try:
        found = git.fetch(folder, source.place, source.ref)
    except OSError as error:
        raise SourceError(f"{source.url}@{source.ref}: {error}") from None
    origin = {"git": source.url, "ref": source.ref, "path": source.path, "commit": found.commit}
    inside, entry = posixpath.split(posixpath.normpath(source.path))
    files = GitFiles(folder, source.ref, found.commit, inside, bare=True)
    same = known.get("git") == source.url and known.get("ref") == source.ref
    before = str(known.get("commit", "")) if same else ""
    return Fetched(files, entry, origin, _moved(folder, source, found, before))


def _moved(folder: Path, source: Git, found: git.Found, before: str) -> str:
    if not before or before == found.commit or found.kind == "commit":
        return ""
    if found.kind == "tag":
        return f"tag {source.ref} has moved from {before[:12]} to {found.commit[:12]}"
    if git.is_ancestor(folder, before, found.commit):
        return ""
    return f"branch {source.ref} was rewritten: {before[:12]} is not in its history any more"
