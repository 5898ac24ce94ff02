"""Live drift on disk: a spec and a folder of recorded answers, what they show, and the patch that would mend it."""

from __future__ import annotations

from pathlib import Path

from specpress.diagnostics import Diagnostic, Report
from specpress.pages.drift import drift
from specpress.pages.editorial import marks
from specpress.pages.proposal import proposal
from specpress.pages.recordings import recordings
from specpress.read import read
from specpress.records import dataclass
from specpress.source.documents import load
from specpress.source.files import DiskFiles


@dataclass(frozen=True, slots=True)
class Drifted:
    """`patch` is empty where the spec has all that was seen, or what it lacks cannot be added by itself."""

    diagnostics: tuple[Diagnostic, ...]
    readable: bool
    answers: int = 0
    patch: str = ""


def drift_files(spec: Path, folder: Path) -> Drifted:
    """Replay the answers in a folder against a spec."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report)
    found = Report()
    api = read(documents, found) if documents.root is not None else None
    if api is None or documents.root is None or found.failed:
        report.extend(found.findings)
        return Drifted(report.diagnostics(documents), False)
    recorded = recordings(folder, api, report)
    readable = not report.failed
    causes = drift(api, recorded, report)
    marked = bool(marks(documents.root.root, Report()).places)
    patch = proposal(causes, documents, marked)
    return Drifted(report.diagnostics(documents), readable, len(recorded), patch)
