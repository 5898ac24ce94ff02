"""Holding the text of a spec to the text of a page, in memory, and telling what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from specpress.api import Api
from specpress.diagnostics import Diagnostic, Finding, Located, Report
from specpress.pages.deviations import read_deviations
from specpress.pages.editorial import marks
from specpress.pages.page import Page
from specpress.pages.read_page import read_page
from specpress.pages.verify import Curated, verify
from specpress.read import read
from specpress.source.document import document
from specpress.source.documents import Documents, load
from specpress.source.files import MemoryFiles

FOLDER = Path(__file__).parents[2] / "spec" / "datafold"
SPEC = (FOLDER / "openapi.yaml").read_text()
PAGE = (FOLDER / "pages" / "get-datadiff.txt").read_text()
_ON_PAGE = re.compile(r"\(page\.txt:([0-9]+)\)")


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: code, line in the spec, line on the page."""

    code: str
    spec: int
    page: int | None


def page_of(text: str) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """Read a page, and what was said while reading."""
    report = Report()
    page = read_page("page.txt", "page.txt", text.encode(), report)
    return page, report.diagnostics({"page.txt": page.document} if page else {})


@lru_cache(maxsize=4)
def spec_of(text: str) -> tuple[Documents, Api]:
    """A spec, read once however many pages it is held to."""
    documents = load(MemoryFiles({"openapi.yaml": text.encode()}), "openapi.yaml", Report())
    api = read(documents, Report())
    assert api is not None
    return documents, api


@lru_cache(maxsize=4)
def _page(text: str) -> tuple[Page, tuple[Finding, ...]]:
    report = Report()
    page = read_page("page.txt", "page.txt", text.encode(), report)
    assert page is not None, report.findings
    return page, report.findings


def held(spec: str, page: str, deviations: str = "") -> tuple[Diagnostic, ...]:
    """All that `verify` says of a spec and a page."""
    report = Report()
    documents, api = spec_of(spec)
    shown, findings = _page(page)
    report.extend(findings)
    assert documents.root is not None
    located: dict[str, Located] = {**documents, "page.txt": shown.document}
    beside = None
    if deviations:
        beside = document("dev.yaml", "dev.yaml", deviations.encode())
        located["dev.yaml"] = beside
    recorded = read_deviations(beside.root if beside else None, "dev.yaml", report)
    verify(Curated(api, marks(documents.root.root, report), recorded), [shown], report)
    return report.diagnostics(located)


def told(diagnostics: tuple[Diagnostic, ...]) -> list[Told]:
    """The findings in short."""
    made = []
    for one in diagnostics:
        on_page = _ON_PAGE.search(one.message)
        made.append(Told(one.code, one.line, int(on_page[1]) if on_page else None))
    return made
