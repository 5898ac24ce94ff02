"""A page from disk, no more of it than a page may have."""

from __future__ import annotations

from pathlib import Path

from specpress.diagnostics import Place, Report, Span
from specpress.pages.page import Page
from specpress.pages.read_page import LARGEST_PAGE, read_page


def load_page(path: Path, report: Report) -> Page | None:
    """Read the file and then the page; None after saying why that cannot be done."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PAGE + 1)
    except OSError as error:
        told = f"cannot read {name}: {error.strerror or error}"
        report.add("SP701", Span(name, ""), told, place=Place(1, 1, ""))
        return None
    return read_page(name, name, data, report)
