"""The whole story on one screen: a spec goes through the passes, and files come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specpress.config import DEFAULTS, Options
from specpress.diagnostics import Diagnostic, Report
from specpress.digest import digest
from specpress.read import read
from specpress.source.documents import load
from specpress.source.files import DiskFiles


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a spec. `files` are relative to the package; none when there is an error.

    `sources` maps every document that was read to its digest: "" is the spec itself, the others are named
    relative to its folder.
    """

    files: Mapping[PurePosixPath, str]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def ok(self) -> bool:
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def build(spec: Path, options: Options = DEFAULTS) -> Build:
    """Make a package from a spec; writes nothing."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report)
    read(documents, report)
    sources = {
        "" if name == documents.entry else name: digest(document.text)
        for name, document in documents.items()
    }
    return Build({}, report.diagnostics(documents), sources)
