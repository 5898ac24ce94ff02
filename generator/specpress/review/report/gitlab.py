"""A review as GitLab's code quality report."""

from __future__ import annotations

from json import dumps

from specpress.review.change import Change
from specpress.review.report.page import Page, overall

_LEVELS = {"break": "critical", "risk": "minor", "safe": "info"}


def gitlab(page: Page) -> str:
    return dumps([_one(change) for change in page.changes], indent=1, ensure_ascii=True) + "\n"


def _one(change: Change) -> dict[str, object]:
    where = change.new or change.old
    return {
        "description": change.message,
        "check_name": change.rule,
        "fingerprint": change.id,
        "severity": _LEVELS[overall(change)],
        "location": {
            "path": where.file if where else "",
            "lines": {"begin": where.line if where else 1},
        },
    }
