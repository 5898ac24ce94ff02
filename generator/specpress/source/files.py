"""Where the text of a spec comes from: the files of one folder, by name, and nothing outside it.

Takes names relative to the folder of the root document, gives bytes. Only this module touches the disk for a
spec; a git commit or a test supplies another `Files`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from specpress.records import dataclass

LARGEST_FILE = 50 * 1024 * 1024


class Outside(OSError):
    """The name leads out of the spec's folder (by `..`, an absolute path or a symlink)."""


class TooLarge(OSError):
    """The file is over `LARGEST_FILE`."""


class Unreachable(OSError):
    """A document on another host: no connection, no answer in time, or an answer that is not the document."""


class Files(Protocol):
    """Documents by POSIX path relative to the folder of the root one."""

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `OSError`; `Outside` where it may not be read at all."""
        ...

    def display(self, name: str) -> str:
        """The file as the user would name it, for diagnostics."""
        ...


@dataclass(frozen=True, slots=True)
class DiskFiles:
    """The folder of a spec on disk."""

    folder: Path

    def read(self, name: str) -> bytes:
        root = self.folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise Outside(f"{name} is outside {self.folder}")
        if not path.is_file():
            raise FileNotFoundError(f"{self.display(name)}: no such file")
        if path.stat().st_size > LARGEST_FILE:
            raise TooLarge(f"{self.display(name)} is larger than 50 MiB")
        return path.read_bytes()

    def display(self, name: str) -> str:
        return posixpath.normpath((self.folder / name).as_posix())


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """Documents held in memory: standard input, and tests."""

    texts: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        if name not in self.texts:
            raise FileNotFoundError(f"{name}: no such file")
        return self.texts[name]

    def display(self, name: str) -> str:
        return name
