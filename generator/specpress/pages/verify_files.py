"""A spec and its pages on disk: load them, hold the one to the others, and locate what was found.

Takes paths, gives `Verified`; writes and prints nothing. Pages are the ones given, else those that the spec names by
`x-specpress-source`; deviations are read from the file beside the spec.
"""

from __future__ import annotations

from pathlib import Path

from specpress.api import Api
from specpress.diagnostics import Diagnostic, Located, Report
from specpress.pages.deviations import Deviations, read_deviations
from specpress.pages.editorial import marks
from specpress.pages.load_page import load_page
from specpress.pages.verify import SOURCE, Curated, sources, verify
from specpress.read import read
from specpress.records import dataclass
from specpress.source.documents import Documents, load
from specpress.source.files import DiskFiles


@dataclass(frozen=True, slots=True)
class Verified:
    """`readable` is false where spec or page could not be read at all; then nothing was compared."""

    diagnostics: tuple[Diagnostic, ...]
    readable: bool
    pages: tuple[str, ...] = ()
    excused: int = 0

    @property
    def agree(self) -> bool:
        return self.readable and not any(d.severity == "error" for d in self.diagnostics)


def verify_files(spec: Path, given: tuple[Path, ...] = ()) -> Verified:
    """Hold a spec to its pages."""
    report = Report()
    documents = load(DiskFiles(spec.parent), spec.name, report)
    api = _errors_only(documents, report)
    located: dict[str, Located] = dict(documents)
    if api is None or documents.root is None:
        return Verified(report.diagnostics(located), False)
    paths = {path.as_posix(): path for path in given} or _named(spec, api, report)
    pages = [page for path in paths.values() if (page := load_page(path, report))]
    located |= {page.name: page.document for page in pages}
    if len(pages) < len(paths) or not pages:
        return Verified(report.diagnostics(located), False)
    beside, deviations = _deviations(spec, report)
    located |= beside
    curated = Curated(api, marks(documents.root.root, report), deviations)
    verify(curated, pages, report)
    told = tuple(page.name for page in pages)
    return Verified(report.diagnostics(located), True, told, len(deviations.applied))


def _errors_only(documents: Documents, report: Report) -> Api | None:
    """Read the spec; what code generation would lose does not matter here."""
    from specpress.codes import CODES

    found = Report()
    api = read(documents, found) if documents.root is not None else None
    report.extend(one for one in found.findings if CODES[one.code].severity == "error")
    return api


def _named(spec: Path, api: Api, report: Report) -> dict[str, Path]:
    """The pages that the spec itself names, which have to be in its folder."""
    root = spec.parent.resolve()
    made: dict[str, Path] = {}
    owners = [(api.span, api.extensions), *((o.span, o.extensions) for o in api.operations)]
    for span, extensions in owners:
        for name in sources(extensions.get(SOURCE)):
            path = spec.parent / name
            if not path.resolve().is_relative_to(root):
                told = f"the page {name} is outside the folder of the spec"
                report.add("SP701", span.child(SOURCE), told, "copy it beside the spec")
            made[path.as_posix()] = path
    if not made:
        told = "no page was given and the spec names none"
        report.add("SP701", api.span, told, f"give --page, or name it in the operation by {SOURCE}")
    return {} if report.failed else made


def _deviations(spec: Path, report: Report) -> tuple[Documents, Deviations]:
    """The records beside the spec: `openapi.deviations.yaml` beside `openapi.yaml`."""
    name = f"{spec.stem}.deviations.yaml"
    beside = DiskFiles(spec.parent)
    if not (spec.parent / name).is_file():
        return Documents(beside, name), read_deviations(None, beside.display(name), report)
    documents = load(beside, name, report)
    root = documents.root
    return documents, read_deviations(root.root if root else None, beside.display(name), report)
