"""One call for every format of a review."""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps
from typing import Literal, assert_never, get_args

from specpress.printers.style import PLAIN, Style
from specpress.review.report.page import Page, placed

Format = Literal["text", "json", "markdown", "sarif", "github", "gitlab", "html"]
SERVICES = frozenset(("sarif", "github", "gitlab"))
"""Formats for services that know files by their place in the repository."""
FORMATS: tuple[Format, ...] = get_args(Format)


def written(
    page: Page,
    format: Format,
    style: Style = PLAIN,
    more: Mapping[str, object] | None = None,
    folder: str = "",
) -> str:
    """The whole report. `more` goes into the JSON object; `folder` is where in the repository the files are named from."""
    if format in SERVICES:
        page = placed(page, folder)
    match format:
        case "text":
            from specpress.review.report.terminal import terminal

            return terminal(page, style)
        case "json":
            return _json(page, more or {})
        case "markdown":
            from specpress.review.report.markdown import markdown

            return markdown(page)
        case "sarif":
            from specpress.review.report.sarif import sarif

            return sarif(page)
        case "github":
            from specpress.review.report.github import github

            return github(page)
        case "gitlab":
            from specpress.review.report.gitlab import gitlab

            return gitlab(page)
        case "html":
            from specpress.review.report.html import html

            return html(page)
        case _:
            assert_never(format)


def _json(page: Page, more: Mapping[str, object]) -> str:
    from specpress.review.report.records import records, summary

    whole = {
        "schema_version": 1,
        "old": page.old,
        "new": page.new,
        "changes": records(page.changes),
        "accepted": records(page.accepted),
        "summary": {**summary(page.changes), "bump": page.bump, "verdict": page.verdict},
        **more,
    }
    return dumps(whole, indent=1, ensure_ascii=True) + "\n"
