"""Documents on other hosts: which a `$ref` may name, and that they are the ones that were locked.

Takes a URL, gives its bytes: from the copy kept in the generated package while that is the one the lock names, else
over HTTP. Nothing is fetched that no prefix of `allow_remote` covers, and a document that is not the locked one is
refused. Only this module knows how a copy is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from specpress.digest import digest
from specpress.records import dataclass
from specpress.urls import covers, url_error

COPIES = PurePosixPath("_remote")
"""The folder of a generated package that keeps the documents it was made from."""


class Refused(OSError):
    """The URL may not be asked for."""


class Changed(OSError):
    """What is there now is not what the lock names."""

    def __init__(self, url: str, locked: str, found: str) -> None:
        super().__init__(f"{url} has changed: sha256 {locked} is locked, {found} is there now")


@dataclass(frozen=True, slots=True)
class Remote:
    """Permission to fetch, and what earlier runs got.

    `locked` maps URLs to digests, `copies` is the folder of the package that holds the copies. `again` fetches also
    where a copy is kept, and `accept` takes whatever is there now.
    """

    allowed: tuple[str, ...] = ()
    locked: Mapping[str, str] = field(default_factory=dict)
    copies: Path | None = None
    again: bool = False
    accept: bool = False

    def read(self, url: str) -> bytes:
        """Raises `Refused`, `Changed`, `files.Unreachable`, `files.TooLarge`."""
        refusal = url_error(url)
        if refusal or not any(covers(prefix, url) for prefix in self.allowed):
            raise Refused(refusal or f"{url} is not among those allowed")
        locked = self.locked.get(url)
        if locked and self.copies and not self.again and not self.accept:
            kept = _kept(self.copies / copy_path(url))
            if kept is not None and digest(kept) == locked:
                return kept
        from specpress.source.fetch import fetch

        found = fetch(url)
        if locked and not self.accept and digest(found) != locked:
            raise Changed(url, locked, digest(found))
        return found


NOTHING = Remote()
"""No permission at all."""


def copy_path(url: str) -> PurePosixPath:
    """Where the copy of a document is kept: a name to recognise, made unique, that nothing would run."""
    parts = urlsplit(url)
    plain = re.sub(r"[^a-z0-9.]+", "_", f"{parts.hostname}{parts.path}".lower())
    stem, _, ending = plain.rpartition(".")
    known = ending if ending in ("json", "yaml", "yml") else "yaml"
    stem = (stem if known == ending else plain)[:80].strip("._")
    return COPIES / f"{stem}-{sha256(url.encode()).hexdigest()[:10]}.{known}"


def _kept(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else path.read_bytes()
    except OSError:
        return None
