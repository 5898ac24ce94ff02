"""A review as GitLab's code quality report."""

from __future__ import annotations

from json import dumps

from specpress.printers.style import harmless
from specpress.review.change import Change
from specpress.review.report.page import Page, overall, reached

_LEVELS = {"break": "critical", "risk": "minor", "safe": "info"}


def gitlab(page: Page) -> str:
    return dumps([_one(change) for change in page.changes], indent=1, ensure_ascii=True) + "\n"


def _one(change: Change) -> dict[str, object]:
    where = change.new or change.old
    told = [change.message, *([f"in {reached(change)}"] if change.operations else [])]
    return {
        "description": harmless(", ".join((*told, *change.symbols[:2]))),
        "check_name": change.rule,
        "fingerprint": change.id,
        "severity": _LEVELS[overall(change)],
        "location": {
            "path": where.file if where else "",
            "lines": {"begin": where.line if where else 1},
        },
    }
