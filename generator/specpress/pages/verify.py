"""A spec held to the documentation pages it transcribes, in both directions.

Takes the `Api` of the spec, its marks and its recorded deviations, and the pages; every difference goes to the report at
its place in the spec, with its line on the page. Which operation belongs to which page is decided
here; `operation.py` compares two of them, `hold.py` their schemas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specpress.api import Api, Operation
from specpress.diagnostics import Located, Report, Span
from specpress.pages.deviations import Deviations
from specpress.pages.difference import Difference, Ledger, Sides
from specpress.pages.editorial import Marks
from specpress.pages.hold import Held
from specpress.pages.operation import Pair, named
from specpress.pages.page import Page
from specpress.pages.surroundings import check_unmarked
from specpress.records import dataclass

SOURCE = "x-specpress-source"


@dataclass(frozen=True, slots=True)
class Curated:
    """A spec with what is recorded in it and beside it."""

    api: Api
    marks: Marks
    deviations: Deviations


def verify(spec: Curated, pages: Sequence[Page], report: Report) -> None:
    """Report every difference between the spec and the pages together."""
    ledger = Ledger()
    left = list(spec.api.operations)
    for page in pages:
        held = Held(spec.api, page, spec.marks, ledger, page.silent)
        for theirs in page.api.operations:
            ours = _counterpart(
                left, theirs, page, single=len(pages) == len(page.api.operations) == 1
            )
            if ours is None:
                at = Sides(named(theirs), Span(spec.api.span.file, "/paths"), theirs.span)
                ledger.differ("SP710", at, "this operation", "nothing like it")
                continue
            left.remove(ours)
            Pair(held, ours, theirs).compare()
    shown = pages[0].api.span if pages else spec.api.span
    for operation in left:
        if spec.marks.on(operation.span) is None:
            at = Sides(named(operation), operation.span, shown)
            ledger.differ("SP711", at, "no such operation", "one")
    check_unmarked(spec.api, spec.marks, ledger)
    _tell(ledger, spec.deviations, pages, report)


def _counterpart(
    left: list[Operation], theirs: Operation, page: Page, single: bool
) -> Operation | None:
    """The operation that this page describes: by method and path, else as the spec says, else the only one."""
    for ours in left:
        if (ours.method, ours.path) == (theirs.method, theirs.path):
            return ours
    name = page.name.rpartition("/")[2]
    named = [ours for ours in left if name in _source_names(ours)]
    alike = [ours for ours in left if ours.path == theirs.path]
    for found in (named, alike, left if single else []):
        if len(found) == 1:
            return found[0]
    return None


def _source_names(operation: Operation) -> set[str]:
    return {source.rpartition("/")[2] for source in sources(operation.extensions.get(SOURCE))}


def sources(value: object) -> list[str]:
    """The pages that an `x-specpress-source` names: one, or a list."""
    listed = value if isinstance(value, list) else [value]
    return [source for source in listed if isinstance(source, str)]


def _tell(ledger: Ledger, deviations: Deviations, pages: Sequence[Page], report: Report) -> None:
    documents = {page.name: page.document for page in pages}
    for difference in ledger.differences:
        if deviations.excuse(difference):
            continue
        shown = _shown(difference.page_span, documents)
        told = f"{difference.at}: the page says {difference.page}{shown}; the spec says {difference.spec}"
        if difference.code == "SP723":
            told = f"{difference.at}: marked as editorial, and the page states {difference.page}{shown}"
        report.add(difference.code, difference.spec_span, told, _help(difference, deviations))
    for code, span, message, help in ledger.remarks:
        report.add(code, span, message, help)
    deviations.close(report)


def _shown(span: Span, documents: Mapping[str, Located]) -> str:
    """`(page:line)`, of the nearest thing around the place that has a line."""
    document = documents.get(span.file)
    pointer = span.pointer
    while document is not None:
        if place := document.locate([pointer]).get(pointer):
            return f" ({document.display}:{place.line})"
        if not pointer:
            break
        pointer = pointer.rpartition("/")[0]
    return ""


def _help(difference: Difference, deviations: Deviations) -> str:
    if difference.code == "SP723":
        return "take the mark away: the page states it"
    return f"correct the spec, or record it with a reason in {deviations.display}"
